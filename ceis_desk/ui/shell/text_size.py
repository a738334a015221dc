"""The size of the text, live: one step up, one step down, or back to 100 %."""

from __future__ import annotations

from ceis_desk.ui.kit.theme import SCALES, Theme
from ceis_desk.ui.shell.desk_choices import DeskChoices


def next_size(scale: int, code: str) -> int:
    """The size in percent that `larger`, `smaller` or `plain-size` leads to."""
    if code == "plain-size":
        return SCALES[0]
    at = SCALES.index(scale) + (1 if code == "larger" else -1)
    return SCALES[min(max(at, 0), len(SCALES) - 1)]


def change_size(theme: Theme, choices: DeskChoices, code: str) -> str:
    """Change the size for this desk; gives the sentence to show, empty when nothing changed."""
    scale = next_size(theme.scale, code)
    if scale == theme.scale:
        return ""
    choices.change(text_scale=scale)
    return f"Taille du texte\u00a0: {scale}\u00a0%"
