"""The sentence that says, once, that the PC’s clock was set back; nothing is refused for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ceis_desk.ui.shell.desk_choices import DeskChoices

_CLOCK = "clock_warned"
_A_MINUTE_MS = 60_000
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_LEAST = 5 * _MINUTE
_SPANS = ((2 * _DAY, _DAY, "jours"), (2 * _HOUR, _HOUR, "heures"), (0, _MINUTE, "minutes"))


def slow_clock(last_moment: int, now: float) -> str:
    """What to say when the clock at `now` (seconds) is behind `last_moment` (milliseconds) by five minutes or more."""
    behind = last_moment / 1000 - now
    if not last_moment or behind < _LEAST:
        return ""
    unit, words = next((unit, words) for least, unit, words in _SPANS if behind >= least)
    return (
        f"L’horloge de ce poste est en retard de {int(behind // unit)} {words} sur le dernier enregistrement. "
        "Tout reste enregistré, dans l’ordre\u00a0: vérifiez la date et l’heure de l’ordinateur."
    )


def said_once(choices: DeskChoices, last_moment: int, now: float) -> str:
    """The same, once for each moment left behind: empty when it was said before on this desk."""
    words, moment = slow_clock(last_moment, now), str(last_moment // _A_MINUTE_MS)
    if not words or choices.noted(_CLOCK) == moment:
        return ""
    choices.note(_CLOCK, moment)
    return words
