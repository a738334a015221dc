"""A measured ratio beside what was promised of it; a budget missed is said, never raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """Ratios to a baseline: what the program must not exceed, and what it aims at."""

    must: float
    aim: float


def compare(name: str, ratio: float, budget: Budget | None = None) -> None:
    """One line: the ratio, and its budget when it has one."""
    if budget is None:
        print(f"  {name:52} × {ratio:6.2f}")
        return
    verdict = "aim reached" if ratio <= budget.aim else "held" if ratio <= budget.must else "MISSED"
    print(f"  {name:52} × {ratio:6.2f}   must ≤ {budget.must:g}, aim ≤ {budget.aim:g}   {verdict}")
