"""Which partner a step or an action is done with: none, the one it has, or another one of the directory."""

from __future__ import annotations

from collections.abc import Callable

from shiboken6 import isValid

from ceis_desk.parcours.model import Item
from ceis_desk.partners.model import PartnerLine
from ceis_desk.partners.questions import FindPartners
from ceis_desk.ui.forms.asks import Ask, Choices, Kind
from ceis_desk.ui.forms.filling import Values
from ceis_desk.ui.parcours.opened import OpenWay, id_or_none
from ceis_desk.ui.partners.find_sheet import PartnerFindSheet

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


def find_partner(here: OpenWay, given: Values, then: Callable[[Values], None]) -> None:
    """Give `then` what was typed with its partner, looked for over the page when it is still to be chosen."""
    if given[PARTNER] != FIND:
        then({**given, PARTNER: id_or_none(given, PARTNER)})
        return
    sheet = PartnerFindSheet(here.theme, TITLE, free=False)

    def search(words: str) -> None:
        def offer(lines: tuple[PartnerLine, ...]) -> None:
            if isValid(sheet):
                sheet.show_lines(words, lines)

        here.link.ask(FindPartners(words), offer, key="way-partner")

    def pick(line: PartnerLine) -> None:
        here.sheets.close()
        then({**given, PARTNER: line.id})

    sheet.searched.connect(search)
    sheet.picked.connect(pick)
    here.sheets.open(sheet, TITLE, sheet.search)
    search("")
