"""Where this desk and the others stand, from what is kept of their files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.doubles import count_double_bookings
from ceis_desk.data.exchange import peers
from ceis_desk.data.exchange.collect import count_lacking, own_vector
from ceis_desk.data.exchange.crossed import count_crossed
from ceis_desk.data.exchange.desk_keys import recipient_of
from ceis_desk.data.exchange.own import read_own
from ceis_desk.data.exchange.peers import Peer
from ceis_desk.data.exchange.words import fingerprint
from ceis_desk.data.keys.envelope import sign_public
from ceis_desk.data.lookalikes import count_pairs
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import exchange, house
from ceis_desk.exchange.model import DeskLine, DeskState, ExchangeStatus, RefusedFile
from ceis_desk.exchange.questions import ReadExchange
from ceis_desk.exchange.rules import Vector, erasures_in, missing_words

SILENT_AFTER_DAYS = 3


def read_exchange(reader: Reader, _: ReadExchange) -> ExchangeStatus:
    """The exchange in a glance."""
    connection = reader.connection
    own = read_own(connection)
    known = peers.read_peers(connection, own.desk_id, reader.anchor)
    have = own_vector(connection)
    roles = reader.actor.roles
    # Who was in at a desk is the journal's to tell, the marks of others are for those who link desks. Names stay: they
    # say whence a thing came. So does this desk's mark: whoever is here reads it out to the one who compares.
    agents = _agents(connection) if may(roles, Thing.JOURNAL, Level.READ) else {}
    lines = [_line(connection, peer, have, agents, reader.today) for peer in known]
    own_line = _own_line(connection, own.desk_id, lines, agents, own.exchanged_at)
    if not may(roles, Thing.ACCOUNTS, Level.READ):
        lines = [replace(line, mark="") for line in lines]
    received = [peer.received_at for peer in known if peer.received_at is not None]
    refused = connection.execute(select(exchange.refused)).all()
    return ExchangeStatus(
        folder=Path(own.folder) if own.folder else None,
        folder_there=own.folder_there,
        last_at=max([*received, *([own.exchanged_at] if own.exchanged_at else [])], default=None),
        desks=(own_line, *lines),
        refused=tuple(RefusedFile(row.name, row.sentence, erasures_in(row.sentence)) for row in refused),
        doubles=count_pairs(connection),
        crossed=count_crossed(reader),
        slots=count_double_bookings(connection, reader.today),
        unsent=0 if own.folder or not peers.linked(known) else count_lacking(connection, have, _sent(own, have)),
    )


def _sent(own: Row[*tuple[Any, ...]], have: Vector) -> Vector:
    """What the last file of this desk, or those of the others, already say."""
    return {**have, own.origin: min(own.sent, have.get(own.origin, 0))}


def missing_desks(reader: Reader, last: dt.date) -> tuple[str, ...]:
    """The linked desks whose word does not cover a period that ends on `last`, in words: figures are provisional."""
    own, today = read_own(reader.connection), reader.today
    wanted = min(last, today)
    words = []
    for peer in peers.linked(peers.read_peers(reader.connection, own.desk_id, reader.anchor)):
        if peer.received_at is None:
            words.append(f"poste {peer.name} jamais reçu")
        elif peer.received_at.date() < wanted:
            days = (today - peer.received_at.date()).days
            words.append(f"poste {peer.name} non reçu depuis {days} jour{'s' if days > 1 else ''}")
    return tuple(words)


def _line(connection: Connection, peer: Peer, have: Vector, agents: dict[Id, str], today: dt.date) -> DeskLine:
    to_send = 0 if peer.revoked or peer.to_check else count_lacking(connection, have, peer.vector)
    silent = 0 if peer.received_at is None else (today - peer.received_at.date()).days
    missing = missing_words(peer.missing + 1, peer.name) if peer.missing else ""
    if peer.revoked:
        state = DeskState.REVOKED
    elif peer.to_check:
        state = DeskState.TO_CHECK
    elif missing:
        state = DeskState.MISSING
    elif silent >= SILENT_AFTER_DAYS:
        state = DeskState.SILENT
    else:
        state = DeskState.TO_SEND if to_send else DeskState.UP_TO_DATE
    return DeskLine(
        id=peer.id,
        name=peer.name,
        own=False,
        agent=agents.get(peer.id, ""),
        state=state,
        to_send=to_send,
        sent_at=peer.sent_at,
        received_at=peer.received_at,
        missing=missing,
        silent_days=silent,
        mark=_mark(peer.sign_public, peer.recipient) if peer.sign_public else "",
    )


def _own_line(
    connection: Connection, own_id: Id, others: list[DeskLine], agents: dict[Id, str], sent_at: dt.datetime | None
) -> DeskLine:
    to_send = max((line.to_send for line in others), default=0)
    own = read_own(connection)
    return DeskLine(
        id=own_id,
        name=peers.desk_name(connection, own_id),
        own=True,
        agent=agents.get(own_id, ""),
        state=DeskState.TO_SEND if to_send else DeskState.UP_TO_DATE,
        to_send=to_send,
        sent_at=sent_at,
        received_at=None,
        missing="",
        silent_days=0,
        mark=_mark(sign_public(own.sign_private), recipient_of(own.identity)),
    )


def _agents(connection: Connection) -> dict[Id, str]:
    """Whoever signed in last at each desk."""
    journal, number, account = house.journal, house.desk_origin, house.account
    last = (
        select(number.c.desk_id, func.max(journal.c.hlc).label("hlc"))
        .join_from(journal, number, number.c.number == journal.c.origin)
        .where(journal.c.action == "sign_in")
        .group_by(number.c.desk_id)
        .subquery()
    )
    rows = connection.execute(
        select(last.c.desk_id, account.c.name)
        .join_from(last, journal, journal.c.hlc == last.c.hlc)
        .join(account, account.c.id == journal.c.account_id)
        .where(journal.c.action == "sign_in")
    )
    return {row.desk_id: row.name for row in rows}


@cache
def _mark(public: bytes, recipient: str) -> str:
    # Both keys of the desk, for either one swapped would serve a forger. Dear on purpose (a forger pays it for each
    # key tried), and the same for ever: computed once a run.
    return fingerprint(public + recipient.encode())
