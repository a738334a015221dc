from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Actor, Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change
from ceis_desk.reception.importing import STEP, EndImport, Kind, Prepared, PrepareImport, WriteImported
from ceis_desk.ui.imports import build
from ceis_desk.ui.imports.column_grid import RESERVED
from ceis_desk.ui.imports.page import AFTER, GO_ON, LOCKED, STOPPED
from ceis_desk.ui.imports.pilot import SAY_COLUMNS, ImportPilot
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from tests.ui.fake_store import FakeStore
from tests.ui.imports.files import prepared, without_header

CONTROL = Qt.KeyboardModifier.ControlModifier
LOGBOOK = Path("cahier.csv")
NO_HEADER = "Aucun en-tête de cahier d’accueil n’est reconnu dans ce fichier."
Make = Callable[..., ImportPilot]


@pytest.fixture
def store() -> FakeStore:
    return FakeStore({PrepareImport: prepared()})


@pytest.fixture
def make(theme: Theme, to_front: Callable[[QWidget], None], store: FakeStore) -> Iterator[Make]:
    links: list[StoreLink] = []

    def build_one(role: Role = Role.DIRECTOR, discreet: Discreet | None = None) -> ImportPilot:
        links.append(StoreLink(store))
        actor = Actor(new_id(), "Claire Fabre", frozenset({role}), new_id())
        pilot = build(
            theme=theme,
            link=links[-1],
            keyboard=Keyboard(),
            actor=actor,
            clock=lambda: dt.datetime(2019, 6, 18, 10, 42),
            discreet=discreet,
        )
        to_front(pilot.page)
        pilot.enter()
        return pilot

    yield build_one
    for link in links:
        link.close()


def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key as the window system gives it: shortcuts hear this one only."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, which, modifiers)


def words(page: QWidget) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisible()]


def hold_writes(store: FakeStore) -> list[Future[Change]]:
    """Steps wait for the test to finish each of them."""
    waiting: list[Future[Change]] = []

    def do(gesture: object) -> Future[Change]:
        store.done.append(gesture)  # type: ignore[arg-type]  # the fake keeps whatever comes
        waiting.append(Future())
        return waiting[-1]

    store.do = do  # type: ignore[method-assign]  # a slow disk
    return waiting


def test_the_cursor_starts_on_the_choice_of_a_file_and_control_o_asks_for_it(make: Make, tmp_path: Path) -> None:
    pilot = make()
    assert QApplication.focusWidget() is pilot.page.choose
    key(Qt.Key.Key_O, CONTROL)
    dialog = pilot.page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Choisir un fichier"
    dialog.fileSelected.emit(str(tmp_path / "cahier.csv"))
    dialog.reject()
    assert pilot.page.path.text() == "cahier.csv"


def test_a_file_read_says_what_it_would_bring_before_anything_is_written(make: Make, store: FakeStore) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    assert store.asked == [PrepareImport(Kind.VISITS, LOGBOOK)]
    assert store.done == []
    shown = words(pilot.page)
    assert "601\u00a0lignes lues dans «\u00a0Cahier\u00a0»." in shown
    assert shown[shown.index("Lignes écartées") + 1] == "1"
    assert shown[shown.index("Motifs ajoutés") + 1] == "1"
    model = pilot.page.findings.model()
    assert [model.index(0, column).data() for column in (0, 1)] == ["700", "Écartée : La date manque."]
    assert QApplication.focusWidget() is pilot.page.start


def test_control_enter_writes_the_file_step_after_step_in_silence(make: Make, store: FakeStore, qtbot: QtBot) -> None:
    pilot = make()
    said: list[Change] = []
    pilot._link.done.connect(said.append)
    pilot.open_file(LOGBOOK)
    key(Qt.Key.Key_Return, CONTROL)
    writes = store.gestures(WriteImported)
    assert [(step.first, step.last) for step in writes] == [(first, first + STEP) for first in range(0, 600, STEP)]
    assert isinstance(store.done[-1], EndImport)
    assert pilot.page.said.text() == "Reprise terminée\u00a0: 600\u00a0passages repris, 1\u00a0ligne écartée."
    assert AFTER in words(pilot.page)
    assert said == []


