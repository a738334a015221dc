"""A password field: an eye to show it, and a word when the capitals key is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ceis_desk.ui.kit.buttons import IconButton
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.theme import Theme

CAPS_ON = "La touche Verr. Maj est active"


class PasswordField(TextField):
    """Hidden words, an eye reached by Tab; `caps_changed` says when the capitals key seems on."""

    caps_changed = Signal(bool)

    def __init__(self, theme: Theme, *, icon: str = "", tall: bool = False) -> None:
        super().__init__(theme, icon=icon, tall=tall)
        self._caps: bool | None = None
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = IconButton(theme, "eye", "Montrer le mot de passe", kind="quiet", compact=True)
        self.eye.setParent(self)
        self.eye.clicked.connect(self._show_or_hide)
        self.setTabOrder(self, self.eye)

    def fit_margins(self) -> None:
        super().fit_margins()
        margins = self.textMargins()
        margins.setRight(self._theme.px(34))
        self.setTextMargins(margins)

    def hide_words(self) -> None:
        """Hide what is typed, as at the start."""
        if self.echoMode() is not QLineEdit.EchoMode.Password:
            self._show_or_hide()

    def _show_or_hide(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if hidden else "eye")
        self.eye.rename("Cacher le mot de passe" if hidden else "Montrer le mot de passe")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self._caps is not None:
            self._note_caps(not self._caps)
        elif letter.isalpha() and letter.upper() != letter.lower():
            # Qt cannot read the state of the capitals key: a capital without Maj (or the reverse) betrays it.
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._note_caps(letter.isupper() is not shifted)
        super().keyPressEvent(event)

    def _note_caps(self, on: bool) -> None:
        if on is not self._caps:
            self._caps = on
            self.caps_changed.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.eye.sizeHint()
        self.eye.setGeometry(
            self.width() - size.width() - 5, (self.height() - size.height()) // 2, size.width(), size.height()
        )


def password_field(
    theme: Theme, label: str, *, icon: str = "", tall: bool = False, hint: str = ""
) -> tuple[Field, PasswordField]:
    """A labelled password field whose line below warns about the capitals key."""
    control = PasswordField(theme, icon=icon, tall=tall)
    field = Field(theme, label, control, hint=hint)
    control.caps_changed.connect(lambda on: field.set_warning(CAPS_ON) if on else field.clear_message())
    return field, control
