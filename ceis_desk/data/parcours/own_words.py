"""The person's own words in the store: one sealed row each time that something is said, and nothing is overwritten."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select

from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.codec import row_of
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.parcours.rows import PARCOURS
from ceis_desk.data.payloads import Payload, open_as_author, open_payload, seal_payload, seal_to_author
from ceis_desk.data.people import refuse_erased, same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema.parcours import own_words
from ceis_desk.data.sealing import Keys
from ceis_desk.data.write import Tx
from ceis_desk.parcours import rules
from ceis_desk.parcours.own_words import (
    LONGEST_WORDS,
    Aspect,
    OwnWords,
    ReadOwnWords,
    Visibility,
    WithdrawOwnWords,
    WriteOwnWords,
)

_GONE = "Ces mots ne sont plus là, ou ne sont pas pour votre compte. Rien n’a changé\u00a0: relisez la fiche."
_EMPTY = "Écrivez au moins un mot de la personne. Rien n’a été enregistré."
_TOO_LONG = f"Ce texte dépasse {LONGEST_WORDS} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."
_REPLACED = "D’autres mots ont pris leur place. Rien n’a changé\u00a0: relisez la fiche."
_SUBJECTS = frozenset({Subject(PARCOURS)})


def write_own_words(tx: Tx, gesture: WriteOwnWords) -> Change:
    """Write what she says; what it replaces is dated, and stays."""
    person_id = same_person(tx.connection, gesture.person_id)[0]
    refuse_erased(tx.connection, person_id)
    text = gesture.text.strip()
    refuse_nir(text)
    if not text:
        raise Refusal(_EMPTY)
    if len(text) > LONGEST_WORDS:
        raise Refusal(_TOO_LONG)
    rules.require_passed(gesture.day, tx.today)
    former = None if gesture.replaces is None else _standing(tx, gesture)
    words = OwnWords(
        id=id_at(tx.now),
        clock=0,
        person_id=person_id,
        aspect=gesture.aspect,
        text=text,
        day=gesture.day,
        visibility=gesture.visibility,
        author_id=tx.actor.account_id,
        replaces=gesture.replaces,
    )
    _put(tx, words)
    if former is not None:
        # Said to those who read the former words, perhaps not the new ones: those do not stand any more.
        _put(tx, replace(former, until=gesture.day))
    said = f"{gesture.aspect.label}\u00a0: enregistré pour {gesture.visibility.label}."
    return Change(_SUBJECTS, said, WithdrawOwnWords(words.id, tx.stamp()[0]), made=(words.id,))


def withdraw_own_words(tx: Tx, gesture: WithdrawOwnWords) -> Change:
    """Take words back, or put them back; those that they replaced stand again, or no more."""
    words = _opened(tx, gesture.words_id)
    tx.require_clock(own_words, words.id, gesture.clock)
    if words.until is not None:
        raise Refusal(_REPLACED)
    if words.replaces is not None:
        former = _opened(tx, words.replaces)
        _put(tx, replace(former, until=None if gesture.withdrawn else words.day))
    tx.change(own_words, words.id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=_SUBJECTS,
        said="Mots retirés." if gesture.withdrawn else "Mots remis.",
        undo=WithdrawOwnWords(words.id, tx.stamp()[0], not gesture.withdrawn),
    )


def read_own_words(reader: Reader, question: ReadOwnWords) -> tuple[OwnWords, ...]:
    """What stands, by aspect, latest first, each with what it replaced."""
    ids, names = same_person(reader.connection, question.person_id), account_names(reader.connection)
    rows = reader.connection.execute(
        select(own_words).where(own_words.c.person_id.in_(ids), ~own_words.c.withdrawn).order_by(own_words.c.id)
    ).all()
    found: dict[Id, OwnWords] = {}
    for row in rows:
        with suppress(Denied, Unreadable):
            words = reader.opened.get(own_words.name, row.id, row.hlc, lambda row=row: _open(reader.keys, row))  # type: ignore[misc]  # a lambda's default has no type
            found[row.id] = replace(words, author_name=names.get(words.author_id, ""))
    standing = [_with_former(one, found) for one in found.values() if one.until is None]
    order = list(Aspect)
    standing.sort(key=lambda one: (one.day, one.id.bytes), reverse=True)
    return tuple(sorted(standing, key=lambda one: order.index(one.aspect)))


def _with_former(words: OwnWords, found: dict[Id, OwnWords]) -> OwnWords:
    former, before = list[OwnWords](), words.replaces
    while before in found and len(former) < len(found):
        former.append(found[before])
        before = found[before].replaces
    return replace(words, former=tuple(former))


def _standing(tx: Tx, gesture: WriteOwnWords) -> OwnWords:
    """The words to replace, as they were read; raises Refusal when they are of something else or stand no more."""
    assert gesture.replaces is not None  # noqa: S101 the caller looked
    former = _opened(tx, gesture.replaces)
    tx.require_clock(own_words, former.id, gesture.clock)
    row_person = same_person(tx.connection, former.person_id)[0]
    if (former.aspect, row_person) != (gesture.aspect, same_person(tx.connection, gesture.person_id)[0]):
        raise Refusal(_GONE)
    if former.until is not None:
        raise Refusal(_REPLACED)
    if gesture.day < former.day:
        raise Refusal("Ces mots sont d’avant ceux qu’ils remplacent. Rien n’a changé\u00a0: corrigez la date.")
    return former


def _opened(tx: Tx, words_id: Id) -> OwnWords:
    row = tx.connection.execute(select(own_words).where(own_words.c.id == words_id)).first()
    if row is None:
        raise Refusal(_GONE)
    try:
        return _open(tx.keys, row)
    except Denied as failure:
        raise Denied(_GONE) from failure


def _open(keys: Keys, row: Row[Any]) -> OwnWords:
    visibility, place = Visibility(row.group_code), _place(row.id)
    group = visibility.group
    payload = open_as_author(keys, row.sealed, place) if group is None else open_payload(keys, group, row.sealed, place)
    held = {"person_id": row.person_id, "visibility": visibility, "id": row.id, "clock": row.hlc}
    return row_of(OwnWords, payload, **held)


def _put(tx: Tx, words: OwnWords) -> None:
    payload: Payload = {
        "aspect": words.aspect.value,
        "text": words.text,
        "day": words.day.isoformat(),
        "author_id": words.author_id.hex,
        "replaces": words.replaces.hex if words.replaces else None,
        "until": _iso(words.until),
    }
    place, group = _place(words.id), words.visibility.group
    sealed = seal_to_author(tx, payload, place) if group is None else seal_payload(tx, group, payload, place)
    tx.put(
        own_words,
        words.id,
        person_id=words.person_id,
        group_code=words.visibility.value,
        sealed=sealed,
        withdrawn=False,
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _place(words_id: Id) -> Place:
    return Place(own_words.name, words_id, "sealed")
