"""Projects: what is written of them and of their things; persons are named to those who may read an identity."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping, func, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import tokens
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.partners.cards import refuse_texts
from ceis_desk.data.partners.tests_of_use import sessions_of
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import local, partners, people
from ceis_desk.data.write import Tx
from ceis_desk.partners.projects import (
    Part,
    PartKind,
    PartSession,
    PartState,
    Project,
    ProjectKind,
    ProjectLine,
    ProjectState,
    ProjectTopic,
    ProjectView,
    ReadProject,
    ReadProjects,
    SetProject,
    WithdrawProject,
    money_of,
)
from ceis_desk.partners.rules import begins_words

PROJECT = "project"
LONGEST_AIM = 2000
GONE = "Ce projet n’est plus là. Rien n’a changé\u00a0: relisez la liste."
_TABLE, _PART = partners.project, partners.project_part


def read_projects(reader: Reader, question: ReadProjects) -> tuple[ProjectLine, ...]:
    """Those that answer, what goes on first, then the latest."""
    typed = tokens(question.words)
    rows = reader.connection.execute(select(_TABLE).where(~_TABLE.c.withdrawn)).mappings().all()
    projects = [_project(row) for row in rows]
    chosen = [
        one
        for one in projects
        if (one.state.open or question.ended)
        and begins_words(typed, f"{one.title} {one.aim} {one.kind.label} {one.topic.label}")
    ]
    chosen.sort(key=lambda one: (one.state.open, one.opened_on), reverse=True)
    parts = _parts(reader, [one.id for one in chosen])
    return tuple(_line(one, parts.get(one.id, ()), reader) for one in chosen)


def _line(project: Project, parts: tuple[Part, ...], reader: Reader) -> ProjectLine:
    steps = [part for part in parts if part.kind in {PartKind.STEP, PartKind.TEST}]
    coming = [
        part.day
        for part in steps
        if part.day is not None and part.day >= reader.today and part.state is PartState.PLANNED
    ]
    return ProjectLine(
        project=project,
        people=len({part.person_id for part in parts if part.person_id is not None}),
        partners=sum(part.kind is PartKind.PARTNER for part in parts),
        steps=len(steps),
        steps_done=sum(part.state is PartState.DONE for part in steps),
        granted=money_of(parts).granted,
        next_on=min(coming, default=None),
    )


def read_project(reader: Reader, question: ReadProject) -> ProjectView:
    """One project; a reader who may not read an identity has the persons counted, not named."""
    row = reader.connection.execute(
        select(_TABLE).where(_TABLE.c.id == question.project_id, ~_TABLE.c.withdrawn)
    ).mappings()
    found = row.first()
    if found is None:
        raise Refusal(GONE)
    return ProjectView(_project(found), _parts(reader, [question.project_id]).get(question.project_id, ()))


def _project(row: RowMapping) -> Project:
    return Project(
        id=row["id"],
        clock=row["hlc"],
        title=row["title"],
        kind=ProjectKind(row["kind"]),
        platform=row["platform"],
        aim=row["aim"],
        state=ProjectState(row["state"]),
        state_on=row["state_on"],
        opened_on=row["opened_on"],
        cohort_id=row["cohort_id"],
        topic=ProjectTopic(row["topic"]),
    )


def _parts(reader: Reader, project_ids: list[Id]) -> dict[Id, tuple[Part, ...]]:
    """The things of these projects, dated ones by day, a merged person once."""
    person, partner, canon = people.person, partners.partner, local.canon
    rows = reader.connection.execute(
        select(
            _PART,
            person.c.id.label("her_id"),
            person.c.civility,
            person.c.used_name,
            person.c.first_name,
            partner.c.name.label("partner_name"),
        )
        .select_from(
            _PART.outerjoin(canon, canon.c.person_id == _PART.c.person_id)
            .outerjoin(person, person.c.id == func.coalesce(canon.c.canonical_id, _PART.c.person_id))
            .outerjoin(partner, partner.c.id == _PART.c.partner_id)
        )
        .where(_PART.c.project_id.in_(project_ids), ~_PART.c.withdrawn)
        .order_by(_PART.c.day, _PART.c.id)
    )
    lines = rows.mappings().all()
    sessions = sessions_of(reader.connection, [row["session_id"] for row in lines if row["session_id"] is not None])
    names = may(reader.actor.roles, Thing.IDENTITY, Level.READ)
    found: dict[Id, list[Part]] = {}
    seen: set[tuple[object, ...]] = set()
    for row in lines:
        key = (row["project_id"], row["kind"], row["her_id"])
        if row["her_id"] is not None and key in seen:
            continue
        seen.add(key)
        found.setdefault(row["project_id"], []).append(_part(row, sessions.get(row["session_id"]), names=names))
    return {project_id: tuple(parts) for project_id, parts in found.items()}


def _part(row: RowMapping, session: PartSession | None, *, names: bool) -> Part:
    named = names and row["her_id"] is not None
    return Part(
        id=row["id"],
        clock=row["hlc"],
        kind=PartKind(row["kind"]),
        words=row["words"],
        state=PartState(row["state"]),
        day=row["day"],
        cents=row["cents"],
        person_id=row["her_id"] or row["person_id"],
        civility=row["civility"] if named else "",
        used_name=row["used_name"] if named else "",
        first_name=row["first_name"] if named else "",
        partner_id=row["partner_id"],
        partner_name=row["partner_name"] or "",
        session_id=row["session_id"],
        hidden=row["person_id"] is not None and not names,
        session=session,
    )


def set_project(tx: Tx, gesture: SetProject) -> Change:
    """Begin a project, or edit one."""
    title, aim = gesture.title.strip(), gesture.aim.strip()
    refuse_texts((title,))
    refuse_nir(aim)
    if not title:
        message = "Donnez un titre au projet. Rien n’a été enregistré."
        raise Refusal(message)
    if len(aim) > LONGEST_AIM:
        message = f"L’objet du projet tient en {LONGEST_AIM} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."
        raise Refusal(message)
    columns: dict[str, Any] = {
        "title": title,
        "kind": gesture.kind.value,
        "topic": gesture.topic.value,
        "aim": aim,
        "platform": gesture.platform,
        "cohort_id": gesture.cohort_id,
        "state": gesture.state.value,
        "opened_on": gesture.opened_on or tx.today,
    }
    if gesture.project_id is None:
        row_id = new_id()
        tx.put(_TABLE, row_id, **columns, state_on=tx.today, withdrawn=False)
        undo: SetProject | WithdrawProject = WithdrawProject(row_id, clock=tx.stamp()[0])
        said = f"Projet «\u00a0{title}\u00a0» commencé."
    else:
        row_id = gesture.project_id
        before = _project(project_row(tx, row_id, gesture.clock))
        state_on = before.state_on if before.state is gesture.state else tx.today
        columns["opened_on"] = gesture.opened_on or before.opened_on
        tx.change(_TABLE, row_id, **columns, state_on=state_on)
        undo = SetProject(
            before.title, before.kind, before.aim, before.platform, before.opened_on, before.cohort_id, before.state,
            row_id, tx.stamp()[0], before.topic,
        )  # fmt: skip
        said = f"Projet «\u00a0{title}\u00a0» enregistré\u00a0: {gesture.state.label}."
    return Change(subjects=subjects_of(row_id), said=said, undo=undo, made=(row_id,))


def withdraw_project(tx: Tx, gesture: WithdrawProject) -> Change:
    """Take a project back, or put it back."""
    row = project_row(tx, gesture.project_id, gesture.clock, withdrawn_too=True)
    tx.change(_TABLE, row["id"], withdrawn=gesture.withdrawn)
    done = "retiré" if gesture.withdrawn else "remis"
    return Change(
        subjects=subjects_of(row["id"]),
        said=f"Projet «\u00a0{row['title']}\u00a0» {done}.",
        undo=WithdrawProject(row["id"], not gesture.withdrawn, tx.stamp()[0]),
    )


def project_row(tx: Tx, project_id: Id, clock: int | None, *, withdrawn_too: bool = False) -> RowMapping:
    """A project that is still there; raises Refusal, or Outdated when it is no longer at `clock`."""
    tx.require_clock(_TABLE, project_id, clock)
    row = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == project_id)).mappings().first()
    if row is None or (row["withdrawn"] and not withdrawn_too):
        raise Refusal(GONE)
    return row


def subjects_of(project_id: Id) -> frozenset[Subject]:
    """This project, as a change tells of it."""
    return frozenset({Subject(PROJECT, project_id)})
