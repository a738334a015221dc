"""The page of the form: what is typed at the left, the records that look like it at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.doubt import Doubt
from ceis_desk.ui.people.edit_side import EditSide
from ceis_desk.ui.people.form import PersonForm
from ceis_desk.ui.people.keys import is_enter, takes_key
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE

_EDGE = 14
NOTHING_NEEDED = "Rien n’est obligatoire\u00a0: un prénom suffit pour être accueilli."


class FormPage(QWidget):
    """Intentions out: `submitted`, `another` (not the same person), `left`, `swapped` (the other draft)."""

    submitted = Signal()
    another = Signal()
    left = Signal()
    swapped = Signal()
    emptied = Signal()
    opened = Signal(object)

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self._keyboard = keyboard
        self.form = PersonForm(theme, discreet)
        self.doubt = Doubt(theme, discreet, keyboard)
        self.side = EditSide(theme, discreet, keyboard)
        self.title = Text("Nouvelle personne", "title", wrap=True)
        self.said = Text(NOTHING_NEEDED, "secondary", "ink2", wrap=True)
        self.draft = Text("Brouillon gardé", "secondary", "success")
        self.back = Button(theme, "Revenir à la liste", icon="arrow-left", key="Échap")
        self.empty = Button(theme, "Vider", kind="quiet", icon="trash", compact=True)
        self.swap = Button(theme, "Reprendre l’autre brouillon", kind="quiet", icon="history", compact=True)
        self.refusal = Notice(theme, "", tone="danger", icon="alert-circle")
        self._draft_icon = Icon(theme, "check", "success", 17)
        self._build(theme, discreet)
        self.back.clicked.connect(self.left)
        self.empty.clicked.connect(self.emptied)
        self.swap.clicked.connect(self.swapped)
        self.doubt.opened.connect(self.opened)
        self.doubt.another.connect(self.another)
        self.doubt.made.connect(self.submitted)
        self.refuse("")

    def _build(self, theme: Theme, discreet: Discreet) -> None:
        titles = column(self.title, self.said, gap=2)
        head = row(titles, self.empty, self._draft_icon, self.draft, self.back, gap=8)
        head.setStretch(0, 1)
        held = self._held = Card(theme)
        held.add(HiddenNote(discreet))
        held.add(self.form)
        beside = QWidget()
        self._beside = column(self.doubt, self.side, None)
        beside.setLayout(self._beside)
        both = self._both = SideBySide(theme, held, beside, narrow=860, shares=(4, 5))
        inside = QWidget()
        inside.setLayout(column(head, row(self.swap, None), self.refusal, both, None, gap=14, margins=(20, 14, 20, 16)))
        self._scroller = Scroll(inside)
        self.setLayout(column(self._scroller))
        self._scroller.verticalScrollBar().valueChanged.connect(self._keep_in_sight)
        self._scroller.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)

    def _keep_in_sight(self, *_: int) -> None:
        """What creates or keeps the record follows a form longer than the window."""
        self._beside.setContentsMargins(0, 0, 0, 0)
        needed = self._beside.sizeHint().height()
        lowest = self._held.sizeHint().height() - needed
        top = 0
        if self._both.is_beside() and needed <= self._scroller.viewport().height():
            top = max(0, min(self._scroller.verticalScrollBar().value() - self._both.y() + _EDGE, lowest))
        self._beside.setContentsMargins(0, top, 0, 0)

    def show_draft(self, *, kept: bool) -> None:
        """« Brouillon gardé » once the store has it."""
        self.draft.setVisible(kept)
        self._draft_icon.setVisible(kept)

    def set_editing(self, *, on: bool) -> None:
        """A record that exists is changed, not looked for."""
        self.doubt.setVisible(not on)
        self.side.setVisible(on)
        self.side.clear()
        self.empty.setVisible(not on)
        self.form.more.hide_household(hidden=on)

    def refuse(self, words: str) -> None:
        """A refusal of the whole record, empty to take it away."""
        self.refusal.words.setText(words)
        self.refusal.setVisible(bool(words))

    def event(self, event: QEvent) -> bool:
        return takes_key(event, self._keyboard) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._keyboard.asked(event, PEOPLE)
        if asked == "new-person":
            if self.doubt.asks() is not None and self._answers():
                self.another.emit()
        elif asked == "validate":
            self._enter(control=True)
        elif is_enter(event) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._enter(control=False)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _answers(self) -> bool:
        """Whether a key answers the doubt: below the fold, the first one only brings it into view."""
        if not self.doubt.card.comparison.visibleRegion().isEmpty():
            return self.doubt.may_answer()
        self._scroller.ensureWidgetVisible(self.doubt.card, 0, 0)
        self.doubt.look_again()
        return False

    def _enter(self, *, control: bool) -> None:
        asked = self.doubt.asks() if self.doubt.isVisibleTo(self) else None
        if asked is not None:
            if self._answers():
                self.opened.emit(asked)
        elif control or self.form.on_last_field() or QApplication.focusWidget() is self.form.notice:
            self.submitted.emit()
        else:
            self.focusNextChild()
