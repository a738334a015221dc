"""A keystroke in the search box: exact, mistyped, and the share of mistyped names found, against a plain LIKE scan.

`python -m benchmarks.search [PERSONS] [FOLDER]`; FOLDER keeps the made-up store between runs.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase

from sqlalchemy import Connection, text

from benchmarks.crowd import KEY, TODAY, Someone, fill
from benchmarks.timing import Times, interleaved, show
from ceis_desk.core.folding import fold, tokens
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.search import find_people
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
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made)
        folder.mkdir(exist_ok=True)
        engine, everyone = fill(folder, size, VISITS)
        engine.dispose()
        encrypted = open_engine(folder / STORE_FILE, KEY, read_only=True)
        with encrypted.connect() as connection:
            print(f"{size:,} persons, {VISITS:,} visits a year, store {(folder / STORE_FILE).stat().st_size >> 20} MiB")
            keystrokes(connection, everyone)
            slips(connection, everyone)
        encrypted.dispose()


def keystrokes(connection: Connection, everyone: list[Someone]) -> None:
    """Exact keystrokes beside a LIKE scan of the names, which ranks nothing and knows no accent."""
    draw = random.Random(1)
    typed = [exact_typed(draw.choice(everyone), draw) for _ in range(ROUNDS + 20)]
    naive = text("SELECT id FROM person WHERE used_name LIKE :like OR first_name LIKE :like LIMIT 20")
    times = interleaved(
        {
            "LIKE '%word%' scan": [
                lambda one=one: connection.execute(naive, {"like": f"%{one}%"}).all() for one in typed[:60]
            ],
            "find_people, exact keystroke": [
                lambda one=one: find_people(connection, FindPeople(one), TODAY) for one in typed
            ],
        },
        rounds=ROUNDS,
        warm=20,
    )
    show("A keystroke", times, "LIKE '%word%' scan")


def slips(connection: Connection, everyone: list[Someone]) -> None:
    """Mistyped names: how long, and how many are among the first twenty."""
    times: dict[str, Times] = {}
    for name, spoil in (("one slip", slip), ("hard", hard)):
        draw = random.Random(2)
        wanted = [draw.choice(everyone) for _ in range(ROUNDS)]
        typed = [mistyped(one, draw, spoil) for one in wanted]
        found = [{hit.id for hit in find_people(connection, FindPeople(words), TODAY)} for words in typed]
        recall = sum(one.id in hits for one, hits in zip(wanted, found, strict=True)) / ROUNDS
        print(f"recall@20, {name}: {recall:.3f}")
        calls = [lambda one=one: find_people(connection, FindPeople(one), TODAY) for one in typed]
        times |= interleaved({f"find_people, {name}": calls}, rounds=ROUNDS)
    show("A keystroke with a slip", times, "find_people, one slip")


if __name__ == "__main__":
    main()
