"""The 2 048 French words by which people dictate a secret, or compare two keys, over the telephone."""

from __future__ import annotations

import difflib
import hashlib
import secrets
from functools import cache
from pathlib import Path

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import tokens

PHRASE_WORDS = 6  # 66 bits, behind Argon2id
SHORTEST = 8
PRINT_WORDS = 4  # 44 bits, behind scrypt
_FILE = Path(__file__).resolve().parents[3] / "resources" / "reference" / "mots.txt"
_BITS = 11
_LONGEST_SHOWN = 20
# About 50 ms and 16 MiB for each key that a forger would try.
_PRINT_COST, _PRINT_BLOCK, _PRINT_SALT = 1 << 14, 8, b"ceis-desk fingerprint 1"


class ShortPhrase(Refusal):
    """A phrase too short to keep a secret."""

    def __init__(self) -> None:
        super().__init__(
            f"Cette phrase est trop courte. Rien n’a changé\u00a0: il lui faut au moins {SHORTEST} lettres ou chiffres"
            ", six mots au hasard valent mieux."
        )


@cache
def words() -> tuple[str, ...]:
    """The list, in its order: a fingerprint depends on it."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def draw_phrase() -> str:
    """Six words drawn at random."""
    return " ".join(secrets.choice(words()) for _ in range(PHRASE_WORDS))


def read_phrase(typed: str) -> str:
    """The secret of a phrase, whatever its case, accents, spaces, hyphens and commas; raises ShortPhrase."""
    secret = "".join(tokens(typed))
    if len(secret) < SHORTEST:
        raise ShortPhrase
    return secret


def slip_in(typed: str) -> str:
    """What may be wrong in a phrase that opened nothing, empty when it is not like those that are drawn."""
    found = tokens(typed)
    strange = [rank for rank, word in enumerate(found) if word not in words()]
    if len(found) < PHRASE_WORDS - 1 or len(strange) > PHRASE_WORDS // 2:
        return ""
    if strange:
        return _slip(strange[0] + 1, found[strange[0]])
    return "" if len(found) == PHRASE_WORDS else f"La phrase compte {len(found)} mots au lieu de {PHRASE_WORDS}."


def fingerprint(public: bytes) -> str:
    """Four words that two people compare by voice; each costs a forger some 50 ms, whatever the PC."""
    drawn = hashlib.scrypt(public, salt=_PRINT_SALT, n=_PRINT_COST, r=_PRINT_BLOCK, p=1, dklen=PRINT_WORDS * 2)
    number = int.from_bytes(drawn, "big")
    return " ".join(words()[number >> _BITS * rank & len(words()) - 1] for rank in range(PRINT_WORDS))


def _slip(rank: int, word: str) -> str:
    shown = word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"
    near = difflib.get_close_matches(word[:_LONGEST_SHOWN], words(), n=1)
    advice = f"\u00a0: était-ce «\u00a0{near[0]}\u00a0»\u00a0?" if near else "."
    return f"Le mot {rank}, «\u00a0{shown}\u00a0», n’est pas de la liste{advice}"
