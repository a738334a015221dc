"""Which function answers which request of the reading of a logbook or of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data import imports
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.reception import importing

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    importing.WriteImported: imports.write_imported,
    importing.EndImport: imports.end_import,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    importing.PrepareImport: imports.prepare_import,
}
