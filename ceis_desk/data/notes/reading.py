"""Notes read: what the team may know of each, the text for whoever may open it, and whether it is its author’s word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id, moment_of
from ceis_desk.data.budget.case_rows import parted_at
from ceis_desk.data.house import site_value
from ceis_desk.data.keys.envelope import Unreadable, verify
from ceis_desk.data.keys.judgment import Trust
from ceis_desk.data.notes.signing import body_place, head_place, signed_content
from ceis_desk.data.payloads import open_as_author, open_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import house
from ceis_desk.data.schema.sealed import note
from ceis_desk.data.sealing import Keys, refuse_outside
from ceis_desk.data.trust import read_trust
from ceis_desk.notes.model import DEFAULT_TEMPLATES, InterviewMedium, Note, NoteTemplate
from ceis_desk.notes.questions import NotesOf, NoteTemplates

PAPER = "paper"
_NOBODY = Id(int=0)
TEMPLATES = "note_templates"
_SPOILED = "Le texte de cette note est abîmé\u00a0: il ne s’ouvre plus. Reprenez-le d’une sauvegarde."


@dataclass(frozen=True)
class OpenedNote:
    """A note opened by the session: its head, and its text when it is for the reader."""

    head: Mapping[str, Any]
    text: str | None
    sound: bool


def notes_of(reader: Reader, question: NotesOf) -> tuple[Note, ...]:
    """The notes of a thread, latest day first; raises Denied to whoever is not of its team."""
    return read_notes(reader, question.group, question.thread_id)


def read_notes(reader: Reader, group: Group, thread_id: Id | None = None) -> tuple[Note, ...]:
    """The notes of a team, of one thread or of all, latest day first; raises Denied without the team’s key.

    Of a common case closed by a separation, what colleagues wrote since, not knowing, is left out.
    """
    refuse_outside(reader.keys, group)
    query = select(note).where(note.c.group_code == group.value)
    rows = reader.connection.execute(query if thread_id is None else query.where(note.c.thread_id == thread_id)).all()
    trust, names = read_trust(reader.connection, reader.anchor), account_names(reader.connection)
    parted = parted_at(reader, thread_id) if group is Group.BUDGET else {}
    found = [
        (row.hlc, _told(row, opened, names))
        for row in rows
        if (opened := _opened(reader, row, trust)) is not None
        if row.hlc <= parted.get(row.thread_id, row.hlc) or Id(opened.head["author"]) == reader.actor.account_id
    ]
    found.sort(key=lambda one: (one[1].day, one[1].at, one[0]), reverse=True)
    return tuple(one for _, one in found)


def account_names(connection: Connection) -> dict[Id, str]:
    """The name of every account, closed ones too."""
    return {row.id: row.name for row in connection.execute(select(house.account.c.id, house.account.c.name))}


def note_templates(reader: Reader, _question: NoteTemplates) -> tuple[NoteTemplate, ...]:
    """What a note may begin with: the site’s own, else the shipped ones."""
    kept = site_value(reader.connection, TEMPLATES, None)
    if kept is None:
        return DEFAULT_TEMPLATES
    return tuple(NoteTemplate(one["key"], one["title"], one["text"]) for one in kept)


def _opened(reader: Reader, row: Row[Any], trust: Trust) -> OpenedNote | None:
    """The note, None when its head is sealed with a key that this session has not been given yet."""

    def make() -> OpenedNote | None:
        try:
            head = open_payload(reader.keys, Group(row.group_code), row.head, head_place(row.id))
        except Denied:
            return None
        except Unreadable:
            # Shown with its warning: a hole in a record would say nothing.
            return OpenedNote(_lost_head(row.id), _SPOILED, sound=False)
        return OpenedNote(head, _text(reader.keys, row, head), is_sound(row, head, trust))

    return reader.opened.get(note.name, row.id, row.hlc, make)


def _text(keys: Keys, row: Row[Any], head: Mapping[str, Any]) -> str | None:
    try:
        if head["private"]:
            return str(open_as_author(keys, row.body, body_place(row.id))["text"])
        return str(open_payload(keys, Group(row.group_code), row.body, body_place(row.id))["text"])
    except Denied:
        return None
    except Unreadable:
        return _SPOILED


def _lost_head(note_id: Id) -> Mapping[str, Any]:
    """What the id alone still says: when it was written."""
    at = moment_of(note_id)
    return {
        "day": at.date().isoformat(),
        "at": at.isoformat(timespec="seconds"),
        "author": _NOBODY.hex,
        "minutes": 0,
        "medium": InterviewMedium.OFFICE.value,
        "private": False,
        "completes": "",
    }


def is_sound(row: Row[Any], head: Mapping[str, Any], trust: Trust) -> bool:
    """Whether the author that the head names signed the row: by a key that the administration endorsed as hers."""
    keys = trust.papers if head.get(PAPER) else trust.signed_with(Id(head["author"]))
    content = signed_content(row.id, row.thread_id, row.group_code, row.head, row.body)
    return any(key and verify(key, row.signature, content) for key in keys)


def _told(row: Row[Any], opened: OpenedNote, names: Mapping[Id, str]) -> Note:
    head = opened.head
    author = Id(head["author"])
    return Note(
        id=row.id,
        thread_id=row.thread_id,
        at=dt.datetime.fromisoformat(head["at"]),
        day=dt.date.fromisoformat(head["day"]),
        author_id=author,
        author_name=names.get(author, ""),
        minutes=head["minutes"],
        medium=InterviewMedium(head["medium"]),
        private=head["private"],
        text=opened.text,
        completes=Id(head["completes"]) if head["completes"] else None,
        sound=opened.sound,
    )
