"""Telephone numbers: any French way of typing one, kept as E.164 and read by pairs."""

from __future__ import annotations

import re
import unicodedata

from ceis_desk.core.errors import Refusal

_FRANCE = "+33"
_SHAPE = re.compile(r"[0-9+()./_\-\s]{1,40}")
_FRENCH = re.compile(r"\+33[1-9][0-9]{8}")
_FRENCH_PREFIX = re.compile(r"(?:\+|00)33(?:0(?=[1-9]))?")
_SHORTEST_FRAGMENT = 3


def parse_phone(text: str) -> str:
    """The E.164 form (`+33639981234`) of a number typed in any usual way; without a prefix it is French.

    Possible numbers are taken, assigned or not: numbering plans change more often than this program.
    Raises Refusal when it is not one telephone number.
    """
    import phonenumbers

    typed = _straight(text)
    if not _SHAPE.fullmatch(typed):
        raise Refusal(
            "Ce numéro de téléphone n’est pas compris. Écrivez par exemple 06 39 98 12 34. Le texte est gardé."
        )
    try:
        number = phonenumbers.parse(re.sub(r"[\s_/]", " ", typed), "FR")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refusal("Ce numéro de téléphone n’a pas le bon nombre de chiffres. Vérifiez-le : le texte est gardé.")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if e164.startswith(_FRANCE) and not _FRENCH.fullmatch(e164):
        raise Refusal("Ce numéro de téléphone n’a pas dix chiffres. Vérifiez-le : le texte est gardé.")
    return e164


def write_phone(e164: str) -> str:
    """A number from `parse_phone` as it is read aloud: French ones by pairs, others in their international form."""
    if _FRENCH.fullmatch(e164):
        national = _national(e164)
        return " ".join(national[at : at + 2] for at in range(0, len(national), 2))
    import phonenumbers

    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")


def digits(text: str) -> str:
    """The digits of `text`, a French prefix (+33, 0033) read as the 0 that people dial."""
    return _FRENCH_PREFIX.sub("0", re.sub(r"[^0-9+]", "", _straight(text)), count=1).replace("+", "")


def phone_fragments(e164: str) -> tuple[str, ...]:
    """Every end of the dialled number, longest first, 3 digits at least.

    A fragment typed anywhere in the number begins one of them, so that an index of beginnings finds it.
    """
    dialled = _national(e164)
    return tuple(dialled[at:] for at in range(len(dialled) - _SHORTEST_FRAGMENT + 1))


def _national(e164: str) -> str:
    return "0" + e164.removeprefix(_FRANCE) if e164.startswith(_FRANCE) else e164.removeprefix("+")


def _straight(text: str) -> str:
    """Full-width digits, no-break spaces and dashes as a keyboard types them."""
    return re.sub(r"[‐‑‒–—−]", "-", unicodedata.normalize("NFKC", text)).strip()
