"""A prevention written at two desks at once: both versions are kept, and the health team alone sees and chooses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import msgpack
import pytest
from sqlalchemy import func, select

from ceis_desk.access.model import Group, Role, Thing
from ceis_desk.core.errors import Denied, Outdated
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Store
from ceis_desk.data.keys.groups import Place as Cell
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.schema import exchange
from ceis_desk.data.schema.sealed import health_fact
from ceis_desk.exchange.gestures import KeepVersion, TakeOtherVersion, UnsettleVersion
from ceis_desk.exchange.model import ArrivalKind, CrossedEdit
from ceis_desk.exchange.questions import Arrivals, CrossedEdits, ReadExchange
from ceis_desk.people.gestures import CreatePerson, ErasePerson
from ceis_desk.people.model import Identity
from ceis_desk.platforms.health.gestures import PutPrevention, SettleFollowUp, WithdrawPrevention
from ceis_desk.platforms.health.model import Effect, HealthFact
from ceis_desk.platforms.health.questions import HistoryOf
from tests.data.exchange.pages import clear_bytes
from tests.data.exchange.site_of_desks import Place, SiteOfDesks, site_of_desks
from tests.data.health.files import fact
from tests.scenarios.desks import PASSWORD

HERE, THERE = "Pas plus de 5 kg, kanariki", "Pas avant 9 h, kanarila"
FIELD = "Point de prévention"
Rewrite = Callable[[HealthFact], Gesture]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteOfDesks]:
    """Two desks with two health workers, a social worker and the direction, who are at both."""
    with site_of_desks(tmp_path) as made:
        made.first.enter("helene")
        for login, role in (("ines", Role.HEALTH), ("karim", Role.HEALTH), ("lea", Role.SOCIAL)):
            made.first.door.add_account(login, login.title(), frozenset({role}), PASSWORD).result()
        made.exchange()
        yield made


@pytest.fixture
def person(site: SiteOfDesks) -> Id:
    """One prevention kept at the first desk, and known at both."""
    store = site.first.enter("ines").store
    made = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
    day = site.first.door.now().date()
    store.do(PutPrevention(fact(made, day=day, next_on=day + dt.timedelta(days=14)))).result()
    site.exchange()
    return made


def cross(site: SiteOfDesks, person: Id, first: Rewrite, second: Rewrite) -> None:
    """Inès writes at the first desk, then Karim at the second one, neither knowing of the other."""
    for place, login, rewrite in ((site.first, "ines", first), (site.second, "karim", second)):
        store = place.enter(login).store
        store.do(rewrite(only_fact(store, person))).result()
    site.exchange()
    site.exchange()


def words(text: str, **more: object) -> Rewrite:
    return lambda kept: PutPrevention(replace(kept, words=text, **more), kept.clock)  # type: ignore[arg-type]  # fields


def only_fact(store: Store, person: Id) -> HealthFact:
    (kept,) = store.ask(HistoryOf(person)).result().facts
    return kept


def edits(store: Store) -> list[CrossedEdit]:
    return [one for one in store.ask(CrossedEdits()).result() if one.field == FIELD]


def waiting(place: Place, login: str = "ines") -> int:
    """How many cases the chip of an account counts, less the ones that everybody sees."""
    mine = place.enter(login).store.ask(ReadExchange()).result().crossed
    return mine - place.enter("sofiane").store.ask(ReadExchange()).result().crossed


def test_the_version_that_lost_is_kept_and_told_at_both_desks(site: SiteOfDesks, person: Id) -> None:
    cross(site, person, words(HERE, effects=(Effect.LOAD,)), words(THERE, minutes=45))
    told = []
    for place in (site.first, site.second):
        store = place.enter("ines").store
        (found,) = edits(store)
        assert (found.name, found.person_id, found.sealed) == ("DUPUY Laure", person, True)
        assert only_fact(store, person).words == THERE
        assert THERE in found.kept.value
        assert "45 min" in found.kept.value
        assert HERE in found.aside.value
        assert "plus difficile\u00a0: porter une charge" in found.aside.value
        assert {found.kept.desk, found.aside.desk} == {"Poste 1", "Poste 2"}
        told.append((found.id, found.kept.value, found.aside.value))
        assert waiting(place) == 1
    assert told[0] == told[1]


def test_it_is_found_on_her_record_and_among_those_of_the_team(site: SiteOfDesks, person: Id) -> None:
    cross(site, person, words(HERE), words(THERE))
    store = site.first.enter("karim").store
    other = store.do(CreatePerson(Identity(used_name="Salah", first_name="Nadia"))).result().made[0]
    found = edits(store)
    assert list(store.ask(CrossedEdits(person)).result()) == found
    assert list(store.ask(CrossedEdits(thing=Thing.HEALTH_FACTS)).result()) == found
    assert store.ask(CrossedEdits(other)).result() == ()
    assert store.ask(CrossedEdits(person, Thing.VISITS)).result() == ()


def test_the_other_version_is_taken_at_one_desk_and_stands_at_both(site: SiteOfDesks, person: Id) -> None:
    cross(site, person, words(HERE), words(THERE))
    store = site.second.enter("karim").store
    (found,) = edits(store)
    taken = store.do(TakeOtherVersion(found.id)).result()
    assert only_fact(store, person).words == HERE
    assert edits(store) == []
    site.exchange()
    first = site.first.enter("ines").store
    assert only_fact(first, person).words == HERE
    assert edits(first) == []
    assert taken.undo is not None
    back = site.second.enter("karim").store
    back.do(taken.undo).result()
    assert only_fact(back, person).words == THERE
    assert len(edits(back)) == 1


def test_kept_as_it_is_it_waits_no_more_until_that_is_taken_back(site: SiteOfDesks, person: Id) -> None:
    cross(site, person, words(HERE), words(THERE))
    store = site.first.enter("ines").store
    (found,) = edits(store)
    kept = store.do(KeepVersion(found.id)).result()
    assert (edits(store), waiting(site.first)) == ([], 0)
    site.exchange()
    assert edits(site.second.enter("karim").store) == []
    again = site.first.enter("ines").store
    assert kept.undo is not None
    again.do(kept.undo).result()
    assert edits(again) == [found]


def test_written_again_by_somebody_it_waits_no_more(site: SiteOfDesks, person: Id) -> None:
    cross(site, person, words(HERE), words(THERE))
    store = site.first.enter("ines").store
    (found,) = edits(store)
    store.do(words("Ni l’un ni l’autre")(only_fact(store, person))).result()
    assert edits(store) == []
    for gesture in (TakeOtherVersion(found.id), KeepVersion(found.id)):
        with pytest.raises(Outdated):
            store.do(gesture).result()


def test_seen_again_here_and_corrected_there_are_both_told(site: SiteOfDesks, person: Id) -> None:
    day = site.first.door.now().date()
    cross(site, person, lambda kept: SettleFollowUp(kept.id, day, kept.clock), words(THERE))
    (found,) = edits(site.first.enter("ines").store)
    assert f"point fait le {day:%d/%m/%Y}" in found.aside.value
    assert "point fait" not in found.kept.value
    assert THERE in found.kept.value


def test_a_correction_of_what_another_desk_took_away_is_told(site: SiteOfDesks, person: Id) -> None:
    cross(site, person, words(HERE), lambda kept: WithdrawPrevention(kept.id, clock=kept.clock))
    store = site.first.enter("ines").store
    assert store.ask(HistoryOf(person)).result().facts == ()
    (found,) = edits(store)
    assert (found.kept.value, found.person_id) == ("point retiré", person)
    assert HERE in found.aside.value
    store.do(TakeOtherVersion(found.id)).result()
    assert only_fact(store, person).words == HERE
    site.exchange()
    assert only_fact(site.second.enter("karim").store, person).words == HERE


def test_what_was_taken_away_before_a_correction_elsewhere_stands_with_it_and_is_told(
    site: SiteOfDesks, person: Id
) -> None:
    cross(site, person, lambda kept: WithdrawPrevention(kept.id, clock=kept.clock), words(THERE))
    store = site.second.enter("karim").store
    assert only_fact(store, person).words == THERE
    (found,) = edits(store)
    assert found.aside.value == "point retiré"
    taken = store.do(TakeOtherVersion(found.id)).result()
    assert store.ask(HistoryOf(person)).result().facts == ()
    assert taken.undo is not None
    store.do(taken.undo).result()
    assert only_fact(store, person).words == THERE


def test_the_same_words_at_both_desks_leave_nothing_to_choose(site: SiteOfDesks, person: Id) -> None:
    cross(site, person, words(HERE), words(HERE))
    assert edits(site.first.enter("ines").store) == []
    assert waiting(site.first) == 0


@pytest.mark.parametrize("login", ["sofiane", "claire", "lea", "helene", "bertrand"])
def test_nobody_else_sees_counts_or_settles_it(site: SiteOfDesks, person: Id, login: str) -> None:
    cross(site, person, words(HERE), words(THERE))
    for place in (site.first, site.second):
        (found,) = edits(place.enter("ines").store)
        if login == ("bertrand" if place is site.first else "helene"):
            continue
        other = place.enter(login).store
        for question in (CrossedEdits(), CrossedEdits(person), CrossedEdits(thing=Thing.HEALTH_FACTS)):
            try:
                answer = repr(other.ask(question).result())
            except Denied:
                continue
            assert FIELD not in answer
            assert "kanari" not in answer
        for gesture in (TakeOtherVersion(found.id), KeepVersion(found.id), UnsettleVersion(found.id)):
            with pytest.raises(Denied):
                other.do(gesture).result()
        came = other.ask(Arrivals(place.door.now().date())).result()
        assert "kanari" not in repr(came)
        assert all(one.person_id is None for one in came if one.kind is ArrivalKind.RESERVED)
        assert waiting(place, login) == 0


def test_no_byte_of_either_desk_or_of_their_files_tells_a_version_and_the_counter_opens_none(
    site: SiteOfDesks, person: Id
) -> None:
    cross(site, person, words(HERE), words(THERE))
    sent = b"".join(path.read_bytes() for path in site.first.box.iterdir())
    for place in (site.first, site.second):
        content = clear_bytes(place.folder, place.file.key)
        assert b"Dupuy" in content
        assert b"kanari" not in content + sent
    assert opened_by(site.first, "ines") == {HERE, THERE}
    for login in ("sofiane", "claire", "lea", "helene"):
        assert opened_by(site.first, login) == set()


def opened_by(place: Place, login: str) -> set[str]:
    """The words of both versions, tried by hand with every key of an account."""
    store: Any = place.enter(login).store
    keys = dict(store.keys)
    rows = place.read(lambda one: one.execute(select(exchange.crossed)).all())
    found: set[str] = set()
    for row in rows:
        sealed = [value for side in (row.lost, row.won) for _, value in msgpack.unpackb(side) if value]
        for cell, group in product(sealed, Group):
            with suppress(Exception):
                told = open_payload(keys, group, cell, Cell(health_fact.name, Id(bytes=row.pk), "sealed"))
                found.add(str(told["words"]))
    return found


def test_what_was_set_aside_goes_with_an_erased_person_at_every_desk(site: SiteOfDesks, person: Id) -> None:
    cross(site, person, words(HERE), words(THERE))
    assert [losses(place) for place in (site.first, site.second)] == [1, 1]
    site.second.enter("bertrand").store.do(ErasePerson(person)).result()
    site.exchange()
    site.first.enter("ines")
    site.exchange()
    site.exchange()
    assert [losses(place) for place in (site.first, site.second)] == [0, 0]


def losses(place: Place) -> int:
    """The versions set aside that the file of a desk holds."""
    counted: int = place.read(lambda one: one.execute(select(func.count()).select_from(exchange.crossed)).scalar_one())
    return counted
