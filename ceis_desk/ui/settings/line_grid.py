"""Short lines edited in place: one field a column, an empty line at the end for one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.choices import CheckBox
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText

_MOST = 12
Line = tuple[str | bool, ...]


@dataclass(frozen=True)
class Column:
    """A field of every line: words, or a box to tick."""

    label: str
    share: int = 1
    tick: bool = False


class LineGrid(QWidget):
    """`given` says all the lines once one of them changes; a line whose first field is empty goes away.

    `changed` gives the rank of that line and the line, whatever its first field, for rows that are kept one by one.
    """

    given = Signal(object)
    changed = Signal(int, object)

    def __init__(self, theme: Theme, columns: Sequence[Column], what: str, *, writable: bool) -> None:
        super().__init__()
        self._columns, self._more = tuple(columns), tuple[Line, ...]()
        self.cells: list[tuple[KeptText | CheckBox, ...]] = []
        self.trouble = Text("", "hint", "danger", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        for at, one in enumerate(columns):
            grid.addWidget(Text("" if one.tick else one.label, "label", "ink2"), 0, at)
            grid.setColumnStretch(at, one.share)
        for rank in range(1, _MOST + 1):
            cells = tuple(
                self._cell(theme, one, f"{what} {rank}, {one.label.lower()}", writable, rank) for one in columns
            )
            for at, cell in enumerate(cells):
                grid.addWidget(cell, rank, at)
            self.cells.append(cells)
        grid.addWidget(self.trouble, _MOST + 1, 0, 1, len(columns))
        self._writable = writable
        self.trouble.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The lines kept; those that there is no room for are kept as they are."""
        self._more = tuple(lines[_MOST:])
        blank: Line = tuple(False if one.tick else "" for one in self._columns)
        shown = len(lines) + (1 if self._writable else 0)
        for rank, cells in enumerate(self.cells):
            for cell, value in zip(cells, lines[rank] if rank < len(lines) else blank, strict=True):
                if isinstance(cell, CheckBox):
                    cell.setChecked(bool(value))
                else:
                    cell.show_words(str(value))
                cell.setVisible(rank < shown)
        self.say("")

    def say(self, words: str) -> None:
        """Why the lines were not taken, empty when they were."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        announce(self, words)

    def _cell(self, theme: Theme, column: Column, name: str, writable: bool, rank: int) -> KeptText | CheckBox:
        if column.tick:
            box = CheckBox(theme, column.label)
            box.setEnabled(writable)
            box.clicked.connect(lambda: self._give(rank))
            box.setAccessibleName(name)
            return box
        field = KeptText(theme)
        field.setReadOnly(not writable)
        field.setAccessibleName(name)
        field.given.connect(lambda _words: self._give(rank))
        return field

    def _give(self, rank: int) -> None:
        lines = [
            tuple(cell.isChecked() if isinstance(cell, CheckBox) else cell.text().strip() for cell in cells)
            for cells in self.cells
        ]
        self.changed.emit(rank - 1, lines[rank - 1])
        self.given.emit(tuple(line for line in lines if line[0]) + self._more)
