"""The figures outside the program: the JSON of `stats` in full, the lines of a spreadsheet with small counts hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ceis_desk.platforms import PLATFORMS
from ceis_desk.statistics.indicators import MEASURES
from ceis_desk.statistics.masking import MASKED, hidden_in_line, is_small
from ceis_desk.statistics.model import Figures

HEADS = ("rubrique", "ligne", "passages", "participants")
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
    platforms = figures.by_platform.values()
    platform_visits = _shown([counts.visits for counts in platforms])
    platform_people = _shown([counts.participants for counts in platforms])
    return [
        *_heads(figures),
        *(("Motif", *line, "") for line in _lines(list(figures.by_motif), list(figures.by_motif.values()))),
        *(
            ("Plateforme", _LABELS.get(code, code), visits, people)
            for code, visits, people in zip(figures.by_platform, platform_visits, platform_people, strict=True)
        ),
        *(
            ("Âge", label, "", count)
            for label, count in _lines([band.label for band in figures.by_age_band], list(figures.by_age_band.values()))
        ),
        *(
            ("Quartier prioritaire", label, "", count)
            for label, count in _lines([answer.label for answer in figures.by_qpv], list(figures.by_qpv.values()))
        ),
    ]


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


def _lines(labels: Sequence[str], counts: Sequence[int]) -> list[tuple[str, str]]:
    return list(zip(labels, _shown(counts), strict=True))


def _shown(counts: Sequence[int]) -> list[str]:
    hidden = hidden_in_line(counts)
    return [MASKED if place in hidden else str(count) for place, count in enumerate(counts)]


def _written(count: int) -> str:
    return MASKED if is_small(count) else str(count)
