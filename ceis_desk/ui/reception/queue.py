"""The queue as it reads: one line for each arrival, the longest waiting first, and how long they wait."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ceis_desk.access.masking import ANONYMOUS, Discretion, initials
from ceis_desk.core.ids import Id
from ceis_desk.reception.model import Motif, Visit, VisitState
from ceis_desk.reception.rules import WaitThresholds, wait_tone, waited_minutes
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import Meter, RowLook
from ceis_desk.ui.reception.arrival import guest_of_visit
from ceis_desk.ui.reception.rows import COMMON_QUEUE, motif_words, name_of, platform_tone

THRESHOLDS = "wait_thresholds"


@dataclass(frozen=True)
class Party:
    """The visits of one arrival that are still in the queue, called ones included; the first one speaks for all."""

    visits: tuple[Visit, ...]

    @property
    def first(self) -> Visit:
        """The visit that gives its name, motif and minutes to the line."""
        return self.visits[0]

    @property
    def ident(self) -> str:
        """What the list knows the line by."""
        return str(self.first.arrival_id)


def parties(visits: Iterable[Visit]) -> tuple[Party, ...]:
    """Who waits or was just called, one party for each arrival, the longest waiting first."""
    found: dict[Id, list[Visit]] = {}
    for visit in visits:
        if visit.state in (VisitState.WAITING, VisitState.CALLED):
            found.setdefault(visit.arrival_id, []).append(visit)
    groups = [Party(tuple(sorted(group, key=lambda one: (one.person_id is None, one.id)))) for group in found.values()]
    return tuple(sorted(groups, key=lambda party: (party.first.waiting_at or party.first.at, party.first.id)))


def party_name(party: Party, show: Discretion) -> str:
    """« Mme LOPEZ Carmen », « Mme LOPEZ Carmen et 2 autres » or « Groupe de 4 »."""
    others = len(party.visits) - 1
    name = name_of(guest_of_visit(party.first), show)
    if not others:
        return name
    if name == ANONYMOUS:
        return f"Groupe de {len(party.visits)}"
    return f"{name} et {others} autre{'s' if others > 1 else ''}"


def party_row(
    party: Party, motifs: Mapping[Id, Motif], show: Discretion, now: dt.datetime, thresholds: WaitThresholds
) -> RowLook:
    """One line of « Qui attend ? »: who, why, for whom, and the minutes."""
    visit, guest = party.first, guest_of_visit(party.first)
    motif = motifs.get(visit.motifs[0].motif_id) if visit.motifs else None
    called = visit.state is VisitState.CALLED
    return RowLook(
        title=party_name(party, show),
        subtitle=f"{motif_words(visit, motifs, show)} · {visit.for_name or COMMON_QUEUE}",
        subtitle_icon=motif.icon if motif and not show.on else "",
        subtitle_tone=platform_tone(motif.platform) if motif and not show.on else "neutral",
        initials=initials(guest.family, guest.first),
        person=str(visit.person_id or visit.id),
        chips=(ChipLook(show.agreed(visit.civility, "appelé"), "success", "bell"),) if called else (),
        meter=meter(waited_minutes(visit, now), thresholds),
    )


def meter(minutes: int, thresholds: WaitThresholds) -> Meter:
    """The minutes and their bar, full a little after the red threshold."""
    tone = wait_tone(minutes, thresholds)
    share = minutes / (thresholds.red * 1.5)
    return Meter(f"{minutes}\u00a0min", min(share, 1.0), tone, "alert-triangle" if tone == "danger" else "clock")


def waiting_count(found: Iterable[Party]) -> int:
    """How many persons wait, the called ones left out."""
    return sum(visit.state is VisitState.WAITING for party in found for visit in party.visits)


def mean_wait(found: Iterable[Party], now: dt.datetime) -> int | None:
    """Mean minutes of those who wait now, a party counting once; None when nobody does."""
    minutes = [waited_minutes(party.first, now) for party in found if party.first.state is VisitState.WAITING]
    return round(sum(minutes) / len(minutes)) if minutes else None


def read_thresholds(settings: Mapping[str, str]) -> WaitThresholds:
    """The thresholds of the site, those of the program when they were never set or cannot be read."""
    usual = WaitThresholds()
    try:
        given = json.loads(settings.get(THRESHOLDS, "{}"))
        return WaitThresholds(int(given.get("amber", usual.amber)), max(1, int(given.get("red", usual.red))))
    except (ValueError, TypeError, AttributeError):
        return usual
