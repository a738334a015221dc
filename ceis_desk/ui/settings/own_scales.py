"""The legal scales that a site has added or corrected: put in, taken out, and back to the JSON that the store keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import TypeVar

from ceis_desk.access.site_settings import sound
from ceis_desk.platforms.budget.scales import RsaScale, Scales, SeizureScale, read_scales
from ceis_desk.platforms.budget.sheet_settings import SCALES
from ceis_desk.ui.settings.site_values import as_json

Scale = SeizureScale | RsaScale
_ScaleT = TypeVar("_ScaleT", SeizureScale, RsaScale)


def own_scales(kept: Mapping[str, str]) -> Scales:
    """Those of the site alone, none while it keeps to those of the program."""
    found = sound(SCALES, kept.get(SCALES))
    return read_scales(found) if found else Scales((), ())


def scale_called(scales: Scales, ident: str) -> Scale | None:
    """The scale of a row of the list."""
    both: tuple[Scale, ...] = (*scales.seizure, *scales.rsa)
    return next((one for one in both if ident_of(one) == ident), None)


def ident_of(scale: Scale) -> str:
    """What a row of the list is called."""
    return f"{'seizure' if isinstance(scale, SeizureScale) else 'rsa'} {scale.starts}"


def with_scale(own: Scales, scale: Scale, former: Scale | None = None) -> Scales:
    """The site’s own with this one in place of `former` and of any of its day."""
    own = without_scale(own, former) if former else own
    if isinstance(scale, SeizureScale):
        return replace(own, seizure=(*_others(own.seizure, scale.starts), scale))
    return replace(own, rsa=(*_others(own.rsa, scale.starts), scale))


def without_scale(own: Scales, scale: Scale) -> Scales:
    """The site’s own without the one of that kind and day: the program’s own, if it has one, serves again."""
    if isinstance(scale, SeizureScale):
        return replace(own, seizure=_others(own.seizure, scale.starts))
    return replace(own, rsa=_others(own.rsa, scale.starts))


def scales_json(own: Scales) -> str:
    """As the store keeps them; null once nothing is the site’s own."""
    if not own.seizure and not own.rsa:
        return as_json(None)
    return as_json({"seizure": [_line(one) for one in own.seizure], "rsa": [_line(one) for one in own.rsa]})


def _others(series: tuple[_ScaleT, ...], day: dt.date) -> tuple[_ScaleT, ...]:
    return tuple(one for one in series if one.starts != day)


def _line(scale: Scale) -> dict[str, object]:
    fields = asdict(scale)
    return {"from": fields.pop("starts").isoformat(), **fields}
