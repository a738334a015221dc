"""The painted lanes: gone through event by event with the arrows, opened by Entrée, nearer and wider by Page ↑ ↓."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.drawing.lanes import LanesDrawn, lanes_height, lanes_picture
from ceis_desk.drawing.shapes import Box, Picture
from ceis_desk.ui.agenda.grid_paint import Ruler
from ceis_desk.ui.agenda.spots import Spots
from ceis_desk.ui.agenda.steps import next_box
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.charts import paint_picture, screen_sizes
from ceis_desk.ui.kit.painting import icon_at, smooth_painter
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.lane_rows import Laid
from ceis_desk.ui.parcours.months import LEVELS, months_around, widest
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE

LABELS = 112
"""Pixels of the labels at the left, at 100 %."""
_ICON = 19
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONG = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
_ACROSS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
_ENDS = {int(Qt.Key.Key_Home): 0, int(Qt.Key.Key_End): -1}
_ZOOMS = {"closer": -1, "wider": 1}


class LanesView(QWidget):
    """`opened` gives the key of an event; `turned` says that other months are shown."""

    opened = Signal(str)
    reached = Signal(str)
    turned = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self._theme, self._keyboard, self._ruler = theme, keyboard, Ruler(theme)
        self._laid = Laid(dt.date.min, Discretion(on=True))
        self.months = months_around(dt.date(dt.MAXYEAR, 1, 1))
        self._widest = len(LEVELS) - 1
        self._now = ""
        self._drawn = LanesDrawn(Picture(0, 0, ()))
        self._still: QPixmap | None = None
        self._spots = Spots(self, self.reached)
        self.setAccessibleName("Frise du parcours")
        self.setProperty("ring", False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reached.connect(self._reach)
        theme.changed.connect(self._redraw)

    # -- what is shown

    def show_laid(self, laid: Laid, *, anew: bool) -> None:
        """Show other events; the months stay unless it is somebody else's parcours."""
        self._laid = laid
        self._widest = widest([laid.today, *(stop.first for stop in laid.stops)])
        if anew:
            self._now, self.months = "", months_around(laid.today)
        had_cursor = self.has_cursor()
        self._redraw()
        if had_cursor:
            self.take_cursor()

    @property
    def places(self) -> dict[str, Box]:
        """Where each event in sight stands, in pixels of the view."""
        return self._drawn.places

    def current(self) -> str:
        """The key of the event under the cursor, empty when there is none."""
        return self._now

    def spot_of(self, key: str) -> QWidget | None:
        """What has the cursor for an event."""
        return self._spots.of(key)

    def has_cursor(self) -> bool:
        """Whether the keys come here."""
        return self.hasFocus() or self._spots.has_cursor()

    def take_cursor(self) -> None:
        """The cursor on the event chosen, or on the latest one, or on the lanes when they are empty."""
        (self._spots.of(self._now or self._first()) or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def can_zoom(self, by: int) -> bool:
        """Whether there is a nearer (-1) or a wider (1) level of use."""
        return 0 <= self.months.level + by <= self._widest

    def zoom(self, by: int) -> None:
        """Show fewer months (-1) or more of them (1), the event chosen staying in sight."""
        if not self.can_zoom(by):
            return
        held = self._laid.events.get(self._now)
        around = held.at.date() if held is not None else self._laid.today
        had_cursor = self.has_cursor()
        self.months = self.months.zoomed(by, around).showing(around)
        self._redraw()
        self.turned.emit()
        announce(self, f"{self.months.count}\u00a0mois")
        if had_cursor:
            self.take_cursor()

    def go_to(self, key: str) -> None:
        """Put the cursor on an event, in whichever month it is."""
        event = self._laid.events.get(key)
        if event is None:
            return
        if key not in self.places:
            self.months = self.months.showing(event.at.date())
            self._now = key
            self._redraw()
            self.turned.emit()
        spot = self._spots.of(key)
        if spot is not None:
            spot.setFocus(Qt.FocusReason.TabFocusReason)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if (by := _ZOOMS.get(self._keyboard.asked(event, PEOPLE), 0)) != 0:
            self.zoom(by)
        elif plain and key in _ALONG:
            self._step_along(_ALONG[key])
        elif plain and key in _ACROSS:
            self._step_across(_ACROSS[key])
        elif plain and key in _ENDS and self._laid.stops:
            self.go_to(self._laid.stops[_ENDS[key]].key)
        elif key in _ENTERS and not event.isAutoRepeat() and self._now:
            self.opened.emit(self._now)
        else:
            super().keyPressEvent(event)

    def _step_along(self, by: int) -> None:
        """The event before or after in the same lane, whatever months it takes."""
        start = self._now or self._first()
        line = [stop.key for stop in self._laid.lane_of(start)]
        if start in line and 0 <= line.index(start) + by < len(line):
            self.go_to(line[line.index(start) + by])

    def _step_across(self, by: int) -> None:
        """The nearest event of the lane above or below."""
        start = self._now or self._first()
        if start in self.places:
            self.go_to(next_box(self.places, start, 0, by))

    def _first(self) -> str:
        """Where the cursor begins: the latest event that is past, among those in sight."""
        events = self._laid.events
        seen = [key for key in self.places if not events[key].planned]
        return max(seen or self.places, key=lambda key: events[key].at, default="")

    def _reach(self, key: str) -> None:
        if key != self._now:
            self._now = key
            self._offer()

    def _offer(self) -> None:
        self._spots.offer(self._now if self._now in self.places else self._first())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if self.places else Qt.FocusPolicy.StrongFocus)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spots.of(self._key_at(event.position().toPoint()))
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            spot.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self._key_at(event.position().toPoint())
        if key:
            self.opened.emit(key)

    def _key_at(self, at: QPoint) -> str:
        """The event at a point: of dots that touch, the one whose middle is nearest."""
        under = {key: abs(box.x + box.width / 2 - at.x()) for key, box in self.places.items()
                 if box.x <= at.x() <= box.x + box.width and box.y <= at.y() <= box.y + box.height}  # fmt: skip
        return min(under, key=under.__getitem__, default="")

    # -- size and paint

    def _redraw(self) -> None:
        sheet, sizes = self._laid.sheet(self.months), screen_sizes(self._theme)
        wide, left = max(self.width(), self._theme.px(LABELS) * 2), self._theme.px(LABELS)
        self.setFixedHeight(round(lanes_height(sheet, wide, left, sizes, self._ruler)) + 1)
        self._drawn = lanes_picture(sheet, wide, left, sizes, self._ruler)
        self._still = None
        self.setAccessibleDescription(self._drawn.picture.alt)
        self._spots.show(self.places, self._laid.spoken(self.places))
        if self._now not in self._laid.events:
            self._now = ""
        self._offer()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            painter.drawPixmap(0, 0, self._ground())

    def _ground(self) -> QPixmap:
        """The whole picture, painted once until it changes."""
        if self._still is None:
            ratio = self.devicePixelRatioF()
            self._still = QPixmap(self.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            with smooth_painter(self._still) as painter:
                paint_picture(painter, self._theme, self._drawn.picture)
                middle = round(screen_sizes(self._theme).small * 1.15)
                for (icon, colour), (top, _height) in zip(self._laid.icons, self._drawn.lanes, strict=True):
                    icon_at(painter, self._theme, icon, colour, _ICON, 0, round(top) + middle)
        return self._still
