"""The case of a household: its head, its steps, its procedure, its parts, the discreet screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.gestures import BookAppointment
from ceis_desk.agenda.questions import FindSlots, ReadWeek
from ceis_desk.agenda.week import CalendarWeek, Professional, Slot
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.notes.gestures import draft_kind
from ceis_desk.notes.questions import FindInNotes
from ceis_desk.platforms.budget.gestures import (
    ChangeCase,
    CloseCase,
    Crossing,
    KeepLetter,
    PauseCase,
    PutOverindebtedness,
    ReachStep,
    ReopenCase,
    SeparateCouple,
    SettleCrossed,
    WithdrawItem,
)
from ceis_desk.platforms.budget.model import CaseKind, ClosureReason, Member, Objective, Pause, Step, StepMark
from ceis_desk.platforms.budget.overindebtedness import Decision, deadlines
from ceis_desk.platforms.budget.questions import CaseView, CrossedThing, DraftLetter, ReadCase
from ceis_desk.platforms.budget.ratios import Divisor
from ceis_desk.platforms.budget.repayment import Payment, Terms, plans_of
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet, SheetLine, Thresholds, household_of
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.platforms.budget.case.household_pilot import FIRST_STAYS
from ceis_desk.ui.platforms.budget.case.procedure_card import DeadlineBox
from ceis_desk.ui.platforms.budget.case.step_pilot import NEEDS_RECORDS, NOTE_FIRST
from tests.ui.platforms.budget import files
from tests.ui.platforms.budget.conftest import DELETE, ENTER, ESCAPE, SPACE, Desk, MakeDesk


def choose(desk: Desk, words: str) -> None:
    """One of the choices of the sheet of steps, by its digit."""
    desk.control(Qt.Key.Key_E)
    lines = desk.sheet().choices  # type: ignore[attr-defined]  # the sheet of choices
    titles = [lines.rows.index(at, 0).data() for at in range(lines.rows.rowCount())]
    digit = next(at for at, title in enumerate(titles, start=1) if title.startswith(words))
    desk.key(Qt.Key(Qt.Key.Key_0 + digit))


def closed(view: CaseView = files.VIEW) -> CaseView:
    marks = (*view.case.marks, StepMark(files.day(6, 1), files.CLAIRE, Step.CLOSED))
    case = replace(view.case, marks=marks, closure=ClosureReason.PLAN)
    return replace(view, case=case, step=Step.CLOSED)


# -- the head


def test_the_head_says_whose_case_it_is_and_who_follows_it(open_case: MakeDesk) -> None:
    words = open_case().words()
    for said in (
        "Dossier budget, foyer DUPUY",
        "Mme DUPUY Laure, M. DUPUY Yves, 1 enfant",
        "orientation\u00a0: la CAF · suivi par Claire Fabre",
        "curatif",
        "confidentiel",
    ):
        assert said in words


def test_the_chips_stay_on_the_line_of_the_title_which_is_shorter_where_they_need_room(open_case: MakeDesk) -> None:
    desk = open_case(replace(files.VIEW, pause=Pause.SUSPENDED))
    head = desk.case.head
    for width in (1162, 1500):
        desk.pilot.page.resize(width, 712)
        QApplication.processEvents()
        chips = head.findChildren(Chip)
        assert len({chip.mapTo(head, chip.rect().topLeft()).y() for chip in chips}) == 1
    assert head.name.text() == "Dossier budget, foyer DUPUY"
    assert head.accessibleName() == "Dossier budget, foyer DUPUY"
    desk.pilot.page.resize(1162, 712)
    QApplication.processEvents()
    assert head.name.text() == "Foyer DUPUY"


def test_the_steps_give_their_dates_and_where_the_case_stands(open_case: MakeDesk) -> None:
    said = open_case().case.head.steps.accessibleDescription()
    assert "Premier contact, franchie, 18/01" in said
    assert "Suivi, en cours, depuis le 21/03" in said
    assert "Bilan, à venir" in said


def test_opening_a_case_is_written_in_the_journal_once(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.store.tell(Change(frozenset({Subject("case", files.CASE)})))
    assert desk.store.gestures(NoteAccess) == [NoteAccess(NotedAct.OPEN_CASE, files.CASE)]


def test_what_a_colleague_writes_shows_at_once_and_leaves_the_draft_alone(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("Je suis en train d’écrire")
    more = files.note("nadia’s", files.TODAY, "Vu avec le bailleur.", "Nadia Haddad")
    desk.store.answers[ReadCase] = replace(files.VIEW, notes=(more, *files.VIEW.notes))
    desk.store.tell(Change(frozenset({Subject("case", files.CASE)})))
    assert "Vu avec le bailleur." in desk.words()
    assert desk.draft.typed().text == "Je suis en train d’écrire"
    assert desk.cursor() is desk.draft.text


def test_the_sheet_and_the_record_are_other_pages(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_B)
    desk.case.record.click()
    assert desk.went == [("budget-sheet", (files.CASE, None)), ("people", files.LAURE)]


def test_a_case_that_is_gone_goes_back_to_the_list_with_its_sentence(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ReadCase: Refusal("Ce dossier n’est plus là.")})
    desk.pilot.open_case(files.CASE)
    assert desk.refused == ["Ce dossier n’est plus là."]
    assert desk.pilot.page.currentWidget() is desk.pilot.page.cases


def test_ctrl_r_gives_an_appointment_to_the_person_of_the_case(open_case: MakeDesk) -> None:
    week = CalendarWeek((), (Professional(files.CLAIRE, "Claire Fabre", "budget", "bureau 2", (), 0, 0),), (), ())
    slot = Slot(files.CLAIRE, "Claire Fabre", "budget", dt.datetime(2019, 7, 2, 9), 45, "bureau 2")
    desk = open_case(answers={ReadWeek: week, Settings: {}, FindSlots: (slot,), BookAppointment: Change()})
    desk.control(Qt.Key.Key_R)
    assert "Mme DUPUY Laure" in desk.words(desk.pilot.page.window())
    desk.key(Qt.Key.Key_1)
    assert [(one.person_id, one.starts_at) for one in desk.store.gestures(BookAppointment)] == [
        (files.LAURE, slot.starts_at)
    ]


def test_what_is_under_way_is_said_beside_the_next_appointment(open_case: MakeDesk) -> None:
    now = replace(files.MEETING, id=files.ident("now"), starts_at=dt.datetime(2019, 6, 18, 14))
    words = open_case(replace(files.VIEW, under_way=now)).words()
    assert "Rendez-vous en cours" in words
    assert "Prochain rendez-vous" in words


def test_the_page_asked_for_again_goes_back_to_the_list(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("À garder")
    desk.pilot.go_home()
    assert desk.pilot.page.currentWidget() is desk.pilot.page.cases
    assert any("À garder" in kept for kept in desk.drafts.values())


# -- the steps


def test_the_next_step_is_two_keys_away(open_case: MakeDesk) -> None:
    desk = open_case()
    choose(desk, "Passer à")
    assert desk.store.gestures(ReachStep) == [ReachStep(files.CASE, 7, Step.REVIEW)]


def test_a_pause_needs_a_reason(open_case: MakeDesk) -> None:
    desk = open_case()
    choose(desk, "Suspendre")
    desk.control(ENTER)
    assert "Dites pourquoi en quelques mots." in desk.words(desk.sheet())
    assert desk.store.gestures(PauseCase) == []
    desk.fill("Raison", "Hospitalisée jusqu’en juillet")
    desk.control(ENTER)
    paused = PauseCase(files.CASE, 7, Pause.SUSPENDED, "Hospitalisée jusqu’en juillet")
    assert desk.store.gestures(PauseCase) == [paused]


def test_a_stopped_case_says_since_when_and_is_taken_up_again(open_case: MakeDesk) -> None:
    mark = StepMark(files.day(6, 3), files.CLAIRE, None, Pause.SUSPENDED, "hospitalisée")
    view = replace(files.VIEW, case=replace(files.BUDGET_CASE, marks=(*files.MARKS, mark)), pause=Pause.SUSPENDED)
    desk = open_case(view)
    assert "Suivi, en pause, suspendu depuis le 03/06" in desk.case.head.steps.accessibleDescription()
    choose(desk, "Reprendre")
    assert desk.store.gestures(PauseCase) == [PauseCase(files.CASE, 7, Pause.NONE)]


def test_a_case_is_closed_with_the_way_it_ends(open_case: MakeDesk) -> None:
    desk = open_case()
    choose(desk, "Clore")
    desk.field("Comment se termine l’accompagnement").set_value("plan")  # type: ignore[attr-defined]  # a list
    desk.control(ENTER)
    assert desk.store.gestures(CloseCase) == [CloseCase(files.CASE, 7, ClosureReason.PLAN, "")]


@pytest.mark.parametrize("ending", ["Clore", "Séparer"])
def test_a_note_being_typed_is_signed_or_wiped_before_a_case_takes_no_more(open_case: MakeDesk, ending: str) -> None:
    desk = open_case()
    desk.write("Elle veut garder le logement.")
    choose(desk, ending)
    assert desk.refused == [NOTE_FIRST]
    assert desk.pilot.sheets.content() is None
    assert desk.draft.typed().text == "Elle veut garder le logement."


def test_a_closed_case_opens_again_with_a_reason(open_case: MakeDesk) -> None:
    desk = open_case(closed())
    assert "Clôture, franchie, 01/06, plan d’apurement" in desk.case.head.steps.accessibleDescription()
    choose(desk, "Rouvrir")
    desk.fill("Raison", "Nouvelle dette")
    desk.control(ENTER)
    assert desk.store.gestures(ReopenCase) == [ReopenCase(files.CASE, 7, "Nouvelle dette")]


def test_a_couple_parts_into_two_cases_and_a_child_may_be_in_both(open_case: MakeDesk) -> None:
    desk = open_case()
    choose(desk, "Séparer")
    desk.field("DUPUY Jules").set_value("both")  # type: ignore[attr-defined]  # a list
    desk.control(ENTER)
    (made,) = desk.store.gestures(SeparateCouple)
    shared = replace(files.MEMBERS[2], custody_percent=50)
    assert made.first == (files.MEMBERS[0], shared)
    assert made.second == (files.MEMBERS[1], shared)
    assert made.day == files.TODAY


def test_each_of_a_couple_takes_along_the_debts_the_plans_and_the_procedure_that_go_on(open_case: MakeDesk) -> None:
    rent, loan, fine = files.DEBTS
    (plan,) = plans_of([rent], Terms(6, 0, files.day(7, 5)), files.TODAY, files.CLAIRE)
    over = replace(plan, id=files.ident("over"), payments=(Payment(files.TODAY, plan.total),))
    desk = open_case(replace(files.VIEW, debts=(rent, loan, replace(fine, settled_on=files.TODAY)), plans=(plan, over)))
    choose(desk, "Séparer")
    desk.field(f"Prêt personnel\u00a0: {write_amount(loan.remaining)}").set_value("1")  # type: ignore[attr-defined]  # a list
    desk.field("Dossier de surendettement").set_value("stays")  # type: ignore[attr-defined]  # a list
    desk.control(ENTER)
    (made,) = desk.store.gestures(SeparateCouple)
    assert (made.first_takes, made.second_takes) == ((rent.id, plan.id), (rent.id, loan.id, plan.id))


def test_another_adult_of_the_home_goes_with_one_of_the_couple(open_case: MakeDesk) -> None:
    mother = Member("MOREL Odile", 1950, adult=True)
    members = (*files.MEMBERS[:2], mother)
    desk = open_case(replace(files.VIEW, case=replace(files.BUDGET_CASE, members=members)))
    choose(desk, "Séparer")
    desk.field("MOREL Odile").set_value("1")  # type: ignore[attr-defined]  # a list
    desk.control(ENTER)
    (made,) = desk.store.gestures(SeparateCouple)
    assert (made.first, made.second) == (members[:1], members[1:])


def test_a_couple_does_not_part_while_one_has_no_record(open_case: MakeDesk) -> None:
    members = (files.MEMBERS[0], replace(files.MEMBERS[1], person_id=None), files.MEMBERS[2])
    desk = open_case(replace(files.VIEW, case=replace(files.BUDGET_CASE, members=members)))
    choose(desk, "Séparer")
    assert desk.refused == [NEEDS_RECORDS]


def test_the_common_case_of_a_couple_that_parted_is_read_only(open_case: MakeDesk) -> None:
    case = replace(files.BUDGET_CASE, separated_on=files.day(6, 1))
    desk = open_case(replace(files.VIEW, case=case, writable=False, kept_back=2))
    words = desk.words()
    assert "séparé le 01/06/2019" in words
    assert "il se lit, il ne se modifie plus. 2 écrits depuis" in words
    assert not desk.draft.isVisible()
    assert not desk.case.head.end.isVisibleTo(desk.case)
    assert not desk.case.follow.debts.add_line.isVisibleTo(desk.case)
    for key in (Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_T, ENTER):
        desk.control(key)
        assert desk.pilot.sheets.content() is None


def test_each_new_case_leads_to_the_common_one(open_case: MakeDesk) -> None:
    desk = open_case(replace(files.VIEW, case=replace(files.BUDGET_CASE, before_id=files.OTHER_CASE)))
    desk.case.before.click()
    assert desk.store.asked[-1] == ReadCase(files.OTHER_CASE)


# -- the procedure


def test_a_computed_date_is_always_to_check_and_the_letter_counts(open_case: MakeDesk) -> None:
    desk = open_case()
    words = desk.words(desk.case.follow.procedure)
    for said in ("Contester avant le 05/07/2019", "reste 17 jours", "à vérifier", "La lettre reçue fait foi."):
        assert said in words
    boxes = desk.case.follow.procedure.findChildren(DeadlineBox)
    assert [box.property("card") for box in boxes] == ["warn"]


def test_a_date_that_has_passed_says_since_when(open_case: MakeDesk) -> None:
    file = replace(files.FILE, decision_on=files.TODAY - dt.timedelta(days=33))
    view = replace(files.VIEW, overindebtedness=file, deadlines=deadlines(file, files.TODAY))
    assert "Délai passé depuis 3 jours" in open_case(view).words()


def test_the_stages_are_said_with_what_is_known_of_each(open_case: MakeDesk) -> None:
    said = open_case().case.follow.procedure.stages.accessibleDescription()
    assert "Dépôt, faite, 21/03, attestation le 25/03" in said
    assert "Mesures, en cours, mesures imposées, rééchelonnement, 05/06, 84 mois" in said
    assert "Début des remboursements, à venir" in said


def test_a_stage_whose_day_is_to_come_is_only_planned(open_case: MakeDesk) -> None:
    file = replace(files.FILE, repays_from=files.day(8, 5))
    said = open_case(replace(files.VIEW, overindebtedness=file)).case.follow.procedure.stages.accessibleDescription()
    assert "Mesures, en cours" in said
    assert "Début des remboursements, à venir, prévu en août" in said


def test_without_a_file_it_says_so_and_one_may_be_begun(open_case: MakeDesk) -> None:
    desk = open_case(replace(files.VIEW, overindebtedness=None, deadlines=()))
    assert "Pas de dossier de surendettement." in desk.words()
    desk.case.follow.procedure.begin.click()
    desk.fill("Déposé le", "11/06")
    desk.control(ENTER)
    (made,) = desk.store.gestures(PutOverindebtedness)
    assert (made.file.started_on, made.file.filed_on, made.file.clock) == (files.TODAY, files.day(6, 11), 0)


def test_a_stage_is_written_over_what_is_kept(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.follow.procedure.edit.click()
    desk.fill("Remboursements à partir du", "1er août")
    desk.control(ENTER)
    (made,) = desk.store.gestures(PutOverindebtedness)
    assert made.file == replace(files.FILE, repays_from=files.day(8, 1))


def test_a_new_deposit_keeps_the_former_file_in_sight(open_case: MakeDesk) -> None:
    former = replace(files.FILE, id=files.ident("former"), filed_on=dt.date(2016, 5, 2), decision=Decision.MORATORIUM)
    ended = replace(files.FILE, ended_on=files.TODAY)
    desk = open_case(replace(files.VIEW, overindebtedness=ended, past_files=(former,), deadlines=()))
    assert "Dossier précédent\u00a0: 02/05/2016, moratoire" in desk.words()
    desk.case.follow.procedure.again.click()
    desk.control(ENTER)
    (made,) = desk.store.gestures(PutOverindebtedness)
    assert (made.file.clock, made.file.redeposit) == (0, True)
    assert made.file.id != ended.id


# -- household, objectives, letters


def test_a_member_of_the_household_is_changed_with_the_case_clock(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.show_part("household")
    lines = desk.case.household.members.lines
    lines.setFocus()
    lines.go_to("2")
    desk.key(ENTER)
    desk.fill("Année de naissance", "2010")
    desk.control(ENTER)
    (made,) = desk.store.gestures(ChangeCase)
    assert made.clock == 7
    assert made.members == (*files.MEMBERS[:2], replace(files.MEMBERS[2], birth_year=2010))


def test_a_year_of_birth_that_is_none_is_refused_in_the_form(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.show_part("household")
    desk.case.household.members.add_line.click()
    desk.fill("Nom et prénom", "DUPUY Lise")
    desk.fill("Année de naissance", "hier")
    desk.control(ENTER)
    assert "quatre chiffres" in desk.words(desk.sheet())
    assert desk.store.gestures(ChangeCase) == []


def test_whoever_the_case_is_named_after_stays_in_it(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.show_part("household")
    lines = desk.case.household.members.lines
    lines.setFocus()
    lines.go_to("0")
    desk.key(DELETE)
    assert desk.refused == [FIRST_STAYS]
    lines.go_to("2")
    desk.key(DELETE)
    assert [one.members for one in desk.store.gestures(ChangeCase)] == [files.MEMBERS[:2]]


def test_an_objective_is_ticked_once_it_is_reached(open_case: MakeDesk) -> None:
    aim = Objective("Garder le logement", files.day(3, 11))
    desk = open_case(replace(files.VIEW, case=replace(files.BUDGET_CASE, objectives=(aim,))))
    desk.case.show_part("household")
    desk.case.household.objectives.lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(SPACE)
    reached = replace(aim, reached_on=files.TODAY)
    assert [one.objectives for one in desk.store.gestures(ChangeCase)] == [(reached,)]


def test_a_letter_is_filled_read_over_and_kept(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.show_part("letters")
    desk.case.letters.models.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(ENTER)
    desk.key(Qt.Key.Key_1)
    assert DraftLetter(files.CASE, "payment_plan", files.DEBTS[0].id) in desk.store.asked
    assert "Le dossier ne dit pas\u00a0: son adresse." in desk.words(desk.sheet())
    desk.fill("Objet", "Contestation des frais")
    desk.control(ENTER)
    (made,) = desk.store.gestures(KeepLetter)
    letter = made.letter
    assert (letter.recipient, letter.subject, letter.day) == ("Ma Banque", "Contestation des frais", files.TODAY)
    assert letter.debt_id == files.DEBTS[0].id


def test_a_letter_of_the_history_opens_and_may_be_taken_away(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.show_part("letters")
    desk.case.letters.sent.lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(ENTER)
    assert desk.field("Destinataire").text() == "Ma Banque"  # type: ignore[attr-defined]  # a field of one line
    desk.key(ESCAPE)
    desk.key(DELETE)
    assert len(desk.store.gestures(WithdrawItem)) == 1


# -- keys and the discreet screen


def test_tab_follows_the_order_of_reading(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.head.sheet.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    for _ in range(60):
        visited.append(desk.cursor())
        desk.key(Qt.Key.Key_Tab)
    follow = desk.case.follow
    wanted: list[QWidget] = [
        desk.case.head.sheet,
        desk.case.head.end,
        desk.case.head.steps,
        desk.case.back,
        desk.case.steps,
        follow.notes.template,
        desk.draft.text,
        desk.draft.sign,
        follow.debts.lines,
        follow.documents.lines,
        follow.procedure.stages,
        follow.todo.lines,
    ]
    assert [widget for widget in visited if widget in wanted][: len(wanted)] == wanted


def test_the_parts_turn_both_ways(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_Tab)
    assert desk.case.part() == "work"
    desk.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.case.part() == "follow"


@pytest.mark.parametrize("part", ["follow", "work", "rights", "letters", "household"])
def test_a_discreet_screen_gives_no_name_no_amount_and_no_word_of_a_note(open_case: MakeDesk, part: str) -> None:
    desk = open_case()
    desk.case.show_part(part)
    told = desk.words()
    desk.discreet.set_on(True)
    hidden = desk.words()
    for secret in ("DUPUY", "Laure", "recevable", "€", "Ma Banque", "Régie des eaux", "Réparer", "Loyer", "bailleur"):
        assert secret not in hidden
    assert "•••" in hidden
    desk.discreet.set_on(False)
    assert desk.words() == told


@pytest.mark.parametrize("opened", ["end", "plan", "parting"])
def test_a_form_open_over_the_case_is_hidden_with_it(open_case: MakeDesk, opened: str) -> None:
    desk = open_case()
    if opened == "end":
        desk.write("Elle veut garder le logement.")
        desk.case.head.end.click()
    elif opened == "plan":
        desk.case.follow.spread.click()
    else:
        choose(desk, "Séparer")
    told = desk.words(desk.sheet())
    assert {"end": "garder le logement", "plan": "Loyer", "parting": "Yves"}[opened] in told
    desk.discreet.set_on(True)
    hidden = desk.words(desk.sheet())
    for secret in ("DUPUY", "Laure", "Yves", "Loyer", "bailleur", "€", "logement"):
        assert secret not in hidden
    desk.discreet.set_on(False)
    assert desk.words(desk.sheet()) == told


def test_reasons_and_debts_offered_to_a_choice_are_hidden_and_close_with_the_screen(open_case: MakeDesk) -> None:
    marks = (*files.MARKS, StepMark(files.TODAY, files.CLAIRE, None, Pause.SUSPENDED, "hospitalisée"))
    desk = open_case(replace(files.VIEW, case=replace(files.BUDGET_CASE, marks=marks)))
    desk.case.head.steps.click()
    assert "hospitalisée" in desk.words(desk.sheet())
    desk.discreet.set_on(True)
    assert desk.pilot.sheets.content() is None
    desk.case.head.steps.click()
    assert "hospitalisée" not in desk.words(desk.sheet())


def test_a_search_under_way_is_hidden_on_a_discreet_screen(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_F)
    desk.write("bailleur")
    desk.discreet.set_on(True)
    QApplication.processEvents()
    assert "prévenu" not in desk.words()
    assert isinstance(desk.store.asked[-1], FindInNotes)


def test_echap_goes_back_to_the_list(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("Un mot")
    desk.key(ESCAPE)
    assert desk.pilot.page.currentWidget() is desk.pilot.page.cases
    assert "Un mot" in desk.drafts[draft_kind(files.CASE)]


# -- what two desks wrote at once


CROSSED = CrossedThing(
    files.ident("crossing"),
    11,
    files.DEBTS[0],
    replace(files.DEBTS[0], remaining=130_000, next_on=files.day(7, 1), bailiff=True),
    "Bureau 2",
    dt.datetime(2019, 6, 18, 10, 5),
)


def test_two_versions_of_one_thing_are_told_field_by_field(open_case: MakeDesk) -> None:
    desk = open_case(replace(files.VIEW, crossed=(CROSSED,)))
    words = desk.words(desk.case.crossed)
    for said in (
        "«\u00a0Loyer\u00a0» a été modifié aussi au poste Bureau 2, le 18/06/2019 à 10:05.",
        "Reste dû\u00a0: 1\u00a0240,00\u00a0€ ici, 1\u00a0300,00\u00a0€ là-bas.",
        "Prochaine échéance\u00a0: rien ici, 01/07/2019 là-bas.",
        "Un huissier s’en occupe\u00a0: non ici, oui là-bas.",
    ):
        assert said in words
    desk.discreet.set_on(True)
    assert "€" not in desk.words(desk.case.crossed)
    assert "Loyer" not in desk.words(desk.case.crossed)


@pytest.mark.parametrize(
    ("verb", "crossing"), [("Garder celle d’ici", Crossing.KEEP), ("Prendre l’autre", Crossing.TAKE)]
)
def test_a_counsellor_chooses_the_version_that_stands(open_case: MakeDesk, verb: str, crossing: Crossing) -> None:
    desk = open_case(replace(files.VIEW, crossed=(CROSSED,)))
    next(button for button in desk.case.crossed.findChildren(Button) if button.text() == verb).setFocus()
    desk.key(ENTER)
    assert desk.store.gestures(SettleCrossed) == [SettleCrossed(files.CASE, CROSSED.id, 11, crossing)]
    desk.store.answers[ReadCase] = files.VIEW
    desk.store.tell(Change(frozenset({Subject("case", files.CASE)})))
    assert not desk.case.crossed.isVisible()


def test_two_versions_of_a_sheet_are_told_line_by_line(open_case: MakeDesk) -> None:
    rent = SheetLine(LineGroup.FIXED, "Loyer", cents=45_000)
    food = SheetLine(LineGroup.CURRENT, "Alimentation", cents=30_000)
    day, home = files.day(6, 18), household_of(files.VIEW.case.members, files.day(6, 18))
    limits = Thresholds(500, 1000)
    kept = Sheet(files.ident("sheet"), 7, files.CASE, day, 1, home, Divisor.PERSONS, limits, (rent, food))
    aside = replace(kept, lines=(replace(rent, cents=52_000), replace(food, payer="Yves")))
    desk = open_case(replace(files.VIEW, crossed=(replace(CROSSED, kept=kept, aside=aside),)))
    words = desk.words(desk.case.crossed)
    for said in (
        "Deux versions de la fiche du 18/06/2019\u00a0: celle d’ici, celle du poste Bureau 2, le 18/06/2019 à 10:05.",
        "Loyer\u00a0: 450,00\u00a0€ par mois ici, 520,00\u00a0€ par mois là-bas.",
        "Alimentation\u00a0: même montant par mois, précisions différentes.",
    ):
        assert said in words
    desk.discreet.set_on(True)
    assert "€" not in desk.words(desk.case.crossed)


def test_a_household_written_at_two_desks_is_said_to_differ(open_case: MakeDesk) -> None:
    other = replace(files.BUDGET_CASE, members=files.MEMBERS[:2], kind=CaseKind.PREVENTIVE)
    thing = replace(CROSSED, kept=files.BUDGET_CASE, aside=other, at=None)
    words = open_case(replace(files.VIEW, crossed=(thing,))).words()
    assert "Le dossier a été modifié aussi au poste Bureau 2." in words
    assert "Nature\u00a0: curatif ici, préventif là-bas." in words
    assert "Foyer\u00a0: différent." in words
