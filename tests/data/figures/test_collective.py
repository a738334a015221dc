"""Collective life counted in a store: presences, people without a name, first digital contacts and their list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.agenda.first_contact import ContactCounts, CountFirstContacts, NameFirstContacts
from ceis_desk.agenda.gestures import Enrol, MarkAttendance
from ceis_desk.agenda.week import Attendance
from ceis_desk.agenda.workshop_requests import CloseSession, CountUnnamed
from ceis_desk.agenda.workshops import Axis, SessionKind, UnnamedCode, UnnamedCount
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.people.gestures import MergePersons
from ceis_desk.people.model import District, Family
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.statistics.collective import ReadCollectiveLife, ReadMix
from ceis_desk.statistics.model import Qpv
from ceis_desk.statistics.questions import PeriodFigures
from tests.data.agenda.office import MONDAY, Office, at, new_office

FIRST, LAST = dt.date(2019, 6, 1), dt.date(2019, 6, 30)
JUNE = (FIRST, LAST)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path / "registre") as made:
        yield made


def come(office: Office, session: Id, *people: Id) -> None:
    for person in people:
        office.do(Enrol(session, person))
        office.do(MarkAttendance(session, person, Attendance.PRESENT))


def visit(office: Office, person: Id, motif: str, moment: dt.datetime) -> None:
    motifs = {one.label: MotifChoice(one.id) for one in office.ask(AllMotifs())}
    office.do(RecordVisit((person,), motifs=(motifs[motif],), at=moment))


def animation(office: Office, day: dt.date = MONDAY) -> Id:
    return office.session(at(9, day=day), platform="digital", title="Fête du numérique", kind=SessionKind.ANIMATION)


def test_people_without_a_name_are_counted_at_the_closing_and_are_no_participants(office: Office) -> None:
    session = office.session(at(9))
    come(office, session, office.person())
    counts = (
        UnnamedCount(Axis.SEX, UnnamedCode.FEMALE, 2),
        UnnamedCount(Axis.AGE, UnnamedCode.UNKNOWN, 2),
        UnnamedCount(Axis.STATUS, UnnamedCode.UNKNOWN, 2),
    )
    office.do(CountUnnamed(session, 2, counts))
    before = office.ask(ReadCollectiveLife(*JUNE))
    assert (before.sessions, before.attendances, before.unnamed, before.people) == (1, 1, 0, 1)
    office.do(CloseSession(session))
    assert office.ask(ReadCollectiveLife(*JUNE)).unnamed == 2
    assert office.ask(PeriodFigures(*JUNE)).participants == 1


def test_a_session_to_come_is_not_held_yet(office: Office) -> None:
    office.session(at(10, day=MONDAY + dt.timedelta(days=4)))
    assert office.ask(ReadCollectiveLife(*JUNE)).sessions == 0


def test_situations_are_those_of_the_day_of_the_presence(office: Office) -> None:
    senior = office.person("Castel", birth_date=dt.date(1950, 1, 1), lives_alone=True)
    parent = office.person("Lopez", family=Family.LONE_PARENT)
    come(office, office.session(at(9)), senior, parent, office.person("Arnal"))
    life = office.ask(ReadCollectiveLife(*JUNE))
    assert (life.isolated_seniors, life.single_parents, life.silent) == (1, 1, 1)


def test_the_mix_of_a_session_hides_its_small_counts_from_the_direction(office: Office) -> None:
    session = office.session(at(9))
    come(office, session, *(office.person(f"Nom{n}") for n in range(4)))
    assert office.ask(ReadMix(session)).people is None
    come(office, session, office.person("Rossi", qpv=District.NO))
    assert office.ask(ReadMix(session)).by_qpv == {Qpv.YES: 4, Qpv.NO: 1, Qpv.UNKNOWN: 0}
    seen = office.ask(ReadMix(session), "helene")
    assert (seen.people, seen.by_qpv[Qpv.YES], seen.by_qpv[Qpv.NO]) == (5, None, None)


def test_a_person_merged_is_one_person_at_one_session(office: Office) -> None:
    session = office.session(at(9))
    one, other = office.person("Benali"), office.person("Ben Ali")
    come(office, session, one, other)
    office.do(MergePersons(one, other), "claire")
    life = office.ask(ReadCollectiveLife(*JUNE))
    assert (life.people, life.attendances) == (1, 1)


def test_who_came_first_to_an_animation_and_then_for_a_procedure_came_back(office: Office) -> None:
    reached, faithful = office.person("Arnal"), office.person("Rossi")
    visit(office, faithful, "Démarche en ligne", at(9, day=dt.date(2019, 6, 3)))
    come(office, animation(office), reached, faithful)
    assert office.ask(CountFirstContacts(*JUNE)) == ContactCounts(1, 0)
    visit(office, reached, "Démarche en ligne", at(9))
    assert office.ask(CountFirstContacts(*JUNE)) == ContactCounts(1, 1)
    (named,) = office.ask(NameFirstContacts(*JUNE), "marc")
    assert (named.used_name, named.contact.day, named.contact.back_on) == ("Arnal", MONDAY, at(9).date())


def test_a_plain_workshop_is_no_first_contact_by_an_animation(office: Office) -> None:
    come(office, office.session(at(9, day=MONDAY), platform="digital"), office.person())
    assert office.ask(CountFirstContacts(*JUNE)) == ContactCounts(0, 0)


def test_the_names_are_those_of_the_digital_platform(office: Office) -> None:
    come(office, animation(office), office.person())
    for login in ("claire", "sofiane", "helene"):
        with pytest.raises(Denied):
            office.ask(NameFirstContacts(*JUNE), login)
    assert office.ask(CountFirstContacts(*JUNE), "helene") == ContactCounts(1, 0)


def test_a_period_that_ends_before_it_begins_is_refused(office: Office) -> None:
    for question in (ReadCollectiveLife(LAST, FIRST), CountFirstContacts(LAST, FIRST)):
        with pytest.raises(Refusal, match="finit avant"):
            office.ask(question)