def test_progress_is_told_in_lines_and_escape_stops_after_the_step_under_way(make: Make, store: FakeStore) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    waiting = hold_writes(store)
    key(Qt.Key.Key_Return, CONTROL)
    assert pilot.page.said.text() == "0\u00a0ligne sur 600"
    waiting[0].set_result(Change())
    assert pilot.page.said.text() == f"{STEP}\u00a0lignes sur 600"
    assert QApplication.focusWidget() is pilot.page.stop
    key(Qt.Key.Key_Escape)
    waiting[1].set_result(Change())
    assert pilot.page.said.text() == STOPPED
    assert len(waiting) == 2
    assert pilot.page.start.text() == GO_ON


def test_an_import_that_was_stopped_goes_on_where_it_was(make: Make, store: FakeStore) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    waiting = hold_writes(store)
    pilot.page.start.click()
    pilot.page.stop.click()
    waiting[0].set_result(Change())
    pilot.page.start.click()
    for step in range(1, 600 // STEP + 1):
        waiting[step].set_result(Change())
    assert [step.first for step in store.gestures(WriteImported)] == list(range(0, 600, STEP))
    assert pilot.page.said.text().startswith("Reprise terminée")


def test_a_step_refused_is_said_and_can_be_tried_again(make: Make, store: FakeStore) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    store.answers[WriteImported] = Refusal("L’écran est verrouillé. Rien n’a changé.")
    pilot.page.start.click()
    assert pilot.page.said.text() == "L’écran est verrouillé. Rien n’a changé."
    assert pilot.page.start.text() == GO_ON
    del store.answers[WriteImported]
    pilot.page.start.click()
    assert pilot.page.said.text().startswith("Reprise terminée")


def test_a_file_already_there_brings_nothing_and_offers_nothing(make: Make, store: FakeStore) -> None:
    store.answers[PrepareImport] = prepared(already=600, bad=0)
    pilot = make()
    pilot.open_file(LOGBOOK)
    assert pilot.page.said.text() == "Ce fichier n’apporte rien de nouveau."
    assert not pilot.page.start.isVisible()
    key(Qt.Key.Key_Return, CONTROL)
    assert store.done == []


def test_a_column_chosen_by_hand_is_read_again_and_the_cursor_stays_on_it(make: Make, store: FakeStore) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    box = pilot.page.columns.box(2)
    box.set_value("motifs")
    box.activated.emit(box.currentIndex())
    assert store.asked[-1] == PrepareImport(Kind.VISITS, LOGBOOK, {0: "date", 1: "family", 2: "motifs", 3: "comment"})
    assert QApplication.focusWidget() is pilot.page.columns.box(2)


def test_two_columns_never_hold_the_same_thing(make: Make, store: FakeStore) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    box = pilot.page.columns.box(2)
    box.set_value("family")
    box.activated.emit(box.currentIndex())
    assert store.asked[-1].chosen == {0: "date", 1: None, 2: "family", 3: "comment"}  # type: ignore[attr-defined]  # PrepareImport


def test_a_file_without_a_known_header_is_mapped_by_hand(make: Make, store: FakeStore) -> None:
    def answer(question: PrepareImport) -> Prepared:
        if not question.chosen:
            raise Refusal(NO_HEADER)
        return without_header()

    store.answers[PrepareImport] = answer
    pilot = make()
    pilot.open_file(LOGBOOK)
    assert pilot.page.unknown.words.text() == SAY_COLUMNS
    assert pilot.page.unknown.isVisible()
    assert QApplication.focusWidget() is pilot.page.columns.box(0)
    assert not pilot.page.start.isVisible()
    store.answers[PrepareImport] = prepared()
    pilot.page.columns.box(0).activated.emit(0)
    assert not pilot.page.unknown.isVisible()
    assert pilot.page.start.isVisible()


def test_columns_that_do_not_do_are_refused_and_stay_to_be_changed(make: Make, store: FakeStore) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    store.answers[PrepareImport] = Refusal(NO_HEADER)
    box = pilot.page.columns.box(0)
    box.set_value("")
    box.activated.emit(0)
    assert pilot.page.field.message() == NO_HEADER
    assert box.isVisible()
    assert QApplication.focusWidget() is box
    assert not pilot.page.start.isVisible()
    store.answers[PrepareImport] = prepared()
    box.set_value("date")
    box.activated.emit(1)
    assert pilot.page.start.isVisible()


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADMIN])
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(make: Make, store: FakeStore, role: Role) -> None:
    store.answers[PrepareImport] = Refusal(NO_HEADER)
    pilot = make(role)
    pilot.open_file(LOGBOOK)
    assert pilot.page.field.message() == NO_HEADER
    assert not pilot.page.said.isVisible()
    assert pilot.page.choose.isEnabled()
    store.answers[PrepareImport] = prepared()
    pilot.open_file(LOGBOOK)
    assert pilot.page.field.message() != NO_HEADER
    assert pilot.page.start.isVisible()


