"""Where the card of a platform leads: its own page, else the agenda filtered on it; a lock when it is not open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import StaffMember
from ceis_desk.access.rights import permits
from ceis_desk.platforms.declaration import Platform
from ceis_desk.ui.shell.pages import Page

HOME = "platforms"
AGENDA = "agenda"


@dataclass(frozen=True)
class Way:
    """One card: what it is, the page that it opens, what it hands to it, and whom to ask when it is locked.

    `counts` is false for a page of « Plateformes » that is no platform: nobody is expected there.
    """

    code: str
    label: str
    icon: str
    tone: str
    what: str
    page: str
    argument: str | None
    locked: bool
    readers: tuple[Role, ...]
    counts: bool = True

    @property
    def verb(self) -> str:
        """The words of the button."""
        if self.locked:
            return "Voir qui peut l’ouvrir"
        return "Voir dans l’agenda" if self.page == AGENDA else f"Ouvrir {self.label}"


def ways_of(platforms: Iterable[Platform], pages: tuple[Page, ...], actor: Actor, today: dt.date) -> tuple[Way, ...]:
    """A card for each platform that is not closed, in their order, then the pages of « Plateformes » that are none."""
    by_code = {page.code: page for page in pages}
    running = tuple(one for one in platforms if one.closed_on is None or one.closed_on > today)
    codes = {one.code for one in running}
    others = tuple(page for page in pages if page.within == HOME and page.code not in codes)
    return (
        *(_platform_way(one, by_code, actor) for one in running),
        *(_page_way(page, page.icon, "primary", actor, page.words, counts=False) for page in others),
    )


def _platform_way(platform: Platform, pages: dict[str, Page], actor: Actor) -> Way:
    own = pages.get(platform.code)
    if own is not None:
        return _page_way(own, platform.icon, platform.colour, actor, platform.label, counts=True)
    agenda = pages[AGENDA]
    return Way(
        platform.code,
        platform.label,
        platform.icon,
        platform.colour,
        "Ses rendez-vous et ses séances, dans l’agenda.",
        agenda.code,
        platform.code,
        not agenda.open_to(actor),
        _readers(agenda),
    )


def _page_way(page: Page, icon: str, tone: str, actor: Actor, label: str, *, counts: bool) -> Way:
    locked = not page.open_to(actor)
    return Way(page.code, label, icon, tone, page.what, page.code, None, locked, _readers(page), counts)


def _readers(page: Page) -> tuple[Role, ...]:
    return tuple(role for role in Role if permits({role}, page.needs))


def whom_to_ask(way: Way, staff: Iterable[StaffMember]) -> str:
    """« Demandez à Claire Fabre » when somebody has one of the roles, else to those who have it."""
    names = [one.name for role in way.readers for one in staff if role in one.roles]
    who = names[0] if names else "l’équipe " + ", ".join(role.label for role in way.readers)
    return f"Réservé. Demandez à {who}."
