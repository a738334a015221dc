"""A record that something bears on is not taken back as a mistake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.data.people import HAS_REFERRAL, IN_PROJECT, ON_PLATFORM, _refuse_bound
from ceis_desk.data.schema import digital, employment, partners
from tests.data.stores import STAMP, TODAY, add_person, new_store

_AT = dt.datetime.combine(TODAY, dt.time(10))
_BONDS: tuple[tuple[Table[Any], str, dict[str, Any]], ...] = (
    (partners.referral, HAS_REFERRAL, {"day": TODAY}),
    (partners.project_part, IN_PROJECT, {"kind": "participant"}),
    (employment.cohort_member, ON_PLATFORM, {"joined_on": TODAY}),
    (employment.contract, ON_PLATFORM, {"terms": "pec", "first": TODAY}),
    (digital.digital_help, ON_PLATFORM, {"at": _AT, "day": TODAY}),
    (digital.post_use, ON_PLATFORM, {"post": "1", "started_at": _AT}),
    (digital.procedure, ON_PLATFORM, {"label": "Carte d’identité", "opened_on": TODAY}),
)
_HOMES: dict[str, tuple[Table[Any], str, dict[str, Any]]] = {
    "project_part": (partners.project, "project_id", {"title": "Jardin", "opened_on": TODAY}),
    "contract": (employment.place, "place_id", {"kind": "pec", "name": "Les Tamaris"}),
    "cohort_member": (employment.cohort, "cohort_id", {"name": "Groupe", "first": TODAY}),
}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with new_store(tmp_path) as made:
        yield made


@pytest.mark.parametrize(("table", "sentence", "values"), _BONDS, ids=[table.name for table, _, _ in _BONDS])
def test_a_person_of_a_fact_keeps_her_record_until_it_is_taken_back(
    connection: Connection, table: Table[Any], sentence: str, values: dict[str, Any]
) -> None:
    person_id = add_person(connection, used_name="Benali")
    _refuse_bound(connection, person_id)
    if table.name in _HOMES:
        home, column, content = _HOMES[table.name]
        home_id = new_id()
        connection.execute(insert(home).values(id=home_id, **STAMP, **content))
        values = {**values, column: home_id}
    connection.execute(insert(table).values(id=new_id(), **STAMP, person_id=person_id, **values))
    with pytest.raises(Refusal) as refused:
        _refuse_bound(connection, person_id)
    assert refused.value.sentence == sentence
    gone = {"active": False} if "active" in table.c else {"withdrawn": True}
    connection.execute(table.update().values(**gone))
    _refuse_bound(connection, person_id)
