"""Whoever holds the store's key writes any row of it: no key is given, nor sent anything, that was not endorsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from ceis_desk.access.model import Group, Role
from ceis_desk.access.rights import groups_of
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data import accounts, sealing
from ceis_desk.data.exchange.desk_keys import new_desk_keys, recipient_of
from ceis_desk.data.exchange.own import read_own
from ceis_desk.data.exchange.pairing import write_answer
from ceis_desk.data.exchange.send import plan
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.credential import new_secrets, wrap
from ceis_desk.data.keys.endorsement import Bearer
from ceis_desk.data.keys.envelope import Pair, Unreadable, new_box_pair, new_sign_pair, open_sealed, seal
from ceis_desk.data.keys.groups import GroupKey, Wrap, open_wrap, seal_cell
from ceis_desk.data.keys.groups import Place as CellPlace
from ceis_desk.data.keys.ring_file import read_ring, write_ring
from ceis_desk.data.schema import house
from ceis_desk.data.sealing import read_group_keys, seal_for
from ceis_desk.data.staff import read_accounts
from ceis_desk.data.trust import read_trust
from ceis_desk.data.write import Tx
from ceis_desk.exchange.model import DeskState
from tests.data.exchange.site_of_desks import PHRASE, Place, SiteOfDesks, give_role, phantom, site_of_desks

WHERE = CellPlace("person_comment", new_id(), "sealed")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteOfDesks]:
    """Two desks that know each other."""
    with site_of_desks(tmp_path) as made:
        yield made


def canary(place: Place) -> tuple[GroupKey, bytes]:
    """What the counsellor seals to her team, and under which key."""
    store = place.enter("claire").store
    keys = place.read(lambda connection: read_group_keys(connection, store.anchor))  # type: ignore[attr-defined]  # the local store behind it
    key = [one for one in keys if one.group is Group.BUDGET][-1]
    return key, seal_for(key, "CANARI", WHERE)


def opens(place: Place, thief: bytes, group: Group = Group.BUDGET) -> bool:
    """Whether a stolen box key opens any version of a team's key, by any wrap of the file."""
    key, wrap = house.group_key, house.group_wrap

    def work(connection: Connection) -> list[Any]:
        columns = (key.c.group_code, key.c.version, key.c.public, wrap.c.account_id, wrap.c.sealed)
        return list(connection.execute(select(*columns).join_from(wrap, key, key.c.id == wrap.c.group_key_id)))

    for row in place.read(work):
        holder = "recovery" if row.account_id is None else row.account_id.hex
        if row.group_code != group.value:
            continue
        try:
            open_wrap(GroupKey(group, row.version, row.public), Wrap(group, row.version, holder, row.sealed), thief)
        except Unreadable:
            continue
        return True
    return False


def believed_by_rows(tx: Tx) -> dict[Group, dict[Id, bytes]]:
    """Whom the program sealed to when it believed the rows."""
    table = house.account
    boxes = {row.id: row.box_public for row in tx.connection.execute(select(table))}
    members: dict[Group, dict[Id, bytes]] = {group: {} for group in Group}
    for account in read_accounts(tx.connection):
        for group in groups_of(account.roles):
            members[group][account.id] = boxes[account.id]
    return members


def everybody_signs_in(site: SiteOfDesks) -> None:
    site.exchange()
    for place in (site.first, site.second):
        for login in ("claire", "helene", "bertrand"):
            place.enter(login)
    site.exchange()


