"""With its own keys a reception account finds nothing that its rights deny it: canary words are looked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may, permits
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.handlers import GESTURES, QUESTIONS
from ceis_desk.data.schema import agenda, metadata
from ceis_desk.people.gestures import ChangeWork, CreatePerson
from ceis_desk.people.model import Identity, SafeContact, Work
from ceis_desk.people.questions import FindPeople, OpenRecord, VisitsOf, WorkOf
from ceis_desk.reception.importing import Kind, run_import
from ceis_desk.reception.questions import CommentsOf, ReadDay
from tests.scenarios.desks import Desk

CANARY = "Kanariasocial"
EXTRA = "Kanariacolonne"
LOGBOOK = (
    "Date;Heure;Nom;Prénom;Motifs;Commentaire;Colonne inconnue\n"
    f"03/06/2019;9:00;PETIT;Anne;Logement;dette {CANARY};{EXTRA}\n"
)


def imported(desk: Desk, folder: Path) -> Any:  # noqa: ANN401 an id of whatever kind
    path = folder / "cahier.csv"
    path.write_text(LOGBOOK, encoding="utf-8")
    run_import(desk.enter("helene").store, Kind.VISITS, path, dry_run=False, progress=lambda _done, _total: None)
    path.unlink()
    return desk.enter("sofiane").store.ask(FindPeople("petit")).result()[0].id


def cells(opened: Opened) -> str:
    """Everything that the account's connection can read, as text."""
    store: Any = opened.store

    def dump(connection: Connection) -> list[object]:
        rows: list[object] = []
        for table in metadata.sorted_tables:
            rows += connection.execute(table.select()).all()
        rows += connection.exec_driver_sql("SELECT * FROM person_grams").all()
        return rows

    return repr(store.file.writer.run(dump).result())


def test_a_counsellor_reads_the_comment_of_an_imported_visit(desk: Desk, tmp_path: Path) -> None:
    person = imported(desk, tmp_path)
    told = desk.enter("claire").store.ask(CommentsOf(person)).result()
    assert [CANARY in text and EXTRA in text for _, text in told] == [True]


def test_the_reception_finds_no_comment_by_any_question(desk: Desk, tmp_path: Path) -> None:
    person = imported(desk, tmp_path)
    store = desk.enter("sofiane").store
    day = dt.date(2019, 6, 3)
    seen: list[object] = [
        store.ask(question).result()
        for question in (FindPeople("petit"), FindPeople(CANARY), OpenRecord(person), VisitsOf(person), ReadDay(day))
    ]
    assert CANARY not in repr(seen)
    assert EXTRA not in repr(seen)
    with pytest.raises(Denied):
        store.ask(CommentsOf(person)).result()


def test_no_table_opened_by_the_reception_holds_a_comment(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path)
    text = cells(desk.enter("sofiane"))
    assert "PETIT" in text
    assert CANARY not in text
    assert EXTRA not in text


def test_no_file_of_the_store_holds_a_comment_or_a_name(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path)
    for path in desk.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert [word for word in (CANARY, EXTRA, "PETIT", "Anne") if word.encode() in content] == []


def test_a_comment_imported_before_any_professional_waits_for_the_trial_of_the_recovery_key(tmp_path: Path) -> None:
    from ceis_desk.access.door import Founding
    from ceis_desk.core.clock import wall_clock
    from ceis_desk.data.door import LocalDoor
    from tests.scenarios.desks import PASSWORD, QUICK

    door = LocalDoor(tmp_path / "registre", wall_clock, QUICK)
    founded = door.found(Founding("CCAS", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
    desk = Desk(tmp_path / "registre", door, founded.opened, founded.recovery_text)
    path = tmp_path / "cahier.csv"
    path.write_text(LOGBOOK, encoding="utf-8")
    run_import(founded.opened.store, Kind.VISITS, path, dry_run=False, progress=lambda _done, _total: None)
    desk.add("ines", "Inès Roig", Role.HEALTH)
    person = desk.enter("ines").store.ask(FindPeople("petit")).result()[0].id
    assert desk.enter("ines").store.ask(CommentsOf(person)).result() == ()
    desk.enter("helene")
    door.try_recovery(founded.recovery_text).result()
    assert CANARY in repr(desk.enter("ines").store.ask(CommentsOf(person)).result())
    door.close()


def test_the_reception_may_not_read_or_write_the_work_situation(desk: Desk, tmp_path: Path) -> None:
    person = imported(desk, tmp_path)
    store = desk.enter("sofiane").store
    for refused in (store.ask(WorkOf(person)), store.do(ChangeWork(person, Work.JOB_SEEKER))):
        with pytest.raises(Denied):
            refused.result()


def test_the_direction_sees_that_an_appointment_exists_and_not_whose(desk: Desk) -> None:
    identity = Identity(used_name=CANARY, first_name="Zita", at_desk=EXTRA, safe_contact=SafeContact(no_call=True))
    opened: Any = desk.enter("claire")
    person, with_id = opened.store.do(CreatePerson(identity)).result().made[0], opened.actor.account_id
    at = dt.datetime(2019, 6, 3, 10)
    row = {"person_id": person, "account_id": with_id, "platform": "health", "starts_at": at, "day": at.date()}
    opened.store.write(lambda tx: Change(made=(tx.put(agenda.appointment, new_id(), **row) or person,))).result()
    (seen,) = opened.store.ask(DayAppointments(at.date())).result()
    assert (seen.used_name, seen.at_desk, seen.no_call, seen.with_name) == (CANARY, EXTRA, True, "Claire Fabre")
    (kept,) = desk.enter("helene").store.ask(DayAppointments(at.date())).result()
    assert not any(canary in repr(kept) for canary in (CANARY, EXTRA, "Zita", str(person)))
    assert (kept.at, kept.with_name, kept.no_call, kept.person_id) == (at, "Claire Fabre", False, None)


def test_the_day_list_is_printed_by_those_who_may_read_an_identity() -> None:
    allowed = {role for role in Role if permits({role}, DayListPaper.needs)}
    assert allowed == {role for role in Role if may({role}, Thing.IDENTITY, Level.READ)}
    assert allowed.isdisjoint({Role.DIRECTOR, Role.ADMIN})


def test_every_request_says_what_right_it_takes_or_is_open_on_purpose() -> None:
    asked: set[type[Gesture | Question[Any]]] = {*GESTURES, *QUESTIONS}
    free = {kind.__name__ for kind in asked if not kind.needs}
    # These two count for everybody, and name for those who may read (tests/data/exchange/test_exchange_rights.py).
    counted = {"Arrivals", "ReadExchange"}
    own = {"AllMotifs", "KeepDraft", "NoteAccess", "ReadDraft", "SetOwnSetting", "Settings", "Staff"}
    # Legal scales are the law: whoever opens the settings may read them.
    assert free == {"ReadScales"} | own | counted
