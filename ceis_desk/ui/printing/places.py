"""Where a file is written or read: the system's own dialog, that no window waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ceis_desk.core.errors import Refusal
from ceis_desk.core.tables import write_csv

PDF_FILES = "Documents PDF (*.pdf)"
CSV_FILES = "Tableaux CSV (*.csv)"

Chosen = Callable[[Path], None]


def ask_where_to_save(parent: QWidget, title: str, name: str, files: str, then: Chosen) -> QFileDialog:
    """Ask for a place, `name` proposed in the user's documents; `then` is called with it, or never."""
    dialog = _dialog(parent, title, files, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Enregistrer")
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_which_file(parent: QWidget, title: str, files: str, then: Chosen) -> QFileDialog:
    """Ask for a file that exists; `then` is called with it, or never."""
    dialog = _dialog(parent, title, files, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Ouvrir")
    dialog.open()
    return dialog


def ask_which_folder(parent: QWidget, title: str, then: Chosen) -> QFileDialog:
    """Ask for a folder that exists; `then` is called with it, or never."""
    dialog = _dialog(parent, title, "", then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Choisir")
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, files: str, then: Chosen) -> QFileDialog:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, documents, files)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def write_table(path: Path, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Path:
    """A spreadsheet as French programs open it; raises Refusal when the place cannot be written."""
    try:
        write_csv(path, [heads, *rows])
    except OSError as error:
        raise cannot_write(path) from error
    return path


def cannot_write(path: Path) -> Refusal:
    """What to say of a place that refuses a file."""
    name = f"«\u00a0{path.name}\u00a0»"
    return Refusal(f"{name} n’a pas pu être enregistré ici. Rien n’est perdu\u00a0: choisissez un autre dossier.")
