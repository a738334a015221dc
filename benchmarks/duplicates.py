"""Duplicates: precision and recall at the one threshold shipped, then the time of a look-up and its false alarms.

`python -m benchmarks.duplicates [--persons N] [--folder FOLDER] [--records FILE --truth FILE]`; FOLDER keeps the
made-up store between runs, FILEs of the shape of fr_dev.csv and its truth are measured in its place.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import itertools
import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, text

from benchmarks.crowd import KEY, TODAY, Someone, crowd, fill
from benchmarks.search import hard, slip
from benchmarks.timing import interleaved, show
from ceis_desk.core.ids import Id
from ceis_desk.data.lookalikes import find_lookalikes
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.people.alike import traits
from ceis_desk.people.duplicates import THRESHOLD, compare, is_probable, score
from ceis_desk.people.keys import block_keys
from ceis_desk.people.model import Identity, Lookalike, Sex
from ceis_desk.people.questions import FindLookalikes

DEDUPE = Path(__file__).parents[1].parent / "shared" / "data" / "dedupe"
ROUNDS = 300


@dataclass(frozen=True)
class Quality:
    """How the threshold does on a file whose answers are known."""

    records: int
    found: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def french(
    records_file: Path = DEDUPE / "fr_dev.csv", truth_file: Path = DEDUPE / "fr_dev.truth.csv"
) -> tuple[dict[str, Identity], dict[str, str]]:
    """The French records by number, and which person each is."""
    with records_file.open(encoding="utf-8", newline="") as file:
        records = {row["rec_id"]: _french(row) for row in csv.DictReader(file, delimiter=";")}
    with truth_file.open(encoding="utf-8", newline="") as file:
        return records, {row["rec_id"]: row["entity"] for row in csv.DictReader(file, delimiter=";")}


def _french(row: Mapping[str, str]) -> Identity:
    return Identity(
        used_name=row["nom_usage"] or row["nom_naissance"],
        birth_name=row["nom_naissance"],
        first_name=row["prenom"],
        birth_date=dt.date.fromisoformat(row["date_naissance"]) if row["date_naissance"] else None,
        sex={"F": Sex.FEMALE, "M": Sex.MALE}.get(row["sexe"], Sex.NOT_SAID),
        phones=(row["telephone"],) if row["telephone"] else (),
        address=row["adresse"],
        postcode=row["code_postal"],
        commune=row["commune"],
    )


def febrl() -> tuple[dict[str, Identity], dict[str, str]]:
    """The records of febrl_dataset3.csv, much damaged Australian ones; its social number is left out."""
    with (DEDUPE / "febrl_dataset3.csv").open(encoding="utf-8", newline="") as file:
        records = {row["rec_id"]: _australian(row) for row in csv.DictReader(file, skipinitialspace=True)}
    return records, {number: number.split("-")[1] for number in records}


def _australian(row: Mapping[str, str]) -> Identity:
    try:
        born = dt.datetime.strptime(row["date_of_birth"].strip(), "%Y%m%d").date()
    except ValueError:
        born = None
    return Identity(
        used_name=row["surname"].strip(),
        first_name=row["given_name"].strip(),
        birth_date=born,
        address=f"{row['street_number']} {row['address_1']}".strip(),
        postcode=row["postcode"].strip(),
    )


def pairs_in_blocks(records: Mapping[str, Identity]) -> Iterator[tuple[str, str]]:
    """Every pair of records that the program would compare, once."""
    blocks: dict[str, list[str]] = {}
    for number, identity in records.items():
        for key in block_keys(identity):
            blocks.setdefault(key, []).append(number)
    yield from {pair for block in blocks.values() for pair in itertools.combinations(sorted(block), 2)}


def quality(records: Mapping[str, Identity], entities: Mapping[str, str]) -> Quality:
    """« Très probable » against the truth."""
    known = {number: traits(identity) for number, identity in records.items()}
    said = {pair for pair in pairs_in_blocks(records) if is_probable(score(compare(*(known[one] for one in pair))))}
    persons: dict[str, list[str]] = {}
    for number in records:
        persons.setdefault(entities[number], []).append(number)
    true = {pair for group in persons.values() for pair in itertools.combinations(sorted(group), 2)}
    return Quality(len(records), len(said & true), len(said - true), len(true - said))


def identity_of(one: Someone) -> Identity:
    """What the store holds of an invented person."""
    return Identity(used_name=one.family, first_name=one.first, birth_date=one.born, phones=(one.phone,))


def damaged(one: Someone, draw: random.Random) -> Identity:
    """The same person typed again: a slip or a hard one in a name, perhaps another phone or no birth date."""
    identity = identity_of(one)
    spoil = draw.choice((slip, hard))
    if draw.random() < 0.5:
        identity = replace(identity, used_name=spoil(one.family.lower(), draw))
    else:
        identity = replace(identity, first_name=spoil(one.first.lower(), draw))
    lost = draw.randrange(3)
    if lost == 0:
        return replace(identity, phones=(f"+336{draw.randrange(10**8):08d}",))
    return replace(identity, birth_date=None) if lost == 1 else identity


def main() -> None:
    """Print quality, then times."""
    options = argparse.ArgumentParser()
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--folder", type=Path)
    options.add_argument("--records", type=Path, default=DEDUPE / "fr_dev.csv")
    options.add_argument("--truth", type=Path, default=DEDUPE / "fr_dev.truth.csv")
    given = options.parse_args()
    for name, answers in ((given.records.stem, french(given.records, given.truth)), ("febrl_dataset3", febrl())):
        done = quality(*answers)
        print(
            f"{name:15} {done.records} records, threshold {THRESHOLD}: precision {done.precision:.4f} "
            f"recall {done.recall:.4f} F1 {done.f1:.4f} ({done.wrong} false alarms, {done.missed} missed)"
        )
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        folder.mkdir(exist_ok=True)
        engine, everyone = fill(folder, given.persons, 50_000)
        engine.dispose()
        engine = open_engine(folder / STORE_FILE, KEY, read_only=True)
        other = open_engine(folder / STORE_FILE, KEY, read_only=True)  # a scan would empty the cache of pages
        with engine.connect() as connection, other.connect() as scanned:
            lookups(connection, scanned, everyone)
        engine.dispose()
        other.dispose()


def look(connection: Connection, identity: Identity) -> tuple[Lookalike, ...]:
    """One look-up, as typing causes it."""
    return find_lookalikes(connection, FindLookalikes(identity), TODAY)


def in_memory(names: Mapping[Id, str], typed: str) -> object:
    """What one would do without blocks: every name compared."""
    from rapidfuzz import fuzz, process

    return process.extract(typed, names, scorer=fuzz.ratio, limit=5)


def like(connection: Connection, identity: Identity) -> object:
    """What one would do in SQL: names that begin alike."""
    found = text("SELECT id, used_name, first_name, birth_date FROM person WHERE used_name LIKE :start")
    return connection.execute(found, {"start": f"{identity.used_name[:3]}%"}).all()


def lookups(connection: Connection, scanned: Connection, everyone: list[Someone]) -> None:
    """Recall on persons typed again, false alarms on persons never seen, and times."""
    draw = random.Random(11)
    again = [draw.choice(everyone) for _ in range(ROUNDS)]
    typed = [damaged(one, draw) for one in again]
    found = [look(connection, identity) for identity in typed]
    recall = sum(any(near.id == one.id for near in nears) for one, nears in zip(again, found, strict=True)) / ROUNDS
    news = [look(connection, identity_of(one)) for one in itertools.islice(crowd(ROUNDS, seed=99), ROUNDS)]
    wrong = sum(any(near.probable for near in nears) for nears in news) / ROUNDS
    shown = sum(bool(nears) for nears in news) / ROUNDS
    print(f"\n{len(everyone):,} persons: recall@5 {recall:.3f}; of persons never seen, {wrong:.3f} « très probable »,")
    print(f"{shown:.3f} with something to compare (homonyms of another age for the most part); n = {ROUNDS}")
    names = {one.id: f"{one.family} {one.first}" for one in everyone}
    times = interleaved(
        {
            "every name in memory, rapidfuzz": [
                partial(in_memory, names, f"{one.used_name} {one.first_name}") for one in typed[:30]
            ],
            "LIKE 'abc%' scan, nothing scored": [partial(like, scanned, one) for one in typed],
            "find_lookalikes": [partial(look, connection, one) for one in typed],
        },
        rounds=ROUNDS // 3,
    )
    show("A look-up while typing", times, "every name in memory, rapidfuzz")


if __name__ == "__main__":
    main()
