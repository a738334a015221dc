"""The forms of a case: their fields, and how a row becomes what is shown in them and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from ceis_desk.platforms.budget.interventions import Answer, CreditState, InterventionAim
from ceis_desk.platforms.budget.model import ActionKind, CaseKind, ClosureReason, DebtFamily, Source, SpecialDebt
from ceis_desk.platforms.budget.overindebtedness import Decision, Orientation
from ceis_desk.platforms.budget.rights_check import Right
from ceis_desk.ui.forms.asks import Ask, Choices, Kind

EnumT = TypeVar("EnumT", bound=StrEnum)
ACTION_WORDS: Mapping[ActionKind, str] = {
    ActionKind.CALL: "téléphoner",
    ActionKind.WRITE: "écrire",
    ActionKind.MEET: "rencontrer",
    ActionKind.OTHER: "autre",
}


def _choices(kind: type[StrEnum], none: str = "") -> Choices:
    """The members of an enumeration with their French words; `none` are those of the empty one."""
    return tuple((one.value, getattr(one, "label", "") or none) for one in kind)


_SPECIALS = tuple((one.value, f"{one.label}\u00a0: {one.why}" if one.value else "aucune") for one in SpecialDebt)
DEBT = (
    (
        Ask("label", "Dette", missing="Dites de quelle dette il s’agit."),
        Ask("creditor", "Créancier", aside="facultatif"),
    ),
    (
        Ask("remaining", "Reste dû", Kind.AMOUNT, missing="Écrivez ce qui reste dû, 0 si tout est payé."),
        Ask("late", "Dont en retard", Kind.AMOUNT, aside="facultatif"),
        Ask("monthly", "Payé chaque mois", Kind.AMOUNT, aside="facultatif"),
        Ask("original", "Au départ", Kind.AMOUNT, aside="facultatif"),
    ),
    (
        Ask("family", "Famille", Kind.CHOICE, _choices(DebtFamily)),
        Ask("special", "Particularité", Kind.CHOICE, _SPECIALS),
    ),
    (
        Ask("next_on", "Prochaine échéance", Kind.DAY, aside="facultatif"),
        Ask("ends_on", "Dernière échéance", Kind.DAY, aside="facultatif"),
        Ask("co_borrower", "Co-emprunteur", aside="facultatif"),
    ),
    (Ask("credit", "C’est un crédit à échéances", Kind.TICK), Ask("bailiff", "Un huissier s’en occupe", Kind.TICK)),
    (Ask("remark", "Remarque", aside="jamais imprimée"),),
)
ACTION = (
    (Ask("text", "Ce qui est à faire", missing="Dites ce qui est à faire."),),
    (
        Ask("kind", "Comment", Kind.CHOICE, tuple((kind.value, words) for kind, words in ACTION_WORDS.items())),
        Ask("due", "Avant le", Kind.DAY, aside="facultatif"),
        Ask("who", "Avec qui", aside="facultatif"),
    ),
)
ASKED = (
    (
        Ask(
            "labels",
            "Documents demandés",
            Kind.AREA,
            missing="Écrivez au moins un document.",
            hint="Un par ligne\u00a0: pièce d’identité, trois bulletins de salaire, avis d’impôt…",
            lines=5,
        ),
    ),
)
PROCEDURE = (
    (
        Ask("started_on", "Constitution le", Kind.DAY, missing="Donnez le jour où le dossier a été commencé."),
        Ask("reference", "Référence Banque de France", aside="12 chiffres"),
        Ask("co_debtor", "Codéposant", aside="facultatif"),
    ),
    (
        Ask("filed_on", "Déposé le", Kind.DAY),
        Ask("attested_on", "Attestation du", Kind.DAY),
        Ask("repays_from", "Remboursements à partir du", Kind.DAY),
    ),
    (
        Ask("admissibility_on", "Décision de recevabilité le", Kind.DAY),
        Ask("orientation", "Orientation", Kind.CHOICE, _choices(Orientation, "pas encore")),
        Ask("orientation_on", "Orienté le", Kind.DAY),
    ),
    (
        Ask("decision", "Mesures ou issue", Kind.CHOICE, _choices(Decision, "pas encore")),
        Ask("decision_on", "Notifiées le", Kind.DAY),
        Ask("months", "Durée en mois", Kind.NUMBER, most=300),
    ),
    (
        Ask("ended_on", "Fin de la procédure le", Kind.DAY, aside="facultatif"),
        Ask("remark", "Remarque", aside="facultatif"),
    ),
    (
        Ask("admissible", "Le dossier est recevable", Kind.TICK),
        Ask("redeposit", "C’est un redépôt", Kind.TICK),
        Ask("companion", "Le CCAS reçoit une copie des lettres", Kind.TICK),
    ),
)
INTERVENTION = (
    (
        Ask("creditor", "Auprès de", missing="Dites auprès de qui vous intervenez."),
        Ask("aim", "Pour demander", Kind.CHOICE, _choices(InterventionAim)),
        Ask("day", "Le", Kind.DAY, missing="Donnez le jour de l’intervention."),
    ),
    (
        Ask("answer", "Réponse", Kind.CHOICE, _choices(Answer)),
        Ask("answered_on", "Répondu le", Kind.DAY, aside="facultatif"),
        Ask("cents", "Somme obtenue", Kind.AMOUNT, aside="facultatif"),
    ),
    (Ask("remark", "Remarque", aside="facultatif"),),
)
MICROCREDIT = (
    (
        Ask("purpose", "Projet", missing="Dites ce que le microcrédit doit financer."),
        Ask("cents", "Montant", Kind.AMOUNT, missing="Écrivez le montant demandé."),
        Ask("months", "Durée en mois", Kind.NUMBER, most=84),
    ),
    (
        Ask("state", "Où en est-il", Kind.CHOICE, _choices(CreditState)),
        Ask("day", "Depuis le", Kind.DAY, missing="Donnez le jour de cette étape."),
        Ask("bank", "Banque", aside="facultatif"),
    ),
    (Ask("remark", "Remarque", aside="facultatif"),),
)
RIGHT = (
    (
        Ask("code", "Droit", Kind.CHOICE, (*((one.value, one.label) for one in Right), ("other", "autre droit"))),
        Ask("label", "Autres mots", aside="facultatif", hint="Pour un droit qui n’est pas dans la liste."),
    ),
    (
        Ask("opened_on", "Ouvert le", Kind.DAY, missing="Donnez le jour où le droit est ouvert."),
        Ask("monthly", "Montant estimé par mois", Kind.AMOUNT, aside="facultatif"),
    ),
    (Ask("restored", "C’est un droit rétabli", Kind.TICK), Ask("remark", "Remarque", aside="facultatif")),
)
LETTER = (
    (
        Ask("recipient", "Destinataire", missing="Dites à qui le courrier est envoyé."),
        Ask("day", "Le", Kind.DAY, missing="Donnez le jour du courrier."),
    ),
    (Ask("subject", "Objet", missing="Écrivez l’objet du courrier."),),
    (Ask("text", "Courrier", Kind.AREA, missing="Écrivez le courrier.", lines=13),),
)
CASE = (
    (
        Ask("kind", "Nature de l’accompagnement", Kind.CHOICE, _choices(CaseKind)),
        Ask("source", "Orientation par", Kind.CHOICE, _choices(Source)),
    ),
)
CLOSE = (
    (Ask("closure", "Comment se termine l’accompagnement", Kind.CHOICE, _choices(ClosureReason)),),
    (Ask("reason", "Précision", Kind.AREA, aside="facultatif", lines=2),),
)


def shown(row: Any, kept: Mapping[str, object]) -> dict[str, object]:  # noqa: ANN401 any row of a case, by its fields
    """What a form shows of a row: those of its fields that the form has."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {code: value for code, value in values.items() if code in kept}


def chosen(kind: type[EnumT], value: object) -> EnumT:
    """The member chosen in a list, by its code."""
    return kind(str(value))
