"""The figures outside the program: the JSON of `stats` in full, the lines of a spreadsheet with small counts hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ceis_desk.platforms import PLATFORMS
from ceis_desk.statistics.indicators import MEASURES
from ceis_desk.statistics.masking import MASKED, hidden_in_line, is_small
from ceis_desk.statistics.model import Figures
from ceis_desk.statistics.shared import hidden_activity

HEADS = ("rubrique", "ligne", "passages", "participants")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LABELS = {platform.code: platform.label for platform in PLATFORMS}


def to_json(figures: Figures) -> dict[str, object]:
    """The object printed by `stats month --json`, keys and order of the command line's contract."""
    by_platform = {
        code: {"visits": counts.visits, "participants": counts.participants}
        for code, counts in figures.by_platform.items()
    }
    return {
        "period": {"from": figures.period.first.isoformat(), "to": figures.period.last.isoformat()},
        **{measure.code: getattr(figures, measure.code) for measure in MEASURES},
        "by_motif": _by_plain_label(figures.by_motif),
        "by_platform": by_platform,
        "by_age_band": {band.value: count for band, count in figures.by_age_band.items()},
        "by_qpv": {answer.value: count for answer, count in figures.by_qpv.items()},
        "complete": figures.complete,
        "missing": list(figures.missing),
    }


def _by_plain_label(by_motif: Mapping[str, int]) -> dict[str, int]:
    """Motifs as other programs and keyboards spell them: the contract writes the straight apostrophe."""
    return {label.replace("’", "'"): count for label, count in by_motif.items()}


def to_rows(figures: Figures) -> list[tuple[str, str, str, str]]:
    """The lines of a spreadsheet under `HEADS`; it may be shared: counts of 1 to 4 and what tells them are hidden."""
    hidden = hidden_activity(figures)
    return [
        *_heads(figures),
        *(
            ("Motif", harmless(label), MASKED if label in hidden.motifs else str(visits), "")
            for label, visits in figures.by_motif.items()
        ),
        *(
            ("Plateforme", _LABELS.get(code, code), MASKED, MASKED)
            if code in hidden.platforms
            else ("Plateforme", _LABELS.get(code, code), str(counts.visits), _written(counts.participants))
            for code, counts in figures.by_platform.items()
        ),
        *_people("Âge", {band.label: count for band, count in figures.by_age_band.items()}),
        *_people("Quartier prioritaire", {answer.label: count for answer, count in figures.by_qpv.items()}),
    ]


def harmless(label: str) -> str:
    """A label that a spreadsheet cannot take for a formula: motifs may come from someone else's file."""
    return f"'{label}" if label.startswith(_FORMULA) else label


def _heads(figures: Figures) -> list[tuple[str, str, str, str]]:
    known = figures.participants - figures.new_people
    new, _ = _shown([figures.new_people, known])
    anonymous, _ = _shown([figures.anonymous_visits, figures.visits - figures.anonymous_visits])
    return [
        ("Période", f"du {figures.period.first.isoformat()} au {figures.period.last.isoformat()}", "", ""),
        ("Période", _state(figures), "", ""),
        ("Ensemble", "total", _written(figures.visits), _written(figures.participants)),
        ("Ensemble", "anonymes", anonymous, ""),
        ("Ensemble", "nouvelles personnes", "", new),
    ]


def _state(figures: Figures) -> str:
    if figures.complete:
        return "chiffres complets"
    return f"chiffres provisoires\u00a0: {', '.join(figures.missing)}" if figures.missing else "chiffres provisoires"


def _people(part: str, counts: Mapping[str, int]) -> list[tuple[str, str, str, str]]:
    return [(part, label, "", count) for label, count in zip(counts, _shown(list(counts.values())), strict=True)]


def _shown(counts: Sequence[int]) -> list[str]:
    hidden = hidden_in_line(counts)
    return [MASKED if place in hidden else str(count) for place, count in enumerate(counts)]


def _written(count: int) -> str:
    return MASKED if is_small(count) else str(count)
