"""Drives a file of structures: chosen, read aside, shown, written by one gesture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.partners.columns import PartnerColumn
from ceis_desk.partners.importing import ImportPartners, PreparedPartners, PreparePartners
from ceis_desk.partners.structures import ListOfPeople
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.imports.pilot import FILES
from ceis_desk.ui.partners.import_sheet import ImportSheet
from ceis_desk.ui.printing.places import ask_which_file

SAY_COLUMNS = "Aucun en-tête connu dans ce fichier. Dites quelle colonne donne le nom, puis vérifiez les nombres."
_FIRST_GUESS: Mapping[int, str | None] = {0: PartnerColumn.NAME.value}


class Importing(QObject):
    """One file at a time."""

    def __init__(self, page: QWidget, over: FormsOver) -> None:
        super().__init__(page)
        self._page, self._over = page, over
        self._prepared: PreparedPartners | None = None

    def ask_file(self) -> None:
        """Choose a file."""
        ask_which_file(self._page, "Choisir un fichier de structures", FILES, self.open_file)

    def open_file(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        over = self._over
        sheet = ImportSheet(over.theme, over.keyboard, path.name)
        sheet.mapped.connect(lambda: self._read(sheet, path, sheet.columns.mapping()))
        sheet.accepted.connect(lambda: self._write(sheet))
        sheet.stopped.connect(over.sheets.close)
        over.sheets.open(sheet, "Reprendre un fichier de structures", sheet, width=980)
        self._read(sheet, path, {})

    def _read(self, sheet: ImportSheet, path: Path, chosen: Mapping[int, str | None], unknown: str = "") -> None:
        self._prepared = None
        sheet.show_reading()

        def read(prepared: PreparedPartners) -> None:
            if not isValid(sheet):
                return
            self._prepared = prepared
            sheet.show_prepared(prepared, unknown)
            changed = sheet.columns.take_changed()
            (changed or (sheet.keep if sheet.keep.isEnabled() else sheet.columns.first() or sheet)).setFocus()
            self._over.sheets.refit()

        def refused(refusal: Refusal) -> None:
            if not isValid(sheet):
                return
            if chosen or isinstance(refusal, ListOfPeople):
                sheet.refuse(refusal.sentence)
                self._over.sheets.refit()
            else:
                # A file without a known header may still be a good one: the user says its columns.
                self._read(sheet, path, _FIRST_GUESS, SAY_COLUMNS)

        self._over.link.ask(PreparePartners(path, dict(chosen)), read, refused, key="partners-file")

    def _write(self, sheet: ImportSheet) -> None:
        if self._prepared is None:
            return

        def done(_change: Change) -> None:
            self._over.sheets.close()

        def refused(refusal: Refusal) -> None:
            if isValid(sheet):
                sheet.refuse(refusal.sentence)

        self._over.link.do(ImportPartners(self._prepared), done, refused)
