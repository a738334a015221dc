"""For whom the person comes: the counsellor of her appointment, the common queue, or a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ceis_desk.agenda.model import DayAppointment
from ceis_desk.core.dates import write_hour
from ceis_desk.core.ids import Id
from ceis_desk.reception.model import Colleague
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

COMMON = "File commune"


class ForWhom(QWidget):
    """Outlined buttons, the chosen one tinted with a check mark; the last one lists every colleague."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._colleagues: tuple[Colleague, ...] = ()
        self._value: Id | None = None
        self._choices: list[tuple[Id | None, Button]] = []
        self.more = IconButton(theme, "dots", "Pour quelqu’un d’autre", compact=True)
        self.more.clicked.connect(self.open_menu)
        self._word = Text("Pour", "secondary", "ink2")
        self._flow = Flow(gap=4)
        line = row(gap=6)
        line.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._flow, 1)
        self.setLayout(line)
        theme.changed.connect(self._level)
        self._level()
        self.show_choices((), None, None)

    def show_choices(
        self, colleagues: Sequence[Colleague], appointment: DayAppointment | None, value: Id | None
    ) -> None:
        """Offer the counsellor of the appointment and the common queue, `value` being chosen."""
        self._colleagues = tuple(colleagues)
        self._clear()
        if appointment is not None and appointment.with_id is not None:
            self._offer(appointment.with_id, f"{appointment.with_name}, {write_hour(appointment.at.time())}")
        self._offer(None, COMMON)
        self._flow.addWidget(self.more)
        self.set_value(value)

    def value(self) -> Id | None:
        """The account chosen, None for the common queue."""
        return self._value

    def set_value(self, value: Id | None) -> None:
        """Choose; a colleague not yet offered gets a button of her own."""
        if value not in [known for known, _button in self._choices]:
            colleague = next((one for one in self._colleagues if one.id == value), None)
            if colleague is None:
                value = None
            else:
                self._flow.removeWidget(self.more)
                self._offer(colleague.id, colleague.name)
                self._flow.addWidget(self.more)
        self._value = value
        for known, button in self._choices:
            button.set_kind("tinted" if known == value else "plain")
            button.set_icon("check" if known == value else "")
            button.setAccessibleDescription("choisi" if known == value else "")
        self.updateGeometry()
        self.changed.emit()

    def buttons(self) -> list[Button]:
        """The choices offered, in order."""
        return [button for _known, button in self._choices]

    def open_menu(self) -> None:
        """List the colleagues under the button."""
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu(self) -> QMenu:
        """The colleagues, who is away said beside the name; it goes for good when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for colleague in self._colleagues:
            words = f"{colleague.name}, {colleague.absence}" if colleague.absence else colleague.name
            menu.addAction(words).triggered.connect(partial(self._take, colleague.id))
        return menu

    def _level(self) -> None:
        """Put the word on the line of the buttons, which are taller."""
        self._word.setFixedHeight(self._theme.px(32))

    def _take(self, value: Id, _checked: bool = False) -> None:
        self.set_value(value)

    def _offer(self, value: Id | None, words: str) -> None:
        button = Button(self._theme, words, compact=True)
        button.clicked.connect(lambda _=False: self.set_value(value))
        self._choices.append((value, button))
        self._flow.addWidget(button)
        button.show()

    def _clear(self) -> None:
        self._flow.removeWidget(self.more)
        for _known, button in self._choices:
            self._flow.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._choices = []
