"""Which function answers which request of the exchange between desks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.exchange import arrivals, crossed, status
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.exchange import gestures as exchange_gestures
from ceis_desk.exchange import questions as exchange_questions

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    exchange_gestures.KeepVersion: crossed.keep_version,
    exchange_gestures.TakeOtherVersion: crossed.take_other_version,
    exchange_gestures.UnsettleVersion: crossed.unsettle_version,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    exchange_questions.ReadExchange: status.read_exchange,
    exchange_questions.Arrivals: arrivals.read_arrivals,
    exchange_questions.CrossedEdits: crossed.read_crossed,
}
