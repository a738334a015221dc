"""Days, hours and lengths as the agenda writes them."""

from __future__ import annotations

import datetime as dt

from ceis_desk.core.dates import DAYS, MONTHS, write_hour, write_long_day

MINUTES_AN_HOUR = 60


def ordinal(number: int) -> str:
    """« 1er », « 3e »."""
    return "1er" if number == 1 else f"{number}e"


def day_number(day: dt.date) -> str:
    """« 1er », « 18 »: only the first of a month bears a mark."""
    return "1er" if day.day == 1 else str(day.day)


def short_head(day: dt.date) -> str:
    """« mar. 18 »."""
    return f"{DAYS[day.weekday()][:3]}. {day_number(day)}"


def span_words(first: dt.date, last: dt.date) -> str:
    """« 17 au 21 juin 2019 », « mardi 18 juin 2019 » for one day."""
    if first == last:
        return write_long_day(first)
    end = f"{day_number(last)} {MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{day_number(first)} au {end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{day_number(first)} {MONTHS[first.month - 1]}{year} au {end}"


def week_of(day: dt.date) -> dt.date:
    """The Monday of its week."""
    return day - dt.timedelta(days=day.weekday())


def minute_of(moment: dt.datetime | dt.time) -> int:
    """Minutes since midnight."""
    return moment.hour * MINUTES_AN_HOUR + moment.minute


def at_minute(day: dt.date, minute: int) -> dt.datetime:
    """The moment of a day at so many minutes from midnight."""
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute)


def length_words(minutes: int) -> str:
    """« 45 min », « 1 h 30 », « 2 h »."""
    hours, left = divmod(minutes, MINUTES_AN_HOUR)
    if not hours:
        return f"{left}\u00a0min"
    return f"{hours}\u00a0h\u00a0{left:02d}" if left else f"{hours}\u00a0h"


def hours_words(booked: int, offered: int) -> str:
    """« 19 h sur 24 », both given in minutes and rounded to the hour; empty when nothing is offered."""
    if not offered:
        return ""
    whole = [round(minutes / MINUTES_AN_HOUR) for minutes in (booked, offered)]
    return f"{whole[0]}\u00a0h sur {whole[1]}"


def moment_words(moment: dt.datetime, now: dt.datetime) -> str:
    """« mardi 18, 15:00 », with its month when it is another one, and its year too."""
    day = f"{DAYS[moment.weekday()]} {day_number(moment)}"
    if (moment.year, moment.month) != (now.year, now.month):
        day += f" {MONTHS[moment.month - 1]}"
    if moment.year != now.year:
        day += f" {moment.year}"
    return f"{day}, {write_hour(moment.time())}"


def when_words(start: dt.datetime, minutes: int) -> str:
    """« 10:45 à 11:30, 45 min »."""
    end = start + dt.timedelta(minutes=minutes)
    return f"{write_hour(start.time())} à {write_hour(end.time())}, {length_words(minutes)}"


def since_words(since: dt.date, today: dt.date) -> str:
    """« depuis aujourd’hui », « depuis hier », « depuis 6 jours »."""
    days = (today - since).days
    return {0: "depuis aujourd’hui", 1: "depuis hier"}.get(days, f"depuis {days} jours")
