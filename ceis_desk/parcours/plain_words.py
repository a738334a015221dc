"""What plain language may say: how long a sentence is, and which typed words may stand in one."""

from __future__ import annotations

import datetime as dt
import re

from ceis_desk.core.dates import write_long_day
from ceis_desk.core.folding import tokens
from ceis_desk.parcours.model import Item

LONGEST = 12
"""Words in a sentence, at most (PRINT.md)."""
NB = "\u00a0"
_MOST_TYPED, _MOST_SIGNS = 6, 60
_LONGEST_NAME, _MOST_NAMES = 30, 4
_KNOWN_SHORT = frozenset({"CAF", "CV"})
_SHORT = re.compile(r"\b[A-ZÀ-ÖØ-Þ0-9]{2,}\b|\b\w\.")
_SPOKEN = re.compile(r"[\w’',. ()-]*", re.UNICODE)
_OF_SOMEBODY_ELSE = frozenset(tokens("sa son ses elle il lui leur leurs madame monsieur mme"))
# Words of the trade that nobody says of her own life, then shortened ones.
_JARGON = tokens(
    "accompagnement bilan diagnostic dispositif evaluation frein insertion levee mobilis orientation partenari "
    "preconis prescri problemat referent remobilis surendett"
)
_SHORTENED = frozenset(tokens("rdv doc docs admin adm tel num pb pcb rsa pec cdi cdd cddi asp apl"))
# What is never printed (PRINT.md): restricted freins, health, debts; a title typed in a clear row may name them.
_PRIVATE = tokens(
    "violen conjug plainte justice judici prison incarcer police tribunal avocat agress victime ecrou sursis danger "
    "fuite refuge feminicid emprise sante maladi malade medic medecin soin soign hopital therap psy depress addict "
    "alcool drogue sevrage handicap grossesse enceinte cancer diabet trouble dette impay credit huissier expuls saisie "
    "banqu loyer apurement amende"
)


def words_of(sentence: str) -> int:
    """How many words a sentence has; signs alone are none."""
    return sum(any(sign.isalnum() for sign in word) for word in sentence.split())


def fitting(*sentences: str) -> str:
    """The first sentence that is short enough; the last one always is."""
    return next((one for one in sentences if one and words_of(one) <= LONGEST), sentences[-1])


def named(name: str) -> str:
    """A name that may stand in a sentence, empty when it is too long for one."""
    said = " ".join(name.split())
    return said if len(said) <= _LONGEST_NAME and words_of(said) <= _MOST_NAMES else ""


def sayable(title: str) -> str:
    """A typed title as the end of a sentence, empty unless anybody may read it and understand it.

    No figure, no short form but CAF and CV, no word of the trade, nothing of health, debts, violence or justice, and
    nobody spoken of in the third person.
    """
    said = " ".join(title.split()).rstrip(". ")
    folded = tokens(said)
    if not folded or len(said) > _MOST_SIGNS or words_of(said) > _MOST_TYPED or not _SPOKEN.fullmatch(said):
        return ""
    if any(short not in _KNOWN_SHORT for short in _SHORT.findall(said)) or any(sign.isdigit() for sign in said):
        return ""
    if set(folded) & (_OF_SOMEBODY_ELSE | _SHORTENED) or any(word.startswith((*_JARGON, *_PRIVATE)) for word in folded):
        return ""
    return _lowered(said)


def sought(item: Item) -> bool:
    """Whether an objective is to find work."""
    return "emploi" in tokens(item.title)


def looks_back(item: Item) -> bool:
    """Whether a step is a moment to see what has changed."""
    return "bilan" in tokens(item.title)


def names_group(title: str) -> bool:
    """Whether a title is that of the group Unis’Vers."""
    return tokens(title)[:2] == ("unis", "vers")


def says_caf(item: Item) -> bool:
    """Whether an objective names the CAF."""
    return "caf" in tokens(item.title)


def on_day(moment: dt.datetime, *, with_hour: bool = False) -> str:
    """« Mardi 25 juin 2019 à 14 h »."""
    day = write_long_day(moment.date())
    minutes = f"{NB}{moment.minute:02d}" if moment.minute else ""
    hour = f" à {moment.hour}{NB}h{minutes}" if with_hour else ""
    return f"{day[0].upper()}{day[1:]}{hour}"


def _lowered(said: str) -> str:
    """Without the capital of a title; « CV » and « Unis’Vers » keep theirs."""
    first = said.split(maxsplit=1)[0]
    return said if first[1:] != first[1:].lower() else said[0].lower() + said[1:]
