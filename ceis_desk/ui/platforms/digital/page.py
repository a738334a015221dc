"""« Espace numérique »: the posts, the procedures, and the sheet of the help being given."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ceis_desk.platforms.digital.model import Space
from ceis_desk.platforms.digital.posts import occupied_words
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.platforms.digital.first_contact import FirstContactLine
from ceis_desk.ui.platforms.digital.help_card import HelpCard
from ceis_desk.ui.platforms.digital.posts_card import PostsCard
from ceis_desk.ui.platforms.digital.procedures_card import ProceduresCard
from ceis_desk.ui.reception.keys import digit_of, sign_of
from ceis_desk.ui.shell.keyboard import Keyboard

ASK, FREE, OUT = "a", "l", "p"
_NARROW, _NARROW_HEAD = 1000, 720
_SIDES, _FOOT = 40, 16  # pixels


class _Ground(QWidget):
    """Two columns fill the height that there is; one column takes the height that it needs, and scrolls."""

    def __init__(self, both: SideBySide) -> None:
        super().__init__()
        self._both = both
        both.setParent(self)

    def minimumSizeHint(self) -> QSize:
        least = self._both.minimumSizeHint()
        tall = least.height() if self._both.is_beside() else max(least.height(), self._both.sizeHint().height())
        return QSize(least.width() + _SIDES, tall + _FOOT)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        # Without a layout of its own it hears that its columns need more room, and must tell whoever scrolls it.
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self._both.is_beside()
        self._both.setGeometry(_SIDES // 2, 0, self.width() - _SIDES, self.height() - _FOOT)
        if beside is not self._both.is_beside():
            self.updateGeometry()


class DigitalPage(QWidget):
    """`asked` gives the sign of a command of one key, for the post chosen."""

    asked = Signal(str)
    seat_asked = Signal()
    help_asked = Signal()
    record_asked = Signal()
    procedure_asked = Signal()
    figures_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, *, professional: bool) -> None:
        super().__init__()
        self._keyboard = keyboard
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.state = Text("", "secondary", "ink2", wrap=True)
        self.figures = Button(theme, "Chiffres", icon="chart-bar")
        self.sheet = Button(theme, "Fiche d’aide", icon="edit")
        self.seat = Button(theme, "Installer une personne", kind="main", icon="user-plus")
        self.posts = PostsCard(theme, discreet, self.seat)
        self.procedures = ProceduresCard(theme, discreet)
        self.first_contact = FirstContactLine(theme, discreet)
        self.help = HelpCard(theme, discreet, reserved=not professional)
        if not professional:
            for part in (self.figures, self.sheet, self.procedures):
                part.hide()
        self._compose(theme, alone=not professional)
        self._bind(professional=professional)

    def _compose(self, theme: Theme, *, alone: bool) -> None:
        title, tools = QWidget(), QWidget()
        title.setLayout(column(Text("Espace numérique", "title"), self.state, gap=2))
        tools.setLayout(row(None, self.figures, self.sheet, self.seat, gap=10))
        head = SideBySide(theme, title, tools, narrow=_NARROW_HEAD, shares=(1, 0))
        left = QWidget()
        parts = column(self.posts, self.procedures, self.first_contact, gap=12)
        parts.setStretch(1, 1)
        if alone:
            parts.addStretch(1)
        left.setLayout(parts)
        self.both = SideBySide(theme, left, self.help, narrow=_NARROW, shares=(1, 0))
        whole = column(gap=10)
        whole.setContentsMargins(0, 14, 0, 0)
        top = row(head, margins=(20, 0, 20, 0))
        whole.addLayout(top)
        whole.addWidget(FollowScroll(_Ground(self.both)), 1)
        self.setLayout(whole)

    def _bind(self, *, professional: bool) -> None:
        keyboard = self._keyboard
        keyboard.show_on(self.seat, "seat")
        keyboard.shortcut(self, "seat", self.seat_asked.emit)
        self.seat.clicked.connect(self.seat_asked)
        if not professional:
            return
        for button, code, signal in (
            (self.sheet, "help-sheet", self.help_asked),
            (self.help.save, "record-help", self.record_asked),
        ):
            keyboard.show_on(button, code)
            keyboard.shortcut(self, code, signal.emit)
        keyboard.shortcut(self, "new-procedure", self.procedure_asked.emit)
        self.sheet.clicked.connect(self.help_asked)
        self.help.recorded.connect(self.record_asked)
        self.procedures.new_asked.connect(self.procedure_asked)
        self.figures.clicked.connect(self.figures_asked)

    def show_state(self, space: Space) -> None:
        """« 6 postes sur 8 occupés, 1 personne demande de l’aide »."""
        self.state.setText(occupied_words(space.posts, len(space.waiting)))

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return tuple(part for part in (self.posts, self.procedures, self.help) if part.isVisibleTo(self))

    def start(self) -> None:
        """The cursor on the posts."""
        self.posts.start()
        if not self.posts.has_cursor():
            self.seat.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_field = isinstance(QApplication.focusWidget(), QLineEdit)
        digit = None if in_field else digit_of(event, self._keyboard)
        sign = "" if in_field else sign_of(event, self._keyboard).lower()
        if event.isAutoRepeat():
            super().keyPressEvent(event)
        elif digit == 0 and self.help.form is not None:
            self.help.form.unfold()
        elif digit and self.posts.choose_rank(digit):
            event.accept()
        elif sign in (ASK, FREE, OUT):
            self.asked.emit(sign)
        else:
            super().keyPressEvent(event)
