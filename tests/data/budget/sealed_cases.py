"""A case sealed without its gestures, for tests that are about what lies in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.budget.codec import payload_of
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import seal_payload
from ceis_desk.data.schema.sealed import budget_case
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.model import BudgetCase, CaseKind, Member, Source, Step, StepMark
from ceis_desk.platforms.budget.sheet_questions import Folder, ReadSheets

TODAY = dt.date.today()
FAMILY = (
    Member("Samira", TODAY.year - 35, adult=True),
    Member("Adam", TODAY.year - 9, adult=False, dependant=True, family_child=True),
    Member("Lina", TODAY.year - 6, adult=False, dependant=True, family_child=True),
)


def seal_case(who: Opened, person_id: Id, case_id: Id | None = None, **more: Any) -> Id:  # noqa: ANN401 fields of a case
    """The id of a case of this person and her children; `more` are other fields of it."""
    case = case_id or new_id()
    fields = {"members": FAMILY, **more}
    mark = StepMark(TODAY, who.actor.account_id, Step.FIRST_CONTACT)
    opened = BudgetCase(
        case, 0, person_id, CaseKind.CURATIVE, Source.CAF, who.actor.account_id, TODAY, marks=(mark,), **fields
    )

    def job(tx: Tx) -> Change:
        sealed = seal_payload(tx, Group.BUDGET, payload_of(opened), Place(budget_case.name, case, "sealed"))
        tx.put(budget_case, case, sealed=sealed, fact=b"", withdrawn=False)
        return Change()

    who.store.write(job).result()  # type: ignore[attr-defined]  # the real store of these tests
    return case


def folder_of(who: Opened, case_id: Id) -> Folder:
    """The sheets of a case as an account reads them."""
    return who.store.ask(ReadSheets(case_id)).result()
