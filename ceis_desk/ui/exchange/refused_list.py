"""Files of the folder that were not read, each with the sentence that says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.exchange.model import RefusedFile
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

_SHOWN = 4


class RefusedList(Card):
    """Hidden while every file was read; `settled` names a file that erases much, for those who may decide of it."""

    settled = Signal(str)

    def __init__(self, theme: Theme, *, decides: bool = False) -> None:
        super().__init__(theme, kind="warn")
        self._theme, self._decides = theme, decides
        self.decide: dict[str, Button] = {}
        self._title = Text("", "strong", wrap=True)
        self._held: QWidget | None = None
        self._shown: tuple[RefusedFile, ...] | None = None
        line = row(Icon(theme, "alert-triangle", "warn", 18), self._title, gap=8)
        line.setStretch(1, 1)
        self.add(line)
        self.show_files(())

    def show_files(self, files: Sequence[RefusedFile]) -> None:
        """The first ones by name; how many more there are."""
        if self._shown == tuple(files):
            return
        self._shown = tuple(files)
        self.setVisible(bool(files))
        self._title.setText(plural(len(files), "fichier n’a pas été lu", "fichiers n’ont pas été lus"))
        if self._held is not None:
            self.body.removeWidget(self._held)
            self._held.hide()
            self._held.deleteLater()
        self._held = QWidget()
        self.decide.clear()
        # What waits for a decision first: the others only tell.
        files = sorted(files, key=lambda one: not one.erases)
        said = [self._file(one) for one in files[:_SHOWN]]
        if len(files) > _SHOWN:
            more = f"{plural(len(files) - _SHOWN, 'autre', 'autres')} dans «\u00a0Derniers envois\u00a0»."
            said.append(Text(more, "hint", "ink2", wrap=True))
        self._held.setLayout(column(*said, gap=6))
        self.add(self._held)

    def _file(self, one: RefusedFile) -> QWidget:
        held = QWidget()
        parts: list[QWidget] = [Text(one.name, "label", wrap=True), Text(one.sentence, "hint", "ink", wrap=True)]
        if one.erases and self._decides:
            button = self.decide[one.name] = Button(self._theme, "Accepter ou laisser attendre", compact=True)
            button.setAccessibleName(f"Accepter ou laisser attendre {one.name}")
            button.clicked.connect(lambda _on=False: self.settled.emit(one.name))
            parts.append(button)
        held.setLayout(column(*parts, gap=2))
        return held
