from __future__ import annotations

import json

import pytest

from ceis_desk.access.site_settings import check_site_setting
from ceis_desk.agenda.kinds import FIRST_KINDS, Room, kind_named, kinds_of, rooms_of, sound


def test_a_site_that_has_set_nothing_has_the_first_types_and_no_room() -> None:
    assert kinds_of(None) == FIRST_KINDS
    assert rooms_of(None) == ()


def test_what_the_settings_take_is_what_the_agenda_reads() -> None:
    written = json.dumps([{"code": "first", "label": "Accueil", "short": "Acc.", "minutes": 30}])
    check_site_setting("appointment_kinds", written)
    (kind,) = kinds_of(written)
    assert (kind.label, kind.minutes) == ("Accueil", 30)
    room = json.dumps([{"name": "salle 1", "shared": True}])
    check_site_setting("rooms", room)
    assert rooms_of(room) == (Room("salle 1", shared=True),)


@pytest.mark.parametrize("wrong", ["", "[", "5", '[{"code": "first"}]', '{"name": "salle 1"}'])
def test_a_setting_that_came_in_another_shape_counts_as_not_set(wrong: str) -> None:
    assert kinds_of(wrong) == FIRST_KINDS
    assert rooms_of(wrong) == ()
    assert sound("opening_hours", wrong) is None


def test_a_type_that_the_site_has_no_more_is_nobody() -> None:
    assert kind_named(FIRST_KINDS, "file") is FIRST_KINDS[2]
    assert kind_named(FIRST_KINDS, "ancien") is None
