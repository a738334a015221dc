"""The tabs « Notes » and « Documents » of a record: what the reader’s team keeps in the parcours of the person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Group, Role
from ceis_desk.access.rights import groups_of
from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.notes.model import DocumentLine
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.notes.notes_card import NotesCard
from ceis_desk.ui.shell.keyboard import Keyboard

NO_THREAD = "Une note ou un document se range dans un parcours. Ouvrez-en un depuis l’onglet Parcours."
_KEPT_BY = (Group.SOCIAL, Group.HEALTH)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KIB, _MIB = 1 << 10, 1 << 20


def keeping_group(roles: frozenset[Role]) -> Group | None:
    """The team whose notes and documents of a parcours the account keeps; None for the counsellors, who have cases."""
    held = groups_of(roles)
    return next((group for group in _KEPT_BY if group in held), None)


class NotesPart(QWidget):
    """The notes of a parcours, or why there are none yet."""

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, me: Id) -> None:
        super().__init__()
        self.notes = NotesCard(theme, discreet, keyboard, me)
        self.nothing = Text(NO_THREAD, "secondary", "ink2", wrap=True)
        self.setLayout(column(self.nothing, self.notes, None, gap=12))
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS and not event.modifiers():
            # What has no use for Entrée here must not begin an arrival.
            event.accept()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Before it is known whether there is a parcours, nothing is said."""
        self.nothing.hide()
        self.notes.hide()

    def show_thread(self, *, known: bool) -> None:
        """Whether there is a parcours to keep notes in."""
        self.nothing.setVisible(not known)
        self.notes.setVisible(known)


class DocumentsPart(QWidget):
    """The documents of a parcours; Entrée opens one, Suppr takes it away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        empty = "Aucun document n’est joint à ce parcours."
        self.card = ListCard(theme, "Documents", "file-text", verb="Joindre un fichier", empty=empty)
        self.nothing = Text(NO_THREAD, "secondary", "ink2", wrap=True)
        self.setLayout(column(self.nothing, self.card, None, gap=12))
        self.clear()

    def clear(self) -> None:
        """Before it is known whether there is a parcours, nothing is said."""
        self.nothing.hide()
        self.card.hide()

    def show_thread(self, *, known: bool, writable: bool) -> None:
        """Whether there is a parcours to keep documents in, and whether it goes on."""
        self.nothing.setVisible(not known)
        self.card.setVisible(known)
        self.card.set_writable(writable)

    def show_documents(self, documents: Sequence[DocumentLine], show: Discretion) -> None:
        """The documents, the latest first."""
        self.card.show_rows([(str(one.id), _document_row(one, show)) for one in documents])


def _document_row(line: DocumentLine, show: Discretion) -> RowLook:
    size = (
        f"{line.size / _MIB:.1f}".replace(".", ",") + "\u00a0Mo"
        if line.size >= _MIB
        else f"{line.size // _KIB}\u00a0ko"
    )
    here = "" if line.here else f"sur {line.desk}"
    words = ", ".join(part for part in (f"ajouté le {write_day(line.added_on)}", line.added_by, size, here) if part)
    return RowLook(show.detail(line.name) if show.on else line.name, words, icon="file-text", compact=True)
