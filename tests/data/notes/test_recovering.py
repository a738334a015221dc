"""The printed key opens a private note, and whoever it concerns sees that it did."""

from __future__ import annotations

from typing import Any

import pytest

from ceis_desk.access.model import Group
from ceis_desk.access.questions import Accounts, ReadJournal
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.store import Change
from ceis_desk.data.keys.envelope import new_sign_pair
from ceis_desk.data.keys.recovery import new_recovery
from ceis_desk.data.notes.signing import put_note
from ceis_desk.reception.questions import ReadDay
from tests.data.budget.households import Office
from tests.scenarios.agents import TODAY
from tests.scenarios.desks import PASSWORD, CommandLine

TEXT = "Ce qu’elle a dit reste entre nous."


def with_note(office: Office) -> None:
    office.sign(office.open(), TEXT, private=True)
    office.day.desk.enter("helene")


def test_the_paper_key_opens_it_with_a_session_of_the_administration_alone(office: Office) -> None:
    with_note(office)
    door, paper = office.day.desk.door, office.day.desk.recovery_text
    assert [(one.day, one.text) for one in door.open_private_notes(paper, "claire").result()] == [(TODAY, TEXT)]
    with pytest.raises(Refusal, match="pas celle de ce poste"):
        door.open_private_notes(new_recovery()[0], "claire").result()
    office.day.desk.enter("nadia")
    with pytest.raises(Denied):
        door.open_private_notes(paper, "claire").result()


def test_its_author_her_team_and_the_journal_are_told(office: Office) -> None:
    case_id = office.open()
    first = office.sign(case_id, TEXT, private=True).made[0]
    office.at(10)
    office.day.desk.enter("helene")
    office.day.desk.door.open_private_notes(office.day.desk.recovery_text, "claire").result()
    told, kept = office.view(case_id, "nadia").notes
    assert (told.completes, told.sound, kept.text) == (first, True, None)
    assert told.text == "La clé de secours a ouvert cette note le 18/06/2019, depuis la session de Hélène Costa."
    messages = [one.text for one in office.claire.ask(ReadDay(TODAY)).messages]
    assert [("La clé de secours a ouvert" in text) for text in messages] == [True]
    actions = [line.action for line in office.day.desk.enter("helene").store.ask(ReadJournal()).result()]
    assert "notes_recovered" in actions


def test_a_note_that_claims_the_paper_key_without_its_signature_is_not_sound(office: Office) -> None:
    case_id = office.open()
    head = {"day": "2019-06-18", "at": "2019-06-18T09:00:00", "author": office.claire.id.hex, "minutes": 0,
            "medium": "office", "private": False, "completes": "", "paper": True}  # fmt: skip

    def forge(tx: Any) -> Change:  # noqa: ANN401 a transaction
        put_note(tx, Group.BUDGET, case_id, head, {"text": "faux"}, new_sign_pair().private)
        return Change()

    office.day.desk.enter("nadia").store.write(forge).result()  # type: ignore[attr-defined]  # the inside of the store
    assert [one.sound for one in office.view(case_id).notes] == [False]


def test_nothing_is_told_when_there_is_nothing_to_open(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, "Pour l’équipe.")
    office.day.desk.enter("helene")
    assert office.day.desk.door.open_private_notes(office.day.desk.recovery_text, "claire").result() == ()
    assert len(office.view(case_id).notes) == 1


def test_the_command_prints_the_notes(typed: CommandLine) -> None:
    desk = typed.founded()
    desk.monkeypatch.setenv("CEIS_DESK_RECOVERY_KEY", new_recovery()[0])
    done = desk("notes", "recover", "helene")
    assert (done.code, "pas celle de ce poste" in done.err) == (1, True)


@pytest.mark.parametrize("at_hand", [True, False], ids=["the old sheet at hand", "the old sheet lost"])
def test_private_notes_of_before_open_by_the_new_sheet(office: Office, at_hand: bool) -> None:
    office.sign(office.open(), TEXT, private=True)
    desk = office.day.desk
    desk.enter("helene")
    new = desk.door.renew_recovery(PASSWORD, desk.recovery_text if at_hand else "").result().text
    if not at_hand:
        assert desk.door.open_private_notes(new, "claire").result() == ()
        desk.enter("claire")
        desk.enter("helene")
    assert [one.text for one in desk.door.open_private_notes(new, "claire").result()] == [TEXT]
    again = desk.door.renew_recovery(PASSWORD, new).result().text
    assert [one.text for one in desk.door.open_private_notes(again, "claire").result()] == [TEXT]


def test_notes_signed_before_stay_sound_with_a_password_given_anew(office: Office) -> None:
    case_id = office.open()
    office.sign(case_id, TEXT)
    desk = office.day.desk
    desk.enter("helene")
    claire = next(one.id for one in desk.enter("helene").store.ask(Accounts()).result() if one.login == "claire")
    desk.door.set_password(claire, PASSWORD).result()
    desk.door.renew_recovery(PASSWORD).result()
    assert [one.sound for one in office.view(case_id, "nadia").notes] == [True]


def test_notes_of_before_a_password_given_anew_pass_on_to_a_third_sheet(office: Office) -> None:
    office.sign(office.open(), TEXT, private=True)
    desk = office.day.desk
    desk.enter("helene")
    second = desk.door.renew_recovery(PASSWORD).result().text
    # Her key of then is left to the second sheet; the one that she is given next takes nothing of it away.
    claire = desk.enter("claire").actor.account_id
    desk.enter("helene")
    desk.door.set_password(claire, PASSWORD).result()
    third = desk.door.renew_recovery(PASSWORD, second).result().text
    desk.enter("claire")
    desk.enter("helene")
    assert [one.text for one in desk.door.open_private_notes(third, "claire").result()] == [TEXT]


def test_the_sheet_at_hand_passes_on_its_notes_even_after_a_renewal_that_nobody_saw(office: Office) -> None:
    office.sign(office.open(), TEXT, private=True)
    desk = office.day.desk
    desk.enter("helene")
    desk.door.renew_recovery(PASSWORD).result()
    with pytest.raises(Refusal, match="n’est pas celle de ce site"):
        desk.door.renew_recovery(PASSWORD, new_recovery()[0]).result()
    seen = desk.door.renew_recovery(PASSWORD, desk.recovery_text).result().text
    assert [one.text for one in desk.door.open_private_notes(seen, "claire").result()] == [TEXT]
