"""The screen when the folder cannot be opened: what happened, what is safe, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.dark_side import DarkSide, middle_of

_WIDEST = 1000
CLOSED, BACK = "Le poste ne peut pas s’ouvrir", "La sauvegarde est en place"
_UNTOUCHED = "Rien n’a été écrit ni effacé dans ce dossier."
_SAME_PASSWORDS = "Les comptes et les mots de passe sont ceux de la sauvegarde."


class TroublePage(QWidget):
    """Calm and whole: nothing was written, the best backup is offered, and there are ways on."""

    restore_asked = Signal()
    file_asked = Signal()
    open_asked = Signal()
    other_folder_asked = Signal()
    quit_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.safe = Text("", "title"), Text("", "strong", wrap=True)
        self.sentence = Text("", "body", wrap=True)
        self.best = Text("", "body", wrap=True)
        self.where = Text("", "hint", "ink2", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.restore = Button(theme, "Reprendre cette sauvegarde", kind="main", icon="history", key="Entrée")
        self.open = Button(theme, "Ouvrir le poste", kind="main", icon="lock-open", key="Entrée")
        self.file = Button(theme, "Une autre sauvegarde", icon="file-download")
        self.other = Button(theme, "Choisir un autre dossier", icon="folder-open")
        self.leave = Button(theme, "Quitter", icon="x")
        self._icon = Icon(theme, "alert-triangle", "danger", 22)
        self._card, self._offer = Card(theme, kind="danger"), Card(theme, kind="success")
        for card, icon, words in (
            (self._card, self._icon, self.sentence),
            (self._offer, Icon(theme, "shield-check", "success", 22), self.best),
        ):
            line = row(icon, words, gap=12)
            line.setStretch(1, 1)
            card.add(line)
        self._build(theme)
        self.restore.clicked.connect(self.restore_asked)
        self.open.clicked.connect(self.open_asked)
        self.file.clicked.connect(self.file_asked)
        self.other.clicked.connect(self.other_folder_asked)
        self.leave.clicked.connect(self.quit_asked)

    def _build(self, theme: Theme) -> None:
        ways = row(self.restore, self.open, self.file, None, gap=12)
        inside = QWidget()
        parts = (self.title, self._card, self._offer, self.safe, self.where, ways, row(self.other, self.leave, None))
        inside.setLayout(column(None, *parts, None, gap=14, margins=(56, 40, 56, 40)))
        halves = row(
            DarkSide(theme, "L’accueil du tiers-lieu social", 420, 42), Scroll(middle_of(inside, _WIDEST)), gap=0
        )
        halves.setStretch(1, 1)
        self.setLayout(halves)

    def show_trouble(self, sentence: str, folder: str, offer: str = "") -> None:
        """Say what is wrong with which folder, and which backup may be taken back."""
        self._show(CLOSED, sentence, _UNTOUCHED, offer=offer, back=False)
        self.where.setText(f"Dossier\u00a0: {folder}")

    def show_restored(self, sentence: str) -> None:
        """Say that a backup is in place: the desk opens."""
        self._show(BACK, sentence, _SAME_PASSWORDS, offer="", back=True)
        announce(self, sentence)

    def _show(self, title: str, sentence: str, safe: str, *, offer: str, back: bool) -> None:
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.safe.setText(safe)
        self.best.setText(offer)
        self._card.set_kind("success" if back else "danger")
        self._icon.set_icon("check" if back else "alert-triangle", "success" if back else "danger")
        self._offer.setVisible(bool(offer))
        self.restore.setVisible(bool(offer))
        self.open.setVisible(back)
        for part in (self.file, self.other, self.where):
            part.setVisible(not back)

    def enter(self) -> None:
        """Put the cursor on the way on."""
        ways = (self.open, self.restore, self.other)
        first = next(way for way in ways if way.isVisibleTo(self))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
