"""Which function answers which request of the agenda and of the workshops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.agenda import calendar_files as calendars
from ceis_desk.agenda import gestures as agenda_gestures
from ceis_desk.agenda import questions as agenda_questions
from ceis_desk.agenda import workshop_requests
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.agenda import (
    booking,
    calendar_files,
    closing_sessions,
    enrolment,
    hours,
    outcomes,
    reminders,
    roll,
    sessions,
    subjects,
    waiting,
    workshops,
)
from ceis_desk.data.agenda import doubles as agenda_doubles
from ceis_desk.data.agenda import finding as free_times
from ceis_desk.data.agenda import week as agenda_week
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.reception.gestures import EndReceived

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    EndReceived: outcomes.end_received,
    calendars.TakeCalendar: calendar_files.take_calendar,
    calendars.RestoreCalendar: calendar_files.restore_calendar,
    agenda_gestures.BookAppointment: booking.book_appointment,
    agenda_gestures.MoveAppointment: booking.move_appointment,
    agenda_gestures.SetOutcome: outcomes.set_outcome,
    agenda_gestures.WithdrawAppointments: booking.withdraw_appointments,
    agenda_gestures.SetSubject: subjects.set_subject,
    agenda_gestures.KeepBoth: agenda_doubles.keep_both,
    agenda_gestures.SetAvailability: hours.set_availability,
    agenda_gestures.SetBusyTime: hours.set_busy_time,
    agenda_gestures.PutOnWaitingList: waiting.put_on_waiting_list,
    agenda_gestures.SettleWaiting: waiting.settle_waiting,
    agenda_gestures.SetSession: sessions.set_session,
    agenda_gestures.WithdrawSessions: sessions.withdraw_sessions,
    agenda_gestures.Enrol: enrolment.enrol,
    workshop_requests.CountUnnamed: closing_sessions.count_unnamed,
    workshop_requests.CloseSession: closing_sessions.close_session,
    workshop_requests.ReopenSession: closing_sessions.reopen_session,
    agenda_gestures.MarkAttendance: enrolment.mark_attendance,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    calendars.ReadCalendarFile: calendar_files.read_calendar_file,
    calendars.CalendarOf: calendar_files.calendar_of,
    agenda_questions.DoubleBookings: agenda_doubles.read_double_bookings,
    agenda_questions.ReadWeek: agenda_week.read_week,
    agenda_questions.FindSlots: free_times.find_slots,
    agenda_questions.WaitingFor: waiting.waiting_for,
    agenda_questions.Availabilities: hours.read_hours,
    agenda_questions.ReadRoll: roll.read_roll,
    workshop_requests.ReadSessions: workshops.read_sessions,
    workshop_requests.ReadWorkshop: workshops.read_workshop,
    agenda_questions.Reminders: reminders.read_reminders,
}
