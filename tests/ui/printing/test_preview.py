from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.printing import build_preview, preview
from ceis_desk.ui.printing.options import NO_PRINTER, PRINT, RETRY
from ceis_desk.ui.printing.preview import READY, PrintPreview
from ceis_desk.ui.printing.printers import NOT_SENT, Printer, PrintWish
from ceis_desk.ui.printing.titles import CASE_ON_PAGE, INITIALS_ON_PAGE, LETTER_ON_PAGE, NAMES_ON_PAGE
from tests.reports.agenda_samples import week_paper
from tests.reports.budget.samples import letter_paper, plan_paper
from tests.typing_help import press
from tests.ui.fake_store import FakeStore
from tests.ui.printing.papers import NAME, FakePress, day_list, monthly, write_pages

CONTROL = Qt.KeyboardModifier.ControlModifier
CORRIDOR = Printer("corridor", "Accueil, couloir", "prête", usual=True)
Show = Callable[[QWidget], None]


class Bench:
    """A preview at work, with what it printed and what it opened."""

    def __init__(self, view: PrintPreview, maker: FakePress, store: FakeStore, qtbot: QtBot) -> None:
        self.view, self.maker, self.store, self.qtbot = view, maker, store, qtbot
        self.printed: list[PrintWish] = []
        self.opened: list[str] = []

    def is_ready(self) -> bool:
        options = self.view.options
        return options.state.text() == READY and options.printer.value() == CORRIDOR.name

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        press(QApplication.focusWidget() or self.view, key, modifiers)

    def says(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.view.options.state.text() == words)

    def choose_place(self, place: Path) -> None:
        dialog = self.view.findChild(QFileDialog)
        assert dialog is not None
        dialog.selectFile(str(place))
        dialog.accept()


@pytest.fixture
def printers(monkeypatch: pytest.MonkeyPatch) -> list[Printer]:
    found = [CORRIDOR]
    monkeypatch.setattr(preview, "find_printers", lambda: tuple(found))
    return found


@pytest.fixture
def bench(
    theme: Theme, to_front: Show, tmp_path: Path, qtbot: QtBot, printers: list[Printer], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    maker, store = FakePress(), FakeStore()
    link = StoreLink(store)
    view = build_preview(theme=theme, discreet=Discreet(), press=maker, folder=tmp_path / "print", link=link)
    made = Bench(view, maker, store, qtbot)
    monkeypatch.setattr(preview, "print_pdf", lambda _path, wish: made.printed.append(wish))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: made.opened.append(url.toLocalFile()))
    to_front(view)
    yield made
    link.close()


@pytest.fixture
def listed(bench: Bench, qtbot: QtBot) -> Bench:
    bench.view.show_paper(day_list())
    qtbot.waitUntil(bench.is_ready)
    return bench


def test_the_page_shown_is_the_pdf_and_its_text_is_there_for_screen_readers(listed: Bench, qtbot: QtBot) -> None:
    sheet = listed.view.view.sheet
    qtbot.waitUntil(sheet.is_painted)
    assert "BENALI Samira" in sheet.text()
    assert sheet.accessibleName() == "Page 1 sur 2"
    assert listed.view.bar.page.text() == "page 1 sur 2"
    assert listed.view.bar.title.text() == "Liste du jour"


def test_the_preview_starts_on_print_and_enter_prints_every_page(listed: Bench) -> None:
    assert QApplication.focusWidget() is listed.view.options.print
    listed.key(Qt.Key.Key_Return)
    listed.says("La copie est partie à l’imprimante.")
    assert listed.printed == [PrintWish("corridor", (0, 1))]


def test_printing_a_list_of_names_is_written_in_the_journal(listed: Bench) -> None:
    listed.key(Qt.Key.Key_Return)
    listed.says("La copie est partie à l’imprimante.")
    assert listed.store.done == [NoteAccess(NotedAct.PRINT_LIST)]


def test_printing_a_document_of_a_case_leaves_the_case_in_the_journal_and_no_person(bench: Bench, qtbot: QtBot) -> None:
    case = new_id()
    bench.view.show_paper(dataclasses.replace(plan_paper(), case_id=case))
    qtbot.waitUntil(bench.is_ready)
    assert bench.view.bar.title.text() == "Plan d’apurement"
    assert bench.view.options.notice.words.text() == CASE_ON_PAGE
    assert not bench.view.options.names.isVisible()
    bench.key(Qt.Key.Key_Return)
    bench.says("La copie est partie à l’imprimante.")
    assert bench.store.done == [NoteAccess(NotedAct.PRINT_CASE, case)]


