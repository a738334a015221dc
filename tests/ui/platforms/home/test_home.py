"""« Plateformes »: what each card says, where it leads, and what it keeps to itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Actor, Role
from ceis_desk.access.questions import Staff, StaffMember
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.agenda.questions import DayAppointments
from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.platforms import PLATFORMS
from ceis_desk.platforms.declaration import Platform
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.home.page import HomePage, PlatformCard
from ceis_desk.ui.platforms.home.pilot import HomePilot
from ceis_desk.ui.platforms.home.today import NOTHING, today_of
from ceis_desk.ui.platforms.home.ways import ways_of
from ceis_desk.ui.shell.pages import PAGES, Page, page_of
from tests.typing_help import press
from tests.ui.fake_store import FakeStore

RESOURCES = Path(__file__).resolve().parents[4] / "resources"
NOW = dt.datetime(2019, 6, 18, 10, 42)
CLAIRE = StaffMember(new_id(), "Claire Fabre", frozenset({Role.BUDGET}))
LODGING = Platform("lodging", "Logement", "home", "warn")


def actor(*roles: Role) -> Actor:
    return Actor(new_id(), "Inès Roig", frozenset(roles), new_id())


def line(
    platform: str, hour: int, title: str = "", enrolled: int = 0, outcome: Outcome = Outcome.OPEN
) -> DayAppointment:
    at = NOW.replace(hour=hour, minute=0)
    return DayAppointment(
        new_id(), at, 45, platform, None, "Mme", "CANARI", "Odile", title, enrolled, None, "", "", "", False, outcome,
        None, "",
    )  # fmt: skip


DAY = (
    line("health", 9),
    line("health", 11),
    line("health", 15, outcome=Outcome.EXCUSED),
    line("health", 16, "Marche douce", 7),
    line("budget", 14),
)

Open = Callable[..., tuple[HomePilot, FakeStore]]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    links: list[StoreLink] = []

    def make(
        *roles: Role,
        platforms: tuple[Platform, ...] = PLATFORMS,
        pages: tuple[Page, ...] = PAGES,
        discreet: bool = False,
    ) -> tuple[HomePilot, FakeStore]:
        theme = Theme(RESOURCES)
        store = FakeStore({DayAppointments: DAY, Staff: (CLAIRE,)})
        page = HomePage(theme, ways_of(platforms, pages, actor(*roles), NOW.date()))
        links.append(StoreLink(store))
        pilot = HomePilot(page, links[-1], Discreet(on=discreet), lambda: NOW)
        qtbot.addWidget(page)
        page.resize(1160, 680)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        pilot.enter()
        qtbot.waitUntil(lambda: bool(page.day.text()))
        return pilot, store

    yield make
    for link in links:
        link.close()


def strike(key: Qt.Key, text: str = "") -> None:
    """One key, given to whatever has the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None
    press(widget, key, text=text)


def card_of(pilot: HomePilot, code: str) -> PlatformCard:
    return next(card for card in pilot.page.cards if card.way.code == code)


def test_every_platform_has_a_card_in_the_order_of_the_declaration(opened: Open) -> None:
    pilot, _store = opened(Role.RECEPTION)
    codes = [card.way.code for card in pilot.page.cards if card.way.counts]
    assert codes == [platform.code for platform in PLATFORMS]


def test_a_card_counts_what_still_stands_and_says_the_next_hour() -> None:
    today = today_of("health", DAY, NOW)
    assert today.expected == 9
    assert today.lines == ("2 rendez-vous, le prochain à 11:00", "16:00\u00a0: Marche douce, 7 inscrits")
    assert today_of("digital", DAY, NOW).lines == (NOTHING,)


def test_nothing_expected_is_said_in_the_singular_and_with_one_full_stop(opened: Open) -> None:
    pilot, _store = opened(Role.DIRECTOR)
    card = card_of(pilot, "reception")
    card.show_today(today_of("reception", (), NOW))
    card.show_staff((StaffMember(new_id(), "Mina Sorel", frozenset({Role.RECEPTION})),))
    said = card.button.accessibleDescription()
    assert "0 arrivée attendue. Rien de prévu aujourd’hui. Réservé" in said, said


