"""What the exchange needs of a file just opened, before anybody writes in it."""

from __future__ import annotations

import contextlib

from sqlalchemy import Connection

from ceis_desk.core.clock import Clock
from ceis_desk.core.store import Change
from ceis_desk.data.exchange import erasure
from ceis_desk.data.exchange.absorb import merge_frames
from ceis_desk.data.exchange.capture import put_triggers
from ceis_desk.data.exchange.collect import own_vector
from ceis_desk.data.exchange.own import desk_actor, settle_place
from ceis_desk.data.notes.files import FOLDER, sweep_files
from ceis_desk.data.store import OpenFile
from ceis_desk.data.write import Tx


def settle(file: OpenFile, clock: Clock) -> None:
    """Put the triggers back, see whether the file is a copy, erase again whom the ledger knows, take what had waited.

    Files of documents that nothing names are swept. From then on the ledger follows every erasure, and so do the files.
    """
    folder = file.path.parent

    def work(connection: Connection) -> None:
        put_triggers(connection)
        tx = Tx(connection, desk_actor(connection), clock(), {}, file.anchor)
        settle_place(tx, file.path)
        erasure.follow_ledger(tx, folder)
        sweep_files(connection, folder / FOLDER)
        if connection.exec_driver_sql("SELECT 1 FROM sync_parked LIMIT 1").first() is not None:
            ours = own_vector(connection)
            merge_frames(tx, iter(()), ours, ours)

    file.writer.run(work).result()
    last: list[Connection] = []

    def follow(change: Change) -> None:
        if change.touches(erasure.ERASED):
            file.writer.run(_write, _fold_in)

    def _write(connection: Connection) -> None:
        last[:] = [connection]
        sweep_files(connection, folder / FOLDER)
        # A ledger that cannot be written is written again at the next erasure, and at the next opening.
        with contextlib.suppress(OSError):
            erasure.write_ledger(connection, folder)

    def _fold_in(_: None) -> None:
        erasure.empty_log(last[0])

    file.writer.run(_write, _fold_in).result()
    file.listeners[follow] = follow
