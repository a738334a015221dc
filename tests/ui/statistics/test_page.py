from __future__ import annotations

import csv
import dataclasses
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
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change, Subject
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.papers import MonthlyPaper
from ceis_desk.statistics.questions import ReadMonth
from ceis_desk.ui.kit.charts import SHOW_CHART
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.statistics import build
from ceis_desk.ui.statistics.page import EMPTY, LOCKED
from ceis_desk.ui.statistics.pilot import StatisticsPilot
from tests.reports.samples import empty, june, provisional, small
from tests.ui.fake_store import FakeStore

NOW = dt.datetime(2019, 6, 18, 10, 42)
Make = Callable[..., StatisticsPilot]


def of_month(question: ReadMonth) -> MonthReport:
    return dataclasses.replace(june(), month=question.month)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore({ReadMonth: of_month})


@pytest.fixture
def make(theme: Theme, to_front: Callable[[QWidget], None], store: FakeStore) -> Iterator[Make]:
    links: list[StoreLink] = []

    def build_one(role: Role = Role.BUDGET, *, demo: bool = False, discreet: Discreet | None = None) -> StatisticsPilot:
        links.append(StoreLink(store))
        actor = Actor(new_id(), "Claire Fabre", frozenset({role}), new_id())
        pilot = build(
            theme=theme, link=links[-1], discreet=discreet or Discreet(), keyboard=Keyboard(), actor=actor,
            clock=lambda: NOW, site=Site("CEIS", "CCAS", "Poste 1", demo=demo),
        )  # fmt: skip
        to_front(pilot.page)
        pilot.enter()
        return pilot

    yield build_one
    for link in links:
        link.close()


def click(widget: QWidget, key: Qt.Key) -> None:
    """A key as the window system gives it: shortcuts hear this one only."""
    QTest.keyClick(widget, key)


def shown(pilot: StatisticsPilot) -> str:
    return pilot.page.head.title.text()


def test_the_page_opens_on_the_month_under_way_with_the_cursor_on_the_pdf(make: Make, store: FakeStore) -> None:
    pilot = make()
    assert store.asked == [ReadMonth(dt.date(2019, 6, 1))]
    assert shown(pilot) == "Statistiques de juin 2019"
    assert [tile.number.text() for tile in pilot.page.tiles] == ["538", "2\u00a0946", "121", "74"]
    assert QApplication.focusWidget() is pilot.page.head.pdf


def test_page_up_and_page_down_change_month_and_stop_at_the_month_under_way(make: Make, qtbot: QtBot) -> None:
    pilot = make()
    click(pilot.page.head.pdf, Qt.Key.Key_PageUp)
    assert shown(pilot) == "Statistiques de mai 2019"
    click(pilot.page.head.pdf, Qt.Key.Key_PageUp)
    assert shown(pilot) == "Statistiques d’avril 2019"
    for _ in range(3):
        click(pilot.page.head.pdf, Qt.Key.Key_PageDown)
    assert shown(pilot) == "Statistiques de juin 2019"
    assert not pilot.page.head.after.isEnabled()


def test_months_go_back_to_the_beginning_of_the_register(make: Make) -> None:
    box = make().page.head.months
    assert [box.itemText(at) for at in (0, box.count() - 1)] == ["Juin 2019", "Octobre 2018"]


def test_example_data_goes_on_after_the_day_it_opens_on(make: Make, qtbot: QtBot) -> None:
    pilot = make(demo=True)
    for _ in range(3):
        click(pilot.page.head.pdf, Qt.Key.Key_PageDown)
    assert shown(pilot) == "Statistiques de septembre 2019"


def test_a_month_can_be_chosen_in_the_list(make: Make) -> None:
    pilot = make()
    box = pilot.page.head.months
    box.set_value("2018-12-01")
    box.activated.emit(box.currentIndex())
    assert shown(pilot) == "Statistiques de décembre 2018"


