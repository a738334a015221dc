"""Self-assessments in the store: sealed to the professionals, with a fact for the figures that says nobody's name.

The facts of one person bear the same token, drawn at random and known from her own sealed answers alone.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, code_id, id_at
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.codec import payload_of, row_of
from ceis_desk.data.house import SITE, put_setting, site_value
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.parcours.rows import PARCOURS
from ceis_desk.data.payloads import open_payload, seal_payload
from ceis_desk.data.people import refuse_erased, same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import house
from ceis_desk.data.schema.parcours import self_assessment
from ceis_desk.data.sealing import Keys
from ceis_desk.data.write import Tx
from ceis_desk.parcours import rules
from ceis_desk.parcours.self_assessment import (
    DEFAULT_SCALE,
    Answer,
    AssessmentMoment,
    OwnScale,
    ReadOwnScale,
    ReadSelfAssessments,
    RecordSelfAssessment,
    ScaleForm,
    SelfAssessment,
    SetOwnScale,
    Statement,
    WithdrawSelfAssessment,
    check_answers,
    check_scale,
)

SCALE = "own_scale"
_TOKEN_BYTES = 16
_GONE = "Ces réponses ne sont plus là, ou ne sont pas pour votre compte. Rien n’a changé\u00a0: relisez la fiche."
_SUBJECTS = frozenset({Subject(PARCOURS)})


@dataclass(frozen=True)
class Sealed:
    """What is sealed of one self-assessment."""

    id: Id
    clock: int
    person_id: Id
    pair: str
    day: dt.date
    moment: AssessmentMoment
    form: ScaleForm
    answers: tuple[Answer, ...]
    author_id: Id


@dataclass(frozen=True)
class Fact:
    """What the figures may know of one: whose token, in which month, which marks."""

    pair: str
    moment: AssessmentMoment
    month: str
    form: ScaleForm
    answers: tuple[Answer, ...]


def record_self_assessment(tx: Tx, gesture: RecordSelfAssessment) -> Change:
    """Write her answers, or correct them."""
    ids = same_person(tx.connection, gesture.person_id)
    refuse_erased(tx.connection, ids[0])
    rules.require_passed(gesture.day, tx.today)
    before = _to_correct(tx, gesture, ids)
    known = {one.code for one in read_scale(tx.connection).statements}
    known |= {one.code for one in before.answers} if before else set()
    check_answers(gesture.answers, gesture.form, known)
    kept = Sealed(
        id=before.id if before else id_at(tx.now),
        clock=0,
        person_id=before.person_id if before else ids[0],
        pair=before.pair if before else _token(tx, ids),
        day=gesture.day,
        moment=gesture.moment,
        form=gesture.form,
        answers=gesture.answers,
        author_id=tx.actor.account_id,
    )
    _put(tx, kept)
    clock = tx.stamp()[0]
    undo: RecordSelfAssessment | WithdrawSelfAssessment = WithdrawSelfAssessment(kept.id, clock)
    if before is not None:
        undo = RecordSelfAssessment(
            before.person_id, before.day, before.moment, before.form, before.answers, before.id, clock
        )
    said = f"Réponses {gesture.moment.label} enregistrées."
    return Change(_SUBJECTS, said, undo, made=() if before else (kept.id,))


def withdraw_self_assessment(tx: Tx, gesture: WithdrawSelfAssessment) -> Change:
    """Take answers back, or put them back."""
    _opened_row(tx, gesture.assessment_id)
    tx.require_clock(self_assessment, gesture.assessment_id, gesture.clock)
    tx.change(self_assessment, gesture.assessment_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=_SUBJECTS,
        said="Réponses retirées." if gesture.withdrawn else "Réponses remises.",
        undo=WithdrawSelfAssessment(gesture.assessment_id, tx.stamp()[0], not gesture.withdrawn),
    )


def read_self_assessments(reader: Reader, question: ReadSelfAssessments) -> tuple[SelfAssessment, ...]:
    """What she said of herself, oldest first."""
    ids, names = same_person(reader.connection, question.person_id), account_names(reader.connection)

    def make(row: Row[Any]) -> Sealed | None:
        with suppress(Denied, Unreadable):
            return _open(reader.keys, row)
        return None

    table = self_assessment
    kept = reader.opened.all_of(table.name, reader.connection, table, make, ~table.c.withdrawn)
    found = [_told(one, names.get(one.author_id, "")) for one in kept if one is not None and one.person_id in ids]
    return tuple(sorted(found, key=lambda one: (one.day, one.id.bytes)))


def open_self_assessments(tx: Tx) -> Iterator[Sealed]:
    """Every self-assessment that this session opens, those withdrawn too."""
    for row in tx.connection.execute(select(self_assessment)).all():
        with suppress(Denied, Unreadable):
            yield _open(tx.keys, row)


def read_scale(connection: Any) -> OwnScale:
    """The scale of the site, the shipped one while it has none."""
    kept = site_value(connection, SCALE, None)
    if kept is None:
        return DEFAULT_SCALE
    table = house.setting
    clock = connection.execute(select(table.c.hlc).where(table.c.id == code_id("setting", SITE, SCALE))).scalar_one()
    statements = tuple(Statement(one["code"], one["text"]) for one in kept["statements"])
    return OwnScale(ScaleForm(kept["form"]), statements, clock)


def read_own_scale(reader: Reader, _question: ReadOwnScale) -> OwnScale:
    """The scale of now."""
    return read_scale(reader.connection)


def set_own_scale(tx: Tx, gesture: SetOwnScale) -> Change:
    """Change the scale; what was answered before stays under its codes."""
    check_scale(gesture.scale)
    for one in gesture.scale.statements:
        refuse_nir(one.text)
    tx.require_clock(house.setting, code_id("setting", SITE, SCALE), gesture.clock or None)
    before = read_scale(tx.connection)
    kept = {
        "form": gesture.scale.form.value,
        "statements": [{"code": one.code, "text": one.text.strip()} for one in gesture.scale.statements],
    }
    put_setting(tx, SITE, SCALE, json.dumps(kept, ensure_ascii=False))
    undo = SetOwnScale(replace(before, clock=0), tx.stamp()[0])
    return Change(frozenset({Subject("setting")}), "Échelle enregistrée.", undo)


def _to_correct(tx: Tx, gesture: RecordSelfAssessment, ids: tuple[Id, ...]) -> Sealed | None:
    if gesture.assessment_id is None:
        return None
    found = _opened_row(tx, gesture.assessment_id)
    tx.require_clock(self_assessment, gesture.assessment_id, gesture.clock)
    if found.person_id not in ids:
        raise Refusal(_GONE)
    return found


def _token(tx: Tx, ids: tuple[Id, ...]) -> str:
    """The token of the person, drawn the first time that she answers."""
    known = (one.pair for one in open_self_assessments(tx) if one.person_id in ids)
    return next(known, None) or secrets.token_hex(_TOKEN_BYTES)


def _put(tx: Tx, kept: Sealed) -> None:
    given = tuple(one for one in kept.answers if one.value is not None)
    fact = Fact(kept.pair, kept.moment, f"{kept.day:%Y-%m}", kept.form, given)
    tx.put(
        self_assessment,
        kept.id,
        sealed=seal_payload(tx, Group.PROFESSIONALS, payload_of(kept), _sealed_place(kept.id)),
        fact=seal_payload(tx, Group.FIGURES, payload_of(fact), Place(self_assessment.name, kept.id, "fact")),
        withdrawn=False,
    )


def _opened_row(tx: Tx, assessment_id: Id) -> Sealed:
    row = tx.connection.execute(select(self_assessment).where(self_assessment.c.id == assessment_id)).first()
    if row is None:
        raise Refusal(_GONE)
    return _open(tx.keys, row)


def _open(keys: Keys, row: Row[Any]) -> Sealed:
    payload = open_payload(keys, Group.PROFESSIONALS, row.sealed, _sealed_place(row.id))
    return row_of(Sealed, payload, id=row.id, clock=row.hlc)


def _told(kept: Sealed, name: str) -> SelfAssessment:
    return SelfAssessment(
        kept.id, kept.clock, kept.person_id, kept.day, kept.moment, kept.form, kept.answers, kept.author_id, name
    )


def _sealed_place(assessment_id: Id) -> Place:
    return Place(self_assessment.name, assessment_id, "sealed")
