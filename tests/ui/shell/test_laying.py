"""The desk laid while the password is typed: a frame and a page that know nobody, for whoever comes in first."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Actor, Role
from ceis_desk.core.ids import new_id
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.site import Site
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception import build
from ceis_desk.ui.reception.page import ReceptionPage
from ceis_desk.ui.shell import building
from ceis_desk.ui.shell.frame import Frame
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.laying import Laid, Laying
from ceis_desk.ui.shell.pages import PAGES
from ceis_desk.ui.shell.window import Window
from tests.ui.fake_store import FakeStore
from tests.ui.shell.conftest import RESOURCES, Hands, Start
from tests.ui.shell.fake_door import NOW


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window(Theme(RESOURCES))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def waiting(start: Start, qtbot: QtBot) -> Hands:
    """The password is asked, and the desk is laid behind it."""
    ready = threading.Event()
    ready.set()
    hands = start(door_after=ready)
    qtbot.waitUntil(lambda: len(laid_pages(hands.window)) == 1)
    return hands


def laid_pages(window: QWidget) -> list[ReceptionPage]:
    return window.findChildren(ReceptionPage)


def lay(window: Window) -> Laying:
    theme = Theme(RESOURCES)
    return Laying(window, theme, Discreet(), Keyboard(), lambda: NOW, PAGES)


def said(whole: QWidget) -> str:
    """All that the labels and the buttons of a widget say or would read aloud."""
    parts: list[QLabel | QPushButton] = [*whole.findChildren(QLabel), *whole.findChildren(QPushButton)]
    return " | ".join(f"{part.text()} {part.accessibleName()} {part.toolTip()}" for part in parts)


def test_what_is_laid_shows_nothing_and_knows_nobody(waiting: Hands) -> None:
    (frame,) = waiting.window.findChildren(Frame)
    assert waiting.window.screen_shown() is waiting.desk.entry.lock
    assert not frame.isVisible()
    names = {part for account in waiting.door.accounts for part in account.name.split(" ")}
    assert names
    assert [name for name in names if name in said(frame)] == []


def test_whoever_comes_in_first_takes_the_frame_that_was_laid(waiting: Hands) -> None:
    (frame,) = waiting.window.findChildren(Frame)
    waiting.open_as("sofiane")
    assert waiting.desk.session is not None
    assert waiting.desk.session.frame is frame
    assert "Sofiane" in said(frame)


def test_a_colleague_has_a_frame_of_their_own(waiting: Hands) -> None:
    waiting.open_as("sofiane")
    waiting.desk.lock()
    waiting.settle()
    waiting.open_as("claire")
    assert waiting.desk.session is not None
    frames = waiting.window.findChildren(Frame)
    assert len(frames) == 2
    assert [frame for frame in frames if frame.isVisible()] == [waiting.desk.session.frame]


def test_what_is_not_ready_is_not_waited_for(window: Window) -> None:
    laying = lay(window)
    assert laying.take() is None
    for _ in range(3):
        QCoreApplication.processEvents()
    assert window.findChildren(Frame) == []


def test_the_welcome_page_is_the_one_that_was_laid(qtbot: QtBot) -> None:
    theme, discreet, keyboard = Theme(RESOURCES), Discreet(), Keyboard()
    page = building.lay_reception(theme, discreet, keyboard, lambda: NOW)
    qtbot.addWidget(page)
    link = StoreLink(FakeStore(), page)
    actor = Actor(new_id(), "Sofiane Roux", frozenset({Role.RECEPTION}), new_id())
    pilot = build(
        theme=theme, link=link, discreet=discreet, keyboard=keyboard, actor=actor, clock=lambda: NOW,
        site=Site("CCAS de Montpellier", "CEIS", "Poste 1"), laid=page,
    )  # fmt: skip
    assert pilot.page is page
    assert "Bonjour Sofiane" in said(page)
    link.close()


def test_a_page_laid_for_nothing_goes_away(window: Window, qtbot: QtBot) -> None:
    laying = lay(window)
    qtbot.waitUntil(lambda: len(laid_pages(window)) == 1)
    laid = laying.take()
    assert isinstance(laid, Laid)
    laid.drop_page()
    qtbot.waitUntil(lambda: laid_pages(window) == [])
    assert laid.page is None
