"""Drives « À vérifier »: the pairs that wait, one decided at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ceis_desk.people.model import DoubtfulPair, PersonRecord
from ceis_desk.people.questions import DoubtfulPairs, OpenRecord
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.people.merging import Merging
from ceis_desk.ui.people.pairs_page import PairsPage


class PairsPilot(QObject):
    """`counted` says how many pairs wait."""

    counted = Signal(int)

    def __init__(self, page: PairsPage, link: StoreLink, discreet: Discreet, merging: Merging) -> None:
        super().__init__(page)
        self.page, self._link, self._merging = page, link, merging
        self._pairs: tuple[DoubtfulPair, ...] = ()
        self._later: list[DoubtfulPair] = []
        self._at = 0
        self._beginning = False
        self._sides: tuple[PersonRecord, PersonRecord] | None = None
        page.united.connect(self._unite)
        page.told_apart.connect(self._apart)
        page.put_off.connect(self._put_off)
        page.moved.connect(self._move)
        discreet.changed.connect(lambda _on: self._show())

    def begin(self) -> None:
        """Show the first pair, the cursor on its first answer as soon as it is read."""
        self._beginning = True
        self.page.setFocus()
        self.read()

    def read(self) -> None:
        """Read the pairs again, the one being decided kept when it still waits."""
        self._link.ask(DoubtfulPairs(), self._take, key="pairs")

    def _take(self, pairs: tuple[DoubtfulPair, ...]) -> None:
        kept = self._pair()
        waiting = [pair for pair in self._later if _same(pair, pairs)]
        self._later = waiting
        self._pairs = tuple(pair for pair in pairs if not _same(pair, waiting)) + tuple(waiting)
        same = [at for at, pair in enumerate(self._pairs) if kept is not None and _ids(pair) == _ids(kept)]
        self._at = same[0] if same else min(self._at, max(len(self._pairs) - 1, 0))
        self.counted.emit(len(self._pairs))
        self._load()
        if self._beginning:
            self._beginning = False
            self.page.start()

    def _pair(self) -> DoubtfulPair | None:
        return self._pairs[self._at] if self._at < len(self._pairs) else None

    def _load(self) -> None:
        self._sides = None
        self._show()
        pair = self._pair()
        if pair is None:
            return

        def second(first: PersonRecord) -> None:
            self._link.ask(OpenRecord(pair.second), lambda record: both(first, record), key="pair-second")

        def both(first: PersonRecord, record: PersonRecord) -> None:
            if pair is self._pair():
                self._sides = (first, record)
                self._show()

        self._link.ask(OpenRecord(pair.first), second, key="pair-first")

    def _show(self) -> None:
        self.page.show_pairs(self._pairs, self._at)
        pair = self._pair()
        if pair is not None and self._sides is not None:
            self.page.show_records(pair, *self._sides)

    def _move(self, at: int) -> None:
        if 0 <= at < len(self._pairs):
            self._at = at
            self._load()
            self.page.start()

    def _unite(self) -> None:
        pair = self._pair()
        if pair is not None:
            self._merging.unite(pair.first, pair.second)

    def _apart(self) -> None:
        pair = self._pair()
        if pair is not None:
            self._merging.apart(pair.first, pair.second)

    def _put_off(self) -> None:
        """Last of the list for now; nothing is written."""
        pair = self._pair()
        if pair is not None:
            others = tuple(one for one in self._pairs if one is not pair)
            self._later = [*(one for one in self._later if _ids(one) != _ids(pair)), pair]
            self._pairs = (*others, pair)
            self._at = min(self._at, max(len(others) - 1, 0))
            self._load()


def _ids(pair: DoubtfulPair) -> frozenset[object]:
    return frozenset((pair.first, pair.second))


def _same(pair: DoubtfulPair, others: tuple[DoubtfulPair, ...] | list[DoubtfulPair]) -> bool:
    return _ids(pair) in {_ids(other) for other in others}
