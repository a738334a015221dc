"""A trouble of the disk or of the folder is said in French; anything else stays the bug that it is."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from ceis_desk.core.errors import Cancelled, Refusal
from ceis_desk.data.troubles import plain

TROUBLES = {
    dbapi2.SQLITE_FULL: "plein",
    dbapi2.SQLITE_READONLY: "ne peut pas être écrit",
    dbapi2.SQLITE_BUSY: "Une autre fenêtre",
    dbapi2.SQLITE_CANTOPEN: "ne s’ouvre pas",
    dbapi2.SQLITE_IOERR: "ne répond pas",
    dbapi2.SQLITE_CORRUPT: "ne se lit plus",
    dbapi2.SQLITE_NOTADB: "ne se lit plus",
}


def said_by_sqlite(code: int) -> dbapi2.OperationalError:
    error = dbapi2.OperationalError("in English")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("code", TROUBLES)
@pytest.mark.parametrize("extended", [0, 3 << 8])
def test_each_trouble_of_the_disk_is_one_sentence(code: int, extended: int) -> None:
    origin = said_by_sqlite(code | extended)
    for error in (origin, OperationalError("INSERT", {}, origin)):
        refusal = plain(error)
        assert isinstance(refusal, Refusal)
        assert TROUBLES[code] in refusal.sentence
        assert refusal.__cause__ is error


@pytest.mark.parametrize(
    ("words", "told"),
    [("database or disk is full", "plein"), ("disk I/O error", "ne répond pas"), ("database is locked", "Une autre")],
)
def test_an_error_without_its_code_is_known_by_its_words(words: str, told: str) -> None:
    refusal = plain(dbapi2.OperationalError(words))
    assert isinstance(refusal, Refusal)
    assert told in refusal.sentence


def test_an_interrupted_question_is_cancelled() -> None:
    assert isinstance(plain(said_by_sqlite(dbapi2.SQLITE_INTERRUPT)), Cancelled)


@pytest.mark.parametrize(
    "error",
    [said_by_sqlite(dbapi2.SQLITE_ERROR), said_by_sqlite(dbapi2.SQLITE_LOCKED), dbapi2.Error("?"), ValueError("full")],
)
def test_anything_else_stays_as_it_is(error: Exception) -> None:
    assert plain(error) is error
