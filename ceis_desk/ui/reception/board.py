"""« Aujourd’hui »: instructions, who is in, absences and messages, and the end of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_day, write_hour, write_long_day
from ceis_desk.reception.model import Absence, DeskDay, Instruction, Message
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

INSTRUCTION, ABSENCE, MESSAGE = "instruction", "absence", "message"
NOTHING_SAID = "Consignes, absences et messages du jour"
REOPEN = "Rouvrir la journée"
_OPENS, _CLOSES = dt.time(9), dt.time(17)


def board_words(day: DeskDay, show: Discretion) -> str:
    """The board on one line: first instruction, who is away, messages to do; empty when nothing is said."""
    rest = f" (et {len(day.instructions) - 1} de plus)" if len(day.instructions) > 1 else ""
    first = (show.detail(day.instructions[0].text) + rest) if day.instructions else ""
    away = ", ".join(f"{one.name} {one.absence}" for one in day.colleagues if one.absence)
    to_do = sum(message.done_at is None for message in day.messages)
    messages = f"{to_do} message{'s' if to_do > 1 else ''} à faire" if to_do else ""
    return " · ".join(part for part in (first, away, messages) if part)


def board_rows(day: DeskDay, absences: Sequence[Absence], show: Discretion) -> list[tuple[str, RowLook]]:
    """The lines of the sheet under their three headings; what is empty says so."""
    rows: list[tuple[str, RowLook]] = []
    for title, empty, lines in (
        ("Consignes", "Aucune consigne.", [_instruction_row(one, show) for one in day.instructions]),
        ("Absences", "Personne n’est absent.", [_absence_row(one) for one in absences]),
        ("Messages", "Aucun message.", [_message_row(one, show) for one in day.messages]),
    ):
        rows.append((f"title {title}", RowLook(title if lines else f"{title}\u00a0: {empty.lower()}", heading=True)))
        rows += lines
    return rows


def _instruction_row(line: Instruction, show: Discretion) -> tuple[str, RowLook]:
    until = "aujourd’hui seulement" if line.first == line.last else f"jusqu’au {write_day(line.last)}"
    look = RowLook(show.detail(line.text), until, icon="bulb", icon_tone="warn", action="Modifier", compact=True)
    return f"{INSTRUCTION} {line.id}", look


def _absence_row(line: Absence) -> tuple[str, RowLook]:
    days = (line.first.date(), line.last.date())
    hours = f"de {write_hour(line.first.time())} à {write_hour(line.last.time())}"
    when = (
        f"le {write_day(days[0])} {hours}" if days[0] == days[1] else f"du {write_day(days[0])} au {write_day(days[1])}"
    )
    words = " · ".join(part for part in (when, line.reason) if part)
    return f"{ABSENCE} {line.id}", RowLook(line.name, words, icon="user-off", action="Retirer", compact=True)


def _message_row(line: Message, show: Discretion) -> tuple[str, RowLook]:
    done = line.done_at is not None
    to = line.to_name or "tout le monde"
    ended = f"fait par {line.done_by}" if done else ""
    person = show.detail(line.person_name)
    hour = write_hour(line.written_at.time())
    parts = (
        "" if show.on else person,
        f"{line.from_name} à {to}",
        f"{write_day(line.written_at.date())} {hour}",
        ended,
    )
    look = RowLook(
        show.detail(line.text),
        " · ".join(part for part in parts if part),
        icon="check" if done else "message",
        icon_tone="success" if done else "primary",
        action="À refaire" if done else "Fait",
        compact=True,
        quiet=done,
    )
    return f"{MESSAGE} {line.id}", look


def present_words(day: DeskDay, absences: Sequence[Absence], now: dt.datetime) -> str:
    """« Présents : Marc Vidal, Mina Sorel (absente cet après-midi) »: whoever is in at this moment, and for how long.

    Before and after the hours of the house, those who are in at its opening or at its closing.
    """
    moment = min(max(now, dt.datetime.combine(day.day, _OPENS)), dt.datetime.combine(day.day, _CLOSES))
    away = {one.account_id for one in absences if one.first <= moment <= one.last}
    here = [f"{one.name} ({one.absence})" if one.absence else one.name for one in day.colleagues if one.id not in away]
    return f"Présents\u00a0: {', '.join(here)}" if here else ""


class BoardList(RowList):
    """Several lines high where there is room, a line or two in a short window."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._theme.px(60))


