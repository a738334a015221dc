"""Trades of the chantier and sites of the PEC: made, renamed as the same row, taken away and their contracts kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, func, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.employment.rows import contracts, places_now
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import employment
from ceis_desk.data.write import Tx
from ceis_desk.platforms.employment.gestures import PutPlace
from ceis_desk.platforms.employment.model import Place
from ceis_desk.platforms.employment.places import MOST_PLACES
from ceis_desk.platforms.employment.questions import ReadPlaces
from ceis_desk.platforms.employment.rules import occupation, troubles

LONGEST = 60
ALWAYS = dt.date(1900, 1, 1)
"""Since when a place had the seats that it had before anybody changed them."""
_TABLE, _SEATS = employment.place, employment.place_seats
_GONE = "Cette place n’est plus là. Rien n’a changé\u00a0: relisez les places."


def read_places(reader: Reader, _question: ReadPlaces) -> tuple[Place, ...]:
    """The places of this site, in their order."""
    return places_now(reader.connection)


def write_first_places(tx: Tx, places: Iterable[Place]) -> None:
    """What a new site begins with."""
    for position, one in enumerate(places):
        tx.put(_TABLE, one.id, kind=one.kind.value, name=one.name, tutor=one.tutor, places=one.places,
               position=position)  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """The row that a gesture changes, if any, and that of a place which came back under its own name."""

    row: RowMapping | None
    back: bool = False


def put_place(tx: Tx, gesture: PutPlace) -> Change:
    """Make or change a place; what no longer adds up today is said."""
    known = _find(tx, gesture)
    row_id = known.row["id"] if known.row is not None else _first_id(tx, gesture)
    if not gesture.withdrawn:
        _check(tx, gesture, row_id)
    if known.row is not None:
        tx.require_clock(_TABLE, row_id, None if known.back else gesture.clock)
    values: dict[str, Any] = {
        "name": gesture.name.strip(),
        "tutor": gesture.tutor.strip(),
        "places": gesture.places,
        "withdrawn": gesture.withdrawn,
    }
    if known.row is None:
        last = tx.connection.execute(select(func.coalesce(func.max(_TABLE.c.position), -1))).scalar_one()
        tx.put(_TABLE, row_id, kind=gesture.kind.value, position=last + 1, **values)
    else:
        tx.put(_TABLE, row_id, kind=known.row["kind"], **values)
    _remember(tx, row_id, known.row, gesture)
    old = values | {"withdrawn": True} if known.row is None else {name: known.row[name] for name in values}
    undo = PutPlace(gesture.kind, **old, id=row_id, clock=tx.stamp()[0])
    said = _said(gesture, known) + _troubles(tx, row_id)
    return Change(subjects=frozenset({Subject("employment", row_id)}), said=said, undo=undo, made=(row_id,))


def _remember(tx: Tx, row_id: Id, before: RowMapping | None, gesture: PutPlace) -> None:
    """Keep from which day there are so many seats: a mean of past days counts those that were there."""
    after = 0 if gesture.withdrawn else gesture.places
    if before is not None:
        was = 0 if before["withdrawn"] else before["places"]
        if was == after:
            return
        if tx.connection.execute(select(_SEATS.c.id).where(_SEATS.c.place_id == row_id)).first() is None:
            _tell(tx, row_id, ALWAYS, was)
    _tell(tx, row_id, tx.today, after)


def _tell(tx: Tx, row_id: Id, day: dt.date, places: int) -> None:
    seats_id = code_id("place_seats", row_id, day.isoformat())
    tx.put(_SEATS, seats_id, place_id=row_id, from_day=day, places=places)


def _find(tx: Tx, gesture: PutPlace) -> _Known:
    rows = tx.connection.execute(select(_TABLE).where(_TABLE.c.kind == gesture.kind.value)).mappings().all()
    if gesture.id is not None:
        row = next((one for one in rows if one["id"] == gesture.id), None)
        if row is None:
            raise Refusal(_GONE)
        return _Known(row)
    gone = next((one for one in rows if one["withdrawn"] and fold(one["name"]) == fold(gesture.name)), None)
    return _Known(gone, back=gone is not None)


def _first_id(tx: Tx, gesture: PutPlace) -> Id:
    """Two desks that add one name apart add one place; a place that was renamed since keeps its id."""
    wanted = code_id("place", gesture.kind.value, fold(gesture.name))
    taken = tx.connection.execute(select(_TABLE.c.id).where(_TABLE.c.id == wanted)).first()
    return new_id() if taken is not None else wanted


def _check(tx: Tx, gesture: PutPlace, row_id: Id) -> None:
    name = gesture.name.strip()
    for text in (name, gesture.tutor):
        refuse_nir(text)
    if not name or max(len(name), len(gesture.tutor.strip())) > LONGEST:
        message = f"Le nom d’une place a de 1 à {LONGEST} signes. Rien n’a été enregistré\u00a0: corrigez-le."
        raise Refusal(message)
    if not 0 <= gesture.places <= MOST_PLACES:
        message = (
            f"Il y a de 0 à {MOST_PLACES} places sous un nom. Rien n’a été enregistré\u00a0: corrigez leur nombre."
        )
        raise Refusal(message)
    same = [one for one in places_now(tx.connection) if one.kind is gesture.kind and one.id != row_id]
    if fold(name) in {fold(one.name) for one in same}:
        message = f"«\u00a0{name}\u00a0» est déjà dans la liste. Rien n’a été enregistré\u00a0: donnez un autre nom."
        raise Refusal(message)


def _said(gesture: PutPlace, known: _Known) -> str:
    name, former = gesture.name.strip(), known.row["name"] if known.row is not None else ""
    if gesture.withdrawn:
        return f"«\u00a0{name}\u00a0» retiré de la liste des places. Ses contrats restent."
    if former and former != name:
        return f"«\u00a0{former}\u00a0» s’appelle maintenant «\u00a0{name}\u00a0». Ses contrats n’ont pas changé."
    return f"«\u00a0{name}\u00a0» enregistré."


def _troubles(tx: Tx, row_id: Id) -> str:
    """What does not add up today in this place, in words."""
    here = contracts(tx.connection, employment.contract.c.place_id == row_id, named=False)
    places = [one for one in places_now(tx.connection) if one.id == row_id]
    return "".join(f" {one}" for one in troubles(occupation(places, here, tx.today), tx.today))
