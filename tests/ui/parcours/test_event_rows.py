"""Events as rows of a narrow card."""

from __future__ import annotations

from dataclasses import replace

from ceis_desk.access.masking import Discretion
from ceis_desk.ui.parcours.event_rows import coming_rows
from tests.ui.parcours import ways
from tests.ui.people.files import NOW


def test_an_appointment_to_come_says_its_length_below_its_name() -> None:
    event = replace(ways.NEXT, at=ways.moment(25, 6, 14, 0), words="Rendez-vous numérique, 45 min")
    way = replace(ways.WAY, events=(event, ways.WORKSHOP))
    looks = [(look.title, look.subtitle) for _ident, look in coming_rows(way, NOW, Discretion(on=False))]
    assert looks == [
        ("Rendez-vous numérique", "14:00, 45 min, dans 7\u00a0jours"),
        ("Atelier CV", "14:00, dans 7\u00a0jours"),
    ]
