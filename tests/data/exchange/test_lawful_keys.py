"""Every gesture of the administration leaves accounts, desks and team keys endorsed, at every desk, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.model import Group, Role
from ceis_desk.access.questions import Accounts
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.errors import Refusal
from ceis_desk.data.demo.making import QUICK as DEMO
from ceis_desk.data.door import LocalDoor
from ceis_desk.exchange.model import DeskState
from tests.data.exchange.site_of_desks import PHRASE, Place, SiteOfDesks, site_of_desks
from tests.scenarios.desks import PASSWORD
from tests.scenarios.windows import demo_copy

BUDGET = frozenset({Role.BUDGET})


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteOfDesks]:
    """Two desks that know each other."""
    with site_of_desks(tmp_path) as made:
        yield made


def to_check(place: Place, admin: str, password: str = PASSWORD) -> list[str]:
    """The accounts that an administrator sees to check."""
    accounts = place.enter(admin, password).store.ask(Accounts()).result()
    return [one.login for one in accounts if one.to_check]


def reads(place: Place, login: str, password: str = PASSWORD) -> set[str]:
    """The teams whose keys an account holds."""
    keys = place.enter(login, password).store.keys  # type: ignore[attr-defined]  # the local store behind it
    return {name for name, _ in keys} & set(Group)


def test_a_new_site_and_a_desk_that_joined_have_nothing_to_check(site: SiteOfDesks) -> None:
    assert to_check(site.first, "helene") == to_check(site.second, "bertrand") == []
    assert [line.state for line in site.first.status().desks] == [DeskState.UP_TO_DATE] * 2


def test_before_the_answer_is_accepted_a_desk_works_on_its_own_and_afterwards_is_of_the_site(tmp_path: Path) -> None:
    with site_of_desks(tmp_path, accepted=False) as site:
        assert site.second.enter("bertrand").actor.roles == {Role.ADMIN, Role.DIRECTOR}
        site.second.door.add_account("rose", "Rose Alami", frozenset({Role.RECEPTION}), PASSWORD).result()
        assert site.second.enter("rose").actor.roles == {Role.RECEPTION}
        assert to_check(site.second, "bertrand") == []
        site.second.send()
        assert len(site.first.take().waiting) == 1
        site.first.enter("helene")
        site.first.door.exchange.accept(site.answer, PHRASE).result()
        site.exchange()
        assert to_check(site.first, "helene") == to_check(site.second, "bertrand") == []
        assert site.first.enter("rose").actor.roles == {Role.RECEPTION}
        site.first.enter("helene")
        with pytest.raises(Refusal, match="déjà relié"):
            site.first.door.exchange.accept(site.answer, PHRASE).result()


def test_an_account_made_at_one_desk_is_served_by_the_team_at_the_other(site: SiteOfDesks) -> None:
    site.second.enter("bertrand")
    site.second.door.add_account("nadia", "Nadia Serra", BUDGET, PASSWORD).result()
    site.exchange()
    assert "budget" not in reads(site.first, "nadia")
    site.first.enter("claire")
    site.exchange()
    assert "budget" in reads(site.second, "nadia")


def test_a_password_changed_or_given_at_one_desk_opens_the_other(site: SiteOfDesks) -> None:
    site.first.enter("claire")
    site.first.door.change_password(PASSWORD, "une autre phrase").result()
    site.exchange()
    site.second.enter("bertrand")
    assert "budget" in reads(site.second, "claire", "une autre phrase")
    site.second.enter("bertrand")
    site.second.door.set_password(site.second.id_of("sofiane"), "donnée ici").result()
    site.exchange()
    site.first.enter("helene")
    assert site.first.enter("sofiane", "donnée ici").actor.roles == {Role.RECEPTION}


def test_what_an_administrator_signed_holds_after_she_has_left(site: SiteOfDesks) -> None:
    site.second.enter("bertrand")
    site.second.door.close_account(site.second.id_of("helene")).result()
    site.exchange()
    assert to_check(site.second, "bertrand") == []
    assert site.first.enter("claire").actor.roles == BUDGET
    assert "budget" in reads(site.first, "claire")
    assert site.first.enter("bertrand").actor.roles == {Role.ADMIN, Role.DIRECTOR}
    site.first.door.add_account("nadia", "Nadia Serra", BUDGET, PASSWORD).result()
    assert to_check(site.first, "bertrand") == []
    site.first.enter("claire")
    assert "budget" in reads(site.first, "nadia")


def test_an_administrator_who_steps_down_leaves_everything_good(site: SiteOfDesks) -> None:
    site.first.enter("helene")
    site.first.door.set_roles(site.first.id_of("helene"), frozenset({Role.SOCIAL})).result()
    site.exchange()
    for place in (site.first, site.second):
        assert to_check(place, "bertrand") == []
        assert place.enter("helene").actor.roles == {Role.SOCIAL}


def test_an_administrator_who_comes_back_signs_again(site: SiteOfDesks) -> None:
    site.second.enter("bertrand")
    who = site.second.id_of("helene")
    for roles in ({Role.SOCIAL}, {Role.ADMIN}):
        site.second.door.set_roles(who, frozenset(roles)).result()
    site.exchange()
    site.first.enter("helene")
    site.first.door.add_account("nadia", "Nadia Serra", BUDGET, PASSWORD).result()
    site.exchange()
    assert to_check(site.second, "bertrand") == []


def test_two_administrators_at_two_desks_change_accounts_at_once(site: SiteOfDesks) -> None:
    site.first.enter("helene")
    site.first.door.add_account("nadia", "Nadia Serra", BUDGET, PASSWORD).result()
    site.first.door.set_roles(site.first.id_of("sofiane"), frozenset({Role.RECEPTION, Role.DIGITAL})).result()
    site.second.enter("bertrand")
    site.second.door.add_account("ines", "Inès Cauvin", frozenset({Role.HEALTH}), PASSWORD).result()
    site.second.door.set_roles(site.second.id_of("sofiane"), frozenset({Role.RECEPTION, Role.SOCIAL})).result()
    site.exchange()
    for place, admin in ((site.first, "helene"), (site.second, "bertrand")):
        # What both said counts; the rest waits until one of them has seen the other's word.
        assert to_check(place, admin) == ["sofiane"]
        assert place.enter("sofiane").actor.roles == {Role.RECEPTION}
    site.first.enter("helene")
    both = frozenset({Role.RECEPTION, Role.SOCIAL, Role.DIGITAL})
    site.first.door.set_roles(site.first.id_of("sofiane"), both).result()
    site.exchange()
    assert to_check(site.second, "bertrand") == []
    assert site.second.enter("sofiane").actor.roles == both


def test_the_only_administrator_who_lost_her_password_comes_back_by_the_paper_key(site: SiteOfDesks) -> None:
    site.first.door.recover(site.desk.recovery_text, "helene", "retrouvé demain").result()
    site.first.door.add_account("nadia", "Nadia Serra", BUDGET, PASSWORD).result()
    site.exchange()
    assert to_check(site.first, "helene", "retrouvé demain") == to_check(site.second, "bertrand") == []
    site.first.enter("claire")
    assert "budget" in reads(site.first, "nadia")


def test_two_administrators_who_close_each_other_at_once_are_both_out_until_the_paper_key(site: SiteOfDesks) -> None:
    site.first.enter("helene")
    site.first.door.close_account(site.first.id_of("bertrand")).result()
    site.second.enter("bertrand")
    site.second.door.close_account(site.second.id_of("helene")).result()
    site.first.door.lock()
    site.second.door.lock()
    site.exchange()
    with pytest.raises(Refusal):
        site.first.enter("helene")
    opened = site.first.door.recover(site.desk.recovery_text, "helene", "retrouvé demain").result()
    assert Role.ADMIN in opened.actor.roles
    assert site.first.enter("claire").actor.roles == BUDGET


def test_a_desk_set_aside_is_so_for_the_desks_that_hear_of_it_later(site: SiteOfDesks) -> None:
    second_id = next(line.id for line in site.first.status().desks if not line.own)
    site.first.door.exchange.revoke(second_id).result()
    assert {line.id: line.state for line in site.first.status().desks}[second_id] is DeskState.REVOKED


def test_the_demonstration_has_nothing_to_check_and_its_teams_have_their_keys(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    door = LocalDoor(demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "exemple"), wall_clock, DEMO)
    try:
        accounts = door.open("admin", "demo").result().store.ask(Accounts()).result()
        assert [one.login for one in accounts if one.to_check] == []
        place = Place(door, tmp_path / "exemple", tmp_path)
        # Whoever came first of a team shares its key with those who came after.
        for login, group in (
            ("claire", "budget"),
            ("nadia", "budget"),
            ("marc", "social"),
            ("lea", "social"),
            ("ines", "health"),
            ("direction", "figures"),
        ):
            assert group in reads(place, login, "demo")
    finally:
        door.close()
