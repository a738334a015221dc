from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, update

from ceis_desk.core.errors import Refusal
from ceis_desk.data.figures.period import read_period
from ceis_desk.data.schema import people
from ceis_desk.platforms import PLATFORMS
from ceis_desk.statistics.model import AgeBand, Figures, PlatformCount, Qpv
from ceis_desk.statistics.questions import PeriodFigures
from tests.data.figures.worlds import AMotif, AnAppointment, ASession, AVisit, Kept, World, write
from tests.data.stores import new_store

FIRST, LAST = dt.date(2019, 6, 1), dt.date(2019, 6, 30)
FOUNDED = dt.date(2000, 1, 1)
BUDGET = AMotif("Rendez-vous budget", 1, links={FOUNDED: "budget"})
HOUSING = AMotif("Logement", 6, links={FOUNDED: "reception"})


def at(day: int, hour: int = 9, month: int = 6) -> dt.datetime:
    return dt.datetime(2019, month, day, hour)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with new_store(tmp_path) as connection:
        yield connection


def june(connection: Connection, world: World) -> Figures:
    write(connection, world)
    return read_period(connection, PeriodFigures(FIRST, LAST))


def test_an_empty_register_has_every_line_at_zero(connection: Connection) -> None:
    figures = june(connection, World())
    assert (figures.visits, figures.anonymous_visits, figures.participants, figures.new_people) == (0, 0, 0, 0)
    assert figures.by_motif == {}
    assert figures.by_platform == {platform.code: PlatformCount(0, 0) for platform in PLATFORMS}
    assert list(figures.by_platform) == [platform.code for platform in PLATFORMS]
    assert figures.by_age_band == dict.fromkeys(AgeBand, 0)
    assert figures.by_qpv == dict.fromkeys(Qpv, 0)


def test_an_anonymous_visit_is_never_a_participant(connection: Connection) -> None:
    figures = june(connection, World(motifs=(BUDGET,), visits=(AVisit(at(3), None, {0: True}),)))
    assert (figures.visits, figures.anonymous_visits, figures.participants) == (1, 1, 0)
    assert figures.by_platform["budget"] == PlatformCount(1, 0)
    assert sum(figures.by_age_band.values()) == 0


def test_both_ends_of_a_period_are_in_it(connection: Connection) -> None:
    visits = tuple(AVisit(moment) for moment in (at(31, 23, month=5), at(1, 0), at(30, 23), at(1, 0, month=7)))
    assert june(connection, World(visits=visits)).visits == 2


def test_a_period_of_two_months_counts_once_who_came_in_both(connection: Connection) -> None:
    write(connection, World(persons=1, visits=(AVisit(at(3, month=5), 0), AVisit(at(3), 0))))
    figures = read_period(connection, PeriodFigures(dt.date(2019, 5, 1), LAST))
    assert (figures.visits, figures.participants, figures.new_people) == (2, 1, 1)


def test_a_period_that_ends_before_it_starts_is_refused(connection: Connection) -> None:
    with pytest.raises(Refusal, match="finit avant de commencer"):
        read_period(connection, PeriodFigures(LAST, FIRST))


def test_a_withdrawn_visit_counts_nowhere(connection: Connection) -> None:
    visits = (AVisit(at(3, month=5), 0, withdrawn=True), AVisit(at(4), 0, {0: True}, withdrawn=True), AVisit(at(5), 0))
    figures = june(connection, World(persons=1, motifs=(BUDGET,), visits=visits))
    assert (figures.visits, figures.participants, figures.new_people) == (1, 1, 1)
    assert figures.by_motif == {"Rendez-vous budget": 0}
    assert figures.by_platform["budget"] == PlatformCount(0, 0)


def test_merged_persons_count_once_and_the_alias_brings_its_past(connection: Connection) -> None:
    visits = (AVisit(at(3, month=2), 1), AVisit(at(3), 0), AVisit(at(4), 1))
    figures = june(connection, World(persons=2, merged={1: 0}, visits=visits))
    assert (figures.visits, figures.participants, figures.new_people) == (2, 1, 0)


def test_the_past_of_a_record_is_that_of_its_aliases_when_they_alone_came(connection: Connection) -> None:
    figures = june(
        connection, World(persons=3, merged={1: 0, 2: 0}, visits=(AVisit(at(3, month=2), 2), AVisit(at(3), 1)))
    )
    assert (figures.participants, figures.new_people) == (1, 0)


