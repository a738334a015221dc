"""Who is added to a project: a person with what she does in it, or a partner."""

from __future__ import annotations

from collections.abc import Callable

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture
from ceis_desk.partners.model import PartnerLine
from ceis_desk.partners.projects import PartKind, PutPart
from ceis_desk.ui.forms.choice_sheet import ChoiceSheet
from ceis_desk.ui.forms.find_person import find_person
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.partners.find_partner import find_partner

_ROLES = (
    (PartKind.PARTICIPANT.value, "Participe", "Prend part au projet.", "user"),
    (PartKind.CARRIER.value, "Porte le projet", "Parle en son nom.", "flag"),
)


def add_person(over: FormsOver, project_id: Id, do: Callable[[Gesture], None]) -> None:
    """Find somebody, then say what she does in the project."""
    if not may(over.actor.roles, Thing.IDENTITY, Level.READ):
        over.link.refused.emit("Votre compte ne lit pas les fiches\u00a0: demandez à un professionnel.")
        return
    find_person(over, "Ajouter une personne au projet", lambda hit: _ask_role(over, project_id, hit.id, do))


def _ask_role(over: FormsOver, project_id: Id, person_id: Id, do: Callable[[Gesture], None]) -> None:
    sheet = ChoiceSheet(over.theme, over.keyboard, "Que fait cette personne\u00a0?", _ROLES)

    def chosen(code: str) -> None:
        over.sheets.close()
        do(PutPart(project_id, PartKind(code), person_id=person_id))

    sheet.chosen.connect(chosen)
    over.sheets.open(sheet, "Que fait cette personne\u00a0?", sheet.choices)


def add_partner(over: FormsOver, project_id: Id, do: Callable[[Gesture], None]) -> None:
    """Find a structure of the directory."""

    def picked(line: PartnerLine) -> None:
        do(PutPart(project_id, PartKind.PARTNER, partner_id=line.id))

    find_partner(over.theme, over.link, over.sheets, "Ajouter un partenaire au projet", picked)
