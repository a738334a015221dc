"""One signed note and its addenda; of somebody else's private note, its author and its day alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.notes.model import Note, NoteHit
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, Rule, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.notes.marked_text import MarkedText

NOT_SOUND = "La signature de cette note n’est pas celle de son auteur\u00a0: vérifiez avec elle avant de vous y fier."


def aside_words(note: Note) -> str:
    """« 40 min, au bureau »; a note without an interview says only how it was written."""
    return f"{note.minutes} min, {note.medium.label}" if note.minutes else ""


def _copied(words: Text) -> Text:
    """Words that may be selected and copied, by the mouse or the keyboard."""
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return words


class NoteCard(Card):
    """`completed` asks for an addendum."""

    completed = Signal(object)

    def __init__(self, theme: Theme, note: Note, addenda: Sequence[Note], show: Discretion, me: Id) -> None:
        super().__init__(theme, kind="inset")
        self._theme, self._show, self.note = theme, show, note
        self.complete: Button | None = None
        hidden = note.text is None
        day = Text(write_day(note.day), "strong")
        words = "note pour elle seule" if hidden else aside_words(note)
        head = row(day, Text(words, "hint", "ink2"), None, Text(note.author_name, "hint", "ink2"), gap=8)
        if hidden:
            head.insertWidget(0, Icon(theme, "lock", "ink2", 17))
        self.add(head)
        said = [write_day(note.day), words, note.author_name]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.body.setSpacing(4)
        self.layout().setContentsMargins(11, 7, 11, 7)  # type: ignore[union-attr]  # a card has its layout
        if note.text is not None:
            self._whole(note, note.text, addenda, mine=note.author_id == me)

    def _whole(self, note: Note, text: str, addenda: Sequence[Note], *, mine: bool) -> None:
        self.add(_copied(Text(self._show.detail(text), "secondary", wrap=True)))
        self._warn(note)
        for one in addenda:
            self._addendum(one)
        signed = Text("signée, non modifiable", "hint_strong", "success")
        complete = self.complete = Button(self._theme, "Compléter", kind="quiet", compact=True)
        complete.setAccessibleName(f"Compléter la note du {write_day(note.day)}")
        complete.clicked.connect(lambda: self.completed.emit(note))
        foot = row(Icon(self._theme, "signature", "success", 16), signed, None, gap=6)
        if note.private and mine:
            foot.insertWidget(2, Chip(self._theme, "pour moi seul·e", "neutral", "lock"))
        foot.addWidget(complete)
        self.add(foot)

    def _addendum(self, note: Note) -> None:
        self.add(Rule())
        who = f"complétée le {write_day(note.day)} par {note.author_name}"
        self.add(Text(who, "hint_strong", "violet", wrap=True))
        if note.text is None:
            line = row(Icon(self._theme, "lock", "ink2", 15), Text("complément pour elle seule", "hint", "ink2"), None)
            self.add(line)
        else:
            self.add(_copied(Text(self._show.detail(note.text), "secondary", wrap=True)))
        self._warn(note)

    def _warn(self, note: Note) -> None:
        if not note.sound:
            line = row(gap=6)
            line.addWidget(Icon(self._theme, "alert-triangle", "danger", 16), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(NOT_SOUND, "hint_strong", "danger", wrap=True), 1)
            self.add(line)


class HitCard(Card):
    """A note found: its day, its author, and the words around those searched, marked; `opened` shows it."""

    opened = Signal(object)

    def __init__(self, theme: Theme, hit: NoteHit, show: Discretion) -> None:
        super().__init__(theme, kind="inset")
        words: QLabel = Text(show.detail(hit.extract)) if show.on else MarkedText(theme, hit.extract, hit.marks)
        see = Button(theme, "Voir la note", kind="quiet", compact=True)
        see.setAccessibleName(f"Voir la note du {write_day(hit.day)}")
        see.clicked.connect(lambda: self.opened.emit(hit.note_id))
        head = row(Text(write_day(hit.day), "strong"), Text(hit.author_name, "hint", "ink2"), None, see, gap=8)
        held = QWidget()
        held.setLayout(column(words))
        self.add(head)
        self.add(held)
        self.body.setSpacing(2)
        self.setAccessibleName(f"{write_day(hit.day)}, {hit.author_name}\u00a0: {words.text()}")
        self.layout().setContentsMargins(11, 5, 6, 9)  # type: ignore[union-attr]  # a card has its layout
