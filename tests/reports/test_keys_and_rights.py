from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest
from pikepdf import Pdf

from ceis_desk.access.model import Role, Thing
from ceis_desk.access.rights import RIGHTS
from ceis_desk.reports.recovery_key import recovery_key_pdf, write_recovery_key
from ceis_desk.reports.rights_table import rights_table_pdf
from tests.reports.gates import assert_gates, read_aloud
from tests.reports.small_samples import KEY, recovery, rights


def test_the_recovery_key_passes_every_gate_on_one_page() -> None:
    content = recovery_key_pdf(recovery())
    assert_gates(content)
    with Pdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1


def test_the_key_is_read_whole_group_by_group_behind_its_number() -> None:
    reads = read_aloud(recovery_key_pdf(recovery()))
    at = next(rank for rank, read in enumerate(reads) if read.words == "CEIS")
    listed = reads[at + 1 : at + 27]
    assert [read.words for read in listed[::2]] == [str(rank) for rank in range(1, 14)]
    assert "-".join(["CEIS", *(read.words for read in listed[1::2])]) == KEY


def test_no_group_of_the_key_stands_in_what_the_file_says_of_itself() -> None:
    with Pdf.open(io.BytesIO(recovery_key_pdf(recovery()))) as pdf:
        said = " ".join(str(value) for value in pdf.docinfo.values()) + pdf.Root.Metadata.read_bytes().decode()
    assert not [group for group in KEY.split("-")[1:] if group in said]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_file_of_the_key_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    target = write_recovery_key(recovery(), tmp_path / "cle.pdf")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_table_of_rights_passes_every_gate() -> None:
    assert_gates(rights_table_pdf(rights()))


def test_the_table_of_rights_prints_every_cell_of_the_rights() -> None:
    reads = [read.words for read in read_aloud(rights_table_pdf(rights())) if read.kind in ("TH", "TD")]
    across = len(Role) + 1
    rows = [reads[start : start + across] for start in range(0, len(reads), across)]
    assert rows[0] == ["Ce qui est gardé", *(role.label for role in Role)]
    printed = [[thing.label, *(RIGHTS[thing][role].label for role in Role)] for thing in Thing]
    assert [[cell.replace("\u00a0", " ") for cell in row] for row in rows[1:]] == [
        [cell.replace("\u00a0", " ") for cell in row] for row in printed
    ]
