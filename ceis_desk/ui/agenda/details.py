"""What the right column says of the chosen box, and what may be done of it: words and codes, no widget."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.access.masking import initials
from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.model import DayState
from ceis_desk.agenda.rules import propose_absent
from ceis_desk.agenda.week import Entry, EntryKind, Slot
from ceis_desk.core.phones import write_phone
from ceis_desk.ui.agenda.boxes import Item, Scope, enrolled_words
from ceis_desk.ui.agenda.spoken import long_head, what_of, who_of
from ceis_desk.ui.agenda.states import is_over, standing
from ceis_desk.ui.agenda.words import ordinal, when_words
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.reception.rows import platform_icon

Act = tuple[str, str, str]
"""The code of an action, its words, its icon."""
START, END, ARRIVE, RECORD, BOOK = "start", "end", "arrive", "record", "book"
POSTPONE, ABSENT, CANCEL, HONOUR, REOPEN = "postpone", "absent", "cancel", "honour", "reopen"
BUDGET = "budget"
ROLL, EDIT, KEEP_BOTH, CASE = "roll", "edit", "keep-both", "case"


@dataclass(frozen=True)
class Fact:
    """One line: an icon and words, `tone` a token of the palette."""

    icon: str
    words: str
    tone: str = "ink"
    strong: bool = False


@dataclass(frozen=True)
class DetailLook:
    """The panel: a chip, who or what, facts, the action that Entrée does, the others."""

    chip: ChipLook
    title: str
    beside: str = ""
    initials: str = ""
    person: str = ""
    facts: tuple[Fact, ...] = ()
    main: Act | None = None
    others: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Powers:
    """What the account may do here."""

    books: bool
    receives: bool
    enrols: bool
    records: bool
    cases: bool = False

    @classmethod
    def of(cls, actor: Actor) -> Powers:
        """Those that the table of rights gives an account."""
        return cls(
            books=may(actor.roles, Thing.APPOINTMENTS, Level.WRITE),
            receives=may(actor.roles, Thing.VISITS, Level.WRITE),
            enrols=may(actor.roles, Thing.SESSIONS, Level.WRITE),
            records=may(actor.roles, Thing.IDENTITY, Level.READ),
            cases=may(actor.roles, Thing.BUDGET_CASES, Level.WRITE),
        )


def detail_of(item: Item, scope: Scope, powers: Powers) -> DetailLook:
    """Everything said of a box."""
    if isinstance(item, Slot):
        return _free(item, powers)
    if item.kind is EntryKind.APPOINTMENT:
        return _appointment(item, scope, powers)
    return _event(item, scope, powers)


def _when(start: dt.datetime, minutes: int, now: dt.datetime) -> tuple[Fact, ...]:
    hours = Fact("clock", when_words(start, minutes), strong=True)
    if start.date() == now.date():
        return (hours,)
    return (Fact("calendar-event", long_head(start.date()), strong=True), hours)


def _with(name: str, room: str) -> tuple[Fact, ...]:
    words = ", ".join(part for part in (name, room) if part)
    return (Fact("user", words),) if words else ()


def _free(slot: Slot, powers: Powers) -> DetailLook:
    day = Fact("calendar-event", long_head(slot.starts_at.date()), strong=True)
    hours = Fact("clock", when_words(slot.starts_at, slot.minutes), strong=True)
    return DetailLook(
        ChipLook("libre", "success", "check"),
        "Créneau libre",
        facts=(day, hours, *_with(slot.name, slot.room)),
        main=(BOOK, "Réserver", "plus") if powers.books else None,
    )


def _event(entry: Entry, scope: Scope, powers: Powers) -> DetailLook:
    facts = (*_when(entry.starts_at, entry.minutes, scope.now), *_with(entry.with_name, entry.room))
    if entry.kind is EntryKind.SESSION:
        full = entry.enrolled >= entry.places
        chip = ChipLook(enrolled_words(entry), "warn" if full else "success", "users-group")
        edit: tuple[Act, ...] = ((EDIT, "Modifier", "edit"),) if powers.enrols else ()
        roll = (ROLL, "Émarger", "signature") if powers.enrols else None
        return DetailLook(chip, who_of(entry, scope.show), "Atelier", facts=facts, main=roll, others=edit)
    return DetailLook(
        ChipLook("réunion ou fermeture", "neutral", "users-group"),
        who_of(entry, scope.show),
        facts=facts,
        main=(EDIT, "Modifier", "edit") if powers.books and not entry.title.startswith("http") else None,
    )


def _appointment(entry: Entry, scope: Scope, powers: Powers) -> DetailLook:
    stands = standing(entry, scope.now, scope.show)
    main, others = _acts(entry, stands.state, scope, powers)
    rank = f"{ordinal(entry.rank)} rendez-vous" if entry.rank else ""
    facts = (
        *_when(entry.starts_at, entry.minutes, scope.now),
        *_with(entry.with_name, entry.room),
        *_subject(entry, scope),
        *_phone(entry, scope),
        *_at_desk(entry, scope),
    )
    return DetailLook(
        stands.chip,
        who_of(entry, scope.show),
        rank,
        initials(entry.used_name, entry.first_name) if entry.person_id else "",
        str(entry.person_id or ""),
        facts,
        main,
        others,
    )


def _subject(entry: Entry, scope: Scope) -> tuple[Fact, ...]:
    words = entry.subject or what_of(entry, scope.kinds, scope.show)
    if not words:
        return ()
    return (Fact(platform_icon(scope.show.platform(entry.platform), "notes"), scope.show.motif(words)),)


def _phone(entry: Entry, scope: Scope) -> tuple[Fact, ...]:
    if entry.no_call:
        return (Fact("phone-off", "Ne pas appeler", "danger", strong=True),)
    return (Fact("phone", scope.show.phone(write_phone(entry.phone))),) if entry.phone else ()


def _at_desk(entry: Entry, scope: Scope) -> tuple[Fact, ...]:
    return (Fact("info-circle", scope.show.detail(entry.at_desk), "ink2"),) if entry.at_desk else ()


def _acts(entry: Entry, state: DayState, scope: Scope, powers: Powers) -> tuple[Act | None, tuple[Act, ...]]:
    record: Act | None = (RECORD, "Ouvrir la fiche", "id") if powers.records and entry.person_id else None
    case = _case_of(entry, powers)
    ways = (*_only(case), *_only(record))
    if not powers.books:
        return record, ()
    absent: Act = (ABSENT, scope.show.agreed(entry.civility, "Absent"), "user-off")
    today, begun = entry.starts_at.date() == scope.now.date(), entry.starts_at <= scope.now
    changes: tuple[Act, ...] = ((POSTPONE, "Reporter", "calendar-event"),)
    if begun and state is DayState.LATE:
        changes = (absent, *changes) if propose_absent(entry, scope.now) else (*changes, absent)
    changes = (*changes, *_only(case), (CANCEL, "Annuler le rendez-vous", "x"))
    if entry.clash:
        changes = (*changes, (KEEP_BOTH, "Régler le double", "layout-columns"))
    if state in (DayState.CANCELLED, DayState.ABSENT):
        return (REOPEN, "Remettre à venir", "arrow-back-up"), ways
    if state is DayState.ARRIVED and powers.receives:
        return (START, "Commencer", "player-play"), changes
    if state is DayState.BUSY and powers.receives:
        return _during(case, record)
    if state is DayState.DONE:
        return case or record, ways[1:]
    if is_over(entry, scope.now):
        return (HONOUR, "Honoré", "check"), changes
    if today and powers.receives and entry.person_id:
        return (ARRIVE, "Arrivée", "door-enter"), changes
    return record, changes


def _case_of(entry: Entry, powers: Powers) -> Act | None:
    """The way to the case of a household, for those who write in it."""
    hers = powers.cases and entry.person_id is not None and entry.platform == BUDGET
    return (CASE, "Dossier budget", "pig") if hers else None


def _during(case: Act | None, record: Act | None) -> tuple[Act, tuple[Act, ...]]:
    """The interview goes on: Entrée leads to the case, which ends it with its note; without a case, it ends it."""
    end: Act = (END, "Terminer", "check")
    if case is None:
        return end, _only(record)
    return case, (end, *_only(record))


def _only(act: Act | None) -> tuple[Act, ...]:
    return () if act is None else (act,)
