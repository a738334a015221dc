"""A couple that parts: two cases from then on, and neither says what follows of the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data.schema.sealed import budget_case
from ceis_desk.data.write import Tx
from ceis_desk.notes.gestures import AttachDocument
from ceis_desk.notes.questions import FindInNotes, NotesOf
from ceis_desk.people.gestures import ErasePerson
from ceis_desk.platforms.budget.gestures import (
    AskDocument,
    ChangeCase,
    JoinAgain,
    PutDebt,
    ReachStep,
    SeparateCouple,
    WithdrawCase,
    WithdrawItem,
)
from ceis_desk.platforms.budget.model import BudgetCase, Member, Step
from ceis_desk.platforms.budget.questions import CasesOf, ListCases
from ceis_desk.platforms.budget.sheet_gestures import NewSheet
from ceis_desk.platforms.budget.sheet_questions import ReadSheets
from tests.data.budget.households import Office
from tests.data.budget.test_things import facts

TOM = Member("Tom", 2010, adult=False, custody_percent=50)
WORD = "Kanariaseparation"


def couple(office: Office) -> tuple[Id, Member, Member]:
    laure, yves = office.person(), office.person("Dupuy", "Yves", 1982)
    one = Member("DUPUY Laure", 1985, adult=True, person_id=laure)
    other = Member("DUPUY Yves", 1982, adult=True, person_id=yves)
    return office.open(laure, other, TOM), one, other


def parted(office: Office) -> tuple[Id, Id, Id]:
    common, laure, yves = couple(office)
    office.owe(common, "Loyer")
    office.sign(common, "Entretien commun.")
    clock = office.view(common).case.clock
    her, his = office.claire.do(SeparateCouple(common, clock, (laure, TOM), (yves, TOM))).made
    return common, her, his


def test_each_has_a_case_of_one_adult_that_says_which_one_was_common(office: Office) -> None:
    common, her, his = parted(office)
    for case_id in (her, his):
        case = office.view(case_id).case
        assert (case.before_id, sum(one.adult for one in case.members)) == (common, 1)
    assert [line.used_name for line in office.claire.ask(ListCases())] == ["Dupuy", "Dupuy"]


def test_the_common_case_is_read_and_no_longer_written(office: Office) -> None:
    common, _, _ = parted(office)
    view = office.view(common)
    assert ([debt.label for debt in view.debts], [note.text for note in view.notes]) == (
        ["Loyer"],
        ["Entretien commun."],
    )
    assert not view.writable
    case, debt = view.case, view.debts[0]
    for gesture in (
        PutDebt(common, debt),
        WithdrawItem((debt.id,)),
        AskDocument(common, ("RIB",)),
        ReachStep(common, case.clock, Step.DIAGNOSIS),
        ChangeCase(common, case.clock, case.kind, case.source, None, case.members),
        AttachDocument(common, Group.BUDGET, "x.pdf", b"%PDF-1.7"),
        WithdrawCase(common, case.clock),
    ):
        with pytest.raises(Refusal, match="fermé depuis la séparation"):
            office.claire.do(gesture)
    with pytest.raises(Refusal, match="fermé depuis la séparation"):
        office.sign(common, "encore")


def test_neither_case_shows_what_follows_of_the_other(office: Office) -> None:
    _, her, his = parted(office)
    office.owe(his, WORD)
    office.sign(his, f"Note {WORD}.")
    assert WORD not in repr(office.view(her))
    hers = office.persons["Dupuy"]
    assert her not in {line.id for line in office.claire.ask(CasesOf(hers))}


def test_what_a_colleague_wrote_elsewhere_since_is_kept_back_and_counted(office: Office) -> None:
    common, laure, yves = couple(office)
    before = office.view(common).case
    office.claire.do(SeparateCouple(common, before.clock, (laure,), (yves,)))
    # What another desk, not knowing, sent afterwards: it wrote in the common case as it still stood there.
    write_as_elsewhere(office, common, before)
    view = office.view(common)
    assert (view.kept_back, view.notes) == (1, ())
    assert WORD not in repr(office.claire.ask(NotesOf(common, Group.BUDGET)))
    assert office.claire.ask(FindInNotes(WORD, Group.BUDGET)) == ()
    assert [note.text for note in office.view(common, "nadia").notes] == [f"Vu Yves, {WORD}."]


def test_a_sheet_begun_elsewhere_since_is_kept_back_on_the_day_of_the_separation_too(office: Office) -> None:
    common, laure, yves = couple(office)
    before = office.view(common).case
    known = office.claire.do(NewSheet(common)).made[0]
    office.claire.do(SeparateCouple(common, before.clock, (laure,), (yves,)))
    write_as_elsewhere(office, common, before, lambda: office.nadia.do(NewSheet(common)))
    assert [sheet.id for sheet in office.claire.ask(ReadSheets(common)).sheets] == [known]


def test_what_is_kept_back_stays_so_when_one_of_the_couple_is_erased(office: Office) -> None:
    common, laure, yves = couple(office)
    before = office.view(common).case
    office.claire.do(SeparateCouple(common, before.clock, (laure,), (yves,)))
    write_as_elsewhere(office, common, before)
    assert laure.person_id is not None
    clock = office.view(common).case.clock
    office.day.do(ErasePerson(laure.person_id), "helene")
    store = office.day.desk.enter("claire").store
    store.file.writer.run(lambda _: None).result()  # type: ignore[attr-defined]  # what her session began by burying
    view = office.view(common)
    assert view.case.clock > clock
    assert (view.kept_back, view.notes) == (1, ())


def write_as_elsewhere(
    office: Office, common: Id, before: BudgetCase, write: Callable[[], object] | None = None
) -> None:
    """Reopen the common case under the separation’s own clock, let Nadia write or sign, and close it again."""
    store = office.day.desk.enter("claire").store
    row = store.file.writer.run(  # type: ignore[attr-defined]  # the inside of the store
        lambda connection: connection.execute(budget_case.select().where(budget_case.c.id == common)).one()
    ).result()
    place = budget_case.c.id == common

    def put(sealed: bytes, hlc: int) -> None:
        def work(tx: Tx) -> Change:
            tx.connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
            tx.connection.execute(update(budget_case).where(place).values(sealed=sealed, hlc=hlc))
            tx.connection.exec_driver_sql("UPDATE desk_self SET capture = 1")
            return Change()

        office.day.desk.enter("claire").store.write(work).result()  # type: ignore[attr-defined]  # the inside of the store

    from ceis_desk.data.budget.case_rows import put_case

    office.day.desk.enter("claire").store.write(  # type: ignore[attr-defined]  # the inside of the store
        lambda tx: Change(subjects=put_case(tx, before))
    ).result()
    if write is None:
        office.sign(common, f"Vu Yves, {WORD}.", "nadia")
    else:
        write()
    put(row.sealed, row.hlc)


def test_a_separation_is_taken_back_while_the_new_cases_are_empty(office: Office) -> None:
    common, laure, yves = couple(office)
    change = office.claire.do(SeparateCouple(common, office.view(common).case.clock, (laure, TOM), (yves,)))
    office.claire.do(change.undo)
    assert office.view(common).writable
    assert len(office.claire.ask(ListCases())) == 1
    with pytest.raises(Outdated):
        office.claire.do(change.undo)


def test_each_takes_her_debts_along_and_a_debt_of_both_is_in_both(office: Office) -> None:
    common, laure, yves = couple(office)
    rent, loan = office.owe(common, "Loyer"), office.owe(common, "Prêt auto", 640_000)
    change = office.claire.do(
        SeparateCouple(
            common,
            office.view(common).case.clock,
            (laure, TOM),
            (yves,),
            first_takes=(rent.id,),
            second_takes=(rent.id, loan.id),
        )
    )
    her, his = change.made
    assert [debt.label for debt in office.view(her).debts] == ["Loyer"]
    assert [(debt.label, debt.remaining) for debt in office.view(his).debts] == [
        ("Loyer", 124_000),
        ("Prêt auto", 640_000),
    ]
    assert len(facts(office)) == 5
    office.claire.do(change.undo)
    assert [debt.label for debt in office.view(common).debts] == ["Loyer", "Prêt auto"]


def test_nothing_of_another_case_is_taken_along(office: Office) -> None:
    common, laure, yves = couple(office)
    other = office.owe(office.open(office.person("Morel", "Ida")))
    with pytest.raises(Refusal):
        office.claire.do(
            SeparateCouple(common, office.view(common).case.clock, (laure,), (yves,), first_takes=(other.id,))
        )
    assert office.view(common).writable


def test_a_separation_is_not_taken_back_once_one_of_them_was_received(office: Office) -> None:
    common, her, _ = parted(office)
    office.sign(her, "Reçue seule.")
    with pytest.raises(Refusal, match="n’est plus vide"):
        office.claire.do(JoinAgain(common, office.view(common).case.clock))


def test_another_adult_of_the_home_goes_on_with_one_of_them(office: Office) -> None:
    common, laure, yves = couple(office)
    mother = Member("MOREL Odile", 1950, adult=True)
    clock = office.view(common).case.clock
    her, his = office.claire.do(SeparateCouple(common, clock, (laure,), (yves, mother))).made
    assert [member.name for member in office.view(his).case.members] == [yves.name, "MOREL Odile"]
    assert [member.name for member in office.view(her).case.members] == [laure.name]


def test_each_side_is_one_adult_of_the_couple_who_has_a_record(office: Office) -> None:
    common, laure, yves = couple(office)
    stranger = Member("MOREL Ida", 1990, adult=True, person_id=office.person("Morel", "Ida"))
    nameless = Member("DUPUY Yves", 1982, adult=True)
    for first, second in (
        ((laure, yves), (yves,)),
        ((laure,), (nameless,)),
        ((laure,), (stranger,)),
        ((laure,), (laure,)),
    ):
        with pytest.raises(Refusal, match="adulte"):
            office.claire.do(SeparateCouple(common, office.view(common).case.clock, first, second))
