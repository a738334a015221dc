"""A new desk joins a site: an invitation under a phrase, an answer under the same phrase, then ordinary exchanges.

The invitation carries what a desk needs to be one of the site at once (its settings, motifs, accounts and desks), and
no person: those come with the first exchange. The answer carries the new desk and its first account.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgpack
from sqlalchemy import Connection, Table, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.accounts import find_account
from ceis_desk.data.exchange import peers
from ceis_desk.data.exchange.absorb import Foreign, merge_frames
from ceis_desk.data.exchange.collect import HOUSE, read_cells, whole_row
from ceis_desk.data.exchange.frames import Kind, Rows, decode
from ceis_desk.data.exchange.limits import ROWS_A_FRAME, Wrong
from ceis_desk.data.exchange.own import read_own
from ceis_desk.data.exchange.phrase import open_with_phrase, seal_with_phrase
from ceis_desk.data.exchange.tables import BY_NAME
from ceis_desk.data.exchange.words import draw_phrase
from ceis_desk.data.founding import FIRST_ROLES
from ceis_desk.data.house import site_value
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.endorsement import Bearer, Standing
from ceis_desk.data.keys.envelope import KEY_BYTES
from ceis_desk.data.schema import SCHEMA_VERSION, house
from ceis_desk.data.sealing import share_keys
from ceis_desk.data.trust import endorse_account, endorse_desk, read_trust, trust_of
from ceis_desk.data.write import Tx

INVITED = HOUSE
ANSWERED = ("desk", "desk_origin", "account", "account_role", "credential")
_FORMAT = 2
_ALREADY = (
    "Ce poste est déjà relié, ou l’a été. Rien n’a changé\u00a0: pour un poste neuf, faites une autre invitation."
)
_INVITATION, _ANSWER = "invitation", "answer"


class NotThat(Refusal):
    """The file opens with the phrase and is not the one asked for."""

    def __init__(self, wanted: str) -> None:
        words = {
            _INVITATION: "une invitation. Rien n’a été créé\u00a0: demandez le fichier d’invitation au premier poste.",
            _ANSWER: "une réponse. Rien n’a changé\u00a0: prenez le fichier que le nouveau poste a écrit.",
        }
        super().__init__(f"Ce fichier n’est pas {words[wanted]}")


class OtherVersion(Refusal):
    """The two programs are not of the same version."""

    def __init__(self) -> None:
        super().__init__(
            "Ce fichier vient d’une version plus récente de CEIS Desk. Rien n’a changé\u00a0: mettez ce poste à jour.",
        )


@dataclass(frozen=True)
class Invitation:
    """What an invitation says: the site’s names, whom to believe in it, and the rows of its house."""

    structure: str
    place: str
    anchor: Anchor
    logins: frozenset[str]
    desks: frozenset[str]
    frames: tuple[Rows, ...] = field(repr=False)


def write_invitation(connection: Connection, anchor: Anchor, path: Path, phrase: str) -> str:
    """Write the invitation and give its phrase, drawn unless one is given; raises Refusal."""
    phrase = phrase or draw_phrase()
    content = {
        "kind": _INVITATION,
        "format": _FORMAT,
        "schema": SCHEMA_VERSION,
        "structure": site_value(connection, "structure", ""),
        "place": site_value(connection, "place", ""),
        "recovery": anchor.recovery,
        "root": anchor.root,
        "origin": anchor.origin,
        "tables": _packed(_rows(connection, INVITED)),
    }
    seal_with_phrase(path, msgpack.packb(content), phrase)
    return phrase


def read_invitation(path: Path, phrase: str) -> Invitation:
    """What an invitation says; raises Refusal."""
    content = _content(path, phrase, _INVITATION)
    try:
        frames = _unpacked(content["tables"], INVITED)
        return Invitation(
            structure=content["structure"],
            place=content["place"],
            anchor=_anchor(content["recovery"], content["root"], content.get("origin", b"")),
            logins=_texts(frames, "account", "login"),
            desks=_texts(frames, "desk", "name"),
            frames=frames,
        )
    except (KeyError, TypeError, ValueError, Wrong) as failure:
        raise NotThat(_INVITATION) from failure


def _anchor(recovery: bytes, root: bytes, origin: bytes) -> Anchor:
    if not (len(recovery) == len(root) == KEY_BYTES and len(origin) in (0, KEY_BYTES)):
        raise ValueError("not the keys of a site")
    return Anchor(recovery, root, origin=origin)


def take_invitation(tx: Tx, invitation: Invitation) -> None:
    """Bring the rows of the site's house into a new store."""
    merge_frames(tx, iter(invitation.frames), {}, {})


