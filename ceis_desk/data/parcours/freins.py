"""Ordinary freins: the level found on a day, and the list that the site adds to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.house import SITE, put_setting, site_value
from ceis_desk.data.parcours.course import refuse_words
from ceis_desk.data.parcours.rows import parcours_at, subjects_of
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import house
from ceis_desk.data.schema import parcours as tables
from ceis_desk.data.write import Tx
from ceis_desk.parcours import rules
from ceis_desk.parcours.freins import BY_CODE, FREINS, FreinKind, LocalFreins, check_local
from ceis_desk.parcours.gestures import ReadFrein, SetLocalFreins, WithdrawReading
from ceis_desk.parcours.model import FreinLevel, FreinMoment, Parcours
from ceis_desk.parcours.questions import FreinKinds, ReadLocalFreins

LOCAL_FREINS = "local_freins"
_TABLE = tables.frein_level
_UNKNOWN = "Ce frein n’est pas dans la liste. Rien n’a été enregistré\u00a0: choisissez-en un autre."
_RESTRICTED = (
    "Ce frein est réservé à son auteur et aux référents qu’il nomme. Rien n’a été enregistré\u00a0: "
    "ouvrez-le comme un frein réservé."
)
_GONE = "Cette lecture du frein n’est plus là. Rien n’a changé\u00a0: relisez le parcours."


def read_frein(tx: Tx, gesture: ReadFrein) -> Change:
    """Write the level of a frein on a day; of the same day and moment, the latest word stays."""
    parcours = parcours_at(tx, gesture.parcours_id)
    rules.require_going(parcours)
    kind = local_kinds(tx.connection).get(gesture.code)
    if kind is None:
        raise Refusal(_UNKNOWN)
    if kind.restricted:
        raise Refusal(_RESTRICTED)
    rules.require_passed(gesture.day, tx.today)
    frein_id = code_id("frein", parcours.id, gesture.code)
    reading_id = code_id("frein_level", frein_id, gesture.day, gesture.moment.value)
    tx.require_clock(_TABLE, reading_id, gesture.clock)
    before = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == reading_id, ~_TABLE.c.withdrawn)).first()
    tx.put(tables.frein, frein_id, parcours_id=parcours.id, code=gesture.code, withdrawn=False)
    tx.put(
        _TABLE,
        reading_id,
        frein_id=frein_id,
        day=gesture.day,
        moment=gesture.moment.value,
        level=gesture.level.rank,
        account_id=tx.actor.account_id,
        withdrawn=False,
    )
    undo = _undo(parcours, gesture, before, reading_id, tx.stamp()[0])
    said = f"{kind.label}\u00a0: {gesture.level.label} {gesture.moment.label}."
    return Change(subjects_of(parcours), said, undo, made=(reading_id,), masked="Frein noté.")


def withdraw_reading(tx: Tx, gesture: WithdrawReading) -> Change:
    """Take a reading back, or put it back."""
    frein = tables.frein
    row = tx.connection.execute(
        select(frein.c.parcours_id)
        .join_from(_TABLE, frein, frein.c.id == _TABLE.c.frein_id)
        .where(_TABLE.c.id == gesture.reading_id)
    ).first()
    if row is None:
        raise Refusal(_GONE)
    parcours = parcours_at(tx, row.parcours_id)
    rules.require_going(parcours)
    tx.require_clock(_TABLE, gesture.reading_id, gesture.clock)
    tx.change(_TABLE, gesture.reading_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=subjects_of(parcours),
        said="Lecture du frein retirée." if gesture.withdrawn else "Lecture du frein remise.",
        undo=WithdrawReading(gesture.reading_id, not gesture.withdrawn, tx.stamp()[0]),
    )


def local_kinds(connection: Connection) -> Mapping[str, FreinKind]:
    """Every kind of frein by its code: those shipped, then those that the site added."""
    added = (FreinKind(**one) for one in site_value(connection, LOCAL_FREINS, []))
    return {**BY_CODE, **{one.code: one for one in added}}


def frein_kinds(reader: Reader, _question: FreinKinds) -> tuple[FreinKind, ...]:
    """The kinds of frein that may be read, the shipped ones first."""
    return tuple(local_kinds(reader.connection).values())


def read_local_freins(reader: Reader, _question: ReadLocalFreins) -> LocalFreins:
    """The freins that the site adds, with the clock of their setting."""
    added = tuple(one for one in local_kinds(reader.connection).values() if one.code not in BY_CODE)
    table, setting_id = house.setting, code_id("setting", SITE, LOCAL_FREINS)
    clock = reader.connection.execute(select(table.c.hlc).where(table.c.id == setting_id)).scalar()
    return LocalFreins(added, clock)


def set_local_freins(tx: Tx, gesture: SetLocalFreins) -> Change:
    """Replace the freins that the site adds; one that a parcours has stays readable only while it is listed."""
    check_local(gesture.freins)
    refuse_words(*(one.label for one in gesture.freins))
    used = tx.connection.execute(select(tables.frein.c.code).distinct()).scalars().all()
    missing = set(used) - {one.code for one in (*FREINS, *gesture.freins)}
    if missing:
        raise Refusal("Un de ces freins est déjà dans un parcours. Rien n’a changé\u00a0: gardez-le dans la liste.")
    tx.require_clock(house.setting, code_id("setting", SITE, LOCAL_FREINS), gesture.clock)
    before = local_kinds(tx.connection)
    put_setting(tx, SITE, LOCAL_FREINS, json.dumps([_written(one) for one in gesture.freins], ensure_ascii=False))
    former = tuple(one for one in before.values() if one.code not in BY_CODE)
    return Change(
        subjects=frozenset({Subject("setting")}),
        said="Liste des freins enregistrée.",
        undo=SetLocalFreins(former, tx.stamp()[0]),
    )


def _written(kind: FreinKind) -> dict[str, str]:
    return {"code": kind.code, "label": kind.label.strip(), "icon": kind.icon, "pivot": kind.pivot}


def _undo(
    parcours: Parcours, gesture: ReadFrein, before: Row[Any] | None, reading_id: Id, clock: int
) -> ReadFrein | WithdrawReading:
    if before is None:
        return WithdrawReading(reading_id, clock=clock)
    level, moment = tuple(FreinLevel)[before.level], FreinMoment(before.moment)
    return ReadFrein(parcours.id, gesture.code, before.day, moment, level, clock)
