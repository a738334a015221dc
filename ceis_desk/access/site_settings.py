"""The settings of the site that may be changed by hand, and the shape that each must have."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from ceis_desk.access.budget_settings import BUDGET_SHAPES
from ceis_desk.access.employment_settings import EMPLOYMENT_SHAPES
from ceis_desk.access.health_settings import HEALTH_SHAPES
from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import refuse_nir

LONGEST = 120
LOGO_BYTES = 96 * 1024
"""The most that a logo weighs: it goes with the settings, to every desk."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_LONGEST_TEMPLATE = 6000
_BIGGEST_DOCUMENT_MIB = 50
RESERVED = frozenset({"recovery_public", "recovery_tried", "recovery_seen", "demo"})
"""What the program alone writes, when it happens."""

_LONGEST_APPOINTMENT = 480  # minutes
_LONGEST_GAP = 120  # minutes
_NUMBER = re.compile(r"|[0-9+(][0-9 ().\u00a0-]{2,24}")
_EMAIL = re.compile(r"|[^@\s]+@[^@\s]+\.[^@\s]+")
_AMOUNTS = {"full_time_hundredths", "investment_cents", "running_cents"}
_DAY_KEYS = {str(day) for day in range(7)}
_WRONG = "Ce réglage n’a pas la forme attendue. Rien n’a changé\u00a0: reprenez-le depuis la page des réglages."


def check_site_setting(name: str, value: str) -> None:
    """Raise Refusal unless `name` may be set by hand and `value` is JSON of its shape."""
    check = _SHAPES.get(name)
    if check is None:
        message = f"Le réglage «\u00a0{name[:40]}\u00a0» ne se change pas à la main. Rien n’a changé."
        raise Refusal(message)
    try:
        sound = check(decoded(value))
    except (KeyError, TypeError, ValueError):
        sound = False
    if not sound:
        raise Refusal(_WRONG)


def check_own_setting(name: str, value: str) -> None:
    """Raise Refusal when a setting of an account would hide one of the site, or is not JSON."""
    if name in RESERVED or name in _SHAPES:
        message = "Ce réglage est celui de tout le site. Rien n’a changé\u00a0: demandez à l’administration."
        raise Refusal(message)
    decoded(value)


def decoded(value: str) -> Any:  # noqa: ANN401 whatever the setting holds
    """The value of a setting; raises Refusal when it is not JSON."""
    try:
        return json.loads(value)
    except ValueError as error:
        raise Refusal(_WRONG) from error


