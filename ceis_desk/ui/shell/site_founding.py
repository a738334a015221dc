"""A new site is made from the three questions, or from the invented data of the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ceis_desk.access.door import Founded, Founding, Opened
    from ceis_desk.exchange.exchanger import ExchangingDoor
    from ceis_desk.ui.kit.link import Answers
    from ceis_desk.ui.shell.first_start import FirstStartPage

MAKING = "Création du site et de ses clés…"
MAKING_DEMO = "Préparation des données d’exemple…"


class SiteFounding(QObject):
    """`founded` gives the new site with its recovery key, `opened` who comes in to the demonstration."""

    founded = Signal(object)
    opened = Signal(object)

    def __init__(
        self, first: FirstStartPage, answers: Answers, with_door: Callable[[Callable[[ExchangingDoor], None]], None]
    ) -> None:
        super().__init__(first)
        self._first, self._answers, self._with_door = first, answers, with_door

    def found(self, answers: Founding) -> None:
        """Make the site."""
        self._first.set_busy(MAKING)
        self._with_door(lambda door: self._answers.when(door.found(answers), self._made, self._first.refuse))

    def found_demo(self) -> None:
        """Make the demonstration."""
        self._first.set_busy(MAKING_DEMO)
        self._with_door(lambda door: self._answers.when(door.found_demo(), self._demo_made, self._first.refuse))

    def _made(self, founded: Founded) -> None:
        self._first.set_busy("")
        self._first.forget()
        self.founded.emit(founded)

    def _demo_made(self, opened: Opened) -> None:
        self._first.set_busy("")
        self.opened.emit(opened)
