"""A week shows who receives, what is booked, who waits; names and ranks for those who may know them."""

from __future__ import annotations

import datetime as dt
import json

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import KeepBoth, PutOnWaitingList, SetBusyTime, SetOutcome
from ceis_desk.agenda.model import DayState, Outcome
from ceis_desk.agenda.questions import DayAppointments, ReadWeek
from ceis_desk.agenda.rules import entry_state
from ceis_desk.agenda.week import EntryKind, Span, Wish
from ceis_desk.people.gestures import CreatePerson, MergePersons
from ceis_desk.people.model import Identity, SafeContact
from ceis_desk.reception.gestures import RecordVisit, SetAbsence, StampVisit
from ceis_desk.reception.model import VisitState
from tests.data.agenda.office import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, Office, at
from tests.data.stores import counted


def test_the_days_say_their_holidays_and_the_hours_of_the_place(office: Office) -> None:
    office.set("opening_hours", json.dumps({"1": [["09:00", "13:00"]]}))
    week = office.ask(ReadWeek(dt.date(2019, 6, 10), 2))
    assert [(day.holiday, day.opening) for day in week.days] == [
        ("Lundi de Pentecôte", ()),
        ("", ((dt.time(9), dt.time(13)),)),
    ]
    (summer,) = office.ask(ReadWeek(dt.date(2019, 7, 9), 1)).days
    assert summer.school_holidays == "Vacances d’été"


def test_a_site_that_has_set_no_hours_is_shown_those_of_an_office(office: Office) -> None:
    days = office.week(days=6).days
    assert [day.opening for day in days] == [((dt.time(9), dt.time(18)),)] * 5 + [()]


def test_a_week_is_at_least_a_day_and_never_years(office: Office) -> None:
    assert len(office.ask(ReadWeek(MONDAY, 0)).days) == 1
    assert len(office.ask(ReadWeek(MONDAY, 100_000)).days) == 62


def test_a_professional_offers_what_is_left_of_her_hours_and_is_booked_within_it(office: Office) -> None:
    office.receives("claire", TUESDAY, 9, 12, room="bureau 2")
    office.receives("claire", FRIDAY, 9, 12, room="bureau 2")
    office.do(SetBusyTime(at(10, day=FRIDAY), at(12, day=FRIDAY), "Réunion d’équipe"))
    office.do(SetAbsence(office.id("claire"), at(11), at(18)))
    office.book(office.person(), at(9))
    office.book(office.person("Lopez"), at(14, day=FRIDAY))
    (claire,) = office.week().people
    assert claire.open == (Span(at(9), at(11)), Span(at(9, day=FRIDAY), at(10, day=FRIDAY)))
    assert (claire.name, claire.platform, claire.room) == ("Claire Fabre", "budget", "bureau 2")
    assert (claire.offered_minutes, claire.booked_minutes) == (180, 45)


def test_whoever_is_booked_has_an_agenda_and_whoever_is_not_has_none(office: Office) -> None:
    office.book(office.person(), at(10), "marc", platform="digital")
    assert [(one.name, one.platform) for one in office.week().people] == [("Marc Vidal", "digital")]


def test_the_boxes_hold_meetings_closings_and_absences_by_hour(office: Office) -> None:
    office.do(SetBusyTime(at(10, day=FRIDAY), at(12, day=FRIDAY), "Réunion d’équipe", every=1))
    office.do(SetBusyTime(at(13, day=WEDNESDAY), at(18, day=WEDNESDAY), "Fermé au public"))
    office.do(SetAbsence(office.id("nadia"), at(13), at(18), "formation"))
    told = [(one.kind, one.title, one.with_name, one.minutes) for one in office.week().entries]
    assert told == [
        (EntryKind.ABSENCE, "formation", "Nadia Haddad", 300),
        (EntryKind.BUSY, "Fermé au public", "", 300),
        (EntryKind.BUSY, "Réunion d’équipe", "", 120),
    ]
    assert office.boxes(EntryKind.ABSENCE, "helene")[0].title == ""


def test_the_state_of_the_day_is_that_of_the_visit(office: Office) -> None:
    person = office.person()
    made = office.book(person, at(9, 15)).made[0]
    now = at(9)
    assert entry_state(office.entry(made), now) is DayState.EXPECTED
    (visit,) = office.do(RecordVisit((person,), for_id=office.id("claire"), appointment_id=made)).made
    entry = office.entry(made)
    assert (entry.visit_at, entry_state(entry, now)) == (now, DayState.ARRIVED)
    office.do(StampVisit(visit, VisitState.BUSY), "claire")
    assert entry_state(office.entry(made), now) is DayState.BUSY
    office.do(StampVisit(visit, VisitState.GONE), "claire")
    assert entry_state(office.entry(made), now) is DayState.DONE


