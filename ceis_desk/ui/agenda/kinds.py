"""What the pages of the agenda read of the settings of the site: types of appointment, minutes between two."""

from __future__ import annotations

from collections.abc import Mapping

from ceis_desk.access.site_settings import sound
from ceis_desk.agenda.kinds import kinds_of
from ceis_desk.agenda.week import AppointmentKind

SETTING, GAP = "appointment_kinds", "agenda_gap"
MINUTES = 45
"""The length of an appointment when nothing says another one."""


def kinds_by_code(settings: Mapping[str, str]) -> dict[str, AppointmentKind]:
    """The types, in the order of the settings."""
    return {kind.code: kind for kind in kinds_of(settings.get(SETTING))}


def gap_of(settings: Mapping[str, str]) -> int:
    """The minutes kept between two appointments."""
    return int(sound(GAP, settings.get(GAP)) or 0)
