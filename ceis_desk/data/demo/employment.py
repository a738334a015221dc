"""The places and the group of the demonstration as the pictures show them on 18 June 2019; all of it is invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.agenda.counted import kept_of
from ceis_desk.data.demo.cast import OPENING
from ceis_desk.data.employment.contracts import end_contract, put_contract, set_school
from ceis_desk.data.employment.facts import put_fact
from ceis_desk.data.people import create_person
from ceis_desk.data.schema import agenda, employment, parcours, partners, reception
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Civility, District, Identity, Sex
from ceis_desk.platforms.employment.gestures import EndContract, PutContract, PutFact, SetSchool
from ceis_desk.platforms.employment.model import ContractKind, Ending, FactKind, FactState, School
from ceis_desk.platforms.employment.places import FIRST_PLACES

_DAY = OPENING.date()
_CHANTIER, _PEC = ContractKind.CHANTIER, ContractKind.PEC
_HOME, _TECHNICIAN, _MEDIATOR, _COOK = "Aide à domicile", "Agent technique", "Médiateur numérique", "Cuisinier"
_PLACE = {(one.kind, one.name): one for one in FIRST_PLACES}
_PRESCRIBERS = (
    ("France Travail", "Mme LAVAL, agence Mosson", "M. TISSOT"),
    ("Mission locale", "M. ORSINI", "M. ORSINI"),
    ("France Travail", "M. TISSOT, agence Croix d’Argent", "Mme LAVAL"),
    ("Cap emploi", "Mme GUÉRIN", "Mme GUÉRIN"),
)
_COMMITMENTS = "Formation aux gestes et postures, tutorat chaque semaine, préparation à l’entrée à l’école"
_TUTOR = {_HOME: "Mme ROMAN", _TECHNICIAN: "M. VILA", _MEDIATOR: "M. VIDAL", _COOK: "Mme PONS"}


@dataclass(frozen=True)
class _Held:
    """A contract: who, where, from when, until when; why and when it ended when it is over."""

    who: tuple[str, str, str]
    place: str
    position: int
    first: str
    last: str = ""
    terms: str = "PEC"
    ended: str = ""
    ending: Ending = Ending.OPEN
    school: str = ""
    months: int = 0
    excluded: str = ""

    @property
    def kind(self) -> ContractKind:
        """A PEC is one by its terms."""
        return _PEC if self.terms == "PEC" else _CHANTIER


_HELD = (
    _Held(("Mme", "Koffi", "Awa"), _HOME, 0, "2018-11-05", terms="CDI"),
    _Held(("M.", "Hadj", "Samir"), _HOME, 1, "2018-11-05", terms="CDI"),
    _Held(("Mme", "Perez", "Ana"), _HOME, 2, "2019-03-01", "2020-02-29", "CDDI"),
    _Held(("Mme", "Sy", "Fatou"), _HOME, 3, "2018-10-01", "2019-06-30", "CDDI"),
    _Held(("M.", "Rey", "Luc"), _TECHNICIAN, 0, "2019-01-07", terms="CDI"),
    _Held(("Mme", "Mendy", "Pauline"), _TECHNICIAN, 1, "2018-12-03", "2019-11-30", "CDDI"),
    _Held(("M.", "Sabatier", "Noé"), _TECHNICIAN, 2, "2018-06-04", "2019-06-02", "CDDI",
          "2019-06-02", Ending.FIXED_TERM, months=8),
    _Held(("Mme", "Ngoma", "Éliane"), _MEDIATOR, 0, "2018-11-05", terms="CDI"),
    _Held(("M.", "Faure", "Léo"), _MEDIATOR, 1, "2019-02-01", "2020-01-31", "CDDI"),
    _Held(("M.", "Tran", "Hoa"), _COOK, 0, "2018-11-05", terms="CDI"),
    _Held(("Mme", "Coste", "Ève"), _COOK, 1, "2019-01-07", terms="CDI"),
    _Held(("M.", "Biko", "Jean"), _COOK, 2, "2018-08-01", "2019-07-31", "CDDI"),
    _Held(("Mme", "Ndiaye", "Astou"), "Les Micocouliers", 0, "2019-04-01", "2020-03-31"),
    _Held(("Mme", "Roux", "Émilie"), "Les Micocouliers", 1, "2019-06-01", "2020-05-31"),
    _Held(("Mme", "Llorca", "Nadège"), "La Garrigue", 0, "2019-02-01", "2020-01-31"),
    _Held(("Mme", "Cissé", "Aminata"), "La Garrigue", 1, "2018-07-16", "2019-07-15"),
    _Held(("M.", "Guy", "Mathis"), "Les Tamaris", 0, "2018-10-01", "2019-09-30"),
    _Held(("Mme", "Vernet", "Lola"), "Les Tamaris", 1, "2018-07-02", "2019-07-01",
          ended="2019-06-10", ending=Ending.TRAINING, school="2019-06-11"),
    _Held(("Mme", "Sall", "Binta"), "Clos des Aubes", 0, "2019-03-01", "2020-02-29"),
    _Held(("Mme", "Pagès", "Zoé"), "Clos des Aubes", 1, "2019-03-01", "2020-02-29"),
    _Held(("Mme", "Hamdi", "Leïla"), "Mas de l’Olivier", 0, "2019-05-01", "2020-04-30"),
    _Held(("Mme", "Prat", "Julie"), "Mas de l’Olivier", 1, "2019-05-01", "2020-04-30"),
    _Held(("Mme", "Diop", "Rokhaya"), "Les Glycines", 0, "2018-12-01", "2019-11-30"),
    _Held(("Mme", "Anglade", "Inès"), "Les Glycines", 1, "2018-06-01", "2019-05-31",
          ended="2019-05-01", ending=Ending.TRAINING, school="2019-05-02"),
    _Held(("Mme", "Aziz", "Karima"), "La Lironde", 0, "2019-04-01", "2020-03-31"),
    _Held(("Mme", "Blin", "Adèle"), "La Lironde", 1, "2019-04-01", "2020-03-31"),
    # Those before them: exits of every class, and two more entries in the school.
    _Held(("Mme", "Toulza", "Marie"), "Clos des Aubes", 0, "2018-03-01", "2019-02-28",
          ended="2019-01-06", ending=Ending.TRAINING, school="2019-01-07"),
    _Held(("M.", "Mbaye", "Ousmane"), "La Lironde", 0, "2018-04-02", "2019-03-31",
          ended="2019-02-03", ending=Ending.TRAINING, school="2019-02-04"),
    _Held(("Mme", "Viguier", "Anne"), "Mas de l’Olivier", 0, "2018-05-02", "2019-04-30",
          ended="2019-04-30", ending=Ending.CDI),
    _Held(("M.", "Estève", "Karl"), "La Garrigue", 0, "2018-02-01", "2019-01-31",
          ended="2019-01-31", ending=Ending.UNEMPLOYED),
    _Held(("M.", "Ferrer", "Joan"), _HOME, 2, "2018-03-01", "2019-02-28", "CDDI", "2019-02-28", Ending.CDI),
    _Held(("M.", "Bonnet", "Rémy"), _MEDIATOR, 1, "2018-02-01", "2019-01-31", "CDDI",
          "2019-01-31", Ending.FIXED_TERM, months=4),
    _Held(("Mme", "Carles", "Flore"), _COOK, 1, "2018-09-03", "2019-08-31", "CDDI",
          "2018-10-12", Ending.INACTIVE, excluded="Présente moins de trois mois"),
)  # fmt: skip

_STOPPED = {"Perez": ("2019-04-08", "2019-04-19", "Essai chez un employeur")}
_MEETING_DAYS = (
    *("2019-05-07", "2019-05-09", "2019-05-14", "2019-05-16", "2019-05-21", "2019-05-23", "2019-05-28"),
    *("2019-05-31", "2019-06-04", "2019-06-06", "2019-06-11", "2019-06-13"),
)
_PRESENT = (9, 9, 8, 9, 7, 9, 9, 8, 9, 9, 8, 9)
_MEMBERS, _FORMER, _TOUCHING = 9, 41, 34
_AFTER = "2019-06-20"
_OLD_GROUPS = (
    ("groupe d’automne", "2018-10-02", "2018-12-14"),
    ("groupe d’hiver", "2019-01-08", "2019-02-26"),
    ("groupe de printemps", "2019-03-05", "2019-05-28"),
)
_TOGETHER = (("Jardin partagé", "2019-04-17"), ("Jardin partagé", "2019-05-15"), ("Café des anciens", "2019-05-22"))
_TITLE = "Unis’Vers"
# Codes of freins, and how many members have each, how many of these are lifted.
_FREINS = (("housing", 3, 2), ("childcare", 4, 3), ("rights", 4, 3), ("mobility", 5, 2), ("digital", 3, 1))


def write_employment(tx: Tx, staff: Mapping[str, Id], cast: Mapping[str, Id]) -> None:
    """Write the contracts, the groups and what former members do together."""
    for rank, held in enumerate(_HELD):
        _write_held(tx, held, rank, cast)
    regulars = _regulars(tx, set(cast.values()))
    _write_group(tx, staff["marc"], regulars[:_MEMBERS])
    _write_former(tx, staff["marc"], [cast["benali"], *regulars[_MEMBERS : _MEMBERS + _FORMER - 1]])


def _write_held(tx: Tx, held: _Held, rank: int, cast: Mapping[str, Id]) -> None:
    civility, family, first = held.who
    person_id = cast.get("koffi") if family == "Koffi" else None
    if person_id is None:
        born = dt.date(1972 + rank * 7 % 27, 1 + rank % 12, 1 + rank * 5 % 28)
        sex = Sex.FEMALE if civility == "Mme" else Sex.MALE
        qpv = District.YES if rank % 3 else District.NO
        identity = Identity(used_name=family, first_name=first, civility=Civility(civility), birth_date=born, sex=sex,
                            commune="Montpellier", qpv=qpv)  # fmt: skip
        person_id = create_person(_on(tx, held.first), CreatePerson(identity)).made[0]
    contract = PutContract(
        person_id,
        _PLACE[held.kind, held.place].id,
        held.position,
        held.terms,
        dt.date.fromisoformat(held.first),
        dt.date.fromisoformat(held.last) if held.last else None,
        26 * 60 if held.kind is _CHANTIER else 20 * 60,
        _TUTOR.get(held.place, _PLACE[held.kind, held.place].tutor),
        **_prescribed(held, rank),
    )
    contract_id = put_contract(_on(tx, held.first), contract).made[0]
    _write_facts(tx, held, contract_id)
    if held.ending:
        on, counted = dt.date.fromisoformat(held.ended), not held.excluded
        end_contract(tx, EndContract(contract_id, on, held.ending, held.months, counted, held.excluded))
    if held.school:
        set_school(tx, SetSchool(contract_id, School.ENTERED, dt.date.fromisoformat(held.school)))
    elif held.kind is _PEC and not held.ending and rank % 3 == 0:
        set_school(tx, SetSchool(contract_id, School.PREPARING, dt.date.fromisoformat(held.first)))


def _prescribed(held: _Held, rank: int) -> Mapping[str, Any]:
    """Who prescribed a PEC, who follows it there, what was promised at the interview."""
    if held.kind is not _PEC:
        return {}
    prescriber, prescribed_by, referent = _PRESCRIBERS[rank % len(_PRESCRIBERS)]
    said = {"prescriber": prescriber, "prescribed_by": prescribed_by, "referent": referent}
    return said | {"commitments": _COMMITMENTS}


def _on(tx: Tx, day: str) -> Tx:
    now = min(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9)), OPENING)
    return Tx(tx.connection, tx.actor, now, tx.keys, tx.anchor)


def _write_facts(tx: Tx, held: _Held, contract_id: Id) -> None:
    first = dt.date.fromisoformat(held.first)
    told = [(FactKind.TRIPARTITE, 0, 45, "Signature, objectifs du contrat")] if held.kind is _PEC else []
    told += [
        (FactKind.TRAINING, 30, 14 * 60, "Gestes et postures" if held.place != _MEDIATOR else "Médiation numérique"),
        (FactKind.FOLLOW_UP, 60, 45, ""),
    ]
    if held.who[1] in _STOPPED:
        since, until, why = _STOPPED[held.who[1]]
        stop = PutFact(contract_id, FactKind.SUSPENSION, dt.date.fromisoformat(since), words=why, state=FactState.DONE,
                       last=dt.date.fromisoformat(until))  # fmt: skip
        put_fact(tx, stop)
    for kind, after, minutes, words in told:
        day = first + dt.timedelta(days=after)
        if day <= _DAY:
            put_fact(tx, PutFact(contract_id, kind, day, minutes, words, FactState.DONE))


def _regulars(tx: Tx, but: set[Id]) -> list[Id]:
    """People who already came in December and in June: the two real figures stay what they are."""
    visit = reception.visit
    came = select(visit.c.person_id).where(visit.c.person_id.is_not(None), visit.c.day < _DAY)
    months = (("2019-06-01", "2019-06-30"), ("2018-10-01", "2019-05-31"))
    for first, last in months:
        days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        other = select(visit.c.person_id).where(visit.c.day.between(*days))
        came = came.where(visit.c.person_id.in_(other))
    seeking = came.where(visit.c.job_seeker, visit.c.age.between(20, 60))
    rows = tx.connection.execute(seeking.group_by(visit.c.person_id).order_by(func.count().desc(), visit.c.person_id))
    found = [one for one in rows.scalars() if one not in but]
    more = tx.connection.execute(came.group_by(visit.c.person_id).order_by(visit.c.person_id)).scalars()
    return [*found, *(one for one in more if one not in but and one not in found)]


def _write_group(tx: Tx, account_id: Id, person_ids: Sequence[Id]) -> None:
    cohort_id, begins, after = new_id(), dt.date.fromisoformat(_MEETING_DAYS[0]), dt.date.fromisoformat(_AFTER)
    _put_cohort(tx, cohort_id, "groupe de juin", (begins, dt.date(2019, 6, 28)), account_id)
    for person_id in person_ids:
        _put_member(tx, cohort_id, person_id, begins)
    for rank, (iso, present) in enumerate(zip(_MEETING_DAYS, _PRESENT, strict=True)):
        day = dt.date.fromisoformat(iso)
        session_id = _put_meeting(tx, account_id, day, cohort_id)
        absent = {(rank * 4 + gap) % _MEMBERS for gap in range(_MEMBERS - present)}
        for at, person_id in enumerate(person_ids):
            _put_attendance(tx, session_id, person_id, day, "excused" if at in absent else "present")
    today, last = _take_today(tx, cohort_id), _put_meeting(tx, account_id, after, cohort_id)
    for person_id in person_ids:
        _put_attendance(tx, today, person_id, _DAY, "enrolled")
        _put_attendance(tx, last, person_id, after, "enrolled")
    _write_freins(tx, person_ids)
    tx.put(partners.project, new_id(), title="Jardin partagé", kind="group", platform="employment", aim="",
           state="running", state_on=begins, opened_on=begins, cohort_id=cohort_id)  # fmt: skip


def _put_cohort(tx: Tx, cohort_id: Id, name: str, days: tuple[dt.date, dt.date], account_id: Id) -> None:
    first, last = days
    tx.put(employment.cohort, cohort_id, name=name, first=first, last=last, account_id=account_id, places=14)


def _take_today(tx: Tx, cohort_id: Id) -> Id:
    """The session of the morning of the pictures is the thirteenth of the group, and its members are enrolled in it."""
    table = agenda.session
    found = select(table.c.id).where(table.c.title == _TITLE, table.c.day == _DAY)
    session_id: Id = tx.connection.execute(found).scalar_one()
    tx.change(table, session_id, cohort_id=cohort_id, kind="meeting")
    return session_id


def _put_meeting(tx: Tx, account_id: Id, day: dt.date, cohort_id: Id | None, title: str = _TITLE) -> Id:
    session_id = new_id()
    starts, kind = dt.datetime.combine(day, dt.time(11)), "meeting" if cohort_id else "animation"
    tx.put(agenda.session, session_id, title=title, platform="employment", account_id=account_id, starts_at=starts,
           day=day, minutes=90, room="salle 1", places=12, cohort_id=cohort_id, kind=kind)  # fmt: skip
    return session_id


def _put_attendance(tx: Tx, session_id: Id, person_id: Id, day: dt.date, state: str) -> None:
    row_id = code_id("attendance", session_id, person_id)
    tx.put(agenda.attendance, row_id, session_id=session_id, person_id=person_id, state=state,
           **kept_of(tx, person_id, day))  # fmt: skip


def _put_member(
    tx: Tx, cohort_id: Id, person_id: Id, joined: dt.date, left: dt.date | None = None, *, in_touch: bool = False
) -> None:
    tx.put(employment.cohort_member, code_id("cohort_member", cohort_id, person_id), cohort_id=cohort_id,
           person_id=person_id, joined_on=joined, left_on=left, in_touch=in_touch,
           reason="Fin du groupe" if left else "")  # fmt: skip


def _write_freins(tx: Tx, person_ids: Sequence[Id]) -> None:
    """What stood in the way of the members, and what is lifted: ordinary codes alone."""
    opened = dt.date.fromisoformat(_MEETING_DAYS[0])
    ways = {}
    for person_id in person_ids:
        ways[person_id] = new_id()
        tx.put(parcours.parcours, ways[person_id], person_id=person_id, opened_on=opened, state_on=opened)
    at = 0
    for code, many, lifted in _FREINS:
        for rank in range(many):
            way = ways[person_ids[at % len(person_ids)]]
            at += 1
            frein_id = code_id("frein", way, code)
            tx.put(parcours.frein, frein_id, parcours_id=way, code=code)
            levels = [("entry", opened, 2)] + ([("review", dt.date(2019, 6, 13), 3)] if rank < lifted else [])
            for moment, day, level in levels:
                tx.put(parcours.frein_level, new_id(), frein_id=frein_id, day=day, moment=moment, level=level)


def _write_former(tx: Tx, account_id: Id, person_ids: Sequence[Id]) -> None:
    """The groups before, and what those who stay in touch do together."""
    share = len(person_ids) // len(_OLD_GROUPS) + 1
    # The one of the pictures was of the last group.
    ordered = [*person_ids[1:], person_ids[0]]
    for rank, (name, first, last) in enumerate(_OLD_GROUPS):
        cohort_id, days = new_id(), (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        _put_cohort(tx, cohort_id, name, days, account_id)
        for at, person_id in enumerate(ordered[rank * share : (rank + 1) * share], start=rank * share):
            _put_member(tx, cohort_id, person_id, *days, in_touch=at >= len(ordered) - _TOUCHING)
    friends = ordered[-_TOUCHING:][:8]
    for title, day in _TOGETHER:
        session_id = _put_meeting(tx, account_id, dt.date.fromisoformat(day), None, title)
        for person_id in friends:
            _put_attendance(tx, session_id, person_id, dt.date.fromisoformat(day), "present")
