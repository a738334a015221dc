"""Settings of this desk: never lost, never half written."""

from __future__ import annotations

import errno
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.core.settings import IDLE_MINUTES, TEXT_SCALES, DeskSettings, load_settings, save_settings

CHOSEN = DeskSettings(
    text_scale=130,
    theme="dark",
    discreet=True,
    idle_lock_minutes={"reception": 3, "budget": 15},
    reduced_motion=True,
    single_keys=False,
    keys={"call_next": "F7"},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "desk.json"


def test_settings_are_read_back_as_they_were_chosen(path: Path) -> None:
    save_settings(path, CHOSEN)
    assert load_settings(path) == CHOSEN


@given(
    st.builds(
        DeskSettings,
        text_scale=st.sampled_from(TEXT_SCALES),
        theme=st.sampled_from(["light", "dark", "system"]),
        discreet=st.booleans(),
        idle_lock_minutes=st.dictionaries(st.text(), st.sampled_from(IDLE_MINUTES)),
        reduced_motion=st.none() | st.booleans(),
        single_keys=st.booleans(),
        keys=st.dictionaries(st.text(), st.text()),
        others=st.dictionaries(st.text(min_size=20), st.integers()),
    )
)
def test_any_settings_are_read_back(tmp_path_factory: pytest.TempPathFactory, settings: DeskSettings) -> None:
    path = tmp_path_factory.getbasetemp() / "any-desk.json"
    save_settings(path, settings)
    assert load_settings(path) == settings


def test_a_desk_without_a_file_has_the_defaults_and_writes_nothing(path: Path) -> None:
    assert load_settings(path) == DeskSettings()
    assert not path.parent.exists()


def test_the_file_is_for_this_account_only_and_leaves_no_part_behind(path: Path) -> None:
    save_settings(path, CHOSEN)
    save_settings(path, DeskSettings())
    assert [file.name for file in path.parent.iterdir()] == ["desk.json"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_another_version_wrote_is_kept(path: Path) -> None:
    save_settings(path, DeskSettings())
    path.write_text(json.dumps({"theme": "dark", "soft_bell": {"volume": 3}}), encoding="utf-8")
    save_settings(path, replace(load_settings(path), theme="light"))
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert (kept["theme"], kept["soft_bell"]) == ("light", {"volume": 3})


@pytest.mark.parametrize(
    "value",
    [
        {"text_scale": 117},
        {"text_scale": True},
        {"text_scale": "130"},
        {"theme": "pink"},
        {"theme": ["dark"]},
        {"discreet": 1},
        {"idle_lock_minutes": {"reception": 0}},
        {"idle_lock_minutes": {"reception": True}},
        {"idle_lock_minutes": 5},
        {"reduced_motion": "no"},
        {"keys": {"call_next": 7}},
        {"keys": []},
    ],
)
def test_a_value_that_does_not_fit_gives_way_to_its_default_alone(path: Path, value: dict[str, object]) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"single_keys": False, **value}), encoding="utf-8")
    assert load_settings(path) == DeskSettings(single_keys=False)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b"\x00" * 64])
def test_a_damaged_file_gives_the_defaults_and_is_put_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert load_settings(path) == DeskSettings()
    assert path.read_bytes() == content
    save_settings(path, CHOSEN)
    assert load_settings(path) == CHOSEN
    assert path.with_name("desk.json.damaged-1").read_bytes() == content


def test_a_second_damaged_file_does_not_replace_the_first(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"one", b"two"):
        path.write_bytes(content)
        save_settings(path, CHOSEN)
    assert path.with_name("desk.json.damaged-1").read_bytes() == b"one"
    assert path.with_name("desk.json.damaged-2").read_bytes() == b"two"


def test_a_cut_while_writing_leaves_the_old_settings(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(path, CHOSEN)

    def full_disk(file: int) -> None:
        raise OSError(errno.ENOSPC, "disk full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk)
        with pytest.raises(Refusal, match="n’ont pas pu être gardés"):
            save_settings(path, DeskSettings())
    assert load_settings(path) == CHOSEN
    save_settings(path, DeskSettings())
    assert load_settings(path) == DeskSettings()


def test_a_folder_that_cannot_be_made_is_refused_in_french(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"a file stands where the folder should")
    with pytest.raises(Refusal, match="peut être écrit"):
        save_settings(tmp_path / "store" / "desk.json", CHOSEN)


def test_the_shortest_delay_of_the_roles_locks_the_desk() -> None:
    settings = DeskSettings(idle_lock_minutes={"reception": 5, "budget": 3})
    assert settings.idle_minutes(["reception", "budget"]) == 3
    assert settings.idle_minutes(["reception", "health"]) == 5
    assert settings.idle_minutes(["health"]) == 10
    assert settings.idle_minutes([]) == 10
