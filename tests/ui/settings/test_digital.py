"""The posts of the free access, as the administration names them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ceis_desk.platforms.digital.model import Post
from ceis_desk.platforms.digital.posts import MINUTES_SETTING, SETTING, as_setting
from ceis_desk.ui.settings.digital import WRONG, DigitalView
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.site_values import SiteValues
from tests.typing_help import type_text
from tests.ui.settings.conftest import Bench
from tests.ui.settings.test_house_sections import retype, settings_set

Open = Callable[..., Bench]


def view_of(bench: Bench) -> DigitalView:
    view = bench.view("digital")
    assert isinstance(view, DigitalView)
    return view


def cell(view: DigitalView, rank: int) -> KeptText:
    found = view.posts.cells[rank][0]
    assert isinstance(found, KeptText)
    return found


def test_a_site_without_posts_names_its_first_one(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    cell(view, 0).setFocus()
    type_text(cell(view, 0), "Près de la fenêtre")
    bench.key(Qt.Key.Key_Tab)
    assert settings_set(bench) == [(SETTING, [{"code": "pres_de_la_fenetre", "name": "Près de la fenêtre"}])]


def test_a_post_renamed_keeps_its_code_and_two_of_one_name_are_told_apart(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    posts = (Post("1", "Poste 1"), Post("2", "Poste 2"))
    view.show_values(SiteValues(kept={SETTING: as_setting(posts)}))
    retype(bench, cell(view, 1), "Fenêtre")
    (_, value) = settings_set(bench)[-1]
    assert value == [{"code": "1", "name": "Poste 1"}, {"code": "2", "name": "Fenêtre"}]
    view.posts.given.emit((("Poste 1",), ("Neuf",), ("Neuf",)))
    (_, value) = settings_set(bench)[-1]
    assert isinstance(value, list)
    assert len({one["code"] for one in value}) == 3


def test_a_name_too_long_is_kept_and_said(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    view.posts.given.emit((("x" * 200,),))
    assert view.posts.trouble.text() == WRONG
    assert settings_set(bench) == []


def test_the_minutes_of_a_post_are_a_setting(open_settings: Open) -> None:
    bench = open_settings()
    view = view_of(bench)
    assert view.minutes.value() == 60
    view.minutes.spin.setValue(45)
    view.minutes.spin.editingFinished.emit()
    assert settings_set(bench) == [(MINUTES_SETTING, 45)]


def test_who_does_not_administer_reads_the_posts_alone(open_settings: Open) -> None:
    view = view_of(open_settings("Sofiane Roux"))
    assert cell(view, 0).isReadOnly()
    assert not view.minutes.isEnabled()
