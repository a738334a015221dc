"""Paints rows described by RowLook: one delegate for search, queue, appointments, palette and settings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ceis_desk.ui.kit.avatar import avatar_at, person_tone
from ceis_desk.ui.kit.chip import chip_at, chip_width
from ceis_desk.ui.kit.painting import RIGHT, icon_at, key_cap_at, key_cap_width, rounded, width_of, words_at
from ceis_desk.ui.kit.row_plan import (
    BOXED,
    BUTTON,
    DISC,
    GAP,
    ICON,
    METER,
    PAD,
    QUIET_LINE,
    SMALL_DISC,
    TITLE_LINE,
    RowPlan,
    action_width,
    lead_width,
    plan_of,
)
from ceis_desk.ui.kit.rows import Meter, RowLook
from ceis_desk.ui.kit.theme import Theme

LOOK_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Rows of 54 px (46 when compact), taller when the words need more lines, all following the text size."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: dict[tuple[RowLook, int, int], int] = {}

    def forget(self) -> None:
        """Drop the heights of rows that are replaced."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        # Asked several times for each row of a list that is as tall as its rows.
        key = (look_at(index), width, self._theme.scale)
        if key not in self._heights:
            self._heights[key] = plan_of(self._theme, key[0], width).height
        return QSize(self._theme.px(120), self._heights[key] + 2)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        # What is cut at the end of its lines is told whole to whoever stays over the row.
        whole = not index.isValid() or not plan_of(self._theme, look_at(index), option.rect.width()).cut
        QToolTip.showText(event.globalPos(), "" if whole else look_at(index).spoken(), view)
        return True

    def action_box(self, box: QRect, look: RowLook) -> QRect:
        """Where the row's button stands in the row `box`; empty without one."""
        if not look.action:
            return QRect()
        width, height = action_width(self._theme, look), self._theme.px(BUTTON)
        return QRect(box.right() - self._theme.px(PAD) - width, box.center().y() - height // 2 + 1, width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, theme = look_at(index), self._theme
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.heading:
            head = box.adjusted(theme.px(12), theme.px(6), 0, 0)
            words_at(painter, head, look.title, theme.font(13, 700), theme.color("ink3"))
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(painter, box, option.state, selected=selected)
            right = self._right_side(painter, box, look, selected=selected)
            left = self._left_side(painter, box, look)
            room = QRect(left, box.top(), right - left, box.height())
            self._words(painter, room, look, plan_of(theme, look, option.rect.width()))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, *, selected: bool) -> None:
        color = self._theme.color
        if selected and state & QStyle.StateFlag.State_HasFocus:
            rounded(painter, box, 9, fill=color("focus"))
            rounded(painter, box.adjusted(3, 3, -3, -3), 7, fill=color("surface"))
            rounded(painter, box.adjusted(5, 5, -5, -5), 6, fill=color("sel"))
        elif selected:
            rounded(painter, box, 9, fill=color("sel"), edge=color("primary"))
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, 9, fill=color("surface2"))

    def _left_side(self, painter: QPainter, box: QRect, look: RowLook) -> int:
        """Draws from the left edge; gives where the words start."""
        theme, px, middle = self._theme, self._theme.px, box.center().y() + 1
        left = box.left() + px(PAD)
        if look.lead:
            width = lead_width(theme, look)
            font = theme.font(15, 700, tabular=True)
            words_at(painter, QRect(left, box.top(), width + 2, box.height()), look.lead, font, theme.color("ink"))
            left += width + px(GAP)
        if look.initials:
            side = px(SMALL_DISC if look.compact else DISC)
            disc = QRect(left, middle - side // 2, side, side)
            avatar_at(painter, theme, look.initials, person_tone(theme, look.person), disc)
            left += side + px(GAP)
        if look.icon:
            pair = theme.tokens.tone(look.icon_tone)
            side = px(BOXED if look.icon_boxed else ICON)
            if look.icon_boxed:
                rounded(painter, QRect(left, middle - side // 2, side, side), 8, fill=QColor(pair.wash))
            icon_at(painter, theme, look.icon, pair.ink, ICON, left + (side - px(ICON)) // 2, middle)
            left += side + px(GAP)
        return left

    def _right_side(self, painter: QPainter, box: QRect, look: RowLook, *, selected: bool) -> int:
        """Draws from the right edge inwards; gives where the words must stop."""
        theme, px, middle = self._theme, self._theme.px, box.center().y() + 1
        right = box.right() - px(PAD)
        if look.action:
            right = self._action(painter, self.action_box(box, look), look) - px(GAP)
        if look.key and (selected or look.key_always):
            right -= key_cap_width(theme, look.key)
            ink, fill = ("primary", None) if selected else ("ink2", "surface2")
            key_cap_at(painter, theme, look.key, right, middle, ink=ink, fill=fill)
            right -= px(GAP)
        if look.meter:
            right = self._meter(painter, middle, look.meter, right) - px(GAP)
        for words, font, ink in (
            (look.amount, theme.font(15, 600, tabular=True), "ink"),
            (look.right, theme.font(14), "ink2"),
        ):
            width = width_of(words, font)
            room = QRect(right - width - 1, box.top(), width + 2, box.height())
            words_at(painter, room, words, font, theme.color(ink), RIGHT)
            right -= width + px(GAP) if words else 0
        for chip in reversed(look.chips):
            right -= chip_width(theme, chip)
            chip_at(painter, theme, chip, right, middle)
            right -= px(6)
        return right

    def _action(self, painter: QPainter, box: QRect, look: RowLook) -> int:
        theme, px = self._theme, self._theme.px
        rounded(painter, box, 8, fill=theme.color("surface"), edge=theme.color("strong"))
        at = box.left() + px(12)
        if look.action_icon:
            at += icon_at(painter, theme, look.action_icon, "ink", 18, at, box.center().y() + 1) + px(8)
        room = QRect(at, box.top(), box.right() - at, box.height())
        words_at(painter, room, look.action, theme.font(14, 600), theme.color("ink"))
        return box.left()

    def _meter(self, painter: QPainter, middle: int, meter: Meter, right: int) -> int:
        theme, px = self._theme, self._theme.px
        ink = theme.tokens.tone(meter.tone).ink
        font = theme.font(15, 700)
        width, bar = width_of(meter.words, font), px(METER)
        left = right - width - px(21)
        icon_at(painter, theme, meter.icon, ink, 16, left, middle - px(8))
        words = QRect(right - width - 1, middle - px(18), width + 2, px(20))
        words_at(painter, words, meter.words, font, QColor(ink), RIGHT)
        track = QRect(right - bar, middle + px(7), bar, px(5))
        rounded(painter, track, track.height() / 2, fill=theme.color("track"))
        track.setWidth(max(round(bar * min(meter.share, 1.0)), track.height()))
        rounded(painter, track, track.height() / 2, fill=QColor(ink))
        return min(left, right - bar)

    def _words(self, painter: QPainter, box: QRect, look: RowLook, plan: RowPlan) -> None:
        theme, px = self._theme, self._theme.px
        below = len(plan.subtitle) + plan.beside_below
        tall = px(TITLE_LINE) * len(plan.title) + px(QUIET_LINE) * below
        line = QRect(box.left(), box.center().y() - tall // 2 + 1, box.width(), px(TITLE_LINE))
        near = sum(chip_width(theme, chip) + px(8) for chip in look.near)
        written = self._title(painter, line.adjusted(0, 0, -near, 0), look, plan.title[0])
        for chip in look.near:
            written += px(8) + chip_at(painter, theme, chip, line.left() + written + px(8), line.center().y() + 1)
        for words in plan.title[1:]:
            line.translate(0, px(TITLE_LINE))
            self._title(painter, line, look, words)
        aside = line.adjusted(written + px(8), 0, 0, 0)
        quiet = QRect(box.left(), line.bottom() + 1, box.width(), px(QUIET_LINE))
        if plan.beside_below:
            aside = QRect(quiet)
            quiet.translate(0, px(QUIET_LINE))
        if look.beside:
            words_at(painter, aside, look.beside, theme.font(14), theme.color("ink2"))
        if look.subtitle_icon and plan.subtitle:
            tone = theme.tokens.tone(look.subtitle_tone).ink
            icon_at(painter, theme, look.subtitle_icon, tone, 15, quiet.left(), quiet.center().y() + 1)
            quiet.setLeft(quiet.left() + px(20))
        for words in plan.subtitle:
            words_at(painter, quiet, words, theme.font(13), theme.color("ink2"))
            quiet.translate(0, px(QUIET_LINE))

    def _title(self, painter: QPainter, line: QRect, look: RowLook, words: str) -> int:
        """A line of the title, its matches on sun in the dark ink that is read there in both themes: its width."""
        theme, font = self._theme, self._theme.font(15, 600)
        marks = _mark_boxes(line, look, QFontMetrics(font))
        for mark in marks:
            painter.fillRect(mark.intersected(line), theme.color("sun"))
        written = words_at(painter, line, words, font, theme.color("ink3" if look.quiet else "ink"))
        for mark in marks:
            painter.save()
            painter.setClipRect(mark)
            words_at(painter, line, words, font, theme.color("on_sun"))
            painter.restore()
        return written


def look_at(index: Index) -> RowLook:
    """The look a model gives for a row; raises TypeError when it gives something else."""
    look = index.data(LOOK_ROLE)
    if not isinstance(look, RowLook):
        raise TypeError(f"row {index.row()} has no look")
    return look


def _mark_boxes(line: QRect, look: RowLook, metrics: QFontMetrics) -> list[QRect]:
    boxes = []
    for start, length in look.marks:
        left = line.left() + metrics.horizontalAdvance(look.title[:start])
        right = line.left() + metrics.horizontalAdvance(look.title[: start + length])
        boxes.append(QRect(left, line.top(), right - left, line.height()))
    return boxes
