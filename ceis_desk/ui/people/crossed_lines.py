"""« Modifié aussi au poste B »: what two desks changed at once on this record, and the way to the case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.exchange.model import CrossedEdit
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.text import Icon
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.record_head import refill


class CrossedLines(Card):
    """Hidden while nothing waits; `opened` gives the id of the case."""

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, kind="warn")
        self._theme = theme
        self._shown: tuple[CrossedEdit, ...] = ()
        held = QWidget()
        self._flow = Flow(gap=8)
        held.setLayout(self._flow)
        line = row(Icon(theme, "layout-columns", "warn", 20), held, gap=12)
        line.setStretch(1, 1)
        self.add(line)
        self.setAccessibleName("Modifié à deux postes")
        self.hide()

    def show_edits(self, edits: Sequence[CrossedEdit]) -> None:
        """One button a field: the version kept stands in the record, the other one waits in « À vérifier »."""
        if tuple(edits) != self._shown:
            self._shown = tuple(edits)
            refill(self._flow, [self._button(edit) for edit in edits])
        self.setVisible(bool(edits))

    def _button(self, edit: CrossedEdit) -> QWidget:
        words = f"{edit.field}\u00a0: modifié aussi au poste «\u00a0{edit.elsewhere}\u00a0»"
        button = Button(self._theme, words, icon="arrow-right", compact=True)
        button.setAccessibleDescription("ouvre le cas dans « À vérifier »")
        button.clicked.connect(lambda: self.opened.emit(edit.id))
        return button
