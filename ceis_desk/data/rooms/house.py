"""Which function answers which request of the house: settings, accounts, drafts, the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.access import gestures as house_gestures
from ceis_desk.access import questions as house_questions
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data import house, staff
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    house_gestures.SetSiteSetting: house.set_site_setting,
    house_gestures.SetOwnSetting: house.set_own_setting,
    house_gestures.RenameDesk: house.rename_desk,
    house_gestures.KeepDraft: house.keep_draft,
    house_gestures.NoteAccess: house.note_access,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    house_questions.Settings: lambda reader, _: house.read_settings(reader.connection, reader.actor.account_id),
    house_questions.Accounts: lambda reader, _: staff.read_checked(reader.connection, reader.anchor),
    house_questions.Staff: lambda reader, _: staff.read_staff(reader.connection),
    house_questions.ReadDraft: house.read_draft,
    house_questions.ReadJournal: house.read_journal,
}
