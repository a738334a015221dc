"""How much room the parts of a row take, and where its words go when the text is large or the list narrow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont

from ceis_desk.ui.kit.chip import chip_width
from ceis_desk.ui.kit.painting import key_cap_width, width_of
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.theme import Theme

PAD, GAP = 10, 10
LEAD, DISC, SMALL_DISC, BOXED, ICON, METER, BUTTON = 42, 38, 30, 36, 20, 66, 32
TITLE_LINE, QUIET_LINE, MOST_TITLE, MOST_LINES, NEAR_LINE = 20, 18, 2, 3, 24


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The lines of the title and those below it, the height in pixels of the whole row, and whether words are `cut`."""

    title: tuple[str, ...]
    beside_below: bool
    subtitle: tuple[str, ...]
    height: int
    cut: bool = False


def plan_of(theme: Theme, look: RowLook, width: int) -> RowPlan:
    """The plan of a row in a list `width` pixels wide."""
    px = theme.px
    if look.heading:
        return RowPlan((look.title,), beside_below=False, subtitle=(), height=px(30))
    # The right edge of a row is its last pixel, in which nothing is written.
    room = max(width - 1 - left_width(theme, look) - right_width(theme, look), px(80))
    near = sum(chip_width(theme, chip) + px(8) for chip in look.near)
    font = theme.font(15, 600)
    # Where letters are marked they keep their places.
    title = (look.title,) if look.marks else wrapped(look.title, font, room - near, MOST_TITLE)
    beside = near + px(8) + width_of(look.beside, theme.font(14))
    below = bool(look.beside) and (len(title) > 1 or width_of(look.title, font) + beside > room)
    icon = px(20) if look.subtitle_icon else 0
    lines = wrapped(look.subtitle, theme.font(13), room - icon, MOST_LINES) if look.subtitle else ()
    words = px(NEAR_LINE if look.near else TITLE_LINE) + px(TITLE_LINE) * (len(title) - 1)
    words += px(QUIET_LINE) * (len(lines) + below)
    least = px(40 if look.compact and not look.subtitle else 46 if look.compact else 54)
    cut = width_of(title[-1], font) > room - (near if len(title) == 1 else 0)
    cut = cut or any(width_of(line, theme.font(13)) > room - icon for line in lines[-1:])
    return RowPlan(title, below, lines, max(least, words + px(8 if look.compact else 14)), cut)


def left_width(theme: Theme, look: RowLook) -> int:
    """Pixels before the words."""
    px, width = theme.px, theme.px(PAD)
    if look.lead:
        width += lead_width(theme, look) + px(GAP)
    if look.initials:
        width += px(SMALL_DISC if look.compact else DISC) + px(GAP)
    if look.icon:
        width += px(BOXED if look.icon_boxed else ICON) + px(GAP)
    return width


def right_width(theme: Theme, look: RowLook) -> int:
    """Pixels after the words, the key of the selected row included so that choosing a row moves nothing."""
    px, width = theme.px, theme.px(PAD)
    if look.action:
        width += action_width(theme, look) + px(GAP)
    if look.key:
        width += key_cap_width(theme, look.key) + px(GAP)
    if look.meter:
        width += max(width_of(look.meter.words, theme.font(15, 700)) + px(21), px(METER)) + px(GAP)
    if look.right:
        width += width_of(look.right, theme.font(14)) + px(GAP)
    if look.amount:
        width += width_of(look.amount, theme.font(15, 600, tabular=True)) + px(GAP)
    return width + sum(chip_width(theme, chip) + px(6) for chip in look.chips)


def lead_width(theme: Theme, look: RowLook) -> int:
    """Pixels of the hour or date at the head of the row."""
    return max(width_of(look.lead, theme.font(15, 700, tabular=True)), theme.px(max(LEAD, look.lead_room)))


def action_width(theme: Theme, look: RowLook) -> int:
    """Pixels of the row's button."""
    icon = theme.px(26) if look.action_icon else 0
    return width_of(look.action, theme.font(14, 600)) + icon + 2 * theme.px(12)


def wrapped(words: str, font: QFont, room: int, most: int) -> tuple[str, ...]:
    """Up to `most` lines; the last one keeps what is left, for the painter to cut."""
    lines: list[str] = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < most and width_of(longer, font) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)
