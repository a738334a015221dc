"""Random histories of a site: gestures, wrong clocks, files lost, doubled or late, crashes, backups, copied disks."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection

from ceis_desk.access.gestures import SetOwnSetting
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.exchange.absorb import Cloned
from ceis_desk.data.exchange.came import Merged
from ceis_desk.data.exchange.collect import collect, own_vector
from ceis_desk.data.exchange.erasure import LEDGER
from ceis_desk.data.exchange.frames import Frame
from ceis_desk.data.exchange.merge import Merge
from ceis_desk.data.exchange.own import MARK
from ceis_desk.data.identity import read_identity
from ceis_desk.data.schema import agenda
from ceis_desk.exchange.gestures import KeepVersion, TakeOtherVersion, UnsettleVersion
from ceis_desk.exchange.model import CrossedEdit
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.people import gestures as on_people
from ceis_desk.people.model import District, HouseholdMember, HouseholdRole, Identity, Work
from ceis_desk.reception import gestures as at_desk
from ceis_desk.reception.model import Medium, MotifChoice, VisitState
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.statistics.questions import PeriodFigures
from tests.data.exchange.pcs import NOW, Pc, Prepared, Wall
from tests.data.exchange.truth import Seen, Truth, content, crossings, losses, see
from tests.data.exchange.versions import older

_YEARS = 10 * 365 * 86_400_000  # milliseconds
_OLD = 0.2  # the share of desks that begin under an older version
_FIGURES = 0.3
_STREETS = (("3 rue Haute", "34000", "Montpellier"), ("9 quai Bas", "34500", "Béziers"), ("1 place Neuve", "30000", ""))
MOST_ROUNDS = 12
OLD: Any = {"table": "instruction", "column": ("person", "notice_on"), "code": ("visit", "medium", "outside")}
"""What the older version of a history does not know."""


Gestures = tuple[Callable[["History", Pc], bool], ...]


class Crash(Exception):
    """The power that goes while a file is taken in."""


@dataclass(frozen=True)
class Post:
    """A file under way, and what its desk knew when it wrote it."""

    path: Path
    sender: int
    knows: frozenset[int]


@dataclass
class Saved:
    """A copy of a folder, put aside by a careful agent."""

    folder: Path
    knows: set[int]


@dataclass
class Seat:
    """One desk of the history, what it knows, and what was seen in its store last."""

    pc: Pc
    knows: set[int] = field(default_factory=set)
    view: Seen = field(default_factory=dict)
    saved: list[Saved] = field(default_factory=list)
    twin: int | None = None
    old: bool = False
    """Whether it still runs an older version of the program."""


@dataclass
class History:
    """One history; `told` is what happened, in words, for whoever must understand a failure."""

    random: Random
    seats: list[Seat]
    root: Path
    truth: Truth
    gestures: Gestures
    posts: list[Post] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    files: int = 0
    erased: dict[bytes, str] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)
    crossed: int = 0
    """How many crossed edits all know of at the end."""
    old: bool = False

    @contextmanager
    def at(self, seat: Seat) -> Iterator[None]:
        """Within it, the program is of the version that this desk runs."""
        with older(**OLD) if seat.old else nullcontext():
            self.old = seat.old
            yield

    def share_a_person(self) -> None:
        """Somebody whom every desk knows from the first day."""
        first, *others = self.seats
        before = first.view
        with self.at(first):
            _creates_a_person(self, first.pc)
        self._see(first, before)
        post = self.send(first)
        for seat in others:
            self.take(seat, post)

    # -- steps

    def step(self) -> None:
        """One more thing happens somewhere."""
        kinds: list[tuple[Callable[[], object], int]] = [
            (self.gesture, 50),
            (self.send, 14),
            (self.deliver, 22),
            (self.crash, 3),
            (self.shift, 4),
            (self.save, 2),
            (self.put_back, 2),
            (self.copy_disk, 1),
            (self.restart, 2),
            (self.upgrade, 1),
        ]
        steps, weights = zip(*kinds, strict=True)
        self.random.choices(steps, weights)[0]()

    def gesture(self) -> None:
        """Somebody works."""
        seat = self.random.choice(self.seats)
        before, act = seat.view, self.random.choice(self.gestures)
        with self.at(seat):
            done = act(self, seat.pc)
        self._see(seat, before)
        self.say(seat, f"{act.__name__[1:].replace('_', ' ')}{'' if done else ' (refused)'}")

    def send(self, seat: Seat | None = None) -> Post:
        """A desk writes its file; the former ones stay under way."""
        seat = seat or self.random.choice(self.seats)
        self.files += 1
        with self.at(seat):
            path = seat.pc.send(self.root / "posts" / str(self.files))
        post = Post(path, self.seats.index(seat), frozenset(seat.knows))
        self.posts.append(post)
        self.say(seat, f"writes file {self.files}, {path.name}")
        return post

    def deliver(self) -> None:
        """Some file, late, doubled or straight, reaches some desk, its own or its twin's included."""
        if self.posts:
            self.take(self.random.choice(self.seats), self.random.choice(self.posts[-8:]))

    def take(self, seat: Seat, post: Post, *, checked: bool = True) -> bool:
        """Whether the file was taken or known; what it changed is compared with the truth."""
        before = seat.view
        try:
            with self.at(seat):
                taken = seat.pc.take(post.path)
        except Cloned:
            assert seat.pc.name.split()[1] == self.seats[post.sender].pc.name.split()[1]
            self.say(seat, f"refuses its twin’s {post.path.parent.name}")
            return False
        if taken.missing:
            self.say(seat, f"waits before {post.path.parent.name}")
            self._see(seat, before)
            return False
        word = "knows" if taken.known else "takes in"
        self.say(seat, f"{word} file {post.path.parent.name}")
        if not taken.known:
            seat.knows |= post.knows
        self._see(seat, before)
        if checked:
            self.check(seat)
        return True

    def crash(self) -> None:
        """The power goes in the middle of a file: nothing of it is left."""
        if not self.posts:
            return
        seat, post = self.random.choice(self.seats), self.random.choice(self.posts[-8:])
        left = self.random.randrange(6)

        def told(_: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Crash

        before = seat.view
        try:
            with self.at(seat):
                taken = seat.pc.take(post.path, told)
        except Crash:
            self.say(seat, f"stops in the middle of file {post.path.parent.name}")
            assert see(seat.pc) == before
        except Cloned:
            pass
        else:
            self.say(seat, f"{'waits before' if taken.missing else 'takes in'} file {post.path.parent.name}")
            if not taken.known and not taken.missing:
                seat.knows |= post.knows
            self._see(seat, before)

    def shift(self) -> None:
        """A clock is set wrong, or right again."""
        seat = self.random.choice(self.seats)
        seat.pc.shift = self.random.choice((0, -3_600_000, 3_600_000, _YEARS, -_YEARS, self.random.randrange(90_000)))
        self.say(seat, f"has its clock {seat.pc.shift} ms off")

    def restart(self) -> None:
        """A desk closes and opens."""
        seat = self.random.choice(self.seats)
        seat.pc.close()
        self._open(seat)
        self.say(seat, "starts again")

    def upgrade(self, seat: Seat | None = None) -> None:
        """A desk of an older version is brought up to date: what had waited is understood."""
        seat = seat or self.random.choice(self.seats)
        if seat.old:
            seat.pc.close()
            seat.old = False
            self._open(seat)
            self.say(seat, "is brought up to date")

    def save(self) -> None:
        """Somebody copies the folder of a desk."""
        seat = self.random.choice(self.seats)
        seat.pc.close()
        self.files += 1
        folder = self.root / "saved" / str(self.files)
        shutil.copytree(seat.pc.folder, folder)
        seat.saved.append(Saved(folder, set(seat.knows)))
        self._open(seat)
        self.say(seat, f"is saved as {self.files}")

    def put_back(self) -> None:
        """Such a copy is put back in its place, as a restore does (the ledger and the mark stay) or whole."""
        seat = self.random.choice(self.seats)
        if not seat.saved:
            return
        saved = self.random.choice(seat.saved)
        whole = self.random.random() < 0.5
        seat.pc.close()
        kept = [] if whole else [(name, self._bytes(seat.pc.folder / name)) for name in (LEDGER, MARK)]
        shutil.rmtree(seat.pc.folder)
        shutil.copytree(saved.folder, seat.pc.folder)
        for name, found in kept:
            if found is not None:
                (seat.pc.folder / name).write_bytes(found)
        buried = set() if whole else {number for number in seat.knows if number in self.truth.burials}
        seat.knows = saved.knows | buried
        self.say(seat, f"is put back as {saved.folder.name} {'whole' if whole else 'with its ledger'}")
        self._open(seat)
        self.check(seat)

    def copy_disk(self) -> None:
        """The disk of a desk is copied to another PC, and both go on."""
        seat = self.random.choice(self.seats)
        if seat.twin is not None or len(self.seats) > 5:
            return
        seat.pc.close()
        folder = self.root / f"{seat.pc.folder.name} bis"
        if folder.exists():
            self._open(seat)
            return
        shutil.copytree(seat.pc.folder, folder)
        pc = replace(seat.pc, folder=folder, name=f"{seat.pc.name} bis", _file=None)
        twin = Seat(pc, set(seat.knows), old=seat.old)
        seat.twin, twin.twin = len(self.seats), self.seats.index(seat)
        self.seats.append(twin)
        self._open(seat)
        self._open(twin)
        self.say(seat, "is copied to another PC")

    # -- the end

    def settle(self) -> None:
        """Everybody exchanges until nothing moves any more: all must then hold, and say, the same."""
        for seat in self.seats:
            seat.pc.shift = 0
            self.upgrade(seat)
        for _ in range(MOST_ROUNDS):
            posts = [self.send(seat) for seat in self.seats]
            for seat in self.seats:
                for post in posts:
                    if post.sender not in (self.seats.index(seat), seat.twin):
                        self.take(seat, post, checked=False)
            first, *others = [self._vector(seat) for seat in self.seats]
            if all(other == first for other in others):
                break
        everybody = set().union(*(seat.knows for seat in self.seats))
        for seat in self.seats:
            assert seat.knows == everybody, f"{seat.pc.name} lacks {len(everybody - seat.knows)} writings for ever"
            self.check(seat)
        self._agree()
        self._check_losses(everybody)
        self._check_names(everybody)
        self._check_again()

    def _agree(self) -> None:
        first, *others = self.seats
        said = content(first.view)
        for seat in others:
            assert content(seat.view) == said, f"{seat.pc.name} and {first.pc.name} differ"
            assert crossings(seat.pc) == crossings(first.pc), f"{seat.pc.name} and {first.pc.name} found other losses"
            assert cases(seat) == cases(first), f"{seat.pc.name} and {first.pc.name} list other cases"
        # Figures are read from what is equal already: two desks, from time to time, are enough.
        if self.random.random() < _FIGURES:
            self._agree_on_figures(first, self.random.choice(others))

    def _agree_on_figures(self, *seats: Seat) -> None:
        year = PeriodFigures(NOW.date() - dt.timedelta(days=400), NOW.date())
        one, other = (replace(seat.pc.ask(year), complete=True, missing=()) for seat in seats)
        assert one == other

    def _check_losses(self, everybody: set[int]) -> None:
        self.crossed = len(crossings(self.seats[0].pc))
        for seat in self.seats:
            kept = losses(seat.pc)
            for one in self.truth.lost(everybody):
                assert (one.cell, one.values) in kept, f"{one} was lost in silence at {seat.pc.name}"

    def _check_names(self, everybody: set[int]) -> None:
        gone = {self.truth.burials[number] for number in everybody if number in self.truth.burials}
        for seat in self.seats:
            text = _everything(seat.pc) if gone else ""
            for key in gone:
                name = self.names.get(key)
                assert name is None or name not in text, f"{seat.pc.name} still knows the name of an erased person"

    def _check_again(self) -> None:
        """The same content once more changes nothing."""
        seat = self.random.choice(self.seats)
        other = self.random.choice(self.seats)

        def frames(connection: Connection) -> list[Frame]:
            return list(collect(connection, own_vector(connection), {}))

        found = other.pc.file.writer.run(frames).result()

        def again(connection: Connection) -> Merged:
            ours = own_vector(connection)
            connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
            merge = Merge(connection, ours, ours)
            for frame in found:
                merge.apply(frame)
            merge.replay()
            connection.exec_driver_sql("UPDATE desk_self SET capture = 1")
            return merge.merged

        merged = seat.pc.file.writer.run(again).result()
        erased = {cell[1] for cell in seat.view if cell[1] in self.truth.burials.values()}
        assert not merged.losses
        assert not merged.fresh or erased
        assert {key for keys in merged.edited.values() for key in keys} <= erased
        assert content(see(seat.pc)) == content(seat.view) or erased

    # -- small things

    def check(self, seat: Seat) -> None:
        # What stands in for what is not understood says little of it.
        if not seat.old:
            self.truth.check(seat.pc, seat.view, seat.knows)

    def say(self, seat: Seat, words: str) -> None:
        self.told.append(f"{seat.pc.name} {words}")

    def _see(self, seat: Seat, before: Seen) -> None:
        seat.view = see(seat.pc)
        self.truth.note_burials(seat.pc, seat.knows)
        self.truth.note(seat.pc, seat.view, before, seat.knows, old=seat.old)

    def _open(self, seat: Seat) -> None:
        before = seat.view
        with self.at(seat):
            _ = seat.pc.file
        self._see(seat, before)

    def _vector(self, seat: Seat) -> dict[int, int]:
        return seat.pc.file.writer.run(own_vector).result()

    @staticmethod
    def _bytes(path: Path) -> bytes | None:
        return path.read_bytes() if path.exists() else None


def cases(seat: Seat) -> list[CrossedEdit]:
    """The crossed edits that a desk lists; each names the other desk of the two."""
    return [replace(case, elsewhere="") for case in seat.pc.ask(CrossedEdits())]


def _everything(pc: Pc) -> str:
    tables = [row[0] for row in pc.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return repr([pc.rows(f'SELECT * FROM "{name}"') for name in tables])


# -- gestures


def _ids(pc: Pc, table: str, where: str = "1") -> list[Id]:
    return [Id(bytes=key) for (key,) in pc.rows(f"SELECT id FROM {table} WHERE {where} ORDER BY id")]


def _creates_a_person(history: History, pc: Pc) -> bool:
    random = history.random
    name = f"Nom{random.randrange(10**9)}x"
    phones = (f"+3361234{random.randrange(4):04d}",) if random.random() < 0.5 else ()
    change = pc.do(on_people.CreatePerson(Identity(used_name=name, first_name="Samira", phones=phones), id=new_id()))
    history.names[change.made[0].bytes] = name
    return True


def _creates_one_of_two(history: History, pc: Pc) -> bool:
    return len(_ids(pc, "person")) < 2 and _creates_a_person(history, pc)


def _changes_one_field(history: History, pc: Pc) -> bool:
    """Which hundreds of persons seldom see: the field that another desk is changing."""
    people = [key for key in _ids(pc, "person") if key.bytes in history.names]
    if not people:
        return False
    person, random = history.random.choice(people), history.random
    identity = pc.file.writer.run(lambda connection: read_identity(connection, person)).result()
    if identity is None:
        return False
    other = replace(identity, at_desk=f"{history.names[person.bytes]} {random.randrange(99)}")
    if random.random() < 0.3:
        other = replace(identity, postcode=random.choice(("34000", "34500")), commune=random.choice(("Sète", "")))
    ((clock,),) = pc.rows("SELECT hlc FROM person WHERE id = ?", person.bytes)
    return pc.tried(on_people.ChangePerson(person, other, clock)) is not None


def _changes_a_person(history: History, pc: Pc) -> bool:
    random = history.random
    found = pc.rows("SELECT id, hlc FROM person ORDER BY id")
    if not found:
        return False
    key, clock = random.choice(found)
    if key not in history.names:
        return False
    person = Id(bytes=key)
    identity = pc.file.writer.run(lambda connection: read_identity(connection, person)).result()
    if identity is None:  # erased
        return False
    street, postcode, commune = random.choice(_STREETS)
    other = random.choice(
        (
            replace(identity, address=street, postcode=postcode, commune=commune, qpv=random.choice(list(District))),
            replace(identity, birth_date=dt.date(1980, 1, random.randrange(1, 28)), birth_year=None),
            replace(identity, email=f"{history.names[key]}@exemple.fr"),
            replace(identity, phones=(f"+3361234{random.randrange(4):04d}", *identity.phones[:1])),
            replace(identity, phones=()),
            identity if history.old else replace(identity, notice_on=dt.date(2019, 1, random.randrange(1, 28))),
            replace(identity, first_name=random.choice(("Samira", "Samia", "")), at_desk=history.names[key]),
        )
    )
    if len(set(other.phones)) != len(other.phones):
        return False
    return pc.tried(on_people.ChangePerson(person, other, clock)) is not None


def _sets_a_work(history: History, pc: Pc) -> bool:
    people = _ids(pc, "person")
    if not people:
        return False
    person = history.random.choice(people)
    seen = pc.rows("SELECT work FROM person_work WHERE id = ?", person.bytes)
    return (
        pc.tried(on_people.ChangeWork(person, history.random.choice(list(Work)), Work(seen[0][0] if seen else "")))
        is not None
    )


def _sets_a_household(history: History, pc: Pc) -> bool:
    people = _ids(pc, "person")
    if len(people) < 2:
        return False
    one, other = history.random.sample(people, 2)
    members = (HouseholdMember(new_id(), other, "", history.random.choice(list(HouseholdRole)), None),)
    return pc.tried(on_people.SetHousehold(one, members)) is not None


def _withdraws_a_person(history: History, pc: Pc) -> bool:
    found = pc.rows("SELECT id, hlc FROM person ORDER BY id")
    if not found:
        return False
    key, clock = history.random.choice(found)
    return pc.tried(on_people.WithdrawPerson(Id(bytes=key), clock)) is not None


def _erases_a_person(history: History, pc: Pc) -> bool:
    people = _ids(pc, "person")
    if not people or history.random.random() < 0.5:
        return False
    return pc.tried(on_people.ErasePerson(history.random.choice(people))) is not None


def _merges_two(history: History, pc: Pc) -> bool:
    people = _ids(pc, "person")
    if len(people) < 2:
        return False
    one, other = history.random.sample(people, 2)
    return pc.tried(on_people.MergePersons(one, other)) is not None


def _undoes_a_merge(history: History, pc: Pc) -> bool:
    merges = pc.rows("SELECT winner_id, id FROM person_merge ORDER BY id")
    if not merges:
        return False
    winner, loser = history.random.choice(merges)
    return pc.tried(on_people.UndoMerge(Id(bytes=winner), Id(bytes=loser))) is not None


def _says_of_a_pair(history: History, pc: Pc) -> bool:
    people = _ids(pc, "person")
    if len(people) < 2:
        return False
    one, other = history.random.sample(people, 2)
    kind = history.random.choice((on_people.ProposeMerge, on_people.TellApart))
    return pc.tried(kind(one, other)) is not None


def _records_a_visit(history: History, pc: Pc) -> bool:
    random, people = history.random, _ids(pc, "person")
    persons = tuple(random.sample(people, min(len(people), random.randrange(3))))
    motifs = tuple(MotifChoice(one.id) for one in random.sample(pc.ask(AllMotifs()), random.randrange(3)))
    visit = at_desk.RecordVisit(
        persons, anonymous=random.randrange(2), motifs=motifs, medium=_medium(history), waits=random.random() < 0.5
    )
    return pc.tried(visit) is not None


def _stamps_a_visit(history: History, pc: Pc) -> bool:
    visits = _ids(pc, "visit")
    if not visits:
        return False
    state = history.random.choice(list(VisitState))
    return pc.tried(at_desk.StampVisit(history.random.choice(visits), state)) is not None


def _corrects_a_visit(history: History, pc: Pc) -> bool:
    random = history.random
    visits = pc.rows("SELECT id, hlc, person_id, medium FROM visit WHERE NOT withdrawn ORDER BY id")
    if not visits:
        return False
    key, clock, person, _ = random.choice(visits)
    motifs = tuple(MotifChoice(one.id) for one in random.sample(pc.ask(AllMotifs()), random.randrange(3)))
    people = [None, *_ids(pc, "person")] if random.random() < 0.3 else [Id(bytes=person) if person else None]
    return (
        pc.tried(
            at_desk.CorrectVisit(
                Id(bytes=key),
                clock,
                random.choice(people),
                "",
                motifs,
                None,
                _medium(history),
                pc.now - dt.timedelta(minutes=random.randrange(3)),
                random.choice(("", "CAF")),
            )
        )
        is not None
    )


def _withdraws_a_visit(history: History, pc: Pc) -> bool:
    visits = _ids(pc, "visit")
    if not visits:
        return False
    withdrawn = history.random.random() < 0.5
    return pc.tried(at_desk.WithdrawVisits((history.random.choice(visits),), withdrawn)) is not None


def _writes_a_message(history: History, pc: Pc) -> bool:
    people = _ids(pc, "person")
    person = history.random.choice(people) if people else None
    name = history.names.get(person.bytes, "") if person else ""
    return pc.tried(at_desk.WriteMessage(f"rappeler {name}", person_id=person)) is not None


def _ticks_a_message(history: History, pc: Pc) -> bool:
    messages = _ids(pc, "message")
    if not messages:
        return False
    done = history.random.random() < 0.5
    return pc.tried(at_desk.MarkMessage(history.random.choice(messages), done)) is not None


def _medium(history: History) -> Medium:
    """How she came, in the words that the version at work knows."""
    return history.random.choice([one for one in Medium if not history.old or one is not Medium.OUTSIDE])


def _puts_up_an_instruction(history: History, pc: Pc) -> bool:
    if history.old:
        return False
    known = _ids(pc, "instruction")
    row = history.random.choice([None, *known])
    day = pc.now.date()
    gesture = at_desk.WriteInstruction(f"consigne {history.random.randrange(9)}", day, day, id=row)
    return pc.tried(gesture) is not None


def _settles_a_crossed_edit(history: History, pc: Pc) -> bool:
    found = pc.ask(CrossedEdits())
    if not found:
        return False
    case = history.random.choice(found)
    kind = history.random.choice((KeepVersion, TakeOtherVersion))
    done = pc.tried(kind(case.id))
    if done is not None and history.random.random() < 0.5:
        assert pc.tried(UnsettleVersion(case.id)) is not None
        assert len(pc.ask(CrossedEdits())) == len(found)
    return done is not None


def _sets_a_motif(history: History, pc: Pc) -> bool:
    motif = history.random.choice(pc.ask(AllMotifs()))
    gesture = at_desk.SetMotif(
        label=motif.label,
        platform=history.random.choice(("reception", "digital", "budget")),
        position=motif.position,
        icon=motif.icon,
        precisions=history.random.choice(((), ("un", "deux"))),
        code=motif.code,
        closed=history.random.random() < 0.2,
    )
    return pc.tried(gesture) is not None


def _sets_a_setting(history: History, pc: Pc) -> bool:
    return pc.tried(SetOwnSetting("density", f'"{history.random.randrange(9)}"')) is not None


def _books_an_appointment(history: History, pc: Pc) -> bool:
    people, random = _ids(pc, "person"), history.random
    person = random.choice(people) if people else None
    known = _ids(pc, "appointment")
    row = random.choice([new_id(), *known])
    starts = NOW + dt.timedelta(hours=random.randrange(5))
    values = {"person_id": person, "account_id": pc.account, "platform": "budget", "starts_at": starts}
    pc.write(lambda tx: tx.put(agenda.appointment, row, **values, day=starts.date()))
    return True


def _attends_a_session(history: History, pc: Pc) -> bool:
    people, random = _ids(pc, "person"), history.random
    sessions = _ids(pc, "session")
    if not sessions or random.random() < 0.3:
        row = new_id()
        values = {"title": "Atelier", "platform": "digital", "starts_at": NOW, "day": NOW.date()}
        pc.write(lambda tx: tx.put(agenda.session, row, **values))
        return True
    if not people:
        return False
    session, person = random.choice(sessions), random.choice(people)
    state = random.choice(("enrolled", "present", "absent"))
    row = code_id("attendance", session, person)
    pc.write(lambda tx: tx.put(agenda.attendance, row, session_id=session, person_id=person, state=state))
    return True


FORMER: Gestures = (
    *(_creates_a_person, _creates_a_person, _changes_a_person, _changes_a_person, _changes_a_person),
    *(_sets_a_work, _sets_a_household, _withdraws_a_person, _erases_a_person),
    *(_merges_two, _undoes_a_merge, _says_of_a_pair),
    *(_records_a_visit, _records_a_visit, _stamps_a_visit, _corrects_a_visit, _withdraws_a_visit),
    *(_writes_a_message, _ticks_a_message, _puts_up_an_instruction, _sets_a_motif, _sets_a_setting),
    *(_books_an_appointment, _attends_a_session),
)
"""Those of the histories that once failed: one more would make others of them."""
ALL: Gestures = (*FORMER, _settles_a_crossed_edit, _settles_a_crossed_edit)
CROSSING: Gestures = (
    *(_creates_one_of_two, *([_changes_one_field] * 8), _sets_a_work, _records_a_visit, _corrects_a_visit),
    *(_erases_a_person, _writes_a_message, *([_settles_a_crossed_edit] * 4)),
)
"""Few people, changed everywhere at once, settled and erased."""


# -- running


def live(seed: int, steps: int, pcs: list[Pc], root: Path, gestures: Gestures = ALL) -> History:
    """One whole history; raises AssertionError with what happened, in words."""
    truth = Truth({})
    history = History(Random(seed), [Seat(pc) for pc in pcs], root, truth, gestures)
    for seat in history.seats:
        seat.view = see(seat.pc)
        for cell, found in seat.view.items():
            if found[0][1] != 0:
                truth.first[cell] = max(truth.first.get(cell, found), found, key=lambda one: one[0])
    for seat in history.seats:
        seat.old = history.random.random() < _OLD
    try:
        if gestures is CROSSING:
            history.share_a_person()
        for _ in range(steps):
            history.step()
        history.settle()
    except BaseException as error:
        error.add_note(f"history {seed}:\n  " + "\n  ".join(history.told))
        raise
    return history


__all__ = ["Crash", "History", "Prepared", "Refusal", "Wall", "live"]
