"""Turns hours, absences and instructions into gestures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ceis_desk.access.questions import StaffMember
from ceis_desk.core.clock import Clock
from ceis_desk.core.store import Change
from ceis_desk.reception.gestures import SetAbsence
from ceis_desk.reception.model import Absence, Colleague, Instruction
from ceis_desk.reception.questions import Absences, Instructions
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.reception.board_forms import AbsenceForm, BoardForm, InstructionForm
from ceis_desk.ui.settings.hours import HoursView
from ceis_desk.ui.settings.page import SettingsPage
from ceis_desk.ui.settings.site_lists import SiteLists
from ceis_desk.ui.settings.site_values import SiteValues, Spans, hours_json


class HoursPart(QObject):
    """The section at work; absences and instructions are asked for only when the account works at the desk."""

    def __init__(self, page: SettingsPage, link: StoreLink, clock: Clock, *, writable: bool, board_lock: str) -> None:
        super().__init__(page)
        self._page, self._link, self._clock = page, link, clock
        self._board = not board_lock
        self._values, self._lists = SiteValues(), SiteLists(link)
        self._staff: tuple[StaffMember, ...] = ()
        self._absences: tuple[Absence, ...] = ()
        self._instructions: tuple[Instruction, ...] = ()
        self.view = view = HoursView(page.theme, writable=writable, board_lock=board_lock)
        view.week.given.connect(self._set_day)
        view.absence_acted.connect(self._take_back)
        view.add_absence_asked.connect(self._add_absence)
        view.add_instruction_asked.connect(lambda: self._write(""))
        view.instruction_opened.connect(self._write)

    def read(self) -> None:
        """Ask for what is to come."""
        today = self._clock().date()
        if self._board:
            self._link.ask(Absences(today), self._take_absences, key="settings-absences")
            self._link.ask(Instructions(today), self._take_instructions, key="settings-instructions")

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._values = values
        self._lists.know(values)
        self.view.week.show_hours(values.hours or {})

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """Who may be away."""
        self._staff = staff

    def _set_day(self, day: int, spans: Spans) -> None:
        week = {**(self._values.hours or {}), day: spans}
        # A second day typed before the first is read again goes with it.
        self._values = replace(self._values, hours=week)
        self._lists.save("opening_hours", hours_json(week))

    def _take_absences(self, absences: tuple[Absence, ...]) -> None:
        self._absences = absences
        self.view.show_absences(absences)

    def _take_instructions(self, lines: tuple[Instruction, ...]) -> None:
        self._instructions = lines
        self.view.show_instructions(lines)

    def _take_back(self, ident: str) -> None:
        one = next(line for line in self._absences if str(line.id) == ident)
        gone = SetAbsence(one.account_id, one.first, one.last, one.reason, one.id, withdrawn=True, clock=one.clock)
        self._link.do(gone)

    def _add_absence(self) -> None:
        colleagues = [Colleague(one.id, one.name, tuple(sorted(one.roles))) for one in self._staff]
        self._open(AbsenceForm(self._page.theme, self._clock, colleagues), "Noter une absence", "absence")

    def _write(self, ident: str) -> None:
        line = next((one for one in self._instructions if str(one.id) == ident), None)
        kind = f"instruction:{line.id}" if line else "instruction"
        self._open(InstructionForm(self._page.theme, self._clock, line), "Consigne de l’accueil", kind)

    def _open(self, form: BoardForm, name: str, kind: str) -> None:
        sheet = self._page.open_sheet(form, name, form.focusProxy())
        draft = FormDraft(self._link, kind, form)

        def close(_change: Change) -> None:
            draft.forget()
            if isValid(sheet):
                sheet.close_sheet()

        form.given.connect(lambda gesture: self._link.do(gesture, close))
        form.closed.connect(sheet.close_sheet)
