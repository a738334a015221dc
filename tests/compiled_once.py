"""Statements compiled once for a whole run: each store opened by a test would compile the same ones again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

MOST = 5_000  # statements: the program has a few hundred


def sharing(make: Callable[..., Engine]) -> Callable[..., Engine]:
    """`make`, whose engines work with the dialect and the compiled statements of the first one."""
    compiled: LRUCache[Any, Any] = LRUCache(MOST)
    dialects: list[Dialect] = []

    def made(*arguments: Any, **options: Any) -> Engine:  # noqa: ANN401 whatever an engine is made of
        engine = make(*arguments, **options)
        # The key of a compiled statement names its dialect: each engine makes one, all alike.
        engine.dialect = dialects[0] if dialects else engine.dialect
        dialects[:] = [engine.dialect]
        engine._compiled_cache = compiled
        return engine

    return made
