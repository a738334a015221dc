"""« Partenaires »: the directory, the referrals to chase, the agreements; a list and the card of what is chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ceis_desk.partners.model import PartnerKind
from ceis_desk.partners.themes import GROUPS
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox, ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, column, even, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.chase_card import ChaseCard
from ceis_desk.ui.partners.detail import PartnerDetail
from ceis_desk.ui.partners.rows import AGREEMENTS, CHASE, DIRECTORY, VIEWS
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.reception.keys import writes
from ceis_desk.ui.shell.keyboard import Keyboard

MOST_SHOWN = 200
_NARROW_HEAD, _NARROW_BODY = 960, 780
_ANY_KIND, _ANY_THEME = "Tous les genres", "Tous les thèmes"
NOTHING = {
    DIRECTORY: "L’annuaire est vide. Ajoutez un partenaire, ou reprenez un fichier de structures.",
    CHASE: "Aucune orientation à relancer aujourd’hui.",
    AGREEMENTS: "Aucun accord ni label. Ajoutez-en un avec ses dates.",
}


class PartnersPage(QWidget):
    """`asked` when what is listed must be read again; `opened`, `acted` and `dropped` bear on a row; `moved` too."""

    asked = Signal()
    moved = Signal(str)
    opened = Signal(str)
    acted = Signal(str)
    dropped = Signal(str)
    new_asked = Signal()
    import_asked = Signal()
    refer_asked = Signal()
    projects_asked = Signal()
    edit_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, *, writes: bool, refers: bool) -> None:
        super().__init__()
        self._theme, self._discreet, self._keyboard = theme, discreet, keyboard
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        views = VIEWS if refers else tuple(view for view in VIEWS if view[0] != CHASE)
        self.view = Segmented(theme, "Ce qui est montré", views)
        self.search = SearchField(
            theme, placeholder="Nom, sigle, ancien nom, service", name="Chercher un partenaire", tall=True
        )
        self.kind = ComboBox(theme, (("", _ANY_KIND), *((kind.value, kind.label) for kind in PartnerKind)))
        self.theme_box = ComboBox(theme, (("", _ANY_THEME), *GROUPS.items()))
        self.closed = CheckBox(theme, "Fermés aussi")
        self.count = Text("", "secondary", "ink2")
        self.results = RowList(theme, "Partenaires")
        self.empty = EmptyState(theme, "", icon="building-community")
        self.detail = PartnerDetail(theme, keyboard, writes=writes, refers=refers)
        self.chase = ChaseCard(theme, keyboard)
        self.new = Button(theme, "Nouveau partenaire", kind="main", icon="plus")
        self.file = Button(theme, "Reprendre un fichier", icon="upload")
        self.refer = Button(theme, "Orienter une personne", kind="main", icon="arrow-right")
        self.projects = Button(theme, "Projets", icon="bulb")
        self._writes, self._refers = writes, refers
        self._build(theme)
        self._bind(keyboard)
        self._connect()
        self.show_view()
        # Neither rows nor « vide » before the first answer: one of the two would be wrong.
        self.empty.hide()

    def _build(self, theme: Theme) -> None:
        self.kind.setAccessibleName("Genre de partenaire")
        self.theme_box.setAccessibleName("Thème")
        tools = QWidget()
        tools.setLayout(row(None, self.projects, self.file, self.refer, self.new, gap=10))
        title = QWidget()
        title.setLayout(row(Text("Partenaires", "title"), self.view, None, gap=16))
        head = SideBySide(theme, title, tools, narrow=_NARROW_HEAD, shares=(1, 0))
        self.filters = QWidget()
        self.filters.setLayout(even(self.kind, self.theme_box, gap=10))
        card = Card(theme)
        card.add(row(self.count, None, self.closed))
        card.add(self.results, 1)
        card.add(self.empty, 1)
        left = QWidget()
        inside = column(self.search, self.filters, card, gap=10)
        inside.setStretch(2, 1)
        left.setLayout(inside)
        self.side = QStackedWidget()
        self.side.addWidget(self.detail)
        self.side.addWidget(self.chase)
        body = SideBySide(theme, left, self.side, narrow=_NARROW_BODY, shares=(11, 9))
        whole = column(head, body, gap=12, margins=(20, 14, 20, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _bind(self, keyboard: Keyboard) -> None:
        keyboard.show_on(self.search, "find")
        keyboard.shortcut(self, "find", self.start)
        if self._writes:
            keyboard.show_on(self.new, "new-partner")
            keyboard.shortcut(self, "new-partner", self.new_asked.emit)
            keyboard.show_on(self.file, "choose-file")
            keyboard.shortcut(self, "choose-file", self.import_asked.emit)
        if self._writes or self._refers:
            keyboard.shortcut(self, "edit-partner", self.edit_asked.emit)
        if self._refers:
            keyboard.show_on(self.refer, "new-referral")
            keyboard.shortcut(self, "new-referral", self.refer_asked.emit)

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _words: self.asked.emit())
        for box in (self.kind, self.theme_box):
            box.activated.connect(lambda _at: self.asked.emit())
        self.closed.toggled.connect(lambda _on: self.asked.emit())
        self.view.chosen.connect(lambda _code: self._turn())
        self.results.moved.connect(self.moved)
        self.results.opened.connect(self.opened)
        self.new.clicked.connect(self.new_asked)
        self.file.clicked.connect(self.import_asked)
        self.refer.clicked.connect(self.refer_asked)
        self.projects.clicked.connect(self.projects_asked)

    def _turn(self) -> None:
        self.results.show_rows(())
        self.empty.hide()
        self.count.hide()
        self.show_view()
        self.asked.emit()

    def show_view(self) -> None:
        """What belongs to the view chosen."""
        code = self.view.value()
        self.search.setVisible(code == DIRECTORY)
        for part in (self.filters, self.closed):
            part.setVisible(code == DIRECTORY)
        self.file.setVisible(self._writes and code == DIRECTORY)
        self.refer.setVisible(self._refers and code == CHASE)
        self.new.setVisible(self._writes and code != CHASE)
        self.new.setText("Nouvel accord" if code == AGREEMENTS else "Nouveau partenaire")
        self.new.updateGeometry()
        self.side.setCurrentWidget(self.chase if code == CHASE else self.detail)
        self.results.setAccessibleName(dict(VIEWS)[code])

    def show_directory(self, words: str) -> None:
        """The whole directory, narrowed by these words alone."""
        self.view.set_value(DIRECTORY)
        for box in (self.kind, self.theme_box):
            box.set_value("")
        self.search.setText(words)
        self.show_view()
        self.start()

    def show_chase_count(self, count: int) -> None:
        """How many wait, on the choice that shows them."""
        if self._refers:
            self.view.set_words(CHASE, f"À relancer  {count}" if count else "À relancer")

    def show_ending(self, count: int) -> None:
        """How many agreements end soon, on the choice that shows them."""
        self.view.set_words(AGREEMENTS, f"Accords  {count}" if count else "Accords")

    def show_rows(self, rows: Sequence[tuple[str, RowLook]], words: str, now: dt.date) -> None:
        """What was read; `words` count it."""
        code, typed = self.view.value(), self.search.text().strip()
        shown = rows[:MOST_SHOWN]
        self.results.show_rows(shown)
        self.results.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        narrowed = code == DIRECTORY and (typed or self.kind.value() or self.theme_box.value())
        nothing = f"Aucun partenaire pour «\u00a0{typed}\u00a0»." if typed else "Aucun partenaire de ce choix."
        self.empty.sentence.setText(nothing if narrowed else NOTHING[code])
        more = "\u00a0; un nom donne les autres" if len(shown) < len(rows) else ""
        self.count.setText(f"{words}{more}")
        self.count.setVisible(bool(rows))
        if rows and (not self.results.current() or (typed and code == DIRECTORY)):
            self.results.go_to(rows[0][0])
        self.moved.emit(self.results.current())

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        parts = (self.view, self.search, self.filters, self.results, self.side)
        return tuple(part for part in parts if part.isVisibleTo(self))

    def start(self) -> None:
        """The cursor where the view begins."""
        if self.view.value() == DIRECTORY:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.selectAll()
        else:
            (self.results if self.results.isVisibleTo(self) else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.results.current()
        in_list = self.results.hasFocus() and bool(here)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_enter(event) and here and (self.search.hasFocus() or in_list):
            self.opened.emit(here)
        elif in_list and event.key() == Qt.Key.Key_Space:
            self.acted.emit(here)
        elif in_list and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(here)
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.asked.emit()
            self.start()
        elif self.search.isVisibleTo(self) and writes(event, self._keyboard) and not self.search.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
            self.asked.emit()
        else:
            super().keyPressEvent(event)
