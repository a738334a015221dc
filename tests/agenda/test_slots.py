from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.agenda.slots import STEP_MINUTES, Offer, first_slots, free_starts, suits
from ceis_desk.agenda.spans import lasting, meet, without
from ceis_desk.agenda.week import Span, Wish
from ceis_desk.core.ids import Id
from tests.agenda.test_spans import MONDAY, SPANS, at, span

CLAIRE, NADIA = Id(int=1), Id(int=2)
MINUTES = st.sampled_from((15, 30, 45, 60, 90))


def offer(who: Id, *open_spans: Span, booked: tuple[Span, ...] = (), room: str = "") -> Offer:
    name = "Claire Fabre" if who == CLAIRE else "Nadia Haddad"
    return Offer(who, name, "budget", open_spans, booked, tuple((one, room) for one in open_spans))


def hours(starts: object) -> list[str]:
    return [f"{one:%H:%M}" for one in starts]  # type: ignore[attr-defined]  # moments


@given(SPANS, SPANS, MINUTES, st.integers(0, 24 * 60), st.sampled_from((0, 15)))
def test_a_slot_is_always_inside_what_is_open_and_never_over_what_is_booked(
    open_spans: list[Span], booked: list[Span], minutes: int, after: int, gap: int
) -> None:
    soonest = at(0) + dt.timedelta(minutes=after)
    for start in free_starts(open_spans, booked, minutes, soonest, gap):
        slot = lasting(start, minutes)
        assert start >= soonest
        assert without((slot,), open_spans) == ()
        breath = dt.timedelta(minutes=gap)
        assert not any(meet(slot, Span(one.start - breath, one.end + breath)) for one in booked if one.minutes or gap)


@given(SPANS, SPANS, MINUTES)
def test_no_slot_is_missed(open_spans: list[Span], booked: list[Span], minutes: int) -> None:
    found = list(free_starts(open_spans, booked, minutes, at(0)))
    left = without(open_spans, booked)
    assert bool(found) == any(one.minutes >= minutes for one in left)
    assert {one.start for one in left if one.minutes >= minutes} <= set(found)


@given(st.lists(st.tuples(SPANS, SPANS), max_size=3), MINUTES, st.integers(0, 6))
def test_the_first_slots_are_in_order_and_those_of_one_person_never_overlap(
    days: list[tuple[list[Span], list[Span]]], minutes: int, count: int
) -> None:
    offers = [[Offer(Id(int=n), f"P{n}", "", tuple(o), tuple(b)) for n, (o, b) in enumerate(days)]]
    found = first_slots(offers, minutes, at(0), count=count)
    assert len(found) <= count
    assert list(found) == sorted(found, key=lambda slot: (slot.starts_at, slot.name))
    for one in found:
        others = [lasting(x.starts_at, minutes) for x in found if x.account_id == one.account_id and x is not one]
        assert not any(meet(lasting(one.starts_at, minutes), other) for other in others)


def test_slots_begin_with_the_availability_and_after_a_booking() -> None:
    open_spans, booked = (span(9, 12),), (span(9.5, 10),)
    assert hours(free_starts(open_spans, booked, 45, at(0))) == ["10:00", "10:15", "10:30", "10:45", "11:00", "11:15"]
    assert hours(free_starts(open_spans, booked, 30, at(9)))[:2] == ["09:00", "10:00"]


def test_a_breath_is_kept_before_and_after_a_booking() -> None:
    found = free_starts((span(9, 12),), (span(10, 10.75),), 45, at(0), gap=15)
    assert hours(found) == ["09:00", "11:00", "11:15"]


def test_nothing_is_offered_in_the_past_and_the_step_stays_that_of_the_availability() -> None:
    assert hours(free_starts((span(9, 10),), (), 15, at(9) + dt.timedelta(minutes=20))) == ["09:30", "09:45"]
    assert STEP_MINUTES == 15


@pytest.mark.parametrize("minutes", [0, -15])
def test_no_length_is_no_slot(minutes: int) -> None:
    assert list(free_starts((span(9, 12),), (), minutes, at(0))) == []


def test_a_slot_may_end_at_midnight_and_not_after() -> None:
    assert hours(free_starts((span(23, 24),), (), 45, at(0))) == ["23:00", "23:15"]


def test_the_first_three_are_those_of_all_by_hour() -> None:
    tuesday = MONDAY + dt.timedelta(days=1)
    days = [
        [offer(CLAIRE, span(9, 9.5)), offer(NADIA, span(15, 15.75))],
        [offer(CLAIRE, span(11, 11.75, tuesday)), offer(NADIA, span(9, 11.5, tuesday), booked=(span(9, 10, tuesday),))],
    ]
    found = first_slots(days, 45, at(0))
    assert [(f"{slot.starts_at:%a %H:%M}", slot.name) for slot in found] == [
        ("Mon 15:00", "Nadia Haddad"),
        ("Tue 10:00", "Nadia Haddad"),
        ("Tue 10:45", "Nadia Haddad"),
    ]


def test_a_wish_for_the_afternoon_leaves_the_morning_out() -> None:
    day = [[offer(CLAIRE, span(9, 12), span(14, 15), room="bureau 2")]]
    (slot,) = first_slots(day, 45, at(0), Wish.AFTERNOON, count=1)
    assert (slot.starts_at, slot.room) == (at(14), "bureau 2")
    assert suits(at(12.5), Wish.MORNING)
    assert not suits(at(13), Wish.MORNING)


def test_no_further_day_is_read_than_is_needed() -> None:
    read: list[int] = []

    def days() -> object:
        for number in range(60):
            read.append(number)
            yield [offer(CLAIRE, span(9, 12))]

    first_slots(days(), 45, at(0), count=2)  # type: ignore[arg-type]  # a generator
    assert read == [0]
