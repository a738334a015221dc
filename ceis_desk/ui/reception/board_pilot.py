"""Opens the sheet « Aujourd’hui » and turns what is done in it into gestures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from shiboken6 import isValid

from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.gestures import CloseDay, MarkMessage, ReopenDay, SetAbsence
from ceis_desk.reception.model import Absence, DeskDay
from ceis_desk.reception.questions import Absences
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.reception.board import ABSENCE, INSTRUCTION, MESSAGE, Board, CloseDayForm
from ceis_desk.ui.reception.board_forms import AbsenceForm, BoardForm, InstructionForm, MessageForm
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.reception.queue import parties, waiting_count

_WIDTH = 760


@dataclass(frozen=True)
class Opened:
    """The board now on screen, and its sheet."""

    sheet: Sheet
    board: Board


class BoardPilot(QObject):
    """Keeps the open sheet up to date; a form takes its place, and gives it back when its gesture is done."""

    def __init__(self, page: ReceptionPage, link: StoreLink, discreet: Discreet, clock: Clock) -> None:
        super().__init__(page)
        self._page, self._link, self._discreet, self._clock = page, link, discreet, clock
        self._day: DeskDay | None = None
        self._absences: tuple[Absence, ...] = ()
        self._open: Opened | None = None
        page.board_asked.connect(self.open)

    def show_day(self, day: DeskDay) -> None:
        """The day as it now is; an open sheet follows."""
        self._day = day
        if self._open is not None:
            self._read_absences()
            self.render()

    def open(self) -> None:
        """Show the sheet (F7)."""
        if self._day is None or self._open is not None:
            return
        board = Board(self._page.theme)
        sheet = self._page.open_sheet(board, "Aujourd’hui", board.rows, width=_WIDTH)
        self._open = Opened(sheet, board)
        sheet.closed.connect(self._closed)
        board.acted.connect(self._act)
        board.form_asked.connect(self._ask_form)
        board.close_asked.connect(self._ask_close)
        board.reopen_asked.connect(self._reopen)
        self.render()
        board.rows.step(1)
        if not board.rows.current():
            # A list without a line shows no cursor.
            board.message.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._read_absences()

    def render(self) -> None:
        """Write the open sheet again."""
        if self._open is not None and self._day is not None:
            self._open.board.show_day(self._day, self._absences, self._discreet.show, self._clock())
            self._open.sheet.refit()

    def _closed(self) -> None:
        self._open = None

    def _read_absences(self) -> None:
        self._link.ask(Absences(self._clock().date()), self._take_absences, key="absences")

    def _take_absences(self, absences: tuple[Absence, ...]) -> None:
        self._absences = absences
        self.render()

    def _act(self, kind: str, row_id: str) -> None:
        day = self._day
        if day is None:
            return
        if kind == MESSAGE:
            message = next((one for one in day.messages if str(one.id) == row_id), None)
            if message is not None:
                self._link.do(MarkMessage(message.id, message.done_at is None))
        elif kind == ABSENCE:
            line = next((one for one in self._absences if str(one.id) == row_id), None)
            if line is not None:
                span = (line.first, line.last)
                self._link.do(
                    SetAbsence(line.account_id, *span, line.reason, line.id, withdrawn=True, clock=line.clock)
                )
        else:
            self._ask_form(INSTRUCTION, Id(row_id))

    def _ask_form(self, kind: str, row_id: Id | None = None) -> None:
        if self._day is None:
            return
        theme, day = self._page.theme, self._day
        form: BoardForm
        if kind == MESSAGE:
            form = MessageForm(theme, self._discreet, day.colleagues)
            form.typed.connect(lambda typed, picker=form.picker: self._find(typed, picker))
        elif kind == INSTRUCTION:
            line = next((one for one in day.instructions if one.id == row_id), None)
            form = InstructionForm(theme, self._clock, line)
        else:
            form = AbsenceForm(theme, self._clock, day.colleagues)
        sheet = self._instead(form, form.save.text())
        draft = FormDraft(self._link, f"{kind}:{row_id}" if row_id else kind, form)
        form.given.connect(lambda gesture: self._do(gesture, sheet, draft))
        form.closed.connect(sheet.close_sheet)

    def _ask_close(self) -> None:
        if self._day is None:
            return
        day = self._day
        form = CloseDayForm(self._page.theme, day, waiting_count(parties(day.visits)))
        sheet = self._instead(form, "Clore la journée")
        form.left.connect(sheet.close_sheet)
        form.confirmed.connect(lambda: self._do(CloseDay(day.day), sheet))

    def _reopen(self) -> None:
        if self._day is not None and self._day.last_closed is not None:
            self._link.do(ReopenDay(self._day.last_closed))

    def _instead(self, form: BoardForm | CloseDayForm, name: str) -> Sheet:
        """A form in the place of the board, which comes back when the form is left."""
        if self._open is not None:
            self._open.sheet.close_sheet()
        sheet = self._page.open_sheet(form, name, form.focusProxy(), width=_WIDTH)
        sheet.closed.connect(self.open)
        return sheet

    def _do(self, gesture: Gesture, sheet: Sheet, draft: FormDraft | None = None) -> None:
        self._link.do(gesture, closing(sheet, draft))

    def _find(self, typed: str, picker: PersonPicker) -> None:
        self._link.ask(
            FindPeople(typed, limit=4),
            lambda hits: picker.show_hits(typed, hits, self._clock().date()) if isValid(picker) else None,
            key="pick",
        )


def closing(sheet: Sheet, draft: FormDraft | None = None) -> Callable[[Change], None]:
    """What closes a sheet once its gesture is done, unless it was closed before; what is recorded is no draft."""

    def close(_change: Change) -> None:
        if draft is not None:
            draft.forget()
        if isValid(sheet):
            sheet.close_sheet()

    return close