def test_an_appointment_bears_its_rank_for_those_who_may_know_what_it_is_about(office: Office) -> None:
    person = office.person()
    first = office.book(person, at(9, day=MONDAY)).made[0]
    missed = office.book(person, at(10, day=MONDAY)).made[0]
    office.do(SetOutcome(missed, Outcome.NO_SHOW))
    office.book(person, at(11, day=MONDAY), "marc", platform="digital")
    second = office.book(person, at(14)).made[0]
    assert [office.entry(one).rank for one in (first, second)] == [1, 2]
    assert [office.entry(second, login).rank for login in ("nadia", "sofiane", "marc", "helene")] == [2, 0, 0, 0]


def test_the_rank_counts_the_appointments_of_records_that_were_merged(office: Office) -> None:
    person, other = office.person(), office.person("Benaly")
    office.book(other, at(9, day=MONDAY))
    made = office.book(person, at(14)).made[0]
    assert office.entry(made).rank == 1
    office.desk.add("lea", "Léa Bastide", Role.SOCIAL)
    office.do(MergePersons(other, person), "lea")
    assert office.entry(made).rank == 2


def test_an_appointment_of_a_merged_record_is_shown_as_the_record_that_stands_for_her(office: Office) -> None:
    hers = Identity(used_name="Benali", first_name="Samira", safe_contact=SafeContact(no_call=True))
    old = Identity(used_name="Benaly", first_name="Samira", phones=("+33639981234",), at_desk="à appeler")
    person, other = (office.do(CreatePerson(one)).made[0] for one in (hers, old))
    made = office.book(other, at(14)).made[0]
    assert office.entry(made).phone == "+33639981234"
    office.desk.add("lea", "Léa Bastide", Role.SOCIAL)
    office.do(MergePersons(person, other), "lea")
    seen = office.entry(made)
    assert (seen.person_id, seen.used_name, seen.no_call, seen.phone, seen.at_desk) == (person, "Benali", True, "", "")
    came = office.do(RecordVisit((other,), appointment_id=made)).made[0]
    assert office.entry(made).visit_id == came
    (line,) = office.ask(DayAppointments(TUESDAY))
    assert (line.person_id, line.used_name, line.no_call) == (person, "Benali", True)


def test_the_direction_sees_that_appointments_exist_and_not_whose(office: Office) -> None:
    identity = Identity(used_name="Zyxwv", first_name="Amina", at_desk="parle bas", phones=("+33639981234",))
    person = office.do(CreatePerson(identity)).made[0]
    made = office.book(person, at(10)).made[0]
    office.do(PutOnWaitingList(person, "budget"))
    seen, kept = office.week(), office.week("helene")
    assert seen.waiting[0].used_name == "Zyxwv"
    for canary in ("Zyxwv", "Amina", "parle bas", "639981234", str(person)):
        assert canary in repr(seen)
        assert canary not in repr(kept)
    entry = office.entry(made, "helene")
    assert (entry.starts_at, entry.with_name, entry.minutes) == (at(10), "Claire Fabre", 45)


def test_the_number_of_whoever_must_not_be_called_is_not_shown(office: Office) -> None:
    contact = SafeContact(no_call=True)
    person = office.person(phones=("+33639981234",), safe_contact=contact)
    made = office.book(person, at(10)).made[0]
    office.do(PutOnWaitingList(person, "budget"))
    assert (office.entry(made).phone, office.entry(made).no_call) == ("", True)
    assert [(one.phone, one.no_call) for one in office.week().waiting] == [("", True)]


def test_a_clash_that_somebody_settled_shows_no_more(office: Office) -> None:
    first = office.book(office.person(), at(10)).made[0]
    second = office.book(office.person("Lopez"), at(10), anyway=True).made[0]
    office.do(KeepBoth(first, second))
    assert not any(office.entry(one).clash for one in (first, second))


def test_those_who_wait_longest_come_first_with_what_they_wished(office: Office) -> None:
    for name, day, wish in (("Öztürk", 16, Wish.ANY), ("Lacoste", 12, Wish.MORNING)):
        office.now[0] = at(9, day=dt.date(2019, 6, day))
        office.do(PutOnWaitingList(office.person(name), "budget", wish=wish))
    office.now[0] = at(9)
    told = [(one.used_name, one.since.day, one.wish) for one in office.week().waiting]
    assert told == [("Lacoste", 12, Wish.MORNING), ("Öztürk", 16, Wish.ANY)]


def test_a_week_costs_the_same_number_of_statements_however_full(office: Office) -> None:
    def statements() -> int:
        store = office.desk.enter("claire").store
        connection = store.file.lanes[ReadWeek.lane].run(lambda one: one).result()  # type: ignore[attr-defined]  # the real store
        with counted(connection) as heard:
            store.ask(ReadWeek(MONDAY)).result()
        return len(heard)

    office.book(office.person(), at(9), login="claire", subject="Suivi")
    one = statements()
    for hour in range(10, 16):
        office.book(office.person(f"P{hour}"), at(hour), login="claire", subject="Suivi")
    assert statements() == one
