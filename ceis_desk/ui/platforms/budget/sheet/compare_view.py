"""Two sheets line by line, and the figures of one with their formulas: tables over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

Rows = tuple[tuple[str, ...], ...]


class CompareView(QWidget):
    """Passive; `other_asked` gives the code of the sheet to compare with, `closed` goes back to the cells."""

    other_asked = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = Text("", "card")
        self.others = ComboBox(theme)
        self.others.setAccessibleName("Comparer avec")
        self.table = Table(theme, "Comparaison de deux fiches", TableRows(()), grows=0)
        self.back = Button(theme, "Revenir à la saisie", icon="arrow-left", key="Échap")
        self.setLayout(column(row(self.title, None, self.others, self.back, gap=10), self.table, gap=10))
        self.others.currentIndexChanged.connect(lambda _at: self.other_asked.emit(self.others.value()))
        self.back.clicked.connect(self.closed)

    def show_others(self, others: Sequence[tuple[str, str]], chosen: str) -> None:
        """The sheets that may be compared with, as (code, words)."""
        self.others.blockSignals(True)
        self.others.clear()
        for code, words in others:
            self.others.addItem(words, code)
        self.others.set_value(chosen)
        self.others.blockSignals(False)

    def show_rows(self, title: str, heads: tuple[str, ...], rows: Rows) -> None:
        """Show two sheets compared."""
        self.title.setText(title)
        self.table.show_model(TableRows(heads, rows, frozenset(range(1, len(heads)))))


class FiguresSheet(QWidget):
    """Every figure of a sheet with its formula and where it comes from."""

    closed = Signal()

    def __init__(self, theme: Theme, heads: tuple[str, ...], rows: Rows) -> None:
        super().__init__()
        self.table = Table(theme, "Chiffres de la fiche", TableRows(heads, rows, frozenset({1})))
        self.table.setMinimumHeight(theme.px(470))
        note = Text(
            "Ces calculs aident à parler, ils ne décident pas. Un barème «\u00a0à vérifier\u00a0» est à contrôler.",
            "hint",
            "ink2",
            wrap=True,
        )
        close = Button(theme, "Fermer", key="Échap")
        close.clicked.connect(self.closed)
        foot = row(note, close, gap=16)
        foot.setStretch(0, 1)
        close.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        parts = (Text("Tous les chiffres", "title"), self.table, foot)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))
