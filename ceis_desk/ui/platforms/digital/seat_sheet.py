"""Seat somebody: at which post, who, what for; or put her on the list of those who wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.ids import Id
from ceis_desk.platforms.digital.gestures import TakePost
from ceis_desk.platforms.digital.model import Post, PostUse, Space
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.sheet import LeaveButton
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.digital.words import post_choices, wait_row
from ceis_desk.ui.reception.arrival import Guest
from ceis_desk.ui.reception.keys import is_enter
from ceis_desk.ui.reception.picker import PersonPicker
from ceis_desk.ui.reception.rows import name_of

_WAITS = ""
_NOBODY = "Sans nom\u00a0: le poste est occupé par une personne qui n’a pas donné le sien."


class SeatSheet(QWidget):
    """`given` gives the gesture, `typed` what is looked for, `out_asked` the code of a post that does not work."""

    given = Signal(object)
    typed = Signal(str)
    out_asked = Signal(str)

    def __init__(self, theme: Theme, discreet: Discreet, space: Space, post: Post | None, now: dt.datetime) -> None:
        super().__init__()
        self._discreet = discreet
        self._guest: Guest | None = None
        self._waiting: Sequence[PostUse] = space.waiting
        self._now = now
        free = post_choices(space.posts)
        choices = (*((one.code, one.name) for one in free), (_WAITS, "Attend qu’un poste se libère"))
        self.post = ComboBox(theme, choices)
        self.post.set_value(post.code if post is not None and post in free else choices[0][0])
        self.wait_title = Text("Attendent déjà\u00a0: Entrée installe la personne choisie", "label", "ink2", wrap=True)
        self.waiting = RowList(theme, "Attendent un poste", fit=True)
        self.picker = PersonPicker(theme, discreet, "Qui s’installe")
        self.who = Text(_NOBODY, "secondary", "ink2", wrap=True)
        self.need = TextField(theme, placeholder="tablette, CV, courrier à imprimer…")
        self.need.obey(discreet)
        self.wrong = Text("", "strong", "danger", wrap=True)
        self.wrong.hide()
        self.save = Button(theme, "Installer", kind="main", icon="check", key="Entrée")
        self.out = Button(theme, "Signaler une panne", icon="tool")
        close_it = LeaveButton(theme)
        parts = (
            Text("Installer une personne", "title"),
            Field(theme, "Poste", self.post),
            self.wait_title,
            self.waiting,
            self.picker,
            self.who,
            Field(theme, "Besoin", self.need, aside="facultatif"),
            self.wrong,
            row(self.save, close_it, None, self.out, gap=10),
        )
        self.setLayout(column(*parts, gap=10, margins=(20, 16, 20, 16)))
        self._connect()
        self._say()

    def _connect(self) -> None:
        self.picker.typed.connect(self.typed)
        self.picker.picked.connect(self._pick)
        self.waiting.opened.connect(self._seat_waiting)
        self.save.clicked.connect(self._give)
        self.post.activated.connect(lambda _at: self._say())
        self.out.clicked.connect(lambda: self.out_asked.emit(self.post.value()))
        self._discreet.changed.connect(self._say)

    def refuse(self, words: str) -> None:
        """Say why nobody was seated."""
        self.wrong.setText(words)
        self.wrong.show()
        announce(self, words)

    def _pick(self, guest: Guest) -> None:
        self._guest = guest
        self._say()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        show, waits = self._discreet.show, self.post.value() == _WAITS
        who = name_of(self._guest, show) if self._guest is not None else ""
        self.who.setText(f"Choisi·e\u00a0: {who}" if who else _NOBODY)
        self.save.setText("Mettre en attente" if waits else "Installer")
        self.out.setVisible(not waits)
        seats = bool(self._waiting) and not waits
        self.wait_title.setVisible(seats)
        self.waiting.setVisible(seats)
        self.waiting.show_rows([(str(one.id), wait_row(one, self._now, show)) for one in self._waiting])

    def _seat_waiting(self, ident: str) -> None:
        line = next(one for one in self._waiting if one.id == Id(ident))
        self.given.emit(TakePost(self.post.value(), waiting_id=line.id, clock=line.clock))

    def _give(self) -> None:
        person = self._guest.id if self._guest is not None else None
        self.given.emit(TakePost(self.post.value(), person, self.need.text().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self._give()
        else:
            super().keyPressEvent(event)


class OutSheet(QWidget):
    """What does not work at a post: `given` gives the words."""

    given = Signal(str)

    def __init__(self, theme: Theme, post: Post) -> None:
        super().__init__()
        self.words = TextField(theme, placeholder="écran noir, souris cassée…")
        self.field = Field(theme, "Ce qui ne marche pas", self.words)
        self.save = Button(theme, "Mettre en panne", kind="main", icon="tool", key="Entrée")
        close_it = LeaveButton(theme)
        answers = row(self.save, close_it, None, gap=10)
        parts = (Text(f"{post.name}\u00a0: signaler une panne", "title"), self.field, answers)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 16)))
        self.save.clicked.connect(lambda: self.given.emit(self.words.text()))

    def refuse(self, words: str) -> None:
        """Say why nothing was recorded."""
        self.field.set_error(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.given.emit(self.words.text())
        else:
            super().keyPressEvent(event)


class WhomSheet(QWidget):
    """For whom a help is noted: `picked` gives a person found, or None for nobody named."""

    picked = Signal(object)
    typed = Signal(str)

    def __init__(self, theme: Theme, discreet: Discreet, title: str, *, nameless: bool = True) -> None:
        super().__init__()
        self.picker = PersonPicker(theme, discreet, "Chercher une personne")
        self.none = Button(theme, "Sans nom", icon="user")
        if not nameless:
            self.none.hide()
        close_it = LeaveButton(theme)
        parts = (Text(title, "title"), self.picker, row(self.none, close_it, None, gap=10))
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 16)))
        self.picker.typed.connect(self.typed)
        self.picker.picked.connect(self.picked)
        self.none.clicked.connect(lambda: self.picked.emit(None))
