from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.reports.pdf import write


def test_a_document_is_written_whole_and_nothing_is_left_beside(tmp_path: Path) -> None:
    target = tmp_path / "rapport.pdf"
    assert write(target, b"un") == target
    assert write(target, b"deux") == target
    assert target.read_bytes() == b"deux"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_refused_in_french(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="n’existe pas"):
        write(tmp_path / "absent" / "rapport.pdf", b"un")


def test_a_folder_in_place_of_a_file_is_refused_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "rapport.pdf"
    folder.mkdir()
    with pytest.raises(Refusal, match="est un dossier"):
        write(folder, b"un")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_failed_writing_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "rapport.pdf"
    write(target, b"ancien")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="Rien n’est perdu"):
        write(target, b"nouveau")
    assert target.read_bytes() == b"ancien"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_private_document_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    target = write(tmp_path / "liste.pdf", b"un", private=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
