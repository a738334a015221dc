"""A new password, typed twice, with its strength: for an account to come, another's, or one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.layout import column, even
from ceis_desk.ui.kit.password import password_field
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.first_start import DIFFERENT
from ceis_desk.ui.shell.strength import StrengthLine, refused_beside

MISSING = "Il manque le mot de passe."


class NewPassword(QWidget):
    """Two fields and the line of strength; `taken` gives the password once both agree."""

    def __init__(self, theme: Theme, label: str = "Mot de passe") -> None:
        super().__init__()
        self.field, self.text = password_field(theme, label)
        self.again_field, self.again = password_field(theme, "Encore une fois")
        self.strength = StrengthLine(theme)
        self.setLayout(column(even(self.field, self.again_field), self.strength, gap=8))
        self.text.textChanged.connect(self.strength.judge)
        self.setFocusProxy(self.text)

    def taken(self) -> str:
        """The password, or empty with the reason said and the cursor where it is missing."""
        if not self.text.text():
            self.field.set_error(MISSING)
            self.text.setFocus(Qt.FocusReason.TabFocusReason)
            return ""
        if refused_beside(self.field, self.text.text()):
            self.text.setFocus(Qt.FocusReason.TabFocusReason)
            return ""
        if self.text.text() != self.again.text():
            self.again_field.set_error(DIFFERENT)
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
            return ""
        self.again_field.clear_message()
        return self.text.text()

    def clear(self) -> None:
        """Forget what was typed."""
        for text in (self.text, self.again):
            text.clear()
            text.hide_words()
