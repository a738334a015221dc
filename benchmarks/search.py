"""A keystroke in the search box: exact, mistyped, and the share of mistyped names found, against a plain LIKE scan.

`python -m benchmarks.search [--persons N] [--folder FOLDER]`; FOLDER keeps the made-up store between runs.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from string import ascii_lowercase

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from benchmarks.crowd import KEY, TODAY, Someone, fill
from benchmarks.timing import interleaved, show
from ceis_desk.core.folding import fold, tokens
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.search import find_people
from ceis_desk.data.search.query import Rank
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople

VISITS = 50_000  # of the last year: 500,000 in ten
ROUNDS = 300
SOUNDS = (
    *(("ph", "f"), ("f", "ph"), ("ou", "u"), ("k", "c"), ("c", "k"), ("y", "i"), ("i", "y"), ("ai", "e"), ("ss", "s")),
    *(
        ("ll", "l"),
        ("l", "ll"),
        ("nn", "n"),
        ("n", "nn"),
        ("th", "t"),
        ("t", "th"),
        ("h", ""),
        ("eau", "o"),
        ("au", "o"),
    ),
    *(("que", "k"), ("z", "s"), ("ch", "sh"), ("w", "ou")),
)


def word(name: str) -> str:
    """A name in one folded piece."""
    return "".join(tokens(name))


def slip(name: str, draw: random.Random, first: int = 1) -> str:
    """One letter left out, mistaken, added or swapped, from letter `first` on."""
    at = draw.randrange(min(first, len(name) - 1), len(name))
    kind = draw.randrange(4)
    if kind == 0 and len(name) > 3:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + draw.choice(ascii_lowercase) + name[at + 1 :]
    if kind == 2:
        return name[:at] + draw.choice(ascii_lowercase) + name[at:]
    at = min(at, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def hard(name: str, draw: random.Random) -> str:
    """A wrong first letter, two slips, or a word written as it is heard."""
    kind = draw.randrange(3)
    if kind == 0:
        return draw.choice(ascii_lowercase) + name[1:]
    if kind == 1:
        return slip(slip(name, draw), draw)
    for written, heard in draw.sample(SOUNDS, len(SOUNDS)):
        if written in name and len(name) > 3:
            return name.replace(written, heard, 1)
    return slip(name, draw, first=0)


def exact_typed(one: Someone, draw: random.Random) -> str:
    """What an agent has typed after some keystroke, without a mistake."""
    family, first = fold(one.family), fold(one.first)
    whole = draw.choice((family, first, f"{family} {first}", f"{first} {family}"))
    phone = "0" + one.phone[3:]
    kinds = (
        whole[: draw.randrange(2, len(whole) + 1)],
        phone[: draw.randrange(4, 11)],
        phone[-4:],
        f"{one.born:%d%m%y}",
        f"{one.born:%d/%m/%Y}",
        f"{family} {one.born:%Y}",
    )
    return draw.choices(kinds, weights=(10, 2, 1, 1, 1, 1))[0]


def mistyped(one: Someone, draw: random.Random, spoil: Callable[[str, random.Random], str]) -> str:
    """Both names, one of them spoilt."""
    names = [word(one.family), word(one.first)]
    place = draw.randrange(2)
    names[place] = spoil(names[place], draw)
    draw.shuffle(names)
    return " ".join(names)


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser()
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--folder", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        folder.mkdir(exist_ok=True)
        engine, everyone = fill(folder, given.persons, VISITS)
        engine.dispose()
        encrypted, plain = open_engine(folder / STORE_FILE, KEY, read_only=True), plain_copy(folder)
        other = open_engine(folder / STORE_FILE, KEY, read_only=True)  # a scan would empty the others' cache of pages
        with encrypted.connect() as connection, plain.connect() as unsealed, other.connect() as scanned:
            size = (folder / STORE_FILE).stat().st_size >> 20
            print(f"{given.persons:,} persons, {VISITS:,} visits a year, store {size} MiB")
            keystrokes(connection, unsealed, scanned, everyone)
            slips(connection, scanned, everyone)
        for engine in (encrypted, plain, other):
            engine.dispose()


def plain_copy(folder: Path) -> Engine:
    """The same store without its encryption, for the price of it."""
    path = folder / "plain.db"
    if not path.exists():
        source = dbapi2.connect(str(folder / STORE_FILE))
        source.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        source.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
        source.execute("SELECT sqlcipher_export('plain')")
        source.close()
    return create_engine("sqlite://", creator=lambda: dbapi2.connect(str(path)), module=dbapi2, poolclass=StaticPool)


def ask(connection: Connection, typed: str) -> tuple[PersonHit, ...]:
    """One keystroke."""
    return find_people(connection, FindPeople(typed), TODAY)


def scan(connection: Connection, typed: str) -> object:
    """What a plain LIKE would do: no accent, no order, no slip, no rank."""
    like = {"like": f"%{typed}%"}
    return connection.execute(
        text("SELECT id FROM person WHERE used_name LIKE :like OR first_name LIKE :like LIMIT 20"), like
    ).all()


def keystrokes(connection: Connection, unsealed: Connection, scanned: Connection, everyone: list[Someone]) -> None:
    """Exact keystrokes: those with five answers or more stop at the first tier."""
    draw = random.Random(1)
    typed = [exact_typed(draw.choice(everyone), draw) for _ in range(2 * ROUNDS)]
    many = [words for words in typed if sum(hit.rank <= Rank.BEGINNING for hit in ask(connection, words)) >= 5][:ROUNDS]
    times = interleaved(
        {
            "LIKE '%word%' scan": [partial(scan, scanned, words) for words in many],
            "exact keystroke": [partial(ask, connection, words) for words in many],
            "exact keystroke, store not encrypted": [partial(ask, unsealed, words) for words in many],
            "exact keystroke, few answers or many": [partial(ask, connection, words) for words in typed],
        },
        rounds=ROUNDS,
        warm=20,
    )
    show("A keystroke", times, "LIKE '%word%' scan")


def slips(connection: Connection, scanned: Connection, everyone: list[Someone]) -> None:
    """Mistyped names: how long, and how many are among the first twenty."""
    paths: dict[str, Sequence[Callable[[], object]]] = {}
    for name, spoil in (("one slip", slip), ("hard", hard)):
        draw = random.Random(2)
        wanted = [draw.choice(everyone) for _ in range(ROUNDS)]
        typed = [mistyped(one, draw, spoil) for one in wanted]
        found = [{hit.id for hit in ask(connection, words)} for words in typed]
        recall = sum(one.id in hits for one, hits in zip(wanted, found, strict=True)) / ROUNDS
        print(f"recall@20, {name}: {recall:.3f} (n = {ROUNDS})")
        paths[f"both names, {name}"] = [partial(ask, connection, words) for words in typed]
    paths["LIKE '%word%' scan"] = [partial(scan, scanned, one.family) for one in everyone[:ROUNDS]]
    show("A keystroke with a slip", interleaved(paths, rounds=ROUNDS), "LIKE '%word%' scan")


if __name__ == "__main__":
    main()
