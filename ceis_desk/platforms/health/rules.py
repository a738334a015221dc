"""What may be written of a prevention: a fact that shows, in a few words, and no word of a disease or a treatment."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import tokens
from ceis_desk.core.nir import refuse_nir
from ceis_desk.platforms.health.model import HealthFact

LONGEST_WORDS = 120
MOST_MINUTES = 480
HINT = (
    f"Ce qui se voit au quotidien, en {LONGEST_WORDS} signes\u00a0: «\u00a0pas plus de 5 kg\u00a0», «\u00a0pas avant "
    "9 h\u00a0». Jamais une maladie, un traitement, un examen."
)
DIAGNOSIS = (
    "«\u00a0{}\u00a0» parle d’une maladie ou d’un soin\u00a0: cela ne se garde pas ici. Rien n’a été écrit\u00a0: "
    "dites ce que cela change au quotidien, par exemple «\u00a0pas plus de 5 kg\u00a0»."
)
# Beginnings of folded words. No list knows every disease: what protects is the choice of effects and the short line.
_STEMS = (
    *("diagnos", "depressi", "cancer", "tumeur", "diabet", "schizo", "bipolai", "psychos", "psychot", "nevros"),
    *("alcooli", "toxicoman", "addict", "cirrhos", "hepatit", "seropos", "epileps", "epilept", "parkinson"),
    *("alzheim", "sclerose", "asthm", "hypertens", "infarct", "arthros", "fibromyal", "handicap", "invalid"),
    *("grossesse", "enceinte", "ordonnanc", "medicam", "traitem", "antidepress", "chimio", "insulin", "pathol"),
    *("maladi", "malade", "syndrom", "trouble", "autis", "anorex", "boulim"),
)
_WHOLE = frozenset({"avc", "ivg", "vih", "ald", "sida", "mdph"})
_CLASSIFIED = re.compile(r"\b[A-TV-Z]\d{2}(?:\.\d{1,2})?\b")


def check_fact(fact: HealthFact, codes: frozenset[str]) -> None:
    """Raise Refusal when the theme is none of `codes`, or the words are too long or say what is not kept here."""
    if fact.theme not in codes:
        message = "Choisissez un thème de prévention. Rien n’a été écrit."
        raise Refusal(message)
    if not 0 < fact.minutes <= MOST_MINUTES:
        message = f"Une durée va de 1 à {MOST_MINUTES} minutes. Rien n’a été écrit\u00a0: corrigez-la."
        raise Refusal(message)
    if fact.next_on is not None and fact.next_on <= fact.day:
        message = "Le jour du prochain point vient après celui de l’entretien. Rien n’a été écrit\u00a0: corrigez-le."
        raise Refusal(message)
    check_words(fact.words)


def check_words(words: str) -> None:
    """Raise Refusal when a line is too long, holds a social-security number, or names a disease or a treatment."""
    refuse_nir(words)
    if len(words) > LONGEST_WORDS or "\n" in words:
        message = f"Ce texte dépasse une ligne de {LONGEST_WORDS} signes. Rien n’a été écrit\u00a0: raccourcissez-le."
        raise Refusal(message)
    found = next((word for word in tokens(words) if _is_medical(word)), "")
    code = _CLASSIFIED.search(words)
    if found or code:
        raise Refusal(DIAGNOSIS.format(found or (code[0] if code else "")))


def mark_among(facts: Iterable[HealthFact], theme: str) -> str:
    """The mark of one person's facts on a theme, empty when there is none yet: one is then drawn.

    Asked of what the window has read already: looking for it as it is written would hold the other desks' writing back.
    """
    return next((fact.mark for fact in facts if fact.theme == theme and fact.mark), "")


def _is_medical(word: str) -> bool:
    return word in _WHOLE or word.startswith(_STEMS)
