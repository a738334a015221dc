"""Health: individual and collective prevention sessions."""

from __future__ import annotations

from ceis_desk.platforms.declaration import Platform

PLATFORM = Platform("health", "Santé", "stethoscope", "success")
