"""Instructions of the day, messages between colleagues, absences: what an agent asks for first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, func, or_, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.people import left_to, refuse_erased
from ceis_desk.data.schema import house, local, people, reception
from ceis_desk.data.write import Tx
from ceis_desk.people.names import display_name
from ceis_desk.reception.gestures import MarkMessage, SetAbsence, WithdrawMessage, WriteInstruction, WriteMessage
from ceis_desk.reception.model import Absence, Colleague, Instruction, Message

_BOARD = frozenset({Subject("board")})
# Made once: an alias of each reading would stay in a cycle, and nothing collects while the window is open.
_SENDER, _ADDRESSEE, _DOER = (house.account.alias(name) for name in ("sender", "addressee", "doer"))
NO_MESSAGE = "Ce message n’est plus là. Rien d’autre n’a changé."
NOT_YOURS = "Ce message n’est pas de vous\u00a0: seule la personne qui l’a écrit peut le changer. Rien n’a changé."


def write_instruction(tx: Tx, gesture: WriteInstruction) -> Change:
    """Put up a line, change it, or take it down with an empty text."""
    refuse_nir(gesture.text)
    row_id = gesture.id or new_id()
    table = reception.instruction
    tx.require_clock(table, row_id, gesture.clock)
    old = tx.connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    tx.put(table, row_id, text=gesture.text.strip(), first=gesture.first, last=gesture.last)
    clock = tx.stamp()[0]
    undo = (
        WriteInstruction(old["text"], old["first"], old["last"], row_id, clock)
        if old
        else WriteInstruction("", gesture.first, gesture.last, row_id, clock)
    )
    said = "Consigne affichée." if gesture.text.strip() else "Consigne retirée."
    return Change(subjects=_BOARD, said=said, undo=undo, made=(row_id,))


def read_instructions(connection: Connection, first: dt.date, last: dt.date | None) -> tuple[Instruction, ...]:
    """The lines put up for these days, oldest first; `last` None means from `first` on."""
    table = reception.instruction
    query = select(table).where(table.c.text != "", table.c.last >= first).order_by(table.c.first, table.c.id)
    if last is not None:
        query = query.where(table.c.first <= last)
    return tuple(
        Instruction(row["id"], row["text"], row["first"], row["last"], row["hlc"])
        for row in connection.execute(query).mappings()
    )


def write_message(tx: Tx, gesture: WriteMessage) -> Change:
    """Leave a word to a colleague, or to everybody; its author may change it."""
    refuse_nir(gesture.text)
    if not gesture.text.strip():
        message = "Le message est vide. Rien n’a été envoyé : écrivez un mot."
        raise Refusal(message)
    refuse_erased(tx.connection, gesture.person_id)
    if gesture.id is not None:
        return _change_message(tx, gesture, gesture.id)
    row_id = new_id()
    tx.put(
        reception.message,
        row_id,
        text=gesture.text.strip(),
        from_id=tx.actor.account_id,
        to_id=gesture.to_id,
        person_id=gesture.person_id,
        written_at=tx.now,
        withdrawn=False,
    )
    undo = WithdrawMessage(row_id, clock=tx.stamp()[0])
    return Change(subjects=_BOARD, said="Message laissé.", undo=undo, made=(row_id,))


def _change_message(tx: Tx, gesture: WriteMessage, message_id: Id) -> Change:
    old = _own_message(tx, message_id, gesture.clock)
    person_id = left_to(tx.connection, old["person_id"], gesture.person_id)
    tx.change(reception.message, message_id, text=gesture.text.strip(), to_id=gesture.to_id, person_id=person_id)
    undo = WriteMessage(old["text"], old["to_id"], old["person_id"], message_id, tx.stamp()[0])
    return Change(subjects=_BOARD, said="Message changé.", undo=undo, made=(message_id,))


def mark_message(tx: Tx, gesture: MarkMessage) -> Change:
    """Tick a message as done, or not done."""
    _message(tx, gesture.message_id, gesture.clock)
    tx.change(
        reception.message,
        gesture.message_id,
        done_at=tx.now if gesture.done else None,
        done_by=tx.actor.account_id if gesture.done else None,
    )
    return Change(
        subjects=_BOARD,
        said="Message fait." if gesture.done else "Message à faire.",
        undo=MarkMessage(gesture.message_id, not gesture.done, tx.stamp()[0]),
    )


def withdraw_message(tx: Tx, gesture: WithdrawMessage) -> Change:
    """Take one's own message back, or give it back."""
    _own_message(tx, gesture.message_id, gesture.clock)
    tx.change(reception.message, gesture.message_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=_BOARD,
        said="Message retiré." if gesture.withdrawn else "Message rétabli.",
        undo=WithdrawMessage(gesture.message_id, not gesture.withdrawn, tx.stamp()[0]),
    )


def _message(tx: Tx, message_id: Id, clock: int | None) -> RowMapping:
    """A message that the account may see; a word between two others is not there for her."""
    table, me = reception.message, tx.actor.account_id
    row = tx.connection.execute(select(table).where(table.c.id == message_id)).mappings().first()
    if row is None or (row["to_id"] is not None and me not in (row["to_id"], row["from_id"])):
        raise Refusal(NO_MESSAGE)
    tx.require_clock(table, message_id, clock)
    return row


def _own_message(tx: Tx, message_id: Id, clock: int | None) -> RowMapping:
    row = _message(tx, message_id, clock)
    if row["from_id"] != tx.actor.account_id:
        raise Refusal(NOT_YOURS)
    return row


