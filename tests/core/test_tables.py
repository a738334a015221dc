"""A table for a spreadsheet is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ceis_desk.core.tables import write_csv


def test_a_table_opens_in_a_french_spreadsheet_and_is_never_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f.csv"
    write_csv(path, [("é", "1"), ("a;b", "2")])
    whole = '\ufeffé;1\r\n"a;b";2\r\n'.encode()
    assert path.read_bytes() == whole

    def broken(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input"):
        write_csv(path, [("x", "3")])
    assert path.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [path]
