"""Documents beside the backups: copied once, put back by a restore, counted by the check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.backups import Restoration
from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id
from ceis_desk.data.backup.attached import BESIDE, bring_back, count_attached, keep_attached
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.exchange.erasure import LEDGER
from ceis_desk.data.notes.files import FOLDER, files_in
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.notes.gestures import AttachDocument
from ceis_desk.notes.questions import OpenDocument
from tests.data.backup.safe_desks import door_of
from tests.data.budget.households import Office, new_office
from tests.scenarios.desks import PASSWORD

PDF = b"%PDF-1.7 avis"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path / "registre") as made:
        yield made


def attach(office: Office) -> Id:
    return office.claire.do(AttachDocument(office.open(), Group.BUDGET, "avis.pdf", PDF)).made[0]


def held(folder: Path) -> list[Id]:
    return [document_id for document_id, _ in files_in(folder)]


def test_a_backup_takes_each_document_once_and_a_restore_on_another_pc_puts_it_back(
    office: Office, tmp_path: Path
) -> None:
    document_id = attach(office)
    office.day.desk.enter("helene")
    place = tmp_path / "usb"
    place.mkdir()
    first = office.day.desk.door.safety.backup(place).result()
    backup = office.day.desk.door.safety.backup(place).result()
    assert first.path != backup.path
    assert held(place / BESIDE) == [document_id]
    other = tmp_path / "autre poste"
    door = door_of(other)
    try:
        door.safety.restore(Restoration(backup.path, "helene", PASSWORD)).result()
        store = door.open("claire", PASSWORD).result().store
        assert store.ask(OpenDocument(document_id)).result() == PDF
    finally:
        door.close()


def test_the_check_counts_the_documents_and_those_that_are_spoiled(office: Office) -> None:
    attach(office)
    health = office.day.desk.door.safety.check("helene", PASSWORD).result()
    assert (health.attached, health.spoiled) == (1, 0)
    (path,) = (office.day.desk.folder / FOLDER).glob("*")
    path.write_bytes(path.read_bytes()[:-1])
    health = office.day.desk.door.safety.check("helene", PASSWORD).result()
    assert (health.attached, health.spoiled) == (1, 1)


def test_a_spoiled_file_takes_no_sound_ones_place(office: Office, tmp_path: Path) -> None:
    document_id = attach(office)
    folder, shelf = office.day.desk.folder, tmp_path / "sauvegardes"
    shelf.mkdir()
    keep_attached(folder, shelf, Halt())
    (path,) = (folder / FOLDER).glob("*")
    good = path.read_bytes()
    path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    keep_attached(folder, shelf, Halt())
    assert count_attached(folder) == (1, 1)
    bring_back(shelf, folder)
    assert (held(folder / FOLDER), path.read_bytes()) == ([document_id], good)


def test_what_is_erased_leaves_the_shelf_and_does_not_come_back(office: Office, tmp_path: Path) -> None:
    document_id = attach(office)
    folder, shelf = office.day.desk.folder, tmp_path / "sauvegardes"
    shelf.mkdir()
    keep_attached(folder, shelf, Halt())
    (folder / LEDGER).write_text(f'[{TABLES["document"]}, "{document_id.hex}", 1, 1]', encoding="ascii")
    bring_back(shelf, folder)
    keep_attached(folder, shelf, Halt())
    assert (held(shelf / BESIDE), held(folder / FOLDER)) == ([], [])
