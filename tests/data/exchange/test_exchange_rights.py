"""What came from another desk is seen and settled by whoever could have written it here, and by nobody else."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ceis_desk.access.door import Opened
from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.model import Role
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.schema import employment, house
from ceis_desk.data.schema import people as tables
from ceis_desk.data.write import Tx
from ceis_desk.exchange.gestures import KeepVersion, TakeOtherVersion, UnsettleVersion
from ceis_desk.exchange.model import CrossedEdit
from ceis_desk.exchange.questions import Arrivals, CrossedEdits, ReadExchange
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity, Work
from ceis_desk.platforms.employment.places import FIRST_SITES
from tests.data.exchange.site_of_desks import PHRASE, SiteOfDesks, phantom, site_of_desks

CANARY = "CANARI"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteOfDesks]:
    """Two desks, an agent of each role that matters here, and a person known at both."""
    with site_of_desks(tmp_path) as made:
        made.first.enter("helene")
        for login, roles in (("lea", {Role.SOCIAL}), ("direction", {Role.DIRECTOR}), ("seul", {Role.ADMIN})):
            made.first.door.add_account(login, login.title(), frozenset(roles), "une phrase longue").result()
        store = made.first.enter("sofiane").store
        store.do(CreatePerson(Identity(used_name=CANARY, first_name="Zita", address="1 rue Haute"))).result()
        made.exchange()
        yield made


def person(site: SiteOfDesks) -> Id:
    return site.first.read(lambda c: c.execute(select(tables.person.c.id)).scalar_one())


def cross(site: SiteOfDesks, table: str) -> None:
    """Both desks write one field at once, and exchange."""
    who = person(site)
    for place, work, address in (
        (site.first, Work.JOB_SEEKER, "2 rue Haute"),
        (site.second, Work.RETIRED, "3 rue Haute"),
    ):

        def write(tx: Tx, work: Work = work, address: str = address) -> None:
            if table == "person_work":
                tx.put(tables.person_work, who, work=work)
            else:
                tx.change(tables.person, who, address=address)

        if table == "setting":
            admin = {"registre": "helene", "second": "bertrand"}[place.folder.name]
            place.enter(admin).store.do(SetSiteSetting("place", f'"{address}"')).result()
        else:
            place.write_by_hand(write)
    site.exchange()


def seen(opened: Opened) -> list[CrossedEdit]:
    try:
        return list(opened.store.ask(CrossedEdits()).result())
    except Denied:
        return []


@pytest.mark.parametrize(
    ("table", "readers", "writers"),
    [
        ("person", {"sofiane", "claire", "lea"}, {"sofiane", "claire", "lea"}),
        ("person_work", {"claire", "lea"}, {"lea"}),
        ("setting", {"helene", "direction", "seul"}, {"helene", "seul"}),
    ],
)
def test_a_crossed_edit_is_read_and_settled_by_whoever_may_write_the_field(
    site: SiteOfDesks, table: str, readers: set[str], writers: set[str]
) -> None:
    if table == "person_work":
        who = person(site)
        site.first.write_by_hand(lambda tx: tx.put(tables.person_work, who, work=Work.STUDENT))
        site.exchange()
    cross(site, table)
    site.second.enter("bertrand")
    logins = ("sofiane", "claire", "lea", "helene", "direction", "seul")
    assert {login for login in logins if seen(site.second.enter(login))} == readers
    allowed = set()
    for login in logins:
        # Taken back, a version is written again: the case that stands then is another one.
        (case,) = seen(site.second.enter(next(iter(readers & writers))))
        store = site.second.enter(login).store
        for gesture in (
            KeepVersion(case.id),
            UnsettleVersion(case.id),
            TakeOtherVersion(case.id),
            UnsettleVersion(case.id),
        ):
            try:
                store.do(gesture).result()
            except Denied:
                assert login not in writers
            else:
                allowed.add(login)
    assert allowed == writers


def test_a_contract_crossed_is_shown_to_no_one_who_may_not_read_whose_it_is(site: SiteOfDesks) -> None:
    contract, who = new_id(), person(site)
    made = {"person_id": who, "place_id": FIRST_SITES[0].id, "terms": "PEC", "first": dt.date(2019, 1, 1)}
    site.first.write_by_hand(lambda tx: tx.put(employment.contract, contract, **made))
    site.exchange()
    for place, words in ((site.first, "Un"), (site.second, "Deux")):
        place.write_by_hand(
            lambda tx, words=words: tx.change(employment.contract, contract, commitments=words)  # type: ignore[misc]  # bound
        )
    site.exchange()
    logins = ("sofiane", "claire", "lea", "helene", "direction", "seul")
    assert {login for login in logins if seen(site.second.enter(login))} == {"lea"}
    (case,) = seen(site.second.enter("lea"))
    assert case.field == "Engagements du contrat"
    with pytest.raises(Denied):
        site.second.enter("lea").store.do(KeepVersion(case.id)).result()


def test_nobody_settles_an_account_or_a_role_by_a_crossed_edit(site: SiteOfDesks) -> None:
    who = site.first.id_of("sofiane")
    for place, name in ((site.first, "Un"), (site.second, "Deux")):
        place.write_by_hand(lambda tx, name=name: tx.change(house.account, who, name=name))  # type: ignore[misc]  # bound
    site.exchange()
    assert [seen(site.second.enter(login)) for login in ("bertrand", "helene", "sofiane", "seul")] == [[]] * 4


@pytest.mark.parametrize("login", ["helene", "direction", "seul"])
def test_arrivals_name_nobody_to_whoever_reads_no_record(site: SiteOfDesks, login: str) -> None:
    other = replace(Identity(used_name=CANARY, first_name="Zita"), at_desk=CANARY)
    site.second.enter("sofiane").store.do(CreatePerson(other)).result()
    site.exchange()
    store = site.first.enter(login).store
    arrivals = store.ask(Arrivals(dt.date.today())).result()
    assert arrivals
    assert CANARY not in repr(arrivals)
    assert CANARY not in repr(store.ask(ReadExchange()).result())
    assert all(one.person_id is None for one in arrivals)
    assert CANARY in repr(site.first.enter("sofiane").store.ask(Arrivals(dt.date.today())).result())


@pytest.mark.parametrize("login", ["sofiane", "claire", "direction"])
def test_desks_are_linked_set_aside_and_erasures_accepted_by_the_administration_alone(
    site: SiteOfDesks, login: str, tmp_path: Path
) -> None:
    second = next(line.id for line in site.first.status().desks if not line.own)
    site.first.enter(login)
    exchange = site.first.door.exchange
    for refused in (
        exchange.invite(tmp_path / "autre.ceis-lien"),
        exchange.accept(site.answer, PHRASE),
        exchange.revoke(second),
        exchange.take_in(site.first.box, erasures=True),
        exchange.choose_folder(tmp_path),
    ):
        with pytest.raises(Denied):
            refused.result()
    assert not (tmp_path / "autre.ceis-lien").exists()


def test_a_phantom_takes_nobody_s_login(site: SiteOfDesks) -> None:
    def work(tx: Tx) -> None:
        account_id = phantom(tx, bytes(32), bytes(32), "reception")
        older = Id(int=0x7 << 76)
        row = {"login": "claire", "name": "Autre", "box_public": b"", "sign_public": b"", "closed_on": None}
        tx.put(house.account, older, **row)
        assert older < account_id

    site.second.write_by_hand(work)
    site.exchange()
    assert site.first.enter("claire").actor.name == "Claire Fabre"


def test_a_refused_file_is_told_as_long_as_it_lies_there(site: SiteOfDesks) -> None:
    site.first.enter("helene")
    site.first.door.exchange.choose_folder(site.first.box).result()
    (site.first.box / "abime.ceis").write_bytes(b"CEIS1\0" + bytes(500) + b"\0CEIS\n")
    for _ in range(3):
        site.first.door.exchange.exchange_now().result()
        told = site.first.status()
        assert "abime.ceis" in [one.name for one in told.refused]


def test_an_invitation_is_not_written_over_somebody_s_file(site: SiteOfDesks, tmp_path: Path) -> None:
    mine = tmp_path / "rapport.pdf"
    mine.write_bytes(b"%PDF mon rapport")
    site.first.enter("helene")
    with pytest.raises(Refusal, match="existe déjà"):
        site.first.door.exchange.invite(mine, PHRASE).result()
    assert mine.read_bytes() == b"%PDF mon rapport"


def test_a_setting_written_by_hand_does_not_make_another_site(site: SiteOfDesks) -> None:
    site.second.write_by_hand(
        lambda tx: tx.put(house.setting, new_id(), scope="site", name="site_id", value=f'"{bytes(16).hex()}"')
    )
    site.exchange()
    site.first.send()
    assert site.second.take().refused == ()


def test_a_logo_that_two_desks_gave_at_once_is_listed_without_its_letters(site: SiteOfDesks) -> None:
    for place, admin, grey in ((site.first, "helene", b"\x01"), (site.second, "bertrand", b"\x02")):
        content = base64.b64encode(b"\x89PNG\r\n\x1a\n" + grey * 60_000).decode()
        place.enter(admin).store.do(SetSiteSetting("issuer_logo", json.dumps(content))).result()
    site.exchange()
    (case,) = seen(site.second.enter("bertrand"))
    assert max(len(case.kept.value), len(case.aside.value)) < 300
    assert case.kept.value.endswith("…")


def test_an_account_reads_of_the_other_desks_what_is_not_the_administrations(site: SiteOfDesks) -> None:
    for login, whole in (("sofiane", False), ("lea", False), ("direction", True), ("seul", True)):
        lines = site.first.enter(login).store.ask(ReadExchange()).result().desks
        own, other = lines[0], lines[1]
        assert own.mark
        assert other.name
        assert bool(other.mark) is whole, login
        assert any(line.agent for line in lines) is whole, login
