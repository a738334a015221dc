"""Letters written for a household: templates whose fields are filled with the case's data, and what was sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id

_FIELD = re.compile(r"\{([^{}]*)\}")
FIELDS: Mapping[str, str] = {
    "personne": "civilité et nom de la personne",
    "adresse": "son adresse, code postal et commune",
    "creancier": "le créancier de la dette choisie",
    "dette": "le libellé de la dette choisie",
    "reste_du": "ce qui reste dû",
    "retard": "ce qui est en retard",
    "mensualite": "ce qui peut être payé chaque mois",
    "reference": "la référence du dossier de surendettement",
    "conseiller": "la conseillère qui suit le dossier",
    "structure": "le nom de la structure",
    "date": "le jour de la lettre",
}
"""What a template may hold between braces, and what stands there once it is filled."""


@dataclass(frozen=True)
class LetterTemplate:
    """A letter to fill: a code that its history keeps, the words of the list, the subject and the text."""

    code: str
    title: str
    subject: str
    text: str


@dataclass(frozen=True)
class LetterDraft:
    """A template filled with a case's data, to be read over; `missing` are the fields that the case does not know."""

    code: str
    recipient: str
    subject: str
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """A letter as it was kept: to whom, what about, its text; `debt_id` is the debt that it is about."""

    id: Id
    clock: int
    code: str
    recipient: str
    subject: str
    text: str
    day: dt.date
    debt_id: Id | None = None
    by_id: Id | None = None


DEFAULT_LETTERS = (
    LetterTemplate(
        "payment_plan",
        "Demande d’échéancier",
        "Demande d’échéancier de paiement",
        "Madame, Monsieur,\n\n"
        "J’accompagne {personne}, {adresse}, qui vous doit {reste_du} ({dette}).\n"
        "Sa situation ne permet pas de payer cette somme en une fois. Elle peut payer {mensualite} par mois.\n"
        "Nous vous demandons un échéancier de ce montant, et la suspension des frais et des poursuites "
        "pendant qu’il est suivi.\n\n"
        "Je vous remercie de votre réponse écrite.\n\n{conseiller}\n{structure}",
    ),
    LetterTemplate(
        "dispute",
        "Contestation d’une somme",
        "Contestation de la somme réclamée",
        "Madame, Monsieur,\n\n"
        "{personne}, {adresse}, conteste la somme de {reste_du} que vous réclamez ({dette}).\n"
        "Nous vous demandons le détail du calcul et une copie du contrat ou du titre sur lequel il repose. "
        "En attendant votre réponse, merci de suspendre le recouvrement.\n\n{conseiller}\n{structure}",
    ),
    LetterTemplate(
        "information",
        "Information d’un créancier",
        "Dépôt d’un dossier de surendettement",
        "Madame, Monsieur,\n\n"
        "{personne}, {adresse}, a déposé un dossier à la commission de surendettement (référence {reference}).\n"
        "Votre créance ({dette}, {reste_du}) y est déclarée. Merci de prendre contact avec la commission.\n\n"
        "{conseiller}\n{structure}",
    ),
)
"""The letters that a site begins with; each may be changed in its settings."""


def fields_of(text: str) -> tuple[str, ...]:
    """The fields that a text asks for, each once, in order; raises Refusal when one does not exist."""
    asked = tuple(dict.fromkeys(name.strip() for name in _FIELD.findall(text)))
    unknown = [name for name in asked if name not in FIELDS]
    if unknown or re.search(r"[{}]", _FIELD.sub("", text)):
        named = ", ".join(f"«\u00a0{name}\u00a0»" for name in unknown) or "une accolade seule"
        raise Refusal(
            f"Ce modèle demande un champ inconnu\u00a0: {named}. Rien n’a été écrit\u00a0: "
            f"les champs possibles sont {', '.join(FIELDS)}."
        )
    return asked


def fill(text: str, known: Mapping[str, str]) -> str:
    """The text with its fields filled, dots where the case knows nothing; raises Refusal for an unknown field."""
    fields_of(text)
    return _FIELD.sub(lambda match: known.get(match[1].strip(), "") or "…………", text)


def missing_fields(texts: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """What the texts ask for and the case does not know, in the words of `FIELDS`."""
    asked = dict.fromkeys(name for text in texts for name in fields_of(text))
    return tuple(FIELDS[name] for name in asked if not known.get(name))
