"""A person answers the scale of the CEIS: a face or a number for each statement, each of them optional."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.parcours.self_assessment import Answer, AssessmentMoment, OwnScale, ScaleForm, SelfAssessment
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.mark_row import MarkRow
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE

TITLE = "Comment la personne se voit"
_HOW = {
    ScaleForm.FACES: "La personne répond elle-même\u00a0: 1 à 4 choisit un visage, Suppr passe la phrase.",
    ScaleForm.NUMBERS: "La personne répond elle-même\u00a0: 0 à 9, ou les flèches\u00a0; Suppr passe la phrase.",
}
_MOMENTS = tuple((one.value, one.label) for one in AssessmentMoment)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AssessmentSheet(QWidget):
    """`kept` gives the day, the moment and the answers."""

    kept = Signal(object, object, object)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        discreet: Discreet,
        keyboard: Keyboard,
        scale: OwnScale,
        today: dt.date,
        former: SelfAssessment | None,
        moment: AssessmentMoment,
    ) -> None:
        super().__init__()
        self._keyboard, self._today = keyboard, today
        form = former.form if former else scale.form
        self.rows = [MarkRow(theme, keyboard, one, form) for one in scale.statements]
        self.day = TextField(theme)
        self.day.setText(write_day(former.day if former else today))
        self._day = Field(theme, "Répondu le", self.day)
        self.moment = ComboBox(theme, _MOMENTS)
        self.moment.set_value((former.moment if former else moment).value)
        self.keep = Button(theme, "Enregistrer", kind="main", icon="check")
        keyboard.show_on(self.keep, "validate")
        close_it = Button(theme, "Annuler", key="Échap")
        self.refused = Text("", "strong", "danger", wrap=True)
        self.refused.hide()
        inside = QWidget()
        when = even(self._day, Field(theme, "Quand", self.moment))
        inside.setLayout(column(*self.rows, when, gap=12, margins=(6, 6, 14, 6)))
        said = Text(_HOW[form], "secondary", "ink2", wrap=True)
        answers = row(self.keep, close_it, None, gap=10)
        parts = (
            Text(TITLE, "title", wrap=True),
            said,
            HiddenNote(discreet),
            SheetScroll(inside),
            self.refused,
            answers,
        )
        self.setLayout(column(*parts, gap=10, margins=(18, 16, 18, 18)))
        self.keep.clicked.connect(self._keep)
        close_it.clicked.connect(self.closed)
        discreet.changed.connect(inside.setHidden)
        inside.setHidden(discreet.on)
        marks = {answer.code: answer.value for answer in former.answers} if former else {}
        for at, one in enumerate(self.rows):
            one.put(marks.get(one.code))
            one.answered.connect(lambda at=at: self._next(at))

    def first(self) -> QWidget:
        """Where the cursor starts."""
        return self.rows[0].chosen()

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; all answers stay."""
        self.refused.setText(sentence)
        self.refused.show()
        announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keyboard.asked(event, PEOPLE) == "validate":
            self._keep()
        elif event.key() in _ENTERS and not event.modifiers():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _next(self, at: int) -> None:
        if at + 1 < len(self.rows):
            self.rows[at + 1].take_cursor()
        else:
            self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep(self) -> None:
        self.refused.hide()
        try:
            day = parse_day(self.day.text(), self._today)
        except Refusal as refusal:
            self._day.set_error(refusal.sentence)
            self.day.setFocus(Qt.FocusReason.TabFocusReason)
            return
        answers = tuple(Answer(one.code, one.value()) for one in self.rows)
        self.kept.emit(day, AssessmentMoment(self.moment.value()), answers)
