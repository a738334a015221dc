"""Drives the end of an interview: the note signed, the step reached, the next appointment booked, in one stroke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ceis_desk.agenda.gestures import BookAppointment
from ceis_desk.agenda.questions import FindSlots
from ceis_desk.agenda.week import Slot
from ceis_desk.core.dates import DAYS, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Gesture
from ceis_desk.notes.model import InterviewMedium
from ceis_desk.platforms.budget.gestures import EndInterview
from ceis_desk.platforms.budget.model import Pause, Step
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.ui.forms.asks import Ask, Choices, Kind
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.notes.draft_note import Typed
from ceis_desk.ui.notes.writing import NoteWriting
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import CasePage
from ceis_desk.ui.platforms.budget.case.words import next_step, spoken_day

NO_NOTE = "Aucune note n’est écrite\u00a0: l’entretien est compté sans note."
SIGNED_TODAY = "Votre note d’aujourd’hui est déjà signée\u00a0: terminer n’en ajoute pas d’autre."
LATER, OTHER = "", "other"
_MEDIA = tuple((medium.value, medium.label) for medium in InterviewMedium)
_USUAL_MINUTES = 45
_EXTRACT = 160
NOT_BOOKED = "L’entretien est terminé et la note signée. Le rendez-vous n’a pas pu être pris\u00a0: {}"


class EndPilot:
    """`open_sheet` shows the budget sheet, once the interview is ended, to whoever asked for it."""

    def __init__(self, page: CasePage, here: OpenCase, notes: NoteWriting, open_sheet: Callable[[], None]) -> None:
        self._here, self._notes, self._open_sheet = here, notes, open_sheet
        page.head.end_asked.connect(self.ask)

    def ask(self) -> None:
        """Look for the next free times, then show what the end of this interview is made of."""
        here, view = self._here, self._here.view
        if view is None or not here.may_write():
            return
        me = here.actor.account_id
        question = FindSlots(here.clock(), _USUAL_MINUTES, (view.case.referent_id or me,), "budget")
        here.link.ask(question, self._show, lambda _refusal: self._show(()), key="case-slots")

    def _show(self, slots: tuple[Slot, ...]) -> None:
        here, view, typed = self._here, self._here.case_view(), self._notes.typed()
        sheet = here.form(
            self._lines(view, slots),
            "Terminer l’entretien",
            verb="Terminer",
        )
        nothing = self._nothing_typed(view)
        sheet.tell(here.discreet, lambda: _said(view, typed, nothing, here.discreet.on))
        sheet.put(
            {
                "minutes": typed.minutes or self._since_received(view),
                "medium": typed.medium.value,
                "private": typed.private,
                "next": LATER,
                "step": "",
            }
        )
        sheet.kept.connect(lambda given: self._end(sheet, given, slots))
        sheet.closed.connect(here.sheets.close)
        here.sheets.open(sheet, "Terminer l’entretien", sheet.controls["next"], width=720)

    def _lines(self, view: CaseView, slots: tuple[Slot, ...]) -> tuple[tuple[Ask, ...], ...]:
        today, following = self._here.today, next_step(view.step)
        steps: Choices = (("", f"rester à «\u00a0{view.step.label}\u00a0»"),)
        if following is not None and view.pause is Pause.NONE:
            steps = (*steps, (following.value, f"passer à «\u00a0{following.label}\u00a0»"))
        none = "garder celui qui est pris" if view.next_appointment else "sans rendez-vous pour l’instant"
        free = tuple((str(at), _slot_words(slot, today)) for at, slot in enumerate(slots))
        times: Choices = ((LATER, none), *free, (OTHER, "un autre moment, écrit à côté"))
        return (
            (
                Ask("next", "Prochain rendez-vous", Kind.CHOICE, times),
                Ask("moment", "Autre moment", Kind.MOMENT, aside="facultatif"),
            ),
            (
                Ask("minutes", "Durée de l’entretien", Kind.NUMBER, aside="en minutes"),
                Ask("medium", "Comment", Kind.CHOICE, _MEDIA),
                Ask("step", "Étape du dossier", Kind.CHOICE, steps),
            ),
            (
                Ask("private", "Note pour moi seul·e", Kind.TICK),
                Ask("sheet", "Ouvrir ensuite la fiche budget", Kind.TICK),
            ),
        )

    def _nothing_typed(self, view: CaseView) -> str:
        me, today = self._here.actor.account_id, self._here.today
        signed = any(note.author_id == me and note.day == today for note in view.notes)
        return SIGNED_TODAY if signed else NO_NOTE

    def _since_received(self, view: CaseView) -> int:
        """Minutes since she was received today, by fives; 0 when nobody was."""
        began = view.here.busy_at if view.here else None
        return int((self._here.clock() - began).total_seconds() // 300) * 5 if began else 0

    def _end(self, sheet: FormSheet, given: Values, slots: tuple[Slot, ...]) -> None:
        """End the interview, the addendum being typed with it: all of it is written, or nothing."""
        moment = given["moment"] if isinstance(given["moment"], dt.datetime) else None
        if given["next"] == OTHER and moment is None:
            sheet.fields["moment"].set_error("Écrivez le jour et l’heure, par exemple jeu 14h.")
            sheet.controls["moment"].setFocus()
            return
        # As they stand now: refused because somebody wrote the case since, a second stroke goes through.
        view, typed = self._here.case_view(), self._notes.typed()
        self._do(sheet, _ending(view, typed, given), lambda: self._ended(view, given, slots))

    def _do(self, sheet: FormSheet, gesture: Gesture, then: Callable[[], None]) -> None:
        """Send a gesture; refused, the form says why and the case is read again."""

        def refused(refusal: Refusal) -> None:
            sheet.refuse(refusal.sentence)
            self._here.reread()

        self._here.link.do(gesture, lambda _change: then(), refused)

    def _ended(self, view: CaseView, given: Values, slots: tuple[Slot, ...]) -> None:
        """The interview is ended: its draft is signed, the next appointment is booked, the sheet opens if asked."""
        self._notes.recorded()
        self._here.sheets.close()
        wish, moment = str(given["next"]), given["moment"]
        if wish == OTHER and isinstance(moment, dt.datetime):
            self._book(view, moment, None)
        elif wish not in (LATER, OTHER):
            self._book(view, slots[int(wish)].starts_at, slots[int(wish)])
        if given["sheet"]:
            self._open_sheet()

    def _book(self, view: CaseView, starts_at: dt.datetime, slot: Slot | None) -> None:
        me = self._here.actor.account_id
        gesture = BookAppointment(
            view.case.person_id,
            slot.account_id if slot else me,
            "budget",
            starts_at,
            slot.minutes if slot else _USUAL_MINUTES,
            slot.room if slot else "",
        )
        link = self._here.link
        link.do(gesture, None, lambda refusal: link.refused.emit(NOT_BOOKED.format(refusal.sentence)))


def _ending(view: CaseView, typed: Typed, given: Values) -> EndInterview:
    text = typed.text.strip()
    return EndInterview(
        view.case.id,
        view.case.clock,
        text,
        given["minutes"] if isinstance(given["minutes"], int) else 0,
        InterviewMedium(str(given["medium"])),
        bool(given["private"]),
        Step(str(given["step"])) if given["step"] else None,
        view.here.appointment_id if view.here else None,
        view.here.visit_id if view.here else None,
        completes=typed.completes if text else None,
    )


def _slot_words(slot: Slot, today: dt.date) -> str:
    """« mardi 9 juillet, 14:00, Claire Fabre »."""
    day = slot.starts_at.date()
    return f"{DAYS[day.weekday()]} {spoken_day(day, today)}, {write_hour(slot.starts_at.time())}, {slot.name}"


def _said(view: CaseView, typed: Typed, nothing: str, hidden: bool) -> str:
    """What will be written, in one or two sentences; `nothing` when no note is being typed."""
    text = " ".join(typed.text.split())
    extract = text[:_EXTRACT] + ("…" if len(text) > _EXTRACT else "")
    note = f"La note sera signée\u00a0: «\u00a0{'•••' if hidden else extract}\u00a0»" if text else nothing
    here = view.here
    if here is None or here.arrived_at is None:
        return note
    return f"{note}\nArrivée à {write_hour(here.arrived_at.time())}\u00a0: le passage et le rendez-vous seront clos."
