"""Where things lie on this PC, and how a printed document is named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from ceis_desk.core.folding import fold


def store_folder(option: str | None, environment: Mapping[str, str]) -> Path:
    """The store's folder: `--store`, else `CEIS_DESK_STORE`, else the platform's user-data folder. Makes nothing."""
    chosen = option or environment.get("CEIS_DESK_STORE")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("CEIS Desk", appauthor=False)


def log_folder(store: Path) -> Path:
    """Where logs and crash reports of this store are written."""
    return store / "logs"


def temp_pdf_folder(store: Path) -> Path:
    """Where PDFs wait for the preview and the printer: inside the store's private folder, never in a shared one."""
    return store / "print"


def settings_file(store: Path) -> Path:
    """The settings of this desk alone."""
    return store / "desk.json"


def document_name(kind: str, day_or_period: dt.date | str, counter: int | str | None = None) -> str:
    """« rapport-mensuel-2019-06.pdf »: kind, day, hour or period, then a counter or the record's random characters.

    A date gives `2019-06-18`, a datetime `2019-06-20-0900`; a period is written by the caller (`2019-06`,
    `v2019-01-03`, `2019-06-provisoire`). ASCII, lower case; whoever names a document passes nothing that says who.
    """
    when = f"{day_or_period:%Y-%m-%d-%H%M}" if isinstance(day_or_period, dt.datetime) else str(day_or_period)
    parts = (kind, when) if counter is None else (kind, when, str(counter))
    return "-".join(_ascii(part) for part in parts) + ".pdf"


def _ascii(part: str) -> str:
    """Letters and digits of `part` joined by hyphens; raises ValueError when there are none."""
    words = re.findall(r"[a-z0-9]+", fold(part))
    if not words:
        message = f"no letter or digit for a file name in {part!r}"
        raise ValueError(message)
    return "-".join(words)
