"""The forms of a parcours: their fields, as they are declared for one form sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from ceis_desk.core.ids import Id
from ceis_desk.parcours.freins import FreinKind
from ceis_desk.parcours.model import (
    Doer,
    ExitOutcome,
    FreinLevel,
    FreinMoment,
    Item,
    ItemKind,
    ItemState,
    Parcours,
)
from ceis_desk.parcours.own_words import Aspect, Visibility
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.forms.asks import Ask, Choices, Kind
from ceis_desk.ui.forms.form_sheet import Lines
from ceis_desk.ui.parcours.decided import children, objectives

_MOST_PARTS = 60
Staff = Mapping[Id, str]


def _choices(kind: type[StrEnum]) -> Choices:
    return tuple((one.value, getattr(one, "label", "")) for one in kind if one.value)


def people(staff: Staff, nobody: str = "") -> Choices:
    """Professionals to choose from, « nobody » first when it has words."""
    first = (("", nobody),) if nobody else ()
    return (*first, *((str(ident), name) for ident, name in staff.items()))


OPENING: Lines = (
    (
        Ask("opened_on", "Ouvert le", Kind.DAY, missing="Donnez le jour d’entrée dans le parcours."),
        Ask("source", "Orienté par", aside="facultatif"),
    ),
)
SUSPENDING: Lines = ((Ask("reason", "Raison", missing="Dites pourquoi le parcours est suspendu."),),)
ENDING: Lines = (
    (
        Ask("on", "Fin le", Kind.DAY, missing="Donnez le jour de la fin."),
        Ask("outcome", "Comment il se termine", Kind.CHOICE, _choices(ExitOutcome)),
    ),
    (Ask("reason", "Précision", aside="facultatif"),),
)
OWN_WORDS: Lines = (
    (
        Ask("aspect", "De quoi la personne parle", Kind.CHOICE, tuple((one.value, one.label) for one in Aspect)),
        Ask("day", "Dit le", Kind.DAY, missing="Donnez le jour où la personne l’a dit."),
    ),
    (
        Ask(
            "text",
            "Ses mots",
            Kind.AREA,
            missing="Écrivez ce que dit la personne, avec ses mots.",
            lines=5,
        ),
    ),
    (Ask("visibility", "Qui peut lire", Kind.CHOICE, tuple((one.value, one.label) for one in Visibility)),),
)
SHARED: Choices = (
    ("contact", "coordonnées"),
    ("follow", "dates de suivi"),
    ("goals", "objectifs et étapes"),
    ("rights", "droits ouverts"),
    ("needs", "besoins exprimés"),
    ("papers", "documents remis"),
)
"""What may be ticked of what is passed on: the code of its box, and the words that are kept."""
SHARING: Lines = (
    (
        Ask("recipient", "À qui", missing="Dites à qui l’information est donnée."),
        Ask("purpose", "Pourquoi", missing="Dites pourquoi elle est donnée."),
    ),
    tuple(Ask(code, words, Kind.TICK) for code, words in SHARED[:3]),
    tuple(Ask(code, words, Kind.TICK) for code, words in SHARED[3:]),
    (Ask("other", "Autre information", aside="facultatif"),),
    (Ask("informed", "La personne en est informée", Kind.TICK),),
    (Ask("why_not", "Sinon, pourquoi", aside="à remplir si elle ne l’est pas"),),
)
REOPENING: Lines = ((Ask("reason", "Raison", missing="Dites pourquoi le parcours reprend."),),)


def referent_lines(staff: Staff) -> Lines:
    """Who follows, since when, until when."""
    return (
        (Ask("account_id", "Qui suit la personne", Kind.CHOICE, people(staff)),),
        (
            Ask("from_day", "À partir du", Kind.DAY, missing="Donnez le premier jour du suivi."),
            Ask("to_day", "Jusqu’au", Kind.DAY, aside="facultatif"),
        ),
        (Ask("main", "C’est la personne que l’accueil nomme", Kind.TICK),),
    )


def handing_lines(staff: Staff) -> Lines:
    """To whom the parcours is given, and from when."""
    return (
        (
            Ask("account_id", "Qui prend le relais", Kind.CHOICE, people(staff)),
            Ask("on", "À partir du", Kind.DAY, missing="Donnez le premier jour du relais."),
        ),
    )


def objective_lines(parcours: Parcours, kinds: Mapping[str, FreinKind]) -> Lines:
    """An objective: what it lifts, what it is counted in."""
    return (
        (Ask("title", "Objectif", missing="Écrivez l’objectif, avec les mots de la personne."),),
        (
            Ask("frein_id", "Lève le frein", Kind.CHOICE, _freins(parcours, kinds)),
            Ask("platform", "Plateforme", Kind.CHOICE, _platforms()),
        ),
        (
            Ask("parts", "En combien de fois", Kind.NUMBER, hint="0 quand cela ne se compte pas.", most=_MOST_PARTS),
            Ask("done", "Dont faites", Kind.NUMBER, most=_MOST_PARTS),
            Ask("state", "Où il en est", Kind.CHOICE, _choices(ItemState)),
        ),
    )


def step_lines(parcours: Parcours, staff: Staff, partner: Ask) -> Lines:
    """A step or an action: what it serves, who does it, for when."""
    return (
        (Ask("title", "Ce qui est à faire", missing="Écrivez ce qui est à faire."),),
        (
            Ask(
                "parent_id",
                "Pour",
                Kind.CHOICE,
                _parents(parcours),
                hint="Pour un objectif, c’est une étape\u00a0; pour une étape, une action.",
            ),
        ),
        (
            Ask("who", "Fait par", Kind.CHOICE, _choices(Doer)),
            Ask("account_id", "Quel professionnel", Kind.CHOICE, people(staff, "personne en particulier")),
            partner,
        ),
        (
            Ask("due", "Avant le", Kind.DAY, aside="facultatif"),
            Ask("platform", "Plateforme", Kind.CHOICE, _platforms()),
            Ask("state", "Où cela en est", Kind.CHOICE, _choices(ItemState)),
        ),
    )


def frein_lines(kinds: Sequence[FreinKind]) -> Lines:
    """A level found on a day; restricted freins have words of their own."""
    restricted = any(kind.restricted for kind in kinds)
    first: Sequence[Sequence[Ask]] = (
        (
            Ask("code", "Frein", Kind.CHOICE, tuple((kind.code, kind.label) for kind in kinds), private=True),
            Ask("level", "Niveau", Kind.CHOICE, _choices(FreinLevel), private=True),
        ),
        (
            Ask("moment", "Regardé", Kind.CHOICE, _choices(FreinMoment)),
            Ask("day", "Le", Kind.DAY, missing="Donnez le jour où ce niveau a été vu."),
        ),
    )
    return (*first, (Ask("words", "Ce qui est dit", Kind.AREA, aside="facultatif"),)) if restricted else first


def _platforms() -> Choices:
    return (("", "aucune"), *((one.code, one.label) for one in PLATFORMS))


def _freins(parcours: Parcours, kinds: Mapping[str, FreinKind]) -> Choices:
    """The ordinary ones: what an objective lifts is read by more people than a restricted frein."""
    known = [(one, kinds.get(one.code)) for one in parcours.freins if not one.restricted]
    return (("", "aucun"), *((str(one.id), kind.label if kind else one.code) for one, kind in known))


def _parents(parcours: Parcours) -> Choices:
    """Objectives, and the steps under each."""
    found: list[tuple[str, str]] = []
    for objective in objectives(parcours):
        found.append((str(objective.id), objective.title))
        steps = [one for one in children(parcours.items, objective) if one.kind is ItemKind.STEP]
        found += [(str(step.id), f"{objective.title}, {step.title}") for step in steps]
    return tuple(found)


def shown(item: Item, codes: Sequence[str]) -> dict[str, object]:
    """What a form shows of an item."""
    return {code: _as_choice(getattr(item, code)) for code in codes}


def _as_choice(value: object) -> object:
    return "" if value is None else value
