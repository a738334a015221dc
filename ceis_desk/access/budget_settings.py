"""The shapes of what a site sets of its budget sheets: codes, euro cents and dates, no name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from ceis_desk.core.nir import refuse_nir

_DIVISORS = frozenset({"persons", "shares", "units"})
_EFFECTS = frozenset({"down_to", "gain"})
_CARDS = frozenset({"fixed", "current", "credit", "plan"})
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_BANDS, _PAIR = 6, 2
_LONGEST, _MOST, _MOST_LINES = 200, 40, 120
_DATED = frozenset({"from", "verified", "source"})


def is_divisor(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """By what the reste à vivre is divided."""
    return isinstance(value, str) and value in _DIVISORS


def is_gauge(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """Two amounts a day, the first one smaller."""
    named = isinstance(value, dict) and set(value) == {"low", "high"}
    return named and all(map(_is_cents, value.values())) and 0 < value["low"] < value["high"]


def is_rule_day(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """The day from which the CCAS applies its formula, null while nobody has given it."""
    return value is None or dt.date.fromisoformat(value).isoformat() == value


def are_scales(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """Seizure bands and RSA by date, as the reference file has them; null goes back to those of the program."""
    if value is None:
        return True
    named = isinstance(value, dict) and set(value) == {"seizure", "rsa"}
    return named and _are(value["seizure"], _is_seizure) and _are(value["rsa"], _is_rsa)


def are_living_scales(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """Budgets of everyday life by date."""
    return _are(value, _is_living)


def are_levers(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """Levers with codes of their own."""
    return _are(value, _is_lever) and len({one["code"] for one in value}) == len(value)


def are_formulas(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """Formulas of the reste à vivre, one a day."""
    return _are(value, _is_formula) and len({one["from"] for one in value}) == len(value)


def _are(value: Any, check: Callable[[Any], bool]) -> bool:  # noqa: ANN401 decoded JSON
    return isinstance(value, list) and len(value) <= _MOST and all(map(check, value))


def _is_seizure(one: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not (_is_dated(one, {"thresholds", "per_dependant"}) and _is_cents(one["per_dependant"])):
        return False
    tops = one["thresholds"]
    bands = isinstance(tops, list) and len(tops) == _BANDS and all(map(_is_cents, tops))
    return bands and all(before < after for before, after in pairwise(tops))


def _is_rsa(one: Any) -> bool:  # noqa: ANN401 decoded JSON
    return _is_dated(one, {"base"}) and _is_cents(one["base"])


def _is_living(one: Any) -> bool:  # noqa: ANN401 decoded JSON
    return _is_dated(one, {"base", "home", "heating"}) and all(
        _is_pair(one[key]) for key in ("base", "home", "heating")
    )


def _is_pair(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return isinstance(value, list) and len(value) == _PAIR and all(map(_is_cents, value))


def _is_lever(one: Any) -> bool:  # noqa: ANN401 decoded JSON
    needed = {"code", "label", "effect", "line", "cents"}
    if not (isinstance(one, dict) and needed <= set(one) <= needed | {"chip"}):
        return False
    words = all(_is_words(one[key]) for key in ("code", "label", "line")) and _is_words(one.get("chip", ""), empty=True)
    return words and one["effect"] in _EFFECTS and _is_cents(one["cents"])


def _is_formula(one: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not (isinstance(one, dict) and set(one) == {"from", "taken", "aside", "housing"}):
        return False
    written = dt.date.fromisoformat(one["from"]).isoformat() == one["from"]
    taken = bool(one["taken"]) and set(one["taken"]) <= _CARDS
    return written and taken and all(_are_codes(one[key]) for key in ("taken", "aside", "housing"))


def _are_codes(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    named = isinstance(value, list) and len(value) <= _MOST_LINES
    return (
        named and all(isinstance(one, str) and _CODE.fullmatch(one) for one in value) and len(set(value)) == len(value)
    )


def _is_dated(one: Any, more: set[str]) -> bool:  # noqa: ANN401 decoded JSON
    if not (isinstance(one, dict) and set(one) == _DATED | more):
        return False
    # A list of days is compared as text where it is read: one spelling alone is kept.
    written = dt.date.fromisoformat(one["from"]).isoformat() == one["from"]
    return written and type(one["verified"]) is bool and _is_words(one["source"])


def _is_words(value: Any, *, empty: bool = False) -> bool:  # noqa: ANN401 decoded JSON
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    refuse_nir(value)
    return empty or bool(value.strip())


def _is_cents(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return type(value) is int and value >= 0


BUDGET_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "budget_divisor": is_divisor,
    "budget_thresholds": is_gauge,
    "budget_rule_on": is_rule_day,
    "budget_scales": are_scales,
    "budget_living": are_living_scales,
    "budget_levers": are_levers,
    "budget_formulas": are_formulas,
}
"""What each setting must look like, by its name."""
