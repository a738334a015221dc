"""Backups: how safe the desk is, the second place, the list, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from ceis_desk.access.backups import Backup, BackupState, moment_words, size_words, state_words
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.page import SectionView

NOW, WORKING = "Sauvegarder maintenant", "Sauvegarde en cours…"
SAFE = ChipLook("en sécurité", "success", "check")
ONE_DISK = ChipLook("sur ce seul disque", "warn", "alert-triangle")
TO_CHECK = ChipLook("à vérifier", "warn", "alert-triangle")
NONE_YET = ChipLook("aucune encore", "warn", "alert-triangle")
_HOW = (
    "Chaque heure de travail et à la fermeture, une sauvegarde chiffrée est faite, puis relue en entier. "
    "Les plus anciennes s’effacent d’elles-mêmes\u00a0: il en reste une par jour, par semaine, puis par mois."
)
_SECOND = "Un dossier d’un autre disque\u00a0: disque du CCAS, clé USB. Sans lui, un PC perdu emporte ses sauvegardes."
_BACK = "Ce qui est en place est mis de côté, jamais effacé."


class BackupsView(SectionView):
    """Passive: rows in, intentions out; `take_asked` gives the row chosen in the list."""

    now_asked = Signal()
    place_asked = Signal()
    no_place_asked = Signal()
    take_asked = Signal(str)
    file_asked = Signal()

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self.title, self.where = Text("", "strong", wrap=True), Text("", "secondary", "ink2", wrap=True)
        self.state = Chip(theme, NONE_YET.words, NONE_YET.tone, NONE_YET.icon)
        self.trouble = Notice(theme, "", tone="warn", icon="alert-triangle")
        self.trouble.hide()
        self.main = self.now = Button(theme, NOW, kind="main", icon="shield-check")
        self.place = KeptText(theme, placeholder="Aucune")
        self.place.setReadOnly(not writable)
        self.choose = Button(theme, "Choisir un dossier", icon="folder-open")
        self.none = Button(theme, "Ne plus y copier", icon="x")
        self.list = RowList(theme, "Sauvegardes de ce poste", fit=True)
        self.empty = Text("Aucune sauvegarde sur ce poste pour l’instant.", "secondary", "ink2", wrap=True)
        self.file = Button(theme, "Depuis un fichier", icon="file-download")
        self._writable, self._held = writable, False
        for part in (self.main, self.choose, self.none, self.file):
            part.setEnabled(writable)
        self.main.setProperty("locked", not writable)
        self.setLayout(column(self._safety(theme), self._second(theme), self._back(theme), None, gap=12))
        self.main.clicked.connect(self.now_asked)
        self.choose.clicked.connect(self.place_asked)
        self.none.clicked.connect(self.no_place_asked)
        self.file.clicked.connect(self.file_asked)
        self.list.opened.connect(self._take)

    def _safety(self, theme: Theme) -> Card:
        card = Card(theme, "Dernière sauvegarde", "shield-check")
        card.right.addWidget(self.state)
        card.add(column(self.title, self.where, gap=2))
        card.add(self.trouble)
        card.add(Text(_HOW, "hint", "ink2", wrap=True))
        return card

    def _second(self, theme: Theme) -> Card:
        card = Card(theme, "Seconde place", "folder-open")
        self.place_field = Field(theme, "Dossier où chaque sauvegarde est aussi copiée", self.place, hint=_SECOND)
        self.place.textChanged.connect(lambda _words: self.place_field.clear_message())
        card.add(self.place_field)
        card.add(row(self.choose, self.none, None, gap=8))
        return card

    def _back(self, theme: Theme) -> Card:
        card = Card(theme, "Restaurer", "history")
        card.right.addWidget(self.file)
        words = f"Entrée ou un clic sur une ligne reprend cette sauvegarde. {_BACK}" if self._writable else _BACK
        card.add(Text(words, "secondary", "ink2", wrap=True))
        card.add(self.list)
        card.add(self.empty)
        return card

    def show_state(self, state: BackupState, now: dt.datetime) -> None:
        """How safe the desk is now."""
        title, where = state_words(state, now)
        self.title.setText(title)
        self.where.setText(f"{where[0].upper()}{where[1:]}.")
        self.trouble.words.setText(state.trouble)
        self.trouble.setVisible(bool(state.trouble))
        self.state.show_look(_look(state))

    def show_place(self, place: str) -> None:
        """The second place chosen."""
        self.place.show_words(place)
        self.none.setVisible(bool(place))

    def refuse_place(self, sentence: str) -> None:
        """Say why the folder typed is not kept; its text stays."""
        self.place_field.set_error(sentence)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """The backups of this desk, latest first."""
        action = "Reprendre" if self._writable else ""
        self.list.show_rows([(str(one.path), _row(one, action)) for one in backups])
        self.list.setVisible(bool(backups))
        self.empty.setVisible(not backups)

    def set_busy(self, busy: bool) -> None:
        """A backup is being made; the cursor waits beside and comes back, Qt would hand it to the first button."""
        self.now.setText(WORKING if busy else NOW)
        if busy:
            self._held = self.now.hasFocus()
            if self._held:
                self.place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.now.setEnabled(self._writable and not busy)
        if not busy and self._held and self.place.hasFocus():
            self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, path: str) -> None:
        if self._writable:
            self.take_asked.emit(path)


def _look(state: BackupState) -> ChipLook:
    if state.last is None:
        return NONE_YET
    if state.trouble:
        return TO_CHECK
    return SAFE if state.in_second_place else ONE_DISK


def _row(backup: Backup, action: str) -> RowLook:
    words = moment_words(backup.moment, year=True)
    return RowLook(
        f"{words[0].upper()}{words[1:]}",
        icon="shield-check",
        right=size_words(backup.size),
        key="Entrée" if action else "",
        compact=True,
    )
