"""The sheet of a priority district: its name, and the days between which it is one."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.site_values import District

NO_NAME = "Il manque le nom du quartier."
BACKWARDS = "La fin précède le début. Le texte est gardé, corrigez le jour."


class DistrictForm(QWidget):
    """`given` is the district as typed; without a last day it is still in force."""

    given = Signal(object)

    def __init__(self, theme: Theme, today: dt.date, district: District | None) -> None:
        super().__init__()
        self._today, self._district = today, district
        self.name, self.first, self.last = TextField(theme), TextField(theme), TextField(theme)
        self.name_field = Field(theme, "Nom du quartier", self.name)
        self.first_field = Field(theme, "Prioritaire depuis le", self.first)
        self.last_field = Field(theme, "Jusqu’au", self.last, aside="vide s’il l’est toujours")
        self.name.setText(district.name if district else "")
        self.first.setText(write_day(district.first if district else today))
        self.last.setText(write_day(district.last) if district and district.last else "")
        title = Text("Modifier le quartier" if district else "Ajouter un quartier prioritaire", "card")
        why = Text("Les passages déjà comptés gardent le quartier de leur jour.", "hint", "ink2", wrap=True)
        self.save = Button(theme, "Enregistrer le quartier", kind="main", icon="check", key="Entrée")
        answers = row(self.save, LeaveButton(theme), None, gap=10)
        days = even(self.first_field, self.last_field)
        self.setLayout(column(title, self.name_field, days, why, answers, gap=12, margins=(20, 16, 20, 16)))
        self.save.clicked.connect(self.submit)

    def submit(self) -> None:
        """Give the district once its name and its days are understood."""
        if not self.name.text().strip():
            self.name_field.set_error(NO_NAME)
            self.name.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.name_field.clear_message()
        first = self._day(self.first_field, self.first)
        last = self._day(self.last_field, self.last) if self.last.text().strip() else None
        if first is None or (last is None and self.last.text().strip()):
            return
        if last is not None and last < first:
            self.last_field.set_error(BACKWARDS)
            return
        note = self._district.note if self._district else ""
        self.given.emit(District(self.name.text().strip(), first, last, note))

    def _day(self, field: Field, text: TextField) -> dt.date | None:
        try:
            day = parse_day(text.text(), self._today)
        except Refusal as refusal:
            field.set_error(refusal.sentence)
            text.setFocus(Qt.FocusReason.TabFocusReason)
            return None
        field.clear_message()
        return day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()
