"""Where an appointment of the grid stands: a word, a sign, a hue, said through the discreet formatter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.model import DayState, Outcome
from ceis_desk.agenda.rules import entry_state
from ceis_desk.agenda.week import Entry, EntryKind
from ceis_desk.core.dates import write_hour
from ceis_desk.drawing.marks import Mark
from ceis_desk.ui.agenda.words import length_words
from ceis_desk.ui.kit.chip import ChipLook

UNSAID = "à préciser"


@dataclass(frozen=True)
class Standing:
    """`word` stands in a box beside its sign, empty where the kind of the appointment says more."""

    state: DayState
    word: str
    mark: Mark | None
    chip: ChipLook
    warns: bool = False


_PLAIN = {
    DayState.EXPECTED: Standing(DayState.EXPECTED, "", None, ChipLook("à venir", "neutral", "clock")),
    DayState.BUSY: Standing(DayState.BUSY, "", Mark.BUSY, ChipLook("en entretien", "primary", "player-play")),
    DayState.DONE: Standing(DayState.DONE, "", Mark.DONE, ChipLook("terminé", "success", "check")),
}


def is_over(entry: Entry, now: dt.datetime) -> bool:
    """Whether its time has passed."""
    return entry.ends_at <= now


def standing(entry: Entry, now: dt.datetime, show: Discretion) -> Standing:
    """All that is said of where an appointment stands."""
    state = entry_state(entry, now)
    if state is DayState.LATE:
        return _late(entry, now)
    if state is DayState.ABSENT:
        absent = show.agreed(entry.civility, "absent")
        return Standing(state, absent, Mark.OFF, ChipLook(absent, "danger", "user-off"))
    if state is DayState.ARRIVED:
        at = f" à {write_hour(entry.visit_at.time())}" if entry.visit_at else ""
        words = show.agreed(entry.civility, "arrivé") + at
        return Standing(state, "attend", Mark.WAITS, ChipLook(words, "success", "door-enter"))
    if state is DayState.CANCELLED:
        return Standing(state, "annulé", Mark.OFF, ChipLook(entry.outcome.label, "neutral", "x"))
    return _PLAIN[state]


def _late(entry: Entry, now: dt.datetime) -> Standing:
    if is_over(entry, now):
        chip = ChipLook("passé, à préciser", "warn", "alert-triangle")
        return Standing(DayState.LATE, UNSAID, Mark.LATE, chip, warns=True)
    late = length_words(int((now - entry.starts_at).total_seconds() // 60))
    return Standing(
        DayState.LATE, late, Mark.LATE, ChipLook(f"en retard de {late}", "warn", "alert-triangle"), warns=True
    )


def takes_room(entry: Entry) -> bool:
    """Whether nobody else may be received meanwhile."""
    if entry.kind is EntryKind.APPOINTMENT:
        return entry.outcome not in (Outcome.EXCUSED, Outcome.REVOKED)
    return True
