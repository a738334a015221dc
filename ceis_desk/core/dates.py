"""French dates and hours: typed in any usual way, written in one."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORT_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")

_YEARS = range(1900, 2200)
_LONGEST = 100  # characters: a cell may hold a whole book
_OLDEST = 120  # years: nobody was ever older by much, and « 1819 » is a slip for 1919
_CENTURY = 100
_LEAP_YEAR = 2000
_SERIALS = range(1, 2958466)  # 1 January 1900 to 31 December 9999
_MISSING_DAY = 60  # 29 February 1900 never was: the 1900 system counts it all the same
_SECONDS_A_DAY = 86_400

_NEAR_DAYS = {"avant hier": -2, "hier": -1, "aujourd hui": 0, "auj": 0, "demain": 1, "apres demain": 2}
# Left to `re`, which keeps what it compiles: the lock screen writes an hour and reads none.
_SHIFT = r"([+\-−])\s*([0-9]{1,4})"
_SEPARATED = r"([0-9]{1,2}) ?[ /.] ?([0-9]{1,2})(?: ?[ /.] ?([0-9]{4}|[0-9]{2}))?"
_ISO = r"([0-9]{4})[ /.]([0-9]{1,2})[ /.]([0-9]{1,2})"
_RUN_TOGETHER = r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})"
_WRITTEN = r"([0-9]{1,2})(?:er)? ([a-z]{3,9})\.?(?: ([0-9]{4}))?"
_MIDNIGHT = r"[ t]00:00(?::00(?:\.0+)?)?$"  # what spreadsheets add to a date without an hour
_TIME = r"([0-9]{1,2}) ?(?:h ?([0-9]{2})?|: ?([0-9]{2})(?::([0-9]{2}))?)"
_MOMENT = r"(?:(?P<day>.{0,40}?\S)\s+(?:[àa]\s+)?)?(?P<time>[0-9]{1,2}\s{0,2}[hH:][0-9\s:]{0,8})"

_Parts = tuple[int, int, str]  # day, month, and the year as typed: "", "19" or "2019"


def parse_day(text: str, today: dt.date) -> dt.date:
    """The day meant by `18/06/2019`, `180619`, `18/6`, `18 juin`, `2019-06-18`, `demain`, `+7` or `jeudi`.

    Without a year, or with two digits of it, the nearest such day to `today`; a day of the week is the next one,
    today included. Raises Refusal.
    """
    words = _words(text)
    near = _near_day(text.strip(), words, today)
    if near is not None:
        return near
    weekday, parts = _take_weekday(words)
    day = _complete(*_parts(parts), today)
    if weekday is not None and day.weekday() != weekday:
        raise Refusal(f"Le {write_day(day)} est un {DAYS[day.weekday()]}. Le texte est gardé, corrigez-le.")
    return day


def parse_birth(text: str, today: dt.date, *, guess_century: bool = False) -> tuple[dt.date | None, int | None]:
    """A birth date, or a year of birth alone: (date, None) or (None, year).

    With `guess_century`, a year of two digits is the latest that is not to come (what is typed is seen and corrected);
    without it Refusal is raised, for imported files. Raises Refusal too for a day to come or over 120 years ago.
    """
    words = _words(text)
    if re.fullmatch(r"[0-9]{4}|[0-9]{2}", words):
        year = _birth_year(words, (1, 1), today, guess_century=guess_century)
        _check_age(today.year - year)
        return None, year
    day, month, typed = _parts(words)
    if not typed:
        raise Refusal("L’année de naissance manque. Écrivez par exemple 14/03/1984. Le texte est gardé.")
    birth = _day_of(_birth_year(typed, (month, day), today, guess_century=guess_century), month, day)
    _check_age(age_on(birth, today))
    return birth, None


def parse_time(text: str) -> dt.time:
    """The hour of `9:20`, `9h20`, `09:20:00`, `9h` or `14 h 05`; raises Refusal."""
    match = re.fullmatch(_TIME, " ".join(text.casefold().split()))
    if match is None:
        raise Refusal("Cette heure n’est pas comprise. Écrivez par exemple 9:20 ou 14h05. Le texte est gardé.")
    hour, after_h, after_colon, second = match.groups()
    try:
        return dt.time(int(hour), int(after_h or after_colon or 0), int(second or 0))
    except ValueError:
        raise Refusal("Cette heure n’existe pas. Le texte est gardé, corrigez-le.") from None


def parse_moment(text: str, now: dt.datetime) -> dt.datetime:
    """The day and hour of `jeu 14h`, `18/06 à 10:45` or `+7 9h`; an hour alone is today.

    A day of the week whose hour has passed today is next week's. Raises Refusal.
    """
    match = re.fullmatch(_MOMENT, text.strip())
    if match is None:
        raise Refusal("L’heure manque ou n’est pas comprise. Écrivez par exemple « jeu 14h ». Le texte est gardé.")
    time = parse_time(match["time"])
    if match["day"] is None:
        return dt.datetime.combine(now.date(), time)
    moment = dt.datetime.combine(parse_day(match["day"], now.date()), time)
    has_passed = moment < now and _weekday(fold(match["day"])) is not None
    return moment + dt.timedelta(days=7) if has_passed else moment


def from_serial(number: float) -> dt.date:
    """The date of a spreadsheet number in the 1900 system, or the datetime (to the second) when it has a fraction.

    Raises Refusal outside 1900–9999 and for 60, the 29 February 1900 that never was.
    """
    is_near = math.isfinite(number) and abs(number) < _SERIALS.stop
    days, seconds = divmod(round(number * _SECONDS_A_DAY), _SECONDS_A_DAY) if is_near else (0, 0)
    if days not in _SERIALS or days == _MISSING_DAY:
        raise Refusal("Ce nombre n’est pas une date de tableur. La case d’origine est gardée, corrigez-la.")
    start = dt.datetime(1899, 12, 30) if days > _MISSING_DAY else dt.datetime(1899, 12, 31)
    moment = start + dt.timedelta(days=days, seconds=seconds)
    return moment if seconds else moment.date()


def time_from_serial(number: float) -> dt.time:
    """The hour of a spreadsheet number, its fraction of a day, to the second; raises Refusal for a negative one."""
    if not math.isfinite(number) or number < 0:
        raise Refusal("Ce nombre n’est pas une heure de tableur. La case d’origine est gardée, corrigez-la.")
    seconds = round(number % 1 * _SECONDS_A_DAY) % _SECONDS_A_DAY
    return (dt.datetime.min + dt.timedelta(seconds=seconds)).time()


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, the last of the month when there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def write_day(day: dt.date) -> str:
    """« 18/06/2019 », for fields and tables."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def write_long_day(day: dt.date) -> str:
    """« mardi 18 juin 2019 », for sentences; « 1er » for the first of the month."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {number} {write_month(day)}"


def write_month(day: dt.date) -> str:
    """« juin 2019 »."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def write_short_month(day: dt.date) -> str:
    """« déc. 2018 », for the axis of a chart."""
    return f"{SHORT_MONTHS[day.month - 1]} {day.year}"


