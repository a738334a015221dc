"""Documents of the employment platform."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.press import Issuer, Named, Paper
from ceis_desk.core.store import Needs
from ceis_desk.platforms.employment.questions import Attended, Board


@dataclass(frozen=True)
class OccupationPaper(Paper):
    """The occupation of places on a day, by trade and by site: names, initials, or none without the right."""

    issuer: Issuer
    board: Board
    printed_at: dt.datetime
    whole_names: bool = True
    demo: bool = False
    needs: ClassVar[Needs] = ((Thing.CONTRACTS, Level.READ),)


@dataclass(frozen=True)
class CertificatePaper(Paper):
    """That somebody attended a group or a series of workshops: its days and hours, never what was done or said.

    `mark` names the file, `title` the group or the series, `service` the platform that held it.
    """

    issuer: Issuer
    person: Named
    title: str
    sessions: tuple[Attended, ...]
    signer: str
    made_on: dt.date
    person_id: Id
    mark: str = ""
    demo: bool = False
    service: str = "Plateforme emploi"
    needs: ClassVar[Needs] = ((Thing.IDENTITY, Level.READ),)
