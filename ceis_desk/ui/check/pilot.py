"""Drives « À vérifier »: what waits of the three kinds, one case decided at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.model import Actor
from ceis_desk.access.rights import permits
from ceis_desk.agenda.gestures import KeepBoth, MoveAppointment
from ceis_desk.agenda.model import DoubleBooking
from ceis_desk.agenda.questions import DoubleBookings
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Gesture
from ceis_desk.exchange.gestures import KeepVersion, TakeOtherVersion
from ceis_desk.exchange.model import CrossedEdit, ExchangeStatus
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.people.model import DoubtfulPair, PersonRecord
from ceis_desk.people.questions import DoubtfulPairs, OpenRecord
from ceis_desk.ui.check.cases import ALL, DOUBLES, EDITS, FILTERS, SLOTS, Case, in_order, key_of, shown
from ceis_desk.ui.check.page import CheckPage
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import ANSWERS
from ceis_desk.ui.people.merging import Merging
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.shell.exchange_watch import COUNTED, ExchangeWatch
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

SETTLED = "Ce cas n’attend plus\u00a0: il a été réglé ailleurs."
_UNITE, _APART, _LATER = 1, 2, 3


class CheckPilot(QObject):
    """`go` asks the window for another page; `open_on` is what other pages ask of this one."""

    go = Signal(str, object)

    def __init__(
        self, page: CheckPage, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor,
        clock: Clock, watch: ExchangeWatch,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self.page, self._link, self._keyboard, self._clock, self._watch = page, link, keyboard, clock, watch
        self._questions = {
            code: question
            for code, question in ((DOUBLES, DoubtfulPairs()), (EDITS, CrossedEdits()), (SLOTS, DoubleBookings()))
            if permits(actor.roles, question.needs)
        }
        self._read_so_far: dict[str, tuple[Case, ...]] = {}
        self._cases: tuple[Case, ...] = ()
        self._later: list[frozenset[object]] = []
        self._decided: set[frozenset[object]] = set()
        self._kind, self._wanted = ALL, ""
        self._at = 0
        self._beginning = False
        self._sides: tuple[PersonRecord, PersonRecord] | None = None
        self.sheets = Sheets(page, theme)
        self._merging = Merging(page, theme, link, discreet, keyboard, actor, clock, self.sheets)
        self._connect(discreet)

    def _connect(self, discreet: Discreet) -> None:
        page = self.page
        page.answered.connect(self._answer)
        page.moved.connect(self._move)
        page.filtered.connect(self._filter)
        page.detailed.connect(self._detail)
        page.left.connect(lambda: self.go.emit("exchange", None))
        self._merging.settled.connect(self.read)
        self._link.changed.connect(self._changed)
        self._watch.seen.connect(self._show_head)
        discreet.changed.connect(self._show)

    # -- what the frame asks

    def enter(self) -> None:
        """Read what waits, the cursor on the first answer as soon as it is read."""
        self._beginning = True
        self.page.setFocus()
        self.read()

    def leave(self) -> None:
        """Nothing is under way: each answer is written at once."""

    def open_on(self, wanted: object) -> None:
        """Begin on a crossed edit, by its id, or with one kind of case."""
        if wanted in dict(FILTERS):
            self._kind = str(wanted)
        else:
            self._kind, self._wanted = ALL, str(wanted)
        self.page.filter.set_value(self._kind)
        self._beginning = True
        self.read()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        answers = (
            "réunir, garder la version, déplacer\u00a0: la première réponse",
            "deux personnes, l’autre version, garder les deux\u00a0: la deuxième réponse",
            "plus tard",
        )
        return (
            *(KeyLine(digit_cap(digit, self._keyboard), words) for digit, words in zip(ANSWERS, answers, strict=True)),
            KeyLine("↑ ↓", "autre cas"),
            KeyLine("Échap", "revenir aux échanges"),
        )

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing of this page is printed."""

    # -- reading

    def read(self) -> None:
        """Read the three lists again, the case being decided kept when it still waits."""
        self._read_so_far = {}
        for code, question in self._questions.items():
            self._link.ask(question, lambda answer, code=code: self._take(code, answer), key=f"check-{code}")  # type: ignore[misc]  # one of three kinds of rows

    def _changed(self, change: Change) -> None:
        if change.touches(*COUNTED) and self.page.isVisible():
            self.read()

    def _take(self, code: str, answer: tuple[Case, ...]) -> None:
        self._read_so_far[code] = answer
        if self._read_so_far.keys() == self._questions.keys():
            self._settle_list()

    def _settle_list(self) -> None:
        before = self._case()
        self._order()
        now = self._shown()
        keys = [key_of(case) for case in now]
        if self._wanted:
            found = [
                at for at, case in enumerate(now) if isinstance(case, CrossedEdit) and str(case.id) == self._wanted
            ]
            self._at, self._wanted = (found[0] if found else 0), ""
        elif before is not None and key_of(before) in keys:
            self._at = keys.index(key_of(before))
        else:
            self._at = min(self._at, max(len(now) - 1, 0))
            self._say_settled(before)
        self._load()
        if self._beginning:
            self._beginning = False
            self.page.start()

    def _order(self) -> None:
        read = self._read_so_far
        pairs = [one for one in read.get(DOUBLES, ()) if isinstance(one, DoubtfulPair)]
        edits = [one for one in read.get(EDITS, ()) if isinstance(one, CrossedEdit)]
        slots = [one for one in read.get(SLOTS, ()) if isinstance(one, DoubleBooking)]
        self._cases = self._put_last(in_order(pairs, edits, slots, self._clock().date()))

    def _put_last(self, cases: tuple[Case, ...]) -> tuple[Case, ...]:
        """Those put off come after the others, in the order they were put off."""
        late = {key: at for at, key in enumerate(self._later)}
        return tuple(sorted(cases, key=lambda case: late.get(key_of(case), -1)))

    def _say_settled(self, before: Case | None) -> None:
        """A case gone without an answer from here was settled at another desk, or on another page."""
        if before is None or self._beginning or not self.page.isVisible() or key_of(before) in self._decided:
            return
        if key_of(before) not in {key_of(case) for case in self._cases}:
            self._link.refused.emit(SETTLED)

    # -- showing

    def _shown(self) -> tuple[Case, ...]:
        return shown(self._cases, self._kind)

    def _case(self) -> Case | None:
        cases = self._shown()
        return cases[self._at] if self._at < len(cases) else None

    def _load(self) -> None:
        self._sides = None
        self._show()
        pair = self._case()
        if not isinstance(pair, DoubtfulPair):
            return

        def second(first: PersonRecord) -> None:
            self._link.ask(OpenRecord(pair.second), lambda record: both(first, record), _quiet, key="check-second")

        def both(first: PersonRecord, record: PersonRecord) -> None:
            if pair is self._case():
                self._sides = (first, record)
                self.page.show_records(pair, self._sides)

        self._link.ask(OpenRecord(pair.first), second, _quiet, key="check-first")

    def _show(self) -> None:
        counts = {code: len(shown(self._cases, code)) for code, _words in FILTERS}
        self.page.show_cases(self._shown(), self._at, counts, self._clock())
        pair = self._case()
        if isinstance(pair, DoubtfulPair) and self._sides is not None:
            self.page.show_records(pair, self._sides)
        self._show_head()

    def _show_head(self) -> None:
        status: ExchangeStatus | None = self._watch.status
        self.page.show_head(len(self._cases), status.last_at if status else None, self._clock())

    # -- deciding

    def _move(self, at: int) -> None:
        if 0 <= at < len(self._shown()):
            self._at = at
            self._load()
            self.page.start()

    def _filter(self, kind: str) -> None:
        self._kind, self._at = kind, 0
        self._load()

    def _detail(self) -> None:
        pair = self._case()
        if isinstance(pair, DoubtfulPair):
            self._decided.add(key_of(pair))
            self._merging.unite(pair.first, pair.second)

    def _answer(self, at: int, answer: int) -> None:
        case = self._shown()[at]
        if answer == _LATER:
            self._put_off(case)
            return
        self._decided.add(key_of(case))
        if isinstance(case, DoubtfulPair):
            (self._merging.unite_at_once if answer == _UNITE else self._merging.apart)(case.first, case.second)
        elif isinstance(case, CrossedEdit):
            self._do(KeepVersion(case.id) if answer == _UNITE else TakeOtherVersion(case.id))
        else:
            self._book(case, answer)

    def _book(self, slot: DoubleBooking, answer: int) -> None:
        if answer == _APART:
            self._do(KeepBoth(slot.first.id, slot.second.id))
        elif slot.free_at is not None:
            self._do(MoveAppointment(slot.second.id, slot.free_at, slot.second.clock))

    def _do(self, gesture: Gesture) -> None:
        def refused(refusal: Refusal) -> None:
            self._link.refused.emit(refusal.sentence)
            self.read()

        self._link.do(gesture, lambda _change: self.read(), refused)

    def _put_off(self, case: Case) -> None:
        """Last of the list for now; nothing is written."""
        key, deciding = key_of(case), self._case()
        self._later = [*(one for one in self._later if one != key), key]
        self._cases = self._put_last(self._cases)
        if deciding is not None and deciding is not case:
            self._at = self._shown().index(deciding)
        self._load()
        self.page.start()


def _quiet(_refusal: Refusal) -> None:
    """The pair is gone meanwhile: the list that comes says so."""
