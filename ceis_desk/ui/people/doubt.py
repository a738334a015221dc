"""« Est-ce la même personne ? »: the nearest records beside what is being typed."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from ceis_desk.access.masking import initials
from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.people.model import Lookalike
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.avatar import Avatar
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.compare import Comparison, reason_chip
from ceis_desk.ui.people.rows import masked, name_parts
from ceis_desk.ui.shell.keyboard import Keyboard

_SETTLE_SECONDS = 0.6  # a key struck sooner was on its way before the card was read
NONE_NEAR = "Aucune fiche proche. Entrée pour créer."
NONE_PROBABLE = "Aucune fiche très proche. Entrée pour créer."
FIRST_WORDS = "Un nom, un prénom ou un numéro suffit\u00a0: les fiches proches s’affichent ici."
SHARED = "Deux personnes peuvent partager un téléphone ou une adresse\u00a0: cela ne suffit jamais pour les confondre."


class DoubtCard(Card):
    """One record beside what is typed, its reasons, and the two answers."""

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__(theme, kind="chosen")
        self._theme, self._discreet = theme, discreet
        self._avatar = Avatar(theme, "", side=44)
        self.question = Text("Est-ce la même personne\u00a0?", "card")
        self._probable = Chip(theme, "très probable", "primary", "user-check")
        self._who = Text("", "secondary", "ink2", wrap=True)
        self._rank = Text("", "secondary", "ink2")
        self._reasons = QWidget()
        self._flow = Flow(gap=8)
        self._reasons.setLayout(self._flow)
        self.comparison = Comparison(theme)
        self.open_it = Button(theme, "Ouvrir la fiche existante", kind="main", icon="check", key="Entrée")
        self.another = Button(theme, "Ce n’est pas elle\u00a0: créer", icon="user-plus")
        keyboard.show_on(self.another, "new-person")
        answers = QWidget()
        answers.setLayout(Flow(self.open_it, self.another, gap=10))
        asked = QWidget()
        asked.setLayout(Flow(self.question, self._probable, gap=8))
        head = column(asked, self._who, gap=2)
        line = row(self._avatar, head, self._rank, gap=12)
        line.setStretch(1, 1)
        kept = Text("Votre réponse est retenue, la question ne sera plus posée.", "hint", "ink2", wrap=True)
        self.kept = row(Icon(theme, "history", "ink3", 16), kept, gap=6)
        self.kept.setStretch(1, 1)
        for part in (line, self._reasons, self.comparison, answers, self.kept):
            self.add(part)

    def show_lookalike(self, one: Lookalike, rank: str, *, last: bool) -> None:
        """Show one record; the second answer only creates when no other probable record is left."""
        show = self._discreet.show
        self._avatar.show_person(initials(*name_parts(one.name)), str(one.id))
        since = f"connue depuis le {write_day(one.known_since)}"
        visits = f"{one.visits} passage{'s' if one.visits > 1 else ''}" if one.visits else ""
        self._who.setText(", ".join(part for part in (masked(one.name, show), since, visits) if part))
        self._rank.setText(rank)
        self._probable.setVisible(one.probable)
        self.another.setText("Ce n’est pas elle\u00a0: créer" if last else "Ce n’est pas elle\u00a0: la suivante")
        self.another.updateGeometry()
        for former in [self._flow.takeAt(0) for _ in range(self._flow.count())]:
            widget = former.widget() if former else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for reason in one.reasons:
            chip = Chip(self._theme, "")
            chip.show_look(reason_chip(reason))
            self._flow.addWidget(chip)
        self.comparison.show_fields("Vous saisissez", "Fiche existante", one.fields, show)


class Doubt(QWidget):
    """The card of the nearest probable record, the others as rows, or the way to create."""

    opened = Signal(object)
    another = Signal()
    made = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self._discreet = discreet
        self.now: Callable[[], float] = time.monotonic
        self._shown_at = 0.0
        self._near: tuple[Lookalike, ...] = ()
        self._at: Id | None = None
        self._answered: frozenset[Id] = frozenset()
        self.card = DoubtCard(theme, discreet, keyboard)
        self.free = Card(theme)
        self.words = Text(FIRST_WORDS, "secondary", "ink2", wrap=True)
        self.make = Button(theme, "Créer la fiche", kind="main", icon="user-plus", key="Entrée")
        self.free.add(self.words)
        self.free.add(row(self.make, None))
        self.others = RowList(theme, "Autres fiches proches", fit=True)
        self.shared = Notice(theme, SHARED)
        self._near_card = Card(theme)
        self._near_card.add(self.others)
        self.setLayout(column(self.card, self.free, self._near_card, self.shared, None, gap=12))
        self.card.open_it.clicked.connect(lambda: self.opened.emit(self._at))
        self.card.another.clicked.connect(self.another)
        self.make.clicked.connect(self.made)
        self.others.opened.connect(self._compare)
        self.others.acted.connect(self._compare)
        discreet.changed.connect(self._show)
        self.start()

    def start(self) -> None:
        """Before anything is typed."""
        self._answered = frozenset()
        self.show_near((), asked=False)

    def show_near(self, near: tuple[Lookalike, ...], *, asked: bool = True) -> None:
        """The records found; the first probable one that was not answered is asked about."""
        self._near = tuple(one for one in near if one.id not in self._answered)
        first = next((one.id for one in self._near if one.probable), None)
        kept = self._at if any(one.id == self._at for one in self._near) else None
        self._point(first if kept is None or first is not None else kept)
        self.words.setText(FIRST_WORDS if not asked else NONE_PROBABLE if self._near else NONE_NEAR)
        self._show()

    def asks(self) -> Id | None:
        """The record that the card asks about, or None."""
        return self._at

    def may_answer(self) -> bool:
        """Whether a key is an answer: the card has the cursor, or stood long enough to be read."""
        now = QApplication.focusWidget()
        inside = now is not None and self.card.isAncestorOf(now)
        return inside or self.now() - self._shown_at >= _SETTLE_SECONDS

    def look_again(self) -> None:
        """The card only now came into view: keys on their way are no answer."""
        self._shown_at = self.now()

    def rule_out(self) -> bool:
        """Remember that it is not the one shown; True when no other probable record is left."""
        if self._at is not None:
            self._answered |= {self._at}
            self._point(None)
        self.show_near(self._near)
        return self._at is None

    def ruled_out(self) -> tuple[Id, ...]:
        """Those the agent has told apart, for good once the record is created."""
        return tuple(sorted(self._answered))

    def _compare(self, ident: str) -> None:
        self._point(Id(ident))
        self._show()
        self.card.open_it.setFocus()

    def _point(self, at: Id | None) -> None:
        if at != self._at:
            self._at, self._shown_at = at, self.now()
            if at is not None:
                announce(self, "Est-ce la même personne\u00a0?")

    def _show(self) -> None:
        one = next((one for one in self._near if one.id == self._at), None)
        self.card.setVisible(one is not None)
        self.free.setVisible(one is None)
        if one is not None:
            probable = [near.id for near in self._near if near.probable]
            rank = f"{self._near.index(one) + 1} sur {len(self._near)}"
            self.card.show_lookalike(one, rank, last=not [near for near in probable if near != one.id])
        others = [near for near in self._near if near.id != self._at]
        self.others.show_rows([(str(near.id), self._row(near)) for near in others])
        self._near_card.setVisible(bool(others))
        self.shared.setVisible(any("seulement" in reason for near in self._near for reason in near.reasons))

    def _row(self, near: Lookalike) -> RowLook:
        show = self._discreet.show
        return RowLook(
            masked(near.name, show),
            beside=show.phone(near.birth),
            subtitle=", ".join(near.reasons),
            initials=initials(*name_parts(near.name)),
            person=str(near.id),
            action="Comparer",
            action_icon="layout-columns",
        )
