"""The columns of the file: header, a few values, and what each one is taken for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.people.person_columns import PersonColumn
from ceis_desk.reception.importing import HeaderCell
from ceis_desk.reception.visit_columns import VisitColumn
from ceis_desk.ui.imports.rows import NOT_USED
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

_LONGEST = 40
SEALED = frozenset({VisitColumn.COMMENT.value, PersonColumn.COMMENT.value})
RESERVED = "texte réservé aux professionnels, repris sans être montré"


class ColumnGrid(QWidget):
    """One line for each column; `chosen` when the user says what a column holds."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: dict[int, ComboBox] = {}
        self._changed: int | None = None
        # What the list under the cursor took from others, by their column: the arrows pass over fields not meant.
        self._walking: int | None = None
        self._taken: dict[int, str] = {}
        self._shown: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName("Colonnes du fichier")

    def show_columns(
        self, cells: tuple[HeaderCell, ...], choices: tuple[tuple[str, str], ...], detail: Callable[[str], str]
    ) -> None:
        """Replace the columns; `choices` are (code, words), `detail` hides the values on a discreet screen."""
        for former in self._shown:
            self._grid.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._shown, self._boxes = [], {}
        for column, head in enumerate(("Colonne du fichier", "Premières valeurs", "Reprise comme")):
            self._put(Text(head, "hint_strong", "ink2"), 0, column)
        for line, cell in enumerate(cells, 1):
            name = cell.header or f"colonne {cell.index + 1}"
            values = RESERVED if cell.field in SEALED else detail(_listed(cell.sample))
            box = ComboBox(self._theme, (("", NOT_USED), *choices))
            box.set_value(cell.field)
            box.setAccessibleName(f"«\u00a0{name}\u00a0» est reprise comme")
            box.activated.connect(partial(self._settle, cell.index))
            self._boxes[cell.index] = box
            self._put(Text(_short(name), "strong"), line, 0)
            self._put(Text(values, "secondary", "ink2", wrap=True), line, 1)
            self._put(box, line, 2)

    def mapping(self) -> dict[int, str | None]:
        """The field of every column by its index, None for a column left aside."""
        return {index: box.value() or None for index, box in self._boxes.items()}

    def box(self, index: int) -> ComboBox:
        """The list of one column; raises KeyError."""
        return self._boxes[index]

    def first(self) -> ComboBox | None:
        """The list of the first column."""
        return next(iter(self._boxes.values()), None)

    def take_changed(self) -> ComboBox | None:
        """The list that the user has just changed, once: the cursor goes back to it."""
        index, self._changed = self._changed, None
        return None if index is None else self._boxes.get(index)

    def _settle(self, index: int, _row: int) -> None:
        """Two columns cannot hold the same thing: the last word of the user wins."""
        field = self._boxes[index].value()
        if index != self._walking:
            self._walking, self._taken = index, {}
        for other, taken in self._taken.items():
            if taken != field and other in self._boxes and not self._boxes[other].value():
                self._boxes[other].set_value(taken)
        for other, box in self._boxes.items():
            if other != index and field and box.value() == field:
                self._taken[other] = field
                box.set_value("")
        self._changed = index
        self.chosen.emit()

    def _put(self, widget: QWidget, line: int, column: int) -> None:
        self._grid.addWidget(widget, line, column)
        widget.show()  # now, so that the cursor can come back to it
        self._shown.append(widget)


def _listed(values: tuple[str, ...]) -> str:
    return " · ".join(_short(value) for value in values if value) or "vide"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
