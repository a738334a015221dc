"""What the printed key opens: its own contents, and what was left to it, or to those that it took the place of.

A key that takes the place of another cannot open what was sealed before. Each account leaves it the key of its own
box, sealed, at its next sign-in; the former sheet, when it is at hand, leaves its own at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress

from sqlalchemy import Connection, select

from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.envelope import KEY_BYTES, Unreadable, box_public, open_sealed, seal
from ceis_desk.data.keys.groups import paper_holder
from ceis_desk.data.keys.ring import paper_anchor
from ceis_desk.data.schema import house
from ceis_desk.data.trust import anchored_by_paper
from ceis_desk.data.write import Tx

_SCOPE = "paper"
_FORMER = "former"


def leave_box(tx: Tx, account_id: Id, private: bytes) -> None:
    """Leave an account's box key to a paper key that took the place of another; once.

    What the account had left of a key that it has no more stays: nobody could leave that again.
    """
    row_id = _row_id(account_id.hex, box_public(private))
    if tx.anchor.origin and _left_to(tx.connection, row_id) != tx.anchor.recovery.hex():
        _leave(tx, row_id, account_id.hex, private)


def leave_former(tx: Tx, papers: Iterable[bytes]) -> None:
    """Leave the private keys of former sheets."""
    if kept := b"".join(papers):
        _leave(tx, _row_id(_FORMER, tx.anchor.recovery), _FORMER, kept)


def former_papers(connection: Connection, private: bytes) -> tuple[bytes, ...]:
    """The private keys of the sheets that this one took the place of, as far as they were left to it."""
    return tuple(key for holder, key in _left(connection, private) if holder == _FORMER)


def held_by_paper(connection: Connection, private: bytes) -> tuple[tuple[str, bytes], ...]:
    """Each private key that the paper key opens, its own first, by the name under which team keys are sealed to it."""
    anchor = anchored_by_paper(connection, private)
    left = [
        (_former_holder(key, anchor) if holder == _FORMER else holder, key)
        for holder, key in _left(connection, private)
    ]
    return ((paper_holder(anchor), private), *left)


def opened_by_paper(connection: Connection, private: bytes) -> tuple[bytes, ...]:
    """Every private key that the paper key opens, its own first."""
    return tuple(key for _, key in held_by_paper(connection, private))


def _former_holder(private: bytes, anchor: Anchor) -> str:
    former = paper_anchor(private)
    first = former.root == anchor.origin
    return paper_holder(former if first else Anchor(former.recovery, former.root, origin=anchor.origin))


def _left(connection: Connection, private: bytes) -> Iterator[tuple[str, bytes]]:
    table = house.setting
    rows = connection.execute(select(table.c.name, table.c.value).where(table.c.scope == _SCOPE)).all()
    for name, value in rows:
        # What was left to another sheet, or spoiled, hides nothing else.
        with suppress(Unreadable, ValueError, KeyError, TypeError):
            content = open_sealed(private, bytes.fromhex(json.loads(value)["sealed"]), _place(name))
            for at in range(0, len(content), KEY_BYTES):
                key = content[at : at + KEY_BYTES]
                yield name, key
                if name == _FORMER:
                    yield from _left(connection, key)


def _left_to(connection: Connection, row_id: Id) -> str:
    table = house.setting
    value = connection.execute(select(table.c.value).where(table.c.id == row_id)).scalar_one_or_none()
    with suppress(ValueError, KeyError, TypeError):
        return str(json.loads(value or "{}")["paper"])
    return ""


def _leave(tx: Tx, row_id: Id, holder: str, content: bytes) -> None:
    public = tx.anchor.recovery
    value = json.dumps({"paper": public.hex(), "sealed": seal(public, content, _place(holder)).hex()})
    tx.put(house.setting, row_id, scope=_SCOPE, name=holder, value=value)


def _row_id(holder: str, public: bytes) -> Id:
    return code_id("setting", _SCOPE, holder, public.hex())


def _place(holder: str) -> bytes:
    return f"ceis-desk paper box 1|{holder}".encode()
