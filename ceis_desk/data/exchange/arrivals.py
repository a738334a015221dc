"""What came in, kept a while so that it can be told person by person: which rows, never what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.dates import write_day, write_hour
from ceis_desk.core.ids import Id
from ceis_desk.core.phones import write_phone
from ceis_desk.data.exchange.came import MOST_NAMED, Merged
from ceis_desk.data.exchange.crossed import read_crossed
from ceis_desk.data.exchange.fields import FIELDS
from ceis_desk.data.exchange.tables import BY_NAME, BY_NUMBER
from ceis_desk.data.people import canonical
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, exchange, house, people, reception
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.data.write import Tx
from ceis_desk.exchange.model import Arrival, ArrivalKind
from ceis_desk.exchange.questions import Arrivals, CrossedEdits
from ceis_desk.people.names import display_name

# A first export brings years: nobody reads them line by line.
MOST = MOST_NAMED
KEPT_DAYS = 90
TOLD = (
    *("person", "person_phone", "household_member", "visit", "appointment", "attendance", "session"),
    *("visit_comment", "person_comment", "appointment_subject", "budget_case", "budget_item", "note", "document"),
    *("restricted_frein", "own_words", "self_assessment", "share", "referral_note", "health_fact"),
    *("motif", "setting", "account", "desk"),
)

_HOUSE = {
    "motif": "motifs de l’accueil",
    "setting": "réglages du site",
    "account": "comptes",
    "desk": "postes du site",
    "session": "ateliers",
}
_SEALED = (
    *("visit_comment", "person_comment", "appointment_subject"),
    *("budget_case", "budget_item", "note", "document"),
    *("restricted_frein", "own_words", "self_assessment", "share", "referral_note", "health_fact"),
)


def keep_arrivals(tx: Tx, desk_id: Id, merged: Merged) -> None:
    """Keep which rows came with a file, and forget those of long ago."""
    table = exchange.arrival
    tx.connection.execute(delete(table).where(table.c.at < tx.now - dt.timedelta(days=KEPT_DAYS)))
    made = [(name, key, "") for name in TOLD for key in merged.fresh.get(name, ())]
    edited = [
        (name, key, ",".join(map(str, sorted(columns))))
        for name in TOLD
        for key, columns in merged.edited.get(name, {}).items()
    ]
    rows = made + edited
    if 0 < len(rows) <= MOST and not any(merged.unnamed[name] for name in TOLD):
        tx.connection.execute(
            insert(table),
            [
                {"at": tx.now, "desk_id": desk_id, "tbl": TABLES[name], "pk": key, "cols": columns}
                for name, key, columns in rows
            ],
        )


def read_arrivals(reader: Reader, question: Arrivals) -> tuple[Arrival, ...]:
    """What came in on a day, latest first, one line for a person and a file."""
    connection, table, desk = reader.connection, exchange.arrival, house.desk
    first = dt.datetime.combine(question.day, dt.time())
    rows = connection.execute(
        select(table, desk.c.name.label("desk"))
        .join_from(table, desk, desk.c.id == table.c.desk_id, isouter=True)
        .where(table.c.at >= first, table.c.at < first + dt.timedelta(days=1))
        .order_by(table.c.rank.desc())
        .limit(MOST)
    ).all()
    crossed = frozenset(
        edit.person_id for edit in (read_crossed(reader, CrossedEdits()) if _may_name(reader) else ()) if edit.person_id
    )
    found: list[Arrival] = []
    for (at, name), file in groupby(rows, key=lambda row: (row.at, row.desk or "")):
        found += _told(reader, at, name, list(file), crossed)
    return tuple(found[: question.limit])


def _may_name(reader: Reader) -> bool:
    return may(reader.actor.roles, Thing.IDENTITY, Level.READ)


def _told(
    reader: Reader, at: dt.datetime, desk: str, rows: list[Row[*tuple[Any, ...]]], crossed: frozenset[Id]
) -> Iterator[Arrival]:
    """The lines of one file: people first, then what is reserved, then the house."""
    connection = reader.connection
    lines: dict[Id, list[tuple[ArrivalKind, str]]] = {}
    house_words: dict[str, None] = {}
    sealed = 0
    for row in rows:
        name = BY_NUMBER[row.tbl].name
        if name in _SEALED:
            sealed += 1
        elif name in _HOUSE:
            house_words[_HOUSE[name]] = None
        elif (told := _about(connection, name, row)) is not None:
            person_id, kind, words = told
            lines.setdefault(person_id, []).append((kind, words))
    for person_id, said in lines.items():
        # What she came for says more than the fields that went with it.
        kind = min((kind for kind, _ in said), key=list(ArrivalKind).index)
        kind = ArrivalKind.NEW_RECORD if any(one is ArrivalKind.NEW_RECORD for one, _ in said) else kind
        words = ", ".join(dict.fromkeys(words for _, words in said))
        shown = _may_name(reader)
        yield Arrival(
            at=at,
            desk=desk,
            kind=kind,
            person_id=person_id if shown else None,
            name=_name(connection, person_id) if shown else "",
            what=words if shown else "",
            crossed=person_id in crossed,
        )
    if sealed:
        yield Arrival(at, desk, ArrivalKind.RESERVED, None, "", "", count=sealed)
    if house_words:
        yield Arrival(at, desk, ArrivalKind.HOUSE, None, "", ", ".join(house_words))


def _about(connection: Connection, name: str, row: Row[*tuple[Any, ...]]) -> tuple[Id, ArrivalKind, str] | None:
    """Whom a row is about, and in words what it says; None when it is nobody's."""
    key, made = Id(bytes=row.pk), not row.cols
    if name == "person":
        said = "fiche créée" if made else f"corrigé\u00a0: {_fields(name, row.cols)}"
        return canonical(connection, key), ArrivalKind.NEW_RECORD if made else ArrivalKind.RECORD, said
    table = {
        "person_phone": people.person_phone,
        "household_member": people.household_member,
        "visit": reception.visit,
        "appointment": agenda.appointment,
        "attendance": agenda.attendance,
    }[name]
    found = connection.execute(select(table).where(table.c.id == key)).mappings().first()
    if found is None or found["person_id"] is None:
        return None
    person_id = canonical(connection, found["person_id"])
    if name == "visit":
        return person_id, ArrivalKind.VISIT, _visit(connection, found, made=made)
    if name == "appointment":
        when = f"{write_day(found['day'])} à {write_hour(found['starts_at'].time())}"
        return person_id, ArrivalKind.APPOINTMENT, f"rendez-vous du {when}" + ("" if made else ", modifié")
    if name == "attendance":
        return person_id, ArrivalKind.SESSION, _session(connection, found["session_id"])
    if name == "person_phone":
        words = write_phone(found["number"]) if found["active"] else "retiré"
        return person_id, ArrivalKind.RECORD, f"téléphone\u00a0: {words}"
    return person_id, ArrivalKind.RECORD, "foyer"


