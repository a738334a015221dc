"""The chosen session: who is on its roll, ticked with one key, and what may be done of it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.agenda.week import Attendance
from ceis_desk.agenda.workshops import Tally, WorkshopRoll
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.painting import RIGHT, icon_at, rounded, smooth_painter, words_at
from ceis_desk.ui.kit.row_delegate import RowDelegate
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.row_plan import left_width
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import IconTile, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.keys import sign_of
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.workshops.rows import SIGNS
from ceis_desk.ui.workshops.tight import tighten

EXCUSED_SIGN, ABSENT_SIGN, LEAVING_SIGN = "e", "a", "x"
NOBODY = "Personne n’est encore inscrit. F2 pour ajouter une personne."
ANYBODY = "Vient qui veut. F2 pour ajouter une personne connue, ou comptez les venus sans nom."
NOT_BEGUN = "Cette séance n’a pas commencé\u00a0: elle se clôt une fois commencée."
NO_NAMES = "Votre compte lit les nombres. Les noms sont à l’accueil et aux professionnels."
_BOX, _NUMBER = 22, 30


class TickDelegate(RowDelegate):
    """A row whose left side is its tick box, then its number on the sheet to sign."""

    def _left_side(self, painter: QPainter, box: QRect, look: RowLook) -> int:
        theme, px, middle = self._theme, self._theme.px, box.center().y() + 1
        side, left = px(_BOX), box.left() + px(12)
        square = QRect(left, middle - side // 2, side, side)
        if look.icon == SIGNS[Attendance.PRESENT]:
            rounded(painter, square, 5, fill=theme.color("primary"))
            icon_at(painter, theme, look.icon, "on_primary", 16, square.left() + px(3), middle)
        elif look.icon in (SIGNS[Attendance.EXCUSED], SIGNS[Attendance.ABSENT]):
            rounded(painter, square, 5, fill=theme.color("track"))
            icon_at(painter, theme, look.icon, "ink2", 16, square.left() + px(3), middle)
        else:
            rounded(painter, square, 5, fill=theme.color("surface"), edge=theme.color("strong"), width=2)
        number = QRect(square.right(), box.top(), px(_NUMBER), box.height())
        words_at(painter, number, look.lead, theme.font(14), theme.color("ink3"), RIGHT)
        return box.left() + left_width(theme, look)


class RosterList(RowList):
    """Espace, E, A, X and Suppr mark the person under the cursor (`marked`), and a click on her row ticks her."""

    marked = Signal(str, object)

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__(theme, "Personnes de la séance")
        self._keyboard = keyboard
        self._delegate = TickDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.opened.connect(lambda ident: self.marked.emit(ident, Attendance.PRESENT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = self._asked(event)
        if state is not None and self.current():
            self.marked.emit(self.current(), state)
        elif event.key() == Qt.Key.Key_Space:
            event.accept()
        else:
            super().keyPressEvent(event)

    def _asked(self, event: QKeyEvent) -> Attendance | None:
        if event.isAutoRepeat():
            return None
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            return Attendance.PRESENT
        if event.key() == Qt.Key.Key_Delete:
            return Attendance.ENROLLED
        signs = {EXCUSED_SIGN: Attendance.EXCUSED, ABSENT_SIGN: Attendance.ABSENT, LEAVING_SIGN: Attendance.WITHDRAWN}
        return signs.get(sign_of(event, self._keyboard).lower())


class TallyBar(QWidget):
    """How much of the roll is ticked, as a bar; its numbers stand in words above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._tally = theme, Tally()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, tally: Tally) -> None:
        """The parts of the bar."""
        self._tally = tally
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        tally, total, at = self._tally, max(self._tally.on_roll, 1), 0
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), self.height() / 2, fill=self._theme.color("track"))
            for count, token in ((tally.present, "success"), (tally.excused + tally.absent, "strong")):
                width = self.width() * count // total
                if width:
                    part = QRect(at, 0, width - 2, self.height())
                    rounded(painter, part, self.height() / 2, fill=QColor(self._theme.color(token)))
                at += width


