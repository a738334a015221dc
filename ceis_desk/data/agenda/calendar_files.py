"""Calendars of other programs taken into one's own agenda as closed times, and an agenda written for other programs."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgpack
from sqlalchemy import Connection, Row, select

from ceis_desk.access.model import Group, Level, Thing
from ceis_desk.access.rights import groups_of, may
from ceis_desk.agenda.calendar_files import (
    AFTER_DAYS,
    BEFORE_DAYS,
    CalendarEvent,
    CalendarFile,
    CalendarOf,
    FormerTime,
    ReadCalendarFile,
    RestoreCalendar,
    TakeCalendar,
)
from ceis_desk.agenda.model import Outcome
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.nir import find_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.agenda import calendar_process
from ceis_desk.data.agenda.calendar_process import NOT_ONE, PLACE, TOO_MANY
from ceis_desk.data.agenda.subjects import About, read_abouts, subject_place
from ceis_desk.data.clocks import moment_of
from ceis_desk.data.house import site_value
from ceis_desk.data.payloads import seal_payload, seal_to_author
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, house
from ceis_desk.data.write import Tx

MAX_BYTES = 10 * 1024 * 1024
SECONDS = 20
ELSEWHERE = "Pris ailleurs"
_NOT_YOURS = "Ces créneaux ne viennent pas d’un fichier que vous avez lu. Rien n’a changé."
_APPOINTMENTS = frozenset({Subject("appointment")})
_ROOT = Path(__file__).resolve().parents[3]
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_EPOCH = dt.datetime(2019, 1, 1)
_MOMENT = "%Y%m%dT%H%M%S"
_Booked = tuple[Row[*tuple[Any, ...]], bool, str]
"""A row, whether it is cancelled, and its neutral title."""


def read_calendar_file(reader: Reader, question: ReadCalendarFile) -> CalendarFile:
    """What the file holds around today; raises Refusal when it is missing, too large, or not a calendar."""
    path = question.path
    first, last = reader.today - dt.timedelta(BEFORE_DAYS), reader.today + dt.timedelta(AFTER_DAYS)
    written, free, unreadable, found = _told(path, _content(path), first, last)
    events = tuple(
        CalendarEvent(uid, dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end), words, cancelled)
        for uid, start, end, words, cancelled in found
        if start[:10] >= first.isoformat()
    )
    file = CalendarFile(path.name, first, last, events, written, free, unreadable)
    known = _known(reader.connection, reader.actor.account_id)
    words = read_abouts(reader.connection, reader.keys, reader.actor, [row.id for row in known.values()])
    return replace(file, already=sum(_is_there(event, known, words) for event in events))


def take_calendar(tx: Tx, gesture: TakeCalendar) -> Change:
    """Close the times of the events, move those that moved, give back those that were cancelled."""
    own, table = tx.actor.account_id, agenda.busy_time
    known = _known(tx.connection, own)
    made: list[Id] = []
    former: list[FormerTime] = []
    words = read_abouts(tx.connection, tx.keys, tx.actor, [row.id for row in known.values()])
    for event in gesture.file.events:
        old = known.get(_name_of(event.uid))
        if not _differs(event, old, words):
            continue
        row_id = code_id("busy_time", own, event.uid) if old is None else old.id
        if old is None:
            made.append(row_id)
        else:
            former.append(FormerTime(row_id, old.starts_at, old.ends_at, old.withdrawn, _words_of(old, words)))
        tx.put(
            table,
            row_id,
            account_id=own,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            title=ELSEWHERE,
            external=_name_of(event.uid),
            withdrawn=event.cancelled,
        )
        _put_words(tx, row_id, event.words)
    tx.note("import_calendar")
    number = len(made) + len(former)
    said = {0: "Rien n’a changé\u00a0: l’agenda avait déjà tout.", 1: "1\u00a0créneau a changé dans votre agenda."}
    undo = RestoreCalendar(tuple(made), tuple(former)) if number else None
    return Change(_APPOINTMENTS, said.get(number, f"{number}\u00a0créneaux ont changé dans votre agenda."), undo)


def restore_calendar(tx: Tx, gesture: RestoreCalendar) -> Change:
    """Put one's own closed times back as they were before a file was taken in."""
    own = {row.id for row in _known(tx.connection, tx.actor.account_id).values()}
    if not own.issuperset((*gesture.made, *(one.id for one in gesture.former))):
        raise Refusal(_NOT_YOURS)
    for row_id in gesture.made:
        tx.change(agenda.busy_time, row_id, withdrawn=True)
    for one in gesture.former:
        tx.change(agenda.busy_time, one.id, starts_at=one.starts_at, ends_at=one.ends_at, withdrawn=one.withdrawn)
        _put_words(tx, one.id, one.words)
    return Change(_APPOINTMENTS, "Votre agenda est comme avant la lecture du fichier.")


