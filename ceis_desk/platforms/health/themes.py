"""The themes of prevention: those of the program and those of the site, a code once used being for ever."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from ceis_desk.access.site_settings import sound
from ceis_desk.platforms.health.model import Theme

SETTING = "health_themes"
THEMES: tuple[Theme, ...] = (
    Theme("sleep", "Sommeil"),
    Theme("food", "Alimentation"),
    Theme("activity", "Activité physique"),
    Theme("screening", "Dépistage"),
    Theme("vaccination", "Vaccination"),
    Theme("wellbeing", "Santé mentale, bien-être"),
    Theme("addictions", "Addictions"),
    Theme("access", "Accès aux soins, droits"),
    Theme("sight_hearing", "Vue, audition"),
    Theme("teeth", "Bucco-dentaire"),
    Theme("sexual", "Vie affective et sexuelle"),
    Theme("work", "Gestes et postures"),
    Theme("other", "Autre thème"),
)


def themes_of(settings: Mapping[str, str]) -> tuple[Theme, ...]:
    """Every theme by the settings of the site: hers are added, rename or close those of the program, remove none."""
    lines = sound(SETTING, settings.get(SETTING)) or ()
    own = {line["code"]: Theme(line["code"], line["label"], bool(line.get("closed", False))) for line in lines}
    known = {theme.code for theme in THEMES}
    return (
        *(own.get(theme.code, theme) for theme in THEMES),
        *(theme for code, theme in own.items() if code not in known),
    )


def offered(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Those that may be chosen now."""
    return tuple(theme for theme in themes if not theme.closed)


def theme_label(code: str, themes: Iterable[Theme]) -> str:
    """The words of a theme; one that another desk made, and this one does not know yet, is said by its code."""
    return next((theme.label for theme in themes if theme.code == code), code) if code else "Thème à préciser"


def written(themes: Iterable[Theme]) -> str:
    """Themes as the setting keeps them."""
    return json.dumps([{"code": one.code, "label": one.label, "closed": one.closed} for one in themes])