class Board(QWidget):
    """The lines and what may be added; Entrée or the button of a line acts on it."""

    acted = Signal(str, str)
    form_asked = Signal(str)
    close_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title, self.present = Text("Aujourd’hui", "card"), Text("", "secondary", "ink2", wrap=True)
        self.rows = BoardList(theme, "Consignes, absences et messages")
        self.message = Button(theme, "Laisser un message", icon="message", compact=True)
        self.instruction = Button(theme, "Ajouter une consigne", icon="bulb", compact=True)
        self.absence = Button(theme, "Noter une absence", icon="user-off", compact=True)
        self.close_day = Button(theme, "Clore la journée", icon="lock", compact=True)
        self.reopen_day = Button(theme, REOPEN, icon="lock-open", compact=True)
        adds = Flow(self.message, self.instruction, self.absence, self.close_day, self.reopen_day)
        self.setLayout(column(self.title, self.present, self.rows, adds, gap=8, margins=(20, 16, 20, 16)))
        for button, kind in ((self.message, MESSAGE), (self.instruction, INSTRUCTION), (self.absence, ABSENCE)):
            button.clicked.connect(lambda _=False, kind=kind: self.form_asked.emit(kind))
        self.close_day.clicked.connect(self.close_asked)
        self.reopen_day.clicked.connect(self.reopen_asked)
        self.rows.opened.connect(self._act)
        self.rows.acted.connect(self._act)

    def show_day(self, day: DeskDay, absences: Sequence[Absence], show: Discretion, now: dt.datetime) -> None:
        """Replace the lines."""
        self.title.setText(f"Aujourd’hui, {write_long_day(day.day)}")
        self.present.setText(present_words(day, absences, now))
        self.rows.show_rows(board_rows(day, absences, show))
        if not self.rows.current():
            self.rows.step(1)
        self.close_day.setVisible(day.closed_at is None)
        self.reopen_day.setVisible(day.last_closed is not None)
        if day.last_closed is not None:
            past = day.last_closed != day.day
            self.reopen_day.setText(f"{REOPEN} du {write_day(day.last_closed)}" if past else REOPEN)

    def _act(self, ident: str) -> None:
        kind, _, row_id = ident.partition(" ")
        if kind in (INSTRUCTION, ABSENCE, MESSAGE):
            self.acted.emit(kind, row_id)


class CloseDayForm(QWidget):
    """The one question of this page: nothing of a closed day changes until it is opened again."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, day: DeskDay, waiting: int) -> None:
        super().__init__()
        who = {0: "Personne n’attend.", 1: "1 personne attend encore\u00a0: elle sera notée partie."}.get(
            waiting, f"{waiting} personnes attendent encore\u00a0: elles seront notées parties."
        )
        words = (
            f"{len(day.visits)} passages le {write_long_day(day.day)}. {who} "
            "Ensuite, les passages de ce jour ne pourront plus être corrigés ni annulés, sauf à rouvrir la journée."
        )
        self.back = Button(theme, "Revenir", key="Échap")
        self.confirm = Button(theme, "Clore la journée", kind="danger", icon="lock")
        self.setLayout(
            column(
                Text("Clore la journée", "card"),
                Text(words, "body", wrap=True),
                row(None, self.back, self.confirm, gap=8),
                gap=14,
                margins=(20, 16, 20, 16),
            )
        )
        self.confirm.clicked.connect(self.confirmed)
        self.back.clicked.connect(self.left)
        self.setFocusProxy(self.back)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
