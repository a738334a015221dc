"""The commands of the agenda: taking in the calendar of another program, writing one's own for it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ceis_desk.access.door import Door, Opened
from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.agenda.calendar_files import CalendarOf, ReadCalendarFile, TakeCalendar, file_lines
from ceis_desk.cli.session import Session, command, json_too, say
from ceis_desk.core.files import write_whole


def add_agenda_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `agenda import` and `agenda export`."""
    group = commands.add_parser("agenda", help="votre agenda et ceux d’autres programmes (iCalendar)")
    verbs = group.add_subparsers(dest="verb", metavar="VERBE", required=True)
    taken = json_too(command(verbs, "import", "fermer dans votre agenda ce qu’un fichier .ics dit pris", _import))
    taken.add_argument("file", metavar="FICHIER", type=Path)
    taken.add_argument("--dry-run", action="store_true", help="dire ce que contient le fichier, sans rien écrire")
    given = command(verbs, "export", "écrire votre agenda en .ics, sans nom ni objet", _export)
    given.add_argument("-o", "--output", metavar="FICHIER", type=Path, required=True)


def _import(options: argparse.Namespace, session: Session) -> int:
    def work(opened: Opened, _: Door) -> int:
        found = opened.store.ask(ReadCalendarFile(options.file)).result()
        said = "Rien n’a été écrit." if options.dry_run else opened.store.do(TakeCalendar(found)).result().said
        if options.json:
            counts = {
                "written": found.written,
                "taken": sum(not event.cancelled for event in found.events),
                "cancelled": sum(event.cancelled for event in found.events),
                "already": found.already,
                "free": found.free,
                "unreadable": found.unreadable,
            }
            say(json.dumps(counts, ensure_ascii=False))
        else:
            say(*file_lines(found), said)
        return 0

    return session.signed_in(work)


def _export(options: argparse.Namespace, session: Session) -> int:
    def work(opened: Opened, _: Door) -> int:
        target = session.output(options.output)
        content = opened.store.ask(CalendarOf(opened.actor.account_id)).result()
        opened.store.do(NoteAccess(NotedAct.EXPORT)).result()
        write_whole(target, content)
        say(f"Agenda écrit\u00a0: {target}")
        return 0

    return session.signed_in(work)
