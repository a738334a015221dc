"""The digital space of the pictures as rows: eight posts at 10:42, procedures to follow, helps of the last months."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import dataclass

from ceis_desk.agenda.first_contact import first_contacts
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.demo.cast import CAST_DAYS, OPENING
from ceis_desk.data.digital.rows import kept_of, work_status
from ceis_desk.data.figures.collective import digital_facts
from ceis_desk.data.house import SITE, put_setting
from ceis_desk.data.schema import digital
from ceis_desk.data.write import Tx
from ceis_desk.platforms.digital.coop import Autonomy, Material, ProcedureTheme, Redirection, Status, Theme
from ceis_desk.platforms.digital.model import DURATIONS, Post, ProcedureState, UseKind
from ceis_desk.platforms.digital.posts import SETTING, as_setting

POSTS = tuple(Post(str(number), f"Poste {number}") for number in range(1, 9))
_LOGIN = "marc"
_HELPED_DAYS = 90
_SEED = 2019


@dataclass(frozen=True)
class Seated:
    """Somebody at a post that morning; an empty code is nobody named."""

    post: str
    code: str
    since: str
    need: str = ""
    asked: str = ""
    helped: str = ""


SEATED: tuple[Seated, ...] = (
    Seated("1", "serrano", "09:55", "courrier à imprimer"),
    Seated("2", "castel", "10:36", "tablette", "10:36", "10:36"),
    Seated("4", "salah2", "10:01"),
    Seated("5", "lebrun", "09:52", "pièce à joindre", "10:38"),
    Seated("6", "", "09:48"),
    Seated("8", "ozturk", "10:21"),
)
LEFT = ("3", "ouali", "09:20", "10:20")
BACK = ("2", "09:02", "09:31")
"""The post, and how long, of somebody whom an animation of that month had brought for the first time."""
OUT = ("7", "Écran noir", dt.datetime(2019, 6, 17, 16, 20))

_SENT, _AWAITING = ProcedureState.SENT, ProcedureState.AWAITING
_MISSING, _FINISH = ProcedureState.PIECE_MISSING, ProcedureState.TO_FINISH
# Whose, what, theme, state, opened so many days ago, to be seen again in so many days.
FOLLOWED: tuple[tuple[str, str, ProcedureTheme, ProcedureState, int, int], ...] = (
    ("gil2", "Prime d’activité", ProcedureTheme.SOCIAL, _AWAITING, 19, 3),
    ("lebrun", "Demande de logement social", ProcedureTheme.HOUSING, _MISSING, 5, 6),
    ("sanchez", "Carte d’identité", ProcedureTheme.PAPERS, _SENT, 8, 7),
    ("toure", "Actualisation mensuelle", ProcedureTheme.WORK, _FINISH, 1, 0),
    ("serrano", "Déclaration de revenus", ProcedureTheme.MONEY, _SENT, 26, 14),
    ("benali", "Aide au logement", ProcedureTheme.HOUSING, _AWAITING, 40, -6),
    ("koffi", "Inscription à l’école", ProcedureTheme.FAMILY, _FINISH, 4, 9),
    ("pons", "Permis de conduire", ProcedureTheme.TRANSPORT, _AWAITING, 33, 17),
    ("martel", "Carte de transport senior", ProcedureTheme.TRANSPORT, _MISSING, 5, 10),
)
_ENDED: tuple[tuple[str, ProcedureTheme], ...] = (
    ("Complémentaire santé", ProcedureTheme.SOCIAL),
    ("Attestation de droits", ProcedureTheme.SOCIAL),
    ("Actualisation mensuelle", ProcedureTheme.WORK),
    ("Aide au logement", ProcedureTheme.HOUSING),
    ("Carte grise", ProcedureTheme.TRANSPORT),
    ("Chèque énergie", ProcedureTheme.MONEY),
    ("Inscription au périscolaire", ProcedureTheme.FAMILY),
)
_ABOUTIES, _WITHOUT = 31, 5
_THEMES = (
    (Theme.PROCEDURES,), (Theme.EMAIL,), (Theme.INTERNET,), (Theme.MATERIAL,), (Theme.MATERIAL, Theme.EMAIL),
    (Theme.PROCEDURES, Theme.INTERNET), (Theme.HEALTH,), (Theme.WORK,), (Theme.OFFICE,), (Theme.SAFETY,),
)  # fmt: skip
_LIKELY = (24, 14, 12, 12, 9, 8, 7, 6, 5, 3)


def write_digital(tx: Tx, staff: dict[str, Id], people: dict[str, Id]) -> None:
    """Write the digital space of the opening morning, and what led to it."""
    put_setting(tx, SITE, SETTING, as_setting(POSTS))
    for one in SEATED:
        _seat(tx, one, staff, people)
    post, code, since, until = LEFT
    row_id = _put_use(tx, post, people.get(code), _at(since))
    tx.change(digital.post_use, row_id, ended_at=_at(until))
    number, words, when = OUT
    tx.put(digital.post_use, new_id(), post=number, kind=UseKind.OUT.value, started_at=when, need=words)
    rng = random.Random(_SEED)
    _write_procedures(tx, rng, staff, people)
    _write_helps(tx, rng, staff, people)
    _bring_back(tx)


def _bring_back(tx: Tx) -> None:
    """Somebody comes back that morning to the place that an animation had made known."""
    today = OPENING.date()
    known = first_contacts(digital_facts(tx.connection, today), today.replace(day=1), today)
    post, since, until = BACK
    for contact in [one for one in known if one.back_on is None][-1:]:
        row_id = _put_use(tx, post, contact.person, _at(since))
        tx.change(digital.post_use, row_id, ended_at=_at(until))


def _at(hour: str) -> dt.datetime:
    return dt.datetime.combine(OPENING.date(), dt.time.fromisoformat(hour))


def _seat(tx: Tx, one: Seated, staff: dict[str, Id], people: dict[str, Id]) -> None:
    row_id = _put_use(tx, one.post, people.get(one.code), _at(one.since), one.need)
    if one.asked:
        tx.change(digital.post_use, row_id, asked_at=_at(one.asked))
    if one.helped:
        tx.change(digital.post_use, row_id, helped_at=_at(one.helped), helped_by=staff[_LOGIN])


def _put_use(tx: Tx, post: str, person_id: Id | None, at: dt.datetime, need: str = "") -> Id:
    row_id = new_id()
    tx.put(
        digital.post_use,
        row_id,
        post=post,
        kind=UseKind.USE.value,
        person_id=person_id,
        started_at=at,
        need=need,
        **kept_of(tx, person_id, at.date()),
    )
    return row_id


def _write_procedures(tx: Tx, rng: random.Random, staff: dict[str, Id], people: dict[str, Id]) -> None:
    today = OPENING.date()
    for code, label, theme, state, ago, ahead in FOLLOWED:
        opened = today - dt.timedelta(days=ago)
        _put_procedure(tx, staff, people[code], (label, theme, state), opened, today + dt.timedelta(days=ahead))
    codes = sorted(CAST_DAYS)
    for number in range(_ABOUTIES + _WITHOUT):
        label, theme = rng.choice(_ENDED)
        opened = today - dt.timedelta(days=rng.randrange(20, 200))
        state = ProcedureState.SUCCEEDED
        if number >= _ABOUTIES:
            state = rng.choice((ProcedureState.REFUSED, ProcedureState.DROPPED))
        _put_procedure(tx, staff, people[rng.choice(codes)], (label, theme, state), opened, None)


def _put_procedure(
    tx: Tx,
    staff: dict[str, Id],
    person_id: Id,
    what: tuple[str, ProcedureTheme, ProcedureState],
    opened: dt.date,
    due: dt.date | None,
) -> None:
    label, theme, state = what
    tx.put(
        digital.procedure,
        new_id(),
        person_id=person_id,
        label=label,
        theme=theme.value,
        opened_on=opened,
        state=state.value,
        state_on=opened if state.is_open else opened + dt.timedelta(days=15),
        due=due,
        account_id=staff[_LOGIN],
    )


def _write_helps(tx: Tx, rng: random.Random, staff: dict[str, Id], people: dict[str, Id]) -> None:
    """Helps of the last three months: on the days of those of the pictures who came, and of nobody named."""
    today = OPENING.date()
    since = today - dt.timedelta(days=_HELPED_DAYS)
    came = [(day, code) for code, days in sorted(CAST_DAYS.items()) for day in days if since <= day < today]
    for day, code in came:
        if rng.random() < 0.6:
            _put_help(tx, rng, staff, day, people[code])
    for back in range(1, _HELPED_DAYS):
        day = today - dt.timedelta(days=back)
        if day.weekday() < 5:
            _put_help(tx, rng, staff, day, None)


def _put_help(tx: Tx, rng: random.Random, staff: dict[str, Id], day: dt.date, person_id: Id | None) -> None:
    at = dt.datetime.combine(day, dt.time(rng.choice((9, 10, 11, 14, 15, 16)), rng.choice((0, 10, 20, 30, 45))))
    (themes,) = rng.choices(_THEMES, weights=_LIKELY)
    about = [rng.choice(tuple(ProcedureTheme)[1:]).value] if Theme.PROCEDURES in themes else []
    kept: dict[str, object] = {
        "age": rng.randrange(17, 82),
        "sex": rng.choice(("female", "male", "unknown")),
        "status": rng.choice(tuple(Status)).value,
    }
    if person_id is not None:
        kept = {"status": work_status(tx.connection, person_id), **kept_of(tx, person_id, day)}
    tx.put(
        digital.digital_help,
        new_id(),
        person_id=person_id,
        at=at,
        day=day,
        minutes=rng.choice(DURATIONS),
        themes=json.dumps([theme.value for theme in themes]),
        procedures=json.dumps(about),
        material=rng.choice(tuple(Material)[1:4]).value,
        autonomy=rng.choice(tuple(Autonomy)[1:]).value,
        referral=rng.choice((Redirection.NOWHERE,) * 6 + (Redirection.ADMINISTRATION, Redirection.SOCIAL)).value,
        account_id=staff[_LOGIN],
        **kept,
    )
