"""The check-in, key by key, in the real page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.errors import Refusal
from ceis_desk.people.model import SafeContact
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import Medium, MotifChoice
from ceis_desk.reception.questions import ReadDay
from ceis_desk.ui.kit.theme import Theme
from tests.typing_help import press, type_text
from tests.ui.reception.conftest import RESOURCES, Desk, SlowStore, answers, built
from tests.ui.reception.desk_day import BENABBOU, BENALI, DAY, LINES, MOTIFS, NOW, RECORD, at, id_of

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
AZERTY = {
    "&": (1, K.Key_Ampersand),
    "é": (2, K.Key_Eacute),
    '"': (3, K.Key_QuoteDbl),
    "'": (4, K.Key_Apostrophe),
    "(": (5, K.Key_ParenLeft),
    "-": (6, K.Key_Minus),
    "è": (7, K.Key_Egrave),
    "_": (8, K.Key_Underscore),
    "ç": (9, K.Key_Ccedilla),
}


def recorded(desk: Desk) -> RecordVisit:
    (gesture,) = desk.store.gestures(RecordVisit)
    return gesture


def motif(digit: int) -> MotifChoice:
    return MotifChoice(next(one.id for one in MOTIFS if one.position == digit))


# Budgets of keys


def test_a_known_person_is_checked_in_with_seven_keys(desk: Desk) -> None:
    desk.keys("lebr⏎2⏎")
    assert desk.strokes == 7
    assert recorded(desk) == RecordVisit(persons=(id_of("Lebrun"),), motifs=(motif(2),))


def test_a_person_with_an_appointment_today_is_checked_in_with_six_keys(desk: Desk) -> None:
    desk.keys("bena⏎⏎")
    assert desk.strokes == 6
    expected = RecordVisit(
        persons=(BENALI.id,),
        motifs=(motif(1),),
        for_id=id_of("Claire Fabre"),
        appointment_id=id_of("rdv Benali"),
    )
    assert recorded(desk) == expected


def test_an_anonymous_passage_takes_three_keys(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("8⏎")
    assert desk.strokes == 3
    assert recorded(desk) == RecordVisit(anonymous=1, motifs=(motif(8),))


@pytest.mark.parametrize("sign", AZERTY)
def test_the_row_of_digits_without_maj_chooses_motifs_on_azerty(desk: Desk, sign: str) -> None:
    digit, key = AZERTY[sign]
    desk.key(K.Key_F3)
    desk.key(key, text=sign)
    desk.key(K.Key_Return)
    assert recorded(desk).motifs == (motif(digit),)


def test_the_keypad_chooses_motifs_and_its_entree_records(desk: Desk) -> None:
    keypad = Qt.KeyboardModifier.KeypadModifier
    desk.key(K.Key_F3)
    desk.key(K.Key_3, keypad, "3")
    desk.key(K.Key_Minus, keypad, "-")
    desk.key(K.Key_Enter, keypad)
    assert recorded(desk).motifs == (motif(3),)


def test_the_a_grave_key_opens_the_whole_list_and_a_motif_without_digit_is_taken_there(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.key(K.Key_Agrave, text="à")
    desk.keys("domi⏎")
    desk.keys("⏎")
    assert recorded(desk).motifs == (MotifChoice(id_of("Domiciliation")),)


# Search


def test_digits_in_the_search_field_are_text(desk: Desk) -> None:
    desk.keys("0639")
    assert desk.page.card.search.text() == "0639"
    assert desk.page.card.check_in.isHidden()


def test_a_letter_typed_anywhere_goes_to_the_search(desk: Desk) -> None:
    desk.page.queue.rows.setFocus()
    desk.keys("be")
    assert desk.page.card.search.text() == "be"
    assert desk.cursor() is desk.page.card.search


def test_the_arrows_choose_another_person(desk: Desk) -> None:
    desk.keys("bena")
    desk.key(K.Key_Down)
    desk.keys("⏎3⏎")
    assert recorded(desk).persons == (BENABBOU.id,)


def test_control_entree_opens_the_dossier_of_the_chosen_person(desk: Desk) -> None:
    desk.keys("bena")
    desk.key(K.Key_Down)
    desk.key(K.Key_Return, CTRL)
    assert desk.went == [("people", BENABBOU.id)]


def test_control_entree_opens_the_dossier_from_the_check_in_too(desk: Desk) -> None:
    desk.keys("bena⏎")
    desk.key(K.Key_Return, CTRL)
    assert desk.went == [("people", BENALI.id)]


def test_no_result_says_so_then_offers_near_names_then_a_new_record(desk: Desk) -> None:
    desk.keys("benaly")
    rows = desk.page.card.results.rows
    titles = [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]
    assert titles[0] == "Aucune personne pour «\u00a0benaly\u00a0»."
    assert titles[1] == "Noms proches"
    assert titles[-1].startswith("Créer la fiche")
    assert desk.page.card.search.count_words() == "aucun résultat"


def test_entree_on_near_names_only_shows_which_one_before_opening_it(desk: Desk) -> None:
    desk.keys("benaly⏎")
    assert desk.page.card.check_in.isHidden()
    assert desk.page.card.results.current() == str(BENALI.id)
    desk.keys("⏎")
    assert not desk.page.card.check_in.isHidden()


def test_control_n_takes_what_was_searched_along(desk: Desk) -> None:
    desk.keys("benaly")
    desk.key(K.Key_N, CTRL)
    assert desk.went == [("new-person", "benaly")]


def test_escape_closes_then_clears_then_comes_back_to_the_search(desk: Desk) -> None:
    card = desk.page.card
    desk.keys("bena⏎")
    desk.key(K.Key_Escape)
    assert card.check_in.isHidden()
    assert card.search.text() == "bena"
    desk.key(K.Key_Escape)
    assert card.search.text() == ""
    desk.page.queue.rows.setFocus()
    desk.key(K.Key_Escape)
    assert desk.cursor() is card.search


# Answers that come late


def test_entree_waits_for_the_answer_to_what_is_typed_and_the_keys_after_it_keep_their_order(desk: Desk) -> None:
    desk.store.slow = {FindPeople}
    desk.keys("bena⏎8⏎")
    assert desk.store.gestures(RecordVisit) == []
    desk.store.release()
    assert recorded(desk).persons == (BENALI.id,)
    assert recorded(desk).motifs == (motif(1), motif(8))


def test_entree_never_acts_on_the_rows_of_other_letters(desk: Desk) -> None:
    desk.keys("bena")
    desk.store.slow = {FindPeople}
    desk.keys("b⏎5⏎")
    assert desk.page.card.check_in.isHidden()
    desk.store.release()
    assert recorded(desk).persons == (BENABBOU.id,)


def test_an_answer_for_fewer_letters_that_comes_last_changes_nothing(desk: Desk) -> None:
    desk.store.slow = {FindPeople}
    desk.keys("be")
    desk.keys("nab")
    desk.store.held.reverse()
    desk.store.release(1)
    shown = desk.page.card.results.rows.idents()
    desk.store.release()
    assert shown == [str(BENABBOU.id)]
    assert desk.page.card.results.rows.idents() == shown


def test_two_persons_typed_at_full_speed_before_any_answer_are_both_recorded(desk: Desk) -> None:
    desk.store.slow = {FindPeople}
    desk.keys("bena⏎⏎")
    desk.keys("benab⏎3⏎")
    while desk.store.held:
        desk.store.release(1)
    first, second = desk.store.gestures(RecordVisit)
    assert (first.persons, second.persons) == ((BENALI.id,), (BENABBOU.id,))
    assert second.motifs == (motif(3),)


def test_digits_wait_for_the_motifs_when_the_day_is_not_read_yet(desk: Desk) -> None:
    desk.pilot._check_in._day = None
    desk.store.slow = {ReadDay, DayAppointments}
    desk.pilot.enter()
    desk.key(K.Key_F3)
    desk.keys("4⏎")
    assert desk.store.gestures(RecordVisit) == []
    desk.store.release()
    assert recorded(desk).motifs == (motif(4),)


def test_a_page_left_and_shown_again_asks_again_for_an_answer_lost_meanwhile(desk: Desk) -> None:
    desk.store.slow = {FindPeople}
    desk.keys("bena⏎")
    desk.pilot.leave()
    desk.store.held.clear()
    desk.pilot.enter()
    desk.store.release()
    assert desk.page.card.results.current() == str(BENALI.id)
    desk.keys("⏎")
    assert not desk.page.card.check_in.isHidden()


def test_an_open_card_is_found_again_as_it_was(desk: Desk) -> None:
    desk.keys("bena⏎8")
    desk.pilot.leave()
    desk.pilot.enter()
    desk.keys("⏎")
    assert recorded(desk).motifs == (motif(1), motif(8))


def test_entree_held_down_opens_the_card_and_records_nothing(desk: Desk) -> None:
    desk.keys("bena⏎")
    for _ in range(3):
        held = QKeyEvent(QEvent.Type.KeyPress, K.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
        QApplication.sendEvent(desk.cursor(), held)
    assert not desk.page.card.check_in.isHidden()
    assert desk.store.gestures(RecordVisit) == []


# What the card says and gives


def test_the_card_says_what_the_desk_must_know_and_which_contact_is_refused(desk: Desk) -> None:
    safe = replace(RECORD.identity, safe_contact=SafeContact(no_call=True, no_letter=True))
    desk.store.answers[OpenRecord] = replace(RECORD, identity=safe)
    desk.keys("bena⏎")
    words = desk.page.card.check_in.notice.words.text()
    assert words.startswith("Poussette")
    assert "ne pas appeler, pas de courrier" in words


def test_two_motifs_keep_the_order_of_choosing_and_a_second_press_takes_one_away(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("853" + "5⏎")
    assert recorded(desk).motifs == (motif(8), motif(3))


def test_a_precision_of_forty_signs_at_most_goes_with_its_motif(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("5")
    (precision,) = desk.page.card.check_in.precisions.fields()
    assert precision.words() == list(MOTIFS[4].precisions)
    precision.setFocus()
    type_text(precision, "x" * 50)
    desk.keys("⏎")
    assert recorded(desk).motifs == (replace(motif(5), precision="x" * 40),)


def test_digits_in_a_field_of_the_card_are_text(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("5")
    desk.page.card.check_in.precisions.fields()[0].setFocus()
    desk.keys("12⏎")
    assert recorded(desk).motifs == (replace(motif(5), precision="12"),)


def test_a_first_name_alone_a_group_a_call_and_a_referral_are_said_behind_plus(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("+")
    details = desk.page.card.check_in.details
    details.given.setText("Samira")
    details.nameless.spin.setValue(3)
    details.medium.set_value(Medium.PHONE.value)
    details.moment.setText("hier 14h")
    details.referred.setText("CAF")
    details.waits.setChecked(False)
    details.referred.setFocus()
    desk.keys("⏎")
    assert recorded(desk) == RecordVisit(
        anonymous=4,
        given_name="Samira",
        medium=Medium.PHONE,
        at=dt.datetime(2019, 6, 17, 14, 0),
        waits=False,
        referred_to="CAF",
    )


def test_an_hour_that_is_not_understood_keeps_the_card_open_and_takes_the_cursor(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("+")
    moment = desk.page.card.check_in.details.moment
    moment.setText("bientôt")
    desk.keys("⏎")
    assert desk.store.gestures(RecordVisit) == []
    assert desk.cursor() is moment
    moment.setText("23h")
    desk.keys("⏎")
    assert desk.store.gestures(RecordVisit) == []
    assert "pas encore passée" in moment.field.message()


def test_several_persons_come_in_one_arrival_from_the_household_and_from_the_search(desk: Desk) -> None:
    desk.keys("bena⏎+")
    details = desk.page.card.check_in.details
    (lina,) = [one for one in details.together.children() if getattr(one, "text", lambda: "")().endswith("Lina")]
    lina.click()  # type: ignore[attr-defined]  # a button
    details.picker.field.setFocus()
    desk.keys("benab⏎")
    desk.page.card.check_in.setFocus()
    desk.keys("⏎")
    assert recorded(desk).persons == (BENALI.id, id_of("Lina"), BENABBOU.id)


def test_for_whom_may_be_the_common_queue_or_a_colleague(desk: Desk) -> None:
    desk.keys("bena⏎")
    panel = desk.page.card.check_in
    assert panel.for_whom.value() == id_of("Claire Fabre")
    panel.for_whom.buttons()[1].click()
    assert panel.for_whom.value() is None
    panel.for_whom.set_value(id_of("Marc Vidal"))
    panel.setFocus()
    desk.keys("⏎")
    assert recorded(desk).for_id == id_of("Marc Vidal")


def test_a_refused_arrival_comes_back_as_it_was(desk: Desk) -> None:
    said: list[str] = []
    desk.link.refused.connect(said.append)
    desk.store.answers[RecordVisit] = Refusal("Le disque est plein. Rien n’a été perdu.")
    desk.keys("bena⏎8⏎")
    assert said == ["Le disque est plein. Rien n’a été perdu."]
    panel = desk.page.card.check_in
    assert not panel.isHidden()
    assert [one.position for one in panel.motifs.chosen()] == [1, 8]
    del desk.store.answers[RecordVisit]
    desk.keys("⏎")
    assert len(desk.store.gestures(RecordVisit)) == 2


def test_after_an_arrival_the_cursor_is_in_an_empty_search(desk: Desk) -> None:
    desk.keys("bena⏎⏎")
    assert desk.cursor() is desk.page.card.search
    assert desk.page.card.search.text() == ""
    assert desk.page.card.check_in.isHidden()


def test_an_arrival_started_from_a_record_keeps_the_keys_typed_before_it_opens(desk: Desk) -> None:
    desk.store.slow = {OpenRecord}
    desk.pilot.open_for(BENALI.id)
    desk.keys("8⏎")
    assert desk.store.gestures(RecordVisit) == []
    desk.store.release()
    assert recorded(desk).motifs == (motif(1), motif(8))
    assert recorded(desk).appointment_id == id_of("rdv Benali")


def test_an_appointment_already_answered_is_not_answered_twice(desk: Desk) -> None:
    here = tuple(replace(line, visit_state="waiting") if line.person_id == BENALI.id else line for line in LINES)
    desk.store.answers[DayAppointments] = here
    desk.pilot.enter()
    desk.keys("bena⏎2⏎")
    assert recorded(desk).appointment_id is None


def test_the_row_of_an_appointment_opens_the_card_with_its_motif_and_counsellor(desk: Desk) -> None:
    rows = desk.page.appointments.rows
    rows.go_to(str(id_of("rdv Benali")))
    rows.setFocus()
    desk.key(K.Key_Space, text=" ")
    assert desk.page.card.check_in.guest().id == BENALI.id
    desk.keys("⏎")
    assert recorded(desk).appointment_id == id_of("rdv Benali")


def test_punctuality_is_said_beside_the_name(desk: Desk) -> None:
    desk.now[0] = at(11, 5)
    desk.keys("bena⏎")
    assert desk.page.card.check_in.who.chip.text() == "20 min après l’heure"
    assert desk.now[0] > NOW


def test_the_digits_of_the_tiles_are_shown_and_spoken(desk: Desk) -> None:
    desk.key(K.Key_F3)
    tiles = desk.page.card.check_in.motifs.tiles()
    assert [tile.accessibleDescription() for tile in tiles] == [f"Touche {digit}" for digit in range(1, 10)]
    press(tiles[0], K.Key_Space, text=" ")
    assert tiles[0].isChecked()


def test_control_n_takes_the_name_along_even_when_the_window_has_the_same_key(desk: Desk) -> None:
    stolen: list[bool] = []
    rival = QShortcut(QKeySequence("Ctrl+N"), desk.page)
    rival.activated.connect(lambda: stolen.append(True))
    desk.keys("benaly")
    QTest.keyClick(desk.cursor(), K.Key_N, CTRL)
    assert (desk.went, stolen) == ([("new-person", "benaly")], [])


def test_the_list_of_colleagues_says_who_is_away_and_gives_one_of_them(desk: Desk) -> None:
    desk.key(K.Key_F3)
    whom = desk.page.card.check_in.for_whom
    menu = whom.menu()
    assert "Mina Sorel, absente cet après-midi" in [action.text() for action in menu.actions()]
    menu.actions()[2].trigger()
    desk.page.card.check_in.setFocus()
    desk.keys("⏎")
    assert recorded(desk).for_id == id_of("Marc Vidal")


def test_someone_already_waiting_is_told_on_the_open_card(desk: Desk) -> None:
    waiting = replace(DAY.visits[0], person_id=BENALI.id, civility="Mme")
    desk.store.answers[ReadDay] = replace(DAY, visits=(waiting, *DAY.visits[1:]))
    desk.pilot.enter()
    desk.keys("bena⏎")
    chip = desk.page.card.check_in.who.chip
    assert chip.text() == "Attend depuis 10:40"
    desk.store.answers[ReadDay] = DAY
    desk.pilot.enter()
    assert "Attend" not in chip.text()


def test_a_long_name_beside_what_is_said_of_her_never_makes_the_page_wider(qapp: QApplication, qtbot: QtBot) -> None:
    # Dressed as at the desk: another test may have left a larger text.
    Theme(RESOURCES).install(qapp)
    known = replace(BENALI, used_name="Vandermeersch " + "de la Roche " * 6, first_name="Marie-Christine")
    waiting = replace(DAY.visits[0], person_id=BENALI.id, civility="Mme")
    day = replace(DAY, visits=(waiting, *DAY.visits[1:]))
    with built(qtbot, SlowStore({**answers(), ReadDay: day, FindPeople: (known,)})) as desk:
        desk.page.theme.dress(desk.page)
        desk.keys("vand⏎")
        assert not desk.page.card.check_in.isHidden()
        assert desk.page._inside.minimumSizeHint().width() <= desk.page._scroll.viewport().width()


def test_what_records_stays_in_sight_at_690_pixels_when_the_rare_fields_unfold(desk: Desk, qtbot: QtBot) -> None:
    desk.page.resize(1162, 633)  # the page of a window of 690 pixels, top bar left out
    desk.keys("bena⏎+")
    record = desk.page.card.check_in.record
    assert desk.page.card.check_in.details.isVisible()
    qtbot.waitUntil(lambda: record.visibleRegion().boundingRect() == record.rect())


def test_tab_goes_through_what_records_before_the_rare_fields_below_it(desk: Desk) -> None:
    desk.keys("bena⏎+")
    panel = desk.page.card.check_in
    panel.record.setFocus()
    desk.page.focusNextChild()
    assert panel.details.isAncestorOf(desk.cursor())
