"""A budget sheet as the payload that is sealed, and back: keys unknown are passed over, types are not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.formula import written_formula
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.ratios import Divisor, Home
from ceis_desk.platforms.budget.scales import LivingScale, RsaScale, SeizureScale
from ceis_desk.platforms.budget.seizure import RsaHousehold
from ceis_desk.platforms.budget.sheet import (
    USUAL_FORMULA,
    Freezing,
    Household,
    KeptLever,
    LineGroup,
    RestFormula,
    Sheet,
    SheetLine,
    Thresholds,
    UsedScales,
)

WRONG = (
    "Cette fiche budget ne peut pas être lue\u00a0: son contenu n’a pas la forme attendue. "
    "Les autres fiches restent\u00a0: ouvrez une autre version, et signalez celle-ci."
)
Payload = Mapping[str, Any]
CodeT = TypeVar("CodeT", bound=Enum)


def encode_sheet(sheet: Sheet) -> dict[str, Any]:
    """What is sealed of a sheet; its id, its clock and its case stand beside."""
    home, rsa = sheet.household.home, sheet.household.rsa
    return {
        "day": sheet.day.isoformat(),
        "version": sheet.version,
        "household": {
            "ages": list(home.ages),
            "children": home.children,
            "disabled_children": home.disabled_children,
            "couple": rsa.couple,
            "rsa_children": rsa.children,
            "dependants": sheet.household.dependants,
        },
        "divisor": sheet.divisor.value,
        "thresholds": {"low": sheet.thresholds.low, "high": sheet.thresholds.high},
        "lines": [_encoded_line(line) for line in sheet.lines],
        "levers": [{"code": one.code, "label": one.label, "cents": one.cents} for one in sheet.levers],
        "freezing": sheet.freezing.value if sheet.freezing else None,
        "frozen_on": sheet.frozen_on.isoformat() if sheet.frozen_on else None,
        "frozen_by": sheet.frozen_by.hex if sheet.frozen_by else None,
        "scales": _encoded_scales(sheet.scales) if sheet.scales else None,
        # A living sheet follows the settings: it keeps a formula of its own once it is frozen.
        "formula": written_formula(sheet.formula) if sheet.frozen else None,
    }


def decode_sheet(sheet_id: Id, case_id: Id, clock: int, payload: Payload) -> Sheet:
    """The sheet that was sealed; raises Refusal when the payload is none."""
    try:
        return _decoded(sheet_id, case_id, clock, payload)
    except (KeyError, TypeError, ValueError, AttributeError) as failure:
        raise Refusal(WRONG) from failure


def _decoded(sheet_id: Id, case_id: Id, clock: int, payload: Payload) -> Sheet:
    freezing, frozen_by, scales = payload.get("freezing"), payload.get("frozen_by"), payload.get("scales")
    frozen_on, formula = payload.get("frozen_on"), payload.get("formula")
    return Sheet(
        id=sheet_id,
        clock=clock,
        case_id=case_id,
        day=_day(payload["day"]),
        version=_whole(payload["version"]),
        household=_household(payload["household"]),
        divisor=_code(Divisor, payload["divisor"]),
        thresholds=Thresholds(_whole(payload["thresholds"]["low"]), _whole(payload["thresholds"]["high"])),
        lines=tuple(_line(one) for one in _many(payload["lines"])),
        levers=tuple(
            KeptLever(_text(one["code"]), _text(one["label"]), _whole(one["cents"]))
            for one in _many(payload.get("levers", []))
        ),
        freezing=None if freezing is None else _code(Freezing, freezing),
        frozen_on=None if frozen_on is None else _day(frozen_on),
        frozen_by=None if frozen_by is None else Id(hex=_text(frozen_by)),
        scales=None if scales is None else _scales(scales),
        formula=USUAL_FORMULA if formula is None else _formula(formula),
    )


def _encoded_line(line: SheetLine) -> dict[str, Any]:
    return {
        "group": line.group.value,
        "label": line.label,
        "code": line.code,
        "cents": line.cents,
        "typed": line.typed,
        "periodicity": line.periodicity.value,
        "payer": line.payer,
        "day": line.day,
        "justified": line.justified,
        "to_landlord": line.to_landlord,
        "owed": line.owed,
        "remark": line.remark,
    }


def _line(payload: Payload) -> SheetLine:
    return SheetLine(
        group=_code(LineGroup, payload["group"]),
        label=_text(payload["label"]),
        code=_text(payload.get("code", "")),
        cents=_maybe_whole(payload.get("cents")),
        typed=_text(payload.get("typed", "")),
        periodicity=_code(Periodicity, payload.get("periodicity", Periodicity.MONTHLY.value)),
        payer=_text(payload.get("payer", "")),
        day=_maybe_whole(payload.get("day")),
        justified=_flag(payload.get("justified", False)),
        to_landlord=_flag(payload.get("to_landlord", False)),
        owed=_maybe_whole(payload.get("owed")),
        remark=_text(payload.get("remark", "")),
    )


def _household(payload: Payload) -> Household:
    home = Home(
        tuple(_whole(age) for age in _many(payload["ages"])),
        _whole(payload["children"]),
        _whole(payload["disabled_children"]),
    )
    rsa = RsaHousehold(_flag(payload["couple"]), _whole(payload["rsa_children"]))
    return Household(home, rsa, _whole(payload["dependants"]))


def _encoded_scales(scales: UsedScales) -> dict[str, Any]:
    return {
        "seizure": scales.seizure
        and {
            "from": scales.seizure.starts.isoformat(),
            "thresholds": list(scales.seizure.thresholds),
            "per_dependant": scales.seizure.per_dependant,
            "verified": scales.seizure.verified,
            "source": scales.seizure.source,
        },
        "rsa": scales.rsa
        and {
            "from": scales.rsa.starts.isoformat(),
            "base": scales.rsa.base,
            "verified": scales.rsa.verified,
            "source": scales.rsa.source,
        },
        "living": scales.living
        and {
            "from": scales.living.starts.isoformat(),
            "base": list(scales.living.base),
            "home": list(scales.living.home),
            "heating": list(scales.living.heating),
            "verified": scales.living.verified,
            "source": scales.living.source,
        },
    }


def _scales(payload: Payload) -> UsedScales:
    seizure, rsa, living = payload.get("seizure"), payload.get("rsa"), payload.get("living")
    return UsedScales(
        None
        if seizure is None
        else SeizureScale(
            _day(seizure["from"]),
            tuple(_whole(top) for top in _many(seizure["thresholds"])),
            _whole(seizure["per_dependant"]),
            _flag(seizure["verified"]),
            _text(seizure["source"]),
        ),
        None
        if rsa is None
        else RsaScale(_day(rsa["from"]), _whole(rsa["base"]), _flag(rsa["verified"]), _text(rsa["source"])),
        None
        if living is None
        else LivingScale(
            _day(living["from"]),
            _pair(living["base"]),
            _pair(living["home"]),
            _pair(living["heating"]),
            _flag(living["verified"]),
            _text(living["source"]),
        ),
    )


def _formula(payload: Payload) -> RestFormula:
    starts = payload.get("from")
    return RestFormula(
        tuple(_code(LineGroup, one) for one in _many(payload["taken"])),
        tuple(_text(one) for one in _many(payload["aside"])),
        tuple(_text(one) for one in _many(payload["housing"])),
        None if starts is None else _day(starts),
    )


def _pair(value: Any) -> tuple[int, int]:  # noqa: ANN401 decoded JSON
    first, each = _many(value)
    return _whole(first), _whole(each)


def _text(value: Any) -> str:  # noqa: ANN401 decoded JSON
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _whole(value: Any) -> int:  # noqa: ANN401 decoded JSON
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _maybe_whole(value: Any) -> int | None:  # noqa: ANN401 decoded JSON
    return None if value is None else _whole(value)


def _flag(value: Any) -> bool:  # noqa: ANN401 decoded JSON
    if type(value) is not bool:
        raise TypeError("neither yes nor no")
    return value


def _day(value: Any) -> dt.date:  # noqa: ANN401 decoded JSON
    return dt.date.fromisoformat(_text(value))


def _many(value: Any) -> list[Any]:  # noqa: ANN401 decoded JSON
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _code(codes: type[CodeT], value: Any) -> CodeT:  # noqa: ANN401 decoded JSON
    return codes(_text(value))
