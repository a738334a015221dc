"""Two records into one, hole by hole: each field of both, and the one that is kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from ceis_desk.people.holes import fill_holes, refusing_too
from ceis_desk.people.model import Identity, PersonRecord
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import Scroll, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.identity_lines import LINES, Line, chosen, first_picks
from ceis_desk.ui.people.rows import name_of
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE

_MOST_HEIGHT = 420


class MergeSheet(QWidget):
    """`merged` gives the winner, the loser and the identity kept; `closed` gives up."""

    merged = Signal(object, object, object)
    closed = Signal()

    def __init__(
        self, theme: Theme, discreet: Discreet, keyboard: Keyboard, winner: PersonRecord, loser: PersonRecord
    ) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._theme, self._discreet = theme, discreet
        self._sides = (winner, loser)
        # What either refuses is refused whatever is picked: both sides show it.
        ours = refusing_too(winner.identity, loser.identity)
        theirs = refusing_too(loser.identity, winner.identity)
        self._identities = (ours, theirs)
        filled = fill_holes(ours, theirs)
        self._groups: dict[str, QButtonGroup] = {}
        self._picks: dict[str, str] = first_picks(ours, filled, theirs)
        self._lines = lines = Scroll(self._grid())
        discreet.changed.connect(self._show)
        lines.setMaximumHeight(theme.px(_MOST_HEIGHT))
        self.unite = Button(theme, "Réunir les deux fiches", kind="main", icon="arrows-join-2")
        keyboard.show_on(self.unite, "validate")
        self.close_it = Button(theme, "Ne rien changer", key="Échap")
        self.unite.clicked.connect(self._unite)
        self.close_it.clicked.connect(self.closed)
        said = Text(
            "Choisissez ce qui est gardé. Les passages des deux fiches se suivent, elles comptent pour une seule "
            "personne, et tout se défait à tout moment.",
            "secondary",
            "ink2",
            wrap=True,
        )
        title = Text("Réunir deux fiches", "title")
        answers = row(self.unite, self.close_it, None, gap=10)
        self.setLayout(column(title, said, lines, answers, gap=12, margins=(20, 16, 20, 18)))

    def picks(self) -> Mapping[str, str]:
        """Which side is kept, by line."""
        return self._picks

    def kept(self) -> Identity:
        """The identity as chosen."""
        return chosen(self._identities, self._picks)

    def buttons_of(self, code: str) -> QButtonGroup:
        """The choices of a line."""
        return self._groups[code]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keyboard.asked(event, PEOPLE) == "validate":
            self._unite()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        self._groups.clear()
        self._lines.setWidget(self._grid())

    def _unite(self) -> None:
        self.merged.emit(self._sides[0].id, self._sides[1].id, self.kept())

    def _grid(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for column_at, record in enumerate(self._sides, start=1):
            visits = f"{record.visits} passage{'s' if record.visits > 1 else ''}"
            head = column(
                Text(name_of(record.identity, self._discreet.show), "strong", wrap=True),
                Text(visits, "hint", "ink2"),
                gap=0,
            )
            grid.addLayout(head, 0, column_at)
        shown = (line for line in LINES if any(line.write(one) for one in self._identities))
        for at, line in enumerate(shown, start=1):
            self._line(grid, at, line)
        for at, share in enumerate((2, 4, 4)):
            grid.setColumnStretch(at, share)
        return held

    def _line(self, grid: QGridLayout, at: int, line: Line) -> None:
        grid.addWidget(Text(line.label, "secondary", "ink2", wrap=True), at, 0)
        one, other = (line.write(side) for side in self._identities)
        show = self._discreet.show
        if one == other:
            grid.addWidget(Text(show.phone(one), "strong", wrap=True), at, 1, 1, 2)
            return
        group = QButtonGroup(self)
        self._groups[line.code] = group
        choices = [("0", one), ("1", other)]
        for column_at, (code, words) in enumerate(choices, start=1):
            grid.addWidget(self._pick(group, line, code, show.phone(words) or "rien"), at, column_at)
        if line.code == "phones" and one and other:
            grid.addWidget(self._pick(group, line, "both", "Garder les deux numéros"), at, 3)

    def _pick(self, group: QButtonGroup, line: Line, code: str, words: str) -> Button:
        button = Button(self._theme, words, compact=True)
        button.setCheckable(True)
        button.setAutoDefault(False)  # Espace picks: Ctrl Entrée is the sheet's
        button.setChecked(self._picks[line.code] == code)
        button.set_icon("check" if button.isChecked() else "")
        button.setAccessibleName(f"{line.label}\u00a0: {words}")
        button.clicked.connect(lambda _on: self._picks.__setitem__(line.code, code))
        button.toggled.connect(lambda on: button.set_icon("check" if on else ""))
        group.addButton(button)
        return button
