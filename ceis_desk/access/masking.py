"""The one masking formatter: every view, title, tooltip and print writes what concerns a person through it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

DOTS = "•••"
ANONYMOUS = "Passage anonyme"


@dataclass(frozen=True)
class Discretion:
    """How a person is written while the discreet screen is on or off; `key` is what shows the details again."""

    on: bool
    key: str = "F9"

    def name(self, civility: str, family: str, first: str) -> str:
        """« Mme BENALI Samira », or « B••• S. »; a visit without any name is a « Passage anonyme »."""
        family, first = family.strip(), first.strip()
        if not (family or first):
            return ANONYMOUS
        if not self.on:
            return " ".join(part for part in (civility, family.upper(), first) if part)
        if not family:
            return _initial(first) + DOTS
        return _initial(family) + DOTS + (f" {_initial(first)}." if first else "")

    def agreed(self, civility: str, stem: str) -> str:
        """« arrivée », « arrivé » or, when the gender is unknown or hidden, « arrivé·e »."""
        return stem + ("·e" if self.on else {"Mme": "e", "M.": ""}.get(civility, "·e"))

    def birth(self, on: dt.date | None, year: int | None = None, feminine: bool | None = None) -> str:
        """« née le 14/03/1984 » or « née en 1984 », or « né·e un 14/03 »: the year is what tells two people apart."""
        if self.on:
            return f"né·e un {on:%d/%m}" if on else ""
        born = {True: "née", False: "né", None: "né·e"}[feminine]
        if on:
            return f"{born} le {on:%d/%m}/{on.year:04d}"
        return f"{born} en {year}" if year else ""

    def motif(self, label: str) -> str:
        """The motifs of a visit, or « motif masqué »."""
        return "motif masqué" if self.on else label

    def platform(self, code: str) -> str:
        """The platform whose icon and colour may be drawn, or none: at the counter they would tell the motif."""
        return "" if self.on else code

    def phone(self, text: str) -> str:
        """A phone number already written by pairs, or dots."""
        return DOTS if self.on and text else text

    def amount(self, text: str) -> str:
        """An amount already written in euros, or dots."""
        return DOTS if self.on and text else text

    def detail(self, text: str) -> str:
        """Address, age, last visit…: whatever else would tell who it is."""
        if not (self.on and text):
            return text
        return f"Détails masqués, {self.key} pour afficher" if self.key else "Détails masqués"


def initials(family: str, first: str) -> str:
    """The two letters of the round badge, the same in both screens; « PA » for an anonymous visit."""
    return _initial(family) + _initial(first) or "PA"


def _initial(text: str) -> str:
    return next((char.upper()[:1] for char in text if char.isalnum()), "")
