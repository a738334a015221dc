"""The last verified backup, under the desks of the site: nothing until somebody says what there is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.access.backups import BackupState, state_words
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import IconTile, Text
from ceis_desk.ui.kit.theme import Theme


@dataclass(frozen=True)
class BackupLine:
    """The last verified backup in words: when, where it is kept, and the chip that says how safe that is."""

    said: str
    where: str
    chip: ChipLook


def backup_line(state: BackupState, now: dt.datetime) -> BackupLine | None:
    """What the page of exchanges says of the backups; None while there is none."""
    if state.last is None:
        return None
    said, where = state_words(state, now)
    if state.trouble:
        return BackupLine(said, state.trouble, ChipLook("à voir", "warn", "alert-triangle"))
    if state.in_second_place:
        return BackupLine(said, where, ChipLook("en sécurité", "success", "check"))
    return BackupLine(said, where, ChipLook("sur ce seul disque", "warn", "alert-triangle"))


class BackupSlot(Card):
    """« Sauvegarde vérifiée à 10:00 », hidden while nothing is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, kind="inset")
        self.said, self._where = Text("", "strong", wrap=True), Text("", "hint", "ink2", wrap=True)
        self._chip = Chip(theme, "")
        line = row(
            IconTile(theme, "shield-check", "success"), column(self.said, self._where, gap=2), self._chip, gap=12
        )
        line.setStretch(1, 1)
        self.add(line)
        self.hide()

    def show_line(self, line: BackupLine | None) -> None:
        """Say what is known, or nothing."""
        self.setVisible(line is not None)
        if line is not None:
            self.said.setText(line.said)
            self._where.setText(line.where)
            self._chip.show_look(line.chip)
            self.setAccessibleName(f"{line.said}, {line.where}, {line.chip.words}")
