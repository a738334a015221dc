"""Two records made one, and given back: an alias row, nothing moved."""

from __future__ import annotations

from sqlalchemy import func, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import GONE, PERSON, canonical, checked, write_identity
from ceis_desk.data.schema import people
from ceis_desk.data.search import index_people, resolve_canon
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import MergePersons, UndoMerge
from ceis_desk.people.holes import refused_since, refusing_too, take_back
from ceis_desk.people.model import Identity, SafeContact

ONE_ALREADY = "C’est déjà une seule et même fiche. Rien n’a changé\u00a0: choisissez deux fiches."
SEPARATED = "Les deux fiches sont de nouveau séparées."
KEPT_ON_BOTH = (
    "Ce que la fiche réunie refusait (appel, message, courrier) reste refusé sur les deux\u00a0: "
    "revoyez-le avec chaque personne."
)
APART_ALREADY = "Ces deux fiches ne sont plus réunies. Rien n’a changé\u00a0: relisez-les."


def merge_persons(tx: Tx, gesture: MergePersons) -> Change:
    """Make one record the alias of another; nothing is moved, so that undoing gives everything back."""
    winner, loser = canonical(tx.connection, gesture.winner), canonical(tx.connection, gesture.loser)
    if winner == loser:
        raise Refusal(ONE_ALREADY)
    _require_there(tx, winner, loser)
    if gesture.filled is not None:
        tx.require_clock(people.person, winner, gesture.clock)
    undo = _fill(tx, winner, loser, gesture.filled)
    tx.put(people.person_merge, loser, winner_id=winner, active=True)
    _follow(tx, winner, loser)
    tx.note("merge", winner)
    return Change(subjects=_both(winner, loser), said="Les deux fiches n’en font plus qu’une.", undo=undo)


def undo_merge(tx: Tx, gesture: UndoMerge) -> Change:
    """Separate the records again; raises Refusal when they were separated, or otherwise merged, since.

    What was refused of the one that they were is refused of both: nobody knows of which person it was said.
    """
    winner, loser, table = gesture.winner, gesture.loser, people.person_merge
    in_force = select(table.c.winner_id).where(table.c.id == loser, table.c.active)
    one = canonical(tx.connection, winner) == canonical(tx.connection, loser)
    if not one or tx.connection.execute(in_force).first() is None:
        raise Refusal(APART_ALREADY)
    tx.change(table, loser, active=False)
    resolve_canon(tx.connection)
    if canonical(tx.connection, winner) == canonical(tx.connection, loser):
        # Two desks had each made one the alias of the other.
        tx.change(table, winner, active=False)
    tx.require_clock(people.person, winner, None)
    now = read_identity(tx.connection, winner)
    redo = _take_back(tx, gesture, now)
    since = refused_since(now, gesture.filled) if now is not None else SafeContact()
    if since.restricted:
        _refuse_too(tx, loser, since)
    _follow(tx, winner, loser)
    tx.note("split", winner)
    said = f"{SEPARATED} {KEPT_ON_BOTH}" if since.restricted else SEPARATED
    return Change(subjects=_both(winner, loser), said=said, undo=redo)


def _require_there(tx: Tx, *ids: Id) -> None:
    person = people.person
    found = select(func.count()).select_from(person).where(person.c.id.in_(ids), ~person.c.withdrawn)
    if tx.connection.execute(found).scalar_one() < len(ids):
        raise Refusal(GONE)


def _fill(tx: Tx, winner: Id, loser: Id, chosen: Identity | None) -> UndoMerge:
    """Write what was chosen, and what either record refuses whatever was chosen: she would be put at risk."""
    before, other = read_identity(tx.connection, winner), read_identity(tx.connection, loser)
    if before is None:
        return UndoMerge(winner, loser)
    after = before if chosen is None else checked(chosen)
    for side in (before, other):
        after = refusing_too(after, side) if side is not None else after
    if not write_identity(tx, winner, before, after):
        return UndoMerge(winner, loser, before, before)
    return UndoMerge(winner, loser, before, read_identity(tx.connection, winner))


def _refuse_too(tx: Tx, person_id: Id, refused: SafeContact) -> None:
    own = read_identity(tx.connection, person_id)
    if own is not None:
        write_identity(tx, person_id, own, refusing_too(own, Identity(safe_contact=refused)))


def _take_back(tx: Tx, gesture: UndoMerge, now: Identity | None) -> MergePersons:
    if now is None or gesture.before is None or gesture.filled is None:
        return MergePersons(gesture.winner, gesture.loser)
    if not write_identity(tx, gesture.winner, now, take_back(now, gesture.before, gesture.filled)):
        return MergePersons(gesture.winner, gesture.loser)
    return MergePersons(gesture.winner, gesture.loser, now, tx.stamp()[0])


def _follow(tx: Tx, winner: Id, loser: Id) -> None:
    resolve_canon(tx.connection)
    index_people(tx.connection, (winner, loser))


def _both(winner: Id, loser: Id) -> frozenset[Subject]:
    return frozenset({Subject(PERSON, winner), Subject(PERSON, loser)})
