"""Who was at a session together, and whom collective life links; hidden where it would name somebody."""

from __future__ import annotations

import datetime as dt

from ceis_desk.core.ids import Id, code_id
from ceis_desk.statistics.collective import Presence, is_mixed, life_of, mix_of
from ceis_desk.statistics.model import AgeBand, Period, Qpv

JUNE = Period(dt.date(2019, 6, 1), dt.date(2019, 6, 30))


def session(name: str) -> Id:
    return code_id("session", name)


def presence(
    who: str,
    where: str = "budget",
    age: int | None = 40,
    qpv: Qpv = Qpv.YES,
    *,
    lone_parent: bool | None = None,
    isolated: bool | None = None,
) -> Presence:
    return Presence(session(where), code_id("person", who), age, qpv, lone_parent, isolated)


def people(*qpvs: Qpv, where: str = "budget") -> list[Presence]:
    return [presence(f"{where}{number}", where, qpv=qpv) for number, qpv in enumerate(qpvs)]


def test_under_five_people_nothing_of_the_mix_is_said() -> None:
    mix = mix_of(people(Qpv.YES, Qpv.NO, Qpv.NO, Qpv.YES), hides=False)
    assert mix.people is None
    assert set(mix.by_qpv.values()) | set(mix.by_age.values()) == {None}


def test_from_five_people_on_districts_and_ages_are_said() -> None:
    mix = mix_of([*people(Qpv.YES, Qpv.YES, Qpv.NO, Qpv.UNKNOWN), presence("old", age=71)], hides=False)
    assert mix.people == 5
    assert mix.by_qpv == {Qpv.YES: 3, Qpv.NO: 1, Qpv.UNKNOWN: 1}
    assert (mix.by_age[AgeBand.FROM_40], mix.by_age[AgeBand.FROM_70]) == (4, 1)


def test_small_cells_are_hidden_from_whoever_may_not_read_names() -> None:
    mix = mix_of(people(*[Qpv.YES] * 6, Qpv.NO), hides=True)
    assert mix.people == 7
    assert mix.by_qpv[Qpv.NO] is None
    assert mix.by_qpv[Qpv.YES] is None
    assert mix.by_age[AgeBand.FROM_40] == 7


def test_a_session_is_mixed_when_both_districts_were_there() -> None:
    assert is_mixed(people(Qpv.YES, Qpv.NO))
    assert not is_mixed(people(Qpv.YES, Qpv.UNKNOWN))


def test_mixed_sessions_are_counted_among_those_of_five_people() -> None:
    large = people(Qpv.YES, Qpv.YES, Qpv.NO, Qpv.NO, Qpv.NO, where="jardin")
    alike = people(*[Qpv.YES] * 5, where="marche")
    small = people(Qpv.YES, Qpv.NO, where="café")
    life = life_of(JUNE, 4, 3, [*large, *alike, *small])
    assert (life.sessions, life.attendances, life.unnamed, life.together, life.mixed) == (4, 12, 3, 2, 1)


def test_isolated_seniors_and_single_parents_are_counted_once() -> None:
    facts = [
        presence("rose", age=70, isolated=True, lone_parent=False),
        presence("rose", "marche", age=70, isolated=True, lone_parent=False),
        presence("young", age=30, isolated=True),
        presence("nora", age=33, isolated=False, lone_parent=True),
        presence("nobody knows"),
    ]
    life = life_of(JUNE, 2, 0, facts)
    assert (life.people, life.attendances) == (4, 5)
    assert (life.isolated_seniors, life.single_parents, life.silent) == (1, 1, 1)
