"""Drives the notes of a parcours: the draft kept as it is typed, its signature, its templates, the search inside."""

from __future__ import annotations

from ceis_desk.access.model import Group
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.notes.gestures import SignNote, draft_kind
from ceis_desk.notes.model import Note, NoteTemplate
from ceis_desk.notes.questions import FindInNotes, NoteTemplates
from ceis_desk.ui.kit.drafts import DraftKeeper
from ceis_desk.ui.parcours.opened import OpenWay
from ceis_desk.ui.platforms.budget.case.draft_note import NOT_SIGNED, Typed, about_words, read, written
from ceis_desk.ui.platforms.budget.case.notes_card import NotesCard

ENDED = "Le parcours est terminé\u00a0: une note se complète, une nouvelle attend qu’il reprenne."
TEMPLATES = "Modèles de note"


class WayNotes:
    """The draft belongs to one parcours and one account; another parcours opens with its own."""

    def __init__(self, notes: NotesCard, here: OpenWay, group: Group) -> None:
        self._here, self._notes, self._group = here, notes, group
        self._draft = notes.draft
        self._thread: Id | None = None
        self._going = False
        self._signed: tuple[Note, ...] = ()
        self.keeper = DraftKeeper(here.link, lambda: written(self._draft.typed()), self._kind, notes)
        self.keeper.kept.connect(self._draft.show_kept)
        self._draft.touched.connect(self.keeper.touch)
        self._draft.touched.connect(self._offer_draft)
        self._draft.signed.connect(self._sign)
        notes.templates_asked.connect(self._ask_template)
        notes.completed.connect(self._complete)
        notes.searched.connect(self._search)

    def open(self, thread: Id) -> None:
        """Begin with the draft of this parcours, that of the other one kept first."""
        self.keeper.flush()
        self._thread, self._signed = thread, ()
        self._draft.show_typed(Typed())
        self._draft.show_head(self._here.today, self._here.actor.name)
        self._notes.begin()

        def show(words: str) -> None:
            # Whoever typed before the draft came keeps her own words.
            if self._thread == thread and words and not self._draft.typed().text:
                typed = read(words)
                self._draft.show_typed(typed, self._about(typed.completes))
                self._offer_draft()

        self._here.link.ask(ReadDraft(draft_kind(thread)), show, lambda _refusal: None, key="way-draft")

    def show_notes(self, notes: tuple[Note, ...], *, going: bool) -> None:
        """The signed notes as they were just read; a new one is added while the parcours is going."""
        self._signed, self._going = notes, going
        self._draft.show_head(self._here.today, self._here.actor.name)
        self._notes.show_notes(notes)
        self._offer_draft()
        me, today = self._here.actor.account_id, self._here.today
        others = {note.author_name: None for note in notes if note.day == today and note.author_id != me}
        self._notes.show_also(tuple(others))
        completes = self._draft.typed().completes
        if completes is not None:
            self._draft.show_about(self._about(completes))
        if self._notes.search.text().strip():
            self._search(self._notes.search.text())

    def _offer_draft(self) -> None:
        """A note is begun while the parcours is going, completed afterwards; what is typed already always shows."""
        typed = self._draft.typed()
        held = typed.completes is not None or bool(typed.text)
        self._notes.show_writable(self._going or held, "" if self._going else ENDED)

    def _kind(self) -> str:
        """The one that signing forgets: an addendum being typed is kept there too, one note being written at a time."""
        return draft_kind(self._thread) if self._thread is not None else ""

    def _about(self, note_id: Id | None) -> str:
        found = next((note for note in self._signed if note.id == note_id), None)
        return about_words(found) if found else ""

    def _complete(self, note: Note) -> None:
        # Shown first: what is hidden takes no cursor.
        self._notes.show_writable(True, self._notes.closed.text())
        self._draft.complete(note)

    def _sign(self) -> None:
        typed, thread = self._draft.typed(), self._thread
        if thread is None:
            return
        gesture = SignNote(
            thread,
            self._group,
            typed.text.strip(),
            self._here.today,
            typed.minutes,
            typed.medium,
            typed.private,
            typed.completes,
        )

        def signed(_change: Change) -> None:
            if self._thread == thread:
                self._draft.show_typed(Typed())
                self.keeper.forget()
                self._offer_draft()
                self._draft.start()

        def refused(refusal: Refusal) -> None:
            self._draft.refuse(f"{NOT_SIGNED} {refusal.sentence}")

        self._here.link.do(gesture, signed, refused)

    def _ask_template(self) -> None:
        if self._draft.isVisible():
            self._here.link.ask(NoteTemplates(), self._offer, key="way-templates")

    def _offer(self, templates: tuple[NoteTemplate, ...]) -> None:
        """The templates, a digit each; the one chosen stands in the draft."""
        if not templates:
            return
        texts = {one.key: one.text for one in templates}
        offered = tuple(
            (one.key, one.title, one.text.split("\n")[0].strip(" :\u00a0"), "clipboard-text") for one in templates
        )
        self._here.choose(TEMPLATES, offered, lambda key: self._draft.insert(texts[key]))

    def _search(self, words: str) -> None:
        if not words.strip() or self._thread is None:
            self._notes.show_hits(())
            return
        question = FindInNotes(words.strip(), self._group, self._thread)
        self._here.link.ask(question, self._notes.show_hits, key="way-note-search")
