"""The places on a day, and one contract with all that is known of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from sqlalchemy import select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.data.employment.contracts import chain_of
from ceis_desk.data.employment.rows import (
    contracts,
    facts,
    nameless,
    names_shown,
    places_ever,
    places_now,
    seats_told,
)
from ceis_desk.data.house import read_settings
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import employment
from ceis_desk.platforms.employment.exits import ExitFigures, classify, count_exits, rule_words
from ceis_desk.platforms.employment.model import ContractKind, Ending, FactKind, FactState
from ceis_desk.platforms.employment.places import BOUNDARY, Boundary, boundary_of
from ceis_desk.platforms.employment.questions import (
    Board,
    ContractView,
    MeanOccupation,
    ReadBoard,
    ReadContract,
    ReadExits,
)
from ceis_desk.platforms.employment.reminders import reminders
from ceis_desk.platforms.employment.rules import (
    change_days,
    counts,
    ending_soon,
    entered_school,
    in_force,
    mean_held,
    occupation,
    troubles,
)

_TABLE = employment.contract
_GONE = "Ce contrat n’est plus là. Rien n’a changé\u00a0: relisez les places."


def read_board(reader: Reader, question: ReadBoard) -> Board:
    """The places on a day, without a name for whoever may not read one."""
    every = contracts(reader.connection, named=names_shown(reader.actor))
    rows = occupation(places_now(reader.connection), every, question.day)
    days = change_days(every)
    before, after = bisect_left(days, question.day) - 1, bisect_right(days, question.day)
    return Board(
        day=question.day,
        rows=rows,
        counts={kind: counts(rows, kind) for kind in ContractKind},
        ending=ending_soon(rows),
        entered=entered_school(every, question.day),
        troubles=troubles(rows, question.day),
        before=days[before] if before >= 0 else None,
        after=days[after] if after < len(days) else None,
    )


def read_contract(reader: Reader, question: ReadContract) -> ContractView:
    """One contract, its facts, those that it renews and what is to verify."""
    named = names_shown(reader.actor)
    found = contracts(reader.connection, _TABLE.c.id == question.contract_id, named=True)
    if not found:
        raise Refusal(_GONE)
    whole = found[0]
    contract = whole if named else nameless(whole)
    told = facts(reader.connection, contract.id)
    chain = chain_of(reader.connection, contract.id)
    before = contracts(reader.connection, _TABLE.c.id.in_(chain), named=named) if chain else ()
    renewal = select(_TABLE.c.id).where(_TABLE.c.renews_id == contract.id, ~_TABLE.c.withdrawn).limit(1)
    said, boundary = contract.ending is not Ending.OPEN, _boundary(reader)
    return ContractView(
        contract=contract,
        facts=told if named else tuple(replace(one, words="") for one in told),
        before=before,
        renewed_by=reader.connection.execute(renewal).scalar_one_or_none(),
        reminders=reminders(whole, told, before, _tutored(reader, contract.tutor), reader.today),
        exit_class=classify(contract.ending, contract.ending_months, boundary) if said else None,
        rule=rule_words(boundary, reasons=named),
        training_minutes=sum(
            one.minutes for one in told if one.kind is FactKind.TRAINING and one.state is FactState.DONE
        ),
    )


def _tutored(reader: Reader, tutor: str) -> int:
    """How many contracts that run today this tutor follows."""
    if not tutor:
        return 0
    begun = contracts(reader.connection, _TABLE.c.tutor != "", _TABLE.c.first <= reader.today, named=False)
    return sum(fold(one.tutor) == fold(tutor) and in_force(one, reader.today) for one in begun)


def _boundary(reader: Reader) -> Boundary:
    return boundary_of(read_settings(reader.connection, None).get(BOUNDARY))


def read_exits(reader: Reader, question: ReadExits) -> ExitFigures:
    """The exits between two days, and the rule that classed them."""
    kinds = (question.kind,) if question.kind else tuple(ContractKind)
    of_kind = employment.place.c.kind.in_([one.value for one in kinds])
    # Reasons of exits left out are free words: they go with names.
    named = names_shown(reader.actor)
    every = contracts(reader.connection, of_kind, named=named)
    # An end that is still to come is nobody's exit yet.
    return count_exits(every, question.first, min(question.last, reader.today), _boundary(reader), reasons=named)


def mean_occupation(reader: Reader, question: MeanOccupation) -> dict[ContractKind, tuple[int, int]]:
    """Days of held places and days of places between two days, for each kind, with the seats of each day."""
    every, places = contracts(reader.connection, named=False), places_ever(reader.connection)
    told = seats_told(reader.connection)
    return {kind: mean_held(places, every, kind, question.first, question.last, told) for kind in ContractKind}
