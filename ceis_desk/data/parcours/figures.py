"""Figures of the parcours: freins raised and lifted, and how people's own marks changed; nobody is named in either."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Table, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id
from ceis_desk.data.budget.codec import row_of
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.parcours.freins import local_kinds
from ceis_desk.data.parcours.restricted import RESTRICTED
from ceis_desk.data.parcours.rows import reading_of
from ceis_desk.data.parcours.self_assessment import Fact, read_scale
from ceis_desk.data.payloads import Payload, open_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import parcours as tables
from ceis_desk.data.sealing import Keys
from ceis_desk.parcours.figures import FreinFigures, FreinLine, ReadFreinFigures
from ceis_desk.parcours.freins import FreinKind
from ceis_desk.parcours.model import FreinReading
from ceis_desk.parcours.rules import in_order, lifted_in, raised_in
from ceis_desk.parcours.self_assessment import (
    AssessmentMoment,
    Pair,
    PairedChange,
    ReadPairedChange,
    ScaleForm,
    Statement,
)
from ceis_desk.statistics.masking import hidden_in_line, is_small
from ceis_desk.statistics.rules import calendar_period

_RESTRICTED_LABEL, _UNLISTED = "Violences, justice", "Autre frein"
_HUNDREDTHS = 100


def frein_figures(reader: Reader, question: ReadFreinFigures) -> FreinFigures:
    """Freins by kind, then the restricted ones together, few of them hidden; raises Refusal on a bad period."""
    calendar_period(question.first, question.last)
    kinds = local_kinds(reader.connection)
    raised, lifted = Counter[str](), Counter[str]()
    for code, readings in _ordinary(reader.connection):
        raised[code] += raised_in(readings, question.first, question.last)
        lifted[code] += lifted_in(readings, question.first, question.last)
    months = _months(question.first, question.last)
    facts = list(_facts(reader.connection, reader.keys, tables.restricted_frein))
    known = [fact for fact in facts if fact is not None]
    raised[RESTRICTED] = sum(fact.get("raised") in months for fact in known)
    lifted[RESTRICTED] = sum(fact.get("lifted") in months for fact in known)
    listed = [code for code, kind in kinds.items() if not kind.restricted]
    # What a site no longer lists is still counted, or the lines would not add up to their total.
    codes = [*listed, *sorted(raised.keys() - {*listed, RESTRICTED}), RESTRICTED]
    shown = (_masked([raised[code] for code in codes]), _masked([lifted[code] for code in codes]))
    return FreinFigures(
        lines=tuple(
            FreinLine(
                code,
                _label(code, kinds),
                kinds[code].pivot if code in kinds else "",
                shown[0][place],
                shown[1][place],
            )
            for place, code in enumerate(codes)
        ),
        raised=_total(raised.total()),
        lifted=_total(lifted.total()),
        partial=len(known) < len(facts),
    )


def paired_change(reader: Reader, question: ReadPairedChange) -> tuple[PairedChange, ...]:
    """One line a sentence of the scale and a form of answer that somebody gave twice; may raise Refusal."""
    calendar_period(question.first, question.last)
    scale = read_scale(reader.connection)
    months = _months(question.first, question.last)
    pairs = _pairs(_assessments(reader), months)
    lines = []
    for statement in scale.statements:
        for form in ScaleForm:
            found = pairs.get((statement.code, form), [])
            if found or form is scale.form:
                lines.append(line_of(statement, form, found))
    return tuple(lines)


def line_of(statement: Statement, form: ScaleForm, pairs: Sequence[Pair]) -> PairedChange:
    """The line of a sentence: how many marks went down, stayed, went up, and how they lay before and after."""
    marks = range(form.top + 1)
    before, after = (Counter(getattr(one, side) for one in pairs) for side in ("before", "after"))
    ways = Counter((one.after > one.before) - (one.after < one.before) for one in pairs)
    lower, same, higher = _masked([ways[-1], ways[0], ways[1]])
    first, last = _masked([before[mark] for mark in marks]), _masked([after[mark] for mark in marks])
    told = bool(pairs) and None not in (*first, *last)
    total = sum(one.after - one.before for one in pairs)
    return PairedChange(
        code=statement.code,
        text=statement.text,
        form=form,
        paired=_total(len(pairs)),
        lower=lower,
        same=same,
        higher=higher,
        before=first,
        after=last,
        mean=round(total * _HUNDREDTHS / len(pairs)) if told else None,
    )


def _pairs(facts: Iterable[Fact], months: frozenset[str]) -> Mapping[tuple[str, ScaleForm], list[Pair]]:
    """The marks at entry and the latest ones of the period, of each person, for each sentence and form."""
    entries: dict[tuple[str, ScaleForm], Fact] = {}
    later: dict[tuple[str, ScaleForm], Fact] = {}
    for fact in facts:
        key = (fact.pair, fact.form)
        if fact.moment is AssessmentMoment.ENTRY:
            # The first entry of all: of a person who came back, the whole way is told.
            if key not in entries or fact.month < entries[key].month:
                entries[key] = fact
        elif fact.month in months and (key not in later or _rank(fact) >= _rank(later[key])):
            later[key] = fact
    found: dict[tuple[str, ScaleForm], list[Pair]] = {}
    for key in entries.keys() & later.keys():
        before, after = _marks(entries[key]), _marks(later[key])
        if entries[key].month <= later[key].month:
            for code in before.keys() & after.keys():
                found.setdefault((code, key[1]), []).append(Pair(before[code], after[code]))
    return found


def _marks(fact: Fact) -> dict[str, int]:
    return {one.code: one.value for one in fact.answers if one.value is not None and 0 <= one.value <= fact.form.top}


def _rank(fact: Fact) -> tuple[str, bool]:
    return fact.month, fact.moment is AssessmentMoment.EXIT


def _assessments(reader: Reader) -> Iterator[Fact]:
    for payload in _facts(reader.connection, reader.keys, tables.self_assessment):
        if payload is not None:
            with suppress(Unreadable):
                yield row_of(Fact, payload)


def _label(code: str, kinds: Mapping[str, FreinKind]) -> str:
    if code == RESTRICTED:
        return _RESTRICTED_LABEL
    return kinds[code].label if code in kinds else _UNLISTED


def _ordinary(connection: Connection) -> Iterator[tuple[str, tuple[FreinReading, ...]]]:
    """The code and the readings of each ordinary frein, oldest first."""
    parcours, frein, level = tables.parcours, tables.frein, tables.frein_level
    rows = connection.execute(
        select(frein.c.code, level)
        .join_from(level, frein, frein.c.id == level.c.frein_id)
        .join(parcours, parcours.c.id == frein.c.parcours_id)
        .where(~level.c.withdrawn, ~frein.c.withdrawn, ~parcours.c.withdrawn)
        .order_by(level.c.day, level.c.hlc)
    )
    found: dict[Id, tuple[str, list[FreinReading]]] = {}
    for row in rows:
        found.setdefault(row.frein_id, (row.code, []))[1].append(reading_of(row, {}))
    for code, readings in found.values():
        yield code, in_order(readings)


def _facts(connection: Connection, keys: Keys, table: Table[Any]) -> Iterator[Payload | None]:
    """What these rows tell the figures; None for one that does not open with these keys."""
    for row in connection.execute(select(table.c.id, table.c.fact).where(~table.c.withdrawn)).all():
        fact: Payload | None = None
        with suppress(Denied, Unreadable):
            fact = open_payload(keys, Group.FIGURES, row.fact, Place(table.name, row.id, "fact"))
        yield fact


def _months(first: dt.date, last: dt.date) -> frozenset[str]:
    """Every month that a period touches, as the facts write it."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = (first.year * 12 + first.month - 1 + number for number in range(count))
    return frozenset(f"{month // 12:04}-{month % 12 + 1:02}" for month in whole)


def _masked(counts: Sequence[int]) -> tuple[int | None, ...]:
    hidden = hidden_in_line(counts)
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def _total(count: int) -> int | None:
    return None if is_small(count) else count
