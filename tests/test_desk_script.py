"""desk.py, the entry of a newcomer, without touching the machine."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import desk

ROOT = Path(__file__).resolve().parent.parent
Calls = list[list[str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    """Every command that desk.py would start; the environment is an empty folder and everything succeeds."""
    asked: Calls = []

    def start(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(desk, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(desk, "STAMP", tmp_path / ".venv" / "ceis-desk.stamp")
    monkeypatch.setattr(desk, "APP_LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(desk, "DEV_LOCK", tmp_path / "requirements-dev.lock")
    monkeypatch.setattr(desk, "missing_libraries", list)
    monkeypatch.setattr(desk, "TEST_TOOLS", {})
    monkeypatch.setattr(subprocess, "run", start)
    return asked


def said(calls: Calls) -> list[str]:
    return [" ".join(command) for command in calls]


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "desk.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_no_registry_is_named_anywhere() -> None:
    for name in ("desk.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock", ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"://|^\s*-i |--(?:extra-)?index-url|--find-links|--trusted-host", text, re.MULTILINE), (
            name
        )
    assert not (ROOT / "uv.lock").exists()


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_what_the_tests_see_is_what_the_program_gets() -> None:
    app, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert app
    assert app.items() <= dev.items()


def test_each_declared_dependency_is_locked_with_its_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=]", line)[0].lower() for line in wanted}
    assert names <= pins("requirements-dev.lock").keys()
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9-]+==)", text)[1:])
        assert "pyside6-addons" not in text


def test_a_first_run_makes_the_environment_installs_the_lock_and_starts_the_program(calls: Calls) -> None:
    assert desk.main(["run", "stats", "month", "2019-02", "--json"]) == 0
    made, installed, started = said(calls)
    assert "-m venv --clear" in made
    assert "--require-hashes" in installed
    assert installed.endswith("requirements.lock")
    assert started.endswith("-m ceis_desk stats month 2019-02 --json")


def test_a_second_run_only_starts_the_program(calls: Calls) -> None:
    desk.main(["run"])
    calls.clear()
    assert desk.main(["run"]) == 0
    assert not [line for line in said(calls) if "venv --clear" in line or "pip install" in line]
    assert said(calls)[-1].endswith("-m ceis_desk")


def test_the_environment_of_the_tests_serves_the_program_too(calls: Calls) -> None:
    desk.provide_environment(desk.DEV_LOCK)
    calls.clear()
    desk.provide_environment(desk.APP_LOCK, desk.DEV_LOCK)
    assert "pip install" not in " ".join(said(calls))


def test_a_changed_lock_is_installed_again(calls: Calls) -> None:
    desk.provide_environment(desk.APP_LOCK)
    desk.APP_LOCK.write_text("other\n", encoding="utf-8")
    calls.clear()
    desk.provide_environment(desk.APP_LOCK)
    assert [line for line in said(calls) if "pip install" in line]
    assert not [line for line in said(calls) if "venv --clear" in line]


def test_an_environment_whose_python_is_broken_is_made_again(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.provide_environment(desk.APP_LOCK)
    monkeypatch.setattr(desk, "healthy", lambda: False)
    calls.clear()
    desk.provide_environment(desk.APP_LOCK)
    assert "-m venv --clear" in said(calls)[0]


def test_an_interrupted_installation_is_never_taken_for_granted(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.provide_environment(desk.APP_LOCK)
    desk.APP_LOCK.write_text("other\n", encoding="utf-8")
    monkeypatch.setattr(desk, "call", lambda *_: 1)
    with pytest.raises(desk.Stop, match="Vos données ne sont pas touchées"):
        desk.provide_environment(desk.APP_LOCK)
    assert not desk.STAMP.exists()


def test_windows_and_linux_line_ends_are_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x==1\ny==2\n")
    (tmp_path / "b").write_bytes(b"x==1\r\ny==2\r\n")
    assert desk.fingerprint(tmp_path / "a") == desk.fingerprint(tmp_path / "b")


def test_the_test_command_goes_from_format_to_tests_with_types_and_contracts_beside(calls: Calls) -> None:
    assert desk.main(["test", "tests/core", "-x"]) == 0
    first, second, *last = said(calls)[-5:]
    assert "ruff format --check" in first
    assert "ruff check" in second
    tests = "pytest -n 3 --dist loadfile --no-loadscope-reorder tests/core -x"
    assert all(any(want in step for step in last) for want in ("mypy --strict", "lint-imports", tests))


def test_the_test_command_stops_at_the_first_quick_no(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.provide_environment(desk.DEV_LOCK)
    asked: Calls = []

    def call(command: list[str], **_: object) -> int:
        asked.append(command)
        return 3 if "check" in command else 0

    monkeypatch.setattr(desk, "call", call)
    assert desk.main(["test"]) == 3
    assert "ruff check" in said(asked)[-1]


@pytest.mark.parametrize("wrong", ["mypy", "lint-imports"])
def test_a_no_beside_the_tests_is_that_of_the_command_and_is_said_last(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], wrong: str
) -> None:
    desk.provide_environment(desk.DEV_LOCK)

    def start(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 2 if wrong in " ".join(command) else 0, "what is wrong", "")

    monkeypatch.setattr(subprocess, "run", start)
    assert desk.main(["test"]) == 2
    told = capfd.readouterr()
    assert "what is wrong" in told.out
    assert " : non." in told.err


def test_the_long_campaigns_then_the_benchmarks(calls: Calls, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    for name in ("search.py", "_shared.py", "checkin.py"):
        (tmp_path / "benchmarks" / name).touch()
    monkeypatch.setattr(desk, "ROOT", tmp_path)
    assert desk.main(["check", "--long"]) == 0
    campaign, *scripts = said(calls)[-3:]
    assert "pytest -m long or hypothesis" in campaign
    assert [script.rpartition(" ")[2] for script in scripts] == ["benchmarks.checkin", "benchmarks.search"]


def test_it_passes_the_exit_code_on(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.provide_environment(desk.APP_LOCK)
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, -6 if "-P" in command else 0)
    )
    assert desk.main(["run"]) == 134


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["open"], True),
        (["--store", "/s", "--user", "lea"], True),
        (["--store=/s"], True),
        (["--store", "/s", "open"], True),
        (["init", "--desk", "open"], False),
        (["--store", "open", "check"], False),
        (["--help"], False),
    ],
)
def test_only_the_window_needs_the_libraries_of_the_window(arguments: list[str], window: bool) -> None:
    assert desk.opens_window(arguments) is window


@pytest.fixture
def bare_debian(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """A Debian where no library is found, and apt-get brings none."""
    monkeypatch.setattr(desk, "missing_libraries", lambda: list(desk.LIBRARIES))
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    return calls


def test_without_the_right_to_install_the_one_line_to_type_is_said(
    bare_debian: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(desk.Stop, match="libEGL"):
        desk.main(["run"])
    line = "sudo apt-get install -y --no-install-recommends libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3"
    assert line in capsys.readouterr().err
    assert bare_debian == []


def test_a_command_without_window_goes_on_all_the_same(bare_debian: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert desk.main(["run", "stats", "month", "2019-02"]) == 0


def test_root_installs_every_library_in_one_go(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter([list(desk.LIBRARIES), []])
    monkeypatch.setattr(desk, "missing_libraries", lambda: next(seen))
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    desk.provide_libraries(needed=True)
    (line,) = calls
    assert line[:4] == ["apt-get", "install", "-y", "--no-install-recommends"]
    assert line[4:] == list(dict.fromkeys(desk.LIBRARIES.values()))


def test_a_machine_that_knows_no_package_yet_is_updated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Calls = []

    def start(line: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(line)
        return subprocess.CompletedProcess(line, 0 if len(asked) > 1 else 100, "", "E: Unable to locate package")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(subprocess, "run", start)
    desk.install_packages(["libegl1"])
    assert [line[1] for line in asked] == ["install", "update", "install"]


@pytest.mark.parametrize("words", [[], ["runn"], ["check", "--longue"]])
def test_a_word_it_does_not_know_gets_the_usage_in_french(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.main(words) == 2
    assert "python3 desk.py run" in capsys.readouterr().err
