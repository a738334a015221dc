"""The last verified backup, under the desks of the site: nothing until somebody says what there is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.ui.exchange.words import at_moment
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import IconTile, Text
from ceis_desk.ui.kit.theme import Theme


@dataclass(frozen=True)
class BackupLine:
    """The last backup that was verified: when, where it is kept in words, and whether another disk holds it too."""

    verified_at: dt.datetime
    where: str
    safe: bool


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

    def show_line(self, line: BackupLine | None, now: dt.datetime) -> None:
        """Say what is known, or nothing."""
        self.setVisible(line is not None)
        if line is None:
            return
        self.said.setText(f"Sauvegarde vérifiée {at_moment(line.verified_at, now)}")
        self._where.setText(line.where)
        safe = ChipLook("en sécurité", "success", "check")
        self._chip.show_look(safe if line.safe else ChipLook("sur ce seul disque", "warn", "alert-triangle"))
        self.setAccessibleName(f"{self.said.text()}, {line.where}, {self._chip.text()}")
