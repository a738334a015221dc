"""Sheets about the house itself: taking the example data away, trying the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.door import Door, NewSheet, Opened
from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.recovery_sheet import TryKeyForm, open_long_sheet
from ceis_desk.ui.shell.renewal_sheet import TITLE, RenewForm, ask_renewal
from ceis_desk.ui.shell.window import Window

if TYPE_CHECKING:
    from ceis_desk.core.press import Press
    from ceis_desk.ui.shell.entry import Entry
    from ceis_desk.ui.shell.session import Session

_RIGHT = "La clé de secours est la bonne. Rangez-la hors de ce poste."
UNTRIED = "La clé de secours n’a pas encore été essayée."
_UNSEEN = "La clé de secours n’a été ni imprimée ni recopiée\u00a0: personne ne l’a. Renouvelez-la."
_UNSEEN_BY_ALL = "Personne n’a la clé de secours. Demandez à l’administration de la renouveler, dans Réglages."


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
    """What the ribbons ask: `emptied` once the example data are gone."""

    emptied = Signal()

    def __init__(
        self, window: Window, theme: Theme, door: Door, press: Press, entry: Entry,
        at_work: Callable[[], Session | None],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._theme, self._door = window, theme, door
        self._press, self._entry, self._at_work = press, entry, at_work
        self._answers = Answers(self)
        self._unseen = False
        window.demo.acted.connect(self._ask_remove)
        window.key.acted.connect(self._ask_key)

    def show_key(self, opened: Opened) -> None:
        """Say in the ribbon what the recovery key waits for, if it waits."""
        ribbon, administers = self._window.key, may(opened.actor.roles, Thing.ACCOUNTS, Level.WRITE)
        self._unseen = not opened.recovery_seen
        ribbon.setVisible(not opened.recovery_tried and not opened.demo)
        if self._unseen:
            ribbon.words.setText(_UNSEEN if administers else _UNSEEN_BY_ALL)
        else:
            ribbon.words.setText(UNTRIED)
        if ribbon.button is not None:
            ribbon.button.setText("Renouveler la clé" if self._unseen else "Essayer la clé")
            ribbon.button.setVisible(administers or not self._unseen)

    def show_new_key(self, made: NewSheet) -> None:
        """Offer a key that took the place of another, then come back to the page of whoever drew it."""
        session = self._at_work()
        if session is None:
            return

        def back() -> None:
            if self._at_work() is session:
                self.show_key(replace(session.opened, recovery_tried=False, recovery_seen=True))
                self._window.show_screen(session.frame)
                self._window.name_screen(session.page().words)
                session.pilot().enter()
                session.message.say(made.said)

        self._window.key.hide()
        self._entry.keeping.offer(session.opened, made, self._door, self._press, back, again=True)

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
        if self._unseen:
            ask_renewal(self._open_renewal, self._theme, self._answers, self._door, self.show_new_key)
            return
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
            if (session := self._at_work()) is not None:
                session.message.say(_RIGHT)

        form.asked.connect(lambda key: self._answers.when(self._door.try_recovery(key), tried, refused))

    def _open_renewal(self, form: RenewForm) -> Sheet:
        return open_long_sheet(self._window, form, TITLE, form.password)
