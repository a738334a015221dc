"""The first free times that fit, day after day, no further than is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ceis_desk.access.model import Account
from ceis_desk.agenda.questions import FindSlots
from ceis_desk.agenda.slots import Offer, first_slots
from ceis_desk.agenda.week import Slot
from ceis_desk.data.agenda.calendar import Calendar, Taken, booked_spans, read_calendar, read_taken
from ceis_desk.data.agenda.week import platforms_of
from ceis_desk.data.read import Reader
from ceis_desk.data.staff import read_accounts

LONGEST_HORIZON = 366
_CHUNK = 14
"""Days read at once: most searches end within them."""


def find_slots(reader: Reader, question: FindSlots) -> tuple[Slot, ...]:
    """The first free times of these professionals, else of all those of the platform."""
    accounts = [
        one
        for one in read_accounts(reader.connection)
        if (not question.accounts or one.id in question.accounts)
        and (not question.platform or question.platform in platforms_of(one))
    ]
    gap_read = read_calendar(reader.connection, question.after.date(), question.after.date()).gap
    return first_slots(
        _offers(reader, question, accounts), question.minutes, question.after, question.wish, question.count, gap_read
    )


def _offers(reader: Reader, question: FindSlots, accounts: list[Account]) -> Iterator[list[Offer]]:
    first = question.after.date()
    horizon = max(1, min(question.horizon, LONGEST_HORIZON))
    for start in range(0, horizon, _CHUNK):
        begin = first + dt.timedelta(days=start)
        end = first + dt.timedelta(days=min(start + _CHUNK, horizon) - 1)
        calendar = read_calendar(reader.connection, begin, end)
        taken = read_taken(reader.connection, begin, end)
        for day in calendar.days:
            working = [one for one in accounts if one.closed_on is None or day < one.closed_on]
            yield [_offer(question, calendar, taken, account, day) for account in working]


def _offer(question: FindSlots, calendar: Calendar, taken: tuple[Taken, ...], account: Account, day: dt.date) -> Offer:
    return Offer(
        account_id=account.id,
        name=account.name,
        platform=question.platform or platforms_of(account)[0],
        open=calendar.open_of(account.id, day),
        booked=booked_spans(taken, account.id, day),
        rooms=calendar.rooms_of(account.id, day, taken),
    )
