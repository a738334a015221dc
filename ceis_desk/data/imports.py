"""Files read aside and compared with the store, then written in small steps that can be repeated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Table

from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.comments import comment_place
from ceis_desk.data.imported_people import (
    existing,
    give_back,
    match_people,
    row_id,
    rows_there,
    write_new,
    write_pairs,
    write_rows,
)
from ceis_desk.data.motifs import FIRST_DAY, add_motif, read_motifs
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import people, reception
from ceis_desk.data.sealing import seal_for, sealing_key
from ceis_desk.data.sheets import Sheet, read_sheet
from ceis_desk.data.write import Tx
from ceis_desk.people.columns import Columns, Remark, plain
from ceis_desk.people.logbook import ImportedPerson, is_people_list, read_people
from ceis_desk.people.model import Civility, Identity, Sex, Work
from ceis_desk.people.person_columns import PersonColumn
from ceis_desk.people.sameness import PersonKey
from ceis_desk.reception.gestures import SetMotif
from ceis_desk.reception.importing import EndImport, HeaderCell, Kind, Prepared, PrepareImport, WriteImported, moment
from ceis_desk.reception.logbook import ImportedVisit, Logbook, is_logbook, read_logbook
from ceis_desk.reception.logbook_people import people_of
from ceis_desk.reception.rules import snapshot
from ceis_desk.reception.visit_columns import VisitColumn

_SAMPLES = 3
_BACK = "La fiche de cette personne avait été retirée\u00a0: cette ligne la rétablit."
_GONE = "Cette ligne est déjà reprise et sa fiche a été retirée depuis\u00a0: elle n’est pas rétablie."
_WRITTEN = frozenset({Subject("person"), Subject("visit"), Subject("motif"), Subject("pair")})


def prepare_import(reader: Reader, question: PrepareImport) -> Prepared:
    """Read the file on the figures lane: nothing is written, and the writer is never held."""
    return _prepare_visits(reader, question) if question.kind is Kind.VISITS else _prepare_people(reader, question)


def _prepare_visits(reader: Reader, question: PrepareImport) -> Prepared:
    sheet = read_sheet(question.path, wanted=is_logbook if not question.chosen else bool)
    chosen = {index: VisitColumn(code) if code else None for index, code in question.chosen.items()}
    motifs = read_motifs(reader.connection, reader.today, closed_too=True)
    former = {motif.code: motif.label for motif in motifs}
    book = read_logbook(sheet.rows, [motif.label for motif in motifs], reader.today, chosen, former)
    ids = [visit_id(visit) for visit in book.visits]
    there = existing(reader.connection, reception.visit, ids)
    missing = [row for row, one in enumerate(ids) if one not in there]
    fresh = _first_rows((row, book.visits[row].key) for row in missing)
    match = match_people(reader.connection, fresh)
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
        person_ids=match.ids,
        new_people=match.new,
        newcomers=_newcomers(book, match.new),
        anonymous=sum(book.visits[row].key is None for row in missing),
        new_motifs=book.unknown_motifs,
        near=match.near,
        near_rows=match.near_rows,
        bad=book.bad,
        remarks=(*book.remarks, *(Remark(book.visits[fresh[one]].line, _BACK) for one in fresh if one in match.back)),
    )


def _prepare_people(reader: Reader, question: PrepareImport) -> Prepared:
    sheet = read_sheet(question.path, wanted=is_people_list if not question.chosen else bool)
    chosen = {index: PersonColumn(code) if code else None for index, code in question.chosen.items()}
    listed = read_people(sheet.rows, reader.today, chosen)
    there = rows_there(reader.connection, [row_id(person) for person in listed.people])
    fresh = _first_rows((row, one.key) for row, one in enumerate(listed.people) if row_id(one) not in there)
    match = match_people(reader.connection, fresh)
    return Prepared(
        kind=Kind.PEOPLE,
        sheet=sheet.name,
        notes=sheet.notes,
        header=_header(sheet, listed.columns),
        choices=tuple((column.value, column.label) for column in PersonColumn),
        rows=len(listed.people) + len(listed.bad),
        visits=(),
        people=listed.people,
        already=len(there),
        person_ids=match.ids,
        new_people=match.new,
        newcomers={},
        anonymous=0,
        new_motifs={},
        near=match.near,
        near_rows=match.near_rows,
        bad=listed.bad,
        remarks=(
            *listed.remarks,
            *(Remark(listed.people[fresh[one]].line, _BACK) for one in fresh if one in match.back),
            *(Remark(person.line, _GONE) for person in listed.people if there.get(row_id(person), False)),
        ),
    )


def _first_rows(keys: Iterable[tuple[int, PersonKey | None]]) -> dict[PersonKey, int]:
    """The first of these rows that tells of each person."""
    first: dict[PersonKey, int] = {}
    for row, one in keys:
        if one is not None:
            first.setdefault(one, row)
    return first


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


def write_imported(tx: Tx, gesture: WriteImported) -> Change:
    """Write one step; what is there already stays as it is."""
    prepared, first, last = gesture.prepared, gesture.first, gesture.last
    if prepared.kind is Kind.VISITS:
        written = _write_visits(tx, prepared, prepared.visits[first:last])
    else:
        written = _write_people(tx, prepared, prepared.people[first:last])
    if not written:
        return Change()
    write_pairs(tx, prepared, first, last)
    return Change(subjects=_WRITTEN)


def _write_visits(tx: Tx, prepared: Prepared, chosen: tuple[ImportedVisit, ...]) -> bool:
    told = {visit_id(visit): visit for visit in chosen}
    there = existing(tx.connection, reception.visit, list(told))
    visits = {one: visit for one, visit in told.items() if one not in there}
    keys = {visit.key for visit in visits.values() if visit.key is not None}
    write_new(tx, {prepared.person_ids[one]: prepared.newcomers[one] for one in keys if one in prepared.new_people})
    give_back(tx, [prepared.person_ids[one] for one in keys if one not in prepared.new_people])
    tx.put_many(reception.visit, [_visit_row(tx, prepared, one, visit) for one, visit in visits.items()])
    motif_ids = _motif_ids(tx, {label for visit in visits.values() for label in visit.motifs})
    tx.put_many(
        reception.visit_motif,
        [
            {
                "id": code_id("visit_motif", one, motif_ids[label]),
                "visit_id": one,
                "motif_id": motif_ids[label],
                "position": position,
            }
            for one, visit in visits.items()
            for position, label in enumerate(visit.motifs)
        ],
    )
    comments: Iterable[tuple[Id, Mapping[str, Id], str]] = (
        (one, {}, _words(visit.comment, visit.extra)) for one, visit in visits.items()
    )
    _write_comments(tx, reception.visit_comment, comments)
    return bool(visits)


def _newcomers(book: Logbook, new: frozenset[PersonKey]) -> dict[PersonKey, tuple[Identity, dt.date]]:
    """What all the rows of a new person say of her, and her first day."""
    return {
        person.key: (replace(person.identity, sex=_SEX[person.identity.civility]), person.visits[0].day)
        for person in people_of(visit for visit in book.visits if visit.key in new)
    }


_SEX = {Civility.MME: Sex.FEMALE, Civility.M: Sex.MALE, Civility.NONE: Sex.NOT_SAID}


def _visit_row(tx: Tx, prepared: Prepared, own: Id, visit: ImportedVisit) -> dict[str, Any]:
    at = moment(visit)
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


def _motif_ids(tx: Tx, labels: Iterable[str]) -> dict[str, Id]:
    """The motif of each label as it stands, renamed or closed since; one that nobody knows is added."""
    known = {motif.label: motif.id for motif in read_motifs(tx.connection, tx.today, closed_too=True)}
    return {
        label: known.get(label) or add_motif(tx, SetMotif(label, "reception", 0, "dots"), FIRST_DAY) for label in labels
    }


def _write_comments(tx: Tx, table: Table[Any], told: Iterable[tuple[Id, Mapping[str, Id], str]]) -> None:
    """Seal the words of each row, kept with its other columns."""
    said = [(row, columns, words) for row, columns, words in told if words]
    if not said:
        return
    group_key = sealing_key(tx, Group.PROFESSIONALS)
    tx.put_many(
        table,
        [
            {"id": row, **columns, "sealed": seal_for(group_key, words, comment_place(table, row))}
            for row, columns, words in said
        ],
    )


def _words(comment: str, extra: Mapping[str, str]) -> str:
    """The comment, then the text of the columns that no rule knows: nothing of the file is lost."""
    others = (f"{header} : {text}" for header, text in extra.items() if text)
    return "\n".join(part for part in (comment, *others) if part)


def _write_people(tx: Tx, prepared: Prepared, chosen: tuple[ImportedPerson, ...]) -> bool:
    there = rows_there(tx.connection, [row_id(person) for person in chosen])
    fresh = [person for person in chosen if row_id(person) not in there]
    told: dict[Id, list[ImportedPerson]] = {}
    for person in fresh:
        told.setdefault(prepared.person_ids[person.key], []).append(person)
    write_rows(tx, told)
    comments: Iterable[tuple[Id, Mapping[str, Id], str]] = (
        (code_id("person_comment", one, row.digest), {"person_id": one}, _words(row.comment, row.extra))
        for one, rows in told.items()
        for row in rows
    )
    _write_comments(tx, people.person_comment, comments)
    return bool(fresh)


def end_import(tx: Tx, _gesture: EndImport) -> Change:
    """Note the import in the journal."""
    tx.note("import")
    return Change(subjects=_WRITTEN, said="Reprise terminée.")
