"""Restricted freins (violences, justice): one sealed row each, for its author and the referents whom it names.

Whose it is, of which parcours and of what kind stand inside (docs/decisions/0036); the figures know that one was raised
or lifted in a month, no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from ceis_desk.access.model import Group, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.codec import payload_of, row_of
from ceis_desk.data.keys.endorsement import Bearer
from ceis_desk.data.keys.envelope import Unreadable, box_public
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.paper import opened_by_paper
from ceis_desk.data.parcours.boxes import open_as_reader, open_with_paper, seal_to_readers
from ceis_desk.data.parcours.rows import PARCOURS, parcours_at, subjects_of
from ceis_desk.data.payloads import Payload, seal_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema.parcours import restricted_frein
from ceis_desk.data.sealing import SELF, Keys
from ceis_desk.data.staff import granted, read_accounts
from ceis_desk.data.trust import trust_of
from ceis_desk.data.write import Tx
from ceis_desk.parcours import rules
from ceis_desk.parcours.freins import BY_CODE
from ceis_desk.parcours.gestures import ReadRestrictedFrein, RestoreRestrictedFrein, WithdrawRestrictedFrein
from ceis_desk.parcours.model import Frein, FreinLevel, FreinMoment, FreinReading, Parcours

LONGEST_WORDS = 2000
MOST_READINGS = 200
RESTRICTED = "restricted"
_GONE = "Ce frein réservé n’est pas ouvert à votre compte, ou n’est plus là. Rien n’a changé."
_NOT_RESTRICTED = "Ce frein n’est pas un frein réservé. Rien n’a été enregistré\u00a0: notez-le avec les autres."
_NOT_READER = (
    "Un frein réservé se partage avec une personne qui suit ce parcours et dont le rôle le permet. "
    "Rien n’a été enregistré\u00a0: retirez-la, ou nommez-la d’abord référente."
)
_TOO_LONG = f"Ce texte dépasse {LONGEST_WORDS} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."


@dataclass(frozen=True)
class Reading:
    """A reading inside its frein; `key` is its id."""

    key: Id
    day: dt.date
    moment: FreinMoment
    level: FreinLevel
    by_id: Id


@dataclass(frozen=True)
class Restricted:
    """A restricted frein as it is sealed; `readers` begin with its author."""

    id: Id
    clock: int
    person_id: Id
    parcours_id: Id
    code: str
    words: str
    readers: tuple[Id, ...]
    readings: tuple[Reading, ...]


def read_restricted_frein(tx: Tx, gesture: ReadRestrictedFrein) -> Change:
    """Write a reading of a restricted frein, sealed anew to those who may read it from now on."""
    parcours = parcours_at(tx, gesture.parcours_id)
    rules.require_going(parcours)
    _check(tx, gesture)
    before, row = _before(tx, gesture)
    author = before.readers[0] if before else tx.actor.account_id
    readers = tuple(dict.fromkeys((author, tx.actor.account_id, *gesture.readers)))
    publics = _publics(tx, parcours, readers, gesture.day)
    reading = Reading(id_at(tx.now), gesture.day, gesture.moment, gesture.level, tx.actor.account_id)
    frein = Restricted(
        id=before.id if before else id_at(tx.now),
        clock=0,
        person_id=parcours.person_id,
        parcours_id=parcours.id,
        code=gesture.code,
        words=gesture.words.strip(),
        readers=readers,
        readings=_with(before.readings if before else (), reading),
    )
    _put(tx, frein, publics)
    clock = tx.stamp()[0]
    if row is None:
        undo: WithdrawRestrictedFrein | RestoreRestrictedFrein = WithdrawRestrictedFrein(frein.id, clock)
    else:
        undo = RestoreRestrictedFrein(frein.id, clock, row.sealed, row.fact)
    return Change(subjects_of(parcours), "Frein réservé enregistré.", undo, made=() if before else (frein.id,))


def restore_restricted_frein(tx: Tx, gesture: RestoreRestrictedFrein) -> Change:
    """Put the former content back; it must open for whoever asks, and be of that row."""
    now = _opened_row(tx, gesture.frein_id)
    tx.require_clock(restricted_frein, gesture.frein_id, gesture.clock)
    row = tx.connection.execute(select(restricted_frein).where(restricted_frein.c.id == gesture.frein_id)).one()
    _open(tx.keys, gesture.frein_id, 0, gesture.sealed)
    tx.change(restricted_frein, gesture.frein_id, sealed=gesture.sealed, fact=gesture.fact)
    undo = RestoreRestrictedFrein(gesture.frein_id, tx.stamp()[0], row.sealed, row.fact)
    return Change(_subject(now), "C’est annulé\u00a0: le frein réservé est comme avant.", undo)


def withdraw_restricted_frein(tx: Tx, gesture: WithdrawRestrictedFrein) -> Change:
    """Take a restricted frein back, or put it back."""
    frein = _opened_row(tx, gesture.frein_id)
    tx.require_clock(restricted_frein, gesture.frein_id, gesture.clock)
    tx.change(restricted_frein, gesture.frein_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=_subject(frein),
        said="Frein réservé retiré." if gesture.withdrawn else "Frein réservé remis.",
        undo=WithdrawRestrictedFrein(gesture.frein_id, tx.stamp()[0], not gesture.withdrawn),
    )


def restricted_of(reader: Reader, parcours_ids: Iterable[Id], names: Mapping[Id, str]) -> dict[Id, list[Frein]]:
    """The restricted freins of these parcours that the reader may read, by parcours."""
    if not may(reader.actor.roles, Thing.RESTRICTED_FREINS, Level.OWN):
        return {}
    wanted, found = set(parcours_ids), dict[Id, list[Frein]]()

    def make(row: Row[Any]) -> Restricted | None:
        with suppress(Denied, Unreadable):
            return _open(reader.keys, row.id, row.hlc, row.sealed)
        return None

    kept = reader.opened.all_of(
        restricted_frein.name, reader.connection, restricted_frein, make, ~restricted_frein.c.withdrawn
    )
    for one in kept:
        if one is not None and one.parcours_id in wanted:
            found.setdefault(one.parcours_id, []).append(_told(one, names))
    return found


def open_restricted(tx: Tx) -> Iterator[Restricted]:
    """Every restricted frein that this session opens, those withdrawn too."""
    for row in tx.connection.execute(select(restricted_frein)).all():
        with suppress(Denied, Unreadable):
            yield _open(tx.keys, row.id, row.hlc, row.sealed)


def open_by_paper(connection: Connection, private: bytes) -> Iterator[Restricted]:
    """Every restricted frein that stands, by the printed recovery key; one that it cannot open hides no other."""
    privates = opened_by_paper(connection, private)
    for row in connection.execute(select(restricted_frein).where(~restricted_frein.c.withdrawn)).all():
        with suppress(Unreadable):
            yield _made(row.id, row.hlc, open_with_paper(privates, row.sealed, sealed_place(row.id, "sealed")))


def has_restricted(tx: Tx, parcours_id: Id) -> bool:
    """Whether a parcours has a restricted frein that this session opens."""
    withdrawn = select(restricted_frein.c.id).where(restricted_frein.c.withdrawn)
    gone = set(tx.connection.execute(withdrawn).scalars())
    return any(one.parcours_id == parcours_id and one.id not in gone for one in open_restricted(tx))


def sealed_place(frein_id: Id, column: str) -> Place:
    """Where the contents of a restricted frein are sealed."""
    return Place(restricted_frein.name, frein_id, column)


def _check(tx: Tx, gesture: ReadRestrictedFrein) -> None:
    kind = BY_CODE.get(gesture.code)
    if kind is None or not kind.restricted:
        raise Refusal(_NOT_RESTRICTED)
    rules.require_passed(gesture.day, tx.today)
    refuse_nir(gesture.words)
    if len(gesture.words) > LONGEST_WORDS:
        raise Refusal(_TOO_LONG)


def _before(tx: Tx, gesture: ReadRestrictedFrein) -> tuple[Restricted | None, Row[Any] | None]:
    """The frein as it is now, opened, with its row; None for a new one; raises Refusal when it is another’s."""
    if gesture.frein_id is None:
        return None, None
    frein = _opened_row(tx, gesture.frein_id)
    if (frein.parcours_id, frein.code) != (gesture.parcours_id, gesture.code):
        raise Refusal(_GONE)
    tx.require_clock(restricted_frein, gesture.frein_id, gesture.clock)
    row = tx.connection.execute(select(restricted_frein).where(restricted_frein.c.id == gesture.frein_id)).one()
    if row.withdrawn:
        raise Refusal(_GONE)
    return frein, row


def _opened_row(tx: Tx, frein_id: Id) -> Restricted:
    row = tx.connection.execute(select(restricted_frein).where(restricted_frein.c.id == frein_id)).first()
    if row is None:
        raise Refusal(_GONE)
    return _open(tx.keys, row.id, row.hlc, row.sealed)


def _publics(tx: Tx, parcours: Parcours, readers: tuple[Id, ...], day: dt.date) -> list[bytes]:
    """The endorsed box keys of the readers, the actor’s own that of her session; raises Refusal.

    The author and whoever writes stay in whatever happened since; the others follow the parcours today.
    """
    trust = trust_of(tx)
    following = {one.account_id for one in rules.in_charge(parcours.referents, max(day, tx.today))}
    accounts = {one.id: one for one in read_accounts(tx.connection)}
    publics = [box_public(tx.keys[SELF])]
    for rank, reader in enumerate(readers):
        if reader == tx.actor.account_id:
            continue
        standing = trust.of(Bearer.ACCOUNT, reader)
        roles = granted(accounts[reader], standing) if reader in accounts else frozenset()
        if (
            standing is not None
            and may(roles, Thing.RESTRICTED_FREINS, Level.OWN)
            and (rank == 0 or reader in following)
        ):
            publics.append(standing.seals)
        elif rank > 0:
            raise Refusal(_NOT_READER)
    return publics


def _put(tx: Tx, frein: Restricted, publics: list[bytes]) -> None:
    tx.put(
        restricted_frein,
        frein.id,
        sealed=seal_to_readers(tx, publics, payload_of(frein), sealed_place(frein.id, "sealed")),
        fact=seal_payload(tx, Group.FIGURES, _fact(frein), sealed_place(frein.id, "fact")),
        withdrawn=False,
    )


def _fact(frein: Restricted) -> dict[str, Any]:
    """What the figures may know: that one was raised, or lifted, in a month; days would find her again."""
    readings = [FreinReading(one.key, one.day, one.moment, one.level) for one in frein.readings]
    raised, lifted = rules.raised_on(readings), rules.lifted_on(readings)
    return {
        "kind": RESTRICTED,
        "level": readings[-1].level.rank,
        "raised": f"{raised:%Y-%m}" if raised else "",
        "lifted": f"{lifted:%Y-%m}" if lifted else "",
    }


def _with(readings: tuple[Reading, ...], new: Reading) -> tuple[Reading, ...]:
    """The readings with one more, in the order of their days; of one day and moment the latest word stays."""
    kept = [one for one in readings if (one.day, one.moment) != (new.day, new.moment)]
    if len(kept) >= MOST_READINGS:
        raise Refusal(_TOO_LONG)
    moments = list(FreinMoment)
    return tuple(sorted((*kept, new), key=lambda one: (one.day, moments.index(one.moment))))


def _open(keys: Keys, frein_id: Id, clock: int, sealed: bytes) -> Restricted:
    return _made(frein_id, clock, open_as_reader(keys, sealed, sealed_place(frein_id, "sealed")))


def _made(frein_id: Id, clock: int, payload: Payload) -> Restricted:
    frein = row_of(Restricted, payload, id=frein_id, clock=clock)
    if not frein.readings or not frein.readers:
        raise Unreadable
    return frein


def _told(frein: Restricted, names: Mapping[Id, str]) -> Frein:
    readings = tuple(
        FreinReading(one.key, one.day, one.moment, one.level, names.get(one.by_id, "")) for one in frein.readings
    )
    return Frein(frein.id, frein.clock, frein.code, readings, True, frein.words, frein.readers)


def _subject(frein: Restricted) -> frozenset[Subject]:
    return frozenset({Subject(PARCOURS, frein.parcours_id)})
