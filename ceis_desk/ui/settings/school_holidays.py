"""School holidays that a site sets: they count before the list of the program, and after its last year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal

from ceis_desk.access.site_settings import check_site_setting, sound
from ceis_desk.agenda.holidays import listed_school_holidays
from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.line_grid import Column, Line, LineGrid
from ceis_desk.ui.settings.site_lists import SiteLists
from ceis_desk.ui.settings.site_values import SiteValues, as_json

SCHOOLS = "school_holidays"
MISSING = "Des vacances ont un nom, un premier et un dernier jour. Le texte est gardé, complétez-le."
BACKWARDS = "Le dernier jour précède le premier. Le texte est gardé, corrigez-le."


class SchoolCard(Card):
    """`set_asked` gives the JSON of the setting."""

    set_asked = Signal(str)

    def __init__(self, theme: Theme, clock: Clock, *, writable: bool) -> None:
        super().__init__(theme, "Vacances scolaires", "calendar-event")
        self._clock = clock
        columns = (Column("Vacances", 3), Column("Premier jour", 2), Column("Dernier jour", 2))
        self.lines = LineGrid(theme, columns, "Vacances", writable=writable)
        self.add(Text(_why(), "secondary", "ink2", wrap=True))
        self.add(self.lines)
        self.lines.given.connect(self._give)

    def show_values(self, values: SiteValues) -> None:
        """Those of the site."""
        kept = sound(SCHOOLS, values.kept.get(SCHOOLS)) or ()
        self.lines.show_lines([(one["name"], _shown(one["from"]), _shown(one["to"])) for one in kept])

    def _give(self, lines: Sequence[Line]) -> None:
        try:
            said = as_json([self._holiday(*map(str, line)) for line in lines])
            check_site_setting(SCHOOLS, said)
        except Refusal as refusal:
            self.lines.say(refusal.sentence)
        else:
            self.lines.say("")
            self.set_asked.emit(said)

    def _holiday(self, name: str, first: str, last: str) -> dict[str, str]:
        if not first or not last:
            raise Refusal(MISSING)
        today = self._clock().date()
        start, end = parse_day(first, today), parse_day(last, today)
        if end < start:
            raise Refusal(BACKWARDS)
        return {"name": name, "from": start.isoformat(), "to": end.isoformat()}


class SchoolPart:
    """The card at work."""

    def __init__(self, theme: Theme, link: StoreLink, clock: Clock, *, writable: bool) -> None:
        self.card = SchoolCard(theme, clock, writable=writable)
        self._lists = SiteLists(link)
        self.card.set_asked.connect(lambda value: self._lists.save(SCHOOLS, value))

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._lists.know(values)
        self.card.show_values(values)


def _why() -> str:
    last = max(one.last for one in listed_school_holidays())
    return (
        f"Le programme connaît celles de la zone C jusqu’au {write_day(last)}. Ajoutez ici les suivantes, ou celles "
        "qui ont changé\u00a0: elles passent avant. Un nom effacé retire la ligne."
    )


def _shown(day: str) -> str:
    return write_day(dt.date.fromisoformat(day))
