"""What two desks wrote at once of a prevention: said on the day and on a person, settled in « À vérifier »."""

from __future__ import annotations

from collections.abc import Callable

from ceis_desk.access.model import Thing
from ceis_desk.core.ids import Id
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.platforms.health.page import HealthPage


class CrossedPart:
    """`asked` is given the case that somebody wants to settle."""

    def __init__(self, page: HealthPage, link: StoreLink, asked: Callable[[object], None]) -> None:
        self._page, self._link = page, link
        for view in (page.home, page.person):
            view.crossed.opened.connect(asked)

    def read(self, person_id: Id | None) -> None:
        """Those of one person, or of everybody on the page of the day."""
        view = self._page.home if person_id is None else self._page.person
        self._link.ask(CrossedEdits(person_id, Thing.HEALTH_FACTS), view.crossed.show_edits, key="health-crossed")

    def forget(self) -> None:
        """Another person is asked for: those of the one before are not hers."""
        self._page.person.crossed.show_edits(())
