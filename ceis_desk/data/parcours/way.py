"""What the page of a person shows of her parcours: the current one, the past ones, every event."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from ceis_desk.core.errors import Refusal
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.parcours.events import Asked, read_events
from ceis_desk.data.parcours.freins import local_kinds
from ceis_desk.data.parcours.restricted import restricted_of
from ceis_desk.data.parcours.rows import read_parcours
from ceis_desk.data.people import GONE, same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema.people import person
from ceis_desk.parcours.model import ParcoursState, WayOfPerson
from ceis_desk.parcours.questions import ReadWay


def read_way(reader: Reader, question: ReadWay) -> WayOfPerson:
    """The parcours of a person, of her merged records too, and her events, as far as the reader may see them.

    Raises Refusal for an id that is no person's: the id of something sealed is not given back as if it were.
    """
    known = select(person.c.id).where(person.c.id == question.person_id)
    if reader.connection.execute(known).first() is None:
        raise Refusal(GONE)
    ids, names = same_person(reader.connection, question.person_id), account_names(reader.connection)
    plain = read_parcours(reader.connection, ids, names)
    restricted = restricted_of(reader, [one.id for one in plain], names) if plain else {}
    parcours = tuple(replace(one, freins=(*one.freins, *restricted.get(one.id, ()))) for one in plain)
    current = next((one for one in reversed(parcours) if one.state is not ParcoursState.CLOSED), None)
    events = read_events(Asked(reader, ids, names), plain, local_kinds(reader.connection))
    # Two parcours may be under way once two records are united: the latest is the current one.
    past = tuple(one for one in parcours if current is None or one.id != current.id)
    return WayOfPerson(ids[0], current, past, events)
