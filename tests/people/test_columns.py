from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.people.columns import (
    Cell,
    Columns,
    Ranks,
    Rows,
    check_row,
    column_letters,
    find_header,
    header_words,
    likely_header,
    plain,
    read_lines,
    remark_unknown,
)
from ceis_desk.people.person_columns import NEEDED, PERSON_WORDS, PersonColumn

ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Mode d’emploi : le nom et le prénom sont obligatoires",),
    ("Nom", "Prénom", "Commune", None, None, "Genre"),
    (None, None, "Nom", "Code INSEE", "Code postal", None),
    ("BENALI", "Samira", "Montpellier", "34172", 34080, "F"),
)


def test_a_cell_is_written_as_the_user_reads_it() -> None:
    cells: tuple[Cell, ...] = (
        None,
        True,
        34080.0,
        0.5,
        dt.date(2018, 10, 1),
        dt.datetime(2018, 10, 1),
        " A \u00a0 B\n",
    )
    assert [plain(cell) for cell in cells] == ["", "oui", "34080", "0.5", "01/10/2018", "01/10/2018", "A B"]
    assert plain(dt.datetime(2018, 10, 1, 9, 5)) == "01/10/2018 09:05"
    assert plain(dt.time(9, 5)) == "09:05"


def test_columns_under_a_merged_header_take_their_second_name() -> None:
    columns = find_header(ROWS, PERSON_WORDS, NEEDED)
    assert columns is not None
    assert (columns.header_line, columns.first_line) == (2, 4)
    assert columns.named[4] is PersonColumn.POSTCODE
    assert columns.unknown == {3: "Code INSEE"}


def test_a_first_row_is_never_taken_for_a_second_header() -> None:
    rows = (("Nom", "Prénom", None), ("BENALI", "Samira", "rappeler"))
    columns = find_header(rows, PERSON_WORDS, NEEDED)
    assert columns is not None
    assert [line.extra for line in read_lines(rows, columns)] == [{"colonne C": "rappeler"}]


def columns_of(rows: Rows) -> Columns[PersonColumn]:
    columns = find_header(rows, PERSON_WORDS, NEEDED)
    assert columns is not None
    return columns


def test_all_the_unknown_columns_are_told_in_one_remark() -> None:
    (remark,) = remark_unknown(columns_of((("Nom", "Prénom", "Vu par", "Salle"),)))
    assert remark.text.endswith("« Vu par », « Salle », leurs textes sont gardés à part.")
    (remark,) = remark_unknown(columns_of((("Nom", "Prénom", *(f"c{number}" for number in range(60))),)))
    assert "« c19 » et 40 autres" in remark.text


def test_columns_past_the_two_hundredth_are_left_aside_and_said() -> None:
    rows = (("Nom", "Prénom", *(f"c{number}" for number in range(5000))), ("BENALI", "Samira", *["x"] * 5000))
    columns = columns_of(rows)
    assert (columns.width, columns.beyond, len(columns.unknown)) == (200, 4802, 198)
    assert "4802 sont laissées de côté" in remark_unknown(columns)[-1].text
    (line,) = read_lines(rows, columns)
    assert not line.shifted
    assert len(line.texts) == 200


def test_a_name_of_more_than_a_hundred_letters_is_refused() -> None:
    rows = (("Nom", "Prénom", "Divers"), ("é" * 101, "B", ""), ("é" * 100, "B", "é" * 5000))
    long, fair = read_lines(rows, columns_of(rows))
    with pytest.raises(Refusal, match="La case « Nom » a plus de 100 lettres"):
        check_row(long)
    check_row(fair)


def test_a_needed_column_alone_is_no_header() -> None:
    words = header_words({PersonColumn.FAMILY: "Nom", PersonColumn.FIRST: "Prénom"})
    needed = frozenset({PersonColumn.FAMILY})
    assert find_header((("Nom",), ("Nom", "Prénom")), words, needed) == find_header(
        (("x",), ("Nom", "Prénom")), words, needed
    )
    assert find_header((("Nom",), ("BENALI",)), words, needed) is None
    assert find_header((), words, needed, {0: PersonColumn.FAMILY}) is None


def test_the_likeliest_header_is_the_first_of_the_rows_with_most_texts() -> None:
    assert likely_header((("Titre", None), ("A", "B"), ("a", "b"))) == 1
    assert likely_header(()) == 0


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@given(st.lists(st.lists(st.sampled_from(["", "a", "b"]), min_size=2, max_size=3), max_size=12))
def test_no_two_rows_of_a_file_have_one_identity(cells: list[list[str]]) -> None:
    rows = (("Nom", "Prénom", "Rue"), *cells)
    columns = find_header(rows, PERSON_WORDS, NEEDED)
    assert columns is not None
    ranks = Ranks(plain)
    digests = [ranks.digest(line) for line in read_lines(rows, columns)]
    assert len(set(digests)) == len(digests) == sum(any(row) for row in cells)
