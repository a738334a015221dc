"""The sheet of a formula of the reste à vivre: its day, what is taken away, what counts, and how it will be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import parse_day, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.formula import CARDS, effort_words, housing_lines, rest_words
from ceis_desk.platforms.budget.sheet import LineGroup, RestFormula
from ceis_desk.platforms.budget.usual_lines import USUAL_LINES, UsualLine, usual_line
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.tick_grid import TickGrid

NOTHING_TAKEN = "Une formule retire au moins une catégorie des ressources. Cochez-en une."
TAKEN = "Une formule de ce jour est déjà dans la liste. Le texte est gardé\u00a0: ouvrez celle de la liste."
NO_DAY = "Donnez le jour à partir duquel le CCAS applique cette formule."
_WHY = (
    "Une fiche imprimée ou signée garde la formule de son jour. Les autres comptent avec celle-ci à partir de sa date. "
    "Une ligne que le foyer a nommée lui-même compte comme sa catégorie. Flèches et Espace cochent."
)


class FormulaForm(QWidget):
    """`given` is the formula as it is ticked; `taken_days` are the days of the others of the list."""

    given = Signal(object)

    def __init__(
        self,
        theme: Theme,
        today: dt.date,
        formula: RestFormula,
        taken_days: Collection[dt.date],
    ) -> None:
        super().__init__()
        self._today, self._days = today, taken_days
        # Lines that a later version of the program knows stay as they were.
        self._unknown = tuple(code for code in formula.aside if usual_line(code) is None)
        self.day = TextField(theme, placeholder="01/01/2027")
        self.day_field = Field(theme, "Appliquée depuis le", self.day)
        self.cards = TickGrid(theme, "Retiré des ressources", [(card.value, card.label) for card in CARDS], columns=2)
        groups = (LineGroup.RESOURCES, *CARDS)
        titles = ("Ressources qui comptent", *(f"{card.label} qui comptent" for card in CARDS))
        self.lines = {
            group: TickGrid(theme, title, _choices(one for one in USUAL_LINES if one.group is group))
            for group, title in zip(groups, titles, strict=True)
        }
        self.housing = TickGrid(theme, "Charges de logement du taux d’effort", _choices(housing_lines()))
        self.rest = Text("", "strong", wrap=True)
        self.effort = Text("", "secondary", "ink2", wrap=True)
        self.wrong = Text("", "strong", "danger", wrap=True)
        self.wrong.hide()
        self.save = Button(theme, "Enregistrer la formule", kind="main", icon="check", key="Entrée")
        self.save.clicked.connect(self.submit)
        self._compose(theme)
        self._show(formula)
        for grid in (self.cards, *self.lines.values(), self.housing):
            grid.changed.connect(self._say_aloud)
        self._say()

    def _compose(self, theme: Theme) -> None:
        said = column(self.rest, self.effort, self.wrong, gap=4)
        counted = column(*self.lines.values(), self.housing, gap=12)
        why = Text(_WHY, "hint", "ink2", wrap=True)
        answers = row(self.save, LeaveButton(theme), None, gap=10)
        title, day = Text("Formule du reste à vivre", "card"), even(self.day_field, QWidget())
        parts = column(title, day, self.cards, said, counted, why, answers, gap=12)
        parts.setContentsMargins(20, 16, 20, 16)
        self.setLayout(parts)

    def formula(self, starts: dt.date | None = None) -> RestFormula:
        """What is ticked."""
        taken = tuple(LineGroup(code) for code in self.cards.ticked())
        shown = [self.lines[group] for group in (LineGroup.RESOURCES, *taken)]
        aside = tuple(code for grid in shown for code, box in grid.boxes.items() if not box.isChecked())
        return RestFormula(taken, (*aside, *self._unknown), self.housing.ticked(), starts)

    def submit(self) -> None:
        """Give the formula once its day is understood and something is taken away."""
        self.wrong.hide()
        try:
            starts = self._read_day()
        except Refusal as refusal:
            self.day_field.set_error(refusal.sentence)
            self.day.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.day_field.clear_message()
        if not self.cards.ticked():
            self.wrong.setText(NOTHING_TAKEN)
            self.wrong.show()
            announce(self, NOTHING_TAKEN)
            next(iter(self.cards.boxes.values())).setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.given.emit(self.formula(starts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()

    def _read_day(self) -> dt.date:
        words = self.day.text().strip()
        if not words:
            raise Refusal(NO_DAY)
        day = parse_day(words, self._today)
        if day in self._days:
            raise Refusal(TAKEN)
        return day

    def _show(self, formula: RestFormula) -> None:
        self.day.setText(write_day(formula.starts) if formula.starts else "")
        self.cards.tick(card.value for card in formula.taken)
        for grid in self.lines.values():
            grid.tick(code for code in grid.boxes if code not in formula.aside)
        self.housing.tick(formula.housing)

    def _say_aloud(self) -> None:
        self._say()
        # The words stand at the top, and the boxes go on well below them.
        announce(self, self.rest.text())

    def _say(self) -> None:
        """The formula as the sheets will print it; a card that is not taken has no line to choose."""
        formula = self.formula()
        for card in CARDS:
            self.lines[card].setVisible(card in formula.taken)
        rest = rest_words(formula) if formula.taken else "aucune catégorie retirée"
        self.rest.setText(f"Reste à vivre = {rest}")
        self.effort.setText(f"Taux d’effort net = {effort_words(formula, net=True)}")
        if formula.taken:
            self.wrong.hide()


def _choices(lines: Iterable[UsualLine]) -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in lines]
