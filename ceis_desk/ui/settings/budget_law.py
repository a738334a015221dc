"""Under the budget sheet in the settings: the day from which the CCAS applies its formula, the scales to be checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.site_settings import sound
from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.scales import Scales
from ceis_desk.platforms.budget.sheet_questions import ReadScales
from ceis_desk.platforms.budget.sheet_settings import RULE_ON
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.site_values import SiteValues, as_json

SCALES = "Ceux du programme, avec leur source\u00a0: «\u00a0à vérifier\u00a0» tant que personne ne les a relus."
RULE = "Le jour de la délibération\u00a0; il est imprimé sous le reste à vivre."


class BudgetLawView(QWidget):
    """`set_asked` gives the name of a setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, theme: Theme, clock: Clock, *, writable: bool) -> None:
        super().__init__()
        self._clock = clock
        self.rule_on = KeptText(theme, placeholder="01/01/2019")
        self.rule_on.setReadOnly(not writable)
        self.rule_field = Field(theme, "Formule appliquée depuis le", self.rule_on, aside="facultatif", hint=RULE)
        rule, scales = Card(theme, "Délibération", "signature"), Card(theme, "Barèmes", "file-text")
        rule.add(self.rule_field)
        self.scales = RowList(theme, "Barèmes", fit=True)
        scales.add(Text(SCALES, "secondary", "ink2", wrap=True))
        scales.add(self.scales)
        self.setLayout(column(rule, scales, gap=12))
        self.rule_on.given.connect(self._give_rule)

    def show_values(self, values: SiteValues) -> None:
        """What is kept."""
        day = sound(RULE_ON, values.kept.get(RULE_ON))
        self.rule_on.show_words(write_day(dt.date.fromisoformat(day)) if day else "")
        self.rule_field.clear_message()

    def show_scales(self, scales: Scales) -> None:
        """The series known to the program, latest first."""
        self.scales.show_rows(list(_scale_rows(scales)))

    def _give_rule(self, words: str) -> None:
        try:
            day = parse_day(words, self._clock().date()) if words else None
        except Refusal as refusal:
            self.rule_field.set_error(refusal.sentence)
        else:
            self.set_asked.emit(RULE_ON, as_json(day.isoformat() if day else None))


class BudgetLawPart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, clock: Clock, *, writable: bool) -> None:
        self.view, self._link = BudgetLawView(theme, clock, writable=writable), link
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))

    def read(self) -> None:
        """Read the scales in force."""
        self._link.ask(ReadScales(), self.view.show_scales, key="settings-scales")


def _scale_rows(scales: Scales) -> Iterator[tuple[str, RowLook]]:
    series = [("Saisie des rémunérations", one.starts, one.verified, one.source) for one in scales.seizure]
    series += [("RSA", one.starts, one.verified, one.source) for one in scales.rsa]
    for name, starts, verified, source in sorted(series, key=lambda one: (one[0], one[1]), reverse=True):
        seen = ChipLook("vérifié", "success", "check") if verified else ChipLook("à vérifier", "warn")
        title = f"{name} depuis le {write_day(starts)}"
        yield f"{name} {starts}", RowLook(title, subtitle=source, icon="file-text", chips=(seen,))
