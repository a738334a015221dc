"""Two versions of one thing of a case in words: what it is, and where they differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from ceis_desk.access.masking import Discretion
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day, write_hour
from ceis_desk.platforms.budget.interventions import Intervention, Microcredit, RightOpened
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import AskedDocument, BudgetCase, CaseAction, Debt
from ceis_desk.platforms.budget.overindebtedness import Overindebtedness
from ceis_desk.platforms.budget.questions import CrossedThing
from ceis_desk.platforms.budget.repayment import RepaymentPlan
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.ui.forms.asks import Kind
from ceis_desk.ui.forms.form_sheet import Lines
from ceis_desk.ui.platforms.budget.case import forms
from ceis_desk.ui.platforms.budget.case.crossed_sheet import sheet_differences

_FORMS: Mapping[type, Lines] = {
    Debt: forms.DEBT,
    CaseAction: forms.ACTION,
    Overindebtedness: forms.PROCEDURE,
    Intervention: forms.INTERVENTION,
    Microcredit: forms.MICROCREDIT,
    RightOpened: forms.RIGHT,
    Letter: forms.LETTER,
}
_KINDS: Mapping[type, str] = {
    BudgetCase: "Le dossier",
    Overindebtedness: "Le dossier de surendettement",
    AskedDocument: "Le document",
    Letter: "Le courrier",
    RepaymentPlan: "Le plan d’apurement",
}
_OTHERS: Mapping[str, str] = {
    "members": "Foyer",
    "objectives": "Objectifs",
    "marks": "Étapes",
    "closure": "Clôture",
    "kind": "Nature",
    "source": "Orientation",
    "referent_id": "Référente",
    "settled_on": "Soldée le",
    "received_on": "Réception",
    "asked_on": "Demande",
    "done_on": "Fait le",
    "label": "Libellé",
    "payments": "Paiements",
}
_NAMED = ("label", "text", "creditor", "purpose", "subject")
_OUTSIDE = frozenset({"id", "clock"})
_LONGEST = 60


def crossed_title(thing: CrossedThing, show: Discretion) -> str:
    """« « Loyer » a été modifié aussi au poste Bureau 2, le 18/06/2019 à 10:05 »."""
    kept = thing.kept
    when = f", le {write_day(thing.at)} à {write_hour(thing.at.time())}" if thing.at else ""
    if isinstance(kept, Sheet):
        day = write_day(kept.day)
        return f"Deux versions de la fiche du {day}\u00a0: celle d’ici, celle du poste {thing.desk}{when}."
    named = next((str(getattr(kept, name)) for name in _NAMED if getattr(kept, name, "")), "")
    what = _KINDS.get(type(kept), f"«\u00a0{show.phone(_cut(named))}\u00a0»")
    return f"{what} a été modifié aussi au poste {thing.desk}{when}."


def differences(thing: CrossedThing, show: Discretion) -> tuple[str, ...]:
    """« Reste dû : 1 240,00 € ici, 1 300,00 € là-bas », one line a field."""
    kept, aside = thing.kept, thing.aside
    if isinstance(kept, Sheet) and isinstance(aside, Sheet):
        return tuple(show.detail(line) for line in sheet_differences(kept, aside))
    return tuple(show.detail(line) for line in _differences(kept, aside))


def _differences(kept: Any, aside: Any) -> Iterator[str]:  # noqa: ANN401 any two rows of one kind
    asks = {ask.code: ask for line in _FORMS.get(type(kept), ()) for ask in line}
    for field in fields(kept):
        here, there = getattr(kept, field.name), getattr(aside, field.name)
        if here == there or field.name in _OUTSIDE:
            continue
        ask = asks.get(field.name)
        label = ask.label if ask else _OTHERS.get(field.name, "")
        is_amount = ask is not None and ask.kind is Kind.AMOUNT
        if isinstance(here, tuple) or field.name == "referent_id":
            yield f"{label or 'Contenu'}\u00a0: différent."
        elif label:
            yield f"{label}\u00a0: {_written(here, is_amount)} ici, {_written(there, is_amount)} là-bas."


def _written(value: object, is_amount: bool) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, StrEnum):
        return getattr(value, "label", "") or "rien"
    if isinstance(value, int):
        return write_amount(value) if is_amount else str(value)
    if isinstance(value, dt.date):
        return write_day(value)
    return f"«\u00a0{_cut(str(value))}\u00a0»" if value else "rien"


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
