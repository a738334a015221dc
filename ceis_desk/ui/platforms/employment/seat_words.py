"""What a seat says: its name, its line, its icon, its tone, and the sentence for screen readers; pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_day
from ceis_desk.people.names import NAMELESS
from ceis_desk.platforms.employment.model import Contract, ContractKind, Span
from ceis_desk.platforms.employment.rules import Row, Seat, SeatState, suspended_on

NOBODY_NAMED = "Contrat"


@dataclass(frozen=True)
class SeatLook:
    """What is painted in a seat; `short` then `bare` take the place of `title` where there is no room for it."""

    key: str
    state: SeatState
    title: str
    short: str
    bare: str
    line: str
    icon: str
    spoken: str


def key_of(seat: Seat) -> str:
    """The identity of a seat on the board, the same from one day to another and when its place is renamed."""
    return f"{seat.place_id}|{seat.position}"


def seat_look(row: Row, seat: Seat, day: dt.date, show: Discretion, *, named: bool) -> SeatLook:
    """A seat as it is shown to this account on this screen."""
    title, short, bare = _names(seat.contract, show, named=named)
    line, icon = _line(row.place.kind, seat, day)
    if seat.state is SeatState.FREE:
        title = short = bare = "libre"
    rank = f"place {seat.position + 1} sur {row.place.places}"
    who = "" if seat.state is SeatState.FREE else f"{title}, "
    spoken = f"{row.place.name}, {rank}\u00a0: {seat.state.label}, {who}{_whole(seat, line, day)}"
    return SeatLook(key_of(seat), seat.state, title, short, bare, line, icon, spoken.rstrip(", "))


def _names(contract: Contract | None, show: Discretion, *, named: bool) -> tuple[str, str, str]:
    if contract is None:
        return "", "", ""
    if not named:
        return NOBODY_NAMED, NOBODY_NAMED, NOBODY_NAMED
    if not (contract.used_name.strip() or contract.first_name.strip()):
        return NAMELESS, NAMELESS, NAMELESS
    whole = show.name("", contract.used_name, contract.first_name)
    first = contract.first_name.strip()[:1]
    if show.on or not first:
        return whole, whole, whole
    family = contract.used_name.strip().upper()
    return whole, f"{family} {first}.", family


def _line(kind: ContractKind, seat: Seat, day: dt.date) -> tuple[str, str]:
    """The second line of a seat and its icon."""
    contract = seat.contract
    if seat.state is SeatState.FREE:
        return (f"depuis {_near(seat.since, day)}" if seat.since else ""), "plus"
    if contract is None:
        return "", ""
    if seat.state is SeatState.PLANNED:
        return f"dès {_near(contract.first, day)}", "clock"
    if seat.state is SeatState.SURPLUS:
        return "de trop", "alert-triangle"
    if seat.state is SeatState.SUSPENDED:
        return "suspendu", "player-pause"
    if seat.state is SeatState.ENDING and contract.end is not None:
        return f"fin {contract.end:%d/%m}", "calendar-due"
    end = f"{contract.end:%m/%Y}" if contract.end else ""
    if kind is ContractKind.PEC:
        return end or contract.terms, ""
    short = f"{contract.end:%m/%y}" if contract.end else ""
    return ", ".join(part for part in (contract.terms, short) if part), ""


def _near(day: dt.date, today: dt.date) -> str:
    """« 3/06 », with the year when it is another one."""
    year = "" if day.year == today.year else f"/{day:%Y}"
    return f"{day.day}/{day:%m}{year}"


def _whole(seat: Seat, line: str, day: dt.date) -> str:
    """The dates in full for whoever cannot see the board."""
    contract = seat.contract
    if seat.state is SeatState.FREE:
        return f"depuis le {write_day(seat.since)}" if seat.since else ""
    if contract is None:
        return line
    end = f" au {write_day(contract.end)}" if contract.end else ", sans date de fin"
    tutor = f", tutorat {contract.tutor}" if contract.tutor else ""
    span = suspended_on(contract, day)
    stopped = f", {_suspended(span)}" if span else ""
    prescribed = f", {prescribed_words(contract)}" if contract.prescriber else ""
    return f"{contract.terms}, du {write_day(contract.first)}{end}{stopped}{tutor}{prescribed}"


def _suspended(span: Span) -> str:
    since, until = span
    return f"suspendu depuis le {write_day(since)}" + (f", jusqu’au {write_day(until)}" if until else "")


def prescribed_words(contract: Contract) -> str:
    """« prescrit par France Travail (Mme LAVAL), référent M. TISSOT », without what is not said."""
    by = f" ({contract.prescribed_by})" if contract.prescribed_by else ""
    said = f"prescrit par {contract.prescriber}{by}" if contract.prescriber else contract.prescribed_by
    return ", ".join(part for part in (said, f"référent {contract.referent}" if contract.referent else "") if part)
