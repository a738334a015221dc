"""Arrivals begun and not recorded, kept in the draft of their account and found again the same day."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from shiboken6 import isValid

from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.reception.model import Medium, MotifChoice
from ceis_desk.ui.kit.drafts import DraftKeeper
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.check_in import CheckIn
from ceis_desk.ui.reception.unsent import MOST_NAMELESS, Begun, Seldom, Unsent

KIND = "arrivals"


def write_begun(begun: Begun, day: dt.date) -> str:
    """The text kept by the store, empty when nothing was begun."""
    if not begun:
        return ""
    kept = [{"who": who, **asdict(unsent)} for who, unsent in begun.items()]
    return json.dumps({"day": day.isoformat(), "begun": kept}, default=str)


def read_begun(text: str, day: dt.date) -> dict[Id | None, Unsent]:
    """What was begun that day; nothing for the draft of another day, nor for a text that is none."""
    try:
        kept = json.loads(text)
        if kept["day"] != day.isoformat():
            return {}
        return {_ident(one["who"]): _unsent(one) for one in kept["begun"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}


def _unsent(kept: dict[str, Any]) -> Unsent:
    motifs = tuple(MotifChoice(Id(_text(one["motif_id"])), _text(one["precision"])) for one in kept["motifs"])
    return Unsent(motifs, _ident(kept["for_id"]), _seldom(kept["seldom"]))


def _seldom(kept: dict[str, Any]) -> Seldom:
    nameless, waits = kept["nameless"], kept["waits"]
    if nameless not in range(MOST_NAMELESS + 1) or not isinstance(waits, bool):
        raise ValueError
    return Seldom(
        companions=tuple(_guest(one) for one in kept["companions"]),
        nameless=int(nameless),
        given=_text(kept["given"]),
        medium=Medium(kept["medium"]).value,
        moment=_text(kept["moment"]),
        referred=_text(kept["referred"]),
        waits=waits,
    )


def _guest(kept: dict[str, Any]) -> Guest:
    names = (_text(kept[name]) for name in ("civility", "family", "first"))
    return Guest(_ident(kept["id"]), *names)


def _ident(kept: object) -> Id | None:
    return None if kept is None else Id(_text(kept))


def _text(kept: object) -> str:
    if not isinstance(kept, str):
        raise TypeError
    # A half of a pair of code units is no text: no field would show it, and nothing could be kept of it.
    kept.encode()
    return kept


class ArrivalDrafts(DraftKeeper):
    """Keeps what the card says is begun, unless the store holds just that.

    Nothing waits for the draft to be read; what was begun meanwhile is kept with it, not over it.
    """

    def __init__(self, link: StoreLink, card: CheckIn, clock: Clock) -> None:
        super().__init__(link, lambda: write_begun(card.begun(), clock().date()), lambda: KIND, card)
        self._card, self._clock = card, clock
        self._known = False
        card.unsent_changed.connect(self.touch)
        self._look()

    def keep(self) -> None:
        """Keep what is begun now; an arrival recorded before the timer has left nothing to write."""
        if not self._known:
            self._look()
            return
        words = self._words()
        if words != self._held:
            self._held = words
            self._hold(words)

    def recorded(self, guest: Guest) -> None:
        """That arrival is recorded: it must not be found again after a crash."""
        if guest.id in read_begun(self._held, self._clock().date()):
            self.keep()

    def _look(self) -> None:
        self._link.ask(ReadDraft(KIND), self._take, lambda _refusal: self._take(""), key=KIND)

    def _take(self, text: str) -> None:
        if not isValid(self):
            return
        self._known, self._held = True, text
        self._card.take_back(read_begun(text, self._clock().date()))
        if self._words() != text:
            # Begun meanwhile, or a draft of yesterday, which is forgotten so.
            self.timer.start()
