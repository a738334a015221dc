"""A card of a sheet: its band with the total, then its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.platforms.budget.sheet import LineGroup, SheetLine
from ceis_desk.ui.kit.buttons import IconButton
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.painting import RIGHT, icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet.amount_cell import AmountCell
from ceis_desk.ui.platforms.budget.sheet.line_row import LineRow, RowLook

_LOOKS = {
    LineGroup.RESOURCES: ("cash", "success"),
    LineGroup.FIXED: ("home", "blue"),
    LineGroup.CURRENT: ("shopping-cart", "primary"),
    LineGroup.CREDIT: ("credit-card", "violet"),
    LineGroup.PLAN: ("receipt", "danger"),
}
_NOTHING = {
    LineGroup.CREDIT: "Aucun crédit saisi.",
    LineGroup.PLAN: "Aucune dette saisie.",
}


class GroupBand(QWidget):
    """Icon, title and the month's total of a card; its text is what screen readers read."""

    def __init__(self, theme: Theme, group: LineGroup) -> None:
        super().__init__()
        self._theme, self._group, self._total = theme, group, ""
        self.add = IconButton(theme, "plus", f"Ajouter une ligne\u00a0: {group.label}", kind="quiet", compact=True)
        # Ctrl Entrée does the same from any cell of the card: Tab goes from amount to amount.
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = row(None, self.add, gap=0)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place()
        theme.changed.connect(self._place)

    def show_total(self, words: str) -> None:
        """Show another total."""
        if words != self._total:
            self._total = words
            self.setAccessibleName(f"{self._group.label}\u00a0: {words} par mois")
            self.update()

    def total(self) -> str:
        """The total as shown."""
        return self._total

    def _place(self) -> None:
        inside = self.layout()
        if inside is not None:
            wide = width_of("00\u00a0000,00\u00a0€", self._theme.font(17, 700)) + self._theme.px(14)
            inside.setContentsMargins(0, self._theme.px(2), wide, self._theme.px(2))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        icon, tone = _LOOKS[self._group]
        pair = theme.tokens.tone(tone)
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 8, fill=QColor(pair.wash))
            at = px(10) + icon_at(painter, theme, icon, pair.ink, 18, px(10), self.height() // 2) + px(8)
            room = QRect(at, 0, self.width() - at - px(10), self.height())
            words_at(painter, room, self._group.label, theme.font(15, 700), QColor(pair.ink))
            total = theme.font(17, 700, tabular=True)
            words_at(painter, room, self._total, total, QColor(pair.ink), RIGHT)


class GroupSection(QWidget):
    """Passive: lines in by `show_lines`; `row_at` gives the row of a line by its place in the sheet."""

    add_asked = Signal()

    def __init__(self, theme: Theme, group: LineGroup) -> None:
        super().__init__()
        self._theme = theme
        self.group = group
        self.band = GroupBand(theme, group)
        self.rows: dict[int, LineRow] = {}
        self._lines = column(gap=0)
        self.nothing = Text(_NOTHING.get(group, "Aucune ligne saisie."), "secondary", "ink2")
        self.nothing.setContentsMargins(8, 4, 8, 4)
        self.setLayout(column(self.band, self.nothing, self._lines, gap=4))
        self.setAccessibleName(group.label)
        self.band.add.clicked.connect(self.add_asked)

    def show_lines(
        self, lines: Sequence[tuple[int, SheetLine]], chips: Mapping[str, str], show: Discretion, *, frozen: bool
    ) -> list[LineRow]:
        """Show the lines of the card, each with its place in the sheet; returns the rows that are new."""
        fresh = []
        held = list(self.rows.values())
        while len(held) < len(lines):
            made = LineRow(self._theme)
            self._lines.addWidget(made)
            held.append(made)
            fresh.append(made)
        for spare in held[len(lines) :]:
            self._lines.removeWidget(spare)
            spare.hide()
            spare.deleteLater()
        self.rows = {}
        for rank, ((at, line), one) in enumerate(zip(lines, held, strict=False)):
            self.rows[at] = one
            look = RowLook(chips.get(line.code, ""), shaded=rank % 2 == 1, frozen=frozen)
            one.show_line(line, look, show)
        self.nothing.setVisible(not lines)
        self.band.add.setVisible(not frozen)
        return fresh

    def place_of(self, cell: AmountCell) -> int | None:
        """The place in the sheet of the line whose cell this is."""
        return next((at for at, one in self.rows.items() if one.cell is cell), None)
