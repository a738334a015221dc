"""The recovery key renewed: what it changes, one's own password, and the former sheet if it is at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextArea
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.password import password_field
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

if TYPE_CHECKING:
    from ceis_desk.access.door import Door, NewSheet
    from ceis_desk.core.errors import Refusal
    from ceis_desk.ui.kit.link import Answers
    from ceis_desk.ui.kit.sheet import Sheet

TITLE = "Renouveler la clé de secours"
_WORDS = (
    "L’ancienne feuille n’ouvrira plus rien ici, ni aux autres postes dès leur prochain échange.",
    "La nouvelle clé s’affichera une fois\u00a0: imprimez-la, puis essayez-la.",
    "Échangez d’abord\u00a0: si deux postes la renouvellent à la fois, une seule feuille vaut, Réglages dit laquelle.",
    "Une sauvegarde d’avant s’ouvre encore avec l’ancienne feuille, ou avec un mot de passe d’alors.",
    "Les notes pour soi s’ouvriront avec la nouvelle une fois que leur auteur aura ouvert sa session.",
)
_MISSING = "Il manque votre mot de passe."
_FORMER_HINT = "Si vous l’avez\u00a0: tout ce qu’elle ouvrait passe aussitôt à la nouvelle."


class RenewForm(QWidget):
    """`asked` gives one's own password and the former key, which may be empty."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field, self.password = password_field(theme, "Votre mot de passe")
        self.former = TextArea(theme, placeholder="CEIS-…", lines=2)
        self.former_field = Field(theme, "Ancienne clé, facultatif", self.former, hint=_FORMER_HINT)
        self.go = Button(theme, "Renouveler la clé", kind="main", icon="refresh", key="Entrée")
        self.setLayout(
            column(
                Text(TITLE, "card"),
                *(Text(words, "secondary", "ink2", wrap=True) for words in _WORDS),
                self.field,
                self.former_field,
                None,
                row(self.go, LeaveButton(theme), None, gap=10),
                gap=12,
                margins=(20, 18, 20, 18),
            )
        )
        self.go.clicked.connect(self._ask)

    def refuse(self, sentence: str) -> None:
        """Say what was refused; what was typed stays."""
        self.go.setEnabled(True)
        self.field.set_error(sentence)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self.password.selectAll()

    def _ask(self) -> None:
        if not self.password.text():
            self.field.set_error(_MISSING)
            self.password.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.field.clear_message()
        self.go.setEnabled(False)
        self.asked.emit(self.password.text(), self.former.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)


def ask_renewal(
    open_sheet: Callable[[RenewForm], Sheet],
    theme: Theme,
    answers: Answers,
    door: Door,
    then: Callable[[NewSheet], None],
) -> None:
    """Ask whether the key is to be renewed; `then` has the new one."""
    form = RenewForm(theme)
    sheet = open_sheet(form)

    def done(made: NewSheet) -> None:
        if isValid(sheet):
            sheet.close_sheet()
        then(made)

    def refuse(refusal: Refusal) -> None:
        if isValid(sheet):
            form.refuse(refusal.sentence)

    form.asked.connect(lambda password, former: answers.when(door.renew_recovery(password, former), done, refuse))
