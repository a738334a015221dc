"""A health worker at the real window with keys alone, and what other accounts see of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.clock import running_from
from ceis_desk.core.ids import Id
from ceis_desk.data.demo import OPENING
from ceis_desk.data.exchange.crossings import Loss, keep
from ceis_desk.data.exchange.own import desk_actor
from ceis_desk.data.exchange.tables import BY_NAME
from ceis_desk.data.schema.sealed import health_fact
from ceis_desk.data.write import Tx
from ceis_desk.people.model import PersonHit
from ceis_desk.people.questions import FindPeople
from ceis_desk.platforms.health.gestures import PutPrevention
from ceis_desk.platforms.health.model import Effect, HealthFact
from ceis_desk.platforms.health.questions import FollowUps, HistoryOf, SessionsOf
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.tabs import Tabs
from ceis_desk.ui.platforms.health.figures import FiguresSheet
from ceis_desk.ui.platforms.health.forms import PreventionForm, ThemeForm
from ceis_desk.ui.platforms.health.pilot import HealthPilot
from ceis_desk.ui.shell.pages import PAGES
from tests.scenarios.windows import CONTROL, DAY, ENTER, ESCAPE, Seat, demo_copy, seated, words_of

CANARY = "Kanariparole"
PAGE_KEYS = (Qt.Key.Key_6, CONTROL)
OTHERS = ("accueil", "claire", "lea", "marc", "direction", "admin")


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    folder = demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "exemple")
    with seated(qapp, qtbot, folder, running_from(OPENING)) as seat:
        yield seat


def to_health(seat: Seat) -> HealthPilot:
    """By « Plateformes » and the arrows."""
    seat.open_as("ines")
    seat.strike(*PAGE_KEYS)
    seat.quiet()
    for _ in range(4):
        seat.strike(Qt.Key.Key_Right)
    seat.strike(ENTER)
    seat.quiet()
    pilot = seat.session.pilot()
    assert isinstance(pilot, HealthPilot)
    return pilot


def found(seat: Seat, name: str) -> PersonHit:
    return seat.ask(FindPeople(name, 1))[0]


def write_for_diallo(seat: Seat, words: str) -> HealthPilot:
    pilot = to_health(seat)
    seat.write("diallo")
    seat.quiet()
    seat.strike(ENTER)
    seat.until(pilot.page.shows_person)
    seat.strike(Qt.Key.Key_N, CONTROL)
    seat.settle()
    form = pilot.sheets.content()
    assert isinstance(form, PreventionForm)
    assert QApplication.focusWidget() is form.theme
    seat.strike(Qt.Key.Key_Down)
    seat.tab_to(form.effects.boxes[Effect.LOAD])
    seat.strike(Qt.Key.Key_Space)
    seat.tab_to(form.words)
    seat.write(words)
    seat.tab_to(form.again)
    seat.write("+14")
    seat.strike(ENTER)
    seat.quiet()
    return pilot


def test_an_interview_is_kept_by_keys_and_taken_back(seat: Seat) -> None:
    pilot = write_for_diallo(seat, f"Pas plus de 5 kg, {CANARY}")
    seat.until(lambda: pilot.sheets.content() is None)
    person = found(seat, "diallo").id
    kept = seat.ask(HistoryOf(person)).facts[0]
    assert (kept.theme, kept.effects, kept.words) == ("food", (Effect.LOAD,), f"Pas plus de 5 kg, {CANARY}")
    assert CANARY in seat.words()
    seat.strike(Qt.Key.Key_Z, CONTROL)
    seat.quiet()
    assert CANARY not in repr(seat.ask(HistoryOf(person)).facts)
    seat.until(lambda: CANARY not in "\n".join(said for where, said in words_of() if "RowList" in where))


def test_a_disease_is_refused_beside_its_field_and_nothing_typed_is_lost(seat: Seat) -> None:
    pilot = write_for_diallo(seat, "diabète")
    form = pilot.sheets.content()
    assert isinstance(form, PreventionForm)
    assert "ne se garde pas ici" in seat.words()
    assert form.words.text() == "diabète"
    assert len(seat.ask(HistoryOf(found(seat, "diallo").id)).facts) == 1


def test_a_discreet_screen_hides_what_is_chosen_in_an_interview_as_what_is_written(seat: Seat) -> None:
    pilot = write_for_diallo(seat, "diabète")
    form = pilot.sheets.content()
    assert isinstance(form, PreventionForm)
    seat.strike(Qt.Key.Key_F9)
    seat.settle()
    words = seat.words()
    for told in ("DIALLO", "Alimentation", "Porter une charge", "diabète"):
        assert told not in words
    assert form.effects.value() == (Effect.LOAD,)
    at = QApplication.focusWidget()
    assert at is not None
    assert form.isAncestorOf(at)
    seat.strike(Qt.Key.Key_F9)
    seat.settle()
    assert "Alimentation" in seat.words()


def test_what_is_half_written_comes_back_for_that_person_alone(seat: Seat) -> None:
    pilot = write_for_diallo(seat, "diabète")
    seat.strike(ESCAPE)
    seat.quiet()
    pilot.open(found(seat, "koffi").id)
    seat.until(lambda: "KOFFI" in pilot.page.person.name.text())
    seat.strike(Qt.Key.Key_N, CONTROL)
    seat.quiet()
    form = pilot.sheets.content()
    assert isinstance(form, PreventionForm)
    assert form.words.text() == ""
    seat.strike(ESCAPE)
    pilot.open(found(seat, "diallo").id)
    seat.until(lambda: "DIALLO" in pilot.page.person.name.text())
    seat.strike(Qt.Key.Key_N, CONTROL)
    seat.quiet()
    form = pilot.sheets.content()
    assert isinstance(form, PreventionForm)
    assert form.words.text() == "diabète"
    assert form.effects.value() == (Effect.LOAD,)


def test_a_point_is_done_with_espace(seat: Seat) -> None:
    pilot = to_health(seat)
    before = seat.ask(FollowUps(DAY))
    assert before
    seat.tab_to(pilot.page.home.follow_ups.rows)
    seat.strike(Qt.Key.Key_Space)
    seat.quiet()
    assert [line.fact.id for line in seat.ask(FollowUps(DAY))] == [line.fact.id for line in before[1:]]


def test_no_other_account_sees_a_word_of_it_on_any_page_tab_or_search(seat: Seat) -> None:
    write_for_diallo(seat, f"Pas plus de 5 kg, {CANARY}")
    person = found(seat, "diallo").id
    for login in OTHERS:
        seat.strike(Qt.Key.Key_F12)
        seat.settle()
        seat.open_as(login)
        seat.quiet()
        views = []
        for view in round_of(seat, person):
            views.append(view)
            assert [one for one in words_of(hidden=False) if CANARY in one[1]] == [], (login, view)
            assert "Noté pour" not in seat.words(), (login, view)
        assert len(views) >= len(PAGES)
        seat.session.go("health", person)
        seat.quiet()
        assert "Cette page est réservée" in seat.words(), login


def round_of(seat: Seat, person: Id) -> Iterator[str]:
    """Every page, every tab of her record, and what is found by the beginning of the word."""
    for page in PAGES:
        seat.session.show(page.code)
        seat.quiet()
        yield page.code
    if may(seat.session.opened.actor.roles, Thing.IDENTITY, Level.READ):
        seat.session.go("people", person)
        seat.until(lambda: "DIALLO" in seat.words())
        (tabs,) = [one for one in seat.page.findChildren(Tabs) if one.isVisible()]
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            seat.quiet()
            yield f"fiche, {tabs.code()}"
    seat.strike(Qt.Key.Key_K, CONTROL)
    seat.write(CANARY[:-3])
    seat.quiet()
    yield "recherche"
    seat.strike(ESCAPE)


def test_the_theme_of_a_session_is_chosen_and_taken_back(seat: Seat) -> None:
    pilot = to_health(seat)
    (before,) = seat.ask(SessionsOf(DAY))
    seat.tab_to(pilot.page.home.day.rows)
    seat.strike(Qt.Key.Key_End)
    seat.strike(ENTER)
    seat.settle()
    form = pilot.sheets.content()
    assert isinstance(form, ThemeForm)
    seat.strike(Qt.Key.Key_Down)
    seat.strike(ENTER)
    seat.quiet()
    (after,) = seat.ask(SessionsOf(DAY))
    assert after.theme not in ("", before.theme)
    seat.strike(Qt.Key.Key_Z, CONTROL)
    seat.quiet()
    assert seat.ask(SessionsOf(DAY))[0].theme == before.theme


def test_the_figures_of_the_year_say_counts_and_hide_small_ones(seat: Seat) -> None:
    pilot = to_health(seat)
    seat.tab_to(pilot.page.home.figures)
    seat.strike(ENTER)
    seat.quiet()
    sheet = pilot.sheets.content()
    assert isinstance(sheet, FiguresSheet)
    rows = sheet.table.model()
    said = [
        [str(rows.index(line, column).data()) for column in range(rows.columnCount())]
        for line in range(rows.rowCount())
    ]
    assert ["Accès aux soins, droits", "6", "6", "0", "0"] in said
    assert ["Sommeil", "masqué", "masqué", "0", "0"] in said
    next(one for one in sheet.findChildren(Button) if one.text() == "Fermer").click()
    assert pilot.sheets.content() is None


def test_a_point_written_at_two_desks_is_chosen_by_keys_and_taken_back(seat: Seat) -> None:
    pilot = write_for_diallo(seat, "Pas plus de 5 kg")
    person = found(seat, "diallo").id
    cross(seat, seat.ask(HistoryOf(person)).facts[0], "Pas avant 9 h")
    seat.strike(ESCAPE)
    seat.until(pilot.page.home.crossed.isVisible, "the page does not say that there are two versions")
    line = pilot.page.home.crossed.findChildren(Button)[0]
    assert line.text().startswith("M. DIALLO Ibrahima, Point de prévention\u00a0: modifié aussi au poste")
    seat.strike(Qt.Key.Key_F9)
    assert pilot.page.home.crossed.findChildren(Button)[-1].text().startswith("D••• I., Champ réservé")
    seat.strike(Qt.Key.Key_F9)
    pilot.page.home.crossed.findChildren(Button)[-1].setFocus()
    seat.strike(ENTER)
    seat.until(lambda: seat.session.page().code == "check")
    seat.until(
        lambda: "Pas avant 9 h" in seat.words() and "Pas plus de 5 kg" in seat.words(), "both are not side by side"
    )
    seat.write("2")
    seat.quiet()
    assert seat.ask(HistoryOf(person)).facts[0].words == "Pas plus de 5 kg"
    seat.strike(Qt.Key.Key_Z, CONTROL)
    seat.quiet()
    assert seat.ask(HistoryOf(person)).facts[0].words == "Pas avant 9 h"


def cross(seat: Seat, fact: HealthFact, words: str) -> None:
    """Correct a fact as if another desk had written, at the same time, what it said until then."""
    store: Any = seat.session.opened.store

    def sealed(connection: Connection) -> Any:  # noqa: ANN401 a row
        return connection.execute(select(health_fact).where(health_fact.c.id == fact.id)).one()

    before = store.file.writer.run(sealed).result()
    store.do(PutPrevention(replace(fact, words=words), fact.clock)).result()
    after = store.file.writer.run(sealed).result()
    table = BY_NAME[health_fact.name]

    def values(row: Any) -> dict[int, Any]:  # noqa: ANN401 a row
        return {table.numbered[name]: getattr(row, name) for name in ("sealed", "fact")} | {
            table.numbered["withdrawn"]: int(row.withdrawn)
        }

    def write(connection: Connection) -> None:
        tx = Tx(connection, desk_actor(connection), store.clock(), {})
        clocks = (before.hlc, before.origin + 1), (after.hlc, after.origin)
        unit = table.numbered["sealed"]
        keep(tx, [Loss(table, fact.id.bytes, unit, values(before), clocks[0], values(after), clocks[1])])

    store.file.writer.run(write).result()
