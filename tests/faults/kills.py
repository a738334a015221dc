"""The harness of kills: a child works on a real store and confirms what is done, until it is killed at random."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any

Confirm = Callable[[str], None]
_LONGEST_START, _LONGEST_WORK = 0.25, 0.12  # seconds before the kill: from the start, and from the first word
_STARTS = 0.2  # the share of kills that fall anywhere in the start
_PATIENCE = 60.0


def _nothing(_: Path) -> None:
    """What a campaign does before each kill unless it says more."""


@dataclass(frozen=True)
class Campaign:
    """One recipe. `work` is a function of a module, run again and again in the child until it is killed.

    `check` is called after each kill with every word confirmed so far; it raises when one of them is lost. `renew`, for
    a work that can be done only once (a migration), prepares the folder before each kill: `check` then has its words.
    """

    work: Callable[[Path, Confirm], None]
    check: Callable[[Path, list[str]], None]
    renew: Callable[[Path], None] = _nothing


@dataclass
class Told:
    """What a campaign has done, printed by the long ones."""

    kills: int = 0
    silent: int = 0
    confirmed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.kills} kills, {len(self.confirmed)} words confirmed, {self.silent} kills before the first word"


def run_kills(campaign: Campaign, folder: Path, kills: int, random: Random) -> Told:
    """Kill a child so many times over the same folder, and look at what is left after each."""
    told = Told()
    for _ in range(kills):
        campaign.renew(folder)
        words = _killed(campaign, folder, random)
        told.kills += 1
        told.silent += not words
        told.confirmed += words
        campaign.check(folder, told.confirmed if campaign.renew is _nothing else words)
    return told


def run_together(campaign: Campaign, folder: Path, children: int, words: int) -> Told:
    """Let so many children work over one folder at once until each has confirmed so many words; then kill them all."""
    told = Told(kills=children)
    pairs = [_started(campaign, folder) for _ in range(children)]
    for _, line in pairs:
        for _ in range(words):
            assert line.poll(_PATIENCE), "a child that works beside another confirms nothing any more"
            told.confirmed.append(line.recv())
    for child, line in pairs:
        told.confirmed += _ended(child, line)
    campaign.check(folder, told.confirmed)
    return told


def _killed(campaign: Campaign, folder: Path, random: Random) -> list[str]:
    """What one child confirmed before its end."""
    child, line = _started(campaign, folder)
    if random.random() < _STARTS:
        time.sleep(random.uniform(0, _LONGEST_START))
    elif line.poll(_PATIENCE):
        # The moment of the kill is the recipe: nothing is waited for.
        time.sleep(random.uniform(0, _LONGEST_WORK))
    return _ended(child, line)


def _started(campaign: Campaign, folder: Path) -> tuple[BaseProcess, Connection]:
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_live, args=(campaign.work, folder, theirs), daemon=True)
    child.start()
    theirs.close()
    return child, ours


def _ended(child: BaseProcess, line: Connection) -> list[str]:
    """Kill it, and read what it had still said."""
    alive = child.is_alive()
    child.kill()
    child.join()
    words = _heard(line)
    child.close()
    assert alive, f"the child ended by itself after {len(words)} words: {words[-1:]}"
    return words


def _heard(line: Connection) -> list[str]:
    words: list[str] = []
    with contextlib.suppress(EOFError, OSError), line:
        while True:
            words.append(line.recv())
    return words


def _live(work: Callable[[Path, Confirm], None], folder: Path, line: Connection) -> None:
    while True:
        work(folder, line.send)


def _context() -> Any:  # noqa: ANN401 the two contexts share no type that makes processes
    """A server that has everything imported forks each child at once; Windows has to start each anew."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.children"])
    return context


_CONTEXT = _context()
