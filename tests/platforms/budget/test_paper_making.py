from __future__ import annotations

import dataclasses
import datetime as dt

from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.press import Named, mark_of
from ceis_desk.notes.model import InterviewMedium, Note
from ceis_desk.platforms.budget.letters import Letter
from ceis_desk.platforms.budget.model import BudgetCase, CaseKind, Member, Pause, Source, Step
from ceis_desk.platforms.budget.paper_making import (
    Issued,
    action_plan_paper,
    debts_paper,
    letter_paper,
    people_of,
    plan_paper,
    review_paper,
    sheet_paper,
)
from ceis_desk.platforms.budget.questions import CasePerson, CaseView, NextAppointment
from ceis_desk.platforms.budget.repayment import Terms, plans_of
from ceis_desk.platforms.budget.sheet_questions import Folder
from ceis_desk.reports.budget.letter import letter_pdf
from tests.reports.agenda_samples import ISSUER, SAMIRA
from tests.reports.budget import samples
from tests.reports.gates import every_word

DAY = dt.date(2019, 6, 18)
ISSUED = Issued(ISSUER, samples.CLAIRE, DAY, demo=True, rule_on=dt.date(2019, 1, 1))
HERSELF, PARTNER, CHILD = new_id(), new_id(), new_id()
MEMBERS = (
    Member("Samira Benali", 1985, True, HERSELF),
    Member("Yves Dupuy", 1980, True, PARTNER),
    Member("Lina Benali", 2010, False, CHILD, custody_percent=50),
    Member("Odile Dupuy", 1950, True),
)


def person(record: Id, civility: str, used_name: str, first_name: str) -> CasePerson:
    return CasePerson(record, civility, used_name, first_name, 1985, "", "", "", no_call=False, no_letter=False)


def note(minutes: int) -> Note:
    return Note(
        new_id(), new_id(), dt.datetime(2019, 6, 18, 11), DAY, new_id(), "Claire Fabre", minutes,
        InterviewMedium.OFFICE, False, "à garder", None, True,
    )  # fmt: skip


def case_view(members: tuple[Member, ...] = MEMBERS) -> CaseView:
    case = BudgetCase(
        new_id(), 1, HERSELF, CaseKind.CURATIVE, Source.CAF, None, dt.date(2019, 3, 5), members, (),
        samples.action_plan_paper().objectives,
    )  # fmt: skip
    persons = (person(HERSELF, "Mme", "Benali", "Samira"), person(PARTNER, "M.", "Dupuy", "Yves"))
    return CaseView(
        case=case, step=Step.FOLLOW_UP, pause=Pause.NONE, referent_name="Claire Fabre",
        persons=(*persons, person(CHILD, "", "Benali", "Lina")), debts=samples.debts_paper().debts, asked=(),
        actions=samples.action_plan_paper().actions, documents=(), notes=(note(45), note(0), note(30)), interviews=2,
        overindebtedness=None, past_files=(), deadlines=(), interventions=samples.review_paper().interventions,
        microcredits=(), rights=samples.review_paper().rights, letters=(), here=None,
        next_appointment=NextAppointment(new_id(), dt.datetime(2019, 7, 9, 10, 45), "Claire Fabre", "bureau 2"),
    )  # fmt: skip


def test_adults_sign_the_person_of_the_case_first_and_children_never() -> None:
    assert people_of(case_view()) == (SAMIRA, Named("M.", "Dupuy", "Yves"), Named("", "Odile Dupuy", ""))


def test_a_minor_in_whose_name_the_case_stands_signs_it() -> None:
    alone = (dataclasses.replace(MEMBERS[0], adult=False),)
    assert people_of(case_view(alone)) == (SAMIRA,)


def test_a_case_without_members_is_signed_by_its_person() -> None:
    assert people_of(case_view(())) == (SAMIRA,)


