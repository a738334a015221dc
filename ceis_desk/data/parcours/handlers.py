"""Which function answers which request of the parcours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.parcours import (
    course,
    figures,
    freins,
    items,
    own_words,
    referents,
    restricted,
    self_assessment,
    sharing,
    way,
)
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.parcours import figures as asked_figures
from ceis_desk.parcours import gestures, questions
from ceis_desk.parcours import own_words as words
from ceis_desk.parcours import self_assessment as scales
from ceis_desk.parcours import sharing as shares

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    gestures.OpenParcours: course.open_parcours,
    gestures.SuspendParcours: course.suspend_parcours,
    gestures.EndParcours: course.end_parcours,
    gestures.ReopenParcours: course.reopen_parcours,
    gestures.WithdrawParcours: course.withdraw_parcours,
    gestures.RestoreParcours: course.restore_parcours,
    gestures.SetReferent: referents.set_referent,
    gestures.HandOver: referents.hand_over,
    gestures.RestoreReferents: referents.restore_referents,
    gestures.PutItem: items.put_item,
    gestures.MarkItem: items.mark_item,
    gestures.OrderItems: items.order_items,
    gestures.WithdrawItems: items.withdraw_items,
    gestures.ReadFrein: freins.read_frein,
    gestures.WithdrawReading: freins.withdraw_reading,
    gestures.SetLocalFreins: freins.set_local_freins,
    gestures.ReadRestrictedFrein: restricted.read_restricted_frein,
    gestures.WithdrawRestrictedFrein: restricted.withdraw_restricted_frein,
    gestures.RestoreRestrictedFrein: restricted.restore_restricted_frein,
    words.WriteOwnWords: own_words.write_own_words,
    words.WithdrawOwnWords: own_words.withdraw_own_words,
    scales.RecordSelfAssessment: self_assessment.record_self_assessment,
    scales.WithdrawSelfAssessment: self_assessment.withdraw_self_assessment,
    scales.SetOwnScale: self_assessment.set_own_scale,
    shares.RecordShare: sharing.record_share,
    shares.WithdrawShare: sharing.withdraw_share,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    questions.ReadWay: way.read_way,
    questions.FreinKinds: freins.frein_kinds,
    questions.ReadLocalFreins: freins.read_local_freins,
    words.ReadOwnWords: own_words.read_own_words,
    scales.ReadOwnScale: self_assessment.read_own_scale,
    scales.ReadSelfAssessments: self_assessment.read_self_assessments,
    scales.ReadPairedChange: figures.paired_change,
    shares.ReadShares: sharing.read_shares,
    asked_figures.ReadFreinFigures: figures.frein_figures,
}
