"""What a shared document hides: counts of 1 to 4, and the cells without which those could be found again.

A table with its totals is a network: a cell is an arc, each sum that the table shows is a node where what comes in
equals what goes out. Hidden counts could take other values when they lie on a cycle of hidden arcs along which some
people can be moved; a reader knows that a hidden count is not zero, since zeros are printed. Zeros are hidden only with
everything else, when every cell of a table has to be.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST_SHOWN = 5
MASKED = "masqué"


@dataclass(frozen=True)
class Arc:
    """One count of a table, from one of its sums to another; `fixed` when another page prints it anyway."""

    tail: int
    head: int
    value: int
    fixed: bool = False


def is_small(count: int) -> bool:
    """Whether a count is one of those never printed (1 to 4)."""
    return 0 < count < FEWEST_SHOWN


def hidden_in_line(values: Sequence[int], also: Iterable[int] = ()) -> frozenset[int]:
    """The places to hide in a list of counts whose total is printed; those of `also` are hidden for another reason.

    All of them when the total itself is one of those never printed.
    """
    everything = frozenset(range(len(values)))
    total = sum(values)
    if is_small(total):
        return everything
    arcs = [*(Arc(0, 1, value) for value in values), Arc(1, 0, total, fixed=True)]
    hidden = _hide(arcs, also)
    return everything if hidden is None else hidden


@dataclass(frozen=True)
class HiddenGrid:
    """What a table of two dimensions hides: cells as (row, column), totals of rows, totals of columns."""

    cells: frozenset[tuple[int, int]]
    rows: frozenset[int]
    columns: frozenset[int]


def hidden_in_grid(grid: Sequence[Sequence[int]]) -> HiddenGrid:
    """What to hide in a table printed with the totals of its rows and columns, and whose grand total is known."""
    tall, across = len(grid), len(grid[0]) if grid else 0
    places = [(row, column) for row in range(tall) for column in range(across)]
    end, total = tall + across, sum(map(sum, grid))
    arcs = [Arc(tall + column, row, grid[row][column]) for row, column in places]
    arcs += [Arc(row, end, sum(grid[row])) for row in range(tall)]
    arcs += [Arc(end + 1, tall + column, sum(row[column] for row in grid)) for column in range(across)]
    arcs.append(Arc(end, end + 1, total, fixed=True))
    hidden = None if is_small(total) else _hide(arcs)
    if hidden is None:
        return HiddenGrid(frozenset(places), frozenset(range(tall)), frozenset(range(across)))
    inside, after = len(places), len(places) + tall
    return HiddenGrid(
        frozenset(places[place] for place in hidden if place < inside),
        frozenset(place - inside for place in hidden if inside <= place < after),
        frozenset(place - after for place in hidden if place >= after),
    )


def _hide(arcs: Sequence[Arc], also: Iterable[int] = ()) -> frozenset[int] | None:
    """The small arcs, then the fewest people that keep each hidden one uncertain; None when all have to go."""
    hidden = {place for place, arc in enumerate(arcs) if is_small(arc.value) and not arc.fixed} | set(also)
    while True:
        found = next((place for place in sorted(hidden) if not _is_uncertain(arcs, hidden, place)), None)
        if found is not None:
            extra = _way_around(arcs, hidden, found)
            if not extra:
                return None
        else:
            extra = _small_sum(arcs, hidden)
            if not extra:
                return frozenset(hidden)
        hidden |= extra


def _is_uncertain(arcs: Sequence[Arc], hidden: Iterable[int], place: int) -> bool:
    """Whether one person more, or one person fewer, in this arc agrees with everything that is printed."""
    arc = arcs[place]
    moves: dict[int, set[int]] = {}
    for other in hidden:
        if other != place:
            moves.setdefault(arcs[other].tail, set()).add(arcs[other].head)
            if arcs[other].value > 1:
                moves.setdefault(arcs[other].head, set()).add(arcs[other].tail)
    return _reaches(moves, arc.head, arc.tail) or (arc.value > 1 and _reaches(moves, arc.tail, arc.head))


def _reaches(moves: dict[int, set[int]], start: int, end: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        if node == end:
            return True
        fresh = moves.get(node, set()) - seen
        seen |= fresh
        waiting += fresh
    return False


def _way_around(arcs: Sequence[Arc], hidden: Iterable[int], place: int) -> set[int]:
    """The arcs to hide so that this one lies on a cycle: those with the fewest people (Dijkstra)."""
    free = set(hidden)
    roads: dict[int, list[tuple[int, int, int]]] = {}
    for other, arc in enumerate(arcs):
        if other == place or arc.value == 0 or arc.fixed:
            continue
        cost = 0 if other in free else arc.value
        roads.setdefault(arc.tail, []).append((arc.head, cost, other))
        if arc.value > 1:
            roads.setdefault(arc.head, []).append((arc.tail, cost, other))
    heap: list[tuple[int, int, tuple[int, ...]]] = [(0, arcs[place].head, ())]
    done: set[int] = set()
    while heap:
        cost, node, path = heapq.heappop(heap)
        if node == arcs[place].tail:
            return set(path) - free
        if node not in done:
            done.add(node)
            for following, more, other in roads.get(node, []):
                heapq.heappush(heap, (cost + more, following, (*path, other)))
    return set()


def _small_sum(arcs: Sequence[Arc], hidden: set[int]) -> set[int]:
    """The cell to hide where what a printed total leaves for the hidden cells is itself a count of 1 to 4."""
    for ends in ({arc.tail for arc in arcs}, {arc.head for arc in arcs}):
        for node in sorted(ends):
            here = [place for place, arc in enumerate(arcs) if node in (arc.tail, arc.head)]
            veiled = [place for place in here if place in hidden]
            sides = {arcs[place].head == node for place in veiled}
            if len(sides) == 1 and is_small(sum(arcs[place].value for place in veiled)):
                shown = [place for place in here if place not in hidden and _may_hide(arcs[place], node, sides)]
                if shown:
                    return {min(shown, key=lambda place: arcs[place].value)}
    return set()


def _may_hide(arc: Arc, node: int, sides: set[bool]) -> bool:
    return arc.value > 0 and not arc.fixed and (arc.head == node) in sides
