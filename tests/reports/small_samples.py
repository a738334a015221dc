"""Invented days, keys and tables for the one-page documents."""

from __future__ import annotations

import datetime as dt

from ceis_desk.access.papers import RecoveryPaper, RightsPaper
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.core.ids import code_id

STRUCTURE = "CEIS de Montpellier"
PLACE = "Centre communal d’action sociale"
DAY = dt.date(2019, 6, 18)
KEY = "CEIS-K7M2Q-0V9XR-3BTHW-8Z4PD-N6JC1-YQ5G2-F7S0E-1MKA9-X3RV8-WTB4H-6DPZN-2CJQ5-G9EYK"

_PEOPLE = (
    ("9:00", "Teissier", "Paul", "Nadia Haddad", "bureau 3", ""),
    ("9:00", "Meunier", "Anne", "Marc Vidal", "espace numérique", ""),
    ("9:15", "Blanc", "Jean-Luc", "Léa Costa", "bureau 1", "se placer à sa droite"),
    ("9:30", "Vasseur", "Lina", "Claire Fabre", "bureau 2", ""),
    ("9:30", "Navarro", "Éric", "Marc Vidal", "espace numérique", ""),
    ("10:00", "Arnal", "Joël", "Claire Fabre", "bureau 2", ""),
    ("10:30", "Rossi", "Élodie", "Nadia Haddad", "bureau 3", ""),
    ("10:45", "Benali", "Samira", "Claire Fabre", "bureau 2", "poussette : salle du bas"),
    ("11:15", "Öztürk", "Elif", "Léa Costa", "bureau 1", "interprète à 11:00"),
    ("11:30", "Koffi", "Adèle", "Claire Fabre", "bureau 2", ""),
    ("14:00", "Dupuy", "Gérard", "Claire Fabre", "bureau 2", ""),
    ("14:00", "Ouali", "Fatma", "Nadia Haddad", "bureau 3", ""),
    ("14:30", "Lacoste", "René", "Léa Costa", "bureau 1", "accès sans marche"),
    ("15:00", "Gil", "Marta", "Nadia Haddad", "bureau 3", ""),
    ("15:30", "Pons", "Aurore", "Marc Vidal", "espace numérique", ""),
    ("16:00", "Salah", "Karim", "Claire Fabre", "bureau 2", ""),
    ("16:30", "Roche", "Denis", "Léa Costa", "bureau 1", ""),
)
_SESSIONS = (("10:00", "Atelier tablette", "salle 1", 8), ("11:00", "Unis’Vers", "salle 2", 9))


def _at(hour: str) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time.fromisoformat(hour.zfill(5)))


def appointment(hour: str, family: str, first: str, with_name: str, room: str, at_desk: str) -> DayAppointment:
    """One person's line."""
    return DayAppointment(
        id=code_id("appointment", family, first),
        at=_at(hour),
        minutes=45,
        platform="budget",
        person_id=code_id("person", family, first),
        civility="Mme",
        used_name=family,
        first_name=first,
        title="",
        enrolled=0,
        with_id=code_id("account", with_name),
        with_name=with_name,
        room=room,
        at_desk=at_desk,
        no_call=family == "Ouali",
        outcome=Outcome.OPEN,
        visit_at=None,
        visit_state="",
    )


def session(hour: str, name: str, room: str, enrolled: int) -> DayAppointment:
    """One collective session's line."""
    return DayAppointment(
        id=code_id("session", name),
        at=_at(hour),
        minutes=90,
        platform="digital",
        person_id=None,
        civility="",
        used_name="",
        first_name="",
        title=name,
        enrolled=enrolled,
        with_id=code_id("account", "Marc Vidal"),
        with_name="Marc Vidal",
        room=room,
        at_desk="",
        no_call=False,
        outcome=Outcome.OPEN,
        visit_at=None,
        visit_state="",
    )


def day_list() -> DayListPaper:
    """Tuesday 18 June 2019 as in the picture."""
    people = tuple(appointment(*line) for line in _PEOPLE)
    return DayListPaper(
        structure=STRUCTURE,
        place=PLACE,
        desk="poste 1",
        printed_at=dt.datetime(2019, 6, 18, 8, 35),
        day=DAY,
        lines=(*people, *(session(*line) for line in _SESSIONS)),
        instructions=("Ascenseur en panne : recevoir au rez-de-chaussée.",),
        absences=("Inès Morel toute la journée. Ses rendez-vous sont reportés.",),
        demo=True,
    )


def recovery() -> RecoveryPaper:
    """An invented key."""
    return RecoveryPaper(STRUCTURE, "Accueil", dt.date(2019, 7, 2), KEY, "K7QD")


def rights() -> RightsPaper:
    """The table as it is."""
    return RightsPaper(STRUCTURE, dt.date(2019, 7, 2))
