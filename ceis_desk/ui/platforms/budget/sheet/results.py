"""The right column: what is left and why, what could change it, what to check."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ceis_desk.platforms.budget.sheet_checks import Hint
from ceis_desk.ui.kit.charts import Draw
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.painting import LEFT, RIGHT
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet.levers_card import LeversCard
from ceis_desk.ui.platforms.budget.sheet.pictures import SmallPicture
from ceis_desk.ui.platforms.budget.sheet.quiet import QuietText

_SET, _NOT_SET = "seuils du CCAS", "seuils à confirmer"

_EXAMPLE = "Aucun texte ne fixe ces seuils\u00a0: ceux-ci sont un exemple, le CCAS règle les siens."


class GaugeCard(Card):
    """The gauge, what is left each month, and how it went since the sheet before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Reste à vivre", "gauge")
        self.month = QuietText(theme, 160, 15, 600, "violet", RIGHT)
        self.right.addWidget(self.month)
        self.picture = SmallPicture(theme, "Reste à vivre", self.right, 158)
        self.trend_icon = Icon(theme, "trending-up", "success", 18)
        self.trend = QuietText(theme, 190, 14, 600, "ink", LEFT)
        self.thresholds = Text("", "hint", "ink2")
        self.body.setSpacing(4)
        self.add(self.picture, 1)
        self.add(row(self.trend_icon, self.trend, None, self.thresholds, gap=6))

    def show_gauge(self, draw: Draw, month: str, trend: tuple[str, str], *, own: bool) -> None:
        """Show a gauge; `trend` is its words and its icon."""
        words, icon = trend
        self.picture.show_draw(draw)
        self.month.show_words(month)
        tone = {"trending-up": "success", "trending-down": "danger"}.get(icon, "ink2")
        self.trend.show_words(words, tone)
        self.trend_icon.setVisible(bool(icon))
        if icon:
            self.trend_icon.set_icon(icon, tone)
        self.thresholds.setText(_SET if own else _NOT_SET)
        self.thresholds.setToolTip("Réglés par le CCAS." if own else _EXAMPLE)


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
        self.setVisible(bool(hints))
        while len(self._texts) < len(hints):
            self._texts.append(Text("", "secondary", "ink", wrap=True))
            self.add(self._texts[-1])
        for text, hint in zip(self._texts, hints, strict=False):
            text.setText(hint.text)
            text.set_tone("danger" if hint.urgent else "ink")
        for rank, text in enumerate(self._texts):
            text.setVisible(rank < len(hints))
            if rank >= len(hints):
                text.setText("")

    def words(self) -> list[str]:
        """The hints as shown."""
        return [one.text() for one in self._texts if one.text()]


class Results(QWidget):
    """The cards of the right column, in reading order."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.gauge = GaugeCard(theme)
        why = Card(theme, "D’où vient-il ?", "chart-bar")
        self.waterfall = SmallPicture(theme, "D’où vient le reste à vivre", why.right, 108)
        self.formula = Text("", "hint", "ink2", wrap=True)
        why.add(self.waterfall, 1)
        why.add(self.formula)
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
