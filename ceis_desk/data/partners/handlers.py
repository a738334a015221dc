"""Which function answers which request of partners, referrals and projects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.partners import (
    agreements,
    correcting,
    directory,
    following,
    importing,
    project_parts,
    projects,
    referrals,
)
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.partners import gestures as asked
from ceis_desk.partners import importing as files
from ceis_desk.partners import projects as made
from ceis_desk.partners import questions

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    asked.SetPartner: directory.set_partner,
    asked.WithdrawPartners: directory.withdraw_partners,
    asked.PutAgreement: agreements.put_agreement,
    asked.WithdrawAgreement: agreements.withdraw_agreement,
    asked.RecordReferral: referrals.record_referral,
    asked.CorrectReferral: correcting.correct_referral,
    asked.RestoreReferral: correcting.restore_referral,
    asked.MarkReferral: referrals.mark_referral,
    asked.SayOutcome: referrals.say_outcome,
    asked.RemindOn: referrals.remind_on,
    asked.RestoreFollowUp: referrals.restore_follow_up,
    asked.WithdrawReferral: referrals.withdraw_referral,
    files.ImportPartners: importing.import_partners,
    made.SetProject: projects.set_project,
    made.WithdrawProject: projects.withdraw_project,
    made.PutPart: project_parts.put_part,
    made.WithdrawPart: project_parts.withdraw_part,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    questions.FindPartners: directory.find_partners,
    questions.ReadPartner: directory.read_partner_view,
    questions.Agreements: agreements.all_agreements,
    questions.ReferralsToChase: following.referrals_to_chase,
    questions.ReferralsOf: following.referrals_of,
    files.PreparePartners: importing.prepare_partners,
    made.ReadProjects: projects.read_projects,
    made.ReadProject: projects.read_project,
}
