"""What each of a couple that parts takes along: children and other adults, debts, plans and the procedure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ceis_desk.access.masking import Discretion
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.model import Debt, Member
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.repayment import RepaymentPlan, standing_of
from ceis_desk.ui.forms.asks import Ask, Choices, Kind
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.people.rows import masked, name_parts

BOTH, STAYS = "both", "stays"
Parts = tuple[tuple[Member, ...], tuple[Member, ...]]
Taken = tuple[tuple[Id, ...], tuple[Id, ...]]
_MEMBER, _THING = "member:", "thing:"
_SHARED = 50


def parting_words(couple: tuple[Member, Member], show: Discretion) -> str:
    """What a separation does, and what neither of them reads any more."""
    first, second = (_called(adult, show) for adult in couple)
    return (
        f"{first} et {second} auront chacun leur dossier. Le dossier commun reste lisible jusqu’à ce jour\u00a0; "
        "ensuite, aucun des deux ne lit ce que l’autre confie."
    )


def parting_asks(view: CaseView, couple: tuple[Member, Member], show: Discretion, today: dt.date) -> list[Ask]:
    """One question for whoever else lives there, then one for each thing that goes on."""
    first, second = (_called(adult, show) for adult in couple)
    sides = (("0", f"avec {first}"), ("1", f"avec {second}"), (BOTH, "chez les deux, à mi-temps"))
    homes = [
        Ask(f"{_MEMBER}{at}", masked(one.name, show), Kind.CHOICE, sides[: 2 if one.adult else 3])
        for at, one in enumerate(_others(view, couple))
    ]
    whose: Choices = (
        (BOTH, "dans les deux dossiers"),
        ("0", f"dans celui de {first}"),
        ("1", f"dans celui de {second}"),
        (STAYS, "reste au dossier commun"),
    )
    things = [Ask(f"{_THING}{ident}", name, Kind.CHOICE, whose) for ident, name in _going_on(view, show, today)]
    return [*homes, *things]


def households(view: CaseView, couple: tuple[Member, Member], values: Values) -> Parts:
    """Both new households, each begun by its adult; a child of both is half of the time in each."""
    sides: tuple[list[Member], list[Member]] = ([couple[0]], [couple[1]])
    for at, one in enumerate(_others(view, couple)):
        side = str(values[f"{_MEMBER}{at}"])
        shared = replace(one, custody_percent=_SHARED) if side == BOTH else one
        for number, members in enumerate(sides):
            if side in (BOTH, str(number)):
                members.append(shared)
    return tuple(sides[0]), tuple(sides[1])


def takes(values: Values) -> Taken:
    """The things that each takes along, by their ids in the common case."""
    things = [(code.removeprefix(_THING), str(side)) for code, side in values.items() if code.startswith(_THING)]
    first, second = (tuple(Id(one) for one, side in things if side in (BOTH, number)) for number in ("0", "1"))
    return first, second


def _called(member: Member, show: Discretion) -> str:
    """The first name, else the whole one; on a discreet screen, initials."""
    return masked(member.name, show) if show.on else name_parts(member.name)[1] or member.name


def _others(view: CaseView, couple: Sequence[Member]) -> list[Member]:
    return [member for member in view.case.members if member not in couple]


def _going_on(view: CaseView, show: Discretion, today: dt.date) -> Iterator[tuple[Id, str]]:
    """Debts that are owed, plans that are not paid, the procedure: what is over stays in the common case."""
    for debt in view.debts:
        if debt.settled_on is None:
            yield debt.id, f"{show.detail(_debt_name(debt))}\u00a0: {show.amount(write_amount(debt.remaining))}"
    for plan in view.plans:
        left = standing_of(plan, today).left
        if left:
            yield plan.id, f"{show.detail(_plan_name(plan))}\u00a0: {show.amount(write_amount(left))}"
    if view.overindebtedness is not None:
        yield view.overindebtedness.id, "Dossier de surendettement"


def _debt_name(debt: Debt) -> str:
    return ", ".join(part for part in (debt.label or debt.family.label, debt.creditor) if part)


def _plan_name(plan: RepaymentPlan) -> str:
    return ", ".join(part for part in (f"Plan, {plan.label}", plan.creditor) if part)
