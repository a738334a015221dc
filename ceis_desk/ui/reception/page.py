"""The welcome page: rows in by its cards, intentions out by signals, and the keys of the counter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from ceis_desk.core.clock import Clock
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Scroll, column
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.head import Head
from ceis_desk.ui.reception.keys import writes
from ceis_desk.ui.reception.search_card import SearchCard, next_stop
from ceis_desk.ui.reception.side_cards import AppointmentsCard, QueueCard, RecentVisits
from ceis_desk.ui.reception.tab_order import follow
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import RECEPTION

_WIDE, _NARROW, _SMALL, _MARGIN = 1290, 1000, 700, 20  # pixels of the page itself, the side bar left out
_HITS, _HITS_ABOVE = 7, 3  # rows of the search, and those left above an open check-in card
LOCKED = (
    "Les passages et la file d’attente sont réservés à l’accueil et aux professionnels. "
    "Pour y avoir accès, demandez à la personne qui administre CEIS Desk."
)


class ReceptionPage(QWidget):
    """Search and check-in at the left, queue and appointments at the right, below it when there is no room."""

    anonymous_asked = Signal()
    new_person_asked = Signal(str)
    call_asked = Signal()
    take_back_asked = Signal()
    board_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, clock: Clock) -> None:
        super().__init__()
        self.theme, self.keyboard = theme, keyboard
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Accueil")
        self.head = Head(theme, keyboard)
        self.card = SearchCard(theme, discreet, keyboard, clock)
        self.recent = RecentVisits(theme)
        self.queue = QueueCard(theme, keyboard)
        self.appointments = AppointmentsCard(theme)
        self._recent_asked = self._card_open = self._more_open = False
        self._later = QTimer(self)  # once the layouts have settled
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._reveal)
        self._build(theme)
        self._connect()
        self.settle()

    def _build(self, theme: Theme) -> None:
        self.recent_button = Button(theme, "Derniers passages", kind="quiet", icon="history", compact=True)
        self.keyboard.show_on(self.recent_button, "recent")
        self.card.right.addWidget(self.recent_button)
        self.card.add(self.recent, 1)
        self.card.body.addStretch(0)
        self._right = QWidget()
        self._beside = column(self.queue, gap=12)
        self._beside.addWidget(self.appointments, 1)
        self._right.setLayout(self._beside)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(14)
        self._sides.addWidget(self.card, 14)
        self._sides.addWidget(self._right, 11)
        self._inside = QWidget()
        self._whole = column(self.head, gap=12, margins=(_MARGIN, 14, _MARGIN, 14))
        self._whole.addLayout(self._sides, 1)
        self._inside.setLayout(self._whole)
        self._scroll = Scroll(self._inside)
        self.locked = EmptyState(theme, LOCKED, icon="lock")
        self.locked.hide()
        self.setLayout(column(self._scroll, self.locked, gap=0))

    def _connect(self) -> None:
        self.head.anonymous_asked.connect(self.anonymous_asked)
        self.head.new_person_asked.connect(lambda: self._act("new-person"))
        self.head.board_asked.connect(self.board_asked)
        self.card.create_asked.connect(self.new_person_asked)
        self.card.resized.connect(self.settle)
        self.queue.call_asked.connect(self.call_asked)
        self.recent_button.clicked.connect(lambda: self._act("recent"))
        self.theme.changed.connect(self.settle)

    def show_locked(self) -> None:
        """Say to whom the page is reserved, and whom to ask."""
        self._scroll.hide()
        self.locked.show()

    def open_sheet(self, content: QWidget, name: str, first: QWidget | None = None, width: int = 660) -> Sheet:
        """Cover the window with a sheet that goes away for good when it closes."""
        sheet = Sheet(self.theme, self.window(), content, name, width=width)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open(first)
        return sheet

    def areas(self) -> list[QWidget]:
        """Where F6 goes, in reading order."""
        recent = [self.recent.rows] if self.recent.isVisible() else []
        stops = [self.head.anonymous, next_stop(self.card), *recent, self.queue.rows, self.appointments.rows]
        return [stop for stop in stops if stop.isVisible()]

    def settle(self) -> None:
        """Give each part the room that the window, the text size and what is open leave it."""
        width = self.width() * 100 // self.theme.scale
        wide, narrow = width >= _WIDE, width < _NARROW
        below = QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(below if narrow else QBoxLayout.Direction.LeftToRight)
        self._place_board(above=narrow)
        self.head.set_narrow(width < _SMALL)
        self.recent.setVisible(wide or self.card.is_idle() or self._recent_asked)
        self.recent_button.setVisible(not self.recent.isVisibleTo(self))
        self.queue.set_room(wide=wide, title_room=not narrow or width > _SMALL)
        results = self.card.results
        if self.card.check_in.isHidden():
            results.set_limit(_HITS)
        else:
            results.set_limit(0)
            results.set_limit(self._hits_that_fit())
            results.scrollTo(results.currentIndex())
        is_open, more = not self.card.check_in.isHidden(), not self.card.check_in.details.isHidden()
        if (is_open, more) != (self._card_open, self._more_open):
            self._card_open, self._more_open = is_open, more
            self._later.start(0)

    def _reveal(self) -> None:
        """Scroll to the check-in card when it opens or unfolds, back to the search when it closes; never in between."""
        target = self.card.check_in if self._card_open else self.card.search
        top = target.mapTo(self._inside, target.rect().topLeft()).y()
        bar, height = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        if target.height() > height or top < bar.value():
            bar.setValue(top - _MARGIN)
        elif top + target.height() > bar.value() + height:
            bar.setValue(top + target.height() + _MARGIN - height)

    def _place_board(self, *, above: bool) -> None:
        """The board line stands over the queue, or under the head when the queue has dropped below."""
        where = self._whole if above else self._beside
        if where.indexOf(self.head.board) < 0:
            where.insertWidget(1 if above else 0, self.head.board)
            follow(self.head.new_person, [self.recent_button])
            follow(self.head.new_person if above else self.recent.rows, [self.head.board])

    def _hits_that_fit(self) -> int:
        """Rows left visible above the check-in card: its Enregistrer comes first."""
        for part in reversed(self._inside.findChildren(QWidget)):
            if (layout := part.layout()) is not None:
                layout.activate()
        self._whole.activate()
        width = self._scroll.viewport().width()
        needed = (
            self._whole.heightForWidth(width) if self._whole.hasHeightForWidth() else self._whole.sizeHint().height()
        )
        row_height = max(1, self.card.results.sizeHintForRow(0))
        room = (self._scroll.viewport().height() - needed) // row_height
        return max(0, min(_HITS_ABOVE, room, self.card.results.rows.rowCount()))

    def _act(self, wish: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "search": lambda: self.card.focus_search(anew=True),
            "anonymous": self.anonymous_asked.emit,
            "recent": self._show_recent,
            "board": self.board_asked.emit,
            "call": self.call_asked.emit,
            "take-back": self.take_back_asked.emit,
            "new-person": lambda: self.new_person_asked.emit(self.card.search.text().strip()),
            "dossier": self._ask_dossier,
            "back": self._back,
        }
        acts[wish]()

    def _show_recent(self) -> None:
        self._recent_asked = True
        self.settle()
        if not self.recent.rows.current():
            self.recent.rows.step(1)
        self.recent.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_dossier(self) -> None:
        if not self.card.check_in.isHidden():
            self.card.dossier_asked.emit(self.card.check_in.guest().id)

    def _back(self) -> None:
        """Close, then clear, then back to the search."""
        self._recent_asked = False
        if not self.card.check_in.isHidden():
            self.card.close_check_in()
        elif self.card.search.text():
            self.card.clear()
        else:
            self.card.search.give_up()
            self.card.focus_search()
        self.settle()

    def _asked(self, event: QKeyEvent) -> str:
        is_escape = event.key() == Qt.Key.Key_Escape and not event.modifiers()
        return "back" if is_escape else self.keyboard.asked(event, RECEPTION)

    def event(self, event: QEvent) -> bool:
        # The keys of this page come before those of the window: N with Ctrl takes the name typed here along.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._asked(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = self._asked(event)
        if wish and self.locked.isHidden():
            self._act(wish)
        elif writes(event, self.keyboard) and self.locked.isHidden():
            self.card.focus_search(anew=True)
            QApplication.sendEvent(self.card.search, event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()
