from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, update

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.ids import Id
from ceis_desk.data.schema import people
from ceis_desk.data.search import find_people, index_person
from ceis_desk.people.model import Civility, PersonHit
from ceis_desk.people.questions import FindPeople
from tests.data.stores import TODAY, add_appointment, add_person, add_visit, counted, merge, new_store

NAUGHTY = Path(__file__).parents[3].parent / "shared" / "data" / "strings" / "blns.json"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    with new_store(tmp_path) as connection:
        yield connection


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A few hundred persons, read only by the tests that share it."""
    families = ("Martin", "Bernard", "Lefèvre", "Diallo", "N’Diaye", "Ben Ali", "Le Goff", "Nguyễn", "Шевченко", "Bœuf")
    firsts = ("Marie", "Jean-Pierre", "Élodie", "Ibrahima", "Anaïs", "Zoé", "Chloé", "Noël", "Marc", "Ольга", "Lina")
    with new_store(tmp_path_factory.mktemp("town")) as connection:
        for place, family in enumerate(families):
            for rank, first in enumerate(firsts):
                day = dt.date(1950 + 5 * place, 1 + rank, 10 + place)
                add_person(connection, used_name=family, first_name=first, birth_date=day)
        connection.commit()
        yield connection


def at(hour: int, minute: int = 0, day: dt.date = TODAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))


def find(connection: Connection, text: str, limit: int = 20) -> tuple[PersonHit, ...]:
    return find_people(connection, FindPeople(text, limit), TODAY)


def ids(connection: Connection, text: str) -> list[Id]:
    return [hit.id for hit in find(connection, text)]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "benazet",
            "BÉNAZET",
            "bena",
            "odile",
            "odile bena",
            "BENAZET ODILE",
            "Mme Bénazet",
            "benazetodile",
            "bén od",
        ),
        *("roux", "odile roux", "rouxod"),  # birth name
        *("27/08/1947", "27/08/47", "270847", "27 août 1947", "1947", "27/08", "1947-08-27", "bénazet 1947"),
        *("04 99 16 30 08", "0499", "3008", "9916", "+33 4 99", "bena 3008", "163008"),
        *("benazte", "bénazé odile", "bonazet", "odil benaset", "venazet", "bena ohdile", "nazet", "dilé"),
    ],
)
def test_a_person_is_found_however_she_is_typed(store: Connection, typed: str) -> None:
    odile = add_person(
        store,
        used_name="Bénazet",
        birth_name="Roux",
        first_name="Odile",
        birth_date=dt.date(1947, 8, 27),
        phones=("+33499163008",),
    )
    add_person(
        store, used_name="Diallo", first_name="Ibrahima", birth_date=dt.date(1990, 2, 3), phones=("+33639984702",)
    )
    assert ids(store, typed)[:1] == [odile]


@pytest.mark.parametrize(
    ("family", "first", "typed"),
    [
        ("Ben Ali", "Karim", "benali"),
        ("Benali", "Karim", "ben ali"),
        ("N’Diaye", "Awa", "ndiaye"),
        ("Ndiaye", "Awa", "n'diaye"),
        ("Le Goff", "Jean-Pierre", "jean pierre le goff"),
        ("Lebœuf", "Noël", "leboeuf noel"),
        ("Шевченко", "Ольга", "шевч"),
        ("Ly", "Thi Hoa", "ly"),
        ("O’Brien", "Sean", "obrien"),
    ],
)
def test_compound_and_foreign_names_are_found(store: Connection, family: str, first: str, typed: str) -> None:
    expected = add_person(store, used_name=family, first_name=first)
    assert ids(store, typed) == [expected]


def test_what_is_nobodys_is_not_found(store: Connection) -> None:
    add_person(store, used_name="Bénazet", first_name="Odile", birth_date=dt.date(1947, 8, 27))
    for typed in ("quillien", "quillien 1947", "0612345678", "1950", "28/08/1947"):
        assert find(store, typed) == ()


def test_a_name_with_a_wrong_birth_date_is_only_near(store: Connection) -> None:
    add_person(store, used_name="Bénazet", first_name="Odile", birth_date=dt.date(1947, 8, 27))
    assert [hit.rank for hit in find(store, "benazet 1950")] == [4]
    assert [hit.rank for hit in find(store, "benazet 1947")] == [2]


def test_one_of_two_names_unknown_gives_those_of_the_other(store: Connection) -> None:
    odile = add_person(store, used_name="Bénazet", first_name="Odile")
    assert ids(store, "benazet zzkrwq") == [odile]


def test_a_name_of_two_letters_may_be_mistyped_beside_another(store: Connection) -> None:
    hoa = add_person(store, used_name="Ly", first_name="Thi Hoa")
    assert ids(store, "ly hao") == [hoa]


def test_an_appointment_of_today_comes_first_then_lately_then_the_others(store: Connection) -> None:
    never = add_person(store, used_name="Benabbou", first_name="Yanis")
    long_ago = add_person(store, used_name="Benaissa", first_name="Ali")
    lately = add_person(store, used_name="Benazet", first_name="Odile")
    yesterday = add_person(store, used_name="Benamar", first_name="Zoé")
    later = add_person(store, used_name="Benattar", first_name="Lina")
    sooner = add_person(store, used_name="Benali", first_name="Samira")
    add_visit(store, long_ago, at(9, day=dt.date(2019, 1, 4)))
    add_visit(store, lately, at(9, day=dt.date(2019, 6, 3)))
    add_visit(store, yesterday, at(9, day=dt.date(2019, 6, 17)))
    add_appointment(store, later, at(16))
    add_appointment(store, sooner, at(10, 45))
    found = find(store, "bena")
    assert [hit.id for hit in found] == [sooner, later, yesterday, lately, long_ago, never]
    assert [hit.rank for hit in found] == [0, 0, 1, 1, 2, 2]


def test_an_exact_word_comes_before_a_longer_one(store: Connection) -> None:
    longer = add_person(store, used_name="Petitjean", first_name="Anne")
    exact = add_person(store, used_name="Petit", first_name="Zoé")
    assert ids(store, "petit") == [exact, longer]


def test_a_slip_never_comes_before_what_was_really_typed(store: Connection) -> None:
    expected = add_person(store, used_name="Marin", first_name="Paul")
    near = add_person(store, used_name="Martin", first_name="Paul")
    add_appointment(store, near, at(10, 45))
    assert ids(store, "marin paul") == [expected, near]


def test_a_hit_says_enough_to_recognise_someone(store: Connection) -> None:
    samira = add_person(
        store,
        used_name="Benali",
        first_name="Samira",
        civility=Civility.MME,
        birth_date=dt.date(1984, 3, 14),
        district="Mosson",
        phones=("+33639981234", "+33499163008"),
    )
    add_visit(store, samira, at(9, day=dt.date(2019, 6, 11)))
    add_visit(store, samira, at(9, day=dt.date(2019, 6, 12)), withdrawn=True)
    add_appointment(store, samira, at(15))
    add_appointment(store, samira, at(10, 45), platform="digital")
    (hit,) = find(store, "bena")
    assert (hit.civility, hit.used_name, hit.first_name) == (Civility.MME, "Benali", "Samira")
    assert (hit.birth_date, hit.district, hit.phone) == (dt.date(1984, 3, 14), "Mosson", "+33639981234")
    assert (hit.last_visit, hit.appointment_at) == (dt.date(2019, 6, 11), at(10, 45))
    assert hit.appointment_platform == "digital"
    assert hit.appointment_with is not None


@pytest.mark.parametrize(
    "columns", [{"withdrawn": True}, {"outcome": Outcome.EXCUSED.value}, {"starts_at": dt.datetime(2019, 6, 19, 9)}]
)
def test_an_appointment_that_is_not_expected_today_counts_for_nothing(
    store: Connection, columns: dict[str, object]
) -> None:
    samira = add_person(store, used_name="Benali")
    starts_at = columns.pop("starts_at", at(10, 45))
    assert isinstance(starts_at, dt.datetime)
    add_appointment(store, samira, starts_at, **columns)
    (hit,) = find(store, "bena")
    assert hit.appointment_at is None
    assert hit.rank == 2


def test_the_name_of_a_merged_record_gives_the_one_that_stands_for_it(store: Connection) -> None:
    kept = add_person(store, used_name="Benali", first_name="Samira")
    alias = add_person(store, used_name="Haddad", first_name="Samira", phones=("+33639984702",))
    add_visit(store, alias, at(9, day=dt.date(2019, 6, 11)))
    add_appointment(store, alias, at(10, 45))
    merge(store, alias, kept)
    for typed in ("haddad", "benali", "samira", "0639984702", "hadad", ""):
        assert ids(store, typed) == [kept]
    (hit,) = find(store, "haddad")
    assert (hit.last_visit, hit.appointment_at, hit.used_name) == (dt.date(2019, 6, 11), at(10, 45), "Benali")


def test_a_withdrawn_record_is_never_shown(store: Connection) -> None:
    samira = add_person(store, used_name="Benali", first_name="Samira")
    add_visit(store, samira, at(9))
    store.execute(update(people.person).values(withdrawn=True))
    index_person(store, samira)
    assert ids(store, "benali") == ids(store, "benaly") == ids(store, "") == []


def test_nothing_typed_gives_those_seen_last(store: Connection) -> None:
    first, second, third = (add_person(store, used_name=name) for name in ("Alpha", "Bravo", "Charlie"))
    for minute in range(50):
        add_visit(store, second, at(9, minute))
    add_visit(store, third, at(8, day=dt.date(2018, 12, 4)))
    add_visit(store, None, at(11))
    add_visit(store, first, at(10))
    assert ids(store, "") == [first, second, third]
    assert ids(store, " \u00a0 ") == [first, second, third]
    assert [hit.id for hit in find(store, "", limit=2)] == [first, second]


def test_who_came_lately_is_found_among_hundreds_of_the_same_name(store: Connection) -> None:
    for number in range(150):
        add_person(store, used_name="Martin", first_name=f"Aa{number}")
    zoe = add_person(store, used_name="Martin", first_name="Zoé")
    yann = add_person(store, used_name="Martin", first_name="Yann")
    for number in range(150):
        add_person(store, used_name="Martin", first_name=f"Aa{number}")
    add_visit(store, zoe, at(9, day=dt.date(2019, 6, 17)))
    add_appointment(store, yann, at(16))
    assert ids(store, "ma")[:2] == [yann, zoe]
    assert ids(store, "martin")[:2] == [yann, zoe]


def test_the_limit_is_kept(town: Connection) -> None:
    assert len(find(town, "mar", limit=3)) == 3
    assert len(find(town, "mar")) == 20


@pytest.mark.parametrize(
    "typed",
    ["", "m", "martin", "martin marie", "martin marie 1950 10/01", "martn mari", "xxxx yyyy zzzz tttt uuuu vvvv 06 12"],
)
def test_the_number_of_statements_depends_on_nothing(town: Connection, typed: str) -> None:
    with counted(town) as statements:
        find(town, typed)
    assert len(statements) <= 12


@pytest.mark.parametrize(
    "typed",
    [
        *(
            '"',
            "'",
            "''",
            '" OR names:"',
            "a* NOT b",
            "NEAR(a b)",
            "%",
            "_",
            "%%%_",
            "\0",
            "mar\0tin",
            "(",
            ")",
            "^martin",
            "-",
            "--",
        ),
        *(
            "😀",
            "martin 😀",
            "\u202e",
            "a" * 10_000,
            "é " * 5000,
            "0" * 10_000,
            "1/2/3/4/5",
            "{}",
            "[]",
            "\\",
            "\ud7ff",
            "١٢٣",
        ),
        *("martin;DROP TABLE person", "AND", "OR", "NOT", "martin OR", "00/00/0000", "99/99/99", "31/02/1984"),
    ],
)
def test_hostile_text_never_fails(town: Connection, typed: str) -> None:
    assert len(find(town, typed)) <= 20


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="../shared/data/strings is not on this machine")
def test_naughty_strings_never_fail(town: Connection) -> None:
    for typed in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        assert len(find(town, typed)) <= 20


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_answered(town: Connection, typed: str) -> None:
    found = find(town, typed)
    assert len({hit.id for hit in found}) == len(found)


def test_a_digit_that_is_no_number_of_ours_is_answered(town: Connection) -> None:
    assert find(town, "²") == ()


def test_everyone_is_found_by_her_own_name(town: Connection) -> None:
    for family, first in (("Nguyễn", "Zoé"), ("Bœuf", "Noël"), ("Шевченко", "Ольга"), ("Ben Ali", "Jean-Pierre")):
        for typed in (f"{family} {first}", f"{first} {family}", f"{family.upper()} {first[:3]}"):
            hit = find(town, typed)[0]
            assert (hit.used_name, hit.first_name) == (family, first)
