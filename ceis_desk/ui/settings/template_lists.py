"""The templates of letters and of notes as the settings keep them: those of the site, else those of the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from ceis_desk.access.site_settings import sound
from ceis_desk.core.errors import Refusal
from ceis_desk.notes.model import DEFAULT_TEMPLATES
from ceis_desk.platforms.budget.letters import DEFAULT_LETTERS
from ceis_desk.ui.settings.codes import new_code

LETTERS, NOTES = "letter_templates", "note_templates"
Template = Mapping[str, str]


def letters_kept(kept: Mapping[str, str]) -> tuple[Template, ...]:
    """The letters that may be written, in their order."""
    found = sound(LETTERS, kept.get(LETTERS))
    return tuple(asdict(one) for one in DEFAULT_LETTERS) if found is None else tuple(found)


def notes_kept(kept: Mapping[str, str]) -> tuple[Template, ...]:
    """What a note may begin with, in the order of the keys that choose."""
    found = sound(NOTES, kept.get(NOTES))
    return tuple(asdict(one) for one in DEFAULT_TEMPLATES) if found is None else tuple(found)


def with_letter(letters: Sequence[Template], given: Template, code: str) -> tuple[Template, ...]:
    """The letters with this one at the place of the one of that code, which it keeps; without a code, last."""
    if code:
        return tuple({"code": code, **given} if one["code"] == code else one for one in letters)
    taken = {one["code"] for one in letters}
    return (*letters, {"code": new_code(given["title"], taken, "courrier"), **given})


def with_note(notes: Sequence[Template], given: Template, key: str) -> tuple[Template, ...]:
    """The notes with this one at the rank that its key says, instead of the one of `key`."""
    others = [one for one in notes if one["key"] != key]
    others.insert(int(given["key"]) - 1, given)
    return numbered(others)


def numbered(notes: Sequence[Template]) -> tuple[Template, ...]:
    """The key of a note is its rank: it is the digit that the list shows and takes."""
    return tuple({**one, "key": str(rank)} for rank, one in enumerate(notes, 1))


def check_rank(words: str, last: int) -> None:
    """Raise Refusal unless `words` is a rank from 1 to `last`."""
    if not (words.isascii() and words.isdigit() and 1 <= int(words) <= last):
        raise Refusal(f"Ce rang n’est pas compris. Le texte est gardé\u00a0: écrivez un nombre de 1 à {last}.")
