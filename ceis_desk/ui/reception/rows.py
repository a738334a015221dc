"""How persons, visits and appointments read at the counter, always through the discreet formatter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.agenda.model import DayAppointment, DayState
from ceis_desk.agenda.rules import day_state, minutes_late
from ceis_desk.core.dates import MONTHS, age_from_year, age_on, write_day, write_hour
from ceis_desk.core.ids import Id
from ceis_desk.core.phones import write_phone
from ceis_desk.people.model import PersonHit
from ceis_desk.people.names import match_spans
from ceis_desk.platforms import PLATFORMS
from ceis_desk.reception.model import Motif, Visit, VisitState
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.reception.arrival import Guest, guest_of_hit, guest_of_line, guest_of_visit

_PLATFORMS = {platform.code: platform for platform in PLATFORMS}
COMMON_QUEUE = "file commune"


def platform_tone(code: str) -> str:
    """The hue of a platform, neutral for none."""
    return _PLATFORMS[code].colour if code in _PLATFORMS else "neutral"


def platform_icon(code: str, other: str = "calendar-event") -> str:
    """The icon of a platform, `other` for none."""
    return _PLATFORMS[code].icon if code in _PLATFORMS else other


def name_of(guest: Guest, show: Discretion) -> str:
    """« Mme BENALI Samira », « B••• S. » or « Passage anonyme »."""
    return show.name(guest.civility, guest.family, guest.first)


def hit_row(hit: PersonHit, typed: str, show: Discretion, today: dt.date, here: Visit | None = None) -> RowLook:
    """One line of the search: name with its match, birth and age, then district, phone and last visit."""
    guest = guest_of_hit(hit)
    title = name_of(guest, show)
    spans = () if show.on else match_spans(title, typed)
    chips: tuple[ChipLook, ...] = ()
    if here is not None and here.state is not VisitState.GONE:
        chips = (ChipLook(_state_words(here, show), "neutral", "armchair"),)
    elif hit.appointment_at:
        chips = (_rendezvous(hit.appointment_at, hit.appointment_platform, show),)
    return RowLook(
        title=title,
        beside=_birth(hit, show, today),
        subtitle=show.detail(" · ".join(part for part in _facts(hit, typed, today) if part)),
        marks=tuple((start, end - start) for start, end in spans),
        initials=initials(guest.family, guest.first),
        person=str(hit.id),
        chips=chips,
        key="Entrée",
    )


def _rendezvous(at: dt.datetime, platform: str, show: Discretion) -> ChipLook:
    code = show.platform(platform)
    return ChipLook(f"RDV {write_hour(at.time())}", platform_tone(code), platform_icon(code))


def _birth(hit: PersonHit, show: Discretion, today: dt.date) -> str:
    if show.on:
        return show.birth(hit.birth_date)
    if hit.birth_date is not None:
        return f"{write_day(hit.birth_date)} · {_years(age_on(hit.birth_date, today))}"
    if hit.birth_year is not None:
        return f"{hit.birth_year} · {_years(age_from_year(hit.birth_year, today))}"
    return ""


def _years(age: int) -> str:
    return f"{age} an{'s' if age > 1 else ''}"


def _facts(hit: PersonHit, typed: str, today: dt.date) -> tuple[str, ...]:
    by_birth_name = hit.birth_name and hit.used_name and match_spans(hit.birth_name, typed)
    return (
        f"nom de naissance {hit.birth_name.upper()}" if by_birth_name else "",
        hit.district,
        write_phone(hit.phone) if hit.phone.startswith("+") else hit.phone,
        f"dernier passage {near_day(hit.last_visit, today)}" if hit.last_visit and hit.last_visit <= today else "",
    )


def near_day(day: dt.date, today: dt.date) -> str:
    """« hier », « le 11 juin » or, another year, « le 11 juin 2018 »."""
    words = {0: "aujourd’hui", 1: "hier"}.get((today - day).days)
    if words:
        return words
    number = "1er" if day.day == 1 else str(day.day)
    year = "" if day.year == today.year else f" {day.year}"
    return f"le {number} {MONTHS[day.month - 1]}{year}"


def is_near_only(hit: PersonHit, typed: str) -> bool:
    """Whether a line is only like what was typed: no word of it begins or holds the letters typed."""
    if any(character.isdigit() for character in typed):
        return False
    names = f"{hit.used_name} {hit.first_name} {hit.birth_name}"
    return not match_spans(names, typed)


def motif_words(visit: Visit, motifs: Mapping[Id, Motif], show: Discretion) -> str:
    """« Dossier CAF » or « Accès aux droits, Logement »: the precision stands for its motif when there is one."""
    words = [choice.precision or motifs[choice.motif_id].label for choice in visit.motifs if choice.motif_id in motifs]
    return show.motif(", ".join(words) or "sans motif")


def visit_row(visit: Visit, motifs: Mapping[Id, Motif], show: Discretion) -> RowLook:
    """One line of « Derniers passages »."""
    guest = guest_of_visit(visit)
    medium = "" if visit.medium.value == "counter" else visit.medium.label.lower()
    who = f"reçu par {visit.received_by}" if visit.received_by else ""
    parts = (motif_words(visit, motifs, show), medium, who)
    return RowLook(
        lead=write_hour(visit.at.time()),
        title=name_of(guest, show),
        subtitle=" · ".join(part for part in parts if part),
        initials=initials(guest.family, guest.first),
        person=str(visit.person_id or visit.id),
        right=_state_words(visit, show),
        key="Entrée",
        compact=True,
    )


def _state_words(visit: Visit, show: Discretion) -> str:
    return show.agreed(visit.civility, "appelé") if visit.state is VisitState.CALLED else visit.state.label


def here_words(visit: Visit | None, show: Discretion) -> str:
    """« Attend depuis 10:18 », « En entretien », empty for someone who has not come or has left."""
    if visit is None or visit.state is VisitState.GONE:
        return ""
    since = visit.waiting_at if visit.state is VisitState.WAITING else None
    words = _state_words(visit, show)
    return words[0].upper() + words[1:] + (f" depuis {write_hour(since.time())}" if since else "")


def appointment_row(line: DayAppointment, show: Discretion, now: dt.datetime) -> RowLook:
    """One line of the half-day: hour, person or session, with whom, and where it stands."""
    code = show.platform(line.platform)
    platform = _PLATFORMS[code].label.lower() if code in _PLATFORMS else ""
    parts = (line.with_name, platform)
    is_session = line.person_id is None and bool(line.title)
    awaited = not is_session and day_state(line, now) is DayState.EXPECTED
    return RowLook(
        lead=write_hour(line.at.time()),
        icon=platform_icon(code),
        icon_tone=platform_tone(code),
        title=line.title if is_session else name_of(guest_of_line(line), show),
        subtitle=" · ".join(part for part in parts if part),
        chips=() if is_session or awaited else (_day_chip(line, show, now),),
        right=f"{line.enrolled} inscrit{'s' if line.enrolled > 1 else ''}" if is_session else "",
        action=show.agreed(line.civility, "Arrivé") if awaited else "",
        action_icon="door-enter" if awaited else "",
        compact=True,
    )


def _day_chip(line: DayAppointment, show: Discretion, now: dt.datetime) -> ChipLook:
    hue = platform_tone(show.platform(line.platform))
    looks = {
        DayState.LATE: ChipLook(f"en retard de {minutes_late(line, now)}\u00a0min", "warn", "clock"),
        DayState.ARRIVED: ChipLook(f"{show.agreed(line.civility, 'Arrivé')}, attend", "success", "armchair"),
        DayState.BUSY: ChipLook("En entretien", hue, "player-play"),
        DayState.DONE: ChipLook("Terminé", "neutral", "check"),
        DayState.CANCELLED: ChipLook("Annulé", "neutral", "x"),
        DayState.ABSENT: ChipLook("Absence", "danger", "alert-circle"),
    }
    return looks[day_state(line, now)]


def still_matters(line: DayAppointment, now: dt.datetime) -> bool:
    """Whether someone is still awaited or received; a session matters until its end."""
    if line.person_id is None:
        return now < line.at + dt.timedelta(minutes=line.minutes)
    return day_state(line, now) not in (DayState.DONE, DayState.CANCELLED, DayState.ABSENT)


def half_day(lines: Iterable[DayAppointment], now: dt.datetime) -> tuple[str, list[DayAppointment]]:
    """The title of the card and its lines: the morning until 12:30, then the afternoon."""
    morning = now.time() < dt.time(12, 30)
    title = "Rendez-vous du matin" if morning else "Rendez-vous de l’après-midi"
    return title, [line for line in lines if (line.at.time() < dt.time(13)) == morning]


def arrived_words(lines: Iterable[DayAppointment], now: dt.datetime) -> str:
    """« 7 sur 12 arrivés », sessions and cancelled appointments left out."""
    states = [day_state(line, now) for line in lines if line.person_id is not None]
    counted = [state for state in states if state is not DayState.CANCELLED]
    arrived = sum(state in (DayState.ARRIVED, DayState.BUSY, DayState.DONE) for state in counted)
    return f"{arrived} sur {len(counted)} arrivé{'s' if arrived > 1 else ''}" if counted else ""
