"""A morning in the digital space, in the real window and by keys alone: seat, help, record, follow, free."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.platforms.digital.coop import Theme
from ceis_desk.platforms.digital.gestures import TakePost
from ceis_desk.platforms.digital.model import PostLine, PostState, ProcedureState, ProcedureTab
from ceis_desk.platforms.digital.questions import ListProcedures, ReadSpace
from ceis_desk.platforms.digital.rules import NO_THEME
from ceis_desk.statistics.coop import COOP_HEADS
from ceis_desk.statistics.digital import DigitalPeriod
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.platforms.digital import figures_acts
from ceis_desk.ui.platforms.digital.figures_sheet import FiguresSheet
from ceis_desk.ui.platforms.digital.pilot import DigitalPilot
from ceis_desk.ui.platforms.digital.post_card import PostCard
from ceis_desk.ui.platforms.digital.procedure_sheet import ProcedureSheet
from ceis_desk.ui.platforms.digital.seat_sheet import SeatSheet, WhomSheet
from ceis_desk.ui.platforms.home.pilot import HomePilot
from tests.scenarios.windows import CONTROL, DAY, ENTER, ESCAPE, SHIFT, Seat, demo_copy, seated

Key = Qt.Key


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    with seated(qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")) as made:
        yield made


def space(seat: Seat, login: str = "marc") -> DigitalPilot:
    """The page, as « Plateformes » opens it."""
    if seat.program.desk.session is None:
        seat.open_as(login)
    seat.strike(Key.Key_6, CONTROL)
    home = seat.session.pilot()
    assert isinstance(home, HomePilot)
    next(card for card in home.page.cards if card.way.code == "digital").button.setFocus()
    seat.strike(Key.Key_Return)
    pilot = seat.session.pilot()
    assert isinstance(pilot, DigitalPilot)
    seat.until(lambda: pilot.page.posts.current() is not None, "the posts are never read")
    seat.quiet()
    return pilot


def post(seat: Seat, code: str) -> PostLine:
    return next(line for line in seat.ask(ReadSpace()).posts if line.post.code == code)


def sheet_of(pilot: DigitalPilot, kind: type[QWidget]) -> QWidget | None:
    return pilot.page.window().findChild(kind)


def has_cursor(area: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and area.isAncestorOf(focused)


def helps(seat: Seat) -> int:
    return seat.ask(DigitalPeriod(DAY, DAY)).helps


def press_theme(pilot: DigitalPilot, theme: Theme) -> None:
    form = pilot.page.help.form
    assert form is not None
    (form.themes.buttons | form.others.buttons)[theme.value].click()


def test_the_page_of_the_picture_opens_on_the_longest_request_for_help(seat: Seat) -> None:
    pilot = space(seat)
    line = pilot.page.posts.current()
    assert line is not None
    assert (line.post.name, line.state) == ("Poste 5", PostState.ASKING)
    words = seat.words()
    for said in (
        "6 postes sur 8 occupés, 1 personne demande de l’aide",
        "Poste 2, aide en cours",
        "Poste 7, en panne",
        "Aide pour Mme CASTEL",
        "poste 2, commencée à 10:36",
        "À suivre  9",
        "Abouties  31",
        "1 en retard",
    ):
        assert said in words


def test_a_person_is_seated_by_keys_then_asks_for_help_then_leaves(seat: Seat) -> None:
    pilot = space(seat)
    seat.write("3")
    seat.strike(ENTER)
    seat.write("dupuy laure")
    seat.quiet()
    seat.strike(ENTER)
    seat.quiet()
    seat.strike(ENTER)
    seat.until(lambda: post(seat, "3").state is PostState.TAKEN, "nobody sits down")
    seat.quiet()
    line = post(seat, "3")
    assert line.use is not None
    assert line.use.used_name == "Dupuy"
    assert pilot.page.posts.has_cursor()
    seat.write("a")
    seat.until(lambda: post(seat, "3").state is PostState.ASKING)
    seat.quiet()
    seat.write("l")
    seat.until(lambda: post(seat, "3").state is PostState.FREE)
    seat.quiet()
    seat.strike(Key.Key_Z, CONTROL)
    seat.until(lambda: post(seat, "3").state is PostState.ASKING, "Ctrl Z brings nobody back")


def test_arrows_go_from_post_to_post_and_digits_do_nothing_in_a_field(seat: Seat) -> None:
    pilot = space(seat)
    seat.write("1")
    for key, wanted in ((Key.Key_Right, "2"), (Key.Key_Down, "6"), (Key.Key_Left, "5"), (Key.Key_Up, "1")):
        seat.strike(key)
        line = pilot.page.posts.current()
        assert line is not None
        assert line.post.code == wanted
    seat.strike(Key.Key_F2)
    seat.write("4")
    sheet = sheet_of(pilot, SeatSheet)
    assert isinstance(sheet, SeatSheet)
    assert sheet.picker.field.text() == "4"


def test_a_help_without_a_theme_stays_a_draft_that_the_lock_keeps(seat: Seat) -> None:
    pilot = space(seat)
    seat.write("5")
    seat.strike(Key.Key_M, CONTROL)
    seat.until(lambda: post(seat, "5").state is PostState.HELPED, "the help never begins")
    seat.quiet()
    seat.strike(ENTER, CONTROL)
    assert pilot.page.help.wrong.text() == NO_THEME
    press_theme(pilot, Theme.EMAIL)
    assert pilot.page.help.wrong.text() == ""
    seat.until(pilot.page.help.kept_line.isVisible, "the draft is never kept")
    seat.strike(Key.Key_F12)
    seat.until(lambda: seat.program.desk.session is None, "the desk never locks")
    seat.open_as("marc")
    pilot = space(seat)
    seat.write("5")
    seat.strike(Key.Key_M, CONTROL)
    seat.quiet()
    form = pilot.page.help.form
    assert form is not None
    seat.until(lambda: form.themes.values() == (Theme.EMAIL.value,), "the draft does not come back")
    assert helps(seat) == 0


def test_a_help_is_recorded_by_ctrl_enter_and_taken_back_by_ctrl_z(seat: Seat) -> None:
    pilot = space(seat)
    seat.write("5")
    seat.strike(Key.Key_M, CONTROL)
    seat.quiet()
    press_theme(pilot, Theme.PROCEDURES)
    form = pilot.page.help.form
    assert form is not None
    assert form.procedures.isVisible()
    form.procedures.buttons["logement"].click()
    form.length.set_value("other")
    form.typed.setText("75")
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: helps(seat) == 1, "the help is never recorded")
    seat.quiet()
    assert seat.ask(DigitalPeriod(DAY, DAY)).minutes == 75
    assert post(seat, "5").state is PostState.TAKEN
    assert pilot.page.help.form is not form
    seat.strike(Key.Key_Z, CONTROL)
    seat.until(lambda: helps(seat) == 0)
    assert post(seat, "5").state is PostState.HELPED


def test_0_shows_the_twelve_other_themes_and_one_chosen_stays_in_sight(seat: Seat) -> None:
    pilot = space(seat)
    form = pilot.page.help.form
    assert form is not None
    assert not form.others.isVisible()
    seat.write("0")
    seat.settle()
    assert sum(button.isVisible() for button in form.others.buttons.values()) == 12
    press_theme(pilot, Theme.SAFETY)
    seat.write("0")
    seat.settle()
    assert [code for code, button in form.others.buttons.items() if button.isVisible()] == [Theme.SAFETY.value]


def test_who_waits_is_offered_the_post_that_is_free(seat: Seat) -> None:
    pilot = space(seat)
    for _ in range(2):
        seat.session.ground.link.do(TakePost(""))
    seat.until(lambda: len(seat.ask(ReadSpace()).waiting) == 2)
    seat.quiet()
    assert "2 personnes attendent un poste" in seat.words()
    assert pilot.page.posts.waiting.isVisible()
    # More to show scrolls the page: it never squeezes a post.
    for card in pilot.page.findChildren(PostCard):
        assert card.height() >= card.minimumSizeHint().height()
    pilot.page.posts.waiting.setFocus()
    seat.strike(Key.Key_Home)
    seat.strike(ENTER)
    seat.settle()
    seat.write("1")
    seat.until(lambda: post(seat, "3").state is PostState.TAKEN, "who waited is never seated")
    assert len(seat.ask(ReadSpace()).waiting) == 1


def test_a_broken_post_is_said_with_words_and_repaired(seat: Seat) -> None:
    space(seat)
    seat.write("3")
    seat.write("p")
    seat.settle()
    seat.write("souris")
    seat.strike(ENTER)
    seat.until(lambda: post(seat, "3").state is PostState.OUT)
    seat.quiet()
    assert "souris" in seat.words()
    seat.write("l")
    seat.until(lambda: post(seat, "3").state is PostState.FREE)


def test_a_procedure_goes_to_its_end_by_keys(seat: Seat) -> None:
    pilot = space(seat)
    rows = pilot.page.procedures.rows
    rows.setFocus()
    seat.strike(Key.Key_Home)
    late = pilot.page.procedures.line(rows.current())
    assert late is not None
    seat.strike(ENTER)
    seat.settle()
    sheet = sheet_of(pilot, ProcedureSheet)
    assert isinstance(sheet, ProcedureSheet)
    assert sheet.state.hasFocus()
    sheet.state.set_value(ProcedureState.SUCCEEDED.value)
    sheet.state.activated.emit(sheet.state.currentIndex())
    seat.settle()
    assert not sheet.due.isVisible()
    sheet.save.setFocus()
    seat.strike(ENTER)
    seat.until(
        lambda: late.id in [one.id for one in seat.ask(ListProcedures(ProcedureTab.SUCCEEDED)).lines], "it never ends"
    )
    seat.quiet()
    assert not pilot.page.procedures.late.isVisible()
    assert "À suivre  8" in seat.words()


def test_a_procedure_with_a_password_in_its_name_is_refused_beside_the_field(seat: Seat) -> None:
    pilot = space(seat)
    seat.strike(Key.Key_N, CONTROL)
    seat.settle()
    sheet = sheet_of(pilot, ProcedureSheet)
    assert isinstance(sheet, ProcedureSheet)
    seat.write("caf mdp soleil")
    seat.strike(ENTER)
    assert "mot de passe" in sheet.label.message()
    assert sheet.words.text() == "caf mdp soleil"
    assert seat.ask(ListProcedures()).counts[ProcedureTab.FOLLOW] == 9
    seat.strike(ESCAPE)


def test_a_discreet_screen_shows_neither_a_name_nor_a_theme_nor_a_procedure(seat: Seat) -> None:
    pilot = space(seat)
    press_theme(pilot, Theme.HEALTH)
    seat.strike(Key.Key_F9)
    seat.settle()
    words = seat.words()
    for name in ("SERRANO", "CASTEL", "LEBRUN", "Prime d’activité", "tablette", "Santé"):
        assert name not in words
    assert "L••• É." in words
    assert "démarche masquée" in words


def test_nothing_scrolls_in_the_help_card_while_it_is_hidden(seat: Seat) -> None:
    pilot = space(seat)
    bar = pilot.page.help.scroller.verticalScrollBar()
    seat.program.window.resize(1366, 700)
    seat.until(bar.isVisible, "the sheet of a help is not taller than its card")
    seat.strike(Key.Key_F9)
    seat.settle()
    assert not bar.isVisible()
    assert pilot.page.help.hidden.isVisible()
    seat.strike(Key.Key_F9)
    seat.until(bar.isVisible)


def test_the_figures_have_room_for_their_words_when_the_text_is_large(seat: Seat) -> None:
    pilot = space(seat)
    seat.program.window.resize(1366, 700)
    seat.program.choices.change(text_scale=150)
    pilot.page.figures.setFocus()
    seat.strike(Key.Key_Return)
    seat.quiet()
    sheet = sheet_of(pilot, FiguresSheet)
    assert isinstance(sheet, FiguresSheet)
    words = sheet.definitions
    assert words.height() >= words.heightForWidth(words.width())
    assert words.geometry().top() >= sheet.table.geometry().bottom()
    buttons = sheet.coop.mapTo(sheet, QPoint(0, sheet.coop.height()))
    assert buttons.y() <= sheet.height()


def leave(seat: Seat, pilot: DigitalPilot, kind: type[QWidget], words: str) -> None:
    """Press the button that leaves a sheet, once it is open."""
    seat.until(lambda: sheet_of(pilot, kind), f"{kind.__name__} never opens")
    sheet = sheet_of(pilot, kind)
    assert sheet is not None
    next(one for one in sheet.findChildren(Button) if one.text() == words).click()
    seat.until(lambda: sheet_of(pilot, kind) is None, f"{kind.__name__} stays open")


def test_each_sheet_of_the_page_has_a_button_to_leave_it(seat: Seat) -> None:
    pilot = space(seat)
    pilot.page.figures.click()
    leave(seat, pilot, FiguresSheet, "Fermer")
    pilot.page.seat_asked.emit()
    leave(seat, pilot, SeatSheet, "Annuler")
    pilot.page.procedure_asked.emit()
    leave(seat, pilot, ProcedureSheet, "Annuler")
    pilot.page.help.other_asked.emit()
    leave(seat, pilot, WhomSheet, "Annuler")


def test_in_a_short_window_what_the_keys_reach_is_in_sight(seat: Seat) -> None:
    pilot = space(seat)
    seat.program.window.resize(900, 560)
    seat.settle()
    seat.strike(Key.Key_M, CONTROL)
    seat.until(lambda: has_cursor(pilot.page.help), "the sheet of a help does not get the cursor")
    for _ in range(12):
        at = QApplication.focusWidget()
        assert at is not None
        assert not at.visibleRegion().isEmpty(), at.accessibleName()
        seat.strike(Key.Key_Tab)
    seat.strike(Key.Key_6, CONTROL)
    home = seat.session.pilot()
    assert isinstance(home, HomePilot)
    last = home.page.cards[-1].button
    for _ in home.page.cards:
        seat.strike(Key.Key_Down)
        at = QApplication.focusWidget()
        assert at is not None
        assert not at.visibleRegion().isEmpty(), at.accessibleName()
    assert last.hasFocus()


def test_the_reception_sees_the_posts_frees_them_and_reads_no_theme(seat: Seat) -> None:
    pilot = space(seat, "accueil")
    seat.quiet()
    words = seat.words()
    assert "Poste 2, aide en cours" in words
    assert "réservés aux professionnels. Demandez à Marc Vidal (numérique)" in words
    for hidden in ("Prime d’activité", Theme.EMAIL.label, "Aide pour", "Chiffres"):
        assert hidden not in words
    seat.write("1")
    seat.write("l")
    seat.until(lambda: post(seat, "1").state is PostState.FREE)
    seat.strike(Key.Key_M, CONTROL)
    seat.settle()
    assert pilot.page.help.form is None


def test_no_part_of_the_page_or_of_its_sheets_takes_the_keys_of_the_window(seat: Seat) -> None:
    pilot = space(seat)
    seat.strike(Key.Key_F2)
    seat.settle()
    seat.strike(ESCAPE)
    seat.write("6")
    seat.strike(Key.Key_M, CONTROL)
    seat.quiet()
    pilot.page.figures.click()
    seat.quiet()
    seat.strike(ESCAPE)
    assert seat.lost == []


def test_a_taken_post_says_who_helps_there_and_its_keys_are_in_the_help(seat: Seat) -> None:
    space(seat)
    seat.write("2")
    seat.strike(ENTER)
    seat.settle()
    assert "Mme CASTEL Rose, depuis 10:36, tablette, aide de Marc Vidal" in seat.words()
    seat.write("2")
    seat.until(lambda: post(seat, "2").state is PostState.TAKEN, "the help never ends")
    seat.quiet()
    seat.strike(Key.Key_F1)
    seat.settle()
    assert "1 à 9, flèches" in seat.words()


def test_the_figures_of_half_a_month_are_refused_beside_their_last_day(seat: Seat) -> None:
    pilot = space(seat)
    pilot.page.figures.setFocus()
    seat.strike(ENTER)
    seat.quiet()
    sheet = seat.program.window.findChild(FiguresSheet)
    assert sheet is not None
    assert (sheet.first.text(), sheet.last.text()) == ("01/06/2019", "30/06/2019")
    assert sheet.table.model().rowCount() > 0
    seat.tab_to(sheet.last)
    sheet.last.selectAll()
    seat.write("18/06")
    seat.strike(Key.Key_Tab)
    seat.quiet()
    assert "prenez par exemple du 01/06/2019 au 30/06/2019" in sheet.to_field.message()
    assert sheet.table.model().rowCount() == 0
    assert not sheet.save.isEnabled()


def test_f6_goes_from_card_to_card(seat: Seat) -> None:
    pilot = space(seat)
    assert pilot.page.posts.has_cursor()
    seat.strike(Key.Key_F6)
    assert has_cursor(pilot.page.procedures)
    seat.strike(Key.Key_F6)
    assert has_cursor(pilot.page.help)
    seat.strike(Key.Key_F6, SHIFT)
    assert has_cursor(pilot.page.procedures)


def test_the_export_for_la_coop_is_written_without_a_name(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "coop.csv"
    asked: list[str] = []

    def save(_parent: QWidget, _title: str, name: str, _files: str, then: Callable[[Path], None]) -> None:
        asked.append(name)
        then(place)

    monkeypatch.setattr(figures_acts, "ask_where_to_save", save)
    pilot = space(seat)
    pilot.figures.export(dt.date(2019, 4, 1), DAY)
    seat.until(place.exists, "no file is written")
    seat.quiet()
    assert asked == ["activites-la-coop-2019-04-01-2019-06-18.csv"]
    with place.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert tuple(rows[0]) == COOP_HEADS
    assert (
        len([row for row in rows if row["type"] != "collectif"])
        == seat.ask(DigitalPeriod(dt.date(2019, 4, 1), DAY)).helps
    )
    text = place.read_text(encoding="utf-8-sig").lower()
    for name in ("serrano", "benali", "castel", "bénazet"):
        assert name not in text


def test_the_digital_space_says_whom_an_animation_brought_and_leads_to_her(seat: Seat) -> None:
    pilot = space(seat)
    line = pilot.page.first_contact
    seat.until(line.isVisible, "nobody is said")
    words = line.words.text()
    assert words.startswith("Première venue au numérique\u00a0: ")
    assert words.endswith(", après l’animation du 13 juin. 2 autres depuis un mois.")
    name = words.split(": ")[1].split(",")[0].split()[1]
    seat.session.ground.discreet.set_on(True)
    assert name not in line.words.text()
    seat.session.ground.discreet.set_on(False)
    line.follow.setFocus()
    seat.strike(Key.Key_Return)
    seat.until(lambda: name in seat.words() and seat.session.page().code == "people", "her record does not open")


def test_no_name_of_a_first_venue_is_said_to_other_platforms(seat: Seat) -> None:
    pilot = space(seat, "lea")
    assert not pilot.page.first_contact.isVisible()
    assert "Première venue" not in seat.words()


def test_tab_goes_through_the_page_in_the_order_of_reading(seat: Seat) -> None:
    pilot = space(seat)
    page, form = pilot.page, pilot.page.help.form
    assert form is not None
    first_theme = next(iter(form.themes.buttons.values()))
    wanted: tuple[QWidget, ...] = (
        page.figures, page.sheet, page.seat, page.posts, page.procedures, page.first_contact.follow,
        page.help.other, first_theme, form.place, form.referral, page.help.save,
    )  # fmt: skip
    page.figures.setFocus()
    met = []
    for _ in range(40):
        at = QApplication.focusWidget()
        met += [part for part in wanted if part is at or (part in (page.posts, page.procedures) and has_cursor(part))]
        if at is page.help.save:
            break
        seat.strike(Key.Key_Tab)
    assert list(dict.fromkeys(met)) == list(wanted)
