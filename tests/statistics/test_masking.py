from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.statistics.masking import HiddenGrid, hidden_in_grid, hidden_in_line, is_small

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))


def other_lines(values: Sequence[int], hidden: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Every line that a reader cannot tell from this one, up to one person more or fewer in each hidden cell."""
    least = 0 if len(hidden) == len(values) else 1
    for shift in itertools.product((-1, 0, 1), repeat=len(hidden)):
        line = list(values)
        for place, step in zip(sorted(hidden), shift, strict=True):
            line[place] += step
        if sum(line) == sum(values) and all(line[place] >= least for place in hidden):
            yield tuple(line)


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_no_hidden_count_of_a_line_can_be_deduced_from_its_total(values: list[int]) -> None:
    hidden = hidden_in_line(values)
    if is_small(sum(values)):
        assert len(hidden) == len(values)
        return
    lines = list(other_lines(values, hidden))
    for place in hidden:
        assert len({line[place] for line in lines}) > 1


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_every_small_count_of_a_line_is_hidden_and_zeros_are_printed(values: list[int]) -> None:
    hidden = hidden_in_line(values)
    assert {place for place, value in enumerate(values) if is_small(value)} <= hidden
    if len(hidden) < len(values):
        assert all(values[place] > 0 for place in hidden)


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_a_line_hides_nothing_or_two_cells_whose_sum_is_five_at_least(values: list[int]) -> None:
    hidden = hidden_in_line(values)
    if hidden and not is_small(sum(values)):
        assert len(hidden) > 1
        assert sum(values[place] for place in hidden) >= 5


@given(st.lists(COUNTS, min_size=2, max_size=6), st.data())
def test_a_cell_hidden_for_another_reason_is_protected_too(values: list[int], data: st.DataObject) -> None:
    also = data.draw(st.sampled_from([place for place, value in enumerate(values) if value] or [0]))
    hidden = hidden_in_line(values, [also])
    assert also in hidden
    assert len(hidden) > 1


def test_the_least_people_are_hidden_to_protect_a_small_count() -> None:
    assert hidden_in_line([3, 100, 50, 70]) == {0, 2}


def test_two_small_counts_whose_sum_is_small_take_a_third_one_along() -> None:
    assert hidden_in_line([1, 1, 100, 0, 60]) == {0, 1, 4}


GRIDS = st.integers(2, 3).flatmap(
    lambda across: st.lists(st.lists(COUNTS, min_size=across, max_size=across), min_size=2, max_size=2)
)


def seen(grid: Sequence[Sequence[int]], hidden: HiddenGrid) -> tuple[object, ...]:
    """What a reader of the table sees."""
    columns = list(zip(*grid, strict=True))
    return (
        [[None if (y, x) in hidden.cells else value for x, value in enumerate(row)] for y, row in enumerate(grid)],
        [None if y in hidden.rows else sum(row) for y, row in enumerate(grid)],
        [None if x in hidden.columns else sum(column) for x, column in enumerate(columns)],
        sum(map(sum, grid)),
    )


def other_grids(grid: Sequence[Sequence[int]], hidden: HiddenGrid) -> Iterator[list[list[int]]]:
    """Every table that a reader cannot tell from this one, up to one person more or fewer in each hidden cell."""
    size = len(grid) * len(grid[0])
    least = 0 if len(hidden.cells) == size else 1
    for shift in itertools.product((-1, 0, 1), repeat=len(hidden.cells)):
        other = [list(row) for row in grid]
        for (y, x), step in zip(sorted(hidden.cells), shift, strict=True):
            other[y][x] += step
        totals = [sum(other[y]) for y in hidden.rows] + [sum(row[x] for row in other) for x in hidden.columns]
        values = [other[y][x] for y, x in hidden.cells] + totals
        if min(values, default=least) >= least and seen(other, hidden) == seen(grid, hidden):
            yield other


@given(GRIDS)
def test_no_hidden_count_of_a_grid_can_be_deduced_from_its_totals(grid: list[list[int]]) -> None:
    hidden = hidden_in_grid(grid)
    if is_small(sum(map(sum, grid))):
        return
    others = list(other_grids(grid, hidden))
    for y, x in hidden.cells:
        assert len({other[y][x] for other in others}) > 1
    for y in hidden.rows:
        assert len({sum(other[y]) for other in others}) > 1
    for x in hidden.columns:
        assert len({sum(row[x] for row in other) for other in others}) > 1


@given(GRIDS)
def test_every_small_count_and_total_of_a_grid_is_hidden(grid: list[list[int]]) -> None:
    hidden = hidden_in_grid(grid)
    assert {(y, x) for y, row in enumerate(grid) for x, value in enumerate(row) if is_small(value)} <= hidden.cells
    assert {y for y, row in enumerate(grid) if is_small(sum(row))} <= hidden.rows
    assert {x for x, column in enumerate(zip(*grid, strict=True)) if is_small(sum(column))} <= hidden.columns


@given(GRIDS)
def test_what_a_row_leaves_for_its_hidden_cells_is_never_small(grid: list[list[int]]) -> None:
    hidden = hidden_in_grid(grid)
    for y, row in enumerate(grid):
        if y not in hidden.rows:
            assert not is_small(sum(value for x, value in enumerate(row) if (y, x) in hidden.cells))


def test_a_table_without_small_counts_hides_nothing() -> None:
    assert hidden_in_grid([[5, 0, 12], [0, 0, 40]]) == HiddenGrid(frozenset(), frozenset(), frozenset())
