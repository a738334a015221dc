"""The keys of a person: what she is searched by, and the blocks in which her duplicates are looked for."""

from __future__ import annotations

from enum import StrEnum

from ceis_desk.core.phones import phone_fragments
from ceis_desk.people.alike import Name, Traits, sound, traits, words
from ceis_desk.people.model import Identity

LONGEST = 40
"""Letters of a word that are indexed and searched: no name is told apart further on."""
_SHORT_WORD = 6
_GRAM = 3


class Kind(StrEnum):
    """What a search token is made of, in one letter: there are some fifteen rows a person."""

    FAMILY = "n"
    FIRST = "f"
    WHOLE = "w"
    PHONE = "p"
    BIRTH = "b"


Token = tuple[str, Kind]


def search_tokens(identity: Identity) -> frozenset[Token]:
    """Every word of the names, compound names in one piece, both whole names, ends of phones, birth both ways round."""
    families = tuple(dict.fromkeys(name for name in (words(identity.used_name), words(identity.birth_name)) if name))
    first = words(identity.first_name)
    found: set[Token] = {(word, Kind.FAMILY) for name in families for word in _pieces(name)}
    found |= {(word, Kind.FIRST) for word in _pieces(first)}
    for name in families if first else ():
        found |= {("".join((*name, *first)), Kind.WHOLE), ("".join((*first, *name)), Kind.WHOLE)}
    found |= {(fragment, Kind.PHONE) for phone in identity.phones for fragment in phone_fragments(phone)}
    found |= {(form, Kind.BIRTH) for form in _birth_forms(identity)}
    return frozenset((token[:LONGEST], kind) for token, kind in found)


def _pieces(name: Name) -> tuple[str, ...]:
    return (*name, "".join(name)) if name else ()


def _birth_forms(identity: Identity) -> tuple[str, ...]:
    """Day first as it is said and typed, year first so that a year alone begins it."""
    if identity.birth_date is None:
        return (f"{identity.birth_year:04d}",) if identity.birth_year else ()
    day = identity.birth_date
    return f"{day.day:02d}{day.month:02d}{day.year:04d}", f"{day.year:04d}{day.month:02d}{day.day:02d}"


def block_keys(identity: Identity) -> frozenset[str]:
    """Two records of one person share one of these at least, whatever single thing was mistyped or changed."""
    return frozenset(_keys_of(traits(identity)))


def _keys_of(person: Traits) -> set[str]:
    first = "".join(person.first)
    family = tuple("".join(name) for name in person.families)
    keys = {f"p{phone}" for phone in person.phones}
    if person.email:
        keys.add(f"e{person.email}")
    if person.address:
        keys.add("a" + " ".join(person.address))
    if person.birth_date:
        keys.add(f"b{person.birth_date:%m%d}{person.birth_date.year}")
    keys |= {"n" + " ".join(sorted((bones(name), bones(first)))) for name in family}
    if person.birth_year:
        keys |= {f"y{name}{person.birth_year}" for name in (*family, first) if name}
    return keys


def bones(name: str) -> str:
    """The first letter of a folded name and its consonants as they are heard: vowels are what the ear mistakes most."""
    said = sound(name)
    return said[:1] + "".join(letter for letter in said[1:] if letter not in "aeiou")


def spelling(word: str) -> str:
    """A folded word as its grams are taken: between marks, so that its ends are grams of their own, then its bones."""
    return f"_{word}_={bones(word)}="


def grams(word: str) -> tuple[str, ...]:
    """The grams by which a mistyped word is looked for; thousands share the first of the bones: only if it is short."""
    written = spelling(word)
    parts = (written,) if len(word) <= _SHORT_WORD else (written.partition("=")[0], written.partition("=")[2])
    return tuple(dict.fromkeys(part[at : at + _GRAM] for part in parts for at in range(len(part) - _GRAM + 1)))


def spelt(text: str) -> str:
    """The word of a spelling."""
    return text[1:].partition("_")[0]
