"""What two desks wrote at once in a case: both versions, and the one that a counsellor keeps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.platforms.budget.gestures import Crossing
from ceis_desk.platforms.budget.questions import CrossedThing
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.case.crossed_words import crossed_title, differences
from ceis_desk.ui.reception.tab_order import follow


class CrossedCard(Card):
    """`settled` gives the thing and what is decided of it; nothing shows when nothing is crossed."""

    settled = Signal(object, object)

    def __init__(self, theme: Theme, before: QWidget) -> None:
        super().__init__(theme, kind="warn")
        self._theme, self._before = theme, before
        self._known: tuple[object, ...] = ()
        self.layout().setContentsMargins(14, 8, 14, 8)  # type: ignore[union-attr]  # a card has its layout
        self.setAccessibleName("Modifié à deux postes")
        self.hide()

    def show_crossed(self, things: tuple[CrossedThing, ...], show: Discretion) -> None:
        """Each thing with its two versions."""
        if (things, show) == self._known:
            return
        self._known = (things, show)
        while self.body.count():
            former = self.body.takeAt(0)
            widget = former.widget() if former else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = [self._line(thing, show) for thing in things]
        for line in lines:
            self.add(line)
            line.show()
        follow(self._before, [button for line in lines for button in line.findChildren(Button)])
        self.setVisible(bool(things))

    def _line(self, thing: CrossedThing, show: Discretion) -> QWidget:
        held = QWidget()
        title = Text(crossed_title(thing, show), "strong", wrap=True)
        said = Text("\n".join(differences(thing, show)), "secondary", "ink2", wrap=True)
        keep = Button(self._theme, "Garder celle d’ici", compact=True, icon="check")
        take = Button(self._theme, "Prendre l’autre", compact=True, icon="arrows-split")
        keep.setAccessibleDescription(title.text())
        take.setAccessibleDescription(title.text())
        keep.clicked.connect(lambda: self.settled.emit(thing, Crossing.KEEP))
        take.clicked.connect(lambda: self.settled.emit(thing, Crossing.TAKE))
        line = row(gap=10)
        line.addWidget(Icon(self._theme, "layout-columns", "warn", 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(title, said, gap=1), 1)
        line.addWidget(keep, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(take, 0, Qt.AlignmentFlag.AlignVCenter)
        held.setLayout(line)
        return held
