"""The sheet of a lever of « Et si… ? »: its words, the line that it touches, what it does and by how much a month."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.amounts import parse_amount, write_amount
from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import refuse_nir
from ceis_desk.platforms.budget.levers import Effect, Lever
from ceis_desk.platforms.budget.sheet import LineGroup
from ceis_desk.platforms.budget.usual_lines import USUAL_LINES
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.codes import new_code

NO_LABEL = "Il manque ce que l’écran demande, par exemple «\u00a0Forfait mobile à 22\u00a0€\u00a0»."
NO_GAIN = "Une somme en plus est plus grande que zéro. Le texte est gardé, corrigez-le."
NEGATIVE = "Ce montant est plus petit que zéro. Le texte est gardé, corrigez-le."
RESOURCE = "Une ressource ne se ramène pas à moins\u00a0: choisissez une dépense, ou «\u00a0une somme en plus\u00a0»."
_LONGEST_LABEL, _LONGEST_CHIP = 80, 24
_WHY = "Le levier n’est proposé que si la fiche a cette ligne, et s’il laisse plus à la fin du mois."
_EFFECTS = ((Effect.DOWN_TO, "ramener la ligne à ce montant"), (Effect.GAIN, "une somme en plus"))
_RESOURCES = {one.code for one in USUAL_LINES if one.group is LineGroup.RESOURCES}
T = TypeVar("T")


class LeverForm(QWidget):
    """`given` is the lever as typed; a new one takes a code of its own, not one of `taken`."""

    given = Signal(object)

    def __init__(self, theme: Theme, lever: Lever | None, taken: Collection[str]) -> None:
        super().__init__()
        self._lever, self._taken = lever, taken
        self._wrong: list[QWidget] = []
        lines = {one.code: one.label for one in USUAL_LINES}
        if lever is not None:
            lines.setdefault(lever.line, lever.line)
        self.label, self.cents, self.chip = TextField(theme), TextField(theme), TextField(theme)
        self.line = ComboBox(theme, tuple(lines.items()))
        self.effect = ComboBox(theme, tuple((one.value, words) for one, words in _EFFECTS))
        self.label_field = Field(theme, "Ce que l’écran demande", self.label)
        self.line_field = Field(theme, "Ligne de la fiche", self.line)
        self.cents_field = Field(theme, "Montant", self.cents, aside="par mois")
        self.chip_field = Field(
            theme, "Mot sur la ligne", self.chip, aside="facultatif", hint="Montré à côté du montant."
        )
        self.save = Button(theme, "Enregistrer le levier", kind="main", icon="check", key="Entrée")
        title = Text("Corriger le levier" if lever else "Ajouter un levier", "card")
        effect = Field(theme, "Ce qu’il change", self.effect)
        parts = column(title, self.label_field, even(self.line_field, effect), gap=12, margins=(20, 16, 20, 16))
        parts.addLayout(even(self.cents_field, self.chip_field))
        parts.addWidget(Text(_WHY, "hint", "ink2", wrap=True))
        parts.addLayout(row(self.save, LeaveButton(theme), None, gap=10))
        self.setLayout(parts)
        self.save.clicked.connect(self.submit)
        if lever is not None:
            self._show(lever)

    def _show(self, lever: Lever) -> None:
        self.label.setText(lever.label)
        self.line.set_value(lever.line)
        self.effect.set_value(lever.effect.value)
        self.cents.setText(write_amount(lever.cents))
        self.chip.setText(lever.chip)

    def submit(self) -> None:
        """Give the lever once its words, its line and its amount are understood."""
        self._wrong = []
        label = self._understood(self.label_field, self.label.text(), _label)
        line = self._understood(self.line_field, self.line.value(), self._touched)
        cents = self._understood(self.cents_field, self.cents.text(), self._amount)
        chip = self._understood(self.chip_field, self.chip.text(), lambda words: _short(words, _LONGEST_CHIP))
        if label is None or line is None or cents is None or chip is None:
            self._wrong[0].setFocus(Qt.FocusReason.TabFocusReason)
            return
        code = self._lever.code if self._lever else new_code(label, self._taken, "levier")
        self.given.emit(Lever(code, label, Effect(self.effect.value()), line, cents, chip))

    def _touched(self, code: str) -> str:
        if Effect(self.effect.value()) is Effect.DOWN_TO and code in _RESOURCES:
            raise Refusal(RESOURCE)
        return code

    def _amount(self, words: str) -> int:
        cents = parse_amount(words)
        if cents < 0:
            raise Refusal(NEGATIVE)
        if cents == 0 and Effect(self.effect.value()) is Effect.GAIN:
            raise Refusal(NO_GAIN)
        return cents

    def _understood(self, field: Field, words: str, read: Callable[[str], T]) -> T | None:
        try:
            value = read(words.strip())
        except Refusal as refusal:
            field.set_error(refusal.sentence)
            self._wrong.append(field.control)
            return None
        field.clear_message()
        return value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()


def _label(words: str) -> str:
    if not words:
        raise Refusal(NO_LABEL)
    return _short(words, _LONGEST_LABEL)


def _short(words: str, most: int) -> str:
    if len(words) > most:
        raise Refusal(f"Ce texte dépasse {most} signes. Il est gardé ici, raccourcissez-le.")
    refuse_nir(words)
    return words
