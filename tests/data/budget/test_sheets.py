"""Budget sheets in a real store: begun, copied, written cell by cell, frozen, and read by nobody else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.model import Group, Role
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.budget.items import put_item, read_items
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.schema.sealed import budget_item
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget.gestures import WithdrawItem
from ceis_desk.platforms.budget.ratios import Divisor
from ceis_desk.platforms.budget.sheet import USUAL_FORMULA, Freezing, LineGroup, Sheet, SheetLine, Thresholds
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet, FreezeSheet, NewSheet, ThawSheet, WithdrawSheet
from ceis_desk.platforms.budget.sheet_law import scales_of
from tests.data.budget.sealed_cases import folder_of, seal_case
from tests.data.records import create, do
from tests.scenarios.desks import Desk

CANARY = "Sous-le-pont-de-Lattes"


@pytest.fixture
def claire(desk: Desk) -> Opened:
    """A budget counsellor."""
    return desk.enter("claire")


@pytest.fixture
def case(claire: Opened) -> Id:
    """A case of a household of three."""
    return seal_case(claire, create(claire))


def begin(who: Opened, case: Id, copied_from: Id | None = None) -> Sheet:
    made = do(who, NewSheet(case, copied_from)).made[0]
    return sheet_of(who, case, made)


def sheet_of(who: Opened, case: Id, sheet_id: Id) -> Sheet:
    return next(one for one in folder_of(who, case).sheets if one.id == sheet_id)


def typed(sheet: Sheet, label: str, cents: int) -> Sheet:
    lines = tuple(replace(line, cents=cents) if line.label == label else line for line in sheet.lines)
    return replace(sheet, lines=lines)


def test_an_empty_sheet_begins_with_what_is_asked_of_everybody(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    assert next(line.label for line in sheet.of(LineGroup.RESOURCES)) == "Salaire net"
    assert all(line.cents is None for line in sheet.lines)
    assert sheet.version == 1


def test_an_empty_sheet_knows_the_debts_of_its_case(claire: Opened, case: Id) -> None:
    debts: tuple[dict[str, object], ...] = (
        {"label": "Loyer en retard", "creditor": "ACM", "remaining": 30_000, "monthly": 5_000},
        {"label": "Crédit renouvelable", "creditor": "Cetelem", "remaining": 184_260, "monthly": 9_600, "credit": True},
        {"label": "Électricité", "creditor": "EDF", "remaining": 21_200, "monthly": 0},
        {"label": "Cantine", "creditor": "Ville", "remaining": 0, "settled_on": "2019-06-01"},
        {"label": 5},
    )

    def job(tx: Tx) -> Change:
        for debt in debts:
            put_item(tx, case, new_id(), "debt", debt)
        return Change()

    claire.store.write(job).result()  # type: ignore[attr-defined]  # the real store
    sheet = begin(claire, case)
    said = [(line.group, line.label, line.cents, line.owed, line.payer) for line in sheet.lines if line.group.owes]
    assert said == [
        (LineGroup.CREDIT, "Crédit renouvelable", 9_600, 184_260, "Cetelem"),
        (LineGroup.PLAN, "Loyer en retard", 5_000, 30_000, "ACM"),
        (LineGroup.PLAN, "Électricité", None, 21_200, "EDF"),
    ]


def test_the_home_of_a_sheet_is_that_of_its_case(claire: Opened, case: Id) -> None:
    household = begin(claire, case).household
    assert household.words == "1 adulte, 2 enfants de 6 et 9 ans"
    assert (household.home.children, household.rsa.couple, household.dependants) == (2, False, 2)


def test_each_cell_is_kept_and_taken_back_one_by_one(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    first = do(claire, ChangeSheet(typed(sheet, "Salaire net", 74_200)))
    now = sheet_of(claire, case, sheet.id)
    second = do(claire, ChangeSheet(typed(now, "Loyer et charges", 54_800)))
    do(claire, second.undo)
    assert sheet_of(claire, case, sheet.id).lines == now.lines
    do(claire, first.undo)
    assert sheet_of(claire, case, sheet.id).lines == sheet.lines


def test_a_sheet_written_elsewhere_meanwhile_is_not_overwritten(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    do(claire, ChangeSheet(typed(sheet, "Salaire net", 74_200)))
    with pytest.raises(Outdated):
        do(claire, ChangeSheet(typed(sheet, "Salaire net", 80_000)))


def test_a_copy_keeps_every_line_as_it_was_given_and_is_a_version_of_its_own(claire: Opened, case: Id) -> None:
    first = begin(claire, case)
    do(claire, ChangeSheet(typed(first, "Salaire net", 74_200)))
    frozen = sheet_of(claire, case, first.id)
    do(claire, FreezeSheet(first.id, frozen.clock, Freezing.SIGNED))
    copy = begin(claire, case, first.id)
    assert copy.lines == frozen.lines
    assert (copy.version, copy.frozen) == (2, False)


@pytest.mark.parametrize("freezing", Freezing)
def test_a_frozen_sheet_refuses_changes_and_says_to_copy_it(claire: Opened, case: Id, freezing: Freezing) -> None:
    sheet = begin(claire, case)
    do(claire, FreezeSheet(sheet.id, sheet.clock, freezing))
    frozen = sheet_of(claire, case, sheet.id)
    assert frozen.freezing is freezing
    with pytest.raises(Refusal, match=f"Cette fiche est {freezing.label}\u00a0: faites-en une copie."):
        do(claire, ChangeSheet(typed(frozen, "Salaire net", 1)))
    with pytest.raises(Refusal):
        do(claire, WithdrawSheet(sheet.id, frozen.clock))


def test_a_frozen_sheet_keeps_the_scales_of_its_day_whatever_the_settings_say_later(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    do(claire, FreezeSheet(sheet.id, sheet.clock, Freezing.PRINTED))
    scales = sheet_of(claire, case, sheet.id).scales
    assert scales is not None
    assert scales.rsa is not None
    assert scales.rsa.base == 65_169


def test_a_frozen_sheet_keeps_the_everyday_scale_of_the_site_too(desk: Desk, case: Id) -> None:
    def set_living(cents: int) -> None:
        scale = {"from": "2019-01-01", "base": [cents, 0], "home": [0, 0], "heating": [0, 0], "verified": True}
        do(desk.enter("helene"), SetSiteSetting("budget_living", json.dumps([{**scale, "source": "CCAS"}])))

    set_living(50_000)
    claire = desk.enter("claire")
    sheet = begin(claire, case)
    do(claire, FreezeSheet(sheet.id, sheet.clock, Freezing.SIGNED))
    set_living(90_000)
    claire = desk.enter("claire")
    folder = folder_of(claire, case)
    used = scales_of(folder.sheets[0], folder.settings.scales, folder.settings.living)
    assert used.living is not None
    assert used.living.base == (50_000, 0)


def test_a_printed_sheet_may_still_be_signed_and_never_the_other_way(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    do(claire, FreezeSheet(sheet.id, sheet.clock, Freezing.PRINTED))
    do(claire, FreezeSheet(sheet.id, sheet_of(claire, case, sheet.id).clock, Freezing.SIGNED))
    with pytest.raises(Refusal):
        do(claire, FreezeSheet(sheet.id, sheet_of(claire, case, sheet.id).clock, Freezing.PRINTED))


def test_a_printing_is_taken_back_and_a_signature_never(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    printed = do(claire, FreezeSheet(sheet.id, sheet.clock, Freezing.PRINTED))
    thawed = do(claire, printed.undo)
    assert sheet_of(claire, case, sheet.id) == replace(sheet, clock=sheet_of(claire, case, sheet.id).clock)
    do(claire, thawed.undo)
    signed = do(claire, FreezeSheet(sheet.id, sheet_of(claire, case, sheet.id).clock, Freezing.SIGNED))
    assert signed.undo is None
    with pytest.raises(Refusal, match="signée"):
        do(claire, ThawSheet(sheet.id, sheet_of(claire, case, sheet.id).clock))


def test_no_change_by_hand_freezes_a_sheet_or_gives_it_another_number(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    do(claire, ChangeSheet(replace(sheet, version=9, freezing=Freezing.SIGNED)))
    now = sheet_of(claire, case, sheet.id)
    assert (now.version, now.freezing) == (1, None)


def test_a_sheet_taken_back_comes_again(claire: Opened, case: Id) -> None:
    change = do(claire, NewSheet(case))
    back = do(claire, change.undo)
    assert folder_of(claire, case).sheets == ()
    do(claire, back.undo)
    assert len(folder_of(claire, case).sheets) == 1


def test_a_social_security_number_is_refused_in_any_text_of_a_line(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    line = SheetLine(LineGroup.CURRENT, "Divers", remark="1 84 03 34 172 001 81")
    with pytest.raises(Refusal, match="sécurité sociale"):
        do(claire, ChangeSheet(replace(sheet, lines=(line,))))


@pytest.mark.parametrize("line", [{"label": "x" * 201}, {"day": 32}])
def test_a_line_out_of_bounds_is_refused(claire: Opened, case: Id, line: dict[str, object]) -> None:
    sheet = begin(claire, case)
    wrong = replace(SheetLine(LineGroup.CURRENT, "Divers"), **line)  # type: ignore[arg-type]  # one field by name
    with pytest.raises(Refusal):
        do(claire, ChangeSheet(replace(sheet, lines=(wrong,))))


def test_the_figures_know_cents_and_no_word(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    lines = (
        SheetLine(LineGroup.RESOURCES, CANARY, cents=100_000),
        SheetLine(LineGroup.PLAN, CANARY, cents=5_000, owed=21_200, payer=CANARY, remark=CANARY),
    )
    do(claire, ChangeSheet(replace(sheet, lines=lines)))
    facts: list[object] = []

    def job(tx: Tx) -> Change:
        row = tx.connection.execute(budget_item.select()).one()
        facts.append(open_payload(tx.keys, Group.FIGURES, row.fact, Place(budget_item.name, row.id, "fact")))
        return Change()

    claire.store.write(job).result()  # type: ignore[attr-defined]  # the real store
    fact = facts[0]
    assert isinstance(fact, dict)
    assert (fact["resources"], fact["payments"], fact["rest"], fact["owed_plans"]) == (100_000, 5_000, 95_000, 21_200)
    assert CANARY not in str(fact)


def test_neither_the_reception_nor_a_social_worker_reads_a_sheet(desk: Desk, claire: Opened, case: Id) -> None:
    begin(claire, case)
    desk.add("lea", "Léa Bastide", Role.SOCIAL)
    desk.add("accueil", "Nadia Haddad", Role.RECEPTION)
    for login in ("lea", "accueil"):
        with pytest.raises(Denied):
            folder_of(desk.enter(login), case)


def test_a_payload_that_is_no_sheet_is_said_and_not_a_fault(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)

    def job(tx: Tx) -> Change:
        put_item(tx, case, sheet.id, "sheet", {"day": "hier"})
        assert len(read_items(tx.connection, tx.keys, case, ("sheet",))) == 1
        return Change()

    claire.store.write(job).result()  # type: ignore[attr-defined]  # the real store
    with pytest.raises(Refusal, match="ne peut pas être lue"):
        folder_of(claire, case)


def test_after_a_separation_the_common_case_takes_no_sheet(claire: Opened) -> None:
    common = seal_case(claire, create(claire), separated_on=dt.date(2019, 6, 18))
    with pytest.raises(Refusal, match="séparation"):
        do(claire, NewSheet(common))


def test_a_new_sheet_takes_the_divisor_and_the_thresholds_of_the_site(desk: Desk) -> None:
    director = desk.enter("helene")
    do(director, SetSiteSetting("budget_divisor", '"units"'))
    do(director, SetSiteSetting("budget_thresholds", '{"low": 650, "high": 950}'))
    claire = desk.enter("claire")
    sheet = begin(claire, seal_case(claire, create(claire)))
    assert sheet.divisor is Divisor.UNITS
    assert sheet.thresholds == Thresholds(650, 950)


def test_a_living_sheet_follows_the_formula_of_its_day_and_a_frozen_one_keeps_its_own(desk: Desk) -> None:
    claire = desk.enter("claire")
    case = seal_case(claire, create(claire))
    signed, living = begin(claire, case), begin(claire, case)
    do(claire, FreezeSheet(signed.id, signed.clock, Freezing.SIGNED))
    formula = {"from": living.day.isoformat(), "taken": ["fixed"], "aside": ["ars"], "housing": ["rent"]}
    do(desk.enter("helene"), SetSiteSetting("budget_formulas", json.dumps([formula])))
    claire = desk.enter("claire")
    assert sheet_of(claire, case, signed.id).formula == USUAL_FORMULA
    followed = sheet_of(claire, case, living.id)
    assert (followed.formula.taken, followed.formula.starts) == ((LineGroup.FIXED,), living.day)
    do(claire, FreezeSheet(living.id, followed.clock, Freezing.PRINTED))
    do(desk.enter("helene"), SetSiteSetting("budget_formulas", "[]"))
    claire = desk.enter("claire")
    printed = sheet_of(claire, case, living.id)
    assert printed.formula == followed.formula
    do(claire, ThawSheet(printed.id, printed.clock))
    assert sheet_of(claire, case, living.id).formula == USUAL_FORMULA


def test_the_figures_learn_the_rest_by_the_formula_of_the_day(desk: Desk) -> None:
    claire = desk.enter("claire")
    sheet = begin(claire, seal_case(claire, create(claire)))
    formula = {"from": sheet.day.isoformat(), "taken": ["fixed"], "aside": [], "housing": ["rent"]}
    do(desk.enter("helene"), SetSiteSetting("budget_formulas", json.dumps([formula])))
    claire = desk.enter("claire")
    lines = (
        SheetLine(LineGroup.RESOURCES, "RSA", "rsa", 60_000),
        SheetLine(LineGroup.FIXED, "Loyer", "rent", 20_000),
        SheetLine(LineGroup.CREDIT, "Prêt", "personal_loan", 5_000),
    )
    do(claire, ChangeSheet(replace(sheet, lines=lines)))
    facts: list[Mapping[str, object]] = []

    def job(tx: Tx) -> Change:
        row = tx.connection.execute(budget_item.select().where(budget_item.c.id == sheet.id)).one()
        facts.append(open_payload(tx.keys, Group.FIGURES, row.fact, Place("budget_item", sheet.id, "fact")))
        return Change()

    claire.store.write(job).result()  # type: ignore[attr-defined]  # the real store
    assert facts[0]["rest"] == 40_000


@pytest.mark.parametrize("wrong", [{"cents": -5}, {"owed": -5}])
def test_a_negative_amount_is_refused_by_the_store_too(claire: Opened, case: Id, wrong: dict[str, int]) -> None:
    sheet = begin(claire, case)
    lines = (replace(sheet.lines[0], **wrong), *sheet.lines[1:])  # type: ignore[arg-type]  # one of its amounts
    with pytest.raises(Refusal, match="négatif"):
        do(claire, ChangeSheet(replace(sheet, lines=lines)))


def test_a_signed_sheet_is_not_taken_away_as_a_thing_of_the_case(claire: Opened, case: Id) -> None:
    sheet = begin(claire, case)
    do(claire, FreezeSheet(sheet.id, sheet.clock, Freezing.SIGNED))
    with pytest.raises(Refusal):
        do(claire, WithdrawItem((sheet.id,)))
    assert sheet_of(claire, case, sheet.id).freezing is Freezing.SIGNED


@pytest.mark.parametrize("wrong", [b"spoiled", b""])
def test_a_spoiled_sheet_hides_no_other_and_a_new_one_may_be_begun(claire: Opened, case: Id, wrong: bytes) -> None:
    spoiled, sound = begin(claire, case), begin(claire, case)

    def job(tx: Tx) -> Change:
        tx.change(budget_item, spoiled.id, sealed=wrong)
        return Change()

    claire.store.write(job).result()  # type: ignore[attr-defined]  # the real store
    assert [one.id for one in folder_of(claire, case).sheets] == [sound.id]
    assert begin(claire, case).version == 3


def test_a_sheet_of_an_unknown_shape_hides_no_other(claire: Opened, case: Id) -> None:
    sound = begin(claire, case)

    def job(tx: Tx) -> Change:
        put_item(tx, case, new_id(), "sheet", {"day": "2031-01-01"})
        return Change()

    claire.store.write(job).result()  # type: ignore[attr-defined]  # the real store
    assert [one.id for one in folder_of(claire, case).sheets] == [sound.id]
