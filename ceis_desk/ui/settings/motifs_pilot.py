"""Turns what is done to motifs, thresholds and districts into gestures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.core.clock import Clock
from ceis_desk.core.store import Change, Gesture
from ceis_desk.reception.gestures import OrderMotifs, SetMotif
from ceis_desk.reception.model import Motif
from ceis_desk.reception.questions import AllMotifs, ClosedMotifs
from ceis_desk.reception.rules import WaitThresholds
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.settings.district_form import DistrictForm
from ceis_desk.ui.settings.motif_form import MotifForm
from ceis_desk.ui.settings.motif_order import DIGITS, moved
from ceis_desk.ui.settings.motifs import MotifsView
from ceis_desk.ui.settings.page import SettingsPage
from ceis_desk.ui.settings.site_lists import SiteLists
from ceis_desk.ui.settings.site_values import District, SiteValues, as_json, districts_json

DISTRICTS = "qpv_list"


class MotifsPart(QObject):
    """The section at work."""

    def __init__(
        self, page: SettingsPage, link: StoreLink, discreet: Discreet, clock: Clock, *, writable: bool
    ) -> None:
        super().__init__(page)
        self._page, self._link, self._discreet, self._clock, self._writable = page, link, discreet, clock, writable
        self._motifs: tuple[Motif, ...] = ()
        self._closed: tuple[Motif, ...] = ()
        self._districts: tuple[District, ...] = ()
        self._lists = SiteLists(link)
        self.view = view = MotifsView(page.theme, writable=writable)
        view.moved.connect(self._move)
        view.motif_opened.connect(self._open_motif)
        view.motif_reopened.connect(self._reopen)
        view.add_motif_asked.connect(lambda: self._open_motif(""))
        view.waits_asked.connect(self._set_waits)
        view.district_opened.connect(self._open_district)
        view.add_district_asked.connect(lambda: self._open_district(""))
        view.district_removed.connect(self._remove_district)
        discreet.changed.connect(self._render)

    def read(self) -> None:
        """Ask for the motifs."""
        self._link.ask(AllMotifs(), self._take, key="settings-motifs")
        if self._writable:
            self._link.ask(ClosedMotifs(), self._take_closed, key="settings-closed-motifs")

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._lists.know(values)
        self._districts = values.districts
        self.view.show_waits(values.thresholds)
        self.view.show_districts(values.districts, self._clock().date())

    def _take(self, motifs: tuple[Motif, ...]) -> None:
        self._motifs = motifs
        self._render()

    def _take_closed(self, motifs: tuple[Motif, ...]) -> None:
        self._closed = motifs
        self._render()

    def _render(self) -> None:
        self.view.show_motifs(self._motifs, self._discreet.show)
        self.view.show_closed(self._closed, self._discreet.show)

    def _move(self, code: str, by: int) -> None:
        codes = moved(self._motifs, code, by)
        if codes is not None:
            self._link.do(OrderMotifs(codes))

    def _open_motif(self, code: str) -> None:
        motif = next((one for one in self._motifs if one.code == code), None)
        form = MotifForm(self._page.theme, motif, self._free_digit())
        sheet = self._page.open_sheet(form, "Motif", form.label, width=660)
        draft = FormDraft(self._link, f"motif:{code}", form)
        form.given.connect(lambda gesture: self._do(gesture, sheet, draft))

    def _free_digit(self) -> int:
        taken = {one.position for one in self._motifs}
        return next((digit for digit in range(1, DIGITS + 1) if digit not in taken), 0)

    def _reopen(self, code: str) -> None:
        """Offer a closed motif again as it was, on the first free digit."""
        motif = next((one for one in self._closed if one.code == code), None)
        if motif is not None:
            self._link.do(
                SetMotif(
                    label=motif.label,
                    platform=motif.platform,
                    position=self._free_digit(),
                    icon=motif.icon,
                    precisions=motif.precisions,
                    code=motif.code,
                    clock=motif.clock,
                )
            )

    def _set_waits(self, waits: WaitThresholds) -> None:
        self._link.do(SetSiteSetting("wait_thresholds", as_json(asdict(waits))))

    def _open_district(self, rank: str) -> None:
        district = self._districts[int(rank)] if rank else None
        form = DistrictForm(self._page.theme, self._clock().date(), district)
        sheet = self._page.open_sheet(form, "Quartier prioritaire", form.name, width=520)
        draft = FormDraft(self._link, f"district:{district.name if district else ''}", form)
        read = self._lists.read(DISTRICTS)

        def take(given: District) -> None:
            others = [one for one in self._districts if one != district]
            self._lists.save(DISTRICTS, districts_json([*others, given]), _closing(sheet, draft), read)

        form.given.connect(take)

    def _remove_district(self, rank: str) -> None:
        others = [one for at, one in enumerate(self._districts) if str(at) != rank]
        self._lists.save(DISTRICTS, districts_json(others))

    def _do(self, gesture: Gesture, sheet: Sheet, draft: FormDraft) -> None:
        self._link.do(gesture, _closing(sheet, draft))


def _closing(sheet: Sheet, draft: FormDraft) -> Callable[[Change], None]:
    """What is saved is no draft any more, and its form goes."""

    def close(_change: Change) -> None:
        draft.forget()
        if isValid(sheet):
            sheet.close_sheet()

    return close
