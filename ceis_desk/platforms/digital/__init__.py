"""Digital: e-procedures, workshops, collective animations, free access."""

from __future__ import annotations

from ceis_desk.platforms.declaration import Platform

PLATFORM = Platform("digital", "Numérique", "device-laptop", "primary")
