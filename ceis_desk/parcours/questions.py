"""What may be asked of the parcours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question
from ceis_desk.parcours.freins import FreinKind, LocalFreins
from ceis_desk.parcours.model import WayOfPerson


@dataclass(frozen=True)
class ReadWay(Question[WayOfPerson]):
    """The parcours of a person and her events on every platform, as far as the reader may see them."""

    person_id: Id
    needs: ClassVar[Needs] = ((Thing.PARCOURS, Level.READ),)


@dataclass(frozen=True)
class FreinKinds(Question[tuple[FreinKind, ...]]):
    """The kinds of frein that may be read: those shipped, then those that the site added."""

    needs: ClassVar[Needs] = ((Thing.PARCOURS, Level.READ), (Thing.ACCOUNTS, Level.READ))


@dataclass(frozen=True)
class ReadLocalFreins(Question[LocalFreins]):
    """The freins that the site adds, for those who set them."""

    needs: ClassVar[Needs] = ((Thing.PARCOURS, Level.READ), (Thing.ACCOUNTS, Level.READ))
