"""The sheet of a motif: its name, its platform, its icon, its precisions one a line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ceis_desk.platforms import PLATFORMS
from ceis_desk.reception.gestures import SetMotif
from ceis_desk.reception.model import Motif
from ceis_desk.reception.rules import PRECISION_LENGTH
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import Field, TextArea, TextField
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

NO_LABEL = "Il manque le nom du motif."
ICONS = (
    ("heart-handshake", "Mains et cœur"),
    ("users", "Personnes"),
    ("users-group", "Groupe"),
    ("file-text", "Papier"),
    ("home", "Maison"),
    ("briefcase", "Mallette"),
    ("device-laptop", "Ordinateur"),
    ("pig", "Tirelire"),
    ("stethoscope", "Stéthoscope"),
    ("calendar-event", "Calendrier"),
    ("phone", "Téléphone"),
    ("message", "Bulle"),
    ("language", "Langues"),
    ("map-pin", "Lieu"),
    ("signature", "Signature"),
    ("bulb", "Ampoule"),
    ("dots", "Points"),
)


class IconChoice(QWidget):
    """One icon among those drawn for motifs, each with its name."""

    def __init__(self, theme: Theme, at: str) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        names = dict(ICONS) | ({} if at in dict(ICONS) else {at: "Icône actuelle"})
        self.buttons = {icon: IconButton(theme, icon, name, compact=True) for icon, name in names.items()}
        for icon, button in self.buttons.items():
            button.setCheckable(True)
            button.setChecked(icon == at)
            self._group.addButton(button)
        self.setLayout(Flow(*self.buttons.values(), gap=6))

    def value(self) -> str:
        """The icon chosen."""
        return next(icon for icon, button in self.buttons.items() if button.isChecked())


class MotifForm(QWidget):
    """`given` is the gesture; a new motif takes the first free digit, or none."""

    given = Signal(object)

    def __init__(self, theme: Theme, motif: Motif | None, free: int) -> None:
        super().__init__()
        self._motif, self._free = motif, free
        self.label = TextField(theme)
        self.label_field = Field(theme, "Nom du motif", self.label)
        self.platform = ComboBox(theme, tuple((one.code, one.label) for one in PLATFORMS))
        self.icon = IconChoice(theme, motif.icon if motif else "heart-handshake")
        self.precisions = TextArea(theme, lines=4)
        hint = f"Une par ligne, {PRECISION_LENGTH} signes au plus\u00a0; proposées sous le motif à l’arrivée."
        self.precisions_field = Field(theme, "Précisions", self.precisions, aside="facultatif", hint=hint)
        platform = Field(theme, "Plateforme", self.platform, hint="Un changement compte à partir d’aujourd’hui.")
        self.save = Button(theme, "Enregistrer le motif", kind="main", icon="check", key="Ctrl Entrée")
        self.close_motif = Button(theme, "Fermer ce motif", kind="danger", icon="x")
        self.close_motif.setVisible(motif is not None)
        self.label.setText(motif.label if motif else "")
        self.platform.set_value(motif.platform if motif else "reception")
        self.precisions.setPlainText("\n".join(motif.precisions) if motif else "")
        icons = column(Text("Icône", "label", "ink2"), self.icon, gap=4)
        title = Text("Modifier le motif" if motif else "Ajouter un motif", "card")
        foot = row(self.save, LeaveButton(theme), None, self.close_motif, gap=10)
        parts = (title, even(self.label_field, platform), icons, self.precisions_field, foot)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 16)))
        self.save.clicked.connect(self.submit)
        self.close_motif.clicked.connect(lambda: self._give(closed=True))

    def submit(self) -> None:
        """Give the motif when it has a name and its precisions fit."""
        if not self.label.text().strip():
            self.label_field.set_error(NO_LABEL)
            self.label.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.label_field.clear_message()
        long = next((line for line in self._lines() if len(line) > PRECISION_LENGTH), "")
        if long:
            self.precisions_field.set_error(
                f"«\u00a0{long[:20]}…\u00a0» dépasse {PRECISION_LENGTH} signes. Le texte est gardé."
            )
            self.precisions.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._give(closed=False)

    def _lines(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.precisions.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def _give(self, *, closed: bool) -> None:
        motif = self._motif
        position = motif.position if motif else self._free
        self.given.emit(
            SetMotif(
                label=motif.label if motif and closed else self.label.text().strip(),
                platform=self.platform.value(),
                position=0 if closed else position,
                icon=self.icon.value(),
                precisions=self._lines(),
                code=motif.code if motif else "",
                closed=closed,
                clock=motif.clock if motif else None,
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()
