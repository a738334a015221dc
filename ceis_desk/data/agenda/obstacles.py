"""What stands in the way of a booking, as a sentence: taken, closed, away, a room that is not free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ceis_desk.agenda.spans import lasting, meet, received, without
from ceis_desk.agenda.week import Span
from ceis_desk.core.dates import write_hour
from ceis_desk.core.errors import InTheWay, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.calendar import Calendar, Taken, read_calendar, read_taken
from ceis_desk.data.exchange.peers import desk_names
from ceis_desk.data.schema import house, local
from ceis_desk.platforms import PLATFORMS

SHORTEST, LONGEST = 5, 480
"""Minutes: less is nobody’s appointment, more than eight hours a slip."""
LAST_YEAR = 2199
"""Later is a slip of the keys, and close to where days end."""

_ANOTHER = "Rien n’a été enregistré\u00a0: choisissez un autre moment."


@dataclass(frozen=True)
class Place:
    """Where a booking would stand: when, with whom, in which room."""

    span: Span
    account_id: Id | None
    room: str


def place(starts_at: dt.datetime, minutes: int, account_id: Id | None, room: str) -> Place:
    """A sound place; raises Refusal for a length that is none, one that runs past midnight, a year that is a slip."""
    if not SHORTEST <= minutes <= LONGEST:
        message = (
            f"Une durée va de {SHORTEST} minutes à {LONGEST // 60} heures. Rien n’a été enregistré\u00a0: corrigez-la."
        )
        raise Refusal(message)
    if starts_at.year > LAST_YEAR:
        message = f"Cette date dépasse l’année {LAST_YEAR}. Rien n’a été enregistré\u00a0: corrigez-la."
        raise Refusal(message)
    span = lasting(starts_at.replace(second=0, microsecond=0), minutes)
    if (span.end - dt.timedelta(seconds=1)).date() != span.start.date():
        message = "Ce moment passe minuit. Rien n’a été enregistré\u00a0: corrigez l’heure ou la durée."
        raise Refusal(message)
    return Place(span, account_id, room.strip())


def refuse_platform(code: str) -> None:
    """Raise Refusal for a platform that there is not."""
    if all(one.code != code for one in PLATFORMS):
        message = "Cette plateforme n’existe pas. Rien n’a été enregistré\u00a0: choisissez-en une dans la liste."
        raise Refusal(message)


def professional(connection: Connection, account_id: Id, day: dt.date) -> str:
    """The name of somebody who works here on `day`; raises Refusal."""
    table = house.account
    row = connection.execute(select(table.c.name, table.c.closed_on).where(table.c.id == account_id)).first()
    if row is None or (row.closed_on is not None and row.closed_on <= day):
        message = (
            "Cette personne ne travaille pas ici ce jour-là. Rien n’a été enregistré\u00a0: choisissez-en une autre."
        )
        raise Refusal(message)
    return str(row.name)


def obstacle(connection: Connection, where: Place, but: Id | None = None) -> str:
    """Why a booking cannot stand there, without its last words; empty when it can. `but` is the row that moves."""
    day = where.span.start.date()
    calendar = read_calendar(connection, day, day)
    for one in calendar.closed(where.account_id, day):
        if meet(one.span, where.span):
            words = f" ({one.words})" if one.words else ""
            if one.account_id is None:
                return f"C’est fermé à ce moment-là{words}."
            return f"{_name(connection, one.account_id)} n’est pas libre à ce moment-là{words}."
    return taken_by(connection, where, calendar, but)


def taken_by(connection: Connection, where: Place, calendar: Calendar, but: Id | None = None) -> str:
    """The same of what is booked alone, whatever is closed."""
    day = where.span.start.date()
    for taken in read_taken(connection, day, day, but):
        if meet(taken.span, where.span):
            if where.account_id is not None and taken.account_id == where.account_id:
                return _taken(connection, taken, _name(connection, where.account_id))
            if where.room and taken.room == where.room and not calendar.is_shared(where.room):
                return f"La salle «\u00a0{where.room}\u00a0» est déjà prise {_hours(taken.span)}."
    return ""


def _taken(connection: Connection, taken: Taken, name: str) -> str:
    what = f"«\u00a0{taken.title}\u00a0»" if taken.title else "un rendez-vous"
    own = connection.execute(select(local.desk_self.c.origin)).scalar_one()
    if taken.origin != own:
        desk = desk_names(connection).get(taken.origin, "")
        by = f"par le poste «\u00a0{desk}\u00a0»" if desk else "à un autre poste"
        return f"Ce créneau vient d’être pris {by}\u00a0: {name} a {what} {_hours(taken.span)}."
    return f"Ce créneau est déjà pris\u00a0: {name} a {what} {_hours(taken.span)}."


def refuse_obstacle(connection: Connection, where: Place, but: Id | None = None, before: str = "") -> None:
    """Raise InTheWay when something stands there; `before` says which one of a series."""
    if reason := obstacle(connection, where, but):
        raise InTheWay(f"{before}{reason} {_ANOTHER}")


def refuse_taken(connection: Connection, where: Place, but: Id) -> None:
    """Raise Refusal when somebody was given that time meanwhile: what is put back may stand in a closed one."""
    day = where.span.start.date()
    if reason := taken_by(connection, where, read_calendar(connection, day, day), but):
        raise Refusal(f"{reason} {_ANOTHER}")


def is_outside_hours(calendar: Calendar, where: Place) -> bool:
    """Whether a professional who has said when she receives does not receive then."""
    if where.account_id is None:
        return False
    lines = calendar.lines_of(where.account_id)
    return bool(lines) and without((where.span,), received(lines, where.span.start.date())) != ()


def _hours(span: Span) -> str:
    return f"de {write_hour(span.start.time())} à {write_hour(span.end.time())}"


def _name(connection: Connection, account_id: Id) -> str:
    table = house.account
    return connection.execute(select(table.c.name).where(table.c.id == account_id)).scalar_one_or_none() or ""
