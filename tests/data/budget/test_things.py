"""Debts, asked documents, actions, the overindebtedness file, and what is obtained: written, changed, taken back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.model import Group
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change
from ceis_desk.data.budget.items import put_item, read_items
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.schema.sealed import budget_case, budget_item
from ceis_desk.platforms.budget.gestures import (
    AskDocument,
    DoAction,
    KeepLetter,
    PutAction,
    PutDebt,
    PutIntervention,
    PutMicrocredit,
    PutOverindebtedness,
    PutRight,
    ReceiveDocument,
    WithdrawItem,
)
from ceis_desk.platforms.budget.interventions import (
    Answer,
    CreditState,
    Intervention,
    InterventionAim,
    Microcredit,
    RightOpened,
)
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import ActionKind, CaseAction
from ceis_desk.platforms.budget.overindebtedness import ClockKind, Decision, Overindebtedness
from ceis_desk.platforms.budget.questions import DraftLetter, LetterTemplates, ListCases, RightsToCheck
from tests.data.budget.households import Office
from tests.scenarios.agents import TODAY, Agent

NIR = "2 84 03 34 172 045 12"


def facts(office: Office, login: str = "claire") -> list[dict[str, Any]]:
    """What the figures’ key opens of the items."""
    store: Any = office.day.desk.enter(login).store
    rows = store.file.writer.run(lambda connection: connection.execute(select(budget_item)).all()).result()
    place = budget_item.name
    return [
        dict(open_payload(store.keys, Group.FIGURES, row.fact, Place(place, row.id, "fact")))
        for row in rows
        if row.fact
    ]


def test_a_debt_is_written_changed_and_taken_back(office: Office) -> None:
    case_id = office.open()
    debt = office.owe(case_id)
    change = office.claire.do(PutDebt(case_id, replace(debt, remaining=100_000)))
    assert office.view(case_id, "nadia").debts[0].remaining == 100_000
    office.claire.do(change.undo)
    assert office.view(case_id).debts[0].remaining == debt.remaining
    gone = office.claire.do(WithdrawItem((debt.id,)))
    assert office.view(case_id).debts == ()
    office.claire.do(gone.undo)
    assert [one.label for one in office.view(case_id).debts] == ["Loyer"]


def test_a_debt_changed_by_a_colleague_is_not_overwritten(office: Office) -> None:
    case_id = office.open()
    debt = office.owe(case_id)
    office.nadia.do(PutDebt(case_id, replace(debt, remaining=1)))
    with pytest.raises(Outdated):
        office.claire.do(PutDebt(case_id, replace(debt, remaining=2)))
    with pytest.raises(Outdated):
        office.claire.do(PutDebt(case_id, replace(debt, clock=0)))


def test_a_debt_that_contradicts_itself_or_holds_a_nir_is_refused(office: Office) -> None:
    case_id = office.open()
    debt = office.owe(case_id)
    for wrong, words in (
        ({"label": "", "creditor": " "}, "un nom ou un créancier"),
        ({"remaining": -1}, "négative"),
        ({"late": debt.remaining + 1}, "Le retard dépasse"),
        ({"remark": NIR}, "sécurité sociale"),
    ):
        with pytest.raises(Refusal, match=words):
            office.claire.do(PutDebt(case_id, replace(debt, **wrong)))


def test_the_figures_learn_family_and_cents_and_no_word(office: Office) -> None:
    case_id = office.open()
    office.owe(case_id, "Canarilabel", 13_500, creditor="Canaricreditor", remark="Canariremark")
    (fact,) = facts(office)
    assert (fact["kind"], fact["family"], fact["remaining"]) == ("debt", "housing", 13_500)
    assert "Canari" not in repr(fact)


def test_the_fact_of_a_case_names_nobody_and_no_day(office: Office) -> None:
    office.open()
    store: Any = office.day.desk.enter("nadia").store
    row = store.file.writer.run(lambda connection: connection.execute(select(budget_case)).one()).result()
    fact = open_payload(store.keys, Group.FIGURES, row.fact, Place("budget_case", row.id, "fact"))
    assert (fact["kind"], fact["step"], fact["opened"], fact["adults"]) == ("curative", "first_contact", "2019-06", 1)
    assert not any(word in repr(fact) for word in ("Dupuy", "Laure", "1985", "2019-06-18", office.persons["Dupuy"].hex))


def test_documents_are_asked_received_and_waited_for_again(office: Office) -> None:
    case_id = office.open()
    office.claire.do(AskDocument(case_id, ("Avis d’impôt", "RIB")))
    first, second = office.view(case_id).asked
    assert (first.label, second.label) == ("Avis d’impôt", "RIB")
    change = office.claire.do(ReceiveDocument(first.id, first.clock, TODAY))
    assert [one.received_on for one in office.view(case_id).asked] == [TODAY, None]
    office.claire.do(change.undo)
    assert [one.received_on for one in office.view(case_id).asked] == [None, None]


def test_something_late_counts_in_the_list_until_it_is_done(office: Office) -> None:
    case_id = office.open()
    action = CaseAction(new_id(), 0, "Appeler le bailleur", ActionKind.CALL, TODAY - dt.timedelta(days=1))
    office.claire.do(PutAction(case_id, action))
    assert office.claire.ask(ListCases())[0].overdue == 1
    (kept,) = office.view(case_id).actions
    office.claire.do(DoAction(kept.id, kept.clock, TODAY))
    assert office.claire.ask(ListCases())[0].overdue == 0


def test_the_overindebtedness_file_gives_its_clocks_to_verify(office: Office) -> None:
    case_id = office.open()
    file = Overindebtedness(
        new_id(),
        0,
        dt.date(2019, 3, 11),
        filed_on=dt.date(2019, 3, 21),
        admissibility_on=dt.date(2019, 5, 14),
        decision=Decision.RESCHEDULING,
        decision_on=dt.date(2019, 6, 5),
        months=84,
    )
    office.claire.do(PutOverindebtedness(case_id, file))
    view = office.view(case_id)
    assert view.overindebtedness is not None
    contest = next(one for one in view.deadlines if one.kind is ClockKind.CONTEST)
    assert (contest.on, contest.past) == (dt.date(2019, 7, 5), False)
    again = replace(file, id=new_id(), started_on=TODAY, filed_on=None, admissibility_on=None, decision_on=None,
                    decision=Decision.NONE, redeposit=True)  # fmt: skip
    office.claire.do(PutOverindebtedness(case_id, again))
    view = office.view(case_id)
    assert view.overindebtedness is not None
    assert (view.overindebtedness.redeposit, [one.id for one in view.past_files]) == (True, [file.id])


def test_interventions_microcredits_rights_and_letters_are_kept(office: Office) -> None:
    case_id = office.open()
    for gesture in (
        PutIntervention(
            case_id, Intervention(new_id(), 0, "EDF", InterventionAim.DELAY, TODAY, Answer.GRANTED, TODAY, 38_690)
        ),
        PutMicrocredit(case_id, Microcredit(new_id(), 0, "permis", 150_000, 24, CreditState.PREPARED, TODAY)),
        PutRight(case_id, RightOpened(new_id(), 0, "css", "Complémentaire santé solidaire", TODAY)),
        KeepLetter(case_id, Letter(new_id(), 0, "payment_plan", "EDF", "Demande", "Madame, Monsieur,", TODAY)),
    ):
        office.claire.do(gesture)
    view = office.view(case_id, "nadia")
    assert (view.interventions[0].cents, view.microcredits[0].state, view.rights[0].code) == (
        38_690,
        CreditState.PREPARED,
        "css",
    )
    assert (view.letters[0].text, view.letters[0].by_id) == ("Madame, Monsieur,", office.claire.id)


def test_a_letter_is_filled_with_the_case_and_says_what_is_missing(office: Office) -> None:
    case_id = office.open()
    debt = office.owe(case_id, "Loyer", 124_000)
    draft = office.claire.ask(DraftLetter(case_id, "payment_plan", debt.id))
    assert "Madame Laure Dupuy, Montpellier, qui vous doit 1\u00a0240,00\u00a0€ (Loyer)" in draft.text
    assert (draft.recipient, draft.missing) == ("Hérault Logement", ("ce qui peut être payé chaque mois",))
    assert "Claire Fabre" in draft.text


def test_a_letter_of_the_site_is_refused_with_a_field_that_does_not_exist(office: Office) -> None:
    letter = {"code": "relance", "title": "Relance", "subject": "Relance", "text": "{creancier}, {personne} attend."}
    helene = Agent(office.day.desk, "helene")
    with pytest.raises(Refusal, match="champ inconnu"):
        helene.do(SetSiteSetting("letter_templates", json.dumps([{**letter, "text": "Bonjour {prenom}"}])))
    helene.do(SetSiteSetting("letter_templates", json.dumps([letter])))
    assert [one.code for one in office.claire.ask(LetterTemplates())] == ["relance"]
    case_id = office.open()
    debt = office.owe(case_id)
    assert office.claire.ask(DraftLetter(case_id, "relance", debt.id)).text == (
        "Hérault Logement, Madame Laure Dupuy attend."
    )
    with pytest.raises(Refusal, match="n’existe plus"):
        office.claire.ask(DraftLetter(case_id, "payment_plan"))


def test_rights_already_opened_are_not_listed_again(office: Office) -> None:
    case_id = office.open()
    codes = {line.right.value for line in office.claire.ask(RightsToCheck(case_id))}
    assert "css" in codes
    office.claire.do(PutRight(case_id, RightOpened(new_id(), 0, "css", "CSS", TODAY)))
    assert "css" not in {line.right.value for line in office.claire.ask(RightsToCheck(case_id))}


def test_an_item_of_another_room_is_left_out_of_the_case_and_not_lost(office: Office) -> None:
    case_id = office.open()
    store: Any = office.day.desk.enter("claire").store

    def put(tx: Any) -> Change:  # noqa: ANN401 a transaction
        return Change(subjects=put_item(tx, case_id, new_id(), "sheet", {"lines": []}))

    store.write(put).result()
    assert office.view(case_id).debts == ()
    store = office.day.desk.enter("claire").store
    keys = dict(store.keys)
    held = store.file.writer.run(lambda connection: read_items(connection, keys, case_id)).result()
    assert [item.kind for item in held] == ["sheet"]


def test_a_thing_of_another_case_is_not_moved_by_writing_it_here(office: Office) -> None:
    one, other = office.open(), office.open(office.person("Morel"))
    debt = office.owe(one)
    with pytest.raises(Refusal):
        office.claire.do(PutDebt(other, debt))


def test_a_thing_that_is_spoiled_hides_no_other_and_is_counted(office: Office) -> None:
    case_id, other = office.open(), office.open(office.person("Morel"))
    spoiled = office.owe(case_id, "Loyer")
    office.owe(case_id, "Électricité", 38_690)
    office.owe(other, "Loyer", 1_000)

    def spoil(tx: Any) -> Change:  # noqa: ANN401 a transaction
        tx.change(budget_item, spoiled.id, sealed=b"\x00\x10\x00\x00\x02" + bytes(40))
        tx.change(budget_case, other, sealed=b"")
        return Change()

    store: Any = office.day.desk.enter("claire").store
    store.write(spoil).result()
    view = office.view(case_id)
    assert ([debt.label for debt in view.debts], view.unread) == (["Électricité"], 1)
    assert [(line.used_name, line.debts) for line in office.claire.ask(ListCases())] == [("Dupuy", 38_690)]


def test_half_of_a_sign_is_refused_in_a_debt_and_in_a_note(office: Office) -> None:
    case_id = office.open()
    with pytest.raises(Refusal, match="signe abîmé"):
        office.owe(case_id, "Loyer \ud800")
    with pytest.raises(Refusal, match="signe abîmé"):
        office.sign(case_id, "Vue ce matin \udfff")
    view = office.view(case_id)
    assert (view.debts, view.notes) == ((), ())
