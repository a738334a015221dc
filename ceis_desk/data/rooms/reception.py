"""Which function answers which request of the counter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data import board, closing, comments, corrections, day, motifs, reception
from ceis_desk.data.agenda.day import read_day_appointments
from ceis_desk.data.partners import orientation
from ceis_desk.data.read import Reader
from ceis_desk.data.records import partners_named
from ceis_desk.data.write import Tx
from ceis_desk.reception import gestures as desk_gestures
from ceis_desk.reception import questions as desk_questions

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    desk_gestures.RecordVisit: reception.record_visit,
    desk_gestures.CorrectVisit: corrections.correct_visit,
    desk_gestures.RestoreVisit: corrections.restore_visit,
    desk_gestures.WithdrawVisits: reception.withdraw_visits,
    desk_gestures.StampVisit: reception.stamp_visit,
    desk_gestures.RestoreStamps: reception.restore_stamps,
    desk_gestures.CloseDay: closing.close_day,
    desk_gestures.ReopenDay: closing.reopen_day,
    desk_gestures.CallNext: day.call_next,
    desk_gestures.TakeBackCall: day.take_back_call,
    desk_gestures.WriteInstruction: board.write_instruction,
    desk_gestures.WriteMessage: board.write_message,
    desk_gestures.MarkMessage: board.mark_message,
    desk_gestures.WithdrawMessage: board.withdraw_message,
    desk_gestures.SetAbsence: board.set_absence,
    desk_gestures.SetMotif: motifs.set_motif,
    desk_gestures.OrderMotifs: motifs.order_motifs,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    DayAppointments: read_day_appointments,
    desk_questions.ReadDay: lambda reader, ask: day.read_day(reader.connection, ask.day, reader.actor.account_id),
    desk_questions.AllMotifs: lambda reader, _: motifs.read_motifs(reader.connection, reader.today),
    desk_questions.ClosedMotifs: lambda reader, _: motifs.read_closed(reader.connection, reader.today),
    desk_questions.Absences: lambda reader, ask: board.read_absences(reader.connection, ask.from_day),
    desk_questions.Instructions: lambda reader, ask: board.read_instructions(reader.connection, ask.from_day, None),
    desk_questions.CommentsOf: comments.comments_of,
    desk_questions.PartnersNamed: lambda reader, _: orientation.names_to_offer(
        reader.connection, reader.today, partners_named(reader.connection)
    ),
}
