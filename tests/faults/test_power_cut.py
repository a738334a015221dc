"""A power cut at any instant leaves what was confirmed, whatever the disk kept of what was not synced."""

from __future__ import annotations

import copy
import secrets
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.exc import DatabaseError

from ceis_desk.core.errors import Refusal
from tests.faults.children import CAMPAIGNS, found
from tests.faults.disk import start
from tests.faults.kills import run_together
from tests.faults.power import Event, Platter, read_log

# Enough visits for the write-ahead log to be folded into the file once.
WORDS = {"visits": 300, "founding": 1, "password": 6}
SAMPLE, LONG_RUN = 12, 500


@dataclass(frozen=True)
class Recording:
    """The disk before a piece of work, and all that happened to it."""

    recipe: str
    root: Path
    events: list[Event]
    before: Platter


@pytest.fixture(scope="module", params=WORDS)
def recording(request: pytest.FixtureRequest, library: Path, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    recipe: str = request.param
    room = tmp_path_factory.mktemp("secteur")
    root, log = room / "disque", room / "journal"
    root.mkdir()
    if recipe == "founding":
        CAMPAIGNS[recipe].renew(root / "registre")
    else:
        found(root / "registre")
    before = Platter.of(root)
    done = start(library, root, "tests.faults.power", recipe, str(root / "registre"), str(WORDS[recipe]), log=log)
    assert done.returncode == 0, done.stderr
    return Recording(recipe, root, list(read_log(log)), before)


def drawn(recording: Recording, cuts: int, random: Random) -> list[int]:
    """So many instants of a recording; the same one may come twice, and leave another disk."""
    return sorted(random.choices(range(len(recording.events) + 1), k=cuts))


def cut_and_look(recording: Recording, room: Path, instants: list[int], random: Random) -> int:
    """Cut the power at these instants, and look at each disk; returns the words confirmed at the last one."""
    events = recording.events
    disk = copy.deepcopy(recording.before)
    taken = 0
    for instant in instants:
        for event in events[taken:instant]:
            disk.take(event)
        taken = instant
        shutil.rmtree(room, ignore_errors=True)
        (room / "registre").mkdir(parents=True)
        disk.cut(room, random)
        CAMPAIGNS[recording.recipe].check(room / "registre", disk.words)
    return len(disk.words)


def test_a_few_power_cuts_lose_nothing_confirmed(recording: Recording, tmp_path: Path) -> None:
    words = [event for event in recording.events if event.kind == "m"]
    assert len(words) == WORDS[recording.recipe]
    random = Random(12)
    assert cut_and_look(recording, tmp_path / "coupe", drawn(recording, SAMPLE, random), random) <= len(words)


def test_a_disk_that_never_syncs_would_be_seen(recording: Recording, tmp_path: Path) -> None:
    blind = [event for event in recording.events if event.kind != "s"]
    careless = Recording(recording.recipe, recording.root, blind, recording.before)
    with pytest.raises((AssertionError, Refusal, DatabaseError)):
        cut_and_look(careless, tmp_path / "coupe", [len(blind)] * SAMPLE, Random(12))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_no_power_cut_loses_anything_confirmed(
    recording: Recording, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    random = Random(500)
    instants = drawn(recording, LONG_RUN, random)
    words = cut_and_look(recording, tmp_path / "coupe", instants, random)
    with capsys.disabled():
        print(f"\n{recording.recipe}: {len(instants)} power cuts among {len(recording.events)} events, {words} words")  # noqa: T201 the count


def test_a_file_torn_at_its_end_is_mended_by_the_log_beside_it(tmp_path: Path) -> None:
    found(tmp_path)
    told = run_together(replace(CAMPAIGNS["visits"], check=_tear), tmp_path, children=1, words=2)
    CAMPAIGNS["visits"].check(tmp_path, told.confirmed)


def _tear(folder: Path, _confirmed: list[str]) -> None:
    """Half a page at the end of the file, as a power cut leaves while the log is folded into it."""
    assert (folder / "ceis.db-wal").stat().st_size > 0
    with (folder / "ceis.db").open("ab") as file:
        file.write(secrets.token_bytes(512))
