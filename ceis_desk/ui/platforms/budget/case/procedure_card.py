"""The card « Surendettement »: what presses first, then the stages of the procedure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.platforms.budget.overindebtedness import Deadline, Overindebtedness
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.case.procedure_words import (
    LETTER_COUNTS,
    far,
    head_of,
    left_of,
    past_words,
    pressing,
    stage_looks,
)
from ceis_desk.ui.platforms.budget.case.timeline import Timeline
from ceis_desk.ui.reception.tab_order import follow

NO_FILE = "Pas de dossier de surendettement."


class DeadlineBox(Card):
    """One legal clock: its day, what is left, and that the letter received says the day that counts."""

    def __init__(self, theme: Theme, deadline: Deadline, today: dt.date) -> None:
        super().__init__(theme, kind="warn")
        title = Text(head_of(deadline), "strong", "warn", wrap=True)
        left = Text(left_of(deadline, today), "strong", "danger" if deadline.past else "ink", wrap=True)
        icon = Icon(theme, "alert-triangle" if deadline.past else "calendar-event", "warn", 18)
        top = row(gap=8)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(title, 1)
        line = row(left, Chip(theme, "à vérifier", "neutral", "eye"), gap=8)
        line.setStretch(0, 1)
        rule = deadline.source[:1].upper() + deadline.source[1:]
        why = Text(f"{rule}. {LETTER_COUNTS}", "hint", "ink2", wrap=True)
        for part in (top, line, why):
            self.add(part)
        self.body.setSpacing(2)
        self.layout().setContentsMargins(10, 7, 10, 8)  # type: ignore[union-attr]  # a card has its layout
        self.setAccessibleName(f"{title.text()}, {left.text()}, à vérifier. {why.text()}")
        # Read like any other line by whoever goes from stop to stop.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class ProcedureCard(Card):
    """`edited` opens the file or begins one; `new_asked` a new deposit once there is one."""

    edited = Signal()
    new_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Surendettement", "stairs-up")
        self._theme = theme
        self._known: tuple[object, ...] = ()
        self._writable = True
        self.edit = IconButton(theme, "edit", "Mettre à jour le dossier de surendettement", kind="quiet", compact=True)
        self.begin = Button(theme, "Commencer un dossier", icon="plus", compact=True)
        self.again = Button(theme, "Redéposer", kind="quiet", icon="plus", compact=True)
        self.stages = Timeline(theme, "Étapes du surendettement")
        self.empty = Text(NO_FILE, "secondary", "ink2", wrap=True)
        self.far = Text("", "hint", "ink2", wrap=True)
        self._boxes = QWidget()
        self._held = column(gap=6)
        self._boxes.setLayout(self._held)
        self.right.addWidget(self.edit)
        self._foot = QWidget()
        self._foot.setLayout(row(self.begin, self.again, None, gap=6))
        for part in (self._boxes, self.stages, self.far, self.empty, self._foot):
            self.add(part)
        outer = self.layout()
        outer.setContentsMargins(14, 6, 10, 10)  # type: ignore[union-attr]  # a card has its layout
        outer.setSpacing(4)  # type: ignore[union-attr]  # as above
        self.edit.clicked.connect(self.edited)
        self.begin.clicked.connect(self.edited)
        self.again.clicked.connect(self.new_asked)

    def show_file(
        self,
        file: Overindebtedness | None,
        past: Sequence[Overindebtedness],
        deadlines: tuple[Deadline, ...],
        show: Discretion,
        today: dt.date,
    ) -> None:
        """The file of the household and those before it, or that there is none; a discreet screen tells neither."""
        known = (file, tuple(past), deadlines, show, today)
        if known == self._known:
            return
        self._known = known
        open_ = file is not None and not show.on
        while self._held.count():
            former = self._held.takeAt(0)
            widget = former.widget() if former else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if file is not None and open_:
            boxes = [DeadlineBox(self._theme, deadline, today) for deadline in pressing(deadlines, today)]
            for box in boxes:
                self._held.addWidget(box)
            follow(self.edit, boxes)
            self.stages.show_stages(stage_looks(file, today))
            self.far.setText(". ".join((*far(deadlines, today), *past_words(past))))
        self._boxes.setVisible(open_ and self._held.count() > 0)
        self.stages.setVisible(open_)
        self.far.setVisible(open_ and bool(self.far.text()))
        self.empty.setText(show.detail(NO_FILE))
        self.empty.setVisible(not open_)
        self.begin.setVisible(file is None)
        self.again.setVisible(file is not None and file.ended_on is not None)
        self._offer()

    def set_writable(self, writable: bool) -> None:
        """Whether the file may be changed."""
        self._writable = writable
        self._offer()

    def _offer(self) -> None:
        file = self._known[0] if self._known else None
        there = isinstance(file, Overindebtedness)
        self.edit.setVisible(there and self._writable)
        self._foot.setVisible(self._writable and (not isinstance(file, Overindebtedness) or file.ended_on is not None))
