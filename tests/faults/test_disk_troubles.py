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


def tried(library: Path, folder: Path, case: str, most: int) -> tuple[int, list[dict[str, Any]]]:
    """The number of writes of a use case, and what was said each time that one of them failed."""
    done = start(library, folder, "tests.faults.use_cases", case, str(folder), str(most))
    assert done.returncode == 0, done.stderr
    first, *tries = [json.loads(line) for line in done.stdout.splitlines()]
    return first["calls"], tries


def harm(tries: list[dict[str, Any]]) -> str:
    return "\n".join(f"{one['kind']} at {one['nth']}:\n{one['harm']}" for one in tries if "harm" in one)


@pytest.mark.parametrize("case", sorted({*USE_CASES} - {LONGEST}))
def test_a_few_failing_writes_do_no_harm(library: Path, tmp_path: Path, case: str) -> None:
    calls, tries = tried(library, tmp_path, case, SAMPLE)
    assert harm(tries) == ""
    assert calls >= SAMPLE
    assert {one["kind"] for one in tries if one["said"]} == {*TROUBLES}


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("case", USE_CASES)
def test_no_failing_write_does_any_harm(
    library: Path, tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    calls, tries = tried(library, tmp_path, case, DRAWN_OF_LONGEST if case == LONGEST else EVERY)
    with capsys.disabled():
        print(f"\n{case}: {calls} writes, {len(tries)} failures, {sum(not one.get('said') for one in tries)} unnoticed")  # noqa: T201 the count is what the campaign is for
    assert harm(tries) == ""
