"""The monthly PDF beside a plain platypus document with chart widgets that holds the same counts on as many pages.

`python -m benchmarks.month_pdf [--rounds 20] [--firsts 4]`. Both in one process, in turn, in processor time; then each
as the first document of a process of its own, imports included, which is what an agent waits for. Ours is tagged,
carries its figures as a spreadsheet and hides small counts; the plain one does none of that.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._budgets import Budget, compare
from benchmarks.timing import Times, interleaved, show

ROOT = Path(__file__).resolve().parent.parent
OURS, PLAIN = "our monthly report", "plain platypus with chart widgets"
BUDGET = Budget(1, 0.25)


def main() -> None:
    """Print the tables and the budget; with `--make`, be the process of one first document."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--firsts", type=int, default=4)
    options.add_argument("--make", choices=["ours", "plain"], help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.make:
        make(chosen.make)
        return
    following = interleaved({PLAIN: lambda: make("plain"), OURS: lambda: make("ours")}, rounds=chosen.rounds, warm=2)
    firsts = {PLAIN: lambda: make_first("plain"), OURS: lambda: make_first("ours")}
    report(following, interleaved(firsts, rounds=chosen.firsts, clock=time.perf_counter))


def make(which: str) -> bytes:
    """One document of June 2019, written to a file that is thrown away."""
    from tests.reports.samples import june

    if which == "plain":
        from benchmarks._plain_month import plain_pdf as pdf
    else:
        from ceis_desk.reports.monthly import monthly_pdf as pdf
    with tempfile.TemporaryFile() as file:
        content = pdf(june())
        file.write(content)
    return content


def make_first(which: str) -> None:
    """The same in a new process."""
    subprocess.run([sys.executable, "-m", "benchmarks.month_pdf", "--make", which], cwd=ROOT, check=True)


def report(following: dict[str, Times], firsts: dict[str, Times]) -> None:
    """Sizes, then medians, then what was promised."""
    from pikepdf import Pdf

    for which, name in (("plain", PLAIN), ("ours", OURS)):
        content = make(which)
        with Pdf.open(io.BytesIO(content)) as pdf:
            print(f"{name}: {len(pdf.pages)} pages, {len(content) // 1024} KiB")
    show("A document, ReportLab already used", following, PLAIN)
    show("The first document of a process, imports included", firsts, PLAIN)
    print("\nBudget, medians")
    compare("monthly PDF / plain platypus", following[OURS].median / following[PLAIN].median, BUDGET)
    compare("first one of a process", firsts[OURS].median / firsts[PLAIN].median)


if __name__ == "__main__":
    main()
