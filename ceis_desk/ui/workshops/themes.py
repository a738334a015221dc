"""The themes that a session may have, by platform: those of La Coop, those of prevention."""

from __future__ import annotations

from collections.abc import Mapping

from ceis_desk.platforms.digital import PLATFORM as DIGITAL
from ceis_desk.platforms.digital.coop import Theme
from ceis_desk.platforms.health import PLATFORM as HEALTH
from ceis_desk.platforms.health.themes import offered, theme_label, themes_of

Choice = tuple[str, str]
Themes = Mapping[str, tuple[Choice, ...]]
"""For each platform that has some, the code and the words of each theme."""

NO_THEME: Choice = ("", "Non précisé")


def session_themes(settings: Mapping[str, str], kept: str = "") -> Themes:
    """What may be chosen now by the settings of the site; the theme `kept` stays on offer though it is closed."""
    prevention = themes_of(settings)
    now = tuple((one.code, one.label) for one in offered(prevention))
    closed = kept and kept not in {code for code, _words in (*now, *_COOP)}
    return {
        DIGITAL.code: _COOP,
        HEALTH.code: (*now, (kept, theme_label(kept, prevention))) if closed else now,
    }


_COOP = tuple((one.value, one.label) for one in Theme)
