"""Who issues documents: the settings of the site that every document bears, read in one place."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from ceis_desk.access.site_settings import sound
from ceis_desk.core.press import Issuer

STREET, POST, ACCESS = "issuer_street", "issuer_post", "issuer_access"
TOWN, PHONE, EMAIL = "issuer_town", "issuer_phone", "issuer_email"
LOGO = "issuer_logo"
"""The names of the settings, whose shapes `site_settings` checks."""


def issuer_of(settings: Mapping[str, str], structure: str = "", place: str = "") -> Issuer:
    """The issuer as the settings say it; `structure` and `place` stand in for names that are not set."""

    def words(name: str, default: str = "") -> str:
        return sound(name, settings.get(name)) or default

    return Issuer(
        structure=words("structure", structure),
        place=words("place", place),
        address=tuple(line for line in (words(STREET), words(POST)) if line),
        access=words(ACCESS),
        town=words(TOWN),
        phone=words(PHONE),
        email=words(EMAIL),
        logo=base64.b64decode(words(LOGO)) or None,
    )
