"""The desks of the site as cards: where each stands, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.ids import Id
from ceis_desk.exchange.model import DeskLine, DeskState
from ceis_desk.ui.kit.buttons import IconButton
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.text import Icon, IconTile, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.exchange_words import desk_chip, received, sent

_WARNED = (DeskState.MISSING, DeskState.SILENT)


class DeskCard(Card):
    """One desk; `opened` asks for its mark and what may be done with it."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._tile = IconTile(theme, "device-desktop")
        self.name, self._agent = Text("", "strong", wrap=True), Text("", "hint", "ink2", wrap=True)
        self._chip = Chip(theme, "")
        self.more = IconButton(theme, "dots", "Ce poste", kind="quiet", compact=True)
        self.more.clicked.connect(self.opened)
        self._received, self._sent = Text("", "hint", "ink2"), Text("", "hint", "ink2")
        self._got = Icon(theme, "arrow-down", "ink2", 16)
        self._trouble = Notice(theme, "", icon="info-circle")
        top = row(gap=12)
        top.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(column(self.name, self._agent, gap=0), 1)
        top.addWidget(self._chip)
        top.addWidget(self.more)
        moments = QWidget()
        moments.setLayout(
            Flow(_side(self._got, self._received), _side(Icon(theme, "arrow-up", "ink2", 16), self._sent), gap=18)
        )
        for part in (top, moments, self._trouble):
            self.add(part)
        self.layout().setContentsMargins(12, 8, 8, 8)  # type: ignore[union-attr]  # a card has its layout
        self.body.setSpacing(6)

    def show_desk(self, desk: DeskLine, now: dt.datetime) -> None:
        """Where it stands."""
        name = f"{desk.name}, ce poste" if desk.own else desk.name
        self.name.setText(name)
        self._agent.setText(desk.agent)
        self._agent.setVisible(bool(desk.agent))
        look = desk_chip(desk)
        self._chip.show_look(look)
        self._tile.set_icon("device-desktop", "warn" if desk.state in _WARNED else "primary")
        self._got.set_icon("arrow-up" if desk.own else "arrow-down", "ink2")
        self._received.setText(received(desk, now))
        self._sent.setText(sent(desk, now))
        self._trouble.words.setText(desk.missing)
        self._trouble.setVisible(bool(desk.missing))
        self.set_kind("primary" if desk.own else "plain")
        self.more.rename(f"Marque et actions, {name}")
        self.setAccessibleName(f"{name}, {look.words}")
        self.setAccessibleDescription(f"{self._received.text()}, {self._sent.text()}. {desk.missing}".rstrip())


class DeskList(QWidget):
    """Cards kept from one reading to the next, so that the cursor stays where it is; `opened` gives the id."""

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = column(gap=8)
        self.cards: dict[Id, DeskCard] = {}
        self.setLayout(self._lines)

    def show_desks(self, desks: Sequence[DeskLine], now: dt.datetime) -> None:
        """This desk first, then the others in the order given."""
        ordered = sorted(desks, key=lambda desk: not desk.own)
        if [desk.id for desk in ordered] != list(self.cards):
            self._arrange([desk.id for desk in ordered])
        for desk in ordered:
            self.cards[desk.id].show_desk(desk, now)

    def _arrange(self, ids: list[Id]) -> None:
        for gone in [ident for ident in self.cards if ident not in ids]:
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        cards = {ident: self.cards.get(ident) or self._card(ident) for ident in ids}
        before: QWidget | None = None
        for at, card in enumerate(cards.values()):
            self._lines.removeWidget(card)
            self._lines.insertWidget(at, card)
            if before is not None:
                QWidget.setTabOrder(before, card.more)
            before = card.more
        self.cards = cards

    def _card(self, ident: Id) -> DeskCard:
        card = DeskCard(self._theme)
        card.opened.connect(lambda: self.opened.emit(ident))
        return card


def _side(icon: Icon, words: Text) -> QWidget:
    held = QWidget()
    held.setLayout(row(icon, words, gap=6))
    return held
