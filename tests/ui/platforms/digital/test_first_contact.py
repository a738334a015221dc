"""Whom the line « Première venue au numérique » names first, and in which words."""

from __future__ import annotations

import datetime as dt

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.first_contact import FirstContact, NamedContact
from ceis_desk.core.ids import code_id
from ceis_desk.ui.platforms.digital.first_contact import in_order, sentence

TODAY = dt.date(2019, 6, 18)


def contact(name: str, day: int, back_on: dt.date | None = None) -> NamedContact:
    found = FirstContact(code_id("first contact", name), dt.date(2019, 6, day), "Portes ouvertes", back_on)
    return NamedContact(found, "M.", name, "Éric")


LEBRUN = contact("Lebrun", 1, TODAY)
LACROIX, ROSSI = contact("Lacroix", 13), contact("Rossi", 5)
BACK = contact("Pons", 14, dt.date(2019, 6, 17))


def test_whoever_comes_back_today_is_said_first_then_the_latest_who_never_did() -> None:
    assert in_order((LEBRUN, ROSSI, LACROIX, BACK), TODAY) == (LEBRUN, LACROIX, ROSSI)


def test_the_sentence_says_the_animation_and_whether_she_is_back() -> None:
    show = Discretion(on=False)
    assert sentence((LEBRUN,), TODAY, show) == (
        "Première venue au numérique\u00a0: M. LEBRUN Éric, après l’animation du 1er juin."
    )
    assert sentence((LACROIX, ROSSI), TODAY, show) == (
        "Première venue au numérique\u00a0: M. LACROIX Éric, à l’animation du 13 juin, pas encore de retour."
        " 1 autre depuis un mois."
    )


def test_the_discreet_screen_says_initials_alone() -> None:
    assert "LEBRUN" not in sentence((LEBRUN,), TODAY, Discretion(on=True))
