"""Two desks of one site, a case on both, and what their counsellors write of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Store
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms.budget.gestures import OpenCase, PutDebt
from ceis_desk.platforms.budget.model import CaseKind, Debt, DebtFamily, Member, Source, SpecialDebt
from ceis_desk.platforms.budget.questions import CaseView, ReadCase
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet, NewSheet
from ceis_desk.platforms.budget.sheet_questions import ReadSheets
from tests.data.exchange.site_of_desks import SiteOfDesks, site_of_desks
from tests.scenarios.desks import PASSWORD


@dataclass
class Crossed:
    """A site of two desks, a case on both, and the counsellor of each."""

    site: SiteOfDesks
    case_id: Id

    def first(self) -> Store:
        return self.site.first.enter("claire").store

    def second(self) -> Store:
        return self.site.second.enter("nadia").store

    def view(self) -> CaseView:
        """The case at the second desk: that is where the two versions met."""
        return self.second().ask(ReadCase(self.case_id)).result()


@contextmanager
def crossed_desks(tmp_path: Path) -> Iterator[Crossed]:
    """A debt of the case was written at both, and the files were exchanged."""
    with site_of_desks(tmp_path) as site:
        site.first.enter("helene")
        site.first.door.add_account("nadia", "Nadia Haddad", frozenset({Role.BUDGET}), PASSWORD).result()
        store = site.first.enter("claire").store
        person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
        member = Member("DUPUY Laure", 1985, adult=True, person_id=person)
        case_id = store.do(OpenCase(person, CaseKind.CURATIVE, Source.CAF, (member,))).result().made[0]
        debt = Debt(new_id(), 0, "Loyer", "bailleur", DebtFamily.HOUSING, SpecialDebt.NONE, 100_000)
        store.do(PutDebt(case_id, debt)).result()
        site.exchange()
        made = Crossed(site, case_id)
        (debt,) = made.view().debts
        made.first().do(PutDebt(case_id, replace(debt, remaining=90_000))).result()
        made.second().do(PutDebt(case_id, replace(debt, remaining=80_000))).result()
        site.exchange()
        yield made


def written_at_both(crossed: Crossed) -> Sheet:
    """A sheet whose first line was written at both desks, as the second one holds it."""
    crossed.first().do(NewSheet(crossed.case_id)).result()
    crossed.site.exchange()
    for enter, cents in ((crossed.first, 45_000), (crossed.second, 52_000)):
        store = enter()
        (sheet,) = store.ask(ReadSheets(crossed.case_id)).result().sheets
        lines = (replace(sheet.lines[0], cents=cents), *sheet.lines[1:])
        store.do(ChangeSheet(replace(sheet, lines=lines))).result()
    crossed.site.exchange()
    return sheet_of(crossed)


def sheet_of(crossed: Crossed) -> Sheet:
    """The only sheet of the case, at the second desk."""
    (sheet,) = crossed.second().ask(ReadSheets(crossed.case_id)).result().sheets
    return sheet
