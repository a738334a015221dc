"""The sheet of an individual help: themes, duration, material, autonomy, with the codes of La Coop."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.ids import Id
from ceis_desk.people.model import Sex
from ceis_desk.platforms.digital.coop import (
    USUAL_THEMES,
    Autonomy,
    Material,
    Place,
    ProcedureTheme,
    Redirection,
    Status,
    Theme,
)
from ceis_desk.platforms.digital.model import DURATIONS, USUAL_HELP, Help
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.drafts import Part
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme as Look
from ceis_desk.ui.platforms.digital.toggles import Toggles

_OTHER = "other"
_OTHERS = tuple(theme for theme in Theme if theme not in USUAL_THEMES)
_MORE, _LESS = f"{len(_OTHERS)} autres thèmes", "Moins de thèmes"


@dataclass(frozen=True)
class For:
    """Whom a help is for: a person or nobody named, and the line of the post where she is."""

    person_id: Id | None = None
    civility: str = ""
    family: str = ""
    first: str = ""
    use_id: Id | None = None

    def draft(self) -> str:
        """The name of what is begun for her."""
        return f"digital-help:{self.use_id or self.person_id or 'anonymous'}"


class HelpForm(QWidget):
    """`edited` at each change; `help` gives what is said, 0 minutes when the duration typed is no number."""

    edited = Signal()

    def __init__(self, look: Look, whom: For, cap: str) -> None:
        super().__init__()
        self.whom = whom
        self.themes = Toggles(look, "Thèmes", [(one.value, one.short) for one in USUAL_THEMES], several=True)
        self.others = Toggles(look, "Autres thèmes", [(one.value, one.short) for one in _OTHERS], several=True)
        self.more = Button(look, _MORE, kind="quiet", key=cap, compact=True)
        self.procedures = Toggles(
            look, "Quelles démarches", [(one.value, one.label) for one in ProcedureTheme if one.value], several=True
        )
        self.which = Text("Quelles démarches, une ou plusieurs", "label", "ink2", wrap=True)
        lengths = (*((str(one), str(one)) for one in DURATIONS), (_OTHER, "autre"))
        self.length = Segmented(look, "Durée en minutes", lengths, at=str(USUAL_HELP))
        self.typed = TextField(look, placeholder="120")
        self.typed_field = Field(look, "Minutes", self.typed)
        self.material = Toggles(look, "Matériel", [(one.value, one.label) for one in Material if one.value])
        self.autonomy = Toggles(look, "Autonomie", [(one.value, one.label) for one in Autonomy if one.value])
        self.place = ComboBox(look, tuple((one.value, one.label) for one in Place))
        self.referral = ComboBox(look, tuple((one.value, one.label) for one in Redirection))
        self.sex = Segmented(look, "Sexe", (("unknown", "non dit"), ("female", "femme"), ("male", "homme")))
        self.age = TextField(look, placeholder="environ")
        self.status = ComboBox(look, tuple((one.value, one.label) for one in Status))
        self._compose(look)
        self._connect()
        self._fold()

    def _compose(self, look: Look) -> None:
        self.nameless = QWidget()
        self.nameless.setLayout(
            column(
                row(Text("Sexe", "label", "ink2"), None),
                self.sex,
                even(Field(look, "Âge", self.age), Field(look, "Statut", self.status)),
                gap=6,
            )
        )
        if self.whom.person_id is not None:
            self.nameless.hide()
        parts = column(
            row(Text("Thèmes", "label", "ink2"), Text("un ou plusieurs", "hint", "ink3"), None),
            self.themes,
            self.others,
            row(self.more, None),
            self.which,
            self.procedures,
            Text("Durée en minutes", "label", "ink2"),
            row(self.length, None),
            self.typed_field,
            Text("Matériel", "label", "ink2"),
            self.material,
            Text("Autonomie", "label", "ink2"),
            self.autonomy,
            Field(look, "Lieu", self.place),
            Field(look, "Orientée vers", self.referral),
            self.nameless,
            None,
            gap=6,
        )
        self.setLayout(parts)

    def _connect(self) -> None:
        for toggles in (self.themes, self.others, self.procedures, self.material, self.autonomy):
            toggles.changed.connect(self._changed)
        for segmented in (self.length, self.sex):
            segmented.chosen.connect(lambda _code: self._changed())
        for field in (self.typed, self.age):
            field.textEdited.connect(lambda _words: self.edited.emit())
        for combo in (self.place, self.referral, self.status):
            combo.activated.connect(lambda _at: self.edited.emit())
        self.more.clicked.connect(self.unfold)
        self._unfolded = False

    def minimumSizeHint(self) -> QSize:
        """What its lines of answers take at this width: Qt would keep room for them one below the other."""
        least, layout = super().minimumSizeHint(), self.layout()
        return QSize(least.width(), layout.minimumHeightForWidth(max(self.width(), least.width())) if layout else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def unfold(self) -> None:
        """Show the other themes, or the usual ones alone."""
        self._unfolded = not self._unfolded
        self._fold()

    def help(self) -> Help:
        """What the form says now."""
        length = self.typed.text().strip() if self.length.value() == _OTHER else self.length.value()
        age = self.age.text().strip()
        return Help(
            themes=tuple(Theme(code) for code in (*self.themes.values(), *self.others.values())),
            procedures=tuple(ProcedureTheme(code) for code in self.procedures.values()),
            minutes=int(length) if length.isdecimal() else 0,
            material=Material(self.material.value()),
            place=Place(self.place.value()),
            autonomy=Autonomy(self.autonomy.value()),
            referral=Redirection(self.referral.value()),
            person_id=self.whom.person_id,
            age=(int(age) if age.isdecimal() else -1 if age else None) if self.whom.person_id is None else None,
            sex=Sex(self.sex.value()),
            status=Status(self.status.value()),
        )

    def draft_part(self) -> Part:
        """All of it, as one text."""
        return Part(self._read, self._put, (self.edited,))

    def _read(self) -> str:
        return json.dumps(
            {
                "themes": [*self.themes.values(), *self.others.values()],
                "procedures": self.procedures.values(),
                "length": self.length.value(),
                "typed": self.typed.text(),
                "material": self.material.value(),
                "autonomy": self.autonomy.value(),
                "place": self.place.value(),
                "referral": self.referral.value(),
                "sex": self.sex.value(),
                "age": self.age.text(),
                "status": self.status.value(),
            },
            sort_keys=True,
        )

    def _put(self, words: str) -> None:
        kept = json.loads(words)
        for toggles in (self.themes, self.others):
            toggles.set_values(kept["themes"])
        self.procedures.set_values(kept["procedures"])
        self.length.set_value(kept["length"])
        self.material.set_values([kept["material"]])
        self.autonomy.set_values([kept["autonomy"]])
        self.sex.set_value(kept["sex"])
        for field, name in ((self.typed, "typed"), (self.age, "age")):
            field.setText(kept[name])
        for combo, name in ((self.place, "place"), (self.referral, "referral"), (self.status, "status")):
            combo.set_value(kept[name])
        self._fold()

    def _changed(self) -> None:
        self._fold()
        self.edited.emit()

    def _fold(self) -> None:
        """Show what the answers ask for; a theme chosen among the others stays in sight."""
        for button in self.others.buttons.values():
            button.setVisible(self._unfolded or button.isChecked())
        self.others.setVisible(self._unfolded or bool(self.others.values()))
        self.more.setText(_LESS if self._unfolded else _MORE)
        about = Theme.PROCEDURES.value in self.themes.values()
        self.which.setVisible(about)
        self.procedures.setVisible(about)
        self.typed_field.setVisible(self.length.value() == _OTHER)
