"""Under the budget sheet in the settings: the day from which the CCAS applies its formula, and the legal scales."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.site_settings import sound
from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.scales import LivingScale, RsaScale, Scales, SeizureScale
from ceis_desk.platforms.budget.sheet_questions import ReadScales
from ceis_desk.platforms.budget.sheet_settings import LIVING, RULE_ON, SCALES
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.flow_line import FlowLine
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.own_scales import (
    Scale,
    ident_of,
    living_json,
    living_scales,
    own_scales,
    scale_called,
    scales_json,
    with_living,
    with_scale,
    without_living,
    without_scale,
)
from ceis_desk.ui.settings.page import SettingsPage
from ceis_desk.ui.settings.scale_form import NAMES, ScaleForm
from ceis_desk.ui.settings.site_lists import SiteLists
from ceis_desk.ui.settings.site_values import SiteValues, as_json

WHY = (
    "Un calcul prend le barème en vigueur à son jour, et dit sa source. «\u00a0À vérifier\u00a0»\u00a0: personne "
    "ne l’a encore relu sur le texte officiel. Le programme n’a pas de budget de vie courante\u00a0: le CCAS l’ajoute."
)
KEYS = "Entrée ouvre un barème, Espace retire un ajout."
RULE = "Le jour de la délibération\u00a0; il est imprimé sous le reste à vivre."


class BudgetLawView(QWidget):
    """`set_asked` gives the name of a setting and its JSON; scales go out by the name of their row."""

    set_asked = Signal(str, str)
    scale_opened = Signal(str)
    scale_removed = Signal(str)
    add_asked = Signal(object)

    def __init__(self, theme: Theme, clock: Clock, *, writable: bool) -> None:
        super().__init__()
        self._clock, self._writable = clock, writable
        self.rule_on = KeptText(theme, placeholder="01/01/2019")
        self.rule_on.setReadOnly(not writable)
        self.rule_field = Field(theme, "Formule appliquée depuis le", self.rule_on, aside="facultatif", hint=RULE)
        rule = Card(theme, "Délibération", "signature")
        rule.add(self.rule_field)
        self.scales = RowList(theme, "Barèmes", fit=True)
        self.add_seizure = Button(theme, "Ajouter un barème de saisie", icon="plus", compact=True)
        self.add_rsa = Button(theme, "Ajouter un montant du RSA", icon="plus", compact=True)
        self.add_living = Button(theme, "Ajouter un budget de vie courante", icon="plus", compact=True)
        self.setLayout(column(rule, self._scale_card(theme), gap=12))
        self.rule_on.given.connect(self._give_rule)

    def _scale_card(self, theme: Theme) -> Card:
        card = Card(theme, "Barèmes", "file-text")
        card.add(Text(f"{WHY} {KEYS}" if self._writable else WHY, "secondary", "ink2", wrap=True))
        card.add(FlowLine(self.add_seizure, self.add_rsa, self.add_living))
        card.add(self.scales)
        buttons = ((self.add_seizure, SeizureScale), (self.add_rsa, RsaScale), (self.add_living, LivingScale))
        for button, kind in buttons:
            button.setVisible(self._writable)
            button.clicked.connect(lambda _on=False, kind=kind: self.add_asked.emit(kind))
        if self._writable:
            self.scales.opened.connect(self.scale_opened)
            self.scales.acted.connect(self.scale_removed)
        return card

    def show_values(self, values: SiteValues) -> None:
        """What is kept."""
        day = sound(RULE_ON, values.kept.get(RULE_ON))
        self.rule_on.show_words(write_day(dt.date.fromisoformat(day)) if day else "")
        self.rule_field.clear_message()

    def show_scales(self, series: Sequence[Scale], own: Collection[str]) -> None:
        """The series in force, each latest first; those of the site, by their name in `own`, may be taken away."""
        self.scales.show_rows([_scale_row(one, own, writable=self._writable) for one in series])

    def _give_rule(self, words: str) -> None:
        try:
            day = parse_day(words, self._clock().date()) if words else None
        except Refusal as refusal:
            self.rule_field.set_error(refusal.sentence)
        else:
            self.set_asked.emit(RULE_ON, as_json(day.isoformat() if day else None))


class BudgetLawPart:
    """The section at work."""

    def __init__(self, page: SettingsPage, link: StoreLink, clock: Clock, *, writable: bool) -> None:
        self.view = BudgetLawView(page.theme, clock, writable=writable)
        self._page, self._link, self._clock, self._lists = page, link, clock, SiteLists(link)
        self._scales = self._own = Scales((), ())
        self._living: tuple[LivingScale, ...] = ()
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))
        self.view.scale_opened.connect(self._open_called)
        self.view.scale_removed.connect(self._remove)
        self.view.add_asked.connect(lambda kind: self._open(kind, None))

    def read(self) -> None:
        """Read the scales in force."""
        self._link.ask(ReadScales(), self._take, key="settings-scales")

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._lists.know(values)
        self._own, self._living = own_scales(values.kept), living_scales(values.kept)
        self.view.show_values(values)
        self._show_scales()

    def _take(self, scales: Scales) -> None:
        self._scales = scales
        self._show_scales()

    def _show_scales(self) -> None:
        own: tuple[Scale, ...] = (*self._own.seizure, *self._own.rsa, *self._living)
        self.view.show_scales(self._series(), {ident_of(one) for one in own})

    def _series(self) -> tuple[Scale, ...]:
        """All that the list shows, each kind latest first."""
        return (*reversed(self._scales.seizure), *reversed(self._scales.rsa), *reversed(self._living))

    def _open_called(self, ident: str) -> None:
        scale = scale_called(self._series(), ident)
        if scale is not None:
            self._open(type(scale), scale)

    def _open(self, kind: type[Scale], scale: Scale | None) -> None:
        series = [one for one in self._series() if type(one) is kind]
        mine: tuple[Scale, ...] = (*self._own.seizure, *self._own.rsa, *self._living)
        own = scale is not None and scale_called(mine, ident_of(scale)) is not None
        taken = {one.starts for one in series if one is not scale}
        latest = series[0] if series else None
        form = ScaleForm(self._page.theme, self._clock().date(), kind, scale, latest, own=own, taken=taken)
        sheet = self._page.open_sheet(form, f"Barème, {NAMES[kind]}", form.start(), width=620)
        draft = FormDraft(self._link, f"scale:{ident_of(scale) if scale else kind.__name__}", form)
        read = self._lists.read(LIVING if kind is LivingScale else SCALES)

        def close(_change: Change) -> None:
            draft.forget()
            if isValid(sheet):
                sheet.close_sheet()

        def keep(given: Scale) -> None:
            self._lists.save(*self._with(given, scale), close, read)

        form.given.connect(keep)

    def _with(self, given: Scale, former: Scale | None) -> tuple[str, str]:
        if isinstance(given, LivingScale):
            return LIVING, living_json(with_living(self._living, given, former))
        law = None if isinstance(former, LivingScale) else former
        return SCALES, scales_json(with_scale(self._own, given, law))

    def _remove(self, ident: str) -> None:
        scale = scale_called((*self._own.seizure, *self._own.rsa, *self._living), ident)
        if isinstance(scale, LivingScale):
            self._lists.save(LIVING, living_json(without_living(self._living, scale)))
        elif scale is not None:
            self._lists.save(SCALES, scales_json(without_scale(self._own, scale)))


def _scale_row(one: Scale, own: Collection[str], *, writable: bool) -> tuple[str, RowLook]:
    seen = ChipLook("vérifié", "success", "check") if one.verified else ChipLook("à vérifier", "warn")
    ours = ident_of(one) in own
    look = RowLook(
        f"{NAMES[type(one)]} depuis le {write_day(one.starts)}",
        subtitle=f"ajouté ici\u00a0: {one.source}" if ours else one.source,
        icon="file-text",
        chips=(seen,),
        action="Retirer" if ours and writable else "",
        action_icon="trash" if ours and writable else "",
    )
    return ident_of(one), look