def test_an_honoured_appointment_and_an_attendance_make_a_participant_without_a_visit(connection: Connection) -> None:
    world = World(
        persons=2,
        appointments=(AnAppointment(at(3), "budget", 0, "honoured", kept=Kept(33, "yes")),),
        sessions=(ASession(at(4), "digital", enrolled={1: ("present", Kept(71, "no"))}),),
    )
    figures = june(connection, world)
    assert (figures.visits, figures.participants, figures.new_people) == (0, 2, 2)
    assert figures.by_platform["budget"] == PlatformCount(0, 1)
    assert figures.by_platform["digital"] == PlatformCount(0, 1)
    assert (figures.by_age_band[AgeBand.FROM_25], figures.by_age_band[AgeBand.FROM_70]) == (1, 1)


@pytest.mark.parametrize("outcome", ["", "excused", "revoked", "no_show"])
def test_an_appointment_that_was_not_honoured_makes_no_participant(connection: Connection, outcome: str) -> None:
    world = World(persons=1, appointments=(AnAppointment(at(3), "budget", 0, outcome),))
    assert june(connection, world).participants == 0


def test_enrolling_without_coming_or_in_a_withdrawn_session_makes_no_participant(connection: Connection) -> None:
    sessions = (
        ASession(at(4), "digital", enrolled={0: ("enrolled", Kept())}),
        ASession(at(5), "digital", withdrawn=True, enrolled={0: ("present", Kept())}),
    )
    assert june(connection, World(persons=1, sessions=sessions)).participants == 0


@pytest.mark.parametrize("before", ["visit", "appointment", "attendance"])
def test_an_earlier_fact_of_any_kind_makes_a_person_known(connection: Connection, before: str) -> None:
    may = at(3, month=5)
    world = World(
        persons=1,
        visits=(AVisit(at(3), 0), *((AVisit(may, 0),) if before == "visit" else ())),
        appointments=(AnAppointment(may, "budget", 0, "honoured"),) if before == "appointment" else (),
        sessions=(ASession(may, "digital", enrolled={0: ("present", Kept())}),) if before == "attendance" else (),
    )
    assert june(connection, world).new_people == 0


def test_a_visit_counts_in_each_of_its_motifs_and_once_in_their_platform(connection: Connection) -> None:
    rights = AMotif("Accès aux droits", 5, links={FOUNDED: "reception"})
    visits = (AVisit(at(3), 0, {0: True, 1: True, 2: True}),)
    figures = june(connection, World(persons=1, motifs=(BUDGET, HOUSING, rights), visits=visits))
    assert figures.by_motif == {"Rendez-vous budget": 1, "Accès aux droits": 1, "Logement": 1}
    assert (figures.by_platform["reception"], figures.by_platform["budget"]) == (
        PlatformCount(1, 1),
        PlatformCount(1, 1),
    )


def test_a_motif_taken_off_a_visit_no_longer_counts(connection: Connection) -> None:
    figures = june(connection, World(motifs=(BUDGET, HOUSING), visits=(AVisit(at(3), None, {0: False, 1: True}),)))
    assert figures.by_motif == {"Rendez-vous budget": 0, "Logement": 1}
    assert figures.by_platform["budget"].visits == 0


def test_a_visit_without_a_motif_counts_in_no_platform(connection: Connection) -> None:
    figures = june(connection, World(persons=1, visits=(AVisit(at(3), 0),)))
    assert figures.visits == figures.participants == 1
    assert set(figures.by_platform.values()) == {PlatformCount(0, 0)}


def test_a_motif_that_changes_platform_leaves_its_past_where_it_was(connection: Connection) -> None:
    moved = AMotif("Atelier collectif", 4, links={FOUNDED: "reception", dt.date(2019, 6, 17): "digital"})
    visits = (AVisit(at(16), 0, {0: True}), AVisit(at(17), 0, {0: True}), AVisit(at(18), 1, {0: True}))
    figures = june(connection, World(persons=2, motifs=(moved,), visits=visits))
    assert figures.by_platform["reception"] == PlatformCount(1, 1)
    assert figures.by_platform["digital"] == PlatformCount(2, 2)


