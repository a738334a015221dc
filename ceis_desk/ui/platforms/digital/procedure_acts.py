"""The procedures at work: opened, changed, taken away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Gesture
from ceis_desk.platforms.digital.gestures import WithdrawProcedure
from ceis_desk.platforms.digital.model import Procedure
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.digital.page import DigitalPage
from ceis_desk.ui.platforms.digital.procedure_sheet import ProcedureSheet
from ceis_desk.ui.platforms.digital.seat_sheet import WhomSheet
from ceis_desk.ui.reception.arrival import Guest

Search = Callable[[str, Callable[..., None]], None]


class ProcedureActs(QObject):
    """`list_asked` when another tab is to be read, `go` to the record of a person."""

    list_asked = Signal()
    go = Signal(str, object)

    def __init__(
        self, page: DigitalPage, sheets: Sheets, theme: Theme, link: StoreLink, discreet: Discreet, clock: Clock,
        search: Search,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._sheets, self._theme, self._link = page, sheets, theme, link
        self._discreet, self._clock, self._search = discreet, clock, search
        page.procedure_asked.connect(self.ask_new)
        page.procedures.viewed.connect(lambda _tab: self.list_asked.emit())
        page.procedures.opened.connect(self._open)

    def ask_new(self) -> None:
        """A procedure of whoever is being helped, else of somebody looked for."""
        form = self._page.help.form
        if form is not None and form.whom.person_id is not None:
            whom = form.whom
            self._show(Guest(whom.person_id, whom.civility, whom.family, whom.first), None)
            return
        sheet = WhomSheet(self._theme, self._discreet, "De qui est la démarche\u00a0?", nameless=False)
        sheet.typed.connect(lambda words: self._search(words, sheet.picker.show_hits))
        sheet.picked.connect(lambda guest: self._show(guest, None))
        self._sheets.open(sheet, "De qui est la démarche", sheet.picker.field)

    def _open(self, ident: str) -> None:
        line = self._page.procedures.line(ident)
        if line is not None:
            self._show(Guest(line.person_id, line.civility, line.used_name, line.first_name), line)

    def _show(self, guest: Guest, line: Procedure | None) -> None:
        sheet = ProcedureSheet(self._theme, self._discreet, guest, line, self._clock().date())
        draft = FormDraft(self._link, f"digital-procedure:{line.id if line else guest.id}", sheet)
        sheet.given.connect(lambda gesture: self._do(gesture, sheet, draft))
        if line is not None:
            taken = WithdrawProcedure(line.id, clock=line.clock)
            sheet.withdraw_asked.connect(lambda: self._do(taken, sheet, draft))
            sheet.record_asked.connect(lambda: self._leave_for(line))
        self._sheets.open(sheet, "Démarche", sheet.state if line else sheet.words)

    def _leave_for(self, line: Procedure) -> None:
        self._sheets.close()
        self.go.emit("people", line.person_id)

    def _do(self, gesture: Gesture, sheet: ProcedureSheet, draft: FormDraft) -> None:
        def done(_change: object) -> None:
            draft.forget()
            self._sheets.close()

        def refused(refusal: Refusal) -> None:
            if isValid(sheet):
                sheet.refuse(refusal.sentence)

        self._link.do(gesture, done, refused)