def write_answer(connection: Connection, anchor: Anchor, path: Path, phrase: str) -> None:
    """Write what the new desk is, and its first account; raises Refusal."""
    own = read_own(connection)
    content = {
        "kind": _ANSWER,
        "format": _FORMAT,
        "schema": SCHEMA_VERSION,
        "site": anchor.site,
        "desk": own.desk_id.bytes,
        "tables": _packed(_rows(connection, ANSWERED, own.desk_id)),
    }
    seal_with_phrase(path, msgpack.packb(content), phrase)


def waits_for_its_site(connection: Connection, anchor: Anchor) -> bool:
    """Whether nobody of the site has accepted this desk yet."""
    return read_trust(connection, anchor).of(Bearer.DESK, read_own(connection).desk_id) is None


def take_answer(tx: Tx, path: Path, phrase: str) -> Change:
    """Take in a desk that joined and endorse it with its first account; raises Foreign or another Refusal."""
    content = _content(path, phrase, _ANSWER)
    try:
        site, desk_id = content["site"], _id(content["desk"])
        frames = _unpacked(content["tables"], ANSWERED)
        account_id = _newcomer(frames, desk_id)
    except (KeyError, TypeError, ValueError, Wrong) as failure:
        raise NotThat(_ANSWER) from failure
    if site != tx.anchor.site:
        raise Foreign
    if _is_known(tx.connection, house.desk, desk_id) or _is_known(tx.connection, house.account, account_id):
        raise Refusal(_ALREADY)
    merge_frames(tx, iter(frames), {}, {})
    _welcome(tx, desk_id, account_id)
    tx.note("desk_linked", desk_id)
    name = peers.desk_name(tx.connection, desk_id)
    return Change(
        subjects=frozenset({Subject("exchange"), Subject("account")}),
        said=f"Le poste {name} est relié. Échangez avec lui pour partager les fiches.",
    )


def _id(value: object) -> Id:
    if not isinstance(value, bytes):
        raise TypeError("not an id")
    return Id(bytes=value)


def _newcomer(frames: tuple[Rows, ...], desk_id: Id) -> Id:
    """The one account of an answer; raises ValueError when it says anything but one desk and its first account."""
    rows = {name: [row for one in frames if one.table == BY_NAME[name].number for row in one.rows] for name in ANSWERED}
    (desk,), (account,), (credential,) = rows["desk"], rows["account"], rows["credential"]
    account_id = Id(bytes=account[0])
    roles = {code_id("account_role", account_id, role).bytes for role in FIRST_ROLES}
    if (desk[0], credential[0]) != (desk_id.bytes, account[0]) or {row[0] for row in rows["account_role"]} != roles:
        raise ValueError("not one desk and its first account")
    return account_id


def _is_known(connection: Connection, table: Table[Any], row_id: Id) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == row_id)).first() is not None


def _welcome(tx: Tx, desk_id: Id, account_id: Id) -> None:
    """Endorse what an answer brought, as it was sealed by the phrase; raises Denied."""
    desk = tx.connection.execute(select(house.desk).where(house.desk.c.id == desk_id)).one()
    endorse_desk(tx, desk_id, desk.sign_public, desk.recipient)
    row = tx.connection.execute(select(house.account).where(house.account.c.id == account_id)).one()
    account = find_account(tx.connection, account_id)
    keys = Standing(row.box_public, row.sign_public)
    endorse_account(tx, replace(account, roles=account.roles & FIRST_ROLES), keys)
    share_keys(tx)


