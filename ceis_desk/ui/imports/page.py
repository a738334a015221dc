"""Import a spreadsheet: choose it, see what it would bring, write it, keep the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ceis_desk.reception.importing import Kind, Prepared
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.imports import rows
from ceis_desk.ui.imports.column_grid import ColumnGrid
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.progress import ProgressLine
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard

LOCKED = (
    "Reprendre un tableur est réservé à la direction et à l’administration. "
    "Demandez à la personne qui administre CEIS Desk."
)
NOTHING_WRITTEN = "Rien n’est écrit avant «\u00a0Reprendre\u00a0». Recommencer le même fichier n’ajoute rien deux fois."
STOPPED = "Reprise arrêtée. Ce qui est écrit reste, le reste du fichier attend."
BEFORE, AFTER = "Ce que la reprise ferait", "Ce que la reprise a fait"
COLUMNS_FIRST = "Dites d’abord ce que contient chaque colonne."
IMPORT, GO_ON = "Reprendre", "Continuer la reprise"


class ImportPage(QWidget):
    """Passive: what the user wants comes out by signals, states come in by methods."""

    file_asked = Signal()
    kind_chosen = Signal(str)
    columns_chosen = Signal()
    import_asked = Signal()
    stop_asked = Signal()
    report_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Reprendre un tableur")
        self._make_file(theme)
        self._make_preview(theme)
        self._make_work(theme)
        self._lay(theme)
        self._connect()
        self._bind(keyboard)
        self.show_nothing()

    def _make_file(self, theme: Theme) -> None:
        self.kind = Segmented(theme, "Ce que le fichier contient", rows.KINDS)
        self.path = TextField(theme, placeholder="aucun fichier choisi", icon="file-text")
        self.path.setReadOnly(True)
        self.field = Field(theme, "Fichier", self.path, hint="Tableur (xlsx, xls, ods) ou CSV, tel que vous le tenez.")
        self.choose = Button(theme, "Choisir un fichier", icon="folder-open")

    def _make_preview(self, theme: Theme) -> None:
        self.counts = Facts(columns=2, name=BEFORE)
        self.notes = Text("", "secondary", "ink2", wrap=True)
        self.columns = ColumnGrid(theme)
        self.findings = Table(theme, "Lignes écartées et remarques", TableRows(("Ligne", "Constat")))
        self.findings.setWordWrap(True)
        self.read = Text("", "strong", wrap=True)
        self.unknown = Notice(theme, "", icon="alert-triangle")

    def _make_work(self, theme: Theme) -> None:
        self.said = Text("", "strong", wrap=True)
        self.progress = ProgressLine(theme, "Reprise")
        self.start = Button(theme, IMPORT, kind="main", icon="upload")
        self.stop = Button(theme, "Arrêter", icon="x", key="Échap")
        self.keep = Button(theme, "Enregistrer le compte rendu (CSV)", icon="download")

    def _lay(self, theme: Theme) -> None:
        file = Card(theme, "Le fichier", "file-text")
        line = row(gap=12)
        line.addWidget(self.field, 1)
        line.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        file.add(row(self.kind, None))
        file.add(line)
        self._preview = Card(theme, BEFORE, "eye")
        for part in (self.read, self.notes, self.counts):
            self._preview.add(part)
        self._columns_card = Card(theme, "Colonnes reconnues", "layout-columns")
        self._columns_card.add(self.unknown)
        self._columns_card.add(self.columns)
        self._findings_card = Card(theme, "Lignes écartées et remarques", "alert-triangle")
        self._findings_card.add(self.findings)
        self._work = Card(theme, kind="inset")
        self._work.add(self.said)
        self._work.add(self.progress)
        self._work.add(row(self.start, self.stop, self.keep, None))
        inside = QWidget()
        heads = column(
            Text("Reprendre un tableur", "title"), Text(NOTHING_WRITTEN, "secondary", "ink2", wrap=True), gap=2
        )
        cards = (file, self._preview, self._columns_card, self._findings_card)
        inside.setLayout(column(heads, *cards, None, gap=14, margins=(24, 18, 24, 12)))
        self._scroll = Scroll(inside)
        self.locked = EmptyState(theme, LOCKED, icon="lock")
        self.locked.hide()
        foot = column(self._work, gap=0, margins=(24, 0, 24, 14))
        whole = column(gap=0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.locked)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.kind.chosen.connect(self.kind_chosen)
        self.choose.clicked.connect(self.file_asked)
        self.columns.chosen.connect(self.columns_chosen)
        self.start.clicked.connect(self.import_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.keep.clicked.connect(self.report_asked)

    def _bind(self, keyboard: Keyboard) -> None:
        for code, button in (("choose-file", self.choose), ("keep-report", self.keep), ("validate", self.start)):
            keyboard.show_on(button, code)
            keyboard.shortcut(self, code, partial(_press, button))
        stop = QShortcut(QKeySequence("Esc"), self)
        stop.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        stop.activated.connect(partial(_press, self.stop))

    # States

    def show_locked(self) -> None:
        """Say to whom the import is reserved, and whom to ask."""
        self._scroll.hide()
        self._work.hide()
        self.locked.show()

    def show_nothing(self) -> None:
        """No file yet."""
        for part in (self._preview, self._columns_card, self._findings_card, self._work):
            part.hide()

    def show_reading(self, path: str, *, again: bool) -> None:
        """The file is being read; its former preview goes away, unless it is the same file read `again`."""
        self.path.setText(path)
        self.field.clear_message()
        if not again:
            self.show_nothing()
        self._show_work("Lecture du fichier…", running=True)
        self.progress.show_share(0, 0)

    def show_refused(self, sentence: str) -> None:
        """Say beside the field why the file cannot be read."""
        self.show_nothing()
        self.set_busy(False)
        self.field.set_error(sentence)
        if self.isVisible():
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong_columns(self, sentence: str) -> None:
        """Say why these columns do not do; they stay, to be changed again."""
        for part in (self._preview, self._findings_card, self._work):
            part.hide()
        self.set_busy(False)
        self.field.set_error(sentence)
        target = self.columns.take_changed()
        if target is not None and self.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_prepared(self, prepared: Prepared, detail: Callable[[str], str], *, unknown: str = "") -> None:
        """Show what the file would bring; `unknown` says that its header was not known."""
        self.read.setText(rows.read_sentence(prepared))
        self.notes.setText(" ".join(prepared.notes))
        self.notes.setVisible(bool(prepared.notes))
        self.counts.show_facts(rows.counts(prepared))
        self.unknown.words.setText(unknown)
        self.unknown.setVisible(bool(unknown))
        self.show_details(prepared, detail)
        self._preview.show()
        self._columns_card.show()
        self._show_work(COLUMNS_FIRST if unknown else self._wish(prepared), running=False)
        self.start.setText(IMPORT)
        self.start.setVisible(rows.fresh(prepared) > 0 and not unknown)
        self._preview.title.setText(BEFORE)
        self._move_cursor()
        announce(self, rows.read_sentence(prepared))

    def show_details(self, prepared: Prepared, detail: Callable[[str], str]) -> None:
        """Show what the file says itself: values of its columns, what is wrong in its lines."""
        self.columns.show_columns(prepared.header, prepared.choices, detail)
        found = tuple((line, detail(text)) for line, text in rows.findings(prepared))
        self.findings.show_model(TableRows(("Ligne", "Constat"), found))
        self.findings.setMinimumHeight(self._theme.px(34 * min(len(found) + 1, 7) + 8))
        self._findings_card.setVisible(bool(found))

    def show_progress(self, done: int, prepared: Prepared) -> None:
        """Lines written so far."""
        self._show_work(rows.progress_sentence(done, prepared), running=True)
        self.progress.show_share(done, rows.total(prepared))

    def show_stopped(self, sentence: str) -> None:
        """The import waits; it can go on."""
        self._show_work(sentence, running=False)
        self.start.setText(GO_ON)
        self.start.show()
        self._move_cursor()
        announce(self, sentence)

    def show_done(self, prepared: Prepared) -> None:
        """Everything is written."""
        self._show_work(rows.end_sentence(prepared), running=False)
        self._preview.title.setText(AFTER)
        self._move_cursor()
        announce(self, self.said.text())

    def say(self, sentence: str) -> None:
        """Say something of the report."""
        self.said.setText(sentence)

    def is_running(self) -> bool:
        """Whether something is being read or written."""
        return self.stop.isVisibleTo(self)

    def chosen_kind(self) -> Kind:
        """What the user says the file holds."""
        return Kind(self.kind.value())

    def _move_cursor(self) -> None:
        """What had the cursor may be gone: it goes to what comes next."""
        if self.isVisible():
            usual = self.start if self.start.isVisible() else self.keep
            target = self.columns.first() if self.unknown.isVisible() else self.columns.take_changed()
            (target or usual).setFocus(Qt.FocusReason.OtherFocusReason)
            if target is not None:
                self._scroll.ensureWidgetVisible(target)

    def _wish(self, prepared: Prepared) -> str:
        if rows.fresh(prepared) > 0:
            return f"{plural(rows.fresh(prepared), 'ligne', 'lignes')} à reprendre."
        return "Ce fichier n’apporte rien de nouveau." if prepared.rows else "Ce fichier ne contient aucune ligne."

    def _show_work(self, sentence: str, *, running: bool) -> None:
        self._work.show()
        self.said.setText(sentence)
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.start.setVisible(False)
        self.keep.setVisible(not running)
        self.set_busy(running)
        if running and self.isVisible():
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Nothing can be chosen while a file is read or written."""
        for part in (self.choose, self.kind, self.columns):
            part.setEnabled(not busy)


def _press(button: Button) -> None:
    if button.isVisible():
        button.click()
