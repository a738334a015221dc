"""Restricted freins: their author and the referents whom she names open them, no clear column tells whose they are."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.keys.envelope import Unreadable, new_box_pair
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.keys.recovery import recovery_private
from ceis_desk.data.parcours.boxes import open_as_reader, open_with_paper
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.schema.parcours import restricted_frein
from ceis_desk.data.sealing import SELF
from ceis_desk.parcours.gestures import ReadRestrictedFrein, SetReferent
from ceis_desk.parcours.model import FreinLevel, FreinMoment
from tests.data.parcours.team import CLAIRE, ENTRY, INES, LEA, MARC, PAUL, Team
from tests.scenarios.agents import TODAY

CANARY = "Départ du domicile, canari."
OTHERS = (PAUL, MARC, INES, CLAIRE)


def row_of(team: Team, login: str = "helene") -> Any:  # noqa: ANN401 a row
    store: Any = team.day.desk.enter(login).store
    return store.file.writer.run(lambda one: one.execute(select(restricted_frein)).one()).result()


def keys(team: Team, login: str) -> dict[tuple[str, int], bytes]:
    store: Any = team.agent(login).desk.enter(login).store
    return dict(store.keys)


def seen(team: Team, login: str) -> list[str]:
    current = team.way(login).current
    assert current is not None
    return [one.words for one in current.freins if one.restricted]


def test_the_author_alone_reads_what_she_shares_with_nobody(team: Team) -> None:
    team.open()
    team.restricted(words=CANARY)
    assert seen(team, LEA) == [CANARY]
    assert [seen(team, login) for login in OTHERS] == [[], [], [], []]


def test_a_referent_whom_the_author_names_reads_it_too(team: Team) -> None:
    parcours = team.open()
    paul = team.agent(PAUL).id
    team.do(SetReferent(parcours.id, paul, ENTRY))
    team.restricted(words=CANARY, readers=(paul,))
    assert seen(team, PAUL) == [CANARY]
    assert seen(team, INES) == []
    (frein,) = [one for one in team.now.freins if one.restricted]
    assert frein.readers == (team.agent(LEA).id, paul)


@pytest.mark.parametrize("login", [PAUL, MARC])
def test_it_is_shared_with_nobody_who_does_not_follow_or_may_not_read(team: Team, login: str) -> None:
    parcours = team.open()
    account = team.agent(login).id
    if login == MARC:
        team.do(SetReferent(parcours.id, account, ENTRY))
    with pytest.raises(Refusal, match="suit ce parcours"):
        team.restricted(readers=(account,))


def test_no_clear_column_and_no_box_say_whose_it_is(team: Team) -> None:
    parcours = team.open()
    paul = team.agent(PAUL).id
    alone = team.restricted(words=CANARY)
    size = len(row_of(team).sealed)
    team.do(SetReferent(parcours.id, paul, ENTRY))
    team.do(alone.undo)
    team.restricted(words=CANARY, readers=(paul,))
    store: Any = team.day.desk.enter("helene").store
    rows = store.file.writer.run(lambda one: one.execute(select(restricted_frein)).all()).result()
    assert {column.name for column in restricted_frein.c} == {"id", "hlc", "origin", "sealed", "fact", "withdrawn"}
    for row in rows:
        for told in (team.person_id.bytes, parcours.id.bytes, paul.bytes, CANARY.encode(), b"violence"):
            assert told not in row.sealed + row.fact
    # As many boxes for two readers as for one: the length differs by what the payload says of them.
    assert {len(row.sealed) for row in rows} <= {size, size + len(paul.hex) + 3}


def test_a_reading_is_added_by_a_reader_and_the_author_still_reads(team: Team) -> None:
    parcours = team.open()
    paul = team.agent(PAUL).id
    team.do(SetReferent(parcours.id, paul, ENTRY))
    made = team.restricted(readers=(paul,))
    (frein,) = [one for one in team.now.freins if one.restricted]
    later: dict[str, Any] = {
        "frein_id": frein.id,
        "clock": frein.clock,
        "level": FreinLevel.LIFTED,
        "moment": FreinMoment.EXIT,
    }
    change = team.restricted(PAUL, **later)
    (frein,) = [one for one in team.now.freins if one.restricted]
    assert [(one.level, one.by_name) for one in frein.readings] == [
        (FreinLevel.BLOCKING, "Léa Bastide"),
        (FreinLevel.LIFTED, "Paul Henry"),
    ]
    team.do(change.undo, PAUL)
    (frein,) = [one for one in team.now.freins if one.restricted]
    assert frein.level is FreinLevel.BLOCKING
    assert made.made == (frein.id,)


def test_a_reader_who_is_named_no_more_does_not_open_the_new_content(team: Team) -> None:
    parcours = team.open()
    paul = team.agent(PAUL).id
    team.do(SetReferent(parcours.id, paul, ENTRY))
    team.restricted(readers=(paul,))
    (frein,) = [one for one in team.now.freins if one.restricted]
    team.restricted(frein_id=frein.id, clock=frein.clock)
    assert seen(team, PAUL) == []
    assert len(seen(team, LEA)) == 1


def test_nobody_else_withdraws_or_rewrites_it(team: Team) -> None:
    team.open()
    change = team.restricted()
    with pytest.raises(Denied):
        team.do(change.undo, PAUL)
    frein_id = change.made[0]
    with pytest.raises(Denied):
        team.restricted(PAUL, frein_id=frein_id)


def test_an_opening_of_the_list_is_taken_back(team: Team) -> None:
    team.open()
    back = team.do(team.restricted(words=CANARY).undo)
    assert seen(team, LEA) == []
    team.do(back.undo)
    assert seen(team, LEA) == [CANARY]


@pytest.mark.parametrize("code", ["childcare", "weather"])
def test_an_ordinary_code_is_no_restricted_frein(team: Team, code: str) -> None:
    team.open()
    with pytest.raises(Refusal, match="pas un frein réservé"):
        team.restricted(code=code)


def test_those_without_the_right_are_refused(team: Team) -> None:
    parcours = team.open()
    gesture = ReadRestrictedFrein(parcours.id, "violence", TODAY, FreinMoment.ENTRY, FreinLevel.WATCH)
    for login in (MARC, "sofiane", "helene"):
        with pytest.raises(Denied):
            team.do(gesture, login)


def test_the_figures_know_a_month_and_a_level_and_no_name(team: Team) -> None:
    team.open()
    team.restricted()
    row = row_of(team)
    fact = open_payload(keys(team, "helene"), Group.FIGURES, row.fact, Place("restricted_frein", row.id, "fact"))
    assert fact == {"kind": "restricted", "level": 2, "raised": "2019-06", "lifted": ""}


def test_the_printed_recovery_key_opens_it(team: Team) -> None:
    team.open()
    team.restricted(words=CANARY)
    row, place = row_of(team), Place("restricted_frein", row_of(team).id, "sealed")
    assert open_with_paper((recovery_private(team.day.desk.recovery_text),), row.sealed, place)["words"] == CANARY
    with pytest.raises(Unreadable):
        open_with_paper((new_box_pair().private,), row.sealed, place)


def test_a_content_moved_to_another_row_or_cut_does_not_open(team: Team) -> None:
    team.open()
    team.restricted(words=CANARY)
    row, own = row_of(team), {SELF: keys(team, LEA)[SELF]}
    assert open_as_reader(own, row.sealed, Place("restricted_frein", row.id, "sealed"))["words"] == CANARY
    with pytest.raises(Denied):
        open_as_reader(own, row.sealed, Place("restricted_frein", new_id(), "sealed"))
    with pytest.raises((Denied, Unreadable)):
        open_as_reader(own, row.sealed[:-1], Place("restricted_frein", row.id, "sealed"))
    spoil(team, row.id)
    assert seen(team, LEA) == []


def spoil(team: Team, row_id: Id) -> None:
    store: Any = team.day.desk.enter("helene").store
    statement = update(restricted_frein).where(restricted_frein.c.id == row_id).values(sealed=b"spoiled")
    store.file.writer.run(lambda one: one.execute(statement)).result()
