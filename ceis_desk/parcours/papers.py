"""Documents of a parcours: the page for the person herself, and what is handed to a partner.

`mark` is six random characters kept in the record, for the file's name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Named, Paper
from ceis_desk.core.store import Needs
from ceis_desk.parcours.plain import PlainWay
from ceis_desk.parcours.sharing import Share
from ceis_desk.parcours.summary import SharedPart

_NOT_RECORDED = (
    "Ce partage n’est pas enregistré. Rien n’a été imprimé\u00a0: notez d’abord à qui, pourquoi, et que la personne "
    "est informée."
)


@dataclass(frozen=True)
class WayPaper(Paper):
    """A document of a parcours: the person whom the journal of access names, and its marks."""

    person_id: Id | None = field(default=None, kw_only=True)
    mark: str = field(default="", kw_only=True)
    demo: bool = field(default=False, kw_only=True)
    needs: ClassVar[Needs] = ((Thing.PARCOURS, Level.READ),)


@dataclass(frozen=True)
class PlainWayPaper(WayPaper):
    """The parcours in plain language, for the person herself (« Fiche parcours simplifiée »)."""

    issuer: Issuer
    person: Named
    made_on: dt.date
    plain: PlainWay


@dataclass(frozen=True)
class PartnerSummaryPaper(WayPaper):
    """What one recorded act of sharing passes on, and nothing else; raises Refusal for an act that is not recorded.

    `parts` stand in the order of what the act lists.
    """

    issuer: Issuer
    person: Named
    share: Share
    parts: tuple[SharedPart, ...]
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.READ),)

    def __post_init__(self) -> None:
        """Whoever prints it has written down the act first."""
        if not self.share.clock or not self.share.data:
            raise Refusal(_NOT_RECORDED)
        if tuple(one.title for one in self.parts) != self.share.data:
            raise Refusal(_NOT_RECORDED)