def test_a_letter_warns_that_it_goes_to_somebody_else(bench: Bench, qtbot: QtBot) -> None:
    bench.view.show_paper(letter_paper())
    qtbot.waitUntil(bench.is_ready)
    assert bench.view.options.notice.words.text() == LETTER_ON_PAGE


def test_a_week_may_bear_initials_too(bench: Bench, qtbot: QtBot) -> None:
    bench.view.show_paper(week_paper())
    qtbot.waitUntil(bench.is_ready)
    bench.view.options.names.click()
    qtbot.waitUntil(lambda: len(bench.maker.papers) == 2)
    assert [paper.whole_names for paper in bench.maker.papers] == [True, False]  # type: ignore[attr-defined]  # weeks


def test_printing_figures_is_not_written_in_the_journal_of_names(bench: Bench, qtbot: QtBot) -> None:
    bench.view.show_paper(monthly())
    qtbot.waitUntil(bench.is_ready)
    assert bench.view.bar.title.text() == "Rapport mensuel, juin 2019"
    assert not bench.view.options.notice.isVisible()
    bench.key(Qt.Key.Key_Return)
    bench.says("La copie est partie à l’imprimante.")
    assert bench.store.done == []


def test_two_copies_of_the_page_on_screen_on_both_sides(listed: Bench) -> None:
    options = listed.view.options
    listed.key(Qt.Key.Key_PageDown)
    options.copies.spin.setValue(2)
    options.pages.set_value("shown")
    options.sides.set_value("both")
    options.paper.set_value("a5")
    listed.key(Qt.Key.Key_Return)
    listed.says("2 copies sont parties à l’imprimante.")
    assert listed.printed == [PrintWish("corridor", (1,), 2, "a5", both_sides=True)]


def test_page_down_and_page_up_turn_pages_and_stop_at_the_ends(listed: Bench) -> None:
    for key, words in (
        (Qt.Key.Key_PageDown, "page 2 sur 2"),
        (Qt.Key.Key_PageDown, "page 2 sur 2"),
        (Qt.Key.Key_PageUp, "page 1 sur 2"),
        (Qt.Key.Key_PageUp, "page 1 sur 2"),
    ):
        listed.key(key)
        assert listed.view.bar.page.text() == words
    assert not listed.view.bar.before.isEnabled()


def test_control_plus_and_minus_zoom_and_control_zero_shows_the_whole_page(listed: Bench) -> None:
    assert listed.view.bar.zoom.text().startswith("Page entière")
    listed.key(Qt.Key.Key_Plus, CONTROL)
    assert listed.view.bar.zoom.text() == "75\u00a0%"
    listed.key(Qt.Key.Key_Plus, CONTROL)
    listed.key(Qt.Key.Key_Minus, CONTROL)
    assert listed.view.bar.zoom.text() == "75\u00a0%"
    listed.key(Qt.Key.Key_0, CONTROL)
    assert listed.view.bar.zoom.text().startswith("Page entière")


def test_initials_alone_make_the_document_again(listed: Bench, qtbot: QtBot) -> None:
    options = listed.view.options
    assert options.notice.words.text() == NAMES_ON_PAGE
    options.names.click()
    qtbot.waitUntil(lambda: "B. S." in listed.view.view.sheet.text())
    assert options.notice.words.text() == INITIALS_ON_PAGE
    assert [paper.whole_names for paper in listed.maker.papers] == [True, False]  # type: ignore[attr-defined]  # lists


def test_on_a_discreet_screen_the_list_starts_with_initials(
    theme: Theme, to_front: Show, tmp_path: Path, qtbot: QtBot, printers: list[Printer]
) -> None:
    maker = FakePress()
    view = build_preview(theme=theme, discreet=Discreet(on=True), press=maker, folder=tmp_path / "print")
    to_front(view)
    view.show_paper(day_list())
    qtbot.waitUntil(lambda: "B. S." in view.view.sheet.text())
    assert not view.options.names.isChecked()


def test_saving_asks_where_with_the_own_name_of_the_document(listed: Bench, tmp_path: Path) -> None:
    listed.key(Qt.Key.Key_S, CONTROL)
    dialog = listed.view.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Enregistrer le PDF"
    assert Path(dialog.selectedFiles()[0]).name == NAME
    listed.choose_place(tmp_path / "copie.pdf")
    listed.says("Enregistré\u00a0: copie.pdf")
    assert (tmp_path / "copie.pdf").read_bytes().startswith(b"%PDF")
    assert listed.store.done == [NoteAccess(NotedAct.EXPORT)]


