"""Events of what a team owns: budget cases for the counsellors, health facts for the health workers, nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Row

from ceis_desk.access.model import Group, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id
from ceis_desk.data.budget.case_rows import all_cases
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.notes.reading import read_notes
from ceis_desk.data.payloads import Payload, open_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema.sealed import health_fact
from ceis_desk.notes.model import Note
from ceis_desk.parcours.model import Event, EventKind
from ceis_desk.platforms.budget import PLATFORM as BUDGET
from ceis_desk.platforms.budget.model import BudgetCase, Step
from ceis_desk.platforms.budget.rules import step_of
from ceis_desk.platforms.health import PLATFORM as HEALTH

TO_COUNSELLORS, TO_HEALTH = "Réservé aux conseillères", "Réservé à l’équipe santé"
_EXCERPT = 90


def budget_events(reader: Reader, ids: tuple[Id, ...], names: Mapping[Id, str]) -> Iterator[Event]:
    """The cases of a person and what was signed in them, for the counsellors."""
    if not may(reader.actor.roles, Thing.BUDGET_CASES, Level.READ):
        return
    # A counsellor whose key has not come yet sees the rest.
    with suppress(Denied):
        for case in all_cases(reader):
            if any(member.person_id in ids for member in case.members):
                yield _case(case, names)
                yield from (_note(one) for one in read_notes(reader, Group.BUDGET, case.id))


def health_events(reader: Reader, ids: tuple[Id, ...]) -> Iterator[Event]:
    """The preventions kept of a person, for the health workers."""
    if not may(reader.actor.roles, Thing.HEALTH_FACTS, Level.READ):
        return

    def make(row: Row[Any]) -> Payload | None:
        with suppress(Denied, Unreadable):
            return open_payload(reader.keys, Group.HEALTH, row.sealed, Place(health_fact.name, row.id, "sealed"))
        return None

    hers = {one.hex for one in ids}
    rows = reader.opened.all_of(
        "way_health", reader.connection, health_fact, lambda row: (row.id, make(row)), ~health_fact.c.withdrawn
    )
    for row_id, payload in rows:
        if payload is not None and payload.get("person_id") in hers:
            at = _day_of(payload)
            if at is not None:
                yield Event(row_id, EventKind.HEALTH, HEALTH.code, at, "Prévention santé", reserved=TO_HEALTH)


def _day_of(payload: Payload) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(str(payload.get("day", "")))
    except ValueError:
        return None


def _case(case: BudgetCase, names: Mapping[Id, str]) -> Event:
    closed = case.separated_on or (case.marks[-1].day if step_of(case.marks) is Step.CLOSED else None)
    return Event(
        case.id,
        EventKind.CASE,
        BUDGET.code,
        dt.datetime.combine(case.opened_on, dt.time()),
        "Accompagnement budget",
        ends=closed,
        lasts=True,
        with_name=names.get(case.referent_id, "") if case.referent_id else "",
    )


def _note(note: Note) -> Event:
    words = f"Entretien budget, {note.minutes} min" if note.minutes else "Note budget"
    text = " ".join((note.text or "").split())
    excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
    return Event(
        note.id,
        EventKind.CASE,
        BUDGET.code,
        dt.datetime.combine(note.day, note.at.time()),
        words,
        detail=excerpt,
        with_name=note.author_name,
        reserved=TO_COUNSELLORS,
    )
