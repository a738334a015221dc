"""« Projets »: a list, and the card of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.projects.detail import ProjectDetail
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.reception.keys import writes as writes_sign
from ceis_desk.ui.shell.keyboard import Keyboard

NOTHING = "Aucun projet en cours. Commencez-en un\u00a0: un titre suffit."
_NARROW_BODY = 820


class ProjectsPage(QWidget):
    """`asked` when the list must be read again, `moved` with the row under the cursor, `new_asked`, `edit_asked`.

    `session_asked` wants the session of the test under the cursor.
    """

    asked = Signal()
    moved = Signal(str)
    new_asked = Signal()
    edit_asked = Signal()
    partners_asked = Signal()
    session_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, *, writes: bool) -> None:
        super().__init__()
        self._keyboard, self._writes = keyboard, writes
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(theme, placeholder="Titre ou objet du projet", name="Chercher un projet", tall=True)
        self.ended = CheckBox(theme, "Terminés aussi")
        self.new = Button(theme, "Nouveau projet", kind="main", icon="plus")
        self.partners = Button(theme, "Partenaires", icon="building-community")
        self.count = Text("", "secondary", "ink2")
        self.results = RowList(theme, "Projets")
        self.empty = EmptyState(theme, NOTHING, icon="bulb")
        self.detail = ProjectDetail(theme, keyboard, writes=writes)
        self.empty.hide()
        self._build(theme)
        # Once it has its place: a part shown before is a window of its own for an instant, and takes the keys.
        self.new.setVisible(writes)
        keyboard.show_on(self.search, "find")
        keyboard.shortcut(self, "find", self.start)
        keyboard.shortcut(self, "open-session", self.session_asked.emit)
        if writes:
            keyboard.show_on(self.new, "new-project")
            keyboard.shortcut(self, "new-project", self.new_asked.emit)
            keyboard.shortcut(self, "edit-project", self.edit_asked.emit)
        self.search.textEdited.connect(lambda _words: self.asked.emit())
        self.ended.toggled.connect(lambda _on: self.asked.emit())
        self.results.moved.connect(self.moved)
        self.results.opened.connect(lambda _ident: self._go_in())
        self.new.clicked.connect(self.new_asked)
        self.partners.clicked.connect(self.partners_asked)

    def _build(self, theme: Theme) -> None:
        head = row(Text("Projets", "title"), None, self.partners, self.new, gap=10)
        card = Card(theme)
        card.add(row(self.count, None, self.ended))
        card.add(self.results, 1)
        card.add(self.empty, 1)
        left = QWidget()
        inside = column(self.search, card, gap=10)
        inside.setStretch(1, 1)
        left.setLayout(inside)
        body = SideBySide(theme, left, self.detail, narrow=_NARROW_BODY, shares=(1, 1))
        whole = column(head, body, gap=12, margins=(20, 14, 20, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_rows(self, rows: Sequence[tuple[str, RowLook]]) -> None:
        """The projects found."""
        typed = self.search.text().strip()
        self.results.show_rows(rows)
        self.results.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.sentence.setText(f"Aucun projet pour «\u00a0{typed}\u00a0»." if typed else NOTHING)
        self.count.setText(plural(len(rows), "projet", "projets") if rows else "")
        if rows and not self.results.current():
            self.results.go_to(rows[0][0])
        self.moved.emit(self.results.current())

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        cards = self.detail.cards.values() if self.detail.body.isVisibleTo(self) else ()
        return tuple(part for part in (self.search, self.results, *cards) if part.isVisibleTo(self))

    def start(self) -> None:
        """The cursor in the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _go_in(self) -> None:
        """Entrée on a project goes into its lines."""
        for card in self.detail.cards.values():
            target = card.lines if card.lines.isVisibleTo(self) else card.begin
            if target.isVisibleTo(self) and target.isEnabled():
                target.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_enter(event) and self.search.hasFocus() and self.results.current():
            self._go_in()
        elif event.key() == Qt.Key.Key_Escape and not self.search.hasFocus():
            self.start()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.asked.emit()
        elif writes_sign(event, self._keyboard) and not self.search.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
            self.asked.emit()
        else:
            super().keyPressEvent(event)
