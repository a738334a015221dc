"""Founding a store: the tables, the first settings, motifs and account, made aside and put in place at once."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

from ceis_desk.access.door import Founding
from ceis_desk.access.model import Account, Actor, Role
from ceis_desk.access.rules import new_password
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.accounts import write_account
from ceis_desk.data.employment.places import write_first_places
from ceis_desk.data.exchange.capture import put_triggers
from ceis_desk.data.exchange.own import endorse_own_desk, give_identity, write_own_desk
from ceis_desk.data.house import SITE, put_setting
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.keys.lock import locked
from ceis_desk.data.keys.recovery import paper_sign, recovery_private
from ceis_desk.data.keys.ring import STANDARD, Created, create_ring
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.motifs import FIRST_DAY, add_motif
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.placing import ASIDE, holds_store, make_room, put_in_place, remove_example, take_back
from ceis_desk.data.schema import APPLICATION_ID, SCHEMA_VERSION, metadata
from ceis_desk.data.sealing import SELF, draw_first_keys, share_keys
from ceis_desk.data.shares import refuse_share
from ceis_desk.data.threshold import holds_backups
from ceis_desk.data.trust import SIGN
from ceis_desk.data.write import Tx
from ceis_desk.platforms.employment.places import FIRST_PLACES
from ceis_desk.reception.catalogue import FIRST_MOTIFS

Fill = Callable[[Tx, Path, Created], None]
First = Callable[[Tx, Created, Founding, Account], None]
_QPV = Path(__file__).resolve().parents[2] / "resources" / "reference" / "qpv_montpellier.json"
_NOT_CREATED = (
    "Ce dossier ne peut pas être écrit, ou son disque est plein\u00a0: rien n’a été créé. "
    "Libérez de la place, ou choisissez un autre dossier."
)
FIRST_ROLES = frozenset({Role.ADMIN, Role.DIRECTOR})


@dataclass(frozen=True)
class Manner:
    """How a store is founded: the cost of its passwords, its first rows, and what its site believes if it joins one.

    `fill` writes more in the same transaction.
    """

    cost: Argon
    first: First
    fill: Fill | None = None
    site: Anchor | None = None


def found_store(
    folder: Path, answers: Founding, clock: Clock, cost: Argon = STANDARD, fill: Fill | None = None
) -> Created:
    """Make the store of a new site in `folder`; it appears whole or not at all."""
    return found(folder, answers, clock, Manner(cost, _first_rows, fill))


def found(folder: Path, answers: Founding, clock: Clock, manner: Manner) -> Created:
    """Make a store in `folder`; raises Refusal, and then nothing is there."""
    refuse_share(folder)
    if manner.fill is None:
        # That of the example, the one store founded full, is public on purpose.
        new_password(answers.password)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(folder):
            make_room(folder)
            if holds_store(folder):
                message = "Ce dossier a déjà un registre. Rien n’a changé : ouvrez-le, ou choisissez un autre dossier."
                raise Refusal(message)
            if holds_backups(folder):
                raise Refusal(
                    "Ce dossier garde des sauvegardes, et ses données manquent. Rien n’a été créé\u00a0: reprenez une "
                    "sauvegarde, ou choisissez un autre dossier."
                )
            return _found_aside(folder, answers, clock, manner)
    except OSError as error:
        raise Refusal(_NOT_CREATED) from error
    except Refusal as refusal:
        # A file aside that could not be written has a name, and an older one, for nobody.
        if isinstance(refusal.__cause__, OSError):
            raise Refusal(_NOT_CREATED) from refusal
        raise


def unfound(folder: Path) -> None:
    """Take away a store just founded that could not be opened: its recovery key was shown to nobody."""
    with contextlib.suppress(OSError, Refusal), locked(folder):
        remove_example(folder)


def _found_aside(folder: Path, answers: Founding, clock: Clock, manner: Manner) -> Created:
    aside = folder / f"{ASIDE}{secrets.token_hex(4)}"
    aside.mkdir(mode=0o700)
    try:
        desk_id = new_id()
        account = Account(new_id(), answers.login, answers.name.strip(), FIRST_ROLES)
        created = create_ring(
            aside,
            desk_id,
            answers.structure.strip(),
            answers.desk.strip(),
            account,
            answers.password,
            manner.cost,
            manner.site,
        )
        _write_database(aside, desk_id, created, answers, account, clock, manner)
        put_in_place(aside, folder)
    finally:
        # A whole store has its ring in place: then only the empty folder aside goes.
        take_back(aside, folder)
    return created


def _districts() -> list[dict[str, str]]:
    """The dated list of priority districts that a new store begins with; the settings change it afterwards."""
    districts: list[dict[str, str]] = json.loads(_QPV.read_text(encoding="utf-8"))["districts"]
    return districts


def _write_database(
    aside: Path,
    desk_id: Id,
    created: Created,
    answers: Founding,
    account: Account,
    clock: Clock,
    manner: Manner,
) -> None:
    path = aside / STORE_FILE
    lane = SqlLane("founding", lambda: open_engine(path, created.unlocked.dbk))

    def work(connection: Connection) -> None:
        create_tables(connection)
        give_identity(connection, desk_id)
        actor = Actor(account.id, account.name, account.roles, desk_id)
        keys = {SELF: created.unlocked.box_private, SIGN: created.unlocked.sign_private}
        tx = Tx(connection, actor, clock(), keys, created.unlocked.anchor)
        manner.first(tx, created, answers, account)
        if manner.fill is not None:
            manner.fill(tx, aside, created)

    try:
        lane.run(work).result()
    finally:
        lane.close()
    path.chmod(0o600)


def create_tables(connection: Connection) -> None:
    """The tables of the current schema, and its marks in the file's header."""
    for statement in _schema():
        connection.exec_driver_sql(statement)
    put_triggers(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


@cache
def _schema() -> tuple[str, ...]:
    """The statements that make the schema; the library would compile them each time, and ask for each table first."""
    statements: list[str] = []

    def keep(statement: ExecutableDDLElement, *_: object) -> None:
        statements.append(str(statement.compile(dialect=recorder.dialect)))

    recorder = create_mock_engine("sqlite://", keep)
    metadata.create_all(recorder, checkfirst=False)
    return tuple(statements)


def _first_rows(tx: Tx, created: Created, answers: Founding, account: Account) -> None:
    for name, value in (
        ("structure", answers.structure.strip()),
        ("place", answers.place.strip()),
        ("recovery_tried", False),
        ("recovery_seen", False),
        ("qpv_list", _districts()),
    ):
        put_setting(tx, SITE, name, json.dumps(value, ensure_ascii=False))
    # The first word about the first account is that of the paper key, about to be printed.
    own = tx.keys
    tx.keys = {SIGN: paper_sign(recovery_private(created.recovery_text))}
    write_account(tx, account, created.unlocked.credential)
    tx.keys = own
    write_own_desk(tx, answers.desk.strip())
    endorse_own_desk(tx)
    draw_first_keys(tx)
    share_keys(tx)
    for motif in FIRST_MOTIFS:
        add_motif(tx, motif, FIRST_DAY)
    write_first_places(tx, FIRST_PLACES)
