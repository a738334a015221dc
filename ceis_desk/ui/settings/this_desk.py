"""This desk: its name, the idle delay before it locks, the discreet screen at its opening."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from ceis_desk.access.model import Role
from ceis_desk.core.settings import IDLE_MINUTES
from ceis_desk.ui.kit.choices import CheckBox, NumberField
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.flow_line import FlowLine
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.shell.desk_choices import DeskChoices
from ceis_desk.ui.shell.keyboard import Keyboard


class DeskView(SectionView):
    """Bound to the choices of the desk: each one holds at once; `rename_asked` gives the name typed."""

    rename_asked = Signal(str)

    def __init__(
        self, theme: Theme, choices: DeskChoices, keyboard: Keyboard, desk: str, *, writable: bool, may_rename: bool
    ) -> None:
        super().__init__()
        self._choices = choices
        self.discreet = CheckBox(theme, "Masquer les noms, les naissances et les motifs", strong=True)
        self.delays: Mapping[Role, NumberField] = {role: _minutes(theme, role) for role in Role}
        name = Card(theme, "Nom du poste", "device-desktop")
        self.name = KeptText(theme)
        self.name.show_words(desk)
        self.name.setReadOnly(not may_rename)
        self.name.given.connect(self.rename_asked)
        name.add(Field(theme, "Nom de ce poste", self.name, hint="Il est sur les impressions et à l’ouverture."))
        screen = Card(theme, "Écran discret", "eye-off")
        screen.add(self.discreet)
        kept = Text("", "hint", "ink2", wrap=True)
        words = "Gardé d’une ouverture à l’autre. {} fait de même à tout moment."
        keyboard.follow(kept, lambda: kept.setText(words.format(keyboard.cap("discreet"))))
        screen.add(kept)
        lock = Card(theme, "Verrouillage", "lock")
        why = "Minutes sans une touche avant que le poste se verrouille. Avec plusieurs rôles, le plus court compte."
        lock.add(Text(why, "secondary", "ink2", wrap=True))
        lock.add(FlowLine(*(Field(theme, role.label, field) for role, field in self.delays.items()), gap=12))
        self.setLayout(column(name, screen, lock, None, gap=12))
        self.show_choices()
        for part in self.delays.values():
            part.setEnabled(writable)
        self.discreet.clicked.connect(lambda on: choices.change(discreet=on))
        for role, field in self.delays.items():
            field.spin.valueChanged.connect(lambda minutes, role=role: self._set_delay(role, minutes))
        choices.changed.connect(self.show_choices)

    def show_choices(self) -> None:
        """The choices in force, whoever made them."""
        now = self._choices.now
        self.discreet.setChecked(now.discreet)
        for role, field in self.delays.items():
            field.spin.blockSignals(True)
            field.spin.setValue(now.idle_minutes((role.value,)))
            field.spin.blockSignals(False)

    def _set_delay(self, role: Role, minutes: int) -> None:
        kept = dict(self._choices.now.idle_lock_minutes)
        self._choices.change(idle_lock_minutes=kept | {role.value: minutes})


def _minutes(theme: Theme, role: Role) -> NumberField:
    field = NumberField(theme, f"Minutes pour {role.label}", lowest=IDLE_MINUTES.start, highest=IDLE_MINUTES.stop - 1)
    field.spin.setKeyboardTracking(False)
    field.spin.setSuffix("\u00a0min")
    return field
