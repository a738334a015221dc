"""« Ses objectifs »: a line each, with its bar; the arrows go from one to the next, Entrée opens it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.painting import RIGHT, icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.row_plan import wrapped
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.decided import ObjectiveLook

_LINE, _MOST_LINES = 20, 2
_HEIGHT, _WORDS, _BAR, _ICON, _GAP, _PAD = 42, 28, 7, 18, 8, 2
_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class ObjectiveLine(QPushButton):
    """Words, where it stands, and a bar of its share done; the name says all three."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("")
        self._theme = theme
        self.look = ObjectiveLook("", "", "", 0, "primary", done=False)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    def show_look(self, look: ObjectiveLook) -> None:
        """Show another objective."""
        self.look = look
        self.setText(look.title)
        self.setToolTip(look.title)
        self.setAccessibleName(f"{look.title}, {look.words}, {look.share}\u00a0%")
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A line more for a long title."""
        tall = self._theme.px(_HEIGHT) + self._theme.px(_LINE) * (len(self._titles(self.width())) - 1)
        if tall != self.minimumHeight() or tall != self.maximumHeight():
            self.setFixedHeight(tall)

    def _titles(self, width: int) -> tuple[str, ...]:
        """The title on one line, or on two when it is long."""
        px, font = self._theme.px, self._theme.font(15, 600)
        wide = width - px(_PAD)
        said = min(width_of(self.look.words, self._theme.font(13, 600)), wide // 2)
        room = wide - (px(_PAD) + px(_GAP) + px(_ICON)) - said - px(_GAP)
        return wrapped(self.look.title, font, room, _MOST_LINES)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            # Qt's own arrows leave the list for whatever button is near.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, look = self._theme, self._theme.px, self.look
        ink, wide = theme.tokens.tone(look.tone).ink, self.width() - px(_PAD)
        middle, font = px(_WORDS) // 2, theme.font(13, 600)
        with smooth_painter(self) as painter:
            left = px(_PAD) + px(_GAP)
            left += icon_at(painter, theme, "check" if look.done else "flag", ink, _ICON, px(_PAD), middle)
            said = min(width_of(look.words, font), wide // 2)
            room = QRect(left, 0, wide - left - said - px(_GAP), px(_WORDS))
            titles = self._titles(self.width())
            for title in titles:
                words_at(painter, room, title, theme.font(15, 600), theme.color("ink"))
                room.translate(0, px(_LINE))
            words_at(painter, QRect(wide - said, 0, said + 1, px(_WORDS)), look.words, font, QColor(ink), RIGHT)
            below = px(_WORDS) + px(_LINE) * (len(titles) - 1)
            bar = QRect(px(_PAD), below, wide - px(_PAD), px(_BAR))
            rounded(painter, bar, bar.height() / 2, fill=theme.color("track"))
            if look.share:
                bar.setWidth(max(round(bar.width() * look.share / 100), bar.height()))
                rounded(painter, bar, bar.height() / 2, fill=QColor(ink))


class ObjectiveLines(QWidget):
    """`opened` gives the id of an objective."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines: list[ObjectiveLine] = []
        self._column: QVBoxLayout = column(gap=4)
        self.setLayout(self._column)
        self.setAccessibleName("Ses objectifs")

    def show_looks(self, looks: Sequence[ObjectiveLook]) -> None:
        """Show other objectives; the lines are used again, and the cursor follows the objective that it was on."""
        held = self.current()
        while len(self.lines) < len(looks):
            line = ObjectiveLine(self._theme)
            line.clicked.connect(lambda _on=False, line=line: self.opened.emit(line.look.ident))
            self.lines.append(line)
            self._column.addWidget(line)
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(looks))
            if at < len(looks):
                line.show_look(looks[at])
                if held == looks[at].ident:
                    line.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> str:
        """The id of the objective under the cursor, empty when it is elsewhere."""
        return next((line.look.ident for line in self.lines if line.hasFocus()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((at for at, line in enumerate(self.lines) if line.hasFocus()), -1)
        shown = [line for line in self.lines if line.isVisibleTo(self)]
        by = _STEPS.get(event.key(), 0)
        if by and here >= 0 and 0 <= here + by < len(shown):
            shown[here + by].setFocus(Qt.FocusReason.TabFocusReason)
        elif not by:
            super().keyPressEvent(event)