class RosterCard(Card):
    """`add_asked`, `close_asked`, `edit_asked`, `attest_asked` are its buttons; `typed` and `picked`, its search."""

    add_asked = Signal()
    close_asked = Signal()
    edit_asked = Signal()
    attest_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, *, writes: bool) -> None:
        super().__init__(theme)
        self._writes = writes
        self.setAccessibleName("Séance choisie")
        tighten(self, 12, 14, 12, 14)
        self.tile = IconTile(theme, "users-group", "neutral", 50)
        self.name = Text("", "card", wrap=True)
        self.moment = Chip(theme, "")
        self.about = Text("", "secondary", "ink2", wrap=True)
        self.edit = IconButton(theme, "edit", "Modifier la séance", compact=True)
        self.attest = IconButton(theme, "certificate", "Attestation de présence de la personne choisie", compact=True)
        self.counted, self.marks = Text("", "strong"), Text("", "secondary", "ink2", wrap=True)
        self.bar = TallyBar(theme)
        self.people = RosterList(theme, keyboard)
        self.nobody = Text("", "secondary", "ink2", wrap=True)
        self.picker = PersonPicker(theme, discreet, "Ajouter une personne")
        self.picker.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.picker.hide()
        self.adder = Button(theme, "Ajouter une personne", kind="tinted", icon="user-plus")
        self.closer = Button(theme, "Clore la séance", kind="main", icon="check")
        title = row(self.name, self.moment, None, self.edit, gap=10)
        head = row(self.tile, column(title, self.about, gap=2), gap=12)
        head.setStretch(1, 1)
        counts = row(self.counted, self.marks, self.attest, gap=10)
        counts.setStretch(1, 1)
        foot = row(self.adder, self.closer, gap=8)
        foot.setStretch(1, 1)
        for part in (head, counts, self.bar):
            self.add(part)
        self.add(self.people, 1)
        self.add(self.nobody)
        self.add(self.picker)
        # The buttons keep their place at the foot when the roll makes way for the search.
        self.body.addStretch(0)
        self.add(foot)
        for button in (self.adder, self.closer, self.edit, self.attest):
            if not writes:
                button.hide()
        keyboard.show_on(self.adder, "add-person")
        keyboard.show_on(self.closer, "close-session")
        self.adder.clicked.connect(self.add_asked)
        self.closer.clicked.connect(self.close_asked)
        self.edit.clicked.connect(self.edit_asked)
        self.attest.clicked.connect(self.attest_asked)

    def show_head(self, icon: tuple[str, str], chip: ChipLook, words: tuple[str, str, str, str]) -> None:
        """The session: its icon with its tone, where it stands, then title, place, how many and where they stand."""
        self.tile.set_icon(*icon)
        self.moment.show_look(chip)
        for label, text in zip((self.name, self.about, self.counted, self.marks), words, strict=True):
            label.setText(text)

    def show_people(self, roll: WorkshopRoll, rows: list[tuple[str, RowLook]], *, named: bool, begun: bool) -> None:
        """Who is on the roll, or why nobody is listed; only a session that has `begun` can be closed."""
        session = roll.session
        self.bar.show_tally(session.tally)
        self.bar.setAccessibleName(self.marks.text() or self.counted.text())
        self.people.show_rows(rows)
        adding = self.picker.isVisibleTo(self)
        self.people.setVisible(bool(rows) and not adding)
        self.attest.setVisible(self._writes and bool(rows))
        self.nobody.setText(NO_NAMES if not named else NOBODY if session.enrolling else ANYBODY)
        self.nobody.setVisible(not rows and not adding)
        closed = session.closed_at is not None
        self.closer.setText("Rouvrir la séance" if closed else "Clore la séance")
        self.closer.set_icon("lock-open" if closed else "check")
        self.closer.set_kind("plain" if closed else "main")
        self.closer.forbid("" if begun or closed else NOT_BEGUN)
        self.adder.setEnabled(not closed)
        self.adder.setVisible(self._writes and not closed)
        self.edit.setEnabled(not closed)
        if closed:
            self.end_adding()

    def begin_adding(self) -> None:
        """Open the search, the cursor in it."""
        if self._writes and self.adder.isEnabled():
            # The names found need the room of the roll.
            self.people.hide()
            self.nobody.hide()
            self.picker.show()
            self.picker.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_adding(self) -> bool:
        """Close the search; False when it was not open."""
        was = self.picker.isVisibleTo(self)
        if was:
            listed = self.people.rows.rowCount() > 0
            self.people.setVisible(listed)
            self.nobody.setVisible(not listed)
            (self.people if listed else self.adder).setFocus(Qt.FocusReason.OtherFocusReason)
        self.picker.clear()
        self.picker.hide()
        return was
