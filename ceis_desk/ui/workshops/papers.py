"""What « Ateliers » prints: the sheet to sign of a session, read again when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ceis_desk.access.model import Actor
from ceis_desk.access.rights import permits
from ceis_desk.agenda.workshop_papers import AttendancePaper, rank_of
from ceis_desk.agenda.workshop_requests import ReadWorkshop
from ceis_desk.agenda.workshops import SessionLine, WorkshopRoll
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Paper
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site


class WorkshopPapers:
    """The sheet bears names: nobody prints it who may not read them."""

    def __init__(self, link: StoreLink, discreet: Discreet, actor: Actor, clock: Clock, site: Site) -> None:
        self._link, self._discreet, self._actor, self._clock, self._site = link, discreet, actor, clock, site

    def sheet(self, session_id: Id, sessions: Sequence[SessionLine], then: Callable[[Paper], None]) -> None:
        """Read the roll and give its sheet."""
        if not permits(self._actor.roles, AttendancePaper.needs):
            return

        def bear(roll: WorkshopRoll) -> None:
            labels = {platform.code: platform.label for platform in PLATFORMS}
            then(
                AttendancePaper(
                    self._site.structure,
                    self._site.place,
                    labels.get(roll.session.platform, ""),
                    self._clock(),
                    roll,
                    rank_of(roll.session, sessions),
                    whole_names=not self._discreet.on,
                    demo=self._site.demo,
                )
            )

        self._link.ask(ReadWorkshop(session_id), bear, key="workshops-paper")
