"""« Agenda » driven by keys: going through it, opening, moving, cancelling."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import MoveAppointment, SetBusyTime, SetOutcome
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import FindSlots, ReadWeek
from ceis_desk.agenda.rules import SETTLED
from ceis_desk.core.errors import InTheWay, Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.reception.gestures import StampVisit
from ceis_desk.reception.model import DeskDay, Medium, Visit, VisitState
from ceis_desk.reception.questions import ReadDay
from ceis_desk.ui.agenda.acts import NO_VISIT
from ceis_desk.ui.agenda.booking_sheet import MOVE_ANYWAY, BookingSheet
from ceis_desk.ui.agenda.boxes import key_of
from ceis_desk.ui.agenda.side import NO_SLOT
from tests.ui.agenda import files
from tests.ui.agenda.conftest import Desk, MakeDesk, week_asked
from tests.ui.agenda.files import at

KEYS = Qt.Key


def asked_days(desk: Desk) -> dt.date:
    return [question.first for question in desk.store.asked if isinstance(question, ReadWeek)][-1]


# The cursor


def test_the_cursor_starts_on_whoever_waits_for_me(desk: Desk) -> None:
    assert desk.chosen() == "Mme BENALI Samira, mardi 18 juin, 10:45 à 11:30, 45\u00a0min"
    assert desk.cursor().accessibleDescription() == "Claire Fabre, Suivi, arrivée à 10:42"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (KEYS.Key_Up, "Mme ARNAL Rose"),
        (KEYS.Key_Down, "Mme KOFFI Awa"),
        (KEYS.Key_Right, "Mme ROSSI Éva"),
        (KEYS.Key_Left, "Mme PONS André"),
    ],
)
def test_the_arrows_go_to_the_nearest_box(desk: Desk, key: Qt.Key, name: str) -> None:
    desk.key(key)
    assert desk.chosen().startswith(name)


def test_the_arrows_reach_every_box(desk: Desk) -> None:
    laid = desk.pilot.outlook.laid
    assert laid is not None
    reached, towards = {desk.grid.current()}, [desk.grid.current()]
    while towards:
        start = towards.pop()
        for key in (KEYS.Key_Up, KEYS.Key_Down, KEYS.Key_Left, KEYS.Key_Right):
            desk.stand_on(start)
            desk.key(key)
            if desk.grid.current() not in reached:
                reached.add(desk.grid.current())
                towards.append(desk.grid.current())
    assert reached == set(laid.items)


def test_tab_stops_once_in_the_grid(desk: Desk) -> None:
    first = desk.cursor()
    desk.key(KEYS.Key_Tab)
    assert desk.cursor().parent() is not first.parent()


def test_tab_reads_the_page_from_the_names_to_the_grid_to_the_chosen_box(desk: Desk) -> None:
    page = desk.pilot.page
    desk.key(KEYS.Key_Tab)
    assert desk.cursor() is page.detail.main
    desk.key(KEYS.Key_Tab)
    assert desk.cursor() in page.detail.buttons.values()
    page.head.finder.setFocus()
    desk.key(KEYS.Key_Tab)
    assert desk.cursor() is page.people.toggle(str(files.CLAIRE))


def test_another_box_is_told_from_its_name_on(desk: Desk) -> None:
    bar = desk.pilot.page._right.verticalScrollBar()
    desk.pilot.page.resize(desk.pilot.page.width(), 360)
    QApplication.processEvents()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    desk.key(KEYS.Key_Down)
    assert bar.value() == 0


def test_the_chosen_box_is_told_at_the_right(desk: Desk) -> None:
    words = desk.words()
    for said in ("arrivée à 10:42", "3e rendez-vous", "10:45 à 11:30, 45\u00a0min", "Claire Fabre, bureau 2",
                 "Suivi du plan d’apurement", "06 39 98 12 34", "Commencer"):  # fmt: skip
        assert said in words


def test_whoever_must_not_be_called_has_no_number_shown(make_desk: MakeDesk) -> None:
    silent = replace(files.BENALI, no_call=True)
    week = replace(files.WEEK, entries=(silent,))
    desk = make_desk(answers={ReadWeek: lambda question: week_asked(question, week)})
    assert "Ne pas appeler" in desk.words()
    assert "06 39 98 12 34" not in desk.words()


def test_a_box_that_is_read_again_keeps_the_cursor_where_it_was(desk: Desk) -> None:
    desk.stand_on(files.VIDAL)
    desk.store.tell(Change(frozenset({Subject("appointment")})))
    QApplication.processEvents()
    assert desk.chosen().startswith("Mme VIDAL Chloé")


def test_when_the_chosen_box_goes_the_cursor_stays_at_its_place(desk: Desk) -> None:
    desk.stand_on(files.VIDAL)
    left = replace(files.WEEK, entries=tuple(one for one in files.WEEK.entries if one is not files.VIDAL))
    desk.store.answers[ReadWeek] = lambda question: week_asked(question, left)
    desk.store.tell(Change(frozenset({Subject("appointment")})))
    QApplication.processEvents()
    assert desk.chosen().startswith("libre, mercredi 19 juin, 9:00")


# Other days, other people


def test_the_page_keys_show_the_weeks_before_and_after(desk: Desk) -> None:
    desk.key(KEYS.Key_PageDown)
    assert asked_days(desk) == dt.date(2019, 6, 24)
    desk.key(KEYS.Key_PageUp)
    desk.key(KEYS.Key_PageUp)
    assert asked_days(desk) == dt.date(2019, 6, 10)
    desk.key(KEYS.Key_Home)
    assert asked_days(desk) == files.MONDAY


def test_an_empty_week_still_takes_the_keys(desk: Desk) -> None:
    desk.key(KEYS.Key_PageDown)
    assert "24 au 28 juin 2019" in desk.words()
    desk.key(KEYS.Key_PageUp)
    assert "17 au 21 juin 2019" in desk.words()


def test_a_day_is_shown_alone_and_the_team_with_everybody(desk: Desk) -> None:
    desk.pilot.view_as("day")
    assert "mardi 18 juin 2019" in desk.words()
    assert [names[0] for names in desk.grid._sheet.lane_heads] == ["Claire Fabre", "Nadia Haddad"]
    desk.pilot.view_as("team")
    assert [names[0] for names in desk.grid._sheet.lane_heads] == ["Claire Fabre", "Nadia Haddad", "Marc Vidal"]
    desk.key(KEYS.Key_PageDown)
    assert asked_days(desk) == dt.date(2019, 6, 19)


def test_a_toggle_hides_an_agenda_and_asks_for_free_times_of_the_others(desk: Desk) -> None:
    toggle = desk.pilot.page.people.toggle(str(files.NADIA))
    assert toggle.isChecked()
    toggle.click()
    assert "Agenda de Claire Fabre" in desk.words()
    asked = [question for question in desk.store.asked if isinstance(question, FindSlots)][-1]
    assert asked.accounts == (files.CLAIRE,)


def test_the_table_says_the_same_one_button_away(desk: Desk) -> None:
    desk.pilot.page.people.table.click()
    model = desk.pilot.page.view.table.model()
    cells = [model.index(row, 3).data() for row in range(model.rowCount())]
    assert "Mme BENALI Samira" in cells
    assert desk.cursor() is desk.pilot.page.view.table
    desk.pilot.page.people.table.click()
    assert desk.chosen().startswith("Mme BENALI Samira")


def test_the_box_under_the_cursor_is_in_sight_even_with_the_largest_text(desk: Desk) -> None:
    desk.pilot.page.resize(1100, 500)
    desk.pilot.page._theme.set_scale(200)
    QApplication.processEvents()
    for family in ("MARTEL", "NAVARRO", "ROCHE"):
        entry = next(one for one in files.ENTRIES if one.used_name.upper() == family)
        desk.stand_on(entry)
        spot = desk.grid.spot_of(str(entry.id))
        assert spot is not None
        assert not spot.visibleRegion().isEmpty(), family


# Receiving


def visit(state: VisitState = VisitState.WAITING) -> Visit:
    came, her = at(18, 10, 42), (files.BENALI.person_id, "Mme", "Benali", "Samira", "")
    host, stamps = (files.CLAIRE, "Claire Fabre", files.ident("arrival"), 1), (came, None, None, None)
    return Visit(files.ident("visit"), 11, came, Medium.COUNTER, state, *her, (), *host, *stamps, "", "", "")


def day_with(*visits: Visit) -> DeskDay:
    return DeskDay(files.NOW.date(), visits, (), (), (), (), None)


def test_entree_on_whoever_waits_receives_her_as_the_counter_does(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ReadDay: day_with(visit())})
    desk.enter()
    assert desk.done(StampVisit) == [StampVisit(files.ident("visit"), VisitState.BUSY, 11)]


def test_a_visit_that_left_the_queue_is_said_and_nothing_is_stamped(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ReadDay: day_with()})
    desk.enter()
    assert desk.done(StampVisit) == []
    assert desk.refused == [NO_VISIT]


def test_entree_on_whoever_is_expected_goes_to_her_arrival(desk: Desk) -> None:
    desk.stand_on(files.ROSSI)
    desk.enter()
    assert desk.went == [("reception", files.ROSSI.person_id)]


def test_the_absence_is_proposed_after_a_quarter_of_an_hour_and_never_noted_by_itself(make_desk: MakeDesk) -> None:
    late = files.booked(files.CLAIRE, 18, "10:20", "Tardy", "Léa")
    week = replace(files.WEEK, entries=(late,))
    desk = make_desk(answers={ReadWeek: lambda question: week_asked(question, week)})
    assert desk.done(SetOutcome) == []
    buttons = desk.pilot.page.detail.buttons
    assert next(iter(buttons)) == "absent"
    buttons["absent"].click()
    assert desk.done(SetOutcome) == [SetOutcome(late.id, Outcome.NO_SHOW, late.clock)]


# Cancelling


@pytest.mark.parametrize(("digit", "outcome"), [(1, Outcome.EXCUSED), (2, Outcome.REVOKED)])
def test_suppr_then_a_digit_cancels_by_either_side(desk: Desk, digit: int, outcome: Outcome) -> None:
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_Delete)
    assert "Mme GOMEZ Luis, jeudi 20 juin" in desk.words()
    desk.digit(digit)
    assert desk.done(SetOutcome) == [SetOutcome(files.GOMEZ.id, outcome, files.GOMEZ.clock)]


def test_once_cancelled_the_cursor_stays_in_the_agenda(desk: Desk) -> None:
    desk.stand_on(files.VIDAL)
    left = replace(files.WEEK, entries=tuple(one for one in files.WEEK.entries if one is not files.VIDAL))
    desk.key(KEYS.Key_Delete)
    desk.store.answers[ReadWeek] = lambda question: week_asked(question, left)
    desk.digit(1)
    desk.store.tell(Change(frozenset({Subject("appointment")})))
    QApplication.processEvents()
    assert desk.grid.has_cursor()
    assert desk.chosen().startswith("libre, mercredi 19 juin, 9:00")


def test_suppr_does_not_cancel_whoever_was_received(desk: Desk) -> None:
    received = next(one for one in files.ENTRIES if one.used_name == "Salah")
    desk.stand_on(received)
    desk.key(KEYS.Key_Delete)
    assert "Annuler le rendez-vous" not in desk.words()


def test_echap_leaves_the_appointment_as_it_was_and_the_cursor_on_it(desk: Desk) -> None:
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_Delete)
    desk.key(KEYS.Key_Escape)
    assert desk.done(SetOutcome) == []
    assert desk.chosen().startswith("Mme GOMEZ Luis")


def test_suppr_takes_a_meeting_away_at_once(desk: Desk) -> None:
    desk.stand_on(key_of(files.MEETING))
    desk.key(KEYS.Key_Delete)
    (gesture,) = desk.done(SetBusyTime)
    assert isinstance(gesture, SetBusyTime)
    assert (gesture.id, gesture.clock, gesture.withdrawn) == (files.MEETING.id, files.MEETING.clock, True)


# Moving


def test_d_takes_a_box_up_the_arrows_carry_it_and_entree_puts_it_down(desk: Desk) -> None:
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_D, "d")
    for key in (KEYS.Key_Down, KEYS.Key_Down, KEYS.Key_Right):
        desk.key(key)
    assert desk.grid.ghost_words() == "jeu. 20, 14:30, Nadia Haddad, déjà pris"
    desk.enter()
    assert desk.done(MoveAppointment) == [
        MoveAppointment(files.GOMEZ.id, at(20, 14, 30), files.GOMEZ.clock, files.NADIA, room="bureau 3")
    ]


def test_a_step_aside_from_the_last_lane_goes_to_the_next_day(desk: Desk) -> None:
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_D, "d")
    desk.key(KEYS.Key_Right)
    desk.key(KEYS.Key_Right)
    assert desk.grid.ghost_words() == "ven. 21, 14:00, Claire Fabre"


def test_a_box_over_a_taken_time_says_so_before_entree(desk: Desk) -> None:
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_D, "d")
    free = desk.grid.grab().toImage()
    assert not desk.grid.ghost_words().endswith("déjà pris")
    desk.key(KEYS.Key_Right)
    assert desk.grid.ghost_words() == "jeu. 20, 14:00, Nadia Haddad, déjà pris"
    assert desk.grid.grab().toImage() != free


def test_echap_gives_up_a_move(desk: Desk) -> None:
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_D, "d")
    desk.key(KEYS.Key_Down)
    desk.key(KEYS.Key_Escape)
    assert desk.grid.ghost is None
    desk.key(KEYS.Key_D, "d")
    desk.enter()
    assert desk.done(MoveAppointment) == []


def test_a_move_goes_on_in_another_week(desk: Desk) -> None:
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_D, "d")
    desk.key(KEYS.Key_PageDown)
    assert desk.grid.ghost is not None
    desk.key(KEYS.Key_Down)
    desk.enter()
    assert desk.done(MoveAppointment) == [MoveAppointment(files.GOMEZ.id, at(27, 14, 15), files.GOMEZ.clock)]


def test_without_keys_of_one_sign_alt_and_d_moves(desk: Desk) -> None:
    desk.keyboard.take({}, single=False)
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_D, "d")
    assert desk.grid.ghost is None
    desk.key(KEYS.Key_D, held=Qt.KeyboardModifier.AltModifier)
    assert desk.grid.ghost is not None


def test_a_meeting_a_session_and_a_free_time_are_not_moved(desk: Desk) -> None:
    for key in (key_of(files.MEETING), key_of(files.SESSION), next(iter(desk.grid.places))):
        if desk.grid.block_of(key):
            desk.stand_on(key)
            desk.key(KEYS.Key_D, "d")
            assert (desk.grid.ghost is not None) == (key in desk.grid._movable)


@pytest.mark.parametrize("name", ["Arnal 18", "Martel 17", "Ramos 17"])
def test_what_began_or_has_an_outcome_stays_and_says_why(desk: Desk, name: str) -> None:
    key = str(files.ident(name))
    desk.grid.start_move(key)
    assert desk.grid.ghost is None
    assert desk.refused == [SETTLED]
    box = desk.grid.place_of(key)
    assert box is not None
    start, left = QPointF(box.x + 10, box.y + 4), Qt.MouseButton.LeftButton
    mouse(desk, QMouseEvent.Type.MouseButtonPress, start, left)
    for far in (60, 90):
        mouse(desk, QMouseEvent.Type.MouseMove, start + QPointF(far, 0), left)
    mouse(desk, QMouseEvent.Type.MouseButtonRelease, start, Qt.MouseButton.NoButton)
    assert (desk.refused, desk.done(MoveAppointment)) == ([SETTLED, SETTLED], [])


def mouse(desk: Desk, kind: QMouseEvent.Type, where: QPointF, held: Qt.MouseButton) -> None:
    button = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    grid = desk.grid
    event = QMouseEvent(kind, where, grid.mapToGlobal(where), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(grid, event)


def test_the_mouse_carries_a_box_too(desk: Desk) -> None:
    box = desk.grid.place_of(str(files.GOMEZ.id))
    assert box is not None
    frame, left = desk.grid.frame(), Qt.MouseButton.LeftButton
    start = QPointF(box.x + 10, box.y + 4)
    end = start + QPointF(frame.day_width, frame.y(600) - frame.y(540))
    mouse(desk, QMouseEvent.Type.MouseButtonPress, start, left)
    mouse(desk, QMouseEvent.Type.MouseMove, start + QPointF(QPoint(30, 0)), left)
    mouse(desk, QMouseEvent.Type.MouseMove, end, left)
    mouse(desk, QMouseEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton)
    assert desk.done(MoveAppointment) == [MoveAppointment(files.GOMEZ.id, at(21, 15), files.GOMEZ.clock)]


def test_a_click_that_trembles_moves_nothing(desk: Desk) -> None:
    box = desk.grid.place_of(str(files.GOMEZ.id))
    assert box is not None
    start = QPointF(box.x + 10, box.y + 4)
    mouse(desk, QMouseEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton)
    mouse(desk, QMouseEvent.Type.MouseMove, start + QPointF(1, 1), Qt.MouseButton.LeftButton)
    mouse(desk, QMouseEvent.Type.MouseButtonRelease, start, Qt.MouseButton.NoButton)
    assert desk.done(MoveAppointment) == []
    assert desk.chosen().startswith("Mme GOMEZ Luis")


def test_a_move_that_is_refused_says_why_and_leaves_the_box(make_desk: MakeDesk) -> None:
    taken = "Ce créneau vient d’être pris. Rien n’a été enregistré."
    desk = make_desk(answers={MoveAppointment: Refusal(taken)})
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_D, "d")
    desk.key(KEYS.Key_Down)
    desk.enter()
    assert desk.refused == [taken]
    assert desk.chosen().startswith("Mme GOMEZ Luis, jeudi 20 juin, 14:00")


def test_a_move_over_something_is_offered_all_the_same_with_the_same_sentence(make_desk: MakeDesk) -> None:
    taken = "Ce créneau est déjà pris. Rien n’a été enregistré\u00a0: choisissez un autre moment."

    def move(gesture: MoveAppointment) -> Change:
        if not gesture.anyway:
            raise InTheWay(taken)
        return Change()

    desk = make_desk(answers={MoveAppointment: move})
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_D, "d")
    for key in (KEYS.Key_Down, KEYS.Key_Right):
        desk.key(key)
    desk.enter()
    words = desk.words()
    assert taken in words
    assert MOVE_ANYWAY in words
    assert desk.refused == []
    sheet = desk.pilot.bookings.sheets.content()
    assert isinstance(sheet, BookingSheet)
    sheet.anyway.setFocus()
    desk.key(KEYS.Key_Space, " ")
    asked = desk.done(MoveAppointment)
    assert asked == [
        MoveAppointment(files.GOMEZ.id, at(20, 14, 15), files.GOMEZ.clock, files.NADIA, room="bureau 3"),
        MoveAppointment(files.GOMEZ.id, at(20, 14, 15), files.GOMEZ.clock, files.NADIA, 45, "bureau 3", anyway=True),
    ]
    assert desk.pilot.bookings.sheets.content() is None


# Who sees what


def test_the_discreet_screen_hides_names_subjects_and_numbers_everywhere(desk: Desk) -> None:
    desk.discreet.set_on(True)
    words = desk.words()
    assert "B••• S." in words
    for hidden in ("BENALI", "Samira", "apurement", "06 39 98 12 34", "LACOSTE", "Suivi"):
        assert hidden not in words


def test_the_direction_reads_the_agenda_and_changes_nothing(make_desk: MakeDesk) -> None:
    nameless = tuple(
        replace(one, person_id=None, civility="", used_name="", first_name="", phone="", kind_code="", subject="")
        for one in files.WEEK.entries
    )
    week = replace(files.WEEK, entries=nameless, waiting=())
    desk = make_desk(Role.DIRECTOR, files.ident("helene"), {ReadWeek: lambda question: week_asked(question, week)})
    words = desk.words()
    assert "Rendez-vous, mardi 18 juin" in words
    for said in ("BENALI", "Commencer", "Annuler", "Réserver", "Trouver un créneau", "Liste d’attente"):
        assert said not in words
    for key, text in ((KEYS.Key_Delete, ""), (KEYS.Key_D, "d"), (KEYS.Key_Return, "\r")):
        desk.key(key, text)
    assert desk.store.done == []
    assert desk.grid.ghost is None


def test_a_page_without_free_time_says_it(make_desk: MakeDesk) -> None:
    assert NO_SLOT in make_desk(answers={FindSlots: ()}).words()


def test_a_question_already_open_hides_its_name_on_a_discreet_screen(desk: Desk) -> None:
    desk.stand_on(files.GOMEZ)
    desk.key(KEYS.Key_Delete)
    desk.discreet.set_on(True)
    assert "GOMEZ" not in desk.words()
    assert "G••• L., jeudi 20 juin" in desk.words()


@pytest.mark.parametrize("opened", ["book", "roll", "waiting", "cancel"])
def test_a_sheet_that_is_closed_hears_of_the_discreet_screen_no_more(
    desk: Desk, opened: str, qtbot: QtBot, qapp: QApplication
) -> None:
    if opened == "book":
        desk.pilot.bookings.book(slot=files.SLOTS[0])
    elif opened == "roll":
        desk.pilot.making.open_roll(files.SESSION)
    elif opened == "waiting":
        desk.pilot.making.make("waiting", files.PEOPLE)
    else:
        desk.pilot.acts.cancel(files.GOMEZ)
    desk.pilot.bookings.sheets.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with qtbot.captureExceptions() as raised:
        desk.discreet.set_on(True)
    assert raised == []


def test_other_pages_open_an_appointment_here(desk: Desk) -> None:
    desk.pilot.open_on((dt.date(2019, 6, 20), files.GOMEZ.id))
    assert desk.chosen().startswith("Mme GOMEZ Luis")


def test_other_pages_open_a_day_here(desk: Desk) -> None:
    desk.pilot.open_on(dt.date(2019, 7, 3))
    assert asked_days(desk) == dt.date(2019, 7, 1)


def test_what_the_keys_reach_below_the_grid_is_in_sight_and_the_page_alone_scrolls(desk: Desk, qtbot: QtBot) -> None:
    page = desk.pilot.page
    page._theme.set_scale(150)
    qtbot.waitUntil(lambda: page._scroll.verticalScrollBar().maximum() > page.height() // 2)
    waiting = page.side.waiting
    waiting.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_in_sight() -> bool:
        box = waiting.visualRect(waiting.currentIndex())
        top, bottom = (waiting.viewport().mapTo(page, spot).y() for spot in (box.topLeft(), box.bottomLeft()))
        return 0 <= top <= bottom <= page.height()

    qtbot.waitUntil(is_in_sight)
    assert page._right.verticalScrollBar().maximum() == 0
