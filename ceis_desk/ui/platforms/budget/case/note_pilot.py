"""Drives the notes of a case: the draft kept as it is typed, its signature, its templates, the search inside notes."""

from __future__ import annotations

from ceis_desk.access.model import Group
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.notes.gestures import SignNote, draft_kind
from ceis_desk.notes.model import Note, NoteTemplate
from ceis_desk.notes.questions import FindInNotes, NoteTemplates
from ceis_desk.platforms.budget.rules import CLOSED
from ceis_desk.ui.kit.drafts import DraftKeeper
from ceis_desk.ui.platforms.budget.case.choice_sheet import ChoiceSheet
from ceis_desk.ui.platforms.budget.case.draft_note import (
    NOT_SIGNED,
    Typed,
    about_words,
    read,
    written,
)
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import CasePage

PARTED = "Aucune note ne peut plus s’ajouter à ce dossier commun."
ONLY_COMPLETED = "Dans un dossier clos, une note se complète\u00a0; une nouvelle attend qu’il soit rouvert."


class NotePilot:
    """The draft belongs to one case and one account; another case opens with its own."""

    def __init__(self, page: CasePage, here: OpenCase) -> None:
        self._here, self._notes = here, page.follow.notes
        self._draft = page.follow.notes.draft
        self._case_id: Id | None = None
        self.keeper = DraftKeeper(here.link, lambda: written(self._draft.typed()), self._kind, page)
        self.keeper.kept.connect(self._draft.show_kept)
        self._draft.touched.connect(self.keeper.touch)
        self._draft.touched.connect(self._offer_draft)
        self._draft.signed.connect(self._sign)
        self._notes.templates_asked.connect(self._ask_template)
        self._notes.completed.connect(self._complete)
        self._notes.searched.connect(self._search)

    def open(self, case_id: Id) -> None:
        """Begin with the draft of this case, that of the other one kept first."""
        self.keeper.flush()
        self._case_id = case_id
        self._draft.show_typed(Typed())
        self._draft.show_head(self._here.today, self._here.actor.name)
        self._notes.begin()

        def show(words: str) -> None:
            # Whoever typed before the draft came keeps her own words.
            if self._case_id == case_id and words and not self._draft.typed().text:
                typed = read(words)
                self._draft.show_typed(typed, self._about(typed.completes))
                self._offer_draft()
                self._draft.start()

        self._here.link.ask(ReadDraft(draft_kind(case_id)), show, lambda _refusal: None, key="note-draft")

    def _kind(self) -> str:
        """The one that signing forgets: an addendum being typed is kept there too, one note being written at a time."""
        return draft_kind(self._case_id) if self._case_id is not None else ""

    def show_notes(self) -> None:
        """The signed notes of the case as it was just read."""
        view = self._here.case_view()
        self._draft.show_head(self._here.today, self._here.actor.name)
        self._notes.show_notes(view.notes)
        self._offer_draft()
        me, today = self._here.actor.account_id, self._here.today
        others = {note.author_name: None for note in view.notes if note.day == today and note.author_id != me}
        self._notes.show_also(tuple(others))
        completes = self._draft.typed().completes
        if completes is not None:
            self._draft.show_about(self._about(completes))
        if self._notes.search.text().strip():
            self._search(self._notes.search.text())

    def _offer_draft(self) -> None:
        """A note is begun in an open case, completed in a closed one; what is typed already always shows."""
        view, typed = self._here.view, self._draft.typed()
        if view is not None:
            completing = view.writable and (typed.completes is not None or bool(typed.text))
            why = ONLY_COMPLETED if view.writable else PARTED
            self._notes.show_writable(view.is_open or completing, "" if view.is_open else why)

    def typed(self) -> Typed:
        """What stands in the draft now."""
        return self._draft.typed()

    def recorded(self) -> None:
        """The draft was signed, here or with the end of an interview: it is no draft any more."""
        self._draft.show_typed(Typed())
        self.keeper.forget()
        self._offer_draft()

    def _about(self, note_id: Id | None) -> str:
        notes = self._here.view.notes if self._here.view else ()
        found = next((note for note in notes if note.id == note_id), None)
        return about_words(found) if found else ""

    def _complete(self, note: Note) -> None:
        # Shown first: what is hidden takes no cursor.
        self._notes.show_writable(True, self._notes.closed.text())
        self._draft.complete(note)

    def _sign(self) -> None:
        typed, view = self._draft.typed(), self._here.case_view()
        case_id = view.case.id
        if not view.is_open and typed.completes is None:
            self._draft.refuse(f"{NOT_SIGNED} {CLOSED}")
            return
        gesture = SignNote(
            case_id,
            Group.BUDGET,
            typed.text.strip(),
            self._here.today,
            typed.minutes,
            typed.medium,
            typed.private,
            typed.completes,
        )

        def signed(_change: Change) -> None:
            if self._case_id == case_id:
                self.recorded()
                self._notes.start()

        def refused(refusal: Refusal) -> None:
            self._draft.refuse(f"{NOT_SIGNED} {refusal.sentence}")

        self._here.link.do(gesture, signed, refused)

    def _ask_template(self) -> None:
        if not self._draft.isVisible():
            return
        self._here.link.ask(NoteTemplates(), self._offer, key="note-templates")

    def _offer(self, templates: tuple[NoteTemplate, ...]) -> None:
        if not templates:
            return
        choices = [
            (one.key, one.title, one.text.split("\n")[0].strip(" :\u00a0"), "clipboard-text") for one in templates
        ]
        sheet = ChoiceSheet(self._here.theme, self._here.keyboard, "Modèles de note", choices)
        texts = {one.key: one.text for one in templates}

        def insert(key: str) -> None:
            self._here.sheets.close()
            self._draft.insert(texts[key])

        sheet.chosen.connect(insert)
        self._here.sheets.open(sheet, "Modèles de note", sheet.choices, width=520)

    def _search(self, words: str) -> None:
        if not words.strip():
            self._notes.show_hits(())
            return
        question = FindInNotes(words.strip(), Group.BUDGET, self._here.case_view().case.id)
        self._here.link.ask(question, self._notes.show_hits, key="note-search")
