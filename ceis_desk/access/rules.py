"""Rules of signing in: logins, strength of a password, the wait after a wrong one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from ceis_desk.access.model import Account, Role
from ceis_desk.core.errors import Refusal

_FREE_FAILURES = 1
_LONGEST_WAIT = 60
_LEAST_SIGNS, _LEAST_UNFORESEEN = 10, 5
_MEDIUM, _SOLID, _VERY_SOLID = 8, 12, 20
_MANY_KINDS = 3
_STRENGTHS = ("à choisir", "faible", "moyen", "solide", "très solide")
_ROWS_OF_KEYS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop")
_KNOWN_WORDS = ("motdepasse", "password", "bonjour", "soleil", "accueil", "montpellier", "ceis", "ccas", "demo")

TOO_SHORT = (
    f"Ce mot de passe est trop court. Rien n’a changé\u00a0: prenez au moins {_LEAST_SIGNS} signes, "
    "ou une phrase de quatre mots."
)
TOO_KNOWN = (
    "Ce mot de passe se devine trop vite. Rien n’a changé\u00a0: prenez des signes qui ne se suivent pas, "
    "ou une phrase de quatre mots."
)


class WrongPassword(Refusal):
    """The login or the password is not right; which one is never said."""

    def __init__(self, failures: int = 1) -> None:
        super().__init__(refused_password(failures))


def normal_login(text: str) -> str:
    """The login as it is compared: no case, no accent, no space."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    folded = folded.replace("œ", "oe").replace("æ", "ae")
    return "".join(char for char in folded if not unicodedata.combining(char) and not char.isspace())


def new_login(text: str) -> str:
    """The login of a new account, normalised; raises Refusal unless it is 2 to 40 letters, digits, dots or hyphens."""
    login = normal_login(text)
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,39}", login):
        raise Refusal(
            "Cet identifiant ne convient pas. Rien n’a été créé\u00a0: "
            "choisissez de 2 à 40 lettres, chiffres, points ou tirets.",
        )
    return login


def new_password(text: str) -> str:
    """The password of a new account or a new one of an account; raises Refusal when it is too short or too foreseen.

    Opening asks nothing of the kind: a password given before this rule still opens.
    """
    if len(text) < _LEAST_SIGNS:
        raise Refusal(TOO_SHORT)
    if _unforeseen_signs(text) < _LEAST_UNFORESEEN:
        raise Refusal(TOO_KNOWN)
    return text


def password_strength(text: str) -> tuple[int, str]:
    """How hard the password is to guess, 0 to 4, and the words beside the bar; `new_password` alone refuses."""
    if not text:
        return 0, _STRENGTHS[0]
    signs = _unforeseen_signs(text)
    if signs >= _MEDIUM and _kinds(text) >= _MANY_KINDS:
        signs += 2
    score = 1 + sum(signs >= least for least in (_MEDIUM, _SOLID, _VERY_SOLID))
    plural = "s" if len(text) > 1 else ""
    return score, f"{_STRENGTHS[score]}\u00a0: {len(text)} signe{plural}"


def wait_after_failures(failures: int) -> int:
    """Seconds to wait after so many wrong passwords in a row: 0, 0, 2, 4, 8… and never more than 60."""
    return 0 if failures <= _FREE_FAILURES else min(_LONGEST_WAIT, 2 ** min(failures - 1, 6))


def refused_password(failures: int) -> str:
    """The sentence after the nth wrong password: it costs time, never data."""
    wait = wait_after_failures(failures)
    when = f" dans {wait} secondes" if wait else ""
    return f"Mot de passe refusé. Rien n’est perdu, réessayez{when}."


def keep_an_admin(accounts: Iterable[Account]) -> None:
    """Raise Refusal when no open account holds the administration."""
    if not any(Role.ADMIN in account.roles and account.closed_on is None for account in accounts):
        raise Refusal("Il faut au moins une personne à l’administration. Rien n’a changé.")


def _unforeseen_signs(text: str) -> int:
    folded = normal_login(text)
    for word in _KNOWN_WORDS:
        folded = folded.replace(word, word[0])
    return 1 + sum(not _follows(before, after) for before, after in pairwise(folded))


def _follows(before: str, after: str) -> bool:
    pair = before + after
    return before == after or any(pair in row or pair in row[::-1] for row in _ROWS_OF_KEYS)


def _kinds(text: str) -> int:
    tests = (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    return sum(any(test(char) for char in text) for test in tests)
