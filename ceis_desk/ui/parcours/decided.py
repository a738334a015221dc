"""What is decided in a parcours, as rows: objectives with their share done, steps and actions, freins, who follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ceis_desk.access.masking import Discretion
from ceis_desk.parcours.freins import LOCAL_ICON, FreinKind
from ceis_desk.parcours.model import (
    Doer,
    Frein,
    FreinLevel,
    FreinReading,
    Item,
    ItemKind,
    ItemState,
    Parcours,
    Referent,
)
from ceis_desk.parcours.rules import in_charge, progress
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.people.rows import short_day

DONE, HIDDEN = "Fait", "Objectif masqué"
OTHER_DESK = "Un autre parcours est ouvert depuis un autre poste"
OTHER_RECORD = "Un autre parcours est ouvert depuis une fiche réunie"
_TONES = {one.code: one.colour for one in PLATFORMS}
_WHOLE = 100
_STATES = {
    ItemState.PLANNED: ChipLook(ItemState.PLANNED.label, outlined=True),
    ItemState.WAITING: ChipLook(ItemState.WAITING.label, "warn", "clock"),
    ItemState.DOING: ChipLook(ItemState.DOING.label, "blue", "player-play"),
    ItemState.DONE: ChipLook(ItemState.DONE.label, "success", "check"),
    ItemState.DROPPED: ChipLook(ItemState.DROPPED.label, icon="x", outlined=True),
    ItemState.CANCELLED: ChipLook(ItemState.CANCELLED.label, icon="x", outlined=True),
}
_LEVELS = {
    FreinLevel.NONE: ChipLook(FreinLevel.NONE.label, outlined=True),
    FreinLevel.WATCH: ChipLook(FreinLevel.WATCH.label, "warn", "alert-circle"),
    FreinLevel.BLOCKING: ChipLook(FreinLevel.BLOCKING.label, "danger", "alert-triangle"),
    FreinLevel.LIFTED: ChipLook(FreinLevel.LIFTED.label, "success", "check"),
}
_DOERS = {Doer.PERSON: "user", Doer.PROFESSIONAL: "user-check", Doer.PARTNER: "building-community"}


@dataclass(frozen=True)
class ObjectiveLook:
    """One objective: its words, where it stands in words, its share done out of 100, its colour."""

    ident: str
    title: str
    words: str
    share: int
    tone: str
    done: bool


def children(items: Sequence[Item], parent: Item) -> list[Item]:
    """What serves an item, in its order."""
    return sorted((item for item in items if item.parent_id == parent.id), key=lambda one: one.position)


def beside(items: Sequence[Item], item: Item) -> list[Item]:
    """What serves the same thing as an item, itself too, in its order."""
    return sorted((one for one in items if one.parent_id == item.parent_id), key=lambda one: one.position)


def objectives(parcours: Parcours) -> list[Item]:
    """The objectives, in their order."""
    return sorted((one for one in parcours.items if one.kind is ItemKind.OBJECTIVE), key=lambda one: one.position)


def objective_look(item: Item, parcours: Parcours, show: Discretion) -> ObjectiveLook:
    """« Dette de loyer, 3 sur 5 »: what is counted, else how many of its steps are done, else its state."""
    far, finished = progress(item, parcours.items), item.state is ItemState.DONE
    lifted = finished and any(
        frein.id == item.frein_id and frein.level is FreinLevel.LIFTED for frein in parcours.freins
    )
    counted = far.total > 1 and item.state in (ItemState.DOING, ItemState.WAITING)
    words = "levé" if lifted else f"{far.done} sur {far.total}" if counted else item.state.label
    started = _TONES.get(show.platform(item.platform), "primary")
    tone = "success" if finished else "neutral" if item.state is ItemState.PLANNED else started
    share = round(_WHOLE * far.done / far.total)
    return ObjectiveLook(str(item.id), HIDDEN if show.on else item.title, words, share, tone, finished)


def who_words(item: Item) -> str:
    """« Marc Vidal », « CAF », « la personne »."""
    named = {Doer.PROFESSIONAL: item.account_name, Doer.PARTNER: item.partner_name}.get(item.who, "")
    return named or item.who.label


def item_row(item: Item, today: dt.date, show: Discretion) -> RowLook:
    """A step or an action: who, for when, where it stands; Espace marks it done."""
    late = item.due is not None and item.due < today and item.state.open
    due = f"avant le {short_day(item.due, today)}" if item.due else ""
    ended = f"le {short_day(item.state_on, today)}" if item.state_on and not item.state.open else ""
    chips = [ChipLook("en retard", "danger", "clock")] if late else []
    return RowLook(
        HIDDEN if show.on else item.title,
        ", ".join(part for part in (who_words(item), due, ended) if part),
        icon="list-check" if item.kind is ItemKind.STEP else _DOERS[item.who],
        chips=(*chips, _STATES[item.state]),
        action=DONE if item.state.open else "",
        action_icon="check" if item.state.open else "",
        compact=True,
        quiet=not item.state.open,
    )


def decided_rows(parcours: Parcours, today: dt.date, show: Discretion) -> list[tuple[str, RowLook]]:
    """Steps and their actions under the objective they serve; what serves none comes last."""
    rows: list[tuple[str, RowLook]] = []
    shown: set[object] = set()

    def under(parent: Item) -> None:
        for item in children(parcours.items, parent):
            rows.append((str(item.id), item_row(item, today, show)))
            shown.add(item.id)
            under(item)

    for objective in objectives(parcours):
        held = len(rows)
        under(objective)
        if len(rows) > held:
            title = HIDDEN if show.on else objective.title
            rows.insert(held, (f"head:{objective.id}", RowLook(title, heading=True)))
    loose = [one for one in parcours.items if one.kind is not ItemKind.OBJECTIVE and one.id not in shown]
    if loose and rows:
        rows.append(("head:", RowLook("Hors objectif", heading=True)))
    rows += [(str(one.id), item_row(one, today, show)) for one in sorted(loose, key=lambda one: one.position)]
    return rows


def reading_words(reading: FreinReading, today: dt.date) -> str:
    """« à l’entrée bloquant (4 février) »."""
    return f"{reading.moment.label} {reading.level.label} ({short_day(reading.day, today)})"


def frein_row(
    frein: Frein, kinds: Mapping[str, FreinKind], readers: Iterable[str], today: dt.date, show: Discretion
) -> RowLook:
    """A frein: its level now, how it was at each moment, and by whom a restricted one is read."""
    kind = kinds.get(frein.code)
    label, icon = (kind.label, kind.icon) if kind else ("autre frein", LOCAL_ICON)
    told = ", puis ".join(reading_words(one, today) for one in frein.readings)
    said = f"lu par {', '.join(readers)} seulement"
    near = (ChipLook(said, "warn", "shield-lock"),) if frein.restricted and not show.on else ()
    return RowLook(
        "Frein masqué" if show.on else label,
        show.detail("\u00a0· ".join(part for part in (told, frein.words) if part)),
        icon="shield-lock" if show.on else icon,
        icon_boxed=True,
        chips=() if show.on else (_LEVELS[frein.level],),
        near=near,
        compact=True,
        quiet=frein.level in (FreinLevel.LIFTED, FreinLevel.NONE),
    )


def referent_row(referent: Referent, today: dt.date) -> RowLook:
    """Who follows, since when, and whether reception names her."""
    since = f"depuis le {short_day(referent.from_day, today)}"
    if referent.to_day is not None:
        since = f"du {short_day(referent.from_day, today)} au {short_day(referent.to_day, today)}"
    ended = referent.to_day is not None
    named = "suivi principal, " if referent.main and not ended else ""
    icon = "user-check" if referent.main else "user"
    return RowLook(referent.name, f"{named}{since}", icon=icon, compact=True, quiet=ended)


def twin_row(twin: Parcours, current: Parcours, today: dt.date) -> RowLook:
    """Another parcours under way: two desks each opened one, or two records were united; Entrée ends it."""
    words = OTHER_DESK if twin.person_id == current.person_id else OTHER_RECORD
    told = f"ouvert le {short_day(twin.opened_on, today)}, {twin.state.label}"
    return RowLook(words, told, icon="alert-triangle", chips=(ChipLook("à terminer", "warn"),), compact=True)


def past_row(parcours: Parcours, today: dt.date) -> RowLook:
    """A parcours that ended: its days and how it ended."""
    end = f" au {short_day(parcours.state_on, today)}" if parcours.state_on else ""
    words = ", ".join(part for part in (parcours.outcome.label, parcours.reason) if part)
    return RowLook(f"Du {short_day(parcours.opened_on, today)}{end}", words, icon="route", compact=True, quiet=True)


def main_referent(parcours: Parcours | None, today: dt.date) -> str:
    """The name of whoever follows now: the main referent, else another one."""
    held = in_charge(parcours.referents, today) if parcours is not None else ()
    return held[0].name if held else ""
