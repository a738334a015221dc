"""A small search for one more person: who comes along, or who a visit was in truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.people.model import PersonHit
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest, guest_of_hit
from ceis_desk.ui.reception.keys import is_enter
from ceis_desk.ui.reception.rows import hit_row

_SHOWN = 4


class _PickField(TextField):
    entered = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.text().strip():
            self.entered.emit()
        elif is_enter(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class PersonPicker(QWidget):
    """A field and up to four names: ↑ ↓ choose, Entrée takes; an answer for other letters is never acted on."""

    typed = Signal(str)
    picked = Signal(object)

    def __init__(self, theme: Theme, discreet: Discreet, label: str) -> None:
        super().__init__()
        self._discreet = discreet
        self._hits: dict[str, PersonHit] = {}
        self._answered, self._wanted = "", False
        self.field = _PickField(theme, placeholder="nom, téléphone ou date de naissance", icon="search")
        self.rows = RowList(theme, label, fit=True)
        self.rows.hide()
        self.field.textChanged.connect(self._asked)
        self.field.entered.connect(self._enter)
        self.field.stepped.connect(self.rows.step)
        self.rows.opened.connect(self._take)
        self.setLayout(column(Field(theme, label, self.field), self.rows, gap=4))
        self.setFocusProxy(self.field)

    def show_hits(self, typed: str, hits: Sequence[PersonHit], today: dt.date) -> None:
        """Show the answer for `typed`, unless other letters were typed since."""
        if typed != self.field.text():
            return
        self._answered = typed
        self._hits = {str(hit.id): hit for hit in hits[:_SHOWN]}
        looks = [(ident, hit_row(hit, typed, self._discreet.show, today)) for ident, hit in self._hits.items()]
        self.rows.show_rows(looks or [("", RowLook("Aucune personne à ce nom.", heading=True))])
        self.rows.setVisible(bool(typed.strip()))
        self.rows.go_to(next(iter(self._hits), ""))
        if self._wanted:
            self._wanted = False
            self._enter()

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()

    def guest(self, ident: str) -> Guest | None:
        """The guest behind a line."""
        return guest_of_hit(self._hits[ident]) if ident in self._hits else None

    def _asked(self, typed: str) -> None:
        if typed.strip():
            self.typed.emit(typed)
        else:
            self._wanted = False
            self.rows.hide()

    def _enter(self) -> None:
        if self._answered == self.field.text():
            self._take(self.rows.current())
        else:
            self._wanted = True

    def _take(self, ident: str) -> None:
        guest = self.guest(ident)
        if guest is not None:
            self.clear()
            self.picked.emit(guest)