def read_messages(connection: Connection, day: dt.date, account_id: Id) -> tuple[Message, ...]:
    """Messages for everybody, to or from the account: all that are to do, and those done on `day`.

    Each names the record that stands for its person.
    """
    table, person, canon = reception.message, people.person, local.canon
    own = func.coalesce(canon.c.canonical_id, table.c.person_id)
    sender, addressee, doer = _SENDER, _ADDRESSEE, _DOER
    rows = connection.execute(
        select(
            table,
            own.label("own_id"),
            person.c.civility,
            person.c.used_name,
            person.c.first_name,
            sender.c.name.label("from_name"),
            addressee.c.name.label("to_name"),
            doer.c.name.label("done_name"),
        )
        .select_from(
            table.outerjoin(canon, canon.c.person_id == table.c.person_id)
            .outerjoin(person, person.c.id == own)
            .outerjoin(sender, sender.c.id == table.c.from_id)
            .outerjoin(addressee, addressee.c.id == table.c.to_id)
            .outerjoin(doer, doer.c.id == table.c.done_by)
        )
        .where(
            ~table.c.withdrawn,
            or_(table.c.to_id.is_(None), table.c.to_id == account_id, table.c.from_id == account_id),
            table.c.written_at < dt.datetime.combine(day + dt.timedelta(days=1), dt.time()),
            or_(table.c.done_at.is_(None), table.c.done_at >= dt.datetime.combine(day, dt.time())),
        )
        .order_by(table.c.done_at.is_not(None), table.c.written_at.desc())
    ).mappings()
    return tuple(
        Message(
            id=row["id"],
            clock=row["hlc"],
            text=row["text"],
            from_name=row["from_name"] or "",
            to_id=row["to_id"],
            to_name=row["to_name"] or "",
            person_id=row["own_id"],
            person_name=display_name(row["civility"], row["used_name"], row["first_name"]) if row["own_id"] else "",
            written_at=row["written_at"],
            done_at=row["done_at"],
            done_by=row["done_name"] or "",
        )
        for row in rows
    )


def set_absence(tx: Tx, gesture: SetAbsence) -> Change:
    """Say that someone is away, change it, or take it back."""
    refuse_nir(gesture.reason)
    if gesture.last < gesture.first:
        message = "La fin de l’absence précède son début. Rien n’a été enregistré : corrigez l’heure."
        raise Refusal(message)
    row_id = gesture.id or new_id()
    table = reception.absence
    tx.require_clock(table, row_id, gesture.clock)
    old = tx.connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    tx.put(
        table,
        row_id,
        account_id=gesture.account_id,
        first=gesture.first,
        last=gesture.last,
        reason=gesture.reason.strip(),
        withdrawn=gesture.withdrawn,
    )
    clock = tx.stamp()[0]
    undo = (
        SetAbsence(old["account_id"], old["first"], old["last"], old["reason"], row_id, old["withdrawn"], clock)
        if old
        else replace(gesture, id=row_id, withdrawn=True, clock=clock)
    )
    said = "Absence retirée." if gesture.withdrawn else "Absence notée."
    return Change(subjects=_BOARD, said=said, undo=undo, made=(row_id,))


def read_absences(connection: Connection, from_day: dt.date, last: dt.datetime | None = None) -> tuple[Absence, ...]:
    """Absences that end on `from_day` or later and begin before `last` when given."""
    table = reception.absence
    query = (
        select(table, house.account.c.name)
        .join_from(table, house.account, house.account.c.id == table.c.account_id)
        .where(~table.c.withdrawn, table.c.last >= dt.datetime.combine(from_day, dt.time()))
        .order_by(table.c.first)
    )
    if last is not None:
        query = query.where(table.c.first <= last)
    return tuple(
        Absence(row["id"], row["account_id"], row["name"], row["first"], row["last"], row["reason"], row["hlc"])
        for row in connection.execute(query).mappings()
    )


def read_colleagues(connection: Connection, day: dt.date) -> tuple[Colleague, ...]:
    """Everyone who works here on `day`, with the words of an absence if any."""
    away = {
        line.account_id: absence_words(line, day)
        for line in read_absences(connection, day, dt.datetime.combine(day, dt.time(23, 59)))
    }
    account, role = house.account, house.account_role
    rows = connection.execute(
        select(account.c.id, account.c.name, role.c.role)
        .join_from(account, role, (role.c.account_id == account.c.id) & role.c.active)
        .where(or_(account.c.closed_on.is_(None), account.c.closed_on > day))
        .order_by(account.c.name)
    )
    found: dict[Id, tuple[str, list[str]]] = {}
    for row in rows:
        found.setdefault(row.id, (row.name, []))[1].append(row.role)
    return tuple(
        Colleague(account_id, name, tuple(roles), away.get(account_id, ""))
        for account_id, (name, roles) in found.items()
    )


def absence_words(line: Absence, day: dt.date) -> str:
    """How an absence reads on `day`: all day, in the morning, in the afternoon, or between two hours."""
    noon = dt.datetime.combine(day, dt.time(12, 30))
    start, end = dt.datetime.combine(day, dt.time(9)), dt.datetime.combine(day, dt.time(17))
    if line.first <= start and line.last >= end:
        return "absent·e aujourd’hui" if line.last.date() == day else f"absent·e jusqu’au {line.last:%d/%m}"
    if line.first >= noon and line.last >= end:
        return "absent·e cet après-midi"
    if line.first <= start and line.last <= noon:
        return "absent·e ce matin"
    return f"absent·e de {line.first:%H:%M} à {line.last:%H:%M}"
