"""The cases that wait for a person: three kinds in one order, and the words that show them; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.model import BookedSlot, DoubleBooking
from ceis_desk.core.dates import write_day, write_hour, write_long_day
from ceis_desk.exchange.model import CrossedEdit, Version
from ceis_desk.people.model import DoubtfulPair
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.people.crossed_lines import field_words
from ceis_desk.ui.people.rows import masked
from ceis_desk.ui.shell.exchange_words import at_moment, of_desk

Case = DoubtfulPair | CrossedEdit | DoubleBooking
ALL, DOUBLES, EDITS, SLOTS = "all", "doubles", "edits", "slots"
FILTERS = ((ALL, "Tout"), (DOUBLES, "Doublons"), (EDITS, "Modifications"), (SLOTS, "Créneaux"))
LATER = "Plus tard"
NO_ROOM = "Aucun autre moment libre ce jour-là"
_NEAR = dt.timedelta(days=1)
_NOTHING = "vide"


@dataclass(frozen=True)
class Side:
    """One of the two sides of a case: where it comes from, what it says, a word on it; `mark` says that it stands."""

    over: str
    value: str
    under: str
    mark: str = ""


@dataclass(frozen=True)
class CaseLook:
    """All that a case shows; the answers are those of 1, 2 and 3, an empty one cannot be given."""

    icon: str
    title: str
    under: str
    chip: ChipLook
    sides: tuple[Side, Side]
    answers: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    undoes: str = "se défait à tout moment"


def kind_of(case: Case) -> str:
    """The code of the filter that shows it."""
    if isinstance(case, DoubtfulPair):
        return DOUBLES
    return EDITS if isinstance(case, CrossedEdit) else SLOTS


def key_of(case: Case) -> frozenset[object]:
    """What makes it the same case from one reading to the next."""
    if isinstance(case, DoubtfulPair):
        return frozenset((case.first, case.second))
    return frozenset((case.id,)) if isinstance(case, CrossedEdit) else frozenset((case.first.id, case.second.id))


def in_order(
    pairs: Iterable[DoubtfulPair], edits: Iterable[CrossedEdit], slots: Iterable[DoubleBooking], today: dt.date
) -> tuple[Case, ...]:
    """Slots of today and tomorrow first, then doubles, crossed edits, and the slots that can wait."""
    near: list[Case] = []
    far: list[Case] = []
    for slot in slots:
        (near if slot.first.starts_at.date() <= today + _NEAR else far).append(slot)
    return (*near, *pairs, *edits, *far)


def shown(cases: Sequence[Case], kind: str) -> tuple[Case, ...]:
    """Those that a filter lets through."""
    return tuple(case for case in cases if kind in (ALL, kind_of(case)))


def look_of(case: Case, show: Discretion, now: dt.datetime, *, decides: bool) -> CaseLook:
    """How a case reads; `decides`: the account may merge, it proposes otherwise."""
    if isinstance(case, DoubtfulPair):
        return _pair(case, show, decides=decides)
    return _edit(case, show, now) if isinstance(case, CrossedEdit) else _slot(case, show, now)


def _pair(pair: DoubtfulPair, show: Discretion, *, decides: bool) -> CaseLook:
    one = pair.lookalike
    reasons = ", ".join(one.reasons)
    first = next((line.typed for line in one.fields if line.field.startswith(("Nom", "Prénom"))), "")
    chip = ChipLook("très probable", "primary", "user-check") if one.probable else ChipLook("possible", "warn", "tilde")
    visits = f"{one.visits} passage{'s' if one.visits > 1 else ''}"
    return CaseLook(
        "users",
        "Est-ce la même personne\u00a0?",
        f"{reasons[:1].upper()}{reasons[1:]}. Réunies, elles compteront pour une seule personne.",
        chip,
        (
            Side("Une fiche", masked(first, show) or "sans nom", ""),
            Side("L’autre", masked(one.name, show), f"connue depuis le {write_day(one.known_since)}, {visits}"),
        ),
        (
            ("Réunir les deux fiches" if decides else "Proposer de réunir", "arrows-join-2"),
            ("Deux personnes différentes", "users"),
            (LATER, "clock"),
        ),
    )


def _edit(edit: CrossedEdit, show: Discretion, now: dt.datetime) -> CaseLook:
    who = masked(edit.name, show) if edit.name else "Réglages du site"
    kept, aside = (_version(one, show, now) for one in (edit.kept, edit.aside))
    return CaseLook(
        "edit",
        f"{field_words(edit, show)}\u00a0: modifié aux deux postes",
        f"{who}. Les deux versions sont gardées.",
        ChipLook("en attente", "neutral", "clock", outlined=True),
        (Side(kept.over, kept.value, kept.under, "gardé"), aside),
        (
            (f"Garder la version {of_desk(edit.kept.desk)}", "check"),
            (f"Reprendre la version {of_desk(edit.aside.desk)}", "arrow-back-up"),
            (LATER, "clock"),
        ),
    )


def _version(version: Version, show: Discretion, now: dt.datetime) -> Side:
    written = f"écrit {at_moment(version.at, now)}" if version.at else "moment inconnu"
    return Side(version.desk, show.phone(version.value) or _NOTHING, written)


def _slot(slot: DoubleBooking, show: Discretion, now: dt.datetime) -> CaseLook:
    start = slot.first.starts_at
    who = masked(slot.second.name, show)
    free = slot.free_at
    day = f"{write_long_day(start.date())}, {write_hour(start.time())}"
    first, second = (_booked(one, show, now) for one in (slot.first, slot.second))
    room = f"libre à {write_hour(free.time())} le même jour" if free else NO_ROOM.lower()
    return CaseLook(
        "calendar-event",
        "Créneau pris deux fois",
        ", ".join(part for part in (day, slot.with_name) if part),
        _when(start.date(), now.date()),
        (Side(first.over, first.value, first.under, "reste"), Side(second.over, second.value, room)),
        (
            (f"Déplacer {who} à {write_hour(free.time())}" if free else "", "calendar-event"),
            ("Garder les deux", "check"),
            (LATER, "clock"),
        ),
    )


def _booked(one: BookedSlot, show: Discretion, now: dt.datetime) -> Side:
    booked = f", {at_moment(one.booked_at, now)}" if one.booked_at else ""
    return Side(f"{one.desk}{booked}", masked(one.name, show), f"pris en premier, {one.minutes} min")


def _when(day: dt.date, today: dt.date) -> ChipLook:
    days = (day - today).days
    if days <= 0:
        return ChipLook("aujourd’hui", "danger", "alert-triangle")
    if days == 1:
        return ChipLook("demain", "accent", "alert-triangle")
    return ChipLook(f"dans {days} jours", "neutral", "clock", outlined=True)
