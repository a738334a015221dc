"""How sessions and their people read, always through the discreet formatter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.week import Attendance, RollLine
from ceis_desk.agenda.workshops import (
    Moment,
    SessionKind,
    SessionLevel,
    SessionLine,
    WaitingLine,
    WorkshopRoll,
    moment_of,
)
from ceis_desk.core.dates import DAYS, MONTHS, write_hour
from ceis_desk.statistics.collective import SessionMix
from ceis_desk.statistics.masking import MASKED
from ceis_desk.statistics.model import Qpv
from ceis_desk.ui.agenda.words import day_number
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.reception.rows import platform_icon, platform_tone

GROUP = "users-group"
GIVE = "Donner la place"
_CHIPS = {
    Moment.TO_COME: ("neutral", "clock"),
    Moment.UNDER_WAY: ("accent", "player-play"),
    Moment.TO_CLOSE: ("warn", "alert-triangle"),
    Moment.CLOSED: ("success", "check"),
}
# Each state has its sign in the box of the row, and its word at the right.
SIGNS = {
    Attendance.PRESENT: "check",
    Attendance.EXCUSED: "x",
    Attendance.ABSENT: "user-off",
    Attendance.ENROLLED: "pencil",
}


def session_rows(sessions: Iterable[SessionLine], today: dt.date, now: dt.datetime, show: Discretion) -> list[
    tuple[str, RowLook]
]:  # fmt: skip
    """The week, each day under its head; the platform's icon is neutral on a discreet screen."""
    rows: list[tuple[str, RowLook]] = []
    day: dt.date | None = None
    for one in sessions:
        if one.starts_at.date() != day:
            day = one.starts_at.date()
            head = f"{DAYS[day.weekday()]} {day_number(day)}" + ("  aujourd’hui" if day == today else "")
            rows.append((f"day-{day}", RowLook(head, heading=True)))
        rows.append((str(one.id), _session_row(one, now, show)))
    return rows


def _session_row(one: SessionLine, now: dt.datetime, show: Discretion) -> RowLook:
    code, closed = show.platform(one.platform), moment_of(one, now) is Moment.CLOSED
    return RowLook(
        one.title,
        subtitle=", ".join((places_words(one), *(("close",) if closed else ()))),
        subtitle_icon="check" if closed else "",
        subtitle_tone="success",
        lead=write_hour(one.starts_at.time()),
        icon=platform_icon(code, GROUP),
        icon_tone=platform_tone(code),
        compact=True,
    )


def places_words(one: SessionLine) -> str:
    """« 8 sur 10 », « Complet, 2 en attente », « groupe de 9 », « sans inscription »."""
    if not one.enrolling:
        return "sans inscription"
    if one.cohort_id is not None or one.kind is SessionKind.MEETING:
        return f"groupe de {one.tally.on_roll}"
    if one.is_full and one.tally.waiting:
        return f"complet, {one.tally.waiting} en attente"
    return f"{one.tally.seated} sur {one.places}"


def moment_chip(one: SessionLine, now: dt.datetime) -> ChipLook:
    """« en cours », « à clore », « close »."""
    moment = moment_of(one, now)
    tone, icon = _CHIPS[moment]
    return ChipLook(moment.label, tone, icon)


def about_words(one: SessionLine, projects: Sequence[str]) -> str:
    """« 9:30 à 11:30, espace numérique, Marc Vidal », then what it is, for whom and for which project it tries."""
    hours = f"{write_hour(one.starts_at.time())} à {write_hour(one.ends_at.time())}"
    where = ", ".join(part for part in (hours, one.room, one.with_name) if part)
    what = [] if one.kind is SessionKind.WORKSHOP else [one.kind.label.lower()]
    what += [] if one.level is SessionLevel.ANY else [one.level.label]
    what += [f"test du projet «\u00a0{title}\u00a0»" for title in projects]
    return " · ".join([where, *what])


def enrolled_words(one: SessionLine) -> str:
    """« 10 inscrits sur 10 », « 11 inscrits pour 10 places » when excused people gave theirs back."""
    count = one.tally.on_roll
    words = f"{count} inscrit{'s' if count > 1 else ''}"
    if not one.enrolling:
        return words
    places = f"{one.places} place{'s' if one.places > 1 else ''}"
    return f"{words} sur {one.places}" if count <= one.places else f"{words} pour {places}"


def is_tickable(one: SessionLine, now: dt.datetime) -> bool:
    """Whether people are marked: from the day of the session on, until it is closed."""
    return one.closed_at is None and one.starts_at.date() <= now.date()


