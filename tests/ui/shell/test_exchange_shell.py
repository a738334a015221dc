"""The exchange around the pages: the key, the counts, the chip, what goes by itself, and the last one at closing."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.exchange.model import Imported
from ceis_desk.exchange.questions import ReadExchange
from ceis_desk.ui.shell.exchange_keeper import ExchangeKeeper
from ceis_desk.ui.shell.session import Session
from tests.ui.exchange import files
from tests.ui.fake_exchange import FakeExchanger
from tests.ui.shell.conftest import CONTROL, Hands, Start
from tests.ui.shell.fake_door import NOW

QUIET = replace(files.STATUS, doubles=0, crossed=0, slots=0)


def session(hands: Hands) -> Session:
    assert hands.desk.session is not None
    return hands.desk.session


def keeper(hands: Hands) -> ExchangeKeeper:
    return session(hands).ground.watch.keeper


def opened(start: Start, login: str = "sofiane", status: object = files.STATUS) -> Hands:
    hands = start()
    hands.door.status = status  # type: ignore[assignment]  # each test says its own
    hands.open_as(login)
    return hands


def reads(hands: Hands, login: str = "sofiane") -> int:
    return sum(isinstance(question, ReadExchange) for question in hands.door.stores[login].asked)


def test_where_the_desks_stand_is_read_once_the_file_is_known_to_be_whole(start: Start) -> None:
    hands = start()
    whole = hands.door.whole = Future()
    hands.open_as("sofiane")
    assert reads(hands) == 0
    whole.set_result(None)
    hands.settle()
    assert reads(hands) == 1


def test_ctrl_8_or_its_azerty_twin_goes_to_the_exchanges(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.strike(Qt.Key.Key_8, CONTROL)
    assert hands.window.windowTitle() == "CEIS Desk — Échanges"
    hands.strike(Qt.Key.Key_1, CONTROL)
    hands.strike(Qt.Key.Key_Underscore, CONTROL)
    assert hands.window.windowTitle() == "CEIS Desk — Échanges"


def test_what_waits_is_counted_in_the_side_bar_and_said_in_the_top_bar(start: Start) -> None:
    hands = opened(start)
    frame = session(hands).frame
    assert frame.side.entries["exchange"].accessibleName() == "Échanges, 3\u00a0fiches à vérifier"
    assert frame.top.state.text() == "3\u00a0fiches à vérifier"
    frame.top.state.setFocus()
    hands.strike(Qt.Key.Key_Return)
    assert hands.window.windowTitle() == "CEIS Desk — À vérifier"
    assert frame.side.entries["exchange"].isChecked()


def test_an_account_that_checks_nothing_sees_no_count(start: Start) -> None:
    hands = opened(start, "helene")
    frame = session(hands).frame
    assert frame.side.entries["exchange"].accessibleName() == "Échanges"
    assert frame.top.state.text() == "Échanges à jour · 10:12"


def test_a_desk_alone_shows_no_chip(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert not session(hands).frame.top.state.isVisible()


def test_a_case_settled_elsewhere_leaves_the_count(start: Start) -> None:
    hands = opened(start)
    hands.door.status = QUIET
    hands.door.stores["sofiane"].tell(Change(frozenset({Subject("pair")})))
    hands.settle()
    assert session(hands).frame.top.state.text() == "Échanges à jour · 10:12"


def test_a_check_in_reads_no_status(start: Start) -> None:
    hands = opened(start)
    before = reads(hands)
    hands.door.stores["sofiane"].tell(Change(frozenset({Subject("visit")})))
    hands.settle()
    assert reads(hands) == before


def test_an_exchange_goes_by_itself_while_somebody_is_in_and_a_folder_is_chosen(start: Start, qtbot: QtBot) -> None:
    hands = opened(start)
    qtbot.waitUntil(lambda: bool(hands.door.exchange.calls("exchange_now")), timeout=10_000)
    hands.strike(Qt.Key.Key_F12)
    assert not keeper_is_ticking(hands)


def test_without_a_folder_nothing_goes_by_itself(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert not keeper_is_ticking(hands)


def keeper_is_ticking(hands: Hands) -> bool:
    return hands.desk._keeper._timer.isActive()


def test_one_exchange_waits_for_the_end_of_the_one_before(qtbot: QtBot) -> None:
    exchange = FakeExchanger()
    keeper = ExchangeKeeper(exchange, lambda: NOW)
    keeper.wake(lambda: None)
    keeper.keep(files.FOLDER)
    exchange.held = True
    keeper._timer.timeout.emit()
    keeper._timer.timeout.emit()
    assert len(exchange.calls("exchange_now")) == 1
    exchange.release()
    keeper._timer.timeout.emit()
    assert len(exchange.calls("exchange_now")) == 2
    exchange.release()
    keeper.rest()


def test_a_refusal_stays_on_the_chip_and_never_pops_over_the_work(start: Start) -> None:
    hands = opened(start, status=QUIET)
    sentence = "Le dossier partagé n’est pas là. Rien n’est perdu\u00a0: 6 changements attendent."
    hands.door.exchange.answers["exchange_now"] = Refusal(sentence)
    keeper(hands)._timer.timeout.emit()
    hands.settle()
    state = session(hands).frame.top.state
    assert (state.text(), state.accessibleDescription()) == ("Échange arrêté", sentence)
    assert session(hands).message.words() == ""
    del hands.door.exchange.answers["exchange_now"]
    keeper(hands)._timer.timeout.emit()
    hands.settle()
    assert state.text() == "Échanges à jour · 10:12"


def test_exchanges_that_bring_nothing_do_not_read_the_status_each_time(start: Start) -> None:
    hands = opened(start)
    before = reads(hands)
    keeper(hands)._timer.timeout.emit()
    assert reads(hands) == before
    hands.door.exchange.answers["exchange_now"] = Imported(files=1, changes=2)
    keeper(hands)._timer.timeout.emit()
    assert reads(hands) == before + 1


def test_one_last_exchange_leaves_before_the_last_backup(start: Start) -> None:
    hands = opened(start)
    exchange, safety = hands.door.exchange, hands.door.safety
    exchange.held = True
    hands.window.close()
    assert hands.window.isVisible()
    assert (len(exchange.calls("exchange_now")), safety.asked) == (1, [])
    exchange.release()
    hands.settle()
    assert safety.asked == ["keep"]
    assert not hands.window.isVisible()


def test_a_refused_last_exchange_holds_nobody_back(start: Start) -> None:
    hands = opened(start)
    hands.door.exchange.answers["exchange_now"] = Refusal("Le dossier partagé n’est pas là.")
    hands.window.close()
    hands.settle()
    assert not hands.window.isVisible()


def test_a_locked_desk_closes_without_an_exchange(start: Start) -> None:
    hands = opened(start)
    hands.strike(Qt.Key.Key_F12)
    before = len(hands.door.exchange.calls("exchange_now"))
    hands.window.close()
    hands.settle()
    assert len(hands.door.exchange.calls("exchange_now")) == before
    assert not hands.window.isVisible()


def exchanger(hands: Hands) -> FakeExchanger:
    asked = keeper(hands).exchange
    assert isinstance(asked, FakeExchanger)
    return asked


def test_what_other_programs_write_is_looked_for_at_each_beat_and_when_the_window_comes_back(
    start: Start, qtbot: QtBot
) -> None:
    hands = opened(start)
    fake, beat = exchanger(hands), keeper(hands)._ear
    assert fake.noticed
    seen = fake.noticed
    beat.timeout.emit()
    qtbot.waitUntil(lambda: fake.noticed > seen and not keeper(hands)._noticing)
    seen = fake.noticed
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)  # type: ignore[union-attr]  # there is one
    qtbot.waitUntil(lambda: fake.noticed > seen)
    keeper(hands).rest()
    assert not beat.isActive()
