"""The exchanger of one store (exchange.exchanger.Exchanger): its jobs run one at a time, beside the door's own."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update

from ceis_desk.access.door import Founded, Founding, Opened
from ceis_desk.access.model import Account
from ceis_desk.access.rules import WrongPassword, normal_login
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Lane, Subject
from ceis_desk.data.accounts import write_account
from ceis_desk.data.elsewhere import Elsewhere
from ceis_desk.data.exchange import pairing
from ceis_desk.data.exchange.own import read_own, write_own_desk
from ceis_desk.data.exchange.phrase import is_phrase_file
from ceis_desk.data.exchange.receive import Receiver, joined
from ceis_desk.data.exchange.send import UNWRITTEN, Alone, plan, send
from ceis_desk.data.founding import Manner, found
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.ring import Created, login_taken
from ceis_desk.data.placing import holds_store
from ceis_desk.data.schema import local
from ceis_desk.data.sealing import share_keys
from ceis_desk.data.store import OpenFile
from ceis_desk.data.write import Tx
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.exchange.model import Exported, Imported, Invited, Progress

if TYPE_CHECKING:
    from ceis_desk.data.door import LocalDoor

Told = Callable[[Progress], None]
LOCKED_OUT = "Les données ne sont pas ouvertes. Rien n’a changé\u00a0: ouvrez une session, puis recommencez."
NO_FOLDER_CHOSEN = (
    "Aucun dossier d’échange n’est choisi sur ce poste. Rien n’a changé\u00a0: choisissez-en un dans « Échanges »."
)


class LocalExchange:
    """The jobs of the exchange, for the store behind this door."""

    def __init__(self, door: LocalDoor) -> None:
        self._door = door
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ceis-exchange")
        self._receiver: Receiver | None = None
        self._said: object = None
        self._elsewhere: Elsewhere | None = None

    # -- desks

    def join(self, joining: Joining) -> Future[Founded]:
        """Make the store of a new desk of the site and write its answer."""

        def work() -> Founded:
            invitation = pairing.read_invitation(joining.invitation, joining.phrase)
            if normal_login(joining.login) in invitation.logins:
                raise Refusal(login_taken(joining.login))
            if fold(joining.desk).strip() in {fold(name).strip() for name in invitation.desks}:
                raise Refusal(
                    f"Un poste du site s’appelle déjà «\u00a0{joining.desk.strip()}\u00a0». Rien n’a été créé\u00a0: "
                    "donnez un autre nom à celui-ci."
                )
            if joining.answer.exists():
                raise Refusal(
                    f"Le fichier {joining.answer.name} existe déjà. Rien n’a été créé\u00a0: choisissez-en un autre."
                )

            door = self._door
            begun = self._begun(joining, invitation.anchor) if holds_store(door.folder) else None
            if begun is not None:
                _write_answer(self._open(), joining)
                return Founded(begun, "")

            def first(tx: Tx, created: Created, answers: Founding, account: Account) -> None:
                pairing.take_invitation(tx, invitation)
                write_own_desk(tx, answers.desk.strip())
                write_account(tx, account, created.unlocked.credential)
                share_keys(tx)

            answers = Founding(
                invitation.structure, invitation.place, joining.desk, joining.login, joining.name, joining.password
            )
            manner = Manner(door.cost, first, site=invitation.anchor)
            # A desk whose answer could not be written would be of a site that never hears of it.
            return door.come_in(
                found(door.folder, answers, door.now, manner), lambda file: _write_answer(file, joining)
            )

        return self._worker.submit(work)

    def _begun(self, joining: Joining, anchor: Anchor) -> Opened | None:
        """Whoever founded the store that is there for this very site, stopped before its answer was written."""
        try:
            opened = self._door.open(joining.login, joining.password).result()
        except WrongPassword:
            return None
        file = self._open()
        waits = file.lanes[Lane.READ].run(lambda connection: pairing.waits_for_its_site(connection, anchor))
        return opened if file.anchor.site == anchor.site and waits.result() else None

    def invite(self, path: Path, phrase: str = "") -> Future[Invited]:
        """Write the invitation of a new desk."""

        def work() -> Invited:
            session = self._door.administration()
            if path.exists() and not is_phrase_file(path):
                raise Refusal(
                    f"Le fichier {path.name} existe déjà et n’est pas une invitation. Il est intact, rien n’a été écrit"
                    "\u00a0: choisissez un autre nom."
                )
            anchor = session.unlocked.anchor
            drawn = (
                self._open()
                .lanes[Lane.READ]
                .run(lambda connection: pairing.write_invitation(connection, anchor, path, phrase))
            )
            return Invited(path, drawn.result())

        return self._worker.submit(work)

    def accept(self, path: Path, phrase: str) -> Future[Change]:
        """Take in the answer of a desk that joined."""

        def work() -> Change:
            change = self._door.administration().administer(lambda tx: pairing.take_answer(tx, path, phrase))
            self._door.follow_store()
            # A file of that desk that waited may be read now.
            self._receiver = None
            return change

        return self._worker.submit(work)

    def revoke(self, desk_id: Id) -> Future[Change]:
        """Set a desk aside for good."""
        return self._worker.submit(
            lambda: self._door.administration().administer(lambda tx: pairing.revoke(tx, desk_id))
        )

    # -- files

    def export(self, folder: Path) -> Future[Exported]:
        """Write this desk's current file into a folder."""

        def work() -> Exported:
            if not folder.is_dir():
                raise Refusal(UNWRITTEN)
            return send(self._open(), self._door.now, folder)

        return self._worker.submit(work)

    def take_in(self, place: Path, told: Told | None = None, *, erasures: bool = False) -> Future[Imported]:
        """Read one file, or every exchange file of a folder."""

        def work() -> Imported:
            if erasures:
                self._door.administration()
            receiver = Receiver(self._open(), self._door.now, self._door)
            tell = told or _nobody
            if erasures:
                # The folder is read again from the beginning: what waited there is now known.
                self._receiver = None
            if place.is_dir():
                return receiver.folder(place, tell, erasures=erasures)
            taken = receiver.one(place, tell, erasures=erasures)
            if taken.missing:
                raise Refusal(taken.missing)
            return joined(Imported(), taken)

        return self._worker.submit(work)

    def exchange_now(self, told: Told | None = None) -> Future[Imported]:
        """Take in what is new in the exchange folder, then write this desk's file there if it says something new."""

        def work() -> Imported:
            file = self._open()
            own = file.lanes[Lane.READ].run(read_own).result()
            if not own.folder:
                raise Refusal(NO_FOLDER_CHOSEN)
            receiver, folder = self._receiver_of(file), Path(own.folder)
            receiver.stopped.clear()
            try:
                done = receiver.folder(folder, told or _nobody)
            except Refusal:
                receiver.keep_refused(folder_there=False, done=None)
                raise
            receiver.keep_refused(folder_there=True, done=done)
            self._send_news(file, folder)
            return done

        return self._worker.submit(work)

    def choose_folder(self, folder: Path | None) -> Future[None]:
        """Use this folder from now on, or none."""

        def work() -> None:
            self._door.administration()
            if folder is not None and not _is_writable(folder):
                raise Refusal(UNWRITTEN)
            kept = "" if folder is None else str(folder.absolute())

            def write(connection: Connection) -> Change:
                connection.execute(update(local.desk_self).values(folder=kept, folder_there=True))
                return Change(subjects=frozenset({Subject("exchange")}))

            file = self._open()
            file.writer.run(write, file.tell).result()
            self._said = None

        return self._worker.submit(work)

    def notice(self) -> Future[bool]:
        """Tell the window what another program has written to this desk's file."""

        def look() -> bool:
            # The file may still be examined: whoever comes in must not wait for that.
            file = self._door.file
            if file is None:
                return False
            if self._elsewhere is None or self._elsewhere.file is not file:
                self._elsewhere = Elsewhere(file)
            return self._elsewhere.look().result()

        return self._worker.submit(look)

    def stop(self) -> None:
        """End the import under way after the file being read."""
        if self._receiver is not None:
            self._receiver.stopped.set()

    def close(self) -> None:
        """Finish the job under way and end the thread."""
        self.stop()
        self._worker.shutdown(cancel_futures=True)

    def _open(self) -> OpenFile:
        file = self._door.file
        if file is None:
            raise Refusal(LOCKED_OUT)
        return file

    def _receiver_of(self, file: OpenFile) -> Receiver:
        if self._receiver is None or self._receiver.file is not file:
            self._receiver = Receiver(file, self._door.now, self._door)
            self._said = None
        return self._receiver

    def _send_news(self, file: OpenFile, folder: Path) -> None:
        """Write this desk's file unless the one that lies there says the same."""
        try:
            letter = (
                file.lanes[Lane.FIGURES].run(lambda connection: plan(connection, self._door.now, file.anchor)).result()
            )
        except Alone:
            return
        if letter.says != self._said:
            send(file, self._door.now, folder)
            self._said = letter.says


def _write_answer(file: OpenFile, joining: Joining) -> None:
    file.lanes[Lane.READ].run(
        lambda connection: pairing.write_answer(connection, file.anchor, joining.answer, joining.phrase)
    ).result()


def _nobody(_: Progress) -> None:
    """Whoever is told of a progress when nobody asked."""


def _is_writable(folder: Path) -> bool:
    probe = folder / f".ceis-{secrets.token_hex(4)}.part"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return False
    return True
