"""What the parts of this page share: the way to the store, the sheets over the page, forms and their drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Gesture
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.budget.case.form_sheet import FormSheet, Lines
from ceis_desk.ui.platforms.employment.who_sheet import WhoSheet
from ceis_desk.ui.shell.keyboard import Keyboard

Values = Mapping[str, object]
_OFFERED = 8


@dataclass(frozen=True)
class Writing:
    """Where forms are shown, and to whom they give their gesture."""

    theme: Theme
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    clock: Clock
    sheets: Sheets

    @classmethod
    def of(
        cls, page: QWidget, theme: Theme, link: StoreLink, discreet: Discreet, keyboard: Keyboard, clock: Clock
    ) -> Writing:
        """What a page of its own writes with."""
        return cls(theme, link, discreet, keyboard, clock, Sheets(page, theme))

    @property
    def today(self) -> dt.date:
        """The day of the desk."""
        return self.clock().date()

    def fill_in(
        self,
        lines: Lines,
        title: str,
        kind: str,
        made: Callable[[Values], Gesture],
        values: Values | None = None,
        *,
        under: str = "",
        then: Callable[[Change], None] | None = None,
    ) -> FormSheet:
        """Show a form; what it gives is one gesture, whose refusal is said in the form and keeps all that is typed."""
        sheet = FormSheet(self.theme, self.discreet, self.keyboard, self.clock, title=title, lines=lines, under=under)
        if values is not None:
            sheet.put(values)
        draft = FormDraft(self.link, kind, sheet)

        def closing(change: Change) -> None:
            draft.forget()
            self.sheets.close()
            if then is not None:
                then(change)

        def keep(given: Values) -> None:
            try:
                gesture = made(given)
            except Refusal as refusal:
                sheet.refuse(refusal.sentence)
                return
            self.link.do(gesture, closing, lambda refusal: sheet.refuse(refusal.sentence) if isValid(sheet) else None)

        sheet.kept.connect(keep)
        sheet.closed.connect(self.sheets.close)
        self.sheets.open(sheet, title, sheet.first(), width=760)
        return sheet

    def find_person(self, title: str, then: Callable[[PersonHit], None]) -> None:
        """Have somebody found by her name, then go on with her."""
        sheet = WhoSheet(self.theme, self.discreet, title, self.today)

        def search(words: str) -> None:
            self.link.ask(FindPeople(words, _OFFERED), offer, key="employment-people")

        def offer(hits: tuple[PersonHit, ...]) -> None:
            if isValid(sheet):
                sheet.show_hits(hits)

        def go_on(hit: PersonHit) -> None:
            self.sheets.close()
            then(hit)

        sheet.searched.connect(search)
        sheet.picked.connect(go_on)
        sheet.closed.connect(self.sheets.close)
        self.sheets.open(sheet, title, sheet.search, width=620)
        search("")
