"""The types of appointment of the site, as its settings hold them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ceis_desk.agenda.week import AppointmentKind

SETTING = "appointment_kinds"
MINUTES = 45
"""The length of an appointment when nothing says another one."""
DEFAULTS = (
    AppointmentKind("first", "Premier rendez-vous", "1er", 60),
    AppointmentKind("follow_up", "Suivi", "Suivi", MINUTES),
    AppointmentKind("file", "Dossier", "Dossier", 90),
)


def kinds_of(settings: Mapping[str, str]) -> dict[str, AppointmentKind]:
    """The types by code, in the order of the settings."""
    kept = json.loads(settings.get(SETTING, "null"))
    kinds = [AppointmentKind(**one) for one in kept] if kept else list(DEFAULTS)
    return {kind.code: kind for kind in kinds}
