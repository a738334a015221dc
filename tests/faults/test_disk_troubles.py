"""A disk that is full, breaks or refuses writing: one French sentence, a whole store, and the next try succeeds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.faults.disk import TROUBLES, start
from tests.faults.use_cases import USE_CASES

# Its sixteen thousand writes take eight seconds a failure: the long campaign alone draws among them.
LONGEST, DRAWN_OF_LONGEST = "demo", 15
SAMPLE, EVERY = 2, 0
SHORT = sorted({*USE_CASES} - {LONGEST})
SHARES = 4  # of the use cases: each is tried by one child, whose start costs more than a use case


def tried(library: Path, folder: Path, cases: list[str], most: int) -> dict[str, list[dict[str, Any]]]:
    """For each use case, the number of its writes, then what was said each time that one of them failed."""
    done = start(library, folder, "tests.faults.use_cases", ",".join(cases), str(folder), str(most))
    assert done.returncode == 0, done.stderr
    told: dict[str, list[dict[str, Any]]] = {}
    for line in map(json.loads, done.stdout.splitlines()):
        told.setdefault(line["case"], []).append(line)
    assert [*told] == cases
    return told


def harm(tries: list[dict[str, Any]]) -> str:
    return "\n".join(f"{one['case']}, {one['kind']} at {one['nth']}:\n{one['harm']}" for one in tries if "harm" in one)


@pytest.mark.parametrize("share", range(SHARES))
def test_a_few_failing_writes_do_no_harm(library: Path, tmp_path: Path, share: int) -> None:
    for first, *tries in tried(library, tmp_path, SHORT[share::SHARES], SAMPLE).values():
        assert harm(tries) == ""
        assert first["calls"] >= SAMPLE
        assert {one["kind"] for one in tries if one["said"]} == {*TROUBLES}, first["case"]


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("case", USE_CASES)
def test_no_failing_write_does_any_harm(
    library: Path, tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ((first, *tries),) = tried(library, tmp_path, [case], DRAWN_OF_LONGEST if case == LONGEST else EVERY).values()
    unnoticed = sum(not one.get("said") for one in tries)
    with capsys.disabled():
        print(f"\n{case}: {first['calls']} writes, {len(tries)} failures, {unnoticed} unnoticed")  # noqa: T201 the count is what the campaign is for
    assert harm(tries) == ""
