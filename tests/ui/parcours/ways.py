"""The invented way of Mme BENALI through four platforms, as the store would give it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ceis_desk.parcours.model import (
    Doer,
    Event,
    EventKind,
    ExitOutcome,
    Frein,
    FreinLevel,
    FreinMoment,
    FreinReading,
    Item,
    ItemKind,
    ItemState,
    Parcours,
    ParcoursState,
    Referent,
    WayOfPerson,
)
from ceis_desk.partners.model import Direction, FollowUp, Referral
from tests.ui.people.files import CLAIRE, LEA, MARC, NOW, SAMIRA, ident

YEAR = NOW.year


def day(number: int, month: int, year: int = YEAR) -> dt.date:
    return dt.date(year, month, number)


def moment(number: int, month: int, hour: int = 9, minute: int = 30) -> dt.datetime:
    return dt.datetime(YEAR, month, number, hour, minute)


def visit(number: int, month: int, words: str = "Accès aux droits") -> Event:
    return Event(ident(f"visit {number}/{month}"), EventKind.VISIT, "reception", moment(number, month), words)


def stretch(
    name: str, kind: EventKind, platform: str, first: dt.date, last: dt.date | None, words: str, **more: object
) -> Event:
    at = dt.datetime.combine(first, dt.time())
    return replace(Event(ident(name), kind, platform, at, words, last, lasts=True), **more)  # type: ignore[arg-type]  # fields of an event


GROUP = stretch(
    "unis vers", EventKind.GROUP, "employment", day(6, 3), day(28, 5), "Unis’Vers, groupe de printemps",
    with_name="Marc Vidal", detail="A présenté son projet devant 12 personnes",
)  # fmt: skip
CASE = stretch(
    "case", EventKind.CASE, "budget", day(12, 3), day(12, 7), "Accompagnement budget, Claire Fabre",
    with_name="Claire Fabre",
)  # fmt: skip
INTERVIEW = Event(
    ident("interview"), EventKind.APPOINTMENT, "budget", moment(11, 6, 10), "Entretien budget, 45 min",
    with_name="Claire Fabre", detail="plan d’apurement accepté par le bailleur", reserved="Réservé aux conseillères",
)  # fmt: skip
NEXT = Event(
    ident("a1"), EventKind.APPOINTMENT, "budget", moment(18, 6, 10, 45), "Budget", planned=True,
    with_name="Claire Fabre",
)  # fmt: skip
WORKSHOP = Event(
    ident("cv"), EventKind.SESSION, "employment", moment(25, 6, 14, 0), "Atelier CV", planned=True,
    with_name="Marc Vidal",
)  # fmt: skip
TO_DO = Event(
    ident("s2"), EventKind.OBJECTIVE, "", dt.datetime.combine(day(1, 7), dt.time()), "Immersion aide à domicile",
    planned=True, with_name="Mission locale",
)  # fmt: skip
PREVENTION = Event(
    ident("prevention"), EventKind.HEALTH, "health", moment(17, 4, 14), "Prévention", reserved="Réservé à la santé"
)
CONTRACT = stretch("cv", EventKind.CONTRACT, "employment", day(24, 6), day(25, 8), "CV, aide à domicile", planned=True)
PROCEDURE = stretch(
    "caf", EventKind.PROCEDURE, "digital", day(2, 5), day(4, 6), "Démarches CAF", with_name="Marc Vidal",
    detail="Déclaration trimestrielle faite avec elle",
)  # fmt: skip
SENT = Event(ident("sent"), EventKind.REFERRAL, "reception", moment(3, 5), "Orientation vers Mission locale")
REFERRAL = Referral(
    ident("sent"), 1, SAMIRA, "Mme", "BENALI", "Samira", Direction.OUT, day(3, 5), ident("partner"),
    "Mission locale", "", "", "", "Marc Vidal", FollowUp(), "une immersion",
)  # fmt: skip
GARDEN = Event(ident("garden"), EventKind.PROJECT, "reception", moment(4, 5), "Projet «\u00a0Jardin partagé\u00a0»")
EVENTS = (
    visit(4, 2, "Premier accueil"),
    visit(15, 2),
    visit(1, 3),
    visit(22, 4),
    visit(10, 5),
    visit(11, 6, "Rendez-vous budget"),
    visit(18, 6),
    GROUP,
    CONTRACT,
    stretch("initiation", EventKind.SESSION, "digital", day(13, 2), day(12, 3), "Initiation"),
    PROCEDURE,
    CASE,
    stretch("review", EventKind.CASE, "budget", day(15, 7), day(18, 8), "bilan à 6 mois", planned=True),
    PREVENTION,
    Event(ident("prevention 2"), EventKind.HEALTH, "health", moment(7, 7), "Prévention", planned=True),
    INTERVIEW,
    NEXT,
    WORKSHOP,
    TO_DO,
)  # fmt: skip

_READINGS = (
    FreinReading(ident("r1"), day(4, 2), FreinMoment.ENTRY, FreinLevel.BLOCKING, "Léa Bastide"),
    FreinReading(ident("r2"), day(6, 5), FreinMoment.REVIEW, FreinLevel.LIFTED, "Léa Bastide"),
)
CHILDCARE = Frein(ident("childcare"), 3, "childcare", _READINGS)
MOBILITY = Frein(
    ident("mobility"), 4, "mobility",
    (FreinReading(ident("r3"), day(4, 2), FreinMoment.ENTRY, FreinLevel.WATCH, "Léa Bastide"),),
)  # fmt: skip
VIOLENCE = Frein(
    ident("violence"), 5, "violence",
    (FreinReading(ident("r4"), day(4, 2), FreinMoment.ENTRY, FreinLevel.WATCH, "Léa Bastide"),),
    restricted=True, words="CANARI-GLAIEUL", readers=(LEA, CLAIRE),
)  # fmt: skip


def item(name: str, kind: ItemKind, title: str, state: ItemState, **more: object) -> Item:
    base = Item(ident(name), 6, ident("parcours"), kind, title, state, day(4, 6))
    return replace(base, **more)  # type: ignore[arg-type]  # fields of an item


CHILDREN = item(
    "o1", ItemKind.OBJECTIVE, "Garde des enfants", ItemState.DONE, frein_id=CHILDCARE.id, position=0
)  # fmt: skip
RENT = item(
    "o3", ItemKind.OBJECTIVE, "Dette de loyer", ItemState.DOING, platform="budget", parts=5, done=3, position=2
)  # fmt: skip
WORK = item("o4", ItemKind.OBJECTIVE, "Retour à l’emploi", ItemState.DOING, platform="employment", position=3)
LICENCE = item("o5", ItemKind.OBJECTIVE, "Permis de conduire", ItemState.PLANNED, position=4)
CV = item(
    "s1", ItemKind.STEP, "Écrire le CV", ItemState.DONE, parent_id=WORK.id, who=Doer.PROFESSIONAL, account_id=MARC,
    account_name="Marc Vidal", position=0,
)  # fmt: skip
TRIAL = item(
    "s2", ItemKind.STEP, "Immersion aide à domicile", ItemState.PLANNED, parent_id=WORK.id, who=Doer.PARTNER,
    partner_id=ident("mission"), partner_name="Mission locale", due=day(1, 7), position=1,
)  # fmt: skip
CALL = item("a1", ItemKind.ACTION, "Appeler l’agence", ItemState.PLANNED, parent_id=TRIAL.id, due=day(10, 6))
PARCOURS = Parcours(
    ident("parcours"),
    9,
    SAMIRA,
    day(4, 2),
    "France Travail",
    ParcoursState.ACTIVE,
    day(4, 2),
    "",
    ExitOutcome.NONE,
    (
        Referent(ident("f1"), 2, CLAIRE, "Claire Fabre", day(12, 3), None, main=True),
        Referent(ident("f2"), 2, LEA, "Léa Bastide", day(4, 2), None, main=False),
    ),
    (
        CHILDREN,
        item("o2", ItemKind.OBJECTIVE, "Droits CAF à jour", ItemState.DONE, platform="digital", position=1),
        RENT,
        WORK,
        LICENCE,
        CV,
        TRIAL,
        CALL,
    ),
    (CHILDCARE, MOBILITY, VIOLENCE),
)
WAY = WayOfPerson(SAMIRA, PARCOURS, (), tuple(sorted(EVENTS, key=lambda one: one.at)))
NONE_YET = WayOfPerson(SAMIRA, None, (), (visit(4, 2), visit(15, 2)))
FORMER = replace(
    PARCOURS, id=ident("former"), state=ParcoursState.CLOSED, state_on=day(4, 2, 2018), opened_on=day(6, 3, 2017),
    outcome=ExitOutcome.REACHED, items=(), freins=(), referents=(),
)  # fmt: skip


def long_way(count: int = 500) -> WayOfPerson:
    """A way of many events on every platform, over three years."""
    platforms = ("reception", "employment", "digital", "budget", "health")
    first = dt.datetime(2016, 7, 1, 9, 0)
    events = tuple(
        Event(ident(f"long {at}"), EventKind.VISIT, platforms[at % 5], first + dt.timedelta(days=at * 2), "Passage")
        for at in range(count)
    )
    return replace(WAY, events=events)
