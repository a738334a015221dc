"""Invented cards, weeks and calls."""

from __future__ import annotations

import datetime as dt

from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.papers import AppointmentCard, AppointmentCardsPaper, RemindersPaper, WeekPaper
from ceis_desk.agenda.week import (
    Attendance,
    CalendarDay,
    CalendarWeek,
    Entry,
    EntryKind,
    Professional,
    Reminder,
    RollLine,
)
from ceis_desk.agenda.workshop_papers import AttendancePaper
from ceis_desk.agenda.workshops import SessionKind, SessionLevel, SessionLine, WorkshopRoll
from ceis_desk.core.ids import code_id
from ceis_desk.core.press import Issuer, Named

ISSUER = Issuer(
    structure="CEIS de Montpellier",
    place="Centre communal d’action sociale",
    address=("24 rue de la Source", "34080 Montpellier"),
    access="tramway 1, arrêt La Source",
    town="Montpellier",
    phone="04 65 71 00 10",
    email="budget@ceis.exemple",
)
MADE_AT = dt.datetime(2019, 6, 18, 11, 8)
SAMIRA = Named("Mme", "Benali", "Samira")
SUBJECT = "Surendettement à préparer"
LONG = "Anticonstitutionnellement-" * 9
HOSTILE = Named("", f"\u202eالعربية {LONG}", "Ζωή 👩‍👧‍👦")

_CARDS = (
    ((7, 9, 10, 45), SAMIRA, "Claire Fabre", "bureau 2, rez-de-chaussée", "vos factures de juin|votre attestation CAF"),
    ((6, 26, 9, 30), Named("M.", "Koffi", "Yao"), "Nadia Haddad", "bureau 3, 1er étage", "votre bail|vos relevés"),
    ((6, 27, 14, 0), Named("Mme", "Serra", "Irène"), "Marc Vidal", "espace numérique", "votre téléphone"),
    ((6, 28, 10, 0), Named("M.", "Pujol", "Thierry"), "Nadia Haddad", "bureau 3, 1er étage", ""),
)


def cards() -> AppointmentCardsPaper:
    """Four cards, as in the picture."""
    made = tuple(
        AppointmentCard(dt.datetime(2019, *when), person, who, room, tuple(bring.split("|")) if bring else ())
        for when, person, who, room, bring in _CARDS
    )
    return AppointmentCardsPaper(ISSUER, made, MADE_AT)


def hostile_card() -> AppointmentCard:
    """A card that nobody would write."""
    bring = tuple(f"le document numéro {rank} de la liste {LONG[:30]}" for rank in range(40))
    return AppointmentCard(dt.datetime(2019, 7, 1, 9), HOSTILE, LONG, LONG, bring)


CLAIRE, NADIA = code_id("account", "claire"), code_id("account", "nadia")
MONDAY = dt.date(2019, 6, 17)
_OPEN = ((dt.time(9), dt.time(12, 30)), (dt.time(13, 30), dt.time(17)))
_BOOKED = (
    (0, "9:00", 45, "Martel", "Odile"),
    (0, "10:00", 45, "Salah", "Karim"),
    (0, "14:00", 45, "Ramos", "Inès"),
    (1, "10:00", 45, "Arnal", "Joël"),
    (1, "10:45", 45, "Benali", "Samira"),
    (1, "11:30", 45, "Koffi", "Adèle"),
    (1, "14:00", 90, "Dupuy", "Gérard"),
    (2, "9:00", 45, "Vidal", "Célestine-Marguerite"),
    (2, "9:30", 45, "Leroy", "Paul"),
    (2, "11:00", 15, "Hadj", "Souad"),
    (3, "14:00", 45, "Gomez", "Luis"),
    (4, "9:00", 45, "Blanc", "Jean-Luc"),
)


def entry(day: int, hour: str, minutes: int, family: str, first: str, **changes: object) -> Entry:
    """One person's appointment with Claire Fabre."""
    given: dict[str, object] = {
        "id": code_id("appointment", day, hour, family),
        "clock": 1,
        "kind": EntryKind.APPOINTMENT,
        "starts_at": dt.datetime.combine(MONDAY, dt.time.fromisoformat(hour.zfill(5))) + dt.timedelta(days=day),
        "minutes": minutes,
        "platform": "budget",
        "with_id": CLAIRE,
        "with_name": "Claire Fabre",
        "person_id": code_id("person", family, first) if family else None,
        "civility": "Mme",
        "used_name": family,
        "first_name": first,
        "phone": "+33639981234",
        "kind_code": "follow_up",
        "subject": SUBJECT,
        "room": "bureau 2",
    }
    return Entry(**{**given, **changes})  # type: ignore[arg-type]  # the fields above


