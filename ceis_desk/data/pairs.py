"""What was said of two records: proposed for a merge, told apart, or nothing yet."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ceis_desk.core.errors import Outdated
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.schema import people
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import ProposeMerge, RestorePair, TellApart

OTHERWISE = "Ces deux fiches ont reçu une autre réponse entre-temps. Elle est gardée\u00a0: relisez « À vérifier »."
_PAIRS = frozenset({Subject("pair")})
# No row is ever deleted: a pair of which nothing is said any more keeps its row, and an empty word.
_NOTHING = ""


def propose_merge(tx: Tx, gesture: ProposeMerge) -> Change:
    """Leave a pair to those who may merge."""
    before = say_of_pair(tx, gesture.first, gesture.second, "proposed")
    return Change(
        subjects=_PAIRS,
        said="Proposé\u00a0: les deux fiches attendent dans « À vérifier ».",
        undo=RestorePair(gesture.first, gesture.second, before, "proposed"),
    )


def tell_apart(tx: Tx, gesture: TellApart) -> Change:
    """Remember that two records are two persons."""
    before = say_of_pair(tx, gesture.first, gesture.second, "apart")
    return Change(
        subjects=_PAIRS,
        said="Ce sont deux personnes\u00a0: la question ne sera plus posée.",
        undo=RestorePair(gesture.first, gesture.second, before, "apart"),
    )


def restore_pair(tx: Tx, gesture: RestorePair) -> Change:
    """Put back what was said before; raises Outdated when somebody has answered since."""
    if _said(tx.connection, gesture.first, gesture.second) != gesture.seen:
        raise Outdated(OTHERWISE)
    say_of_pair(tx, gesture.first, gesture.second, gesture.verdict)
    return Change(
        subjects=_PAIRS,
        said="La réponse d’avant est rétablie.",
        undo=RestorePair(gesture.first, gesture.second, gesture.seen, gesture.verdict),
    )


def say_of_pair(tx: Tx, one: Id, other: Id, verdict: str | None) -> str | None:
    """Write the verdict of a pair and give the one it replaces, None when nothing was said."""
    before = _said(tx.connection, one, other)
    first, second = sorted((one, other))
    row_id = code_id("pair", first, second)
    tx.put(people.person_pair, row_id, first_id=first, second_id=second, verdict=verdict or _NOTHING)
    return before


def _said(connection: Connection, one: Id, other: Id) -> str | None:
    pair = people.person_pair
    row_id = code_id("pair", *sorted((one, other)))
    return connection.execute(select(pair.c.verdict).where(pair.c.id == row_id)).scalar_one_or_none() or None
