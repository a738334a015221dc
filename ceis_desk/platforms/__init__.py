"""The platforms of the CEIS: adding one is its folder, its line here and its icon."""

from __future__ import annotations

from ceis_desk.platforms import budget, digital, employment, health
from ceis_desk.platforms.declaration import Platform

RECEPTION = Platform("reception", "Accueil", "heart-handshake", "accent")

PLATFORMS: tuple[Platform, ...] = (
    RECEPTION,
    employment.PLATFORM,
    digital.PLATFORM,
    budget.PLATFORM,
    health.PLATFORM,
)