def test_the_folder_opened_is_the_one_where_it_was_saved(listed: Bench, tmp_path: Path) -> None:
    listed.key(Qt.Key.Key_O, CONTROL)
    assert listed.opened == []
    listed.choose_place(tmp_path / "copie.pdf")
    listed.qtbot.waitUntil(lambda: bool(listed.opened))
    listed.key(Qt.Key.Key_O, CONTROL)
    assert [Path(place) for place in listed.opened] == [tmp_path, tmp_path]


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_lost(listed: Bench, tmp_path: Path) -> None:
    (tmp_path / "copie.pdf").mkdir()
    listed.view._save()
    dialog = listed.view.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "copie.pdf"))
    dialog.reject()
    listed.qtbot.waitUntil(lambda: "n’a pas pu être enregistré ici" in listed.view.options.state.text())
    assert listed.view.options.print.text() == PRINT


def test_a_print_that_does_not_leave_keeps_the_pdf_and_offers_to_try_again(
    listed: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _wish: PrintWish) -> None:
        raise Refusal(NOT_SENT)

    monkeypatch.setattr(preview, "print_pdf", refuse)
    listed.key(Qt.Key.Key_Return)
    listed.says(NOT_SENT)
    assert listed.view.options.print.text() == RETRY
    assert listed.store.done == []
    monkeypatch.setattr(preview, "print_pdf", lambda _path, wish: listed.printed.append(wish))
    listed.key(Qt.Key.Key_Return)
    listed.says("La copie est partie à l’imprimante.")


def test_without_a_printer_saving_is_the_main_action(bench: Bench, printers: list[Printer], qtbot: QtBot) -> None:
    printers.clear()
    bench.view.show_paper(day_list())
    bench.says(READY)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is bench.view.options.save)
    assert not bench.view.options.print.isVisible()
    assert bench.view.options._printer.message() == NO_PRINTER
    bench.key(Qt.Key.Key_Return)
    assert bench.view.findChild(QFileDialog) is not None


def test_a_document_that_cannot_be_made_is_said_and_made_again_with_enter(bench: Bench, qtbot: QtBot) -> None:
    bench.maker.refusal = Refusal("Le disque est plein. Rien n’est perdu.")
    bench.view.show_paper(day_list())
    bench.says("Le disque est plein. Rien n’est perdu.")
    qtbot.waitUntil(lambda: bench.view.options.printer.value() == CORRIDOR.name)
    bench.maker.refusal = None
    bench.key(Qt.Key.Key_Return)
    bench.says(READY)


def test_the_text_of_the_document_can_be_read_and_never_changed(listed: Bench) -> None:
    listed.view.bar.text.click()
    assert listed.view.text.isVisible()
    assert listed.view.text.isReadOnly()
    assert "BENALI Samira" in listed.view.text.toPlainText()
    listed.view.bar.text.click()
    assert listed.view.view.isVisible()


def test_escape_goes_back_to_where_one_was(listed: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.view.closed):
        listed.key(Qt.Key.Key_Escape)


def test_each_document_waits_in_the_private_folder_and_is_swept_away(listed: Bench, tmp_path: Path) -> None:
    room = listed.maker.rooms[0]
    assert room.parent == tmp_path / "print"
    listed.view.sweep().result(timeout=10)
    assert list((tmp_path / "print").iterdir()) == []


def test_documents_left_by_a_crash_are_swept_at_the_start(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    left = tmp_path / "print" / "apercu-abc"
    left.mkdir(parents=True)
    write_pages(left / "a.pdf", ("un",))
    qtbot.addWidget(build_preview(theme=theme, discreet=Discreet(), press=FakePress(), folder=tmp_path / "print"))
    qtbot.waitUntil(lambda: not left.exists())


def test_a_narrow_window_puts_the_panel_below_the_page(listed: Bench) -> None:
    assert listed.view._panel.x() > 0
    listed.view.resize(700, 900)
    listed.qtbot.waitUntil(lambda: listed.view._panel.x() == 0 and listed.view._panel.y() > 100)


def test_nothing_of_a_former_document_is_seen_while_the_next_one_is_made(listed: Bench) -> None:
    listed.view.sweep()
    listed.view.hide()
    listed.view.show()
    listed.view.show_paper(week_paper())
    assert not listed.view.view.sheet.isVisible()
    assert NAME not in listed.view.text.toPlainText() + listed.view.view.sheet.text()
    listed.qtbot.waitUntil(listed.is_ready)
    assert listed.view.view.sheet.isVisible()
