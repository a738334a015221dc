"""Letters and beginnings of notes, written by the administration."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from ceis_desk.notes.model import DEFAULT_TEMPLATES
from ceis_desk.platforms.budget.letters import DEFAULT_LETTERS
from ceis_desk.ui.kit.fields import TextArea
from ceis_desk.ui.settings.template_form import EMPTY, TemplateForm
from ceis_desk.ui.settings.templates import TemplateCard, TemplatesView
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import settings_set

Open = Callable[..., Bench]
CODES = [one.code for one in DEFAULT_LETTERS]
TITLES = [one.title for one in DEFAULT_TEMPLATES]


def view_of(bench: Bench) -> TemplatesView:
    view = bench.view("templates")
    assert isinstance(view, TemplatesView)
    return view


def opened(bench: Bench, card: TemplateCard, ident: str) -> TemplateForm:
    card.list.setFocus()
    card.list.go_to(ident)
    bench.key(Qt.Key.Key_Return)
    form = bench.sheet()
    assert isinstance(form, TemplateForm)
    return form


def added(bench: Bench, card: TemplateCard) -> TemplateForm:
    card.add_button.setFocus()
    bench.key(Qt.Key.Key_Space)
    form = bench.sheet()
    assert isinstance(form, TemplateForm)
    return form


def write(form: TemplateForm, name: str, words: str) -> None:
    field = form.texts[name]
    field.selectAll()
    type_text(field, words)


def keep(bench: Bench, form: TemplateForm) -> list[dict[str, str]]:
    """Ctrl Entrée in the text, and what was then kept."""
    form.texts["text"].setFocus()
    bench.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ((_, templates),) = settings_set(bench)
    return templates  # type: ignore[return-value]  # JSON


def test_a_letter_changed_keeps_its_code_and_its_place(open_settings: Open) -> None:
    bench = open_settings()
    form = opened(bench, view_of(bench).letters, "dispute")
    write(form, "subject", "Contestation, dette {dette}")
    letters = keep(bench, form)
    assert [one["code"] for one in letters] == CODES
    assert letters[1]["subject"] == "Contestation, dette {dette}"
    assert letters[1]["text"] == DEFAULT_LETTERS[1].text
    assert not bench.has_sheet()


def test_a_field_is_chosen_in_a_list_and_goes_where_the_cursor_was(open_settings: Open) -> None:
    bench = open_settings()
    form = added(bench, view_of(bench).letters)
    write(form, "title", "Remise gracieuse")
    write(form, "subject", "Demande")
    write(form, "text", "Pour : ")
    form.choice.setFocus()
    form.choice.set_value("personne")
    bench.key(Qt.Key.Key_Down)
    form.insert.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert bench.focused() is form.texts["text"]
    letter = keep(bench, form)[-1]
    assert letter == {
        "code": "remise_gracieuse",
        "title": "Remise gracieuse",
        "subject": "Demande",
        "text": "Pour : {adresse}",
    }


def test_an_unknown_field_or_an_empty_one_is_said_beside_it_and_kept(open_settings: Open) -> None:
    bench = open_settings()
    form = opened(bench, view_of(bench).letters, "dispute")
    write(form, "text", "Bonjour {prenom}")
    write(form, "title", " ")
    bench.key(Qt.Key.Key_Return)
    assert "«\u00a0prenom\u00a0»" in form.fields["text"].message()
    assert form.fields["title"].message() == EMPTY
    assert form.fields["subject"].message() == ""
    assert bench.focused() is form.texts["title"]
    area = form.texts["text"]
    assert isinstance(area, TextArea)
    assert area.words() == "Bonjour {prenom}"
    assert settings_set(bench) == []


@pytest.mark.parametrize(("rank", "titles"), [("1", ["Orientation", *TITLES]), ("5", [*TITLES, "Orientation"])])
def test_a_beginning_of_note_takes_its_rank_and_its_key(open_settings: Open, rank: str, titles: list[str]) -> None:
    bench = open_settings()
    form = added(bench, view_of(bench).notes)
    write(form, "key", rank)
    write(form, "title", "Orientation")
    write(form, "text", "Vers : ")
    notes = keep(bench, form)
    assert [one["title"] for one in notes] == titles
    assert [one["key"] for one in notes] == ["1", "2", "3", "4", "5"]
    assert notes[int(rank) - 1]["text"] == "Vers : "


def test_a_rank_that_is_none_is_said(open_settings: Open) -> None:
    bench = open_settings()
    form = opened(bench, view_of(bench).notes, "2")
    write(form, "key", "7")
    form.texts["key"].setFocus()
    bench.key(Qt.Key.Key_Return)
    assert "de 1 à 4" in form.fields["key"].message()
    assert settings_set(bench) == []


def test_a_template_taken_away_leaves_the_others(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    for card, ident in ((view.letters, CODES[0]), (view.notes, "1")):
        card.list.setFocus()
        card.list.go_to(ident)
        bench.key(Qt.Key.Key_Space)
    (_, letters), (_, notes) = settings_set(bench)
    assert [one["code"] for one in letters] == CODES[1:]  # type: ignore[attr-defined]  # JSON
    assert [(one["key"], one["title"]) for one in notes] == list(zip("123", TITLES[1:], strict=True))  # type: ignore[attr-defined]  # JSON


def test_the_templates_of_the_site_are_shown_and_those_who_do_not_administer_open_none(open_settings: Open) -> None:
    bench = open_settings("Claire Fabre")
    own = {"code": "x", "title": "Le nôtre", "subject": "Objet", "text": "Texte"}
    bench.house.settings["letter_templates"] = json.dumps([own])
    bench.pilot.enter()
    card = view_of(bench).letters
    assert card.list.rows.idents() == ["x"]
    card.list.setFocus()
    card.list.go_to("x")
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Space)
    assert not bench.has_sheet()
    assert settings_set(bench) == []