def test_only_two_sessions_are_named() -> None:
    day = tuple(line("digital", hour, f"Séance de {hour} h", 1) for hour in (9, 10, 11, 14))
    assert today_of("digital", day, NOW).lines[-1] == "et 2 autres séances"


def test_nothing_of_a_person_stands_on_the_page(opened: Open) -> None:
    pilot, _store = opened(Role.RECEPTION)
    words = " ".join(
        f"{card.lines.text()} {card.button.accessibleDescription()} {card.ask.text()}" for card in pilot.page.cards
    )
    assert "Marche douce" in words
    assert "CANARI" not in words
    assert "Odile" not in words


def test_what_is_reserved_keeps_its_place_with_whom_to_ask(opened: Open) -> None:
    pilot, _store = opened(Role.RECEPTION)
    card = card_of(pilot, "budget")
    assert card.ask.text() == "Réservé. Demandez à Claire Fabre."
    assert card.expected.text() == "1"
    assert card.button.isEnabled()
    assert not card_of(opened(Role.BUDGET)[0], "budget").way.locked


def test_entree_opens_the_page_of_the_platform(opened: Open) -> None:
    pilot, _store = opened(Role.BUDGET)
    went: list[tuple[str, object]] = []
    pilot.go.connect(lambda code, argument: went.append((code, argument)))
    for _ in range([card.way.code for card in pilot.page.cards].index("budget")):
        strike(Qt.Key.Key_Right)
    strike(Qt.Key.Key_Return, text="\r")
    assert went == [("budget", None)]


def test_the_arrows_go_down_a_line_of_cards_and_stop_at_the_last(opened: Open) -> None:
    pilot, _store = opened(Role.BUDGET)
    cards = pilot.page.cards
    strike(Qt.Key.Key_Down)
    assert cards[3].button.hasFocus()
    for _ in cards:
        strike(Qt.Key.Key_Right)
    assert cards[-1].button.hasFocus()


def test_a_platform_without_a_page_opens_the_agenda_on_it(opened: Open) -> None:
    pilot, _store = opened(Role.RECEPTION, platforms=(*PLATFORMS, LODGING))
    went: list[tuple[str, object]] = []
    pilot.go.connect(lambda code, argument: went.append((code, argument)))
    card_of(pilot, "lodging").button.click()
    assert went == [("agenda", "lodging")]


def test_a_page_within_the_platforms_that_is_none_has_a_card_without_a_count(opened: Open) -> None:
    partners = replace(page_of("budget"), code="partners", words="Partenaires", within="platforms")
    pilot, _store = opened(Role.BUDGET, pages=(*PAGES, partners))
    card = card_of(pilot, "partners")
    assert not card.expected.isVisible()
    assert card.button.text() == "Ouvrir Partenaires"


def test_a_platform_that_has_closed_has_no_card() -> None:
    closed = replace(LODGING, closed_on=NOW.date())
    ways = ways_of((*PLATFORMS, closed), PAGES, actor(Role.RECEPTION), NOW.date())
    assert all(way.code != "lodging" for way in ways)


def test_icons_and_colours_go_while_the_screen_is_discreet(opened: Open) -> None:
    pilot, _store = opened(Role.RECEPTION, discreet=True)
    assert {(card.icon._name, card.icon._tone) for card in pilot.page.cards} == {("layout-grid", "neutral")}


def test_the_cards_follow_what_is_booked_meanwhile(opened: Open, qtbot: QtBot) -> None:
    pilot, store = opened(Role.RECEPTION)
    store.answers[DayAppointments] = (*DAY, line("health", 17))
    store.tell(Change(frozenset({Subject("appointment")})))
    qtbot.waitUntil(lambda: card_of(pilot, "health").expected.text() == "10")


def test_cards_stand_one_under_the_other_where_there_is_no_room(opened: Open, qtbot: QtBot) -> None:
    pilot, _store = opened(Role.RECEPTION)
    pilot.page.resize(420, 680)
    qtbot.waitUntil(lambda: len({card.x() for card in pilot.page.cards}) == 1)
    tops = [card.y() for card in pilot.page.cards]
    assert tops == sorted(set(tops))
