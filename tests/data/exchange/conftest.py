"""Property tests on a busy machine: an example has no time limit (no test asserts a duration)."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
