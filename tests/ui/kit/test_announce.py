from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.message import Message
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.theme import Theme


class Reader:
    """A screen reader that notes what it is given."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self, *, active: bool) -> None:
        self.active = active
        self.heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def isActive(self) -> bool:
        return self.active

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:
        self.heard.append((event.message(), event.politeness()))


@pytest.fixture
def reader(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    listening = Reader(active=True)
    monkeypatch.setattr("PySide6.QtGui.QAccessible", listening)
    yield listening
    assert {politeness for _words, politeness in listening.heard} <= {QAccessible.AnnouncementPoliteness.Polite}


def test_a_message_and_its_undo_are_spoken(qtbot: QtBot, theme: Theme, reader: Reader) -> None:
    window = QLabel()
    qtbot.addWidget(window)
    message = Message(theme, window)
    message.say("Arrivée enregistrée à 10:40.", undo=lambda: None)
    message.say("Le PDF est gardé.")
    message.dismiss()
    assert [words for words, _politeness in reader.heard] == [
        "Arrivée enregistrée à 10:40. Annuler\u00a0: Ctrl Z.",
        "Le PDF est gardé.",
    ]


def test_the_number_of_results_is_spoken_once(qtbot: QtBot, theme: Theme, reader: Reader) -> None:
    search = SearchField(theme, placeholder="", name="Rechercher")
    qtbot.addWidget(search)
    for count in ("3 résultats", "3 résultats", ""):
        search.set_count(count)
    assert [words for words, _politeness in reader.heard] == ["3 résultats"]


def test_nothing_is_sent_when_nobody_listens(qtbot: QtBot, reader: Reader) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    reader.active = False
    announce(label, "Bonjour")
    assert reader.heard == []
