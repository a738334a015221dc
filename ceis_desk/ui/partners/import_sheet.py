"""A file of structures over the page: its columns, what it would bring, what is left out; then one gesture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.amounts import write_count
from ceis_desk.partners.importing import PreparedPartners
from ceis_desk.reception.importing import HeaderCell
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.imports.column_grid import ColumnGrid
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard

READING = "Lecture du fichier…"
_ROWS_SHOWN, _ROW = 6, 34
HEADS = ("Ligne", "Constat")


class ImportSheet(QWidget):
    """`mapped` when a column is said by hand, `accepted` to write, `stopped` to leave."""

    mapped = Signal()
    accepted = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.said = Text(READING, "strong", wrap=True)
        self.counts = Facts(columns=2, name="Ce que la reprise ferait")
        self.columns = ColumnGrid(theme)
        self.findings = Table(theme, "Lignes écartées et remarques", TableRows(HEADS))
        self.findings.setWordWrap(True)
        self.keep = Button(theme, "Ajouter à l’annuaire", kind="main", icon="check")
        self.leave = Button(theme, "Annuler", key="Échap")
        keyboard.show_on(self.keep, "finish")
        keyboard.shortcut(self, "finish", self._accept)
        inside = QWidget()
        # What is left out is read before what was understood: a report below the columns would be missed.
        parts = (self.counts, self.findings, Text("Colonnes", "card"), self.columns)
        inside.setLayout(column(*parts, None, gap=12, margins=(2, 4, 14, 4)))
        self._inside = inside
        head = (Text("Reprendre un fichier de structures", "title"), Text(name, "secondary", "ink2"), self.said)
        foot = row(self.keep, self.leave, None, gap=10)
        self.setLayout(column(*head, SheetScroll(inside), foot, gap=10, margins=(20, 16, 20, 18)))
        self.keep.clicked.connect(self._accept)
        self.leave.clicked.connect(self.stopped)
        self.columns.chosen.connect(self.mapped)
        self.keep.setEnabled(False)
        inside.hide()

    def show_reading(self) -> None:
        """The file is read again with other columns."""
        self.said.setText(READING)
        self.keep.setEnabled(False)

    def show_prepared(self, prepared: PreparedPartners, unknown: str = "") -> None:
        """What the file would bring; nothing is written."""
        fresh = len(prepared.partners)
        self.said.setText(unknown or wish(prepared))
        self.counts.show_facts(counts(prepared))
        cells = tuple(HeaderCell(one.index, one.header, one.sample, one.field) for one in prepared.header)
        self.columns.show_columns(cells, prepared.choices, lambda text: text)
        rows = findings(prepared)
        self.findings.show_model(TableRows(HEADS, rows))
        self.findings.setMinimumHeight(self._theme.px(_ROW * min(len(rows) + 1, _ROWS_SHOWN) + 8))
        self.findings.setVisible(bool(rows))
        self._inside.show()
        self.keep.setEnabled(fresh > 0 and not unknown)
        announce(self, self.said.text())

    def refuse(self, sentence: str) -> None:
        """The file cannot be read, or not with these columns, which are then still there to be changed."""
        self.said.setText(sentence)
        self.keep.setEnabled(False)
        if self.columns.first() is None:
            self._inside.hide()
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.counts.show_facts(())
            self.findings.hide()
        announce(self, sentence)

    def _accept(self) -> None:
        if self.keep.isEnabled():
            self.keep.setEnabled(False)
            self.accepted.emit()


def wish(prepared: PreparedPartners) -> str:
    """« 12 partenaires seront ajoutés. Annuler les retirera en une fois. »"""
    fresh = len(prepared.partners)
    if not fresh:
        return "Ce fichier n’apporte aucun partenaire nouveau."
    return f"{plural(fresh, 'partenaire sera ajouté', 'partenaires seront ajoutés')}. Ctrl Z les retire en une fois."


def counts(prepared: PreparedPartners) -> tuple[tuple[str, str], ...]:
    """What writing the file would do, label and number."""
    numbers = (
        ("Lignes lues", prepared.rows),
        ("Nouveaux partenaires", len(prepared.partners)),
        ("Déjà dans l’annuaire", len(prepared.twins)),
        ("Lignes écartées", len(prepared.bad)),
        ("Dont sensibles, jamais nommés", sum(one.card.sensitive for one in prepared.partners)),
    )
    return tuple((label, write_count(number)) for label, number in numbers)


def findings(prepared: PreparedPartners) -> tuple[tuple[str, str], ...]:
    """Lines left out first, then those already there, then remarks."""
    bad = [(str(one.line), f"Écartée\u00a0: {one.reason}") for one in prepared.bad]
    twins = [
        (str(one.line), f"{one.name}\u00a0: déjà là sous «\u00a0{one.known_as}\u00a0» ({one.reason}).")
        for one in prepared.twins
    ]
    return (*bad, *twins, *((str(one.line), one.text) for one in prepared.remarks))
