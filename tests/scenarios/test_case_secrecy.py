"""What a counsellor writes is read by her team, and a private note by its author: canary words are looked for.

They are planted in a case, a note, a private note, a debt, a plan, a letter, a document and a draft; then each account
asks everything it may, everything that its keys open is opened, and every byte that it could copy is read.
"""

from __future__ import annotations

import datetime as dt
import logging
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Group, Role
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.logs import start_log, stop_log
from ceis_desk.core.paths import log_folder
from ceis_desk.data.handlers import GESTURES
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.notes.files import FOLDER
from ceis_desk.data.payloads import open_as_author, open_payload
from ceis_desk.data.schema import metadata
from ceis_desk.data.schema.sealed import budget_case, budget_item, document, note
from ceis_desk.notes import gestures as note_gestures
from ceis_desk.notes.gestures import AttachDocument, SignNote
from ceis_desk.notes.questions import NotesOf
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms.budget import gestures as case_gestures
from ceis_desk.platforms.budget.gestures import (
    AskDocument,
    ChangeCase,
    KeepLetter,
    KeepPlans,
    OpenCase,
    PauseCase,
    PutAction,
    PutDebt,
)
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import (
    ActionKind,
    CaseAction,
    CaseKind,
    Debt,
    DebtFamily,
    Member,
    Objective,
    Pause,
    Source,
    SpecialDebt,
)
from ceis_desk.platforms.budget.questions import ReadCase
from ceis_desk.platforms.budget.repayment import Terms, plans_of
from tests.data.backup.safe_desks import key_of
from tests.data.exchange.pages import clear_bytes
from tests.data.exchange.site_of_desks import site_of_desks
from tests.scenarios.asking import every_question, one_gesture
from tests.scenarios.desks import PASSWORD, Desk, new_desk

PRIVATE = "Kanariaprivee"
TEAM = (
    "Kanarianote",
    "Kanariadette",
    "Kanariaplan",
    "Kanariacourrier",
    "Kanariadocument",
    "Kanariaobjectif",
    "Kanariamotif",
    "Kanariaaction",
    "Kanariapiece",
    "Kanariacontenu",
)
DRAFT = "Kanariabrouillon"
CANARIES = (PRIVATE, *TEAM, DRAFT)
WORDS = ("dupuy", PRIVATE, TEAM[0])
DAY = dt.date(2019, 6, 18)
OTHERS = ("sofiane", "marc", "helene")
"""The reception, a counsellor of employment, the administration with the direction."""


@dataclass
class Seeded:
    """A store where everything was planted, and the ids that whoever opens the file by hand would read in it."""

    desk: Desk
    ids: tuple[Id, ...]
    case_id: Id


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    base = tmp_path_factory.mktemp("secret")
    log = None
    with pytest.MonkeyPatch.context() as patch:
        (base / "tmp").mkdir()
        patch.setenv("TMPDIR", str(base / "tmp"))
        patch.setattr(tempfile, "tempdir", None)
        with new_desk(base / "registre", lambda: dt.datetime.combine(DAY, dt.time(9))) as desk:
            log = start_log(log_folder(desk.folder))
            logging.getLogger("ceis_desk").info("a day of a counsellor")
            try:
                desk.add("nadia", "Nadia Haddad", Role.BUDGET)
                desk.add("marc", "Marc Vidal", Role.EMPLOYMENT, Role.DIGITAL)
                yield plant(desk)
            finally:
                stop_log(log)


def plant(desk: Desk) -> Seeded:
    store = desk.enter("claire").store
    person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
    case_id, *made = write_case(store, person)
    store.do(KeepDraft(f"note:{case_id}", f"{DRAFT} à finir")).result()
    return Seeded(desk, (person, case_id, *made), case_id)


