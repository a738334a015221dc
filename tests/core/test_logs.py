"""The log says what the program did, and nothing about anyone."""

from __future__ import annotations

import enum
import logging
import os
import stat
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ceis_desk.core.logs import ImpersonalFormatter, start_log, stop_log

CANARY = "BENALI Samira"
PHONE = "0639981234"
AN_ID = uuid.UUID(int=7)


@dataclass(frozen=True)
class Someone:
    name: str = CANARY


class Sealed(enum.Enum):
    NAME = CANARY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store" / "logs"


@pytest.fixture
def log(folder: Path) -> Iterator[logging.Logger]:
    level = logging.getLogger().level
    handler = start_log(folder)
    yield logging.getLogger("ceis_desk.tests")
    stop_log(handler)
    logging.getLogger().setLevel(level)


def desk_handler() -> logging.Handler:
    return next(one for one in logging.getLogger().handlers if isinstance(one.formatter, ImpersonalFormatter))


def written(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def test_a_constant_message_is_kept_with_its_numbers_ids_and_classes(log: logging.Logger, folder: Path) -> None:
    log.info("%d rows of %s read in %.1f s by %s", 12, AN_ID, 0.25, Someone)
    assert f"INFO ceis_desk.tests\u00a0: 12 rows of {AN_ID} read in 0.2 s by Someone" in written(folder)


@pytest.mark.parametrize(
    "argument", [CANARY, Someone(), Sealed.NAME, [CANARY], {CANARY: 1}, CANARY.encode(), Path(CANARY)]
)
def test_an_argument_is_shown_by_its_type(log: logging.Logger, folder: Path, argument: object) -> None:
    log.info("saved %s and %r", argument, argument)
    text = written(folder)
    assert CANARY not in text
    assert type(argument).__name__ in text


def test_named_arguments_are_shown_by_their_type(log: logging.Logger, folder: Path) -> None:
    log.info("saved %(who)s after %(minutes)d", {"who": CANARY, "minutes": 4})
    assert "saved str after 4" in written(folder)


def test_an_argument_of_the_wrong_type_does_not_come_out(
    log: logging.Logger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Away from pytest's own handlers, which take the fault for the test's.
    monkeypatch.setattr(log, "propagate", False)
    monkeypatch.setattr(log, "handlers", [desk_handler()])
    log.info("waited %d minutes", CANARY)
    log.info("saved %(who)s", {"whom": CANARY})
    text = written(folder)
    assert "waited %d minutes (arguments retenus)" in text
    assert CANARY not in text


def test_a_message_made_of_a_name_is_held_back(log: logging.Logger, folder: Path) -> None:
    name = CANARY
    log.info(f"saved {name}")  # noqa: G004 - the fault that the log must survive
    log.info("saved " + name)  # noqa: G003 - the same
    log.info("saved %s" % name)  # noqa: G002, UP031 - the same
    log.info(name)
    log.info(Someone())
    text = written(folder)
    assert CANARY not in text
    assert text.count("(texte retenu)") == 5


def test_an_exception_is_its_class_and_its_places_without_its_message(
    log: logging.Logger, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(name: str) -> None:
        raise ValueError(name + PHONE)

    try:
        fail(CANARY)
    except ValueError:
        log.exception("the exchange stopped")
    text = written(folder)
    assert "the exchange stopped" in text
    assert "builtins.ValueError" in text
    assert "test_logs.py, ligne" in text
    assert ", fail" in text
    assert CANARY not in text
    assert PHONE not in text
    assert str(Path(__file__).parent) not in text


def test_other_libraries_are_held_to_the_same_rule(folder: Path, log: logging.Logger) -> None:
    library = logging.getLogger("some.library")
    library.info("[raw sql] %r", ({"name": CANARY},))
    assert CANARY not in written(folder)
    assert "some.library" in written(folder)


def test_nothing_is_written_before_the_first_record(folder: Path, log: logging.Logger) -> None:
    assert list(folder.iterdir()) == []
    log.debug("not shown")
    assert list(folder.iterdir()) == []


def test_the_log_is_for_this_account_only_and_turns(
    folder: Path, log: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_handler(), "maxBytes", 200)
    for rank in range(40):
        log.info("row %d", rank)
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["ceis-desk.log", *(f"ceis-desk.log.{rank}" for rank in range(1, 5))]
    if os.name == "posix":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_log_that_cannot_be_written_stops_nothing_and_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_bytes(b"a file stands where the folder should")
    level = logging.getLogger().level
    handler = start_log(tmp_path / "logs")
    try:
        logging.getLogger("ceis_desk.tests").info("saved %s", CANARY)
    finally:
        stop_log(handler)
        logging.getLogger().setLevel(level)
    assert capsys.readouterr().err == ""
