"""« Personnes »: the search, those seen last, and what waits to be checked."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.people.model import PersonHit
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import is_enter, takes_key
from ceis_desk.ui.reception.keys import writes
from ceis_desk.ui.reception.rows import hit_row
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE


class HomePage(QWidget):
    """`searched` at each letter, `opened` with an id as text, `new_asked` with what was typed."""

    searched = Signal(str)
    opened = Signal(str)
    new_asked = Signal(str)
    check_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self._discreet, self._keyboard = discreet, keyboard
        placeholder = "Nom, prénom, date de naissance ou téléphone"
        self.search = SearchField(theme, placeholder=placeholder, name="Rechercher une personne", tall=True)
        self.check = Button(theme, "À vérifier", icon="layout-columns")
        self.new = Button(theme, "Nouvelle personne", kind="main", icon="user-plus")
        self.title = Text("Vues récemment", "card")
        self.results = RowList(theme, "Personnes")
        self.empty = EmptyState(theme, "", icon="users", action="Créer la fiche")
        head = row(Text("Personnes", "title"), None, self.check, self.new, gap=10)
        card = Card(theme)
        for part in (self.title, self.results, self.empty):
            card.add(part)
        card.body.setStretch(1, 1)
        self.setLayout(column(head, self.search, card, gap=14, margins=(20, 14, 20, 16)))
        keyboard.show_on(self.search, "search")
        keyboard.show_on(self.new, "new-person")
        keyboard.show_on(self.empty.button, "new-person")
        self.search.textEdited.connect(self.searched)
        self.results.opened.connect(self.opened)
        self.new.clicked.connect(self._ask_new)
        self.empty.acted.connect(self._ask_new)
        self.check.clicked.connect(self.check_asked)
        self.show_to_check(0)

    def show_hits(self, hits: tuple[PersonHit, ...], today: dt.date) -> None:
        """The persons found, or those seen last when nothing was typed."""
        typed, show = self.search.text().strip(), self._discreet.show
        self.title.setText("Résultats" if typed else "Vues récemment")
        self.results.show_rows([(str(hit.id), hit_row(hit, typed, show, today)) for hit in hits])
        self.results.setVisible(bool(hits))
        self.empty.setVisible(not hits)
        nobody = f"Aucune personne pour «\u00a0{typed}\u00a0»." if typed else "Aucune fiche pour l’instant."
        self.empty.sentence.setText(nobody)
        self.search.set_count(f"{len(hits)} résultat{'s' if len(hits) > 1 else ''}" if typed else "")
        if typed and hits:
            self.results.go_to(str(hits[0].id))

    def show_to_check(self, count: int) -> None:
        """How many cases wait; nothing when all is in order."""
        self.check.setText(f"À vérifier {count}")
        self.check.updateGeometry()
        self.check.setVisible(count > 0)

    def start(self) -> None:
        """The cursor in the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def event(self, event: QEvent) -> bool:
        return takes_key(event, self._keyboard) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._keyboard.asked(event, PEOPLE)
        if asked == "new-person":
            self._ask_new()
        elif asked == "search":
            self.start()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_enter(event) and self.results.current():
            self.opened.emit(self.results.current())
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.searched.emit("")
            self.start()
        elif writes(event, self._keyboard) and not self.search.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
            self.searched.emit(self.search.text())
        else:
            super().keyPressEvent(event)

    def _ask_new(self) -> None:
        self.new_asked.emit(self.search.text().strip())
