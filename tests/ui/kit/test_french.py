from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.french import french_keys, speak_french


def test_qt_speaks_french(qapp: QApplication) -> None:
    before = QLocale()
    speak_french(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    assert QLocale().toString(QDate(2019, 6, 18), "dddd d MMMM yyyy") == "mardi 18 juin 2019"
    QLocale.setDefault(before)


def test_the_file_dialog_of_a_desk_without_its_own_is_french_too(qapp: QApplication, qtbot: QtBot) -> None:
    speak_french(qapp)
    dialog = QFileDialog(None, "Enregistrer le tableau", "", "Tableaux CSV (*.csv)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == "&Voir dans\u00a0:"
    assert dialog.labelText(QFileDialog.DialogLabel.FileType) == "&Type de fichiers\u00a0:"


@pytest.mark.parametrize(
    ("sequence", "words"),
    [
        ("Ctrl+Return", "Ctrl Entrée"),
        ("Esc", "Échap"),
        ("Shift+F8", "Maj F8"),
        ("Ctrl++", "Ctrl +"),
        ("Ctrl+Z", "Ctrl Z"),
        ("F2", "F2"),
    ],
)
def test_keys_bear_their_french_names(sequence: str, words: str) -> None:
    assert french_keys(sequence) == words
