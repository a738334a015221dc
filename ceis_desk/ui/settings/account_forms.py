"""The sheets of an account: a new one, and one that exists with its roles, its password and its end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Account, Group
from ceis_desk.access.rights import groups_of
from ceis_desk.access.rules import new_login, normal_login
from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import Card, column, even, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.new_password import NewPassword
from ceis_desk.ui.settings.page import first_stop
from ceis_desk.ui.settings.role_choice import RoleChoice

NO_NAME = "Il manque le nom."
NO_ROLE = "Cochez au moins un rôle\u00a0: ce que fait cette personne."
_MARGINS = (20, 16, 20, 16)
Waits = Callable[[frozenset[Group]], tuple[str, ...]]
"""For the team keys that an account gains, the sentences that say what must still happen."""


class AccountForm(QWidget):
    """A sheet that says below its fields what was refused; what was typed stays."""

    def __init__(self, theme: Theme, waits: Waits) -> None:
        super().__init__()
        self._waits = waits
        self.trouble = Notice(theme, "", tone="danger", icon="alert-circle")
        self.trouble.hide()
        self.to_come = Text("", "hint", "ink2", wrap=True)
        self.to_come.hide()

    def tell_keys(self, gained: frozenset[Group]) -> None:
        """Say who must sign in once for these team keys to be shared."""
        self.to_come.setText("\n".join(self._waits(gained)))
        self.to_come.setVisible(bool(self.to_come.text()))

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

    def __init__(self, theme: Theme, waits: Waits) -> None:
        super().__init__(theme, waits)
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
        roles = column(Text("Rôles", "label", "ink2"), self.roles, self.no_role, self.to_come, gap=4)
        hint = Text(
            "Le mot de passe se donne de vive voix\u00a0; la personne le change dans Réglages.",
            "hint",
            "ink2",
            wrap=True,
        )
        answers = row(self.save, LeaveButton(theme), None, gap=10)
        parts = (Text("Ajouter un compte", "card"), even(self.name_field, self.login_field), roles, self.password, hint)
        self.setLayout(column(*parts, self.trouble, answers, gap=12, margins=_MARGINS))
        self.name.textEdited.connect(self._suggest)
        self.login.textEdited.connect(self._typed)
        self.save.clicked.connect(self.submit)
        self.roles.changed.connect(self._roles_ticked)

    def _roles_ticked(self) -> None:
        self.tell_keys(groups_of(self.roles.roles()))

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
    """One account: what Entrée on its line opens. A new password and the end of the account are one button further."""

    roles_asked = Signal(object)
    password_asked = Signal(str)
    close_asked = Signal()

    def __init__(self, theme: Theme, account: Account, waits: Waits, *, own: bool) -> None:
        super().__init__(theme, waits)
        self.account = account
        self.cards: list[Card] = []
        closed = account.closed_on is not None
        state = f"fermé le {write_day(account.closed_on)}" if account.closed_on else account.login
        head = row(Text(account.name, "card"), Text(state, "secondary", "ink2"), None, gap=10)
        parts = [] if closed else [self._roles_part(theme)]
        password = self._password_part(theme, own=own, closed=closed)
        end = self._close_part(theme)
        more = row(self._opener(theme, "Nouveau mot de passe", "key", password), gap=8)
        more.addWidget(self._opener(theme, "Fermer le compte", "user-off", end))
        more.addStretch(1)
        more.addWidget(LeaveButton(theme, "Revenir"))
        self.setLayout(column(head, *parts, more, password, end, self.trouble, gap=12, margins=_MARGINS))
        if closed:
            password.show()
            for at in range(2):
                more.itemAt(at).widget().hide()  # type: ignore[union-attr]  # both were just put there

    def _roles_part(self, theme: Theme) -> Card:
        card = Card(theme, "Rôles", "users", kind="inset")
        self.roles = RoleChoice(theme, self.account.roles)
        self.save_roles = Button(theme, "Enregistrer les rôles", kind="main", icon="check")
        self.save_roles.setEnabled(False)
        self.roles.changed.connect(self._roles_ticked)
        self.save_roles.clicked.connect(lambda: self.roles_asked.emit(self.roles.roles()))
        card.add(self.roles)
        card.add(self.to_come)
        card.add(row(None, self.save_roles))
        return card

    def _password_part(self, theme: Theme, *, own: bool, closed: bool) -> Card:
        card = self._folded(theme, "Rouvrir le compte" if closed else "Nouveau mot de passe", "key")
        if own:
            words = "Le vôtre se change dans « Mon mot de passe »\u00a0: rien n’y est perdu."
            card.add(Text(words, "secondary", "ink2", wrap=True))
            return card
        self.password = NewPassword(theme)
        warning = "Ce que seul ce compte pouvait lire attendra la clé de secours."
        words = "Rouvrir avec ce mot de passe" if closed else "Donner ce mot de passe"
        self.save_password = Button(theme, words, icon="lock-open" if closed else "key", key="Entrée")
        self.save_password.clicked.connect(self.submit)
        card.add(self.password)
        card.add(Text(warning, "hint", "warn", wrap=True))
        card.add(row(None, self.save_password))
        return card

    def _close_part(self, theme: Theme) -> Card:
        card = self._folded(theme, f"Fermer le compte de {self.account.name}", "user-off")
        why = "Ses actes passés restent, ses brouillons restent scellés. Cela ne s’annule pas."
        self.close_surely = Button(theme, "Oui, fermer ce compte", kind="danger", icon="user-off")
        self.close_surely.clicked.connect(self.close_asked)
        card.add(Text(why, "secondary", "ink2", wrap=True))
        card.add(row(None, self.close_surely))
        return card

    def _folded(self, theme: Theme, title: str, icon: str) -> Card:
        card = Card(theme, title, icon, kind="inset")
        card.hide()
        self.cards.append(card)
        return card

    def _opener(self, theme: Theme, words: str, icon: str, card: Card) -> Button:
        button = Button(theme, words, icon=icon, compact=True)
        button.clicked.connect(lambda: self._unfold(card))
        return button

    def _unfold(self, card: Card) -> None:
        for other in self.cards:
            other.setVisible(other is card)
        inside = first_stop(card)
        if inside is not None:
            inside.setFocus(Qt.FocusReason.TabFocusReason)

    def _roles_ticked(self) -> None:
        ticked = self.roles.roles()
        self.save_roles.setEnabled(ticked != self.account.roles)
        self.tell_keys(groups_of(ticked) - groups_of(self.account.roles))

    def submit(self) -> None:
        """Entrée in a password field gives the password."""
        if self.cards[0].isVisible() and (password := self.password.taken()):
            self.password_asked.emit(password)
