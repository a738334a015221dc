"""The exchange file against plain msgpack and zstd, and against age alone: time and bytes a row, in the same run."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from pathlib import Path

import msgpack
import pyrage
import zstandard

from benchmarks._budgets import compare
from benchmarks.timing import Times, interleaved, show
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.exchange.bundle import open_bundle, write_bundle
from ceis_desk.data.exchange.desk_keys import DeskKeys, new_desk_keys
from ceis_desk.data.exchange.frames import Rows
from ceis_desk.data.exchange.head import FORMAT, Head
from ceis_desk.data.exchange.limits import ROWS_A_FRAME
from ceis_desk.data.exchange.stream import LEVEL

SIZES = {200: 40, 10_000: 10, 100_000: 3}
READERS = 4
COLUMNS = (1, 2, 3, 4, 5, 6, 7)
START = 1_790_000_000_000


def made_visits(count: int, dice: random.Random) -> Rows:
    """Visits as a desk writes them: ordered ids, close clocks, few different values, a free text now and then."""
    people = [new_id(START + at).bytes for at in range(max(1, count // 4))]
    agents = [new_id(START + at).bytes for at in range(8)]
    rows = []
    for at in range(count):
        moment = START + at * 40_000
        stamp = dt.datetime.fromtimestamp(moment // 1000).isoformat()
        note = f"revient {dice.choice(('lundi', 'mardi', 'jeudi'))}" if dice.random() < 0.1 else None
        values = [dice.choice(people), stamp, dice.choice(agents), dice.choice(("desk", "phone")), note, 0, stamp[:10]]
        rows.append([new_id(moment).bytes, moment << 16, 41, None, *values])
    return Rows(10, COLUMNS, rows)


def made_head(readers: int) -> Head:
    moment = dt.datetime(2026, 10, 1, 17, 30)
    desks: tuple[Id, ...] = tuple(new_id() for _ in range(readers))
    return Head(FORMAT, 1, bytes(16), desks[0], 41, 1, 0, moment, {}, {41: START << 16}, desks)


def plain_write(path: Path, visits: Rows) -> None:
    """The same rows by the same two libraries, nothing checked, signed nor sealed."""
    press = zstandard.ZstdCompressor(level=LEVEL).compressobj()
    with path.open("wb") as file:
        for start in range(0, len(visits.rows), ROWS_A_FRAME):
            file.write(press.compress(msgpack.packb(visits.rows[start : start + ROWS_A_FRAME])))
        file.write(press.flush())


def plain_read(path: Path) -> int:
    with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as source:
        return sum(len(rows) for rows in msgpack.Unpacker(source))


def measured(count: int, rounds: int, folder: Path, desks: list[DeskKeys]) -> None:
    visits = made_visits(count, random.Random(count))
    head = made_head(len(desks))
    recipients = [keys.recipient for keys in desks]
    writer, reader = desks[0], desks[1]
    whole, plain, sealed = folder / "a.ceis", folder / "plain", folder / "age"

    def write() -> None:
        write_bundle(whole, head, [visits], writer.sign.private, recipients)

    def read() -> None:
        opened = open_bundle(whole, {writer.sign.public}, reader.identity)
        assert sum(len(frame.rows) for frame in opened.frames()) == count

    def seal() -> None:
        parsed = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
        sealed.write_bytes(pyrage.encrypt(plain.read_bytes(), parsed))

    def unseal() -> None:
        pyrage.decrypt(sealed.read_bytes(), [pyrage.x25519.Identity.from_str(reader.identity)])

    paths = {
        "msgpack and zstd, written": lambda: plain_write(plain, visits),
        "msgpack and zstd, read": lambda: plain_read(plain),
        "age alone, sealed": seal,
        "age alone, opened": unseal,
        "bundle, written": write,
        "bundle, opened and read": read,
    }
    times = interleaved(paths, rounds)
    show(f"{count} visits, {len(desks)} readers", times, "msgpack and zstd, written")
    said(count, times, whole.stat().st_size, plain.stat().st_size, sealed.stat().st_size)


def said(count: int, times: dict[str, Times], whole: int, plain: int, sealed: int) -> None:
    writing = times["bundle, written"].median / times["msgpack and zstd, written"].median
    reading = times["bundle, opened and read"].median / times["msgpack and zstd, read"].median
    compare("writing, to plain msgpack and zstd", writing)
    compare("reading, to plain msgpack and zstd", reading)
    compare(f"size, to plain; {whole / count:.1f} bytes a row", whole / plain)
    compare("size, to age alone", whole / sealed)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        keys = [new_desk_keys() for _ in range(READERS)]
        for rows, times_over in SIZES.items():
            measured(rows, times_over, Path(temporary), keys)
