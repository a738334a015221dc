"""Posts in the store: who sits down, who asks for help, who leaves, what is out of order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import RowMapping, select

from ceis_desk.access.masking import ANONYMOUS, Discretion
from ceis_desk.core.dates import write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.digital.rows import USE, kept_of, row_of, uses
from ceis_desk.data.house import read_settings
from ceis_desk.data.people import refuse_erased, same_person
from ceis_desk.data.reception import welcomed
from ceis_desk.data.telling import Namer, both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.platforms.digital.gestures import (
    AskHelp,
    FreePost,
    MarkOut,
    ProlongPost,
    RestoreUse,
    StartHelp,
    TakePost,
)
from ceis_desk.platforms.digital.model import Post, UseKind
from ceis_desk.platforms.digital.posts import MINUTES_SETTING, SETTING, minutes_of, posts_of
from ceis_desk.platforms.digital.rules import check_words

DIGITAL = "digital"
GONE = "Cette ligne n’est plus là. Rien n’a changé\u00a0: relisez les postes."
NO_POST = "Ce poste n’est plus déclaré. Rien n’a changé\u00a0: choisissez-en un autre."
TAKEN = "Ce poste n’est plus libre. Rien n’a changé\u00a0: choisissez-en un autre."
SEATED = "Cette personne est déjà à un poste. Rien n’a changé\u00a0: libérez-le d’abord."
WAITS = "Cette personne attend déjà un poste. Rien n’a changé\u00a0: sa place est gardée."
NOBODY_THERE = "Personne n’est à ce poste. Rien n’a changé."
NO_WORDS = "Dites en quelques mots ce qui ne marche pas. Rien n’a été enregistré."
_MOST_MINUTES = 12 * 60


def take_post(tx: Tx, gesture: TakePost) -> Change:
    """Seat somebody, from the waiting list or not; without a post she waits for one."""
    check_words(gesture.need)
    settings = read_settings(tx.connection, None)
    post = _post(settings, gesture.post) if gesture.post else None
    if post is not None and _open_at(tx, post.code):
        raise Refusal(TAKEN)
    if gesture.waiting_id is not None and post is not None:
        return _seat_waiting(tx, gesture, gesture.waiting_id, post)
    person = None
    if gesture.person_id is not None:
        person = welcomed(tx, (gesture.person_id,))[gesture.person_id]
        refuse_erased(tx.connection, gesture.person_id)
        _refuse_twice(tx, gesture.person_id, waits=post is None)
    row_id = new_id()
    tx.put(
        USE,
        row_id,
        post=gesture.post,
        kind=(UseKind.USE if post else UseKind.WAIT).value,
        person_id=gesture.person_id,
        started_at=tx.now,
        minutes=minutes_of(settings.get(MINUTES_SETTING)),
        need=gesture.need.strip(),
        **kept_of(tx, gesture.person_id, tx.today),
    )
    where = f"{post.name}, {write_hour(tx.now.time())}" if post else "attend un poste"

    def words(show: Discretion) -> str:
        return f"{name_of(person, show) if person is not None else ANONYMOUS}\u00a0: {where}."

    said, masked = both(words)
    undo = _restored(row_id, _read(tx, row_id), tx.stamp()[0], withdrawn=True)
    return Change(subjects=_subjects(row_id), said=said, masked=masked, undo=undo, made=(row_id,))


def _seat_waiting(tx: Tx, gesture: TakePost, waiting_id: Id, post: Post) -> Change:
    """Who waited sits down: her line goes to the post, with the hour of now."""
    row = _row(tx, waiting_id, gesture.clock)
    _refuse_over(row)
    return _write(
        tx,
        row,
        lambda show: f"{_who(row, show)}\u00a0: {post.name}, {write_hour(tx.now.time())}.",
        post=post.code,
        kind=UseKind.USE.value,
        started_at=tx.now,
    )


def free_post(tx: Tx, gesture: FreePost) -> Change:
    """The line ends now; the post is free."""
    row = _row(tx, gesture.use_id, gesture.clock)
    _refuse_over(row)
    name = _name(tx, row["post"])

    def words(show: Discretion) -> str:
        if row["kind"] == UseKind.OUT:
            return f"{name} est remis en service."
        if row["kind"] == UseKind.WAIT:
            return f"{_who(row, show)} n’attend plus de poste."
        return f"{name} libéré\u00a0: {_who(row, show)} est {show.agreed(row['civility'] or '', 'parti')}."

    return _write(tx, row, words, ended_at=tx.now)


def ask_help(tx: Tx, gesture: AskHelp) -> Change:
    """Help is asked for at a post, from now."""
    row = _seated(tx, gesture.use_id, gesture.clock)
    name = _name(tx, row["post"])
    says = "demande de l’aide" if gesture.asks else "ne demande plus d’aide"
    return _write(
        tx, row, lambda show: f"{name}\u00a0: {_who(row, show)} {says}.", asked_at=tx.now if gesture.asks else None
    )


def start_help(tx: Tx, gesture: StartHelp) -> Change:
    """The actor helps at a post, from now."""
    row = _seated(tx, gesture.use_id, gesture.clock)
    name = _name(tx, row["post"])
    return _write(
        tx,
        row,
        lambda show: f"{name}\u00a0: aide en cours pour {_who(row, show)}.",
        asked_at=row["asked_at"] or tx.now,
        helped_at=tx.now,
        helped_by=tx.actor.account_id,
    )


def end_help(tx: Tx, use_id: Id) -> RestoreUse | None:
    """The help at a post is over: the way back, None when the line is gone or already ended."""
    row = tx.connection.execute(uses().where(USE.c.id == use_id)).mappings().first()
    if row is None or row["withdrawn"] or row["ended_at"] is not None:
        return None
    tx.require_clock(USE, use_id, None)
    helped = {} if row["helped_at"] else {"helped_at": tx.now, "helped_by": tx.actor.account_id}
    tx.change(USE, use_id, asked_at=None, **helped)
    return _restored(use_id, row, tx.stamp()[0])


def prolong_post(tx: Tx, gesture: ProlongPost) -> Change:
    """The post is lent for longer."""
    row = _seated(tx, gesture.use_id, gesture.clock)
    minutes = min(row["minutes"] + max(gesture.minutes, 0), _MOST_MINUTES)
    name = _name(tx, row["post"])
    return _write(tx, row, lambda show: f"{name}\u00a0: prolongé pour {_who(row, show)}.", minutes=minutes)


def mark_out(tx: Tx, gesture: MarkOut) -> Change:
    """A free post is out of order, with what is wrong."""
    check_words(gesture.words)
    if not gesture.words.strip():
        raise Refusal(NO_WORDS)
    post = _post(read_settings(tx.connection, None), gesture.post)
    if _open_at(tx, post.code):
        raise Refusal(TAKEN)
    row_id = new_id()
    tx.put(USE, row_id, post=post.code, kind=UseKind.OUT.value, started_at=tx.now, need=gesture.words.strip())
    undo = _restored(row_id, _read(tx, row_id), tx.stamp()[0], withdrawn=True)
    return Change(subjects=_subjects(row_id), said=f"{post.name} en panne.", undo=undo, made=(row_id,))


def restore_use(tx: Tx, gesture: RestoreUse) -> Change:
    """Put a line back as it was; a post taken meanwhile by somebody else stays hers."""
    row = _row(tx, gesture.use_id, gesture.clock)
    was = gesture.was
    open_again = not was.withdrawn and was.ended_at is None and was.kind is not UseKind.WAIT
    if open_again and any(one != gesture.use_id for one in _open_at(tx, was.post)):
        raise Refusal(TAKEN)
    values: dict[str, Any] = {**asdict(was), "kind": was.kind.value}
    return _write(tx, row, lambda show: f"C’est annulé pour {_who(row, show)}.", **values)


def _write(tx: Tx, row: RowMapping, words: Namer, **values: Any) -> Change:
    tx.change(USE, row["id"], **values)
    said, masked = both(words)
    undo = _restored(row["id"], row, tx.stamp()[0])
    return Change(subjects=_subjects(row["id"]), said=said, masked=masked, undo=undo, made=(row["id"],))


def _restored(use_id: Id, row: RowMapping, clock: int, *, withdrawn: bool | None = None) -> RestoreUse:
    was = row_of(row)
    return RestoreUse(use_id, was if withdrawn is None else replace(was, withdrawn=withdrawn), clock)


def _row(tx: Tx, use_id: Id, clock: int | None) -> RowMapping:
    tx.require_clock(USE, use_id, clock)
    return _read(tx, use_id)


def _read(tx: Tx, use_id: Id) -> RowMapping:
    row = tx.connection.execute(uses().where(USE.c.id == use_id)).mappings().first()
    if row is None:
        raise Refusal(GONE)
    return row


def _refuse_over(row: RowMapping) -> None:
    if row["withdrawn"] or row["ended_at"] is not None:
        raise Refusal(GONE)


def _seated(tx: Tx, use_id: Id, clock: int | None) -> RowMapping:
    row = _row(tx, use_id, clock)
    _refuse_over(row)
    if row["kind"] != UseKind.USE:
        raise Refusal(NOBODY_THERE)
    return row


def _open_at(tx: Tx, code: str) -> tuple[Id, ...]:
    """The lines open at a post."""
    query = select(USE.c.id).where(USE.c.post == code, USE.c.ended_at.is_(None), ~USE.c.withdrawn)
    return tuple(tx.connection.execute(query.where(USE.c.kind != UseKind.WAIT.value)).scalars())


def _refuse_twice(tx: Tx, person_id: Id, *, waits: bool) -> None:
    query = select(USE.c.kind).where(
        USE.c.person_id.in_(same_person(tx.connection, person_id)), USE.c.ended_at.is_(None), ~USE.c.withdrawn
    )
    kinds = set(tx.connection.execute(query).scalars())
    if UseKind.USE.value in kinds:
        raise Refusal(SEATED)
    if waits and UseKind.WAIT.value in kinds:
        raise Refusal(WAITS)


def _post(settings: Mapping[str, str], code: str) -> Post:
    found = {one.code: one for one in posts_of(settings.get(SETTING))}.get(code)
    if found is None:
        raise Refusal(NO_POST)
    return found


def _name(tx: Tx, code: str) -> str:
    posts = {one.code: one.name for one in posts_of(read_settings(tx.connection, None).get(SETTING))}
    return posts.get(code, "Poste")


def _who(row: RowMapping, show: Discretion) -> str:
    return name_of(row, show) if row["person_id"] is not None and row["used_name"] is not None else ANONYMOUS


def _subjects(use_id: Id) -> frozenset[Subject]:
    return frozenset({Subject(DIGITAL, use_id)})
