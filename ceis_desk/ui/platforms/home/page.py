"""« Plateformes »: one card a platform, side by side as the room allows, walked by the arrows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.access.questions import StaffMember
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, IconTile, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.home.today import Today
from ceis_desk.ui.platforms.home.ways import Way, whom_to_ask

_CARD, _MOST_ACROSS, _GAP = 330, 3, 14
_HIDDEN_ICON = "layout-grid"
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class WayButton(Button):
    """The button of a card; the arrows go to the next card."""

    stepped = Signal(int, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.stepped.emit(*step)
        else:
            super().keyPressEvent(event)


class PlatformCard(Card):
    """A platform: its icon and its name, what it expects today, the way in; a lock and whom to ask when it is not open.

    Passive: what it is given is all that it knows.
    """

    def __init__(self, theme: Theme, way: Way) -> None:
        super().__init__(theme)
        self.way = way
        self.setAccessibleName(way.label)
        self.icon = IconTile(theme, way.icon, way.tone, 44)
        head = row(self.icon, Text(way.label, "card"), None, gap=12)
        if way.locked:
            head.addWidget(Icon(theme, "lock", "warn", 18))
        self.expected = Text("", "figure")
        self.unit = Text("", "secondary", "ink2")
        self.lines = Text("", "secondary", "ink2", wrap=True)
        self.what = Text(way.what, "hint", "ink3", wrap=True)
        self.ask = Text("", "hint_strong", "ink", wrap=True)
        self.button = WayButton(theme, way.verb, kind="plain" if way.locked else "tinted", icon="arrow-right")
        self.add(head)
        self.add(row(self.expected, self.unit, None, gap=8))
        for part in (self.lines, self.what, self.ask):
            self.add(part)
        self.body.addStretch(1)
        self.add(row(self.button, None))
        # Once they have their place: a part shown before is a window of its own for an instant.
        self.ask.setVisible(way.locked)
        for part in (self.expected, self.unit, self.lines):
            part.setVisible(way.counts)

    def show_today(self, today: Today) -> None:
        """What is expected today."""
        self.expected.setText(str(today.expected))
        self.unit.setText("arrivée attendue" if today.expected <= 1 else "arrivées attendues")
        self.lines.setText("\n".join(today.lines))
        self._speak()

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """Name whom to ask."""
        if self.way.locked:
            self.ask.setText(whom_to_ask(self.way, staff))
            self._speak()

    def show_look(self, show: Discretion) -> None:
        """Nothing tells a platform from another but its words while the screen is discreet."""
        shown = show.platform(self.way.code)
        self.icon.set_icon(self.way.icon if shown else _HIDDEN_ICON, self.way.tone if shown else "neutral")

    def _speak(self) -> None:
        """All that the card says, on the button that has the cursor."""
        counted = f"{self.expected.text()} {self.unit.text()}" if self.way.counts else ""
        said = (self.way.label, counted, self.lines.text().replace("\n", ", "), self.ask.text())
        self.button.setAccessibleDescription(". ".join(words.rstrip(".") for words in said if words))


class HomePage(QWidget):
    """`opened` gives the code of a card."""

    opened = Signal(str)

    def __init__(self, theme: Theme, ways: tuple[Way, ...]) -> None:
        super().__init__()
        self._theme, self._across, self._chosen = theme, 0, 0
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards = tuple(PlatformCard(theme, way) for way in ways)
        self.day = Text("", "body", "ink2")
        self.inside = QWidget()
        self._grid = QGridLayout(self.inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for at, card in enumerate(self.cards):
            card.button.clicked.connect(lambda _on=False, at=at: self._open(at))
            card.button.stepped.connect(lambda dx, dy, at=at: self._step(at, dx, dy))
        head = row(Text("Plateformes", "title"), self.day, None, gap=14)
        body = column(FollowScroll(self.inside), gap=0)
        self.setLayout(column(head, body, gap=14, margins=(20, 14, 20, 16)))
        self._lay(_MOST_ACROSS)
        theme.changed.connect(self._fit)

    def show_day(self, day: str, todays: Mapping[str, Today]) -> None:
        """The day in words, and what each platform expects."""
        self.day.setText(day)
        for card in self.cards:
            if card.way.code in todays and card.way.counts:
                card.show_today(todays[card.way.code])

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """Name whom to ask on the locked cards."""
        for card in self.cards:
            card.show_staff(staff)

    def show_look(self, show: Discretion) -> None:
        """Icons and colours, or none of them."""
        for card in self.cards:
            card.show_look(show)

    def areas(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return self.cards

    def start(self) -> None:
        """The cursor on the card left last."""
        if self.cards:
            self.cards[self._chosen].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open(self, at: int) -> None:
        self._chosen = at
        self.opened.emit(self.cards[at].way.code)

    def _step(self, at: int, dx: int, dy: int) -> None:
        wanted = at + dx + dy * self._across
        if 0 <= wanted < len(self.cards):
            self.cards[wanted].button.setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        across = max(1, min(_MOST_ACROSS, self.width() // self._theme.px(_CARD)))
        if across != self._across:
            self._lay(across)

    def _lay(self, across: int) -> None:
        for at in range(max(self._across, across)):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        for card in self.cards:
            self._grid.removeWidget(card)
        self._across = across
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // across, at % across)
        self._grid.setRowStretch(len(self.cards) // across + 1, 1)
