"""What is left of a household once its persons are erased: nothing, by whoever has the key, at every desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from ceis_desk.access.model import Group, Role
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.exchange.absorb import MOST_ERASED
from ceis_desk.data.notes.files import FOLDER
from ceis_desk.data.schema.sealed import budget_case, budget_item, document, note
from ceis_desk.notes.gestures import AttachDocument, SignNote
from ceis_desk.people.gestures import CreatePerson, ErasePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms.budget.gestures import OpenCase, PutDebt
from ceis_desk.platforms.budget.model import CaseKind, Debt, DebtFamily, Member, Source, SpecialDebt
from tests.data.budget.households import Office
from tests.data.exchange.site_of_desks import Place, site_of_desks
from tests.scenarios.agents import Agent
from tests.scenarios.desks import PASSWORD

TABLES = (budget_case, budget_item, note, document)
MANY = 200


def erase(office: Office, person_id: Id) -> None:
    Agent(office.day.desk, "helene").do(ErasePerson(person_id))


def left(file: Any) -> list[int]:  # noqa: ANN401 an open file
    """How many rows each sealed table holds."""
    queries = [select(func.count()).select_from(table) for table in TABLES]
    counted: list[int] = file.writer.run(lambda one: [one.execute(query).scalar_one() for query in queries]).result()
    return counted


def inside(office: Office, login: str) -> Any:  # noqa: ANN401 the inside of the store
    return office.day.desk.enter(login).store.file  # type: ignore[attr-defined]  # the inside of the store


def filled(office: Office) -> Id:
    case_id = office.open()
    office.owe(case_id)
    office.sign(case_id, "Entretien.")
    office.claire.do(AttachDocument(case_id, Group.BUDGET, "avis.pdf", b"%PDF-1.7"))
    return case_id


def test_the_next_session_of_a_counsellor_buries_the_case_of_nobody(office: Office) -> None:
    filled(office)
    erase(office, office.persons["Dupuy"])
    assert left(inside(office, "helene")) == [1, 1, 1, 1]
    assert left(inside(office, "claire")) == [0, 0, 0, 0]
    inside(office, "claire").writer.run(lambda _: None).result()
    assert list((office.day.desk.folder / FOLDER).glob("*")) == []


def test_a_case_of_two_persons_stays_without_the_name_of_the_one_erased(office: Office) -> None:
    laure, yves = office.person(), office.person("Dupuy", "Yves", 1982)
    case_id = office.open(laure, Member("DUPUY Yves", 1982, adult=True, person_id=yves))
    erase(office, yves)
    members = office.view(case_id).case.members
    assert [(one.name, one.birth_year) for one in members] == [("DUPUY Laure", 1985), ("", None)]
    erase(office, laure)
    assert left(inside(office, "nadia"))[0] == 0


def test_a_session_without_the_key_buries_nothing(office: Office) -> None:
    filled(office)
    erase(office, office.persons["Dupuy"])
    for login in ("sofiane", "helene"):
        assert left(inside(office, login)) == [1, 1, 1, 1]


def test_a_case_of_two_hundred_notes_is_buried_at_the_other_desk_as_one_person(tmp_path: Path) -> None:
    assert MANY > MOST_ERASED
    with site_of_desks(tmp_path) as site:
        first, second = site.first, site.second
        store: Any = first.enter("claire").store
        person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
        member = Member("DUPUY Laure", 1985, adult=True, person_id=person)
        case_id = store.do(OpenCase(person, CaseKind.CURATIVE, Source.CAF, (member,))).result().made[0]
        sign_many(store, case_id)
        site.exchange()
        assert left(second.file) == [1, 0, MANY, 0]
        store = first.enter("helene").store
        store.do(ErasePerson(person)).result()
        first.enter("claire")
        assert left(first.file) == [0, 0, 0, 0]
        site.exchange()
        assert second.status().refused == ()
        assert left(second.file) == [0, 0, 0, 0]


def sign_many(store: Any, case_id: Id) -> None:  # noqa: ANN401 the inside of the store
    from ceis_desk.data.notes.signing import write_note

    def work(tx: Any) -> Change:  # noqa: ANN401 a transaction
        for rank in range(MANY):
            write_note(tx, SignNote(case_id, Group.BUDGET, f"Entretien {rank}.", tx.today))
        return Change()

    store.write(work).result()


def test_what_another_desk_wrote_meanwhile_in_a_buried_case_goes_too(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        first, second = site.first, site.second
        first.enter("helene")
        first.door.add_account("nadia", "Nadia Haddad", frozenset({Role.BUDGET}), PASSWORD).result()
        store: Any = first.enter("claire").store
        person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
        member = Member("DUPUY Laure", 1985, adult=True, person_id=person)
        case_id = store.do(OpenCase(person, CaseKind.CURATIVE, Source.CAF, (member,))).result().made[0]
        site.exchange()
        write_meanwhile(second, case_id)
        first.enter("helene").store.do(ErasePerson(person)).result()
        first.enter("claire")
        site.exchange()
        for place in (first, second):
            assert left(place.file) == [0, 0, 0, 0]
        assert first.status().refused == second.status().refused == ()


def write_meanwhile(second: Place, case_id: Id) -> None:
    debt = Debt(new_id(), 0, "Loyer", "Hérault Logement", DebtFamily.HOUSING, SpecialDebt.NONE, 1)
    store = second.enter("nadia").store
    store.do(SignNote(case_id, Group.BUDGET, "Vue au second poste.", second.door.now().date())).result()
    store.do(PutDebt(case_id, debt)).result()
