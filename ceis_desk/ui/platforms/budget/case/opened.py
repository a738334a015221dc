"""What the pilots of a case share: the case shown, the way to the store, the sheets over the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Actor
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.rules import CLOSED, SEPARATED
from ceis_desk.ui.forms.choice_sheet import ChoiceSheet
from ceis_desk.ui.forms.filling import Made, Values, fill_in
from ceis_desk.ui.forms.form_sheet import FormSheet, Lines
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.notes.writing import Offered, Standing
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.shell.keyboard import Keyboard

PARTED = "Aucune note ne peut plus s’ajouter à ce dossier commun."
ONLY_COMPLETED = "Dans un dossier clos, une note se complète\u00a0; une nouvelle attend qu’il soit rouvert."


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

    def notes_standing(self) -> Standing:
        """What may be written among the notes of the case shown."""
        view = self.case_view()
        why = "" if view.is_open else ONLY_COMPLETED if view.writable else PARTED
        return Standing(begins=view.is_open, completes=view.writable, why=why)

    def choose(self, title: str, offered: Offered, then: Callable[[str], None]) -> None:
        """A short list over the page, a digit each; `then` takes the code once it is closed."""
        sheet = ChoiceSheet(self.theme, self.keyboard, title, offered)

        def pick(code: str) -> None:
            self.sheets.close()
            then(code)

        sheet.chosen.connect(pick)
        self.sheets.open(sheet, title, sheet.choices, width=520)

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

        def close() -> None:
            if self.sheets.content() is sheet:
                self.sheets.close()

        self.discreet.follow(sheet, close)

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
        if closed_too or self.case_view().is_open:
            fill_in(sheet, name, self.link, self.sheets, kind, made, values, width=width)
            return
        if values is not None:
            sheet.put(values)
        sheet.closed.connect(self.sheets.close)
        sheet.only_read()
        self.sheets.open(sheet, name, sheet.close_it, width=width)
