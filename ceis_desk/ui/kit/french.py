"""French words and habits for the parts that Qt writes itself."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_KEYS = {
    "Return": "Entrée",
    "Enter": "Entrée",
    "Esc": "Échap",
    "Escape": "Échap",
    "Shift": "Maj",
    "Space": "Espace",
    "Del": "Suppr",
    "Delete": "Suppr",
    "Ins": "Inser",
    "Backspace": "Retour arrière",
    "Tab": "Tab",
    "PgUp": "Page ↑",
    "PgDown": "Page ↓",
    "Home": "Début",
    "End": "Fin",
    "Up": "Flèche haut",
    "Down": "Flèche bas",
    "Left": "Flèche gauche",
    "Right": "Flèche droite",
}


def speak_french(app: QApplication) -> None:
    """Set the French locale and Qt's own French words; raises FileNotFoundError when they are not installed."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load("qtbase_fr", folder):
        raise FileNotFoundError(f"{folder}/qtbase_fr.qm")
    app.installTranslator(translator)


def french_keys(sequence: str) -> str:
    """The words a French keyboard bears for a Qt key sequence: « Ctrl+Return » gives « Ctrl Entrée »."""
    stem = sequence.removesuffix("++")
    words = [_KEYS.get(part, part) for part in stem.split("+") if part]
    if sequence.endswith("++"):
        words.append("+")
    return " ".join(words)
