"""From exec to what is painted: a bare PySide6 window, the program on an empty folder, the program on a busy store.

`python -m benchmarks.start_up [--rounds 12] [--persons 100000] [--seconds 180]`. Warm starts, interleaved: the first
round is not kept, and no new round begins once the seconds are over. Each start is a process of its own; its lines are
dated here, as they arrive, and bear the processor time of the process, which other programs blur less. On Linux without
a display, an Xvfb of its own; without Xvfb, Qt's offscreen platform.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks._budgets import Budget, compare
from benchmarks._busy_store import LOGIN, PASSWORD, make_store
from benchmarks.timing import Times, show

ROOT = Path(__file__).resolve().parent.parent
VISITS = 10_000
BARE = "bare window"
LOGIN_BUDGET, SEARCH_BUDGET, MEMORY_BUDGET = Budget(1.6, 1.2), Budget(1, 0.5), Budget(2.5, 1.5)


@dataclass
class Start:
    """One kind of start: how it is asked for, and from which line to which line each of its times runs."""

    arguments: tuple[str, ...]
    spans: dict[str, tuple[str, str]]
    memory: str


@dataclass(frozen=True)
class Line:
    """One line of a start: its moment in seconds, milliseconds of processor time until then, and its other words."""

    at: float
    worked: float
    others: tuple[str, ...]


@dataclass
class Seen:
    """What all the starts said: milliseconds and KiB by name, and the heavy modules found at a first paint."""

    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    worked: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    memory: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    resident: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    heavy: set[str] = field(default_factory=set)


def starts(empty: Path, store: Path) -> tuple[Start, ...]:
    """The three kinds, in the order of a round."""
    return (
        Start(("bare",), {BARE: ("exec", "painted")}, BARE),
        Start(
            ("window", str(empty)),
            {"first window, no store": ("exec", "painted"), "first question, no store": ("exec", "asked")},
            "first question, no store",
        ),
        Start(
            ("desk", str(store), LOGIN, PASSWORD),
            {
                "first window, a store": ("exec", "painted"),
                "password asked, a store": ("exec", "asked"),
                "Entrée to the search box": ("entered", "search"),
                "Entrée to the persons found for two letters": ("entered", "answered"),
            },
            "signed in, persons found",
        ),
    )


def main() -> None:
    """Print the table, then the budgets."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=12)
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=180)
    chosen = options.parse_args()
    deadline = time.monotonic() + chosen.seconds
    with tempfile.TemporaryDirectory() as made, screen() as environment:
        empty, store = Path(made) / "empty", Path(made) / "store"
        make_store(store, chosen.persons, VISITS)
        seen = Seen()
        kept = measure(starts(empty, store), seen, environment, chosen.rounds, deadline)
        print(f"{kept} rounds kept, {chosen.persons:,} persons in the store, Qt on {platform(environment)}")
    report(seen)


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The environment of the starts: the display there is, else one of our own, else none at all."""
    # Compiled modules are kept, as on any desk after its first start.
    unwanted = {"QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    has_one = sys.platform in {"win32", "darwin"} or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    if has_one or shutil.which("Xvfb") is None:
        yield environment if has_one else {**environment, "QT_QPA_PLATFORM": "offscreen"}
        return
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        try:
            yield {**environment, "DISPLAY": f":{number}"}
        finally:
            server.terminate()


def platform(environment: dict[str, str]) -> str:
    """In two words, where the windows were painted."""
    if "QT_QPA_PLATFORM" in environment:
        return "its offscreen platform"
    return "Xvfb" if environment.get("DISPLAY") != os.environ.get("DISPLAY") else "this display"


def measure(kinds: tuple[Start, ...], seen: Seen, environment: dict[str, str], rounds: int, deadline: float) -> int:
    """Start each kind once a round; the number of rounds kept, at least one."""
    for number in range(1 + rounds):
        if number > 1 and time.monotonic() > deadline:
            return number - 1
        for kind in kinds:
            lines = start(kind, environment)
            seen.heavy.update(lines["painted"].others)
            if number == 0:
                continue
            for name, (since, until) in kind.spans.items():
                seen.times[name].append((lines[until].at - lines[since].at) * 1000)
                seen.worked[name].append(lines[until].worked - lines[since].worked)
            if "memory" in lines:
                seen.memory[kind.memory].append(float(lines["memory"].others[0]))
                seen.resident[kind.memory].append(float(lines["memory"].others[1]))
    return rounds


def start(kind: Start, environment: dict[str, str]) -> dict[str, Line]:
    """Run one start; its lines by their first word."""
    command = [sys.executable, "-m", "benchmarks._first_paint", *kind.arguments]
    lines = {"exec": Line(time.perf_counter(), 0.0, ())}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            word, worked, *others = line.split()
            lines[word] = Line(time.perf_counter(), float(worked), tuple(others))
    if process.returncode:
        sys.exit(f"« {' '.join(kind.arguments[:1])} » stopped at: {list(lines)[-1]}")
    return lines


def report(seen: Seen) -> None:
    """Medians beside the bare window's, then what was promised."""
    show("Start-up", {name: Times(tuple(each)) for name, each in seen.times.items()}, BARE)
    for title, kept in (("on the wall", seen.times), ("in processor time", seen.worked)):
        medians = {name: statistics.median(each) for name, each in kept.items()}
        print(f"\nBudgets, to the bare window, {title}")
        for name in ("first question, no store", "password asked, a store"):
            compare(name, medians[name] / medians[BARE], LOGIN_BUDGET)
        compare("Entrée to the search box", medians["Entrée to the search box"] / medians[BARE], SEARCH_BUDGET)
    print("\nAnd beside")
    for kind, kept in (("PSS", seen.memory), ("resident", seen.resident)):
        memory = {name: statistics.median(each) for name, each in kept.items()}
        for name in (name for name in memory if name != BARE):
            compare(f"memory ({kind}): {name}", memory[name] / memory[BARE], MEMORY_BUDGET)
    heavy = ", ".join(sorted(seen.heavy)) or "none"
    print(f"  heavy modules loaded before the first paint: {heavy}   must be none")


if __name__ == "__main__":
    main()
