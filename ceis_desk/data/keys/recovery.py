"""The recovery key on paper: 13 groups of five signs, each with its own check, so that a slip is found where it is."""

from __future__ import annotations

import hashlib
import unicodedata

from ceis_desk.core.errors import Refusal
from ceis_desk.data.keys.envelope import KEY_BYTES, Pair, expand, new_box_pair

PREFIX = "CEIS"
# Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand has one spelling.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CONFUSED = str.maketrans("OIL", "011")
_GROUPS = 13
_DATA = 4
_MARK = 4
_BITS = 5
_SPARE_BITS = _GROUPS * _DATA * _BITS - KEY_BYTES * 8


def new_recovery() -> tuple[str, Pair]:
    """A fresh recovery key: the text to print once, and its X25519 pair."""
    pair = new_box_pair()
    return recovery_text(pair.private), pair


def recovery_text(private: bytes) -> str:
    """The 32 bytes of the private key as « CEIS-XXXXX-XXXXX-… »."""
    number = int.from_bytes(private, "big") << _SPARE_BITS | _spare(private)
    digits = [number >> _BITS * place & 31 for place in reversed(range(_GROUPS * _DATA))]
    groups = [digits[start : start + _DATA] for start in range(0, len(digits), _DATA)]
    words = ("".join(_SIGNS[sign] for sign in [*group, _check(at, group)]) for at, group in enumerate(groups))
    return "-".join((PREFIX, *words))


def recovery_private(text: str) -> bytes:
    """The private key behind a typed text, whatever its case and spacing, O read as 0, I and L as 1.

    Raises Refusal that says what is missing or which group holds the slip.
    """
    signs = _signs(text)
    digits: list[int] = []
    wrong: list[int] = []
    for at in range(_GROUPS):
        word = signs[at * (_DATA + 1) : (at + 1) * (_DATA + 1)]
        group = [_SIGNS.find(sign) for sign in word]
        if min(group) < 0 or _check(at, group[:_DATA]) != group[_DATA]:
            wrong.append(at + 1)
        digits += group[:_DATA]
    if wrong:
        raise Refusal(_slip(wrong))
    number = 0
    for digit in digits:
        number = number << _BITS | digit
    private = (number >> _SPARE_BITS).to_bytes(KEY_BYTES, "big")
    if number & (1 << _SPARE_BITS) - 1 != _spare(private):
        raise Refusal("La clé de secours contient une erreur. Rien n’a changé\u00a0: relisez-la en entier.")
    return private


def paper_mark(public: bytes) -> str:
    """Four signs by which a sheet is told from another, and which open nothing."""
    drawn = int.from_bytes(hashlib.sha256(b"ceis-desk sheet 1" + public).digest()[:4], "big")
    return "".join(_SIGNS[drawn >> _BITS * place & 31] for place in range(_MARK))


def paper_sign(private: bytes) -> bytes:
    """The private key by which the paper key signs, drawn from the one that is printed."""
    return expand(private, "paper signature 1")


def _signs(text: str) -> str:
    kept = "".join(char for char in unicodedata.normalize("NFKC", text).upper() if char.isalnum())
    length = _GROUPS * (_DATA + 1)
    # No printed sign is the letter I: « CEIS » is the prefix for sure, « CE1S » only when the length says so.
    folded = kept.removeprefix(PREFIX).translate(_CONFUSED)
    if len(folded) == len(PREFIX) + length:
        folded = folded.removeprefix(PREFIX.translate(_CONFUSED))
    if len(folded) != length:
        raise Refusal(
            f"La clé de secours compte {len(folded)} signes au lieu de {length} après «\u00a0{PREFIX}\u00a0». "
            "Rien n’a changé\u00a0: relisez-la groupe par groupe.",
        )
    return folded


def _slip(wrong: list[int]) -> str:
    where = ", ".join(str(place) for place in wrong)
    groups = f"Le groupe {where}" if len(wrong) == 1 else f"Les groupes {where}"
    verb = "contient" if len(wrong) == 1 else "contiennent"
    return f"{groups} de la clé de secours {verb} une erreur. Rien n’a changé\u00a0: corrigez et réessayez."


def _spare(private: bytes) -> int:
    return hashlib.sha256(b"ceis-desk recovery 1" + private).digest()[0] & (1 << _SPARE_BITS) - 1


def _check(at: int, group: list[int]) -> int:
    # A weighted sum over GF(32): any one wrong sign, two neighbours swapped or two groups swapped change it.
    total = at + 1
    for digit in reversed(group):
        total = _double(total ^ digit)
    return total


def _double(sign: int) -> int:
    shifted = sign << 1
    return shifted ^ 0b100101 if shifted & 32 else shifted
