"""Cases as rows: whose, what kind, at which step, what is late, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_hour
from ceis_desk.platforms.budget.model import CaseLine, Pause, Step
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.platforms.budget.case.words import kind_chip, pause_chip, spoken_day

MINE, ALL, CLOSED = "mine", "all", "closed"
CHOICES = ((MINE, "Mes dossiers"), (ALL, "Tous"), (CLOSED, "Clos"))


def in_order(lines: Iterable[CaseLine]) -> tuple[CaseLine, ...]:
    """What is late first, then by the next appointment, then by name: the order in which a day goes."""
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                line.overdue == 0,
                line.next_on is None,
                line.next_on or dt.datetime.max,
                line.used_name,
                line.first_name,
            ),
        )
    )


def case_row(line: CaseLine, show: Discretion, now: dt.datetime, *, mine: bool, narrow: bool = False) -> RowLook:
    """« Mme DUPUY Laure · curatif · Suivi · dernière note le 14 mai, rendez-vous le 9 juillet, 14:00 ».

    Where there is no room for the chips of kind and step, they are said below the name.
    """
    chips = []
    if line.overdue:
        late = f"{line.overdue} échéance{'s' if line.overdue > 1 else ''} en retard"
        chips.append(ChipLook(late, "danger", "alert-triangle"))
    if line.pause is not Pause.NONE and line.step is not Step.CLOSED:
        chips.append(pause_chip(line.pause))
    tone = "success" if line.step is Step.CLOSED else "neutral"
    always = (kind_chip(line.kind, show), ChipLook(line.step.label, tone, "route", outlined=True))
    said = _said(line, now, mine=mine)
    if narrow:
        said = f"{', '.join(chip.words for chip in always)}, {said}"
    else:
        chips += always
    return RowLook(
        show.name(line.civility, line.used_name, line.first_name),
        subtitle=said,
        initials=initials(line.used_name, line.first_name),
        person=str(line.person_id),
        chips=tuple(chips),
        amount=show.amount(write_amount(line.debts)) if line.debts else "",
        quiet=line.step is Step.CLOSED,
    )


def _said(line: CaseLine, now: dt.datetime, *, mine: bool) -> str:
    today = now.date()
    seen = f"dernière note le {spoken_day(line.last_on, today)}" if line.last_on else "aucune note"
    coming = ""
    if line.next_on is not None:
        hour = write_hour(line.next_on.time())
        day = line.next_on.date()
        coming = (
            f"rendez-vous aujourd’hui {hour}" if day == today else f"rendez-vous le {spoken_day(day, today)}, {hour}"
        )
    elif line.step is not Step.CLOSED:
        coming = "pas de rendez-vous à venir"
    followed = line.referent_name if not mine else ""
    said = [f"ouvert le {spoken_day(line.opened_on, today)}", seen, coming, followed]
    return ", ".join(part for part in said if part)
