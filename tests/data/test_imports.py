"""Files written into the store: in short steps, once for all, never against what an agent decided since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import people, reception
from ceis_desk.people.gestures import ChangePerson, WithdrawPerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.reception.gestures import SetMotif
from ceis_desk.reception.importing import (
    STEP,
    ImportReport,
    Kind,
    Prepared,
    PrepareImport,
    WriteImported,
    report_lines,
    run_import,
    steps,
)
from ceis_desk.reception.questions import AllMotifs, CommentsOf
from tests.scenarios.desks import Desk

VISITS = "Date;Heure;Nom;Prénom;Téléphone;Motifs\n"
PEOPLE = "Nom;Prénom;Téléphone;Adresse;Commentaire\n"
Import = Callable[..., ImportReport]


@pytest.fixture
def bring(desk: Desk, tmp_path: Path) -> Import:
    """Import a text as the director does."""

    def run(kind: Kind, text: str, chosen: dict[int, str | None] | None = None) -> ImportReport:
        path = tmp_path / "fichier.csv"
        path.write_text(text, encoding="utf-8")
        store = desk.enter("helene").store
        return run_import(store, kind, path, dry_run=False, progress=lambda _done, _total: None, chosen=chosen)

    return run


def prepare(desk: Desk, folder: Path, kind: Kind, text: str) -> Prepared:
    path = folder / "prepare.csv"
    path.write_text(text, encoding="utf-8")
    return desk.enter("helene").store.ask(PrepareImport(kind, path)).result()


def write(desk: Desk, prepared: Prepared, *, but_the_last: int = 0) -> None:
    """Write the steps, save the last ones: as when the window is closed meanwhile."""
    store = desk.enter("helene").store
    gestures = steps(prepared)
    for gesture in gestures[: len(gestures) - but_the_last]:
        store.do(gesture).result()


def read(desk: Desk, job: Callable[[Connection], Any]) -> Any:  # noqa: ANN401 whatever the job reads
    store: Any = desk.enter("helene").store
    return store.file.writer.run(job).result()


def count(desk: Desk, table: Any) -> int:  # noqa: ANN401 any table
    return int(read(desk, lambda connection: connection.scalar(select(func.count()).select_from(table))))


def found(desk: Desk, text: str) -> list[Id]:
    return [hit.id for hit in desk.enter("sofiane").store.ask(FindPeople(text)).result()]


def identity(desk: Desk, person: Id) -> Identity:
    return desk.enter("sofiane").store.ask(OpenRecord(person)).result().identity


def change(desk: Desk, person: Id, **values: object) -> None:
    store = desk.enter("sofiane").store
    record = store.ask(OpenRecord(person)).result()
    store.do(ChangePerson(person, replace(record.identity, **values), record.clock)).result()  # type: ignore[arg-type]  # fields of an identity


def letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) * 2 for digit in f"{number:04d}")


def test_a_step_takes_no_more_statements_for_many_new_persons_than_for_one(desk: Desk, tmp_path: Path) -> None:
    rows = [
        f"Nom{letters(at)};Prénom{letters(at)};06 39 98 00 {at:02d};{at} rue X;mot {at}\n" for at in range(STEP + 2)
    ]
    prepared = prepare(desk, tmp_path, Kind.PEOPLE, PEOPLE + "".join(rows))
    assert statements(desk, WriteImported(prepared, 1, STEP + 1)) <= statements(desk, WriteImported(prepared, 0, 1))


def test_a_step_takes_no_more_statements_for_many_visits_than_for_one(desk: Desk, tmp_path: Path) -> None:
    rows = [f"01/02/2019;9:{at:02d};Nom{letters(at)};Ana;06 39 98 00 {at:02d};Logement\n" for at in range(STEP + 2)]
    prepared = prepare(desk, tmp_path, Kind.VISITS, VISITS + "".join(rows))
    assert statements(desk, WriteImported(prepared, 1, STEP + 1)) <= statements(desk, WriteImported(prepared, 0, 1))


def statements(desk: Desk, gesture: WriteImported) -> int:
    """How many statements the writer ran, those that write many rows being one."""
    store: Any = desk.enter("helene").store
    said: list[object] = []

    def note(*asked: object) -> None:
        said.append(asked[2])

    store.file.writer.run(lambda connection: event.listen(connection.engine, "before_cursor_execute", note)).result()
    store.do(gesture).result()
    store.file.writer.run(lambda connection: event.remove(connection.engine, "before_cursor_execute", note)).result()
    assert said
    return len(said)


def test_persons_written_in_bulk_are_found_by_name_and_by_phone(desk: Desk, bring: Import) -> None:
    bring(Kind.PEOPLE, PEOPLE + "Durand;Zoé;06 39 98 00 01;;\nKowalski;Irena;06 39 98 00 02;;\n")
    assert found(desk, "kowalski irena") == found(desk, "06 39 98 00 02") != []
    assert found(desk, "kowalsky") == found(desk, "kowalski irena")


def test_a_near_pair_is_written_with_its_second_person(desk: Desk, tmp_path: Path) -> None:
    far = "".join(f"01/02/2019;;Nom{letters(at)}zzq;Prénom{letters(at)};;\n" for at in range(0, 4 * STEP, 4))
    last = f"01/02/2019;;Nom{letters(0)}zq;Prénom{letters(0)};;\n"
    prepared = prepare(desk, tmp_path, Kind.VISITS, VISITS + far + last)
    assert len(prepared.near) == 1
    write(desk, prepared, but_the_last=2)
    assert count(desk, people.person_pair) == 0
    store = desk.enter("helene").store
    store.do(steps(prepared)[-2]).result()
    assert count(desk, people.person_pair) == 1
    again = prepare(desk, tmp_path, Kind.VISITS, VISITS + far + last)
    assert (steps(again), again.near) == ((), ())


def test_a_person_renamed_since_is_neither_new_nor_near_herself(desk: Desk, bring: Import) -> None:
    text = VISITS + "03/06/2019;9h;Martn;Jo;;Logement\n"
    bring(Kind.VISITS, text)
    (person,) = found(desk, "martn")
    change(desk, person, used_name="Martin")
    again = bring(Kind.VISITS, text).prepared
    assert (again.already, again.new_people, again.near) == (1, frozenset(), ())
    more = bring(Kind.VISITS, text + "04/06/2019;9h;Martn;Jo;;Logement\n").prepared
    assert (more.already, more.new_people, more.near) == (1, frozenset(), ())
    assert found(desk, "martin") == [person]
    assert count(desk, people.person) == 1
    assert count(desk, people.person_pair) == 0


def test_a_column_set_by_hand_does_not_double_the_visits(desk: Desk, bring: Import) -> None:
    text = "Date;Nom;Prénom;Joignable au;Vu le\n05/06/2019;Blanc;Ana;06 39 98 00 09;1/7/2019\n"
    bring(Kind.VISITS, text)
    assert bring(Kind.VISITS, text, {3: "phone"}).prepared.already == 1
    assert count(desk, reception.visit) == 1


def test_what_an_agent_removed_does_not_come_back_with_the_same_list(desk: Desk, bring: Import) -> None:
    text = PEOPLE + "Durand;Zoé;06 39 98 00 01;3 rue X;\n"
    bring(Kind.PEOPLE, text)
    (person,) = found(desk, "durand")
    change(desk, person, phones=(), address="")
    again = bring(Kind.PEOPLE, text).prepared
    assert (again.already, again.new_people) == (1, frozenset())
    assert (identity(desk, person).phones, identity(desk, person).address) == ((), "")


def test_a_telephone_removed_by_an_agent_stays_removed_when_the_row_has_changed(desk: Desk, bring: Import) -> None:
    bring(Kind.PEOPLE, PEOPLE + "Durand;Zoé;06 39 98 00 01;;\n")
    (person,) = found(desk, "durand")
    change(desk, person, phones=())
    bring(Kind.PEOPLE, PEOPLE + "Durand;Zoé;06 39 98 00 01 / 06 39 98 00 02;3 rue X;\n")
    assert identity(desk, person).phones == ("+33639980002",)
    assert identity(desk, person).address == "3 rue X"
    assert found(desk, "06 39 98 00 02") == [person]


def test_a_known_person_is_completed_and_never_replaced(desk: Desk, bring: Import) -> None:
    bring(Kind.PEOPLE, PEOPLE + "Durand;Zoé;06 39 98 00 01;3 rue X;\n")
    (person,) = found(desk, "durand")
    bring(Kind.PEOPLE, "Nom;Prénom;Téléphone;Adresse;Commune\nDURAND;Zoe;06 39 98 00 02;9 rue Y;Montpellier\n")
    whole = identity(desk, person)
    assert (whole.used_name, whole.address, whole.commune) == ("Durand", "3 rue X", "Montpellier")
    assert whole.phones == ("+33639980001", "+33639980002")
    assert count(desk, people.person) == 1


def test_two_rows_of_one_person_keep_both_comments(desk: Desk, bring: Import) -> None:
    text = PEOPLE + "Durand;Zoé;06 39 98 00 01;;premier mot\nDurand;Zoé;06 39 98 00 02;;second mot\n"
    bring(Kind.PEOPLE, text)
    bring(Kind.PEOPLE, text)
    (person,) = found(desk, "durand")
    told = desk.enter("claire").store.ask(CommentsOf(person)).result()
    assert told == ((person, "premier mot\nsecond mot"),)
    assert identity(desk, person).phones == ("+33639980001", "+33639980002")


def withdraw(desk: Desk, person: Id) -> None:
    store = desk.enter("sofiane").store
    store.do(WithdrawPerson(person, store.ask(OpenRecord(person)).result().clock)).result()


def test_a_record_withdrawn_since_stays_so_and_the_report_says_it(desk: Desk, bring: Import) -> None:
    text = PEOPLE + "Gris;Paul;;;\n"
    bring(Kind.PEOPLE, text)
    withdraw(desk, found(desk, "gris")[0])
    lines = report_lines(bring(Kind.PEOPLE, text))
    assert any(line.startswith("Ligne 2") and "retirée depuis" in line for line in lines)
    assert found(desk, "gris") == []


def test_a_new_row_gives_a_withdrawn_record_back_and_the_report_says_it(desk: Desk, bring: Import) -> None:
    bring(Kind.PEOPLE, PEOPLE + "Gris;Paul;;;\nNoir;Bob;;;\n")
    gris, noir = found(desk, "gris")[0], found(desk, "noir")[0]
    for person in (gris, noir):
        withdraw(desk, person)
    visits = bring(Kind.VISITS, VISITS + "03/06/2019;9h;Gris;Paul;;Logement\n")
    told = bring(Kind.PEOPLE, PEOPLE + "Noir;Bob;06 39 98 00 03;;\n")
    assert found(desk, "gris") == [gris]
    assert found(desk, "noir") == [noir]
    assert ["rétablit" in remark.text for remark in (*visits.prepared.remarks, *told.prepared.remarks)] == [True, True]


def test_a_motif_renamed_moved_or_closed_is_used_as_it_stands(desk: Desk, bring: Import) -> None:
    store = desk.enter("helene").store
    first = {motif.label: motif for motif in store.ask(AllMotifs()).result()}
    home, other = first["Logement"], first["Autre motif"]
    renamed = SetMotif("Logement et loyer", "budget", home.position, "home", ("Impayé",), home.code)
    store.do(renamed).result()
    store.do(SetMotif(other.label, other.platform, 0, other.icon, (), other.code, closed=True)).result()
    before = read(desk, motif_rows)
    report = bring(Kind.VISITS, VISITS + "07/06/2019;;Vert;Eve;;logement / AUTRE MOTIF\n")
    assert report.prepared.new_motifs == {}
    assert read(desk, motif_rows) == before
    used = read(desk, lambda connection: set(connection.scalars(select(reception.visit_motif.c.motif_id))))
    assert used == {home.id, other.id}


def motif_rows(connection: Connection) -> list[tuple[object, ...]]:
    tables = (reception.motif, reception.motif_platform)
    return [tuple(row) for table in tables for row in connection.execute(select(table).order_by(table.c.id))]


def test_a_file_that_brings_nothing_new_writes_nothing(desk: Desk, bring: Import, tmp_path: Path) -> None:
    people_text, visits_text = PEOPLE + "Durand;Zoé;;;\n", VISITS + "03/06/2019;9h;Petit;Ana;;Logement\n"
    bring(Kind.PEOPLE, people_text)
    bring(Kind.VISITS, visits_text)
    assert steps(prepare(desk, tmp_path, Kind.PEOPLE, people_text)) == ()
    assert steps(prepare(desk, tmp_path, Kind.VISITS, visits_text)) == ()
