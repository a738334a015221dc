"""The freins: their codes for ever, their words, and the national theme (data·inclusion) that each is mapped to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FreinKind:
    """A kind of frein; `pivot` is its data·inclusion theme, `restricted` says that it is read by few."""

    code: str
    label: str
    icon: str
    pivot: str
    restricted: bool = False


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
