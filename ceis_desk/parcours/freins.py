"""The freins: their codes for ever, their words, and the national theme (data·inclusion) that each is mapped to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ceis_desk.core.errors import Refusal
from ceis_desk.partners.themes import THEMES


@dataclass(frozen=True)
class FreinKind:
    """A kind of frein; `pivot` is its data·inclusion theme, `restricted` says that it is read by few."""

    code: str
    label: str
    icon: str
    pivot: str
    restricted: bool = False


@dataclass(frozen=True)
class LocalFreins:
    """The freins that the site adds; `clock` is that of the setting, None while it has none."""

    freins: tuple[FreinKind, ...]
    clock: int | None = None


# Themes of nomenclatures 2.6 with what the seed adds (violence, isolation, confidence); pivots of 2.7.
FREINS: tuple[FreinKind, ...] = (
    FreinKind("housing", "Logement", "home", "logement-hebergement"),
    FreinKind("childcare", "Garde des enfants", "users", "famille"),
    FreinKind("rights", "Ouverture de droits", "shield-check", "difficultes-administratives-ou-juridiques"),
    FreinKind("health", "Effets de la santé", "stethoscope", "sante"),
    FreinKind("mobility", "Mobilité", "route", "mobilite"),
    FreinKind("language", "Langue, lecture", "language", "lecture-ecriture-calcul"),
    FreinKind("digital", "Numérique", "device-laptop", "numerique"),
    FreinKind("money", "Argent, dettes", "pig", "difficultes-financieres"),
    FreinKind("paperwork", "Démarches", "file-text", "difficultes-administratives-ou-juridiques"),
    FreinKind("isolation", "Isolement", "heart-handshake", "remobilisation"),
    FreinKind("confidence", "Confiance en soi", "user-check", "remobilisation"),
    FreinKind("violence", "Violences", "shield-lock", "famille", restricted=True),
    FreinKind("justice", "Justice", "shield-lock", "difficultes-administratives-ou-juridiques", restricted=True),
)

BY_CODE: Mapping[str, FreinKind] = {kind.code: kind for kind in FREINS}

LOCAL_ICON = "flag"
LONGEST_LABEL, _MOST_LOCAL = 60, 40
_LOCAL_CODE = re.compile(r"local_[a-z0-9_]{1,40}")


def is_pivot(code: str) -> bool:
    """Whether a code is a national group or theme."""
    return code in THEMES


def check_local(kinds: Iterable[FreinKind]) -> None:
    """Raise Refusal unless a site may add these freins: its own codes, words, a national theme, nothing restricted."""
    listed = tuple(kinds)
    if len(listed) > _MOST_LOCAL or len({one.code for one in listed}) != len(listed):
        raise Refusal(f"Un site ajoute {_MOST_LOCAL} freins au plus, chacun une fois. Rien n’a changé.")
    for one in listed:
        if not _LOCAL_CODE.fullmatch(one.code) or one.restricted:
            raise Refusal("Ce frein n’a pas la forme attendue. Rien n’a changé\u00a0: ajoutez-le depuis les réglages.")
        if not 1 <= len(one.label.strip()) <= LONGEST_LABEL:
            raise Refusal(f"Un frein se nomme en 1 à {LONGEST_LABEL} signes. Rien n’a changé\u00a0: corrigez-le.")
        if not is_pivot(one.pivot):
            raise Refusal("Chaque frein se rattache à un thème national. Rien n’a changé\u00a0: choisissez-en un.")
