"""Amounts in euro cents, counts and shares: typed any French way, computed exactly, written with no-break spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from ceis_desk.core.errors import Refusal

_NBSP = "\u00a0"
_MINUS = "\u2212"
_LONGEST = 200
_CEILING = 10**12  # cents: ten thousand million euros, far over any budget kept here
_KEYBOARD = str.maketrans({"×": "*", "÷": "/", _MINUS: "-", "–": "-", _NBSP: " ", "\u202f": " ", "\u2009": " "})
_NUMBER = r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,][0-9]*)?|[.,][0-9]+"
_TOKEN = re.compile(rf" *({_NUMBER}|[-+*/]) *")
# Each piece is taken for good: « 1111 » could be cut in eight ways, and a long number with a slip in millions of years.
_EXPRESSION = re.compile(rf"(?>{_TOKEN.pattern})++")
_EURO = re.compile(r" *(?:€|euros?|eur)$", re.IGNORECASE)
_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def parse_amount(text: str) -> int:
    """Cents of `12,5`, `1 250,00 €`, `45+12,90` or `=88*2`: exact arithmetic, rounded half-up once, at the end.

    `+ - * /` with their usual precedence, no brackets. Half a cent goes away from zero.
    Raises Refusal for anything else, for a division by zero and for `1.250`, which may mean 1 250 or 1,25.
    """
    typed = _EURO.sub("", text.translate(_KEYBOARD).strip().removeprefix("="))
    if len(typed) > _LONGEST or not _EXPRESSION.fullmatch(typed):
        raise _not_understood()
    cents = half_up(_value(_TOKEN.findall(typed)) * 100)
    if abs(cents) > _CEILING:
        raise Refusal("Ce montant est trop grand pour être en euros. Le texte est gardé, corrigez-le.")
    return cents


def write_amount(cents: int) -> str:
    """`179593` as « 1 795,93 € » with U+00A0, U+2212 when negative."""
    euros, rest = divmod(abs(cents), 100)
    return f"{_MINUS if cents < 0 else ''}{write_count(euros)},{rest:02d}{_NBSP}€"


def write_count(number: int) -> str:
    """`2946` as « 2 946 » with U+00A0, U+2212 when negative."""
    return f"{number:,}".replace(",", _NBSP).replace("-", _MINUS)


def write_percent(number: int, total: int) -> str:
    """`number` in `total` as « 12 % », half-up; « non calculable » when the total is zero."""
    if total == 0:
        return "non calculable"
    return f"{write_count(half_up(Fraction(100 * number, total)))}{_NBSP}%"


def shares(counts: Sequence[int]) -> list[int]:
    """Whole percentages of counts (0 or more) that add to 100: largest remainder, the first one first.

    Zeros when nothing is counted.
    """
    total = sum(counts)
    if total == 0:
        return [0] * len(counts)
    rounded = [100 * count // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: -(100 * counts[place] % total))
    for place in by_remainder[: 100 - sum(rounded)]:
        rounded[place] += 1
    return rounded


def _value(tokens: list[str]) -> Fraction:
    """The sum of the products of numbers and signs that alternate, one sign allowed before the first number."""
    if tokens[0] in "+-":
        tokens = ["0", *tokens]
    if len(tokens) % 2 == 0 or any((part in "+-*/") != (place % 2) for place, part in enumerate(tokens)):
        raise _not_understood()
    terms = [_number(tokens[0])]
    for sign, written in zip(tokens[1::2], tokens[2::2], strict=True):
        number = _number(written)
        if sign == "/" and number == 0:
            raise Refusal("Ce calcul divise par zéro. Le texte est gardé, corrigez-le.")
        if sign in "+-":
            terms.append(number if sign == "+" else -number)
        else:
            terms[-1] = terms[-1] * number if sign == "*" else terms[-1] / number
    return sum(terms, Fraction(0))


def _number(written: str) -> Fraction:
    if _THOUSANDS_OR_DECIMALS.fullmatch(written):
        raise Refusal(
            "Ce montant peut se lire de deux façons. Écrivez 1 250 ou 1,25 plutôt que 1.250. Le texte est gardé."
        )
    return Fraction(written.replace(" ", "").replace(",", "."))


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -whole if value < 0 else whole


def _not_understood() -> Refusal:
    return Refusal("Ce montant n’est pas compris. Écrivez par exemple 1\u00a0250,50 ou 45+12,90. Le texte est gardé.")