def calendar_of(reader: Reader, question: CalendarOf) -> bytes:
    """The agenda of one professional: appointments and sessions, cancelled ones as cancelled; no name, no subject."""
    import icalendar

    if question.account_id != reader.actor.account_id and not may(reader.actor.roles, Thing.APPOINTMENTS, Level.WRITE):
        raise Refusal("Vous exportez votre propre agenda. Rien n’a été écrit\u00a0: demandez à la personne concernée.")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//CEIS Desk//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    place = str(site_value(reader.connection, "place", ""))
    name = reader.connection.execute(
        select(house.account.c.name).where(house.account.c.id == question.account_id)
    ).scalar()
    calendar.add("x-wr-calname", f"Rendez-vous de {name or 'ce compte'}")
    rows = _booked(reader.connection, question.account_id, reader.today - dt.timedelta(BEFORE_DAYS))
    if rows:
        # The library writes the zone for an event that needs it; the events themselves are written below.
        calendar.add("dtstart", rows[0][0].starts_at.replace(tzinfo=PLACE))
        calendar.add_missing_timezones()
        del calendar["dtstart"]
    head, end, _nothing = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return b"".join((head, *(_event(row, place, reader.now) for row in rows), end, b"\r\n"))


def _booked(connection: Connection, account_id: Id, first: dt.date) -> list[_Booked]:
    """The bookings by hour."""
    one, many = agenda.appointment, agenda.session
    found: list[_Booked] = []
    for table, words in ((one, "Rendez-vous"), (many, "Atelier")):
        rows = connection.execute(select(table).where(table.c.account_id == account_id, table.c.day >= first)).all()
        gone = (Outcome.EXCUSED.value, Outcome.REVOKED.value)
        found += [(row, row.withdrawn or (table is one and row.outcome in gone), words) for row in rows]
    return sorted(found, key=lambda line: (line[0].starts_at, line[0].id))