def test_provisional_figures_say_so_and_why(make: Make, store: FakeStore) -> None:
    store.answers[ReadMonth] = provisional()
    head = make().page.head
    assert head.state.isVisible()
    assert "poste 2 non reçu depuis 3 jours" in head.about.text()


def test_complete_figures_bear_no_mark(make: Make) -> None:
    head = make().page.head
    assert not head.state.isVisible()
    assert "Chiffres complets" in head.about.text()


def test_the_brief_says_what_the_figures_say_and_their_limit(make: Make) -> None:
    words = make().page.brief.words.text()
    assert words.startswith("En bref\u00a0: 538 personnes différentes sont venues en juin")
    assert words.endswith("ne disent pas si la situation des personnes s’améliore.")


def test_the_screen_shows_true_counts_until_it_is_discreet(make: Make, store: FakeStore) -> None:
    store.answers[ReadMonth] = small()
    discreet = Discreet()
    pilot = make(discreet=discreet)
    assert "masqué" not in pilot.page.tables["ages"].table.words()
    discreet.set_on(True)
    assert "masqué" in pilot.page.tables["ages"].table.words()
    assert len(store.asked) == 1


def test_each_chart_has_its_table_one_button_away(make: Make) -> None:
    page = make().page
    for card in (page.months, page.hours):
        card.chart.switch.click()
        assert card.chart.switch.text() == SHOW_CHART
        assert card.chart.table.isVisible()
        model = card.chart.table.model()
        words = [
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
        assert "2\u00a0946" in words
        assert card.chart.drawing.text()


def test_the_table_of_months_has_a_line_for_each_and_holds_in_its_card(make: Make) -> None:
    chart = make().page.months.chart
    chart.switch.click()
    model = chart.table.model()
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads[1:] == ["participants", "passages"]
    last = [model.index(model.rowCount() - 1, column).data() for column in range(3)]
    assert last[:2] == ["juin 2019", "538"]
    assert chart.table.horizontalScrollBar().maximum() == 0


def test_the_columns_say_their_values_to_screen_readers(make: Make) -> None:
    assert "juin 2019 538" in make().page.months.chart.drawing.text()


def test_control_p_prints_the_report_of_the_month_shown(make: Make, qtbot: QtBot) -> None:
    pilot = make()
    click(pilot.page.head.pdf, Qt.Key.Key_PageUp)
    papers: list[Paper] = []
    pilot.papers(papers.append)
    assert papers == [MonthlyPaper(dataclasses.replace(june(), month=dt.date(2019, 5, 1)))]


@pytest.mark.parametrize("where", ["head", "card"])
def test_the_buttons_of_the_report_ask_for_the_same_paper(make: Make, qtbot: QtBot, where: str) -> None:
    pilot = make()
    button = pilot.page.head.pdf if where == "head" else pilot.page.report.see
    with qtbot.waitSignal(pilot.print_asked) as asked:
        button.click()
    assert asked.args == [MonthlyPaper(june())]


def test_a_report_asked_for_while_it_is_counted_comes_when_it_is_ready(make: Make, store: FakeStore) -> None:
    slow: Future[MonthReport] = Future()
    store.ask = lambda question: slow  # type: ignore[method-assign,assignment,return-value]  # an answer on its way
    pilot = make()
    papers: list[Paper] = []
    pilot.papers(papers.append)
    assert papers == []
    slow.set_result(june())
    assert papers == [MonthlyPaper(june())]


def test_a_long_count_shows_a_quiet_bar_that_goes_with_the_answer(make: Make, store: FakeStore, qtbot: QtBot) -> None:
    slow: Future[MonthReport] = Future()
    store.ask = lambda question: slow  # type: ignore[method-assign,assignment,return-value]  # an answer on its way
    page = make().page
    assert not page.progress.isVisible()
    qtbot.waitUntil(page.progress.isVisible)
    slow.set_result(june())
    assert not page.progress.isVisible()


def test_an_empty_month_says_one_sentence_and_leads_back(make: Make, store: FakeStore) -> None:
    store.answers[ReadMonth] = lambda question: empty() if question.month.month == 5 else june()
    pilot = make()
    pilot.page.head.before.click()
    assert pilot.page.empty.isVisible()
    assert pilot.page.empty.sentence.text() == EMPTY
    assert not pilot.page.head.pdf.isEnabled()
    papers: list[Paper] = []
    pilot.papers(papers.append)
    assert papers == []
    pilot.page.empty.button.click()
    assert shown(pilot) == "Statistiques de juin 2019"
    assert not pilot.page.empty.isVisible()


def test_the_month_under_way_never_offers_to_come_back_to_itself(make: Make, store: FakeStore) -> None:
    store.answers[ReadMonth] = lambda _question: empty()
    page = make().page
    assert page.empty.isVisible()
    assert not page.empty.button.isVisible()
    page.head.before.click()
    assert page.empty.button.isVisible()


def test_figures_that_cannot_be_counted_are_said_in_words(make: Make, store: FakeStore) -> None:
    store.answers[ReadMonth] = Refusal("Le fichier ne répond pas. Rien n’est perdu, réessayez.")
    pilot = make()
    assert pilot.page.empty.sentence.text() == "Le fichier ne répond pas. Rien n’est perdu, réessayez."
    assert pilot.page.tiles == []


def test_a_visit_recorded_anywhere_counts_at_once_but_only_while_the_page_is_shown(
    make: Make, store: FakeStore
) -> None:
    pilot = make()
    store.tell(Change(frozenset({Subject("visit", new_id())})))
    assert len(store.asked) == 2
    store.tell(Change(frozenset({Subject("account", new_id())})))
    assert len(store.asked) == 2
    pilot.leave()
    store.tell(Change(frozenset({Subject("visit", new_id())})))
    assert len(store.asked) == 2


def test_an_account_without_figures_sees_whom_to_ask(make: Make, store: FakeStore) -> None:
    page = make(Role.ADMIN).page
    assert page.locked.isVisible()
    assert page.locked.sentence.text() == LOCKED
    assert store.asked == []


def test_the_table_saved_holds_the_same_figures_with_small_ones_hidden(
    make: Make, store: FakeStore, tmp_path: Path, qtbot: QtBot
) -> None:
    store.answers[ReadMonth] = dataclasses.replace(small(), edited_on=dt.date(2019, 7, 2))
    pilot = make()
    pilot.page.head.table.click()
    dialog = pilot.page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "chiffres-du-mois-2019-06.csv"
    dialog.selectFile(str(tmp_path / "juin.csv"))
    with qtbot.waitSignal(pilot._link.done) as told:
        dialog.accept()
    assert told.args[0].said == "Tableau enregistré\u00a0: juin.csv"
    with (tmp_path / "juin.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file, delimiter=";"))
    assert written[0] == ["rubrique", "ligne", "passages", "participants"]
    assert ["Ensemble", "nouvelles personnes", "", "masqué"] in written
    assert ["Ensemble", "total", str(small().figures.visits), "19"] in written


@pytest.mark.parametrize(("width", "scale"), [(700, 100), (1162, 100), (1162, 200), (1716, 100)])
def test_the_page_never_needs_to_scroll_sideways(
    make: Make, theme: Theme, qapp: QApplication, qtbot: QtBot, width: int, scale: int
) -> None:
    # As at the desk: undressed, its width is that of the font which the test before left in the program.
    theme.install(qapp)
    theme.set_scale(scale)
    page = make().page
    theme.dress(page)
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page._scroll.horizontalScrollBar().maximum() == 0)


def test_the_keys_of_the_page_are_told(make: Make) -> None:
    lines = make().keys()
    assert [line.keys for line in lines] == ["Page ↑", "Page ↓", "Ctrl P"]
