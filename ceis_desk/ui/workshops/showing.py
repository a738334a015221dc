"""What is read of sessions put on the page: the week, and the chosen session with all that stands beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.workshops import SessionLine, WorkshopRoll
from ceis_desk.ui.agenda.words import span_words
from ceis_desk.ui.reception.rows import platform_icon, platform_tone
from ceis_desk.ui.workshops import rows as shown
from ceis_desk.ui.workshops.page import WorkshopsPage

_WORKING = 5


@dataclass(frozen=True)
class Powers:
    """What the account may do here: mark people, read names."""

    writes: bool
    named: bool


def show_week(
    page: WorkshopsPage, monday: dt.date, sessions: tuple[SessionLine, ...] | None, chosen: str, now: dt.datetime,
    show: Discretion,
) -> None:  # fmt: skip
    """The week, from Monday to Friday or to its last session; nothing is said of one that is not read yet."""
    friday = monday + dt.timedelta(days=_WORKING - 1)
    last = max([friday, *(one.starts_at.date() for one in sessions or ())])
    page.head.dates.setText(span_words(monday, last))
    if sessions is None:
        return
    people = sum(one.tally.on_roll for one in sessions)
    held = f"{len(sessions)} séance{'s' if len(sessions) > 1 else ''}"
    counted = f"{held}, {people} inscrit{'s' if people > 1 else ''}"
    page.week.show_sessions(shown.session_rows(sessions, now.date(), now, show), counted, chosen)


def show_roll(page: WorkshopsPage, roll: WorkshopRoll, now: dt.datetime, show: Discretion, powers: Powers) -> None:
    """The chosen session: its head, its people, who waits, who came without a name."""
    session = roll.session
    code = show.platform(session.platform)
    icon = (platform_icon(code, shown.GROUP), platform_tone(code))
    words = (
        session.title,
        shown.about_words(session, roll.projects),
        shown.enrolled_words(session),
        shown.tally_words(session, now),
    )
    page.roster.show_head(icon, shown.moment_chip(session, now), words)
    mark = "Espace" if powers.writes else ""
    people, begun = shown.person_rows(roll, show, mark, now), session.starts_at <= now
    page.roster.show_people(roll, people, named=powers.named, begun=begun)
    waiting = shown.waiting_rows(roll, show, gives=powers.writes)
    page.waiting.show_waiting(waiting, session.tally.waiting, shown.freed_words(roll, show))
    page.waiting.setVisible(session.enrolling)
    page.counts.show_counts(session.extra, roll.counts, closed=session.closed_at is not None)
    page.closing.show_total(shown.closing_words(session))
