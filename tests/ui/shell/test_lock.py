"""Opening, changing agent, locking."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.door import Threshold
from ceis_desk.access.model import Account, Role
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.ids import new_id
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.agents import Agent, AgentGrid
from tests.typing_help import press
from tests.ui.shell.conftest import Hands, Start
from tests.ui.shell.fake_door import KEY, NOW, FakeDoor


def test_the_cursor_starts_in_the_password(hands: Hands) -> None:
    assert QApplication.focusWidget() is hands.desk.entry.lock.password
    assert "Verrouillé par" not in hands.words()
    assert "4 personnes attendent" in hands.words()


def test_the_arrows_change_agent_without_leaving_the_password_which_empties(hands: Hands) -> None:
    lock = hands.desk.entry.lock
    hands.write("abc")
    hands.strike(Qt.Key.Key_Right)
    assert lock.agents.login == "mina"
    assert QApplication.focusWidget() is lock.password
    assert lock.password.text() == ""
    assert lock.field.label.text() == "Mot de passe de Mina Sorel"
    hands.strike(Qt.Key.Key_Left)
    hands.strike(Qt.Key.Key_Down)
    assert lock.agents.login == "claire"


def test_a_click_changes_agent_and_gives_the_cursor_back_to_the_password(hands: Hands) -> None:
    lock = hands.desk.entry.lock
    QTest.mouseClick(lock.agents._tiles["claire"], Qt.MouseButton.LeftButton)
    assert lock.agents.login == "claire"
    assert QApplication.focusWidget() is lock.password


def test_a_wrong_password_says_how_long_to_wait_and_loses_nothing(hands: Hands) -> None:
    lock = hands.desk.entry.lock
    hands.write("faux")
    hands.strike(Qt.Key.Key_Return)
    assert lock.field.message() == "Mot de passe refusé. Rien n’est perdu, réessayez."
    hands.write("faux")
    hands.strike(Qt.Key.Key_Return)
    assert lock.field.message() == "Mot de passe refusé. Rien n’est perdu, réessayez dans 2 secondes."
    assert lock.password.text() == ""
    assert QApplication.focusWidget() is lock.password
    assert not hands.is_open()


def test_the_right_password_opens_the_first_page_of_the_account(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert hands.window.windowTitle() == "CEIS Desk — Accueil"
    assert QApplication.focusWidget() is hands.pilot().field
    assert hands.desk.entry.lock.password.text() == ""


def test_f12_hides_every_page_and_forgets_the_keys(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert "CANARI" in hands.words()
    pilot = hands.pilot()
    hands.strike(Qt.Key.Key_F12)
    assert "CANARI" not in hands.words()
    assert hands.door.asked[-1] == "lock"
    assert pilot.left == 1
    assert not pilot.page.isVisible()
    assert "Verrouillé par Sofiane Roux à 10:42" in hands.words()
    assert hands.window.windowTitle() == "CEIS Desk — Verrouillé"


def test_an_open_sheet_does_not_outlive_the_lock(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.strike(Qt.Key.Key_F1)
    hands.strike(Qt.Key.Key_F12)
    assert "Partout" not in hands.words()
    assert hands.window.sheets() == []


def test_what_is_typed_waits_for_its_account_while_another_takes_over(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.write("benali")
    first = hands.pilot()
    hands.strike(Qt.Key.Key_F12)
    assert "la saisie de Sofiane l’attendra" in hands.words()
    assert [agent.login for agent in hands.desk.entry.lock.agents._agents if agent.draft] == ["sofiane"]
    hands.open_as("mina")
    assert hands.pilot() is not first
    assert hands.pilot().field.text() == ""
    hands.strike(Qt.Key.Key_F12)
    hands.open_as("sofiane")
    assert hands.pilot() is first
    assert first.field.text() == "benali"
    assert QApplication.focusWidget() is first.field


def test_a_session_asleep_neither_asks_nor_writes(hands: Hands) -> None:
    hands.open_as("sofiane")
    link, store = hands.pilot().ground.link, hands.door.stores["sofiane"]
    hands.strike(Qt.Key.Key_F12)
    asked = len(store.asked)
    answers: list[object] = []
    link.ask(DayAppointments(NOW.date()), answers.append)
    hands.settle()
    assert len(store.asked) == asked
    assert answers == []


def test_a_change_of_roles_drops_the_pages_of_the_former_ones(hands: Hands) -> None:
    hands.open_as("sofiane")
    first = hands.pilot()
    hands.strike(Qt.Key.Key_F12)
    account = hands.door.accounts[0]
    hands.door.accounts = (dataclasses.replace(account, roles=frozenset({Role.DIRECTOR})), *hands.door.accounts[1:])
    hands.open_as("sofiane")
    assert hands.pilot() is not first
    assert hands.window.windowTitle() == "CEIS Desk — Statistiques"


def test_the_idle_lock_warns_first_and_a_key_keeps_the_screen_open(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.desk._idle._warn()
    hands.settle()
    assert "se verrouille dans 20 secondes" in hands.words()
    hands.strike(Qt.Key.Key_Shift)
    assert "se verrouille" not in hands.words()
    assert hands.is_open()
    hands.desk._idle._warn()
    hands.desk._idle.elapsed.emit()
    hands.settle()
    assert not hands.is_open()
    assert "CANARI" not in hands.words()


def test_the_delay_of_the_idle_lock_is_that_of_the_role(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert hands.desk._idle._quiet.interval() == (5 * 60 - 20) * 1000
    hands.strike(Qt.Key.Key_F12)
    assert not hands.desk._idle._quiet.isActive()
    hands.open_as("claire")
    assert hands.desk._idle._quiet.interval() == (10 * 60 - 20) * 1000


def test_the_recovery_key_gives_a_new_password(hands: Hands) -> None:
    hands.desk.entry.lock.lost.click()
    hands.settle()
    form = hands.window.sheets()[0].content.widget()  # type: ignore[attr-defined]  # it scrolls
    hands.write(KEY)
    hands.strike(Qt.Key.Key_Tab)
    hands.write("Nouveau-Mot-7")
    hands.strike(Qt.Key.Key_Return)
    assert "diffèrent" in form.again_field.message()
    hands.write("Nouveau-Mot-7")
    hands.strike(Qt.Key.Key_Return)
    assert hands.is_open()
    assert hands.window.sheets() == []


def test_over_nine_accounts_a_search_field_stands_above_them(start: Start) -> None:
    names = "Adèle Brun|Bruno Caron|Célia Dumas|David Étienne|Elsa Faure|Farid Guérin|Gaëlle Hubert|Hugo Imbert"
    many = [*names.split("|"), "Inès Joly", "Jules Klein"]
    accounts = tuple(Account(new_id(), f"c{at}", name, frozenset({Role.RECEPTION})) for at, name in enumerate(many))
    hands = start(Threshold(False, "CCAS", "Poste 1", accounts))
    agents = hands.desk.entry.lock.agents
    assert agents.search.isVisible()
    agents.search.setFocus()
    hands.write("ines")
    assert agents.login == "c8"
    assert [login for login, tile in agents._tiles.items() if tile.isVisible()] == ["c8"]
    press(agents.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is hands.desk.entry.lock.password


def test_the_lock_screen_shows_the_number_of_people_and_nobody_else_than_agents(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.door.people_waiting = 1
    hands.strike(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert "1 personne attend" in hands.words()


def test_a_password_typed_before_the_door_is_made_waits_for_it(start: Start, qtbot: QtBot) -> None:
    made = threading.Event()
    hands = start(door_after=made)
    lock = hands.desk.entry.lock
    assert QApplication.focusWidget() is lock.password
    assert "10:42" in hands.words()
    hands.write(hands.door.password)
    hands.strike(Qt.Key.Key_Return)
    assert lock.open.text() == "Ouverture…"
    assert hands.door.asked == []
    made.set()
    qtbot.waitUntil(hands.is_open)
    assert hands.door.asked == ["open sofiane"]


def test_keys_struck_right_after_the_password_are_for_the_page_that_it_opens(start: Start, qtbot: QtBot) -> None:
    made = threading.Event()
    hands = start(door_after=made)
    hands.write(hands.door.password)
    hands.strike(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_B, Qt.Key.Key_E, Qt.Key.Key_N):
        hands.strike(key)
    made.set()
    qtbot.waitUntil(hands.is_open)
    assert hands.pilot().field.text() == "ben"


def test_keys_struck_right_after_a_wrong_password_begin_the_next_try(start: Start, qtbot: QtBot) -> None:
    made = threading.Event()
    hands = start(door_after=made)
    lock = hands.desk.entry.lock
    hands.write("faux")
    hands.strike(Qt.Key.Key_Return)
    hands.write(hands.door.password)
    made.set()
    qtbot.waitUntil(lambda: lock.field.message().startswith("Mot de passe refusé."))
    hands.strike(Qt.Key.Key_Return)
    assert hands.is_open()


def test_the_clock_of_this_pc_is_not_shown_over_the_example_data(start: Start, qtbot: QtBot) -> None:
    made = threading.Event()
    seen = dataclasses.replace(FakeDoor().threshold, demo=True)
    hands = start(seen, door_after=made)
    assert "10:42" not in hands.words()
    made.set()
    qtbot.waitUntil(lambda: "10:42" in hands.words())


def test_the_next_start_offers_the_account_that_came_in_last_and_keeps_no_name(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "store").mkdir()
    hands = start()
    hands.open_as("claire")
    file = tmp_path / "store" / "desk.json"
    qtbot.waitUntil(file.exists)
    assert "laire" not in file.read_text(encoding="utf-8")
    hands.strike(Qt.Key.Key_F12)
    assert start().desk.entry.lock.agents.login == "claire"


def test_no_folder_is_made_for_what_is_only_remembered(hands: Hands, tmp_path: Path) -> None:
    hands.open_as("claire")
    hands.window.close()
    hands.program.end()
    assert list(tmp_path.iterdir()) == []


def test_the_agent_chosen_stays_chosen_when_the_list_is_read_again(qtbot: QtBot) -> None:
    grid = AgentGrid(Theme(Path("resources")))
    qtbot.addWidget(grid)
    agents = [Agent(login, login.title(), "Accueil", login[:2].upper()) for login in ("claire", "mina", "sofiane")]
    grid.show_agents(agents, "sofiane")
    grid.step(-1)
    grid.show_agents(agents, "sofiane")
    assert grid.login == "mina"
    grid.release()
    grid.show_agents(agents, "sofiane")
    assert grid.login == "sofiane"
