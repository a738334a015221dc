"""The pages of « Personnes », one shown at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.form_page import FormPage
from ceis_desk.ui.people.home_page import HomePage
from ceis_desk.ui.people.record_page import RecordPage
from ceis_desk.ui.shell.keyboard import Keyboard


class PeoplePage(QStackedWidget):
    """List, record, form: passive, shown by code."""

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, roles: frozenset[Role], me: Id) -> None:
        super().__init__()
        self.home = HomePage(theme, discreet, keyboard)
        self.record = RecordPage(theme, discreet, keyboard, roles, me)
        self.form = FormPage(theme, discreet, keyboard)
        self._codes = {"home": self.home, "record": self.record, "form": self.form}
        for page in self._codes.values():
            self.addWidget(page)

    def display(self, code: str) -> None:
        """Show one of the pages."""
        self.setCurrentWidget(self._codes[code])

    def shown(self) -> str:
        """The code of the page that shows."""
        return next(code for code, page in self._codes.items() if page is self.currentWidget())

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits in the page that shows, in order of reading."""
        areas: dict[str, tuple[QWidget, ...]] = {
            "home": (self.home.search, self.home.results),
            "record": (self.record.head, self.record.crossed, *self.record.cards()),
            "form": (self.form.form, self.form.doubt, self.form.side),
        }
        return tuple(area for area in areas[self.shown()] if area.isVisibleTo(self))
