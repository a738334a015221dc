"""Accounts and roles: who works here above, « Qui voit quoi » below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.access.model import Account
from ceis_desk.core.ids import Id
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.text import KeyCap, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.account_words import account_row, counted
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.rights_table import RightsTable

_LINES_SHOWN, _ROOM_FOR_CHIP = 5, 480


class AccountList(RowList):
    """Five accounts at once, the others by scrolling: the table below keeps its room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Comptes")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def fit(self) -> None:
        """As tall as its lines, five at most."""
        lines = min(self.rows.rowCount(), _LINES_SHOWN)
        self.setFixedHeight(sum(self.sizeHintForRow(line) for line in range(lines)) + 2)


class AccountsView(SectionView):
    """`opened` gives the account to open, `moved` the one under the cursor."""

    opened = Signal(str)
    moved = Signal(str)
    add_asked = Signal()
    print_asked = Signal()

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self._theme, self._has_roles, self._narrow = theme, False, False
        self._shown: tuple[Sequence[Account], Id] | None = None
        self.main = Button(theme, "Ajouter un compte", kind="main", icon="user-plus")
        self.main.setProperty("locked", not writable)
        self.count = Text("", "secondary", "ink2")
        self.list = AccountList(theme)
        self.table = RightsTable(theme)
        self.whose = Chip(theme, "", "primary", "user")
        self.printer = IconButton(theme, "printer", "Imprimer « Qui voit quoi »", compact=True)
        accounts = Card(theme, "Comptes", "users")
        accounts.right.addWidget(self.count)
        accounts.add(self.list)
        if writable:
            accounts.add(_foot(theme))
        rights = Card(theme, "Qui voit quoi", "eye")
        rights.right.addWidget(self.whose)
        rights.right.addWidget(self.printer)
        rights.add(self.table, 1)
        whole = column(accounts, rights, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.main.clicked.connect(self.add_asked)
        self.printer.clicked.connect(self.print_asked)
        self.list.moved.connect(self.moved)
        if writable:
            self.list.opened.connect(self.opened)
        theme.changed.connect(self.list.fit)
        theme.changed.connect(self._fit)

    def first(self) -> QWidget:
        return self.list

    def show_accounts(self, accounts: Sequence[Account], own: Id) -> None:
        """Everyone who works here, closed ones last."""
        self._shown = accounts, own
        self.count.setText(counted(accounts))
        self._write()

    def _write(self) -> None:
        if self._shown is None:
            return
        accounts, own = self._shown
        narrow = self._narrow = self.width() < self._theme.px(_ROOM_FOR_CHIP)
        self.list.show_rows([(str(account.id), account_row(account, own, narrow=narrow)) for account in accounts])
        self.list.fit()

    def highlight(self, account: Account) -> None:
        """Show which columns are those of an account."""
        self.table.choose(account.roles if account.closed_on is None else frozenset())
        self.whose.show_look(ChipLook(f"rôles de {account.name}", "primary", "user"))
        self._has_roles = account.closed_on is None
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The tinted columns say whose roles they are; the chip says it again where there is room."""
        narrow = self.width() < self._theme.px(_ROOM_FOR_CHIP)
        self.whose.setVisible(self._has_roles and not narrow)
        if self._shown is not None and narrow != self._narrow:
            self._write()


def _foot(theme: Theme) -> QWidget:
    foot = QWidget()
    foot.setLayout(row(None, KeyCap(theme, "Entrée"), Text("rôles, mot de passe, fermeture", "hint", "ink2"), gap=8))
    return foot
