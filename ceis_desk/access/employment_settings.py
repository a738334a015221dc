"""The shape of what a site sets of its exits from employment: the boundary of a lasting job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

_MOST_MONTHS = 60


def is_boundary(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """So many months, and whether they are enough."""
    named = isinstance(value, dict) and set(value) == {"months", "reached"}
    return named and _is_count(value["months"], 1, _MOST_MONTHS) and isinstance(value["reached"], bool)


def _is_count(value: Any, least: int, most: int) -> bool:  # noqa: ANN401 decoded JSON
    return type(value) is int and least <= value <= most


EMPLOYMENT_SHAPES: Mapping[str, Callable[[Any], bool]] = {"exit_boundary": is_boundary}
