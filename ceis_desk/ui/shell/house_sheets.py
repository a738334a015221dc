"""Sheets about the house itself: taking the example data away, trying the recovery key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ceis_desk.access.door import Door
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.recovery_sheet import TryKeyForm
from ceis_desk.ui.shell.window import Window


class RemoveDemo(QWidget):
    """The one question before what cannot be undone; the cursor starts on the way back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.back = Button(theme, "Garder les exemples", key="Échap")
        self.go = Button(theme, "Tout enlever", kind="danger", icon="trash")
        self.said = Text("", "secondary", "danger", wrap=True)
        self.said.hide()
        what = (
            "Les personnes, passages et comptes d’exemple seront effacés, avec ce que vous y avez ajouté. "
            "Cela ne s’annule pas. Ensuite, les trois questions du premier démarrage s’affichent."
        )
        self.setLayout(
            column(
                Text("Enlever toutes les données d’exemple", "card"),
                Text(what, "body", "ink2", wrap=True),
                self.said,
                row(None, self.back, self.go, gap=10),
                gap=14,
                margins=(20, 18, 20, 18),
            )
        )


def ask_remove_demo(window: Window, theme: Theme, answers: Answers, door: Door, then: Callable[[], None]) -> None:
    """Ask, then take the example data away and go on with `then`."""
    card = RemoveDemo(theme)
    sheet = window.open_sheet(card, "Enlever les données d’exemple", width=560, first=card.back)
    card.back.clicked.connect(sheet.close_sheet)

    def done(_nothing: None) -> None:
        sheet.close_sheet()
        then()

    def refused(refusal: Refusal) -> None:
        card.said.setText(refusal.sentence)
        card.said.show()
        card.go.setEnabled(True)

    def remove() -> None:
        card.go.setEnabled(False)
        answers.when(door.remove_demo(), done, refused)

    card.go.clicked.connect(remove)


def ask_try_key(window: Window, theme: Theme, answers: Answers, door: Door, then: Callable[[], None]) -> None:
    """Ask for the recovery key, and go on with `then` when it is the right one."""
    form = TryKeyForm(theme)
    sheet = window.open_sheet(form, "Essayer la clé de secours", width=560, first=form.key)

    def tried(right: bool) -> None:
        if right:
            sheet.close_sheet()
            then()
        else:
            form.refuse("Ce n’est pas la clé de ce site. Rien n’a changé\u00a0: relisez le papier.")

    form.asked.connect(
        lambda key: answers.when(door.try_recovery(key), tried, lambda refusal: form.refuse(refusal.sentence))
    )
