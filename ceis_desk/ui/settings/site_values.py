"""The settings of the site as values, and back to the JSON that the store keeps."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

from ceis_desk.core.amounts import parse_amount, write_amount
from ceis_desk.core.dates import parse_time, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.reception.rules import WaitThresholds
from ceis_desk.statistics.model import Means

WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
Spans = tuple[tuple[dt.time, dt.time], ...]


@dataclass(frozen=True)
class District:
    """A priority district, from a day to another; `last` None is still in force."""

    name: str
    first: dt.date
    last: dt.date | None = None
    note: str = ""

    def words(self) -> str:
        """« depuis le 01/01/2024 », or « du 01/01/2015 au 31/12/2023 »."""
        if self.last is None:
            return f"depuis le {write_day(self.first)}"
        return f"du {write_day(self.first)} au {write_day(self.last)}"


@dataclass(frozen=True)
class SiteValues:
    """What the settings of the site say, defaults where they say nothing; `kept` is all of it as JSON by name.

    Of the recovery key, what is said is said of the sheet whose mark it is; True, of the only one that there was.
    """

    structure: str = ""
    place: str = ""
    means: Means | None = None
    reference: str = ""
    thresholds: WaitThresholds = field(default_factory=WaitThresholds)
    hours: Mapping[int, Spans] | None = None
    districts: tuple[District, ...] = ()
    recovery_tried: bool | str = False
    recovery_seen: bool | str = True
    divisor: str = "persons"
    gauge: tuple[int, int] | None = None
    kept: Mapping[str, str] = field(default_factory=dict)


def read_values(settings: Mapping[str, str]) -> SiteValues:
    """The settings as the store gives them, JSON by name."""
    kept: dict[str, Any] = {name: json.loads(value) for name, value in settings.items()}
    means, hours = kept.get("means"), kept.get("opening_hours")
    usual = WaitThresholds()
    waits = kept.get("wait_thresholds") or {}
    return SiteValues(
        structure=kept.get("structure") or "",
        place=kept.get("place") or "",
        means=Means(**means) if means else None,
        reference=kept.get("report_reference_month") or "",
        thresholds=WaitThresholds(waits.get("amber", usual.amber), waits.get("red", usual.red)),
        hours=None if hours is None else {int(day): _spans(spans) for day, spans in hours.items()},
        districts=tuple(_district(line) for line in kept.get("qpv_list") or ()),
        recovery_tried=kept.get("recovery_tried", False),
        recovery_seen=kept.get("recovery_seen", True),
        divisor=kept.get("budget_divisor") or "persons",
        gauge=(gauge["low"], gauge["high"]) if (gauge := kept.get("budget_thresholds")) else None,
        kept=settings,
    )


def _spans(kept: Sequence[Sequence[str]]) -> Spans:
    return tuple((dt.time.fromisoformat(start), dt.time.fromisoformat(end)) for start, end in kept)


def _district(line: Mapping[str, str]) -> District:
    last = line.get("to")
    day = dt.date.fromisoformat
    return District(line["name"], day(line["from"]), day(last) if last else None, line.get("note", ""))


def as_json(value: object) -> str:
    """Any value as the store keeps it, accents left readable."""
    return json.dumps(value, ensure_ascii=False)


def districts_json(districts: Sequence[District]) -> str:
    """The list of districts, newest first, then by name."""
    ordered = sorted(districts, key=lambda one: (-one.first.toordinal(), one.name))
    return as_json(
        [
            {"name": one.name, "from": one.first.isoformat()}
            | ({"to": one.last.isoformat()} if one.last else {})
            | ({"note": one.note} if one.note else {})
            for one in ordered
        ]
    )


def hours_json(hours: Mapping[int, Spans]) -> str:
    """The opening hours of the week, 0 for Monday; a closed day is left out."""
    return as_json(
        {
            str(day): [[start.isoformat("minutes"), end.isoformat("minutes")] for start, end in spans]
            for day, spans in sorted(hours.items())
            if spans
        }
    )


def spans_typed(typed: Sequence[tuple[str, str]]) -> Spans:
    """The half-days typed as (from, to) texts, empty ones left out; raises Refusal."""
    spans = []
    for start, end in typed:
        if not start.strip() and not end.strip():
            continue
        if not start.strip() or not end.strip():
            raise Refusal("Il manque une heure. Le texte est gardé\u00a0: donnez le début et la fin.")
        spans.append((parse_time(start), parse_time(end)))
    moments = [moment for span in spans for moment in span]
    if any(after <= before for before, after in pairwise(moments)):
        raise Refusal("Ces heures se suivent mal. Le texte est gardé\u00a0: du plus tôt au plus tard.")
    return tuple(spans)


def means_typed(full_time: str, investment: str, running: str) -> Means | None:
    """The means as typed, None when nothing is; raises Refusal."""
    texts = (full_time, investment, running)
    if not any(text.strip() for text in texts):
        return None
    hundredths, *cents = (parse_amount(text) if text.strip() else 0 for text in texts)
    if min(hundredths, *cents) < 0:
        raise Refusal("Les moyens ne peuvent pas être négatifs. Le texte est gardé, corrigez-le.")
    return Means(hundredths, *cents)


def means_texts(means: Means | None) -> tuple[str, str, str]:
    """The means as fields show them."""
    if means is None:
        return "", "", ""
    whole, rest = divmod(means.full_time_hundredths, 100)
    posts = f"{whole},{rest:02d}".rstrip("0").rstrip(",") if rest else str(whole)
    return posts, write_amount(means.investment_cents), write_amount(means.running_cents)


def means_json(means: Means | None) -> str:
    """The means as the store keeps them."""
    return as_json(asdict(means) if means else None)


def month_typed(text: str) -> str:
    """« 2018-12 » for `12/2018` or `2018-12`, empty for nothing; raises Refusal."""
    words = text.strip()
    if not words:
        return ""
    parts = words.replace("-", "/").replace(" ", "/").split("/")
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
    if len(parts) == len(numbers) == 2:  # noqa: PLR2004 a month and a year
        month, year = sorted(numbers)
        if 1 <= month <= 12 and 2000 <= year <= 2100:  # noqa: PLR2004 the months of a year, and the years of a centre
            return f"{year:04d}-{month:02d}"
    raise Refusal("Ce mois n’est pas compris. Le texte est gardé\u00a0: écrivez par exemple 12/2018.")


def month_text(month: str) -> str:
    """« 12/2018 » for « 2018-12 »."""
    return "/".join(reversed(month.split("-"))) if month else ""
