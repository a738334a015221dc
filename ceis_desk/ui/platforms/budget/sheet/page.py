"""The page of a budget sheet: cells at the left, what they come to at the right, figures below."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QStackedWidget, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Scroll, column, row
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.case.crossed_card import CrossedCard
from ceis_desk.ui.platforms.budget.sheet.amount_cell import AmountCell
from ceis_desk.ui.platforms.budget.sheet.compare_view import CompareView
from ceis_desk.ui.platforms.budget.sheet.group_section import GroupSection
from ceis_desk.ui.platforms.budget.sheet.head import SheetHead
from ceis_desk.ui.platforms.budget.sheet.key_hints import KeyHints
from ceis_desk.ui.platforms.budget.sheet.line_row import LineRow
from ceis_desk.ui.platforms.budget.sheet.results import HintsCard, Results
from ceis_desk.ui.platforms.budget.sheet.rows import TileLook, total_words
from ceis_desk.ui.platforms.budget.sheet.tiles import FigureTiles
from ceis_desk.ui.shell.keyboard import Keyboard

_LEFT = (LineGroup.RESOURCES, LineGroup.CREDIT, LineGroup.PLAN)
_MIDDLE = (LineGroup.FIXED, LineGroup.CURRENT)
_NARROW, _RIGHT, _TILES = 900, 372, 5  # pixels of the page at 100 %
NOTHING = "Ce dossier n’a pas encore de fiche budget."
NO_CASE = "Ouvrez d’abord un dossier\u00a0: sa fiche budget se lit ici."


class SheetPage(QWidget):
    """Passive: sheets in by `show_sheet`, keys out by signals; `at` is the place of a line in the sheet."""

    typed = Signal(int, str)
    given = Signal(int)
    removed = Signal(int)
    add_asked = Signal(object, object)
    details_asked = Signal(int)
    periodicity_asked = Signal(int)
    begun = Signal()
    left = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self._theme, self._keyboard = theme, keyboard
        self._frozen = self._narrow = False
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Fiche budget")
        self.head = SheetHead(theme, keyboard)
        self.crossed = CrossedCard(theme, self.head.more)
        self.sections = {group: GroupSection(theme, group) for group in (*_LEFT, *_MIDDLE)}
        self.hints = HintsCard(theme)
        self.help = KeyHints(theme, keyboard)
        self.tiles = FigureTiles(theme, _TILES)
        self.results = Results(theme)
        self.compare = CompareView(theme)
        self.empty = EmptyState(theme, NOTHING, icon="pig", action="Commencer une fiche", key="Entrée")
        self.body = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        left, middle, cards = QFrame(), QFrame(), QWidget()
        for side, groups, last in ((left, _LEFT, self.hints), (middle, _MIDDLE, self.help)):
            side.setProperty("card", "plain")
            parts = [self.sections[group] for group in groups]
            side.setLayout(column(*parts, last, None, gap=10, margins=(12, 12, 12, 12)))
        self._columns = row(gap=10, margins=(0, 0, 6, 0))
        self._columns.addWidget(left, 10)
        self._columns.addWidget(middle, 11)
        cards.setLayout(self._columns)
        self.cells = Scroll(cards)
        self._results = Scroll(self.results)
        self._results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cells = QWidget()
        self._under = column(self.cells, self.tiles, gap=10)
        self._under.setStretch(0, 1)
        cells.setLayout(self._under)
        whole = QWidget()
        self._sides = row(gap=10)
        self._sides.addWidget(cells, 1)
        self._sides.addWidget(self._results)
        whole.setLayout(self._sides)
        for part in (whole, self.compare, self.empty):
            self.body.addWidget(part)
        self._whole = whole
        page = column(self.head, self.crossed, self.body, gap=10, margins=(16, 12, 14, 12))
        # The head on two lines would share with the cells the height that they need.
        page.setStretch(2, 1)
        self.setLayout(page)

    def _connect(self) -> None:
        for section in self.sections.values():
            section.add_asked.connect(lambda group=section.group: self.add_asked.emit(group, None))
        self.empty.acted.connect(self.begun)
        self.compare.closed.connect(self.show_cells)
        for code, act in (
            ("add-line", self._ask_line),
            ("periodicity", lambda: self._ask_here(self.periodicity_asked)),
            ("details", lambda: self._ask_here(self.details_asked)),
            ("compare", self.head.compare_asked.emit),
            ("figures", self.head.figures_asked.emit),
        ):
            self._keyboard.shortcut(self, code, act)
        self._theme.changed.connect(self._settle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_result)

    # Rows in

    def show_sheet(self, sheet: Sheet, chips: Mapping[str, str], show: Discretion, *, closed: bool = False) -> None:
        """Show every line of a sheet; that of a closed case changes no more than a frozen one."""
        self._frozen = sheet.frozen or closed
        for group, section in self.sections.items():
            lines = [(at, line) for at, line in enumerate(sheet.lines) if line.group is group]
            for fresh in section.show_lines(lines, chips, show, frozen=self._frozen):
                self._follow(fresh)
        self.show_totals(sheet, show)
        self._order()

    def show_totals(self, sheet: Sheet, show: Discretion) -> None:
        """Show the total of each card."""
        for group, section in self.sections.items():
            section.band.show_total(total_words(sheet, group, show))

    def show_tiles(self, looks: tuple[TileLook, ...]) -> None:
        """Show the figures under the cards."""
        self.tiles.show_looks(looks)

    def show_cells(self) -> None:
        """Show the cells and what they come to."""
        self.body.setCurrentWidget(self._whole)

    def show_compared(self) -> None:
        """Show two sheets line by line."""
        self.body.setCurrentWidget(self.compare)
        self.compare.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self, words: str, *, begin: bool) -> None:
        """Say that there is no sheet, and offer to begin one."""
        self.empty.sentence.setText(words)
        self.empty.button.setVisible(begin)
        self.body.setCurrentWidget(self.empty)
        if begin:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def comparing(self) -> bool:
        """Whether two sheets show."""
        return self.body.currentWidget() is self.compare

    # The cursor

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits: the head, then each card of what shows."""
        if self.body.currentWidget() is not self._whole:
            return (self.head, *self._choices(), self.body)
        cards = (*self.sections.values(), *self.results.cards)
        return (self.head, *self._choices(), *(card for card in cards if card.isVisibleTo(self)))

    def _choices(self) -> tuple[QWidget, ...]:
        """The two versions that wait for a choice, where there are any."""
        return (self.crossed,) if self.crossed.isVisibleTo(self) else ()

    def rows(self) -> dict[int, LineRow]:
        """The rows by the place of their line, in the order in which Entrée visits them."""
        return {at: one for section in self.sections.values() for at, one in section.rows.items()}

    def here(self) -> int | None:
        """The place of the line whose cell has the cursor."""
        now = QApplication.focusWidget()
        if not isinstance(now, AmountCell):
            return None
        return next((at for at, one in self.rows().items() if one.cell is now), None)

    def go_to(self, at: int) -> None:
        """Put the cursor in the cell of a line."""
        found = self.rows().get(at)
        if found is not None:
            found.cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_first(self) -> None:
        """Put the cursor in the first empty cell, in the first one when none is."""
        cells = [one.cell for one in self.rows().values()]
        target = next((cell for cell in cells if not cell.text()), cells[0] if cells else None)
        (target or self.head.more).setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, cell: AmountCell, by: int) -> None:
        """Put the cursor so many cells further."""
        cells = [one.cell for one in self.rows().values()]
        at = cells.index(cell) + by
        if 0 <= at < len(cells):
            cells[at].setFocus(Qt.FocusReason.OtherFocusReason)

    # Intentions out

    def _follow(self, fresh: LineRow) -> None:
        cell = fresh.cell
        cell.typed.connect(lambda words: self._say(self.typed, cell, words))
        cell.given.connect(lambda: self._say(self.given, cell))
        cell.removed.connect(lambda: self._say(self.removed, cell))
        cell.stepped.connect(lambda by: self.step(cell, by))
        cell.entered.connect(lambda: self.cells.ensureWidgetVisible(fresh, 0, self._theme.px(40)))
        fresh.details_asked.connect(lambda: self._say(self.details_asked, cell))

    def _say(self, signal: object, cell: AmountCell, *more: object) -> None:
        at = next((at for at, one in self.rows().items() if one.cell is cell), None)
        if at is not None and not self._frozen:
            signal.emit(at, *more)  # type: ignore[attr-defined]  # a bound signal

    def _ask_here(self, signal: object) -> None:
        at = self.here()
        if at is not None and not self._frozen:
            signal.emit(at)  # type: ignore[attr-defined]  # a bound signal

    def _ask_line(self) -> None:
        at = self.here()
        group = next((one.group for one in self.sections.values() if at in one.rows), LineGroup.RESOURCES)
        if not self._frozen:
            self.add_asked.emit(group, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.comparing():
            self.show_cells()
            self.go_to_first()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _order(self) -> None:
        cells = [one.cell for one in self.rows().values()]
        for before, after in pairwise([self.head.print, *cells]):
            QWidget.setTabOrder(before, after)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        narrow = self.width() * 100 // self._theme.scale < _NARROW
        self._results.setFixedWidth(self._theme.px(_RIGHT))
        for one in self.rows().values():
            one.cell.fit()
        if narrow is not self._narrow:
            self._narrow = narrow
            self._arrange(narrow)
        # The cells have their place only once all of it is laid out again.
        QTimer.singleShot(0, self, self._see_cursor)

    def _see_cursor(self) -> None:
        at = self.here()
        if at is not None:
            self.cells.ensureWidgetVisible(self.rows()[at], 0, self._theme.px(40))

    def _follow_result(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What has the cursor at the right is kept in sight: F6 alone would not scroll to it."""
        if now is not None and self.results.isAncestorOf(now):
            scroll = self.cells if self._narrow else self._results
            scroll.ensureWidgetVisible(now, 0, self._theme.px(24))

    def _arrange(self, narrow: bool) -> None:
        """One column that scrolls as a whole where the window is narrow or the text large."""
        self.head.set_room(narrow=narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if narrow else across)
        if narrow:
            self._results.takeWidget()
            self._columns.insertWidget(0, self.tiles)
            self._columns.addWidget(self.results)
        else:
            self._columns.removeWidget(self.results)
            self._under.addWidget(self.tiles)
            self._results.setWidget(self.results)
        self._results.setVisible(not narrow)
        self.results.show()
