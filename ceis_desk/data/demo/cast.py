"""The scene of Tuesday 18 June 2019 at 10:42: agents, people of the pictures, the queue and the appointments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from ceis_desk.access.model import Role
from ceis_desk.people.model import Civility, DeskNeeds, District, Family, Identity, SafeContact, Sex, Work

OPENING = dt.datetime(2019, 6, 18, 10, 42)
PASSWORD = "demo"  # noqa: S105 the password of the example accounts is public on purpose
RECEPTION_LOGIN = "accueil"

STAFF: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("accueil", "Sofiane Roux", frozenset({Role.RECEPTION})),
    ("mina", "Mina Sorel", frozenset({Role.RECEPTION})),
    ("claire", "Claire Fabre", frozenset({Role.BUDGET})),
    ("nadia", "Nadia Haddad", frozenset({Role.BUDGET})),
    ("marc", "Marc Vidal", frozenset({Role.DIGITAL, Role.EMPLOYMENT})),
    ("ines", "Inès Roig", frozenset({Role.HEALTH})),
    ("lea", "Léa Bastide", frozenset({Role.SOCIAL})),
    ("direction", "Hélène Costa", frozenset({Role.DIRECTOR})),
    ("admin", "Paul Ferrand", frozenset({Role.ADMIN})),
)


@dataclass(frozen=True)
class Member:
    """Someone of the pictures."""

    code: str
    identity: Identity
    work: Work


def _member(
    code: str,
    who: tuple[str, str, str],
    birth: tuple[int, int, int],
    district: tuple[str, str],
    phone: str,
    work: Work = Work.UNKNOWN,
    **more: Any,
) -> Member:
    civility, family, first = who
    identity = Identity(
        used_name=family,
        first_name=first,
        civility=Civility(civility),
        birth_date=dt.date(*birth),
        sex=Sex.FEMALE if civility == "Mme" else Sex.MALE,
        phones=(phone,),
        commune="Montpellier",
        district=district[0],
        qpv=District(district[1]),
        notice_on=dt.date(2018, 11, 6),
    )
    return Member(code, replace(identity, **more), work)


_MOSSON, _CELLENEUVE, _ECUSSON = ("Mosson", "yes"), ("Celleneuve", "yes"), ("Écusson", "no")
_CEVENNES, _ANTIGONE = ("Cévennes", "yes"), ("Antigone", "no")

CAST: tuple[Member, ...] = (
    _member("benali", ("Mme", "Benali", "Samira"), (1984, 3, 14),
        _MOSSON,
        "+33639981234",
        Work.JOB_SEEKER,
        birth_name="Hamidi",
        address="18 avenue du Biterrois",
        postcode="34080",
        languages="français, arabe",
        family=Family.LONE_PARENT,
        lives_alone=False,
        safe_contact=SafeContact(hours="appels le matin"),
        needs=DeskNeeds(pushchair=True, step_free=True),
        at_desk="Poussette : proposer la salle du rez-de-chaussée.",
        notice_on=dt.date(2019, 2, 4),
    ),
    _member("benabbou", ("M.", "Benabbou", "Yanis"), (1999, 11, 2), _CELLENEUVE, "+33639984702", Work.JOB_SEEKER),
    _member("benazet", ("Mme", "Bénazet", "Odile"), (1947, 8, 27), _ECUSSON, "+33499163008", Work.RETIRED,
            lives_alone=True),
    _member("lopez", ("Mme", "Lopez", "Carmen"), (1976, 5, 9), _MOSSON, "+33639985521", family=Family.LONE_PARENT),
    _member("diallo", ("M.", "Diallo", "Ibrahima"), (1991, 1, 22), _CEVENNES, "+33639987718", Work.JOB_SEEKER),
    _member("pujol", ("M.", "Pujol", "Thierry"), (1968, 10, 3), _ANTIGONE, "+33639982046", Work.JOB_SEEKER),
    _member("arnal", ("M.", "Arnal", "Joël"), (1959, 4, 17), _ECUSSON, "+33639983365"),
    _member("rossi", ("Mme", "Rossi", "Élodie"), (1987, 12, 30), _ANTIGONE, "+33639986640", Work.EMPLOYED),
    _member("teissier", ("M.", "Teissier", "Bruno"), (1972, 6, 11), _MOSSON, "+33639981897"),
    _member("koffi", ("Mme", "Koffi", "Awa"), (1994, 9, 5), _CELLENEUVE, "+33639984410", Work.JOB_SEEKER),
    _member("serrano", ("M.", "Serrano", "Paul"), (1941, 2, 19), _ECUSSON, "+33499162277", Work.RETIRED,
            at_desk="accès sans marche", lives_alone=True, needs=DeskNeeds(step_free=True)),
    _member("dupuy", ("Mme", "Dupuy", "Laure"), (1980, 7, 25), _ANTIGONE, "+33639987302", Work.EMPLOYED),
    _member("ouali", ("M.", "Ouali", "Farid"), (1963, 3, 8), _MOSSON, "+33639980594",
            at_desk="se placer à sa droite"),
    _member("castel", ("Mme", "Castel", "Rose"), (1950, 11, 14), _CEVENNES, "+33499161140", Work.RETIRED,
            lives_alone=True),
    _member("martel", ("M.", "Martel", "Guy"), (1955, 1, 2), _ECUSSON, "+33639982983",
            safe_contact=SafeContact(no_call=True)),
)  # fmt: skip

CHILDREN: tuple[tuple[str, str, int], ...] = (("benali", "BENALI Lina", 2010), ("benali", "BENALI Adam", 2013))


@dataclass(frozen=True)
class Scene:
    """A visit of that morning: who, when, motifs with a precision, for whom, and what became of it."""

    code: str
    at: str
    motif: str
    precision: str = ""
    for_login: str = ""
    called: str = ""
    gone: str = ""


MORNING: tuple[Scene, ...] = (
    Scene("teissier", "09:02", "Rendez-vous budget", "", "nadia", "09:03", "09:52"),
    Scene("arnal", "09:56", "Rendez-vous budget", "", "claire", "10:01"),
    Scene("lopez", "10:18", "Accès aux droits", "Dossier CAF"),
    Scene("diallo", "10:30", "Recherche d’emploi", "CV et candidature", "marc"),
    Scene("benazet", "10:36", "Démarche en ligne", "Tablette", "marc"),
    Scene("pujol", "10:40", "Rendez-vous budget", "sans rendez-vous", "nadia"),
)

APPOINTMENTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("09:00", "teissier", "nadia", "bureau 3", "budget"),
    ("10:00", "arnal", "claire", "bureau 2", "budget"),
    ("10:30", "rossi", "nadia", "bureau 3", "budget"),
    ("10:45", "benali", "claire", "bureau 2", "budget"),
    ("11:30", "koffi", "claire", "bureau 2", "budget"),
    ("11:45", "serrano", "ines", "salle 3", "health"),
    ("14:00", "dupuy", "claire", "bureau 2", "budget"),
    ("14:00", "ouali", "nadia", "bureau 3", "budget"),
    ("14:45", "castel", "marc", "espace numérique", "digital"),
    ("15:45", "martel", "claire", "bureau 2", "budget"),
)

MINUTES_OF = {"dupuy": 90}
KIND_OF = {"koffi": "first", "dupuy": "file"}

SESSIONS: tuple[tuple[str, str, str, str, str, int], ...] = (
    ("09:30", "Mes démarches", "marc", "espace numérique", "digital", 10),
    # The group of employment enrols its own members (demo/employment.py).
    ("11:00", "Unis’Vers", "marc", "salle 1", "employment", 0),
    ("16:00", "Marche douce", "ines", "départ de l’accueil", "health", 7),
)

LATER: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("2019-06-25", "14:00", "benali", "marc", "espace numérique", "digital"),
    ("2019-07-09", "09:00", "benali", "ines", "salle 3", "health"),
)


def _days(*texts: str) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(text) for text in texts)


# Days on which the people of the pictures came before; the opening day stands for the morning written below.
CAST_DAYS: dict[str, tuple[dt.date, ...]] = {
    "benali": _days(
        "2019-02-04", "2019-02-07", "2019-02-12", "2019-02-19", "2019-02-26", "2019-03-05", "2019-03-07", "2019-03-12",
        "2019-03-19", "2019-03-21", "2019-03-26", "2019-04-02", "2019-04-04", "2019-04-09", "2019-04-16", "2019-04-18",
        "2019-04-30", "2019-05-07", "2019-05-14", "2019-05-21", "2019-05-28", "2019-06-04", "2019-06-11",
    ),
    "benabbou": _days("2019-04-11", "2019-05-16", "2019-06-06", "2019-06-17"),
    "benazet": _days("2019-01-10", "2019-02-14", "2019-03-14", "2019-05-23", "2019-06-06", "2019-06-13", "2019-06-18"),
    "lopez": _days("2018-11-06", "2019-01-15", "2019-06-18"),
    "diallo": _days("2019-05-14", "2019-06-03", "2019-06-18"),
    "pujol": _days("2019-06-18"),
    "arnal": _days("2019-03-05", "2019-05-06", "2019-06-18"),
    "rossi": _days("2019-04-29", "2019-05-27"),
    "teissier": _days("2019-05-20", "2019-06-18"),
    "koffi": _days("2019-06-04"),
    "serrano": _days("2019-02-21", "2019-05-09"),
    "dupuy": _days("2019-05-28"),
    "ouali": _days("2019-01-22", "2019-04-23"),
    "castel": _days("2019-03-28", "2019-06-13"),
    "martel": _days("2018-12-11", "2019-05-13"),
}  # fmt: skip

CAST_MOTIFS: dict[tuple[str, dt.date], str] = {
    ("benali", dt.date(2019, 6, 11)): "Rendez-vous budget",
    ("benali", dt.date(2019, 6, 4)): "Démarche en ligne",
    ("benali", dt.date(2019, 5, 28)): "Atelier collectif",
    ("benali", dt.date(2019, 5, 21)): "Café, lien social",
    ("benali", dt.date(2019, 5, 14)): "Accès aux droits",
    ("benali", dt.date(2019, 5, 7)): "Rendez-vous budget",
    ("benazet", dt.date(2019, 6, 13)): "Atelier collectif",
}
DOUBTFUL = (("rossi", "Rosi", "Elodie"), ("dupuy", "Dupuis", "Laure"))
INSTRUCTIONS = ("Ascenseur en panne : recevoir au rez-de-chaussée.",)
MESSAGES = (
    ("lea", "accueil", "castel", "Rappeler Mme Castel pour confirmer 14 h 45."),
    ("claire", "", "", "Le bureau 2 est pris de 12 h à 13 h."),
)
