"""The whole list of motifs, those without a digit too: type to narrow it, Entrée takes or leaves one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.folding import fold
from ceis_desk.core.ids import Id
from ceis_desk.reception.model import Motif
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.keys import is_enter
from ceis_desk.ui.reception.rows import platform_tone


class _MotifSearch(SearchField):
    entered = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class MotifList(QWidget):
    """A bare search and the motifs, each with its digit; `taken` gives the one chosen."""

    taken = Signal(object)

    def __init__(self, theme: Theme, motifs: Sequence[Motif], chosen: Collection[Id], *, neutral: bool) -> None:
        super().__init__()
        self._motifs, self._chosen, self._neutral = tuple(motifs), frozenset(chosen), neutral
        self.search = _MotifSearch(theme, placeholder="Tous les motifs", name="Chercher un motif", bare=True)
        self.rows = RowList(theme, "Tous les motifs", fit=True)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.stepped.connect(self.rows.step)
        self.search.entered.connect(lambda: self._take(self.rows.current()))
        self.rows.opened.connect(self._take)
        self.setLayout(column(self.search, self.rows, None, gap=4, margins=(12, 8, 12, 12)))
        self._show()

    def _show(self) -> None:
        wanted = fold(self.search.text())
        found = [motif for motif in self._motifs if all(word in fold(motif.label) for word in wanted.split())]
        looks = [(str(motif.id), self._look(motif)) for motif in found]
        self.rows.show_rows(looks or [("", RowLook("Aucun motif à ce nom.", heading=True))])
        self.rows.go_to(looks[0][0] if looks else "")

    def _look(self, motif: Motif) -> RowLook:
        on = motif.id in self._chosen
        return RowLook(
            motif.label,
            icon=motif.icon,
            icon_tone="neutral" if self._neutral else platform_tone(motif.platform),
            right="choisi" if on else "",
            key=str(motif.position or ""),
            key_always=True,
            compact=True,
        )

    def _take(self, ident: str) -> None:
        motif = next((one for one in self._motifs if str(one.id) == ident), None)
        if motif is not None:
            self.taken.emit(motif.id)
