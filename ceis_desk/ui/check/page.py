"""« À vérifier »: doubles, crossed edits and slots booked twice, side by side, decided with one key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QWidget

from ceis_desk.people.model import DoubtfulPair, PersonRecord
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.check.case_card import CaseCard
from ceis_desk.ui.check.cases import FILTERS, Case, CaseLook, look_of
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Scroll, column, row
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import KeyCap, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import ANSWERS, choice_of
from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.shell.exchange_words import moment
from ceis_desk.ui.shell.keyboard import Keyboard

_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
_BELOW, _TWO_COLUMNS = 4, 900
IN_ORDER = "Tout est en ordre"
KEPT = "Rien n’est perdu\u00a0: les deux versions sont gardées."


class CheckPage(QWidget):
    """`answered` bears on the case at that place among those shown; `moved` shows another one; `filtered` a kind."""

    answered = Signal(int, int)
    moved = Signal(int)
    filtered = Signal(str)
    detailed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, *, decides: bool) -> None:
        super().__init__()
        self._theme, self._discreet, self._keyboard, self._decides = theme, discreet, keyboard, decides
        self._at, self._many = 0, 0
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said = Text("", "secondary", "ink2", wrap=True)
        self.filter = Segmented(theme, "Cas montrés", FILTERS)
        self.case = CaseCard(theme, chosen=True)
        self.others = tuple(CaseCard(theme, chosen=False) for _ in range(_BELOW))
        self._places: dict[CaseCard, int] = {}
        self.more = Text("", "secondary", "ink2", wrap=True)
        self.empty = EmptyState(theme, IN_ORDER, icon="check", action="Revenir", key="Échap")
        # Neither a case nor « Tout est en ordre » before what waits is read: one of the two would be wrong.
        self.case.hide()
        self.empty.hide()
        self._build()
        self._connect()
        keyboard.follow(self, lambda: self.case.show_keys([digit_cap(digit, keyboard) for digit in ANSWERS]))

    def _build(self) -> None:
        self._arrows = QWidget()
        self._arrows.setLayout(row(KeyCap(self._theme, "Flèches"), Text("autre cas", "secondary", "ink2"), gap=8))
        head = row(column(Text("À vérifier", "title"), self.said, gap=2), self._arrows, self.filter, gap=14)
        head.setStretch(0, 1)
        self._below = QWidget()
        self._grid = QGridLayout(self._below)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        inside = QWidget()
        parts = (head, self.case, self._below, self.more, self.empty, None)
        inside.setLayout(column(*parts, gap=14, margins=(20, 14, 20, 16)))
        self.setLayout(column(Scroll(inside)))
        self._arrange()

    def _connect(self) -> None:
        self.case.answered.connect(lambda answer: self.answered.emit(self._at, answer))
        self.case.detailed.connect(self.detailed)
        for card in self.others:
            card.answered.connect(lambda answer, card=card: self.answered.emit(self._places[card], answer))
            card.picked.connect(lambda card=card: self.moved.emit(self._places[card]))
        self.filter.chosen.connect(self.filtered)
        self.empty.acted.connect(self.left)
        # A button keeps ↑ ↓ for itself: here they go to another case.
        for button in self.findChildren(QPushButton):
            button.installEventFilter(self)
        self._theme.changed.connect(self._arrange)

    # -- what the pilot shows

    def show_cases(self, cases: Sequence[Case], at: int, counts: Mapping[str, int], now: dt.datetime) -> None:
        """The cases that the filter shows, the one at `at` being decided; how many there are of each kind."""
        cursor = QApplication.focusWidget()
        self._at, self._many = at, len(cases)
        for code, words in FILTERS:
            self.filter.set_words(code, f"{words}  {counts[code]}")
        self.case.setVisible(bool(cases))
        self.empty.setVisible(not cases)
        if cases:
            self.case.show_case(self._look(cases[at], now), f"{at + 1} sur {len(cases)}")
        following = [place % len(cases) for place in range(at + 1, at + min(len(cases), _BELOW + 1))] if cases else []
        self._places = dict(zip(self.others, following, strict=False))
        for card in self.others:
            card.setVisible(card in self._places)
            if card in self._places:
                card.show_case(self._look(cases[self._places[card]], now))
        self._below.setVisible(bool(following))
        hidden = len(cases) - 1 - len(following)
        self.more.setText(
            f"{plural(hidden, 'autre cas', 'autres cas')}\u00a0: les flèches y mènent." if hidden > 0 else ""
        )
        self.more.setVisible(hidden > 0)
        if cursor is not None and self.isAncestorOf(cursor) and not cursor.isVisible():
            # Qt would hand the cursor to the first button of the window: « Tout enlever » on example data.
            self.start()

    def show_head(self, total: int, last_at: dt.datetime | None, now: dt.datetime) -> None:
        """How many cases wait, and since which exchange all is in order."""
        after = f" après l’échange {_of(last_at, now)}" if last_at else ""
        self.said.setText(f"{total} cas{after}. {KEPT}" if total else "")
        since = f" depuis {moment(last_at, now)}" if last_at else ""
        self.empty.sentence.setText(f"{IN_ORDER}{since}." if not total else "Aucun cas de ce genre.")

    def show_records(self, pair: DoubtfulPair, records: tuple[PersonRecord, PersonRecord]) -> None:
        """Both records of the pair being decided."""
        self.case.show_records(pair, records, self._discreet.show, decides=self._decides)

    def start(self) -> None:
        """The cursor on the first answer: digits, arrows and Entrée act."""
        target = self.case.first_answer() if self._many else self.empty.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        cards = (self.filter, self.case, *self.others)
        return tuple(card for card in cards if card.isVisibleTo(self))

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            self.keyPressEvent(event)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._many and (digit := choice_of(event, self._keyboard)):
            if not self.case.answers[digit - 1].isHidden() and not event.isAutoRepeat():
                self.answered.emit(self._at, digit)
        elif step and self._many:
            self.moved.emit((self._at + step) % self._many)
        else:
            super().keyPressEvent(event)

    # -- shape

    def _look(self, case: Case, now: dt.datetime) -> CaseLook:
        return look_of(case, self._discreet.show, now, decides=self._decides)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns below the case being decided, one when the page is narrow for its text."""
        self._arrows.setVisible(self.width() >= self._theme.px(_TWO_COLUMNS))
        columns = 2 if self.width() >= self._theme.px(_TWO_COLUMNS) else 1
        if self._grid.property("columns") == columns:
            return
        self._grid.setProperty("columns", columns)
        for at, card in enumerate(self.others):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)


def _of(at: dt.datetime, now: dt.datetime) -> str:
    """« de 10:12 », « d’hier, 17:02 », « du 12 juin, 17:02 »."""
    words = moment(at, now)
    if words.startswith("le "):
        return f"du {words.removeprefix('le ')}"
    return f"d’{words}" if words.startswith("hier") else f"de {words}"
