"""Facts in two columns: what it is called, what it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.ui.kit.text import Text


class Facts(QWidget):
    """Labels and values, `columns` pairs on a line; an empty value reads « non saisi »."""

    def __init__(self, *, columns: int = 1, name: str = "") -> None:
        super().__init__()
        self._columns = columns
        self._shown: list[Text] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self.setAccessibleName(name)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Replace all (label, value) pairs; they go down the first column, then the next."""
        for former in self._shown:
            self._grid.removeWidget(former)
            former.deleteLater()
        self._shown.clear()
        lines = -(-len(facts) // self._columns)
        for at, (label, value) in enumerate(facts):
            column, line = divmod(at, max(lines, 1))
            shown = Text(value or "non saisi", "strong" if value else "body", "ink" if value else "ink3", wrap=True)
            head = Text(label, "secondary", "ink2")
            head.setBuddy(shown)
            self._shown += [head, shown]
            self._grid.addWidget(head, line, 2 * column)
            self._grid.addWidget(shown, line, 2 * column + 1)
            self._grid.setColumnStretch(2 * column + 1, 1)
