"""Groups of lines in two columns that run over pages: a title with its total, then its lines."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, Table

from ceis_desk.drawing.shapes import Anchor, Colour, Words
from ceis_desk.reports.blocks import draw_stack, placed, stack_height
from ceis_desk.reports.fonts import fitted, width
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.tagged.tree import Node

COLUMN = 82 * MM
_GAP = 8 * MM
_SIZE = 13


@dataclass(frozen=True)
class Group:
    """A title and the table under it; `again` is written over what the next page holds of it, as a decoration.

    `rank` is its place in the reading, which is also that of the drawing.
    """

    title: Painted
    table: Table
    again: str
    rank: int

    @property
    def flowables(self) -> list[Flowable]:
        """What is drawn."""
        return [self.title, self.table]


def group_title(parent: Node, text: str, total: str, *, level: str = "H2") -> Painted:
    """The title of a group, its total at right."""
    room = COLUMN - width(total, 700, _SIZE, tabular=True) - 4 * MM
    words = [(parent.add(level), Words(0, 11, fitted(text, 700, _SIZE, room), _SIZE, Colour.INK, 700))]
    if total:
        said = Words(COLUMN, 11, total, _SIZE, Colour.INK, 700, Anchor.END, tabular=True)
        words.append((parent.add("P"), said))
    block = placed(words, 14, width=COLUMN)
    block.spaceBefore, block.spaceAfter = _GAP, 1.4 * MM
    return block


def _again(text: str) -> Painted:
    block = placed([], 14, [Words(0, 11, fitted(text, 700, _SIZE, COLUMN), _SIZE, Colour.INK_2, 700)], COLUMN)
    block.spaceAfter = 1.4 * MM
    return block


class TwoColumns(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Groups side by side, read the left column first; what a page does not hold goes on at the head of the next."""

    def __init__(self, left: Sequence[Group], right: Sequence[Group]) -> None:
        super().__init__()
        self.columns = (list(left), list(right))

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width, and the height of the taller column."""
        self.width = width
        self.height = max(stack_height(_stack(groups), COLUMN, self.canv) for groups in self.columns)
        return width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """What the page holds of both columns, then the rest; nothing when it holds neither's first lines."""
        parts = [self._cut(groups, height) for groups in self.columns]
        if not any(taken for taken, _ in parts):
            return []
        (left, more_left), (right, more_right) = parts
        if not (more_left or more_right):
            return [self]
        return [TwoColumns(left, right), TwoColumns(more_left, more_right)]

    def _cut(self, groups: Sequence[Group], height: float) -> tuple[list[Group], list[Group]]:
        taken: list[Group] = []
        for rank, group in enumerate(groups):
            if stack_height(_stack([*taken, group]), COLUMN, self.canv) <= height:
                taken.append(group)
                continue
            titled: list[Any] = [*_stack(taken), group.title]
            room = height - stack_height(titled, COLUMN, self.canv) - group.title.getSpaceAfter()
            group.table.wrapOn(self.canv, COLUMN, room)
            parts = group.table.splitOn(self.canv, COLUMN, room) if room > 0 else []
            if len(parts) != 2:  # noqa: PLR2004  # what fits and what does not
                return taken, list(groups[rank:])
            first = dataclasses.replace(group, table=parts[0])
            rest = dataclasses.replace(group, title=_again(group.again), table=parts[1])
            return [*taken, first], [rest, *groups[rank + 1 :]]
        return taken, []

    def draw(self) -> None:
        """Draw the groups in their reading order, whichever column they stand in."""
        left, right = self.columns
        places = [*self._places(left, 0), *self._places(right, TEXT_WIDTH - COLUMN)]
        for group, x, top in sorted(places, key=lambda place: place[0].rank):
            draw_stack(group.flowables, self.canv, x, top, COLUMN)

    def _places(self, groups: Sequence[Group], x: float) -> Iterator[tuple[Group, float, float]]:
        """Each group of a column with the place of its upper left corner."""
        for rank, group in enumerate(groups):
            over = stack_height(_stack(groups[: rank + 1]), COLUMN, self.canv)
            yield group, x, self.height - over + stack_height(group.flowables, COLUMN, self.canv)


def _stack(groups: Sequence[Group]) -> list[Flowable]:
    return [flowable for group in groups for flowable in group.flowables]
