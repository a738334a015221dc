"""Arrivals begun and not recorded survive the end of the program, until the evening, and cost a check-in nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import Medium, MotifChoice
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.arrival_drafts import KIND, ArrivalDrafts, read_begun, write_begun
from ceis_desk.ui.reception.check_in import FOUND_AGAIN, CheckIn
from ceis_desk.ui.reception.unsent import Begun, Seldom, Unsent
from tests.ui.reception.conftest import Desk, SlowStore, answers, built
from tests.ui.reception.desk_day import BENALI, LEBRUN, MOTIFS, TODAY, id_of

K = Qt.Key
YESTERDAY = TODAY - dt.timedelta(days=1)
USUAL = Seldom(medium=Medium.COUNTER.value)
PLAIN = Unsent((MotifChoice(MOTIFS[7].id),), None, USUAL)
FULL = Unsent(
    (MotifChoice(MOTIFS[0].id), MotifChoice(MOTIFS[4].id, "zzz « papier »")),
    id_of("Claire Fabre"),
    Seldom((Guest(LEBRUN.id, "M.", "Lebrun", "Zoé"),), 2, "Ali", Medium.PHONE.value, "hier 14h", "Zazie", waits=False),
)


def panel(desk: Desk) -> CheckIn:
    return desk.page.card.check_in


def drafts(desk: Desk) -> ArrivalDrafts:
    (only,) = panel(desk).findChildren(ArrivalDrafts)
    return only


def written(desk: Desk) -> list[str]:
    return [gesture.text for gesture in desk.store.gestures(KeepDraft) if gesture.kind == KIND]


def digits(desk: Desk) -> list[int]:
    return [one.position for one in panel(desk).motifs.chosen()]


def store_with(begun: Begun, day: dt.date = TODAY) -> SlowStore:
    kept = write_begun(begun, day)
    return SlowStore({**answers(), ReadDraft: lambda question: kept if question.kind == KIND else ""})


# The text of the draft


def test_all_that_a_card_holds_is_read_as_it_was_written() -> None:
    begun = {BENALI.id: FULL, None: PLAIN}
    assert read_begun(write_begun(begun, TODAY), TODAY) == begun


def test_nothing_begun_is_no_draft() -> None:
    assert write_begun({}, TODAY) == ""


def test_what_was_begun_yesterday_is_not_read_today() -> None:
    assert read_begun(write_begun({BENALI.id: FULL}, YESTERDAY), TODAY) == {}


def with_seldom(name: str, value: object) -> str:
    kept = json.loads(write_begun({BENALI.id: FULL}, TODAY))
    kept["begun"][0]["seldom"][name] = value
    return json.dumps(kept)


def spoilt(spoil: Callable[[dict[str, object]], object]) -> str:
    kept = json.loads(write_begun({BENALI.id: FULL}, TODAY))
    spoil(kept["begun"][0])
    return json.dumps(kept)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        '"2019-06-18"',
        "[" * 200_000,
        '{"typed": {}, "at": 0}',
        '{"day": "2019-06-18"}',
        '{"day": "2019-06-18", "begun": 8}',
        '{"day": "2019-06-18", "begun": "abc"}',
        '{"day": "2019-06-18", "begun": {"who": null}}',
        spoilt(lambda one: one.pop("who")),
        spoilt(lambda one: one.update(who="Benali")),
        spoilt(lambda one: one.update(who=7)),
        spoilt(lambda one: one.update(motifs=[{"motif_id": None, "precision": ""}])),
        spoilt(lambda one: one.update(motifs=[{"motif_id": str(BENALI.id), "precision": 3}])),
        spoilt(lambda one: one.update(seldom=[])),
        *(
            with_seldom(name, value)
            for name, value in (
                ("nameless", 10**12),
                ("nameless", -1),
                ("nameless", "2"),
                ("medium", "pigeon"),
                ("medium", ["phone"]),
                ("waits", "oui"),
                ("moment", None),
                ("given", "\ud800"),
                ("companions", [{"id": str(BENALI.id)}]),
                ("companions", [[]]),
            )
        ),
    ],
)
def test_a_hostile_text_is_nothing(text: str) -> None:
    assert read_begun(text, TODAY) == {}


# The page


def test_what_is_begun_is_kept_half_a_second_later_and_found_at_the_next_start(qtbot: QtBot, desk: Desk) -> None:
    desk.keys("bena⏎")
    with qtbot.waitSignal(drafts(desk).kept, check_params_cb=bool):
        desk.keys("6+")
        panel(desk).details.referred.setFocus()
        desk.keys("Zazie")
    (kept,) = written(desk)
    with built(qtbot, store_with(read_begun(kept, TODAY))) as again:
        again.keys("bena⏎")
        assert (panel(again).found_again, panel(again)._hint.text()) == (True, FOUND_AGAIN)
        assert (panel(again).details.referred.text(), digits(again)) == ("Zazie", [1, 6])
        again.keys("⏎")
        assert again.store.gestures(RecordVisit)[-1].referred_to == "Zazie"


def test_each_part_of_the_card_is_kept_when_it_changes(desk: Desk) -> None:
    desk.keys("bena⏎+")
    card, draft = panel(desk), drafts(desk)
    changes: tuple[Callable[[], object], ...] = (
        lambda: card.toggle(MOTIFS[4].id),
        lambda: card.precisions.fields()[0].setText("zzz"),
        lambda: card.for_whom.set_value(id_of("Marc Vidal")),
        lambda: card.details.given.setText("Ali"),
        lambda: card.details.nameless.spin.setValue(2),
        lambda: card.details.medium.set_value(Medium.PHONE.value),
        lambda: card.details.moment.setText("10:20"),
        lambda: card.details.referred.setText("CAF"),
        lambda: card.details.waits.setChecked(False),
        lambda: card.details.add(Guest(LEBRUN.id, "M.", "Lebrun", "Paul")),
        lambda: card.details.remove(Guest(LEBRUN.id)),
    )
    for number, change in enumerate(changes, start=1):
        change()
        assert draft.timer.isActive(), f"change {number}"
        draft.flush()
        assert len(written(desk)) == number
    assert read_begun(written(desk)[-1], TODAY)[BENALI.id] == card.unsent()


def test_an_arrival_recorded_within_the_half_second_writes_no_draft(desk: Desk) -> None:
    desk.keys("bena⏎8")
    assert drafts(desk).timer.isActive()
    desk.keys("⏎")
    drafts(desk).flush()
    assert len(desk.store.gestures(RecordVisit)) == 1
    assert written(desk) == []


def test_a_card_that_opens_has_nothing_to_keep(desk: Desk) -> None:
    desk.keys("bena⏎")
    assert panel(desk).isVisible()
    assert not drafts(desk).timer.isActive()


def test_a_recorded_arrival_is_forgotten_at_once_and_the_others_stay(desk: Desk) -> None:
    desk.keys("lebr⏎3")
    desk.key(K.Key_Escape)
    desk.page.card.clear()
    desk.keys("bena⏎8")
    drafts(desk).flush()
    assert set(read_begun(written(desk)[-1], TODAY)) == {LEBRUN.id, BENALI.id}
    desk.keys("⏎")
    assert set(read_begun(written(desk)[-1], TODAY)) == {LEBRUN.id}
    record, forget = (desk.store.done.index(one) for one in (*desk.store.gestures(RecordVisit), desk.store.done[-1]))
    assert record < forget


@pytest.mark.parametrize("another_is_open", [False, True])
def test_a_refused_arrival_is_kept_again(desk: Desk, another_is_open: bool) -> None:
    refusal: Future[Change] = Future()
    desk.keys("bena⏎8")
    with patch.object(desk.store, "do", lambda _gesture: refusal):
        desk.keys("⏎")
    drafts(desk).flush()
    assert written(desk) == []
    if another_is_open:
        desk.key(K.Key_F3)
    refusal.set_exception(Refusal("Le disque est plein. Rien n’a été perdu."))
    QApplication.processEvents()
    drafts(desk).flush()
    assert [choice.motif_id for choice in read_begun(written(desk)[-1], TODAY)[BENALI.id].motifs][-1] == MOTIFS[7].id


def test_the_digits_of_a_passer_by_are_never_written(desk: Desk) -> None:
    desk.key(K.Key_F3)
    desk.keys("3")
    drafts(desk).flush()
    assert written(desk) == []
    desk.keys("+")
    panel(desk).details.given.setFocus()
    desk.keys("Ali")
    drafts(desk).flush()
    assert read_begun(written(desk)[-1], TODAY)[None].seldom.given == "Ali"


def test_a_lock_keeps_at_once_what_was_begun(desk: Desk) -> None:
    desk.keys("bena⏎8")
    desk.link.leaving.emit()
    assert BENALI.id in read_begun(written(desk)[-1], TODAY)


def test_a_draft_of_yesterday_is_forgotten_without_a_word(qtbot: QtBot) -> None:
    with built(qtbot, store_with({BENALI.id: FULL}, YESTERDAY)) as desk:
        drafts(desk).flush()
        desk.keys("bena⏎")
        assert (panel(desk).found_again, digits(desk)) == (False, [1])
        assert written(desk) == [""]


def test_a_motif_closed_meanwhile_is_left_out_without_a_word(qtbot: QtBot) -> None:
    closed = MotifChoice(id_of("closed"), "dit avant")
    both = replace(PLAIN, motifs=(closed, *PLAIN.motifs))
    with built(qtbot, store_with({BENALI.id: both, LEBRUN.id: replace(PLAIN, motifs=(closed,))})) as desk:
        desk.keys("lebr⏎")
        assert (panel(desk).found_again, digits(desk)) == (False, [])
        desk.page.card.clear()
        desk.keys("bena⏎⏎")
        assert desk.store.gestures(RecordVisit)[-1].motifs == PLAIN.motifs


def test_a_check_in_does_not_wait_for_the_draft(qtbot: QtBot) -> None:
    store = store_with({BENALI.id: PLAIN})
    store.slow.add(ReadDraft)
    with built(qtbot, store) as desk:
        desk.keys("lebr⏎3⏎bena⏎")
        assert (len(store.gestures(RecordVisit)), panel(desk).found_again) == (1, False)
        store.release()
        assert (panel(desk).found_again, digits(desk)) == (True, [8])


def test_what_is_begun_before_the_draft_is_read_is_kept_with_it(qtbot: QtBot) -> None:
    store = store_with({BENALI.id: PLAIN, LEBRUN.id: PLAIN})
    store.slow.add(ReadDraft)
    with built(qtbot, store) as desk:
        desk.keys("lebr⏎3")
        drafts(desk).flush()
        assert written(desk) == []
        store.release()
        assert digits(desk) == [3]
        drafts(desk).flush()
        begun = read_begun(written(desk)[-1], TODAY)
        assert (begun[BENALI.id], begun[LEBRUN.id].motifs) == (PLAIN, (MotifChoice(MOTIFS[2].id),))
