"""Two records into one: the sheet where what is kept is chosen, or the proposal of those who do not decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.people.gestures import MergePersons, ProposeMerge, TellApart, UndoMerge
from ceis_desk.people.holes import fill_holes
from ceis_desk.people.model import Identity, PersonHit, PersonRecord
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.find_sheet import FindSheet
from ceis_desk.ui.people.merge_sheet import MergeSheet
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.shell.keyboard import Keyboard

_OFFERED = 8
_WIDE = 860


class Merging(QObject):
    """`settled` says that a pair was decided."""

    settled = Signal()

    def __init__(
        self,
        page: QWidget,
        theme: Theme,
        link: StoreLink,
        discreet: Discreet,
        keyboard: Keyboard,
        actor: Actor,
        clock: Callable[[], dt.datetime],
        sheets: Sheets,
    ) -> None:
        super().__init__(page)
        self._theme, self._link, self._discreet, self._clock = theme, link, discreet, clock
        self._keyboard, self._sheets = keyboard, sheets
        self.decides = may(actor.roles, Thing.MERGE, Level.WRITE)

    def unite(self, one: Id, other: Id) -> None:
        """Open the choice of what is kept, or propose the pair when the account does not decide."""
        if not self.decides:
            self._link.do(ProposeMerge(one, other), lambda _change: self.settled.emit())
            return
        self._both(one, other, self._choose)

    def unite_at_once(self, one: Id, other: Id) -> None:
        """Make one record of both: the one known best wins, its holes filled from the other and phones joined."""
        if not self.decides:
            self.unite(one, other)
            return

        def merge(first: PersonRecord, second: PersonRecord) -> None:
            winner, loser = best_known(first, second)
            kept = fill_holes(winner.identity, loser.identity)
            self._link.do(
                MergePersons(winner.id, loser.id, kept, winner.clock),
                lambda _change: self.settled.emit(),
                self._refused,
            )

        self._both(one, other, merge)

    def apart(self, one: Id, other: Id) -> None:
        """Remember that they are two persons."""
        self._link.do(TellApart(one, other), lambda _change: self.settled.emit())

    def separate(self, winner: Id, loser: Id) -> None:
        """Give a merged record its own life back."""
        self._link.do(UndoMerge(winner, loser))

    def find_other(self, record: PersonRecord) -> None:
        """Look for the other record of this person."""
        title = "Réunir avec…" if self.decides else "Proposer de réunir avec…"
        sheet = FindSheet(self._theme, self._discreet, title, self._clock().date(), "l’autre fiche")

        def search(text: str) -> None:
            self._link.ask(FindPeople(text, _OFFERED), show, key="other")

        def show(hits: tuple[PersonHit, ...]) -> None:
            if isValid(sheet):  # closed while the answer was on its way
                sheet.show_hits(tuple(hit for hit in hits if hit.id != record.id))

        def pick(other: PersonHit) -> None:
            self._sheets.close()
            self.unite(record.id, other.id)

        sheet.searched.connect(search)
        sheet.picked.connect(pick)
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, title, sheet.search)
        search(record.identity.used_name or record.identity.first_name)

    def _both(self, one: Id, other: Id, then: Callable[[PersonRecord, PersonRecord], None]) -> None:
        def second(first: PersonRecord) -> None:
            self._link.ask(OpenRecord(other), lambda record: then(first, record))

        self._link.ask(OpenRecord(one), second)

    def _choose(self, one: PersonRecord, other: PersonRecord) -> None:
        ranked = best_known(one, other)
        sheet = MergeSheet(self._theme, self._discreet, self._keyboard, ranked[0], ranked[1])

        def merge(winner: Id, loser: Id, kept: Identity) -> None:
            def done(_change: object) -> None:
                self._sheets.close()
                self.settled.emit()

            def refused(refusal: Refusal) -> None:
                self._sheets.close()
                self._refused(refusal)

            self._link.do(MergePersons(winner, loser, kept, ranked[0].clock), done, refused)

        sheet.merged.connect(merge)
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Réunir deux fiches", sheet.unite, width=_WIDE)

    def _refused(self, refusal: Refusal) -> None:
        self._link.refused.emit(refusal.sentence)
        self.settled.emit()


def best_known(one: PersonRecord, other: PersonRecord) -> tuple[PersonRecord, PersonRecord]:
    """The record that stays first: more visits, then the older one."""
    first, second = sorted((one, other), key=lambda record: (-record.visits, record.known_since))
    return first, second
