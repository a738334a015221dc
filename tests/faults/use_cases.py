"""What an office does all day, done over a disk that fails at each of its writes in turn (`python -m`, under disk.c).

Each ends in one French sentence or in success, the store stays whole, and the same gesture succeeds once there is room.
"""

from __future__ import annotations

import json
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, func, select

from ceis_desk.access.door import Opened
from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Role
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.clock import running_from
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import settings_file
from ceis_desk.core.settings import DeskSettings, load_settings, save_settings
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.schema import people, reception
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import CloseDay, CorrectVisit, RecordVisit
from ceis_desk.reception.importing import Kind, run_import
from ceis_desk.reception.model import Medium
from ceis_desk.reception.questions import ReadDay
from ceis_desk.reports.press import LocalPress
from ceis_desk.statistics.papers import MonthlyPaper
from ceis_desk.statistics.questions import ReadMonth
from tests.faults.children import FOUNDING, LOGIN, MORNING, check_sound, found, store_of
from tests.faults.disk import BROKEN, READ_ONLY, TROUBLES, Disk, Trouble
from tests.scenarios.desks import PASSWORD, QUICK

TODAY, OTHER_PASSWORD, ROWS = MORNING.date(), "une autre phrase longue", 60
BOOK = "cahier.csv"
DRAFT = ("new-person", "une fiche commencée")


@dataclass
class Seat:
    """One folder, whoever sits there, and the keys of her door."""

    folder: Path
    login: str = LOGIN
    password: str = PASSWORD
    door: LocalDoor = field(init=False)
    press: LocalPress = field(default_factory=LocalPress, init=False)
    _opened: Opened | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.door = self._new_door()

    def _new_door(self) -> LocalDoor:
        return LocalDoor(self.folder, running_from(MORNING), QUICK)

    @property
    def opened(self) -> Opened:
        if self._opened is None:
            self._opened = self.door.open(self.login, self.password).result()
        return self._opened

    def reopen(self) -> None:
        """Leave the program and start it again."""
        self.door.close()
        self.door, self._opened = self._new_door(), None

    def count(self, table: Table[Any]) -> int:
        def work(connection: Connection) -> int:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()

        return store_of(self.opened).file.writer.run(work).result()

    def close(self) -> None:
        self.door.close()
        self.press.close()


@dataclass(frozen=True)
class UseCase:
    """`begin` is done on a sound disk, `act` on the failing one, `done` says whether it took effect."""

    act: Callable[[Seat], object]
    done: Callable[[Seat], bool]
    begin: Callable[[Seat], object] = lambda seat: seat.opened
    login: str = LOGIN
    empty: bool = False  # begins in an empty folder, and leaves a whole store or none


def _check_in(seat: Seat) -> object:
    return seat.opened.store.do(RecordVisit(anonymous=2)).result()


def _visits(expected: int) -> Callable[[Seat], bool]:
    return lambda seat: seat.count(reception.visit) == expected


def _correct(seat: Seat) -> object:
    (visit,) = seat.opened.store.ask(ReadDay(TODAY)).result().visits
    return seat.opened.store.do(
        CorrectVisit(visit.id, visit.clock, None, "Ana", (), None, Medium.COUNTER, visit.at, "une mairie")
    ).result()


def _one_visit(seat: Seat) -> object:
    return seat.opened.store.do(RecordVisit(anonymous=1)).result()


def _day(seat: Seat) -> object:
    return seat.opened.store.ask(ReadDay(TODAY)).result()


def _import(seat: Seat) -> object:
    book = seat.folder.parent / BOOK
    return run_import(seat.opened.store, Kind.VISITS, book, dry_run=False, progress=lambda _done, _total: None)


def _change_password(seat: Seat) -> object:
    return seat.door.change_password(PASSWORD, OTHER_PASSWORD).result()


def _new_password_opens(seat: Seat) -> bool:
    door = LocalDoor(seat.folder, running_from(MORNING), QUICK)
    try:
        door.open(seat.login, OTHER_PASSWORD).result()
    except Refusal:
        return False
    finally:
        door.close()
    seat.password = OTHER_PASSWORD
    return True


def _add_account(seat: Seat) -> object:
    return seat.door.add_account("nadia", "Nadia Serra", frozenset({Role.RECEPTION}), PASSWORD).result()


def _nadia_opens(seat: Seat) -> bool:
    door = LocalDoor(seat.folder, running_from(MORNING), QUICK)
    try:
        return bool(door.open("nadia", PASSWORD).result())
    except Refusal:
        return False
    finally:
        door.close()


def _print(seat: Seat) -> object:
    report = seat.opened.store.ask(ReadMonth(TODAY.replace(day=1))).result()
    return seat.press.make(MonthlyPaper(report), seat.folder / "print").result()


def _printed(seat: Seat) -> bool:
    names = [path.name for path in (seat.folder / "print").iterdir()]
    assert all(name.endswith(".pdf") for name in names), f"half a document is left: {names}"
    return bool(names)


def _settings(seat: Seat) -> None:
    save_settings(settings_file(seat.folder), DeskSettings(text_scale=150))


