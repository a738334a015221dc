"""The names of the lock screen: hidden on disk, of one desk only."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from ceis_desk.access.model import Account, Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.data.keys.directory import Directory, hide, new_desk_key, read_desk_key, show
from ceis_desk.data.keys.envelope import encrypt, new_key
from ceis_desk.data.keys.ring_file import DamagedRing

KEY, DESK = new_key(), new_id()
INES = Account(new_id(), "ines", "Inès Roig", frozenset({Role.HEALTH, Role.DIGITAL}), dt.date(2019, 6, 18))
NAMES = Directory("CCAS de Montpellier", "Poste 1", (INES,))


def test_the_names_come_back_under_the_key_of_the_desk() -> None:
    assert show(hide(NAMES, KEY, DESK), KEY, DESK) == NAMES


def test_the_names_of_another_desk_or_under_another_key_are_refused() -> None:
    hidden = hide(NAMES, KEY, DESK)
    for key, desk in ((KEY, new_id()), (new_key(), DESK)):
        with pytest.raises(DamagedRing):
            show(hidden, key, desk)


@pytest.mark.parametrize("content", ["[]", "{}", "nonsense", '{"structure": "", "desk": "", "accounts": [{}]}'])
def test_names_written_by_something_else_are_refused(content: str) -> None:
    hidden = encrypt(KEY, content.encode(), b"ceis-desk names 1|" + DESK.bytes)
    with pytest.raises(DamagedRing):
        show(hidden, KEY, DESK)


def test_a_role_of_a_later_version_does_not_hide_the_names() -> None:
    row = {"id": INES.id.hex, "login": "ines", "name": "Inès Roig", "roles": ["night", "health"], "closed": None}
    content = json.dumps({"structure": "", "desk": "", "accounts": [row]})
    shown = show(encrypt(KEY, content.encode(), b"ceis-desk names 1|" + DESK.bytes), KEY, DESK)
    assert shown.accounts == (Account(INES.id, "ines", "Inès Roig", frozenset({Role.HEALTH})),)


def test_an_account_is_found_by_its_login() -> None:
    assert NAMES.by_login(" Inès") is INES
    assert NAMES.by_login("lea") is None


def test_a_desk_key_is_read_as_it_was_drawn_and_told_when_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"desk\.key"):
        read_desk_key(tmp_path)
    drawn = new_desk_key(tmp_path)
    assert read_desk_key(tmp_path) == drawn
