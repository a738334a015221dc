"""How a row of a list looks: who, what, the match, the chip, the minutes, the key."""

from __future__ import annotations

from dataclasses import dataclass

from ceis_desk.ui.kit.chip import ChipLook


@dataclass(frozen=True, slots=True)
class Meter:
    """Minutes waited as words and as a bar; `share` from 0 to 1."""

    words: str
    share: float
    tone: str = "success"
    icon: str = "clock"


@dataclass(frozen=True, slots=True)
class RowLook:
    """All that the delegate paints; what is empty takes no room. Chips stand at the right, those `near` by the title.

    `marks` are (start, length) in `title`. `person` picks the avatar's hue. `key` shows on the selected row only unless
    `key_always`. `lead_room` is the least room of `lead`, in pixels at 100 %, so that rows line up. `amount` is written
    in bold, its digits in a column. `action` is a small button: its click (or Espace) is signalled by the list as
    `acted`.
    """

    title: str
    subtitle: str = ""
    beside: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    lead: str = ""
    lead_room: int = 0
    initials: str = ""
    person: str = ""
    icon: str = ""
    icon_tone: str = "neutral"
    icon_boxed: bool = False
    subtitle_icon: str = ""
    subtitle_tone: str = "neutral"
    chips: tuple[ChipLook, ...] = ()
    near: tuple[ChipLook, ...] = ()
    right: str = ""
    amount: str = ""
    key: str = ""
    key_always: bool = False
    meter: Meter | None = None
    action: str = ""
    action_icon: str = ""
    heading: bool = False
    compact: bool = False
    quiet: bool = False

    def spoken(self) -> str:
        """The row as one sentence for screen readers."""
        words = [self.lead, self.title, self.beside, self.subtitle, *(chip.words for chip in (*self.near, *self.chips))]
        words += [self.meter.words if self.meter else "", self.right, self.amount, self.key, self.action]
        return ", ".join(word for word in words if word)
