"""A prevention in one line of words, to be put beside another version of itself."""

from __future__ import annotations

from collections.abc import Iterable

from ceis_desk.core.dates import write_day
from ceis_desk.platforms.health.model import HealthFact, Theme
from ceis_desk.platforms.health.themes import theme_label

TAKEN_AWAY = "point retiré"


def tell_fact(fact: HealthFact, themes: Iterable[Theme]) -> str:
    """« Sommeil, 18/06/2019, entretien individuel, 30 min, plus difficile : entendre, à revoir le 02/07/2019 »."""
    effects = ", ".join(effect.label.lower() for effect in fact.effects)
    parts = (
        theme_label(fact.theme, themes),
        write_day(fact.day),
        fact.form.label.lower(),
        f"{fact.minutes} min",
        f"plus difficile\u00a0: {effects}" if effects else "",
        f"«\u00a0{fact.words}\u00a0»" if fact.words else "",
        f"à revoir le {write_day(fact.next_on)}" if fact.next_on else "",
        f"point fait le {write_day(fact.seen_on)}" if fact.seen_on else "",
    )
    return ", ".join(part for part in parts if part)
