"""The column of notes: the draft first, then those signed, or those that hold the words searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.ids import Id
from ceis_desk.notes.model import Note, NoteHit
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.text import KeyCap, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.notes.draft_note import DraftNote
from ceis_desk.ui.notes.note_card import HitCard, NoteCard
from ceis_desk.ui.reception.tab_order import follow
from ceis_desk.ui.shell.keyboard import Keyboard

NO_NOTE = "Aucune note signée. La première s’écrit ci-dessus, et se garde à mesure."
_FIRST, _MORE = 6, 20


class NotesCard(Card):
    """`completed` with a note, `searched` at each letter, `templates_asked`."""

    completed = Signal(object)
    searched = Signal(str)
    templates_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, me: Id) -> None:
        super().__init__(theme, "Notes d’entretien", "notes")
        self._theme, self._discreet, self._me = theme, discreet, me
        self._notes: tuple[Note, ...] = ()
        self._known: tuple[object, object] = ((), None)
        self._shown, self._cards = _FIRST, list[NoteCard]()
        self.draft = DraftNote(theme, discreet, keyboard)
        self.closed = Text("", "secondary", "ink2", wrap=True)
        self.search = SearchField(theme, placeholder="Chercher dans les notes", name="Chercher dans les notes")
        self.seek = Button(theme, "Chercher", kind="quiet", icon="search", compact=True)
        self.older = Button(theme, "", kind="quiet", icon="history", compact=True)
        self.also = Text("", "hint_strong", "violet", wrap=True)
        self.empty = Text(NO_NOTE, "secondary", "ink2", wrap=True)
        cap = self.cap = KeyCap(theme, "")
        keyboard.follow(cap, lambda: cap.setText(keyboard.cap("note")))
        keyboard.show_on(self.seek, "find")
        keyboard.show_on(self.search, "find")
        self.template = Button(theme, "Modèles", kind="quiet", compact=True)
        keyboard.show_on(self.template, "template")
        self.right.addWidget(self.template)
        self.right.addWidget(cap)
        self._list, self._held = QWidget(), column(gap=7)
        self._list.setLayout(self._held)
        foot = QWidget()
        foot.setLayout(row(self.older, None, self.seek, gap=4))
        for part in (self.draft, self.also, self.closed, self.search, self.empty, self._list, foot):
            self.add(part)
        self.body.addStretch(1)
        outer = self.layout()
        outer.setContentsMargins(14, 6, 14, 8)  # type: ignore[union-attr]  # a card has its layout
        outer.setSpacing(4)  # type: ignore[union-attr]  # as above
        for later in (self.search, self.closed, self.also):
            later.hide()
        self.search.textEdited.connect(self.searched)
        self.template.clicked.connect(self.templates_asked)
        self.seek.clicked.connect(self.start_search)
        self.older.clicked.connect(self._show_older)

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """The signed notes, latest first; a search under way stays, and so does the cursor when nothing changed."""
        known = (notes, self._discreet.show)
        if known == self._known:
            return
        self._known, self._notes = known, notes
        if not self.search.isVisibleTo(self):
            self._fill()

    def show_also(self, names: Sequence[str]) -> None:
        """Who else has written in this case today."""
        verb = "écrivent" if len(names) > 1 else "écrit"
        self.also.setText(f"{' et '.join(names)} y {verb} aussi aujourd’hui\u00a0: toutes les notes sont gardées.")
        self.also.setVisible(bool(names))

    def show_writable(self, writable: bool, sentence: str) -> None:
        """Whether the draft is offered; the sentence says why notes are not written here as elsewhere."""
        self.draft.setVisible(writable)
        self.template.setVisible(writable)
        self.cap.setVisible(writable)
        self.closed.setText(sentence)
        self.closed.setVisible(bool(sentence))
        self.empty.setVisible(writable and not self._notes)

    def show_hits(self, hits: Sequence[NoteHit]) -> None:
        """The notes that hold the words, each with its extract."""
        words = self.search.text().strip()
        if not words:
            self._fill()
            return
        cards = [HitCard(self._theme, hit, self._discreet.show) for hit in hits]
        for card in cards:
            card.opened.connect(self.show_note)
        self._replace(cards)
        self.empty.setText(f"Aucune note ne contient «\u00a0{words}\u00a0».")
        self.empty.setVisible(not hits)
        self.search.set_count(f"{len(hits)} note{'s' if len(hits) > 1 else ''}")
        self.older.hide()

    def begin(self) -> None:
        """Another case: its latest notes alone."""
        self._shown = _FIRST
        self.end_search()

    def start(self) -> None:
        """The cursor in the draft, or beside the notes where none is begun."""
        if self.draft.isVisibleTo(self):
            self.draft.start()
        else:
            self.seek.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_search(self) -> None:
        """Show the field, the cursor in it."""
        self.search.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def end_search(self) -> bool:
        """Back to the notes; whether a search was under way."""
        if not self.search.isVisibleTo(self):
            return False
        if self.search.hasFocus():
            # Hidden with the cursor, it would send it to the next stop, and the page with it.
            self.start()
        self.search.clear()
        self.search.set_count("")
        self.search.hide()
        self._fill()
        return True

    def show_note(self, note_id: object) -> None:
        """Close the search and go to one note, however old."""
        at = next((at for at, note in enumerate(self._threads()) if note.id == self._head_of(note_id)), 0)
        self._shown = max(self._shown, at + 1)
        self.end_search()
        card = next((card for card in self._cards if card.note.id == self._head_of(note_id)), None)
        if card is not None and card.complete is not None:
            card.complete.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.end_search():
            self.start()
        else:
            super().keyPressEvent(event)

    def _head_of(self, note_id: object) -> object:
        """The note itself, or the one that it completes."""
        note = next((note for note in self._notes if note.id == note_id), None)
        known = {note.id for note in self._notes}
        return note.completes if note is not None and note.completes in known else note_id

    def _threads(self) -> list[Note]:
        """Notes of their own: an addendum stands under the note that it completes."""
        known = {note.id for note in self._notes}
        return [note for note in self._notes if note.completes not in known]

    def _show_older(self) -> None:
        first = self._shown
        self._shown += _MORE
        self._fill()
        stops = [card.complete for card in self._cards[first:] if card.complete is not None]
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        heads = self._threads()
        self._cards = [self._card(note) for note in heads[: self._shown]]
        self._replace(self._cards)
        self.empty.setText(NO_NOTE)
        self.empty.setVisible(not heads)
        left = len(heads) - len(self._cards)
        self.older.setText(f"{left} note{'s' if left > 1 else ''} plus ancienne{'s' if left > 1 else ''}")
        self.older.updateGeometry()
        self.older.setVisible(left > 0)

    def _card(self, note: Note) -> NoteCard:
        addenda = [one for one in reversed(self._notes) if one.completes == note.id]
        card = NoteCard(self._theme, note, addenda, self._discreet.show, self._me)
        card.completed.connect(self.completed)
        return card

    def _replace(self, cards: Sequence[QWidget]) -> None:
        while self._held.count():
            former = self._held.takeAt(0)
            widget = former.widget() if former else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for card in cards:
            self._held.addWidget(card)
            # Shown by its layout on its next turn only, it could not take the cursor before.
            card.show()
        stops = [stop for card in cards for stop in card.findChildren(Button)]
        follow(self.search, stops)
