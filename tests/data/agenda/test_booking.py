"""Appointments are booked, moved and taken back; what stands in the way is said, and nothing is lost by an undo."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from ceis_desk.agenda.gestures import (
    MoveAppointment,
    PutOnWaitingList,
    SetBusyTime,
    SetOutcome,
    SettleWaiting,
    WithdrawAppointments,
)
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import EntryKind, WaitState
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.people.gestures import ErasePerson
from ceis_desk.reception.gestures import RecordVisit, SetAbsence, StampVisit
from ceis_desk.reception.model import VisitState
from tests.data.agenda.office import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, Office, at

NIR = "2 84 03 34 172 045 12"


def starts(office: Office) -> list[dt.datetime]:
    return [one.starts_at for one in office.boxes(EntryKind.APPOINTMENT)]


def test_an_appointment_is_booked_by_the_reception_and_said_with_its_day_and_its_counsellor(office: Office) -> None:
    person = office.person()
    change = office.book(person, at(10, 45), room=" bureau 2 ")
    assert change.said == "Rendez-vous de BENALI Samira pris mardi 18 juin 2019 à 10:45 avec Claire Fabre."
    assert change.masked == "Rendez-vous de B••• S. pris mardi 18 juin 2019 à 10:45 avec Claire Fabre."
    (entry,) = office.boxes(EntryKind.APPOINTMENT)
    assert (entry.id, entry.with_name, entry.minutes, entry.room) == (*change.made, "Claire Fabre", 45, "bureau 2")
    office.do(change.undo)
    assert starts(office) == []


def test_a_booking_taken_back_is_put_back_by_the_undo_of_the_undo(office: Office) -> None:
    change = office.book(office.person(), at(10, 45))
    back = office.do(change.undo)
    again = office.do(back.undo)
    assert starts(office) == [at(10, 45)]
    office.do(again.undo)
    assert starts(office) == []


def test_a_booking_that_a_colleague_moved_since_is_not_taken_back(office: Office) -> None:
    change = office.book(office.person(), at(10, 45))
    entry = office.entry(change.made[0])
    office.do(MoveAppointment(entry.id, at(14), entry.clock), "claire")
    with pytest.raises(Outdated):
        office.do(change.undo)
    assert starts(office) == [at(14)]


@pytest.mark.parametrize("minute", [0, 30])
def test_a_time_already_taken_is_refused_with_the_hours_of_the_other(office: Office, minute: int) -> None:
    office.book(office.person(), at(10))
    with pytest.raises(Refusal, match=r"déjà pris.*Claire Fabre a un rendez-vous de 10:00 à 10:45"):
        office.book(office.person("Lopez"), at(10, minute))
    assert len(starts(office)) == 1


def test_two_appointments_may_touch_and_two_counsellors_receive_at_once(office: Office) -> None:
    office.book(office.person(), at(10))
    office.book(office.person("Lopez"), at(10, 45))
    office.book(office.person("Diallo"), at(10), "nadia")
    assert starts(office) == [at(10), at(10), at(10, 45)]


def test_over_what_stands_there_one_books_by_saying_so_and_both_show_as_a_clash(office: Office) -> None:
    first = office.book(office.person(), at(10)).made[0]
    second = office.book(office.person("Lopez"), at(10, 30), anyway=True).made[0]
    third = office.book(office.person("Diallo"), at(14)).made[0]
    assert [office.entry(one).clash for one in (first, second, third)] == [True, True, False]


def test_a_cancelled_appointment_frees_its_time(office: Office) -> None:
    first = office.book(office.person(), at(10)).made[0]
    cancelled = office.do(SetOutcome(first, Outcome.EXCUSED))
    second = office.book(office.person("Lopez"), at(10)).made[0]
    with pytest.raises(Refusal, match="déjà pris"):
        office.do(cancelled.undo)
    office.do(WithdrawAppointments((second,)))
    office.do(cancelled.undo)
    assert office.entry(first).outcome is Outcome.OPEN


def test_nobody_is_booked_on_a_public_holiday(office: Office) -> None:
    with pytest.raises(Refusal, match=r"C’est fermé à ce moment-là .Lundi de Pentecôte"):
        office.book(office.person(), at(10, day=dt.date(2019, 6, 10)))


def test_nobody_is_booked_when_the_place_is_closed(office: Office) -> None:
    hours = {str(day): [["09:00", "13:00"], ["14:00", "18:00"]] for day in range(5)} | {"2": [["09:00", "13:00"]]}
    office.set("opening_hours", json.dumps(hours))
    person = office.person()
    for moment in (at(14, day=WEDNESDAY), at(12, 30), at(8, 30), at(10, day=dt.date(2019, 6, 22))):
        with pytest.raises(Refusal, match="fermé au public"):
            office.book(person, moment)
    office.book(person, at(12, 15))


def test_nobody_is_booked_during_a_meeting_or_an_absence(office: Office) -> None:
    meeting = SetBusyTime(at(10, day=FRIDAY), at(12, day=FRIDAY), "Réunion d’équipe", every=1)
    office.do(meeting)
    office.do(SetAbsence(office.id("claire"), at(13), at(18), "formation"))
    person = office.person()
    with pytest.raises(Refusal, match=r"fermé.*Réunion d’équipe"):
        office.book(person, at(11, day=FRIDAY + dt.timedelta(days=7)))
    with pytest.raises(Refusal, match=r"Claire Fabre n’est pas libre à ce moment-là .absence"):
        office.book(person, at(14))
    office.book(person, at(14), "nadia")


def test_a_room_for_one_is_not_given_twice_and_a_shared_one_is(office: Office) -> None:
    office.set("rooms", json.dumps([{"name": "bureau 2", "shared": False}, {"name": "salle 1", "shared": True}]))
    office.book(office.person(), at(10), room="bureau 2")
    person = office.person("Lopez")
    with pytest.raises(Refusal, match=r"bureau 2.*est déjà prise de 10:00 à 10:45"):
        office.book(person, at(10, 15), "nadia", room="bureau 2")
    office.book(person, at(10, 15), "nadia", room="salle 1")
    office.book(office.person("Diallo"), at(10, 15), "marc", room="salle 1", platform="digital")


def test_outside_her_own_hours_a_counsellor_is_booked_and_the_sentence_says_so(office: Office) -> None:
    office.receives("claire", TUESDAY, 9, 12)
    assert "hors de ses heures" in office.book(office.person(), at(14)).said
    assert "hors de ses heures" not in office.book(office.person("Lopez"), at(10)).said


def test_a_series_keeps_its_hour_week_after_week_and_goes_at_one_word(office: Office) -> None:
    change = office.book(office.person(), at(9, 30), every=2, times=3)
    assert "3 rendez-vous de BENALI Samira pris avec Claire Fabre, le premier mardi 18 juin 2019 à 9:30" in change.said
    entries = [one for one in office.week(days=40).entries if one.kind is EntryKind.APPOINTMENT]
    assert [one.starts_at for one in entries] == [at(9, 30, TUESDAY + dt.timedelta(days=14 * n)) for n in range(3)]
    assert len({one.series_id for one in entries}) == 1
    office.do(change.undo)
    assert starts(office) == []


def test_a_series_of_which_one_cannot_stand_writes_none(office: Office) -> None:
    person = office.person()
    with pytest.raises(Refusal, match=r"Le lundi 10 juin 2019.: C’est fermé.*Pentecôte"):
        office.book(person, at(9, day=dt.date(2019, 6, 3)), every=1, times=2)
    assert office.week(first=dt.date(2019, 6, 3), days=14).entries == ()


@pytest.mark.parametrize("minutes", [0, -45, 4, 481])
def test_a_length_that_is_none_is_refused(office: Office, minutes: int) -> None:
    with pytest.raises(Refusal, match="durée"):
        office.book(office.person(), at(10), minutes=minutes)


def test_nothing_runs_past_midnight_and_up_to_midnight_is_well(office: Office) -> None:
    person = office.person()
    with pytest.raises(Refusal, match="minuit"):
        office.book(person, at(23, 30))
    office.book(person, at(23, 15))


def test_a_person_an_account_or_a_platform_that_is_not_there_is_refused(office: Office) -> None:
    person = office.person()
    with pytest.raises(Refusal, match="plateforme"):
        office.book(person, at(10), platform="magie")
    with pytest.raises(Refusal, match="n’est plus là"):
        office.book(new_id(), at(10))
    office.ids["nobody"] = new_id()
    with pytest.raises(Refusal, match="ne travaille pas ici"):
        office.book(person, at(10), "nobody")


def test_nobody_books_for_an_erased_person(office: Office) -> None:
    person = office.person()
    office.do(ErasePerson(person), "helene")
    with pytest.raises(Refusal, match="n’est plus là"):
        office.book(person, at(10))


def test_a_social_security_number_is_refused_in_every_text(office: Office) -> None:
    person = office.person()
    with pytest.raises(Refusal, match="sécurité sociale"):
        office.book(person, at(10), room=NIR)
    with pytest.raises(Refusal, match="sécurité sociale"):
        office.book(person, at(10), login="claire", subject=NIR)
    with pytest.raises(Refusal, match="sécurité sociale"):
        office.do(SetBusyTime(at(10), at(11), NIR))
    assert starts(office) == []


def test_the_direction_books_nothing(office: Office) -> None:
    with pytest.raises(Denied):
        office.book(office.person(), at(10), login="helene")


def test_an_appointment_moves_to_another_moment_and_another_counsellor_and_back(office: Office) -> None:
    made = office.book(office.person(), at(10), room="bureau 2").made[0]
    entry = office.entry(made)
    move = MoveAppointment(made, at(15, day=WEDNESDAY), entry.clock, office.id("nadia"), 60, "bureau 3")
    change = office.do(move)
    assert change.said == "Rendez-vous déplacé au mercredi 19 juin 2019 à 15:00."
    moved = office.entry(made)
    assert (moved.starts_at, moved.with_name, moved.minutes, moved.room) == (
        *(at(15, day=WEDNESDAY), "Nadia Haddad", 60, "bureau 3"),
    )
    office.do(change.undo)
    back = office.entry(made)
    assert (back.starts_at, back.with_name, back.minutes, back.room) == (at(10), "Claire Fabre", 45, "bureau 2")


def test_an_appointment_may_move_over_itself_and_not_over_another(office: Office) -> None:
    made = office.book(office.person(), at(10)).made[0]
    office.book(office.person("Lopez"), at(11))
    entry = office.entry(made)
    with pytest.raises(Refusal, match="déjà pris"):
        office.do(MoveAppointment(made, at(10, 30), entry.clock))
    office.do(MoveAppointment(made, at(10, 15), entry.clock))
    with pytest.raises(Outdated):
        office.do(MoveAppointment(made, at(9), entry.clock))


def test_a_move_is_not_undone_over_whoever_was_given_the_time_meanwhile(office: Office) -> None:
    made = office.book(office.person(), at(10)).made[0]
    change = office.do(MoveAppointment(made, at(15), office.entry(made).clock))
    office.book(office.person("Lopez"), at(10))
    with pytest.raises(Refusal, match="déjà pris"):
        office.do(change.undo)
    assert office.entry(made).starts_at == at(15)


def test_a_double_booking_moved_away_comes_back_by_its_undo(office: Office) -> None:
    office.book(office.person(), at(10))
    made = office.book(office.person("Lopez"), at(10), anyway=True).made[0]
    change = office.do(MoveAppointment(made, at(15), office.entry(made).clock))
    office.do(change.undo)
    assert office.entry(made).clash


def waits(office: Office, name: str, **more: object) -> Id:
    return office.do(PutOnWaitingList(office.person(name), "budget", **more)).made[0]  # type: ignore[arg-type]  # any field


def test_a_time_that_frees_says_how_many_wait_for_one(office: Office) -> None:
    made = office.book(office.person(), at(14)).made[0]
    waits(office, "Lacoste")
    waits(office, "Öztürk", account_id=office.id("claire"))
    waits(office, "Diallo", account_id=office.id("nadia"))
    change = office.do(SetOutcome(made, Outcome.REVOKED))
    assert change.said.endswith("annulé par le service. 2 personnes attendent un créneau.")
    office.do(change.undo)
    moved = office.do(MoveAppointment(made, at(15), office.entry(made).clock))
    assert moved.said.endswith("2 personnes attendent un créneau.")


def test_a_time_that_is_over_or_too_short_calls_nobody(office: Office) -> None:
    waits(office, "Lacoste", minutes=90)
    made = office.book(office.person(), at(14)).made[0]
    assert "attend" not in office.do(SetOutcome(made, Outcome.EXCUSED)).said
    past = office.book(office.person("Lopez"), at(9, day=MONDAY), minutes=90).made[0]
    assert "attend" not in office.do(SetOutcome(past, Outcome.EXCUSED)).said


def test_booking_somebody_who_waits_takes_her_off_the_list_and_the_undo_puts_her_back(office: Office) -> None:
    line = waits(office, "Lacoste")
    (waiting,) = office.week().waiting
    change = office.book(waiting.person_id, at(10), waiting_id=line)
    assert office.week().waiting == ()
    office.do(change.undo)
    assert [one.id for one in office.week().waiting] == [line]
    office.do(SettleWaiting(line, WaitState.LEFT))
    assert office.week().waiting == ()


def test_a_series_above_the_limit_and_a_date_without_a_sense_book_nothing(office: Office) -> None:
    person = office.person()
    for when, every, times in (
        (at(10), 1, 100),
        (at(10), 10**6, 2),
        (dt.datetime(9999, 12, 31, 23), 0, 1),
        (dt.datetime(9999, 12, 31, 10), 0, 1),
    ):
        with pytest.raises(Refusal, match="Rien n’a été enregistré"):
            office.book(person, when, every=every, times=times)


def test_an_appointment_begun_or_settled_is_not_moved(office: Office) -> None:
    begun, settled = (office.book(office.person(name), at(hour)).made[0] for name, hour in (("Rey", 10), ("Sy", 11)))
    office.do(SetOutcome(settled, Outcome.HONOURED))
    person_id = office.entry(begun).person_id
    assert person_id is not None
    came = office.do(RecordVisit((person_id,), appointment_id=begun))
    office.do(MoveAppointment(begun, at(14), office.entry(begun).clock))
    office.do(StampVisit(came.made[0], VisitState.BUSY), "claire")
    for one in (begun, settled):
        with pytest.raises(Refusal, match="ne se déplace plus"):
            office.do(MoveAppointment(one, at(16), office.entry(one).clock))
