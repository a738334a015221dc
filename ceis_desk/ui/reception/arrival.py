"""An arrival being made at the counter: who, why, for whom; and the gesture that records it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.core.ids import Id
from ceis_desk.people.model import PersonHit, PersonRecord
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import Medium, Motif, MotifChoice, Visit


@dataclass(frozen=True)
class Guest:
    """Someone at the counter; without an id, someone who gave no name or a first name alone."""

    id: Id | None = None
    civility: str = ""
    family: str = ""
    first: str = ""


@dataclass(frozen=True)
class Welcome:
    """What the check-in card opens with: the guest, the appointment that she comes for, her last visit of the day."""

    guest: Guest
    appointment: DayAppointment | None = None
    here: Visit | None = None


@dataclass(frozen=True)
class Draft:
    """All that the check-in card says when it is recorded."""

    guests: tuple[Guest, ...]
    anonymous: int
    given_name: str
    motifs: tuple[MotifChoice, ...]
    for_id: Id | None
    appointment_id: Id | None
    medium: Medium
    at: dt.datetime | None
    waits: bool
    referred_to: str

    def gesture(self) -> RecordVisit:
        """The request sent to the store."""
        return RecordVisit(
            persons=tuple(guest.id for guest in self.guests if guest.id is not None),
            anonymous=self.anonymous,
            given_name=self.given_name,
            motifs=self.motifs,
            for_id=self.for_id,
            appointment_id=self.appointment_id,
            medium=self.medium,
            at=self.at,
            waits=self.waits,
            referred_to=self.referred_to,
        )


def guest_of_hit(hit: PersonHit) -> Guest:
    """The guest behind a line of the search."""
    return Guest(hit.id, hit.civility.value, hit.used_name or hit.birth_name, hit.first_name)


def guest_of_record(record: PersonRecord) -> Guest:
    """The guest behind a record."""
    known = record.identity
    return Guest(record.id, known.civility.value, known.used_name or known.birth_name, known.first_name)


def guest_of_line(line: DayAppointment) -> Guest:
    """The guest expected by an appointment."""
    return Guest(line.person_id, line.civility, line.used_name, line.first_name)


def guest_of_visit(visit: Visit) -> Guest:
    """The guest of a visit of the day."""
    return Guest(visit.person_id, visit.civility, visit.used_name, visit.first_name or visit.given_name)


def appointment_of(lines: tuple[DayAppointment, ...], person_id: Id | None, now: dt.datetime) -> DayAppointment | None:
    """The appointment of the day that an arrival answers: still open, not yet answered, the nearest in time."""
    open_ones = [
        line
        for line in lines
        if line.person_id is not None
        and line.person_id == person_id
        and line.outcome is Outcome.OPEN
        and not line.visit_state
    ]
    return min(open_ones, key=lambda line: abs(line.at - now), default=None)


def first_motif(motifs: tuple[Motif, ...], appointment: DayAppointment | None) -> Motif | None:
    """The motif chosen beforehand: the first of the appointment's platform that has a digit."""
    if appointment is None:
        return None
    ones = [motif for motif in motifs if motif.platform == appointment.platform and motif.position]
    return min(ones, key=lambda motif: motif.position, default=None)
