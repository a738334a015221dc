"""Hours and absences: when the place opens, who is away, what the desk must know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ceis_desk.core.dates import write_day, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.reception.model import Absence, Instruction
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import WEEK, Spans, spans_typed

_HALVES = ("le matin", "l’après-midi")
_SHOWN_SPANS = 2


class WeekGrid(QWidget):
    """Two half-days for each day of the week; `given` gives the day and its hours once they are understood."""

    given = Signal(int, object)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self._kept: Mapping[int, Spans] = {}
        self.fields: list[list[KeptText]] = []
        self._troubles: list[Text] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        for at, half in enumerate(("Matin", "Après-midi")):
            grid.addWidget(Text(half, "label", "ink2"), 0, 1 + 4 * at, 1, 3)
        for day, name in enumerate(WEEK):
            self._add_day(theme, grid, day, name, writable=writable)
        grid.setColumnMinimumWidth(4, 12)
        grid.setColumnStretch(8, 1)

    def _add_day(self, theme: Theme, grid: QGridLayout, day: int, name: str, *, writable: bool) -> None:
        line = 1 + 2 * day
        grid.addWidget(Text(name.capitalize(), "strong"), line, 0)
        fields = []
        for at, half in enumerate(_HALVES):
            for end, word in enumerate(("de", "à")):
                field = KeptText(theme, placeholder="fermé" if not end else "")
                field.setAccessibleName(f"{name.capitalize()} {half}, {word}")
                field.setReadOnly(not writable)
                field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
                field.given.connect(lambda _words, day=day: self._give(day))
                grid.addWidget(field, line, 1 + 4 * at + 2 * end)
                fields.append(field)
            grid.addWidget(Text("à", "secondary", "ink2"), line, 2 + 4 * at, Qt.AlignmentFlag.AlignCenter)
        trouble = Text("", "hint", "danger", wrap=True)
        trouble.hide()
        grid.addWidget(trouble, line + 1, 1, 1, 8)
        self.fields.append(fields)
        self._troubles.append(trouble)

    def show_hours(self, hours: Mapping[int, Spans]) -> None:
        """The hours kept, empty for a closed half-day."""
        self._kept = hours
        for day, fields in enumerate(self.fields):
            texts = _halves(hours.get(day, ()))
            for field, words in zip(fields, texts, strict=True):
                field.show_words(words)
            self._say(day, "")

    def _give(self, day: int) -> None:
        texts = [field.text() for field in self.fields[day]]
        try:
            spans = spans_typed([(texts[0], texts[1]), (texts[2], texts[3])])
        except Refusal as refusal:
            self._say(day, refusal.sentence)
            return
        self._say(day, "")
        # More than two openings in a day come from elsewhere: they are kept as they are.
        more = self._kept.get(day, ())[_SHOWN_SPANS:]
        if (*spans, *more) != tuple(self._kept.get(day, ())):
            self.given.emit(day, (*spans, *more))

    def _say(self, day: int, words: str) -> None:
        self._troubles[day].setText(words)
        self._troubles[day].setVisible(bool(words))
        announce(self, words)


def _halves(spans: Spans) -> tuple[str, str, str, str]:
    """Four texts: an opening that starts from noon on stands in the afternoon."""
    shown = list(spans[:_SHOWN_SPANS])
    noon = 12
    if len(shown) == 1 and shown[0][0].hour >= noon:
        return "", "", write_hour(shown[0][0]), write_hour(shown[0][1])
    texts = [write_hour(moment) for span in shown for moment in span]
    first, second, third, fourth = texts + [""] * (4 - len(texts))
    return first, second, third, fourth


class HoursView(SectionView):
    """The week above; absences and instructions below, for those who work at the desk."""

    absence_acted = Signal(str)
    instruction_opened = Signal(str)
    add_absence_asked = Signal()
    add_instruction_asked = Signal()

    def __init__(self, theme: Theme, *, writable: bool, board_lock: str) -> None:
        super().__init__()
        self.week = WeekGrid(theme, writable=writable)
        self.absences = RowList(theme, "Absences", fit=True)
        self.instructions = RowList(theme, "Consignes", fit=True)
        self.no_absence = Text("Personne n’est absent.", "secondary", "ink2")
        self.no_instruction = Text("Aucune consigne à venir.", "secondary", "ink2")
        week = Card(theme, "Horaires d’ouverture", "clock")
        words = "Une case vide\u00a0: fermé. Les heures fermées sont hachurées dans le rapport du mois."
        week.add(Text(words, "secondary", "ink2", wrap=True))
        week.add(self.week)
        away = self._card(theme, "Absences à venir", "user-off", "Noter une absence", self.add_absence_asked)
        board = self._card(theme, "Consignes de l’accueil", "bulb", "Ajouter une consigne", self.add_instruction_asked)
        if board_lock:
            away.add(Notice(theme, board_lock, icon="lock"))
            board.add(Notice(theme, board_lock, icon="lock"))
        else:
            for card, empty, rows in (
                (away, self.no_absence, self.absences),
                (board, self.no_instruction, self.instructions),
            ):
                card.add(empty)
                card.add(rows)
        for part in (self.absences, self.instructions, self.no_absence, self.no_instruction):
            if part.parent() is None:
                part.setParent(self)
                part.hide()
        self._buttons_shown(not board_lock)
        self.setLayout(column(week, away, board, None, gap=12))
        self.absences.acted.connect(self.absence_acted)
        self.instructions.opened.connect(self.instruction_opened)

    def _card(self, theme: Theme, title: str, icon: str, words: str, asked: SignalInstance) -> Card:
        card = Card(theme, title, icon)
        button = Button(theme, words, icon="plus", compact=True)
        button.clicked.connect(asked)
        card.right.addWidget(button)
        self._buttons = [*getattr(self, "_buttons", []), button]
        return card

    def _buttons_shown(self, shown: bool) -> None:
        for button in self._buttons:
            button.setVisible(shown)

    def show_absences(self, absences: Sequence[Absence]) -> None:
        """Who is away, from today on."""
        self.no_absence.setVisible(not absences)
        self.absences.show_rows([(str(one.id), absence_row(one)) for one in absences])

    def show_instructions(self, lines: Sequence[Instruction]) -> None:
        """What the desk must know, from today on."""
        self.no_instruction.setVisible(not lines)
        self.instructions.show_rows([(str(one.id), instruction_row(one)) for one in lines])


def absence_row(absence: Absence) -> RowLook:
    """Who, when and why, and the way to take it back."""
    first, last = absence.first, absence.last
    if first.date() == last.date():
        when = f"le {write_day(first.date())}, {write_hour(first.time())} à {write_hour(last.time())}"
    else:
        when = f"du {write_day(first.date())} au {write_day(last.date())}"
    return RowLook(absence.name, beside=when, subtitle=absence.reason, icon="user-off", action="Retirer", compact=True)


def instruction_row(line: Instruction) -> RowLook:
    """The line and its days; Entrée changes it or takes it down."""
    same = line.first == line.last
    when = f"le {write_day(line.first)}" if same else f"du {write_day(line.first)} au {write_day(line.last)}"
    return RowLook(line.text, subtitle=when, icon="bulb", key="Entrée", compact=True)