def write_case(store: Any, person: Id) -> list[Id]:  # noqa: ANN401 a store
    """Every canary but that of the draft, in a case of this person; the ids made, its own first."""
    member = Member("DUPUY Laure", 1985, adult=True, person_id=person)
    case_id = store.do(OpenCase(person, CaseKind.CURATIVE, Source.CAF, (member,))).result().made[0]
    case = store.ask(ReadCase(case_id)).result().case
    goals = (Objective("Kanariaobjectif", DAY),)
    store.do(ChangeCase(case_id, case.clock, case.kind, case.source, None, case.members, goals)).result()
    case = store.ask(ReadCase(case_id)).result().case
    store.do(PauseCase(case_id, case.clock, Pause.SUSPENDED, "Kanariamotif")).result()
    debt = Debt(new_id(), 0, "Kanariadette", "Kanariadette", DebtFamily.HOUSING, SpecialDebt.NONE, 124_000)
    letter = Letter(new_id(), 0, "dispute", "Kanariacourrier", "Kanariacourrier", "Kanariacourrier", DAY, debt.id)
    action = CaseAction(new_id(), 0, "Kanariaaction", ActionKind.CALL, DAY, "Kanariaaction")
    made = [case_id]
    for gesture in (
        SignNote(case_id, Group.BUDGET, "Kanarianote relue ensemble", DAY, 40),
        SignNote(case_id, Group.BUDGET, f"{PRIVATE} entre nous", DAY, private=True),
        PutDebt(case_id, debt),
        KeepPlans(case_id, plans_of([replace(debt, label="Kanariaplan")], Terms(6, 0, DAY), DAY, new_id())),
        KeepLetter(case_id, letter),
        AskDocument(case_id, ("Kanariapiece",)),
        PutAction(case_id, action),
        AttachDocument(case_id, Group.BUDGET, "Kanariadocument.pdf", b"%PDF-1.7 Kanariacontenu"),
    ):
        made += store.do(gesture).result().made
    return made


def answers(seeded: Seeded, login: str) -> str:
    """All that this account is answered, whatever it asks."""
    store = seeded.desk.enter(login).store
    found = []
    for question in every_question(seeded.ids, WORDS, DAY):
        with suppress(Refusal):
            found.append(repr(store.ask(question).result()))
    return "\n".join(found)


def opened(seeded: Seeded, login: str) -> str:
    """All that the keys of this account open, tried on every cell of every table, beside the rows themselves."""
    store: Any = seeded.desk.enter(login).store
    keys = dict(store.keys)

    def work(connection: Any) -> list[object]:  # noqa: ANN401 a connection
        found: list[object] = []
        for table in metadata.sorted_tables:
            for row in connection.execute(table.select()).mappings():
                found.append(dict(row))
                cells = {name: cell for name, cell in row.items() if isinstance(cell, bytes)}
                for name, cell in cells.items() if "id" in row else ():
                    found += tried(keys, Place(table.name, row["id"], name), cell)
        return found

    return repr(store.file.writer.run(work).result())


def tried(keys: Any, place: Place, cell: bytes) -> list[object]:  # noqa: ANN401 the keys of a session
    found: list[object] = []
    for group in Group:
        with suppress(Exception):
            found.append(open_payload(keys, group, cell, place))
    with suppress(Exception):
        found.append(open_as_author(keys, cell, place))
    return found


def heard(text: str) -> set[str]:
    return {canary for canary in CANARIES if canary in text}


def test_the_author_finds_every_word_again(seeded: Seeded) -> None:
    assert heard(answers(seeded, "claire")) >= {PRIVATE, *TEAM}
    assert heard(opened(seeded, "claire")) >= {PRIVATE, *TEAM} - {"Kanariacontenu"}


def test_a_colleague_reads_all_but_the_private_note_and_the_draft(seeded: Seeded) -> None:
    for text in (answers(seeded, "nadia"), opened(seeded, "nadia")):
        assert heard(text) - {"Kanariacontenu"} == set(TEAM) - {"Kanariacontenu"}
    (kept,) = (one for one in seeded.desk.enter("nadia").store.ask(NotesOf(seeded.case_id, Group.BUDGET)).result()
               if one.private)  # fmt: skip
    assert (kept.text, kept.author_name) == (None, "Claire Fabre")