def _is_text(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    refuse_nir(value)
    return True


def _is_count(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return type(value) is int and value >= 0


def _has(value: Any, names: set[str]) -> bool:  # noqa: ANN401 decoded JSON
    return isinstance(value, dict) and set(value) == names


def _is_thresholds(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    counts = _has(value, {"amber", "red"}) and all(map(_is_count, value.values()))
    return counts and 0 < value["amber"] < value["red"]


def _is_means(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return value is None or (_has(value, _AMOUNTS) and all(map(_is_count, value.values())))


def _is_month(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return value is None or bool(re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", value))


def _is_week(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return isinstance(value, dict) and set(value) <= _DAY_KEYS and all(_are_spans(spans) for spans in value.values())


def _are_spans(spans: Any) -> bool:  # noqa: ANN401 decoded JSON
    moments = [dt.time.fromisoformat(moment) for start, end in spans for moment in (start, end)]
    return all(before < after for before, after in pairwise(moments))


def _are_districts(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return isinstance(value, list) and all(map(_is_district, value))


def _is_district(line: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not (isinstance(line, dict) and {"name", "from"} <= set(line) <= {"name", "from", "to", "note"}):
        return False
    named = _is_text(line["name"]) and bool(line["name"].strip()) and _is_text(line.get("note", ""))
    days = [line["from"], line.get("to", line["from"])]
    # A list of days is compared as text where it is read: one spelling alone is kept.
    written = all(dt.date.fromisoformat(day).isoformat() == day for day in days)
    return named and written and days[0] <= days[1]


def _are_templates(value: Any, names: set[str]) -> bool:  # noqa: ANN401 decoded JSON
    """A list of texts to begin with, each with its own code, none of them empty."""
    if not isinstance(value, list) or not all(_has(line, names) for line in value):
        return False
    for line in value:
        for text in line.values():
            if not (isinstance(text, str) and text.strip() and len(text) <= _LONGEST_TEMPLATE):
                return False
            refuse_nir(text)
    codes = [line["key"] if "key" in line else line["code"] for line in value]
    return len(codes) == len(set(codes))


def _is_list_of(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _is_name(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return _is_text(value) and bool(value.strip())


def _is_kind(line: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not _has(line, {"code", "label", "short", "minutes"}):
        return False
    coded = isinstance(line["code"], str) and bool(re.fullmatch("[a-z][a-z0-9_]{0,39}", line["code"]))
    worded = _is_name(line["label"]) and _is_name(line["short"])
    return coded and worded and _is_count(line["minutes"]) and 0 < line["minutes"] <= _LONGEST_APPOINTMENT


def _are_kinds(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    codes = [line["code"] for line in value] if _is_list_of(_is_kind)(value) else None
    return codes is not None and len(codes) == len(set(codes))


def _is_room(line: Any) -> bool:  # noqa: ANN401 decoded JSON
    return _has(line, {"name", "shared"}) and _is_name(line["name"]) and isinstance(line["shared"], bool)


def _is_school_holiday(line: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not (_has(line, {"name", "from", "to"}) and _is_name(line["name"])):
        return False
    return dt.date.fromisoformat(line["from"]) <= dt.date.fromisoformat(line["to"])


def _is_number(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return _is_text(value) and bool(_NUMBER.fullmatch(value))


def _is_email(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return _is_text(value) and bool(_EMAIL.fullmatch(value))


def sound(name: str, setting: str | None) -> Any:  # noqa: ANN401 whatever the setting holds
    """A setting of the site, decoded; None when it is not set, or came from another desk in another shape."""
    if setting is None:
        return None
    try:
        check_site_setting(name, setting)
    except Refusal:
        return None
    return json.loads(setting)


def _is_logo(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """A PNG or a JPEG in base 64; an empty text is none."""
    if not isinstance(value, str) or len(value) > 2 * LOGO_BYTES:
        return False
    content = base64.b64decode(value, validate=True)
    return not content or (len(content) <= LOGO_BYTES and content.startswith(_PICTURES))


def _is_gap(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return _is_count(value) and value <= _LONGEST_GAP


def _is_post(line: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not (_has(line, {"code", "name"}) and _is_name(line["name"])):
        return False
    return isinstance(line["code"], str) and bool(re.fullmatch("[a-z0-9_]{1,40}", line["code"]))


def _are_posts(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    codes = [line["code"] for line in value] if _is_list_of(_is_post)(value) else None
    return codes is not None and len(codes) == len(set(codes))


def _is_lending(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    return _is_count(value) and 0 < value <= _LONGEST_APPOINTMENT


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "structure": lambda value: _is_text(value) and bool(value.strip()),
    # A first start may leave the place empty, and so may the settings.
    "place": _is_text,
    "issuer_street": _is_text,
    "issuer_post": _is_text,
    "issuer_access": _is_text,
    "issuer_town": _is_text,
    "issuer_phone": _is_number,
    "issuer_email": _is_email,
    "issuer_logo": _is_logo,
    "means": _is_means,
    "report_reference_month": _is_month,
    "wait_thresholds": _is_thresholds,
    "opening_hours": _is_week,
    "qpv_list": _are_districts,
    "note_templates": lambda value: _are_templates(value, {"key", "title", "text"}),
    "letter_templates": lambda value: _are_templates(value, {"code", "title", "subject", "text"}),
    "document_limit_mib": lambda value: _is_count(value) and 1 <= value <= _BIGGEST_DOCUMENT_MIB,
    "appointment_kinds": _are_kinds,
    "rooms": _is_list_of(_is_room),
    "school_holidays": _is_list_of(_is_school_holiday),
    "agenda_gap": _is_gap,
    "digital_posts": _are_posts,
    "digital_minutes": _is_lending,
    **BUDGET_SHAPES,
    **HEALTH_SHAPES,
    **EMPLOYMENT_SHAPES,
}
