"""Files of structures compared with the directory, then written in one transaction that one gesture takes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from ceis_desk.core.amounts import write_count
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.partners.cards import columns_of, read_partners
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import partners
from ceis_desk.data.sheets import Sheet, read_sheet
from ceis_desk.data.write import Tx
from ceis_desk.partners.columns import PartnerColumn
from ceis_desk.partners.gestures import WithdrawPartners
from ceis_desk.partners.importing import (
    MOST_ROWS,
    FileColumn,
    ImportPartners,
    PreparedPartners,
    PreparePartners,
    Twin,
    row_key,
)
from ceis_desk.partners.structures import ImportedPartner, Structures, is_structures, likenesses, read_structures
from ceis_desk.people.columns import plain

_TABLE = partners.partner
_SAMPLES = 3


def prepare_partners(reader: Reader, question: PreparePartners) -> PreparedPartners:
    """Read the file on the figures lane and tell what is new from what is there; nothing is written."""
    sheet = read_sheet(question.path, wanted=is_structures if not question.chosen else bool)
    chosen = {index: PartnerColumn(code) if code else None for index, code in question.chosen.items()}
    read = read_structures(sheet.rows, chosen)
    if len(read.partners) > MOST_ROWS:
        message = (
            f"Ce fichier a plus de {write_count(MOST_ROWS)} structures. Rien n’a été importé\u00a0: "
            "gardez-en un département, puis recommencez."
        )
        raise Refusal(message)
    fresh, twins = told_apart(reader.connection, read.partners)
    return PreparedPartners(
        sheet=sheet.name,
        notes=sheet.notes,
        header=_header(sheet, read),
        choices=tuple((column.value, column.label) for column in PartnerColumn),
        rows=len(read.partners) + len(read.bad),
        partners=fresh,
        twins=twins,
        bad=read.bad,
        remarks=read.remarks,
    )


def told_apart(
    connection: Connection, rows: Iterable[ImportedPartner]
) -> tuple[tuple[ImportedPartner, ...], tuple[Twin, ...]]:
    """The rows that are new, and those that are a structure of the directory or an earlier row."""
    known: dict[str, str] = {}
    made: dict[Id, str] = {}
    for partner in read_partners(connection):
        made[partner.id] = partner.card.name
        known |= {key: partner.card.name for key, _reason in likenesses(partner.card)}
    fresh: list[ImportedPartner] = []
    twins: list[Twin] = []
    for row in rows:
        own = likenesses(row.card)
        twin = next(((known[key], reason) for key, reason in own if key in known), None)
        if twin is None and (former := made.get(_id_of(row))) is not None:
            twin = (former, "déjà reprise, changée depuis")
        if twin is None:
            fresh.append(row)
            known |= {key: row.card.name for key, _reason in own}
        else:
            twins.append(Twin(row.line, row.card.name, *twin))
    return tuple(fresh), tuple(twins)


def _id_of(row: ImportedPartner) -> Id:
    """The same row of the same file is the same structure, on any desk."""
    return code_id("import_partner", row_key(row))


def _header(sheet: Sheet, read: Structures) -> tuple[FileColumn, ...]:
    columns = read.columns
    heads = sheet.rows[columns.header_line - 1]
    below = sheet.rows[columns.first_line - 1 : columns.first_line - 1 + _SAMPLES]
    return tuple(
        FileColumn(
            index,
            plain(heads[index]) if index < len(heads) else "",
            tuple(plain(row[index]) for row in below if index < len(row)),
            columns.named[index].value if index in columns.named else "",
        )
        for index in range(columns.width)
    )


def import_partners(tx: Tx, gesture: ImportPartners) -> Change:
    """Write what is still new; the same row is the same structure on any desk."""
    fresh, _twins = told_apart(tx.connection, gesture.prepared.partners)
    ids = {_id_of(row): row for row in fresh}
    if not ids:
        return Change(said="Ces structures sont déjà dans l’annuaire. Rien n’a changé.")
    _write(tx, ids)
    tx.note("import")
    count = len(ids)
    several = "s" if count > 1 else ""
    return Change(
        subjects=frozenset({Subject("partner")}),
        said=f"{write_count(count)} partenaire{several} ajouté{several} à l’annuaire.",
        undo=WithdrawPartners(tuple(ids), clocks=(tx.stamp()[0],) * count),
        made=tuple(ids),
    )


def _write(tx: Tx, rows: Mapping[Id, ImportedPartner]) -> None:
    """New rows in bulk; what an earlier import wrote and was taken out comes back as the file now says it."""
    there = set(tx.connection.execute(select(_TABLE.c.id).where(_TABLE.c.withdrawn)).scalars())
    tx.put_many(
        _TABLE,
        [{"id": one, **columns_of(row.card), "withdrawn": False} for one, row in rows.items() if one not in there],
    )
    for one in there & set(rows):
        tx.require_clock(_TABLE, one, None)
        tx.change(_TABLE, one, **columns_of(rows[one].card), withdrawn=False)
