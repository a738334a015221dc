"""Search inside notes, in memory: folded words of the texts that the session has opened, dropped with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ceis_desk.core.folding import fold, tokens
from ceis_desk.data.notes.reading import read_notes
from ceis_desk.data.read import Reader
from ceis_desk.notes.model import Note, NoteHit
from ceis_desk.notes.questions import FindInNotes

_WORD = re.compile(r"[^\W_]+")
_WORDS = "note_words"
_BEFORE, _AFTER = 60, 120
_MOST_HITS = 200


@dataclass(frozen=True)
class _Word:
    folded: str
    start: int
    length: int


def find_in_notes(reader: Reader, question: FindInNotes) -> tuple[NoteHit, ...]:
    """The notes in which every word begins a word, latest first; what the reader may not open is not searched."""
    wanted = tuple(dict.fromkeys(tokens(question.words)))
    if not wanted:
        return ()
    hits = (_hit(reader, one, wanted) for one in read_notes(reader, question.group, question.thread_id))
    return tuple(hit for hit in hits if hit is not None)[:_MOST_HITS]


def _hit(reader: Reader, found: Note, wanted: tuple[str, ...]) -> NoteHit | None:
    if found.text is None:
        return None
    words = reader.opened.get(_WORDS, found.id, 0, lambda: _words(found.text or ""))
    named = [word for word in words if any(word.folded.startswith(one) for one in wanted)]
    if any(all(not word.folded.startswith(one) for word in named) for one in wanted):
        return None
    extract, shift = _extract(found.text, named[0])
    last = shift + len(extract)
    marks = tuple((word.start - shift, word.length) for word in named if shift <= word.start < last - word.length + 1)
    return NoteHit(found.id, found.thread_id, found.day, found.author_name, extract, marks)


def _words(text: str) -> tuple[_Word, ...]:
    found = _WORD.finditer(text)
    return tuple(_Word(fold(match[0]), match.start(), len(match[0])) for match in found)


def _extract(text: str, first: _Word) -> tuple[str, int]:
    """The text around a word, cut between words, and where it begins."""
    start, end = max(0, first.start - _BEFORE), min(len(text), first.start + first.length + _AFTER)
    if start:
        start = text.find(" ", start, first.start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", first.start + first.length, end), first.start + first.length)
    return text[start:end], start
