"""The French social-security number (NIR) is never kept here: whatever text holds one is refused, with the reason.

What is looked for, and in which order:

1. Telephone and reference numbers are found first: French telephones (`0X…`, `+33…`, `0033…`), French IBAN and tax
   numbers with a right key, SIRET with a right Luhn sum, CAF (7 digits) and Banque de France (12) numbers behind their
   name, dates and hours.
2. Fifteen digits with a right key are a NIR, however they are grouped, unless every one belongs to those numbers.
3. Thirteen digits in the order of a NIR (sex, year, month, département, commune, rank) are one too, run together or
   grouped as on the card, unless one of its groups is such a number by itself or one reaches beyond it. (From month to
   rank a card of January to September reads like a telephone, grouped 2 2 3 3.) This also catches a mistyped key.

A candidate begins and ends where a group of digits does: a longer number is another number. The trade: about one other
number of 15 digits in a hundred, and one of 13 in two, is refused wrongly (the agent is told, the rest of the text is
kept); a NIR without its key that is grouped in an odd way passes.
"""

from __future__ import annotations

import re
import unicodedata

from ceis_desk.core.errors import Refusal

_GAP = r"[\s./_\-]{0,3}"
_START, _END = r"(?<![0-9])", r"(?![0-9])"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def _run(first: str, *others: str) -> str:
    """A pattern of digits with any grouping between them."""
    return _GAP.join((first, *others))


_UNITS = ("[1-478]", *["[0-9]"] * 5, "[0-9AB]", *["[0-9]"] * 6)
# Looked ahead at, so that a candidate may begin inside another one.
_WITH_KEY = re.compile(rf"{_START}(?=({_run(*_UNITS, '[0-9]', '[0-9]')}){_END})")
_WITHOUT_KEY = re.compile(rf"(?<![0-9+])(?=({_run(*_UNITS)}){_END})")
# Months 20, 30 to 42 and 50 to 99 stand for a birth certificate that gave none (INSEE).
_ORDER = re.compile(
    r"[1-478][0-9]{2}(?:0[1-9]|1[0-2]|20|3[0-9]|4[0-2]|[5-9][0-9])(?:0[1-9]|[1-9][0-9]|2[AB])(?!000)[0-9]{3}(?!000)[0-9]{3}"
)
_CARD = frozenset({1, 3, 5, 7, 10, 13})  # where the groups of the card end
_KEY_MODULUS = 97
_IBAN_MODULUS = 97
_TAX_MODULUS = 511
_UNKEYED = 13
_FEWEST_DIGITS = 12  # thirteen places, one of them a letter in Corsica

_TEN_DIGITS = _run("0", "[1-9]", *["[0-9]"] * 8)
_AFTER_PREFIX = rf"{_GAP}(?:\(0\){_GAP}|0{_GAP})?" + _run("[1-9]", *["[0-9]"] * 8)
_PHONES = re.compile(
    rf"{_START}{_TEN_DIGITS}{_END}|(?:\+{_GAP}|{_START}0{_GAP}0{_GAP})3{_GAP}3{_AFTER_PREFIX}{_END}|{_START}33[1-9][0-9]{{8}}{_END}"
)
_DATES_AND_HOURS = re.compile(
    rf"{_START}(?:(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})"
    rf"|(?:19|20)[0-9]{{2}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    rf"|[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?){_END}"
)
_CAF = re.compile(rf"(?:CAF|ALLOCATAIRE)[^0-9]{{0,12}}([0-9]{{7}}){_END}")
_BDF = re.compile(rf"(?:BDF|BANQUE DE FRANCE|DOSSIER)[^0-9]{{0,12}}([0-9]{{12}}){_END}")
_TAX = re.compile(rf"{_START}[0-3][0-9]{{12}}{_END}")
_SIRET = re.compile(rf"{_START}[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{5}}{_END}")
_IBAN = re.compile(rf"(?<![0-9A-Z])FR{_GAP}{_run(*['[0-9]'] * 12, *['[0-9A-Z]'] * 11, '[0-9]', '[0-9]')}(?![0-9A-Z])")