@pytest.mark.parametrize("login", OTHERS)
def test_no_question_of_another_account_is_answered_by_any_of_it(seeded: Seeded, login: str) -> None:
    text = answers(seeded, login)
    assert heard(text) == set()
    assert seeded.case_id.hex not in text.replace("-", "")


@pytest.mark.parametrize("login", OTHERS)
def test_no_cell_opens_to_the_keys_of_another_account(seeded: Seeded, login: str) -> None:
    assert heard(opened(seeded, login)) == set()


@pytest.mark.parametrize("login", OTHERS)
def test_no_gesture_of_another_account_writes_in_a_case(seeded: Seeded, login: str) -> None:
    kinds = [kind for kind in GESTURES if kind.__module__ in (case_gestures.__name__, note_gestures.__name__)]
    assert len(kinds) > 20
    store = seeded.desk.enter(login).store
    for kind in kinds:
        # The document was made last.
        about = seeded.ids[-1] if kind is note_gestures.WithdrawDocument else seeded.case_id
        with pytest.raises(Denied):
            store.do(one_gesture(kind, (about, *seeded.ids), DAY)).result()


def test_the_figures_open_codes_and_cents_to_employment_and_nothing_to_the_reception(seeded: Seeded) -> None:
    assert "'family': 'housing', 'special': '', 'remaining': 124000" in opened(seeded, "marc")
    assert "124000" not in opened(seeded, "sofiane")


def test_no_clear_row_names_the_person_beside_her_case(seeded: Seeded) -> None:
    store: Any = seeded.desk.enter("sofiane").store
    person = seeded.ids[0]
    for table in (budget_case, budget_item, note, document):
        rows = store.file.writer.run(lambda connection, table=table: connection.execute(select(table)).all()).result()
        assert rows
        cells = [cell for row in rows for cell in row]
        assert person not in cells
        assert person.bytes not in b"".join(cell for cell in cells if isinstance(cell, bytes))


def test_no_byte_of_the_file_its_log_or_any_other_holds_a_word(seeded: Seeded) -> None:
    folder = seeded.desk.folder
    content = clear_bytes(folder, key_of(folder))
    assert b"Dupuy" in content
    everything = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert {FOLDER, "logs"} <= {path.parent.name for path in everything}
    content += b"".join(path.read_bytes() for path in everything)
    assert [canary for canary in CANARIES if canary.encode() in content] == []


def test_the_paper_key_alone_opens_the_private_note(seeded: Seeded) -> None:
    door, paper = seeded.desk.door, seeded.desk.recovery_text
    for login in ("nadia", "sofiane"):
        seeded.desk.enter(login)
        with pytest.raises(Denied):
            door.open_private_notes(paper, "claire").result()
    seeded.desk.enter("helene")
    assert PRIVATE in repr([one.text for one in door.open_private_notes(paper, "claire").result()])


def test_a_desk_that_reads_nothing_hands_a_case_to_one_that_does(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        first, second = site.first, site.second
        first.enter("helene")
        first.door.add_account("nadia", "Nadia Haddad", frozenset({Role.BUDGET}), PASSWORD).result()
        store = first.enter("claire").store
        person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
        case_id = write_case(store, person)[0]
        first.enter("sofiane")
        site.exchange()
        second.enter("bertrand")
        for path in site.first.box.iterdir():
            assert [word for word in CANARIES if word.encode() in path.read_bytes()] == []
        content = clear_bytes(second.folder, second.file.key)
        assert b"Dupuy" in content
        assert [word for word in CANARIES if word.encode() in content] == []
        view = second.enter("nadia").store.ask(ReadCase(case_id)).result()
        assert heard(repr(view)) == set(TEAM) - {"Kanariacontenu"}
        assert [(line.name, line.here) for line in view.documents] == [("Kanariadocument.pdf", False)]
        assert all(note.sound for note in view.notes)
