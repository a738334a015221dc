"""The shape of the list of prevention themes that a site sets: codes for ever, words, and which are closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.nir import refuse_nir

_LONGEST, _MOST = 60, 60
_CODE = re.compile("[a-z0-9][a-z0-9_]{0,59}")


def are_themes(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    """Themes with codes of their own."""
    if not (isinstance(value, list) and len(value) <= _MOST and all(map(_is_theme, value))):
        return False
    return len({one["code"] for one in value}) == len(value)


def _is_theme(one: Any) -> bool:  # noqa: ANN401 decoded JSON
    if not (isinstance(one, dict) and {"code", "label"} <= set(one) <= {"code", "label", "closed"}):
        return False
    code, label = one["code"], one["label"]
    if not (isinstance(code, str) and _CODE.fullmatch(code) and isinstance(label, str)):
        return False
    refuse_nir(label)
    return bool(label.strip()) and len(label) <= _LONGEST and type(one.get("closed", False)) is bool


HEALTH_SHAPES: Mapping[str, Callable[[Any], bool]] = {"health_themes": are_themes}
"""What each setting must look like, by its name."""
