"""A case sealed as the counsellors' page seals it, for tests that are about what lies in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import seal_payload
from ceis_desk.data.schema.sealed import budget_case
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.sheet_questions import Folder, ReadSheets

YEAR = dt.date.today().year
FAMILY: tuple[dict[str, Any], ...] = (
    {"name": "Samira", "birth_year": YEAR - 35, "adult": True},
    {"name": "Adam", "birth_year": YEAR - 9, "adult": False, "dependant": True, "family_child": True},
    {"name": "Lina", "birth_year": YEAR - 6, "adult": False, "dependant": True, "family_child": True},
)


def seal_case(who: Opened, person_id: Id, case_id: Id | None = None, **more: Any) -> Id:  # noqa: ANN401 fields of a case
    """The id of a case of this person and her children; `more` are other fields of its payload."""
    case = case_id or new_id()
    payload = {"person_id": person_id.hex, "members": list(FAMILY), **more}

    def job(tx: Tx) -> Change:
        sealed = seal_payload(tx, Group.BUDGET, payload, Place(budget_case.name, case, "sealed"))
        tx.put(budget_case, case, sealed=sealed, fact=b"", withdrawn=False)
        return Change()

    who.store.write(job).result()  # type: ignore[attr-defined]  # the real store of these tests
    return case


def folder_of(who: Opened, case_id: Id) -> Folder:
    """The sheets of a case as an account reads them."""
    return who.store.ask(ReadSheets(case_id)).result()
