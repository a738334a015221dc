"""« Modifié aussi au poste B »: what a line says, of whom, and what a discreet screen keeps to itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ceis_desk.core.ids import new_id
from ceis_desk.exchange.model import CrossedEdit, Version
from ceis_desk.ui.check.cases import look_of
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.crossed_lines import CrossedLines

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
NOW = dt.datetime(2019, 6, 18, 10, 42)
CLEAR = CrossedEdit(
    new_id(), new_id(), "Mme DUPUY Laure", "Adresse", Version("1 rue Haute", "Poste 1", NOW),
    Version("2 rue Haute", "Bureau 2", NOW), "Bureau 2",
)  # fmt: skip
SEALED = replace(CLEAR, id=new_id(), field="Point de prévention", sealed=True)


def texts(lines: CrossedLines) -> list[str]:
    return [button.text() for button in lines.findChildren(Button) if not button.isHidden()]


@pytest.fixture
def discreet() -> Discreet:
    return Discreet()


def test_a_record_says_the_field_and_the_desk_and_opens_the_case(qtbot: QtBot, discreet: Discreet) -> None:
    lines = CrossedLines(Theme(RESOURCES), discreet)
    qtbot.addWidget(lines)
    lines.show_edits((CLEAR,))
    assert texts(lines) == ["Adresse\u00a0: modifié aussi au poste «\u00a0Bureau 2\u00a0»"]
    with qtbot.waitSignal(lines.opened) as opened:
        lines.findChildren(Button)[0].click()
    assert opened.args == [CLEAR.id]
    lines.show_edits(())
    assert lines.isHidden()


def test_a_discreet_screen_says_nothing_of_what_a_team_owns(qtbot: QtBot, discreet: Discreet) -> None:
    lines = CrossedLines(Theme(RESOURCES), discreet, named=True)
    qtbot.addWidget(lines)
    lines.show_edits((CLEAR, SEALED))
    assert [text.partition("\u00a0:")[0] for text in texts(lines)] == [
        "Mme DUPUY Laure, Adresse",
        "Mme DUPUY Laure, Point de prévention",
    ]
    discreet.set_on(True)
    assert [text.partition("\u00a0:")[0] for text in texts(lines)] == ["D••• L., Adresse", "D••• L., Champ réservé"]
    title = look_of(SEALED, discreet.show, NOW, decides=False).title
    assert title == "Champ réservé\u00a0: modifié aux deux postes"
    discreet.set_on(False)
    assert look_of(SEALED, discreet.show, NOW, decides=False).title.startswith("Point de prévention")


def test_two_cases_that_read_alike_lead_each_to_its_own(qtbot: QtBot, discreet: Discreet) -> None:
    lines = CrossedLines(Theme(RESOURCES), discreet)
    qtbot.addWidget(lines)
    lines.show_edits((CLEAR,))
    other = replace(CLEAR, id=new_id())
    lines.show_edits((other,))
    (button,) = [one for one in lines.findChildren(Button) if not one.isHidden()]
    with qtbot.waitSignal(lines.opened) as opened:
        button.click()
    assert opened.args == [other.id]
