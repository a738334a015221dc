"""Drives the palette: asks for persons, partners and appointments as one types, and hands over what was chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ceis_desk.access.rights import permits
from ceis_desk.agenda.model import DayAppointment
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.ids import Id
from ceis_desk.partners.model import PartnerLine
from ceis_desk.partners.questions import FindPartners
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import Motif
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.ui.shell.pages import Ground
from ceis_desk.ui.shell.palette import Palette
from ceis_desk.ui.shell.palette_rows import (
    Action,
    action_rows,
    appointment_rows,
    name_part,
    need_rows,
    partner_rows,
    person_rows,
)
from ceis_desk.ui.shell.window import Window

_CODED = frozenset({"action", "need", "frein", "motif"})
_FEW = 6
_SHORTEST = 3  # under it, half the directory answers
_NEAR = 4  # the rank of those who only resemble what was typed


class Searcher(QObject):
    """Lives as long as the palette; `chosen` gets a kind (action, person, partner, need, frein…) and a code.

    `notes` are the freins that may be written on the record that is open.
    """

    def __init__(
        self,
        palette: Palette,
        ground: Ground,
        actions: tuple[Action, ...],
        chosen: Callable[[str, object], None],
        notes: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(palette)
        self._palette, self._ground, self._actions, self._chosen = palette, ground, actions, chosen
        self._notes = notes
        self._motifs: tuple[Motif, ...] = ()
        self._directory = permits(ground.actor.roles, FindPartners.needs)
        self._lines: tuple[DayAppointment, ...] = ()
        self._hits: tuple[PersonHit, ...] = ()
        self._partners: tuple[PartnerLine, ...] = ()
        palette.typed.connect(self._search)
        palette.opened.connect(self._open)
        if permits(ground.actor.roles, DayAppointments.needs):
            today = ground.clock().date()
            ground.link.ask(DayAppointments(today), self._take_lines, lambda _: None, key="palette-day")
        if permits(ground.actor.roles, RecordVisit.needs):
            ground.link.ask(AllMotifs(), self._take_motifs, lambda _: None, key="palette-motifs")
        self._show()

    def _search(self, text: str) -> None:
        name = name_part(text)
        if name and permits(self._ground.actor.roles, FindPeople.needs):
            self._ground.link.ask(FindPeople(name, limit=_FEW), self._take_hits, lambda _: None, key="palette")
        else:
            self._hits = ()
        if len(name) >= _SHORTEST and self._directory:
            self._ground.link.ask(FindPartners(name), self._take_partners, lambda _: None, key="palette-partners")
        else:
            self._partners = ()
        self._show()

    def _take_partners(self, lines: tuple[PartnerLine, ...]) -> None:
        if isValid(self._palette):
            self._partners = lines if len(name_part(self._palette.field.text())) >= _SHORTEST else ()
        self._show()

    def _take_motifs(self, motifs: tuple[Motif, ...]) -> None:
        self._motifs = motifs
        self._show()

    def _take_lines(self, lines: tuple[DayAppointment, ...]) -> None:
        self._lines = lines
        self._show()

    def _take_hits(self, hits: tuple[PersonHit, ...]) -> None:
        if isValid(self._palette):
            self._hits = hits if name_part(self._palette.field.text()) else ()
        self._show()

    def _show(self) -> None:
        if not isValid(self._palette):
            return  # closed before its answer came
        text, show = self._palette.field.text(), self._ground.discreet.show
        today = self._ground.clock().date()
        near = tuple(hit for hit in self._hits if hit.rank >= _NEAR)
        sure = tuple(hit for hit in self._hits if hit.rank < _NEAR)
        actions = action_rows(self._actions, text)
        needs = need_rows(self._motifs, text, self._notes, directory=self._directory)
        exact = bool(actions or needs or self._partners)
        # A need, a structure or an action named in full comes before people who only resemble it.
        self._palette.show_rows(
            [
                *appointment_rows(self._lines, text, show),
                *person_rows(sure if exact else self._hits, show, today),
                *needs,
                *partner_rows(self._partners),
                *actions,
                *(person_rows(near, show, today) if exact and not sure else ()),
            ]
        )

    def _open(self, ident: str) -> None:
        kind, _, code = ident.partition(":")
        self._chosen(kind, code if kind in _CODED else self._known(code))

    def _known(self, code: str) -> Id | None:
        known = [hit.id for hit in self._hits]
        known += [line.person_id for line in self._lines if line.person_id is not None]
        known += [line.id for line in self._partners]
        return next((one for one in known if str(one) == code), None)


def open_palette(
    window: Window,
    ground: Ground,
    actions: tuple[Action, ...],
    chosen: Callable[[str, object], None],
    notes: frozenset[str] = frozenset(),
) -> None:
    """Open the palette over the window; it closes, and gives the cursor back, before what was chosen is done."""
    palette = Palette(ground.theme)
    name = "Rechercher une personne, un rendez-vous, un partenaire, une action"
    sheet = window.open_sheet(palette, name, first=palette.field)
    palette.resized.connect(sheet.refit)

    def take(kind: str, code: object) -> None:
        sheet.close_sheet()
        chosen(kind, code)

    Searcher(palette, ground, actions, take, notes)
