"""The recovery key typed: to try it once, or to come back in with a new password."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextArea
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.password import password_field
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.first_start import DIFFERENT
from ceis_desk.ui.shell.strength import StrengthLine, refused_beside

if TYPE_CHECKING:
    from ceis_desk.access.door import Opened
    from ceis_desk.core.errors import Refusal
    from ceis_desk.ui.kit.sheet import Sheet
    from ceis_desk.ui.shell.window import Window

_KEY_HINT = "Tirets et espaces ne comptent pas, ni les majuscules."


class TryKeyForm(QWidget):
    """The key alone: the right one takes the banner down."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.key = TextArea(theme, placeholder="CEIS-…", lines=3)
        self.field = Field(theme, "Clé de secours", self.key, hint=_KEY_HINT)
        self.go = Button(theme, "Essayer la clé", kind="main", icon="key", key="Ctrl Entrée")
        why = "Recopiez-la depuis le papier ou le fichier\u00a0: c’est la preuve qu’elle se relit."
        self.setLayout(
            column(
                Text("Essayer la clé de secours", "card"),
                Text(why, "secondary", "ink2", wrap=True),
                self.field,
                row(self.go, LeaveButton(theme), None, gap=10),
                gap=12,
                margins=(20, 18, 20, 18),
            )
        )
        self.go.clicked.connect(self._ask)

    def refuse(self, sentence: str) -> None:
        """Say where the slip is; what was typed stays."""
        self.go.setEnabled(True)
        self.field.set_error(sentence)
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if self.key.toPlainText().strip():
            self.go.setEnabled(False)
            self.asked.emit(self.key.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)


class RecoverForm(QWidget):
    """The key and a new password for one account."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.key = TextArea(theme, placeholder="CEIS-…", lines=3)
        self.field = Field(theme, "Clé de secours", self.key, hint=_KEY_HINT)
        self.new_field, self.new = password_field(theme, f"Nouveau mot de passe de {name}")
        self.again_field, self.again = password_field(theme, "Encore une fois")
        self.strength = StrengthLine(theme)
        self.go = Button(theme, "Ouvrir avec la clé", kind="main", icon="lock-open", key="Entrée")
        why = "La clé papier donne un nouveau mot de passe. Ce passage est inscrit au journal, que tous peuvent lire."
        passwords = row(self.new_field, self.again_field, gap=12)
        for at in (0, 1):
            passwords.setStretch(at, 1)
        self.setLayout(
            column(
                Text("Mot de passe oublié", "card"),
                Text(why, "secondary", "ink2", wrap=True),
                self.field,
                passwords,
                self.strength,
                row(self.go, LeaveButton(theme), None, gap=10),
                gap=12,
                margins=(20, 18, 20, 18),
            )
        )
        self.new.textChanged.connect(self.strength.judge)
        self.go.clicked.connect(self._ask)

    def refuse(self, sentence: str) -> None:
        """Say what was refused; what was typed stays."""
        self.go.setEnabled(True)
        self.field.set_error(sentence)
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if not self.key.toPlainText().strip():
            self.key.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.new.text() or refused_beside(self.new_field, self.new.text()):
            self.new.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.new.text() != self.again.text():
            self.again_field.set_error(DIFFERENT)
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.again_field.clear_message()
            self.go.setEnabled(False)
            self.asked.emit(self.key.toPlainText(), self.new.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)


def open_long_sheet(window: Window, form: QWidget, name: str, first: QWidget) -> Sheet:
    """A sheet that scrolls where the window is too short for all that it says."""
    inside = SheetScroll(form)
    sheet = window.open_sheet(inside, name, first=first)
    inside.reshaped.connect(sheet.refit)
    return sheet


def ask_recovery(
    window: Window,
    theme: Theme,
    name: str,
    recover: Callable[[str, str, Callable[[Opened], None], Callable[[Refusal], None]], None],
    come_in: Callable[[Opened], None],
) -> None:
    """Let somebody who lost her password back in: `recover` tries a key with a new password."""
    form = RecoverForm(theme, name)
    sheet = open_long_sheet(window, form, "Mot de passe oublié", form.key)

    def recovered(opened: Opened) -> None:
        sheet.close_sheet()
        come_in(opened)

    form.asked.connect(
        lambda key, password: recover(key, password, recovered, lambda refusal: form.refuse(refusal.sentence))
    )
