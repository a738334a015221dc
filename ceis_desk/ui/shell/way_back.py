"""Before anyone can come in: what is wrong with the folder, the best backup, and the screen once it is in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.backups import DamagedStore, offer_words
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.shell.rescue import Rescue, restored_words
from ceis_desk.ui.shell.trouble import TroublePage

if TYPE_CHECKING:
    from ceis_desk.access.backups import Offer, Restored
    from ceis_desk.access.door import Door
    from ceis_desk.ui.kit.theme import Theme
    from ceis_desk.ui.shell.window import Window

WithDoor = Callable[[Callable[["Door"], None]], None]


class WayBack(QObject):
    """`look_asked` once a backup is in place and the desk may be opened, `folder_asked` for another folder."""

    look_asked = Signal()
    folder_asked = Signal()

    def __init__(self, window: Window, theme: Theme, folder: Path, with_door: WithDoor) -> None:
        super().__init__(window)
        self._window, self._theme, self._folder, self._with_door = window, theme, folder, with_door
        self._offer: Offer | None = None
        self._login = ""
        self.page = page = TroublePage(theme)
        window.hold(page)
        page.other_folder_asked.connect(self.folder_asked)
        page.quit_asked.connect(window.close)
        page.restore_asked.connect(self._take)
        page.file_asked.connect(self.choose)
        page.open_asked.connect(self.look_asked)

    @cached_property
    def _rescue(self) -> Rescue:
        rescue = Rescue(self._window, self._window, self._theme)
        rescue.restored.connect(self.show_restored)
        return rescue

    def show(self, refusal: Refusal, login: str = "") -> None:
        """Say calmly what is wrong, and which backup may be taken back by whoever has `login`."""
        self._offer = refusal.offer if isinstance(refusal, DamagedStore) else None
        self._login = login
        offered = f"La meilleure\u00a0: {offer_words(self._offer)}." if self._offer is not None else ""
        self.page.show_trouble(refusal.sentence, str(self._folder), offered)
        self._window.show_screen(self.page)
        self.page.enter()

    def choose(self) -> None:
        """Take back a file chosen anywhere."""
        self._with_door(lambda door: self._rescue.choose(door.safety, self._folder))

    def show_restored(self, done: Restored) -> None:
        """A backup is in place: say so, and open the desk from there."""
        self.page.show_restored(restored_words(done))
        self._window.show_screen(self.page, "Sauvegarde")
        self.page.enter()

    def _take(self) -> None:
        offer, login = self._offer, self._login
        if offer is not None:
            self._with_door(lambda door: self._rescue.take(door.safety, offer, login))
