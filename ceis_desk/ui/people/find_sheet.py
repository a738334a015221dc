"""Find the other record of the same person."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.ids import Id
from ceis_desk.people.model import PersonHit
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.reception.rows import hit_row


class FindSheet(QWidget):
    """`searched` at each letter, `picked` with the id of the other record."""

    searched = Signal(str)
    picked = Signal(object)

    def __init__(self, theme: Theme, discreet: Discreet, title: str, today: dt.date) -> None:
        super().__init__()
        self._discreet, self._today = discreet, today
        self._hits: tuple[PersonHit, ...] = ()
        discreet.changed.connect(self._show)
        self.search = SearchField(theme, placeholder="Nom de l’autre fiche", name="Chercher l’autre fiche")
        self.results = RowList(theme, "Fiches trouvées")
        self.results.setMinimumHeight(theme.px(280))
        parts = (Text(title, "title"), self.search, self.results)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))
        self.search.textEdited.connect(self.searched)
        self.results.opened.connect(lambda ident: self.picked.emit(Id(ident)))

    def show_hits(self, hits: tuple[PersonHit, ...]) -> None:
        """The records found."""
        self._hits = hits
        self._show()
        if hits:
            self.results.go_to(str(hits[0].id))

    def _show(self) -> None:
        typed, show = self.search.text(), self._discreet.show
        self.results.show_rows([(str(hit.id), hit_row(hit, typed, show, self._today)) for hit in self._hits])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_enter(event) and self.results.current():
            self.picked.emit(Id(self.results.current()))
        else:
            super().keyPressEvent(event)
