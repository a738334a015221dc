"""The events of every platform in one line, and what each role finds in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from ceis_desk.access.model import Group
from ceis_desk.agenda.gestures import BookAppointment, SetOutcome
from ceis_desk.agenda.model import Outcome
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.store import Change, Lane
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import seal_payload
from ceis_desk.data.schema import agenda, digital, employment, partners, sealed
from ceis_desk.data.write import Tx
from ceis_desk.notes.gestures import SignNote
from ceis_desk.parcours.gestures import EndParcours, HandOver, MarkItem
from ceis_desk.parcours.model import Event, EventKind, FreinLevel, FreinMoment, ItemState, WayOfPerson
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.parcours.rules import coming
from ceis_desk.people.gestures import MergePersons
from ceis_desk.platforms.budget.gestures import OpenCase
from ceis_desk.platforms.budget.model import CaseKind, Member, Source
from ceis_desk.platforms.employment.places import FIRST_SITES, FIRST_TRADES
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from tests.data.parcours.team import CLAIRE, INES, LEA, MARC, PAUL, REACHED, Team
from tests.data.stores import STAMP, counted
from tests.scenarios.agents import TODAY

BUDGET_CANARY, SOCIAL_CANARY = "canari du budget", "canari de Léa"
NOTE_CANARY, CONTRACT_CANARY, RESTRICTED_CANARY = "canari de la note", "Canari EHPAD", "canari réservé"
SENSITIVE_CANARY, HEALTH_CANARY = "Canari Accueil de nuit", "canari de santé"
CANARIES = (
    BUDGET_CANARY,
    SOCIAL_CANARY,
    NOTE_CANARY,
    CONTRACT_CANARY,
    RESTRICTED_CANARY,
    SENSITIVE_CANARY,
    HEALTH_CANARY,
)
READS = {
    LEA: {SOCIAL_CANARY, CONTRACT_CANARY},
    PAUL: {CONTRACT_CANARY},
    MARC: set[str](),
    INES: set[str](),
    CLAIRE: {BUDGET_CANARY, NOTE_CANARY},
}


def put(team: Team, *rows: tuple[Any, dict[str, Any]], person_id: Id | None = None) -> None:
    """Rows of the platforms as their rooms write them, of that person."""
    store: Any = team.day.desk.enter("helene").store

    def work(connection: Connection) -> None:
        for table, values in rows:
            named = {"person_id": person_id or team.person_id} if "person_id" in table.c else {}
            connection.execute(insert(table).values(**{"id": new_id(), **STAMP, **named, **values}))

    store.file.writer.run(work).result()


def at(day: dt.date, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour))


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def of(way: WayOfPerson, kind: EventKind) -> list[Event]:
    return [one for one in way.events if one.kind is kind]


def said(way: WayOfPerson) -> str:
    return " | ".join(f"{one.words} {one.detail} {one.with_name} {one.reserved}" for one in way.events)


def everything(team: Team) -> None:
    """Something of every platform, with canary words in what is not for everybody."""
    team.open()
    book(team, "budget", CLAIRE, BUDGET_CANARY)
    book(team, "employment", LEA, SOCIAL_CANARY)
    team.frein("childcare", FreinLevel.BLOCKING)
    team.restricted(words=RESTRICTED_CANARY)
    member = Member("BENALI Samira", 1984, adult=True, person_id=team.person_id)
    case = OpenCase(team.person_id, CaseKind.CURATIVE, Source.CAF, (member,))
    case_id = team.do(case, CLAIRE).made[0]
    team.do(SignNote(case_id, Group.BUDGET, NOTE_CANARY, TODAY, 45), CLAIRE)
    night, ward = new_id(), new_id()
    put(
        team,
        (employment.place, {"id": ward, "kind": "pec", "name": CONTRACT_CANARY}),
        (employment.contract, {"place_id": ward, "terms": "pec", "first": days(-30)}),
        (partners.partner, {"id": night, "name": SENSITIVE_CANARY, "sensitive": True}),
        (partners.referral, {"partner_id": None, "day": days(-9)}),
    )
    keep_health_fact(team)


def book(team: Team, platform: str, login: str, subject: str) -> Id:
    account = team.agent(login).id
    gesture = BookAppointment(team.person_id, account, platform, at(days(7)), 45, subject=subject, anyway=True)
    return team.do(gesture, login).made[0]


def keep_health_fact(team: Team) -> None:
    row_id = new_id()

    def work(tx: Tx) -> Change:
        payload = {"person_id": team.person_id.hex, "day": TODAY.isoformat(), "words": HEALTH_CANARY}
        place = Place("health_fact", row_id, "sealed")
        tx.put(sealed.health_fact, row_id, sealed=seal_payload(tx, Group.HEALTH, payload, place))
        return Change()

    store: Any = team.agent(INES).desk.enter(INES).store
    store.write(work).result()


@pytest.mark.parametrize("login", [LEA, PAUL, MARC, INES, CLAIRE])
def test_each_role_finds_the_words_that_it_may_read_and_no_other(team: Team, login: str) -> None:
    everything(team)
    words = said(team.way(login))
    assert {canary for canary in CANARIES if canary in words} == READS[login]


@pytest.mark.parametrize(
    ("kind", "readers"),
    [
        (EventKind.CASE, {CLAIRE}),
        (EventKind.HEALTH, {INES}),
        (EventKind.CONTRACT, {LEA, PAUL}),
        (EventKind.APPOINTMENT, {LEA, PAUL, MARC, INES, CLAIRE}),
        (EventKind.FREIN, {LEA, PAUL, MARC, INES, CLAIRE}),
    ],
)
def test_what_a_role_may_not_know_of_is_not_in_its_line(team: Team, kind: EventKind, readers: set[str]) -> None:
    everything(team)
    assert {login for login in READS if of(team.way(login), kind)} == readers


def test_a_subject_that_is_for_others_says_for_whom(team: Team) -> None:
    everything(team)
    assert {(one.platform, one.detail, one.reserved) for one in of(team.way(MARC), EventKind.APPOINTMENT)} == {
        ("budget", "", "Réservé aux conseillères"),
        ("employment", "", "Réservé à la personne qui reçoit"),
    }


def test_a_restricted_frein_is_in_no_line_not_even_its_authors(team: Team) -> None:
    everything(team)
    assert [one.words for one in of(team.way(LEA), EventKind.FREIN)] == ["Frein repéré\u00a0: Garde des enfants"]


def test_visits_tell_their_motifs_and_who_received(team: Team) -> None:
    motifs = tuple(MotifChoice(team.day.motif(label)) for label in ("Démarche en ligne", "Logement"))
    team.day.do(RecordVisit((team.person_id,), motifs=motifs))
    (visit,) = of(team.way(), EventKind.VISIT)
    assert (visit.platform, visit.words, visit.planned) == ("reception", "Passage à l’accueil", False)
    assert visit.detail == "Démarche en ligne, Logement"


def test_an_appointment_is_planned_until_its_hour_and_then_says_what_became_of_it(team: Team) -> None:
    appointment = book(team, "employment", LEA, "")
    (event,) = of(team.way(), EventKind.APPOINTMENT)
    assert (event.planned, event.words, event.with_name) == (True, "Rendez-vous emploi, 45 min", "Léa Bastide")
    team.day.at(9, day=days(8))
    assert not of(team.way(), EventKind.APPOINTMENT)[0].planned
    team.do(SetOutcome(appointment, Outcome.NO_SHOW))
    assert of(team.way(), EventKind.APPOINTMENT)[0].words == "Rendez-vous emploi, absence sans prévenir"


def test_sessions_tell_enrolment_to_come_and_absence(team: Team) -> None:
    past, coming_one, left = new_id(), new_id(), new_id()
    told = {past: ("Initiation", days(-5)), coming_one: ("Atelier CV", days(7)), left: ("Yoga", days(8))}
    rows = [
        (agenda.session, {"id": one, "title": title, "platform": "digital", "starts_at": at(day), "day": day})
        for one, (title, day) in told.items()
    ]
    states = {past: "absent", coming_one: "enrolled", left: "withdrawn"}
    rolls = [
        (agenda.attendance, {"id": code_id("attendance", one), "session_id": one, "state": state})
        for one, state in states.items()
    ]
    put(team, *rows, *rolls)
    assert [(one.words, one.detail, one.planned) for one in of(team.way(), EventKind.SESSION)] == [
        ("Initiation", "absent", False),
        ("Atelier CV", "", True),
    ]


def test_groups_and_contracts_are_stretches_of_days(team: Team) -> None:
    cohort = new_id()
    put(
        team,
        (employment.cohort, {"id": cohort, "name": "groupe de printemps", "first": days(-100), "last": days(-20)}),
        # Two records that were merged since joined apart.
        (employment.cohort_member, {"cohort_id": cohort, "joined_on": days(-98)}),
        (employment.cohort_member, {"cohort_id": cohort, "joined_on": days(-99), "left_on": days(-90)}),
        (
            employment.contract,
            {"place_id": FIRST_TRADES[3].id, "terms": "cddi", "first": days(7), "last": days(187)},
        ),
        (employment.contract, {"place_id": FIRST_SITES[2].id, "terms": "pec", "first": days(200)}),
    )
    way = team.way()
    (group,) = of(way, EventKind.GROUP)
    contract, second = of(way, EventKind.CONTRACT)
    assert (group.words, group.at.date(), group.ends, group.lasts, group.planned) == (
        "Unis’Vers, groupe de printemps",
        days(-98),
        days(-20),
        True,
        False,
    )
    assert (contract.words, contract.ends, contract.planned) == (
        "Chantier d’insertion, Cuisinier",
        days(187),
        True,
    )
    assert (second.words, second.at.date()) == ("PEC, Les Tamaris", days(200))


def test_the_digital_space_tells_help_posts_and_procedures(team: Team) -> None:
    put(
        team,
        (digital.digital_help, {"at": at(days(-3)), "day": days(-3), "minutes": 30}),
        (digital.post_use, {"post": "3", "started_at": at(days(-2))}),
        (digital.post_use, {"post": "", "kind": "wait", "started_at": at(days(-2))}),
        (digital.procedure, {"label": "Déclaration CAF", "opened_on": days(-1), "due": days(10)}),
        (digital.procedure, {"label": "Permis", "opened_on": days(0), "due": days(9), "state": "dropped"}),
    )
    told = [(one.kind, one.words, one.planned) for one in team.way().events]
    assert told == [
        (EventKind.HELP, "Aide numérique, 30 min", False),
        (EventKind.POST, "Ordinateur en libre accès", False),
        (EventKind.PROCEDURE, "Déclaration CAF", False),
        (EventKind.PROCEDURE, "Permis", False),
        (EventKind.PROCEDURE, "À suivre\u00a0: Déclaration CAF", True),
    ]


def test_referrals_name_a_partner_in_and_out_and_projects_their_title(team: Team) -> None:
    mission, project = new_id(), new_id()
    put(
        team,
        (partners.partner, {"id": mission, "name": "Mission locale"}),
        (partners.referral, {"partner_id": mission, "day": days(-9)}),
        (partners.referral, {"partner_id": mission, "day": days(-8), "direction": "in"}),
        (partners.referral, {"partner_id": None, "day": days(-7)}),
        (partners.project, {"id": project, "title": "Jardin partagé", "opened_on": days(-60)}),
        (partners.project_part, {"project_id": project, "kind": "carrier", "day": days(-6)}),
        (partners.project_part, {"project_id": project, "kind": "participant", "day": days(-4)}),
    )
    assert [one.words for one in team.way().events] == [
        "Orientation vers Mission locale",
        "Orientation par Mission locale",
        "Orientation vers un partenaire",
        "Projet «\u00a0Jardin partagé\u00a0»",
    ]


def test_the_parcours_tells_its_own_events(team: Team) -> None:
    team.open()
    objective = team.item("Garde des enfants")
    team.item("Permis", due=days(30))
    team.frein("childcare", FreinLevel.BLOCKING)
    team.frein("childcare", FreinLevel.LIFTED, TODAY, FreinMoment.REVIEW)
    team.do(MarkItem(objective.id, ItemState.DONE))
    team.do(HandOver(team.now.id, team.agent(PAUL).id, TODAY))
    team.do(EndParcours(team.now.id, team.now.clock, TODAY, REACHED))
    assert {(one.words, one.with_name) for one in team.way().events if not one.planned} == {
        ("Entrée dans le parcours", ""),
        ("Frein repéré\u00a0: Garde des enfants", "Léa Bastide"),
        ("Frein levé\u00a0: Garde des enfants", "Léa Bastide"),
        ("Objectif fixé\u00a0: Garde des enfants", ""),
        ("Objectif fixé\u00a0: Permis", ""),
        ("Objectif atteint\u00a0: Garde des enfants", ""),
        ("Relais du parcours", "Paul Henry"),
        ("Sortie du parcours\u00a0: objectifs atteints", ""),
    }
    assert [one.words for one in coming(team.way().events, at(TODAY, 9))] == ["Permis"]


def test_the_line_of_a_merged_record_is_hers(team: Team) -> None:
    other = team.day.person("Benali-Morel")
    put(team, (digital.post_use, {"post": "3", "started_at": at(days(-2))}), person_id=other)
    team.do(MergePersons(other, team.person_id))
    assert len(of(team.way(), EventKind.POST)) == 1


def test_the_line_is_in_the_order_of_time(team: Team) -> None:
    everything(team)
    moments = [one.at for one in team.way(CLAIRE).events]
    assert moments == sorted(moments)
    assert len(moments) > 5


def test_more_events_cost_no_more_statements(team: Team) -> None:
    everything(team)
    few = statements(team)
    put(team, *((digital.post_use, {"post": "3", "started_at": at(days(-number))}) for number in range(1, 60)))
    for title in ("Un", "Deux", "Trois"):
        team.item(title)
    for code in ("money", "health", "mobility"):
        team.frein(code, FreinLevel.WATCH)
    assert statements(team) == few


def statements(team: Team) -> int:
    store: Any = team.agent(LEA).desk.enter(LEA).store
    store.ask(ReadWay(team.person_id)).result()
    connection: Any = store.file.lanes[Lane.READ].run(lambda one: one).result()
    with counted(connection) as found:
        store.ask(ReadWay(team.person_id)).result()
    return len(found)
