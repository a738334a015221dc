"""Two desks that change one thing of a parcours at once: the crossing is told in words, to those who may read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ceis_desk.access.model import Role
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.parcours.gestures import MarkItem, OpenParcours, OrderItems, PutItem, ReadFrein
from ceis_desk.parcours.model import FreinLevel, FreinMoment, ItemKind, ItemState
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from tests.data.exchange.site_of_desks import site_of_desks
from tests.data.parcours.team import CLAIRE, LEA
from tests.scenarios.desks import PASSWORD


def test_the_state_of_an_objective_set_at_two_desks_is_told_in_words(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        first, second = site.first, site.second
        first.enter("helene")
        first.door.add_account(LEA, "Léa Bastide", frozenset({Role.SOCIAL}), PASSWORD).result()
        store: Any = first.enter(LEA).store
        today = first.door.now().date()
        person = store.do(CreatePerson(Identity(used_name="Benali", first_name="Samira"))).result().made[0]
        parcours = store.do(OpenParcours(person, today)).result().made[0]
        item = store.do(PutItem(parcours, ItemKind.OBJECTIVE, "Permis")).result().made[0]
        site.exchange()
        reading = ReadFrein(parcours, "mobility", today, FreinMoment.ENTRY, FreinLevel.WATCH)
        store.do(reading).result()
        store.do(MarkItem(item, ItemState.DOING)).result()
        other: Any = second.enter(LEA).store
        other.do(ReadFrein(parcours, "mobility", today, FreinMoment.ENTRY, FreinLevel.BLOCKING)).result()
        other.do(MarkItem(item, ItemState.DROPPED)).result()
        site.exchange()
        site.exchange()
        states = []
        for place in (first, second):
            store = place.enter(LEA).store
            told = {one.field: {one.kept.value, one.aside.value} for one in store.ask(CrossedEdits()).result()}
            assert told["État d’un objectif"] == {
                f"en cours, {today:%d/%m/%Y}",
                f"abandonné par la personne, {today:%d/%m/%Y}",
            }
            way = store.ask(ReadWay(person)).result()
            assert way.current is not None
            # One frein and one reading: both desks stated one fact.
            (frein,) = way.current.freins
            assert len(frein.readings) == 1
            states.append((frein.level, way.current.items[0].state))
            assert place.enter(CLAIRE).store.ask(CrossedEdits()).result() != ()
            assert place.enter("sofiane").store.ask(CrossedEdits()).result() == ()
        assert states[0] == states[1]


def test_two_orders_of_one_list_become_one_order_that_both_desks_show_and_anybody_sets_right(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        first, second = site.first, site.second
        first.enter("helene")
        first.door.add_account(LEA, "Léa Bastide", frozenset({Role.SOCIAL}), PASSWORD).result()
        store: Any = first.enter(LEA).store
        person = store.do(CreatePerson(Identity(used_name="Benali", first_name="Samira"))).result().made[0]
        parcours = store.do(OpenParcours(person, first.door.now().date())).result().made[0]
        made = [
            store.do(PutItem(parcours, ItemKind.OBJECTIVE, title)).result().made[0] for title in ("Un", "Deux", "Trois")
        ]
        site.exchange()

        def shown(place: Any) -> list[str]:  # noqa: ANN401 one of the two desks
            current = place.enter(LEA).store.ask(ReadWay(person)).result().current
            return [one.title for one in current.items]

        first.enter(LEA).store.do(OrderItems(parcours, (made[2], made[0], made[1]))).result()
        second.enter(LEA).store.do(OrderItems(parcours, (made[1], made[0], made[2]))).result()
        assert (shown(first), shown(second)) == (["Trois", "Un", "Deux"], ["Deux", "Un", "Trois"])
        site.exchange()
        site.exchange()
        assert shown(first) == shown(second)
        assert sorted(shown(first)) == ["Deux", "Trois", "Un"]
        first.enter(LEA).store.do(OrderItems(parcours, (made[2], made[1], made[0]))).result()
        site.exchange()
        assert (shown(first), shown(second)) == (["Trois", "Deux", "Un"],) * 2
