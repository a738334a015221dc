"""The board of employment places driven by keys alone, in the real window on the example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.agenda.workshop_requests import ReadSessions
from ceis_desk.agenda.workshops import SessionKind
from ceis_desk.core.clock import running_from
from ceis_desk.data.demo import OPENING
from ceis_desk.platforms.employment.papers import CertificatePaper, OccupationPaper
from ceis_desk.platforms.employment.questions import ReadBoard, ReadGroup
from ceis_desk.platforms.employment.rules import SeatState
from ceis_desk.ui.kit.painting import width_of, words_at
from ceis_desk.ui.platforms.employment import seat as seat_module
from ceis_desk.ui.platforms.employment.contract_sheet import ContractSheet
from ceis_desk.ui.platforms.employment.group_session import GroupSessionForm
from ceis_desk.ui.platforms.employment.pilot import EmploymentPilot
from ceis_desk.ui.platforms.employment.twin import PLACES_OF_EACH_DAY
from tests.scenarios.windows import CONTROL, ENTER, ESCAPE, TAB, Seat, demo_copy, seated

DOWN, UP, LEFT, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right
TODAY = OPENING.date()


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Seat]:
    with seated(qapp, qtbot, folder, running_from(OPENING)) as made:
        yield made


def at_the_board(seat: Seat, login: str = "marc") -> EmploymentPilot:
    seat.open_as(login)
    seat.session.show("employment")
    pilot = seat.session.pilot()
    assert isinstance(pilot, EmploymentPilot)
    seat.until(lambda: pilot._board is not None and pilot.groups.view is not None, "the board is never read")
    seat.quiet()
    return pilot


def cursor() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget is not None else ""


def sheet_of(seat: Seat, pilot: EmploymentPilot) -> ContractSheet:
    seat.until(lambda: isinstance(pilot._writing.sheets.content(), ContractSheet), "no contract opens")
    found = pilot._writing.sheets.content()
    assert isinstance(found, ContractSheet)
    return found


def state_of(seat: Seat, place: str, position: int) -> tuple[SeatState, str]:
    row = next(row for row in seat.ask(ReadBoard(TODAY)).rows if row.place.name == place)
    found = row.seats[position]
    return found.state, found.contract.used_name if found.contract else ""


def test_arrows_move_among_seats_and_tab_goes_from_card_to_card(seat: Seat) -> None:
    at_the_board(seat)
    assert cursor().startswith("Aide à domicile, place 1 sur 4")
    for key, there in (
        (RIGHT, "Aide à domicile, place 2 sur 4"),
        (DOWN, "Agent technique, place 2 sur 3"),
        (LEFT, "Agent technique, place 1 sur 3"),
        (UP, "Aide à domicile, place 1 sur 4"),
        (UP, "Aide à domicile, place 1 sur 4"),
        (TAB, "Les Micocouliers, place 1 sur 2"),
    ):
        seat.strike(key)
        assert cursor().startswith(there)


def test_at_200_percent_the_boards_stand_one_above_the_other_and_no_name_is_cut(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = []

    def spy(painter: QPainter, box: QRect, words: str, font: QFont, colour: QColor, *rest: Any) -> int:  # noqa: ANN401 what is left
        if width_of(words, font) > box.width():
            cut.append(words)
        return words_at(painter, box, words, font, colour, *rest)

    pilot = at_the_board(seat)
    seat.program.window.resize(1920, 1080)
    seat.program.choices.change(text_scale=200)
    seat.settle()
    upper, lower = pilot.page.board.boards.values()
    assert upper.geometry().bottom() < lower.geometry().top()
    monkeypatch.setattr(seat_module, "words_at", spy)
    for board in (upper, lower):
        board.grab()
    assert cut == []


def test_a_free_seat_is_filled_by_keys_and_taken_back(seat: Seat) -> None:
    pilot = at_the_board(seat)
    for key in (DOWN, RIGHT, RIGHT):
        seat.strike(key)
    assert cursor() == "Agent technique, place 3 sur 3\u00a0: libre, depuis le 03/06/2019"
    seat.strike(ENTER)
    seat.quiet()
    seat.write("pujol")
    seat.quiet()
    seat.strike(ENTER)
    seat.quiet()
    assert cursor() == "Place"
    seat.strike(TAB)
    seat.write("CDDI")
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: state_of(seat, "Agent technique", 2) == (SeatState.HELD, "Pujol"), "no contract is kept")
    seat.quiet()
    assert "12 sur 12" in seat.words()
    assert cursor().startswith("Agent technique, place 3 sur 3\u00a0: occupée, PUJOL Thierry")
    seat.session.ground.link.undo()
    seat.until(lambda: state_of(seat, "Agent technique", 2) == (SeatState.FREE, ""), "it is not taken back")
    seat.quiet()
    assert pilot.page.board.chosen().endswith("|2")


def test_page_keys_go_from_change_to_change_and_a_day_is_typed(seat: Seat) -> None:
    pilot = at_the_board(seat)
    field = pilot.page.board.head.day
    seat.strike(Qt.Key.Key_PageDown)
    seat.until(lambda: field.text() == "01/07/2019", "the next change is not shown")
    seat.strike(Qt.Key.Key_PageUp)
    seat.until(lambda: field.text() == "11/06/2019", "the change before is not shown")
    field.setFocus()
    field.selectAll()
    seat.write("1/8")
    seat.strike(ENTER)
    seat.quiet()
    assert field.text() == "01/08/2019"
    field.selectAll()
    seat.write("31/02")
    seat.strike(ENTER)
    assert "31/02" in pilot.page.board.head.trouble.text()
    assert field.text() == "31/02"


def test_a_contract_is_opened_noted_ended_and_its_exit_taken_back_by_letters(seat: Seat) -> None:
    pilot = at_the_board(seat)
    seat.strike(TAB)
    seat.strike(ENTER)
    sheet = sheet_of(seat, pilot)
    assert sheet.title.text() == "Mme NDIAYE Astou, Les Micocouliers"
    seat.write("f")
    seat.quiet()
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: len(sheet_of(seat, pilot).rows.rows.idents()) == 4, "the fact is not shown")
    seat.write("s")
    seat.quiet()
    seat.write("17062019")
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: state_of(seat, "Les Micocouliers", 0)[0] is SeatState.FREE, "she does not leave")
    seat.quiet()
    assert "emploi durable" in seat.words()
    assert "Les trois ensemble sont les sorties dynamiques" in seat.words()
    seat.write("x")
    seat.until(lambda: state_of(seat, "Les Micocouliers", 0) == (SeatState.HELD, "Ndiaye"), "the exit stays")
    seat.strike(ESCAPE)
    assert cursor().startswith("Les Micocouliers, place 1 sur 2")


def test_the_table_and_the_exits_say_the_same_in_rows(seat: Seat) -> None:
    at_the_board(seat)
    seat.strike(Qt.Key.Key_F7)
    seat.quiet()
    assert "depuis 3/06" in seat.words()
    seat.strike(ESCAPE)
    seat.strike(Qt.Key.Key_F8)
    seat.until(lambda: "Sorties 2019" in seat.words(), "the exits are not shown")
    seat.until(lambda: PLACES_OF_EACH_DAY in seat.words(), "the page does not say what places it counts")
    seat.until(lambda: "332 jours occupés sur 360 jours de place" in seat.words(), "the mean is not shown")
    assert "La limite de 6 mois est un réglage" in seat.words()


def test_a_discreet_screen_shows_no_name_anywhere(seat: Seat) -> None:
    pilot = at_the_board(seat)
    seat.session.ground.discreet.set_on(True)
    seat.settle()
    names = {one.contract.used_name for row in seat.ask(ReadBoard(TODAY)).rows for one in row.seats if one.contract}
    said = seat.words().casefold()
    assert [name for name in names if name.casefold() in said.replace("•", " ").split()] == []
    assert "koffi" not in said
    pilot.open_group()
    seat.quiet()
    group = seat.ask(ReadGroup(TODAY))
    assert group is not None
    assert [one.used_name for one in group.members if one.used_name.casefold() in seat.words().casefold().split()] == []


def test_the_direction_sees_places_without_a_name_and_changes_nothing(seat: Seat) -> None:
    pilot = at_the_board(seat, "direction")
    said = seat.words()
    assert "11 sur 12" in said
    assert "NDIAYE" not in said
    assert "Nouveau contrat" not in said
    seat.strike(ENTER)
    sheet = sheet_of(seat, pilot)
    assert sheet.title.text() == "Contrat, Aide à domicile"
    assert "Modifier" not in seat.words()
    seat.strike(ESCAPE)
    pilot.open_group()
    seat.quiet()
    assert "9 membres, 34 anciens en contact" in seat.words()


def test_a_member_joins_the_group_and_her_certificate_is_printed(seat: Seat) -> None:
    pilot = at_the_board(seat)
    papers: list[object] = []
    pilot.papers(papers.append)
    seat.until(lambda: papers, "no occupation is printed")
    assert isinstance(papers[0], OccupationPaper)
    pilot.open_group()
    seat.quiet()
    seat.strike(DOWN)
    pilot.papers(papers.append)
    seat.until(lambda: len(papers) == 2, "no certificate is printed")
    certificate = papers[1]
    assert isinstance(certificate, CertificatePaper)
    assert certificate.title == "Unis’Vers, groupe de juin"
    assert certificate.sessions[0].day == dt.date(2019, 5, 7)
    seat.strike(Qt.Key.Key_N, CONTROL, "n")
    seat.quiet()
    seat.write("pujol")
    seat.quiet()
    seat.strike(ENTER)
    seat.until(lambda: len(pilot.groups.view.members) == 10 if pilot.groups.view else False, "he does not join")
    seat.quiet()
    assert "M. PUJOL Thierry" in seat.words()
    seat.strike(ESCAPE)
    assert pilot.page.currentWidget() is pilot.page.board


def test_the_group_found_from_anywhere_has_the_cursor_on_its_first_member(seat: Seat) -> None:
    seat.open_as("marc")
    seat.strike(Qt.Key.Key_K, CONTROL)
    seat.write("unis'vers")
    seat.quiet()
    seat.strike(ENTER)
    pilot = seat.session.pilot()
    assert isinstance(pilot, EmploymentPilot)
    seat.until(lambda: pilot.groups.view is not None, "the group is never read")
    seat.quiet()
    assert QApplication.focusWidget() is pilot.page.group.members
    view = pilot.groups.view
    assert view is not None
    assert pilot.page.group.member() == view.members[0]


def test_a_group_makes_its_own_sessions(seat: Seat) -> None:
    pilot = at_the_board(seat)
    pilot.open_group()
    seat.quiet()
    before = seat.ask(ReadGroup(TODAY))
    assert before is not None
    seat.strike(Qt.Key.Key_R, CONTROL, "r")
    seat.until(lambda: isinstance(pilot._writing.sheets.content(), GroupSessionForm), "no form opens")
    seat.write("27/06/2019 9:30")
    seat.strike(ENTER)
    seat.until(lambda: pilot._writing.sheets.content() is None, "the form stays")
    seat.quiet()
    after = seat.ask(ReadGroup(TODAY))
    assert after is not None
    (made,) = {one.id: one for one in after.meetings if one.id not in {old.id for old in before.meetings}}.values()
    assert (made.starts_at, made.title) == (dt.datetime(2019, 6, 27, 9, 30), before.meetings[-1].title)
    assert pilot.groups.view is not None
    assert made.id in {one.id for one in pilot.groups.view.meetings}
    (line,) = [one for one in seat.ask(ReadSessions(dt.date(2019, 6, 27), 1)) if one.id == made.id]
    assert (line.kind, line.cohort_id, line.platform) == (SessionKind.MEETING, after.cohort.id, "employment")


def test_a_place_is_renamed_from_the_board_and_the_seat_keeps_the_cursor(seat: Seat) -> None:
    pilot = at_the_board(seat)
    seat.strike(TAB)
    seat.strike(DOWN)
    seat.strike(DOWN)
    assert cursor().startswith("Les Tamaris, place 1 sur 2\u00a0: occupée, GUY Mathis")
    key = pilot.page.board.chosen()
    seat.strike(Qt.Key.Key_F4)
    seat.quiet()
    assert cursor() == "Nom de l’EHPAD"
    seat.strike(Qt.Key.Key_A, CONTROL)
    seat.write("Les Tamaris bleus")
    seat.strike(ENTER, CONTROL)
    # Not the new name: the field that it is typed in says it already.
    seat.until(lambda: pilot._writing.sheets.content() is None, "the sheet stays open")
    renamed = "Les Tamaris bleus, place 1 sur 2\u00a0: occupée, GUY Mathis"
    seat.until(lambda: cursor().startswith(renamed), "the seat does not say the new name: " + cursor())
    assert pilot.page.board.chosen() == key
    seat.strike(Qt.Key.Key_Z, CONTROL)
    seat.until(lambda: cursor().startswith("Les Tamaris, place 1 sur 2"), "the name is not taken back")


def test_a_board_read_again_under_a_sheet_gives_the_cursor_back_to_its_seat(seat: Seat) -> None:
    pilot = at_the_board(seat)
    seat.strike(TAB)
    seat.strike(DOWN)
    seat.strike(DOWN)
    seat.strike(Qt.Key.Key_F4)
    seat.quiet()
    read = seat.ask(ReadBoard(TODAY))
    rows = tuple(replace(row, place=replace(row.place, name=f"{row.place.name} bis")) for row in read.rows)
    pilot.page.board.show_board(replace(read, rows=rows))
    seat.strike(ESCAPE)
    seat.settle()
    assert cursor().startswith("Les Tamaris bis, place 1 sur 2")


def test_the_roll_of_a_session_is_called_where_sessions_are(seat: Seat) -> None:
    pilot = at_the_board(seat)
    went: list[tuple[str, object]] = []
    pilot.go.connect(lambda page, wanted: went.append((page, wanted)))
    pilot.open_group()
    seat.quiet()
    assert pilot.groups.view is not None
    today = next(one for one in pilot.groups.view.meetings if one.starts_at.date() == TODAY)
    seat.strike(Qt.Key.Key_E, CONTROL, "e")
    seat.until(lambda: went, "nobody is led to the session")
    assert went == [("workshops", (TODAY, today.id))]
    seat.until(lambda: seat.session.pilot() is not pilot, "the page of sessions does not open")


def test_a_group_begins_a_project_and_leads_to_it_and_to_the_record_of_a_member(seat: Seat) -> None:
    pilot = at_the_board(seat)
    went: list[tuple[str, object]] = []
    pilot.go.connect(lambda page, wanted: went.append((page, wanted)))
    pilot.open_group()
    seat.quiet()
    seat.write("p")
    seat.quiet()
    assert cursor() == "Titre du projet"
    seat.write("Visite du théâtre")
    seat.strike(TAB)
    assert cursor() == "Domaine"
    seat.write("c")
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: "Visite du théâtre (culture)" in seat.words(), "the project is not of the group")
    seat.quiet()
    assert pilot.groups.view is not None
    project = pilot.groups.view.projects[-1]
    assert project.title == "Visite du théâtre"
    member = pilot.groups.view.members[0]
    for letter, there in (("o", ("projects", project.id)), ("d", ("people", member.person_id))):
        seat.session.show("employment")
        seat.quiet()
        seat.write(letter)
        seat.until(lambda there=there: went and went[-1] == there, "nobody is led there")  # type: ignore[misc]  # bound
        seat.quiet()


def test_a_trade_has_no_tutor_to_give_and_fewer_places_are_said(seat: Seat) -> None:
    at_the_board(seat)
    seat.strike(Qt.Key.Key_F4)
    seat.quiet()
    assert cursor() == "Nom du métier"
    assert "Tutorat" not in seat.words()
    seat.strike(TAB)
    seat.strike(Qt.Key.Key_A, CONTROL)
    seat.write("3")
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: "4 contrats pour 3 places" in seat.words(), "what does not add up is not said")


def test_a_contract_is_suspended_and_runs_again_by_one_letter(seat: Seat) -> None:
    pilot = at_the_board(seat)
    seat.strike(TAB)
    seat.strike(ENTER)
    sheet_of(seat, pilot)
    seat.write("u")
    seat.quiet()
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: state_of(seat, "Les Micocouliers", 0)[0] is SeatState.SUSPENDED, "it is not suspended")
    seat.until(lambda: "Reprendre" in seat.words(), "the way back is not offered")
    seat.write("u")
    seat.quiet()
    seat.strike(Qt.Key.Key_A, CONTROL)
    seat.write("10/06/2019")
    seat.strike(TAB)
    seat.write("17/06/2019")
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: state_of(seat, "Les Micocouliers", 0)[0] is SeatState.HELD, "it does not run again")
    seat.until(lambda: "Suspendre" in seat.words(), "it is still said suspended")
    assert "jusqu’au 17/06/2019" in seat.words()


def test_a_pec_shows_its_prescriber_and_a_refused_place_says_why(seat: Seat) -> None:
    pilot = at_the_board(seat)
    seat.strike(TAB)
    seat.strike(ENTER)
    sheet_of(seat, pilot)
    said = seat.words()
    for words in ("France Travail (Mme LAVAL, agence Mosson)", "M. TISSOT", "préparation à l’entrée à l’école"):
        assert words in said
    seat.session.ground.discreet.set_on(True)
    seat.until(lambda: "préparation à l’entrée à l’école" not in seat.words(), "what was promised is still read")
    seat.session.ground.discreet.set_on(False)
    seat.strike(ESCAPE)
    seat.strike(Qt.Key.Key_F4)
    seat.quiet()
    seat.strike(Qt.Key.Key_A, CONTROL)
    seat.write("La Garrigue")
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: "déjà dans la liste" in seat.words(), "the refusal is not said")


def test_the_last_of_the_former_members_is_seen_when_the_cursor_reaches_it(seat: Seat) -> None:
    pilot = at_the_board(seat)
    pilot.open_group()
    seat.quiet()
    page = pilot.page.group
    page.former.setFocus()
    seat.strike(Qt.Key.Key_End)
    seat.quiet()
    assert page.former.current() == page.former.rows.idents()[-1]
    line = page.former.visualRect(page.former.currentIndex())
    top = page.former.viewport().mapTo(page, line.topLeft()).y()
    assert top >= 0
    assert top + line.height() <= page.height()
