"""Which function answers which request of the budget counsellors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.budget import advice, case_view, cases, crossings, interviews, listing, plans, sheets, things
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget import gestures as case_gestures
from ceis_desk.platforms.budget import questions as case_questions
from ceis_desk.platforms.budget import (
    sheet_gestures,
    sheet_questions,
)

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    sheet_gestures.NewSheet: sheets.new_sheet,
    sheet_gestures.ChangeSheet: sheets.change_sheet,
    sheet_gestures.FreezeSheet: sheets.freeze_sheet,
    sheet_gestures.ThawSheet: sheets.thaw_sheet,
    sheet_gestures.WithdrawSheet: sheets.withdraw_sheet,
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
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    sheet_questions.ReadSheets: sheets.read_sheets,
    sheet_questions.CrossedSheets: crossings.crossed_sheets,
    sheet_questions.ReadScales: sheets.read_scales_in_force,
    case_questions.ListCases: listing.list_cases,
    case_questions.CasesOf: listing.cases_of,
    case_questions.ReadCase: case_view.read_case_view,
    case_questions.ProposeMembers: advice.propose_members,
    case_questions.RightsToCheck: advice.check_rights,
    case_questions.LetterTemplates: advice.letter_templates,
    case_questions.DraftLetter: advice.draft_letter,
}
