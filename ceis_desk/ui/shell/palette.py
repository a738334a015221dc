"""The palette: one box for a person, an appointment of the day or an action."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.text import KeyCap, Rule, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.palette_rows import Rows

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TALL, _LEAST = 420, 120


class _Results(RowList):
    """As tall as its rows up to a bound; a low window or a large text takes from it before the words below."""

    def sizeHint(self) -> QSize:
        height = sum(self.sizeHintForRow(at) for at in range(self.rows.rowCount())) + 4
        return QSize(super().sizeHint().width(), min(height, self._theme.px(_TALL)))

    def fit(self) -> None:
        """Take the room of the rows shown, none without any."""
        wish = self.sizeHint().height() if self.rows.rowCount() else 0
        self.setMinimumHeight(min(wish, self._theme.px(_LEAST)))
        self.setMaximumHeight(wish)


class Palette(QWidget):
    """`typed` at each letter, `opened` with the identity of a row; the arrows move without leaving the field."""

    typed = Signal(str)
    opened = Signal(str)
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._answered = ""
        self._stepped = False
        self.field = SearchField(
            theme,
            placeholder="Une personne, un rendez-vous, une action…",
            name="Rechercher une personne, un rendez-vous, un partenaire, une action",
            key="Échap",
            bare=True,
        )
        self.field.installEventFilter(self)
        self.rows = _Results(theme, "Résultats")
        self.nothing = Text("Rien ne répond à ces mots.", "secondary", "ink2", wrap=True)
        foot = row(
            KeyCap(theme, "Flèches"),
            Text("choisir", "hint", "ink2"),
            6,
            KeyCap(theme, "Entrée"),
            Text("ouvrir", "hint", "ink2"),
            None,
            Text("sans accents ni majuscules, dans n’importe quel ordre", "hint", "ink2"),
            gap=6,
            margins=(16, 8, 16, 8),
        )
        head = row(self.field, margins=(8, 2, 4, 2))
        inside = column(self.rows, gap=0, margins=(10, 6, 10, 6))
        self.nothing.setContentsMargins(20, 8, 20, 12)
        self.setLayout(column(head, Rule(), inside, self.nothing, Rule(), foot, gap=0))
        self.field.textChanged.connect(self.typed)
        self.rows.opened.connect(self.opened)

    def show_rows(self, rows: Rows) -> None:
        """Replace what is offered, the cursor on the first that may be opened."""
        if self.field.text() != self._answered:
            self._stepped = False
        before = self.rows.current() if self._stepped else ""
        self._answered = self.field.text()
        self.rows.show_rows(rows)
        self.nothing.setVisible(not rows)
        self.rows.go_to("")
        self.rows.step(1)
        if before in {ident for ident, _look in rows}:
            # A late answer to the same words leaves the row that the arrows chose.
            self.rows.go_to(before)
        self.rows.fit()
        self.resized.emit()
        answers = sum(not look.heading for _ident, look in rows)
        self.field.setAccessibleDescription(f"{answers} résultat{'s' if answers > 1 else ''}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _STEPS:
                self.rows.step(_STEPS[Qt.Key(event.key())])
                self._stepped = True
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.rows.current():
                    self.opened.emit(self.rows.current())
                return True
        return False
