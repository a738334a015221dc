"""« Qui attend ? », the half-day's appointments, and the last visits: three cards of rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip, ChipLook, chip_width
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.search_card import HitList
from ceis_desk.ui.shell.keyboard import Keyboard

Rows = Sequence[tuple[str, RowLook]]
_WIDEST_MEAN = 88  # minutes


class QueueCard(Card):
    """Who waits, the longest first; Entrée on a line opens what may be done."""

    opened = Signal(str)
    call_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__(theme, "Qui attend\u00a0?", "armchair")
        self._theme = theme
        self.mean = Chip(theme, "", "neutral", "clock")
        self.call = Button(theme, "Appeler", kind="tinted", icon="bell")
        keyboard.show_on(self.call, "call")
        tip = "Appeler la personne suivante ({call}), la remettre en attente ({take-back})"
        keyboard.follow(self.call, lambda: self.call.setToolTip(tip.format(**keyboard.caps())))
        self.rows = HitList(theme, "Qui attend")
        self.empty = Text(
            "Personne n’attend. Tapez un nom pour enregistrer une arrivée.", "secondary", "ink2", wrap=True
        )
        # Until the day is read nothing is said of it, here as in the cards below.
        self.empty.hide()
        self.mean.setMinimumWidth(chip_width(theme, _mean_look(_WIDEST_MEAN)))
        self.right.addWidget(self.mean)
        self.right.addWidget(self.call)
        self.add(self.rows)
        self.add(self.empty)
        self.body.addStretch(1)
        self.rows.opened.connect(self.opened)
        self.call.clicked.connect(self.call_asked)

    def show_queue(self, rows: Rows, mean: int | None) -> None:
        """Replace the lines and the mean of their minutes."""
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.mean.show_look(_mean_look(mean or 0))
        # Room for two digits from the start: the columns of the page would move with each minute.
        self.mean.setMinimumWidth(chip_width(self._theme, _mean_look(_WIDEST_MEAN)))
        self.mean.setVisible(mean is not None)

    def set_room(self, *, wide: bool, title_room: bool) -> None:
        """How many lines show without scrolling, and whether the mean stands beside the title."""
        self.rows.set_limit(6 if wide else 4)
        self.mean.setVisible(bool(self.rows.rows.rowCount()) and title_room)
        # Its room is kept while nobody waits: the columns would move when somebody does.
        policy = self.mean.sizePolicy()
        policy.setRetainSizeWhenHidden(title_room)
        self.mean.setSizePolicy(policy)


def _mean_look(minutes: int) -> ChipLook:
    return ChipLook(f"attente moyenne {minutes}\u00a0min", "neutral", "clock")


class AppointmentsCard(Card):
    """The appointments of the half-day; Espace or the button says that someone has come."""

    arrived = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Rendez-vous du matin", "calendar-event")
        self.count = Text("", "secondary", "ink2")
        self.rows = HitList(theme, "Rendez-vous", limit=2)
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.empty = Text("Aucun rendez-vous.", "secondary", "ink2", wrap=True)
        self.empty.hide()
        self.right.addWidget(self.count)
        self.add(self.rows, 1)
        self.add(self.empty)
        self.body.addStretch(0)
        self.rows.installEventFilter(self)
        self.rows.opened.connect(self.arrived)
        self.rows.acted.connect(self.arrived)
        self._at = ""

    def show_lines(self, title: str, count: str, rows: Rows, at: str) -> None:
        """Replace the lines; `at` is the first one that still matters, brought into view when it changes."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.count.setText(count)
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        moved, self._at = at != self._at, at
        if moved:
            self._bring_to_top()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # An arrival being written makes the list taller, then lower again: it would stay on half a row.
        if event.type() == QEvent.Type.Resize and not self.rows.hasFocus():
            QTimer.singleShot(0, self, self._bring_to_top)
        return False

    def _bring_to_top(self) -> None:
        if self._at in self.rows.rows.idents():
            index = self.rows.rows.index(self.rows.rows.idents().index(self._at), 0)
            self.rows.scrollTo(index, RowList.ScrollHint.PositionAtTop)


class RecentVisits(QWidget):
    """« Derniers passages »: Entrée on a line to take it up again, correct it or take it back."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = HitList(theme, "Derniers passages", limit=3)
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.empty = Text("Aucun passage depuis ce matin.", "secondary", "ink2", wrap=True)
        self.empty.hide()
        hint = Text("reprendre, corriger ou annuler", "hint", "ink3")
        head = row(Icon(theme, "history", "primary", 20), Text("Derniers passages", "card"), None, hint, gap=8)
        parts = column(head, gap=8, margins=(0, 8, 0, 0))
        parts.addWidget(self.rows, 1)
        parts.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self.setLayout(parts)
        self.setAccessibleName("Derniers passages")
        self.rows.opened.connect(self.opened)

    def show_visits(self, rows: Rows) -> None:
        """Replace the lines, latest first."""
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.empty.setVisible(not rows)
