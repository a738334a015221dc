"""What a health worker keeps is read by her team alone: a canary word and the person are looked for everywhere else.

Each other account asks everything it may, everything that its keys open is opened, and every byte that it could copy is
read: the file, its log, what goes to another desk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Group, Role
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.handlers import GESTURES
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_as_author, open_payload
from ceis_desk.data.schema import metadata
from ceis_desk.data.schema.sealed import health_fact
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms.health import gestures as health_gestures
from ceis_desk.platforms.health.gestures import PutPrevention
from ceis_desk.platforms.health.model import Effect, HealthFact
from ceis_desk.platforms.health.questions import HistoryOf
from tests.data.backup.safe_desks import key_of
from tests.data.exchange.pages import clear_bytes
from tests.data.exchange.site_of_desks import site_of_desks
from tests.scenarios.asking import every_question, one_gesture
from tests.scenarios.desks import PASSWORD, Desk, new_desk

CANARY, DRAFT = "Kanariparole", "Kanaribrouillon"
DAY = dt.date(2019, 6, 18)
OTHERS = ("sofiane", "claire", "lea", "marc", "helene")
"""The reception, the budget, the social and the employment teams, the administration with the direction."""


@dataclass
class Seeded:
    """A store where it was planted, and the ids that whoever opens the file by hand would read in it."""

    desk: Desk
    person: Id
    fact: Id

    @property
    def ids(self) -> tuple[Id, ...]:
        return (self.fact, self.person)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    base = tmp_path_factory.mktemp("secret")
    with new_desk(base / "registre", lambda: dt.datetime.combine(DAY, dt.time(9))) as desk:
        desk.add("ines", "Inès Roig", Role.HEALTH)
        desk.add("lea", "Léa Bastide", Role.SOCIAL)
        desk.add("marc", "Marc Vidal", Role.EMPLOYMENT, Role.DIGITAL)
        yield plant(desk)


def plant(desk: Desk) -> Seeded:
    store = desk.enter("ines").store
    person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
    fact = store.do(PutPrevention(planted(person))).result().made[0]
    store.do(KeepDraft("prevention", f"{DRAFT} à finir")).result()
    return Seeded(desk, person, fact)


def planted(person: Id) -> HealthFact:
    return HealthFact(
        new_id(),
        0,
        person,
        DAY,
        "addictions",
        effects=(Effect.FOCUS,),
        words=CANARY,
        next_on=DAY + dt.timedelta(days=1),
    )


def answers(seeded: Seeded, login: str) -> str:
    """All that this account is answered, whatever it asks."""
    store = seeded.desk.enter(login).store
    found = []
    for question in every_question(seeded.ids, ("dupuy", CANARY), DAY):
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


def test_the_health_worker_finds_her_words_again(seeded: Seeded) -> None:
    assert CANARY in answers(seeded, "ines")
    assert CANARY in opened(seeded, "ines")


@pytest.mark.parametrize("login", OTHERS)
def test_no_question_of_another_account_is_answered_by_any_of_it(seeded: Seeded, login: str) -> None:
    text = answers(seeded, login)
    assert CANARY not in text
    assert DRAFT not in text
    assert seeded.fact.hex not in text.replace("-", "")


@pytest.mark.parametrize("login", OTHERS)
def test_no_cell_opens_to_the_keys_of_another_account(seeded: Seeded, login: str) -> None:
    text = opened(seeded, login)
    assert CANARY not in text
    assert DRAFT not in text


def test_the_figures_hold_codes_and_a_month_and_nobody(seeded: Seeded) -> None:
    text = opened(seeded, "marc")
    (start,) = (at for at in range(len(text)) if text.startswith("{'form': 'individual'", at))
    figure = text[start : text.index("}", start)]
    assert "'theme': 'addictions', 'month': '2019-06', 'effects': ['focus']" in figure
    for told in (seeded.person.hex, str(seeded.person), "2019-06-18", "Dupuy"):
        assert told not in figure
    assert "'theme': 'addictions'" not in opened(seeded, "sofiane")


@pytest.mark.parametrize("login", OTHERS)
def test_no_gesture_of_another_account_writes_of_health(seeded: Seeded, login: str) -> None:
    kinds = [kind for kind in GESTURES if kind.__module__ == health_gestures.__name__]
    assert len(kinds) > 3
    store = seeded.desk.enter(login).store
    for kind in kinds:
        with pytest.raises(Denied):
            store.do(one_gesture(kind, seeded.ids, DAY)).result()


def test_no_clear_row_names_the_person_beside_what_was_kept(seeded: Seeded) -> None:
    store: Any = seeded.desk.enter("sofiane").store
    rows = store.file.writer.run(lambda connection: connection.execute(select(health_fact)).all()).result()
    cells = [cell for row in rows for cell in row]
    assert cells
    assert seeded.person not in cells
    assert seeded.person.bytes not in b"".join(cell for cell in cells if isinstance(cell, bytes))


def test_no_byte_of_the_file_or_of_any_other_holds_a_word(seeded: Seeded) -> None:
    folder = seeded.desk.folder
    content = clear_bytes(folder, key_of(folder))
    assert b"Dupuy" in content
    content += b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert CANARY.encode() not in content
    assert DRAFT.encode() not in content


def test_a_desk_that_reads_nothing_hands_it_to_one_that_does(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        first, second = site.first, site.second
        first.enter("helene")
        first.door.add_account("ines", "Inès Roig", frozenset({Role.HEALTH}), PASSWORD).result()
        store = first.enter("ines").store
        person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
        store.do(PutPrevention(planted(person))).result()
        first.enter("sofiane")
        site.exchange()
        second.enter("bertrand")
        for path in first.box.iterdir():
            assert CANARY.encode() not in path.read_bytes()
        content = clear_bytes(second.folder, second.file.key)
        assert b"Dupuy" in content
        assert CANARY.encode() not in content
        (kept,) = second.enter("ines").store.ask(HistoryOf(person)).result().facts
        assert kept.words == CANARY
