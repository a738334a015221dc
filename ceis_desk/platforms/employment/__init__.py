"""Employment: Unis’Vers, the chantier d’insertion and the PEC aide-soignant."""

from __future__ import annotations

from ceis_desk.platforms.declaration import Platform

PLATFORM = Platform("employment", "Emploi", "briefcase", "blue")
