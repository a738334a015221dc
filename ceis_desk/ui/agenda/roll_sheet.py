"""A collective session: who is enrolled, who is there, who waits for a place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.agenda.week import Attendance, RollLine, SessionRoll
from ceis_desk.core.dates import write_hour
from ceis_desk.ui.agenda.boxes import enrolled_words
from ceis_desk.ui.agenda.spoken import long_head
from ceis_desk.ui.agenda.words import when_words
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import KeyCap, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.keys import digit_cap, sign_of
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.shell.keyboard import Keyboard

_TALL = 240
NOBODY = "Personne n’est encore inscrit. Cherchez un nom pour inscrire quelqu’un."


def roll_row(line: RollLine, show: Discretion) -> RowLook:
    """A person of the session: her name, what the counter must know, where she stands."""
    return RowLook(
        show.name(line.civility, line.used_name, line.first_name),
        subtitle=show.detail(line.at_desk),
        subtitle_icon="info-circle" if line.at_desk else "",
        initials=initials(line.used_name, line.first_name),
        person=str(line.person_id),
        chips=(attendance_chip(line, show),),
        right=f"vue à l’accueil à {write_hour(line.arrived_at.time())}" if line.arrived_at else "",
        compact=True,
    )


def attendance_chip(line: RollLine, show: Discretion) -> ChipLook:
    """Where a person stands in a session, in her gender."""
    words = {
        Attendance.ENROLLED: ChipLook(show.agreed(line.civility, "inscrit"), "neutral", "pencil"),
        Attendance.WAITING: ChipLook("en attente d’une place", "warn", "clock"),
        Attendance.PRESENT: ChipLook(show.agreed(line.civility, "présent"), "success", "check"),
        Attendance.EXCUSED: ChipLook(show.agreed(line.civility, "excusé"), "neutral", "x"),
        Attendance.ABSENT: ChipLook(show.agreed(line.civility, "absent"), "danger", "user-off"),
        Attendance.WITHDRAWN: ChipLook(show.agreed(line.civility, "désinscrit"), "neutral", "minus"),
    }
    return words[line.state]


class _RollList(RowList):
    """Espace and the signs of the roll go to the sheet instead of choosing a row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Delete) or event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)


class RollSheet(QWidget):
    """`marked` gives a person and where she stands; `enrolled` a person picked by the search."""

    marked = Signal(object, object)
    enrolled = Signal(object)
    typed = Signal(str)
    edited = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self._discreet, self._keyboard = discreet, keyboard
        self._roll: SessionRoll | None = None
        self.title = Text("", "title", wrap=True)
        self.about = Text("", "secondary", "ink2", wrap=True)
        self.counts, self.present = Chip(theme, ""), Chip(theme, "")
        self.people = _RollList(theme, "Personnes de la séance")
        self.people.setMinimumHeight(theme.px(_TALL))
        self.nobody = Text(NOBODY, "secondary", "ink2", wrap=True)
        self.picker = PersonPicker(theme, discreet, "Inscrire une personne")
        self.refused = Text("", "strong", "danger", wrap=True)
        self.refused.hide()
        edit = Button(theme, "Modifier la séance", icon="edit", compact=True)
        leave = Button(theme, "Fermer", key="Échap")
        edit.clicked.connect(self.edited)
        leave.clicked.connect(self.closed)
        signs = [digit_cap(sign, keyboard) for sign in ("E", "A", "X")]
        keys = (
            ("Espace", "présent"), (signs[0], "excusé"), ("Suppr", "ni l’un ni l’autre"), (signs[1], "absent"),
            (signs[2], "désinscrire"), ("F2", "inscrire"),
        )  # fmt: skip
        caps = row(*(part for key, words in keys for part in (KeyCap(theme, key), Text(words, "hint", "ink2"))), None)
        head = row(column(self.title, self.about, gap=2), edit, gap=10)
        head.setStretch(0, 1)
        parts = (head, row(self.counts, self.present, None), self.nobody, self.people, caps, self.refused, self.picker)
        self.setLayout(column(*parts, row(None, leave), gap=10, margins=(20, 16, 20, 16)))
        self.picker.typed.connect(self._search)
        self.picker.picked.connect(self.enrolled)
        discreet.changed.connect(self._rename)

    def refuse(self, words: str) -> None:
        """Say why nothing changed."""
        self.refused.setText(words)
        self.refused.show()
        announce(self, words)

    def _search(self, words: str) -> None:
        # What was refused is over once something else is asked, and the names found need its room.
        self.refused.hide()
        self.typed.emit(words)

    def show_roll(self, roll: SessionRoll) -> None:
        """The session as it now is."""
        self._roll = roll
        self.refused.hide()
        self._show()

    def _rename(self) -> None:
        self._show()
        self.typed.emit(self.picker.field.text())

    def _show(self) -> None:
        roll = self._roll
        if roll is None:
            return
        session, show = roll.session, self._discreet.show
        self.title.setText(session.title)
        where = ", ".join(part for part in (session.with_name, session.room) if part)
        when = f"{long_head(session.starts_at.date())}, {when_words(session.starts_at, session.minutes)}"
        self.about.setText(f"{when} · {where}" if where else when)
        waiting = sum(line.state is Attendance.WAITING for line in roll.lines)
        present = sum(line.state is Attendance.PRESENT for line in roll.lines)
        full = session.enrolled >= session.places
        words = f"Complet, {waiting} en attente" if full and waiting else enrolled_words(session)
        self.counts.show_look(ChipLook(words, "warn" if full else "success", "users-group"))
        several = "s" if present > 1 else ""
        self.present.show_look(ChipLook(f"{present} présent{several}", "neutral", "check"))
        self.people.show_rows([(str(line.person_id), roll_row(line, show)) for line in self._lines(roll)])
        self.people.setVisible(bool(roll.lines))
        self.nobody.setVisible(not roll.lines)
        if not self.people.current():
            self.people.step(1)

    def _lines(self, roll: SessionRoll) -> Sequence[RollLine]:
        return [line for line in roll.lines if line.state is not Attendance.WITHDRAWN]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = self._asked(event)
        line = self._current()
        if event.key() == Qt.Key.Key_F2:
            self.picker.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif state is not None and line is not None:
            self.marked.emit(line, state)
            self.people.step(1)
        else:
            super().keyPressEvent(event)

    def _asked(self, event: QKeyEvent) -> Attendance | None:
        if event.isAutoRepeat():
            return None
        if event.key() == Qt.Key.Key_Space:
            return Attendance.PRESENT
        if event.key() == Qt.Key.Key_Delete:
            return Attendance.ENROLLED
        signs = {"e": Attendance.EXCUSED, "a": Attendance.ABSENT, "x": Attendance.WITHDRAWN}
        return signs.get(sign_of(event, self._keyboard).lower())

    def _current(self) -> RollLine | None:
        lines = self._roll.lines if self._roll is not None else ()
        return next((line for line in lines if str(line.person_id) == self.people.current()), None)
