"""What a form says while the screen is discreet: its words are hidden, and how to look at them for an instant."""

from __future__ import annotations

from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.text import Text


class HiddenNote(Text):
    """Shown on a discreet screen alone."""

    def __init__(self, discreet: Discreet) -> None:
        super().__init__("", "hint", "ink2", wrap=True)
        self._discreet = discreet
        discreet.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setText(f"Ce qui est écrit ici est masqué. Tenez {self._discreet.show.key} pour regarder.")
        self.setVisible(self._discreet.on)
