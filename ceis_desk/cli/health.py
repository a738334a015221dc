"""The command that counts prevention by theme, for those who may read figures of health."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from ceis_desk.access.door import Door, Opened
from ceis_desk.access.questions import Settings
from ceis_desk.cli.session import Session, command, json_too, say
from ceis_desk.core.dates import parse_day
from ceis_desk.platforms.health.model import PreventionFigures
from ceis_desk.platforms.health.questions import CountPrevention
from ceis_desk.platforms.health.themes import theme_label, themes_of

_HIDDEN = "masqué (moins de 5)"


def add_health_commands(stats: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `stats prevention`."""
    counted = json_too(command(stats, "prevention", "la prévention santé par thème, sans nom", _prevention))
    counted.add_argument("first", metavar="DU")
    counted.add_argument("last", metavar="AU")


def _prevention(options: argparse.Namespace, session: Session) -> int:
    def work(opened: Opened, door: Door) -> int:
        today = door.now().date()
        question = CountPrevention(parse_day(options.first, today), parse_day(options.last, today))
        figures = opened.store.ask(question).result()
        if options.json:
            say(json.dumps(asdict(figures), ensure_ascii=False))
        else:
            say(*_lines(figures, opened.store.ask(Settings()).result()))
        return 0

    return session.signed_in(work)


def _lines(figures: PreventionFigures, settings: Mapping[str, str]) -> Iterable[str]:
    if figures.reserved:
        yield "Les entretiens individuels sont réservés\u00a0: ce compte n’en a pas la clé."
    if not figures.themes:
        yield "Rien n’est noté pour cette période."
    for line in figures.themes:
        interviews, sessions = _pair(line.interviews, line.interviewed), _pair(line.presences, line.present)
        yield f"{theme_label(line.theme, themes_of(settings))}\u00a0: entretiens {interviews}, présences {sessions}"


def _pair(times: int | None, persons: int | None) -> str:
    return _HIDDEN if times is None or persons is None else f"{times} ({persons} personnes)"