def test_each_document_bears_its_case_its_mark_and_the_example_data() -> None:
    view = case_view()
    debt = view.debts[0]
    letter = Letter(new_id(), 1, "payment_plan", "Lumélia\nTSA 00000", "Demande", "Madame,", DAY)
    (agreed,) = plans_of([debt], Terms(3, 0, DAY), DAY, new_id())
    plan = plan_paper(ISSUED, view, agreed)
    made = (
        (plan, agreed.id),
        (letter_paper(ISSUED, view, letter), letter.id),
        (action_plan_paper(ISSUED, view), view.case.id),
        (debts_paper(ISSUED, view), view.case.id),
        (review_paper(ISSUED, view, ()), view.case.id),
    )
    for paper, record in made:
        assert (paper.case_id, paper.mark, paper.demo) == (view.case.id, mark_of(record), True)
    assert plan.debt == "Dette\u00a0: Loyer, auprès de Habitat du Midi."


def test_a_plan_reprinted_is_what_it_was_until_something_was_paid_or_missed() -> None:
    view = case_view()
    (agreed,) = plans_of([view.debts[0]], Terms(3, 0, DAY), DAY, new_id())
    first = plan_paper(ISSUED, view, agreed)
    assert (first.made_on, first.instalments, first.standing) == (DAY, agreed.instalments, None)
    later = dataclasses.replace(ISSUED, on=DAY + dt.timedelta(days=1))
    missed = plan_paper(later, view, agreed)
    assert (missed.made_on, missed.as_of) == (DAY, later.on)
    assert missed.standing is not None
    assert len(missed.standing.missed) == 1


def test_a_letter_kept_on_several_lines_is_addressed_line_by_line() -> None:
    letter = Letter(new_id(), 1, "dispute", "Lumélia\n\n TSA 00000 \n99999 Ville", "Contestation", "Madame,", DAY)
    paper = letter_paper(ISSUED, case_view(), letter)
    assert paper.addressee == ("Lumélia", "TSA 00000", "99999 Ville")
    assert f"courrier {mark_of(letter.id)}, suivi par Claire Fabre" in every_word(letter_pdf(paper))


def test_a_review_counts_interviews_and_takes_the_first_and_last_sheets() -> None:
    paper = review_paper(ISSUED, case_view(), (samples.march(), samples.sheet()))
    assert paper.interviews == 2
    assert (paper.first, paper.last) == (samples.march(), samples.sheet())


def test_a_review_says_where_each_plan_stands_on_its_day() -> None:
    view = case_view()
    plans = plans_of(view.debts[:1], Terms(3, 0, dt.date(2019, 4, 5)), dt.date(2019, 4, 1), new_id())
    (kept,) = review_paper(ISSUED, dataclasses.replace(view, plans=plans), ()).plans
    assert (kept.label, kept.creditor) == (view.debts[0].label, view.debts[0].creditor)
    assert (kept.standing.paid, kept.standing.left, kept.standing.late) == (0, plans[0].total, plans[0].total)


def test_an_action_plan_ends_on_the_next_appointment() -> None:
    assert action_plan_paper(ISSUED, case_view()).next_at == dt.datetime(2019, 7, 9, 10, 45)
    alone = dataclasses.replace(case_view(), next_appointment=None)
    assert action_plan_paper(ISSUED, alone).next_at is None


def test_a_sheet_is_signed_by_the_adults_of_the_home_and_says_shared_custody() -> None:
    sheet, settings = samples.sheet(), None
    folder = Folder(sheet.case_id, HERSELF, "Mme", "Benali", "Samira", MEMBERS, (sheet,), settings)  # type: ignore[arg-type]  # not read
    paper = sheet_paper(ISSUED, folder, sheet, samples.march())
    assert paper.people == (SAMIRA, Named("", "Yves Dupuy", ""), Named("", "Odile Dupuy", ""))
    assert (paper.shared, paper.rule_on, paper.before) == (1, dt.date(2019, 1, 1), samples.march())
    assert (paper.case_id, paper.mark) == (sheet.case_id, mark_of(sheet.id))
