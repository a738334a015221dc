"""A new case over the page: a person found by her name, then why and by whom she comes."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.ids import Id
from ceis_desk.people.model import PersonHit
from ceis_desk.platforms.budget.model import CaseKind, CaseLine, Member, Source, Step
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, even, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.people.rows import masked
from ceis_desk.ui.reception.rows import hit_row
from ceis_desk.ui.shell.keyboard import Keyboard

_KINDS = tuple((kind.value, kind.label) for kind in CaseKind)
_SOURCES = tuple((source.value, source.label) for source in Source)


class NewCaseSheet(QWidget):
    """`searched` at each letter, `picked` with a person; `kept` gives kind and source, `existing` opens her case."""

    searched = Signal(str)
    picked = Signal(object)
    kept = Signal(str, str)
    existing = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, today: dt.date) -> None:
        super().__init__()
        self._discreet, self._today = discreet, today
        self._hits: tuple[PersonHit, ...] = ()
        self._household: tuple[tuple[Member, ...], tuple[CaseLine, ...]] = ((), ())
        self.search = SearchField(theme, placeholder="Nom de la personne", name="Chercher la personne")
        self.results = RowList(theme, "Personnes trouvées")
        self.results.setMinimumHeight(theme.px(230))
        self.who = Text("", "card", wrap=True)
        self.members = Text("", "secondary", "ink2", wrap=True)
        self.open_before = Button(theme, "Ouvrir son dossier", kind="tinted", icon="folder-open")
        self.kind, self.source = ComboBox(theme, _KINDS), ComboBox(theme, _SOURCES)
        self.refused = Text("", "strong", "danger", wrap=True)
        self.keep = Button(theme, "Ouvrir le dossier", kind="main", icon="check")
        self.other = Button(theme, "Une autre personne", icon="search")
        close_it = Button(theme, "Annuler", key="Échap")
        keyboard.show_on(self.keep, "finish")
        keyboard.shortcut(self, "finish", self._keep)
        self.chosen = Card(theme, kind="inset")
        before = row(self.open_before, None)
        fields = even(Field(theme, "Nature de l’accompagnement", self.kind), Field(theme, "Orientée par", self.source))
        for part in (self.who, self.members, before, fields):
            self.chosen.add(part)
        answers = row(self.keep, close_it, None, self.other, gap=10)
        parts = (Text("Nouveau dossier budget", "title"), self.search, self.results, self.chosen, self.refused, answers)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))
        self.search.textEdited.connect(self.searched)
        self.results.opened.connect(lambda ident: self.picked.emit(Id(ident)))
        self.keep.clicked.connect(self._keep)
        self.other.clicked.connect(self.start)
        self.open_before.clicked.connect(self._open_existing)
        close_it.clicked.connect(self.closed)
        discreet.changed.connect(self._show)
        self._turn(choosing=True)

    def show_hits(self, hits: tuple[PersonHit, ...]) -> None:
        """The persons found."""
        self._hits = hits
        self._show()
        if hits:
            self.results.go_to(str(hits[0].id))

    def show_person(self, members: tuple[Member, ...], cases: tuple[CaseLine, ...]) -> None:
        """Whoever was chosen, with her household and the case that she has already."""
        self._household = (members, cases)
        self._show()
        self._turn(choosing=False)
        (self.open_before if self._open_case() else self.kind).setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Look for somebody else."""
        self._turn(choosing=True)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why no case was opened; what is chosen stays."""
        self.refused.setText(sentence)
        self.refused.show()
        announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choosing = self.search.isVisibleTo(self)
        if choosing and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif choosing and is_enter(event) and self.results.current():
            self.picked.emit(Id(self.results.current()))
        else:
            super().keyPressEvent(event)

    def _turn(self, *, choosing: bool) -> None:
        for part in (self.search, self.results):
            part.setVisible(choosing)
        for widget in (self.chosen, self.keep, self.other):
            widget.setVisible(not choosing)
        self.refused.hide()

    def _open_case(self) -> CaseLine | None:
        return next((line for line in self._household[1] if line.step is not Step.CLOSED), None)

    def _show(self) -> None:
        typed, show = self.search.text(), self._discreet.show
        self.results.show_rows([(str(hit.id), hit_row(hit, typed, show, self._today)) for hit in self._hits])
        members, _cases = self._household
        if not members:
            return
        first, others = members[0], [masked(one.name, show) for one in members[1:]]
        self.who.setText(masked(first.name, show))
        known = (
            f"Foyer\u00a0: avec {', '.join(others)}." if others else "Foyer\u00a0: personne d’autre d’après sa fiche."
        )
        before = self._open_case()
        said = f" Un dossier est déjà ouvert, suivi par {before.referent_name}." if before else ""
        self.members.setText(known + said)
        self.open_before.setVisible(before is not None)

    def _open_existing(self) -> None:
        before = self._open_case()
        if before is not None:
            self.existing.emit(before.id)

    def _keep(self) -> None:
        if self._household[0] and not self.search.isVisibleTo(self):
            self.kept.emit(self.kind.value(), self.source.value())
