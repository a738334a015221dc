"""When the invented professionals receive, in which room, and the week of the pictures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.agenda.model import Outcome
from ceis_desk.data.demo.cast import OPENING

MONDAY = OPENING.date() - dt.timedelta(days=OPENING.weekday())
SUNDAY = MONDAY + dt.timedelta(days=6)
FIRST_DAY = dt.date(2018, 10, 1)
LIGHTLY_UNTIL = dt.date(2019, 7, 31)
"""Until then the coming weeks are those of an agenda that fills up; after, the months are those of the figures."""

GAP_MINUTES = 15
MINUTES = 45

# Login, weekday (0 is Monday), from, to, room.
AVAILABILITIES: tuple[tuple[str, int, str, str, str], ...] = (
    ("claire", 0, "09:00", "12:00", "bureau 2"),
    ("claire", 0, "13:30", "16:30", "bureau 2"),
    ("claire", 1, "09:00", "12:15", "bureau 2"),
    ("claire", 1, "14:00", "16:30", "bureau 2"),
    ("claire", 2, "09:00", "11:45", "bureau 2"),
    ("claire", 3, "09:00", "10:30", "bureau 2"),
    ("claire", 3, "14:00", "15:45", "bureau 2"),
    ("claire", 4, "09:00", "10:00", "bureau 2"),
    ("claire", 4, "14:00", "14:45", "bureau 2"),
    ("nadia", 0, "09:00", "12:00", "bureau 3"),
    ("nadia", 0, "13:30", "16:30", "bureau 3"),
    ("nadia", 1, "09:00", "11:30", "bureau 3"),
    ("nadia", 1, "14:00", "15:45", "bureau 3"),
    ("nadia", 2, "09:45", "11:30", "bureau 3"),
    ("nadia", 3, "11:00", "11:45", "bureau 3"),
    ("nadia", 3, "14:00", "15:30", "bureau 3"),
    ("nadia", 4, "09:00", "10:00", "bureau 3"),
    ("marc", 1, "14:00", "16:00", "espace numérique"),
    ("marc", 3, "09:00", "12:00", "espace numérique"),
    ("ines", 1, "11:00", "12:30", "salle 3"),
    ("ines", 3, "14:00", "16:00", "salle 3"),
    ("lea", 0, "10:00", "12:00", "salle 3"),
)
ROOMS = (
    {"name": "bureau 2", "shared": False},
    {"name": "bureau 3", "shared": False},
    {"name": "salle 3", "shared": False},
    {"name": "salle 1", "shared": True},
    {"name": "espace numérique", "shared": True},
    {"name": "départ de l’accueil", "shared": True},
)
COORDINATES = (
    ("issuer_street", "12, rue des Exemples"),
    ("issuer_post", "34000 Montpellier"),
    ("issuer_access", "tramway 1, arrêt Exemple"),
    ("issuer_town", "Montpellier"),
    ("issuer_phone", "04 65 71 00 12"),
    ("issuer_email", "accueil@exemple.fr"),
)
"""Invented, number included: this one belongs to nobody."""
MEETING = ("Réunion d’équipe", dt.date(2018, 10, 5), "10:00", "12:00")
CLOSED = (("Fermeture d’été", dt.date(2019, 8, 12), dt.date(2019, 8, 16)),)
WAITING = (("lacoste", 6), ("ozturk", 2))
WORKSHOP = ("Atelier «\u00a0Mon budget\u00a0»", 3, "09:00", 90, 10)
WORKSHOP_SEATS = ("lacoste", "ozturk", "hadj", "serra", "vidal", "gomez", "blanc", "navarro")


ANIMATION, ANIMATIONS = "Portes ouvertes du numérique", (dt.date(2019, 6, 5), dt.date(2019, 6, 13))
"""Sessions already held that month by which some came to the digital space for the first time."""


@dataclass(frozen=True)
class Stranger:
    """Somebody of the crowd who is given a name of the pictures; `newcomer` was never received for a budget.

    `reached_on`: whom a workshop of that day brought to the digital space for the first time.
    """

    code: str
    civility: str
    family: str
    first: str
    came_on: dt.date | None = None
    newcomer: bool = False
    reached_on: dt.date | None = None


STRANGERS: tuple[Stranger, ...] = (
    Stranger("martel2", "Mme", "Martel", "Josiane", MONDAY, newcomer=True),
    Stranger("salah", "M.", "Salah", "Nourredine", MONDAY),
    Stranger("pons", "Mme", "Pons", "Agnès", MONDAY),
    Stranger("gil", "M.", "Gil", "Manuel", MONDAY),
    Stranger("aziz", "M.", "Aziz", "Kamel", MONDAY, newcomer=True),
    Stranger("ramos", "M.", "Ramos", "Luis"),
    Stranger("vidal", "Mme", "Vidal", "Chantal"),
    Stranger("leroy", "M.", "Leroy", "Patrick", newcomer=True),
    Stranger("hadj", "Mme", "Hadj", "Souad"),
    Stranger("gomez", "Mme", "Gomez", "Isabel"),
    Stranger("serra", "Mme", "Serra", "Inès"),
    Stranger("roche", "M.", "Roche", "Alain"),
    Stranger("blanc", "Mme", "Blanc", "Martine"),
    Stranger("navarro", "M.", "Navarro", "Diego"),
    Stranger("lacoste", "M.", "Lacoste", "René"),
    Stranger("ozturk", "Mme", "Öztürk", "Elif"),
    Stranger("sanchez", "Mme", "Sanchez", "Pilar"),
    Stranger("toure", "M.", "Touré", "Bakary"),
    Stranger("salah2", "Mme", "Salah", "Nadia"),
    Stranger("gil2", "Mme", "Gil", "Marta"),
    Stranger("amrani", "Mme", "Amrani", "Fatiha"),
    Stranger("bailly", "M.", "Bailly", "Gérard"),
    Stranger("dacosta", "M.", "Da Costa", "Rui"),
    Stranger("elidrissi", "Mme", "El Idrissi", "Nora"),
    Stranger("ferrer", "M.", "Ferrer", "Alain"),
    Stranger("kone", "Mme", "Koné", "Mariam"),
    Stranger("meyer", "Mme", "Meyer", "Josiane"),
    Stranger("puech", "M.", "Puech", "Simon"),
    Stranger("zitouni", "Mme", "Zitouni", "Leïla"),
    Stranger("lebrun", "M.", "Lebrun", "Éric", reached_on=ANIMATIONS[1]),
)


@dataclass(frozen=True)
class Booked:
    """An appointment of the week: day (0 is Monday), hour, who, with whom, minutes, its type, what became of it."""

    day: int
    hour: str
    code: str
    login: str
    minutes: int = MINUTES
    kind: str = "follow_up"
    outcome: Outcome = Outcome.OPEN


_DONE = Outcome.HONOURED
# Tuesday is written with the morning of the pictures.
WEEK: tuple[Booked, ...] = (
    Booked(0, "09:00", "martel2", "claire", kind="first", outcome=_DONE),
    Booked(0, "10:00", "salah", "claire", outcome=_DONE),
    Booked(0, "14:00", "ramos", "claire", outcome=Outcome.NO_SHOW),
    Booked(0, "09:00", "pons", "nadia", 90, "file", _DONE),
    Booked(0, "14:00", "gil", "nadia", outcome=_DONE),
    Booked(0, "15:00", "aziz", "nadia", kind="first", outcome=_DONE),
    Booked(2, "09:00", "vidal", "claire"),
    Booked(2, "10:00", "leroy", "claire", kind="first"),
    Booked(2, "09:45", "hadj", "nadia"),
    Booked(3, "14:00", "gomez", "claire"),
    Booked(3, "11:00", "serra", "nadia"),
    Booked(3, "14:00", "roche", "nadia", 90, "file"),
    Booked(4, "09:00", "blanc", "claire"),
    Booked(4, "09:00", "navarro", "nadia"),
)
ABOUT = {
    "first": "Point sur la situation",
    "follow_up": "Suivi du plan d’apurement",
    "file": "Dossier de surendettement",
}


def at(hour: str, day: dt.date) -> dt.datetime:
    """A moment of a day."""
    return dt.datetime.combine(day, dt.time.fromisoformat(hour))


def hours_of(login: str, day: dt.date) -> list[dt.datetime]:
    """The hours at which somebody may be booked on a day: one an hour from the start of each span."""
    found = []
    for whose, weekday, first, last, _ in AVAILABILITIES:
        if whose == login and weekday == day.weekday():
            start, end = at(first, day), at(last, day)
            while start + dt.timedelta(minutes=MINUTES) <= end:
                found.append(start)
                start += dt.timedelta(minutes=MINUTES + GAP_MINUTES)
    return sorted(found)


def room_of(login: str) -> str:
    """Her room."""
    return next(room for whose, *_, room in AVAILABILITIES if whose == login)


_TO_CHECK = "barème d’exemple, de mémoire\u00a0: à relire sur le texte officiel"
SCALES = {
    "seizure": [
        {
            "from": "2019-01-01",
            "thresholds": [383_000, 748_000, 1_115_000, 1_479_000, 1_845_000, 2_216_000],
            "per_dependant": 147_000,
            "verified": False,
            "source": _TO_CHECK,
        }
    ],
    "rsa": [
        {"from": "2018-04-01", "base": 55_093, "verified": False, "source": _TO_CHECK},
        {"from": "2019-04-01", "base": 55_974, "verified": False, "source": _TO_CHECK},
    ],
}
"""The program begins with the scales of 2020, the example lives in 2019: its figures of the law are not left empty."""
