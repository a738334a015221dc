"""One seat of the board: held, ending, free, planned or too many, each with its words, its icon and its edge."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.drawing.shapes import Box, Colour, Picture, hatching
from ceis_desk.platforms.employment.rules import SeatState
from ceis_desk.ui.kit.charts import paint_picture
from ceis_desk.ui.kit.painting import icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.employment.seat_words import SeatLook

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_TALL, _FLAT, _PAD, _ICON = 56, 35, 7, 15
# Fill, edge, ink of the title, ink of the line; « » fills nothing.
_LOOKS: dict[SeatState, tuple[str, str, str, str]] = {
    SeatState.HELD: ("blue_s", "blue", "ink", "ink2"),
    SeatState.SUSPENDED: ("surface2", "blue", "ink", "blue"),
    SeatState.ENDING: ("warn_s", "warn", "ink", "warn"),
    SeatState.FREE: ("", "success", "success", "ink2"),
    SeatState.PLANNED: ("surface", "blue", "ink", "blue"),
    SeatState.SURPLUS: ("danger_s", "danger", "ink", "danger"),
}
_NEUTRAL = {"blue_s": "surface2", "blue": "strong"}


class SeatButton(QPushButton):
    """A seat that the cursor stands on; `reached` gives its key, a click or Entrée opens it."""

    reached = Signal(str)

    def __init__(self, theme: Theme, look: SeatLook, *, flat: bool, discreet: bool) -> None:
        super().__init__()
        self._theme, self._flat = theme, flat
        self.look, self._discreet, self.marked = look, discreet, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_look(look, discreet=discreet)

    def show_look(self, look: SeatLook, *, discreet: bool) -> None:
        """Stand for the same seat on another day."""
        self.look, self._discreet = look, discreet
        self.setAccessibleName(look.spoken)
        self.setToolTip(look.spoken)
        self.update()

    def choose(self, *, chosen: bool, marked: bool) -> None:
        """Be where Tab stops in the card; `marked` bears the double edge, in one card alone."""
        self.marked = marked
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.look.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would give the arrows to whatever comes next by Tab: they are the board's.
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(92), self._theme.px(_FLAT if self._flat else _TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(76), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            self._paint_ground(painter)
            self._paint_words(painter)

    def _ink(self, token: str) -> QColor:
        return self._theme.color(_NEUTRAL.get(token, token) if self._discreet else token)

    def _paint_ground(self, painter: QPainter) -> None:
        fill, edge, _title, _line = _LOOKS[self.look.state]
        box = self.rect()
        if self.marked:
            fill, edge = ("sel" if self.look.state is SeatState.HELD else fill), "primary"
        if self.look.state is SeatState.FREE:
            painter.setPen(QPen(self._ink(edge), 2 if self.marked else 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8)
            return
        rounded(painter, box, 8, fill=self._ink(fill), edge=self._ink(edge), width=2 if self.marked else 1)
        if self.look.state is SeatState.PLANNED:
            self._paint_hatching(painter)

    def _paint_hatching(self, painter: QPainter) -> None:
        """Planned is hatched at its right, clear of the words."""
        wide = self._theme.px(14)
        strip = Box(0, 0, wide, self.height() - 6)
        painter.save()
        painter.translate(self.width() - wide - 4, 3)
        colour = Colour.STRONG if self._discreet else Colour.BLUE
        lines = tuple(hatching(strip, self._theme.px(6), colour, 1))
        paint_picture(painter, self._theme, Picture(strip.width, strip.height, lines))
        painter.restore()

    def _paint_words(self, painter: QPainter) -> None:
        """The title and the line; an icon stands only where no word is cut short for it."""
        look, px = self.look, self._theme.px
        inks = _LOOKS[look.state][2:]
        left, right = px(_PAD), self.width() - px(_PAD)
        if look.state is SeatState.PLANNED:
            right -= px(16)
        plain = self._theme.font(13, 600 if look.icon and look.state is not SeatState.FREE else 400)
        if self._flat:
            self._paint_flat(painter, left, right, plain, inks)
        else:
            self._paint_tall(painter, left, right, plain, inks)

    def _paint_flat(self, painter: QPainter, left: int, right: int, plain: QFont, inks: tuple[str, str]) -> None:
        """The title at left, the line at right, on one line."""
        look, px = self.look, self._theme.px
        title_ink, line_ink = inks
        line, middle = width_of(look.line, plain), self.height() // 2
        at = right - line
        if look.icon and width_of(look.bare, self._bold()) + px(7) <= at - left - px(_ICON) - px(4):
            if look.state is SeatState.FREE:
                left = self._paint_icon(painter, left, middle, title_ink)
            else:
                at -= px(_ICON) + px(4)
                self._paint_icon(painter, at, middle, line_ink)
        self._paint_title(painter, QRect(left, 0, max(at - left - px(5), 0), self.height()), title_ink)
        words_at(painter, QRect(right - line, 0, line + 1, self.height()), look.line, plain, self._ink(line_ink))

    def _paint_tall(self, painter: QPainter, left: int, right: int, plain: QFont, inks: tuple[str, str]) -> None:
        """The title above, the line below."""
        look, px = self.look, self._theme.px
        title_ink, line_ink = inks
        half = self.height() // 2
        top = QRect(left, half - px(22), right - left, px(22))
        at = left
        if look.state is SeatState.FREE:
            top.setLeft(self._paint_icon(painter, left, half - px(11), title_ink))
        elif width_of(look.line, plain) <= right - left - px(_ICON) - px(4):
            at = self._paint_icon(painter, left, half + px(10), line_ink)
        self._paint_title(painter, top, title_ink)
        words_at(painter, QRect(at, half, right - at, px(20)), look.line, plain, self._ink(line_ink))

    def _bold(self) -> QFont:
        return self._theme.font(14, 700)

    def _paint_icon(self, painter: QPainter, left: int, middle: int, ink: str) -> int:
        """Draw the icon of the state; gives where the words begin."""
        if not self.look.icon:
            return left
        token = _NEUTRAL.get(ink, ink) if self._discreet else ink
        return left + icon_at(painter, self._theme, self.look.icon, token, _ICON, left, middle) + self._theme.px(3)

    def _paint_title(self, painter: QPainter, box: QRect, ink: str) -> None:
        bold, look = self._bold(), self.look
        room = box.width() - self._theme.px(2)
        fits = (words for words in (look.title, look.short) if width_of(words, bold) <= room)
        words_at(painter, box, next(fits, look.bare), bold, self._ink(ink))