def _fields(name: str, columns: str) -> str:
    table = BY_NAME[name]
    units = {table.units[int(number)] for number in columns.split(",")}
    labels = [FIELDS.get((name, table.by_number[unit].name), "") for unit in sorted(units)]
    return ", ".join(label[:1].lower() + label[1:] for label in labels if label) or "fiche"


def _visit(connection: Connection, found: Any, *, made: bool) -> str:
    motif, link = reception.motif, reception.visit_motif
    labels = connection.execute(
        select(motif.c.label)
        .join_from(link, motif, motif.c.id == link.c.motif_id)
        .where(link.c.visit_id == found["id"], link.c.active)
        .order_by(link.c.position)
    ).scalars()
    words = ", ".join(label[:1].lower() + label[1:] for label in labels)
    hour = f"passage à {write_hour(found['at'].time())}" if found["timed"] else "passage"
    if found["withdrawn"]:
        return f"{hour} annulé"
    return f"{hour}{', ' + words if words else ''}" + ("" if made else ", suivi")


def _session(connection: Connection, session_id: Id) -> str:
    table = agenda.session
    row = connection.execute(select(table).where(table.c.id == session_id)).first()
    return "atelier" if row is None else f"atelier «\u00a0{row.title}\u00a0» du {write_day(row.day)}"


def _name(connection: Connection, person_id: Id) -> str:
    table = people.person
    row = connection.execute(select(table).where(table.c.id == person_id)).first()
    return "" if row is None else display_name(row.civility, row.used_name, row.first_name, row.birth_name)
