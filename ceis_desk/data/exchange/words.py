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
PRINT_WORDS = 4  # 44 bits, behind scrypt
_FILE = Path(__file__).resolve().parents[3] / "resources" / "reference" / "mots.txt"
_BITS = 11
_LONGEST_SHOWN = 20
# About 50 ms and 16 MiB for each key that a forger would try.
_PRINT_COST, _PRINT_BLOCK, _PRINT_SALT = 1 << 14, 8, b"ceis-desk fingerprint 1"


class MistypedPhrase(Refusal):
    """A phrase that was never drawn: a word is unknown, missing or in excess."""


@cache
def words() -> tuple[str, ...]:
    """The list, in its order: a fingerprint depends on it."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def draw_phrase() -> str:
    """Six words drawn at random."""
    return " ".join(secrets.choice(words()) for _ in range(PHRASE_WORDS))


def read_phrase(typed: str) -> str:
    """The phrase as it was drawn, whatever its case, accents, spaces and commas; raises MistypedPhrase."""
    found = tokens(typed)
    for rank, word in enumerate(found[:PHRASE_WORDS], start=1):
        if word not in words():
            raise MistypedPhrase(_slip(rank, word))
    if len(found) != PHRASE_WORDS:
        raise MistypedPhrase(
            f"La phrase compte {len(found)} mots au lieu de {PHRASE_WORDS}. Rien n’a changé\u00a0: "
            "recopiez-la en entier."
        )
    return " ".join(found)


def fingerprint(public: bytes) -> str:
    """Four words that two people compare by voice; each costs a forger some 50 ms, whatever the PC."""
    drawn = hashlib.scrypt(public, salt=_PRINT_SALT, n=_PRINT_COST, r=_PRINT_BLOCK, p=1, dklen=PRINT_WORDS * 2)
    number = int.from_bytes(drawn, "big")
    return " ".join(words()[number >> _BITS * rank & len(words()) - 1] for rank in range(PRINT_WORDS))


def _slip(rank: int, word: str) -> str:
    shown = word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"
    near = difflib.get_close_matches(word[:_LONGEST_SHOWN], words(), n=1)
    advice = f"était-ce «\u00a0{near[0]}\u00a0»\u00a0?" if near else "relisez-le et corrigez-le."
    return f"Le mot {rank}, «\u00a0{shown}\u00a0», n’est pas de ceux de la liste. Rien n’a changé\u00a0: {advice}"
