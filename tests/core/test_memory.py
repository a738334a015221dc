from __future__ import annotations

import ctypes

import pytest

from ceis_desk.core.memory import give_back


def test_the_c_library_is_asked_to_give_back_what_it_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Library:
        def __init__(self, name: None) -> None:
            assert name is None

        malloc_trim = staticmethod(asked.append)

    monkeypatch.setattr(ctypes, "CDLL", Library)
    give_back()
    assert asked == [0]


def test_a_c_library_that_does_not_know_how_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    give_back()
