"""From a file to lines written, one step after another, so that a check-in never waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import document_name
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Gesture
from ceis_desk.reception.importing import ImportReport, Prepared, PrepareImport, WriteImported, steps
from ceis_desk.ui.imports.page import STOPPED, ImportPage
from ceis_desk.ui.imports.rows import FIRST_GUESS
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.printing.aside import aside
from ceis_desk.ui.printing.places import CSV_FILES, ask_where_to_save, ask_which_file, write_table
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

FILES = "Tableurs (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods);;Tous les fichiers (*)"
SAY_COLUMNS = "Aucun en-tête connu dans ce fichier. Dites ce que contient chaque colonne, puis vérifiez les nombres."


class ImportPilot(QObject):
    """Reads the file aside, writes it in steps that can be stopped, and taken up again."""

    def __init__(
        self, page: ImportPage, link: StoreLink, discreet: Discreet, keyboard: Keyboard, actor: Actor, clock: Clock
    ) -> None:
        super().__init__(page)
        self._keyboard = keyboard
        self.page, self._link, self._discreet, self._clock = page, link, discreet, clock
        self._open = may(actor.roles, Thing.IMPORT, Level.WRITE)
        self._answers = Answers(self)
        self._path: Path | None = None
        self._prepared: Prepared | None = None
        self._reading: Future[Prepared] | None = None
        self._left: list[Gesture] = []
        self._stopping = False
        page.file_asked.connect(self._ask_file)
        page.kind_chosen.connect(lambda _: self._prepare({}))
        page.columns_chosen.connect(lambda: self._prepare(page.columns.mapping()))
        page.import_asked.connect(self._start)
        page.stop_asked.connect(self._stop)
        page.report_asked.connect(self._save_report)
        discreet.changed.connect(self._show_details)

    def enter(self) -> None:
        """Put the cursor on the choice of a file."""
        if not self._open:
            self.page.show_locked()
        elif not self.page.is_running():
            self.page.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing stops: an import goes on while one works elsewhere."""

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of the page, for the help."""
        return (
            self._keyboard.line("choose-file"),
            self._keyboard.line("validate", "reprendre"),
            KeyLine("Échap", "arrêter la lecture ou la reprise"),
            self._keyboard.line("keep-report"),
        )

    def papers(self, then: Callable[[Paper], None]) -> None:
        """Nothing to print here: the report is a table."""

    # Reading

    def _ask_file(self) -> None:
        ask_which_file(self.page, "Choisir un fichier", FILES, self.open_file)

    def open_file(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        self._path = path
        self._prepare({})

    def _prepare(self, chosen: Mapping[int, str | None], unknown: str = "", first: Refusal | None = None) -> None:
        """Read the file; `first` is the refusal to give when these columns do not help either."""
        if self._path is None or not self._open:
            return
        self._left, self._prepared = [], None
        self.page.show_reading(self._path.name, again=bool(chosen) and first is None)
        self._reading = self._link.store.ask(PrepareImport(self.page.chosen_kind(), self._path, chosen))
        reading = self._reading

        def read(prepared: Prepared) -> None:
            if reading is self._reading:
                self._show(prepared, unknown)

        def refused(refusal: Refusal) -> None:
            if reading is not self._reading:
                return
            if chosen and first is None:
                self.page.show_wrong_columns(refusal.sentence)
            elif first is not None:
                self.page.show_refused(first.sentence)
            else:
                # A file without a known header may still be a good one: the user says its columns.
                self._prepare(FIRST_GUESS[self.page.chosen_kind()], SAY_COLUMNS, refusal)

        self._answers.when(reading, read, refused)

    def _show(self, prepared: Prepared, unknown: str) -> None:
        self._reading, self._prepared = None, prepared
        self._left = list(steps(prepared))
        self.page.show_prepared(prepared, self._discreet.show.detail, unknown=unknown)

    def _show_details(self) -> None:
        if self._prepared is not None:
            self.page.show_details(self._prepared, self._discreet.show.detail)

    # Writing

    def _start(self) -> None:
        if self._prepared is not None and self._left and not self.page.is_running():
            self._stopping = False
            self.page.show_progress(self._written(), self._prepared)
            self._next()

    def _next(self) -> None:
        if self._prepared is None:
            return
        if not self._left:
            self.page.show_done(self._prepared)
        elif self._stopping:
            self.page.show_stopped(STOPPED)
        else:
            self._answers.when(self._link.store.do(self._left[0]), self._step_done, self._step_refused)

    def _step_done(self, _change: Change) -> None:
        self._left.pop(0)
        if self._prepared is not None:
            self.page.show_progress(self._written(), self._prepared)
        self._next()

    def _step_refused(self, refusal: Refusal) -> None:
        self.page.show_stopped(refusal.sentence)

    def _written(self) -> int:
        """Lines written so far."""
        waiting = next((step.first for step in self._left if isinstance(step, WriteImported)), None)
        prepared = self._prepared
        if waiting is not None or prepared is None:
            return waiting or 0
        return len(prepared.visits) or len(prepared.people)

    def _stop(self) -> None:
        """Stop after the step under way, or drop the reading."""
        self._stopping = True
        if self._reading is not None:
            self._link.store.cancel(self._reading)
            self._reading = None
            self.page.show_nothing()
            self.page.set_busy(False)

    # The report

    def _save_report(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return
        report = ImportReport(prepared, dry_run=bool(self._left))
        name = document_name("compte-rendu-reprise", self._clock()).removesuffix(".pdf") + ".csv"

        def save(place: Path) -> None:
            written = aside(lambda: write_table(place, ("ligne", "constat"), report.details()))
            said = f"Compte rendu enregistré\u00a0: {place.name}"
            self._answers.when(written, lambda _: self.page.say(said), lambda refusal: self.page.say(refusal.sentence))

        ask_where_to_save(self.page, "Enregistrer le compte rendu", name, CSV_FILES, save)
