"""Drives where a case stands: next step, pause, closing, opening again, the separation of a couple."""

from __future__ import annotations

from ceis_desk.core.store import Gesture
from ceis_desk.platforms.budget.gestures import CloseCase, PauseCase, ReachStep, ReopenCase, SeparateCouple
from ceis_desk.platforms.budget.model import ClosureReason, Pause, Step
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.ui.forms.asks import Ask, Kind
from ceis_desk.ui.forms.choice_sheet import ChoiceSheet
from ceis_desk.ui.forms.filling import Values, day_of
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.notes.writing import NoteWriting
from ceis_desk.ui.platforms.budget.case import forms
from ceis_desk.ui.platforms.budget.case.opened import OpenCase
from ceis_desk.ui.platforms.budget.case.page import CasePage
from ceis_desk.ui.platforms.budget.case.parting import households, parting_asks, parting_words, takes
from ceis_desk.ui.platforms.budget.case.step_choices import (
    CLOSE,
    PAUSE,
    REACH,
    REOPEN,
    RESUME,
    SEPARATE,
    choices_of,
    couple,
)
from ceis_desk.ui.platforms.budget.case.words import history

NEEDS_RECORDS = (
    "Chacun des deux adultes a besoin d’une fiche pour avoir son dossier. Rien n’a changé\u00a0: "
    "créez la fiche qui manque, puis reprenez le foyer de la fiche."
)
NOTE_FIRST = (
    "Une note s’écrit dans ce dossier, qui n’en prendra plus. Rien n’a changé\u00a0: signez-la ou effacez-la, "
    "puis recommencez."
)
_SIDE_BY_SIDE = 2
_MOST_HISTORY = 8


class StepPilot:
    """One sheet for all that moves a case, each choice at its digit."""

    def __init__(self, page: CasePage, here: OpenCase, notes: NoteWriting) -> None:
        self._here, self._notes = here, notes
        page.head.steps_asked.connect(self.ask)
        page.head.reopen_asked.connect(lambda: self._reopen(here.case_view()))

    def ask(self) -> None:
        """Offer what may be done now, with what happened so far."""
        here, view = self._here, self._here.view
        if view is None:
            return
        if not view.writable:
            here.link.refused.emit("Ce dossier commun est arrêté\u00a0: il se lit, il ne se modifie plus.")
            return
        past = Facts(name="Ce qui s’est passé")
        past.show_facts(history(view.case, here.today, here.discreet.show)[:_MOST_HISTORY])
        under = f"Étape\u00a0: {view.step.label}."
        sheet = ChoiceSheet(here.theme, here.keyboard, "Étapes du dossier", choices_of(view), under=under, below=past)
        sheet.chosen.connect(lambda code: self._take(view, code))
        here.close_when_hidden(sheet)
        here.sheets.open(sheet, "Étapes du dossier", sheet.choices, width=560)

    def _take(self, view: CaseView, code: str) -> None:
        here, case = self._here, view.case
        here.sheets.close()
        if code.startswith(REACH):
            here.do(ReachStep(case.id, case.clock, Step(code.removeprefix(REACH))))
        elif code == RESUME:
            here.do(PauseCase(case.id, case.clock, Pause.NONE))
        elif code.startswith(PAUSE):
            self._pause(view, Pause(code.removeprefix(PAUSE)))
        elif code in (CLOSE, SEPARATE) and self._notes.typed().text.strip():
            # Where nothing more is written, the draft would not be shown again.
            here.link.refused.emit(NOTE_FIRST)
        else:
            {CLOSE: self._close, REOPEN: self._reopen, SEPARATE: self._separate}[code](view)

    def _pause(self, view: CaseView, pause: Pause) -> None:
        title = {Pause.SUSPENDED: "Suspendre", Pause.ABANDONED: "Noter un abandon"}.get(pause, "Orienter ailleurs")
        lines = ((Ask("reason", "Raison", Kind.AREA, missing="Dites pourquoi en quelques mots.", lines=2),),)
        sheet = self._here.form(lines, title, verb=title)

        def made(values: Values) -> Gesture:
            return PauseCase(view.case.id, view.case.clock, pause, str(values["reason"]))

        self._here.fill_in(sheet, title, f"pause:{view.case.id}", made, width=560)

    def _close(self, view: CaseView) -> None:
        sheet = self._here.form(forms.CLOSE, "Clore le dossier", verb="Clore")

        def made(values: Values) -> Gesture:
            closure = forms.chosen(ClosureReason, values["closure"])
            return CloseCase(view.case.id, view.case.clock, closure, str(values["reason"]))

        self._here.fill_in(sheet, "Clore le dossier", f"close:{view.case.id}", made, width=560)

    def _reopen(self, view: CaseView) -> None:
        lines = ((Ask("reason", "Raison", Kind.AREA, missing="Dites pourquoi le dossier est rouvert.", lines=2),),)
        sheet = self._here.form(lines, "Rouvrir le dossier", verb="Rouvrir")

        def made(values: Values) -> Gesture:
            return ReopenCase(view.case.id, view.case.clock, str(values["reason"]))

        self._here.fill_in(sheet, "Rouvrir le dossier", f"reopen:{view.case.id}", made, width=560, closed_too=True)

    def _separate(self, view: CaseView) -> None:
        pair = couple(view.case.members)
        if pair is None:
            self._here.link.refused.emit(NEEDS_RECORDS)
            return
        discreet, today = self._here.discreet, self._here.today
        asks = parting_asks(view, pair, discreet.show, today)
        lines = (
            (Ask("day", "Séparés depuis le", Kind.DAY, missing="Donnez le jour de la séparation."),),
            *(tuple(asks[at : at + _SIDE_BY_SIDE]) for at in range(0, len(asks), _SIDE_BY_SIDE)),
        )
        sheet = self._here.form(lines, "Séparer le couple", verb="Faire deux dossiers")
        sheet.tell(
            discreet, lambda: parting_words(pair, discreet.show), lambda: parting_asks(view, pair, discreet.show, today)
        )

        def made(values: Values) -> Gesture:
            first, second = households(view, pair, values)
            return SeparateCouple(view.case.id, view.case.clock, first, second, day_of(values), *takes(values))

        self._here.fill_in(sheet, "Séparer le couple", f"separate:{view.case.id}", made, {"day": self._here.today})
