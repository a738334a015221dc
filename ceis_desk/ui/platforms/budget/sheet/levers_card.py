"""« Et si… ? »: switches whose effect on the reste à vivre shows at once, kept with the sheet only when asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.painting import RIGHT, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

NOTHING = "Rien à proposer sur ces lignes."


class Switch(QCheckBox):
    """A switch, its words and what it gives; on is said by place, colour and a spoken state."""

    def __init__(self, theme: Theme, words: str, gain: str) -> None:
        super().__init__(words)
        self._theme, self._gain = theme, gain
        self.show_gain(gain)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_gain(self, gain: str) -> None:
        """Show what it gives now."""
        if gain == self._gain and self.accessibleDescription():
            return
        self._gain = gain
        self.setAccessibleDescription(f"{gain} par mois")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(30))

    def hitButton(self, at: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, on = self._theme, self._theme.px, self.isChecked()
        middle, high = self.height() // 2, px(20)
        track = QRect(0, middle - high // 2, px(36), high)
        knob = px(14)
        left = track.right() - knob - px(3) if on else track.left() + px(4)
        with smooth_painter(self) as painter:
            if on:
                rounded(painter, track, high / 2, fill=theme.color("violet"))
            else:
                rounded(painter, track, high / 2, fill=theme.color("surface"), edge=theme.color("strong"), width=1.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface" if on else "strong"))
            painter.drawEllipse(left, middle - knob // 2, knob, knob)
            wide = width_of(self._gain, theme.font(14, 700))
            room = QRect(px(46), 0, self.width() - px(46) - wide - px(8), self.height())
            words_at(painter, room, self.text(), theme.font(14, 600 if on else 400), theme.color("ink"))
            words_at(painter, self.rect(), self._gain, theme.font(14, 700), theme.color("success"), RIGHT)


class LeversCard(Card):
    """`turned` with the codes that are on; `keep_asked` to keep them with the sheet."""

    turned = Signal()
    keep_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Et si… ?", "bulb")
        self._theme = theme
        self.switches: dict[str, Switch] = {}
        self.result = Text("", "strong", "violet")
        self.right.addWidget(self.result)
        self.body.setSpacing(2)
        self._lines = column(gap=0)
        self._place = QWidget()
        self._place.setLayout(self._lines)
        self.nothing = Text(NOTHING, "secondary", "ink2", wrap=True)
        self.keep = Button(theme, "Garder avec la fiche", kind="quiet", icon="check", compact=True)
        self.keep.clicked.connect(self.keep_asked)
        for part in (self._place, self.nothing, self.keep):
            self.add(part)

    def on(self) -> frozenset[str]:
        """The codes that are on."""
        return frozenset(code for code, one in self.switches.items() if one.isChecked())

    def turn_on(self, codes: frozenset[str]) -> None:
        """Put these on without saying so, the others off."""
        for code, one in self.switches.items():
            one.blockSignals(True)
            one.setChecked(code in codes)
            one.blockSignals(False)

    def show_levers(self, levers: Sequence[tuple[str, str, str]], result: str, *, keep: bool) -> None:
        """Show levers as (code, words, gain), and what they leave together."""
        on = self.on()
        if [code for code, _, _ in levers] != list(self.switches):
            for one in self.switches.values():
                self._lines.removeWidget(one)
                one.hide()
                one.deleteLater()
            self.switches = {}
            for code, words, gain in levers:
                made = Switch(self._theme, words, gain)
                made.setChecked(code in on)
                made.toggled.connect(lambda _on: self.turned.emit())
                self._lines.addWidget(made)
                self.switches[code] = made
        for code, _, gain in levers:
            self.switches[code].show_gain(gain)
        self.nothing.setVisible(not levers)
        self.result.setText(result)
        self.keep.setVisible(keep)
