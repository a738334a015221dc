"""An invented Tuesday at the desk, 18 June 2019 at 10:42: people, visits, appointments and the board."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ceis_desk.access.model import Actor, Role
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.core.ids import Id, code_id
from ceis_desk.people.model import (
    AppointmentLine,
    Civility,
    HouseholdMember,
    HouseholdRole,
    Identity,
    PersonHit,
    PersonRecord,
)
from ceis_desk.reception.catalogue import FIRST_MOTIFS
from ceis_desk.reception.model import (
    Absence,
    Colleague,
    DeskDay,
    Instruction,
    Medium,
    Message,
    Motif,
    MotifChoice,
    Visit,
    VisitState,
)

TODAY = dt.date(2019, 6, 18)
NOW = dt.datetime(2019, 6, 18, 10, 42)


def id_of(name: str) -> Id:
    return code_id("test", name)


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2019, 6, 18, hour, minute)


ACTOR = Actor(id_of("Sofiane Roux"), "Sofiane Roux", frozenset({Role.RECEPTION}), id_of("Poste 1"))
MOTIFS = (
    *(
        Motif(id_of(one.label), f"m{one.position}", one.label, one.icon, one.platform, one.position, one.precisions)
        for one in FIRST_MOTIFS
    ),
    Motif(id_of("Domiciliation"), "m10", "Domiciliation", "map-pin", "reception", 0),
)
COLLEAGUES = tuple(
    Colleague(id_of(name), name, (role,), absence)
    for name, role, absence in (
        ("Claire Fabre", "budget", ""),
        ("Inès Roig", "health", ""),
        ("Marc Vidal", "employment", ""),
        ("Mina Sorel", "social", "absente cet après-midi"),
        ("Nadia Haddad", "budget", ""),
        ("Sofiane Roux", "reception", ""),
    )
)


def hit(civility: str, family: str, first: str, birth: dt.date, **more: object) -> PersonHit:
    known = PersonHit(
        id=id_of(family),
        civility=Civility(civility),
        used_name=family,
        birth_name="",
        first_name=first,
        birth_date=birth,
        birth_year=None,
        district="",
        phone="",
        last_visit=None,
        appointment_at=None,
        appointment_platform="",
        appointment_with=None,
    )
    return replace(known, **more)  # type: ignore[arg-type]  # the fields of a hit, by name


BENALI = hit(
    "Mme",
    "Benali",
    "Samira",
    dt.date(1984, 3, 14),
    district="Mosson",
    phone="+33639981234",
    last_visit=dt.date(2019, 6, 11),
    appointment_at=at(10, 45),
    appointment_platform="budget",
    appointment_with=id_of("Claire Fabre"),
)
BENABBOU = hit(
    "M.",
    "Benabbou",
    "Yanis",
    dt.date(1999, 11, 2),
    district="Celleneuve",
    phone="+33639984702",
    last_visit=dt.date(2019, 6, 17),
)
BENAZET = hit(
    "Mme",
    "Bénazet",
    "Odile",
    dt.date(1947, 8, 27),
    district="Écusson",
    phone="+33499163008",
    last_visit=dt.date(2019, 5, 2),
)
LEBRUN = hit("M.", "Lebrun", "Paul", dt.date(1970, 1, 5), last_visit=dt.date(2018, 11, 20))
HITS = (BENALI, BENABBOU, BENAZET, LEBRUN)


def visit(
    name: str,
    when: dt.datetime,
    state: VisitState,
    motif: str,
    *,
    civility: str = "",
    first: str = "",
    for_name: str = "",
    precision: str = "",
    arrival: str = "",
    group: int = 1,
) -> Visit:
    known = bool(name) and not name.startswith("anonyme")
    later = when + dt.timedelta(minutes=5)
    return Visit(
        id=id_of(f"visit {name} {when}"),
        clock=7,
        at=when,
        medium=Medium.COUNTER,
        state=state,
        person_id=id_of(name) if known else None,
        civility=civility,
        used_name=name if known else "",
        first_name=first,
        given_name="",
        motifs=(MotifChoice(id_of(motif), precision),) if motif else (),
        for_id=id_of(for_name) if for_name else None,
        for_name=for_name,
        arrival_id=id_of(f"arrival {arrival or name} {when}"),
        group=group,
        waiting_at=when,
        called_at=None if state is VisitState.WAITING else later,
        busy_at=later if state in (VisitState.BUSY, VisitState.GONE) else None,
        gone_at=later if state is VisitState.GONE else None,
        received_by="",
        referred_to="",
        recorded_by="Sofiane Roux",
    )


W, B, G = VisitState.WAITING, VisitState.BUSY, VisitState.GONE
VISITS = (
    visit("Pujol", at(10, 40), W, "Rendez-vous budget", civility="M.", first="Thierry", for_name="Nadia Haddad"),
    visit("Bénazet", at(10, 36), W, "Démarche en ligne", civility="Mme", first="Odile", precision="Tablette"),
    visit("Diallo", at(10, 30), W, "Recherche d’emploi", civility="M.", first="Ibrahima", for_name="Marc Vidal",
          precision="CV et candidature"),
    visit("anonyme 1", at(10, 21), G, "Café, lien social"),
    visit("Lopez", at(10, 18), W, "Accès aux droits", civility="Mme", first="Carmen", precision="Dossier CAF"),
    visit("Arnal", at(9, 55), B, "Rendez-vous budget", civility="M.", first="Joël", for_name="Claire Fabre"),
    *(
        visit(f"Passée{count}", at(8 + count // 15, count * 4 % 60), G, "Logement", civility="Mme", first="Anne")
        for count in range(27, -1, -1)
    ),
)  # fmt: skip


def expected(
    hour: int, minute: int, civility: str, family: str, first: str, who: str, platform: str, state: str = ""
) -> DayAppointment:
    return DayAppointment(
        id=id_of(f"rdv {family}"),
        at=at(hour, minute),
        minutes=45,
        platform=platform,
        person_id=id_of(family),
        civility=civility,
        used_name=family,
        first_name=first,
        title="",
        enrolled=0,
        with_id=id_of(who),
        with_name=who,
        room="",
        at_desk="",
        no_call=False,
        outcome=Outcome.OPEN,
        visit_at=None,
        visit_state=state,
    )


SESSION = replace(
    expected(11, 0, "", "", "", "Marc Vidal", "employment"),
    id=id_of("session"),
    person_id=None,
    title="Unis’Vers, groupe de 9",
    enrolled=9,
)
LINES = (
    expected(9, 0, "Mme", "Costa", "Lucia", "Claire Fabre", "budget", "gone"),
    expected(9, 30, "M.", "Weber", "Jean", "Nadia Haddad", "budget", "gone"),
    expected(10, 0, "M.", "Arnal", "Joël", "Claire Fabre", "budget", "busy"),
    expected(10, 30, "Mme", "Rossi", "Élodie", "Nadia Haddad", "budget"),
    expected(10, 45, "Mme", "Benali", "Samira", "Claire Fabre", "budget"),
    SESSION,
    expected(11, 30, "M.", "Kone", "Amadou", "Claire Fabre", "budget"),
    expected(11, 45, "Mme", "Serra", "Paola", "Inès Roig", "health"),
    expected(14, 30, "Mme", "Martin", "Zoé", "Inès Roig", "health"),
)
INSTRUCTION = Instruction(id_of("consigne"), "La salle 2 est prise ce matin", TODAY, TODAY)
MESSAGES = (
    Message(
        id_of("message"), 3, "Rappeler Mme VERDIER", "Claire Fabre", None, "", id_of("Verdier"), "Mme VERDIER Lise",
        at(9, 5), None, "",
    ),
)  # fmt: skip
ABSENCES = (Absence(id_of("absence"), id_of("Mina Sorel"), "Mina Sorel", at(13, 0), at(18, 0), "formation"),)
DAY = DeskDay(TODAY, VISITS, MOTIFS, COLLEAGUES, (INSTRUCTION,), MESSAGES, None)
RECORD = PersonRecord(
    id=BENALI.id,
    clock=4,
    identity=Identity("Benali", "Hamidi", "Samira", Civility.MME, at_desk="Poussette\u00a0: salle du rez-de-chaussée."),
    known_since=dt.date(2019, 2, 4),
    visits=23,
    last_visits=(),
    appointments=(AppointmentLine(id_of("rdv Benali"), at(10, 45), "Claire Fabre", ""),),
    household=(HouseholdMember(id_of("membre"), id_of("Lina"), "BENALI Lina", HouseholdRole.CHILD, 2010),),
)


def people_like(text: str) -> tuple[PersonHit, ...]:
    """Those whose family name begins so, accents aside; none but two near names for « benaly »."""
    if text.startswith("benaly"):
        return (BENALI, BENABBOU)
    plain = text.lower().replace("é", "e")
    return tuple(one for one in HITS if one.used_name.lower().replace("é", "e").startswith(plain) or text.isdigit())
