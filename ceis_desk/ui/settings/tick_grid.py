"""A group of boxes to tick, one stop of Tab: arrows go from box to box, Espace ticks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.ui.kit.choices import CheckBox
from ceis_desk.ui.kit.drafts import Part
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

_MOVES = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class TickGrid(QWidget):
    """`changed` once a box is ticked or not; the codes of those ticked by `ticked`, in the order of the boxes."""

    changed = Signal()

    def __init__(self, theme: Theme, title: str, choices: Sequence[tuple[str, str]], *, columns: int = 3) -> None:
        super().__init__()
        self._columns = columns
        self.setAccessibleName(title)
        self.boxes = {code: CheckBox(theme, words) for code, words in choices}
        self._order = list(self.boxes.values())
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        for at, box in enumerate(self._order):
            grid.addWidget(box, at // columns, at % columns)
            box.installEventFilter(self)
            box.toggled.connect(lambda _on: self.changed.emit())
        for at in range(columns):
            grid.setColumnStretch(at, 1)
        self.setLayout(column(Text(title, "label", "ink2"), grid, gap=4))
        self._stop_at(0)

    def ticked(self) -> tuple[str, ...]:
        """The codes of the boxes that are ticked."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def tick(self, codes: Iterable[str]) -> None:
        """Tick these boxes and no other."""
        wanted = frozenset(codes)
        for code, box in self.boxes.items():
            box.setChecked(code in wanted)

    def draft_part(self) -> Part:
        """Kept as the codes of the boxes that are ticked."""
        return Part(lambda: json.dumps(self.ticked()), lambda words: self.tick(json.loads(words)), (self.changed,))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows, and where Tab comes back to."""
        if event.type() == QEvent.Type.FocusIn:
            self._stop_at(self._place(watched))
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            down, right = _MOVES[Qt.Key(event.key())]
            at = self._place(watched) + down * self._columns + right
            if 0 <= at < len(self._order):
                self._order[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _place(self, box: QObject) -> int:
        return next(at for at, one in enumerate(self._order) if one is box)

    def _stop_at(self, place: int) -> None:
        for at, box in enumerate(self._order):
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == place else Qt.FocusPolicy.ClickFocus)
