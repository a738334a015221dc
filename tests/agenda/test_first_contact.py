"""Who came to the digital space through an animation, and who came back."""

from __future__ import annotations

import datetime as dt

from ceis_desk.agenda.first_contact import ContactCounts, DigitalFact, counts_of, first_contacts
from ceis_desk.core.ids import code_id

ANNE, OMAR = code_id("person", "anne"), code_id("person", "omar")
FIRST, LAST = dt.date(2019, 6, 1), dt.date(2019, 6, 30)


def june(day: int) -> dt.date:
    return dt.date(2019, 6, day)


def test_who_came_first_to_an_animation_and_again_another_day_came_back() -> None:
    facts = [DigitalFact(ANNE, june(12)), DigitalFact(ANNE, june(4), "Fête du numérique")]
    (contact,) = first_contacts(facts, FIRST, LAST)
    assert (contact.person, contact.day, contact.animation, contact.back_on) == (
        *(ANNE, june(4), "Fête du numérique", june(12)),
    )
    assert counts_of((contact,)) == ContactCounts(1, 1)


def test_a_visit_of_the_same_day_is_how_she_came_in_and_no_coming_back() -> None:
    facts = [DigitalFact(ANNE, june(4)), DigitalFact(ANNE, june(4), "Fête du numérique")]
    (contact,) = first_contacts(facts, FIRST, LAST)
    assert contact.back_on is None


def test_who_had_come_before_the_animation_was_not_reached_by_it() -> None:
    facts = [DigitalFact(OMAR, dt.date(2019, 5, 2)), DigitalFact(OMAR, june(4), "Fête du numérique")]
    assert first_contacts(facts, FIRST, LAST) == ()


def test_a_first_animation_of_another_month_counts_in_its_own() -> None:
    facts = [DigitalFact(ANNE, dt.date(2019, 5, 31), "Portes ouvertes"), DigitalFact(ANNE, june(4), "Fête")]
    assert first_contacts(facts, FIRST, LAST) == ()
    assert counts_of(first_contacts(facts, dt.date(2019, 5, 1), dt.date(2019, 5, 31))) == ContactCounts(1, 1)


def test_those_reached_stand_by_day() -> None:
    facts = [DigitalFact(OMAR, june(9), "Fête"), DigitalFact(ANNE, june(4), "Fête")]
    assert [one.person for one in first_contacts(facts, FIRST, LAST)] == [ANNE, OMAR]
    assert counts_of(first_contacts(facts, FIRST, LAST)) == ContactCounts(2, 0)
