"""Individual helps: what they keep, what they say of a post, who may note them, what La Coop and the figures get."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Connection, update

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import Enrol, MarkAttendance
from ceis_desk.agenda.week import Attendance
from ceis_desk.agenda.workshop_requests import CloseSession, CountUnnamed
from ceis_desk.agenda.workshops import Axis, UnnamedCode, UnnamedCount
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.data.schema import digital
from ceis_desk.people.gestures import ChangePerson, ChangeWork, MergePersons
from ceis_desk.people.model import Identity, Sex, Work
from ceis_desk.people.questions import OpenRecord
from ceis_desk.platforms.digital.coop import Autonomy, Material, ProcedureTheme, Status, Theme
from ceis_desk.platforms.digital.gestures import AskHelp, OpenProcedure, RecordHelp, StartHelp, TakePost
from ceis_desk.platforms.digital.model import Help, PostState, ProcedureState
from ceis_desk.platforms.digital.questions import CoopRows, ReadSpace
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.statistics.coop import COOP_HEADS
from ceis_desk.statistics.digital import DigitalFigures, DigitalPeriod
from ceis_desk.statistics.model import AgeBand, Qpv
from tests.data.agenda.office import Office, at

JUNE = (dt.date(2019, 6, 1), dt.date(2019, 6, 30))
EMAIL = (Theme.EMAIL,)


def counted(office: Office, login: str = "marc") -> DigitalFigures:
    return office.ask(DigitalPeriod(*JUNE), login)


def coop(office: Office) -> list[dict[str, str]]:
    return [dict(zip(COOP_HEADS, row, strict=True)) for row in office.ask(CoopRows(*JUNE), "marc")]


def test_a_help_is_counted_with_the_age_sex_district_and_status_of_its_day(office: Office) -> None:
    person = office.person(sex=Sex.FEMALE)
    office.desk.add("lea", "Léa Bastide", Role.SOCIAL)
    office.do(ChangeWork(person, Work.JOB_SEEKER), "lea")
    change = office.do(RecordHelp(Help(EMAIL, minutes=45, person_id=person, material=Material.TABLET)), "marc")
    assert change.said == "Aide enregistrée\u00a0: BENALI Samira, 45 min."
    office.do(ChangeWork(person, Work.EMPLOYED, Work.JOB_SEEKER), "lea")
    clock = office.ask(OpenRecord(person)).clock
    older = Identity("Benali", first_name="Samira", birth_date=dt.date(1940, 1, 1))
    office.do(ChangePerson(person, older, clock))
    found = counted(office)
    assert (found.helps, found.helped, found.anonymous, found.minutes) == (1, 1, 0, 45)
    assert (found.by_theme[Theme.EMAIL], found.by_duration["30 min à 1 h"]) == (1, 1)
    assert (found.by_age_band[AgeBand.FROM_25], found.by_sex["female"], found.by_qpv[Qpv.YES]) == (1, 1, 1)
    assert found.by_status[Status.JOBLESS] == 1
    office.do(change.undo, "marc")
    assert counted(office).helps == 0


def test_a_help_to_nobody_named_keeps_what_was_said(office: Office) -> None:
    one = Help(EMAIL, age=67, sex=Sex.MALE, status=Status.RETIRED, autonomy=Autonomy.ALONE)
    assert office.do(RecordHelp(one), "marc").said == "Aide enregistrée\u00a0: Passage anonyme, 30 min."
    found = counted(office)
    assert (found.anonymous, found.helped, found.by_age_band[AgeBand.FROM_60]) == (1, 0, 1)
    (row,) = coop(office)
    assert (row["Genre"], row["Tranche d’âge"], row["Statut"]) == ("masculin", "soixante_soixante_neuf", "retraite")


def test_a_help_without_a_theme_is_refused_and_nothing_is_written(office: Office) -> None:
    with pytest.raises(Refusal, match="Choisissez au moins un thème"):
        office.do(RecordHelp(Help(())), "marc")
    assert counted(office).helps == 0


def test_a_sub_theme_without_its_theme_is_not_counted(office: Office) -> None:
    office.do(RecordHelp(Help(EMAIL, (ProcedureTheme.JUSTICE,))), "marc")
    assert coop(office)[0]["thematiques"] == "email"


def test_recording_the_help_ends_it_at_the_post_and_taking_it_back_begins_it_again(office: Office) -> None:
    use = office.do(TakePost("1")).made[0]
    office.do(AskHelp(use))
    office.do(StartHelp(use), "marc")
    change = office.do(RecordHelp(Help(EMAIL), use), "marc")
    assert office.ask(ReadSpace()).posts[0].state is PostState.TAKEN
    back = office.do(change.undo, "marc")
    assert office.ask(ReadSpace()).posts[0].state is PostState.HELPED
    office.do(back.undo, "marc")
    assert office.ask(ReadSpace()).posts[0].state is PostState.TAKEN
    assert counted(office).uses_helped == 1


def test_a_help_is_taken_back_even_when_its_post_has_gone_on(office: Office) -> None:
    use = office.do(TakePost("1")).made[0]
    change = office.do(RecordHelp(Help(EMAIL), use), "marc")
    office.now[0] = at(9, 1)
    office.do(AskHelp(use))
    office.do(change.undo, "marc")
    assert counted(office).helps == 0
    assert office.ask(ReadSpace()).posts[0].state is PostState.ASKING


def test_the_reception_neither_notes_a_help_nor_reads_what_it_was_about(office: Office) -> None:
    office.do(RecordHelp(Help(EMAIL)), "claire")
    for request in (CoopRows(*JUNE), DigitalPeriod(*JUNE)):
        with pytest.raises(Denied):
            office.ask(request, "sofiane")
    with pytest.raises(Denied):
        office.do(RecordHelp(Help(EMAIL)), "sofiane")
    assert counted(office, "helene").helps == 1
    with pytest.raises(Denied):
        office.ask(CoopRows(*JUNE), "helene")


def test_a_united_person_is_helped_once(office: Office) -> None:
    one, other = office.person("Serrano"), office.person("Serano")
    for person in (one, other):
        office.do(RecordHelp(Help(EMAIL, person_id=person)), "marc")
    office.do(MergePersons(one, other), "claire")
    assert (counted(office).helps, counted(office).helped) == (2, 1)


def test_posts_and_procedures_are_counted_and_who_waited_or_a_broken_post_is_not(office: Office) -> None:
    person = office.person()
    office.do(TakePost("1", person))
    office.do(TakePost("2"))
    office.do(TakePost(""))
    ended = OpenProcedure(person, "Prime d’activité", ProcedureTheme.SOCIAL, ProcedureState.SUCCEEDED)
    office.do(ended, "marc")
    office.do(OpenProcedure(person, "Carte grise"), "marc")
    found = counted(office)
    assert (found.uses, found.uses_anonymous, found.uses_helped) == (2, 1, 0)
    assert found.ended == {
        ProcedureState.SUCCEEDED: 1, ProcedureState.REFUSED: 0, ProcedureState.DROPPED: 0,
    }  # fmt: skip


def test_what_goes_to_la_coop_names_nobody_and_holds_the_sessions_of_the_platform(office: Office) -> None:
    person = office.person("Zyxwvut", first_name="Qsdfgh")
    office.do(RecordVisit(persons=(person,)))
    office.do(RecordHelp(Help(EMAIL, person_id=person)), "marc")
    session = office.session(at(8), title="Tablette", platform="digital", account_id=office.id("marc"))
    other = office.session(at(8), title="Mon budget")
    empty = office.session(at(8), title="Vide", platform="digital", account_id=office.id("marc"))
    for one in (session, other):
        office.do(Enrol(one, person))
        office.do(MarkAttendance(one, person, Attendance.PRESENT))
    office.do(Enrol(empty, person))
    rows = coop(office)
    assert [(row["type"], row["titre_atelier"], row["accompagnements"]) for row in rows] == [
        ("collectif", "Tablette", "1"),
        ("individuel", "", "1"),
    ]
    assert "yxw" not in str(rows).lower()
    assert "qsd" not in str(rows).lower()


def test_a_session_goes_to_la_coop_with_its_theme_and_who_was_counted_without_a_name_once_closed(
    office: Office,
) -> None:
    person = office.person()
    session = office.session(
        at(8), title="Tablette", platform="digital", account_id=office.id("marc"), theme=Theme.MATERIAL.value
    )
    office.do(Enrol(session, person))
    office.do(MarkAttendance(session, person, Attendance.PRESENT))
    unknown = (Axis.SEX, Axis.AGE, Axis.STATUS)
    office.do(CountUnnamed(session, 2, tuple(UnnamedCount(axis, UnnamedCode.UNKNOWN, 2) for axis in unknown)))
    (row,) = coop(office)
    assert (row["thematiques"], row["accompagnements"]) == ("prendre_en_main_du_materiel", "1")
    office.do(CloseSession(session))
    assert coop(office)[0]["accompagnements"] == "3"


def test_a_theme_of_a_later_version_is_left_out_and_the_help_still_counts(office: Office) -> None:
    made = office.do(RecordHelp(Help(EMAIL)), "marc").made[0]

    def age(connection: Connection) -> None:
        table = digital.digital_help
        connection.execute(update(table).where(table.c.id == made).values(themes='["email", "metavers"]'))

    assert office.desk.door.file is not None
    office.desk.door.file.writer.run(age).result()
    assert coop(office)[0]["thematiques"] == "email"
    assert (counted(office).helps, counted(office).by_theme[Theme.EMAIL]) == (1, 1)


def test_a_period_that_ends_before_it_begins_is_refused(office: Office) -> None:
    for request in (CoopRows(JUNE[1], JUNE[0]), DigitalPeriod(JUNE[1], JUNE[0])):
        with pytest.raises(Refusal, match="finit avant de commencer"):
            office.ask(request, "marc")
