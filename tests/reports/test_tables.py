from __future__ import annotations

import datetime as dt

from ceis_desk.reports.pages import Running
from ceis_desk.reports.pdf import render
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import document
from tests.reports.gates import assert_gates, every_word, printed_pages, read_aloud

NAMED, AMOUNT = Column("Ligne", 200), Column("par mois", 60, right=True)


def made(columns: list[Column], rows: list[Row], *, heads: bool = True) -> bytes:
    root = document()
    table = ruled_table(root, columns, rows, row_height=7, heads=heads)
    return render(root, [table], Running("", "", ""), About("Essai", "CEIS", dt.datetime(2019, 6, 18)))


def test_an_amount_wider_than_its_column_is_never_cut_in_two() -> None:
    amount = "123\u00a0456\u00a0789,00\u00a0€"
    content = made([NAMED, AMOUNT], [Row(("Une dette", amount)), Row(("Une autre", "3,00\u00a0€"))])
    assert_gates(content)
    assert amount.replace("\u00a0", " ") in printed_pages(content)[0].replace("\u00a0", " ")


def test_words_wider_than_their_column_run_over_lines() -> None:
    content = made([NAMED, AMOUNT], [Row(("Une dette", "non calculable faute de ressources"))])
    assert_gates(content)
    assert "non calculable faute de ressources" in every_word(content)
    assert "faute de ressources" not in printed_pages(content)[0]


def test_a_note_stands_under_the_words_of_its_row_and_is_read_with_them() -> None:
    content = made([NAMED, AMOUNT], [Row(("Reste à vivre", "3,00"), total=True, note="divisé par deux")])
    assert_gates(content)
    assert [read.words for read in read_aloud(content)][2:] == ["Reste à vivre divisé par deux", "3,00"]


def test_a_table_without_heads_has_none_to_read() -> None:
    content = made([NAMED, AMOUNT], [Row(("Une dette", "3,00"))], heads=False)
    assert_gates(content)
    assert "par mois" not in every_word(content)


def test_a_row_without_a_first_cell_is_headed_by_the_next_one() -> None:
    content = made([Column("n°", 30), NAMED, AMOUNT], [Row(("1", "5 juillet", "3,00")), Row(("", "Total", "3,00"))])
    assert_gates(content)
    heads = [read.words for read in read_aloud(content) if read.kind == "TH"]
    assert heads == ["n°", "Ligne", "par mois", "1", "Total"]


def test_a_cell_longer_than_a_page_is_cut_with_an_ellipsis() -> None:
    content = made([NAMED, AMOUNT], [Row(("mot " * 9000, "3,00")), Row(("mot " * 9000, "4,00"))])
    assert_gates(content)
    assert every_word(content).count("…") == 2
