"""The forms of a contract, of its exit, of what happens in it, and of a group; how they are shown and read back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.partners.projects import ProjectKind, ProjectTopic, SetProject
from ceis_desk.platforms.employment import PLATFORM
from ceis_desk.platforms.employment.gestures import (
    EndContract,
    PutContract,
    PutFact,
    PutPlace,
    SetCohort,
    SetMember,
    SetSchool,
)
from ceis_desk.platforms.employment.model import (
    Cohort,
    Contract,
    ContractKind,
    Ending,
    Fact,
    FactKind,
    FactState,
    Member,
    Place,
    School,
)
from ceis_desk.platforms.employment.places import MOST_PLACES
from ceis_desk.platforms.employment.rules import Row, SeatState
from ceis_desk.ui.forms.asks import Ask, Kind
from ceis_desk.ui.forms.filling import Values, day_of
from ceis_desk.ui.partners.projects.forms import TOPIC

Asks = Sequence[Sequence[Ask]]
_DURATION = re.compile(r"(\d{1,3})\s*(?:h(?:eures?)?\s*(\d{1,2})?|min|)")
_TERMS = "Écrivez par exemple CDI, CDDI ou PEC."
_MOST_MONTHS, _MOST_SEATS = 600, 500


def contract_asks(places: Sequence[Place]) -> Asks:
    """The fields of a contract; those of a PEC come last."""
    named = {ContractKind.CHANTIER: "Chantier", ContractKind.PEC: "PEC"}
    choices = tuple((str(one.id), f"{named[one.kind]}, {one.name}") for one in places)
    return (
        (
            Ask("place", "Place", Kind.CHOICE, choices),
            Ask(
                "terms",
                "Nature du contrat",
                missing=_TERMS,
                hint="Libre\u00a0: CDI, CDDI…",
            ),
        ),
        (
            Ask("first", "Premier jour", Kind.DAY, missing="Donnez le premier jour."),
            Ask("last", "Dernier jour", Kind.DAY, aside="vide\u00a0: sans fin"),
        ),
        (
            Ask("hours", "Heures par semaine", hint="26 ou 17h30", aside="facultatif"),
            Ask("tutor", "Tuteur ou tutrice", aside="facultatif"),
        ),
        (
            Ask("prescriber", "Prescripteur", hint="France Travail, mission locale…", aside="pour un PEC"),
            Ask("prescribed_by", "Qui prescrit", hint="Nom et service", aside="pour un PEC"),
        ),
        (
            Ask("referent", "Référent chez le prescripteur", aside="pour un PEC"),
            Ask("commitments", "Engagements", Kind.AREA, aside="dits à l’entretien tripartite", lines=2),
        ),
    )


def contract_values(contract: Contract) -> dict[str, object]:
    """A contract as its form shows it."""
    return {
        "place": str(contract.place_id),
        "terms": contract.terms,
        "first": contract.first,
        "last": contract.last,
        "hours": write_duration(contract.weekly_minutes),
        "tutor": contract.tutor,
        "prescriber": contract.prescriber,
        "prescribed_by": contract.prescribed_by,
        "referent": contract.referent,
        "commitments": contract.commitments,
    }


def contract_gesture(
    values: Values, person_id: Id, position: int, *, renews: Id | None = None, of: Contract | None = None
) -> PutContract:
    """What the form of a contract asks for; raises Refusal on hours that are not understood."""
    return PutContract(
        person_id,
        Id(str(values["place"])),
        position,
        str(values["terms"]),
        day_of(values, "first") or dt.date.min,
        day_of(values, "last"),
        read_duration(str(values["hours"])),
        str(values["tutor"]),
        str(values["prescriber"]),
        str(values["prescribed_by"]),
        str(values["referent"]),
        str(values["commitments"]),
        of.renews_id if of else renews,
        id=of.id if of else None,
        clock=of.clock if of else None,
    )


def seat_for(rows: Sequence[Row], code: str, wanted: tuple[str, int] | None) -> int:
    """The seat that a contract takes at a place: the one wanted when it is of that place, else the first free one."""
    if wanted is not None and wanted[0] == code:
        return wanted[1]
    row = next((one for one in rows if str(one.place.id) == code), None)
    if row is None:
        return 0
    states = (SeatState.FREE, SeatState.PLANNED)
    free = [seat.position for state in states for seat in row.seats if seat.state is state]
    return free[0] if free else row.place.places


def place_asks(kind: ContractKind) -> Asks:
    """The fields of a place: a trade has no tutor of its own."""
    name = "Nom du métier" if kind is ContractKind.CHANTIER else "Nom de l’EHPAD"
    seats = Ask("places", "Nombre de places", Kind.NUMBER, most=MOST_PLACES)
    first = (Ask("name", name, missing="Donnez un nom."), seats)
    return (first, (Ask("tutor", "Tutorat", aside="facultatif"),)) if kind is ContractKind.PEC else (first,)


def place_values(place: Place) -> dict[str, object]:
    """A place as its form shows it."""
    tutor = {"tutor": place.tutor} if place.kind is ContractKind.PEC else {}
    return {"name": place.name, "places": place.places, **tutor}


def place_gesture(values: Values, place: Place) -> PutPlace:
    """What the form of a place asks for."""
    places = values["places"]
    seats = places if isinstance(places, int) else 0
    return PutPlace(place.kind, str(values["name"]), seats, str(values.get("tutor", "")), place.id, place.clock)


_ENDINGS = tuple((one.value, one.label) for one in Ending if one is not Ending.OPEN)
EXIT = (
    (
        Ask("ended_on", "Dernier jour", Kind.DAY, missing="Donnez le dernier jour."),
        Ask("ending", "Sortie vers", Kind.CHOICE, _ENDINGS),
    ),
    (
        Ask("months", "Durée du CDD ou de la mission, en mois", Kind.NUMBER, most=_MOST_MONTHS),
        Ask("reason", "Motif d’exclusion du calcul", aside="si exclue"),
    ),
    (Ask("excluded", "Exclue du calcul des taux", Kind.TICK),),
)


def exit_values(contract: Contract, today: dt.date) -> dict[str, object]:
    """An exit as its form shows it; the day agreed is proposed once it is reached."""
    over = contract.last if contract.last and contract.last <= today else None
    ending = contract.ending if contract.ending is not Ending.OPEN else Ending.CDI
    return {
        "ended_on": contract.ended_on or over,
        "ending": ending.value,
        "months": contract.ending_months,
        "reason": contract.reason,
        "excluded": not contract.counted,
    }


def exit_gesture(values: Values, contract: Contract) -> EndContract:
    """What the form of an exit asks for."""
    months = values["months"]
    return EndContract(
        contract.id,
        day_of(values, "ended_on"),
        Ending(str(values["ending"])),
        months if isinstance(months, int) else 0,
        not values["excluded"],
        str(values["reason"]),
        contract.clock,
    )


SCHOOL = (
    (
        Ask("school", "Étape", Kind.CHOICE, tuple((one.value, one.label) for one in School)),
        Ask("on", "Depuis le", Kind.DAY),
    ),
)


def school_gesture(values: Values, contract: Contract) -> SetSchool:
    """What the form of the school asks for."""
    return SetSchool(contract.id, School(str(values["school"])), day_of(values, "on"), contract.clock)


FACT = (
    (
        Ask("kind", "Quoi", Kind.CHOICE, tuple((one.value, one.label) for one in FactKind)),
        Ask("day", "Jour", Kind.DAY, missing="Donnez le jour."),
        Ask("last", "Dernier jour", Kind.DAY, aside="s’il dure"),
    ),
    (
        Ask("state", "État", Kind.CHOICE, tuple((one.value, one.label) for one in FactState)),
        Ask("minutes", "Durée", hint="45 min, 7h, 17h30", aside="facultatif"),
    ),
    (Ask("words", "Précision", aside="facultatif", hint="Organisme, intitulé. Ni santé ni appréciation."),),
)


SUSPENSION = (
    (
        Ask("day", "Suspendu à partir du", Kind.DAY, missing="Donnez le premier jour."),
        Ask("last", "Jusqu’au", Kind.DAY, aside="vide\u00a0: pas encore connu"),
    ),
    (Ask("words", "Pourquoi", aside="facultatif", hint="Essai chez un employeur, formation… Ni santé ni jugement."),),
)


def suspension_gesture(values: Values, contract_id: Id, fact: Fact | None, today: dt.date) -> PutFact:
    """What the form of a suspension asks for."""
    day = day_of(values, "day") or dt.date.min
    state = FactState.PLANNED if day > today else FactState.DONE
    return PutFact(
        contract_id,
        FactKind.SUSPENSION,
        day,
        last=day_of(values, "last"),
        words=str(values["words"]),
        state=state,
        id=fact.id if fact else None,
        clock=fact.clock if fact else None,
    )


def fact_values(fact: Fact) -> dict[str, object]:
    """A fact as its form shows it."""
    return {
        "kind": fact.kind.value,
        "day": fact.day,
        "last": fact.last,
        "state": fact.state.value,
        "minutes": write_duration(fact.minutes),
        "words": fact.words,
    }


def fact_gesture(values: Values, contract_id: Id, fact: Fact | None) -> PutFact:
    """What the form of a fact asks for; raises Refusal on a duration that is not understood."""
    return PutFact(
        contract_id,
        FactKind(str(values["kind"])),
        day_of(values, "day") or dt.date.min,
        read_duration(str(values["minutes"]), minutes_alone=True),
        str(values["words"]),
        FactState(str(values["state"])),
        last=day_of(values, "last"),
        id=fact.id if fact else None,
        clock=fact.clock if fact else None,
    )


COHORT = (
    (
        Ask("name", "Nom du groupe", missing="Donnez un nom au groupe.", hint="groupe de septembre"),
        Ask("places", "Places", Kind.NUMBER, most=_MOST_SEATS),
    ),
    (
        Ask("first", "Premier jour", Kind.DAY, missing="Donnez le premier jour."),
        Ask("last", "Dernier jour", Kind.DAY, aside="facultatif"),
    ),
)


def cohort_values(cohort: Cohort) -> dict[str, object]:
    """A group as its form shows it."""
    return {"name": cohort.name, "places": cohort.places, "first": cohort.first, "last": cohort.last}


def cohort_gesture(values: Values, account_id: Id, cohort: Cohort | None) -> SetCohort:
    """What the form of a group asks for."""
    places = values["places"]
    return SetCohort(
        str(values["name"]),
        day_of(values, "first") or dt.date.min,
        day_of(values, "last"),
        cohort.account_id if cohort else account_id,
        places if isinstance(places, int) else 0,
        id=cohort.id if cohort else None,
        clock=cohort.clock if cohort else None,
    )


PROJECT = (
    (Ask("title", "Titre du projet", missing="Donnez un titre au projet.", hint="jardin partagé, visite du théâtre"),),
    (TOPIC,),
    (Ask("aim", "Ce que le groupe veut faire", Kind.AREA, aside="facultatif"),),
)


def project_gesture(values: Values, cohort_id: Id) -> SetProject:
    """What the form of a project of the group asks for."""
    return SetProject(
        str(values["title"]), ProjectKind.GROUP, str(values["aim"]), PLATFORM.code, cohort_id=cohort_id,
        topic=ProjectTopic(str(values["topic"])),
    )  # fmt: skip


MEMBER = (
    (
        Ask("joined_on", "Arrivée", Kind.DAY, missing="Donnez le jour de l’arrivée."),
        Ask("left_on", "Départ", Kind.DAY, aside="facultatif"),
    ),
    (Ask("reason", "Motif du départ", aside="facultatif"),),
    (Ask("in_touch", "Reste en contact avec le groupe", Kind.TICK),),
)


def member_values(member: Member) -> dict[str, object]:
    """A member as her form shows her."""
    return {
        "joined_on": member.joined_on,
        "left_on": member.left_on,
        "reason": member.reason,
        "in_touch": member.in_touch,
    }


def member_gesture(values: Values, cohort_id: Id, person_id: Id, clock: int | None) -> SetMember:
    """What the form of a member asks for."""
    return SetMember(
        cohort_id,
        person_id,
        day_of(values, "joined_on") or dt.date.min,
        day_of(values, "left_on"),
        str(values["reason"]),
        bool(values["in_touch"]),
        clock=clock,
    )


def read_duration(text: str, *, minutes_alone: bool = False) -> int:
    """Minutes of « 26 », « 17h30 », « 45 min »; a number alone is hours, or minutes over 24; raises Refusal."""
    words = text.strip().lower()
    if not words:
        return 0
    match = _DURATION.fullmatch(words)
    if match is None:
        raise Refusal("Cette durée n’est pas comprise. Le texte est gardé\u00a0: écrivez par exemple 26 ou 17h30.")
    number, more = int(match[1]), int(match[2] or 0)
    alone = minutes_alone and words.isdigit() and number > 24  # noqa: PLR2004 the hours of a day
    return number if "min" in words or alone else number * 60 + more


def write_duration(minutes: int) -> str:
    """« 17h30 », « 26h », « 45 min », empty for none."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"
