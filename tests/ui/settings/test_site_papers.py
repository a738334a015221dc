"""What documents bear and what the agenda is set by, typed in the settings by the administration alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ceis_desk.ui.settings.agenda import WRONG_KIND, AgendaView
from ceis_desk.ui.settings.budget_law import BudgetLawView
from ceis_desk.ui.settings.documents import WRONG_EMAIL, DocumentsView
from ceis_desk.ui.settings.kept_text import KeptText
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]


def documents(bench: Bench) -> DocumentsView:
    view = bench.view("documents")
    assert isinstance(view, DocumentsView)
    return view


def agenda(bench: Bench) -> AgendaView:
    view = bench.view("agenda")
    assert isinstance(view, AgendaView)
    return view


def text_of(cell: object) -> KeptText:
    assert isinstance(cell, KeptText)
    return cell


def test_an_address_is_kept_as_it_is_typed(open_settings: Open) -> None:
    bench = open_settings()
    retype(bench, documents(bench).texts["issuer_street"], "12, rue des Tilleuls")
    assert settings_set(bench) == [("issuer_street", "12, rue des Tilleuls")]


def test_a_number_is_written_by_pairs_and_a_short_one_as_it_stands(open_settings: Open) -> None:
    bench = open_settings()
    phone = documents(bench).texts["issuer_phone"]
    retype(bench, phone, "0465710012")
    retype(bench, phone, "3949")
    assert [str(value).replace("\u00a0", " ") for _name, value in settings_set(bench)] == ["04 65 71 00 12", "3949"]


def test_a_number_or_an_address_that_is_none_is_said_and_kept_in_its_field(open_settings: Open) -> None:
    bench = open_settings()
    view = documents(bench)
    retype(bench, view.texts["issuer_phone"], "appeler Claire")
    retype(bench, view.texts["issuer_email"], "accueil")
    assert "n’est pas compris" in view.fields["issuer_phone"].message()
    assert view.fields["issuer_email"].message() == WRONG_EMAIL
    assert view.texts["issuer_email"].text() == "accueil"
    assert settings_set(bench) == []


def test_those_who_do_not_administer_read_and_change_nothing(open_settings: Open) -> None:
    view = documents(open_settings("Sofiane Roux"))
    assert all(text.isReadOnly() for text in view.texts.values())


def test_a_renamed_type_keeps_the_code_that_appointments_bear(open_settings: Open) -> None:
    bench = open_settings()
    cells = agenda(bench).kinds.cells
    retype(bench, text_of(cells[0][0]), "Accueil budget")
    name, kinds = settings_set(bench)[-1]
    assert name == "appointment_kinds"
    assert isinstance(kinds, list)
    assert kinds[0] == {"code": "first", "label": "Accueil budget", "short": "1er", "minutes": 45}


def test_a_type_without_its_minutes_is_said_and_kept(open_settings: Open) -> None:
    bench = open_settings()
    view = agenda(bench)
    retype(bench, text_of(view.kinds.cells[1][2]), "longtemps")
    assert view.kinds.trouble.text() == WRONG_KIND
    assert settings_set(bench) == []


def test_a_room_is_added_on_the_empty_line(open_settings: Open) -> None:
    bench = open_settings()
    retype(bench, text_of(agenda(bench).rooms.cells[0][0]), "bureau 2")
    assert settings_set(bench) == [("rooms", [{"name": "bureau 2", "shared": False}])]


def test_the_minutes_between_two_appointments_are_given_when_the_cursor_leaves(open_settings: Open) -> None:
    bench = open_settings()
    gap = agenda(bench).gap
    gap.setFocus()
    bench.key(Qt.Key.Key_Up)
    bench.key(Qt.Key.Key_Tab)
    assert settings_set(bench) == [("agenda_gap", 1)]


def test_the_day_of_the_rule_is_a_day_or_nothing(open_settings: Open) -> None:
    bench = open_settings()
    law = bench.view("budget").findChild(BudgetLawView)
    assert isinstance(law, BudgetLawView)
    retype(bench, law.rule_on, "bientôt")
    assert law.rule_field.message() != ""
    retype(bench, law.rule_on, "15/03/2018")
    law.rule_on.selectAll()
    bench.key(Qt.Key.Key_Delete)
    bench.key(Qt.Key.Key_Return)
    assert settings_set(bench) == [("budget_rule_on", "2018-03-15"), ("budget_rule_on", None)]


def test_scales_are_shown_with_their_source_and_what_is_to_be_checked(open_settings: Open) -> None:
    law = open_settings().view("budget").findChild(BudgetLawView)
    assert isinstance(law, BudgetLawView)
    assert law.scales.model().rowCount() == 1
