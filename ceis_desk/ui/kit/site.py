"""Where the window runs: what titles and printed pages say of the place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """The structure, the place and the desk by name; `demo` marks example data on every page."""

    structure: str
    place: str
    desk: str
    demo: bool = False
