"""Settings of the site that the agenda reads: types of appointment and rooms, as their JSON says them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ceis_desk.access.site_settings import check_site_setting
from ceis_desk.agenda.week import AppointmentKind
from ceis_desk.core.errors import Refusal

FIRST_KINDS = (
    AppointmentKind("first", "Premier rendez-vous", "1er", 45),
    AppointmentKind("follow_up", "Suivi", "Suivi", 45),
    AppointmentKind("file", "Constitution de dossier", "Dossier", 90),
    AppointmentKind("review", "Bilan", "Bilan", 60),
)
"""Those of a site that has set none."""


@dataclass(frozen=True)
class Room:
    """A room where people are received; a shared one takes several appointments at once."""

    name: str
    shared: bool


def kinds_of(setting: str | None) -> tuple[AppointmentKind, ...]:
    """The types of the setting `appointment_kinds`, or the first ones."""
    lines = sound("appointment_kinds", setting)
    return FIRST_KINDS if lines is None else tuple(AppointmentKind(**line) for line in lines)


def rooms_of(setting: str | None) -> tuple[Room, ...]:
    """The rooms of the setting `rooms`."""
    return tuple(Room(**line) for line in sound("rooms", setting) or ())


def sound(name: str, setting: str | None) -> Any:  # noqa: ANN401 whatever the setting holds
    """A setting of the site, decoded; None when it is not set, or came from another desk in another shape."""
    if setting is None:
        return None
    try:
        check_site_setting(name, setting)
    except Refusal:
        return None
    return json.loads(setting)


def kind_named(kinds: Iterable[AppointmentKind], code: str) -> AppointmentKind | None:
    """The type of this code, None when the site has it no more."""
    return next((kind for kind in kinds if kind.code == code), None)
