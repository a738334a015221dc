"""Correcting a visit: who, why, for whom, how and when, in one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import write_day, write_hour
from ceis_desk.reception.gestures import CorrectVisit
from ceis_desk.reception.model import Colleague, Medium, Motif, Visit
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest, guest_of_visit
from ceis_desk.ui.reception.details import MEDIA, MomentField
from ceis_desk.ui.reception.for_whom import ForWhom
from ceis_desk.ui.reception.keys import digit_of, is_enter
from ceis_desk.ui.reception.motif_grid import MotifGrid, digits_hint
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.reception.precisions import Precisions
from ceis_desk.ui.reception.rows import name_of
from ceis_desk.ui.reception.suggest import SuggestField
from ceis_desk.ui.reception.tab_order import follow
from ceis_desk.ui.shell.keyboard import Keyboard


class CorrectForm(QWidget):
    """Digits toggle motifs while no field has the cursor, Entrée saves; `corrected` gives the gesture."""

    corrected = Signal(object)
    typed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        discreet: Discreet,
        keyboard: Keyboard,
        clock: Clock,
        visit: Visit,
        motifs: Sequence[Motif],
        colleagues: Sequence[Colleague],
        *,
        precise: bool,
    ) -> None:
        super().__init__()
        self._discreet, self._keyboard, self._visit = discreet, keyboard, visit
        self._guest = guest_of_visit(visit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", False)
        self._motifs = tuple(motifs)
        self._build(theme, clock)
        self.precisions.writable = precise
        self._fill(colleagues)
        discreet.changed.connect(self._write)
        self.motifs.changed.connect(self._motifs_changed)
        self.picker.typed.connect(self.typed)
        self.picker.picked.connect(self._now_is)
        self.nameless.clicked.connect(lambda: self._now_is(Guest()))
        self.save.clicked.connect(self.submit)

    def _build(self, theme: Theme, clock: Clock) -> None:
        self._name = Text("", "strong")
        self.nameless = Button(theme, "Sans nom", icon="walk", compact=True)
        self.given = SuggestField(theme, placeholder="facultatif")
        self.given.obey(self._discreet)
        self._given_field = Field(theme, "Prénom seul", self.given)
        self.picker = PersonPicker(theme, self._discreet, "C’était une autre personne")
        self.motifs, self.precisions, self.for_whom = (
            MotifGrid(theme, self._keyboard),
            Precisions(theme, self._discreet),
            ForWhom(theme),
        )
        self.medium, self.moment = ComboBox(theme, MEDIA), MomentField(theme, clock)
        self.referred = SuggestField(theme, placeholder="nom du partenaire")
        self.referred.obey(self._discreet)
        self.save = Button(theme, "Corriger", kind="main", icon="check", key="Entrée")
        digits = Text("", "hint", "ink2")
        self._keyboard.follow(digits, lambda: digits.setText(digits_hint(self._motifs, self._keyboard)))
        inside = QWidget()
        inside.setLayout(
            column(
                Text("Corriger un passage", "card"),
                HiddenNote(self._discreet),
                row(self._name, None, self.nameless, gap=8),
                even(self._given_field, self.picker),
                row(Text("Motif de la visite", "strong"), digits, None, gap=8),
                self.motifs,
                self.precisions,
                self.for_whom,
                even(
                    Field(theme, "Comment", self.medium),
                    self.moment.field,
                    Field(theme, "Orienté·e vers", self.referred),
                ),
                None,
                gap=10,
                margins=(20, 16, 20, 8),
            )
        )
        answers = row(self.save, LeaveButton(theme), None, gap=10, margins=(20, 4, 20, 14))
        self.setLayout(column(SheetScroll(inside), answers, gap=0))

    def _fill(self, colleagues: Sequence[Colleague]) -> None:
        visit = self._visit
        self.given.setText(visit.given_name)
        self.precisions.start(visit.motifs)
        self.motifs.show_motifs(self._motifs, neutral=self._discreet.on)
        self.motifs.choose([choice.motif_id for choice in visit.motifs])
        self.for_whom.show_choices(colleagues, None, visit.for_id)
        self._motifs_changed()
        self.medium.set_value(visit.medium.value)
        self.moment.setText(f"{write_day(visit.at.date())} {write_hour(visit.at.time())}")
        self.referred.setText(visit.referred_to)
        self._now_is(self._guest)

    def submit(self) -> None:
        """Give the correction, unless the moment is not understood."""
        understood, at = self.moment.value()
        if not understood:
            self.moment.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        visit = self._visit
        written = (visit.at.replace(second=0, microsecond=0),)
        self.corrected.emit(
            CorrectVisit(
                visit_id=visit.id,
                clock=visit.clock,
                person_id=self._guest.id,
                given_name="" if self._guest.id else self.given.text().strip(),
                motifs=self.precisions.choices(),
                for_id=self.for_whom.value(),
                medium=Medium(self.medium.value()),
                at=visit.at if at is None or at in written else at,
                referred_to=self.referred.text().strip(),
            )
        )

    def _motifs_changed(self) -> None:
        self.precisions.show_for(self.motifs.chosen(), every=True)
        inside = [*self.motifs.tiles(), *self.precisions.fields(), *self.for_whom.buttons(), self.for_whom.more]
        follow(self.picker.rows, inside)

    def _write(self) -> None:
        """Write again what the discreet screen hides or shows."""
        self.motifs.show_motifs(self._motifs, neutral=self._discreet.on)
        self._now_is(self._guest)

    def _now_is(self, guest: Guest) -> None:
        self._guest = guest
        self._name.setText(name_of(guest, self._discreet.show))
        self._given_field.setVisible(guest.id is None)
        self.nameless.setVisible(guest.id is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event, self._keyboard)
        if is_enter(event):
            self.submit()
        elif digit:
            self.motifs.toggle_digit(digit)
        else:
            event.ignore()
