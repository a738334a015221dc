"""The right column: what is left and why, what could change it, what to check."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ceis_desk.platforms.budget.sheet_checks import Hint
from ceis_desk.ui.kit.charts import Draw
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet.levers_card import LeversCard
from ceis_desk.ui.platforms.budget.sheet.pictures import SmallPicture

_SET, _NOT_SET = "seuils réglés par le CCAS", "seuils à confirmer par le CCAS"


class GaugeCard(Card):
    """The gauge, what is left each month, and how it went since the sheet before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Reste à vivre", "gauge")
        self.month = Text("", "strong", "violet")
        self.right.addWidget(self.month)
        self.picture = SmallPicture(theme, "Reste à vivre", self.right, 176)
        self.trend_icon = Icon(theme, "trending-up", "success", 18)
        self.trend = Text("", "label", "ink")
        self.thresholds = Text("", "hint", "ink2")
        self.body.setSpacing(4)
        self.add(self.picture, 1)
        self.add(row(self.trend_icon, self.trend, None, self.thresholds, gap=6))

    def show_gauge(self, draw: Draw, month: str, trend: tuple[str, str], *, own: bool) -> None:
        """Show a gauge; `trend` is its words and its icon."""
        words, icon = trend
        self.picture.show_draw(draw)
        self.month.setText(month)
        self.trend.setText(words)
        tone = {"trending-up": "success", "trending-down": "danger"}.get(icon, "ink2")
        self.trend.set_tone(tone)
        self.trend_icon.setVisible(bool(icon))
        if icon:
            self.trend_icon.set_icon(icon, tone)
        self.thresholds.setText(_SET if own else _NOT_SET)


class HintsCard(Card):
    """What deserves to be checked with the household."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "À vérifier ensemble", "alert-triangle", kind="warn")
        self._theme = theme
        self.title.set_tone("warn")
        self._texts: list[Text] = []
        self.hide()

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show the hints, what spoils the figures first."""
        said = [hint.text for hint in hints]
        self.setVisible(bool(said))
        if said == [one.text() for one in self._texts]:
            return
        for former in self._texts:
            self.body.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._texts = [Text(hint.text, "secondary", "danger" if hint.urgent else "ink", wrap=True) for hint in hints]
        for text in self._texts:
            self.add(text)

    def words(self) -> list[str]:
        """The hints as shown."""
        return [one.text() for one in self._texts]


class Results(QWidget):
    """The cards of the right column, in reading order."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.gauge = GaugeCard(theme)
        why = Card(theme, "D’où vient-il ?", "chart-bar")
        self.waterfall = SmallPicture(theme, "D’où vient le reste à vivre", why.right, 122)
        why.add(self.waterfall, 1)
        self.levers = LeversCard(theme)
        self.debts_card = Card(theme, "Ce qui reste dû", "receipt")
        self.debts = SmallPicture(theme, "Ce qui reste dû", self.debts_card.right, 150)
        self.debts_card.add(self.debts, 1)
        self.cards: tuple[QWidget, ...] = (self.gauge, why, self.levers, self.debts_card)
        self.setLayout(column(*self.cards, None, gap=10))

    def show_debts(self, draw: Draw | None) -> None:
        """Show how what is owed went; nothing where nothing was ever owed."""
        self.debts_card.setVisible(draw is not None)
        if draw is not None:
            self.debts.show_draw(draw)
