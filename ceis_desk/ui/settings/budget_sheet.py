"""Budget sheet: by what the reste à vivre is divided, and where the gauge changes its word."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.core.amounts import parse_amount, write_amount
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.ratios import Divisor
from ceis_desk.platforms.budget.sheet_settings import DEFAULT_THRESHOLDS, DIVISOR, THRESHOLDS
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, even, row
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import SiteValues, as_json

ORDER = "Le premier seuil est plus petit que le second, et plus grand que zéro. Le texte est gardé, corrigez-le."
_WHY = (
    "Aucun texte ne définit le reste à vivre\u00a0: le CCAS choisit. Une fiche garde le diviseur et les seuils du jour "
    "où elle a été commencée, et les imprime."
)
_EXAMPLE = "Exemple du programme tant que le CCAS n’a rien réglé\u00a0: l’écran dit «\u00a0seuils à confirmer\u00a0»."


class BudgetSheetView(SectionView):
    """`set_asked` gives the name of a setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        choices = tuple((one.value, one.label.removeprefix("par ")) for one in Divisor)
        self.divisor = Segmented(theme, "Reste à vivre divisé par", choices)
        self.divisor.setEnabled(writable)
        self.low, self.high = KeptText(theme), KeptText(theme)
        self.low_field = Field(theme, "Fragile en dessous de", self.low, aside="par jour")
        high = Field(theme, "Équilibré à partir de", self.high, aside="par jour")
        self.state = Text(_EXAMPLE, "hint", "warn", wrap=True)
        card = Card(theme, "Reste à vivre", "gauge")
        card.add(Text(_WHY, "secondary", "ink2", wrap=True))
        card.add(row(Text("Divisé par", "label", "ink2"), self.divisor, None, gap=10))
        card.add(even(self.low_field, high))
        card.add(self.state)
        self._parts = column(card, None, gap=12)
        self.setLayout(self._parts)
        self.divisor.chosen.connect(lambda code: self.set_asked.emit(DIVISOR, as_json(code)))
        for field in (self.low, self.high):
            field.given.connect(lambda _words: self._give())
            field.setReadOnly(not writable)

    def add(self, more: QWidget) -> None:
        """Put other cards of the section below."""
        self._parts.insertWidget(1, more)

    def show_values(self, values: SiteValues) -> None:
        """What is kept."""
        low, high = values.gauge or (DEFAULT_THRESHOLDS.low, DEFAULT_THRESHOLDS.high)
        self.divisor.set_value(values.divisor)
        self.low.show_words(write_amount(low))
        self.high.show_words(write_amount(high))
        self.state.setVisible(values.gauge is None)
        self.low_field.clear_message()

    def _give(self) -> None:
        try:
            low, high = parse_amount(self.low.text()), parse_amount(self.high.text())
            if not 0 < low < high:
                raise Refusal(ORDER)
        except Refusal as refusal:
            self.low_field.set_error(refusal.sentence)
        else:
            self.low_field.clear_message()
            self.set_asked.emit(THRESHOLDS, as_json({"low": low, "high": high}))


class BudgetSheetPart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, *, writable: bool) -> None:
        self.view = BudgetSheetView(theme, writable=writable)
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))
