"""The queue, the appointments, the last visits and the board, as an agent sees and moves them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.model import DayAppointment
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Subject
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.gestures import (
    CallNext,
    CloseDay,
    CorrectVisit,
    MarkMessage,
    ReopenDay,
    SetAbsence,
    StampVisit,
    TakeBackCall,
    WithdrawVisits,
    WriteInstruction,
    WriteMessage,
)
from ceis_desk.reception.model import Medium, MotifChoice, VisitState
from ceis_desk.reception.questions import ReadDay
from ceis_desk.reception.rules import WaitThresholds
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.board import Board
from ceis_desk.ui.reception.board_forms import BoardForm
from ceis_desk.ui.reception.correct_sheet import CorrectForm
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.reception.pilot import Pilot
from ceis_desk.ui.reception.queue import mean_wait, parties, read_thresholds
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.ui.fake_store import FakeStore
from tests.ui.reception.conftest import RESOURCES, Desk, SlowStore, answers, built
from tests.ui.reception.desk_day import (
    ABSENCES,
    ACTOR,
    BENALI,
    DAY,
    INSTRUCTION,
    LINES,
    MESSAGES,
    MOTIFS,
    NOW,
    TODAY,
    VISITS,
    at,
    id_of,
    visit,
)

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def looks(rows: RowList) -> list[RowLook]:
    return [look for _ident, look in rows.rows._rows]


def changed(desk: Desk, **more: object) -> None:
    """The day as another desk left it."""
    desk.store.answers[ReadDay] = replace(DAY, **more)  # type: ignore[arg-type]  # the fields of a day, by name
    desk.store.tell(Change(frozenset({Subject("visit")})))


def open_recent(desk: Desk, name: str) -> None:
    desk.key(K.Key_F4)
    desk.page.recent.rows.go_to(str(next(one.id for one in VISITS if one.used_name == name)))
    desk.keys("⏎")


def act(desk: Desk, words: str) -> None:
    """Choose a line of the open sheet by its title."""
    rows = desk.cursor()
    assert isinstance(rows, RowList)
    titles = [look.title for look in looks(rows)]
    rows.go_to(rows.rows.idents()[titles.index(words)])
    desk.keys("⏎")


# The head and the queue


def test_the_head_says_the_day_its_visits_and_who_waits(desk: Desk) -> None:
    assert desk.page.head.hello.text() == "Bonjour Sofiane"
    said = "Mardi 18 juin 2019 · 34 passages depuis ce matin, 4 personnes attendent"
    assert desk.page.head.sentence.text() == said


def test_the_queue_runs_from_the_longest_waiting_with_its_minutes_and_its_tone(desk: Desk) -> None:
    rows = looks(desk.page.queue.rows)
    assert [look.title for look in rows] == [
        "Mme LOPEZ Carmen",
        "M. DIALLO Ibrahima",
        "Mme BÉNAZET Odile",
        "M. PUJOL Thierry",
    ]
    assert [(look.meter.words, look.meter.tone) for look in rows if look.meter] == [
        ("24\u00a0min", "danger"),
        ("12\u00a0min", "warn"),
        ("6\u00a0min", "success"),
        ("2\u00a0min", "success"),
    ]
    assert rows[0].subtitle == "Dossier CAF · file commune"
    assert desk.page.queue.mean.text() == "attente moyenne 11\u00a0min"


def test_the_minutes_follow_the_clock_given_to_the_page(desk: Desk) -> None:
    desk.now[0] = NOW + dt.timedelta(minutes=5)
    desk.pilot._timer.timeout.emit()
    assert next(look.meter.words for look in looks(desk.page.queue.rows) if look.meter) == "29\u00a0min"


def test_the_thresholds_of_the_site_decide_the_tones(desk: Desk) -> None:
    desk.store.answers[Settings] = {"wait_thresholds": '{"amber": 3, "red": 6}'}
    desk.store.tell(Change(frozenset({Subject("setting")})))
    tones = [look.meter.tone for look in looks(desk.page.queue.rows) if look.meter]
    assert tones == ["danger", "danger", "danger", "success"]


@pytest.mark.parametrize("text", ["", "[]", '{"amber": "x"}', "null", '{"red": {}}'])
def test_thresholds_that_cannot_be_read_are_the_usual_ones(text: str) -> None:
    assert read_thresholds({"wait_thresholds": text}) == WaitThresholds()


def test_f8_calls_the_next_and_maj_f8_takes_the_call_back(desk: Desk) -> None:
    desk.strokes = 0
    desk.key(K.Key_F8)
    assert desk.strokes == 1
    desk.key(K.Key_F8, SHIFT)
    assert desk.store.done == [CallNext(), TakeBackCall()]


def test_a_group_is_one_row_and_is_called_whole(desk: Desk) -> None:
    family = tuple(
        replace(
            visit(name, at(10, 0), VisitState.WAITING, "Logement", civility="Mme", first="Ana"),
            arrival_id=id_of("famille"),
            group=3,
        )
        for name in ("Nunes", "anonyme a", "anonyme b")
    )
    changed(desk, visits=family)
    (look,) = looks(desk.page.queue.rows)
    assert look.title == "Mme NUNES Ana et 2 autres"
    assert desk.page.head.sentence.text().endswith("3 personnes attendent")
    desk.store.answers[CallNext] = Change(frozenset({Subject("visit", family[0].id)}))
    desk.key(K.Key_F8)
    assert {gesture.visit_id for gesture in desk.store.gestures(StampVisit)} == {family[1].id, family[2].id}


def test_a_group_without_a_name_says_how_many() -> None:
    group = tuple(
        replace(visit(f"anonyme {n}", at(10, 0), VisitState.WAITING, ""), arrival_id=id_of("groupe")) for n in range(4)
    )
    (party,) = parties(group)
    assert len(party.visits) == 4
    assert mean_wait((party,), NOW) == 42


def test_entree_on_a_row_of_the_queue_offers_to_receive_first(desk: Desk) -> None:
    desk.page.queue.rows.setFocus()
    desk.keys("⏎⏎")
    lopez = next(one for one in VISITS if one.used_name == "Lopez")
    assert desk.store.done == [StampVisit(lopez.id, VisitState.BUSY, lopez.clock)]


def test_a_received_visit_ends_or_goes_back_to_the_queue_by_keys(desk: Desk) -> None:
    arnal = next(one for one in VISITS if one.used_name == "Arnal")
    open_recent(desk, "Arnal")
    act(desk, "Terminé")
    open_recent(desk, "Arnal")
    act(desk, "Remettre en attente")
    assert desk.store.done == [
        StampVisit(arnal.id, VisitState.GONE, arnal.clock),
        StampVisit(arnal.id, VisitState.WAITING, arnal.clock),
    ]


# Correcting and taking back


def test_a_visit_is_corrected_by_keys_in_what_was_said_of_it(desk: Desk) -> None:
    pujol = VISITS[0]
    open_recent(desk, "Pujol")
    act(desk, "Corriger")
    desk.keys("15⏎")
    assert desk.store.gestures(CorrectVisit) == [
        CorrectVisit(
            visit_id=pujol.id,
            clock=pujol.clock,
            person_id=pujol.person_id,
            given_name="",
            motifs=(MotifChoice(MOTIFS[4].id),),
            for_id=id_of("Nadia Haddad"),
            medium=Medium.COUNTER,
            at=pujol.at,
            referred_to="",
        )
    ]


def test_an_account_that_only_reads_precisions_is_offered_none_and_keeps_those_said(qtbot: QtBot, desk: Desk) -> None:
    theme, kept = Theme(RESOURCES), MotifChoice(MOTIFS[4].id, "Dossier CAF")
    spoken = replace(VISITS[0], motifs=(kept,))
    given: list[CorrectVisit] = []
    for precise in (True, False):
        form = CorrectForm(
            theme, desk.discreet, desk.keyboard, lambda: NOW, spoken, MOTIFS, DAY.colleagues, precise=precise
        )
        qtbot.addWidget(form)
        assert bool(form.precisions.fields()) is precise
        form.corrected.connect(given.append)
        form.submit()
    assert [gesture.motifs for gesture in given] == [(kept,), (kept,)]


def test_a_counsellor_who_records_an_arrival_is_offered_no_precision(desk: Desk, qtbot: QtBot) -> None:
    page = ReceptionPage(desk.page.theme, desk.discreet, desk.keyboard, lambda: NOW)
    qtbot.addWidget(page)
    actor = Actor(id_of("Claire Fabre"), "Claire Fabre", frozenset({Role.BUDGET}), ACTOR.desk_id)
    Pilot(page, desk.link, desk.discreet, actor, lambda: NOW, Site("CCAS", "CEIS", "Poste 1"))
    assert not page.card.check_in.precisions.writable
    assert desk.page.card.check_in.precisions.writable


def test_the_correction_says_which_keys_choose_a_motif(desk: Desk) -> None:
    desk.key(Qt.Key.Key_F4)
    desk.keys("⏎⏎")
    (form,) = desk.page.window().findChildren(CorrectForm)
    said = {label.text() for label in form.findChildren(QLabel) if label.isVisible()}
    assert {"Motif de la visite", "touches 1 à 9"} <= said


def test_a_visit_may_turn_out_to_be_another_person_at_another_hour(desk: Desk) -> None:
    open_recent(desk, "Pujol")
    act(desk, "Corriger")
    form = desk.cursor()
    form.picker.field.setFocus()
    desk.keys("bena⏎")
    form.moment.setText("hier 9h20")
    form.setFocus()
    desk.keys("⏎")
    (gesture,) = desk.store.gestures(CorrectVisit)
    assert (gesture.person_id, gesture.at) == (BENALI.id, dt.datetime(2019, 6, 17, 9, 20))


def test_a_known_visit_may_become_nameless(desk: Desk) -> None:
    open_recent(desk, "Pujol")
    act(desk, "Corriger")
    form = desk.cursor()
    form.nameless.click()
    form.given.setText("Théo")
    form.setFocus()
    desk.keys("⏎")
    (gesture,) = desk.store.gestures(CorrectVisit)
    assert (gesture.person_id, gesture.given_name) == (None, "Théo")


def test_visits_are_taken_back_in_any_order(desk: Desk) -> None:
    for name in ("Diallo", "Pujol"):
        open_recent(desk, name)
        act(desk, "Annuler l’arrivée")
    by_name = {one.used_name: one for one in VISITS}
    assert desk.store.gestures(WithdrawVisits) == [
        WithdrawVisits((by_name[name].id,), clocks=(7,)) for name in ("Diallo", "Pujol")
    ]


def test_once_the_day_is_closed_only_the_dossier_is_offered(desk: Desk) -> None:
    changed(desk, closed_at=at(18, 0))
    open_recent(desk, "Pujol")
    assert [look.title for look in looks(desk.cursor())] == ["Ouvrir le dossier"]
    desk.keys("⏎")
    assert desk.went == [("people", id_of("Pujol"))]


# Appointments


def test_the_morning_shows_its_states_and_how_many_have_arrived(desk: Desk) -> None:
    card = desk.page.appointments
    assert card.title.text() == "Rendez-vous du matin"
    assert card.count.text() == "3 sur 7 arrivés"
    by_title = {look.title: look for look in looks(card.rows)}
    assert by_title["M. ARNAL Joël"].chips[0].words == "En entretien"
    assert by_title["Mme ROSSI Élodie"].chips[0].words == "en retard de 12\u00a0min"
    assert by_title["Mme BENALI Samira"].action == "Arrivée"
    assert by_title["Unis’Vers, groupe de 9"].right == "9 inscrits"
    assert by_title["Unis’Vers, groupe de 9"].action == ""


def test_before_the_day_is_read_no_card_says_that_there_is_nothing(qtbot: QtBot) -> None:
    store = SlowStore(answers())
    store.slow = {ReadDay, DayAppointments}
    with built(qtbot, store) as desk:
        cards = (desk.page.queue, desk.page.recent, desk.page.appointments)
        assert not any(card.empty.isVisible() for card in cards)
        at = desk.page.queue.mapTo(desk.page, QPoint(0, 0)).x()
        store.release()
        qtbot.waitUntil(lambda: all(card.rows.isVisible() for card in cards))
        QApplication.processEvents()
        assert desk.page.queue.mapTo(desk.page, QPoint(0, 0)).x() == at


def test_the_columns_do_not_move_when_the_mean_takes_a_digit_more(desk: Desk) -> None:
    queue = desk.page.queue
    places = []
    for mean in (9, 8, 11, 9):
        queue.show_queue([("one", RowLook("M. DIALLO Ibrahima"))], mean)
        for _layout in range(3):
            QApplication.processEvents()
        places.append(queue.mapTo(desk.page, QPoint(0, 0)))
    assert len(set(places)) == 1


def test_the_appointments_come_back_to_a_whole_line_once_an_arrival_is_closed(desk: Desk, qtbot: QtBot) -> None:
    rows = desk.page.appointments.rows
    before = rows.verticalScrollBar().value()
    assert rows.visualRect(rows.indexAt(QPoint(4, 4))).top() == 0
    rows.setFixedHeight(rows.height() + 200)
    rows.setMaximumHeight(rows.height() - 200)
    rows.setMinimumHeight(0)
    qtbot.waitUntil(lambda: rows.verticalScrollBar().value() == before)


def test_after_half_past_twelve_the_afternoon_is_shown(desk: Desk) -> None:
    desk.now[0] = at(12, 31)
    desk.pilot._timer.timeout.emit()
    assert desk.page.appointments.title.text() == "Rendez-vous de l’après-midi"
    assert [look.title for look in looks(desk.page.appointments.rows)] == ["Mme MARTIN Zoé"]


def test_a_session_has_nothing_to_press(desk: Desk) -> None:
    rows = desk.page.appointments.rows
    rows.go_to(str(id_of("session")))
    rows.setFocus()
    desk.keys("⏎")
    assert desk.page.card.check_in.isHidden()


# The board


def test_the_board_is_one_line_that_f7_opens(desk: Desk) -> None:
    words = "La salle 2 est prise ce matin · Mina Sorel absente cet après-midi · 1 message à faire"
    assert desk.page.head.board.text() == words
    desk.key(K.Key_F7)
    rows = desk.cursor()
    assert isinstance(rows, RowList)
    titles = [look.title for look in looks(rows)]
    assert titles == [
        "Consignes", INSTRUCTION.text, "Absences", "Mina Sorel", "Messages", "Rappeler Mme VERDIER",
    ]  # fmt: skip


def test_a_message_is_done_and_an_absence_withdrawn_by_entree(desk: Desk) -> None:
    desk.key(K.Key_F7)
    act(desk, "Rappeler Mme VERDIER")
    act(desk, "Mina Sorel")
    line = ABSENCES[0]
    assert desk.store.done == [
        MarkMessage(MESSAGES[0].id),
        SetAbsence(line.account_id, line.first, line.last, line.reason, line.id, withdrawn=True),
    ]


def board(desk: Desk) -> Board:
    desk.key(K.Key_F7)
    opened = desk.pilot._board._open
    assert opened is not None
    return opened.board


@pytest.mark.parametrize(
    ("now", "mina"), [(at(8, 10), True), (at(10, 42), True), (at(14, 0), False), (at(18, 30), False)]
)
def test_someone_away_this_afternoon_only_is_present_in_the_morning(
    desk: Desk, now: dt.datetime, *, mina: bool
) -> None:
    desk.now[0] = now
    words = board(desk).present.text()
    assert words.startswith("Présents\u00a0: Claire Fabre, Inès Roig, Marc Vidal, ")
    assert ("Mina Sorel (absente cet après-midi)" in words) is mina


def form_under(desk: Desk) -> Any:  # noqa: ANN401 any of the forms of the board
    """The form that has the cursor."""
    widget: QWidget | None = desk.cursor()
    while widget is not None and not isinstance(widget, BoardForm):
        widget = widget.parentWidget()
    return widget


def test_a_message_is_left_to_a_colleague_about_a_person(desk: Desk) -> None:
    board(desk).message.click()
    desk.keys("Rappeler")
    form = form_under(desk)
    form.to.set_value(str(id_of("Marc Vidal")))
    form.picker.field.setFocus()
    desk.keys("bena⏎⏎")
    assert desk.store.gestures(WriteMessage) == [WriteMessage("Rappeler", id_of("Marc Vidal"), BENALI.id)]


def test_an_instruction_is_put_up_for_several_days(desk: Desk) -> None:
    board(desk).instruction.click()
    desk.keys("Salle 3 en travaux")
    form = form_under(desk)
    form.last.setText("+3")
    desk.keys("⏎")
    expected = WriteInstruction("Salle 3 en travaux", TODAY, TODAY + dt.timedelta(days=3))
    assert desk.store.gestures(WriteInstruction) == [expected]


def test_an_instruction_that_ends_before_it_begins_is_said_beside_its_field(desk: Desk) -> None:
    board(desk).instruction.click()
    desk.keys("Salle 3")
    form = form_under(desk)
    form.last.setText("17/06/2019")
    desk.keys("⏎")
    assert desk.store.done == []
    assert form._last.message().startswith("La fin précède le début")


def test_an_absence_is_noted_for_a_half_day(desk: Desk) -> None:
    board(desk).absence.click()
    form = form_under(desk)
    form.who.set_value(str(id_of("Claire Fabre")))
    form.half.set_value("morning")
    form.submit()
    expected = SetAbsence(id_of("Claire Fabre"), at(8, 0), at(12, 30))
    assert desk.store.gestures(SetAbsence) == [expected]


def test_closing_the_day_asks_once_and_entree_alone_does_not_close_it(desk: Desk) -> None:
    board(desk).close_day.click()
    desk.keys("⏎")
    assert desk.store.done == []
    opened = desk.pilot._board._open
    assert opened is not None
    opened.board.close_day.click()
    desk.key(K.Key_Tab)
    desk.key(K.Key_Space, text=" ")
    assert desk.store.done == [CloseDay(TODAY)]


def test_a_day_closed_too_soon_is_opened_again_by_its_button(desk: Desk) -> None:
    opened = board(desk)
    assert not opened.reopen_day.isVisible()
    changed(desk, closed_at=at(11, 0), last_closed=TODAY)
    assert opened.reopen_day.text() == "Rouvrir la journée"
    assert not opened.close_day.isVisible()
    opened.reopen_day.click()
    assert desk.store.done == [ReopenDay(TODAY)]


def test_the_last_closed_day_is_named_when_it_is_not_today(desk: Desk) -> None:
    opened = board(desk)
    changed(desk, last_closed=TODAY - dt.timedelta(days=1))
    assert opened.close_day.isVisible()
    assert opened.reopen_day.text() == "Rouvrir la journée du 17/06/2019"
    opened.reopen_day.click()
    assert desk.store.done == [ReopenDay(TODAY - dt.timedelta(days=1))]


# The discreet screen


def shown_words(page: ReceptionPage) -> str:
    """Everything that the page writes or speaks, in labels, buttons, fields, tooltips and rows."""
    found: list[str] = []
    for widget in [page, *page.findChildren(QWidget)]:
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.append(widget.text())
        if isinstance(widget, RowList):
            found += [str(widget.rows.index(row, 0).data()) for row in range(widget.rows.rowCount())]
    return "\n".join(found)


def test_the_discreet_screen_shows_no_name_no_motif_and_no_detail(desk: Desk) -> None:
    desk.keys("lebr")
    desk.discreet.set_on(True)
    desk.page.card.search.clear()
    words = shown_words(desk.page).lower()
    names = {one.used_name.lower() for one in VISITS if one.used_name} | {line.used_name.lower() for line in LINES}
    assert [name for name in sorted(names - {""}) if name in words] == []
    for canary in ("dossier caf", "tablette", "cv et candidature", "verdier", "salle 2", "budget ·", "· emploi"):
        assert canary not in words
    assert "motif masqué" in words
    assert "l••• c." in words


def test_the_discreet_results_and_their_chips_tell_no_platform(desk: Desk) -> None:
    desk.discreet.set_on(True)
    desk.keys("bena")
    look = looks(desk.page.card.results)[0]
    assert look.title == "B••• S."
    assert look.marks == ()
    assert look.beside == "né·e un 14/03"
    assert look.subtitle == "Détails masqués, F9 pour afficher"
    assert (look.chips[0].tone, look.chips[0].icon) == ("neutral", "calendar-event")
    assert {row.icon for row in looks(desk.page.appointments.rows)} == {"calendar-event"}
    assert {row.subtitle_icon for row in looks(desk.page.queue.rows)} == {""}


def test_the_card_turns_discreet_while_it_is_open_and_keeps_what_is_chosen(desk: Desk) -> None:
    desk.keys("bena⏎8")
    desk.discreet.set_on(True)
    panel = desk.page.card.check_in
    assert panel.who.name.text() == "B••• S."
    assert panel._question.text() == "Motif de la visite"
    assert panel.notice.words.text() == "Détails masqués, F9 pour afficher"
    assert [one.position for one in panel.motifs.chosen()] == [1, 8]
    desk.discreet.set_on(False)
    assert panel.who.name.text() == "Mme BENALI Samira"


# What the shell relies on


def test_f6_goes_through_the_areas_that_are_shown(desk: Desk) -> None:
    page = desk.page
    assert page.areas() == [
        page.head.anonymous,
        page.card.search,
        page.recent.rows,
        page.queue.rows,
        page.appointments.rows,
    ]
    desk.keys("bena⏎")
    assert page.card.check_in in page.areas()
    assert page.recent.rows not in page.areas()


def test_control_p_gives_the_list_of_the_day(desk: Desk) -> None:
    papers: list[Paper] = []
    desk.pilot.papers(papers.append)
    (paper,) = papers
    assert isinstance(paper, DayListPaper)
    assert (paper.structure, paper.desk, paper.day) == ("CCAS de Montpellier", "Poste 1", TODAY)
    assert paper.lines == LINES
    assert paper.instructions == (INSTRUCTION.text,)
    assert paper.absences == ("Mina Sorel absente cet après-midi",)
    assert paper.whole_names


def test_the_paper_bears_initials_when_the_screen_is_discreet(desk: Desk) -> None:
    papers: list[Paper] = []
    desk.discreet.set_on(True)
    desk.pilot.papers(papers.append)
    assert isinstance(papers[0], DayListPaper)
    assert not papers[0].whole_names


def test_every_function_key_of_the_help_is_on_a_button_or_said_by_one(desk: Desk) -> None:
    words, lines = shown_words(desk.page), desk.pilot.keys()
    for line in lines:
        key = line.keys.split(" ")[-1]
        if key.startswith("F") and key[1:].isdigit():
            assert key in words or key == "F2", key


def test_a_change_made_elsewhere_is_read_again_and_keeps_the_chosen_row(desk: Desk) -> None:
    rows = desk.page.queue.rows
    rows.go_to(rows.rows.idents()[2])
    kept = rows.current()
    changed(desk, visits=VISITS[:4] + VISITS[5:])
    assert rows.current() == kept
    assert len(looks(rows)) == 3


def test_an_account_without_the_right_sees_a_lock_and_whom_to_ask(qtbot: QtBot) -> None:
    theme, discreet, store = Theme(Path(RESOURCES)), Discreet(), FakeStore()
    page = ReceptionPage(theme, discreet, Keyboard(), lambda: NOW)
    qtbot.addWidget(page)
    link = StoreLink(store, page)
    actor = Actor(ACTOR.account_id, "Ada Min", frozenset({Role.ADMIN}), ACTOR.desk_id)
    pilot = Pilot(page, link, discreet, actor, lambda: NOW, Site("", "", ""))
    pilot.enter()
    assert store.asked == []
    assert not page.locked.isHidden()
    assert "demandez à" in page.locked.sentence.text()
    link.close()


def test_below_a_thousand_pixels_the_queue_drops_under_the_search(desk: Desk) -> None:
    beside = desk.page.queue.mapTo(desk.page, desk.page.queue.rect().topLeft()).x()
    desk.page.resize(880, 634)
    desk.page._whole.activate()
    below = desk.page.queue.mapTo(desk.page, desk.page.queue.rect().topLeft()).x()
    assert beside > 500
    assert below < 50


def test_the_search_is_asked_once_for_each_text_typed(desk: Desk) -> None:
    desk.keys("bena")
    texts = [question.text for question in desk.store.asked if isinstance(question, FindPeople)]
    assert texts == ["b", "be", "ben", "bena"]


def test_a_line_of_a_person_who_waits_opens_what_may_be_done_with_her_visit(desk: Desk) -> None:
    waiting: tuple[DayAppointment, ...] = tuple(
        replace(line, person_id=id_of("Pujol"), visit_state="waiting") if line.person_id == BENALI.id else line
        for line in LINES
    )
    desk.store.answers[DayAppointments] = waiting
    desk.pilot.enter()
    desk.page.appointments.rows.go_to(str(id_of("rdv Benali")))
    desk.page.appointments.rows.setFocus()
    desk.keys("⏎")
    assert "Corriger" in [look.title for look in looks(desk.cursor())]


def tab_stops(start: QWidget, count: int) -> list[QWidget]:
    """What Tab visits after `start`."""
    found: list[QWidget] = []
    at = start.nextInFocusChain()
    while at is not None and at is not start and len(found) < count:
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def test_tab_goes_through_the_card_in_the_order_of_reading(desk: Desk) -> None:
    desk.keys("bena⏎5")
    panel = desk.page.card.check_in
    expected = [
        panel.whole_list,
        panel.more,
        *panel.motifs.tiles(),
        *panel.precisions.fields(),
        *panel.for_whom.buttons(),
        panel.for_whom.more,
        panel.record,
    ]
    assert len(expected) > 13
    assert tab_stops(panel.dossier, len(expected)) == expected


def test_tab_leaves_the_left_card_for_the_board_then_the_queue(desk: Desk) -> None:
    page = desk.page
    assert tab_stops(page.head.new_person, 1) == [page.card.search]
    assert tab_stops(page.recent.rows, 2) == [page.head.board, page.queue.call]


def test_an_empty_board_says_what_it_is_for(desk: Desk) -> None:
    colleagues = tuple(replace(one, absence="") for one in DAY.colleagues)
    changed(desk, instructions=(), messages=(), colleagues=colleagues)
    assert desk.page.head.board.text() == "Consignes, absences et messages du jour"


def test_an_empty_board_opens_with_the_cursor_on_a_button_that_shows_it(desk: Desk) -> None:
    colleagues = tuple(replace(one, absence="") for one in DAY.colleagues)
    changed(desk, instructions=(), messages=(), colleagues=colleagues)
    desk.key(Qt.Key.Key_F7)
    (board,) = desk.page.window().findChildren(Board)
    assert desk.cursor() is board.message


def test_a_card_that_opens_below_the_window_is_scrolled_to_and_the_search_after_it(desk: Desk, qtbot: QtBot) -> None:
    def top(part: QWidget) -> int:
        return part.mapTo(desk.page, part.rect().topLeft()).y()

    desk.page.resize(900, 360)
    card = desk.page.card
    desk.keys("bena⏎")
    qtbot.waitUntil(lambda: 0 <= top(card.check_in) < 60)
    assert top(card.search) < 0
    desk.keys("⏎")
    qtbot.waitUntil(lambda: top(card.search) >= 0)
