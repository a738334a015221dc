"""A form over the page: its fields as they were declared, what is wrong beside each, what is typed kept as a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.errors import Refusal
from ceis_desk.ui.forms.asks import Ask, Kind, control_of, put, read, tidied
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox, ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextArea, TextField
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import BUDGET

Lines = Sequence[Sequence[Ask]]


class FormSheet(QWidget):
    """`kept` gives what was typed by code, once all of it is understood; `aside` is the button besides, if any.

    `by` is the command that keeps, and the place whose keys it is found among.
    """

    kept = Signal(object)
    closed = Signal()
    aside_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        discreet: Discreet,
        keyboard: Keyboard,
        clock: Callable[[], dt.datetime],
        *,
        title: str,
        lines: Lines,
        verb: str = "Enregistrer",
        under: str = "",
        aside: tuple[str, str] = ("", ""),
        by: tuple[str, str] = ("finish", BUDGET),
    ) -> None:
        super().__init__()
        self._keyboard, self._clock, self._by = keyboard, clock, by
        self.asks = [ask for line in lines for ask in line]
        self.controls = {ask.code: control_of(ask, theme, discreet) for ask in self.asks}
        self.fields: dict[str, Field] = {}
        self.keep = Button(theme, verb, kind="main", icon="check")
        keyboard.show_on(self.keep, by[0])
        self.close_it = Button(theme, "Annuler", key="Échap")
        words, icon = aside
        self.aside = Button(theme, words, icon=icon)
        self.refused = Text("", "strong", "danger", wrap=True)
        self.refused.hide()
        inside = QWidget()
        inside.setLayout(column(*(self._line(theme, line) for line in lines), gap=10, margins=(6, 6, 14, 6)))
        scroll = SheetScroll(inside)
        self.said = Text(under, "secondary", "ink2", wrap=True)
        self._under: Callable[[], str] = lambda: under
        self._again: Callable[[], Iterable[Ask]] = tuple
        answers = row(self.keep, self.close_it, None, self.aside, gap=10)
        parts = (Text(title, "title", wrap=True), self.said, HiddenNote(discreet), scroll, self.refused, answers)
        self.setLayout(column(*parts, gap=10, margins=(18, 16, 18, 18)))
        self.said.setVisible(bool(under))
        self.aside.setVisible(bool(words))
        self.keep.clicked.connect(self._keep)
        self.close_it.clicked.connect(self.closed)
        self.aside.clicked.connect(self.aside_asked)

    def _line(self, theme: Theme, asks: Sequence[Ask]) -> QWidget:
        held = QWidget()
        widgets = [self._field(theme, ask) for ask in asks]
        line = even(*widgets, gap=12)
        for widget in widgets:
            line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        held.setLayout(line)
        return held

    def _field(self, theme: Theme, ask: Ask) -> QWidget:
        control = self.controls[ask.code]
        if ask.kind is Kind.TICK:
            return control
        made = Field(theme, ask.label, control, hint=ask.hint, aside=ask.aside)
        self.fields[ask.code] = made
        if isinstance(control, TextField) and ask.kind is not Kind.TEXT:
            control.editingFinished.connect(lambda: self._tidy(ask))
        return made

    def tell(self, discreet: Discreet, under: Callable[[], str], asks: Callable[[], Iterable[Ask]] = tuple) -> None:
        """Words that say something of the household, said again when it is hidden or shown."""
        self._under, self._again = under, asks
        discreet.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        self.said.setText(self._under())
        self.said.setVisible(bool(self.said.text()))
        for ask in self._again():
            control = self.controls[ask.code]
            if isinstance(control, CheckBox):
                control.setText(ask.label)
            else:
                self.fields[ask.code].set_label(ask.label)
            if isinstance(control, ComboBox):
                for at, (_code, words) in enumerate(ask.choices):
                    control.setItemText(at, words)

    def put(self, values: Mapping[str, object]) -> None:
        """Show what is kept already."""
        for code, value in values.items():
            put(self.controls[code], value)

    def only_read(self) -> None:
        """Show what is kept, nothing to change: the case is closed."""
        for control in self.controls.values():
            if isinstance(control, (TextArea, TextField)):
                control.setReadOnly(True)
            else:
                control.setEnabled(False)
        for button in (self.keep, self.aside):
            button.hide()
        self.close_it.setText("Fermer")

    def first(self) -> QWidget:
        """Where the cursor starts."""
        return self.controls[self.asks[0].code]

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; all that is typed stays."""
        self.refused.setText(sentence)
        self.refused.show()
        announce(self, sentence)

    def _tidy(self, ask: Ask) -> None:
        """Amounts and dates as they were understood, or why they were not."""
        control, field = self.controls[ask.code], self.fields[ask.code]
        if not isinstance(control, TextField) or not control.text().strip():
            field.clear_message()
            return
        try:
            words = tidied(ask, control, self._clock())
        except Refusal as refusal:
            field.set_error(refusal.sentence)
            return
        field.clear_message()
        if words and words != control.text():
            control.setText(words)
            control.setModified(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command, place = self._by
        if self._keyboard.asked(event, place) == command:
            if self.keep.isVisibleTo(self):
                self._keep()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            # Entrée goes down, as in the cells of a budget.
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        self.refused.hide()
        values: dict[str, object] = {}
        wrong: list[QWidget] = []
        for ask in self.asks:
            try:
                values[ask.code] = read(ask, self.controls[ask.code], self._clock())
            except Refusal as refusal:
                self.fields[ask.code].set_error(refusal.sentence)
                wrong.append(self.controls[ask.code])
            else:
                if ask.code in self.fields:
                    self.fields[ask.code].clear_message()
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.kept.emit(values)
