"""The things of a case, each a sealed item: debts, asked documents, actions, what is filed and what is obtained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from sqlalchemy import select

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.store import Change, Gesture, Subject
from ceis_desk.data.budget.case_rows import case_subject, writable_case
from ceis_desk.data.budget.cases import refuse_words
from ceis_desk.data.budget.codec import payload_of, row_of
from ceis_desk.data.budget.items import GONE, put_item, read_item, withdraw_item
from ceis_desk.data.schema.sealed import budget_item
from ceis_desk.data.write import OUTDATED, Tx
from ceis_desk.platforms.budget.debts import check_debt
from ceis_desk.platforms.budget.gestures import (
    AskDocument,
    DoAction,
    KeepLetter,
    PutAction,
    PutDebt,
    PutIntervention,
    PutMicrocredit,
    PutOverindebtedness,
    PutRight,
    ReceiveDocument,
    WithdrawItem,
)
from ceis_desk.platforms.budget.interventions import Intervention, Microcredit, RightOpened
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import AskedDocument, CaseAction, Debt
from ceis_desk.platforms.budget.overindebtedness import Overindebtedness, check_file, stage_of
from ceis_desk.platforms.budget.repayment import RepaymentPlan

DEBT, ASKED, ACTION, FILE = "debt", "asked", "action", "overindebtedness"
INTERVENTION, MICROCREDIT, RIGHT, LETTER, INTERVIEW = "intervention", "microcredit", "right", "letter", "interview"
PLAN = "repayment_plan"
_LONGEST_LETTER = 20_000
_NO_LABEL = "Dites de quoi il s’agit en quelques mots. Rien n’a été écrit."
_NEGATIVE = "Un montant ne peut pas être négatif. Rien n’a été écrit\u00a0: corrigez-le."


class _Thing(Protocol):
    @property
    def id(self) -> Id: ...
    @property
    def clock(self) -> int: ...


ThingT = TypeVar("ThingT", bound=_Thing)
Fact = Mapping[str, Any]


def put_debt(tx: Tx, gesture: PutDebt) -> Change:
    """Write a debt; the figures learn its family and amounts, not to whom it is owed."""
    debt = gesture.debt
    check_debt(debt)
    refuse_words(debt.label, debt.creditor, debt.co_borrower, debt.remark)
    fact = {
        "family": debt.family.value,
        "special": debt.special.value,
        "remaining": debt.remaining,
        "original": debt.original,
        "monthly": debt.monthly,
        "late": debt.late,
        "credit": debt.credit,
        "settled": debt.settled_on is not None,
    }
    return _put(tx, gesture.case_id, DEBT, debt, fact, "Dette enregistrée.", PutDebt)


def ask_documents(tx: Tx, gesture: AskDocument) -> Change:
    """Ask for documents, in this order."""
    writable_case(tx, gesture.case_id)
    labels = tuple(label.strip() for label in gesture.labels)
    if not labels or not all(labels):
        raise Refusal(_NO_LABEL)
    refuse_words(*labels)
    made = []
    for rank, label in enumerate(labels):
        # A millisecond apart: what is listed by its id keeps the order in which it was asked.
        asked = AskedDocument(id_at(tx.now + dt.timedelta(milliseconds=rank)), 0, label, gesture.day or tx.today)
        put_item(tx, gesture.case_id, asked.id, ASKED, payload_of(asked))
        made.append(asked.id)
    said = "Document demandé." if len(made) == 1 else f"{len(made)} documents demandés."
    undo = WithdrawItem(tuple(made), clocks=(tx.stamp()[0],) * len(made))
    return Change(subjects=case_subject(gesture.case_id), said=said, undo=undo, made=tuple(made))


def receive_document(tx: Tx, gesture: ReceiveDocument) -> Change:
    """Tick an asked document as received, or wait for it again."""
    case_id, asked = read_thing(tx, gesture.item_id, ASKED, AskedDocument)
    after = replace(asked, received_on=gesture.received_on)
    subjects = put_item(tx, case_id, asked.id, ASKED, payload_of(after), clock=gesture.clock)
    return Change(
        subjects=subjects,
        said="Document attendu de nouveau." if gesture.received_on is None else "Document reçu.",
        undo=ReceiveDocument(asked.id, tx.stamp()[0], asked.received_on),
    )


def put_action(tx: Tx, gesture: PutAction) -> Change:
    """Write something to do."""
    if not gesture.action.text.strip():
        raise Refusal(_NO_LABEL)
    refuse_words(gesture.action.text, gesture.action.who)
    return _put(tx, gesture.case_id, ACTION, gesture.action, None, "À faire\u00a0: c’est noté.", PutAction)


def do_action(tx: Tx, gesture: DoAction) -> Change:
    """Tick something as done, or not done."""
    case_id, action = read_thing(tx, gesture.item_id, ACTION, CaseAction)
    after = replace(action, done_on=gesture.done_on)
    subjects = put_item(tx, case_id, action.id, ACTION, payload_of(after), clock=gesture.clock)
    return Change(
        subjects=subjects,
        said="C’est de nouveau à faire." if gesture.done_on is None else "C’est fait.",
        undo=DoAction(action.id, tx.stamp()[0], action.done_on),
    )


def put_file(tx: Tx, gesture: PutOverindebtedness) -> Change:
    """Write the overindebtedness file; the figures learn its stage, its outcome and the month of its filing."""
    file = gesture.file
    check_file(file)
    refuse_words(file.co_debtor, file.remark)
    fact = {
        "stage": stage_of(file, tx.today).value,
        "admissible": file.admissible,
        "orientation": file.orientation.value,
        "decision": file.decision.value,
        "filed": f"{file.filed_on:%Y-%m}" if file.filed_on else "",
        "redeposit": file.redeposit,
    }
    said = "Dossier de surendettement enregistré."
    return _put(tx, gesture.case_id, FILE, file, fact, said, PutOverindebtedness)


def put_intervention(tx: Tx, gesture: PutIntervention) -> Change:
    """Write an intervention with a creditor; the figures learn what it asked for and obtained."""
    one = gesture.intervention
    _require(one.creditor, one.cents)
    refuse_words(one.creditor, one.remark)
    fact = {"aim": one.aim.value, "answer": one.answer.value, "cents": one.cents, "month": f"{one.day:%Y-%m}"}
    return _put(tx, gesture.case_id, INTERVENTION, one, fact, "Intervention enregistrée.", PutIntervention)


def put_microcredit(tx: Tx, gesture: PutMicrocredit) -> Change:
    """Write a microcredit; the figures learn where it stands and its amount."""
    one = gesture.microcredit
    _require(one.purpose, one.cents, one.months)
    refuse_words(one.purpose, one.bank, one.remark)
    fact = {"state": one.state.value, "cents": one.cents, "month": f"{one.day:%Y-%m}"}
    return _put(tx, gesture.case_id, MICROCREDIT, one, fact, "Microcrédit enregistré.", PutMicrocredit)


def put_right(tx: Tx, gesture: PutRight) -> Change:
    """Write a right opened or restored; the figures learn which one and the estimate a month."""
    one = gesture.right
    _require(one.label, one.monthly)
    refuse_words(one.label, one.remark)
    fact = {"code": one.code, "monthly": one.monthly, "restored": one.restored, "month": f"{one.opened_on:%Y-%m}"}
    return _put(tx, gesture.case_id, RIGHT, one, fact, "Droit ouvert enregistré.", PutRight)


def keep_letter(tx: Tx, gesture: KeepLetter) -> Change:
    """Keep a letter in the history of its case; the figures learn its kind and its month."""
    letter = replace(gesture.letter, by_id=gesture.letter.by_id or tx.actor.account_id)
    _require(letter.text)
    refuse_words(letter.recipient, letter.subject)
    refuse_words(letter.text, most=_LONGEST_LETTER)
    fact = {"code": letter.code, "month": f"{letter.day:%Y-%m}"}
    return _put(tx, gesture.case_id, LETTER, letter, fact, "Courrier gardé au dossier.", KeepLetter)


def withdraw_items(tx: Tx, gesture: WithdrawItem) -> Change:
    """Take things away from their cases, or put them back."""
    if not gesture.item_ids:
        raise Refusal(GONE)
    subjects: set[Subject] = set()
    for index, item_id in enumerate(gesture.item_ids):
        clock = gesture.clocks[index] if gesture.clocks else None
        # A sheet that was signed is never taken away, nor an interview that was counted.
        item = read_item(tx.connection, tx.keys, item_id)
        if item.kind not in THINGS:
            raise Refusal(GONE)
        writable_case(tx, item.case_id)
        subjects |= withdraw_item(tx, item_id, withdrawn=gesture.withdrawn, clock=clock)
    count = len(gesture.item_ids)
    done = "retiré" if gesture.withdrawn else "remis"
    return Change(
        subjects=frozenset(subjects),
        said=f"Élément {done}." if count == 1 else f"{count} éléments {done}s.",
        undo=WithdrawItem(gesture.item_ids, not gesture.withdrawn, (tx.stamp()[0],) * count),
    )


def _put(
    tx: Tx,
    case_id: Id,
    kind: str,
    thing: ThingT,
    fact: Fact | None,
    said: str,
    again: Callable[[Id, ThingT], Gesture],
) -> Change:
    """Write a thing, new when its clock is 0; what takes it back is its withdrawal, or the thing as it was."""
    writable_case(tx, case_id)
    before: ThingT | None = None
    if thing.clock:
        held_by, before = read_thing(tx, thing.id, kind, type(thing))
        if held_by != case_id:
            raise Refusal(GONE)
        subjects = put_item(tx, case_id, thing.id, kind, payload_of(thing), fact, thing.clock)
    else:
        subjects = put_new(tx, case_id, kind, thing, fact)
    clock = tx.stamp()[0]
    if before is None:
        undo: Gesture = WithdrawItem((thing.id,), clocks=(clock,))
        return Change(subjects=subjects, said=said, undo=undo, made=(thing.id,))
    return Change(subjects=subjects, said=said, undo=again(case_id, replace(before, clock=clock)))  # type: ignore[type-var]  # every thing is a frozen dataclass


def put_new(tx: Tx, case_id: Id, kind: str, thing: _Thing, fact: Fact | None) -> frozenset[Subject]:
    """Write a thing that is not there yet; raises Outdated when it is."""
    if tx.connection.execute(select(budget_item.c.id).where(budget_item.c.id == thing.id)).first() is not None:
        raise Outdated(OUTDATED)
    return put_item(tx, case_id, thing.id, kind, payload_of(thing), fact)


def read_thing(tx: Tx, item_id: Id, kind: str, row: type[ThingT]) -> tuple[Id, ThingT]:
    """The case and the thing as they are; raises Refusal when it is of another kind, or its case is closed."""
    item = read_item(tx.connection, tx.keys, item_id)
    if item.kind != kind:
        raise Refusal(GONE)
    writable_case(tx, item.case_id)
    return item.case_id, row_of(row, item.payload, id=item.id, clock=item.clock)


def _require(label: str, *amounts: int) -> None:
    if not label.strip():
        raise Refusal(_NO_LABEL)
    if any(amount < 0 for amount in amounts):
        raise Refusal(_NEGATIVE)


THINGS: Mapping[str, type[Any]] = {
    DEBT: Debt,
    ASKED: AskedDocument,
    ACTION: CaseAction,
    FILE: Overindebtedness,
    INTERVENTION: Intervention,
    MICROCREDIT: Microcredit,
    RIGHT: RightOpened,
    LETTER: Letter,
    PLAN: RepaymentPlan,
}
"""The row that each kind of item opens as."""
