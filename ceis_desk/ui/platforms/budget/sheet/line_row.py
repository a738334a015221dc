"""One line of a sheet: its words, what is particular to it, and its amount."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.amounts import write_amount
from ceis_desk.platforms.budget.cells import reason
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.sheet import SheetLine
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.painting import rounded, smooth_painter
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet.amount_cell import AmountCell


@dataclass(frozen=True)
class RowLook:
    """What a row shows beside its line: the word of a lever, its ground, whether it may be written."""

    chip: str = ""
    shaded: bool = False
    frozen: bool = False


class LineLabel(QLabel):
    """The words of a line, cut with an ellipsis when the column is narrow; the whole is in the tooltip."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words), self.fontMetrics().height())

    def _fit(self) -> None:
        cut = QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        self.setText(cut)
        self.setToolTip(self._words if cut != self._words else "")


class LineRow(QWidget):
    """Passive: the line comes in by `show_line`; its cell says what is typed; a double click asks for its details."""

    details_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._line: SheetLine | None = None
        self._look = RowLook()
        self.cell = AmountCell(theme)
        self.words = LineLabel("")
        self.chip = Chip(theme, "", "accent")
        self.more = Text("", "hint", "ink3")
        self.wrong = Text("", "hint", "danger", wrap=True)
        self.wrong.hide()
        said = column(self.words, self.more, gap=0)
        line = row(said, self.chip, self.cell, gap=8, margins=(8, 0, 4, 0))
        line.setStretch(0, 1)
        said.setContentsMargins(0, 2, 0, 3)
        self.wrong.setContentsMargins(8, 0, 8, 4)
        self.setLayout(column(line, self.wrong, gap=2, margins=(0, 1, 0, 1)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_line(self, line: SheetLine, look: RowLook, show: Discretion) -> None:
        """Show a line as it is now."""
        self._line, self._look = line, look
        self.words.show_words(line.label)
        self.chip.setVisible(bool(look.chip))
        if look.chip:
            self.chip.show_look(ChipLook(look.chip, "success"))
        self.more.setText(" · ".join(_particulars(line, show)))
        self.more.setVisible(bool(self.more.text()))
        self.cell.setReadOnly(look.frozen)
        self.cell.setAccessibleName(f"{line.label}, {line.periodicity.label}")
        self.cell.show_amount(line.cents, line.typed, show)
        self.show_reason(reason(line))
        self.update()

    def show_reason(self, words: str) -> None:
        """Say below why the text is no amount, aloud once; nothing when it is one."""
        said = self.wrong.text()
        self.cell.show_wrong(words)
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        if words and words != said:
            announce(self.cell, words)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.details_asked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.cell.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look.shaded:
            with smooth_painter(self) as painter:
                rounded(painter, self.rect(), 8, fill=self._theme.color("surface2"))


def _particulars(line: SheetLine, show: Discretion) -> list[str]:
    """What is not usual in a line, in few words."""
    said = [] if line.periodicity is Periodicity.MONTHLY else [line.periodicity.label]
    if line.owed:
        said.append(f"reste {show.amount(write_amount(line.owed))}")
    if line.to_landlord:
        said.append("versée au bailleur")
    if line.remark:
        said.append("remarque")
    return said
