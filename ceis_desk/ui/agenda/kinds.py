"""The types of appointment of the site, by code, as the pages look them up."""

from __future__ import annotations

from collections.abc import Mapping

from ceis_desk.agenda.kinds import kinds_of
from ceis_desk.agenda.week import AppointmentKind

SETTING = "appointment_kinds"
MINUTES = 45
"""The length of an appointment when nothing says another one."""


def kinds_by_code(settings: Mapping[str, str]) -> dict[str, AppointmentKind]:
    """The types, in the order of the settings."""
    return {kind.code: kind for kind in kinds_of(settings.get(SETTING))}
