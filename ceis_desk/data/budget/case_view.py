"""Everything of one case, opened: its household as the records stand now, what is owed, written and to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Row, func, select

from ceis_desk.access.model import Group
from ceis_desk.agenda.model import Outcome
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id
from ceis_desk.data.budget.case_rows import read_case
from ceis_desk.data.budget.codec import row_of
from ceis_desk.data.budget.crossings import crossings_of
from ceis_desk.data.budget.items import Item, open_item
from ceis_desk.data.budget.things import (
    ACTION,
    ASKED,
    DEBT,
    FILE,
    INTERVENTION,
    INTERVIEW,
    LETTER,
    MICROCREDIT,
    PLAN,
    RIGHT,
)
from ceis_desk.data.identity import read_identity
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.notes.documents import read_documents
from ceis_desk.data.notes.reading import account_names, read_notes
from ceis_desk.data.people import same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, house, reception
from ceis_desk.data.schema.sealed import budget_item, document, note
from ceis_desk.people.model import Identity
from ceis_desk.platforms.budget import PLATFORM
from ceis_desk.platforms.budget.interventions import Intervention, Microcredit, RightOpened
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import AskedDocument, BudgetCase, CaseAction, Debt
from ceis_desk.platforms.budget.overindebtedness import Overindebtedness, deadlines
from ceis_desk.platforms.budget.questions import CasePerson, CaseView, InterviewHere, NextAppointment, ReadCase
from ceis_desk.platforms.budget.repayment import RepaymentPlan
from ceis_desk.platforms.budget.rules import InterviewAct, held, pause_of, step_of

ThingT = TypeVar("ThingT")


def read_case_view(reader: Reader, question: ReadCase) -> CaseView:
    """A case with everything in it; raises Refusal when it is gone."""
    case = read_case(reader.connection, reader.keys, question.case_id)
    items, unread = items_of(reader, case)
    notes = read_notes(reader, Group.BUDGET, case.id)
    documents = read_documents(reader, Group.BUDGET, case.id)
    people = _people(reader, case)
    here = _here(reader, case)
    under_way, coming = _appointments(reader, case, here)
    files = sorted(_of(items, FILE, Overindebtedness), key=lambda one: (one.started_on, one.id))
    return CaseView(
        case=case,
        step=step_of(case.marks),
        pause=pause_of(case.marks),
        referent_name=account_names(reader.connection).get(case.referent_id, "") if case.referent_id else "",
        persons=tuple(_person(person_id, identity) for person_id, identity in people),
        debts=_of(items, DEBT, Debt),
        asked=_of(items, ASKED, AskedDocument),
        actions=_of(items, ACTION, CaseAction),
        documents=documents,
        notes=notes,
        overindebtedness=files[-1] if files else None,
        past_files=tuple(files[:-1]),
        deadlines=deadlines(files[-1], reader.today) if files else (),
        interventions=_of(items, INTERVENTION, Intervention),
        microcredits=_of(items, MICROCREDIT, Microcredit),
        rights=_of(items, RIGHT, RightOpened),
        letters=_of(items, LETTER, Letter),
        plans=_of(items, PLAN, RepaymentPlan),
        next_appointment=coming,
        under_way=under_way,
        interviews=held([_act(item) for item in items if item.kind == INTERVIEW], notes),
        here=here,
        writable=case.separated_on is None,
        crossed=crossings_of(reader, case.id) if case.separated_on is None else (),
        kept_back=_kept_back(reader, case, len(notes) + len(documents) + len(items) + unread),
        unread=unread,
    )


def items_of(reader: Reader, case: BudgetCase) -> tuple[tuple[Item, ...], int]:
    """The things of a case by order of their making, and how many do not open; of a common one, up to its closing."""
    conditions = [budget_item.c.case_id == case.id, ~budget_item.c.withdrawn]
    if case.closing_clock is not None:
        conditions.append(budget_item.c.hlc <= case.closing_clock)

    def make(row: Row[Any]) -> Item | None:
        with suppress(Denied, Unreadable):
            return open_item(reader.keys, row)
        return None

    found = list(reader.opened.all_of(budget_item.name, reader.connection, budget_item, make, *conditions))
    return tuple(item for item in found if item is not None), found.count(None)


def household_ids(reader: Reader, case: BudgetCase) -> tuple[Id, ...]:
    """Every record of the persons of a case, those merged into another too."""
    named = dict.fromkeys(member.person_id for member in case.members if member.person_id is not None)
    return tuple(dict.fromkeys(one for person_id in named for one in same_person(reader.connection, person_id)))


def _act(item: Item) -> InterviewAct:
    fields = item.payload
    note_id = Id(fields["note"]) if fields["note"] else None
    return InterviewAct(dt.date.fromisoformat(fields["day"]), Id(fields["author"]), note_id)


def _of(items: Sequence[Item], kind: str, row: type[ThingT]) -> tuple[ThingT, ...]:
    return tuple(row_of(row, item.payload, id=item.id, clock=item.clock) for item in items if item.kind == kind)


def _kept_back(reader: Reader, case: BudgetCase, shown: int) -> int:
    """How many things colleagues wrote in a common case after its separation, not knowing of it."""
    if case.separated_on is None:
        return 0
    counted = (
        select(func.count()).select_from(note).where(note.c.thread_id == case.id),
        select(func.count()).select_from(document).where(document.c.thread_id == case.id, ~document.c.withdrawn),
        select(func.count()).select_from(budget_item).where(budget_item.c.case_id == case.id, ~budget_item.c.withdrawn),
    )
    return sum(reader.connection.execute(one).scalar_one() for one in counted) - shown


def _people(reader: Reader, case: BudgetCase) -> list[tuple[Id, Identity]]:
    found = []
    for member in case.members:
        identity = read_identity(reader.connection, member.person_id) if member.person_id else None
        if member.person_id is not None and identity is not None:
            found.append((member.person_id, identity))
    return found


def _person(person_id: Id, identity: Identity) -> CasePerson:
    place = " ".join(part for part in (identity.postcode, identity.commune) if part)
    return CasePerson(
        id=person_id,
        civility=identity.civility.value,
        used_name=identity.used_name or identity.birth_name,
        first_name=identity.first_name,
        birth_year=identity.birth_date.year if identity.birth_date else identity.birth_year,
        phone=identity.phones[0] if identity.phones else "",
        email=identity.email,
        address=", ".join(part for part in (identity.address, place) if part),
        no_call=identity.safe_contact.no_call,
        no_letter=identity.safe_contact.no_letter,
    )


def _appointments(
    reader: Reader, case: BudgetCase, here: InterviewHere | None
) -> tuple[NextAppointment | None, NextAppointment | None]:
    """The one that is under way and the next one: whoever is received early is received for the first of today."""
    table = agenda.appointment
    query = (
        select(table.c.id, table.c.starts_at, table.c.minutes, table.c.room, house.account.c.name)
        .select_from(table.outerjoin(house.account, house.account.c.id == table.c.account_id))
        .where(*_open_appointments(reader, case), table.c.day >= reader.today)
        .order_by(table.c.starts_at)
    )
    received = here.appointment_id if here is not None and here.busy_at is not None else None
    under_way = coming = None
    for row in reader.connection.execute(query):
        found = NextAppointment(row.id, row.starts_at, row.name or "", row.room)
        last = row.starts_at + dt.timedelta(minutes=row.minutes)
        if row.id == received or row.starts_at <= reader.now < last:
            under_way = under_way or found
        elif row.starts_at > reader.now:
            coming = coming or found
    return under_way, coming


def _open_appointments(reader: Reader, case: BudgetCase) -> tuple[Any, ...]:
    table = agenda.appointment
    return (
        table.c.person_id.in_(household_ids(reader, case)),
        table.c.platform == PLATFORM.code,
        table.c.outcome == Outcome.OPEN.value,
        ~table.c.withdrawn,
    )


def _here(reader: Reader, case: BudgetCase) -> InterviewHere | None:
    """The visit of today not ended yet and the appointment of today not settled yet, the earliest of each."""
    table, visit = agenda.appointment, reception.visit
    appointment_id = reader.connection.execute(
        select(table.c.id)
        .where(*_open_appointments(reader, case), table.c.day == reader.today)
        .order_by(table.c.starts_at)
        .limit(1)
    ).scalar()
    found = reader.connection.execute(
        select(visit.c.id, visit.c.at, visit.c.busy_at, visit.c.appointment_id)
        .where(
            visit.c.person_id.in_(household_ids(reader, case)),
            visit.c.day == reader.today,
            visit.c.gone_at.is_(None),
            ~visit.c.withdrawn,
        )
        .order_by(visit.c.busy_at.is_(None), visit.c.at)
        .limit(1)
    ).first()
    if found is None and appointment_id is None:
        return None
    arrived: dt.datetime | None = found.at if found else None
    return InterviewHere(appointment_id, found.id if found else None, arrived, found.busy_at if found else None)
