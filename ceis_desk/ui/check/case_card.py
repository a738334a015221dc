"""One case as a card: its two sides and its answers, with their digits when it is the one being decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.people.model import DoubtfulPair, PersonRecord
from ceis_desk.ui.check.cases import CaseLook, Side
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.flow import Flow, OnLine
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, IconTile, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.compare import Comparison
from ceis_desk.ui.people.rows import name_of
from ceis_desk.ui.people.side_by_side import SideBySide

_NARROW = 420


class SideBox(Card):
    """One version: the one that stands is tinted and marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, kind="inset")
        self._over, self._under = Text("", "hint", "ink2", wrap=True), Text("", "hint", "ink2", wrap=True)
        self.value = Text("", "strong", wrap=True)
        self._mark = Chip(theme, "", "primary", "check")
        words = column(self._over, self.value, self._under, None, gap=1)
        line = row(words, self._mark, gap=8)
        line.setStretch(0, 1)
        self.add(line)
        self.layout().setContentsMargins(12, 8, 10, 8)  # type: ignore[union-attr]  # a card has its layout

    def show_side(self, side: Side) -> None:
        """What one desk wrote."""
        self._over.setText(side.over)
        self.value.setText(side.value)
        self._under.setText(side.under)
        self._under.setVisible(bool(side.under))
        self._mark.setVisible(bool(side.mark))
        if side.mark:
            self._mark.show_look(ChipLook(side.mark, "primary", "check"))
        self.set_kind("primary" if side.mark else "inset")


class CaseCard(Card):
    """`answered` gives 1, 2 or 3; `picked` asks for this case; `detailed` for the choice field by field."""

    answered = Signal(int)
    picked = Signal()
    detailed = Signal()

    def __init__(self, theme: Theme, *, chosen: bool) -> None:
        super().__init__(theme, kind="chosen" if chosen else "plain")
        self._theme, self._chosen = theme, chosen
        self._tile = IconTile(theme, "users", "warn")
        self.title, self.under = Text("", "card", wrap=True), Text("", "secondary", "ink2", wrap=True)
        self._chip = Chip(theme, "")
        self.rank = Text("", "secondary", "ink2")
        self.sides = (SideBox(theme), SideBox(theme))
        self._boxes = SideBySide(theme, *self.sides, narrow=_NARROW, shares=(1, 1))
        self.comparison = Comparison(theme, "user", "user")
        self.comparison.hide()
        self.answers = (
            Button(theme, "", kind="main" if chosen else "plain"),
            Button(theme, ""),
            Button(theme, "", kind="quiet"),
        )
        self.detail = Button(theme, "Choisir ce qui est gardé", kind="quiet", icon="list")
        self.detail.hide()
        self._undoes = Text("", "hint", "ink2")
        self._build()

    def _build(self) -> None:
        top = row(gap=12)
        top.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(column(self.title, self.under, gap=2), 1)
        for mark in (self._chip, self.rank):
            top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        kept = OnLine(self._theme, Icon(self._theme, "arrow-back-up", "ink3", 16), self._undoes)
        if not self._chosen:
            kept.hide()
        foot = QWidget()
        foot.setLayout(Flow(*self.answers, self.detail, kept, gap=10))
        for part in (top, self._boxes, self.comparison, foot):
            self.add(part)
        for number, button in enumerate(self.answers, start=1):
            button.clicked.connect(lambda _on=False, number=number: self.answered.emit(number))
        self.detail.clicked.connect(self.detailed)

    def show_case(self, look: CaseLook, rank: str = "") -> None:
        """One case and its answers."""
        self._tile.set_icon(look.icon, "warn")
        self.title.setText(look.title)
        self.under.setText(look.under)
        self._chip.show_look(look.chip)
        self.rank.setText(rank)
        for box, side in zip(self.sides, look.sides, strict=True):
            box.show_side(side)
        for button, (words, icon) in zip(self.answers, look.answers, strict=True):
            button.setText(words)
            button.set_icon(icon)
            button.setVisible(bool(words) and (self._chosen or button is not self.answers[-1]))
            button.updateGeometry()
        self._undoes.setText(look.undoes)
        self._boxes.show()
        self.comparison.hide()
        self.detail.hide()
        self.setAccessibleName(f"{look.title}, {look.under}")

    def show_records(
        self, pair: DoubtfulPair, records: tuple[PersonRecord, PersonRecord], show: Discretion, *, decides: bool
    ) -> None:
        """Both records of a pair, field by field, in place of the two boxes."""
        one, other = (_head(record, name_of(record.identity, show)) for record in records)
        self.comparison.show_fields(one, other, pair.lookalike.fields, show)
        self._boxes.hide()
        self.comparison.show()
        self.detail.setVisible(decides)

    def show_keys(self, caps: Sequence[str]) -> None:
        """The key of each answer, as the keyboard bears it."""
        for button, cap in zip(self.answers, caps, strict=True):
            button.set_key(cap)

    def first_answer(self) -> Button:
        """Where the cursor starts."""
        return next(button for button in self.answers if not button.isHidden())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self._chosen:
            self.picked.emit()


def _head(record: PersonRecord, name: str) -> str:
    visits = f"{record.visits} passage{'s' if record.visits > 1 else ''}"
    return f"{name}\nconnue depuis le {record.known_since:%d/%m/%Y}, {visits}"
