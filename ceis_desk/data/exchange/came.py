"""Rows as they came in a frame, checked column by column, and what a file changed once they are merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ceis_desk.core.errors import Refusal
from ceis_desk.data.exchange.crossings import Loss
from ceis_desk.data.exchange.frames import Cells, Rows
from ceis_desk.data.exchange.tables import SyncTable
from ceis_desk.exchange.rules import Clock

BEFORE_VALUES = 4
"""What stands before the values in a row of a frame: its key, its clock and number, its cells."""
MOST_NAMED = 2000
"""Beyond so many rows of a table nobody reads them line by line: they are counted, and memory stays what it was."""
# Records, their joinings and what was found crossed are followed one by one, however many they are.
_FOLLOWED = frozenset({"person", "person_phone", "person_merge", "crossed"})


class Incoherent(Refusal):
    """A file whose signature is right and whose content cannot be: nothing of it is taken."""

    def __init__(self) -> None:
        super().__init__(
            "Le contenu de ce fichier d’échange ne tient pas debout. Rien n’en a été pris, vos données sont intactes"
            "\u00a0: demandez un nouvel export au poste qui l’a fait.",
        )


@dataclass
class Merged:
    """What a file changed: new rows and edited columns by table, what lost, and the greatest clock seen.

    Of most tables the first rows alone are named, the others counted. `people` are those whom the rows are about.
    """

    fresh: dict[str, set[bytes]] = field(default_factory=dict)
    edited: dict[str, dict[bytes, set[int]]] = field(default_factory=dict)
    unnamed: Counter[str] = field(default_factory=Counter)
    people: set[bytes] = field(default_factory=set)
    losses: list[Loss] = field(default_factory=list)
    tombs: list[tuple[int, bytes]] = field(default_factory=list)
    top: int = 0

    @property
    def changes(self) -> int:
        """How many rows were made or edited; what another desk found crossed is no change of anybody's."""
        made = sum(len(keys) for table, keys in self.fresh.items() if table != "crossed")
        return made + sum(map(len, self.edited.values())) + self.unnamed.total()

    def keys(self, table: str) -> set[bytes]:
        """The rows of a table that were made or edited and are named."""
        return self.fresh.get(table, set()) | set(self.edited.get(table, {}))

    def count(self, table: str) -> int:
        """How many rows of a table were made or edited."""
        return len(self.keys(table)) + self.unnamed[table]

    def made(self, table: str, keys: Sequence[bytes]) -> None:
        """Keep in mind rows that are new here."""
        fresh = self.fresh.setdefault(table, set())
        room = len(keys) if table in _FOLLOWED else MOST_NAMED - len(fresh)
        fresh.update(keys[: max(room, 0)])
        self.unnamed[table] += max(len(keys) - max(room, 0), 0)

    def changed(self, table: str, key: bytes, numbers: Iterable[int]) -> None:
        """Keep in mind the columns edited in a row."""
        edited = self.edited.setdefault(table, {})
        if len(edited) < MOST_NAMED or table in _FOLLOWED or key in edited:
            edited.setdefault(key, set()).update(numbers)
        else:
            self.unnamed[table] += 1


@dataclass(slots=True)
class Came:
    """One row that came: the clock of its making (None when only cells came), those of its units, its values."""

    key: bytes
    base: Clock | None
    cells: dict[int, Clock]
    values: dict[int, Any]

    def clock(self, unit: int) -> Clock | None:
        """The clock of a unit, that of the making when it was not edited since."""
        return self.cells.get(unit, self.base)

    def last(self) -> Clock:
        """The latest of its clocks."""
        return max([*self.cells.values(), *([self.base] if self.base else [])])


def check_rows(table: SyncTable, frame: Rows) -> bool:
    """Whether this version understands all that whole rows hold; raises Incoherent when no version writes it."""
    width = len(frame.columns) + BEFORE_VALUES
    if not {width}.issuperset(map(len, frame.rows)):
        raise Incoherent
    understood = True
    # Column by column, each value once: a day or a flag comes back thousands of times.
    for number, column in zip(frame.columns, list(zip(*frame.rows, strict=True))[BEFORE_VALUES:], strict=True):
        values = set(column)
        if not all(map(_check_of(table, number), values)):
            raise Incoherent
        known = table.by_number.get(number)
        understood &= known is not None and (known.codes is None or known.codes.issuperset(values - {None}))
    return understood


def whole(table: SyncTable, columns: tuple[int, ...], row: list[Any]) -> Came:
    """A row of a frame of whole rows."""
    key, hlc, origin, cells, *values = row
    clocks = {table.units.get(column, column): (clock, number) for column, clock, number in cells or ()}
    return Came(key, (hlc, origin), clocks, dict(zip(columns, values, strict=True)))


def parts(table: SyncTable, frame: Cells) -> Iterator[Came]:
    """The rows of a frame of edits; raises Incoherent."""
    units, checks = table.units, {number: column.fits for number, column in table.by_number.items()}
    for key, edits in frame.rows:
        clocks: dict[int, Clock] = {}
        values: dict[int, Any] = {}
        for _, hlc, origin, pairs in edits:
            clock = (hlc, origin)
            for number, value in pairs:
                if not checks.get(number, _anything)(value):
                    raise Incoherent
                clocks[units.get(number, number)] = clock
                values[number] = value
        if not clocks:
            raise Incoherent
        yield Came(key, None, clocks, values)


def values_of(table: SyncTable, columns: tuple[int, ...]) -> Callable[[Sequence[Any]], list[Any]]:
    """What makes a whole row of the values of these columns, defaults for the others; raises Incoherent."""
    if columns == table.numbers:
        return list
    places = {number: place for place, number in enumerate(columns)}
    if any(column.number not in places and not column.has_default for column in table.columns):
        raise Incoherent
    wanted = [(places.get(column.number), column.default) for column in table.columns]
    return lambda values: [default if place is None else values[place] for place, default in wanted]


def _check_of(table: SyncTable, number: int) -> Callable[[Any], bool]:
    column = table.by_number.get(number)
    return column.fits if column else _anything


def _anything(_: object) -> bool:
    return True
