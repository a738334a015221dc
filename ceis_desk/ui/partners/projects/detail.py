"""The card of one project: what it is for, then its things, each kind in a card of lines."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_day
from ceis_desk.partners.projects import PartKind, ProjectKind, ProjectView
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.projects.rows import money_words, part_row, state_chip
from ceis_desk.ui.shell.keyboard import Keyboard

NOTHING = "Choisissez un projet dans la liste."
PEOPLE = PartKind.PARTICIPANT
_CARDS = (
    (PEOPLE, "Personnes", "users", "Ajouter une personne", "Personne n’est encore inscrit."),
    (PartKind.PARTNER, "Partenaires", "building-community", "Ajouter un partenaire", "Aucun partenaire."),
    (PartKind.STEP, "Étapes", "flag", "Ajouter une étape", "Aucune étape écrite."),
    (PartKind.FUNDING, "Financement", "cash", "Ajouter un financement", "Aucun financement demandé."),
    (PartKind.TEST, "Séances de test", "clipboard-text", "Ajouter une séance", "Aucune séance de test."),
    (PartKind.FEEDBACK, "Retours d’usage", "message", "Ajouter un retour", "Aucun retour d’usage."),
    (
        PartKind.DECISION,
        "Décisions prises ensemble",
        "signature",
        "Ajouter une décision",
        "Aucune décision écrite.",
    ),
)

# What a project that learns nothing from users has no room for, until something is there.
_OF_USE = frozenset({PartKind.TEST, PartKind.FEEDBACK})


class ProjectDetail(QWidget):
    """`edited` and `dropped` bear on the project; a kind and an id as text say which line is added, opened, ticked."""

    edited = Signal()
    dropped = Signal()
    added = Signal(object)
    opened = Signal(str)
    ticked = Signal(str)
    line_dropped = Signal(str)

    def __init__(self, theme: Theme, keyboard: Keyboard, *, writes: bool) -> None:
        super().__init__()
        self._writes = writes
        self.nothing = Text(NOTHING, "secondary", "ink2", wrap=True)
        self.title = Text("", "title", wrap=True)
        self.state = Chip(theme, "")
        self.about = Text("", "secondary", "ink2", wrap=True)
        self.aim = Text("", "body", wrap=True)
        self.edit = Button(theme, "Modifier", icon="edit", compact=True)
        self.drop = Button(theme, "Retirer", kind="quiet", icon="trash", compact=True)
        card = Card(theme)
        card.add(self.title)
        card.add(row(self.state, None))
        card.add(self.about)
        card.add(self.aim)
        card.add(Flow(self.edit, self.drop))
        self.cards = {
            kind: ListCard(theme, title, icon, verb=verb, empty=empty) for kind, title, icon, verb, empty in _CARDS
        }
        self.body = QWidget()
        self.body.setLayout(column(card, *self.cards.values(), None, gap=10, margins=(0, 0, 8, 0)))
        self.setLayout(column(self.nothing, FollowScroll(self.body)))
        keyboard.show_on(self.edit, "edit-project")
        for button in (self.edit, self.drop):
            button.setVisible(writes)
        self.edit.clicked.connect(self.edited)
        self.drop.clicked.connect(self.dropped)
        for kind, lines in self.cards.items():
            lines.set_writable(writes)
            lines.added.connect(lambda kind=kind: self.added.emit(kind))
            lines.opened.connect(self.opened)
            lines.ticked.connect(self.ticked)
            lines.dropped.connect(self.line_dropped)
        self.show_view(None, Discretion(on=False), dt.date.min)

    def show_view(self, view: ProjectView | None, show: Discretion, today: dt.date) -> None:
        """One project, or nothing chosen yet."""
        self.nothing.setVisible(view is None)
        self.body.setVisible(view is not None)
        if view is None:
            return
        project = view.project
        self.title.setText(project.title)
        self.state.show_look(state_chip(project.state))
        about = (project.kind.label, project.topic.label, f"depuis le {write_day(project.opened_on)}")
        self.about.setText(", ".join(words for words in about if words))
        self.aim.setText(project.aim)
        self.aim.setVisible(bool(project.aim))
        for kind, card in self.cards.items():
            parts = view.of(kind)
            if kind is PEOPLE:
                carriers = {part.person_id for part in view.of(PartKind.CARRIER)}
                parts = (*view.of(PartKind.CARRIER), *(part for part in parts if part.person_id not in carriers))
            said = money_words(parts) if kind is PartKind.FUNDING else str(len(parts) or "")
            card.setVisible(bool(parts) or project.kind is ProjectKind.USE or kind not in _OF_USE)
            card.show_rows([(str(part.id), part_row(part, show, today)) for part in parts], said)
