"""A draft as JSON: every field as typed, the household, and what had been opened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from ceis_desk.people.model import HouseholdMember
from ceis_desk.ui.people.household import members_as_json, members_from_json

NEW, OTHER = "new-person", "new-person-other"


@dataclass(frozen=True)
class Draft:
    """What was being typed; `clock` is the record's own when one was being changed."""

    typed: Mapping[str, str] = field(default_factory=dict)
    members: tuple[HouseholdMember, ...] = ()
    clock: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost."""
        return not (any(self.typed.values()) or self.members)


def write_draft(draft: Draft) -> str:
    """The text kept by the store, empty when nothing was typed."""
    if draft.empty:
        return ""
    typed = {code: text for code, text in draft.typed.items() if text}
    return json.dumps({"typed": typed, "members": members_as_json(draft.members), "clock": draft.clock})


def read_draft(text: str) -> Draft:
    """The draft kept, an empty one for no text."""
    if not text:
        return Draft()
    kept = json.loads(text)
    return Draft(kept["typed"], members_from_json(kept["members"]), kept["clock"])
