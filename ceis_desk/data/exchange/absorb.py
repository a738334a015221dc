"""One file taken into the store, in one transaction: checked, merged, and everything derived from it brought along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.clocks import HORIZON
from ceis_desk.data.exchange import crossings, erasure, peers
from ceis_desk.data.exchange.arrivals import keep_arrivals
from ceis_desk.data.exchange.bundle import OpenedBundle
from ceis_desk.data.exchange.came import Incoherent, Merged
from ceis_desk.data.exchange.collect import count_rows, own_vector
from ceis_desk.data.exchange.frames import Frame
from ceis_desk.data.exchange.head import Head
from ceis_desk.data.exchange.logins import tell_logins_apart
from ceis_desk.data.exchange.merge import Merge
from ceis_desk.data.exchange.own import go_on_from_copy, read_own
from ceis_desk.data.exchange.refused_contacts import carry_refusals
from ceis_desk.data.exchange.tables import BY_NAME, BY_NUMBER
from ceis_desk.data.schema import SCHEMA_VERSION, exchange
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.data.sealing import share_keys
from ceis_desk.data.search import index_people, rebuild_index, resolve_canon
from ceis_desk.data.upkeep import burials, closings
from ceis_desk.data.write import Tx
from ceis_desk.exchange.rules import Vector, covers, many_erasures_words, missing_words, put_back_words

SEALED = (
    *("visit_comment", "person_comment", "appointment_subject"),
    *("budget_case", "budget_item", "note", "document"),
    *("restricted_frein", "own_words", "self_assessment", "share", "referral_note", "health_fact"),
)
KEYED = ("account", "account_role", "endorsement", "group_key", "group_wrap")
"""Tables by which somebody may be waiting for a key."""
_MANY_PEOPLE = 5000
NOTHING: Vector = MappingProxyType({})
OWN_WAITS = (
    "Ce poste a écrit ce fichier avant que ses données ne soient reprises d’une sauvegarde. Rien n’est perdu\u00a0: "
    "il sera lu après les fichiers des autres postes."
)
MOST_ERASED = 20
# A pair is found by each desk in what it holds: two desks may hold different ones.
_COUNTED_APART = frozenset({"person_pair"})

SUBJECTS = {
    "person": "person",
    "person_phone": "person",
    "person_work": "person",
    "person_merge": "person",
    "household_member": "person",
    "person_pair": "pair",
    "crossed": "crossed",
    "motif": "motif",
    "motif_platform": "motif",
    "visit": "visit",
    "visit_motif": "visit",
    "visit_comment": "visit",
    "day_closed": "day",
    "instruction": "board",
    "message": "board",
    "absence": "board",
    "appointment": "appointment",
    "session": "appointment",
    "attendance": "appointment",
    "appointment_subject": "appointment",
    "availability": "appointment",
    "busy_time": "appointment",
    "waiting_person": "appointment",
    "budget_case": "case",
    "budget_item": "case",
    "note": "case",
    "document": "case",
    **dict.fromkeys(("parcours", "parcours_referent", "parcours_item", "frein", "frein_level"), "parcours"),
    **dict.fromkeys(("restricted_frein", "own_words", "self_assessment", "share"), "parcours"),
    **dict.fromkeys(("partner", "agreement"), "partner"),
    **dict.fromkeys(("referral", "referral_note"), "referral"),
    **dict.fromkeys(("project", "project_part"), "project"),
    **dict.fromkeys(("cohort", "cohort_member", "place", "place_seats", "contract", "contract_fact"), "employment"),
    **dict.fromkeys(("digital_help", "post_use", "procedure"), "digital"),
    "session_count": "appointment",
    "health_fact": "health",
    "setting": "setting",
    "account": "account",
    "account_role": "account",
}
"""What a page hears of a table that came in."""


class Foreign(Refusal):
    """A file of another site."""

    def __init__(self) -> None:
        super().__init__(
            "Ce fichier vient d’un autre site\u00a0: rien n’a été lu. Vos données sont intactes, "
            "prenez un fichier d’un poste de ce site."
        )


class ManyErasures(Refusal):
    """A file that erases many records at once waits for somebody of the administration."""

    def __init__(self, number: int) -> None:
        super().__init__(many_erasures_words(number))


class Cloned(Refusal):
    """Another PC bears this desk's identity, or did: one disk was copied onto two, or put back whole."""

    def __init__(self) -> None:
        super().__init__(
            "Ce fichier dit plus que ce PC n’a écrit\u00a0: un disque a été copié sur un autre PC, ou une copie "
            "ancienne de ce dossier a été remise à la main. Rien n’a été lu, rien n’est perdu\u00a0: si deux PC "
            "portent le nom de ce poste, reliez l’un d’eux comme un poste neuf\u00a0; sinon, échangez, les autres "
            "postes rendront le reste.",
        )