USE_CASES: dict[str, UseCase] = {
    "check_in": UseCase(_check_in, _visits(2)),
    "new_person": UseCase(
        lambda seat: seat.opened.store.do(CreatePerson(Identity(used_name="Benali", first_name="Samira"))).result(),
        lambda seat: seat.count(people.person) == 1,
    ),
    "correction": UseCase(
        _correct, lambda seat: seat.opened.store.ask(ReadDay(TODAY)).result().visits[0].given_name == "Ana", _one_visit
    ),
    "closing_a_day": UseCase(
        lambda seat: seat.opened.store.do(CloseDay(TODAY)).result(),
        lambda seat: seat.count(reception.day_closed) == 1,
        _one_visit,
    ),
    "draft": UseCase(
        lambda seat: seat.opened.store.do(KeepDraft(*DRAFT)).result(),
        lambda seat: seat.opened.store.ask(ReadDraft(DRAFT[0])).result() == DRAFT[1],
    ),
    "import": UseCase(_import, _visits(ROWS), login="helene"),
    "password": UseCase(_change_password, _new_password_opens),
    "new_account": UseCase(_add_account, _nadia_opens, login="helene"),
    "opening": UseCase(
        lambda seat: seat.door.open(seat.login, seat.password).result(), lambda _: True, lambda seat: seat.door
    ),
    "founding": UseCase(
        lambda seat: seat.door.found(FOUNDING).result(), _visits(0), lambda seat: seat.door, empty=True
    ),
    "demo": UseCase(
        lambda seat: seat.door.found_demo().result(),
        lambda seat: seat.count(reception.visit) > ROWS,
        lambda seat: seat.door,
        login="accueil",
        empty=True,
    ),
    "printing": UseCase(_print, _printed, lambda seat: (seat.folder / "print").mkdir(mode=0o700), login="helene"),
    "settings": UseCase(_settings, lambda seat: load_settings(settings_file(seat.folder)).text_scale == 150),
}


class Trial:
    """One use case over one disk, `base` being a store to copy."""

    def __init__(self, disk: Disk, case: UseCase, base: Path, room: Path) -> None:
        self._disk, self._case, self._base, self._room = disk, case, base, room

    def count(self) -> int:
        """The number of changing calls of the use case on a sound disk, which it is then known to succeed on."""
        with_none = Trouble(0, lasting=False)
        seat = self._seat()
        try:
            self._case.begin(seat)
            self._disk.fail(0, with_none)
            self._case.act(seat)
            calls = self._disk.mend()
            assert self._case.done(seat), "it has no effect on a sound disk"
            return calls
        finally:
            seat.close()

    def fail(self, nth: int, trouble: Trouble) -> str:
        """What was said when that call failed, "" for a success; raises AssertionError on any harm."""
        seat = self._seat()
        try:
            self._case.begin(seat)
            self._disk.fail(nth, trouble)
            said = _said(lambda: self._case.act(seat))
            self._disk.mend()
            self._look(seat, said, trouble)
        finally:
            self._disk.mend()
            seat.close()
        return said

    def _look(self, seat: Seat, said: str, trouble: Trouble) -> None:
        if said:
            again = _said(lambda: self._case.act(seat))
            if again and (trouble is BROKEN or self._case.empty):
                # A disk that does not answer: the sentence says to start the program again.
                seat.reopen()
                self._case_begins_again(seat)
                again = _said(lambda: self._case.act(seat))
            assert not again, f"after « {said} », once mended: « {again} »"
        assert self._case.done(seat), f"said « {said} », and it has no effect"
        seat.reopen()
        assert self._case.done(seat), f"said « {said} », and it has no effect once reopened"
        store_of(seat.opened).file.writer.run(check_sound).result()

    def _case_begins_again(self, seat: Seat) -> None:
        if self._case.begin is UseCase.begin:
            self._case.begin(seat)

    def _seat(self) -> Seat:
        shutil.rmtree(self._room, ignore_errors=True)
        if self._case.empty:
            self._room.mkdir()
        else:
            shutil.copytree(self._base, self._room)
        return Seat(self._room, self._case.login, "demo" if self._case.login == "accueil" else PASSWORD)


def _said(act: Callable[[], object]) -> str:
    try:
        act()
    except Refusal as refusal:
        said = refusal.sentence
    else:
        said = ""
    assert said.endswith(".") or not said, said
    return said


def trials(name: str, root: Path, most: int) -> Iterator[dict[str, object]]:
    """Every failing call, or `most` of them drawn with a fixed seed, both ways."""
    base = root / "base"
    if not base.exists():
        found(base)
    lines = (f"{3 + n % 20:02}/05/2019;{9 + n % 8}:00;NOM{n};Ana;;Logement\n" for n in range(ROWS))
    (root / BOOK).write_text("Date;Heure;Nom;Prénom;Date de naissance;Motifs\n" + "".join(lines), encoding="utf-8")
    trial = Trial(Disk(), USE_CASES[name], base, root / "registre")
    calls = trial.count()
    every = range(1, calls + 1)
    drawn = sorted({1, *Random(name).sample(every, min(most, calls))}) if most else every
    yield {"case": name, "calls": calls}
    for nth in drawn:
        for kind, trouble in TROUBLES.items():
            if trouble is READ_ONLY and nth > 1:
                continue  # a folder is read only from the first call, or not at all
            try:
                yield {"case": name, "nth": nth, "kind": kind, "said": trial.fail(nth, trouble)}
            except Exception:  # noqa: BLE001 whatever it is, it is told with its place
                yield {"case": name, "nth": nth, "kind": kind, "harm": traceback.format_exc()}


if __name__ == "__main__":
    for each in sys.argv[1].split(","):
        for told in trials(each, Path(sys.argv[2]), int(sys.argv[3])):
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()