def _event(line: _Booked, place: str, now: dt.datetime) -> bytes:
    """One event: ten thousand of them by the library alone take half a minute, nearly all of it on the same words."""
    row, cancelled, words = line
    changed = moment_of(row.hlc) or now
    begin, rest = _same_words(words, ", ".join(part for part in (row.room, place) if part), cancelled)
    end = row.starts_at + dt.timedelta(minutes=row.minutes)
    # A number that only grows when the appointment changes: the other program keeps the latest.
    sequence = max(0, int((changed - _EPOCH).total_seconds() // 60))
    own = (
        f"UID:{row.id}@ceis-desk", f"DTSTAMP:{_utc(now)}", f"LAST-MODIFIED:{_utc(changed)}", f"SEQUENCE:{sequence}",
        f"DTSTART;TZID={PLACE.key}:{row.starts_at:{_MOMENT}}", f"DTEND;TZID={PLACE.key}:{end:{_MOMENT}}",
    )  # fmt: skip
    return b"".join((begin, *(f"{one}\r\n".encode("ascii") for one in own), rest))


@functools.lru_cache(maxsize=256)
def _same_words(words: str, location: str, cancelled: bool) -> tuple[bytes, bytes]:
    """What many events share, escaped and folded by the library: their first line, and all those after the dates."""
    import icalendar

    event = icalendar.Event()
    event.add("summary", words)
    event.add("location", location)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    begin, line, rest = event.to_ical().partition(b"\r\n")
    return begin + line, rest


def _utc(moment: dt.datetime) -> str:
    return f"{moment.replace(tzinfo=PLACE).astimezone(dt.UTC):{_MOMENT}}Z"


def _known(connection: Connection, own: Id) -> dict[str, Row[*tuple[Any, ...]]]:
    table = agenda.busy_time
    rows = connection.execute(select(table).where(table.c.account_id == own, table.c.external != ""))
    return {row.external: row for row in rows}


def _name_of(uid: str) -> str:
    """The name of an event in the clear: its digest, since some programs put the words of the event in its UID."""
    return hashlib.blake2b(uid.encode(errors="replace"), digest_size=16).hexdigest()


def _differs(event: CalendarEvent, old: Row[*tuple[Any, ...]] | None, words: Mapping[Id, About]) -> bool:
    """Whether the event changes anything: its words alone count too, for they are what the grid says of it."""
    if old is None or old.withdrawn:
        return not event.cancelled
    moved = (old.starts_at, old.ends_at) != (event.starts_at, event.ends_at)
    return moved or event.cancelled or _words_of(old, words) != _kept(event.words)


def _is_there(event: CalendarEvent, known: Mapping[str, Row[*tuple[Any, ...]]], words: Mapping[Id, About]) -> bool:
    name = _name_of(event.uid)
    return name in known and not _differs(event, known[name], words)


def _words_of(row: Row[*tuple[Any, ...]], words: Mapping[Id, About]) -> str:
    return words[row.id][1] if row.id in words else ""


def _kept(words: str) -> str:
    """Words with a social-security number are not kept: the time is."""
    return "" if find_nir(words) else words


def _put_words(tx: Tx, row_id: Id, words: str) -> None:
    """What another program calls the event may name somebody: it is sealed, the row says « Pris ailleurs »."""
    place = subject_place(row_id)
    payload = {"kind": "", "subject": _kept(words)}
    if Group.BUDGET in groups_of(tx.actor.roles):
        code, sealed = Group.BUDGET.value, seal_payload(tx, Group.BUDGET, payload, place)
    else:
        code, sealed = "", seal_to_author(tx, payload, place)
    tx.put(agenda.appointment_subject, row_id, group_code=code, sealed=sealed)


def _content(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _refusal(path, "n’est pas un fichier", "choisissez un fichier .ics")
        content = path.read_bytes() if found.st_size <= MAX_BYTES else b""
    except (OSError, ValueError) as error:
        advice = "vérifiez qu’il est bien là et qu’aucun autre programme ne le retient"
        raise _refusal(path, "ne peut pas être ouvert", advice) from error
    if found.st_size > MAX_BYTES:
        raise _refusal(path, "est trop grand (10\u00a0Mo au plus)", "exportez une période plus courte")
    return content


def _told(path: Path, content: bytes, first: dt.date, last: dt.date) -> list[Any]:
    answer = _answer(content, first, last)
    if isinstance(answer, list):
        return answer
    if answer == NOT_ONE:
        raise _refusal(path, "n’est pas un agenda (iCalendar)", "choisissez un fichier .ics exporté d’un agenda")
    if answer == TOO_MANY:
        raise _refusal(path, "répète un événement des milliers de fois", "exportez une période plus courte")
    raise _refusal(path, "est abîmé et ne se lit pas", "exportez-le de nouveau de l’autre programme")


def _answer(content: bytes, first: dt.date, last: dt.date) -> Any:
    paths = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter and our own module
            [sys.executable, "-P", "-m", calendar_process.__name__, str(SECONDS)],
            input=msgpack.packb([content, first.isoformat(), last.isoformat()]),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            creationflags=_NO_WINDOW,
            check=False,
        )
        return msgpack.unpackb(done.stdout)
    except (ValueError, msgpack.UnpackException):
        return None


def _refusal(path: Path, what: str, advice: str) -> Refusal:
    return Refusal(f"«\u00a0{path.name}\u00a0» {what}\u00a0: rien n’a été importé, {advice}.")