def calendar_week() -> CalendarWeek:
    """The week of picture 03: two counsellors, a session, a meeting of everybody, a closed afternoon."""
    days = [
        CalendarDay(MONDAY + dt.timedelta(days=rank), "", "", _OPEN if rank != 2 else _OPEN[:1]) for rank in range(5)
    ]
    entries = [entry(*line) for line in _BOOKED]
    entries.append(entry(0, "11:00", 45, "Pons", "Aurore", outcome=Outcome.EXCUSED))
    session = {
        "kind": EntryKind.SESSION,
        "title": "Atelier « Mon budget »",
        "enrolled": 8,
        "places": 10,
        "room": "salle 1",
    }
    entries.append(entry(3, "9:00", 90, "", "", **session))
    entries.append(entry(4, "10:00", 120, "", "", kind=EntryKind.BUSY, title="Réunion d’équipe", with_id=None, room=""))
    entries.append(entry(1, "9:00", 45, "Teissier", "Paul", with_id=NADIA, with_name="Nadia Haddad", room="bureau 3"))
    people = (
        Professional(CLAIRE, "Claire Fabre", "budget", "bureau 2", (), 24 * 60, 19 * 60),
        Professional(NADIA, "Nadia Haddad", "budget", "bureau 3", (), 24 * 60, 45),
    )
    return CalendarWeek(tuple(days), people, tuple(entries), ())


def week_paper() -> WeekPaper:
    """That week on paper."""
    return WeekPaper(ISSUER.structure, ISSUER.place, "poste 1", MADE_AT, calendar_week(), demo=True)


def reminder(hour: str, family: str, first: str, phone: str, hours: str) -> Reminder:
    """One call to make."""
    at = dt.datetime.combine(dt.date(2019, 6, 19), dt.time.fromisoformat(hour.zfill(5)))
    ids = code_id("appointment", family), code_id("person", family)
    return Reminder(ids[0], at, "Claire Fabre", ids[1], "Mme", family, first, phone, hours)


def reminders_paper() -> RemindersPaper:
    """Five calls, and two people whom nobody calls."""
    lines = (
        reminder("9:00", "Vidal", "Célestine", "06 39 98 12 34", "après 18 h"),
        reminder("9:30", "Leroy", "Paul", "04 65 71 00 21", ""),
        reminder("10:45", "Benali", "Samira", "06 39 98 45 10", "le matin"),
        reminder("14:00", "Öztürk", "Elif", "07 00 00 12 00", "pas pendant la sieste des enfants, de 13 h à 15 h"),
        reminder("15:00", "Koffi", "Yao", "", ""),
    )
    return RemindersPaper(
        ISSUER.structure, ISSUER.place, "poste 1", MADE_AT, dt.date(2019, 6, 19), lines, 2, ISSUER.phone
    )


def attendance_paper(enrolled: int = 8, *, places: int = 10, enrolling: bool = True) -> AttendancePaper:
    """The sheet of the picture, for so many people; one of them is excused."""
    names = ("Andrieu Maud", "Castello Bruno", "Diop Aminata", "Garnier Lucie", "Hadj Samir", "Leroy Pascal")
    called = [f"{names[at % len(names)]}{'' if at < len(names) else f' {at}'}" for at in range(enrolled)]
    people = [_on_roll(name, Attendance.ENROLLED) for name in called]
    session = SessionLine(
        code_id("session", "budget"), 1, "Mon budget, mois par mois", "budget", SessionKind.WORKSHOP, "",
        SessionLevel.ANY, dt.datetime(2019, 6, 20, 9), 90, CLAIRE, "Claire Fabre", "salle 1 du CEIS", places,
        enrolling, None, None, 0, None,
    )  # fmt: skip
    roll = WorkshopRoll(session, (*people, _on_roll("Ferrer Alain", Attendance.EXCUSED)), (), {})
    return AttendancePaper(
        "CEIS de Montpellier", "Centre communal d’action sociale", "Point conseil budget", MADE_AT, roll
    )


def _on_roll(name: str, state: Attendance) -> RollLine:
    family, first = name.split(" ", 1)
    person = code_id("person", name)
    return RollLine(person, 1, person, "", family, first, "", state, None)