def refuse_nir(text: str) -> None:
    """Raises Refusal when `text` holds what looks like a social-security number."""
    reason = find_nir(text)
    if reason is not None:
        raise Refusal(
            "Ce texte ressemble à un numéro de sécurité sociale\u00a0: il ne peut pas être gardé ici. "
            f"On y lit {reason}. Retirez-le, le reste de la saisie est gardé."
        )


def find_nir(text: str) -> str | None:
    """Why `text` looks as if it held a social-security number, in French, or None."""
    if sum(map(str.isdecimal, text)) < _FEWEST_DIGITS:
        return None
    plain = _plain(text)
    known = _telephones_and_references(plain)
    covered = {place for start, end in known for place in range(start, end)}
    for match in _WITH_KEY.finditer(plain):
        if _has_right_key(_compact(match[1])) and not _places(match) <= covered:
            return "15 chiffres avec une clé juste"
    for match in _WITHOUT_KEY.finditer(plain):
        in_order = _is_grouped_as_nir(match[1]) and _ORDER.fullmatch(_compact(match[1]))
        if in_order and not any(_overrules(plain, span, match.span(1)) for span in known):
            return "13 chiffres dans l’ordre sexe, année, mois, département"
    return None


def _plain(text: str) -> str:
    """Upper case, digits of any script as 0 to 9, one dash, nothing invisible."""
    visible = (mark for mark in text.translate(_DASHES) if unicodedata.category(mark) != "Cf")
    return "".join(str(unicodedata.decimal(mark, mark)) for mark in visible).upper()


def _telephones_and_references(plain: str) -> list[tuple[int, int]]:
    """Where the numbers stand that are something else."""
    known = [match.span() for pattern in (_PHONES, _DATES_AND_HOURS) for match in pattern.finditer(plain)]
    known.extend(match.span(1) for pattern in (_CAF, _BDF) for match in pattern.finditer(plain))
    for pattern, has_right_key in ((_SIRET, _is_luhn), (_TAX, _is_tax_number), (_IBAN, _is_iban)):
        known.extend(match.span() for match in pattern.finditer(plain) if has_right_key(_compact(match[0])))
    return known


def _overrules(plain: str, known: tuple[int, int], candidate: tuple[int, int]) -> bool:
    """Whether a known number reaches beyond a candidate that it meets, or is one whole group of it."""
    (start, end), (first, last) = known, candidate
    meets = start < last and first < end
    return meets and (start < first or last < end or plain[start:end].isdecimal())


def _places(match: re.Match[str]) -> set[int]:
    """Where the digits and letters of a candidate stand."""
    return {place for place, mark in enumerate(match[1], start=match.start(1)) if mark.isalnum()}


def _compact(written: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", written)


def _has_right_key(nir: str) -> bool:
    """The key is 97 less the rest of the first thirteen digits by 97; 2A counts as 19 and 2B as 18."""
    number = nir[:_UNKEYED].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and _KEY_MODULUS - int(number) % _KEY_MODULUS == int(nir[_UNKEYED:])


def _is_grouped_as_nir(written: str) -> bool:
    """Run together, or parted only where the card parts its groups."""
    ends, length = set(), 0
    for group in re.findall(r"[0-9A-Z]+", written):
        length += len(group)
        ends.add(length)
    return ends <= _CARD


def _is_luhn(number: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_tax_number(number: str) -> bool:
    """A French tax number ends with its first ten digits modulo 511."""
    return int(number[:10]) % _TAX_MODULUS == int(number[10:])


def _is_iban(number: str) -> bool:
    """ISO 13616: letters count from 10, the country and its key go last, the rest by 97 is 1."""
    return int("".join(str(int(mark, 36)) for mark in number[4:] + number[:4])) % _IBAN_MODULUS == 1
