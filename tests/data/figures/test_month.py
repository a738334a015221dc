from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert

from ceis_desk.core.ids import code_id, new_id
from ceis_desk.data.figures.month import read_month
from ceis_desk.data.figures.months import read_months
from ceis_desk.data.figures.period import read_period
from ceis_desk.data.schema import house
from ceis_desk.statistics.model import Means, MonthReport, Outcomes, Publics, Waiting
from ceis_desk.statistics.questions import PeriodFigures, ReadMonth
from tests.data.figures.worlds import AMotif, AnAppointment, AVisit, Kept, World, write
from tests.data.stores import STAMP, new_store

JUNE = dt.date(2019, 6, 1)
TODAY = dt.date(2019, 7, 2)
BUDGET = AMotif("Rendez-vous budget", 1, links={dt.date(2000, 1, 1): "budget"})


def at(day: int, hour: int = 9, month: int = 6, year: int = 2019) -> dt.datetime:
    return dt.datetime(year, month, day, hour)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with new_store(tmp_path) as connection:
        yield connection


def june(connection: Connection, world: World | None = None) -> MonthReport:
    write(connection, world or World())
    return read_month(connection, ReadMonth(dt.date(2019, 6, 18)), TODAY)


def keep(connection: Connection, name: str, value: object) -> None:
    connection.execute(
        insert(house.setting).values(
            id=code_id("setting", "site", name), **STAMP, scope="site", name=name, value=json.dumps(value)
        )
    )


def test_a_month_of_an_empty_register_is_a_report_all_the_same(connection: Connection) -> None:
    report = june(connection)
    assert (report.month, report.edited_on, report.register_starts) == (JUNE, TODAY, None)
    assert (report.previous, report.year_before, report.reference) == (None, None, None)
    assert [point.month for point in report.evolution] == [JUNE]
    assert (len(report.by_day), sum(report.by_day.values()), report.open_days) == (30, 0, {})
    assert report.waiting == Waiting(0, 0, 0, 0, None, None, None)
    assert report.closed_hours == frozenset()


def test_the_report_shows_the_figures_of_the_command_line(connection: Connection) -> None:
    report = june(connection, World(2, motifs=(BUDGET,), visits=(AVisit(at(3), 0, {0: True}), AVisit(at(4), 1))))
    assert report.figures == read_period(connection, PeriodFigures(JUNE, dt.date(2019, 6, 30)))
    assert report.budget_visits == 1


def test_a_visit_whose_hour_is_not_known_is_in_no_hour(connection: Connection) -> None:
    visits = (AVisit(at(3, 9)), AVisit(at(3, 9)), AVisit(at(4, 16)), AVisit(at(4, 0), timed=False))
    report = june(connection, World(visits=visits))
    assert report.by_hour == {(0, 9): 2, (1, 16): 1}
    assert report.by_day[dt.date(2019, 6, 4)] == 2


def test_a_day_with_a_visit_is_an_open_day(connection: Connection) -> None:
    report = june(
        connection, World(visits=(AVisit(at(3)), AVisit(at(3)), AVisit(at(17)), AVisit(at(5), withdrawn=True)))
    )
    assert report.open_days == {0: 2}


def test_opening_hours_of_the_site_say_what_is_closed(connection: Connection) -> None:
    keep(connection, "opening_hours", {"0": [["09:00", "12:00"]]})
    report = june(connection, World(visits=(AVisit(at(3, 9)),)))
    assert {hour for weekday, hour in report.closed_hours if weekday == 1} == {9, 10, 11}
    assert not any(weekday == 0 for weekday, _ in report.closed_hours)


def test_the_public_holidays_of_the_month_are_named(connection: Connection) -> None:
    assert june(connection).holidays == {dt.date(2019, 6, 10): "Lundi de Pentecôte"}


def test_a_person_may_be_in_several_publics_and_isolation_counts_from_sixty(connection: Connection) -> None:
    visits = (
        AVisit(at(3), 0, kept=Kept(60, job_seeker=True, isolated=True)),
        AVisit(at(4), 1, kept=Kept(59, isolated=True)),
        AVisit(at(5), 2, kept=Kept(35)),
        AVisit(at(6), 2, kept=Kept(35, lone_parent=True)),
        AVisit(at(7), None, kept=Kept(80, isolated=True)),
    )
    assert june(connection, World(3, visits=visits)).publics == Publics(1, 1, 1)


def test_isolation_and_age_are_read_from_the_same_fact(connection: Connection) -> None:
    visits = (AVisit(at(3), 0, kept=Kept(59, isolated=True)), AVisit(at(4), 0, kept=Kept(60, isolated=False)))
    assert june(connection, World(1, visits=visits)).publics.isolated_seniors == 0


