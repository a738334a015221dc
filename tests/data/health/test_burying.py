"""What is left of a prevention once its person is erased: nothing, by whoever has the key, at every desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id
from ceis_desk.data.schema.sealed import health_fact
from ceis_desk.people.gestures import CreatePerson, ErasePerson, MergePersons
from ceis_desk.people.model import Identity
from ceis_desk.platforms.health.gestures import PutPrevention
from tests.data.exchange.site_of_desks import Place, site_of_desks
from tests.data.health.files import Clinic, fact
from tests.scenarios.agents import Agent
from tests.scenarios.desks import PASSWORD


def left(clinic: Clinic, login: str) -> int:
    """How many rows there are once this account has come in."""
    store: Any = clinic.day.desk.enter(login).store
    return rows_of(store.file)


def rows_of(file: Any) -> int:  # noqa: ANN401 an open file
    counted: int = file.writer.run(
        lambda one: one.execute(select(func.count()).select_from(health_fact)).scalar_one()
    ).result()
    return counted


def erase(clinic: Clinic, person_id: Id) -> None:
    Agent(clinic.day.desk, "helene").do(ErasePerson(person_id))


def test_the_next_session_of_the_team_buries_what_was_kept_of_the_erased(clinic: Clinic) -> None:
    samira, other = clinic.person(), clinic.person("Dupuy")
    clinic.keep(samira)
    clinic.keep(samira, "food")
    clinic.keep(other)
    erase(clinic, samira)
    assert left(clinic, "helene") == 3
    assert left(clinic, "karim") == 1
    assert len(clinic.history(other).facts) == 1


def test_a_session_without_the_key_buries_nothing(clinic: Clinic) -> None:
    samira = clinic.person()
    clinic.keep(samira)
    erase(clinic, samira)
    for login in ("sofiane", "claire", "marc"):
        assert left(clinic, login) == 1


def test_what_was_written_for_a_merged_record_goes_with_the_one_that_stands(clinic: Clinic) -> None:
    one, other = clinic.person(), clinic.person("Benaly")
    clinic.keep(one)
    Agent(clinic.day.desk, "claire").do(MergePersons(other, one))
    erase(clinic, other)
    assert left(clinic, "ines") == 0


def test_it_goes_at_the_other_desk_too_when_only_one_has_the_key(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        first, second = site.first, site.second
        first.enter("helene")
        first.door.add_account("ines", "Inès Roig", frozenset({Role.HEALTH}), PASSWORD).result()
        store = first.enter("ines").store
        person = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
        store.do(PutPrevention(fact(person))).result()
        site.exchange()
        assert (rows_of(first.file), rows_of(second.file)) == (1, 1)
        second.enter("bertrand").store.do(ErasePerson(person)).result()
        assert rows_of(second.file) == 1
        _in_turn(first, second, site)
        assert (rows_of(first.file), rows_of(second.file)) == (0, 0)


def _in_turn(first: Place, second: Place, site: Any) -> None:  # noqa: ANN401 a site of two desks
    """The erasure goes to the desk of the team, whose next session ends it and sends the tombs back."""
    second.enter("bertrand")
    site.exchange()
    first.enter("ines")
    site.exchange()
    site.exchange()
