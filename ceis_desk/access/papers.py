"""Documents about keys and rights."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ceis_desk.core.press import Paper


@dataclass(frozen=True)
class RecoveryPaper(Paper):
    """The recovery key on one page, printed once; `mark` tells this sheet from another one."""

    structure: str
    desk: str
    made_on: dt.date
    text: str = field(repr=False)
    mark: str = ""


@dataclass(frozen=True)
class RightsPaper(Paper):
    """« Qui voit quoi »: the table of rights as it is."""

    structure: str
    printed_on: dt.date
    demo: bool = False
