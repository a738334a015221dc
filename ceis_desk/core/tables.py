"""A table as French spreadsheets open it. Apart from `files`, which the first paint waits for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from ceis_desk.core.files import ORDINARY, write_whole


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write the rows whole or not at all; raises OSError, the target then as it was."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    write_whole(path, text.getvalue().encode("utf-8-sig"), ORDINARY)
