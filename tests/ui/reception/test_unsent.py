"""Arrivals begun and not recorded: nothing chosen or written for somebody is lost."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Future
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.ui.reception.check_in import FOUND_AGAIN, CheckIn
from tests.ui.reception.conftest import Desk
from tests.ui.reception.desk_day import MOTIFS

K = Qt.Key


def recorded(desk: Desk) -> RecordVisit:
    return desk.store.gestures(RecordVisit)[-1]


def motif(digit: int) -> MotifChoice:
    return MotifChoice(next(one.id for one in MOTIFS if one.position == digit))


def panel(desk: Desk) -> CheckIn:
    return desk.page.card.check_in


def digits(desk: Desk) -> list[int]:
    return [one.position for one in panel(desk).motifs.chosen()]


def is_found_again(desk: Desk) -> bool:
    return panel(desk).found_again


def test_an_arrival_left_by_escape_is_found_again_with_the_same_person(desk: Desk) -> None:
    desk.keys("bena⏎8")
    desk.key(K.Key_Escape)
    desk.keys("⏎")
    assert (is_found_again(desk), panel(desk)._hint.text()) == (True, FOUND_AGAIN)
    desk.keys("⏎")
    assert recorded(desk).motifs == (motif(1), motif(8))


def test_all_that_was_written_behind_plus_is_found_again(desk: Desk) -> None:
    desk.keys("bena⏎6+")
    details = panel(desk).details
    for field, words in ((details.moment, "10:20"), (details.referred, "Zazie")):
        field.setFocus()
        desk.keys(words)
    panel(desk).setFocus()
    desk.key(K.Key_Escape)
    desk.key(K.Key_Escape)
    desk.keys("bena⏎")
    assert details.isVisible()
    desk.keys("⏎")
    sent = recorded(desk)
    assert (sent.at, sent.referred_to) == (dt.datetime(2019, 6, 18, 10, 20), "Zazie")
    assert sent.motifs == (motif(1), motif(6))


def test_a_precision_written_is_found_again_with_its_motif(desk: Desk) -> None:
    desk.keys("bena⏎5")
    panel(desk).precisions.fields()[0].setFocus()
    desk.keys("zzz papier")
    desk.key(K.Key_Escape)
    desk.keys("⏎⏎")
    assert [choice.precision for choice in recorded(desk).motifs] == ["", "zzz papier"]


def test_what_is_left_for_one_person_is_not_another_s(desk: Desk) -> None:
    desk.keys("bena⏎8")
    desk.key(K.Key_Escape)
    desk.key(K.Key_Down)
    desk.keys("⏎")
    assert not is_found_again(desk)
    assert 8 not in digits(desk)


def test_a_card_left_as_it_opened_or_recorded_leaves_nothing(desk: Desk) -> None:
    desk.keys("bena⏎")
    desk.key(K.Key_Escape)
    desk.keys("⏎")
    assert not is_found_again(desk)
    desk.keys("8⏎bena⏎")
    assert (is_found_again(desk), digits(desk)) == (False, [1])


def test_a_choice_put_back_as_it_was_is_left_no_more(desk: Desk) -> None:
    desk.keys("bena⏎8")
    desk.key(K.Key_Escape)
    desk.keys("⏎88")
    desk.key(K.Key_Escape)
    desk.keys("⏎")
    assert (is_found_again(desk), digits(desk)) == (False, [1])


def test_a_digit_struck_out_of_habit_on_what_is_found_again_keeps_it(desk: Desk) -> None:
    desk.keys("bena⏎8")
    desk.key(K.Key_Escape)
    desk.keys("⏎8⏎")
    assert recorded(desk).motifs == (motif(1), motif(8))


def test_the_digits_of_a_passer_by_are_not_those_of_the_next(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("3")
    desk.key(K.Key_Escape)
    desk.key(K.Key_F3)
    assert (is_found_again(desk), digits(desk)) == (False, [])


def test_what_was_written_of_a_passer_by_is_found_again(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("3+")
    panel(desk).details.given.setFocus()
    desk.keys("Ali")
    desk.key(K.Key_Escape)
    desk.key(K.Key_F3)
    assert (is_found_again(desk), panel(desk).details.given.text(), digits(desk)) == (True, "Ali", [3])


def test_what_was_left_yesterday_is_not_found_today(desk: Desk) -> None:
    desk.keys("bena⏎8")
    desk.key(K.Key_Escape)
    desk.now[0] += dt.timedelta(days=1)
    desk.keys("⏎")
    assert not is_found_again(desk)


def test_another_name_searched_over_an_open_card_keeps_what_it_held(desk: Desk) -> None:
    desk.keys("bena⏎8l")
    assert panel(desk).isHidden()
    desk.page.card.clear()
    desk.keys("bena⏎⏎")
    assert recorded(desk).motifs == (motif(1), motif(8))


def test_an_arrival_refused_while_another_card_is_open_is_found_again(desk: Desk) -> None:
    refusal: Future[Change] = Future()
    desk.keys("bena⏎8")
    with patch.object(desk.store, "do", lambda _gesture: refusal):
        desk.keys("⏎")
    desk.key(K.Key_F3)
    refusal.set_exception(Refusal("Le disque est plein. Rien n’a été perdu."))
    QApplication.processEvents()
    desk.page.card.clear()
    desk.keys("bena⏎⏎")
    assert recorded(desk).motifs == (motif(1), motif(8))
