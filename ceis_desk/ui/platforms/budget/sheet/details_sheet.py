"""The details of a line: its words, rhythm, payer and day, what is left to pay, and a remark that is never printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.amounts import parse_amount, write_amount
from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import find_nir
from ceis_desk.platforms.budget.cells import NEGATIVE
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.sheet import WORDS, SheetLine
from ceis_desk.platforms.budget.usual_lines import Trait, traits_of
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import CheckBox, ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextArea, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

_LAST_DAY = 31
_NIR = "Ce texte contient un numéro de sécurité sociale\u00a0: il ne peut pas être gardé ici."
_DAY = "Un jour du mois va de 1 à 31. Le texte est gardé."
_LONG = f"Une remarque a {WORDS} signes au plus. Le texte est gardé."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DetailsSheet(QWidget):
    """`given` with the line as it is now, `removed` when it should go, `closed` to leave it as it was."""

    given = Signal(object)
    removed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, line: SheetLine) -> None:
        super().__init__()
        self._line = line
        self.words = TextField(theme)
        self.words.setMaxLength(WORDS)
        self.words.setText(line.label)
        self.rhythm = ComboBox(theme, tuple((one.value, one.label) for one in Periodicity))
        self.rhythm.set_value(line.periodicity.value)
        self.payer = TextField(theme, placeholder="CAF, employeur, Mme…")
        self.payer.setMaxLength(WORDS)
        self.payer.setText(line.payer)
        self.day = TextField(theme, placeholder="5")
        self.day.setText("" if line.day is None else str(line.day))
        self.owed = TextField(theme, placeholder="1 842,60")
        self.owed.setText("" if line.owed is None else write_amount(line.owed).removesuffix("\u00a0€"))
        self.remark = TextArea(theme, lines=2)
        self.remark.setPlainText(line.remark)
        for field in (self.owed, self.payer):
            field.obey(discreet)
        self.remark.obey(discreet)
        self.justified = CheckBox(theme, "Justificatif vu")
        self.justified.setChecked(line.justified)
        self.to_landlord = CheckBox(theme, "Versée directement au bailleur")
        self.to_landlord.setChecked(line.to_landlord)
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        self._day_field = Field(theme, "Jour du mois", self.day, aside="facultatif")
        self._owed_field = Field(theme, "Reste dû", self.owed, aside="facultatif")
        self._remark_field = Field(theme, "Remarque", self.remark, hint="Jamais imprimée.")
        self._owed_field.setVisible(self._line.group.owes)
        self.to_landlord.setVisible(Trait.HOUSING_AID in traits_of(self._line))
        self.save = Button(theme, "Enregistrer", kind="main", key="Entrée")
        remove = Button(theme, "Retirer la ligne", icon="trash")
        leave = Button(theme, "Annuler", key="Échap")
        self.save.clicked.connect(self._give)
        remove.clicked.connect(self.removed)
        leave.clicked.connect(self.closed)
        parts = (
            Text("Détails de la ligne", "title"),
            even(Field(theme, "Nom", self.words), Field(theme, "Périodicité", self.rhythm)),
            even(Field(theme, "Payé par", self.payer, aside="facultatif"), self._day_field),
            self._owed_field,
            row(self.justified, self.to_landlord, None, gap=20),
            self._remark_field,
            row(self.save, leave, None, remove, gap=10),
        )
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))

    def _give(self) -> None:
        remark = self.remark.toPlainText().strip()
        texts = f"{self.words.text()} {self.payer.text()} {remark}"
        wrong = _NIR if find_nir(texts) else _LONG if len(remark) > WORDS else ""
        if wrong:
            self._remark_field.set_error(wrong)
        day, owed = _understood(self._read_day), _understood(self._read_owed)
        if wrong or day is None or owed is None:
            return
        self.given.emit(
            replace(
                self._line,
                label=" ".join(self.words.text().split()) or self._line.label,
                periodicity=Periodicity(self.rhythm.value()),
                payer=self.payer.text().strip(),
                day=day[0],
                owed=owed[0],
                justified=self.justified.isChecked(),
                to_landlord=self.to_landlord.isChecked(),
                remark=remark,
            )
        )

    def _read_day(self) -> int | None:
        """The day, None without one; raises Refusal, said beside the field, when it is none."""
        words = self.day.text().strip()
        self._day_field.clear_message()
        if not words:
            return None
        if words.isdecimal() and 1 <= int(words) <= _LAST_DAY:
            return int(words)
        self._day_field.set_error(_DAY)
        raise Refusal(_DAY)

    def _read_owed(self) -> int | None:
        """The cents left to pay, None without any; raises Refusal, said beside the field, when it is no amount."""
        words = self.owed.text().strip()
        self._owed_field.clear_message()
        try:
            cents = parse_amount(words) if words else None
            if cents is not None and cents < 0:
                raise Refusal(NEGATIVE)
        except Refusal as refusal:
            self._owed_field.set_error(refusal.sentence)
            raise
        return cents

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not self.remark.hasFocus():
            self._give()
        else:
            super().keyPressEvent(event)


def _understood(read: Callable[[], int | None]) -> tuple[int | None] | None:
    """What a field holds; None when it is not understood, which the field then says."""
    try:
        return (read(),)
    except Refusal:
        return None
