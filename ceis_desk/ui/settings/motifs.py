"""Motifs and reception: the motifs in their order, the thresholds of a wait, the priority districts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.platforms import PLATFORMS
from ceis_desk.reception.model import Motif
from ceis_desk.reception.rules import WaitThresholds
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.choices import NumberField
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.french import french_keys
from ceis_desk.ui.kit.layout import Card, column, even
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.flow_line import FlowLine
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import District

BACKWARDS = "L’ambre vient avant le rouge. Rien n’a changé."
_PLATFORMS = {platform.code: platform for platform in PLATFORMS}


class DistrictList(RowList):
    """Suppr takes the line away."""

    removed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.current():
            self.removed.emit(self.current())
        else:
            super().keyPressEvent(event)


class MotifsView(SectionView):
    """Codes of motifs and ranks of districts go out; rows come in."""

    motif_opened = Signal(str)
    motif_reopened = Signal(str)
    add_motif_asked = Signal()
    moved = Signal(str, int)
    waits_asked = Signal(object)
    district_opened = Signal(str)
    district_removed = Signal(str)
    add_district_asked = Signal()

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self._writable = writable
        self.main = Button(theme, "Ajouter un motif", kind="main", icon="plus")
        self.main.setProperty("locked", not writable)
        self.list = RowList(theme, "Motifs", fit=True)
        self.closed = RowList(theme, "Motifs fermés", fit=True)
        self.districts = DistrictList(theme, "Quartiers prioritaires", fit=True)
        cards = (self._motif_card(theme), self._wait_card(theme), self._district_card(theme))
        self.setLayout(column(*cards, None, gap=12))
        self.main.clicked.connect(self.add_motif_asked)
        if writable:
            self.list.opened.connect(self.motif_opened)
            self.closed.opened.connect(self.motif_reopened)
            self.closed.acted.connect(self.motif_reopened)
            self.districts.opened.connect(self.district_opened)
            self.districts.acted.connect(self.district_removed)
            self.districts.removed.connect(self.district_removed)
            for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
                shortcut = QShortcut(QKeySequence(keys), self.list)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(lambda by=by: self._move(by))

    def first(self) -> QWidget:
        return self.list

    def _motif_card(self, theme: Theme) -> Card:
        card = Card(theme, "Motifs", "layout-grid")
        self.up = Button(theme, "Monter", icon="arrow-up", key=french_keys("Alt+Up"), compact=True)
        self.down = Button(theme, "Descendre", icon="arrow-down", key=french_keys("Alt+Down"), compact=True)
        why = "Les neuf premiers ont un chiffre à l’arrivée\u00a0; 0 ouvre la liste entière."
        card.add(Text(why, "secondary", "ink2", wrap=True))
        card.add(FlowLine(self.up, self.down))
        card.add(self.list)
        self._closed_title = Text(
            "Motifs fermés\u00a0: les passages d’avant les gardent.", "secondary", "ink2", wrap=True
        )
        card.add(self._closed_title)
        card.add(self.closed)
        self.show_closed((), Discretion(on=False))
        for button, by in ((self.up, -1), (self.down, 1)):
            button.setVisible(self._writable)
            button.clicked.connect(lambda _on=False, by=by: self._move(by))
        return card

    def _wait_card(self, theme: Theme) -> Card:
        card = Card(theme, "Seuils d’attente", "clock")
        self.amber = _minutes(theme, "Ambre à partir de")
        self.red = _minutes(theme, "Rouge à partir de")
        self.red_field = Field(theme, "Rouge à partir de", self.red)
        card.add(even(Field(theme, "Ambre à partir de", self.amber), self.red_field))
        for field in (self.amber, self.red):
            field.setEnabled(self._writable)
            field.spin.valueChanged.connect(self._give_waits)
        return card

    def _district_card(self, theme: Theme) -> Card:
        card = Card(theme, "Quartiers prioritaires (QPV)", "map-pin")
        self.add_district = Button(theme, "Ajouter un quartier", icon="plus", compact=True)
        self.add_district.setVisible(self._writable)
        self.add_district.clicked.connect(self.add_district_asked)
        why = "Liste datée\u00a0: un passage compte avec la liste de son jour. Entrée modifie, Suppr retire."
        card.add(Text(why, "secondary", "ink2", wrap=True))
        # Not at the right of the title: both are too long at 200 %.
        card.add(FlowLine(self.add_district))
        card.add(self.districts)
        return card

    def show_motifs(self, motifs: Sequence[Motif], show: Discretion) -> None:
        """The motifs in use, in their order."""
        self.list.show_rows([(motif.code, motif_row(motif, show)) for motif in motifs])

    def show_closed(self, motifs: Sequence[Motif], show: Discretion) -> None:
        """Those that are no longer offered, each with the way back."""
        rows = [
            (motif.code, replace(motif_row(motif, show), action="Rouvrir", action_icon="refresh")) for motif in motifs
        ]
        self.closed.show_rows(rows)
        for part in (self._closed_title, self.closed):
            part.setVisible(bool(rows))

    def show_waits(self, waits: WaitThresholds) -> None:
        """The thresholds in force, in minutes."""
        for field, minutes in ((self.amber, waits.amber), (self.red, waits.red)):
            field.spin.blockSignals(True)
            field.spin.setValue(minutes)
            field.spin.blockSignals(False)
        self.red_field.clear_message()

    def show_districts(self, districts: Sequence[District], today: dt.date) -> None:
        """The dated list: those in force, then the others; each row is called by its rank in the list."""
        numbered = [(str(rank), one) for rank, one in enumerate(districts)]
        now = [pair for pair in numbered if in_force(pair[1], today)]
        rest = [pair for pair in numbered if not in_force(pair[1], today)]
        rows: list[tuple[str, RowLook]] = []
        for title, part in (("En vigueur aujourd’hui", now), ("Autres dates", rest)):
            if part:
                rows.append((title, RowLook(title, heading=True)))
                rows += [(rank, district_row(one, writable=self._writable)) for rank, one in part]
        self.districts.show_rows(rows)

    def _move(self, by: int) -> None:
        if self.list.current():
            self.moved.emit(self.list.current(), by)

    def _give_waits(self) -> None:
        amber, red = self.amber.value(), self.red.value()
        if amber < red:
            self.red_field.clear_message()
            self.waits_asked.emit(WaitThresholds(amber, red))
        else:
            self.red_field.set_error(BACKWARDS)


def motif_row(motif: Motif, show: Discretion) -> RowLook:
    """A motif with its digit, its precisions and its platform; a setting names no one, so it stays readable."""
    platform = _PLATFORMS[motif.platform]
    tone = platform.colour if show.platform(motif.platform) else "neutral"
    return RowLook(
        motif.label,
        subtitle=" · ".join(motif.precisions),
        lead=str(motif.position) if motif.position else "–",
        icon=motif.icon,
        chips=(ChipLook(platform.label, tone, platform.icon),),
        key="Entrée",
        compact=True,
    )


def district_row(district: District, *, writable: bool) -> RowLook:
    """A district, its days, what is to check, and its way out."""
    chips = (ChipLook(district.note, "warn", "alert-triangle"),) if district.note else ()
    return RowLook(
        district.name,
        beside=district.words(),
        chips=chips,
        action="Retirer" if writable else "",
        compact=True,
    )


def in_force(district: District, day: dt.date) -> bool:
    """Whether it is a priority district on that day."""
    return district.first <= day and (district.last is None or day <= district.last)


def _minutes(theme: Theme, name: str) -> NumberField:
    field = NumberField(theme, name, lowest=1, highest=120)
    field.spin.setKeyboardTracking(False)
    field.spin.setSuffix("\u00a0min")
    return field
