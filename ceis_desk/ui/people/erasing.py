"""Drives the erasure of a person: for the account that carries it out and may read the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import Staff, StaffMember
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.people.gestures import ErasePerson
from ceis_desk.people.model import ErasureExtent, PersonRecord
from ceis_desk.people.questions import WhatErasing
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.erase_sheet import EraseSheet
from ceis_desk.ui.people.sheets import Sheets


class Erasing(QObject):
    """Asks what would go, then for the name, then erases."""

    def __init__(
        self, page: QWidget, theme: Theme, link: StoreLink, discreet: Discreet, actor: Actor, sheets: Sheets
    ) -> None:
        super().__init__(page)
        self._theme, self._link, self._discreet, self._sheets = theme, link, discreet, sheets
        self._decides = Role.DIRECTOR in actor.roles

    def erase(self, record: PersonRecord) -> None:
        """Open the sheet of one record."""

        def ask(deciders: Sequence[StaffMember] | None) -> None:
            self._link.ask(WhatErasing(record.id), lambda extent: self._open(record, extent, deciders))

        self._ask(ask)

    def _ask(self, then: Callable[[Sequence[StaffMember] | None], None]) -> None:
        """Who may have decided: nobody is asked when whoever is here decides herself."""
        if self._decides:
            then(None)
        else:
            self._link.ask(Staff(), lambda staff: then([one for one in staff if Role.DIRECTOR in one.roles]))

    def _open(self, record: PersonRecord, extent: ErasureExtent, deciders: Sequence[StaffMember] | None) -> None:
        sheet = EraseSheet(self._theme, self._discreet, record.identity, extent, deciders)

        def refused(refusal: Refusal) -> None:
            if isValid(sheet):
                sheet.refuse(refusal)

        def erase(decider: str) -> None:
            gesture = ErasePerson(record.id, Id(decider) if decider else None)
            self._link.do(gesture, lambda _change: self._sheets.close(), refused)

        sheet.confirmed.connect(erase)
        sheet.closed.connect(self._sheets.close)
        self._sheets.open(sheet, "Effacer une fiche", sheet.typed)
