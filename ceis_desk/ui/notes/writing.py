"""Drives signed notes: the draft kept as it is typed, its signature, its templates, the search inside notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ceis_desk.access.model import Actor, Group
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.notes.gestures import SignNote, draft_kind
from ceis_desk.notes.model import Note, NoteTemplate
from ceis_desk.notes.questions import FindInNotes, NoteTemplates
from ceis_desk.ui.kit.drafts import DraftKeeper
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.notes.draft_note import NOT_SIGNED, Typed, about_words, read, written
from ceis_desk.ui.notes.notes_card import NotesCard

TEMPLATES = "Modèles de note"
Offered = tuple[tuple[str, str, str, str], ...]
Choose = Callable[[str, Offered, Callable[[str], None]], None]


@dataclass(frozen=True)
class Standing:
    """What may be written in a thread now: a new note, or only what completes one; `why` a new one is not."""

    begins: bool
    completes: bool
    why: str = ""


class NoteWriting:
    """The draft belongs to one thread (a case, a parcours) and one account; another thread opens with its own.

    `choose` shows a short list over the page and gives on the code of what was chosen.
    """

    def __init__(
        self,
        notes: NotesCard,
        link: StoreLink,
        actor: Actor,
        today: Callable[[], dt.date],
        group: Group,
        choose: Choose,
    ) -> None:
        self._notes, self._draft = notes, notes.draft
        self._link, self._actor, self._today, self._group, self._choose = link, actor, today, group, choose
        self._thread: Id | None = None
        self._signed: tuple[Note, ...] = ()
        self._standing: Standing | None = None
        self.keeper = DraftKeeper(link, lambda: written(self._draft.typed()), self._kind, notes)
        self.keeper.kept.connect(self._draft.show_kept)
        self._draft.touched.connect(self.keeper.touch)
        self._draft.touched.connect(self._offer_draft)
        self._draft.signed.connect(self._sign)
        notes.templates_asked.connect(self._ask_template)
        notes.completed.connect(self._complete)
        notes.searched.connect(self._search)

    def open(self, thread: Id, *, start: bool = False) -> None:
        """Begin with the draft of this thread, that of the other one kept first; `start` puts the cursor in it."""
        self.keeper.flush()
        self._thread, self._signed, self._standing = thread, (), None
        self._draft.show_typed(Typed())
        self._draft.show_head(self._today(), self._actor.name)
        self._notes.begin()

        def show(words: str) -> None:
            # Whoever typed before the draft came keeps her own words.
            if self._thread == thread and words and not self._draft.typed().text:
                typed = read(words)
                self._draft.show_typed(typed, self._about(typed.completes))
                self._offer_draft()
                if start:
                    self._draft.start()

        self._link.ask(ReadDraft(draft_kind(thread)), show, lambda _refusal: None, key=f"draft-{self._group}")

    def show_notes(self, notes: tuple[Note, ...], standing: Standing) -> None:
        """The signed notes as they were just read, and what may be written now."""
        self._signed, self._standing = notes, standing
        self._draft.show_head(self._today(), self._actor.name)
        self._notes.show_notes(notes)
        self._offer_draft()
        me, today = self._actor.account_id, self._today()
        others = {note.author_name: None for note in notes if note.day == today and note.author_id != me}
        self._notes.show_also(tuple(others))
        completes = self._draft.typed().completes
        if completes is not None:
            self._draft.show_about(self._about(completes))
        if self._notes.search.text().strip():
            self._search(self._notes.search.text())

    def typed(self) -> Typed:
        """What stands in the draft now."""
        return self._draft.typed()

    def recorded(self) -> None:
        """The draft was signed, here or with the end of an interview: it is no draft any more."""
        self._draft.show_typed(Typed())
        self.keeper.forget()
        self._offer_draft()

    def _offer_draft(self) -> None:
        """A note is begun, or one is completed; what is typed already always shows."""
        standing, typed = self._standing, self._draft.typed()
        if standing is None:
            return
        held = standing.completes and (typed.completes is not None or bool(typed.text))
        self._notes.show_writable(standing.begins or held, "" if standing.begins else standing.why)

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
        if self._standing is not None and not self._standing.begins and typed.completes is None:
            self._draft.refuse(f"{NOT_SIGNED} {self._standing.why}")
            return
        gesture = SignNote(
            thread,
            self._group,
            typed.text.strip(),
            self._today(),
            typed.minutes,
            typed.medium,
            typed.private,
            typed.completes,
        )

        def signed(_change: Change) -> None:
            if self._thread == thread:
                self.recorded()
                self._notes.start()

        def refused(refusal: Refusal) -> None:
            self._draft.refuse(f"{NOT_SIGNED} {refusal.sentence}")

        self._link.do(gesture, signed, refused)

    def _ask_template(self) -> None:
        if self._draft.isVisible():
            self._link.ask(NoteTemplates(), self._offer, key=f"templates-{self._group}")

    def _offer(self, templates: tuple[NoteTemplate, ...]) -> None:
        """The templates, a digit each; the one chosen stands in the draft."""
        if not templates:
            return
        texts = {one.key: one.text for one in templates}
        offered = tuple(
            (one.key, one.title, one.text.split("\n")[0].strip(" :\u00a0"), "clipboard-text") for one in templates
        )
        self._choose(TEMPLATES, offered, lambda key: self._draft.insert(texts[key]))

    def _search(self, words: str) -> None:
        if not words.strip() or self._thread is None:
            self._notes.show_hits(())
            return
        question = FindInNotes(words.strip(), self._group, self._thread)
        self._link.ask(question, self._notes.show_hits, key=f"search-{self._group}")
