"""A recovery key renewed: the old sheet opens nothing any more, the new one opens all, at every desk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from ceis_desk.access.model import Group, Role
from ceis_desk.access.questions import Accounts, ReadJournal
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.data.accounts import write_credential
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.recovery import paper_sign, recovery_private
from ceis_desk.data.keys.ring_file import read_ring
from ceis_desk.data.schema import house
from ceis_desk.data.sealing import SELF, recovery_keys, sealing_key
from ceis_desk.data.trust import SIGN, endorse_account
from ceis_desk.data.write import Tx
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.exchange.questions import CrossedEdits
from tests.data.exchange.site_of_desks import PHRASE, Place, SiteOfDesks, site_of_desks
from tests.faults.disk import ROOT
from tests.scenarios.desks import PASSWORD, QUICK, Desk

NEW_PASSWORD = "encore une autre phrase"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteOfDesks]:
    with site_of_desks(tmp_path) as made:
        yield made


def renewed(place: Place, login: str, former: str = "") -> str:
    """Another key, drawn by an administrator of that desk."""
    place.enter(login)
    return place.door.renew_recovery(PASSWORD, former).result().text


def opens(folder: Path, text: str) -> bool:
    """Whether a sheet draws the key of the store from the ring of a desk."""
    try:
        ring.open_with_recovery(folder, text)
    except Refusal:
        return False
    return True


def latest_opened_by(place: Place, text: str) -> list[bool]:
    """For each team, whether a sheet opens what is sealed to it from now on."""
    found: list[bool] = []
    anchor = place.door.administration().unlocked.anchor

    def look(tx: Tx) -> None:
        tx.anchor = anchor
        held = recovery_keys(tx.connection, recovery_private(text))
        found.extend((group.value, sealing_key(tx, group).version) in held for group in Group)

    place.write_by_hand(look)
    return found


def test_the_old_sheet_opens_nothing_and_the_new_one_lets_somebody_back_in(desk: Desk) -> None:
    new = desk.door.renew_recovery(PASSWORD).result()
    assert not opens(desk.folder, desk.recovery_text)
    for attempt in (
        lambda: desk.door.try_recovery(desk.recovery_text),
        lambda: desk.door.recover(desk.recovery_text, "sofiane", NEW_PASSWORD),
    ):
        with pytest.raises(Refusal, match=f"renouvelée.*{new.mark}"):
            attempt().result()
    assert desk.door.recover(new.text, "sofiane", NEW_PASSWORD).result().actor.name == "Sofiane Roux"
    assert desk.enter("helene").actor.roles == {Role.ADMIN, Role.DIRECTOR}


def test_the_banner_is_back_until_the_new_sheet_was_tried(desk: Desk) -> None:
    desk.door.try_recovery(desk.recovery_text).result()
    assert desk.enter("helene").recovery_tried
    new = desk.door.renew_recovery(PASSWORD).result()
    opened = desk.enter("helene")
    assert (opened.recovery_tried, opened.recovery_seen) == (False, False)
    desk.door.keep_recovery().result()
    assert desk.enter("sofiane").recovery_seen
    desk.door.try_recovery(new.text).result()
    assert desk.enter("helene").recovery_tried


def test_the_administration_renews_it_with_her_password_and_nobody_else(desk: Desk) -> None:
    with pytest.raises(WrongPassword):
        desk.door.renew_recovery("faux").result()
    with pytest.raises(Refusal):
        desk.door.renew_recovery(PASSWORD, desk.recovery_text[:-1]).result()
    desk.enter("sofiane")
    for refused in (lambda: desk.door.renew_recovery(PASSWORD), desk.door.keep_recovery):
        with pytest.raises(Denied):
            refused().result()
    assert opens(desk.folder, desk.recovery_text)


def test_the_journal_tells_it_without_the_key(desk: Desk) -> None:
    new = desk.door.renew_recovery(PASSWORD).result()
    lines = desk.enter("helene").store.ask(ReadJournal()).result()
    assert [line.account for line in lines if line.action == "recovery_renewed"] == ["Hélène Costa"]
    assert new.text not in repr(lines)
    assert new.text not in repr(new)


def test_accounts_teams_and_their_passwords_stay_good(desk: Desk) -> None:
    desk.door.renew_recovery(PASSWORD).result()
    for login in ("claire", "sofiane", "claire", "helene"):
        desk.enter(login)
    desk.add("nadia", "Nadia Haddad", Role.BUDGET)
    claire = dict(desk.enter("claire").store.keys)  # type: ignore[attr-defined]  # the local store behind the protocol
    nadia = dict(desk.enter("nadia").store.keys)  # type: ignore[attr-defined]  # as above
    versions = {version for name, version in claire if name == Group.BUDGET}
    assert len(versions) > 1
    assert versions == {version for name, version in nadia if name == Group.BUDGET}
    assert not any(one.to_check for one in desk.enter("helene").store.ask(Accounts()).result())


def test_what_the_password_wraps_follows_so_that_the_old_sheet_signs_nothing_any_more(desk: Desk) -> None:
    first = ring.unlock(desk.folder, "claire", PASSWORD).anchor
    desk.door.renew_recovery(PASSWORD).result()
    desk.enter("claire")
    desk.enter("helene")
    held = ring.unlock(desk.folder, "claire", PASSWORD).anchor
    assert (held.recovery, held.origin) == (read_ring(desk.folder).recovery_public, first.root)
    assert held.root != first.root
    assert held.site == first.site


def test_what_a_password_wrapped_before_put_back_by_hand_gives_the_old_sheet_nothing(desk: Desk) -> None:
    old = ring.unlock(desk.folder, "claire", PASSWORD).credential
    desk.door.renew_recovery(PASSWORD).result()
    desk.enter("claire")
    desk.enter("helene")

    def put_back(connection: Connection) -> None:
        write_credential(Tx(connection, desk.director.actor, wall_clock(), {}), old)

    assert desk.door.file is not None
    desk.door.file.writer.run(put_back).result()
    desk.enter("helene")
    assert ring.unlock(desk.folder, "claire", PASSWORD).anchor.origin


def test_words_signed_with_the_old_sheet_afterwards_give_nothing(desk: Desk) -> None:
    old = desk.director.store.anchor  # type: ignore[attr-defined]  # the local store behind the protocol
    desk.door.renew_recovery(PASSWORD).result()
    listed = {one.login: one for one in desk.enter("helene").store.ask(Accounts()).result()}
    thief = ring.unlock(desk.folder, "sofiane", PASSWORD)

    def forge(connection: Connection) -> None:
        keys = {SIGN: paper_sign(recovery_private(desk.recovery_text))}
        tx = Tx(connection, desk.director.actor, wall_clock(), keys, old)
        endorse_account(tx, replace(listed["sofiane"], roles=frozenset({Role.ADMIN})), thief.credential)
        tx.put(house.account_role, new_id(), account_id=thief.account_id, role=Role.ADMIN, active=True)

    assert desk.door.file is not None
    desk.door.file.writer.run(forge).result()
    assert desk.enter("sofiane").actor.roles == {Role.RECEPTION}


def test_whoever_was_away_for_two_renewals_believes_the_last_sheet_at_once(desk: Desk) -> None:
    first = desk.door.renew_recovery(PASSWORD).result()
    # The keys that this sheet gave her drew the next one: whoever believes the sheet before knows nothing of them.
    desk.door.recover(first.text, "helene", NEW_PASSWORD).result()
    desk.door.renew_recovery(NEW_PASSWORD).result()
    claire = desk.enter("claire").store
    assert claire.anchor.recovery == read_ring(desk.folder).recovery_public  # type: ignore[attr-defined]  # as above


def test_a_renewal_holds_after_the_one_who_made_it_has_left(site: SiteOfDesks) -> None:
    new = renewed(site.first, "helene")
    site.exchange()
    site.second.enter("bertrand")
    site.second.door.close_account(site.second.id_of("helene")).result()
    site.exchange()
    assert site.first.enter("claire").actor.roles == {Role.BUDGET}
    assert (opens(site.first.folder, new), opens(site.second.folder, new)) == (True, True)
    again = renewed(site.second, "bertrand")
    site.exchange()
    assert (opens(site.first.folder, again), opens(site.first.folder, new)) == (True, False)


def test_the_exchange_carries_it_to_the_other_desk(site: SiteOfDesks) -> None:
    new = renewed(site.first, "helene")
    assert opens(site.second.folder, site.desk.recovery_text)
    site.exchange()
    assert not opens(site.second.folder, site.desk.recovery_text)
    assert opens(site.second.folder, new)
    # Whoever was in there goes on after a new sign-in.
    with pytest.raises(Denied, match="renouvelée à un autre poste"):
        site.second.door.renew_recovery(PASSWORD).result()
    site.second.enter("bertrand")
    site.second.door.add_account("mina", "Mina Sorel", frozenset({Role.RECEPTION}), PASSWORD).result()
    site.exchange()
    assert site.first.enter("mina").actor.roles == {Role.RECEPTION}
    assert site.second.door.recover(new, "claire", NEW_PASSWORD).result().actor.roles == {Role.BUDGET}
    site.exchange()
    assert not any(one.to_check for one in site.first.enter("helene").store.ask(Accounts()).result())
    assert site.first.enter("claire", NEW_PASSWORD).actor.roles == {Role.BUDGET}


def test_of_two_desks_that_renew_at_once_one_sheet_is_good_at_both(site: SiteOfDesks) -> None:
    ours, theirs = renewed(site.first, "helene"), renewed(site.second, "bertrand")
    site.exchange()
    for place, login in ((site.first, "helene"), (site.second, "bertrand")):
        place.enter(login)
    site.exchange()
    good = [text for text in (ours, theirs) if opens(site.first.folder, text)]
    assert len(good) == 1
    assert [text for text in (ours, theirs) if opens(site.second.folder, text)] == good
    assert not opens(site.first.folder, site.desk.recovery_text)
    assert site.first.enter("helene").store.ask(CrossedEdits()).result() == ()
    for place, login in ((site.first, "helene"), (site.second, "bertrand")):
        assert not any(one.to_check for one in place.enter(login).store.ask(Accounts()).result())
        place.door.try_recovery(good[0]).result()
    # The first member who signs in gives the right sheet what the team shares; what no member has is drawn again.
    site.first.enter("claire")
    site.exchange()
    for place, login in ((site.first, "helene"), (site.second, "bertrand")):
        place.enter(login)
        assert all(latest_opened_by(place, good[0]))


def test_the_trial_of_a_sheet_that_another_desk_made_void_is_not_that_of_the_right_one(site: SiteOfDesks) -> None:
    texts = {"registre": renewed(site.first, "helene"), "second": renewed(site.second, "bertrand")}
    for place in (site.first, site.second):
        place.door.try_recovery(texts[place.folder.name]).result()
    site.exchange()
    good = next(text for text in texts.values() if opens(site.first.folder, text))
    # The second desk wrote last that its own sheet was tried.
    for place, login in ((site.first, "helene"), (site.second, "bertrand")):
        assert place.enter(login).recovery_tried == (good == texts["second"])
    site.first.door.try_recovery(good).result()
    assert site.first.enter("helene").recovery_tried


def test_a_sheet_that_nobody_had_is_said_so_even_when_another_desk_kept_the_void_one(site: SiteOfDesks) -> None:
    renewed(site.second, "bertrand")
    # The second of them comes after any other.
    unseen = renewed(site.second, "bertrand")
    renewed(site.first, "helene")
    site.first.door.keep_recovery().result()
    site.exchange()
    for place, login in ((site.first, "helene"), (site.second, "bertrand")):
        assert opens(place.folder, unseen)
        assert not place.enter(login).recovery_seen


def test_a_renewal_takes_back_no_password_changed_meanwhile_at_another_desk(site: SiteOfDesks) -> None:
    site.second.enter("claire")
    site.second.door.change_password(PASSWORD, NEW_PASSWORD).result()
    renewed(site.first, "helene")
    # What her password wraps here follows the new sheet, later than her change there.
    for login in ("claire", "helene", "claire"):
        site.first.enter(login)
    site.exchange()
    site.second.enter("claire", NEW_PASSWORD)
    site.exchange()
    for place in (site.first, site.second):
        with pytest.raises(WrongPassword):
            place.enter("claire")
        place.enter("claire", NEW_PASSWORD)


def test_a_desk_invited_afterwards_is_of_the_same_site(site: SiteOfDesks, tmp_path: Path) -> None:
    new = renewed(site.first, "helene")
    invitation, answer = tmp_path / "autre.ceis-lien", tmp_path / "autre-reponse.ceis-lien"
    site.first.door.exchange.invite(invitation, PHRASE).result()
    third = Place(LocalDoor(tmp_path / "troisieme", wall_clock, QUICK), tmp_path / "troisieme", site.first.box)
    try:
        third.door.exchange.join(
            Joining(invitation, PHRASE, "Poste 3", "ines", "Inès Faure", PASSWORD, answer)
        ).result()
        site.first.door.exchange.accept(answer, PHRASE).result()
        site.exchange(site.first, site.second, third)
        assert opens(third.folder, new)
        assert third.enter("claire").actor.roles == {Role.BUDGET}
    finally:
        third.door.close()


def test_an_old_copy_of_the_folder_opens_by_the_old_sheet_alone(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(desk.folder, tmp_path / "ancien")
    new = desk.door.renew_recovery(PASSWORD).result()
    assert opens(tmp_path / "ancien", desk.recovery_text)
    assert not opens(tmp_path / "ancien", new.text)


_CHILD = """
import sys, threading
from pathlib import Path
from ceis_desk.access.door import Founding
from ceis_desk.core.clock import wall_clock
from ceis_desk.data import door_accounts
from ceis_desk.data.door import LocalDoor
from tests.scenarios.desks import PASSWORD, QUICK

