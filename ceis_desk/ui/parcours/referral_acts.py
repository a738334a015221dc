"""A referral of the parcours, opened over the record: read again, followed, corrected, taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.parcours.model import Event
from ceis_desk.partners.model import Referral
from ceis_desk.partners.questions import ReferralsOf
from ceis_desk.ui.forms.over import FormsOver
from ceis_desk.ui.parcours.opened import OpenWay
from ceis_desk.ui.partners.referral_sheet import ReferralSheet
from ceis_desk.ui.partners.referring import Referring


class ReferralActs:
    """What may be said of a referral, by its sheet."""

    def __init__(self, here: OpenWay, parent: QObject) -> None:
        self._here = here
        over = FormsOver(here.theme, here.link, here.discreet, here.keyboard, here.actor, here.clock, here.sheets)
        self._referring = Referring(over, parent)

    def open(self, event: Event, otherwise: Callable[[], None]) -> None:
        """Show the referral of an event; `otherwise` when it is not there any more, or not for this account."""
        here = self._here
        roles, way = here.actor.roles, here.way
        if way is None or not may(roles, Thing.VISITS, Level.READ):
            otherwise()
            return

        def read(found: tuple[Referral, ...]) -> None:
            referral = next((one for one in found if one.id == event.row_id), None)
            if referral is None:
                otherwise()
                return
            writes = may(roles, Thing.VISITS, Level.WRITE)
            sheet = ReferralSheet(here.theme, here.discreet, here.keyboard, referral, here.today, writes=writes)
            sheet.obey(self._referring)
            sheet.closed.connect(here.sheets.close)
            here.sheets.open(sheet, "Orientation", sheet.first(), width=620)

        here.link.ask(ReferralsOf(way.person_id), read, key="record-referral")
