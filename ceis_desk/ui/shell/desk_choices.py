"""The settings of this desk, live: whoever changes one, every view follows, and the file is written aside."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Signal

from ceis_desk.core.errors import Refusal
from ceis_desk.core.settings import DeskSettings, load_settings, save_settings
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.system_look import SystemLook
from ceis_desk.ui.kit.theme import Theme

Later = Callable[..., Future[Any]]


class DeskChoices(QObject):
    """`now` is in force; `change` replaces fields of DeskSettings, `refused` says when they could not be written."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, path: Path, later: Later, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._later = path, later
        self._answers = Answers(self)
        self.now: DeskSettings = load_settings(path)

    def change(self, **fields: Any) -> None:  # noqa: ANN401 the fields of DeskSettings, each of its own type
        """Put new values in force at once; they are written on another thread."""
        after = replace(self.now, **fields)
        if after == self.now:
            return
        self.now = after
        self.changed.emit()
        self._answers.when(self._later(save_settings, self._path, after), lambda _: None, self._say)

    def noted(self, name: str) -> str:
        """What `note` kept under this name, empty when nothing."""
        kept = self.now.others.get(name, "")
        return kept if isinstance(kept, str) else ""

    def note(self, name: str, words: str) -> None:
        """Keep what no view shows, for the next start; losing it is not worth a word, nor making a folder."""
        if words != self.noted(name) and self._path.parent.is_dir():
            self.now = replace(self.now, others=MappingProxyType({**self.now.others, name: words}))
            self._later(save_settings, self._path, self.now)

    def _say(self, refusal: Refusal) -> None:
        self.refused.emit(refusal.sentence)


def dress(theme: Theme, choices: DeskChoices, system: SystemLook) -> None:
    """Bring the theme in line with what the desk chose, or with the system where it chose nothing."""
    system.follows_palette = choices.now.theme == "system"
    if not system.follows_palette:
        theme.set_dark(choices.now.theme == "dark")
    theme.set_scale(choices.now.text_scale)
    system.refresh()
