"""Forms over a page of partners or projects: declared fields, a draft kept, one gesture at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ceis_desk.access.model import Actor
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Gesture
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.platforms.budget.case.form_sheet import FormSheet, Lines
from ceis_desk.ui.shell.keyboard import Keyboard

Values = Mapping[str, object]
Made = Callable[[Values], Gesture]


@dataclass(frozen=True)
class FormsOver:
    """What the pilots of these pages share: the way to the store, and the sheets over the page."""

    theme: Theme
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    actor: Actor
    clock: Callable[[], dt.datetime]
    sheets: Sheets

    @property
    def today(self) -> dt.date:
        """The day of the desk."""
        return self.clock().date()

    def fill_in(
        self,
        lines: Lines,
        title: str,
        kind: str,
        made: Made,
        values: Values | None = None,
        *,
        verb: str = "Enregistrer",
        under: str = "",
        head: QWidget | None = None,
        then: Callable[[Change], None] | None = None,
    ) -> FormSheet:
        """Show a form over what is kept of it; what it gives is one gesture, whose refusal is said in the form."""
        sheet = FormSheet(
            self.theme, self.discreet, self.keyboard, self.clock, title=title, lines=lines, verb=verb, under=under
        )
        layout = sheet.layout()
        if head is not None and isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, head)
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
            self.link.do(gesture, closing, lambda refusal: sheet.refuse(refusal.sentence))

        sheet.kept.connect(keep)
        sheet.closed.connect(self.sheets.close)
        self.sheets.open(sheet, title, sheet.first(), width=820)
        return sheet


def day_of(values: Values, code: str) -> dt.date | None:
    """The day read in a field of a form."""
    day = values[code]
    return day if isinstance(day, dt.date) else None


def words_of(values: Values, code: str) -> str:
    """The text read in a field of a form."""
    return str(values[code] or "").strip()
