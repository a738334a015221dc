"""Which function answers which request of the digital platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.digital import figures, helps, posts, procedures, space
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.platforms.digital import gestures, questions
from ceis_desk.statistics.digital import DigitalPeriod

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    gestures.TakePost: posts.take_post,
    gestures.FreePost: posts.free_post,
    gestures.AskHelp: posts.ask_help,
    gestures.StartHelp: posts.start_help,
    gestures.ProlongPost: posts.prolong_post,
    gestures.MarkOut: posts.mark_out,
    gestures.RestoreUse: posts.restore_use,
    gestures.RecordHelp: helps.record_help,
    gestures.WithdrawHelp: helps.withdraw_help,
    gestures.OpenProcedure: procedures.open_procedure,
    gestures.ChangeProcedure: procedures.change_procedure,
    gestures.WithdrawProcedure: procedures.withdraw_procedure,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    questions.ReadSpace: space.read_space,
    questions.ListProcedures: procedures.list_procedures,
    questions.CoopRows: figures.coop_rows,
    DigitalPeriod: figures.read_figures,
}