def tally_words(one: SessionLine, now: dt.datetime) -> str:
    """« 7 présents, 1 excusé, 2 à pointer »; before its day nobody is to be ticked."""
    tally = one.tally
    counted = ((tally.present, "présent"), (tally.excused, "excusé"), (tally.absent, "absent"))
    words = [f"{count} {stem}{'s' if count > 1 else ''}" for count, stem in counted if count]
    left = "non pointé" + ("s" if tally.enrolled > 1 else "") if one.closed_at else "à pointer"
    to_tick = tally.enrolled and one.starts_at.date() <= now.date()
    return ", ".join([*words, *([f"{tally.enrolled} {left}"] if to_tick else [])])


def person_rows(roll: WorkshopRoll, show: Discretion, mark_key: str, now: dt.datetime) -> list[tuple[str, RowLook]]:
    """The people of the roll, by name."""
    ticks = is_tickable(roll.session, now)
    closed = roll.session.closed_at is not None
    return [
        (
            str(line.person_id),
            _person_row(number, line, show, mark_key if ticks else "", _left(line, show, ticks, closed)),
        )
        for number, line in enumerate(roll.people, start=1)
    ]


def _left(line: RollLine, show: Discretion, ticks: bool, closed: bool) -> str:
    if ticks:
        return "à pointer"
    return show.agreed(line.civility, "non pointé" if closed else "inscrit")


def _person_row(number: int, line: RollLine, show: Discretion, mark_key: str, left: str) -> RowLook:
    enrolled = line.state is Attendance.ENROLLED
    words = {
        Attendance.ENROLLED: left,
        Attendance.PRESENT: show.agreed(line.civility, "présent"),
        Attendance.EXCUSED: show.agreed(line.civility, "excusé"),
        Attendance.ABSENT: show.agreed(line.civility, "absent"),
    }
    arrived = (
        f"{show.agreed(line.civility, 'arrivé')} à {write_hour(line.arrived_at.time())}" if line.arrived_at else ""
    )
    return RowLook(
        show.name(line.civility, line.used_name, line.first_name),
        beside=arrived,
        subtitle=show.detail(line.at_desk),
        subtitle_icon="info-circle" if line.at_desk else "",
        lead=str(number),
        icon=SIGNS.get(line.state, "pencil"),
        right=words.get(line.state, line.state.label),
        key=mark_key if enrolled else "",
        compact=True,
        quiet=line.state in (Attendance.EXCUSED, Attendance.ABSENT),
    )


def waiting_rows(roll: WorkshopRoll, show: Discretion, *, gives: bool) -> list[tuple[str, RowLook]]:
    """Who waits, longest first; the place is offered on the row of the first one, and given by nobody else."""
    offered = gives and roll.session.free > 0 and roll.session.closed_at is None
    return [
        (
            str(one.line.person_id),
            RowLook(
                show.name(one.line.civility, one.line.used_name, one.line.first_name),
                _since_words(one),
                action=GIVE if offered and at < roll.session.free else "",
                compact=True,
            ),
        )
        for at, one in enumerate(roll.waiting)
    ]


def _since_words(one: WaitingLine) -> str:
    return f"depuis le {day_number(one.since)} {MONTHS[one.since.month - 1]}" if one.since else "en attente"


def freed_words(roll: WorkshopRoll, show: Discretion) -> str:
    """« M. FERRER a prévenu : une place est libre. », empty while nobody waits or no place is left."""
    free = roll.session.free
    if not free or not roll.session.tally.waiting or roll.session.closed_at is not None:
        return ""
    excused = [line for line in roll.people if line.state is Attendance.EXCUSED]
    places = "une place est libre." if free == 1 else f"{free} places sont libres."
    if len(excused) == 1 == free:
        line = excused[0]
        who = show.name(line.civility, line.used_name, "" if line.civility and not show.on else line.first_name)
        return f"{who} a prévenu\u00a0: {places}"
    return places[0].upper() + places[1:]


def closing_words(one: SessionLine) -> str:
    """« 7 pointés + 3 sans nom »."""
    several = "s" if one.tally.present > 1 else ""
    return f"{one.tally.present} pointé{several} + {one.extra} sans nom"


def mix_words(mix: SessionMix) -> str:
    """« Quartiers prioritaires 4, ailleurs 3 · 25 à 39 ans 2… », empty under five people: nothing is shown of them."""
    if mix.people is None:
        return ""
    districts = ((Qpv.YES, "Quartiers prioritaires"), (Qpv.NO, "ailleurs"), (Qpv.UNKNOWN, "non dit"))
    where = [f"{words} {_count(mix.by_qpv[code])}" for code, words in districts if mix.by_qpv[code] != 0]
    ages = [f"{band.label} {_count(count)}" for band, count in mix.by_age.items() if count != 0]
    return f"{', '.join(where)} · {', '.join(ages)}"


def _count(count: int | None) -> str:
    return MASKED if count is None else str(count)
