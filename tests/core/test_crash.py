"""A bug leaves a report that says where, and nothing about anyone."""

from __future__ import annotations

import datetime as dt
import os
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ceis_desk.core.clock import stopped_at
from ceis_desk.core.crash import install_crash_report, trace_lines, write_report

CANARY = "BENALI Samira"
CLOCK = stopped_at(dt.datetime(2019, 6, 18, 10, 42))


def fail(name: str) -> None:
    secret = name  # a local that must not come out
    raise ValueError(secret)


LINE_OF_FAIL = fail.__code__.co_firstlineno + 2


def fail_elsewhere(name: str) -> None:
    raise KeyError(name)


def caught(action: Callable[[], None]) -> BaseException:
    with pytest.raises(BaseException) as raised:
        action()
    return raised.value


def crash(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / CANARY / "logs"


@pytest.fixture
def told(folder: Path) -> Iterator[list[Path | None]]:
    paths: list[Path | None] = []
    remove = install_crash_report(folder, CLOCK, "0.1.0", paths.append)
    yield paths
    remove()


def test_a_report_says_where_and_in_which_version_but_not_about_whom(folder: Path, told: list[Path | None]) -> None:
    crash(caught(lambda: fail(CANARY)))
    [path] = told
    assert path == folder / "rapport-erreur-2019-06-18-1042-1.txt"
    report = path.read_text(encoding="utf-8")
    assert "Moment\u00a0: 18/06/2019 à 10:42" in report
    assert "Version\u00a0: 0.1.0, Python 3." in report
    assert "Erreur\u00a0: builtins.ValueError" in report
    assert f"  test_crash.py, ligne {LINE_OF_FAIL}, fail" in report
    assert "secret" not in report
    assert CANARY not in report
    assert str(Path(__file__).parent) not in report


def test_a_report_is_for_this_account_only(folder: Path, told: list[Path | None]) -> None:
    crash(caught(lambda: fail(CANARY)))
    if os.name == "posix":
        assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]


def test_what_an_error_came_from_is_said_without_its_message() -> None:
    def chain() -> None:
        try:
            fail(CANARY)
        except ValueError as error:
            raise KeyError(CANARY) from error

    lines = trace_lines(caught(chain))
    assert [line for line in lines if not line.startswith("  ")] == [
        "Erreur\u00a0: builtins.KeyError",
        "Pendant\u00a0: builtins.ValueError",
    ]
    assert CANARY not in "".join(lines)


def test_an_error_that_comes_from_itself_ends() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert trace_lines(one) == ["Erreur\u00a0: builtins.ValueError", "Pendant\u00a0: builtins.KeyError"]


def test_an_endless_recursion_makes_a_short_report() -> None:
    def again() -> None:
        again()

    assert len(trace_lines(caught(again))) == 51


def test_an_error_on_another_thread_is_reported_too(told: list[Path | None]) -> None:
    thread = threading.Thread(target=fail, args=(CANARY,), name=CANARY)
    thread.start()
    thread.join()
    [path] = told
    assert path is not None
    report = path.read_text(encoding="utf-8")
    assert "Fil d’exécution\u00a0: secondaire" in report
    assert CANARY not in report


def test_the_same_failure_is_written_once_and_another_one_beside_it(folder: Path, told: list[Path | None]) -> None:
    for _ in range(3):
        crash(caught(lambda: fail(CANARY)))
    crash(caught(lambda: fail_elsewhere(CANARY)))
    assert [path.name for path in told if path] == [
        "rapport-erreur-2019-06-18-1042-1.txt",
        "rapport-erreur-2019-06-18-1042-2.txt",
    ]


def test_without_anyone_to_tell_one_sentence_goes_to_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remove = install_crash_report(tmp_path, CLOCK, "0.1.0")
    try:
        crash(caught(lambda: fail(CANARY)))
    finally:
        remove()
    said = capsys.readouterr().err
    assert said.startswith("Le programme a rencontré une erreur imprévue. Ce qui est enregistré est gardé. ")
    assert "rapport-erreur-2019-06-18-1042-1.txt" in said
    assert CANARY not in said
    assert "Traceback" not in said


def test_a_report_that_cannot_be_written_is_said_and_raises_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_bytes(b"a file stands where the folder should")
    assert write_report(tmp_path / "logs", ValueError(CANARY), CLOCK, "0.1.0") is None
    remove = install_crash_report(tmp_path / "logs", CLOCK, "0.1.0")
    try:
        crash(ValueError(CANARY))
    finally:
        remove()
    assert "Le rapport n’a pas pu être écrit." in capsys.readouterr().err


def test_a_program_without_a_console_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = install_crash_report(tmp_path, CLOCK, "0.1.0")
    try:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", None)
            crash(ValueError(CANARY))
    finally:
        remove()
    assert len(list(tmp_path.iterdir())) == 1


def test_ctrl_c_keeps_its_usual_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[type[BaseException]] = []
    with monkeypatch.context() as patch:
        patch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(kind))
        remove = install_crash_report(folder, CLOCK, "0.1.0")
        crash(KeyboardInterrupt())
        remove()
    assert seen == [KeyboardInterrupt]
    assert not folder.exists()


def test_taking_it_back_leaves_the_hooks_as_they_were(folder: Path) -> None:
    before = (sys.excepthook, threading.excepthook)
    install_crash_report(folder, CLOCK, "0.1.0")()
    assert (sys.excepthook, threading.excepthook) == before
