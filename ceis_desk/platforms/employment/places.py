"""Trades of the chantier, sites of the PEC and the boundary of a lasting job: settings of the site, and the first ones.

The names of sites and tutors are invented: each town writes its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ceis_desk.access.site_settings import sound
from ceis_desk.platforms.employment.model import ContractKind, Place

TRADES, SITES, BOUNDARY = "chantier_trades", "pec_sites", "exit_boundary"

FIRST_TRADES = tuple(
    Place(ContractKind.CHANTIER, name, places)
    for name, places in (("Aide à domicile", 4), ("Agent technique", 3), ("Médiateur numérique", 2), ("Cuisinier", 3))
)
FIRST_SITES = tuple(
    Place(ContractKind.PEC, name, 2, tutor)
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


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True)
class Boundary:
    """From how many months a fixed-term contract is a lasting job; `reached` says that those months are enough."""

    months: int = 6
    reached: bool = True

    def lasts(self, months: int) -> bool:
        """Whether a contract of so many months is a lasting job."""
        return months >= self.months if self.reached else months > self.months


FIRST_PLACES = {
    TRADES: _as_json([{"name": one.name, "places": one.places} for one in FIRST_TRADES]),
    SITES: _as_json([{"name": one.name, "tutor": one.tutor, "places": one.places} for one in FIRST_SITES]),
    BOUNDARY: _as_json(asdict(Boundary())),
}
"""What a site has before it sets its own, as settings are kept."""


def places_of(settings: Mapping[str, str]) -> tuple[Place, ...]:
    """Every trade, then every site, as the settings of the site say them."""
    return (*trades_of(settings.get(TRADES)), *sites_of(settings.get(SITES)))


def trades_of(setting: str | None) -> tuple[Place, ...]:
    """The trades of the chantier, or the first ones."""
    lines = sound(TRADES, setting)
    if lines is None:
        return FIRST_TRADES
    return tuple(Place(ContractKind.CHANTIER, line["name"], line["places"]) for line in lines)


def sites_of(setting: str | None) -> tuple[Place, ...]:
    """The sites of the PEC, or the first ones."""
    lines = sound(SITES, setting)
    if lines is None:
        return FIRST_SITES
    return tuple(Place(ContractKind.PEC, line["name"], line["places"], line["tutor"]) for line in lines)


def boundary_of(setting: str | None) -> Boundary:
    """The boundary of the setting `exit_boundary`, or six months reached."""
    found = sound(BOUNDARY, setting)
    return Boundary() if found is None else Boundary(**found)
