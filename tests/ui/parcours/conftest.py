"""The record of Mme BENALI in a window, for accounts that may read her parcours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Role
from ceis_desk.parcours.model import WayOfPerson
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.parcours.page import WayPanel
from tests.ui.parcours import ways
from tests.ui.people import files
from tests.ui.people.conftest import CONTROL, Desk, MakeDesk, make_desk

__all__ = ["make_desk"]


@dataclass
class WayDesk:
    """A desk with a record open on its parcours."""

    desk: Desk

    @property
    def panel(self) -> WayPanel:
        panel = self.desk.pilot.page.record.way
        assert panel is not None
        return panel

    @property
    def form(self) -> FormSheet:
        sheet = self.desk.pilot.sheets.content()
        assert isinstance(sheet, FormSheet)
        return sheet

    def act(self, *digits: int) -> None:
        """Ctrl D, then a digit in each list."""
        self.desk.key(Qt.Key.Key_D, CONTROL)
        for digit in digits:
            self.desk.key(Qt.Key(Qt.Key.Key_0 + digit), text=str(digit))

    def keep(self) -> None:
        """Ctrl Entrée: what is typed is recorded."""
        self.desk.key(Qt.Key.Key_Return, CONTROL)

    def field(self, code: str) -> QWidget:
        """The control of a form."""
        return self.form.controls[code]


OpenWay = Callable[..., WayDesk]


@pytest.fixture
def open_way(make_desk: MakeDesk) -> OpenWay:
    """The parcours tab of an account with these roles (social without any)."""

    def opened(*roles: Role, way: WayOfPerson = ways.WAY) -> WayDesk:
        desk = make_desk(*(roles or (Role.SOCIAL,)))
        desk.store.answers[ReadWay] = way
        desk.pilot.open_record(files.SAMIRA)
        return WayDesk(desk)

    return opened
