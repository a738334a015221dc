"""Sheets about the house itself: taking the example data away, trying the recovery key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
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

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was taken away."""
        self.said.setText(refusal.sentence)
        self.said.show()
        self.go.setEnabled(True)


class House(QObject):
    """What the ribbons ask: `emptied` once the example data are gone, `key_tried` once the right key was typed."""

    emptied = Signal()
    key_tried = Signal()

    def __init__(self, window: Window, theme: Theme, door: Door) -> None:
        super().__init__(window)
        self._window, self._theme, self._door = window, theme, door
        self._answers = Answers(self)
        window.demo.acted.connect(self._ask_remove)
        window.key.acted.connect(self._ask_key)

    def _ask_remove(self) -> None:
        card = RemoveDemo(self._theme)
        sheet = self._window.open_sheet(card, "Enlever les données d’exemple", width=560, first=card.back)
        card.back.clicked.connect(sheet.close_sheet)

        def done(_nothing: None) -> None:
            sheet.close_sheet()
            self.emptied.emit()

        def remove() -> None:
            card.go.setEnabled(False)
            self._answers.when(self._door.remove_demo(), done, card.refuse)

        card.go.clicked.connect(remove)

    def _ask_key(self) -> None:
        form = TryKeyForm(self._theme)
        sheet = self._window.open_sheet(form, "Essayer la clé de secours", width=560, first=form.key)

        def refused(refusal: Refusal) -> None:
            form.refuse(refusal.sentence)

        def tried(right: bool) -> None:
            if not right:
                form.refuse("Ce n’est pas la clé de ce site. Rien n’a changé\u00a0: relisez le papier.")
                return
            sheet.close_sheet()
            self._window.key.hide()
            self.key_tried.emit()

        form.asked.connect(lambda key: self._answers.when(self._door.try_recovery(key), tried, refused))
