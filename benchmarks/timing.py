"""Rounds of rival paths, interleaved in one process run: medians, tails and ratios, never seconds to be proud of."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Path = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Times:
    """What one path took, in milliseconds."""

    each: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.each)

    def tail(self, share: float = 0.99) -> float:
        """The time that this share of the rounds does not exceed."""
        ordered = sorted(self.each)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def timed(path: Path, clock: Clock = time.process_time) -> float:
    """Milliseconds of one call: of processor time, which a shared machine blurs least, or of another clock's."""
    start = clock()
    path()
    return (clock() - start) * 1000


def interleaved(
    paths: Mapping[str, Path | Sequence[Path]], rounds: int = 20, warm: int = 1, clock: Clock = time.process_time
) -> dict[str, Times]:
    """Each path once a round, in turn, so that a busy moment of the machine falls on all of them.

    A path may be a sequence of calls, taken one a round. The first `warm` rounds are not kept. What waits for a disk or
    another process is timed with `time.perf_counter`.
    """
    kept: dict[str, list[float]] = {name: [] for name in paths}
    for number in range(warm + rounds):
        for name, path in paths.items():
            call = path if callable(path) else path[number % len(path)]
            elapsed = timed(call, clock)
            if number >= warm:
                kept[name].append(elapsed)
    return {name: Times(tuple(each)) for name, each in kept.items()}


def show(title: str, times: Mapping[str, Times], baseline: str) -> None:
    """A table of medians and tails, each with its ratio to the baseline's median."""
    print(f"\n{title}  (baseline: {baseline})")
    base = times[baseline].median
    for name, one in times.items():
        print(f"  {name:44} p50 {one.median:9.3f} ms  p99 {one.tail():9.3f} ms  ratio {one.median / base:8.3f}")
