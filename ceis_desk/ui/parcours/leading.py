"""Where the platforms keep what an event of the parcours tells: the page, and what is handed to it."""

from __future__ import annotations

import datetime as dt

from ceis_desk.access.model import Actor
from ceis_desk.core.ids import Id
from ceis_desk.parcours.model import Event, EventKind
from ceis_desk.ui.shell.pages import ROUTES, page_of

_ROUTES = {
    EventKind.APPOINTMENT: "agenda",
    EventKind.SESSION: "workshops",
    EventKind.GROUP: "employment-group",
    EventKind.CONTRACT: "employment",
    EventKind.HELP: "digital",
    EventKind.POST: "digital",
    EventKind.PROCEDURE: "digital",
    EventKind.CASE: "budget",
    EventKind.HEALTH: "health",
    EventKind.PROJECT: "projects",
}
_OF_PERSON = frozenset({EventKind.CASE, EventKind.HEALTH})
_OF_DAY = frozenset({EventKind.APPOINTMENT, EventKind.SESSION})
_OF_ROW = frozenset({EventKind.GROUP, EventKind.PROJECT})


def way_to(event: Event, person_id: Id, actor: Actor, today: dt.date) -> tuple[str, object] | None:
    """The route and its argument; None when the event has no page that the account may open."""
    route = _ROUTES.get(event.kind)
    if route is None or not page_of(ROUTES[route][0] if route in ROUTES else route).open_to(actor):
        return None
    if event.kind in _OF_PERSON:
        return route, person_id
    if event.kind in _OF_DAY:
        return route, (event.at.date(), event.row_id)
    if event.kind in _OF_ROW:
        return route, event.row_id
    if event.kind is EventKind.CONTRACT:
        return route, _day_within(event, today)
    return route, None


def _day_within(event: Event, today: dt.date) -> dt.date:
    """The day of a contract nearest to today: its place is taken on the board of that day."""
    return max(event.at.date(), min(today, event.ends or today))
