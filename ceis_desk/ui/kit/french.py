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

# What Qt's own French file leaves in English: a file dialog of a desk without one of its system's.
_MISSING = {
    "&Look in:": "&Voir dans\u00a0:",
    "Files of &type:": "&Type de fichiers\u00a0:",
    "Folder": "Dossier",
    "Drive": "Disque",
}


class MissingWords(QTranslator):
    """The French words of `_MISSING`, else what it was given: asked last, after Qt's own file."""

    def translate(
        self, context: bytes | str, source: bytes | str, disambiguation: bytes | str | None = None, n: int = -1
    ) -> str:
        words = source if isinstance(source, str) else source.decode()
        return _MISSING.get(words, words)


def speak_french(app: QApplication) -> None:
    """Set the French locale and Qt's own French words; raises FileNotFoundError when they are not installed."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load("qtbase_fr", folder):
        raise FileNotFoundError(f"{folder}/qtbase_fr.qm")
    app.installTranslator(MissingWords(app))
    app.installTranslator(translator)


def french_keys(sequence: str) -> str:
    """The words a French keyboard bears for a Qt key sequence: « Ctrl+Return » gives « Ctrl Entrée »."""
    stem = sequence.removesuffix("++")
    words = [_KEYS.get(part, part) for part in stem.split("+") if part]
    if sequence.endswith("++"):
        words.append("+")
    return " ".join(words)