def test_the_kind_of_list_is_asked_again_of_the_same_file(make: Make, store: FakeStore) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    pilot.page.kind.set_value(Kind.PEOPLE.value)
    pilot.page.kind.chosen.emit(Kind.PEOPLE.value)
    assert store.asked[-1] == PrepareImport(Kind.PEOPLE, LOGBOOK)


def test_a_long_reading_can_be_dropped(make: Make, store: FakeStore) -> None:
    slow: Future[Prepared] = Future()
    store.ask = lambda question: slow  # type: ignore[method-assign,assignment,return-value]  # an answer on its way
    pilot = make()
    pilot.open_file(LOGBOOK)
    assert pilot.page.said.text() == "Lecture du fichier…"
    key(Qt.Key.Key_Escape)
    assert store.cancelled == [slow]
    slow.set_result(prepared())
    assert not pilot.page.start.isVisible()
    assert pilot.page.choose.isEnabled()


def test_values_of_a_sealed_column_are_never_shown(make: Make) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    shown = " ".join(words(pilot.page))
    assert RESERVED in shown
    assert "divorce" not in shown


def test_a_discreet_screen_hides_what_the_file_says_of_people(make: Make) -> None:
    discreet = Discreet()
    pilot = make(discreet=discreet)
    pilot.open_file(LOGBOOK)
    assert any("BENALI" in text for text in words(pilot.page))
    discreet.set_on(True)
    assert not any("BENALI" in text for text in words(pilot.page))


def test_the_report_is_saved_with_each_line_left_out(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    pilot = make()
    pilot.open_file(LOGBOOK)
    pilot.page.start.click()
    key(Qt.Key.Key_S, CONTROL)
    dialog = pilot.page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "compte-rendu-reprise-2019-06-18-1042.csv"
    dialog.selectFile(str(tmp_path / "rapport.csv"))
    dialog.accept()
    qtbot.waitUntil(lambda: pilot.page.said.text() == "Compte rendu enregistré\u00a0: rapport.csv")
    with (tmp_path / "rapport.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file, delimiter=";"))
    assert written[:2] == [["ligne", "constat"], ["700", "Écartée : La date manque."]]
    assert ["", "Motif ajouté : Prêt de livres (3)"] in written


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.BUDGET])
def test_an_account_that_may_not_import_sees_whom_to_ask(make: Make, store: FakeStore, role: Role) -> None:
    pilot = make(role)
    assert pilot.page.locked.isVisible()
    assert pilot.page.locked.sentence.text() == LOCKED
    pilot.open_file(LOGBOOK)
    assert store.asked == []