def stop(*_):
    print("reached", flush=True)
    threading.Event().wait()

what, folder = sys.argv[1], Path(sys.argv[2])
door = LocalDoor(folder, wall_clock, QUICK)
if what == "found":
    door.found(Founding("CCAS d’essai", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
else:
    door.open("helene", PASSWORD).result()
    if what == "renew-before-the-ring":
        door_accounts.AccountsDoor._go_on_with = stop
    door.renew_recovery(PASSWORD).result()
stop()
"""


def killed(what: str, folder: Path) -> None:
    """Do this in a process of its own, which is killed once it has, before it shows anything to anybody."""
    with subprocess.Popen(
        [sys.executable, "-c", _CHILD, what, str(folder)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        child.kill()
    assert said == "reached\n"


def test_a_store_whose_founding_was_killed_before_its_key_was_shown_says_so_and_renews_it(tmp_path: Path) -> None:
    killed("found", tmp_path)
    door = LocalDoor(tmp_path, wall_clock, QUICK)
    try:
        opened = door.open("helene", PASSWORD).result()
        assert (opened.recovery_seen, opened.recovery_tried) == (False, False)
        new = door.renew_recovery(PASSWORD).result()
        door.keep_recovery().result()
        assert door.open("helene", PASSWORD).result().recovery_seen
        assert door.try_recovery(new.text).result()
    finally:
        door.close()


@pytest.mark.parametrize("what", ["renew", "renew-before-the-ring"])
def test_a_renewal_killed_before_its_key_was_shown_leaves_an_open_door_and_says_so(desk: Desk, what: str) -> None:
    desk.door.keep_recovery().result()
    desk.door.close()
    killed(what, desk.folder)
    desk.door = LocalDoor(desk.folder, wall_clock, QUICK)
    assert not desk.enter("helene").recovery_seen
    assert not opens(desk.folder, desk.recovery_text)
    new = desk.door.renew_recovery(PASSWORD).result()
    assert opens(desk.folder, new.text)
    assert desk.door.recover(new.text, "claire", NEW_PASSWORD).result().actor.name == "Claire Fabre"


def team_keys(place: Place, login: str) -> frozenset[tuple[str, int]]:
    """Which versions of which team keys a session opens."""
    return frozenset(place.enter(login).store.keys) - {SELF, SIGN}  # type: ignore[attr-defined]  # the local store


def test_what_a_team_sealed_before_it_learnt_of_another_renewal_stays_open_to_it(site: SiteOfDesks) -> None:
    before = set[tuple[str, int]]()
    for place, login in ((site.first, "helene"), (site.second, "bertrand")):
        renewed(place, login)
        before |= team_keys(place, "claire")
    site.exchange()
    for place in (site.first, site.second):
        assert before <= team_keys(place, "claire")
