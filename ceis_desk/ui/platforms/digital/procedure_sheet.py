"""A procedure made online: what it is, where it stands, when to see it again."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.digital.coop import ProcedureTheme
from ceis_desk.platforms.digital.gestures import ChangeProcedure, OpenProcedure
from ceis_desk.platforms.digital.model import LONGEST_WORDS, Procedure, ProcedureState
from ceis_desk.platforms.digital.rules import check_label, next_due
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.keys import is_enter
from ceis_desk.ui.reception.rows import name_of


class ProcedureSheet(QWidget):
    """`given` gives the gesture; `withdraw_asked` takes the procedure away, `record_asked` opens her record."""

    given = Signal(object)
    withdraw_asked = Signal()
    record_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, guest: Guest, line: Procedure | None, today: dt.date) -> None:
        super().__init__()
        self._discreet, self._guest, self._line, self._today = discreet, guest, line, today
        self.title = Text("", "title", wrap=True)
        self.words = TextField(theme, placeholder="Prime d’activité, carte d’identité…")
        self.words.setMaxLength(LONGEST_WORDS)
        self.words.obey(discreet)
        hint = "Ni numéro de sécurité sociale, ni mot de passe."
        self.label = Field(theme, "Démarche", self.words, hint=hint)
        self.theme = ComboBox(theme, tuple((one.value, one.label) for one in ProcedureTheme))
        self.state = ComboBox(theme, tuple((one.value, one.label) for one in ProcedureState))
        self.day = TextField(theme, placeholder="21/06, +7, demain")
        self.due = Field(theme, "À revoir le", self.day, aside="facultatif")
        self.save = Button(theme, "Enregistrer", kind="main", icon="check", key="Entrée")
        self.withdraw = Button(theme, "Retirer de la liste", icon="trash")
        self.record = Button(theme, "Ouvrir sa fiche", icon="user")
        if line is None:
            self.withdraw.hide()
            self.record.hide()
        close_it = LeaveButton(theme)
        parts = (
            self.title,
            HiddenNote(discreet),
            self.label,
            even(Field(theme, "Thème", self.theme), Field(theme, "Où elle en est", self.state)),
            self.due,
            row(self.save, close_it, None, self.record, self.withdraw, gap=10),
        )
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 16)))
        self._fill()
        self._connect()

    def _fill(self) -> None:
        line = self._line
        self.state.set_value((line.state if line else ProcedureState.TO_FINISH).value)
        self.theme.set_value((line.theme if line else ProcedureTheme.NONE).value)
        due = line.due if line else next_due(ProcedureState.TO_FINISH, self._today)
        self.words.setText(line.label if line else "")
        self.day.setText(write_day(due) if due else "")
        self._say()

    def _connect(self) -> None:
        self.state.activated.connect(lambda _at: self._restate())
        self.save.clicked.connect(self._give)
        self.withdraw.clicked.connect(self.withdraw_asked)
        self.record.clicked.connect(self.record_asked)
        self._discreet.changed.connect(self._say)

    def refuse(self, words: str) -> None:
        """Say why nothing was recorded."""
        self.label.set_error(words)

    def _say(self) -> None:
        self.title.setText(f"Démarche de {name_of(self._guest, self._discreet.show)}")

    def _restate(self) -> None:
        """Another state proposes its own day, a state at its end none."""
        due = next_due(ProcedureState(self.state.value()), self._today)
        self.day.setText(write_day(due) if due else "")
        self.due.setVisible(due is not None)
        self.due.clear_message()

    def _give(self) -> None:
        state, theme = ProcedureState(self.state.value()), ProcedureTheme(self.theme.value())
        try:
            check_label(self.words.text())
        except Refusal as refusal:
            self.label.set_error(refusal.sentence)
            return
        self.label.clear_message()
        try:
            due = parse_day(self.day.text(), self._today) if self.day.text().strip() and state.is_open else None
        except Refusal as refusal:
            self.due.set_error(refusal.sentence)
            return
        line = self._line
        if line is not None:
            self.given.emit(ChangeProcedure(line.id, self.words.text(), theme, state, due, clock=line.clock))
        elif self._guest.id is not None:
            self.given.emit(OpenProcedure(self._guest.id, self.words.text(), theme, state, due))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self._give()
        else:
            super().keyPressEvent(event)
