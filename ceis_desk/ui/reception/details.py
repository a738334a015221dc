"""What is seldom said of an arrival: who comes along, how, when, and where she is sent on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.clock import Clock
from ceis_desk.core.dates import parse_moment, write_hour, write_long_day
from ceis_desk.core.errors import Refusal
from ceis_desk.reception.model import Medium
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox, ComboBox, NumberField
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.hidden_note import HiddenNote
from ceis_desk.ui.kit.layout import column, even
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.reception.rows import name_of
from ceis_desk.ui.reception.suggest import SuggestField
from ceis_desk.ui.reception.tab_order import follow
from ceis_desk.ui.reception.unsent import MOST_NAMELESS, Seldom

MEDIA = tuple((medium.value, medium.label) for medium in Medium)


class MomentField(SuggestField):
    """An hour, with or without a day: `10:20`, `hier 14h`, `18/06 à 9h`; empty means now."""

    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__(theme, placeholder="maintenant")
        self._clock = clock
        self.field = Field(theme, "Quand", self, hint="maintenant, 9h20, hier 14h…")
        self.textChanged.connect(lambda _text: self.value())

    def value(self) -> tuple[bool, dt.datetime | None]:
        """Whether what is typed is understood and past, and the moment; None is now."""
        if not self.text().strip():
            self.field.clear_message()
            return True, None
        try:
            moment = parse_moment(self.text(), self._clock())
        except Refusal as refusal:
            self.field.set_error(refusal.sentence)
            return False, None
        if moment > self._clock() + dt.timedelta(minutes=1):
            self.field.set_error("Cette heure n’est pas encore passée. Le texte est gardé, corrigez-le.")
            return False, None
        self.field.set_ok(f"{write_long_day(moment.date())} à {write_hour(moment.time())}")
        return True, moment


class Details(QWidget):
    """The fields behind « Plus »; `typed` asks for persons who may come along, `changed` says that one differs."""

    typed = Signal(str)
    changed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, clock: Clock) -> None:
        super().__init__()
        self._theme, self._discreet = theme, discreet
        self._companions: list[Guest] = []
        self._household: list[Guest] = []
        self._build(clock)
        self.picker.typed.connect(self.typed)
        self.picker.picked.connect(self.add)
        for field in (self.given, self.moment, self.referred):
            field.textChanged.connect(self.changed)
        self.nameless.spin.valueChanged.connect(self.changed)
        self.medium.currentIndexChanged.connect(self.changed)
        self.waits.toggled.connect(self.changed)

    def _build(self, clock: Clock) -> None:
        theme = self._theme
        self.given = SuggestField(theme, placeholder="facultatif")
        self.given.obey(self._discreet)
        self._given_field = Field(theme, "Prénom seul", self.given)
        self.nameless = NumberField(theme, "Personnes de plus, sans nom", highest=MOST_NAMELESS, value=0)
        self.picker = PersonPicker(theme, self._discreet, "Avec une autre personne")
        self.together = QWidget()
        self._flow = Flow(gap=6)
        self.together.setLayout(self._flow)
        self.medium = ComboBox(theme, MEDIA)
        self.moment = MomentField(theme, clock)
        self.referred = SuggestField(theme, placeholder="nom du partenaire")
        self.referred.obey(self._discreet)
        self.waits = CheckBox(theme, "Attend d’être reçu·e")
        count = Field(theme, "Personnes de plus, sans nom", self.nameless)
        self.nameless.setAccessibleName("")  # the spin box inside bears the name
        self.setLayout(
            column(
                HiddenNote(self._discreet),
                even(self._given_field, count),
                self.picker,
                self.together,
                even(Field(theme, "Comment", self.medium), self.moment.field),
                even(Field(theme, "Orienté·e vers", self.referred), self.waits),
                gap=8,
            )
        )

    def start(self, *, anonymous: bool) -> None:
        """Back to the usual: one person, at the counter, now, who waits."""
        self._companions, self._household = [], []
        for field in (self.given, self.moment, self.referred):
            field.clear()
        self.picker.clear()
        self.nameless.spin.setValue(0)
        self.medium.set_value(Medium.COUNTER.value)
        self.waits.setChecked(True)
        self._given_field.setVisible(anonymous)
        self.write()

    def seldom(self) -> Seldom:
        """What is written here, as it stands."""
        return Seldom(
            companions=self.companions(),
            nameless=self.nameless.value(),
            given=self.given.text(),
            medium=self.medium.value(),
            moment=self.moment.text(),
            referred=self.referred.text(),
            waits=self.waits.isChecked(),
        )

    def put(self, seldom: Seldom) -> None:
        """Write it again."""
        self._companions = list(seldom.companions)
        self.nameless.spin.setValue(seldom.nameless)
        for field, words in (
            (self.given, seldom.given),
            (self.moment, seldom.moment),
            (self.referred, seldom.referred),
        ):
            field.setText(words)
        self.medium.set_value(seldom.medium)
        self.waits.setChecked(seldom.waits)
        self.write()

    def show_household(self, members: Sequence[Guest]) -> None:
        """Offer the members of her household, one button each."""
        self._household = list(members)
        self.write()

    def add(self, guest: Guest) -> None:
        """One more person in the same arrival."""
        if guest.id not in [one.id for one in self._companions]:
            self._companions.append(guest)
        self.write()
        self.changed.emit()

    def remove(self, guest: Guest) -> None:
        """One person less."""
        self._companions = [one for one in self._companions if one.id != guest.id]
        self.write()
        self.changed.emit()

    def companions(self) -> tuple[Guest, ...]:
        """Who comes along, by name."""
        return tuple(self._companions)

    def write(self) -> None:
        """Draw the buttons again: those who come along, then who might."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        here = {guest.id for guest in self._companions}
        for guest in self._companions:
            self._offer(guest, "x", chosen=True)
        for guest in self._household:
            if guest.id not in here:
                self._offer(guest, "plus", chosen=False)
        buttons = [item.widget() for at in range(self._flow.count()) if (item := self._flow.itemAt(at)) is not None]
        follow(self.picker.rows, [button for button in buttons if button is not None])
        self.together.setVisible(bool(buttons))
        self.updateGeometry()

    def _offer(self, guest: Guest, icon: str, *, chosen: bool) -> None:
        name = name_of(guest, self._discreet.show)
        button = Button(self._theme, name, kind="tinted" if chosen else "plain", icon=icon, compact=True)
        button.setAccessibleName(f"{name}\u00a0: {'retirer' if chosen else 'ajouter'}")
        act = self.remove if chosen else self.add
        button.clicked.connect(lambda _=False: act(guest))
        self._flow.addWidget(button)
        button.show()