@dataclass(frozen=True)
class Taken:
    """What one file brought; `fresh_people` are records never seen here, whose doubles are still to be looked for."""

    desk_id: Id
    changes: int = 0
    people: int = 0
    reserved: int = 0
    known: bool = False
    missing: str = ""
    fresh_people: tuple[Id, ...] = ()
    followed: bool = False


def take_in(
    tx: Tx,
    bundle: OpenedBundle,
    told: Callable[[int], None] = lambda _: None,
    *,
    erasures: bool = False,
    sent: Vector = NOTHING,
) -> tuple[Taken, Change]:
    """Take a file in; raises Foreign, Cloned, Incoherent or another Refusal, and nothing of it is then taken.

    A file after a missing one is not taken either: it is told in `Taken.missing`, and kept in mind. `sent` is how far
    this PC remembers to have sent what it wrote, by number.
    """
    head, connection = bundle.head, tx.connection
    if head.site != tx.anchor.site:
        raise Foreign
    too_far = max(head.have.values(), default=0) > HORIZON
    if peers.signer_of(connection, head.desk, tx.anchor) != bundle.signer or too_far:
        raise Incoherent
    own = read_own(connection)
    ours = own_vector(connection)
    if head.desk == own.desk_id:
        missing = _of_this_desk(head, ours, sent)
        if missing is None:
            return Taken(head.desk, known=True), Change()
        if missing:
            return Taken(head.desk, missing=missing), Change()
        return _merge_file(tx, bundle, told, ours, erasures=erasures)
    others, ranks = head.have.get(own.origin, 0), peers.last_read(head, own.desk_id, own.origin)
    if others > own.clock or ranks > own.exports:
        go_on_from_copy(tx, others, ranks)
        ours = own_vector(connection)
    if peers.is_put_back(connection, head):
        return Taken(head.desk, missing=put_back_words(peers.desk_name(connection, head.desk))), Change()
    if covers(ours, head.have):
        peers.heard(tx, head, own.desk_id)
        keep_taken(tx, bundle, Taken(head.desk))
        _check_counts(tx, bundle)
        return Taken(head.desk, known=True), Change()
    if not covers(ours, head.after):
        peers.lacks(tx, head)
        name = peers.desk_name(connection, head.desk)
        return Taken(head.desk, missing=missing_words(head.since + 1, name)), Change()
    return _merge_file(tx, bundle, told, ours, erasures=erasures)


def _of_this_desk(head: Head, ours: Vector, sent: Vector) -> str | None:
    """Why a file of this desk waits, nothing when it is to be read, None when it is known; raises Cloned.

    One's own file comes back from the folder. One that says more than this desk holds was written before a backup was
    put back, and may alone hold what was written since that backup; or by a twin, when this PC has not sent so much.
    """
    if covers(ours, head.have):
        return None
    if head.have.get(head.origin, 0) > sent.get(head.origin, 0):
        raise Cloned
    return "" if covers(ours, head.after) else OWN_WAITS


def _merge_file(
    tx: Tx, bundle: OpenedBundle, told: Callable[[int], None], ours: Vector, *, erasures: bool
) -> tuple[Taken, Change]:
    merged = merge_frames(tx, _told(bundle.frames(), told), bundle.head.have, ours)
    erased = sum(number == TABLES["person"] for number, _ in merged.tombs)
    if erased > MOST_ERASED and not erasures:
        raise ManyErasures(erased)
    return _end(tx, bundle, merged)


def _told(frames: Iterator[Frame], told: Callable[[int], None]) -> Iterator[Frame]:
    done = 0
    for frame in frames:
        yield frame
        done += len(frame.rows)
        told(done)


def merge_frames(tx: Tx, frames: Iterator[Frame], theirs: Vector, ours: Vector) -> Merged:
    """Merge frames and bring along what is derived from their rows: clocks, aliases, search, keys, erasures."""
    connection = tx.connection
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
    merge = Merge(connection, theirs, ours)
    for frame in frames:
        merge.apply(frame)
    merge.replay()
    merged = merge.merged
    connection.exec_driver_sql("UPDATE desk_self SET capture = 1, seen = max(seen, ?)", (merged.top,))
    # What this desk writes from here on comes after all that it has just read.
    tx = replace(tx, _stamp=None)
    crossings.carry_on(tx, merged.keys("crossed") | crossings.keep(tx, merged.losses))
    erasure.enforce(tx, merged.tombs)
    for job in (*(closings(tx.keys) if merged.losses else ()), *(burials(tx.keys) if merged.tombs else ())):
        job(tx)
    _derive(connection, merged)
    carry_refusals(tx, merged, theirs, ours)
    tell_logins_apart(tx)
    if any(merged.keys(table) for table in KEYED):
        share_keys(tx)
    return merged


