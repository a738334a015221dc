"""Which partner a step or an action is done with: none, the one it has, or another one of the directory."""

from __future__ import annotations

from collections.abc import Callable

from ceis_desk.parcours.model import Item
from ceis_desk.ui.forms.asks import Ask, Choices, Kind
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.parcours.opened import OpenWay, id_or_none
from ceis_desk.ui.partners.find_partner import find_partner

PARTNER, FIND = "partner", "find"
TITLE = "Avec quel partenaire\u00a0?"


def partner_ask(item: Item | None) -> Ask:
    """The field of the form; the partner that the item has is among its choices."""
    kept: Choices = ((str(item.partner_id), item.partner_name),) if item and item.partner_id else ()
    choices = (("", "aucun en particulier"), *kept, (FIND, "à choisir dans l’annuaire"))
    return Ask(PARTNER, "Quel partenaire", Kind.CHOICE, choices, hint="L’annuaire s’ouvre quand vous enregistrez.")


def partner_start(item: Item | None) -> str:
    """What the field shows at first."""
    return str(item.partner_id) if item and item.partner_id else ""


def with_partner(here: OpenWay, given: Values, then: Callable[[Values], None]) -> None:
    """Give `then` what was typed with its partner, looked for over the page when it is still to be chosen."""
    if given[PARTNER] != FIND:
        then({**given, PARTNER: id_or_none(given, PARTNER)})
    else:
        find_partner(here.theme, here.link, here.sheets, TITLE, lambda line: then({**given, PARTNER: line.id}))
