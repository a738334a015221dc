"""Who erases: the direction decides, the administration carries it out, and both are told what will go."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceis_desk.access.model import Role
from ceis_desk.access.questions import Staff
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.data.exchange.absorb import ManyErasures
from ceis_desk.exchange.rules import erasures_in
from ceis_desk.people.gestures import CreatePerson, ErasePerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import WhatErasing
from ceis_desk.reception.gestures import RecordVisit, WriteMessage
from tests.scenarios.desks import new_desk

WHO = Identity(used_name="Zyxwvutsr", first_name="Amina", phones=("+33698765432",))


def test_an_erasure_without_a_decision_of_the_direction_is_refused(tmp_path: Path) -> None:
    with new_desk(tmp_path / "registre") as desk:
        desk.add("melissa", "Mélissa Cano", Role.RECEPTION, Role.ADMIN)
        store = desk.enter("melissa").store
        person = store.do(CreatePerson(WHO)).result().made[0]
        agent = next(one.id for one in store.ask(Staff()).result() if one.name == "Sofiane Roux")
        for nobody in (None, agent, new_id()):
            with pytest.raises(Refusal, match="La direction décide"):
                store.do(ErasePerson(person, nobody)).result()
        assert store.ask(WhatErasing(person)).result().phones == len(WHO.phones)
        director = next(one.id for one in store.ask(Staff()).result() if Role.DIRECTOR in one.roles)
        store.do(ErasePerson(person, director)).result()
        with pytest.raises(Refusal, match="n’est plus là"):
            store.ask(WhatErasing(person)).result()


def test_what_would_go_and_stay_is_counted_for_whoever_carries_it_out_alone(tmp_path: Path) -> None:
    with new_desk(tmp_path / "registre") as desk:
        store = desk.enter("sofiane").store
        person = store.do(CreatePerson(WHO)).result().made[0]
        for _ in range(3):
            store.do(RecordVisit((person,))).result()
        store.do(WriteMessage("rappeler", person_id=person)).result()
        with pytest.raises(Denied):
            store.ask(WhatErasing(person)).result()
        extent = desk.enter("helene").store.ask(WhatErasing(person)).result()
        assert (extent.records, extent.visits, extent.messages, extent.appointments) == (1, 3, 1, 0)


def test_a_refused_file_says_how_many_records_it_erases() -> None:
    assert erasures_in(ManyErasures(214).sentence) == 214
    assert erasures_in("Ce fichier efface. Rien n’a été lu.") == 0
