"""Attached documents: a PDF or an image, encrypted beside the store, opened by the team alone."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.notes.files import FOLDER, folder_of, path_of, sweep_files, write_file
from ceis_desk.notes.gestures import AttachDocument, WithdrawDocument
from ceis_desk.notes.questions import DocumentsOf, OpenDocument
from tests.data.budget.households import Office
from tests.scenarios.agents import TODAY, Agent

PDF, PNG, JPEG = b"%PDF-1.7 bonjour", b"\x89PNG\r\n\x1a\nimage", b"\xff\xd8\xff\xe0image"


def attach(office: Office, case_id: Id, name: str = "avis.pdf", content: bytes = PDF) -> Id:
    return office.claire.do(AttachDocument(case_id, Group.BUDGET, name, content)).made[0]


def files(office: Office) -> list[Path]:
    return sorted((office.day.desk.folder / FOLDER).glob("*"))


def sweep(office: Office) -> int:
    store: Any = office.day.desk.enter("claire").store
    swept: int = store.file.writer.run(lambda one: sweep_files(one, folder_of(one))).result()
    return swept


def test_a_document_is_listed_and_opened_by_the_team(office: Office) -> None:
    case_id = office.open()
    for name, content, media in (
        ("avis.pdf", PDF, "application/pdf"),
        ("scan.png", PNG, "image/png"),
        ("photo.jpg", JPEG, "image/jpeg"),
    ):
        document_id = attach(office, case_id, name, content)
        line = next(one for one in office.nadia.ask(DocumentsOf(case_id, Group.BUDGET)) if one.id == document_id)
        assert (line.name, line.media_type, line.size, line.added_by, line.desk, line.here, line.added_on) == (
            name,
            media,
            len(content),
            "Claire Fabre",
            "Poste 1",
            True,
            TODAY,
        )
        assert office.nadia.ask(OpenDocument(document_id)) == content


def test_the_file_beside_the_store_is_its_owners_alone_and_says_nothing(office: Office) -> None:
    attach(office, office.open(), "Kanaridocument.pdf", PDF + b"Kanaridocument")
    (path,) = files(office)
    assert b"Kanari" not in path.read_bytes()
    assert "Kanari" not in path.name
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_other_kinds_and_big_files_are_refused(office: Office) -> None:
    case_id = office.open()
    for content in (b"", b"MZ programme", b"<html>", b"PK\x03\x04"):
        with pytest.raises(Refusal, match="ni un PDF"):
            attach(office, case_id, "avis.pdf", content)
    Agent(office.day.desk, "helene").do(SetSiteSetting("document_limit_mib", "1"))
    with pytest.raises(Refusal, match="dépasse 1"):
        attach(office, case_id, content=PDF + bytes(1 << 20))
    with pytest.raises(Refusal, match="sécurité sociale"):
        attach(office, case_id, "2 84 03 34 172 045 12.pdf")
    assert files(office) == []


def test_the_name_kept_is_the_last_part_on_one_line(office: Office) -> None:
    case_id = office.open()
    attach(office, case_id, "C:\\Mes documents\\avis\x00\n2019.pdf")
    (line,) = office.view(case_id).documents
    assert line.name == "avis2019.pdf"


def test_a_document_is_withdrawn_and_put_back(office: Office) -> None:
    case_id = office.open()
    document_id = attach(office, case_id)
    change = office.claire.do(WithdrawDocument(document_id))
    assert office.view(case_id).documents == ()
    office.claire.do(change.undo)
    assert office.nadia.ask(OpenDocument(document_id)) == PDF


def test_a_file_that_is_missing_or_changed_is_told(office: Office) -> None:
    case_id = office.open()
    document_id = attach(office, case_id)
    (path,) = files(office)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(Refusal, match="abîmé"):
        office.claire.ask(OpenDocument(document_id))
    path.unlink()
    assert not office.view(case_id).documents[0].here
    with pytest.raises(Refusal, match="pas sur ce poste"):
        office.claire.ask(OpenDocument(document_id))


def test_whoever_is_not_of_the_team_opens_nothing(office: Office) -> None:
    case_id = office.open()
    document_id = attach(office, case_id)
    for login in ("sofiane", "helene"):
        for question in (DocumentsOf(case_id, Group.BUDGET), OpenDocument(document_id)):
            with pytest.raises(Denied):
                office.day.desk.enter(login).store.ask(question).result()


def test_a_file_that_no_document_names_is_swept_after_a_day(office: Office) -> None:
    attach(office, office.open())
    folder = office.day.desk.folder / FOLDER
    orphan = new_id()
    write_file(folder, orphan, bytes(32), PDF)
    part = folder / f".{orphan.hex}.bin.0a1b2c3d.part"
    part.write_bytes(b"half")
    assert (sweep(office), len(files(office))) == (0, 3)
    yesterday = time.time() - 2 * 24 * 3600
    for path in files(office):
        os.utime(path, (yesterday, yesterday))
    assert sweep(office) == 1
    assert [path.exists() for path in (path_of(folder, orphan), part)] == [False, False]
    assert len(files(office)) == 1


def test_a_transaction_that_fails_leaves_no_row_without_its_file(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ceis_desk.data.notes import documents

    case_id = office.open()

    def full(*_: object) -> None:
        raise Refusal("Le document n’a pas pu être écrit.")

    monkeypatch.setattr(documents, "write_file", full)
    with pytest.raises(Refusal, match="pas pu être écrit"):
        attach(office, case_id)
    assert office.view(case_id).documents == ()
