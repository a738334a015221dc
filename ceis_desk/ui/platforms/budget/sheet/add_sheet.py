"""Add a line: type a few letters of its name, Entrée takes the first one, or the very words typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.folding import fold
from ceis_desk.platforms.budget.sheet import WORDS, LineGroup, SheetLine
from ceis_desk.platforms.budget.usual_lines import matching, usual_line
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

_OWN = "own"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AddLineSheet(QWidget):
    """`chosen` with the new line, its amount still empty; the card may be changed above the list."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, group: LineGroup, taken: frozenset[str]) -> None:
        super().__init__()
        self._taken = taken
        self.groups = Segmented(theme, "Carte", tuple((one.value, one.label) for one in LineGroup), at=group.value)
        self.search = SearchField(theme, placeholder="Loyer, APL, mutuelle…", name="Nom de la ligne")
        self.search.setMaxLength(WORDS)
        self.found = RowList(theme, "Lignes usuelles")
        self.found.setMinimumHeight(theme.px(330))
        parts = (Text("Ajouter une ligne", "title"), self.groups, self.search, self.found)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))
        self.search.textEdited.connect(lambda _words: self._show())
        self.groups.chosen.connect(lambda _code: self._regroup())
        self.found.opened.connect(self._take)
        self._show()

    def _regroup(self) -> None:
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self) -> LineGroup:
        return LineGroup(self.groups.value())

    def _show(self) -> None:
        words = " ".join(self.search.text().split())
        usual = matching(self._group(), words, self._taken)
        rows = [
            (
                one.code,
                RowLook(one.label, right="déjà là" if one.code in self._taken else "", compact=True, key="Entrée"),
            )
            for one in usual
        ]
        if words and fold(words) not in {fold(one.label) for one in usual}:
            own = RowLook(f"«\u00a0{words}\u00a0»", right="ligne à part", icon="plus", compact=True, key="Entrée")
            rows.append((_OWN, own))
        self.found.show_rows(rows)
        if rows:
            self.found.go_to(rows[0][0])

    def _take(self, ident: str) -> None:
        usual = usual_line(ident)
        words = " ".join(self.search.text().split())
        line = usual.empty_line() if usual is not None else SheetLine(self._group(), words)
        if line.label:
            self.chosen.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.found.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in _ENTER and self.found.current():
            self._take(self.found.current())
        else:
            super().keyPressEvent(event)
