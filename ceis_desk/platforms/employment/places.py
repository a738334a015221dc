"""The trades of the chantier and the sites of the PEC that a site begins with, and the boundary of a lasting job.

The names of sites and tutors are invented: each town writes its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ceis_desk.access.site_settings import sound
from ceis_desk.core.ids import code_id
from ceis_desk.platforms.employment.model import ContractKind, Place

BOUNDARY, MOST_PLACES = "exit_boundary", 200


def _first(kind: ContractKind, name: str, places: int, tutor: str = "") -> Place:
    return Place(code_id("place", kind.value, name), kind, name, places, tutor)


FIRST_TRADES = tuple(
    _first(ContractKind.CHANTIER, name, places)
    for name, places in (("Aide à domicile", 4), ("Agent technique", 3), ("Médiateur numérique", 2), ("Cuisinier", 3))
)
FIRST_SITES = tuple(
    _first(ContractKind.PEC, name, 2, tutor)
    for name, tutor in (
        ("Les Micocouliers", "Mme ALBA"),
        ("La Garrigue", "Mme FONT"),
        ("Les Tamaris", "M. IZARD"),
        ("Clos des Aubes", "Mme REINE"),
        ("Mas de l’Olivier", "Mme CROS"),
        ("Les Glycines", "M. BOYER"),
        ("La Lironde", "Mme SERRE"),
    )
)
FIRST_PLACES = (*FIRST_TRADES, *FIRST_SITES)


@dataclass(frozen=True)
class Boundary:
    """From how many months a fixed-term contract is a lasting job; `reached` says that those months are enough."""

    months: int = 6
    reached: bool = True

    def lasts(self, months: int) -> bool:
        """Whether a contract of so many months is a lasting job."""
        return months >= self.months if self.reached else months > self.months


FIRST_BOUNDARY: Mapping[str, str] = {BOUNDARY: json.dumps(asdict(Boundary()))}
"""What a site has before it sets its own, as settings are kept."""


def boundary_of(setting: str | None) -> Boundary:
    """The boundary of the setting `exit_boundary`, or six months reached."""
    found = sound(BOUNDARY, setting)
    return Boundary() if found is None else Boundary(**found)
