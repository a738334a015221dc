"""Attached documents: what is said of them sealed to the team, with the key of the encrypted file beside the store."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change
from ceis_desk.data.budget.case_rows import parted_at
from ceis_desk.data.clocks import HORIZON
from ceis_desk.data.house import site_value
from ceis_desk.data.keys.envelope import Unreadable, new_key
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.notes.files import folder_of, path_of, read_file, write_file
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.notes.signing import require_thread
from ceis_desk.data.payloads import open_payload, seal_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import house
from ceis_desk.data.schema.sealed import document
from ceis_desk.data.sealing import refuse_outside
from ceis_desk.data.write import Tx
from ceis_desk.notes.gestures import AttachDocument, WithdrawDocument
from ceis_desk.notes.model import DocumentLine
from ceis_desk.notes.questions import DocumentsOf, OpenDocument

LIMIT = "document_limit_mib"
DEFAULT_LIMIT_MIB = 10
_MIB = 1 << 20
_LONGEST_NAME = 120
_KINDS = ((b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_OTHER_KIND = (
    "Ce fichier n’est ni un PDF, ni une image PNG ou JPEG. Rien n’a été ajouté\u00a0: "
    "enregistrez-le en PDF, puis recommencez."
)
GONE = "Ce document n’est plus là. Rien d’autre n’a changé\u00a0: relisez le dossier."


def attach_document(tx: Tx, gesture: AttachDocument) -> Change:
    """Keep a document: its file is written first, so that a row never names a file that is not there."""
    subjects = require_thread(tx, gesture.group, gesture.thread_id)
    media_type = kind_of(gesture.content)
    _check_size(tx.connection, gesture.content)
    document_id, key = id_at(tx.now), new_key()
    head = {
        "name": clean_name(gesture.name),
        "media": media_type,
        "size": len(gesture.content),
        "key": key.hex(),
        "day": tx.today.isoformat(),
        "by": tx.actor.account_id.hex,
        "desk": tx.actor.desk_id.hex,
    }
    sealed = seal_payload(tx, gesture.group, head, _place(document_id))
    write_file(folder_of(tx.connection), document_id, key, gesture.content)
    tx.put(
        document,
        document_id,
        thread_id=gesture.thread_id,
        group_code=gesture.group.value,
        head=sealed,
        withdrawn=False,
    )
    return Change(subjects=subjects, said="Document ajouté.", undo=WithdrawDocument(document_id), made=(document_id,))


def withdraw_document(tx: Tx, gesture: WithdrawDocument) -> Change:
    """Take a document away, or put it back; its file stays, so that this can be undone."""
    row = _row(tx.connection, gesture.document_id)
    subjects = require_thread(tx, Group(row.group_code), row.thread_id, adds=False)
    tx.require_clock(document, row.id, None)
    tx.change(document, row.id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=subjects,
        said="Document retiré." if gesture.withdrawn else "Document remis.",
        undo=WithdrawDocument(row.id, not gesture.withdrawn),
    )


def documents_of(reader: Reader, question: DocumentsOf) -> tuple[DocumentLine, ...]:
    """The documents of a thread, latest first; raises Denied to whoever is not of its team."""
    return read_documents(reader, question.group, question.thread_id)


def read_documents(reader: Reader, group: Group, thread_id: Id) -> tuple[DocumentLine, ...]:
    """The same, of a team."""
    refuse_outside(reader.keys, group)
    rows = reader.connection.execute(
        select(document)
        .where(document.c.thread_id == thread_id, document.c.group_code == group.value, ~document.c.withdrawn)
        .order_by(document.c.id.desc())
    ).all()
    if not rows:
        return ()
    folder, names = folder_of(reader.connection), account_names(reader.connection)
    desks = {row.id: row.name for row in reader.connection.execute(select(house.desk.c.id, house.desk.c.name))}
    # What was added to a common case after its separation follows it.
    closed = parted_at(reader, thread_id).get(thread_id, HORIZON) if group is Group.BUDGET else HORIZON
    lines = []
    for row in rows:
        head = _head_or_none(reader, row)
        if head is not None and row.hlc <= closed:
            lines.append(
                DocumentLine(
                    id=row.id,
                    clock=row.hlc,
                    thread_id=row.thread_id,
                    name=head["name"],
                    media_type=head["media"],
                    size=head["size"],
                    added_on=dt.date.fromisoformat(head["day"]),
                    added_by=names.get(Id(head["by"]), ""),
                    desk=desks.get(Id(head["desk"]), ""),
                    here=path_of(folder, row.id).exists(),
                )
            )
    return tuple(lines)


def open_document(reader: Reader, question: OpenDocument) -> bytes:
    """The content of a document; raises Denied to whoever is not of its team, Refusal without its file."""
    row = _row(reader.connection, question.document_id)
    refuse_outside(reader.keys, Group(row.group_code))
    head = open_payload(reader.keys, Group(row.group_code), row.head, _place(row.id))
    return read_file(folder_of(reader.connection), row.id, bytes.fromhex(head["key"]))


def kind_of(content: bytes) -> str:
    """The media type that the first bytes say; raises Refusal for any other than a PDF, a PNG or a JPEG."""
    for magic, media_type in _KINDS:
        if content.startswith(magic):
            return media_type
    raise Refusal(_OTHER_KIND)


def clean_name(name: str) -> str:
    """The name to keep: its last part, on one line, without what no file name holds; raises Refusal for a NIR."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    refuse_nir(visible)
    return visible[-_LONGEST_NAME:] or "document"


def _check_size(connection: Connection, content: bytes) -> None:
    limit = int(site_value(connection, LIMIT, DEFAULT_LIMIT_MIB))
    if len(content) > limit * _MIB:
        raise Refusal(
            f"Ce document dépasse {limit}\u00a0Mio. Rien n’a été ajouté\u00a0: enregistrez-le en plus léger, "
            "ou en plusieurs fichiers."
        )


def _row(connection: Connection, document_id: Id) -> Row[Any]:
    row = connection.execute(select(document).where(document.c.id == document_id)).first()
    if row is None:
        raise Refusal(GONE)
    return row


def _head_or_none(reader: Reader, row: Row[Any]) -> Mapping[str, Any] | None:
    try:
        return open_payload(reader.keys, Group(row.group_code), row.head, _place(row.id))
    except (Denied, Unreadable):
        return None


def _place(document_id: Id) -> Place:
    return Place(document.name, document_id, "head")
