"""A sheet typed by keys: what shows at once, what is kept, and what is taken back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.masking import DOTS
from ceis_desk.platforms.budget.cells import with_line
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.sheet import Freezing, LineGroup
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet
from ceis_desk.ui.kit.drafts import FOUND_AGAIN
from ceis_desk.ui.platforms.budget.sheet.add_sheet import AddLineSheet
from ceis_desk.ui.platforms.budget.sheet.amount_cell import AmountCell
from ceis_desk.ui.platforms.budget.sheet.confirm_sheet import ConfirmSheet
from ceis_desk.ui.platforms.budget.sheet.details_sheet import DetailsSheet
from ceis_desk.ui.platforms.budget.sheet.keeper import DRAFT
from ceis_desk.ui.platforms.budget.sheet.outcome import HOME_CHANGED
from ceis_desk.ui.platforms.budget.sheet.page import NO_CASE, NOTHING
from ceis_desk.ui.shell.areas import step_area
from tests.data.budget.sealed_cases import FAMILY, seal_case
from tests.ui.platforms.budget.sheet.conftest import Counsellor, SheetTestPaper

ENTER, UP, DOWN, DELETE, ESCAPE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Escape,
)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def give(claire: Counsellor, label: str, text: str) -> None:
    """Type an amount and go on."""
    claire.go(label)
    claire.write(text)
    claire.key(ENTER)


def total(claire: Counsellor, group: LineGroup) -> str:
    return claire.page.sections[group].band.total()


def test_without_a_case_the_page_says_what_to_do(claire: Counsellor) -> None:
    claire.pilot.enter()
    assert claire.page.empty.sentence.text() == NO_CASE
    assert claire.page.empty.button.isHidden()


def test_a_case_without_a_sheet_offers_to_begin_one_with_the_cursor_on_it(claire: Counsellor) -> None:
    claire.open()
    assert claire.page.empty.sentence.text() == NOTHING
    claire.key(Qt.Key.Key_Space, text=" ")
    claire.quiet()
    assert len(claire.folder().sheets) == 1
    assert claire.cursor() is claire.cell("Salaire net")


def test_totals_follow_each_key_before_the_cell_is_left(claire: Counsellor) -> None:
    claire.begin()
    claire.write("742")
    assert total(claire, LineGroup.RESOURCES) == "742,00\u00a0€"
    assert "742,00\u00a0€ par mois" in claire.page.results.gauge.month.words()


def test_the_formula_is_written_under_what_it_comes_from(claire: Counsellor) -> None:
    claire.begin()
    said = claire.page.results.formula.text()
    assert said == "Reste à vivre = ressources − charges fixes − crédits − plans d’apurement"


def test_a_whole_sheet_is_typed_with_entree_alone(claire: Counsellor) -> None:
    claire.begin()
    for text in ("742", "318,40", "372", "=65,775*2", "500+48"):
        claire.write(text)
        claire.key(ENTER)
    assert total(claire, LineGroup.RESOURCES) == "1\u00a0563,95\u00a0€"
    assert total(claire, LineGroup.FIXED) == "548,00\u00a0€"
    assert claire.cents("Loyer et charges") == 54_800
    assert claire.page.head.state.text() == "Enregistré à 11:07"


def test_the_arrows_and_maj_entree_go_from_line_to_line(claire: Counsellor) -> None:
    claire.begin()
    claire.key(DOWN)
    assert claire.cursor() is claire.cell("Prime d’activité")
    claire.key(ENTER)
    claire.key(UP)
    claire.key(ENTER, SHIFT)
    assert claire.cursor() is claire.cell("Salaire net")
    claire.key(UP)
    assert claire.cursor() is claire.cell("Salaire net")


def test_tab_goes_down_and_leaves_what_was_typed(claire: Counsellor) -> None:
    claire.begin()
    claire.write("742")
    claire.key(Qt.Key.Key_Tab, text="\t")
    assert claire.cursor() is claire.cell("Prime d’activité")
    assert claire.cents("Salaire net") == 74_200


def test_text_out_of_place_stays_with_the_reason_beside_it(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "742 ou 750")
    row = claire.row("Salaire net")
    assert row.cell.text() == "742 ou 750"
    assert "Le texte est gardé" in row.wrong.text()
    assert row.cell.accessibleDescription() == row.wrong.text()
    assert claire.page.head.state.text() == "1 montant à corriger"
    line = claire.stored().lines[0]
    assert (line.cents, line.typed) == (None, "742 ou 750")
    give(claire, "Salaire net", "742")
    assert row.wrong.isHidden()


def test_each_cell_is_taken_back_one_by_one_and_done_again(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "742")
    claire.quiet()
    give(claire, "Prime d’activité", "318,40")
    claire.quiet()
    claire.link.undo()
    claire.quiet()
    assert claire.cell("Prime d’activité").text() == ""
    assert total(claire, LineGroup.RESOURCES) == "742,00\u00a0€"
    claire.link.undo()
    assert claire.cents("Salaire net") is None
    claire.link.redo()
    assert claire.cents("Salaire net") == 74_200


def test_echap_gives_back_what_the_cell_held(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "742")
    claire.go("Salaire net")
    claire.write("9")
    claire.key(ESCAPE)
    assert claire.cell("Salaire net").text() == "742,00"
    assert claire.cents("Salaire net") == 74_200


def test_suppr_removes_a_line_says_so_and_ctrl_z_brings_it_back(claire: Counsellor) -> None:
    claire.begin()
    before = len(claire.stored().lines)
    claire.go("Eau")
    claire.key(DELETE)
    assert len(claire.stored().lines) == before - 1
    assert "Ligne «\u00a0Eau\u00a0» retirée." in claire.said
    assert isinstance(claire.cursor(), AmountCell)
    claire.link.undo()
    assert len(claire.stored().lines) == before


def test_suppr_in_what_is_being_typed_only_rubs_out(claire: Counsellor) -> None:
    claire.begin()
    claire.write("74")
    claire.key(Qt.Key.Key_Home)
    claire.key(DELETE)
    assert claire.cell("Salaire net").text() == "4"


def test_ctrl_entree_adds_a_line_found_by_its_first_letters(claire: Counsellor) -> None:
    claire.begin()
    claire.go("Eau")
    claire.key(ENTER, CONTROL)
    sheet = claire.pilot._sheets.content()
    assert isinstance(sheet, AddLineSheet)
    claire.write("mut")
    assert sheet.found.rows.idents()[0] == "health_insurance"
    claire.write("uelle de la ville")
    claire.key(ENTER)
    assert claire.cursor() is claire.cell("mutuelle de la ville")
    claire.write("30")
    claire.key(ENTER)
    added = next(line for line in claire.stored().lines if line.label == "mutuelle de la ville")
    assert (added.group, added.code, added.cents) == (LineGroup.FIXED, "", 3_000)


def test_a_line_of_another_card_is_added_from_the_same_sheet(claire: Counsellor) -> None:
    claire.begin()
    claire.page.sections[LineGroup.CREDIT].band.add.click()
    claire.write("renouv")
    claire.key(ENTER)
    assert claire.cursor() is claire.cell("Crédit renouvelable")
    assert claire.page.sections[LineGroup.CREDIT].nothing.isHidden()
    assert not claire.page.sections[LineGroup.PLAN].nothing.isHidden()


def test_f4_changes_the_rhythm_and_the_month_follows(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Eau", "85,50")
    claire.go("Eau")
    claire.key(Qt.Key.Key_F4)
    claire.key(Qt.Key.Key_F4)
    assert claire.row("Eau").more.text() == "par trimestre"
    assert total(claire, LineGroup.FIXED) == "28,50\u00a0€"
    assert next(line for line in claire.stored().lines if line.label == "Eau").periodicity is Periodicity.QUARTERLY


def test_f2_opens_the_details_and_keeps_them(claire: Counsellor) -> None:
    claire.begin()
    claire.page.sections[LineGroup.PLAN].band.add.click()
    claire.write("retard de l")
    claire.key(ENTER)
    claire.key(Qt.Key.Key_F2)
    sheet = claire.pilot._sheets.content()
    assert isinstance(sheet, DetailsSheet)
    sheet.owed.setText("300 euros environ")
    sheet.day.setText("45")
    claire.key(ENTER)
    assert "Le texte est gardé" in sheet._owed_field.message()
    assert "31" in sheet._day_field.message()
    sheet.owed.setText("300")
    sheet.day.setText("5")
    sheet.remark.setPlainText("accord oral du bailleur")
    sheet.justified.setChecked(True)
    sheet.words.setFocus()
    claire.key(ENTER)
    line = next(one for one in claire.stored().lines if one.code == "late_rent")
    assert (line.owed, line.day, line.justified, line.remark) == (30_000, 5, True, "accord oral du bailleur")
    assert claire.row("Retard de loyer").more.text() == "reste 300,00\u00a0€ · remarque"
    assert claire.page.results.debts_card.isVisibleTo(claire.page)


def test_a_social_security_number_is_refused_in_a_remark(claire: Counsellor) -> None:
    claire.begin()
    claire.key(Qt.Key.Key_F2)
    sheet = claire.pilot._sheets.content()
    assert isinstance(sheet, DetailsSheet)
    sheet.remark.setPlainText("1 84 03 34 172 001 81")
    claire.key(ENTER)
    assert "sécurité sociale" in sheet._remark_field.message()
    claire.key(ESCAPE)
    assert claire.stored().lines[0].remark == ""


def test_the_gauge_says_its_zone_in_words_and_has_a_table(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "900")
    picture = claire.page.results.gauge.picture
    assert "10,00\u00a0€ par jour et par personne, équilibré" in picture.drawing.accessibleName()
    picture.switch.click()
    cells = [str(picture.table.model().index(row, 0).data()) for row in range(4)]
    assert cells == ["fragile", "à surveiller", "équilibré", "Cette fiche"]
    assert picture.switch.accessibleName() == "Voir le graphique\u00a0: Reste à vivre"


def test_an_empty_sheet_is_not_computable_and_nothing_fails(claire: Counsellor) -> None:
    claire.begin()
    assert "non calculable" in claire.page.results.gauge.picture.drawing.accessibleName()
    assert "non calculable" in claire.page.tiles._tiles[3].words()


def test_levers_show_what_they_would_leave_and_are_kept_only_when_asked(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "900")
    give(claire, "Mutuelle", "90")
    claire.quiet()
    card = claire.page.results.levers
    assert list(card.switches) == ["css"]
    card.switches["css"].setFocus()
    claire.key(Qt.Key.Key_Space, text=" ")
    assert card.result.text() == "avec ces leviers\u00a0: 10,00\u00a0€"
    assert claire.stored().levers == ()
    card.keep.click()
    assert [one.code for one in claire.stored().levers] == ["css"]
    claire.open()
    assert claire.page.results.levers.on() == {"css"}


def test_hints_follow_the_lines(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "900")
    assert any("allocation familiale" in words for words in claire.page.hints.words())
    give(claire, "Allocations familiales", "131,55")
    assert not any("allocation familiale" in words for words in claire.page.hints.words())


def test_a_household_that_changed_is_said_and_taken_from_the_menu(claire: Counsellor) -> None:
    claire.begin()
    seal_case(claire.who, claire.folder().person_id, claire.case, members=FAMILY[:2])
    claire.open()
    assert HOME_CHANGED in claire.page.hints.words()
    claire.page.head.home_asked.emit()
    claire.quiet()
    assert claire.stored().household.words == "1 adulte, 1 enfant de 9 ans"
    assert "1 adulte, 1 enfant de 9 ans" in claire.page.head.about.text()
    assert HOME_CHANGED not in claire.page.hints.words()
    assert [action.text() for action in claire.page.head.menu().actions() if action.text()][:2] == [
        "Copier cette fiche",
        "Commencer une fiche vide",
    ]


def test_the_discreet_screen_shows_no_amount_anywhere(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "742")
    give(claire, "Loyer et charges", "800")
    claire.discreet.set_on(True)
    assert claire.cell("Salaire net").text() == DOTS
    claire.go("Salaire net")
    assert claire.cell("Salaire net").displayText() != "742,00"
    assert total(claire, LineGroup.RESOURCES) == DOTS
    page = claire.page
    said = [
        page.results.gauge.picture.drawing.accessibleName(),
        page.results.waterfall.drawing.accessibleName(),
        page.results.gauge.month.words(),
        page.head.about.text(),
        *(tile.words() for tile in page.tiles._tiles),
        *page.hints.words(),
    ]
    assert not any(number in words for words in said for number in ("742", "800", "58,00", "Benali"))


def test_a_copy_is_compared_to_the_sheet_before_it(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "742")
    claire.quiet()
    claire.page.head.copy_asked.emit()
    claire.quiet()
    assert claire.stored().version == 2
    give(claire, "Salaire net", "832")
    claire.quiet()
    claire.key(Qt.Key.Key_F7)
    assert claire.page.comparing()
    model = claire.page.compare.table.model()
    first = [str(model.index(0, column).data()) for column in range(4)]
    assert first == ["Ressources", "742,00\u00a0€", "832,00\u00a0€", "+\u00a090,00\u00a0€"]
    claire.key(ESCAPE)
    assert not claire.page.comparing()
    assert "+\u00a01,00\u00a0€ depuis la version 1" in claire.page.results.gauge.trend.words()


def test_every_figure_is_shown_with_its_formula_and_its_source(claire: Counsellor) -> None:
    claire.begin()
    claire.key(Qt.Key.Key_F8)
    sheet = claire.pilot._sheets.content()
    assert sheet is not None
    model = sheet.table.model()  # type: ignore[attr-defined]  # the sheet of figures
    names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert {"Reste à vivre", "Quotient familial estimé", "Capacité de remboursement maximale"} <= set(names)
    assert all(str(model.index(row, column).data()) for row in range(model.rowCount()) for column in (1, 2, 3))
    claire.key(ESCAPE)


def test_signing_asks_once_and_the_sheet_no_longer_takes_a_key(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "742")
    claire.quiet()
    claire.page.head.sign_asked.emit()
    sheet = claire.pilot._sheets.content()
    assert isinstance(sheet, ConfirmSheet)
    sheet.yes.click()
    assert claire.stored().freezing is Freezing.SIGNED
    claire.go("Salaire net")
    claire.write("9")
    claire.key(DELETE)
    assert claire.cents("Salaire net") == 74_200
    assert claire.page.head.state.text().startswith("signée le ")
    assert claire.page.head.copy.isVisibleTo(claire.page)


def test_printing_freezes_and_gives_the_very_sheet(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "742")
    claire.quiet()
    claire.page.head.print.click()
    claire.quiet()
    assert claire.stored().freezing is Freezing.PRINTED
    (paper,) = claire.printed
    assert isinstance(paper, SheetTestPaper)
    assert paper.made.sheet == claire.stored()
    assert paper.made.sheet.scales is not None
    assert paper.made.before is None
    claire.link.undo()
    assert claire.stored().freezing is None


def test_a_sheet_written_by_a_colleague_keeps_what_both_typed(claire: Counsellor) -> None:
    claire.begin()
    theirs = claire.stored()
    at = next(at for at, line in enumerate(theirs.lines) if line.label == "Eau")
    claire.go("Salaire net")
    claire.write("742")
    other = ChangeSheet(with_line(theirs, at, replace(theirs.lines[at], cents=2_850)))
    claire.who.store.do(other).result()
    claire.key(ENTER)
    claire.quiet()
    claire.key(UP)
    claire.key(DOWN)
    claire.quiet()
    assert claire.cell("Eau").text() == "28,50\u00a0€"
    claire.until(lambda: claire.cell("Salaire net").text().startswith("742,00"))
    claire.key(ENTER)
    assert claire.cents("Salaire net") == 74_200
    assert claire.cents("Eau") == 2_850


def test_what_was_being_typed_when_everything_stopped_is_found_again(claire: Counsellor) -> None:
    claire.begin()
    sheet = claire.stored()
    draft = {"sheet": sheet.id.hex, "at": 0, "label": "Salaire net", "text": "742"}
    claire.who.store.do(KeepDraft(DRAFT, json.dumps(draft))).result()
    claire.pilot._keeper.take(None)
    claire.open()
    assert claire.cents("Salaire net") == 74_200
    assert FOUND_AGAIN in claire.said


def test_a_half_typed_cell_is_kept_when_the_screen_locks(claire: Counsellor) -> None:
    claire.begin()
    claire.write("742")
    claire.pilot.leave()
    assert claire.cents("Salaire net") == 74_200


def test_a_sheet_that_is_only_read_does_not_say_that_it_was_written_now(claire: Counsellor) -> None:
    claire.begin()
    assert claire.page.head.state.text() == "Enregistré"
    claire.discreet.set_on(True)
    assert claire.page.head.state.text() == "Enregistré"
    claire.discreet.set_on(False)
    give(claire, "Salaire net", "742")
    claire.quiet()
    assert claire.page.head.state.text() == "Enregistré à 11:07"


def test_f6_goes_from_card_to_card_and_reaches_the_levers(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "900")
    give(claire, "Mutuelle", "90")
    claire.quiet()
    visited = []
    for _ in claire.page.areas():
        step_area(claire.page.areas(), 1)
        visited.append(claire.cursor())
    levers = claire.page.results.levers
    assert levers.switches["css"] in visited
    assert len(set(visited)) > len(claire.page.sections)


def test_a_lever_reached_by_keys_is_scrolled_to(claire: Counsellor) -> None:
    claire.begin()
    give(claire, "Salaire net", "900")
    give(claire, "Mutuelle", "90")
    claire.quiet()
    claire.page.resize(1162, 420)
    QApplication.processEvents()
    lever = claire.page.results.levers.switches["css"]
    lever.setFocus()
    view = claire.page._results.viewport()
    assert view.rect().contains(lever.mapTo(view, lever.rect().center()))


def test_thresholds_that_nobody_has_set_are_said_to_be_an_example(claire: Counsellor) -> None:
    claire.begin()
    assert claire.page.results.gauge.thresholds.text() == "seuils à confirmer"


@pytest.mark.parametrize("width", [1162, 1716, 700])
def test_every_line_keeps_its_cell_at_every_width(claire: Counsellor, width: int) -> None:
    claire.begin()
    claire.page.resize(width, 700)
    QApplication.processEvents()
    rows = claire.page.rows().values()
    assert all(one.cell.width() >= 100 and one.cell.geometry().right() <= one.width() for one in rows)
    assert claire.page.results.isVisibleTo(claire.page)


def test_the_head_on_two_lines_leaves_the_height_to_the_cells(claire: Counsellor) -> None:
    claire.begin()
    claire.page.resize(700, 900)
    QApplication.processEvents()
    head = claire.page.head
    assert head.height() <= head.heightForWidth(head.width())


def test_escape_goes_back_to_the_case(claire: Counsellor) -> None:
    went: list[tuple[str, object]] = []
    claire.pilot.go.connect(lambda code, argument: went.append((code, argument)))
    claire.begin()
    claire.key(Qt.Key.Key_Escape)
    assert went == [("budget", claire.case)]
