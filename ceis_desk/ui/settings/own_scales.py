"""The legal scales that a site has added or corrected: put in, taken out, and back to the JSON that the store keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import TypeVar

from ceis_desk.access.site_settings import sound
from ceis_desk.platforms.budget.living import read_living
from ceis_desk.platforms.budget.scales import LivingScale, RsaScale, Scales, SeizureScale, read_scales
from ceis_desk.platforms.budget.sheet_settings import LIVING, SCALES
from ceis_desk.ui.settings.site_values import as_json

Scale = SeizureScale | RsaScale | LivingScale
LawScale = SeizureScale | RsaScale
_KINDS = {SeizureScale: "seizure", RsaScale: "rsa", LivingScale: "living"}
_ScaleT = TypeVar("_ScaleT", SeizureScale, RsaScale, LivingScale)


def own_scales(kept: Mapping[str, str]) -> Scales:
    """Those of the site alone, none while it keeps to those of the program."""
    found = sound(SCALES, kept.get(SCALES))
    return read_scales(found) if found else Scales((), ())


def living_scales(kept: Mapping[str, str]) -> tuple[LivingScale, ...]:
    """The budgets of everyday life, all of them the site’s own, oldest first."""
    return read_living(sound(LIVING, kept.get(LIVING)) or ())


def scale_called(series: Iterable[Scale], ident: str) -> Scale | None:
    """The scale of a row of the list."""
    return next((one for one in series if ident_of(one) == ident), None)


def ident_of(scale: Scale) -> str:
    """What a row of the list is called."""
    return f"{_KINDS[type(scale)]} {scale.starts}"


def with_scale(own: Scales, scale: LawScale, former: LawScale | None = None) -> Scales:
    """The site’s own with this one in place of `former` and of any of its day."""
    own = without_scale(own, former) if former else own
    if isinstance(scale, SeizureScale):
        return replace(own, seizure=(*_others(own.seizure, scale.starts), scale))
    return replace(own, rsa=(*_others(own.rsa, scale.starts), scale))


def without_scale(own: Scales, scale: LawScale) -> Scales:
    """The site’s own without the one of that kind and day: the program’s own, if it has one, serves again."""
    if isinstance(scale, SeizureScale):
        return replace(own, seizure=_others(own.seizure, scale.starts))
    return replace(own, rsa=_others(own.rsa, scale.starts))


def with_living(living: tuple[LivingScale, ...], scale: LivingScale, former: Scale | None) -> tuple[LivingScale, ...]:
    """The budgets of everyday life with this one in place of `former` and of any of its day."""
    return (*_others(_others(living, former.starts) if former else living, scale.starts), scale)


def without_living(living: tuple[LivingScale, ...], scale: LivingScale) -> tuple[LivingScale, ...]:
    """The budgets of everyday life without the one of that day."""
    return _others(living, scale.starts)


def living_json(living: tuple[LivingScale, ...]) -> str:
    """As the store keeps them."""
    return as_json([_line(one) for one in living])


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
