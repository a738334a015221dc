"""What may be done with a visit of the day: received, gone, back in the queue, corrected, taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.reception.model import Visit, VisitState
from ceis_desk.reception.rules import may_wait
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

CORRECT, WITHDRAW, DOSSIER = "correct", "withdraw", "dossier"
_LOOKS = {
    VisitState.CALLED.value: RowLook("Appeler", icon="bell", compact=True),
    VisitState.BUSY.value: RowLook("Recevoir", "l’entretien commence", icon="player-play", compact=True),
    VisitState.GONE.value: RowLook("Terminé", "la personne est repartie", icon="check", compact=True),
    VisitState.WAITING.value: RowLook("Remettre en attente", "à sa place dans la file", icon="armchair", compact=True),
    CORRECT: RowLook("Corriger", "qui, pourquoi, pour qui, quand, comment", icon="pencil", compact=True),
    WITHDRAW: RowLook("Annuler l’arrivée", "elle ne compte plus", icon="arrow-back-up", compact=True),
    DOSSIER: RowLook("Ouvrir le dossier", icon="id", compact=True),
}
_STEPS = {
    VisitState.WAITING: ("busy", "called", "gone"),
    VisitState.CALLED: ("busy", "waiting", "gone"),
    VisitState.BUSY: ("gone", "waiting"),
    VisitState.GONE: ("waiting",),
}


def acts_on(visit: Visit, *, closed: bool, mending: bool) -> tuple[str, ...]:
    """What is offered, the likeliest first; `mending` puts correction first, a closed day leaves the record alone.

    A call or a message has no place in the queue to go back to.
    """
    dossier = (DOSSIER,) if visit.person_id is not None else ()
    if closed:
        return dossier
    waits = may_wait(visit)
    steps = tuple(step for step in _STEPS[visit.state] if waits or step != VisitState.WAITING.value)
    mend = (CORRECT, WITHDRAW)
    return (*mend, *steps, *dossier) if mending else (*steps, *mend, *dossier)


class VisitActs(QWidget):
    """A title, then one line for each act: ↑ ↓ and Entrée."""

    acted = Signal(str)

    def __init__(self, theme: Theme, title: str, subtitle: str, acts: tuple[str, ...]) -> None:
        super().__init__()
        self.rows = RowList(theme, title, fit=True)
        self.rows.show_rows([(act, _LOOKS[act]) for act in acts])
        self.rows.step(1)
        self.rows.opened.connect(self.acted)
        parts = column(Text(title, "card"), Text(subtitle, "secondary", "ink2", wrap=True), self.rows,
                       gap=6, margins=(20, 16, 20, 16))  # fmt: skip
        if not acts:
            closed = "La journée est close\u00a0: ses passages ne changent plus."
            parts.addWidget(Text(closed, "body", "ink2", wrap=True))
        self.setLayout(parts)
