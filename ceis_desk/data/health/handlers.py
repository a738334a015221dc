"""Which function answers which request of the health platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.health import facts, figures, reading
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.platforms.health import gestures, questions

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    gestures.PutPrevention: facts.put_prevention,
    gestures.WithdrawPrevention: facts.withdraw_prevention,
    gestures.SettleFollowUp: facts.settle_follow_up,
    gestures.SetTheme: facts.set_theme,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    questions.HistoryOf: reading.read_history,
    questions.FollowUps: reading.read_follow_ups,
    questions.SessionsOf: reading.read_sessions,
    questions.CountPrevention: figures.count_prevention,
}