def test_a_motif_is_of_reception_before_its_first_link(connection: Connection) -> None:
    late = AMotif("Domiciliation", 0, links={dt.date(2019, 6, 20): "budget"})
    figures = june(connection, World(motifs=(late,), visits=(AVisit(at(3), None, {0: True}),)))
    assert (figures.by_platform["reception"].visits, figures.by_platform["budget"].visits) == (1, 0)


def test_motifs_come_by_digit_then_by_label_and_closed_ones_only_while_they_were_in_use(connection: Connection) -> None:
    motifs = (
        AMotif("Vacances", 0),
        HOUSING,
        BUDGET,
        AMotif("Domiciliation", 0),
        AMotif("Clos depuis", 3, closed_on=dt.date(2019, 7, 1)),
        AMotif("Clos avant", 4, closed_on=dt.date(2019, 6, 1)),
        AMotif("Clos mais noté", 2, closed_on=dt.date(2019, 5, 1)),
    )
    figures = june(connection, World(motifs=motifs, visits=(AVisit(at(3), None, {6: True}),)))
    assert list(figures.by_motif.items()) == [
        ("Rendez-vous budget", 0),
        ("Clos mais noté", 1),
        ("Clos depuis", 0),
        ("Logement", 0),
        ("Domiciliation", 0),
        ("Vacances", 0),
    ]


def test_age_and_district_are_those_of_the_first_fact_of_the_period(connection: Connection) -> None:
    visits = (
        AVisit(at(20), 0, kept=Kept(18, "no")),
        AVisit(at(12), 0, kept=Kept(17, "yes")),
        AVisit(at(3, month=5), 0, kept=Kept(11, "unknown")),
    )
    figures = june(connection, World(persons=1, visits=visits))
    assert {band for band, count in figures.by_age_band.items() if count} == {AgeBand.FROM_12}
    assert {answer for answer, count in figures.by_qpv.items() if count} == {Qpv.YES}


def test_at_the_same_hour_a_visit_comes_before_an_appointment(connection: Connection) -> None:
    world = World(
        persons=1,
        visits=(AVisit(at(9)), AVisit(at(3), 0, kept=Kept(30, "yes"))),
        appointments=(AnAppointment(at(3), "budget", 0, "honoured", kept=Kept(61, "no")),),
    )
    assert june(connection, world).by_qpv == {Qpv.YES: 1, Qpv.NO: 0, Qpv.UNKNOWN: 0}


def test_an_age_or_district_that_was_not_said_is_unknown_and_still_counted(connection: Connection) -> None:
    figures = june(connection, World(persons=1, visits=(AVisit(at(3), 0),)))
    assert (figures.by_age_band[AgeBand.UNKNOWN], figures.by_qpv[Qpv.UNKNOWN]) == (1, 1)


def test_erasing_a_person_changes_no_figure(connection: Connection) -> None:
    world = World(persons=1, motifs=(BUDGET,), visits=(AVisit(at(3), 0, {0: True}, kept=Kept(44, "yes", "female")),))
    before = june(connection, world)
    connection.execute(
        update(people.person).values(sex="unknown", qpv="unknown", birth_date=None, birth_year=None, withdrawn=True)
    )
    assert read_period(connection, PeriodFigures(FIRST, LAST)) == before


def test_figures_without_every_desk_are_provisional(connection: Connection) -> None:
    figures = read_period(connection, PeriodFigures(FIRST, LAST), ("poste 2 non reçu depuis 3 jours",))
    assert (figures.complete, figures.missing) == (False, ("poste 2 non reçu depuis 3 jours",))
    assert read_period(connection, PeriodFigures(FIRST, LAST)).complete


def test_a_fuller_register_takes_no_more_statements(connection: Connection) -> None:
    said: list[str] = []
    question = PeriodFigures(FIRST, LAST)
    read_period(connection, question)
    event.listen(connection.engine, "before_cursor_execute", lambda *asked: said.append(asked[2]))
    read_period(connection, question)
    empty = len(said)
    visits = tuple(AVisit(at(1 + n), n, {n % 2: True}) for n in range(9))
    write(connection, World(9, motifs=(BUDGET, HOUSING), visits=visits))
    said.clear()
    assert read_period(connection, question).participants == 9
    assert len(said) == empty
