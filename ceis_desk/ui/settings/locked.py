"""A section that the account may not open: it says so, and whom to ask."""

from __future__ import annotations

from ceis_desk.ui.kit.empty import EmptyState
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.page import SectionView


class LockedView(SectionView):
    """One sentence and a lock."""

    def __init__(self, theme: Theme, sentence: str) -> None:
        super().__init__()
        card = Card(theme)
        card.add(EmptyState(theme, sentence, icon="lock"))
        self.setLayout(column(card, None))