def _derive(connection: Connection, merged: Merged) -> None:
    """The local rows that follow those that came."""
    people = {Id(bytes=key) for key in merged.keys("person")}
    phones = list(merged.keys("person_phone"))
    for start in range(0, len(phones), 500):
        marks = ", ".join("?" * len(phones[start : start + 500]))
        statement = f"SELECT DISTINCT person_id FROM person_phone WHERE id IN ({marks})"
        people |= {
            Id(bytes=key) for (key,) in connection.exec_driver_sql(statement, tuple(phones[start : start + 500]))
        }
    people |= {Id(bytes=key) for number, key in merged.tombs if number == TABLES["person"]}
    merges = merged.keys("person_merge")
    if merges:
        people |= {Id(bytes=key) for key in merges}
        resolve_canon(connection)
    if len(people) > _MANY_PEOPLE:
        rebuild_index(connection)
    elif people:
        index_people(connection, sorted(people))


def _end(tx: Tx, bundle: OpenedBundle, merged: Merged) -> tuple[Taken, Change]:
    head, connection = bundle.head, tx.connection
    reserved = sum(map(merged.count, SEALED))
    taken = Taken(
        desk_id=head.desk,
        changes=merged.changes + len(merged.tombs),
        people=len(merged.keys("person") | merged.people),
        reserved=reserved,
        fresh_people=tuple(sorted(Id(bytes=key) for key in merged.fresh.get("person", ()))),
        followed=any(merged.keys(table) for table in ("credential", *KEYED)),
    )
    own = read_own(connection)
    if head.desk == own.desk_id:
        peers.keep_vector(tx, head.have)
        # Its ranks go on from there: another desk may have read that file.
        tx.connection.exec_driver_sql("UPDATE desk_self SET exports = max(exports, ?)", (head.number,))
    else:
        peers.heard(tx, head, own.desk_id)
    keep_taken(tx, bundle, taken)
    keep_arrivals(tx, head.desk, merged)
    _check_counts(tx, bundle)
    tables = {table for table in BY_NAME if merged.keys(table)} | _crossed(connection, merged)
    subjects = {Subject(SUBJECTS.get(table, "exchange")) for table in tables} | {Subject("exchange")}
    if merged.tombs:
        subjects |= {Subject("person"), Subject(erasure.ERASED)}
    return taken, Change(subjects=frozenset(subjects))


def _crossed(connection: Connection, merged: Merged) -> set[str]:
    """The tables of the rows that another desk found crossed: a record that is open shows it."""
    if not merged.keys("crossed"):
        return set()
    numbers = connection.exec_driver_sql("SELECT DISTINCT tbl FROM crossed").scalars()
    return {BY_NUMBER[number].name for number in numbers if number in BY_NUMBER}


def keep_taken(tx: Tx, bundle: OpenedBundle, taken: Taken) -> None:
    """Remember the file by its digest, and what it brought."""
    tx.connection.execute(
        upsert(exchange.taken)
        .values(
            digest=bytes.fromhex(bundle.digest),
            desk_id=bundle.head.desk,
            number=bundle.head.number,
            at=tx.now,
            changes=taken.changes,
            people=taken.people,
            reserved=taken.reserved,
        )
        .on_conflict_do_nothing()
    )


def was_taken(connection: Connection, digest: str) -> bool:
    """Whether this very file was read before."""
    table = exchange.taken
    return connection.execute(select(table.c.number).where(table.c.digest == bytes.fromhex(digest))).first() is not None


def _check_counts(tx: Tx, bundle: OpenedBundle) -> None:
    """When both desks have the same, they count the same; else this desk says that it has nothing, and is sent all."""
    head, connection = bundle.head, tx.connection
    ours = own_vector(connection)
    if head.schema != SCHEMA_VERSION or not head.counts or dict(head.have) != ours:
        return
    apart = {TABLES[name] for name in _COUNTED_APART}
    mine = count_rows(connection)
    differ = any(mine.get(number, 0) != count for number, count in head.counts.items() if number not in apart)
    # Once: a difference that a whole export did not mend will not be mended by a second one.
    if differ and peers.doubt(tx, head.desk):
        connection.exec_driver_sql("DELETE FROM sync_vector")
