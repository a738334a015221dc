"""Opening a case of 200 notes and listing 5,000 cases, against the same rows read and opened, and nothing more.

`python -m benchmarks.cases [--cases N] [--folder FOLDER]`; the baseline of each does what nobody can spare: it reads
the sealed rows, opens their AES-256-GCM and, of notes, verifies their Ed25519, in the same run.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select

from benchmarks._budgets import Budget, compare
from benchmarks._busy_store import PASSWORD, local_store, make_store, person_id, quick_door
from benchmarks.timing import interleaved, show
from ceis_desk.access.model import Group, Role
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.budget.case_rows import put_case
from ceis_desk.data.budget.case_view import read_case_view
from ceis_desk.data.budget.codec import payload_of
from ceis_desk.data.budget.items import put_item
from ceis_desk.data.budget.listing import list_cases
from ceis_desk.data.budget.things import DEBT
from ceis_desk.data.keys.envelope import sign_public, verify
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.notes.finding import find_in_notes
from ceis_desk.data.notes.signing import signed_content, write_note
from ceis_desk.data.opened import Opened
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema.sealed import budget_case, budget_item, note
from ceis_desk.data.store import LocalStore
from ceis_desk.data.trust import SIGN
from ceis_desk.data.write import Tx
from ceis_desk.notes.gestures import SignNote
from ceis_desk.notes.questions import FindInNotes
from ceis_desk.platforms.budget.model import BudgetCase, CaseKind, Debt, DebtFamily, Member, Source, SpecialDebt
from ceis_desk.platforms.budget.questions import ListCases, ReadCase
from ceis_desk.platforms.budget.rules import began

PERSONS, VISITS = 8000, 1000
NOTES, DEBTS = 200, 3
ROUNDS = 12
LOGIN = "claire"
OPENING = Budget(must=2.5, aim=1.5)
LISTING_FIRST, LISTING_AGAIN = Budget(must=4, aim=2), Budget(must=1, aim=0.5)
_WORDS = ("bailleur", "échéance", "dossier", "banque", "entretien", "budget", "courrier", "énergie", "relance", "août")


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser()
    options.add_argument("--cases", type=int, default=5000)
    options.add_argument("--folder", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made) / "registre"
        fresh = not folder.exists()
        if fresh:
            make_store(folder, max(PERSONS, given.cases), VISITS)
        door = quick_door(folder)
        try:
            if fresh:
                door.open("helene", PASSWORD).result()
                door.add_account(LOGIN, "Claire Fabre", frozenset({Role.BUDGET}), PASSWORD).result()
            store = local_store(door.open(LOGIN, PASSWORD).result())
            if fresh:
                store.write(partial(_fill, count=given.cases)).result()
            print(f"{given.cases:,} open cases of {DEBTS} debts, one of {NOTES} notes")
            store.file.writer.run(partial(_measure, store)).result()
        finally:
            door.close()


def _fill(tx: Tx, count: int) -> Change:
    draw = random.Random(11)
    for number in range(count):
        case_id = new_id()
        put_case(tx, _case(tx, case_id, person_id(number)))
        for _ in range(DEBTS):
            debt = Debt(new_id(), 0, "Loyer", "bailleur", DebtFamily.HOUSING, SpecialDebt.NONE, draw.randrange(500_000))
            put_item(tx, case_id, debt.id, DEBT, payload_of(debt), {"cents": debt.remaining})
        for _ in range(NOTES if number == 0 else 1):
            text = " ".join(draw.choices(_WORDS, k=50))
            write_note(tx, SignNote(case_id, Group.BUDGET, text, tx.today, 40))
    return Change()


def _case(tx: Tx, case_id: Id, person: Id) -> BudgetCase:
    who = tx.actor.account_id
    member = Member("DUPUY Laure", 1985, adult=True, person_id=person)
    marks = began(tx.today, who)
    return BudgetCase(case_id, 0, person, CaseKind.CURATIVE, Source.CAF, who, tx.today, (member,), marks)


def _measure(store: LocalStore, connection: Connection) -> None:
    keys = dict(store.keys)
    kept = Reader(connection, store.actor, store.clock(), keys, store.anchor, Opened())

    def fresh() -> Reader:
        return Reader(connection, store.actor, store.clock(), keys, store.anchor, Opened())

    busiest = connection.execute(select(note.c.thread_id).group_by(note.c.thread_id).order_by(note.c.thread_id)).first()
    assert busiest is not None
    case_id: Id = busiest.thread_id
    times = interleaved(
        {
            "200 notes read, decrypted and verified": partial(_decrypt_notes, kept, case_id),
            "the case opened, first time": lambda: read_case_view(fresh(), ReadCase(case_id)),
            "the case opened again": lambda: read_case_view(kept, ReadCase(case_id)),
            "two words found in its notes": lambda: find_in_notes(
                kept, FindInNotes("bailleur aout", Group.BUDGET, case_id)
            ),
        },
        rounds=ROUNDS,
    )
    show("A case", times, "200 notes read, decrypted and verified")
    base = times["200 notes read, decrypted and verified"].median
    compare("case opened, first time", times["the case opened, first time"].median / base, OPENING)
    _measure_list(kept, fresh)


def _measure_list(kept: Reader, fresh: Callable[[], Reader]) -> None:
    baseline = "cases and debts read and decrypted"
    times = interleaved(
        {
            baseline: partial(_decrypt_cases, kept),
            "the list, first time of a session": lambda: list_cases(fresh(), ListCases()),
            "the list again": lambda: list_cases(kept, ListCases()),
            "the list again, by a name": lambda: list_cases(kept, ListCases("dupuy")),
        },
        rounds=ROUNDS,
    )
    show("The list of cases", times, baseline)
    base = times[baseline].median
    compare("list, first time of a session", times["the list, first time of a session"].median / base, LISTING_FIRST)
    compare("list again", times["the list again"].median / base, LISTING_AGAIN)


def _decrypt_notes(reader: Reader, case_id: Id) -> None:
    public = sign_public(reader.keys[SIGN])
    for row in reader.connection.execute(select(note).where(note.c.thread_id == case_id)):
        for column, cell in (("head", row.head), ("body", row.body)):
            open_payload(reader.keys, Group.BUDGET, cell, Place(note.name, row.id, column))
        assert verify(public, row.signature, signed_content(row.id, case_id, row.group_code, row.head, row.body))


def _decrypt_cases(reader: Reader) -> None:
    for table in (budget_case, budget_item):
        for row in reader.connection.execute(select(table.c.id, table.c.sealed)):
            open_payload(reader.keys, Group.BUDGET, row.sealed, Place(table.name, row.id, "sealed"))


if __name__ == "__main__":
    main()
