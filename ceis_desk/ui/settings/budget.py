"""« Budget »: by what the reste à vivre is divided, its gauge, the day of the rule, and the scales to be checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import Signal

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.site_settings import sound
from ceis_desk.core.amounts import parse_amount, write_amount
from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.ratios import Divisor
from ceis_desk.platforms.budget.scales import Scales
from ceis_desk.platforms.budget.sheet_questions import ReadScales
from ceis_desk.platforms.budget.sheet_settings import DEFAULT_THRESHOLDS, DIVISOR, RULE_ON, THRESHOLDS
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, even
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import SiteValues, as_json

WHY = "Une fiche déjà commencée garde les réglages de son jour\u00a0: les nouvelles prennent ceux-ci."
WRONG_ORDER = "Le premier seuil est plus petit que le second, et plus grand que zéro. Le texte est gardé, corrigez-le."
SCALES = "Ceux du programme, avec leur source\u00a0: «\u00a0à vérifier\u00a0» tant que personne ne les a relus."


class BudgetView(SectionView):
    """`set_asked` gives the name of a setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, theme: Theme, clock: Clock, *, writable: bool) -> None:
        super().__init__()
        self._clock = clock
        self.divisor = ComboBox(theme, tuple((one.value, one.label) for one in Divisor))
        self.divisor.setEnabled(writable)
        self.low, self.high = KeptText(theme, placeholder="7,00"), KeptText(theme, placeholder="10,00")
        self.rule_on = KeptText(theme, placeholder="01/01/2019")
        self.low_field = Field(theme, "Jauge rouge en dessous de", self.low, hint="En euros par jour.")
        self.rule_field = Field(
            theme,
            "Formule appliquée depuis le",
            self.rule_on,
            aside="facultatif",
            hint="Le jour de la délibération\u00a0; il est imprimé sous le reste à vivre.",
        )
        high = Field(theme, "Jauge verte à partir de", self.high, hint="En euros par jour.")
        living = Card(theme, "Reste à vivre", "pig")
        living.add(Text(WHY, "secondary", "ink2", wrap=True))
        living.add(even(Field(theme, "Reste à vivre divisé", self.divisor), self.rule_field))
        living.add(even(self.low_field, high))
        scales = Card(theme, "Barèmes", "file-text")
        self.scales = RowList(theme, "Barèmes", fit=True)
        scales.add(Text(SCALES, "secondary", "ink2", wrap=True))
        scales.add(self.scales)
        self.setLayout(column(living, scales, None, gap=12))
        for field in (self.low, self.high, self.rule_on):
            field.setReadOnly(not writable)
        self.divisor.activated.connect(lambda _at: self.set_asked.emit(DIVISOR, as_json(self.divisor.value())))
        self.low.given.connect(lambda _words: self._give_gauge())
        self.high.given.connect(lambda _words: self._give_gauge())
        self.rule_on.given.connect(self._give_rule)

    def show_values(self, values: SiteValues) -> None:
        """What is kept, or what is in force while nothing is."""
        kept = values.kept
        self.divisor.set_value(sound(DIVISOR, kept.get(DIVISOR)) or Divisor.PERSONS.value)
        usual = {"low": DEFAULT_THRESHOLDS.low, "high": DEFAULT_THRESHOLDS.high}
        gauge = sound(THRESHOLDS, kept.get(THRESHOLDS)) or usual
        self.low.show_words(write_amount(gauge["low"]))
        self.high.show_words(write_amount(gauge["high"]))
        day = sound(RULE_ON, kept.get(RULE_ON))
        self.rule_on.show_words(write_day(dt.date.fromisoformat(day)) if day else "")
        for field in (self.low_field, self.rule_field):
            field.clear_message()

    def show_scales(self, scales: Scales) -> None:
        """The series known to the program, latest first."""
        self.scales.show_rows(list(_scale_rows(scales)))

    def _give_gauge(self) -> None:
        try:
            low, high = parse_amount(self.low.text()), parse_amount(self.high.text())
            if not 0 < low < high:
                raise Refusal(WRONG_ORDER)
        except Refusal as refusal:
            self.low_field.set_error(refusal.sentence)
        else:
            self.low_field.clear_message()
            self.set_asked.emit(THRESHOLDS, as_json({"low": low, "high": high}))

    def _give_rule(self, words: str) -> None:
        try:
            day = parse_day(words, self._clock().date()) if words else None
        except Refusal as refusal:
            self.rule_field.set_error(refusal.sentence)
        else:
            self.set_asked.emit(RULE_ON, as_json(day.isoformat() if day else None))


class BudgetPart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, clock: Clock, *, writable: bool) -> None:
        self.view, self._link = BudgetView(theme, clock, writable=writable), link
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))

    def read(self) -> None:
        """Read the scales in force."""
        self._link.ask(ReadScales(), self.view.show_scales, key="settings-scales")

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self.view.show_values(values)


def _scale_rows(scales: Scales) -> Iterator[tuple[str, RowLook]]:
    series = [("Saisie des rémunérations", one.starts, one.verified, one.source) for one in scales.seizure]
    series += [("RSA", one.starts, one.verified, one.source) for one in scales.rsa]
    for name, starts, verified, source in sorted(series, key=lambda one: (one[0], one[1]), reverse=True):
        seen = ChipLook("vérifié", "success", "check") if verified else ChipLook("à vérifier", "warn")
        title = f"{name} depuis le {write_day(starts)}"
        yield f"{name} {starts}", RowLook(title, subtitle=source, icon="file-text", chips=(seen,))
