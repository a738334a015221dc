"""The whole person: her own words, how she sees herself, what was shared of her; passive cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.parcours.own_words import OwnWords
from ceis_desk.parcours.self_assessment import OwnScale, SelfAssessment
from ceis_desk.parcours.sharing import Share
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.list_part import ListPart
from ceis_desk.ui.parcours.whole_rows import again_words, assessment_rows, change_words, share_row, words_row

NO_WORDS = "Rien n’est encore noté de ce que la personne dit d’elle-même."
NO_ASSESSMENT = "La personne n’a pas encore répondu à l’échelle du CEIS."
NO_SHARE = "Rien n’a été partagé avec un autre service."


class WholePart(QWidget):
    """Three cards; each signal gives the id of what is opened or printed, empty for a new one."""

    words_asked = Signal(str)
    scale_asked = Signal(str)
    share_asked = Signal(str)
    share_printed = Signal(str)

    def __init__(self, theme: Theme, roles: frozenset[Role]) -> None:
        super().__init__()
        self._theme = theme
        self.words = ListPart(theme, "Ses mots", "message", NO_WORDS)
        self.scale = ListPart(theme, "Comment la personne se voit", "mood-smile", NO_ASSESSMENT)
        self.shares = ListPart(theme, "Partages", "arrow-right", NO_SHARE)
        self.change = Text("", "secondary", "ink2", wrap=True)
        self.cards = (self.words, self.scale, self.shares)
        self.scale.body.insertWidget(0, self.change)
        self.setLayout(column(*self.cards, gap=12))
        writes, shares = (may(roles, Thing.SITUATION, level) for level in (Level.WRITE, Level.READ))
        self._offer(self.words, "Noter ses mots", self.words_asked, offered=writes)
        self._offer(self.scale, "Faire répondre", self.scale_asked, offered=writes)
        self._offer(self.shares, "Noter un partage", self.share_asked, offered=shares)

    def _offer(self, card: ListPart, words: str, asked: SignalInstance, *, offered: bool) -> None:
        """A button that begins a new one, and rows that open: for those who may write it."""
        if not offered:
            return
        button = Button(self._theme, words, icon="plus", compact=True)
        button.clicked.connect(lambda: asked.emit(""))
        card.right.addWidget(button)
        card.rows.opened.connect(asked)

    def show_words(self, words: Sequence[OwnWords], today: dt.date, show: Discretion) -> None:
        """What she says of herself."""
        self.words.show_rows([(str(one.id), words_row(one, today, show)) for one in words])

    def show_scale(
        self, assessments: Sequence[SelfAssessment], scale: OwnScale, today: dt.date, show: Discretion
    ) -> None:
        """Her answers, and how they moved or when to ask again."""
        self.scale.show_rows(assessment_rows(assessments, scale, today, show))
        moved = change_words(assessments)
        said = f"De la première à la dernière fois\u00a0: {moved}." if moved else again_words(assessments, today)
        self.change.setText(said)
        self.change.setVisible(bool(said))

    def show_shares(self, shares: Sequence[Share], today: dt.date, show: Discretion) -> None:
        """What was passed on of her."""
        self.shares.show_rows([(str(one.id), share_row(one, today, show)) for one in shares])
