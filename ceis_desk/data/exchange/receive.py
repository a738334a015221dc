"""Files of the other desks, read in whatever order they go together; what is too early waits, what is wrong is told."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import shown_name
from ceis_desk.core.store import Change, Lane, Subject
from ceis_desk.data.exchange import peers
from ceis_desk.data.exchange.absorb import Taken, take_in, was_taken
from ceis_desk.data.exchange.bundle import OpenedBundle, digest_of, open_bundle, signer_of_file
from ceis_desk.data.exchange.came import Incoherent
from ceis_desk.data.exchange.doubles import look_for_doubles
from ceis_desk.data.exchange.own import desk_actor, read_own, sent_from
from ceis_desk.data.exchange.peers import Peer
from ceis_desk.data.exchange.refusals import Incomplete, NotAddressed, UnknownSigner
from ceis_desk.data.exchange.send import ENDING
from ceis_desk.data.keys.envelope import sign_public
from ceis_desk.data.schema import exchange
from ceis_desk.data.store import OpenFile
from ceis_desk.data.write import Tx
from ceis_desk.exchange.model import Imported, Progress, RefusedFile
from ceis_desk.exchange.rules import erasures_in

if TYPE_CHECKING:
    from ceis_desk.data.door import LocalDoor

Stamp = tuple[int, int]
"""Size and time of a file, by which an unchanged one is known without reading it."""
NO_FOLDER = (
    "Le dossier d’échange n’est pas là. Rien n’est perdu, les changements attendent\u00a0: "
    "branchez la clé ou retrouvez le dossier, puis recommencez."
)
NO_FILE = "Ce fichier n’est pas là. Rien n’a changé\u00a0: vérifiez son nom, ou branchez la clé."


@dataclass
class Receiver:
    """Reads files for one open store; group keys are those of the session, none while it is locked.

    The files of `aside` are refused and still lie where they were: they are told each time, and not read again. Those
    of `strangers` are told each time too, and read once whoever signed them is known.
    """

    file: OpenFile
    clock: Clock
    door: LocalDoor
    stopped: threading.Event = field(default_factory=threading.Event)
    seen: dict[Path, Stamp] = field(default_factory=dict)
    aside: dict[Path, Refusal] = field(default_factory=dict)
    strangers: dict[Path, tuple[Stamp | None, UnknownSigner]] = field(default_factory=dict)

    def folder(self, folder: Path, told: Callable[[Progress], None], *, erasures: bool = False) -> Imported:
        """Every exchange file of a folder; one that waits for another is tried again after each that went in."""
        try:
            files = sorted(path for path in folder.iterdir() if _is_ours(path))
        except OSError as error:
            raise Refusal(NO_FOLDER) from error
        left = [path for path in files if self.seen.get(path) != _stamp(path)]
        self.aside = {path: one for path, one in self.aside.items() if path in set(files) - set(left)}
        self.strangers = {path: one for path, one in self.strangers.items() if path in set(left)}
        done = Imported()
        waiting: dict[Path, str] = {}
        progress = True
        while left and progress and not self.stopped.is_set():
            progress, later = False, []
            for path in left:
                if self.stopped.is_set():
                    break
                stamp = _stamp(path)
                try:
                    self._check_strangers(path, stamp)
                    taken = self.one(path, told, erasures=erasures)
                except (UnknownSigner, Incomplete) as early:
                    # A desk not introduced yet, or a copy under way: neither is wrong.
                    waiting[path] = early.sentence
                    later.append(path)
                    if isinstance(early, UnknownSigner):
                        self.strangers[path] = (stamp, early)
                except Refusal as refusal:
                    waiting.pop(path, None)
                    self._remember(path, stamp)
                    self.aside[path] = refusal
                else:
                    if taken.missing:
                        waiting[path] = taken.missing
                        later.append(path)
                        continue
                    progress = True
                    waiting.pop(path, None)
                    self._remember(path, stamp)
                    done = joined(done, taken)
            left = later
        self._sweep(files)
        # Written before its desk knew this one: the next that it writes is for both.
        early_ones = {path: one.sentence for path, one in self.aside.items() if isinstance(one, NotAddressed)}
        wrong = {path: one.sentence for path, one in self.aside.items() if path not in early_ones}
        return replace(done, refused=_told(wrong), waiting=_told(waiting | early_ones))

    def one(self, path: Path, told: Callable[[Progress], None], *, erasures: bool = False) -> Taken:
        """One file; raises Refusal. A file known already costs its reading, and no more."""
        read = self.file.lanes[Lane.READ]
        own = read.run(read_own).result()
        if not path.exists():
            raise Refusal(NO_FILE)
        digest = digest_of(path)
        if read.run(lambda connection: was_taken(connection, digest)).result():
            return Taken(own.desk_id, known=True)
        others = self._others()
        signers = {peer.sign_public for peer in peers.linked(others)} | {sign_public(own.sign_private)}
        revoked = {peer.sign_public for peer in others if peer.revoked}
        bundle = open_bundle(path, signers, own.identity, revoked)
        return self._take(bundle, told, erasures=erasures)

    def _take(self, bundle: OpenedBundle, told: Callable[[Progress], None], *, erasures: bool) -> Taken:
        changes = bundle.head.facts.get("changes", 0)
        total = changes if isinstance(changes, int) else 0
        results: list[Taken] = []

        def count(done: int) -> None:
            told(Progress(done, max(done, total)))

        def job(connection: Connection) -> Change:
            keys, anchor = self.door.held_keys()
            tx = Tx(connection, desk_actor(connection), self.clock(), keys, anchor)
            sent = sent_from(self.file.path.parent)
            taken, change = take_in(tx, bundle, count, erasures=erasures, sent=sent)
            results.append(taken)
            return change

        try:
            self.file.writer.run(job, self.file.tell).result()
        except IntegrityError as error:
            # A key, a type or a reference that the schema refuses: the transaction is gone, nothing of it is left.
            raise Incoherent from error
        taken = results[-1]
        if taken.followed:
            self.door.follow_store()
        if taken.fresh_people:
            look_for_doubles(self.file, taken.fresh_people, self.clock().date())
        return taken

    def _sweep(self, files: list[Path]) -> None:
        """Take away the files of desks set aside that were read here before: nobody lacks what they say.

        One that was not read stays, and is told: it may say what nothing else says.
        """
        revoked = {peer.sign_public for peer in self._others() if peer.revoked}
        if not revoked:
            return
        read = self.file.lanes[Lane.READ]
        for path in files:
            if path in self.aside or signer_of_file(path) not in revoked:
                continue
            with contextlib.suppress(OSError, Refusal):
                if read.run(partial(was_taken, digest=digest_of(path))).result():
                    path.unlink()
                    self.seen.pop(path, None)

    def _check_strangers(self, path: Path, stamp: Stamp | None) -> None:
        """Raise UnknownSigner again for a file that is as it was while its signer is: it may be long, and is polled."""
        known, refused = self.strangers.get(path, (None, None))
        if refused is None or known is None or known != stamp:
            return
        # One that was set aside is known too: its sentence is another one.
        if refused.signer not in {peer.sign_public for peer in self._others()}:
            raise refused

    def _others(self) -> tuple[Peer, ...]:
        def read(connection: Connection) -> tuple[Peer, ...]:
            return peers.read_peers(connection, read_own(connection).desk_id, self.file.anchor)

        return self.file.lanes[Lane.READ].run(read).result()

    def _remember(self, path: Path, stamp: Stamp | None) -> None:
        if stamp is not None:
            self.seen[path] = stamp

    def keep_refused(self, *, folder_there: bool, done: Imported | None) -> None:
        """Keep which files were refused, for whoever looks later."""
        told = (*done.refused, *done.waiting) if done else ()
        rows = [{"name": name, "sentence": words} for name, words in {one.name: one.sentence for one in told}.items()]

        def write(connection: Connection) -> Change:
            table = exchange.refused
            before = {(row.name, row.sentence) for row in connection.execute(select(table))}
            now = {(row["name"], row["sentence"]) for row in rows}
            there = read_own(connection).folder_there
            if before == now and there == folder_there:
                return Change()
            connection.execute(delete(table))
            if rows:
                connection.execute(insert(table), rows)
            connection.exec_driver_sql("UPDATE desk_self SET folder_there = ?", (int(folder_there),))
            return Change(subjects=frozenset({Subject("exchange")}))

        self.file.writer.run(write, self.file.tell).result()


def joined(done: Imported, taken: Taken) -> Imported:
    """What one more file adds."""
    if taken.known:
        return replace(done, already=done.already + 1)
    return replace(
        done,
        files=done.files + 1,
        changes=done.changes + taken.changes,
        people=done.people + taken.people,
        reserved=done.reserved + taken.reserved,
    )


def _told(files: dict[Path, str]) -> tuple[RefusedFile, ...]:
    return tuple(
        RefusedFile(shown_name(path), sentence, erasures_in(sentence)) for path, sentence in sorted(files.items())
    )


def _is_ours(path: Path) -> bool:
    """A whole exchange file: not one being written, nor what a copying program keeps for itself."""
    return path.suffix == ENDING and not path.name.startswith(".") and ".sync-conflict" not in path.name


def _stamp(path: Path) -> Stamp | None:
    with contextlib.suppress(OSError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns
    return None
