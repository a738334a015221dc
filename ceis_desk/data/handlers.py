"""Which function answers which request: all the rooms, in one place; each room keeps the list of its own.

A room is imported when something of it is first done or asked, on the lane that does it: who works at the counter does
not load what only a counsellor uses (decision 0044).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx

Kind = TypeVar("Kind")
Handler = TypeVar("Handler")


class Room(Protocol):
    """The two lists of a room."""

    GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]]
    QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]]


class Handlers(Mapping[type[Kind], Handler], Generic[Kind, Handler]):
    """What the rooms list, as one; going through it imports them all."""

    def __init__(self, of: Callable[[Room], Mapping[type[Kind], Handler]]) -> None:
        self._of = of

    def __getitem__(self, kind: type[Kind]) -> Handler:
        return self._of(room_of(kind))[kind]

    def __iter__(self) -> Iterator[type[Kind]]:
        for enter in dict.fromkeys(_ROOMS.values()):
            yield from self._of(enter())

    def __len__(self) -> int:
        return sum(1 for _ in self)


def enter_first_rooms() -> None:
    """Import what the first page asks, before it asks."""
    for enter in (_house, _people, _reception):
        enter()


def room_of(kind: type[Any]) -> Room:
    """The room of a request: that of its package, unless its module or itself is named apart; raises KeyError."""
    module = kind.__module__
    enter = _ROOMS.get(f"{module}.{kind.__name__}") or _ROOMS.get(module) or _ROOMS[module.rpartition(".")[0]]
    return enter()


def _people() -> Room:
    from ceis_desk.data.rooms import people

    return people


def _reception() -> Room:
    from ceis_desk.data.rooms import reception

    return reception


def _importing() -> Room:
    from ceis_desk.data.rooms import importing

    return importing


def _house() -> Room:
    from ceis_desk.data.rooms import house

    return house


def _agenda() -> Room:
    from ceis_desk.data.agenda import handlers

    return handlers


def _partners() -> Room:
    from ceis_desk.data.partners import handlers

    return handlers


def _parcours() -> Room:
    from ceis_desk.data.parcours import handlers

    return handlers


def _notes() -> Room:
    from ceis_desk.data.notes import handlers

    return handlers


def _budget() -> Room:
    from ceis_desk.data.budget import handlers

    return handlers


def _digital() -> Room:
    from ceis_desk.data.digital import handlers

    return handlers


def _employment() -> Room:
    from ceis_desk.data.employment import handlers

    return handlers


def _health() -> Room:
    from ceis_desk.data.health import handlers

    return handlers


def _figures() -> Room:
    from ceis_desk.data.figures import handlers

    return handlers


def _exchange() -> Room:
    from ceis_desk.data.exchange import handlers

    return handlers


_ROOMS: Mapping[str, Callable[[], Room]] = {
    "ceis_desk.access": _house,
    "ceis_desk.people": _people,
    "ceis_desk.reception": _reception,
    "ceis_desk.reception.importing": _importing,
    "ceis_desk.reception.gestures.EndReceived": _agenda,
    "ceis_desk.agenda": _agenda,
    "ceis_desk.agenda.first_contact": _figures,
    "ceis_desk.agenda.questions.DayAppointments": _reception,
    "ceis_desk.partners": _partners,
    "ceis_desk.parcours": _parcours,
    "ceis_desk.notes": _notes,
    "ceis_desk.platforms.budget": _budget,
    "ceis_desk.platforms.digital": _digital,
    "ceis_desk.platforms.employment": _employment,
    "ceis_desk.platforms.health": _health,
    "ceis_desk.statistics": _figures,
    "ceis_desk.statistics.digital": _digital,
    "ceis_desk.exchange": _exchange,
}

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = Handlers(lambda room: room.GESTURES)
QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = Handlers(lambda room: room.QUESTIONS)
