"""Which function answers which request of the health platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {}
