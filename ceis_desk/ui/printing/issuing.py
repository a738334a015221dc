"""What every document bears, read from the settings when it is asked for: who issues it, who signs, on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ceis_desk.access.coordinates import issuer_of
from ceis_desk.access.model import Actor
from ceis_desk.access.questions import Settings
from ceis_desk.access.site_settings import sound
from ceis_desk.core.clock import Clock
from ceis_desk.core.press import Issuer
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site

if TYPE_CHECKING:
    # The records print too: what a case prints comes with the first document of a case.
    from ceis_desk.platforms.budget.paper_making import Issued


@dataclass(frozen=True)
class Issuing:
    """Where documents are made: the site and the account that makes them."""

    link: StoreLink
    site: Site
    actor: Actor
    clock: Clock

    def issuer(self, then: Callable[[Issuer], None]) -> None:
        """Give the issuer as the settings now say it."""
        self.link.ask(Settings(), lambda settings: then(self._issuer(settings)), key="issuer")

    def issued(self, then: Callable[[Issued], None]) -> None:
        """Give what the documents of a case bear, the account signing them."""
        from ceis_desk.platforms.budget.paper_making import Issued
        from ceis_desk.platforms.budget.papers import Counsellor
        from ceis_desk.platforms.budget.sheet_settings import RULE_ON

        def give(settings: Mapping[str, str]) -> None:
            rule_on = sound(RULE_ON, settings.get(RULE_ON))
            day = dt.date.fromisoformat(rule_on) if rule_on else None
            signer = Counsellor(self.actor.name)
            then(Issued(self._issuer(settings), signer, self.clock().date(), self.site.demo, day))

        self.link.ask(Settings(), give, key="issuer")

    def _issuer(self, settings: Mapping[str, str]) -> Issuer:
        return issuer_of(settings, self.site.structure, self.site.place)
