"""Taking a backup back, asked in one card: who vouches for it, and a word typed before good data are replaced."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.access.backups import CONFIRM_WORD, NeedsWords, Restoration
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextArea, TextField
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.password import password_field
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

TITLE = "Reprendre une sauvegarde"
WORKING = "La sauvegarde est relue en entier, puis mise en place…"
_ASIDE = (
    "Ce qui est en place sera mis de côté dans le même dossier, intact. Les mots de passe seront ceux de ce jour-là."
)
_RING = (
    "Vos données restent. Seules les clés viennent de la sauvegarde\u00a0: les mots de passe seront ceux de ce jour-là."
)


class RestoreForm(QWidget):
    """`asked` gives the Restoration; a refusal keeps what was typed."""

    asked = Signal(object)

    def __init__(self, theme: Theme, asked: Restoration, what: str) -> None:
        super().__init__()
        self._asked, self._busy = asked, False
        self.way = Segmented(theme, "Avec", (("password", "Avec un mot de passe"), ("paper", "Avec la clé de secours")))
        self.login = TextField(theme)
        self.login.setText(asked.login)
        self.login_field = Field(theme, "Identifiant", self.login, hint="Un compte de l’administration ce jour-là.")
        self.password_field, self.password = password_field(theme, "Mot de passe ce jour-là")
        self.key = TextArea(theme, placeholder="CEIS-…", lines=2)
        self.key_field = Field(theme, "Clé de secours", self.key, hint="Tirets, espaces et majuscules ne comptent pas.")
        self.word = TextField(theme, placeholder=CONFIRM_WORD)
        self.word_field = Field(theme, f"Tapez {CONFIRM_WORD} pour remplacer les données en place", self.word)
        self.said = Notice(theme, "", tone="danger", icon="alert-circle")
        self.go = Button(theme, "Reprendre cette sauvegarde", kind="main", icon="history", key="Entrée")
        self._secrets = QWidget()
        pair = row(self.login_field, self.password_field, gap=12)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        self._secrets.setLayout(pair)
        for part in (self._secrets, self.key_field, self.word_field):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.key_field.hide()
        self.word_field.hide()
        self.said.hide()
        self.setLayout(
            column(
                Text(TITLE, "card"),
                Text(what, "body", wrap=True),
                Text(_RING if asked.ring_only else _ASIDE, "secondary", "ink2", wrap=True),
                row(self.way, None),
                self._secrets,
                self.key_field,
                self.word_field,
                self.said,
                row(self.go, LeaveButton(theme), None, gap=10),
                gap=12,
                margins=(20, 18, 20, 18),
            )
        )
        self.way.chosen.connect(self._take_way)
        self.go.clicked.connect(self._ask)

    def first(self) -> QWidget:
        """Where the cursor starts."""
        return self.password if self.login.text() else self.login

    def refuse(self, refusal: Refusal) -> None:
        """Say what was refused; before good data, ask for the word."""
        self._set_busy(False)
        if isinstance(refusal, NeedsWords):
            self.ask_word()
        self._say(refusal.sentence)
        (self.word if self.word_field.isVisibleTo(self) else self._secret()).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_word(self) -> None:
        """Good data are in place: the word is asked for."""
        self.word_field.show()
        self._refit()

    def _take_way(self, code: str) -> None:
        paper = code == "paper"
        self._secrets.setVisible(not paper)
        self.key_field.setVisible(paper)
        self._refit()
        self._secret().setFocus(Qt.FocusReason.OtherFocusReason)

    def _secret(self) -> QWidget:
        return self.key if self.way.value() == "paper" else self.password

    def _say(self, words: str) -> None:
        self.said.words.setText(words)
        self.said.setVisible(bool(words))
        self._refit()
        if words:
            announce(self, words)

    def _refit(self) -> None:
        sheet = self.parentWidget()
        while sheet is not None and not hasattr(sheet, "refit"):
            sheet = sheet.parentWidget()
        if sheet is not None:
            sheet.refit()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.go.setEnabled(not busy)
        self.go.setText("Reprise en cours…" if busy else "Reprendre cette sauvegarde")

    def _ask(self) -> None:
        if self._busy:
            return
        paper = self.way.value() == "paper"
        needed = (self.key,) if paper else (self.login, self.password)
        for field in needed:
            if not (field.toPlainText() if isinstance(field, TextArea) else field.text()).strip():
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
        worded = self.word_field.isVisibleTo(self)
        if worded and self.word.text().strip().upper() != CONFIRM_WORD:
            self.word_field.set_error(f"Tapez {CONFIRM_WORD}, ou fermez par Échap\u00a0: rien n’est changé.")
            self.word.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._set_busy(True)
        self._say("")
        announce(self, WORKING)
        login, password = ("", "") if paper else (self.login.text(), self.password.text())
        recovery = self.key.toPlainText() if paper else ""
        self.asked.emit(replace(self._asked, login=login, password=password, recovery=recovery, replacing=worded))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)
