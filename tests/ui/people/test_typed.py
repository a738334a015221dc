"""What was searched goes where it belongs in a new record."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.ui.people.typed import prefilled

TODAY = dt.date(2019, 6, 18)


@pytest.mark.parametrize(
    ("searched", "fields"),
    [
        ("benalli", {"used_name": "benalli"}),
        ("lopez  carmen", {"used_name": "lopez", "first_name": "carmen"}),
        ("ben salah karim", {"used_name": "ben salah", "first_name": "karim"}),
        ("0639981234", {"phone": "06 39 98 12 34"}),
        ("14/03/84", {"birth": "14/03/84"}),
        ("", {"used_name": ""}),
    ],
)
def test_what_was_searched_fills_its_own_field(searched: str, fields: dict[str, str]) -> None:
    assert prefilled(searched, TODAY) == fields
