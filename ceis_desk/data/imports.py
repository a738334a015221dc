"""Files read aside and compared with the store, then written in small steps that can be repeated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Table, select

from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.comments import comment_place
from ceis_desk.data.house import site_value
from ceis_desk.data.identity import columns_of, read_identity
from ceis_desk.data.motifs import FIRST_DAY, add_motif, read_motifs
from ceis_desk.data.people import write_phones
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import people, reception
from ceis_desk.data.sealing import seal_for, sealing_key
from ceis_desk.data.search import index_person
from ceis_desk.data.sheets import Sheet, read_sheet
from ceis_desk.data.write import Tx
from ceis_desk.people.columns import Columns, plain
from ceis_desk.people.holes import fill_holes
from ceis_desk.people.logbook import ImportedPerson, is_people_list, read_people
from ceis_desk.people.model import Civility, Identity, Sex, Work
from ceis_desk.people.person_columns import PersonColumn
from ceis_desk.people.sameness import PersonKey, near_pairs, person_key
from ceis_desk.reception.gestures import SetMotif
from ceis_desk.reception.importing import EndImport, HeaderCell, Kind, Prepared, PrepareImport, WriteImported, moment
from ceis_desk.reception.logbook import ImportedVisit, Logbook, is_logbook, read_logbook
from ceis_desk.reception.logbook_people import people_of
from ceis_desk.reception.rules import snapshot
from ceis_desk.reception.visit_columns import VisitColumn

_SAMPLES = 3


def prepare_import(reader: Reader, question: PrepareImport) -> Prepared:
    """Read the file on the figures lane: nothing is written, and the writer is never held."""
    return _prepare_visits(reader, question) if question.kind is Kind.VISITS else _prepare_people(reader, question)


def _prepare_visits(reader: Reader, question: PrepareImport) -> Prepared:
    sheet = read_sheet(question.path, wanted=is_logbook if not question.chosen else bool)
    chosen = {index: VisitColumn(code) if code else None for index, code in question.chosen.items()}
    labels = [motif.label for motif in read_motifs(reader.connection, reader.today, closed_too=True)]
    book = read_logbook(sheet.rows, labels, reader.today, chosen)
    ids = [visit_id(visit) for visit in book.visits]
    there = set(_existing(reader.connection, reception.visit, ids))
    keys = tuple(dict.fromkeys(visit.key for visit in book.visits if visit.key is not None))
    known, found = _match(reader.connection, keys)
    new = frozenset(key for key in keys if key not in known)
    fresh_visits = [visit for visit, one in zip(book.visits, ids, strict=True) if one not in there]
    return Prepared(
        kind=Kind.VISITS,
        sheet=sheet.name,
        notes=sheet.notes,
        header=_header(sheet, book.columns),
        choices=tuple((column.value, column.label) for column in VisitColumn),
        rows=len(book.visits) + len(book.bad),
        visits=book.visits,
        people=(),
        already=len(there),
        person_ids=found,
        new_people=new,
        newcomers=_newcomers(book, new),
        anonymous=sum(visit.key is None for visit in fresh_visits),
        new_motifs=book.unknown_motifs,
        near=_near(known, found, keys),
        bad=book.bad,
        remarks=book.remarks,
    )


def _prepare_people(reader: Reader, question: PrepareImport) -> Prepared:
    sheet = read_sheet(question.path, wanted=is_people_list if not question.chosen else bool)
    chosen = {index: PersonColumn(code) if code else None for index, code in question.chosen.items()}
    listed = read_people(sheet.rows, reader.today, chosen)
    keys = tuple(dict.fromkeys(person.key for person in listed.people))
    known, found = _match(reader.connection, keys)
    return Prepared(
        kind=Kind.PEOPLE,
        sheet=sheet.name,
        notes=sheet.notes,
        header=_header(sheet, listed.columns),
        choices=tuple((column.value, column.label) for column in PersonColumn),
        rows=len(listed.people) + len(listed.bad),
        visits=(),
        people=listed.people,
        already=sum(person.key in known for person in listed.people),
        person_ids=found,
        new_people=frozenset(key for key in keys if key not in known),
        newcomers={},
        anonymous=0,
        new_motifs={},
        near=_near(known, found, keys),
        bad=listed.bad,
        remarks=listed.remarks,
    )


def _header(sheet: Sheet, columns: Columns[Any]) -> tuple[HeaderCell, ...]:
    heads = sheet.rows[columns.header_line - 1]
    below = sheet.rows[columns.first_line - 1 : columns.first_line - 1 + _SAMPLES]
    cells = []
    for index in range(columns.width):
        sample = tuple(plain(row[index]) for row in below if index < len(row))
        header = plain(heads[index]) if index < len(heads) else ""
        field = columns.named[index].value if index in columns.named else ""
        cells.append(HeaderCell(index, header, sample, field))
    return tuple(cells)


def visit_id(visit: ImportedVisit) -> Id:
    """The same row of the same logbook is the same visit, on any desk."""
    return code_id("import_visit", visit.digest)


def _existing(connection: Connection, table: Any, ids: list[Id]) -> Iterable[Id]:
    for start in range(0, len(ids), 500):
        yield from connection.execute(select(table.c.id).where(table.c.id.in_(ids[start : start + 500]))).scalars()


def _match(connection: Connection, keys: tuple[PersonKey, ...]) -> tuple[dict[PersonKey, Id], dict[PersonKey, Id]]:
    """Every person of the store by key, the oldest record first, and the record of each person of the file."""
    table = people.person
    rows = connection.execute(
        select(table.c.id, table.c.used_name, table.c.first_name, table.c.birth_date, table.c.birth_year)
        .where(~table.c.withdrawn)
        .order_by(table.c.id)
    )
    known: dict[PersonKey, Id] = {}
    for row in rows:
        own = person_key(row.used_name, row.first_name, row.birth_date or row.birth_year)
        if own is not None:
            known.setdefault(own, row.id)
    found = {one: known.get(one) or code_id("import_person", one.family, one.first, one.birth) for one in keys}
    return known, found


def _near(
    known: Mapping[PersonKey, Id], found: Mapping[PersonKey, Id], keys: tuple[PersonKey, ...]
) -> tuple[tuple[Id, Id, str], ...]:
    """Near matches that the file brings: at least one of the two is new to the store."""
    ids = {**known, **found}
    new = {one for one in keys if one not in known}
    pairs = near_pairs((*keys, *known))
    return tuple((ids[p.first], ids[p.second], p.reason) for p in pairs if p.first in new or p.second in new)


def write_imported(tx: Tx, gesture: WriteImported) -> Change:
    """Write one step; what is there already stays as it is."""
    if gesture.prepared.kind is Kind.VISITS:
        _write_visits(tx, gesture)
    else:
        _write_people(tx, gesture)
    return Change(subjects=frozenset({Subject("person"), Subject("visit"), Subject("motif")}))


def _write_visits(tx: Tx, gesture: WriteImported) -> None:
    prepared = gesture.prepared
    chosen = prepared.visits[gesture.first : gesture.last]
    there = set(_existing(tx.connection, reception.visit, [visit_id(visit) for visit in chosen]))
    visits = [visit for visit in chosen if visit_id(visit) not in there]
    _write_new_people(tx, prepared, visits)
    tx.put_many(reception.visit, [_visit_row(tx, prepared, visit) for visit in visits])
    motif_ids = _motif_ids(tx, visits)
    tx.put_many(
        reception.visit_motif,
        [
            {
                "id": code_id("visit_motif", visit_id(visit), motif_ids[label]),
                "visit_id": visit_id(visit),
                "motif_id": motif_ids[label],
                "position": position,
            }
            for visit in visits
            for position, label in enumerate(visit.motifs)
        ],
    )
    told = ((visit_id(visit), _words(visit.comment, visit.extra)) for visit in visits)
    _write_comments(tx, reception.visit_comment, told)


def _write_new_people(tx: Tx, prepared: Prepared, visits: list[ImportedVisit]) -> None:
    keys = [visit.key for visit in visits if visit.key is not None]
    wanted = {one: prepared.person_ids[one] for one in keys if one in prepared.new_people}
    there = set(_existing(tx.connection, people.person, list(wanted.values())))
    for one, person_id in wanted.items():
        if person_id not in there:
            identity, since = prepared.newcomers[one]
            _write_person(tx, person_id, identity, since)


def _newcomers(book: Logbook, new: frozenset[PersonKey]) -> dict[PersonKey, tuple[Identity, dt.date]]:
    """What all the rows of a new person say of her, and her first day."""
    return {
        person.key: (replace(person.identity, sex=_SEX[person.identity.civility]), person.visits[0].day)
        for person in people_of(book.visits)
        if person.key in new
    }


_SEX = {Civility.MME: Sex.FEMALE, Civility.M: Sex.MALE, Civility.NONE: Sex.NOT_SAID}


def _write_person(tx: Tx, person_id: Id, identity: Identity, since: dt.date) -> None:
    tx.put(
        people.person,
        person_id,
        **columns_of(identity),
        known_since=since,
        created_at=tx.now,
        created_by=tx.actor.account_id,
        withdrawn=False,
    )
    write_phones(tx, person_id, identity.phones)
    index_person(tx.connection, person_id)


def _visit_row(tx: Tx, prepared: Prepared, visit: ImportedVisit) -> dict[str, Any]:
    at = moment(visit)
    own = visit_id(visit)
    # Age and district are those that the row gives: as of that day, whatever the record becomes.
    birth = visit.birth
    said = Identity(
        birth_date=birth if isinstance(birth, dt.date) else None,
        birth_year=birth if isinstance(birth, int) else None,
        sex=_SEX[visit.civility],
        district=visit.district,
        qpv=visit.qpv,
    )
    snap = asdict(snapshot(said, Work.UNKNOWN, visit.day))
    return {
        "id": own,
        "at": at,
        "day": visit.day,
        "timed": visit.time is not None,
        "person_id": prepared.person_ids[visit.key] if visit.key else None,
        "given_name": visit.given_name,
        "arrival_id": own,
        "gone_at": at,
        "recorded_by": tx.actor.account_id,
        **snap,
    }


def _motif_ids(tx: Tx, visits: list[ImportedVisit]) -> dict[str, Id]:
    known = {motif.label: motif.id for motif in read_motifs(tx.connection, tx.today, closed_too=True)}
    for label in dict.fromkeys(label for visit in visits for label in visit.motifs):
        if label not in known:
            known[label] = add_motif(tx, SetMotif(label, "reception", 0, "dots"), FIRST_DAY)
    return known


def _write_comments(tx: Tx, table: Table[Any], told: Iterable[tuple[Id, str]]) -> None:
    said = [(row_id, words) for row_id, words in told if words]
    if not said:
        return
    group_key = sealing_key(tx, Group.PROFESSIONALS, bytes.fromhex(site_value(tx.connection, "recovery_public", "")))
    tx.put_many(
        table,
        [{"id": row_id, "sealed": seal_for(group_key, words, comment_place(table, row_id))} for row_id, words in said],
    )


def _words(comment: str, extra: Mapping[str, str]) -> str:
    """The comment, then the text of the columns that no rule knows: nothing of the file is lost."""
    others = (f"{header} : {text}" for header, text in extra.items() if text)
    return "\n".join(part for part in (comment, *others) if part)


def _write_people(tx: Tx, gesture: WriteImported) -> None:
    prepared = gesture.prepared
    chosen = prepared.people[gesture.first : gesture.last]
    for person in chosen:
        _write_listed(tx, prepared, person)
    told = ((prepared.person_ids[one.key], _words(one.comment, one.extra)) for one in chosen)
    _write_comments(tx, people.person_comment, told)


def _write_listed(tx: Tx, prepared: Prepared, person: ImportedPerson) -> None:
    person_id = prepared.person_ids[person.key]
    before = read_identity(tx.connection, person_id)
    if before is None:
        _write_person(tx, person_id, person.identity, tx.today)
    else:
        filled = fill_holes(before, person.identity)
        if filled != before:
            tx.change(people.person, person_id, **columns_of(filled))
            write_phones(tx, person_id, filled.phones)
            index_person(tx.connection, person_id)
    if person.work is not Work.UNKNOWN:
        tx.put_many(people.person_work, [{"id": person_id, "work": person.work.value}])


def end_import(tx: Tx, gesture: EndImport) -> Change:
    """Put near pairs where someone will look; a pair already decided keeps its answer."""
    tx.put_many(
        people.person_pair,
        [
            {"id": code_id("pair", *sorted(pair)), "first_id": min(pair), "second_id": max(pair), "verdict": "check"}
            for *pair, _ in gesture.prepared.near
        ],
    )
    tx.note("import")
    return Change(subjects=frozenset({Subject("pair")}), said="Import terminé.")
