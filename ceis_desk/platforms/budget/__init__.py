"""Budget: the Point Conseil Budget."""

from __future__ import annotations

from ceis_desk.platforms.declaration import Platform

PLATFORM = Platform("budget", "Budget", "pig", "violet")