def test_a_wait_runs_to_the_call_or_else_to_the_interview(connection: Connection) -> None:
    visits = (
        AVisit(at(3), waiting=True, called_after=4, busy_after=50),
        AVisit(at(3), waiting=True, busy_after=12),
        AVisit(at(3), waiting=True, called_after=25),
        AVisit(at(3), waiting=True),
        AVisit(at(3), called_after=30),
        AVisit(at(3), waiting=True, called_after=40, withdrawn=True),
    )
    waiting = june(connection, World(visits=visits)).waiting
    assert waiting == Waiting(3, under_10=1, from_10_to_19=1, from_20=1, mean=14, median=12, ninth_decile=25)


def test_appointments_are_counted_by_what_became_of_them(connection: Connection) -> None:
    outcomes = ("honoured", "honoured", "excused", "revoked", "no_show", "")
    appointments = (
        *(AnAppointment(at(3), "budget", None, outcome) for outcome in outcomes),
        AnAppointment(at(3), "budget", None, "honoured", withdrawn=True),
        AnAppointment(at(3, month=5), "budget", None, "no_show"),
    )
    found = june(connection, World(appointments=appointments)).outcomes
    assert found == Outcomes(planned=6, honoured=2, excused=1, revoked=1, no_show=1, unknown=1)


def test_a_month_is_compared_with_the_one_before_the_year_before_and_the_reference(connection: Connection) -> None:
    visits = (AVisit(at(4, year=2018)), AVisit(at(3, month=12, year=2018)), AVisit(at(3, month=5)), AVisit(at(3)))
    report = june(connection, World(visits=visits))
    assert report.previous is not None
    assert report.year_before is not None
    assert report.reference is not None
    assert (report.previous.month, report.previous.figures.visits) == (dt.date(2019, 5, 1), 1)
    assert (report.year_before.month, report.year_before.figures.visits) == (dt.date(2018, 6, 1), 1)
    assert (report.reference.month, report.reference.figures.visits) == (dt.date(2018, 12, 1), 1)
    assert (len(report.evolution), report.evolution[0].month) == (7, dt.date(2018, 12, 1))


def test_nothing_is_compared_with_a_month_before_the_register(connection: Connection) -> None:
    visits = (AVisit(at(3, month=1, year=2017), withdrawn=True), AVisit(at(2, month=10, year=2018)), AVisit(at(3)))
    report = june(connection, World(visits=visits))
    assert report.register_starts == dt.date(2018, 10, 2)
    assert report.year_before is None
    assert report.previous is not None
    assert report.previous.figures.visits == 0


def test_the_site_chooses_the_month_to_compare_with(connection: Connection) -> None:
    keep(connection, "report_reference_month", "2018-10")
    report = june(connection, World(visits=(AVisit(at(2, month=10, year=2018)), AVisit(at(3)))))
    assert report.reference is not None
    assert report.reference.month == dt.date(2018, 10, 1)
    assert (len(report.evolution), report.evolution[0].visits) == (9, 1)


def test_the_report_bears_what_the_site_says_of_itself(connection: Connection) -> None:
    for name, value in (("structure", "CCAS de Montpellier"), ("place", "CEIS"), ("demo", True)):
        keep(connection, name, value)
    keep(
        connection, "means", {"full_time_hundredths": 1350, "investment_cents": 1_080_000, "running_cents": 60_000_000}
    )
    report = june(connection)
    assert (report.structure, report.place, report.demo) == ("CCAS de Montpellier", "CEIS", True)
    assert report.means == Means(1350, 1_080_000, 60_000_000)
    assert report.platform_labels["digital"] == "Numérique"


def test_a_site_that_says_nothing_has_no_means_and_is_no_demonstration(connection: Connection) -> None:
    report = june(connection)
    assert (report.structure, report.demo, report.means) == ("", False, None)


def test_a_missing_desk_is_known_and_not_received(connection: Connection) -> None:
    for name in ("Accueil", "Bureau 2"):
        connection.execute(
            insert(house.desk).values(id=new_id(), **STAMP, name=name, sign_public=b"", recipient="", known_since=at(3))
        )
    report = read_month(connection, ReadMonth(JUNE), TODAY, ("poste 2 non reçu depuis 3 jours",))
    assert (report.desks_received, report.desks_known, report.figures.complete) == (1, 2, False)


def test_a_fuller_register_takes_no_more_statements(connection: Connection) -> None:
    said: list[str] = []
    june(connection, World(visits=(AVisit(at(2, month=3, year=2018)),)))
    event.listen(connection.engine, "before_cursor_execute", lambda *asked: said.append(asked[2]))
    read_month(connection, ReadMonth(JUNE), TODAY)
    few = len(said)
    connection.rollback()
    visits = (AVisit(at(2, month=3, year=2018)), *(AVisit(at(1 + n), n, {0: True}) for n in range(20)))
    write(connection, World(20, motifs=(BUDGET,), visits=visits))
    said.clear()
    assert read_month(connection, ReadMonth(JUNE), TODAY).figures.participants == 20
    assert len(said) == few


def test_no_month_has_no_evolution(connection: Connection) -> None:
    assert read_months(connection, ()) == ()
