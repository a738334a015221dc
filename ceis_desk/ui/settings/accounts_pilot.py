"""Turns what is done to accounts into calls at the door, and answers into rows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ceis_desk.access.door import Door
from ceis_desk.access.model import Account, Actor
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.settings.account_forms import AccountForm, AccountSheet, NewAccountForm, Waits
from ceis_desk.ui.settings.account_words import keys_to_come
from ceis_desk.ui.settings.accounts import AccountsView
from ceis_desk.ui.settings.page import SettingsPage


class AccountsPart(QObject):
    """The section at work; every act is the door's, which writes the ring with the store."""

    def __init__(self, page: SettingsPage, link: StoreLink, door: Door, actor: Actor, *, writable: bool) -> None:
        super().__init__(page)
        self._page, self._link, self._door, self._actor = page, link, door, actor
        self._answers = Answers(self)
        self._accounts: tuple[Account, ...] = ()
        self.view = AccountsView(page.theme, writable=writable)
        self.view.moved.connect(self._highlight)
        self.view.opened.connect(self._open)
        self.view.add_asked.connect(self._open_new)

    def show_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Everyone, as they now are; the cursor stays, or begins on the first one."""
        self._accounts = accounts
        self.view.show_accounts(accounts, self._actor.account_id)
        if not self.view.list.current() and accounts:
            self.view.list.go_to(str(accounts[0].id))
        self._highlight(self.view.list.current())

    def _find(self, ident: str) -> Account | None:
        return next((account for account in self._accounts if str(account.id) == ident), None)

    def _highlight(self, ident: str) -> None:
        account = self._find(ident)
        if account is not None:
            self.view.highlight(account)

    def _open_new(self) -> None:
        form = NewAccountForm(self._page.theme, self._waits(None))
        sheet = self._page.open_sheet(form, "Ajouter un compte", form.name, width=620)
        draft = FormDraft(self._link, "new-account", form)
        form.asked.connect(
            lambda login, name, roles, password: self._ask(
                self._door.add_account(login, name, roles, password), form, sheet, draft
            )
        )

    def _open(self, ident: str) -> None:
        account = self._find(ident)
        if account is None:
            return
        own = account.id == self._actor.account_id
        form = AccountSheet(self._page.theme, account, self._waits(account.id), own=own)
        sheet = self._page.open_sheet(form, f"Compte de {account.name}", width=620)
        form.roles_asked.connect(lambda roles: self._ask(self._door.set_roles(account.id, roles), form, sheet))
        form.password_asked.connect(lambda text: self._ask(self._door.set_password(account.id, text), form, sheet))
        form.close_asked.connect(lambda: self._ask(self._door.close_account(account.id), form, sheet))

    def _waits(self, account_id: Id | None) -> Waits:
        return lambda gained: keys_to_come(gained, account_id, self._accounts, self._actor.roles)

    def _ask(self, future: Future[Change], form: AccountForm, sheet: Sheet, draft: FormDraft | None = None) -> None:
        def done(change: Change) -> None:
            if draft is not None:
                draft.forget()
            if isValid(sheet):
                sheet.close_sheet()
            self._link.done.emit(change)

        self._answers.when(future, done, _refusing(form, sheet))


def _refusing(form: AccountForm, sheet: Sheet) -> Callable[[Refusal], None]:
    def refuse(refusal: Refusal) -> None:
        if isValid(sheet):
            form.refuse(refusal.sentence)

    return refuse
