"""The head of the page: whose sheet, of which month, what is kept of it, and what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from ceis_desk.ui.kit.avatar import Avatar
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard

PRINT, PRINT_AGAIN, COPY = "Imprimer à signer", "Imprimer", "Copier cette fiche"


class SheetHead(QWidget):
    """Passive; `version_asked` gives the rank of a version in the list shown."""

    compare_asked = Signal()
    print_asked = Signal()
    copy_asked = Signal()
    empty_asked = Signal()
    sign_asked = Signal()
    withdraw_asked = Signal()
    home_asked = Signal()
    figures_asked = Signal()
    version_asked = Signal(int)

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self._theme, self._keyboard = theme, keyboard
        self._versions: tuple[tuple[str, bool], ...] = ()
        self._frozen = self._closed = False
        self.avatar = Avatar(theme, side=44)
        self.title = Text("Fiche budget", "title")
        self.month = Chip(theme, "", "violet", "calendar-event")
        self.secret = Chip(theme, "confidentiel", "warn", "shield-lock")
        self.about = Text("", "secondary", "ink2")
        self.state_icon = Icon(theme, "check", "success", 18)
        self.state = Text("", "label", "success")
        self.figures = IconButton(theme, "info-circle", "Tous les chiffres")
        self.compare = Button(theme, "", icon="history")
        self.more = IconButton(theme, "dots", "Autres actions sur la fiche")
        self.print = Button(theme, PRINT, kind="main", icon="printer")
        self.copy = Button(theme, "Copier", kind="main", icon="copy")
        self.copy.setAccessibleName(COPY)
        names = column(Flow(self.title, self.month, self.secret, gap=10), self.about, gap=0)
        state = row(self.state_icon, self.state, gap=6)
        who = row(self.avatar, names, gap=10)
        who.setStretch(1, 1)
        tools = row(None, state, self.figures, self.compare, self.more, self.copy, self.print, gap=10)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        self._line.addLayout(who, 1)
        self._line.addLayout(tools)
        self.setLayout(self._line)
        for button, code in ((self.print, "print"), (self.figures, "figures")):
            keyboard.show_on(button, code)
        # No room for a cap beside « Imprimer à signer »: the tooltip says the key.
        keyboard.follow(self.compare, lambda: self.compare.setToolTip(keyboard.cap("compare")))
        self._connect()

    def _connect(self) -> None:
        self.compare.clicked.connect(self.compare_asked)
        self.print.clicked.connect(self.print_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.figures.clicked.connect(self.figures_asked)
        self.more.clicked.connect(self._open_menu)

    def set_room(self, *, narrow: bool) -> None:
        """One line, or two where there is no room."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else across)

    def show_person(self, initials: str, key: str, about: str) -> None:
        """Whose sheet it is."""
        self.avatar.show_person(initials, key)
        self.about.setText(about)

    def show_version(
        self, month: str, versions: Sequence[tuple[str, bool]], *, frozen: bool, printable: bool, closed: bool = False
    ) -> None:
        """Which sheet it is; `versions` are words and whether it is the one shown; in a closed case it is only read."""
        self.month.show_look(ChipLook(month, "violet", "calendar-event"))
        self._frozen, self._closed, self._versions = frozen, closed, tuple(versions)
        self.copy.setVisible(frozen and not closed)
        self.print.setVisible(printable)
        # Beside « Copier » there is room for its word alone: the tooltip says the key.
        key = self._keyboard.cap("print")
        self.print.setText(PRINT_AGAIN if frozen else PRINT)
        self.print.set_icon("" if frozen else "printer")
        self.print.set_key("" if frozen else key)
        self.print.setToolTip(key if frozen else "")
        self.print.set_kind("plain" if frozen else "main")

    def show_no_version(self) -> None:
        """There is no sheet: nothing to copy, to print nor to compare."""
        for button in (self.copy, self.print):
            button.hide()
        self.show_compare("")
        self.show_state("")

    def show_compare(self, words: str) -> None:
        """What the button of comparison does; hidden when there is nothing to compare with."""
        self.compare.setText(words)
        self.compare.setVisible(bool(words))
        self.compare.updateGeometry()

    def show_state(self, words: str, tone: str = "success", icon: str = "check") -> None:
        """What is kept of what was typed."""
        self.state.setText(words)
        self.state.set_tone(tone)
        self.state_icon.set_icon(icon, tone)
        self.state_icon.setVisible(bool(words))

    def menu(self) -> QMenu:
        """What else may be done, and the other versions."""
        menu = QMenu(self)
        if not self._closed:
            self._offer_writing(menu)
        for rank, (words, shown) in enumerate(self._versions):
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, rank=rank: self.version_asked.emit(rank))
            action.setCheckable(True)
            action.setChecked(shown)
        return menu

    def _offer_writing(self, menu: QMenu) -> None:
        menu.addAction(COPY, self.copy_asked.emit)
        menu.addAction("Commencer une fiche vide", self.empty_asked.emit)
        menu.addSeparator()
        menu.addAction("Reprendre le foyer du dossier", self.home_asked.emit).setEnabled(not self._frozen)
        menu.addAction("Marquer comme signée", self.sign_asked.emit)
        menu.addAction("Retirer cette fiche", self.withdraw_asked.emit).setEnabled(not self._frozen)
        menu.addSeparator()

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
