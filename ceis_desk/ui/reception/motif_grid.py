"""The motif toggles, three abreast or fewer when the text is large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.core.ids import Id
from ceis_desk.reception.model import Motif
from ceis_desk.ui.kit.drafts import Part
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.kit.tile import ToggleTile
from ceis_desk.ui.reception.keys import digit_cap, is_enter
from ceis_desk.ui.reception.rows import platform_tone
from ceis_desk.ui.shell.keyboard import Keyboard

_ABREAST, _GAP = 3, 8


class MotifTile(ToggleTile):
    """A toggle that leaves Entrée to the card: Espace or the digit toggles."""

    def set_tone(self, tone: str) -> None:
        """Change the hue it takes when it is on."""
        self._tone = tone
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class MotifGrid(QWidget):
    """Motifs with a digit, then those taken from the whole list; `changed` says that the choice is another."""

    changed = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self._theme, self._keyboard = theme, keyboard
        self._motifs: dict[Id, Motif] = {}
        self._tiles: dict[Id, MotifTile] = {}
        self._chosen: list[Id] = []
        self._neutral = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._settle)
        keyboard.follow(self, self._say_digits)

    def show_motifs(self, motifs: Sequence[Motif], *, neutral: bool) -> None:
        """Show these motifs, keeping what is chosen; `neutral` hides the hues of the platforms."""
        self._motifs = {motif.id: motif for motif in motifs}
        self._neutral = neutral
        self._chosen = [motif_id for motif_id in self._chosen if motif_id in self._motifs]
        self._rebuild()

    def choose(self, chosen: Sequence[Id]) -> None:
        """Choose these motifs and no other."""
        self._chosen = [motif_id for motif_id in dict.fromkeys(chosen) if motif_id in self._motifs]
        self._rebuild()
        self.changed.emit()

    def chosen(self) -> tuple[Motif, ...]:
        """The motifs chosen, in the order of choosing."""
        return tuple(self._motifs[motif_id] for motif_id in self._chosen)

    def draft_part(self) -> Part:
        """The motifs chosen, in their order."""

        def put(words: str) -> None:
            self.choose([Id(motif_id) for motif_id in words.split()])

        return Part(lambda: " ".join(str(motif_id) for motif_id in self._chosen), put, (self.changed,))

    def toggle(self, motif_id: Id) -> None:
        """Choose a motif, or no longer."""
        rest = [one for one in self._chosen if one != motif_id]
        self.choose(rest if motif_id in self._chosen else [*self._chosen, motif_id])

    def toggle_digit(self, digit: int) -> None:
        """Toggle the motif that bears this digit; nothing when there is none."""
        found = next((motif for motif in self._motifs.values() if motif.position == digit), None)
        if found is not None:
            self.toggle(found.id)

    def tiles(self) -> list[MotifTile]:
        """The toggles shown, in order."""
        return list(self._tiles.values())

    def _rebuild(self) -> None:
        shown = sorted((motif for motif in self._motifs.values() if motif.position), key=lambda one: one.position)
        shown += [motif for motif in self.chosen() if not motif.position]
        if [motif.id for motif in shown] != list(self._tiles) or any(
            self._tiles[motif.id].text() != motif.label for motif in shown
        ):
            self._make_tiles(shown)
        for motif in shown:
            tile = self._tiles[motif.id]
            tile.set_tone("primary" if self._neutral else platform_tone(motif.platform))
            tile.setChecked(motif.id in self._chosen)

    def _say_digits(self) -> None:
        for motif_id, tile in self._tiles.items():
            position = self._motifs[motif_id].position
            tile.set_key(digit_cap(position, self._keyboard) if position else "")
        self._settle()

    def _make_tiles(self, shown: list[Motif]) -> None:
        for tile in self._tiles.values():
            tile.setParent(None)
            tile.deleteLater()
        self._tiles = {}
        for motif in shown:
            tile = MotifTile(self._theme, motif.label, motif.icon)
            tile.setParent(self)
            tile.clicked.connect(lambda _=False, motif_id=motif.id: self.toggle(motif_id))
            tile.show()
            self._tiles[motif.id] = tile
        self._say_digits()

    def _columns(self, width: int) -> int:
        widest = max((tile.minimumSizeHint().width() for tile in self.tiles()), default=1)
        return max(1, min(_ABREAST, (width + _GAP) // (widest + _GAP)))

    def _height(self) -> int:
        return max((tile.sizeHint().height() for tile in self.tiles()), default=0)

    def _settle(self) -> None:
        self._place()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        lines = -(-len(self._tiles) // self._columns(self.width()))
        return QSize(self._theme.px(480), max(0, lines * (self._height() + _GAP) - _GAP))

    def minimumSizeHint(self) -> QSize:
        widest = max((tile.minimumSizeHint().width() for tile in self.tiles()), default=0)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _place(self) -> None:
        columns, height = self._columns(self.width()), self._height()
        width = (self.width() - _GAP * (columns - 1)) // columns
        for at, tile in enumerate(self.tiles()):
            line, column = divmod(at, columns)
            tile.setGeometry(column * (width + _GAP), line * (height + _GAP), width, height)


def digits_hint(motifs: Sequence[Motif], keyboard: Keyboard) -> str:
    """« touches 1 à 9 » or « touches Alt 1 à Alt 9 », from the digits really given."""
    digits = [digit_cap(digit, keyboard) for digit in sorted(motif.position for motif in motifs if motif.position)]
    if not digits:
        return ""
    return f"touches {digits[0]} à {digits[-1]}" if len(digits) > 1 else f"touche {digits[0]}"
