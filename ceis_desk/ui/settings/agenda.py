"""« Agenda »: types of appointment, rooms, and the minutes kept between two appointments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.site_settings import check_site_setting, sound
from ceis_desk.agenda.kinds import kinds_of, rooms_of
from ceis_desk.agenda.week import AppointmentKind
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.ui.kit.choices import NumberField
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.line_grid import Column, Line, LineGrid
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_lists import SiteLists
from ceis_desk.ui.settings.site_values import SiteValues, as_json

KINDS, ROOMS, GAP = "appointment_kinds", "rooms", "agenda_gap"
WRONG_KIND = "Un type a un nom, un nom court et une durée de 1 à 480 minutes. Le texte est gardé, complétez-le."
WRONG_ROOM = "Un nom de salle est trop long. Le texte est gardé, raccourcissez-le."
_LONGEST_GAP, _LONGEST_CODE = 120, 40


class AgendaView(SectionView):
    """`set_asked` gives the name of a setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self._kinds: tuple[AppointmentKind, ...] = ()
        columns = (Column("Type", 4), Column("En court", 2), Column("Minutes", 1))
        self.kinds = LineGrid(theme, columns, "Type", writable=writable)
        self.rooms = LineGrid(theme, (Column("Salle", 3), Column("partagée", 1, tick=True)), "Salle", writable=writable)
        self.gap = NumberField(theme, "Minutes entre deux rendez-vous", highest=_LONGEST_GAP, value=0)
        self.gap.setEnabled(writable)
        kinds, rooms = Card(theme, "Types de rendez-vous", "calendar-event"), Card(theme, "Lieux de réception", "home")
        kinds.add(
            Text(
                "Un nom effacé retire la ligne\u00a0; les rendez-vous pris restent.",
                "secondary",
                "ink2",
                wrap=True,
            )
        )
        kinds.add(self.kinds)
        kinds.add(row(Field(theme, "Minutes gardées entre deux rendez-vous", self.gap), None))
        rooms.add(Text("Une salle partagée reçoit plusieurs personnes à la fois.", "secondary", "ink2", wrap=True))
        rooms.add(self.rooms)
        self._parts = column(kinds, rooms, None, gap=12)
        self.setLayout(self._parts)
        self.kinds.given.connect(self._give_kinds)
        self.rooms.given.connect(self._give_rooms)
        self.gap.spin.editingFinished.connect(self._give_gap)
        self._kept_gap = 0

    def add(self, more: QWidget) -> None:
        """Put another card of the section below."""
        self._parts.insertWidget(2, more)

    def show_values(self, values: SiteValues) -> None:
        """What is kept, or the types of a site that has set none."""
        self._kinds = kinds_of(values.kept.get(KINDS))
        self.kinds.show_lines([(one.label, one.short, str(one.minutes)) for one in self._kinds])
        self.rooms.show_lines([(one.name, one.shared) for one in rooms_of(values.kept.get(ROOMS))])
        self._kept_gap = int(sound(GAP, values.kept.get(GAP)) or 0)
        self.gap.show_kept(self._kept_gap)

    def _give_kinds(self, lines: Sequence[Line]) -> None:
        codes = {one.label: one.code for one in self._kinds}
        at_rank = [one.code for one in self._kinds]
        taken = set[str]()
        kinds = []
        for rank, (label, short, minutes) in enumerate(lines):
            # A line renamed keeps its code: appointments already booked still say their type.
            same_place = at_rank[rank] if len(lines) >= len(at_rank) and rank < len(at_rank) else ""
            code = codes.get(str(label)) or same_place or _code(str(label))
            while code in taken:
                code = f"{code[: _LONGEST_CODE - 1]}_"
            taken.add(code)
            number = int(minutes) if str(minutes).isdigit() else 0
            kinds.append({"code": code, "label": label, "short": short or label, "minutes": number})
        self._give(self.kinds, KINDS, kinds, WRONG_KIND)

    def _give_rooms(self, lines: Sequence[Line]) -> None:
        self._give(self.rooms, ROOMS, [{"name": name, "shared": shared} for name, shared in lines], WRONG_ROOM)

    def _give(self, grid: LineGrid, name: str, value: object, wrong: str) -> None:
        try:
            check_site_setting(name, as_json(value))
        except Refusal:
            grid.say(wrong)
        else:
            grid.say("")
            self.set_asked.emit(name, as_json(value))

    def _give_gap(self) -> None:
        if self.gap.value() != self._kept_gap:
            self._kept_gap = self.gap.value()
            self.set_asked.emit(GAP, as_json(self._kept_gap))


class AgendaPart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, *, writable: bool) -> None:
        self.view = AgendaView(theme, writable=writable)
        self._lists = SiteLists(link)
        self.view.set_asked.connect(self._lists.save)

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._lists.know(values)
        self.view.show_values(values)


def _code(label: str) -> str:
    """A code for a new type, made of its words."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")
    return (words if words[:1].isalpha() else f"type_{words}")[:_LONGEST_CODE]
