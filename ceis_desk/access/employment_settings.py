"""The shapes of what a site sets of its employment places: trades, sites, the boundary of a lasting job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.nir import refuse_nir

_LONGEST, _MOST_PLACES, _MOST_LINES, _MOST_MONTHS = 60, 200, 100, 60


def are_trades(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """Names and numbers of places, no name twice."""
    return _are(value, {"name", "places"})


def are_sites(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """Names, tutors and numbers of places, no name twice."""
    return _are(value, {"name", "tutor", "places"}) and all(_is_text(line["tutor"]) for line in value)


def is_boundary(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """So many months, and whether they are enough."""
    named = isinstance(value, dict) and set(value) == {"months", "reached"}
    return named and _is_count(value["months"], 1, _MOST_MONTHS) and isinstance(value["reached"], bool)


def _are(value: Any, names: set[str]) -> bool:  # noqa: ANN401 decoded JSON
    if not isinstance(value, list) or len(value) > _MOST_LINES:
        return False
    for line in value:
        if not (isinstance(line, dict) and set(line) == names and _is_text(line["name"]) and line["name"].strip()):
            return False
        if not _is_count(line["places"], 0, _MOST_PLACES):
            return False
    return len({line["name"] for line in value}) == len(value)


def _is_text(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    refuse_nir(value)
    return True


def _is_count(value: Any, least: int, most: int) -> bool:  # noqa: ANN401 decoded JSON
    return type(value) is int and least <= value <= most


EMPLOYMENT_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "chantier_trades": are_trades,
    "pec_sites": are_sites,
    "exit_boundary": is_boundary,
}
