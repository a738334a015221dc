"""Collective sessions of every platform: places, enrolment, waiting, attendance, and what the counter saw."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.agenda.gestures import Enrol, MarkAttendance, SetSession
from ceis_desk.agenda.questions import DayAppointments, ReadRoll
from ceis_desk.agenda.week import Attendance, EntryKind
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.people.gestures import ErasePerson
from ceis_desk.people.model import Civility
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.statistics.model import AgeBand, Qpv
from ceis_desk.statistics.questions import PeriodFigures
from tests.data.agenda.office import MONDAY, TUESDAY, WEDNESDAY, Office, at


def roll(office: Office, session: Id) -> list[tuple[str, Attendance]]:
    return [(one.used_name, one.state) for one in office.ask(ReadRoll(session)).lines]


def participants(office: Office) -> int:
    return office.ask(PeriodFigures(dt.date(2019, 6, 1), dt.date(2019, 6, 30))).participants


def test_a_session_shows_with_its_places_and_goes_at_one_word(office: Office) -> None:
    change = office.do(SetSession("Mon budget", "budget", office.id("claire"), at(14), 90, 10, "salle 1"))
    assert change.said == "Atelier «\u00a0Mon budget\u00a0» prévu mardi 18 juin 2019 à 14:00."
    (entry,) = office.boxes(EntryKind.SESSION)
    assert (entry.title, entry.enrolled, entry.places, entry.room) == ("Mon budget", 0, 10, "salle 1")
    back = office.do(change.undo)
    assert office.boxes(EntryKind.SESSION) == []
    office.do(back.undo)
    assert len(office.boxes(EntryKind.SESSION)) == 1


def test_a_series_of_sessions_goes_at_one_word(office: Office) -> None:
    change = office.do(SetSession("Marche", "health", None, at(16), 60, 8, every=1, times=4))
    assert "(4 séances)" in change.said
    sessions = [one for one in office.week(days=40).entries if one.kind is EntryKind.SESSION]
    assert [one.starts_at.hour for one in sessions] == [16] * 4
    assert len({one.series_id for one in sessions}) == 1
    assert office.do(change.undo).said == "4 séances de l’atelier retirées."
    assert office.boxes(EntryKind.SESSION) == []


def test_what_its_animator_has_elsewhere_is_said_and_not_refused(office: Office) -> None:
    office.book(office.person(), at(14))
    change = office.do(SetSession("Mon budget", "budget", office.id("claire"), at(14), 90, 10))
    assert "Claire Fabre a un rendez-vous de 14:00 à 14:45" in change.said


def test_a_session_is_changed_and_its_undo_gives_it_back(office: Office) -> None:
    session = office.session(at(14))
    (entry,) = office.boxes(EntryKind.SESSION)
    moved = SetSession(
        "Mes comptes", "budget", office.id("nadia"), at(10, day=WEDNESDAY), 60, 6, id=session, clock=entry.clock
    )
    change = office.do(moved)
    now = office.entry(session)
    assert (now.title, now.with_name, now.starts_at, now.places) == (
        *("Mes comptes", "Nadia Haddad", at(10, day=WEDNESDAY), 6),
    )
    office.do(change.undo)
    assert office.entry(session).starts_at == at(14)
    office.do(replace(moved, clock=None, places=7), "claire")
    with pytest.raises(Outdated):
        office.do(moved)


def test_whoever_comes_when_it_is_full_waits_and_is_told_when_a_place_frees(office: Office) -> None:
    session = office.session(at(14), places=1)
    first, second = office.person("Arnal", civility=Civility.MME), office.person("Rossi")
    assert office.do(Enrol(session, first)).said == "Inscription de Mme ARNAL Samira\u00a0: 1 inscrit sur 1."
    waits = office.do(Enrol(session, second))
    assert waits.said == "L’atelier est complet\u00a0: ROSSI Samira est en attente d’une place."
    assert waits.masked == "L’atelier est complet\u00a0: R••• S. est en attente d’une place."
    assert roll(office, session) == [("Arnal", Attendance.ENROLLED), ("Rossi", Attendance.WAITING)]
    with pytest.raises(Refusal, match="complet"):
        office.do(MarkAttendance(session, second, Attendance.ENROLLED))
    change = office.do(MarkAttendance(session, first, Attendance.EXCUSED))
    assert change.said == "Mme ARNAL Samira\u00a0: excusée. 1 personne attend une place."
    assert change.masked == "A••• S.\u00a0: excusé·e. 1 personne attend une place."
    office.do(MarkAttendance(session, second, Attendance.ENROLLED))
    with pytest.raises(Refusal, match="complet"):
        office.do(change.undo)


def test_an_enrolment_is_taken_back_and_made_again(office: Office) -> None:
    session, person = office.session(at(14)), office.person()
    change = office.do(Enrol(session, person))
    with pytest.raises(Refusal, match="déjà inscrite"):
        office.do(Enrol(session, person))
    back = office.do(change.undo)
    assert roll(office, session) == []
    office.do(back.undo)
    assert roll(office, session) == [("Benali", Attendance.ENROLLED)]


def test_those_enrolled_come_by_name_and_those_who_wait_by_their_arrival(office: Office) -> None:
    session = office.session(at(14), places=2)
    for name in ("Zidi", "Émery", "Rossi", "Arnal"):
        office.do(Enrol(session, office.person(name)))
    assert [name for name, _ in roll(office, session)] == ["Émery", "Zidi", "Rossi", "Arnal"]


def test_a_presence_counts_a_participant_of_that_day_and_its_undo_takes_her_off(office: Office) -> None:
    session, person = office.session(at(14, day=MONDAY)), office.person()
    office.do(Enrol(session, person))
    change = office.do(MarkAttendance(session, person, Attendance.PRESENT), "claire")
    figures = office.ask(PeriodFigures(MONDAY, MONDAY))
    assert (figures.participants, figures.by_qpv[Qpv.YES], figures.by_age_band[AgeBand.UNKNOWN]) == (1, 1, 0)
    office.do(change.undo, "claire")
    assert participants(office) == 0


def test_whoever_came_without_enrolling_is_noted_present(office: Office) -> None:
    session, person = office.session(at(9), places=1), office.person()
    office.do(Enrol(session, office.person("Arnal")))
    office.do(MarkAttendance(session, person, Attendance.PRESENT))
    assert roll(office, session) == [("Arnal", Attendance.ENROLLED), ("Benali", Attendance.PRESENT)]
    assert participants(office) == 1


@pytest.mark.parametrize("state", [Attendance.PRESENT, Attendance.ABSENT])
def test_nobody_is_present_or_absent_before_the_day(office: Office, state: Attendance) -> None:
    session, person = office.session(at(9, day=WEDNESDAY)), office.person()
    office.do(Enrol(session, person))
    with pytest.raises(Refusal, match="pas encore eu lieu"):
        office.do(MarkAttendance(session, person, state))


def test_what_a_colleague_noted_since_is_not_taken_back(office: Office) -> None:
    session, person = office.session(at(9)), office.person()
    change = office.do(Enrol(session, person))
    office.do(MarkAttendance(session, person, Attendance.PRESENT), "claire")
    with pytest.raises(Outdated):
        office.do(change.undo)
    assert roll(office, session) == [("Benali", Attendance.PRESENT)]


def test_the_counter_shows_who_was_checked_in_for_a_workshop(office: Office) -> None:
    session, came, other = office.session(at(9)), office.person("Arnal"), office.person("Rossi")
    for person in (came, other):
        office.do(Enrol(session, person))
    motifs = {motif.label: MotifChoice(motif.id) for motif in office.ask(AllMotifs())}
    office.do(RecordVisit((other,), motifs=(motifs["Logement"],)))
    office.now[0] = at(9, 10)
    office.do(RecordVisit((came,), motifs=(motifs["Atelier collectif"],)))
    lines = office.ask(ReadRoll(session)).lines
    assert [(one.used_name, one.arrived_at, one.state) for one in lines] == [
        ("Arnal", at(9, 10), Attendance.PRESENT),
        ("Rossi", None, Attendance.ENROLLED),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "x" * 121},
        {"title": "2 84 03 34 172 045 12"},
        {"places": 0},
        {"places": 501},
        {"minutes": 0},
        {"platform": "magie"},
        {"account_id": new_id()},
    ],
)
def test_a_session_that_is_none_is_refused(office: Office, wrong: dict[str, object]) -> None:
    sound = {"title": "A", "platform": "budget", "account_id": None, "starts_at": at(9), "minutes": 60, "places": 5}
    with pytest.raises(Refusal):
        office.do(SetSession(**{**sound, **wrong}))  # type: ignore[arg-type]  # any field
    assert office.boxes(EntryKind.SESSION) == []


def test_a_session_keeps_as_many_places_as_there_are_people(office: Office) -> None:
    session = office.session(at(14), places=3)
    for name in ("Arnal", "Rossi"):
        office.do(Enrol(session, office.person(name)))
    less = SetSession("Mon budget", "budget", None, at(14), 90, 1, id=session)
    with pytest.raises(Refusal, match="2 personnes sont inscrites"):
        office.do(less)


def test_a_session_that_is_gone_has_no_roll_and_takes_nobody(office: Office) -> None:
    person = office.person()
    change = office.do(SetSession("Mon budget", "budget", None, at(14), 90, 10))
    office.do(change.undo)
    for ask in (ReadRoll(change.made[0]), ReadRoll(new_id())):
        with pytest.raises(Refusal, match="n’est plus là"):
            office.ask(ask)
    with pytest.raises(Refusal, match="n’est plus là"):
        office.do(Enrol(change.made[0], person))


def test_the_direction_sees_how_many_are_enrolled_and_not_who(office: Office) -> None:
    session = office.session(at(14))
    office.do(Enrol(session, office.person("Zyxwv")))
    assert office.entry(session, "helene").enrolled == 1
    assert "Zyxwv" not in repr(office.week("helene"))
    with pytest.raises(Denied):
        office.ask(ReadRoll(session), "helene")


def test_an_erased_person_is_enrolled_no_more_and_her_past_presence_stays(office: Office) -> None:
    session, person = office.session(at(9)), office.person()
    office.do(MarkAttendance(session, person, Attendance.PRESENT))
    before = office.ask(PeriodFigures(TUESDAY, TUESDAY))
    office.do(ErasePerson(person), "helene")
    assert office.ask(PeriodFigures(TUESDAY, TUESDAY)) == before
    with pytest.raises(Refusal, match="n’est plus là"):
        office.do(Enrol(office.session(at(14)), person))
    assert [line.enrolled for line in office.ask(DayAppointments(TUESDAY)) if line.title] == [1, 0]