def write_hour(time: dt.time) -> str:
    """« 9:05 », « 10:45 »."""
    return f"{time.hour}:{time.minute:02d}"


def age_on(birth: dt.date, day: dt.date) -> int:
    """Full years on `day`, negative before the birth; a birthday of 29 February falls on 1 March in common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_from_year(year: int, day: dt.date) -> int:
    """The age reached in the year of `day` by someone of whom only the year of birth is known."""
    return day.year - year


def _words(text: str) -> str:
    """Folded, without the midnight of spreadsheets; raises Refusal for what is too long to be a date."""
    if len(text) > _LONGEST:
        raise _not_understood()
    return re.sub(_MIDNIGHT, "", fold(text))


def _near_day(typed: str, words: str, today: dt.date) -> dt.date | None:
    """The day named from today: `demain`, `+7`, `jeudi`; None when `words` name none."""
    weekday = _weekday(words)
    shift = re.fullmatch(_SHIFT, typed)
    if words in _NEAR_DAYS:
        days = _NEAR_DAYS[words]
    elif weekday is not None:
        days = (weekday - today.weekday()) % 7
    elif shift:
        days = int(shift[2]) if shift[1] == "+" else -int(shift[2])
    else:
        return None
    return today + dt.timedelta(days=days)


def _weekday(word: str) -> int | None:
    """0 for « lundi », « lun » or « lun. »."""
    for number, name in enumerate(DAYS):
        if word.removesuffix(".") in {name, name[:3]}:
            return number
    return None


def _take_weekday(words: str) -> tuple[int | None, str]:
    first, _, others = words.partition(" ")
    weekday = _weekday(first)
    return (None, words) if weekday is None else (weekday, others)


def _parts(words: str) -> _Parts:
    """Day, month and typed year of folded words; raises Refusal."""
    if match := re.fullmatch(_ISO, words):
        return int(match[3]), int(match[2]), match[1]
    if match := re.fullmatch(_SEPARATED, words) or re.fullmatch(_RUN_TOGETHER, words):
        return int(match[1]), int(match[2]), match[3] or ""
    if (match := re.fullmatch(_WRITTEN, words)) and (month := _month(match[2])):
        return int(match[1]), month, match[3] or ""
    raise _not_understood()


def _not_understood() -> Refusal:
    return Refusal("Cette date n’est pas comprise. Écrivez par exemple 18/06/2019. Le texte est gardé.")


def _month(word: str) -> int | None:
    """6 for « juin », 12 for « déc. »."""
    for number, (name, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), start=1):
        if word in {fold(name), fold(short).removesuffix("."), fold(name)[:4], fold(name)[:3]} - {"jui"}:
            return number
    return None


def _complete(day: int, month: int, typed: str, today: dt.date) -> dt.date:
    """The nearest day to `today` that the typed year allows."""
    if not typed:
        return _nearest(day, month, today)
    if len(typed) == len("19"):
        this = today.year - today.year % _CENTURY + int(typed)
        year = min((this - _CENTURY, this, this + _CENTURY), key=lambda year: abs(year - today.year))
        return _day_of(year, month, day)
    return _day_of(int(typed), month, day)


def _nearest(day: int, month: int, today: dt.date) -> dt.date:
    _day_of(_LEAP_YEAR, month, day)  # a day that no year has is refused as such
    found = []
    for year in (today.year + 1, today.year, today.year - 1):
        try:
            found.append(dt.date(year, month, day))
        except ValueError:  # 29 February
            continue
    if not found:
        raise Refusal(f"Le {day:02d}/{month:02d} n’existe pas cette année. Écrivez aussi l’année. Le texte est gardé.")
    return min(found, key=lambda one: abs(one - today))


def _day_of(year: int, month: int, day: int) -> dt.date:
    if year not in _YEARS:
        raise Refusal(f"L’année {year:04d} n’est pas possible ici. Le texte est gardé, corrigez-la.")
    try:
        return dt.date(year, month, day)
    except ValueError:
        is_leap_day = (day, month) == (29, 2)
        written = f"{day:02d}/{month:02d}/{year}" if is_leap_day else f"{day:02d}/{month:02d}"
        raise Refusal(f"Le {written} n’existe pas. Le texte est gardé.") from None


def _birth_year(typed: str, month_day: tuple[int, int], today: dt.date, *, guess_century: bool) -> int:
    if len(typed) == len("1984"):
        return int(typed)
    if not guess_century:
        raise Refusal(
            "L’année de naissance n’a que deux chiffres, elle n’est pas devinée. "
            "Écrivez les quatre, par exemple 1984. Le texte est gardé."
        )
    year = today.year - today.year % _CENTURY + int(typed)
    return year if (year, *month_day) <= (today.year, today.month, today.day) else year - _CENTURY


def _check_age(age: int) -> None:
    if age < 0:
        raise Refusal("Cette date de naissance est à venir. Vérifiez l’année. Le texte est gardé.")
    if age > _OLDEST:
        raise Refusal("Cette date de naissance a plus de 120 ans. Vérifiez l’année. Le texte est gardé.")
