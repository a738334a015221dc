"""The first two questions of a first start: a site of one's own, or one that is joined; and the name of this desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ceis_desk.access.door import Founding
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.steps import StepMark
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.join_part import JOIN, SITES, JoinPart

if TYPE_CHECKING:
    from ceis_desk.exchange.exchanger import Joining

KEY_NEXT = ("Ensuite, la clé de secours s’imprime.", "Elle seule rouvre les données si tout le reste est perdu.")
ANSWER_NEXT = ("Ensuite, un fichier de réponse à rapporter.", "La clé de secours est celle du site.")

# Two desks of one name could not be told apart in the exchange.
FIRST_DESK, NEXT_DESK = "Accueil · Poste 1", "Accueil · Poste 2"


class Question(Card):
    """One of the three questions: its number turns into a check when the answer is complete."""

    def __init__(self, theme: Theme, number: int, title: str, aside: str = "") -> None:
        super().__init__(theme)
        self.setAccessibleName(title)
        self.mark = StepMark(theme, number)
        self.parts = column(row(Text(title, "card"), None, Text(aside, "hint", "ink2")), gap=10)
        line = row(gap=14)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self.parts, 1)
        self.add(line)

    def holds(self, widget: QWidget | None) -> bool:
        """Whether the cursor is in this question."""
        return widget is not None and self.isAncestorOf(widget)


class SiteQuestions(QWidget):
    """`turned` says that the site is now one's own, or another's."""

    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.structure, self.place, self.desk = TextField(theme), TextField(theme), TextField(theme)
        self.place.setText("CEIS")
        self.desk.setText(FIRST_DESK)
        self.site = Segmented(theme, "Site", SITES)
        self.join = JoinPart(theme)
        self.join.hide()
        one = Question(theme, 1, "Votre structure")
        here = row(Field(theme, "Nom de ce poste", self.desk), Field(theme, "Site", self.site), gap=12)
        here.setStretch(0, 1)
        names = row(Field(theme, "Nom", self.structure), Field(theme, "Lieu", self.place), gap=12)
        self.pairs = (names, here)
        names.setStretch(0, 3)
        names.setStretch(1, 2)
        self._own, self._theirs = QWidget(), Text("Celle du site rejoint.", "body", "ink2")
        self._own.setLayout(names)
        self._theirs.hide()
        one.parts.addWidget(self._own)
        one.parts.addWidget(self._theirs)
        two = Question(theme, 2, "Ce poste", "affiché sur les impressions")
        two.parts.addLayout(here)
        two.parts.addWidget(self.join)
        self.questions = (one, two)
        self.setLayout(column(one, two, gap=10))
        self.site.chosen.connect(lambda _site: self._turn())

    def joins(self) -> bool:
        """Whether this desk joins a site that is there already."""
        return self.site.value() == JOIN

    def words(self) -> tuple[str, str]:
        """What comes after the questions, and why."""
        return ANSWER_NEXT if self.joins() else KEY_NEXT

    def all_fields(self) -> tuple[QLineEdit, ...]:
        """Every field of either way."""
        return self.structure, self.place, self.desk, *self.join.fields()

    def fields(self) -> tuple[QLineEdit, ...]:
        """What must be filled, in order."""
        return (self.desk, *self.join.fields()) if self.joins() else (self.structure, self.place, self.desk)

    def complete(self) -> tuple[bool, bool]:
        """Whether each of the two questions has its answer."""
        words = [bool(field.text().strip()) for field in self.fields()]
        return (True, all(words)) if self.joins() else (all(words[:2]), words[2])

    def answers(self, login: str, name: str, password: str) -> Founding | Joining:
        """The answers, with those of the third question."""
        desk = self.desk.text().strip()
        if self.joins():
            from ceis_desk.exchange.exchanger import Joining

            return Joining(
                invitation=self.join.invitation(),
                phrase=self.join.phrase.text().strip(),
                desk=desk,
                login=login,
                name=name,
                password=password,
                answer=self.join.answer(desk),
            )
        return Founding(
            structure=self.structure.text().strip(),
            place=self.place.text().strip(),
            desk=desk,
            login=login,
            name=name,
            password=password,
        )

    def _turn(self) -> None:
        self._own.setVisible(not self.joins())
        self._theirs.setVisible(self.joins())
        self.join.setVisible(self.joins())
        before, after = (FIRST_DESK, NEXT_DESK) if self.joins() else (NEXT_DESK, FIRST_DESK)
        if self.desk.text() == before:
            self.desk.setText(after)
        self.turned.emit()
