"""What two desks wrote at once about a procedure or a post, in words that a person can judge."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Connection

from ceis_desk.access.model import Level, Role
from ceis_desk.access.rights import permits
from ceis_desk.data.exchange.fields import FIELDS, needs_of, write_values
from ceis_desk.data.exchange.tables import BY_NAME
from ceis_desk.platforms.digital.model import ProcedureState

NOT_READ = cast("Connection", None)


def test_the_state_and_the_days_of_a_procedure_are_said_in_french() -> None:
    values = {"state": ProcedureState.AWAITING.value, "state_on": "2019-06-18", "due": "2019-06-21"}
    assert write_values(NOT_READ, "procedure", "state", values) == "réponse attendue, 18/06/2019, 21/06/2019"
    assert write_values(NOT_READ, "procedure", "theme", {"theme": "logement"}) == "Logement"


def test_each_field_to_be_judged_begins_a_unit_of_its_table() -> None:
    for table, column in FIELDS:
        if table in ("procedure", "post_use"):
            sync = BY_NAME[table]
            number = next(one.number for one in sync.columns if one.name == column)
            assert sync.units[number] == number


def test_themes_that_are_no_list_of_words_are_not_taken_from_another_desk() -> None:
    fits = {one.name: one.fits for one in BY_NAME["digital_help"].columns}
    for column in ("themes", "procedures"):
        assert fits[column]('["email"]')
        assert fits[column]("")
        assert not fits[column]('{"email": 1}')
        assert not fits[column]("[1]")
        assert not fits[column]("email")


def test_the_reception_judges_a_post_and_not_a_procedure() -> None:
    roles = {Role.RECEPTION}
    assert permits(roles, needs_of("post_use", "ended_at", Level.READ))
    assert not permits(roles, needs_of("procedure", "label", Level.READ))
    assert permits({Role.DIGITAL}, needs_of("procedure", "label", Level.READ))
