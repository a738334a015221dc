"""What the pilots of a page with forms share: the way to the store, and the sheets over the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ceis_desk.access.model import Actor
from ceis_desk.core.clock import Clock
from ceis_desk.core.store import Change
from ceis_desk.ui.forms.filling import Made, Values, fill_in
from ceis_desk.ui.forms.form_sheet import FormSheet, Lines
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.shell.keyboard import Keyboard


@dataclass(frozen=True)
class FormsOver:
    """Where forms are shown, and to whom they give their gesture."""

    theme: Theme
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    actor: Actor
    clock: Clock
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
        aside: tuple[str, str] = ("", ""),
        head: QWidget | None = None,
        then: Callable[[Change], None] | None = None,
    ) -> FormSheet:
        """Show a form over what is kept of it, `head` standing between its title and its fields."""
        sheet = FormSheet(
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
        layout = sheet.layout()
        if head is not None and isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, head)
        fill_in(sheet, title, self.link, self.sheets, kind, made, values, width=800, then=then)
        return sheet
