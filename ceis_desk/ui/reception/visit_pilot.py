"""Calls, stamps, corrections and withdrawals of the day's visits, from the queue and from « Derniers passages »."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import write_hour
from ceis_desk.core.store import Change
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.gestures import CallNext, StampVisit, TakeBackCall, WithdrawVisits
from ceis_desk.reception.model import DeskDay, Visit, VisitState
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.reception.board_pilot import closing
from ceis_desk.ui.reception.correct_sheet import CorrectForm
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.queue import Party, parties, party_name
from ceis_desk.ui.reception.rows import motif_words
from ceis_desk.ui.reception.visit_sheet import CORRECT, DOSSIER, WITHDRAW, VisitActs, acts_on


class VisitPilot(QObject):
    """What is done with visits already recorded; those of one arrival go together."""

    dossier_asked = Signal(object)

    def __init__(
        self, page: ReceptionPage, link: StoreLink, discreet: Discreet, clock: Clock, *, precise: bool
    ) -> None:
        super().__init__(page)
        self._page, self._link, self._discreet, self._clock, self._precise = page, link, discreet, clock, precise
        self._day: DeskDay | None = None

    def show_day(self, day: DeskDay) -> None:
        """The day as it now is."""
        self._day = day

    def call(self) -> None:
        """Call the next person (F8), with whoever came with her."""
        self._link.do(CallNext(), partial(self._mates, VisitState.WAITING, VisitState.CALLED))

    def take_back(self) -> None:
        """Put the person called back in the queue (Maj F8), with whoever came with her."""
        self._link.do(TakeBackCall(), partial(self._mates, VisitState.CALLED, VisitState.WAITING))

    def open_party(self, ident: str) -> None:
        """What may be done with a line of the queue."""
        found = next((one for one in parties(self._visits()) if one.ident == ident), None)
        if found is not None:
            self._open(found, mending=False)

    def open_visit(self, ident: str) -> None:
        """What may be done with one visit of « Derniers passages »."""
        visit = next((one for one in self._visits() if str(one.id) == ident), None)
        if visit is not None:
            self._open(Party((visit,)), mending=True)

    def _visits(self) -> tuple[Visit, ...]:
        return self._day.visits if self._day else ()

    def _mates(self, before: VisitState, after: VisitState, change: Change) -> None:
        touched = {subject.id for subject in change.subjects if subject.kind == "visit"}
        arrivals = {visit.arrival_id for visit in self._visits() if visit.id in touched}
        for visit in self._visits():
            if visit.arrival_id in arrivals and visit.id not in touched and visit.state is before:
                self._link.do(StampVisit(visit.id, after))

    def _open(self, party: Party, *, mending: bool) -> None:
        day = self._day
        if day is None:
            return
        visit, show = party.first, self._discreet.show
        motifs = {motif.id: motif for motif in day.motifs}
        subtitle = f"{write_hour(visit.at.time())} · {motif_words(visit, motifs, show)}"
        acts = acts_on(visit, closed=day.closed_at is not None, mending=mending)
        content = VisitActs(self._page.theme, party_name(party, show), subtitle, acts)
        sheet = self._page.open_sheet(content, party_name(party, show), content.rows, width=480)

        def act(what: str) -> None:
            sheet.close_sheet()
            self._do(what, party.visits)

        content.acted.connect(act)

    def _do(self, what: str, visits: Iterable[Visit]) -> None:
        visits = tuple(visits)
        if what == CORRECT:
            self._correct(visits[0])
        elif what == WITHDRAW:
            ids, clocks = tuple(one.id for one in visits), tuple(one.clock for one in visits)
            self._link.do(WithdrawVisits(ids, clocks=clocks))
        elif what == DOSSIER:
            self.dossier_asked.emit(visits[0].person_id)
        else:
            for visit in visits:
                self._link.do(StampVisit(visit.id, VisitState(what), visit.clock))

    def _correct(self, visit: Visit) -> None:
        if self._day is None:
            return
        theme, day = self._page.theme, self._day
        parts = (theme, self._discreet, self._page.keyboard, self._clock, visit, day.motifs, day.colleagues)
        form = CorrectForm(*parts, precise=self._precise)
        sheet = self._page.open_sheet(form, "Corriger un passage", form, width=760)
        form.typed.connect(lambda typed: self._find(typed, form))
        draft = FormDraft(self._link, f"visit:{visit.id}", form)
        form.corrected.connect(lambda gesture: self._link.do(gesture, closing(sheet, draft)))

    def _find(self, typed: str, form: CorrectForm) -> None:
        self._link.ask(
            FindPeople(typed, limit=4),
            lambda hits: form.picker.show_hits(typed, hits, self._clock().date()) if isValid(form) else None,
            key="pick",
        )
