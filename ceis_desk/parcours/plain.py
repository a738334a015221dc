"""The parcours told to the person herself: one idea a sentence, « vous », the days written out, a picture for each.

Only codes, days and names make these sentences; a title is said when `plain_words.sayable` lets it through. Details,
notes, freins of restricted kinds, health facts and amounts are never looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ceis_desk.core.ids import Id
from ceis_desk.parcours.model import (
    Doer,
    Event,
    EventKind,
    Frein,
    FreinLevel,
    Item,
    ItemKind,
    ItemState,
    Parcours,
    ParcoursState,
    WayOfPerson,
)
from ceis_desk.parcours.plain_words import (
    NB,
    fitting,
    looks_back,
    named,
    names_group,
    on_day,
    sayable,
    says_caf,
    sought,
)
from ceis_desk.parcours.rules import in_charge

TODAY, NEXT, HELPERS = "Aujourd’hui", "Ensuite", "Qui vous aide"
CLOSING = "Cette feuille est à vous. Vous pouvez changer ce parcours."
NOTHING_NEXT = "Rien n’est encore prévu."
DESK, ANY_QUESTION = "L’accueil", "toutes vos questions"
MOST_DONE, MOST_UNDER_WAY, MOST_NEXT, MOST_HELPERS = 2, 2, 4, 6
_A_LINE = 2
_DONE_ICON, _GOAL_ICON, _PAUSE_ICON, _TALK_ICON, _PAPER_ICON = (
    *("circle-check", "flag", "player-pause", "message", "file-text"),
)
EMPLOYMENT, DIGITAL, BUDGET, HEALTH = "employment", "digital", "budget", "health"

_LIFTED: Mapping[str, str] = {
    "housing": "Vous n’avez plus de souci de logement.",
    "childcare": "La garde de vos enfants est trouvée.",
    "rights": "Vos droits sont à jour.",
    "mobility": "Vous pouvez vous déplacer.",
    "language": "Vous êtes plus à l’aise en français.",
    "digital": "Vous êtes à l’aise avec l’ordinateur.",
    "money": "Votre budget va mieux.",
    "paperwork": "Vos papiers sont à jour.",
    "isolation": "Vous voyez plus de monde.",
    "confidence": "Vous avez plus confiance en vous.",
}
_RIGHTS_AT_THE_CAF = "Vos droits à la CAF sont à jour."
_TOWARDS: Mapping[str, str] = {
    EMPLOYMENT: "Vous avancez vers un emploi.",
    DIGITAL: "Vous apprenez à utiliser l’ordinateur.",
    BUDGET: "Vous travaillez sur votre budget.",
}
_MEETING: Mapping[str, str] = {
    EMPLOYMENT: "Vous parlez d’emploi",
    DIGITAL: "Vous utilisez l’ordinateur",
    BUDGET: "Vous parlez de votre budget",
}
_FOR: Mapping[str, str] = {
    EMPLOYMENT: "l’emploi",
    DIGITAL: "le numérique",
    BUDGET: "votre budget",
    HEALTH: "vos rendez-vous",
    "reception": "",
}
_SILENT = frozenset({HEALTH, BUDGET})
"""Platforms whose titles are never said."""


@dataclass(frozen=True)
class PlainLine:
    """Sentences beside a picture; `when` stands over them in bold. An icon that is not known is drawn as another."""

    icon: str
    sentences: tuple[str, ...]
    when: str = ""


@dataclass(frozen=True)
class Helper:
    """Somebody who helps her, what for, and a number that is already public."""

    name: str
    what: str = ""
    phone: str = ""


@dataclass(frozen=True)
class PlainWay:
    """The three parts of the page."""

    today: tuple[PlainLine, ...]
    coming: tuple[PlainLine, ...]
    helpers: tuple[Helper, ...]


@dataclass(frozen=True)
class Around:
    """What the page needs beside the parcours.

    `platforms` gives the label and the icon of each by its code, `phone` is that of the reception, `no_call` says that
    nobody must call her.
    """

    now: dt.datetime
    platforms: Mapping[str, tuple[str, str]]
    phone: str = ""
    no_call: bool = False


def plain_way(way: WayOfPerson, around: Around) -> PlainWay:
    """The parcours as its person reads it."""
    coming, helpers = tuple(_coming(way, around)), tuple(_helpers(way, around))
    current = way.current
    if current is None:
        return PlainWay((_without(way),), coming, helpers)
    lines = [*_standing(current), *_done(current, around), *_under_way(way, current, around)]
    begun = PlainLine(_GOAL_ICON, ("Votre parcours commence.",))
    return PlainWay(tuple(lines or [begun]), coming, helpers)


# -- Aujourd’hui


def _without(way: WayOfPerson) -> PlainLine:
    """What is said when no parcours is under way."""
    if way.past:
        return PlainLine(_DONE_ICON, ("Votre parcours est terminé.", "Vous pouvez revenir à tout moment."))
    return PlainLine(_GOAL_ICON, ("Votre parcours n’a pas encore commencé.",))


def _standing(current: Parcours) -> Iterator[PlainLine]:
    if current.state is ParcoursState.SUSPENDED:
        sentences = ("Votre parcours est en pause.", "Vous pouvez le reprendre à tout moment.")
        yield PlainLine(_PAUSE_ICON, sentences)


def _done(current: Parcours, around: Around) -> list[PlainLine]:
    """The latest things that are done, oldest first, each said once."""
    lifted = {one.id: one for one in current.freins if _may_say(one)}
    found = [(one.readings[-1].day, _lifted(one, current.items)) for one in lifted.values()]
    for item in current.items:
        said_already = item.frein_id in lifted
        if item.kind is ItemKind.OBJECTIVE and item.state is ItemState.DONE and not said_already:
            found += [(item.state_on or current.opened_on, sentence) for sentence in _reached(item)]
    passed = sorted((one for one in found if one[0] <= around.now.date()), key=lambda one: one[0])
    latest = {sentence: day for day, sentence in passed}
    kept = sorted(latest, key=lambda sentence: latest[sentence])[-MOST_DONE:]
    return [PlainLine(_DONE_ICON, (sentence,)) for sentence in kept]


def _may_say(frein: Frein) -> bool:
    return not frein.restricted and frein.level is FreinLevel.LIFTED and frein.code in _LIFTED


def _lifted(frein: Frein, items: Iterable[Item]) -> str:
    if frein.code == "rights" and any(one.frein_id == frein.id and says_caf(one) for one in items):
        return _RIGHTS_AT_THE_CAF
    return _LIFTED[frein.code]


def _reached(item: Item) -> Iterator[str]:
    if item.platform == HEALTH:
        return
    title = "" if item.platform in _SILENT else sayable(item.title)
    if title and sought(item):
        yield "Vous avez trouvé un emploi."
    else:
        yield fitting(f"Vous avez atteint un but{NB}: {title}." if title else "", "Vous avez atteint un but.")


def _under_way(way: WayOfPerson, current: Parcours, around: Around) -> list[PlainLine]:
    """What goes on, one line a platform in their order, what has no platform last."""
    lines = []
    for platform in (*(code for code in around.platforms if code != HEALTH), ""):
        said = list(_groups(way.events, around)) if platform == EMPLOYMENT else []
        goals = [one for one in current.items if one.kind is ItemKind.OBJECTIVE and one.platform == platform]
        said += [_towards(one) for one in goals if one.state in (ItemState.DOING, ItemState.WAITING)]
        sentences = tuple(dict.fromkeys(said))[:_A_LINE]
        if sentences:
            _, icon = around.platforms.get(platform, ("", _GOAL_ICON))
            lines.append(PlainLine(icon, sentences))
    return lines[:MOST_UNDER_WAY]


def _groups(events: Iterable[Event], around: Around) -> Iterator[str]:
    """The latest group and the contract that runs."""
    today = around.now.date()
    began = [one for one in events if one.lasts and not one.planned and one.at.date() <= today]
    groups = [one for one in began if one.kind is EventKind.GROUP]
    if groups:
        ended = groups[-1].ends is not None and groups[-1].ends < today
        yield "Vous avez fini le groupe Unis’Vers." if ended else "Vous participez au groupe Unis’Vers."
    if any(one.kind is EventKind.CONTRACT and (one.ends is None or one.ends >= today) for one in began):
        yield "Vous avez un contrat de travail."


def _towards(item: Item) -> str:
    if item.platform in _SILENT:
        return _TOWARDS.get(item.platform, "")
    title = sayable(item.title)
    if title and sought(item):
        return "Vous cherchez un emploi."
    general = _TOWARDS.get(item.platform, "Vous avancez vers un but.")
    return fitting(f"Vous avancez vers un but{NB}: {title}." if title else "", general)


# -- Ensuite


def _coming(way: WayOfPerson, around: Around) -> Iterator[PlainLine]:
    """What is planned, soonest first, then what has no day yet."""
    items = {one.id: one for one in way.current.items} if way.current else {}
    dated = [one for one in way.events if one.planned and one.at.date() >= around.now.date()]
    found = [line for one in sorted(dated, key=lambda one: one.at) if (line := _planned(one, items, around))]
    waiting = [one for one in items.values() if one.kind is ItemKind.OBJECTIVE and one.state is ItemState.PLANNED]
    titles = [sayable(one.title) for one in waiting if one.platform not in _SILENT and one.due is None]
    found += [PlainLine(_GOAL_ICON, (f"Vous commencez{NB}: {one}.",), "Plus tard") for one in titles if one]
    yield from found[:MOST_NEXT] or [PlainLine("calendar-event", (NOTHING_NEXT,))]


def _planned(event: Event, items: Mapping[Id, Item], around: Around) -> PlainLine | None:
    _, icon = around.platforms.get(event.platform, ("", _TALK_ICON))
    if event.kind is EventKind.APPOINTMENT:
        icon = _TALK_ICON if event.platform == HEALTH else icon
        return PlainLine(icon, (_meeting(event),), on_day(event.at, with_hour=True))
    if event.kind is EventKind.SESSION:
        icon = _TALK_ICON if event.platform == HEALTH else icon
        return PlainLine(icon, (_session(event),), on_day(event.at, with_hour=True))
    if event.kind is EventKind.GROUP:
        return PlainLine(icon, ("Vous commencez le groupe Unis’Vers.",), on_day(event.at))
    if event.kind is EventKind.CONTRACT:
        return PlainLine(icon, ("Vous commencez votre contrat de travail.",), on_day(event.at))
    if event.kind is EventKind.PROCEDURE:
        return PlainLine(icon, ("Vous suivez votre démarche sur internet.",), on_day(event.at))
    item = items.get(event.row_id) if event.kind is EventKind.OBJECTIVE else None
    return _to_do(item, on_day(event.at), around) if item is not None else None


def _meeting(event: Event) -> str:
    what, name = _MEETING.get(event.platform, "Vous avez rendez-vous"), named(event.with_name)
    return fitting(f"{what} avec {name}." if name else "", f"{what}.")


def _session(event: Event) -> str:
    title = "" if event.platform in _SILENT else sayable(event.words)
    if names_group(title):
        return "Vous venez au groupe Unis’Vers."
    if not title:
        return "Vous venez à une rencontre." if event.platform == HEALTH else "Vous venez à un atelier."
    said = f"Vous venez à l’{title}." if title.startswith("atelier") else f"Vous venez à l’atelier{NB}: {title}."
    return fitting(said, "Vous venez à un atelier.")


def _to_do(item: Item, day: str, around: Around) -> PlainLine:
    """A step to be taken before its day; nobody promises a call to somebody who must not be called."""
    title, name = "" if item.platform in _SILENT else sayable(item.title), named(item.account_name)
    before = f"Avant le {day[0].lower()}{day[1:]}"
    if item.platform in _SILENT or looks_back(item):
        asked = f"Demandez la date à {name}." if around.no_call else f"{name} vous appelle pour choisir la date."
        sentences = ("Nous regardons ensemble ce qui a changé.", *((asked,) if name else ()))
        return PlainLine(_TALK_ICON, sentences, before)
    if not title:
        return PlainLine(_PAPER_ICON, ("Vous avez une chose à faire.", "Demandez-nous laquelle."), before)
    own = f"Vous avez une chose à faire{NB}: {title}."
    helped = f"{name} vous aide{NB}: {title}." if name and item.who is Doer.PROFESSIONAL else ""
    return PlainLine(_PAPER_ICON, (fitting(helped, own),), before)


# -- Qui vous aide


def _helpers(way: WayOfPerson, around: Around) -> Iterator[Helper]:
    """Who follows her, whom she meets, the partners of her steps, then the reception."""
    today, current = around.now.date(), way.current
    followers = [one.name for one in in_charge(current.referents, today)] if current else []
    met = [one.with_name for one in way.events if one.planned and one.kind is EventKind.APPOINTMENT]
    names = [name for name in dict.fromkeys((*followers, *met)) if name.strip()]
    found = [Helper(name, _help_of(name, way, around, followed=name in followers)) for name in names]
    items = current.items if current else ()
    partners = {one.partner_name: sayable(one.title) for one in items if one.state.open and one.platform not in _SILENT}
    found += [Helper(name, what or "un partenaire") for name, what in partners.items() if name.strip()]
    yield from found[: MOST_HELPERS - 1]
    yield Helper(DESK, ANY_QUESTION, around.phone)


def _help_of(name: str, way: WayOfPerson, around: Around, *, followed: bool) -> str:
    """« l’emploi, le numérique »: what her platforms say, two of them at most."""
    items = way.current.items if way.current else ()
    of_items = [one.platform for one in items if one.account_name == name]
    of_events = [one.platform for one in way.events if one.with_name == name and one.kind in _HELPING]
    known = (code for code in around.platforms if code in {*of_items, *of_events})
    said = [_FOR.get(code, around.platforms[code][0].lower()) for code in known]
    told = ", ".join([one for one in said if one][:_A_LINE])
    return told or ("votre parcours" if followed else "vos rendez-vous")


_HELPING = frozenset({EventKind.APPOINTMENT, EventKind.SESSION, EventKind.GROUP, EventKind.HELP,
                      EventKind.PROCEDURE, EventKind.CASE})  # fmt: skip
