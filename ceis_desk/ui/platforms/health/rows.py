"""What health workers see, as rows: the day, who is to be seen again, what is kept of one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.core.dates import write_day, write_hour
from ceis_desk.platforms.health import PLATFORM
from ceis_desk.platforms.health.model import Attended, FollowUp, HealthFact, History, PreventionSession, Theme
from ceis_desk.platforms.health.themes import theme_label
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook

Rows = list[tuple[str, RowLook]]
SESSION, PERSON = "session:", "person:"
_GONE = frozenset({Outcome.EXCUSED, Outcome.REVOKED})


def day_rows(
    sessions: Iterable[PreventionSession],
    day: Iterable[DayAppointment],
    themes: Sequence[Theme],
    show: Discretion,
) -> Rows:
    """Sessions and appointments of the day, by hour."""
    rows = [(one.starts_at, f"{SESSION}{one.id}", _session_row(one, themes)) for one in sessions]
    rows += [
        (one.at, f"{PERSON}{one.person_id}", _appointment_row(one, show))
        for one in day
        if one.platform == PLATFORM.code and one.person_id is not None and one.outcome not in _GONE
    ]
    return [(ident, look) for _at, ident, look in sorted(rows, key=lambda row: (row[0], row[1]))]


def _session_row(one: PreventionSession, themes: Sequence[Theme]) -> RowLook:
    tone = "success" if one.theme else "warn"
    return RowLook(
        one.title,
        subtitle="1 personne inscrite" if one.seated == 1 else f"{one.seated} personnes inscrites",
        lead=write_hour(one.starts_at.time()),
        icon="users-group",
        icon_boxed=True,
        chips=(ChipLook(theme_label(one.theme, themes), tone),),
    )


def _appointment_row(one: DayAppointment, show: Discretion) -> RowLook:
    return RowLook(
        show.name(one.civility, one.used_name, one.first_name),
        subtitle=", ".join(words for words in ("rendez-vous", one.with_name, one.room) if words),
        lead=write_hour(one.at.time()),
        initials=initials(one.used_name, one.first_name),
        person=str(one.person_id),
    )


def follow_up_rows(lines: Iterable[FollowUp], themes: Sequence[Theme], show: Discretion, today: dt.date) -> Rows:
    """Who is to be seen again, with the theme and how late it is."""
    return [(str(one.fact.id), _follow_up_row(one, themes, show, today)) for one in lines]


def _follow_up_row(one: FollowUp, themes: Sequence[Theme], show: Discretion, today: dt.date) -> RowLook:
    return RowLook(
        show.name(one.civility, one.used_name, one.first_name),
        subtitle=show.motif(theme_label(one.fact.theme, themes)),
        initials=initials(one.used_name, one.first_name),
        person=str(one.fact.person_id),
        chips=(due_chip(one.fact.next_on or today, today),),
        action="Fait",
        action_icon="check",
    )


def due_chip(day: dt.date, today: dt.date) -> ChipLook:
    """« le 02/07/2019 », « aujourd’hui », or since how many days: the card or the row says what is due."""
    if day > today:
        return ChipLook(f"le {write_day(day)}", "neutral", "calendar-event", outlined=True)
    if day == today:
        return ChipLook("aujourd’hui", "warn", "clock")
    late = (today - day).days
    return ChipLook(f"depuis {late} jour{'s' if late > 1 else ''}", "danger", "alert-triangle")


def history_rows(history: History, themes: Sequence[Theme], show: Discretion, today: dt.date) -> Rows:
    """What is kept and the sessions, latest first."""
    rows = [(one.day, str(one.id), _fact_row(one, themes, show, today)) for one in history.facts]
    rows += [(one.day, f"{SESSION}{one.session_id}", _attended_row(one, themes, show)) for one in history.attended]
    return [(ident, look) for _day, ident, look in sorted(rows, key=lambda row: row[0], reverse=True)]


def _fact_row(one: HealthFact, themes: Sequence[Theme], show: Discretion, today: dt.date) -> RowLook:
    effects = ", ".join(effect.label.lower() for effect in one.effects)
    parts = [f"{one.form.label.lower()}, {one.minutes} min"]
    parts += [f"plus difficile\u00a0: {effects}"] if effects else []
    parts += [one.words] if one.words else []
    parts += ["à revoir"] if one.next_on is not None and one.seen_on is None else []
    if one.seen_on is not None:
        chips: tuple[ChipLook, ...] = (ChipLook(f"fait le {write_day(one.seen_on)}", "success", "check"),)
    else:
        chips = (due_chip(one.next_on, today),) if one.next_on is not None else ()
    return RowLook(
        show.motif(theme_label(one.theme, themes)),
        subtitle=show.detail(" · ".join(parts)),
        lead=write_day(one.day),
        icon="stethoscope" if not show.on else "notes",
        icon_tone="success" if not show.on else "neutral",
        icon_boxed=True,
        chips=chips,
        action="Fait" if one.next_on is not None and one.seen_on is None else "",
        action_icon="check",
    )


def _attended_row(one: Attended, themes: Sequence[Theme], show: Discretion) -> RowLook:
    state = (
        ChipLook("présence", "success", "check") if one.present else ChipLook("inscription", "neutral", outlined=True)
    )
    label = theme_label(one.theme, themes) if one.theme else "séance collective"
    return RowLook(
        show.motif(one.title),
        subtitle=show.detail(f"séance collective, {label.lower()}" if one.theme else label),
        lead=write_day(one.day),
        icon="users-group",
        icon_boxed=True,
        chips=(state,),
    )
