"""What happens in a contract: trainings, interviews, immersions, steps toward the school."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.schema import employment
from ceis_desk.data.write import Tx
from ceis_desk.platforms.employment.gestures import PutFact
from ceis_desk.platforms.employment.model import LASTING, FactKind, FactState

_LONGEST, _MOST_MINUTES = 200, 7 * 24 * 60
_TABLE, _CONTRACT = employment.contract_fact, employment.contract
_GONE = "Cette ligne du contrat n’est plus là. Rien n’a changé\u00a0: relisez le contrat."


def put_fact(tx: Tx, gesture: PutFact) -> Change:
    """Make or change what happens in a contract; `withdrawn` takes it away."""
    _check(tx, gesture)
    values: dict[str, Any] = {
        "contract_id": gesture.contract_id,
        "kind": gesture.kind.value,
        "day": gesture.day,
        "last": gesture.last,
        "minutes": gesture.minutes,
        "words": gesture.words.strip(),
        "state": gesture.state.value,
        "withdrawn": gesture.withdrawn,
    }
    row_id, old = gesture.id or new_id(), values | {"withdrawn": True}
    if gesture.id is not None:
        row = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == row_id)).mappings().first()
        if row is None:
            raise Refusal(_GONE)
        tx.require_clock(_TABLE, row_id, gesture.clock)
        old = {name: row[name] for name in values}
    tx.put(_TABLE, row_id, **values)
    undo = PutFact(
        **(old | {"kind": FactKind(old["kind"]), "state": FactState(old["state"])}), id=row_id, clock=tx.stamp()[0]
    )
    done = "retiré" if gesture.withdrawn else gesture.state.label
    said = f"{gesture.kind.label}, {write_day(gesture.day)}\u00a0: {done}."
    subjects = frozenset({Subject("employment", gesture.contract_id)})
    return Change(subjects=subjects, said=said, undo=undo, made=(row_id,))


def _check(tx: Tx, gesture: PutFact) -> None:
    refuse_nir(gesture.words)
    if len(gesture.words) > _LONGEST:
        raise Refusal(f"Une précision tient en {_LONGEST} signes. Rien n’a été enregistré\u00a0: raccourcissez-la.")
    if not 0 <= gesture.minutes <= _MOST_MINUTES:
        raise Refusal("Cette durée n’est pas possible. Rien n’a été enregistré\u00a0: corrigez-la.")
    if gesture.state is FactState.DONE and gesture.day > tx.today:
        raise Refusal("Ce jour n’est pas encore passé. Rien n’a été enregistré\u00a0: notez-le comme prévu.")
    _check_last(gesture)
    there = select(_CONTRACT.c.id).where(_CONTRACT.c.id == gesture.contract_id, ~_CONTRACT.c.withdrawn)
    if tx.connection.execute(there).first() is None:
        raise Refusal("Ce contrat n’est plus là. Rien n’a changé\u00a0: relisez les places.")


def _check_last(gesture: PutFact) -> None:
    if gesture.last is None:
        return
    if gesture.kind not in LASTING:
        raise Refusal("Ce fait tient en un jour. Rien n’a été enregistré\u00a0: laissez le dernier jour vide.")
    if gesture.last < gesture.day:
        raise Refusal("La fin vient avant le début. Rien n’a été enregistré\u00a0: corrigez une date.")
