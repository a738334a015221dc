"""Backups of one desk: what is known of each, which are kept as time goes by, and the words that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ceis_desk.core.dates import DAYS, MONTHS, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id

SUFFIX = ".sauvegarde"
CONFIRM_WORD = "REPRENDRE"
"""What is typed before a good store is replaced."""
EVERY = dt.timedelta(hours=1)
"""Of work between two automatic backups."""
FIRST_AFTER = dt.timedelta(minutes=5)
"""Of work before the first backup of a desk, or of a day that begins long after the last one."""
AGAIN_AFTER = dt.timedelta(minutes=10)
"""Before an automatic backup that failed is tried again."""

# How long each grain is kept: all of today and yesterday, then the last of each day, of each week, of each month.
_ALL_DAYS, _DAILY_DAYS, _WEEKLY_DAYS, _MONTHLY_DAYS = 2, 14, 8 * 7, 366
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_FAR = dt.timedelta(days=300)
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Backup:
    """One backup file, as its manifest describes it: verified when it was made, and read back since.

    `moment` is the business time, `written_at` the PC's own in seconds since 1970, `clock` the last clock of its rows,
    `content` the BLAKE2b of its rows, `size` in bytes.
    """

    path: Path
    desk_id: Id
    moment: dt.datetime
    written_at: float
    clock: int
    schema: int
    content: str
    rows: int
    size: int


@dataclass(frozen=True)
class Offer:
    """The best backup of a store that cannot be opened; `ring_only` when its keys alone are missing, not its data.

    `lacks` is the time between the backup and the last writing of what it would replace, None when nobody knows.
    """

    backup: Backup
    lacks: dt.timedelta | None
    ring_only: bool = False


class DamagedStore(Refusal):
    """The store cannot be opened as it is and was not touched; `offer` is the best backup, None when there is none."""

    def __init__(self, sentence: str, offer: Offer | None = None) -> None:
        super().__init__(sentence)
        self.offer = offer


@dataclass(frozen=True)
class BackupState:
    """How safe the desk is: its last backup, whether it is also at the second place, and what failed since."""

    last: Backup | None = None
    second_place: str = ""
    in_second_place: bool = False
    trouble: str = ""


@dataclass(frozen=True)
class Restoration:
    """Take a backup back: its file, and the password of one of its administrators or the paper key.

    `replacing` says that the word of confirmation was given; only a good store in place asks for it. With `ring_only`
    the data in place stay, and its keys alone come from the backup: so it is too when nothing else is damaged.
    """

    file: Path
    login: str = ""
    password: str = field(default="", repr=False)
    recovery: str = field(default="", repr=False)
    ring_only: bool = False
    replacing: bool = False


class NeedsWords(Refusal):
    """A good store is in place: a restore must be confirmed in words before it sets that store aside."""


@dataclass(frozen=True)
class Restored:
    """A backup taken back; `aside` is the folder where the former files were put, None when there were none."""

    backup: Backup
    aside: Path | None
    ring_only: bool = False


@dataclass(frozen=True)
class Health:
    """A store that was read whole and found sound; `content` is the BLAKE2b of its rows.

    `attached` are the files of documents beside it, `spoiled` those of them that are not as they were written.
    """

    schema: int
    rows: int
    content: str
    last: Backup | None
    attached: int = 0
    spoiled: int = 0


# -- which backups are kept


def next_backup(last: dt.datetime | None, now: dt.datetime, *, failed: bool = False) -> dt.datetime:
    """When the next automatic backup is to be made; a last one still to come (the clock went back) counts as none."""
    if failed:
        return now + AGAIN_AFTER
    soon = now + FIRST_AFTER
    return max(last + EVERY, soon) if last is not None and last <= now else soon


def has_come(due: dt.datetime, now: dt.datetime) -> bool:
    """Whether it is time; a moment more than an hour away belongs to a clock that was set back since."""
    return not now < due <= now + EVERY


def kept_moments(moments: Iterable[dt.datetime], now: dt.datetime) -> frozenset[dt.datetime]:
    """The moments worth keeping; the latest always is, and what is dated after `now` is left alone."""
    known = sorted(moments)
    kept = {moment for moment in known if moment > now or _days_between(moment, now) < _ALL_DAYS}
    kept.update(known[-1:])
    for days, bucket in _GRAINS:
        last_of = {bucket(moment): moment for moment in known if _days_between(moment, now) < days}
        kept.update(last_of.values())
    return frozenset(kept)


def _days_between(moment: dt.datetime, now: dt.datetime) -> int:
    return (now.date() - moment.date()).days


_GRAINS: tuple[tuple[int, Callable[[dt.datetime], object]], ...] = (
    (_DAILY_DAYS, lambda moment: moment.date()),
    (_WEEKLY_DAYS, lambda moment: moment.isocalendar()[:2]),
    (_MONTHLY_DAYS, lambda moment: (moment.year, moment.month)),
)


# -- words


def moment_words(moment: dt.datetime, *, year: bool = False) -> str:
    """« mardi 18 juin à 10:00 », with the year for one that is far."""
    number = "1er" if moment.day == 1 else str(moment.day)
    day = f"{DAYS[moment.weekday()]} {number} {MONTHS[moment.month - 1]}"
    return f"{day}{f' {moment.year}' if year else ''} à {write_hour(moment.time())}"


def offer_words(offer: Offer) -> str:
    """« sauvegarde du mardi 18 juin à 10:00, vérifiée ; il y manque 42 minutes de travail »."""
    far = offer.lacks is not None and offer.lacks > _FAR
    backup = f"sauvegarde du {moment_words(offer.backup.moment, year=far)}, vérifiée"
    if offer.ring_only:
        return f"{backup}\u00a0: son trousseau rouvre vos données, rien n’y manque"
    return f"{backup}\u00a0; {_lack_words(offer.lacks)}"


def _lack_words(lacks: dt.timedelta | None) -> str:
    if lacks is None:
        return "ce qui a été fait ensuite n’y est pas"
    seconds = lacks.total_seconds()
    if seconds < _MINUTE:
        return "il n’y manque rien"
    for size, one, many in ((_DAY, "jour", "jours"), (_HOUR, "heure", "heures"), (_MINUTE, "minute", "minutes")):
        if seconds >= 2 * size or size == _MINUTE:
            count = round(seconds / size)
            return f"il y manque {count} {one if count == 1 else many} de travail"
    raise AssertionError(lacks)


def state_words(state: BackupState, now: dt.datetime) -> tuple[str, str]:
    """« Sauvegarde vérifiée à 10:00 » and « gardée ici et dans « Sauvegardes » »; the first line alone when none is."""
    if state.last is None:
        return "Aucune sauvegarde pour l’instant", "la première se fait après quelques minutes de travail"
    moment = state.last.moment
    same_day = moment.date() == now.date()
    when = f"à {write_hour(moment.time())}" if same_day else f"le {moment_words(moment, year=moment.year != now.year)}"
    return f"Sauvegarde vérifiée {when}", _where_words(state)


def _where_words(state: BackupState) -> str:
    if not state.second_place:
        return "gardée sur ce poste seulement"
    second = place_words(state.second_place)
    return f"gardée ici et dans {second}" if state.in_second_place else f"gardée ici, pas encore dans {second}"


def place_words(place: str) -> str:
    """« Sauvegardes », the last name of a path, or the whole of it when it has none."""
    path = Path(place)
    return f"«\u00a0{path.name or path}\u00a0»"


def size_words(size: int) -> str:
    """« 22,6 Mo »."""
    return f"{size / _MEGABYTE:.1f}".replace(".", ",") + "\u00a0Mo"
