"""Someone to choose: initials, name, what they do, and perhaps a chip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.ui.kit.avatar import avatar_at, person_tone
from ceis_desk.ui.kit.chip import ChipLook, chip_at, chip_width
from ceis_desk.ui.kit.painting import rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

_PAD, _DISC = 12, 40


class PersonTile(QPushButton):
    """A card that stays pressed: on, its edge is two pixels thick and its initials are on sun."""

    def __init__(self, theme: Theme, name: str, role: str, initials: str, key: str) -> None:
        super().__init__(name)
        self._theme, self._role, self._initials, self._key = theme, role, initials, key
        self._chip: ChipLook | None = None
        self.setCheckable(True)
        self.setAccessibleDescription(role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_chip(self, chip: ChipLook | None) -> None:
        """Show a state at the right (« saisie en cours »), or none."""
        self._chip = chip
        self.setAccessibleDescription(f"{self._role}, {chip.words}" if chip else self._role)
        self.update()

    def _has_room_for(self, chip: ChipLook, width: int) -> bool:
        """Whether the whole name stands beside the chip: whoever it is comes first."""
        name = width_of(self.text(), self._theme.font(15, 700))
        return name + self._theme.px(10) + chip_width(self._theme, chip) <= width

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = max(width_of(self.text(), self._theme.font(15, 600)), width_of(self._role, self._theme.font(13)))
        chip = chip_width(self._theme, self._chip) + px(10) if self._chip else 0
        return QSize(3 * px(_PAD) + px(_DISC) + words + chip, px(62))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(62))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, on, middle = self._theme, self._theme.px, self.isChecked(), self.height() // 2
        right = self.width() - px(_PAD)
        with smooth_painter(self) as painter:
            fill = theme.color("surface2" if self.underMouse() and not on else "surface")
            edge, width = (theme.color("primary"), 2) if on else (theme.color("strong"), 1)
            rounded(painter, self.rect(), 9, fill=fill, edge=edge, width=width)
            disc = QRect(px(_PAD), middle - px(_DISC) // 2, px(_DISC), px(_DISC))
            avatar_at(painter, theme, self._initials, person_tone(theme, self._key, "sun" if on else ""), disc)
            left = disc.right() + px(_PAD)
            under, tone = self._role, "ink2"
            if self._chip and self._has_room_for(self._chip, right - left):
                right -= chip_width(theme, self._chip)
                chip_at(painter, theme, self._chip, right, middle)
                right -= px(10)
            elif self._chip:
                under, tone = self._chip.words, "primary"
            name = QRect(left, middle - px(20), right - left, px(21))
            words_at(painter, name, self.text(), theme.font(15, 700 if on else 600), theme.color("ink"))
            role = QRect(left, middle + px(1), right - left, px(18))
            words_at(painter, role, under, theme.font(13), theme.color(tone))
