"""The sheets of an account: a new one, and one that exists with its roles, its password and its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Account
from ceis_desk.access.rules import new_login, normal_login
from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import Card, column, even, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.new_password import NewPassword
from ceis_desk.ui.settings.role_choice import RoleChoice

NO_NAME = "Il manque le nom."
NO_ROLE = "Cochez au moins un rôle\u00a0: ce que fait cette personne."
_MARGINS = (20, 16, 20, 16)


class AccountForm(QWidget):
    """A sheet that says below its fields what was refused; what was typed stays."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.trouble = Notice(theme, "", tone="danger", icon="alert-circle")
        self.trouble.hide()

    def refuse(self, sentence: str) -> None:
        """Say what was refused."""
        self.trouble.words.setText(sentence)
        self.trouble.show()
        self.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()

    def submit(self) -> None:
        """What Entrée does in a field."""


class NewAccountForm(AccountForm):
    """`asked` gives login, name, roles and password of the account to create."""

    asked = Signal(str, str, object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._login_typed = False
        self.name, self.login = TextField(theme), TextField(theme)
        self.name_field, self.login_field = (
            Field(theme, "Prénom et nom", self.name),
            Field(theme, "Identifiant", self.login),
        )
        self.roles = RoleChoice(theme)
        self.no_role = Text("", "hint", "danger", wrap=True)
        self.no_role.hide()
        self.password = NewPassword(theme)
        self.save = Button(theme, "Créer le compte", kind="main", icon="user-plus", key="Entrée")
        roles = column(Text("Rôles", "label", "ink2"), self.roles, self.no_role, gap=4)
        hint = Text(
            "Le mot de passe se donne de vive voix\u00a0; la personne le change dans Réglages.",
            "hint",
            "ink2",
            wrap=True,
        )
        parts = (Text("Ajouter un compte", "card"), even(self.name_field, self.login_field), roles, self.password, hint)
        self.setLayout(column(*parts, self.trouble, row(None, self.save), gap=12, margins=_MARGINS))
        self.name.textEdited.connect(self._suggest)
        self.login.textEdited.connect(self._typed)
        self.save.clicked.connect(self.submit)

    def _suggest(self) -> None:
        if not self._login_typed:
            self.login.setText(normal_login((self.name.text().split() or [""])[0]))

    def _typed(self, text: str) -> None:
        self._login_typed = bool(text)
        self.login_field.clear_message()

    def submit(self) -> None:
        """Ask for the account once all is there; else the cursor goes where something is missing."""
        name, roles = self.name.text().strip(), self.roles.roles()
        if not name:
            self.name_field.set_error(NO_NAME)
            self.name.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.name_field.clear_message()
        try:
            login = new_login(self.login.text())
        except Refusal as refusal:
            self.login_field.set_error(refusal.sentence)
            self.login.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.no_role.setText("" if roles else NO_ROLE)
        self.no_role.setVisible(not roles)
        if not roles:
            self.roles.setFocus(Qt.FocusReason.TabFocusReason)
            return
        password = self.password.taken()
        if password:
            self.setEnabled(False)
            self.asked.emit(login, name, roles, password)


class AccountSheet(AccountForm):
    """One account: what Entrée on its line opens."""

    roles_asked = Signal(object)
    password_asked = Signal(str)
    close_asked = Signal()

    def __init__(self, theme: Theme, account: Account, waits: Sequence[str], *, own: bool) -> None:
        super().__init__(theme)
        self.account = account
        closed = account.closed_on is not None
        state = f"fermé le {write_day(account.closed_on)}" if account.closed_on else account.login
        head = row(Text(account.name, "card"), Text(state, "secondary", "ink2"), None, gap=10)
        parts: list[QWidget] = []
        if not closed:
            parts.append(self._roles_part(theme, waits))
        parts.append(self._password_part(theme, own=own, closed=closed))
        if not closed:
            parts.append(self._close_part(theme))
        self.setLayout(column(head, *parts, self.trouble, gap=12, margins=_MARGINS))

    def _roles_part(self, theme: Theme, waits: Sequence[str]) -> QWidget:
        card = Card(theme, "Rôles", "users", kind="inset")
        self.roles = RoleChoice(theme, self.account.roles)
        self.save_roles = Button(theme, "Enregistrer les rôles", kind="main", icon="check")
        self.save_roles.setEnabled(False)
        self.roles.changed.connect(lambda: self.save_roles.setEnabled(self.roles.roles() != self.account.roles))
        self.save_roles.clicked.connect(lambda: self.roles_asked.emit(self.roles.roles()))
        card.add(self.roles)
        for sentence in waits:
            card.add(Text(sentence, "hint", "ink2", wrap=True))
        card.add(row(None, self.save_roles))
        return card

    def _password_part(self, theme: Theme, *, own: bool, closed: bool) -> QWidget:
        card = Card(theme, "Rouvrir le compte" if closed else "Nouveau mot de passe", "key", kind="inset")
        if own:
            card.add(
                Text(
                    "Le vôtre se change dans « Mon mot de passe »\u00a0: rien n’y est perdu.",
                    "secondary",
                    "ink2",
                    wrap=True,
                )
            )
            return card
        self.password = NewPassword(theme)
        warning = "Ce que seul ce compte pouvait lire attendra la clé de secours."
        words = "Rouvrir avec ce mot de passe" if closed else "Donner ce mot de passe"
        self.save_password = Button(theme, words, icon="lock-open" if closed else "key")
        self.save_password.clicked.connect(self._give_password)
        card.add(self.password)
        card.add(Text(warning, "hint", "warn", wrap=True))
        card.add(row(None, self.save_password))
        return card

    def _close_part(self, theme: Theme) -> QWidget:
        card = Card(theme, "Fermer le compte", "user-off", kind="inset")
        why = Text(
            "Ses actes passés restent, ses brouillons restent scellés. Cela ne s’annule pas.",
            "secondary",
            "ink2",
            wrap=True,
        )
        self.close_first = Button(theme, "Fermer le compte", kind="danger", icon="user-off")
        self.close_surely = Button(theme, f"Oui, fermer le compte de {self.account.name}", kind="danger", icon="check")
        self.close_surely.hide()
        self.close_first.clicked.connect(self._confirm)
        self.close_surely.clicked.connect(self.close_asked)
        card.add(why)
        card.add(row(None, self.close_first, self.close_surely))
        return card

    def _confirm(self) -> None:
        self.close_first.hide()
        self.close_surely.show()
        self.close_surely.setFocus(Qt.FocusReason.TabFocusReason)

    def _give_password(self) -> None:
        password = self.password.taken()
        if password:
            self.password_asked.emit(password)

    def submit(self) -> None:
        """Entrée in a password field gives the password."""
        if hasattr(self, "password"):
            self._give_password()
