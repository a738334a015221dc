"""What the pilots of a case share: the case shown, the way to the store, the sheets over the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.access.model import Actor
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.rules import CLOSED, SEPARATED
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.budget.case.form_sheet import FormSheet, Lines
from ceis_desk.ui.shell.keyboard import Keyboard

Values = Mapping[str, object]
Made = Callable[[Values], Gesture]


@dataclass
class OpenCase:
    """One case at a time, as it was last read; None before the first one."""

    theme: Theme
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    actor: Actor
    clock: Callable[[], dt.datetime]
    sheets: Sheets
    reread: Callable[[], None]
    view: CaseView | None = None
    staff: dict[Id, str] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        """The day of the desk."""
        return self.clock().date()

    def case_view(self) -> CaseView:
        """The case shown; raises LookupError before one is."""
        if self.view is None:
            raise LookupError("no case is open")
        return self.view

    def may_write(self) -> bool:
        """Whether something new may be written here; else the sentence that says why is shown, and nothing is sent."""
        view = self.case_view()
        if not view.is_open:
            self.link.refused.emit(CLOSED if view.writable else SEPARATED)
        return view.is_open

    def do(self, gesture: Gesture, then: Callable[[Change], None] | None = None) -> None:
        """Send a gesture; refused, its sentence is shown and the case is read again."""

        def refused(refusal: Refusal) -> None:
            self.link.refused.emit(refusal.sentence)
            self.reread()

        self.link.do(gesture, then, refused)

    def close_when_hidden(self, sheet: QWidget) -> None:
        """Close a sheet once the screen turns discreet, or back: its words are those of the screen as it was."""

        def close(_on: bool) -> None:
            if isValid(sheet) and self.sheets.content() is sheet:
                self.sheets.close()

        self.discreet.changed.connect(close)

    def form(
        self, lines: Lines, title: str, *, verb: str, under: str = "", aside: tuple[str, str] = ("", "")
    ) -> FormSheet:
        """A form over the page, not shown yet."""
        return FormSheet(
            self.theme,
            self.discreet,
            self.keyboard,
            self.clock,
            title=title,
            lines=lines,
            verb=verb,
            under=under,
            aside=aside,
        )

    def fill_in(
        self, sheet: FormSheet, name: str, kind: str, made: Made, values: Values | None = None, *, width: int = 760,
        closed_too: bool = False,
    ) -> None:  # fmt: skip
        """Show a form over what is kept of it; what it gives is one gesture, whose refusal is said in the form.

        In a closed case it is only read, unless it serves there too.
        """
        if values is not None:
            sheet.put(values)
        sheet.closed.connect(self.sheets.close)
        if not (closed_too or self.case_view().is_open):
            sheet.only_read()
            self.sheets.open(sheet, name, sheet.close_it, width=width)
            return
        draft = FormDraft(self.link, kind, sheet)

        def closing(_change: Change) -> None:
            draft.forget()
            self.sheets.close()

        def keep(given: Values) -> None:
            try:
                gesture = made(given)
            except Refusal as refusal:
                sheet.refuse(refusal.sentence)
                return
            self.link.do(gesture, closing, lambda refusal: sheet.refuse(refusal.sentence))

        sheet.kept.connect(keep)
        self.sheets.open(sheet, name, sheet.first(), width=width)


def day_of(values: Values, code: str = "day") -> dt.date | None:
    """The day read in a field of a form."""
    day = values[code]
    return day if isinstance(day, dt.date) else None
