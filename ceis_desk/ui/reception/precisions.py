"""What may be said under a chosen motif: forty characters at most, from its own words or others."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.ids import Id
from ceis_desk.reception.model import Motif, MotifChoice
from ceis_desk.reception.rules import PRECISION_LENGTH
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import Part
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.suggest import SuggestField


class Precisions(QWidget):
    """A field of 40 characters under each chosen motif that has its own words, under all when `every`.

    For an account that only reads them (`writable` False) there is no field, and what was said stays.
    """

    typed = Signal()
    writable = True

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__()
        self._theme, self._discreet = theme, discreet
        self._said: dict[Id, str] = {}
        self._fields: dict[Id, SuggestField] = {}
        self._motifs: tuple[Motif, ...] = ()
        self._every = False
        self._flow = Flow(gap=10)
        self.setLayout(self._flow)
        discreet.changed.connect(self._name)

    def start(self, choices: Sequence[MotifChoice]) -> None:
        """Forget what was said, but for these."""
        self._clear()
        self._said = {choice.motif_id: choice.precision for choice in choices}
        self._motifs = ()

    def show_for(self, motifs: tuple[Motif, ...], *, every: bool) -> None:
        """Offer a field for these chosen motifs."""
        if (motifs, every) == (self._motifs, self._every) and self._fields:
            return
        self._keep()
        self._clear()
        self._motifs, self._every = motifs, every
        for motif in motifs:
            if self.writable and (motif.precisions or every or self._said.get(motif.id)):
                self._offer(motif)
        self._name()
        self.setVisible(bool(self._fields))
        self.updateGeometry()

    def choices(self) -> tuple[MotifChoice, ...]:
        """The chosen motifs with their precisions."""
        self._keep()
        return tuple(MotifChoice(motif.id, self._said.get(motif.id, "")) for motif in self._motifs)

    def draft_part(self) -> Part:
        """What was said under each motif, shown or not."""

        def read() -> str:
            self._keep()
            return json.dumps({str(motif_id): words for motif_id, words in self._said.items() if words})

        def put(words: str) -> None:
            self._said = {Id(motif_id): said for motif_id, said in json.loads(words).items()}
            for motif_id, field in self._fields.items():
                field.setText(self._said.get(motif_id, ""))

        return Part(read, put, (self.typed,))

    def fields(self) -> list[SuggestField]:
        """The fields shown."""
        return list(self._fields.values())

    def _offer(self, motif: Motif) -> None:
        control = SuggestField(self._theme, words=motif.precisions, longest=PRECISION_LENGTH)
        control.obey(self._discreet)
        control.setText(self._said.get(motif.id, ""))
        control.textChanged.connect(self.typed)
        control.setMinimumWidth(self._theme.px(250))
        self._flow.addWidget(control)
        control.show()
        self._fields[motif.id] = control

    def _name(self) -> None:
        """A field bears the label of its motif, or its rank alone while the screen is discreet."""
        for rank, motif in enumerate(self._motifs, start=1):
            if motif.id in self._fields:
                of = f"motif {rank}" if self._discreet.on else motif.label
                self._fields[motif.id].setPlaceholderText(f"Précision\u00a0: {of}")
                self._fields[motif.id].setAccessibleName(f"Précision\u00a0: {of}")

    def _keep(self) -> None:
        self._said |= {motif_id: control.text().strip() for motif_id, control in self._fields.items()}

    def _clear(self) -> None:
        for field in self._fields.values():
            self._flow.removeWidget(field)
            field.setParent(None)
            field.deleteLater()
        self._fields = {}
        self.hide()
