from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ceis_desk.access.model import Role
from ceis_desk.access.papers import RightsPaper
from ceis_desk.access.questions import Accounts, StaffMember
from ceis_desk.core.ids import new_id
from ceis_desk.core.press import Paper
from ceis_desk.reception.questions import Absences
from ceis_desk.ui.kit.painting import width_of
from ceis_desk.ui.kit.row_delegate import look_at
from ceis_desk.ui.kit.row_plan import left_width, right_width
from ceis_desk.ui.settings.accounts import AccountsView
from ceis_desk.ui.settings.locked import LockedView
from ceis_desk.ui.settings.sections import SECTIONS, Reach, section_of, whom_to_ask
from tests.ui.settings.conftest import Bench

Open = Callable[..., Bench]


def test_every_section_is_listed_for_every_role_whatever_it_may_do() -> None:
    for role in Role:
        assert all(isinstance(section.reach({role}), Reach) for section in SECTIONS)


@pytest.mark.parametrize("code", ["structure", "desk", "accounts", "motifs", "budget", "templates", "hours"])
def test_the_house_is_read_by_all_and_changed_by_the_administration_alone(code: str) -> None:
    reaches = {role: section_of(code).reach({role}) for role in Role}
    assert reaches.pop(Role.ADMIN) is Reach.WRITE
    assert set(reaches.values()) == {Reach.READ}


def test_the_recovery_key_is_locked_to_those_who_neither_direct_nor_administer() -> None:
    reaches = {role: section_of("recovery").reach({role}) for role in Role}
    assert reaches[Role.ADMIN] is Reach.WRITE
    assert reaches[Role.DIRECTOR] is Reach.READ
    assert reaches[Role.RECEPTION] is Reach.LOCKED


def test_a_spreadsheet_is_taken_over_by_the_direction_and_the_administration() -> None:
    open_to = {role for role in Role if section_of("import").reach({role}) is Reach.WRITE}
    assert open_to == {Role.DIRECTOR, Role.ADMIN}


def test_whom_to_ask_names_those_who_hold_the_role() -> None:
    first = StaffMember(new_id(), "Hélène Costa", frozenset({Role.ADMIN}))
    second = StaffMember(new_id(), "Paul Ferrand", frozenset({Role.ADMIN}))
    other = StaffMember(new_id(), "Marc Vidal", frozenset({Role.DIGITAL}))
    assert whom_to_ask([first, other]) == "Demandez à Hélène Costa (administration)."
    assert whom_to_ask([first, second]) == "Demandez à Hélène Costa ou Paul Ferrand (administration)."
    assert whom_to_ask([]) == "Demandez à l’administration."
    assert whom_to_ask([], Role.DIRECTOR) == "Demandez à la direction."


def test_the_name_of_each_section_is_read_whole(qapp: QApplication, open_settings: Open) -> None:
    page = open_settings().page
    page.theme.install(qapp)
    page.theme.dress(page)
    page.resize(1162, 480)  # the list scrolls, as under a ribbon at 1366 × 768
    QApplication.processEvents()
    for place in range(page.sections.rows.rowCount()):
        look = look_at(page.sections.rows.index(place, 0))
        taken = left_width(page.theme, look) + right_width(page.theme, look)
        assert taken + width_of(look.title, page.theme.font(15, 600)) <= page.sections.viewport().width(), look.title


def test_the_cursor_starts_in_the_list_and_the_arrows_show_the_sections(open_settings: Open) -> None:
    bench = open_settings()
    assert bench.focused() is bench.page.sections
    assert bench.page.sections.current() == "accounts"
    bench.key(Qt.Key.Key_Down)
    assert bench.page.sections.current() == "password"
    assert bench.page.sentence.text() == section_of("password").sentence
    bench.key(Qt.Key.Key_Return)
    assert bench.page._views["password"].isAncestorOf(bench.focused())


def test_every_section_opens_without_a_refusal(open_settings: Open) -> None:
    bench = open_settings()
    for section in SECTIONS:
        bench.pilot.open_section(section.code)
    assert bench.refused == []


@pytest.mark.parametrize("name", ["Sofiane Roux", "Claire Fabre"])
def test_a_section_out_of_reach_says_whom_to_ask(open_settings: Open, name: str) -> None:
    bench = open_settings(name)
    assert isinstance(bench.view("recovery"), LockedView)
    assert isinstance(bench.view("import"), LockedView)
    bench.pilot.open_section("structure")
    assert bench.page.notice.words.text() == "À lire seulement. Demandez à Hélène Costa (administration)."
    assert bench.page.notice.isVisible()


def test_the_notice_goes_where_the_account_may_write(open_settings: Open) -> None:
    bench = open_settings("Sofiane Roux")
    bench.pilot.open_section("structure")
    bench.pilot.open_section("display")
    assert not bench.page.notice.isVisible()


def test_what_the_direction_may_not_read_is_not_asked_for(open_settings: Open) -> None:
    bench = open_settings()
    bench.pilot.open_section("hours")
    assert not any(isinstance(question, Absences) for question in bench.house.store.asked)


@pytest.mark.parametrize("name", ["Sofiane Roux", "Claire Fabre"])
def test_who_may_not_read_the_accounts_sees_who_works_here_and_no_login(open_settings: Open, name: str) -> None:
    bench = open_settings(name)
    view = bench.view("accounts")
    assert isinstance(view, AccountsView)
    assert not any(isinstance(question, Accounts) for question in bench.house.store.asked)
    shown = [look for _, look in view.list.rows._rows]
    assert "Hélène Costa" in [look.title for look in shown]
    assert "Paul Ferrand" not in [look.title for look in shown]
    assert {look.beside for look in shown} == {""}


def test_ctrl_p_prints_who_sees_what_and_nothing_elsewhere(open_settings: Open) -> None:
    bench, papers = open_settings(), list[Paper]()
    bench.pilot.papers(papers.append)
    bench.pilot.open_section("structure")
    bench.pilot.papers(papers.append)
    assert papers == [RightsPaper("CCAS de Montpellier", bench.pilot._clock().date(), demo=False)]


@pytest.mark.parametrize("code", ["import", "exchange"])
def test_what_has_a_page_of_its_own_is_reached_from_here(open_settings: Open, code: str) -> None:
    bench, asked = open_settings(), list[str]()
    bench.pilot.go.connect(lambda code, _argument: asked.append(code))
    bench.pilot.open_section(code)
    bench.page.start()
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Return)
    assert asked == [code]


def test_f6_finds_the_list_then_the_section(open_settings: Open) -> None:
    bench = open_settings()
    areas = bench.page.areas()
    assert areas[0] is bench.page.sections
    areas[1].setFocus()
    assert bench.page._views["accounts"].isAncestorOf(bench.focused())


def test_tab_comes_to_the_action_of_a_section_before_the_list_as_one_reads(open_settings: Open) -> None:
    bench = open_settings()
    for code in ("motifs", "accounts"):
        view = bench.view(code)
        bench.page.start()
        bench.page.focusPreviousChild()
        assert bench.focused() is view.main
        bench.page.focusNextChild()
        assert bench.focused() is bench.page.sections
