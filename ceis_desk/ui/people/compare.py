"""Two records side by side, field by field, with the word that says how they compare."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.people.model import Likeness
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

_EMPTY = "non saisi"
_NOTHING = ("", _EMPTY, "non renseigné")


def verdict_look(verdict: str) -> tuple[str, str]:
    """Icon and tone of « pareil », « une lettre », « en plus », « différent »."""
    words = verdict.casefold()
    if words.startswith(("pareil", "même")):
        return "equal", "success"
    if words.startswith(("différent", "autre")):
        return "x", "danger"
    if words.startswith(("en plus", "se complète")):
        return "plus", "ink3"
    return "tilde", "warn"


def reason_chip(reason: str) -> ChipLook:
    """A reason as a chip: what agrees, what nearly does, what tells apart."""
    icon, tone = verdict_look(reason)
    if tone == "warn" and reason.startswith("jour et mois"):
        return ChipLook(reason, "warn", "tilde")
    return ChipLook(reason, tone if tone != "ink3" else "neutral", icon)


class Comparison(Card):
    """A grid: what it is, on one side, how it compares, on the other side."""

    def __init__(self, theme: Theme, left_icon: str = "edit", right_icon: str = "user") -> None:
        super().__init__(theme, kind="inset")
        self._theme = theme
        self._icons = (left_icon, right_icon)
        self._held: QWidget | None = None

    def show_fields(self, left: str, right: str, fields: Sequence[Likeness], show: Discretion) -> None:
        """Replace all lines."""
        if self._held is not None:
            self.body.removeWidget(self._held)
            self._held.hide()
            self._held.deleteLater()
        self._held = QWidget()
        grid = QGridLayout(self._held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        for column, (icon, words, tone) in zip(
            (1, 3), ((self._icons[0], left, "ink2"), (self._icons[1], right, "primary")), strict=True
        ):
            grid.addLayout(
                row(Icon(self._theme, icon, tone, 18), Text(words, "strong", tone, wrap=True), gap=7), 0, column
            )
        for line, likeness in enumerate(fields, start=1):
            self._line(grid, line, likeness, show)
        for column, share in ((0, 3), (1, 5), (2, 3), (3, 5)):
            grid.setColumnStretch(column, share)
        self.body.addWidget(self._held)

    def _line(self, grid: QGridLayout, line: int, likeness: Likeness, show: Discretion) -> None:
        label = Text(likeness.field, "hint", "ink2", wrap=True)
        grid.addWidget(label, line, 0)
        for column, value in ((1, likeness.typed), (3, likeness.existing)):
            known = value not in _NOTHING
            words = show.phone(value) if known else value or _EMPTY
            shown = Text(words, "strong", "ink", wrap=True) if known else Text(words, "body", "ink3", wrap=True)
            grid.addWidget(shown, line, column)
        icon, tone = verdict_look(likeness.verdict)
        if likeness.verdict:
            verdict = row(Icon(self._theme, icon, tone, 15), Text(likeness.verdict, "hint_strong", tone), None, gap=5)
            grid.addLayout(verdict, line, 2)
