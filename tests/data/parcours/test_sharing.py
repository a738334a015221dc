"""Acts of sharing: to whom, why, what, and that the person was told."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.store import Change
from ceis_desk.data.schema.parcours import share
from ceis_desk.parcours.sharing import ReadShares, RecordShare, Share
from tests.data.parcours.team import CLAIRE, INES, LEA, MARC, PAUL, Team

DATA = ("coordonnées", "dates de suivi")


def record(team: Team, login: str = LEA, **fields: Any) -> Change:  # noqa: ANN401 fields of any type
    values = {"recipient": "Mission locale", "purpose": "Entrée en formation", "data": DATA, "informed": True, **fields}
    return team.do(RecordShare(team.person_id, **values), login)


def shares(team: Team, login: str = LEA) -> tuple[Share, ...]:
    return team.agent(login).ask(ReadShares(team.person_id))


def test_an_act_keeps_what_the_law_asks_for(team: Team) -> None:
    change = record(team)
    (act,) = shares(team)
    assert (act.recipient, act.purpose, act.data, act.informed, act.why_not) == (
        "Mission locale",
        "Entrée en formation",
        DATA,
        True,
        "",
    )
    assert (act.author_name, act.at) == ("Léa Bastide", team.day.clock[0])
    assert (change.said, change.masked) == ("Partage noté\u00a0: Mission locale.", "Partage noté.")


def test_a_person_who_is_not_told_needs_a_reason(team: Team) -> None:
    with pytest.raises(Refusal, match="doit être informée"):
        record(team, informed=False)
    record(team, informed=False, why_not="Danger immédiat, signalement")
    assert shares(team)[0].why_not == "Danger immédiat, signalement"


@pytest.mark.parametrize("missing", [{"recipient": " "}, {"purpose": ""}, {"data": ()}, {"data": ("coordonnées", "")}])
def test_an_act_that_says_half_is_refused(team: Team, missing: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="Rien n’a été enregistré"):
        record(team, **missing)


def test_every_professional_records_and_reads_and_nobody_else(team: Team) -> None:
    for login in (LEA, PAUL, MARC, INES, CLAIRE):
        record(team, login)
    assert all(len(shares(team, login)) == 5 for login in (LEA, PAUL, MARC, INES, CLAIRE))
    for login in ("sofiane", "helene"):
        with pytest.raises(Denied):
            shares(team, login)


def test_an_act_is_taken_back_by_its_author_alone(team: Team) -> None:
    change = record(team)
    with pytest.raises(Refusal, match="elle seule"):
        team.do(change.undo, PAUL)
    back = team.do(change.undo)
    assert shares(team) == ()
    team.do(back.undo)
    assert len(shares(team)) == 1


def test_what_an_act_says_lies_in_no_clear_column(team: Team) -> None:
    record(team)
    store: Any = team.day.desk.enter("helene").store
    row = store.file.writer.run(lambda one: one.execute(select(share)).one()).result()
    assert b"Mission" not in row.sealed
    assert row.informed is True
