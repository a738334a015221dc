"""What is written on the board: a message, an instruction, an absence; each form gives its gesture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.reception.gestures import SetAbsence, WriteInstruction, WriteMessage
from ceis_desk.reception.model import Colleague, Instruction
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import Part, column, even, row
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.keys import is_enter
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.reception.rows import name_of
from ceis_desk.ui.reception.suggest import SuggestField

OPENS, NOON, AFTERNOON, CLOSES = dt.time(8), dt.time(12, 30), dt.time(13), dt.time(18)


class BoardForm(QWidget):
    """A title, fields that scroll when the text is large, two buttons; Entrée gives the gesture, `closed` leaves it."""

    given = Signal(object)
    closed = Signal()
    typed = Signal(str)

    def compose(self, theme: Theme, title: str, save: str, *parts: Part) -> None:
        """Put the fields between the title and the button."""
        self.save = Button(theme, save, kind="main", icon="check", key="Entrée")
        self.save.clicked.connect(self.submit)
        leave = Button(theme, "Annuler", key="Échap")
        leave.clicked.connect(self.closed)
        inside = QWidget()
        # The ring around a field is drawn within what scrolls.
        inside.setLayout(column(*parts, None, gap=12, margins=(6, 4, 14, 6)))
        head = row(Text(title, "card"), None, margins=(6, 0, 14, 0))
        foot = row(None, leave, self.save, gap=10, margins=(6, 0, 14, 0))
        whole = column(head, SheetScroll(inside), foot, gap=8, margins=(14, 16, 6, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def submit(self) -> None:
        """Give the gesture when every field is understood."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.submit()
        else:
            event.ignore()


def day_in(field: Field, typed: str, today: dt.date) -> dt.date | None:
    """The day typed, or None with the reason said below the field."""
    try:
        day = parse_day(typed, today)
    except Refusal as refusal:
        field.set_error(refusal.sentence)
        return None
    field.set_ok(write_day(day))
    return day


class MessageForm(BoardForm):
    """« Rappeler Mme LOPEZ »: to whom, what, about whom."""

    def __init__(self, theme: Theme, discreet: Discreet, colleagues: Sequence[Colleague]) -> None:
        super().__init__()
        self._discreet, self._person_id = discreet, None
        self.to = ComboBox(theme, (("", "Tout le monde"), *((str(one.id), one.name) for one in colleagues)))
        self.text = SuggestField(theme, placeholder="Rappeler demain matin", longest=300)
        self.text.obey(discreet)
        self._text_field = Field(theme, "Message", self.text)
        self.picker = PersonPicker(theme, discreet, "Au sujet de")
        self.about = Text("", "strong")
        self.about.hide()
        discreet.changed.connect(self._say_about)
        self.picker.typed.connect(self.typed)
        self.picker.picked.connect(self._take)
        self.compose(
            theme, "Laisser un message", "Laisser le message", HiddenNote(discreet), self._text_field,
            Field(theme, "Pour", self.to), self.picker, self.about,
        )  # fmt: skip
        self.setFocusProxy(self.text)

    _person_id: Id | None
    _about: Guest | None = None

    def submit(self) -> None:
        """Give the message; an empty one is refused beside its field."""
        text = self.text.text().strip()
        if not text:
            self._text_field.set_error("Le message est vide. Écrivez un mot.")
            return
        to = Id(self.to.value()) if self.to.value() else None
        self.given.emit(WriteMessage(text, to, self._person_id))

    def _take(self, guest: Guest) -> None:
        self._person_id = guest.id
        self._about = guest
        self._say_about()

    def _say_about(self) -> None:
        if self._about is not None:
            self.about.setText(name_of(self._about, self._discreet.show))
            self.about.show()


class InstructionForm(BoardForm):
    """A line for everybody, from a day to another; an empty text takes it down."""

    def __init__(self, theme: Theme, clock: Clock, line: Instruction | None) -> None:
        super().__init__()
        self._clock, self._line = clock, line
        today = clock().date()
        self.text = SuggestField(theme, placeholder="La salle 2 est prise toute la matinée", longest=300)
        self._text_field = Field(theme, "Consigne", self.text, hint="videz le texte pour la retirer" if line else "")
        self.first, self.last = SuggestField(theme), SuggestField(theme)
        self._first, self._last = Field(theme, "Du", self.first), Field(theme, "Au", self.last)
        self.text.setText(line.text if line else "")
        self.first.setText(write_day(line.first if line else today))
        self.last.setText(write_day(line.last if line else today))
        title = "Modifier la consigne" if line else "Ajouter une consigne"
        self.compose(theme, title, "Afficher", self._text_field, even(self._first, self._last))
        self.setFocusProxy(self.text)

    def submit(self) -> None:
        """Give the instruction when both days are understood and in order."""
        text, today = self.text.text().strip(), self._clock().date()
        first, last = day_in(self._first, self.first.text(), today), day_in(self._last, self.last.text(), today)
        if first is None or last is None:
            return
        if last < first:
            self._last.set_error("La fin précède le début. Le texte est gardé, corrigez le jour.")
        elif not text and self._line is None:
            self._text_field.set_error("La consigne est vide. Écrivez une ligne.")
        else:
            row_id, clock = (self._line.id, self._line.clock) if self._line else (None, None)
            self.given.emit(WriteInstruction(text, first, last, row_id, clock))


class AbsenceForm(BoardForm):
    """Who is away, which days, the whole day or a half."""

    def __init__(self, theme: Theme, clock: Clock, colleagues: Sequence[Colleague]) -> None:
        super().__init__()
        self._clock = clock
        today = write_day(clock().date())
        self.who = ComboBox(theme, tuple((str(one.id), one.name) for one in colleagues))
        halves = (("day", "Toute la journée"), ("morning", "Le matin"), ("afternoon", "L’après-midi"))
        self.half = ComboBox(theme, halves)
        self.first, self.last, self.reason = SuggestField(theme), SuggestField(theme), SuggestField(theme)
        self.first.setText(today)
        self.last.setText(today)
        self._first, self._last = Field(theme, "Du", self.first), Field(theme, "Au", self.last)
        self.compose(
            theme, "Noter une absence", "Noter l’absence",
            even(Field(theme, "Qui", self.who), Field(theme, "Quand", self.half)), even(self._first, self._last),
            Field(theme, "Raison", self.reason, aside="facultatif, lue par tous"),
        )  # fmt: skip
        self.setFocusProxy(self.who)
        self.who.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def submit(self) -> None:
        """Give the absence when both days are understood and in order."""
        today = self._clock().date()
        first, last = day_in(self._first, self.first.text(), today), day_in(self._last, self.last.text(), today)
        if first is None or last is None or not self.who.value():
            return
        if last < first:
            self._last.set_error("La fin précède le début. Le texte est gardé, corrigez le jour.")
            return
        start = AFTERNOON if self.half.value() == "afternoon" else OPENS
        end = NOON if self.half.value() == "morning" else CLOSES
        moments = (dt.datetime.combine(first, start), dt.datetime.combine(last, end))
        self.given.emit(SetAbsence(Id(self.who.value()), *moments, self.reason.text().strip()))