def revoke(tx: Tx, desk_id: Id) -> Change:
    """Set a desk aside: nothing is sealed to it any more, nothing of it is read, and no desk takes that back."""
    if desk_id == read_own(tx.connection).desk_id:
        message = "Un poste ne s’écarte pas lui-même. Rien n’a changé\u00a0: faites-le depuis un autre poste."
        raise Refusal(message)
    row = tx.connection.execute(select(house.desk).where(house.desk.c.id == desk_id)).first()
    if row is None:
        message = "Ce poste n’est pas de ce site. Rien n’a changé\u00a0: relisez la liste des postes."
        raise Refusal(message)
    standing = trust_of(tx).of(Bearer.DESK, desk_id) or Standing(row.recipient.encode(), row.sign_public)
    endorse_desk(tx, desk_id, standing.signs, standing.seals.decode("ascii", "replace"), linked=False)
    tx.change(house.desk, desk_id, revoked_at=tx.now)
    tx.note("desk_revoked", desk_id)
    return Change(
        subjects=frozenset({Subject("exchange")}),
        said=f"Le poste {row.name} est écarté\u00a0: plus rien ne lui sera envoyé, ses fichiers ne sont plus lus.",
    )


def _content(path: Path, phrase: str, kind: str) -> dict[str, Any]:
    packed = open_with_phrase(path, phrase)
    try:
        content = msgpack.unpackb(packed)
    except (ValueError, msgpack.UnpackException) as failure:
        raise NotThat(kind) from failure
    if not isinstance(content, dict) or content.get("kind") != kind:
        raise NotThat(kind)
    if content.get("format") != _FORMAT or content.get("schema") != SCHEMA_VERSION:
        raise OtherVersion
    return content


def _rows(connection: Connection, tables: tuple[str, ...], desk_id: Id | None = None) -> Iterator[Rows]:
    """Whole tables, or what one desk made of them under its numbers, with the clocks of their cells."""
    for name in tables:
        table = BY_NAME[name]
        names = ", ".join(column.name for column in table.columns)
        where: str = ""
        given: tuple[bytes, ...] = ()
        if desk_id is not None:
            where, given = " WHERE origin IN (SELECT number FROM desk_origin WHERE desk_id = ?)", (desk_id.bytes,)
        found = connection.exec_driver_sql(f"SELECT id, hlc, origin, {names} FROM {name}{where}", given).all()
        cells = read_cells(connection, table, [row[0] for row in found]) if found else {}
        rows = [whole_row(table, tuple(row), cells) for row in found]
        columns = tuple(column.number for column in table.columns)
        for start in range(0, len(rows), ROWS_A_FRAME):
            yield Rows(table.number, columns, rows[start : start + ROWS_A_FRAME])


def _packed(frames: Iterator[Rows]) -> list[Any]:
    return [[frame.table, frame.columns, frame.rows] for frame in frames]


def _unpacked(tables: Any, allowed: tuple[str, ...]) -> tuple[Rows, ...]:
    numbers = {BY_NAME[name].number for name in allowed}
    # The same checks as for an exchange file: a phrase may be known to somebody who wrote the file by other means.
    frames = tuple(decode([int(Kind.ROWS), table, columns, rows]) for table, columns, rows in tables)
    rows = tuple(frame for frame in frames if isinstance(frame, Rows) and frame.table in numbers)
    if len(rows) != len(frames):
        raise ValueError("a table that is not of the house")
    return rows


def _texts(frames: tuple[Rows, ...], name: str, column_name: str) -> frozenset[str]:
    table = BY_NAME[name]
    number = next(column.number for column in table.columns if column.name == column_name)
    return frozenset(
        row[4 + frame.columns.index(number)] for frame in frames if frame.table == table.number for row in frame.rows
    )
