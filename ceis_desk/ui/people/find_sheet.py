"""Somebody found by her name over a page: letters, arrows, Entrée."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.people.model import PersonHit
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.reception.rows import hit_row

_TALL = 260
WHO = "la personne"
NOBODY = "Aucune fiche à ce nom. Créez-la d’abord dans Personnes."


class FindSheet(QWidget):
    """`searched` at each letter, `picked` with who is found, `closed` when nobody is; `what` says who is looked for."""

    searched = Signal(str)
    picked = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, title: str, today: dt.date, what: str = WHO) -> None:
        super().__init__()
        self._discreet, self._today = discreet, today
        self._hits: dict[str, PersonHit] = {}
        self.search = SearchField(theme, placeholder=f"Nom de {what}", name=f"Chercher {what}")
        self.results = RowList(theme, "Fiches trouvées")
        self.results.setMinimumHeight(theme.px(_TALL))
        self.empty = Text(NOBODY, "secondary", "ink2", wrap=True)
        self.empty.hide()
        close_it = Button(theme, "Annuler", key="Échap")
        parts = (Text(title, "title", wrap=True), self.search, self.results, self.empty, row(close_it, None))
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))
        self.search.textEdited.connect(self.searched)
        self.results.opened.connect(self._pick)
        close_it.clicked.connect(self.closed)
        discreet.changed.connect(self._show)

    def show_hits(self, hits: tuple[PersonHit, ...]) -> None:
        """The records found."""
        self._hits = {str(hit.id): hit for hit in hits}
        self._show()
        self.results.go_to(next(iter(self._hits), ""))

    def _show(self) -> None:
        typed, show = self.search.text(), self._discreet.show
        self.results.show_rows([(key, hit_row(hit, typed, show, self._today)) for key, hit in self._hits.items()])
        self.empty.setVisible(bool(typed.strip()) and not self._hits)

    def _pick(self, ident: str) -> None:
        if ident in self._hits:
            self.picked.emit(self._hits[ident])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_enter(event):
            self._pick(self.results.current())
        else:
            super().keyPressEvent(event)
