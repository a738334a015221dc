"""Which function answers which request: the whole list, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.access import gestures as house_gestures
from ceis_desk.access import questions as house_questions
from ceis_desk.agenda import calendar_files as calendars
from ceis_desk.agenda import first_contact, workshop_requests
from ceis_desk.agenda import gestures as agenda_gestures
from ceis_desk.agenda import questions as agenda_questions
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data import (
    board,
    closing,
    comments,
    corrections,
    day,
    erasure_extent,
    house,
    households,
    imports,
    merges,
    motifs,
    pairs,
    people,
    reception,
    records,
    staff,
)
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
from ceis_desk.data.agenda import day as agenda_day
from ceis_desk.data.agenda import doubles as agenda_doubles
from ceis_desk.data.agenda import finding as free_times
from ceis_desk.data.agenda import week as agenda_week
from ceis_desk.data.budget import advice, case_view, cases, crossings, interviews, listing, plans, sheets, things
from ceis_desk.data.digital import handlers as digital
from ceis_desk.data.employment import handlers as employment
from ceis_desk.data.exchange import arrivals, crossed, erasure, status
from ceis_desk.data.figures import collective, read_month, read_period
from ceis_desk.data.health import handlers as health
from ceis_desk.data.lookalikes import doubtful_pairs, find_lookalikes
from ceis_desk.data.notes import documents, finding, reading, signing
from ceis_desk.data.parcours import handlers as parcours
from ceis_desk.data.partners import handlers as partners
from ceis_desk.data.read import Reader
from ceis_desk.data.search import find_people
from ceis_desk.data.write import Tx
from ceis_desk.exchange import gestures as exchange_gestures
from ceis_desk.exchange import questions as exchange_questions
from ceis_desk.notes import gestures as note_gestures
from ceis_desk.notes import questions as note_questions
from ceis_desk.people import gestures as people_gestures
from ceis_desk.people import questions as people_questions
from ceis_desk.platforms.budget import gestures as case_gestures
from ceis_desk.platforms.budget import questions as case_questions
from ceis_desk.platforms.budget import sheet_gestures, sheet_questions
from ceis_desk.reception import gestures as desk_gestures
from ceis_desk.reception import importing
from ceis_desk.reception import questions as desk_questions
from ceis_desk.statistics import collective as collective_figures
from ceis_desk.statistics import questions as figure_questions
from ceis_desk.statistics.rules import month_of

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    people_gestures.CreatePerson: people.create_person,
    people_gestures.ChangePerson: people.change_person,
    people_gestures.ChangeWork: people.change_work,
    people_gestures.SetHousehold: households.set_household,
    people_gestures.RestoreHousehold: households.restore_household,
    people_gestures.WithdrawPerson: people.withdraw_person,
    people_gestures.ErasePerson: erasure.erase_person,
    people_gestures.MergePersons: merges.merge_persons,
    people_gestures.UndoMerge: merges.undo_merge,
    people_gestures.ProposeMerge: pairs.propose_merge,
    people_gestures.TellApart: pairs.tell_apart,
    people_gestures.RestorePair: pairs.restore_pair,
    desk_gestures.RecordVisit: reception.record_visit,
    desk_gestures.CorrectVisit: corrections.correct_visit,
    desk_gestures.RestoreVisit: corrections.restore_visit,
    desk_gestures.WithdrawVisits: reception.withdraw_visits,
    desk_gestures.StampVisit: reception.stamp_visit,
    desk_gestures.RestoreStamps: reception.restore_stamps,
    desk_gestures.EndReceived: outcomes.end_received,
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
    house_gestures.SetSiteSetting: house.set_site_setting,
    house_gestures.SetOwnSetting: house.set_own_setting,
    house_gestures.RenameDesk: house.rename_desk,
    house_gestures.KeepDraft: house.keep_draft,
    house_gestures.NoteAccess: house.note_access,
    importing.WriteImported: imports.write_imported,
    importing.EndImport: imports.end_import,
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
    sheet_gestures.NewSheet: sheets.new_sheet,
    sheet_gestures.ChangeSheet: sheets.change_sheet,
    sheet_gestures.FreezeSheet: sheets.freeze_sheet,
    sheet_gestures.ThawSheet: sheets.thaw_sheet,
    sheet_gestures.WithdrawSheet: sheets.withdraw_sheet,
    exchange_gestures.KeepVersion: crossed.keep_version,
    exchange_gestures.TakeOtherVersion: crossed.take_other_version,
    exchange_gestures.UnsettleVersion: crossed.unsettle_version,
    note_gestures.SignNote: signing.sign_note,
    note_gestures.AttachDocument: documents.attach_document,
    note_gestures.WithdrawDocument: documents.withdraw_document,
    case_gestures.OpenCase: cases.open_case,
    case_gestures.ChangeCase: cases.change_case,
    case_gestures.RestoreCase: cases.restore_case,
    case_gestures.WithdrawCase: cases.withdraw_case,
    case_gestures.ReachStep: cases.reach_step,
    case_gestures.PauseCase: cases.pause_case,
    case_gestures.CloseCase: cases.close_case,
    case_gestures.ReopenCase: cases.reopen_case,
    case_gestures.SeparateCouple: cases.separate_couple,
    case_gestures.JoinAgain: cases.join_again,
    case_gestures.PutDebt: things.put_debt,
    case_gestures.KeepPlans: plans.keep_plans,
    case_gestures.PayPlan: plans.pay_plan,
    case_gestures.AskDocument: things.ask_documents,
    case_gestures.ReceiveDocument: things.receive_document,
    case_gestures.PutAction: things.put_action,
    case_gestures.DoAction: things.do_action,
    case_gestures.PutOverindebtedness: things.put_file,
    case_gestures.PutIntervention: things.put_intervention,
    case_gestures.PutMicrocredit: things.put_microcredit,
    case_gestures.PutRight: things.put_right,
    case_gestures.KeepLetter: things.keep_letter,
    case_gestures.WithdrawItem: things.withdraw_items,
    case_gestures.SettleCrossed: crossings.settle_crossed,
    case_gestures.EndInterview: interviews.end_interview,
    **parcours.GESTURES,
    **partners.GESTURES,
    **employment.GESTURES,
    **digital.GESTURES,
    **health.GESTURES,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    people_questions.FindPeople: lambda reader, ask: find_people(reader.connection, ask, reader.today),
    people_questions.OpenRecord: lambda reader, ask: records.read_record(
        reader.connection, ask.person_id, reader.today
    ),
    people_questions.VisitsOf: lambda reader, ask: records.visits_of(reader.connection, ask.person_id, reader.today),
    people_questions.WhatErasing: erasure_extent.read_extent,
    people_questions.WorkOf: lambda reader, ask: people.read_work(reader.connection, ask.person_id),
    people_questions.FindLookalikes: lambda reader, ask: find_lookalikes(reader.connection, ask, reader.today),
    people_questions.DoubtfulPairs: lambda reader, ask: doubtful_pairs(reader.connection, ask),
    people_questions.KnownDistricts: lambda reader, _: records.known_districts(reader.connection, reader.today),
    desk_questions.ReadDay: lambda reader, ask: day.read_day(reader.connection, ask.day, reader.actor.account_id),
    desk_questions.AllMotifs: lambda reader, _: motifs.read_motifs(reader.connection, reader.today),
    desk_questions.ClosedMotifs: lambda reader, _: motifs.read_closed(reader.connection, reader.today),
    desk_questions.Absences: lambda reader, ask: board.read_absences(reader.connection, ask.from_day),
    desk_questions.Instructions: lambda reader, ask: board.read_instructions(reader.connection, ask.from_day, None),
    desk_questions.CommentsOf: comments.comments_of,
    calendars.ReadCalendarFile: calendar_files.read_calendar_file,
    calendars.CalendarOf: calendar_files.calendar_of,
    agenda_questions.DayAppointments: agenda_day.read_day_appointments,
    agenda_questions.DoubleBookings: agenda_doubles.read_double_bookings,
    agenda_questions.ReadWeek: agenda_week.read_week,
    agenda_questions.FindSlots: free_times.find_slots,
    agenda_questions.WaitingFor: waiting.waiting_for,
    agenda_questions.Availabilities: hours.read_hours,
    agenda_questions.ReadRoll: roll.read_roll,
    workshop_requests.ReadSessions: workshops.read_sessions,
    workshop_requests.ReadWorkshop: workshops.read_workshop,
    agenda_questions.Reminders: reminders.read_reminders,
    sheet_questions.ReadSheets: sheets.read_sheets,
    sheet_questions.CrossedSheets: crossings.crossed_sheets,
    sheet_questions.ReadScales: sheets.read_scales_in_force,
    exchange_questions.ReadExchange: status.read_exchange,
    exchange_questions.Arrivals: arrivals.read_arrivals,
    exchange_questions.CrossedEdits: crossed.read_crossed,
    note_questions.NotesOf: reading.notes_of,
    note_questions.FindInNotes: finding.find_in_notes,
    note_questions.NoteTemplates: reading.note_templates,
    note_questions.DocumentsOf: documents.documents_of,
    note_questions.OpenDocument: documents.open_document,
    case_questions.ListCases: listing.list_cases,
    case_questions.CasesOf: listing.cases_of,
    case_questions.ReadCase: case_view.read_case_view,
    case_questions.ProposeMembers: advice.propose_members,
    case_questions.RightsToCheck: advice.check_rights,
    case_questions.LetterTemplates: advice.letter_templates,
    case_questions.DraftLetter: advice.draft_letter,
    importing.PrepareImport: imports.prepare_import,
    house_questions.Settings: lambda reader, _: house.read_settings(reader.connection, reader.actor.account_id),
    house_questions.Accounts: lambda reader, _: staff.read_checked(reader.connection, reader.anchor),
    house_questions.Staff: lambda reader, _: staff.read_staff(reader.connection),
    house_questions.ReadDraft: house.read_draft,
    house_questions.ReadJournal: house.read_journal,
    figure_questions.PeriodFigures: lambda reader, ask: read_period(
        reader.connection, ask, status.missing_desks(reader, ask.last)
    ),
    figure_questions.ReadMonth: lambda reader, ask: read_month(
        reader.connection,
        ask,
        reader.today,
        status.missing_desks(reader, month_of(ask.month).last),
    ),
    collective_figures.ReadMix: collective.read_mix,
    collective_figures.ReadCollectiveLife: collective.read_collective_life,
    first_contact.CountFirstContacts: collective.count_first_contacts,
    first_contact.NameFirstContacts: collective.name_first_contacts,
    **parcours.QUESTIONS,
    **partners.QUESTIONS,
    **employment.QUESTIONS,
    **digital.QUESTIONS,
    **health.QUESTIONS,
}
