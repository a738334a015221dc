"""The command that counts freins and paired change, for those who may read these figures."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict

from ceis_desk.access.door import Door, Opened
from ceis_desk.cli.session import Session, command, json_too, say
from ceis_desk.core.dates import parse_day
from ceis_desk.parcours.figures import FreinFigures, ReadFreinFigures
from ceis_desk.parcours.self_assessment import PairedChange, ReadPairedChange
from ceis_desk.statistics.ways import CHANGE_HEADS, HIDDEN_FEW, PARTIAL, change_rows, frein_rows


def add_way_commands(stats: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `stats parcours`."""
    words = "les freins repérés et levés, et l’évolution des personnes, sans nom"
    counted = json_too(command(stats, "parcours", words, _ways))
    counted.add_argument("first", metavar="DU")
    counted.add_argument("last", metavar="AU")


def _ways(options: argparse.Namespace, session: Session) -> int:
    def work(opened: Opened, door: Door) -> int:
        today = door.now().date()
        first, last = parse_day(options.first, today), parse_day(options.last, today)
        figures = opened.store.ask(ReadFreinFigures(first, last)).result()
        changes = opened.store.ask(ReadPairedChange(first, last)).result()
        if options.json:
            found = {"freins": asdict(figures), "changes": [asdict(one) for one in changes]}
            say(json.dumps(found, ensure_ascii=False))
        else:
            say(*_lines(figures, changes))
        return 0

    return session.signed_in(work)


def _lines(figures: FreinFigures, changes: Iterable[PairedChange]) -> Iterable[str]:
    if figures.partial:
        yield PARTIAL
    for label, raised, lifted, _theme in frein_rows(figures):
        yield f"{label}\u00a0: repérés {raised}, levés {lifted}"
    for text, form, *counts in change_rows(changes):
        told = ", ".join(f"{head.lower()} {count}" for head, count in zip(CHANGE_HEADS[2:], counts, strict=True))
        yield f"{text} ({form})\u00a0: {told}"
    yield HIDDEN_FEW
