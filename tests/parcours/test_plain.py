"""The page of the person herself: every sentence short and plain, and nothing in it that must not lie on a table."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ceis_desk.core.ids import new_id
from ceis_desk.parcours.freins import FREINS
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
from ceis_desk.parcours.plain import (
    CLOSING,
    MOST_DONE,
    MOST_HELPERS,
    MOST_NEXT,
    MOST_UNDER_WAY,
    NOTHING_NEXT,
    Around,
    PlainWay,
    plain_way,
)
from ceis_desk.parcours.plain_words import LONGEST, sayable, words_of
from ceis_desk.platforms import PLATFORMS

NOW = dt.datetime(2019, 6, 18, 10, 42)
TODAY = NOW.date()
LOOKS = {one.code: (one.label, one.icon) for one in PLATFORMS}
AROUND = Around(NOW, LOOKS, "04 65 71 00 10")
PERSON, LEA, CLAIRE, MARC = (new_id() for _ in range(4))
CANARY = "CANARIGLAIEUL"
SHORT_FORM = re.compile(r"\b[A-Z]{2,}\b")
JARGON = re.compile(r"\b(freins?|bilan|diagnostic|référent|dispositif|insertion|orientation|levé)\b", re.IGNORECASE)


def day(number: int, month: int = 6) -> dt.date:
    return dt.date(2019, month, number)


def event(kind: EventKind, at: dt.datetime, platform: str = "", **more: object) -> Event:
    base = Event(new_id(), kind, platform, at, "Titre", planned=at > NOW)
    return dataclasses.replace(base, **more)  # type: ignore[arg-type]  # fields of an event


def goal(title: str, state: ItemState = ItemState.DOING, **more: object) -> Item:
    base = Item(new_id(), 1, PERSON, ItemKind.OBJECTIVE, title, state, day(4))
    return dataclasses.replace(base, **more)  # type: ignore[arg-type]  # fields of an item


def frein(code: str, level: FreinLevel = FreinLevel.LIFTED, *, restricted: bool = False) -> Frein:
    reading = FreinReading(new_id(), day(4), FreinMoment.REVIEW, level)
    return Frein(new_id(), 1, code, (reading,), restricted, CANARY if restricted else "")


def parcours(
    *items: Item,
    freins: tuple[Frein, ...] = (),
    state: ParcoursState = ParcoursState.ACTIVE,
    referent: str = "Léa Roux",
) -> Parcours:
    followers = (Referent(new_id(), 1, LEA, referent, day(4, 2), None, main=True),)
    return Parcours(
        new_id(), 1, PERSON, day(4, 2), CANARY, state, day(4), CANARY, ExitOutcome.NONE, followers, items, freins
    )


def told(current: Parcours | None = None, *events: Event, around: Around = AROUND, past: int = 0) -> PlainWay:
    former = tuple(parcours(state=ParcoursState.CLOSED) for _ in range(past))
    return plain_way(WayOfPerson(PERSON, current, former, events), around)


def sentences(plain: PlainWay) -> list[str]:
    return [sentence for line in (*plain.today, *plain.coming) for sentence in line.sentences]


def now_said(*items: Item, **more: object) -> list[str]:
    lines = told(parcours(*items, **more)).today  # type: ignore[arg-type]  # fields of a parcours
    return [sentence for line in lines for sentence in line.sentences]


def next_said(one: Event, *items: Item, around: Around = AROUND) -> tuple[str, ...]:
    line = told(parcours(*items), one, around=around).coming[0]
    return (line.when, *line.sentences)


def test_what_is_done_is_said_as_a_finished_fact() -> None:
    rights, child = frein("rights"), frein("childcare")
    caf = goal("Droits CAF à jour", ItemState.DONE, frein_id=rights.id, platform="digital")
    assert now_said(caf, freins=(child, rights)) == [
        "La garde de vos enfants est trouvée.",
        "Vos droits à la CAF sont à jour.",
    ]


def test_an_objective_that_lifts_nothing_is_said_by_its_title() -> None:
    assert now_said(goal("Permis de conduire", ItemState.DONE)) == [
        "Vous avez atteint un but\u00a0: permis de conduire."
    ]
    assert now_said(goal("Retour à l’emploi", ItemState.DONE, platform="employment")) == ["Vous avez trouvé un emploi."]


def test_what_goes_on_stands_behind_the_picture_of_its_platform() -> None:
    lines = told(parcours(goal("Dette de loyer", platform="budget"), goal("Retour à l’emploi", platform="employment")))
    assert [(line.icon, line.sentences) for line in lines.today] == [
        ("briefcase", ("Vous cherchez un emploi.",)),
        ("pig", ("Vous travaillez sur votre budget.",)),
    ]


def test_a_group_is_said_while_it_lasts_and_once_it_is_over() -> None:
    begun = dt.datetime(2019, 3, 6)
    group = event(EventKind.GROUP, begun, "employment", ends=day(28, 5), lasts=True)
    assert sentences(told(parcours(), group))[0] == "Vous avez fini le groupe Unis’Vers."
    going = dataclasses.replace(group, ends=day(28, 7))
    assert sentences(told(parcours(), going))[0] == "Vous participez au groupe Unis’Vers."


@pytest.mark.parametrize(
    ("platform", "said"),
    [
        ("budget", "Vous parlez de votre budget avec Claire Fabre."),
        ("employment", "Vous parlez d’emploi avec Claire Fabre."),
        ("digital", "Vous utilisez l’ordinateur avec Claire Fabre."),
        ("health", "Vous avez rendez-vous avec Claire Fabre."),
        ("reception", "Vous avez rendez-vous avec Claire Fabre."),
        ("housing", "Vous avez rendez-vous avec Claire Fabre."),
    ],
)
def test_an_appointment_has_its_day_written_out(platform: str, said: str) -> None:
    at = dt.datetime(2019, 7, 9, 10, 45)
    one = event(EventKind.APPOINTMENT, at, platform, with_name="Claire Fabre", detail=CANARY, reserved="Réservé")
    assert next_said(one) == ("Mardi 9 juillet 2019 à 10\u00a0h\u00a045", said)


def test_an_appointment_of_health_bears_no_picture_of_health() -> None:
    at = dt.datetime(2019, 7, 1, 9)
    for kind in (EventKind.APPOINTMENT, EventKind.SESSION):
        line = told(parcours(), event(kind, at, "health", words="Dépistage du diabète")).coming[0]
        assert line.icon == "message"
        assert "diab" not in repr(line).lower()
        assert line.when == "Lundi 1er juillet 2019 à 9\u00a0h"


def test_a_workshop_is_named_when_its_title_is_plain() -> None:
    at = dt.datetime(2019, 6, 25, 14)
    said = [next_said(event(EventKind.SESSION, at, "employment", words=words))[1] for words in
            ("Atelier CV", "Café des parents", "Unis’Vers", "Atelier PCB niv. 2")]  # fmt: skip
    assert said == [
        "Vous venez à l’atelier CV.",
        "Vous venez à l’atelier\u00a0: café des parents.",
        "Vous venez au groupe Unis’Vers.",
        "Vous venez à un atelier.",
    ]


def due(title: str, **more: object) -> tuple[Event, Item]:
    item = goal(title, ItemState.PLANNED, kind=ItemKind.STEP, due=day(25), **more)
    return event(EventKind.OBJECTIVE, dt.datetime(2019, 6, 25), words=title, row_id=item.id), item


def test_a_step_says_before_which_day_and_who_helps() -> None:
    step, item = due("CV, aide à domicile", account_name="Marc Vidal", who=Doer.PROFESSIONAL)
    assert next_said(step, item) == ("Avant le mardi 25 juin 2019", "Marc Vidal vous aide\u00a0: CV, aide à domicile.")
    step, item = due("Acheter un ticket de tramway")
    assert next_said(step, item)[1] == "Vous avez une chose à faire\u00a0: acheter un ticket de tramway."


def test_nobody_promises_a_call_to_somebody_who_must_not_be_called() -> None:
    step, item = due("Bilan à 6 mois", account_name="Claire Fabre", platform="budget")
    looking = "Nous regardons ensemble ce qui a changé."
    assert next_said(step, item)[1:] == (looking, "Claire Fabre vous appelle pour choisir la date.")
    quiet = dataclasses.replace(AROUND, no_call=True)
    assert next_said(step, item, around=quiet)[1:] == (looking, "Demandez la date à Claire Fabre.")


def test_who_helps_ends_with_the_reception_and_its_public_number() -> None:
    met = event(EventKind.APPOINTMENT, dt.datetime(2019, 6, 25, 14), "employment", with_name="Marc Vidal")
    digital = event(EventKind.HELP, dt.datetime(2019, 5, 2), "digital", with_name="Marc Vidal")
    step = goal("Immersion", ItemState.PLANNED, partner_name="Mission locale")
    helpers = told(parcours(step), digital, met).helpers
    assert [(one.name, one.what, one.phone) for one in helpers] == [
        ("Léa Roux", "votre parcours", ""),
        ("Marc Vidal", "l’emploi, le numérique", ""),
        ("Mission locale", "immersion", ""),
        ("L’accueil", "toutes vos questions", "04 65 71 00 10"),
    ]


def test_a_new_platform_is_said_by_its_label() -> None:
    with_housing = dataclasses.replace(AROUND, platforms={**LOOKS, "housing": ("Logement", "home")})
    flat = goal("Trouver un studio", platform="housing")
    met = event(EventKind.APPOINTMENT, dt.datetime(2019, 6, 25, 14), "housing", with_name="Marc Vidal")
    plain = told(parcours(flat), met, around=with_housing)
    assert [(one.icon, one.sentences) for one in plain.today] == [
        ("home", ("Vous avancez vers un but\u00a0: trouver un studio.",))
    ]
    assert ("Marc Vidal", "logement") in {(one.name, one.what) for one in plain.helpers}


def test_a_parcours_that_waits_ended_or_never_began_is_said_so() -> None:
    assert sentences(told(parcours(state=ParcoursState.SUSPENDED)))[0] == "Votre parcours est en pause."
    assert sentences(told(None, past=1))[0] == "Votre parcours est terminé."
    assert sentences(told(None))[0] == "Votre parcours n’a pas encore commencé."
    assert sentences(told(parcours())) == ["Votre parcours commence.", NOTHING_NEXT]


@pytest.mark.parametrize(
    "title",
    [
        "Dette de loyer de 212 €",
        "Plainte après les violences",
        "Suivi psychologique",
        "Sortie de prison",
        "Dossier RSA à l’ASP",
        "RDV CPAM",
        "Arrêt de l’alcool",
        "Réduire de 30 %",
        "Bilan de compétences",
        "Ses enfants à l’école",
        "Un titre si long que plus personne ne le lit jusqu’au bout ici",
        "…",
    ],
)
def test_a_title_that_says_too_much_is_not_said(title: str) -> None:
    assert sayable(title) == ""
    said = " ".join(now_said(goal(title), goal(title, ItemState.DONE)))
    assert title[:5] not in said


@pytest.mark.parametrize(
    "title", ["Permis de conduire", "CV, aide à domicile", "Dossier CAF complet", "Aide-cuisinière"]
)
def test_an_ordinary_title_is_said(title: str) -> None:
    assert sayable(title).casefold() == title.casefold()


def test_a_restricted_frein_a_reason_and_a_detail_are_never_said() -> None:
    secret = frein("violence", restricted=True)
    health = (
        event(EventKind.HEALTH, dt.datetime(2019, 6, 3), "health", words=CANARY),
        event(EventKind.HEALTH, dt.datetime(2019, 7, 3), "health", words=CANARY),
    )
    case = event(EventKind.CASE, dt.datetime(2019, 6, 3), "budget", words=CANARY, detail=CANARY, reserved="Réservé")
    visit = event(EventKind.VISIT, dt.datetime(2019, 6, 3), "reception", words=CANARY, detail=CANARY)
    procedure = event(EventKind.PROCEDURE, dt.datetime(2019, 7, 3), "digital", words=CANARY, detail=CANARY)
    objectives = (goal(CANARY, platform="health"), goal(CANARY, platform="budget"), goal(CANARY, platform="digital"))
    done = tuple(dataclasses.replace(one, id=new_id(), state=ItemState.DONE) for one in objectives)
    plain = told(parcours(*objectives, *done, freins=(secret, frein("health"))), *health, case, visit, procedure)
    assert CANARY.lower() not in repr(plain).lower()
    assert "santé" not in repr(plain)


NAMES = some.sampled_from(
    ["Léa Roux", "", "X" * 90, "Anne-Marie de la Tour du Pin Chambly et de Charce", "مرحبا", "\n"]
)
TITLES = some.one_of(
    some.text(max_size=80), some.sampled_from(["Retour à l’emploi", "Bilan", "CV", "Dette", "A b c d e f"])
)
MOMENTS = some.datetimes(dt.datetime(2019, 1, 1), dt.datetime(2020, 1, 1))
CODES = some.sampled_from(["", "employment", "digital", "budget", "health", "reception", "housing"])


@some.composite
def ways(draw: some.DrawFn) -> WayOfPerson:
    items = draw(some.lists(some.builds(
        Item, some.builds(new_id), some.just(1), some.just(PERSON), some.sampled_from(ItemKind), TITLES,
        some.sampled_from(ItemState), some.just(day(4)), platform=CODES, account_name=NAMES, partner_name=NAMES,
        who=some.sampled_from(Doer)), max_size=6))  # fmt: skip
    freins = draw(some.lists(some.builds(frein, some.sampled_from([one.code for one in FREINS]),
                                         some.sampled_from(FreinLevel)), max_size=5))  # fmt: skip
    events = draw(some.lists(some.builds(event, some.sampled_from(EventKind), MOMENTS, CODES, words=TITLES,
                                         with_name=NAMES, detail=some.just(CANARY)), max_size=6))  # fmt: skip
    steps = [event(EventKind.OBJECTIVE, dt.datetime(2019, 6, 25), row_id=one.id, words=one.title) for one in items]
    current = parcours(*items, freins=tuple(freins), referent=draw(NAMES))
    return WayOfPerson(PERSON, draw(some.one_of(some.none(), some.just(current))), (), (*events, *steps))


@given(ways(), some.booleans())
def test_every_sentence_is_short_and_plain_whatever_was_typed(way: WayOfPerson, no_call: bool) -> None:
    plain = plain_way(way, dataclasses.replace(AROUND, no_call=no_call))
    for sentence in (*sentences(plain), *re.findall(r"[^.]+\.", CLOSING)):
        assert 1 <= words_of(sentence) <= LONGEST
        assert sentence.endswith(".")
        assert not set(sentence) & set("%€0123456789\n")
        assert set(SHORT_FORM.findall(sentence)) <= {"CAF", "CV"}
        assert not JARGON.search(sentence)
        assert CANARY not in sentence
        assert not (no_call and "appelle" in sentence)
    assert len(plain.today) <= MOST_DONE + MOST_UNDER_WAY + 1
    assert 1 <= len(plain.coming) <= MOST_NEXT
    assert 1 <= len(plain.helpers) <= MOST_HELPERS
    assert all(one.phone == "" for one in plain.helpers[:-1])