@pytest.mark.parametrize("believed", ["endorsements", "rows"])
@pytest.mark.parametrize("attack", ["phantom", "role", "box", "both"])
def test_a_team_key_is_never_sealed_to_a_key_put_in_a_row(
    site: SiteOfDesks, attack: str, believed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if believed == "rows":
        # Proves the attack: it is what the program did before anything was signed.
        monkeypatch.setattr(sealing, "_members", believed_by_rows)
    thief, sign = new_box_pair(), new_sign_pair()
    who = site.second.id_of("sofiane")

    def work(tx: Tx) -> None:
        if attack == "phantom":
            phantom(tx, thief.public, sign.public, "budget")
        if attack in ("role", "both"):
            give_role(tx, who, "budget")
        if attack in ("box", "both"):
            tx.change(house.account, who, box_public=thief.public, sign_public=sign.public)

    private = site.second.unlocked("sofiane").box_private if attack == "role" else thief.private
    site.second.write_by_hand(work)
    everybody_signs_in(site)
    expected = believed == "rows" and attack != "box"
    assert (opens(site.first, private) or opens(site.second, private)) == expected


def test_the_key_of_a_counsellor_replaced_in_her_row_is_not_what_is_sealed_to(site: SiteOfDesks) -> None:
    site.first.enter("helene")
    site.first.door.add_account("nadia", "Nadia Serra", frozenset({Role.BUDGET}), "une phrase longue").result()
    site.exchange()
    thief = new_box_pair()
    who = site.second.id_of("nadia")
    site.second.write_by_hand(lambda tx: tx.change(house.account, who, box_public=thief.public))
    everybody_signs_in(site)
    assert not opens(site.first, thief.private)
    assert opens(site.first, site.first.unlocked("nadia").box_private)
    assert site.first.account("nadia").to_check


def test_a_role_that_a_row_alone_says_opens_nothing_and_is_to_check(site: SiteOfDesks) -> None:
    who = site.second.id_of("sofiane")
    site.second.write_by_hand(lambda tx: give_role(tx, who, "admin"))
    site.exchange()
    for place in (site.first, site.second):
        assert place.enter("sofiane").actor.roles == {Role.RECEPTION}
        assert place.account("sofiane").to_check
        assert not place.account("claire").to_check


def test_whoever_saves_the_roles_again_signs_the_keys_that_were_endorsed(site: SiteOfDesks) -> None:
    thief, who = new_box_pair(), site.second.id_of("claire")
    site.second.write_by_hand(lambda tx: tx.change(house.account, who, box_public=thief.public, name="Autre"))
    site.exchange()
    site.first.enter("helene")
    site.first.door.set_roles(who, frozenset({Role.BUDGET})).result()
    everybody_signs_in(site)
    assert not opens(site.first, thief.private)
    again = site.first.account("claire")
    assert (again.name, again.to_check) == ("Claire Fabre", False)


def test_a_new_password_makes_good_no_role_that_a_row_alone_said(site: SiteOfDesks) -> None:
    who = site.first.id_of("sofiane")
    site.first.write_by_hand(lambda tx: give_role(tx, who, "budget"))
    site.first.enter("helene")
    site.first.door.set_password(who, "retrouvé demain").result()
    assert site.first.enter("sofiane", "retrouvé demain").actor.roles == {Role.RECEPTION}


def test_an_account_that_nobody_endorsed_comes_in_nowhere_and_is_given_no_desk_key(site: SiteOfDesks) -> None:
    dbk = site.second.unlocked("sofiane").dbk
    anchor = site.second.unlocked("sofiane").anchor
    account_id = new_id()
    secrets = new_secrets(anchor)
    forged = wrap(account_id, secrets, "le mien", ring.STANDARD)

    def work(tx: Tx) -> None:

        tx.put(
            house.account,
            account_id,
            login="fantome",
            name="Nadia Serra",
            box_public=forged.box_public,
            sign_public=forged.sign_public,
            closed_on=None,
        )
        give_role(tx, account_id, "admin")
        accounts.write_credential(tx, forged)

    site.second.write_by_hand(work)
    # The thief may write the ring of a desk whose key is known, not that of the other.
    held = read_ring(site.second.folder)
    write_ring(site.second.folder, ring._with_holder(held, dbk, forged))
    site.exchange()
    site.first.enter("helene")
    assert account_id not in read_ring(site.first.folder).holders
    site.second.enter("bertrand")
    with pytest.raises(Refusal, match="confirmé"):
        site.second.enter("fantome", "le mien")


def test_a_team_key_put_in_a_row_is_sealed_to_by_nobody(site: SiteOfDesks) -> None:
    thief = new_box_pair()

    def work(tx: Tx) -> None:
        version = 1 << 40
        for group in Group:
            tx.put(
                house.group_key,
                code_id("group_key", group.value, version),
                group_code=group.value,
                version=version,
                public=thief.public,
            )

    site.second.write_by_hand(work)
    site.exchange()
    key, sealed = canary(site.first)
    assert key.public != thief.public
    with pytest.raises(Unreadable):
        open_sealed(thief.private, sealed[4:], b"")
    assert seal_cell(GroupKey(Group.BUDGET, 1, thief.public), b"CANARI", WHERE) != sealed


def test_a_team_key_is_no_other_team_s_whatever_its_columns_say(site: SiteOfDesks) -> None:
    table = house.group_key

    def work(tx: Tx) -> None:
        found = tx.connection.execute(select(table.c.id).where(table.c.group_code == "figures")).scalars()
        for key_id in list(found):
            tx.change(table, key_id, group_code="budget", version=1 << 40)

    site.first.write_by_hand(work)
    key, _ = canary(site.first)
    assert key.version != 1 << 40


def test_a_recovery_key_put_in_the_ring_by_whoever_holds_the_store_key_is_refused(site: SiteOfDesks) -> None:
    unlocked, pair = site.first.unlocked("sofiane"), new_box_pair()
    held = read_ring(site.first.folder)
    sealed = seal(pair.public, unlocked.dbk, ring._store_place(held.desk_id, "recovery"))

    forged = replace(held, recovery_public=pair.public, recovery_store_key=sealed)
    write_ring(site.first.folder, replace(forged, tag=ring._tag(unlocked.dbk, forged.line)))
    with pytest.raises(Refusal, match="trousseau"):
        site.first.enter("claire")


def introduce(tx: Tx) -> tuple[Id, Any]:
    """A desk that no administrator accepted."""
    keys, desk_id = new_desk_keys(), new_id()
    tx.put(
        house.desk,
        desk_id,
        name="Poste 3",
        sign_public=keys.sign.public,
        recipient=recipient_of(keys.identity),
        known_since=tx.now,
    )
    return desk_id, keys


def test_a_desk_that_no_administrator_accepted_receives_nothing_and_is_to_check(site: SiteOfDesks) -> None:
    made: list[tuple[Id, Any]] = []
    site.second.write_by_hand(lambda tx: made.append(introduce(tx)))
    site.exchange()
    ((desk_id, _),) = made
    states = {line.id: line.state for line in site.first.status().desks}
    assert states[desk_id] is DeskState.TO_CHECK

    letter = site.first.read(lambda connection: plan(connection, site.first.door.now, site.first.file.anchor))
    assert desk_id not in {peer.id for peer in letter.readers}


def test_a_desk_whose_row_is_emptied_or_set_aside_by_hand_goes_on_exchanging(site: SiteOfDesks) -> None:
    first_id = site.first.read(lambda connection: read_own(connection).desk_id)
    site.second.write_by_hand(
        lambda tx: tx.change(house.desk, first_id, revoked_at=tx.now, sign_public=b"", recipient="")
    )
    site.second.send()
    assert site.first.take().refused == ()
    site.first.send()
    taken = site.second.take()
    assert (taken.refused, taken.waiting) == ((), ())


def test_a_desk_set_aside_by_the_administration_cannot_be_brought_back_by_hand(site: SiteOfDesks) -> None:
    second_id = next(line.id for line in site.first.status().desks if not line.own)
    site.first.door.exchange.revoke(second_id).result()
    site.first.write_by_hand(lambda tx: tx.change(house.desk, second_id, revoked_at=None))
    site.second.send()
    assert "retiré" in " ".join(one.sentence for one in site.first.take().refused)


def rewrite(tx: Tx) -> None:
    """Spoil every word of the administration about one account."""
    for row in tx.connection.execute(select(house.endorsement)).all():
        if b"Claire" in row.said:
            tx.change(house.endorsement, row.id, said=b"autre chose")


def test_words_of_the_administration_spoiled_at_one_desk_stay_good_at_the_others(site: SiteOfDesks) -> None:
    before = standing(site.first, "claire")
    site.second.write_by_hand(rewrite)
    site.second.send()
    site.first.take()
    assert standing(site.second, "claire") is None
    assert standing(site.first, "claire") == before
    assert site.first.enter("claire").actor.roles == {Role.BUDGET}


def standing(place: Place, login: str) -> object:
    anchor, who = place.file.anchor, place.id_of(login)
    return place.read(lambda connection: read_trust(connection, anchor).of(Bearer.ACCOUNT, who))


def test_a_word_of_the_administration_is_never_buried(site: SiteOfDesks) -> None:
    def bury(tx: Tx) -> None:
        hlc, origin = tx.stamp()
        keys = tx.connection.execute(select(house.endorsement.c.id)).scalars().all()
        tx.connection.exec_driver_sql(
            "INSERT INTO sync_tomb(tbl, pk, hlc, origin) VALUES (31, ?, ?, ?)",
            [(key.bytes, hlc, origin) for key in keys],
        )

    site.second.write_by_hand(bury)
    site.second.send()
    assert "ne tient pas debout" in " ".join(one.sentence for one in site.first.take().refused)


def test_an_old_word_written_again_as_the_latest_gives_nothing_back(site: SiteOfDesks) -> None:
    who, thief = site.first.id_of("claire"), site.first.unlocked("claire")
    site.first.enter("helene")
    site.first.door.set_roles(who, frozenset({Role.RECEPTION})).result()
    site.first.door.add_account("nadia", "Nadia Serra", frozenset({Role.BUDGET}), "une phrase longue").result()

    def work(tx: Tx) -> None:
        give_role(tx, who, "budget")
        for row in tx.connection.execute(select(house.endorsement)).all():
            tx.change(house.endorsement, row.id, said=row.said)

    site.first.write_by_hand(work)
    for login in ("nadia", "helene", "claire"):
        site.first.enter(login)
    newest = max(key.version for key in keys_of(site.first, Group.BUDGET))
    assert (("budget", newest) in site.first.read(lambda c: sealing.open_keys(c, thief))) is False
    assert site.first.enter("claire").actor.roles == {Role.RECEPTION}


def keys_of(place: Place, group: Group) -> list[GroupKey]:
    anchor = place.file.anchor
    return [key for key in place.read(lambda c: read_group_keys(c, anchor)) if key.group is group]


def test_a_former_password_written_again_as_the_latest_opens_nothing(site: SiteOfDesks) -> None:

    former = site.first.unlocked("claire").credential
    site.first.enter("claire")
    site.first.door.change_password("une phrase longue", "une autre phrase").result()
    site.exchange()
    site.second.write_by_hand(lambda tx: accounts.write_credential(tx, replace(former, rank=99)))
    site.exchange()
    site.first.enter("helene")
    assert site.first.enter("claire", "une autre phrase").actor.name == "Claire Fabre"
    with pytest.raises(Refusal):
        site.first.enter("claire")


def test_a_credential_that_no_pc_could_pay_locks_nobody_out(site: SiteOfDesks) -> None:
    who = site.second.id_of("claire")
    site.second.write_by_hand(lambda tx: tx.change(house.credential, who, memory_kib=0, rank=1 << 62))
    site.exchange()
    assert site.first.enter("helene").actor.name == "Hélène Costa"
    assert site.first.enter("claire").actor.name == "Claire Fabre"


def test_an_answer_that_says_more_than_one_desk_and_its_first_account_is_refused(tmp_path: Path) -> None:
    with site_of_desks(tmp_path, accepted=False) as site:
        thief = new_box_pair()
        who = site.second.id_of("claire")
        site.second.write_by_hand(lambda tx: tx.put(house.account, who, **spoiled(tx, who, thief)))

        forged = tmp_path / "forgee.ceis-lien"
        site.second.read(lambda connection: write_answer(connection, site.second.file.anchor, forged, PHRASE))
        site.first.enter("helene")
        with pytest.raises(Refusal, match="pas une réponse"):
            site.first.door.exchange.accept(forged, PHRASE).result()


def spoiled(tx: Tx, who: Id, thief: Pair) -> dict[str, Any]:
    row = tx.connection.execute(select(house.account).where(house.account.c.id == who)).one()
    return {
        "login": row.login,
        "name": row.name,
        "box_public": thief.public,
        "sign_public": row.sign_public,
        "closed_on": None,
    }
