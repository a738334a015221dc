"""Where days, lanes and hours stand in an agenda, and what a point of it means."""

from __future__ import annotations

from dataclasses import dataclass

from ceis_desk.drawing.shapes import Box

MINUTES_AN_HOUR = 60
_BETWEEN_LANES, _BETWEEN_ROWS = 2.0, 1.5


@dataclass(frozen=True)
class Frame:
    """Days side by side, each cut in as many lanes, hours from top to bottom; minutes are counted from midnight."""

    left: float
    width: float
    height: float
    days: int
    lanes: int
    first: int
    last: int

    @property
    def day_width(self) -> float:
        """How wide a day is."""
        return (self.width - self.left) / max(self.days, 1)

    @property
    def lane_width(self) -> float:
        """How wide the lane of one professional is."""
        return self.day_width / max(self.lanes, 1)

    def x(self, day: int, lane: float = 0) -> float:
        """The left side of a lane; `lane` may be the one after the last."""
        return self.left + self.day_width * day + self.lane_width * lane

    def y(self, minute: float) -> float:
        """The height of a minute."""
        return self.height * (minute - self.first) / max(self.last - self.first, 1)

    def box(self, day: int, lanes: tuple[float, float], minutes: tuple[int, int], part: tuple[int, int]) -> Box:
        """Where a block stands: `lanes` up to the one after the last, `part` its rank among those that share it."""
        wide = (self.x(day, lanes[1]) - self.x(day, lanes[0])) / part[1]
        left = self.x(day, lanes[0]) + wide * part[0]
        top, bottom = self.y(max(minutes[0], self.first)), self.y(min(minutes[1], self.last))
        gap = _BETWEEN_LANES
        return Box(left + gap, top + _BETWEEN_ROWS, max(wide - 2 * gap, 1), max(bottom - top - 2 * _BETWEEN_ROWS, 1))

    def at(self, x: float, y: float) -> tuple[int, int, int]:
        """The day, the lane and the minute at a point, kept inside."""
        day = min(max(int((x - self.left) // self.day_width), 0), self.days - 1)
        lane = min(max(int((x - self.x(day)) // self.lane_width), 0), self.lanes - 1)
        minute = self.first + int(y * (self.last - self.first) / max(self.height, 1))
        return day, lane, min(max(minute, self.first), self.last)

    def hours(self) -> range:
        """The whole hours shown, in minutes."""
        return range(-(-self.first // MINUTES_AN_HOUR) * MINUTES_AN_HOUR, self.last + 1, MINUTES_AN_HOUR)
