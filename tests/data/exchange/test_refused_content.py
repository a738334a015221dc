"""Files that are signed and sealed as they should be, by a desk that must not be believed: nothing of them is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.exchange.absorb import Foreign
from ceis_desk.data.exchange.bundle import write_bundle
from ceis_desk.data.exchange.came import Incoherent
from ceis_desk.data.exchange.collect import own_vector
from ceis_desk.data.exchange.frames import Cells, Frame, Parked, Rows, Tombs
from ceis_desk.data.exchange.head import Head
from ceis_desk.data.exchange.own import read_own
from ceis_desk.data.exchange.pairing import revoke
from ceis_desk.data.exchange.refusals import NotAddressed, RevokedSigner
from ceis_desk.data.exchange.send import Letter, plan
from ceis_desk.data.exchange.tables import BY_NAME
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.gestures import RecordVisit
from tests.data.exchange.pcs import NOW, Pc, exchange, hand_over
from tests.data.exchange.truth import see

FAR = 2**62 - 1


def letter(pc: Pc) -> Letter:
    """What the desk would write now."""
    return pc.file.writer.run(lambda connection: plan(connection, lambda: NOW, pc.anchor)).result()


def forge(pc: Pc, path: Path, *frames: Frame, **head: Any) -> Path:  # noqa: ANN401 whatever the head says
    """A file of this desk, signed and sealed as it should be, that says what it likes."""
    honest = letter(pc)
    origin = pc.origin
    clock = honest.head.have.get(origin, 0) + 10
    lie: Head = replace(honest.head, **{"have": {**honest.head.have, origin: clock}, **head})
    write_bundle(path, lie, frames, honest.sign_private, honest.recipients)
    return path


def row_of(table_name: str, clock: tuple[int, int], key: bytes | None = None, /, **values: Any) -> Rows:  # noqa: ANN401 any column
    """A whole row of a table: what is not given takes the default of its column."""
    table = BY_NAME[table_name]
    found = [values.get(column.name, column.default) for column in table.columns]
    return Rows(
        table.number,
        tuple(column.number for column in table.columns),
        [[key or new_id().bytes, *clock, None, *found]],
    )


VISIT = {"at": "2019-06-18T09:00:00", "day": "2019-06-18", "arrival_id": new_id().bytes}
PERSON = {"known_since": "2019-06-18", "created_at": "2019-06-18T09:00:00"}

LIES: dict[str, Callable[[tuple[int, int]], tuple[Frame, ...]]] = {
    "a text where a day is due": lambda clock: (row_of("person", clock, **{**PERSON, "known_since": "hier"}),),
    "a day that no calendar has": lambda clock: (row_of("person", clock, **{**PERSON, "known_since": "2019-02-30"}),),
    "a number where a text is due": lambda clock: (row_of("person", clock, **PERSON, used_name=7),),
    "nothing where something is due": lambda clock: (row_of("person", clock, **PERSON, used_name=None),),
    "a short id": lambda clock: (row_of("visit", clock, **{**VISIT, "person_id": b"court"}),),
    "a visit of nobody known": lambda clock: (row_of("visit", clock, **VISIT, person_id=new_id().bytes),),
    "a motif of no visit": lambda clock: (
        row_of("visit_motif", clock, visit_id=new_id().bytes, motif_id=new_id().bytes),
    ),
    "an age below zero": lambda clock: (row_of("visit", clock, **VISIT, age=-1),),
    "a birth year of the future": lambda clock: (row_of("person", clock, **PERSON, birth_year=12_000),),
    "an appointment of minus ten minutes": lambda clock: (
        row_of("appointment", clock, platform="budget", starts_at="2019-06-18T09:00:00", day="2019-06-18", minutes=-10),
    ),
    "a flag of two": lambda clock: (row_of("person", clock, **PERSON, withdrawn=2),),
    "a setting that is no JSON": lambda clock: (row_of("setting", clock, scope="site", name="week", value="{"),),
    "precisions that are no list": lambda clock: (row_of("motif", clock, code="x", label="X", precisions='{"a": 1}'),),
    "a password that would take all the memory": lambda clock: (
        row_of(
            "credential",
            clock,
            rank=1,
            memory_kib=2**40,
            passes=1,
            lanes=1,
            salt=b"s" * 16,
            wrapped=b"w",
            box_public=b"b" * 32,
            sign_public=b"s" * 32,
        ),
    ),
    "a clock of the year four thousand": lambda _: (row_of("person", (FAR, 99), **PERSON),),
    "an edit of a row that was never made": lambda clock: (
        Cells(BY_NAME["person"].number, [[new_id().bytes, [[8, *clock, [[8, "a@exemple.fr"]]]]]]),
    ),
    "an edit of no column": lambda _: (Cells(BY_NAME["person"].number, [[new_id().bytes, []]]),),
    "one row twice": lambda clock: (
        Rows((rows := row_of("person", clock, b"k" * 16, **PERSON)).table, rows.columns, [rows.rows[0], rows.rows[0]]),
    ),
    "a row without the columns that it must have": lambda clock: (
        Rows(BY_NAME["visit"].number, (1,), [[new_id().bytes, *clock, None, "2019-06-18T09:00:00"]]),
    ),
    "a tomb on a visit": lambda clock: (Tombs([[BY_NAME["visit"].number, new_id().bytes, *clock]]),),
    "a tomb of the year four thousand": lambda _: (Tombs([[1, new_id().bytes, FAR, 99]]),),
    "a parked value of the year four thousand": lambda _: (Parked([[900, new_id().bytes, 1, FAR, 99, b"\xc0"]]),),
    "a parked value that is none": lambda clock: (Parked([[1, new_id().bytes, 8, *clock, b"\xc1"]]),),
    "a parked text that is not packed": lambda clock: (Parked([[1, new_id().bytes, 8, *clock, "texte"]]),),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_file_signed_by_a_desk_that_lies_leaves_everything_as_it_was(
    three: list[Pc], tmp_path: Path, lie: str
) -> None:
    one, two, three_ = three
    two.do(CreatePerson(Identity(used_name="Benali")))
    before = see(two)
    clock = (max(own[0] for own in one.rows("SELECT clock FROM desk_self")) + 5, one.origin)
    good = row_of("person", clock, **PERSON, used_name="Avant")
    with pytest.raises(Incoherent, match="ne tient pas debout"):
        two.take(forge(one, tmp_path / "un.ceis", good, *LIES[lie](clock)))
    assert see(two) == before
    assert two.rows("SELECT count(*) FROM sync_parked UNION ALL SELECT count(*) FROM sync_tomb") == [(0,), (0,)]
    # And the desk goes on: it works, and reads what an honest desk writes.
    two.do(RecordVisit(anonymous=1))
    three_.do(RecordVisit(anonymous=1))
    assert hand_over(tmp_path, three_, two).exists()


def test_words_that_look_like_sql_are_words(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    name = "'); DROP TABLE person; --"
    one.do(CreatePerson(Identity(used_name=name, first_name='" OR 1=1')))
    exchange(tmp_path, one, two)
    assert two.rows("SELECT used_name, first_name FROM person") == [(name, '" OR 1=1')]
    assert len(two.ask(FindPeople("DROP TABLE"))) == 1


def test_a_vector_of_the_year_four_thousand_is_not_believed(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    before = two.file.writer.run(own_vector).result()
    for have in ({three_.origin: FAR}, {two.origin: FAR}, {one.origin: FAR}):
        with pytest.raises(Incoherent):
            two.take(forge(one, tmp_path / f"{have}.ceis", have={**letter(one).head.have, **have}))
    assert two.file.writer.run(own_vector).result() == before
    three_.do(CreatePerson(Identity(used_name="Benali")))
    hand_over(tmp_path, three_, two)
    assert two.rows("SELECT used_name FROM person") == [("Benali",)]


def test_the_file_of_another_desk_under_ones_own_signature(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    other = Id(bytes=three_.rows("SELECT desk_id FROM desk_self")[0][0])
    with pytest.raises(Incoherent):
        two.take(forge(one, tmp_path / "un.ceis", desk=other))


def test_a_file_of_another_site_is_refused_by_its_name(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    with pytest.raises(Foreign, match="d’un autre site"):
        two.take(forge(one, tmp_path / "un.ceis", site=b"s" * 16))


def test_ones_own_file_is_known(three: list[Pc], tmp_path: Path) -> None:
    one = three[0]
    one.do(CreatePerson(Identity(used_name="Benali")))
    assert one.take(one.send(tmp_path / "un")).known


def test_nothing_of_a_desk_set_aside_is_read_and_nothing_is_sealed_to_it(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    desk = Id(bytes=two.file.writer.run(read_own).result().desk_id.bytes)
    one.write(lambda tx: revoke(tx, desk))
    with pytest.raises(RevokedSigner):
        one.take(two.send(tmp_path / "deux"))
    path = one.send(tmp_path / "un")
    with pytest.raises(NotAddressed):
        two.take(path)
    assert not three_.take(path).known


def test_a_gap_is_named_then_healed_by_the_next_file(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    one.do(CreatePerson(Identity(used_name="Benali")))
    lost = one.send(tmp_path / "perdu")
    # The others say that they have it: the next file does not bring it again.
    for pc in (two, three_):
        pc.take(lost)
    assert two.rows("SELECT count(*) FROM person") == [(1,)]
    exchange(tmp_path, one, two, three_)


def test_a_refused_reference_does_not_stop_the_writer(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    clock = (max(own[0] for own in one.rows("SELECT clock FROM desk_self")) + 5, one.origin)
    with pytest.raises(Refusal):
        two.take(forge(one, tmp_path / "un.ceis", row_of("visit", clock, **VISIT, person_id=new_id().bytes)))
    assert two.do(RecordVisit(anonymous=1)).made
