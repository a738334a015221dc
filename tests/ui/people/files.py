"""Invented records for the tests of « Personnes »."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import StaffMember
from ceis_desk.core.ids import Id, code_id
from ceis_desk.people.model import (
    AppointmentLine,
    Civility,
    DeskNeeds,
    District,
    DoubtfulPair,
    HouseholdMember,
    HouseholdRole,
    Identity,
    Likeness,
    Lookalike,
    PersonHit,
    PersonRecord,
    SafeContact,
    VisitLine,
)

NOW = dt.datetime(2019, 6, 18, 10, 42)


def ident(name: str) -> Id:
    return code_id("example", name)


SOFIANE, CLAIRE, LEA, MARC = (ident(name) for name in ("sofiane", "claire", "lea", "marc"))
SAMIRA, KARIM, THI_LAN, LAN = (ident(name) for name in ("samira", "karim", "thi lan", "lan"))

STAFF = (
    StaffMember(SOFIANE, "Sofiane Roux", frozenset({Role.RECEPTION})),
    StaffMember(CLAIRE, "Claire Fabre", frozenset({Role.BUDGET})),
    StaffMember(LEA, "Léa Bastide", frozenset({Role.SOCIAL})),
    StaffMember(MARC, "Marc Vidal", frozenset({Role.DIGITAL})),
)
DISTRICTS = (("Mosson", True), ("Petit Bard", True), ("Antigone", False))
IDENTITY = Identity(
    used_name="BENALI",
    birth_name="HAMIDI",
    first_name="Samira",
    civility=Civility.MME,
    birth_date=dt.date(1984, 3, 14),
    phones=("+33639981234",),
    address="18 avenue du Biterrois",
    postcode="34080",
    commune="Montpellier",
    district="Mosson",
    qpv=District.YES,
    languages="français, arabe",
    safe_contact=SafeContact(hours="appels le matin"),
    needs=DeskNeeds(step_free=True),
    at_desk="Poussette : proposer la salle du rez-de-chaussée.",
    notice_on=dt.date(2019, 2, 4),
)
_PASSAGES = (
    (11, 6, "Rendez-vous budget", "Claire Fabre"),
    (4, 6, "Démarche en ligne", "Marc Vidal"),
    (28, 5, "Atelier collectif", "Marc Vidal"),
    (21, 5, "Café, lien social", ""),
    (14, 5, "Accès aux droits", "Mina Sorel"),
    (7, 5, "Rendez-vous budget", "Claire Fabre"),
)
VISITS = tuple(
    VisitLine(ident(f"visit {at}"), dt.datetime(2019, month, day, 9, 30), (motif,), who)
    for at, (day, month, motif, who) in enumerate(_PASSAGES)
)
RECORD = PersonRecord(
    id=SAMIRA,
    clock=7,
    identity=IDENTITY,
    known_since=dt.date(2019, 2, 4),
    visits=23,
    last_visits=VISITS,
    appointments=(
        AppointmentLine(ident("a1"), dt.datetime(2019, 6, 18, 10, 45), "Claire Fabre", ""),
        AppointmentLine(ident("a2"), dt.datetime(2019, 6, 25, 14, 0), "Marc Vidal", ""),
        AppointmentLine(ident("a3"), dt.datetime(2019, 7, 9, 9, 0), "Inès Roig", ""),
    ),
    household=(
        HouseholdMember(ident("lina"), None, "BENALI Lina", HouseholdRole.CHILD, 2010),
        HouseholdMember(ident("adam"), None, "BENALI Adam", HouseholdRole.CHILD, 2013),
    ),
)
REFUSING = replace(RECORD, identity=replace(IDENTITY, safe_contact=SafeContact(True, True, True)))
HITS = (
    PersonHit(
        SAMIRA,
        Civility.MME,
        "BENALI",
        "HAMIDI",
        "Samira",
        dt.date(1984, 3, 14),
        None,
        "Mosson",
        "+33639981234",
        dt.date(2019, 6, 11),
        dt.datetime(2019, 6, 18, 10, 45),
        "budget",
        CLAIRE,
    ),
    PersonHit(KARIM, Civility.M, "BENALI", "", "Karim", dt.date(1979, 9, 2), None, "Mosson", "", None, None, "", None),
)
NEAR = (
    Lookalike(
        SAMIRA,
        "Mme BENALI Samira",
        "14/03/1984",
        96,
        True,
        ("nom à une lettre près", "même date de naissance", "même téléphone"),
        (
            Likeness("Nom, prénom", "BENALLI Samira", "BENALI Samira", "une lettre"),
            Likeness("Naissance", "14/03/1984", "14/03/1984", "pareil"),
            Likeness("Téléphone", "06 39 98 12 34", "06 39 98 12 34", "pareil"),
            Likeness("Quartier", "Mosson", "Mosson", "pareil"),
            Likeness("Passages", "", "23, dont le 11 juin", "en plus"),
        ),
        dt.date(2019, 2, 4),
        23,
    ),
    Lookalike(
        KARIM,
        "M. BENALI Karim",
        "02/09/1979",
        45,
        False,
        ("même téléphone seulement : sans doute le même foyer",),
        (Likeness("Nom, prénom", "BENALLI Samira", "BENALI Karim", "différent"),),
        dt.date(2018, 9, 3),
        2,
    ),
)
_NGUYEN = Identity(
    used_name="NGUYEN",
    first_name="Thi Lan",
    civility=Civility.MME,
    birth_date=dt.date(1971, 5, 22),
    phones=("+33639982560",),
    languages="vietnamien, français",
)
FIRST = PersonRecord(THI_LAN, 3, _NGUYEN, dt.date(2019, 1, 8), 12, (), (), ())
SECOND = PersonRecord(
    LAN,
    4,
    replace(_NGUYEN, first_name="Lan", phones=("+33639980000",), district="Petit Bard", email="lan@exemple.fr"),
    dt.date(2019, 6, 17),
    1,
    (),
    (),
    (),
)
PAIR = DoubtfulPair(
    THI_LAN,
    LAN,
    Lookalike(
        LAN,
        "Mme NGUYEN Lan",
        "22/05/1971",
        80,
        True,
        ("même date de naissance", "prénom en partie pareil"),
        (
            Likeness("Prénom", "Thi Lan", "Lan", "proche"),
            Likeness("Naissance", "22/05/1971", "22/05/1971", "pareil"),
            Likeness("Téléphone", "06 39 98 25 60", "06 39 98 00 00", "différent"),
            Likeness("Quartier", "", "Petit Bard", "se complète"),
        ),
        dt.date(2019, 6, 17),
        1,
    ),
)
OTHER_PAIR = DoubtfulPair(SAMIRA, KARIM, NEAR[1])
RECORDS = {record.id: record for record in (RECORD, FIRST, SECOND)}
RECORDS[KARIM] = PersonRecord(
    KARIM, 2, Identity(used_name="BENALI", first_name="Karim"), dt.date(2018, 9, 3), 2, (), (), ()
)


def actor(*roles: Role) -> Actor:
    return Actor(SOFIANE, "Sofiane Roux", frozenset(roles), ident("desk"))
