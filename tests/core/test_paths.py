"""Where things lie, and how printed documents are named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.paths import document_name, log_folder, settings_file, store_folder, temp_pdf_folder

DAY = dt.date(2019, 6, 18)


def test_the_option_wins_over_the_environment_and_the_environment_over_the_platform(tmp_path: Path) -> None:
    environment = {"CEIS_DESK_STORE": str(tmp_path / "environment")}
    assert store_folder(str(tmp_path / "option"), environment) == tmp_path / "option"
    assert store_folder(None, environment) == tmp_path / "environment"
    assert store_folder("", environment) == tmp_path / "environment"
    assert store_folder(None, {}).name == "CEIS Desk"


def test_a_store_folder_is_absolute_and_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert store_folder("here", {}) == tmp_path / "here"
    assert store_folder("~/there", {}) == tmp_path / "there"
    assert list(tmp_path.iterdir()) == []


def test_logs_prints_and_desk_settings_lie_inside_the_store(tmp_path: Path) -> None:
    places = [log_folder(tmp_path), temp_pdf_folder(tmp_path), settings_file(tmp_path)]
    assert {place.parent for place in places} == {tmp_path}
    assert len(set(places)) == 3


@pytest.mark.parametrize(
    ("kind", "when", "counter", "name"),
    [
        ("rapport-mensuel", "2019-06", None, "rapport-mensuel-2019-06.pdf"),
        ("liste-du-jour", DAY, None, "liste-du-jour-2019-06-18.pdf"),
        ("émargement", dt.datetime(2019, 6, 20, 9), 1, "emargement-2019-06-20-0900-1.pdf"),
        ("notice", "v2019-01", "03", "notice-v2019-01-03.pdf"),
        ("fiche budget", DAY, "k7m2qd", "fiche-budget-2019-06-18-k7m2qd.pdf"),
        ("rapport-mensuel", "2019-06-provisoire", None, "rapport-mensuel-2019-06-provisoire.pdf"),
    ],
)
def test_a_document_is_named_by_kind_then_day_then_counter(
    kind: str, when: dt.date | str, counter: int | str | None, name: str
) -> None:
    assert document_name(kind, when, counter) == name


@given(st.text(), st.text() | st.dates(), st.none() | st.integers(0, 999))
def test_a_document_name_is_plain_ascii_whatever_is_asked(kind: str, when: dt.date | str, counter: int | None) -> None:
    try:
        name = document_name(kind, when, counter)
    except ValueError:
        return
    assert name.isascii()
    assert set(name.removesuffix(".pdf")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")


def test_a_document_without_a_kind_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no letter or digit"):
        document_name("…", DAY)
