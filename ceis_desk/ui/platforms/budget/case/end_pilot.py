"""Drives the end of an interview: the note signed, the step reached, the next appointment booked, in one stroke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ceis_desk.access.model import Group
from ceis_desk.agenda.gestures import BookAppointment
from ceis_desk.agenda.questions import FindSlots
from ceis_desk.agenda.week import Slot
from ceis_desk.core.dates import DAYS, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.notes.gestures import SignNote
from ceis_desk.notes.model import InterviewMedium
from ceis_desk.platforms.budget.gestures import EndInterview
from ceis_desk.platforms.budget.model import Pause, Step
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.ui.platforms.budget.case.asks import Ask, Choices, Kind
from ceis_desk.ui.platforms.budget.case.draft_note import Typed
from ceis_desk.ui.platforms.budget.case.form_sheet import FormSheet
from ceis_desk.ui.platforms.budget.case.note_pilot import NotePilot
from ceis_desk.ui.platforms.budget.case.opened import OpenCase, Values
from ceis_desk.ui.platforms.budget.case.page import CasePage
from ceis_desk.ui.platforms.budget.case.words import next_step, spoken_day

NO_NOTE = "Aucune note n’est écrite\u00a0: l’entretien est compté sans note."
LATER, OTHER = "", "other"
_MEDIA = tuple((medium.value, medium.label) for medium in InterviewMedium)
_USUAL_MINUTES = 45
_EXTRACT = 160
NOT_BOOKED = "L’entretien est terminé et la note signée. Le rendez-vous n’a pas pu être pris\u00a0: {}"


class EndPilot:
    """`open_sheet` shows the budget sheet, once the interview is ended, to whoever asked for it."""

    def __init__(self, page: CasePage, here: OpenCase, notes: NotePilot, open_sheet: Callable[[], None]) -> None:
        self._here, self._notes, self._open_sheet = here, notes, open_sheet
        page.head.end_asked.connect(self.ask)

    def ask(self) -> None:
        """Look for the next free times, then show what the end of this interview is made of."""
        here, view = self._here, self._here.view
        if view is None or not view.writable:
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
            under=_said(view, typed, here.discreet.on),
        )
        sheet.put(
            {
                "minutes": typed.minutes or self._since_received(view),
                "medium": typed.medium.value,
                "private": typed.private,
                "next": LATER,
                "step": "",
            }
        )
        sheet.kept.connect(lambda given: self._end(sheet, typed, given, slots))
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
                Ask("private", "Note pour moi seule", Kind.TICK),
                Ask("sheet", "Ouvrir ensuite la fiche budget", Kind.TICK),
            ),
        )

    def _since_received(self, view: CaseView) -> int:
        """Minutes since she was received today, by fives; 0 when nobody was."""
        began = view.here.busy_at if view.here else None
        return int((self._here.clock() - began).total_seconds() // 300) * 5 if began else 0

    def _end(self, sheet: FormSheet, typed: Typed, given: Values, slots: tuple[Slot, ...]) -> None:
        # As it was last read: refused because somebody wrote the case since, a second stroke goes through.
        view = self._here.case_view()
        wish = str(given["next"])
        moment = given["moment"] if isinstance(given["moment"], dt.datetime) else None
        if wish == OTHER and moment is None:
            sheet.fields["moment"].set_error("Écrivez le jour et l’heure, par exemple jeu 14h.")
            sheet.controls["moment"].setFocus()
            return
        slot = slots[int(wish)] if wish not in (LATER, OTHER) else None
        text, link = typed.text.strip(), self._here.link
        private, medium = bool(given["private"]), InterviewMedium(str(given["medium"]))
        minutes = given["minutes"] if isinstance(given["minutes"], int) else 0

        def end(signed: bool) -> None:
            gesture = EndInterview(
                view.case.id,
                view.case.clock,
                "" if signed else text,
                minutes,
                medium,
                private,
                Step(str(given["step"])) if given["step"] else None,
                view.here.appointment_id if view.here else None,
                view.here.visit_id if view.here else None,
            )
            link.do(gesture, ended, refused)

        def ended(_change: Change) -> None:
            self._notes.recorded()
            self._here.sheets.close()
            if slot is not None:
                self._book(view, slot.starts_at, slot)
            elif moment is not None and wish == OTHER:
                self._book(view, moment, None)
            if given["sheet"]:
                self._open_sheet()

        def refused(refusal: Refusal) -> None:
            sheet.refuse(refusal.sentence)
            self._here.reread()

        if typed.completes is not None and text:
            # An addendum stays tied to its note: it is signed by itself, then the interview ends.
            addendum = SignNote(
                view.case.id, Group.BUDGET, text, self._here.today, minutes, medium, private, typed.completes
            )
            link.do(addendum, lambda _change: end(True), refused)
        else:
            end(False)

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


def _slot_words(slot: Slot, today: dt.date) -> str:
    """« mardi 9 juillet, 14:00, Claire Fabre »."""
    day = slot.starts_at.date()
    return f"{DAYS[day.weekday()]} {spoken_day(day, today)}, {write_hour(slot.starts_at.time())}, {slot.name}"


def _said(view: CaseView, typed: Typed, hidden: bool) -> str:
    """What will be written, in one or two sentences."""
    text = " ".join(typed.text.split())
    extract = text[:_EXTRACT] + ("…" if len(text) > _EXTRACT else "")
    note = f"La note sera signée\u00a0: «\u00a0{'•••' if hidden else extract}\u00a0»" if text else NO_NOTE
    here = view.here
    if here is None or here.arrived_at is None:
        return note
    return f"{note}\nArrivée à {write_hour(here.arrived_at.time())}\u00a0: le passage et le rendez-vous seront clos."
