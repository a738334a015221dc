"""The card of one referral: whom to call, what was asked, what may be said of it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_day
from ceis_desk.core.phones import write_phone
from ceis_desk.partners.model import Referral, ReferralOutcome, ReferralState
from ceis_desk.partners.rules import due_words, is_due
from ceis_desk.partners.themes import theme_words
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.rows import RESERVED, whom
from ceis_desk.ui.shell.keyboard import Keyboard

NOTHING = "Choisissez une orientation dans la liste."


class ReferralCard(Card):
    """`asked_state`, `asked_outcome`, `later`, `corrected`, `dropped` and `person` bear on the referral shown."""

    asked_state = Signal()
    asked_outcome = Signal()
    later = Signal()
    corrected = Signal()
    dropped = Signal()
    person = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__(theme)
        self.name = Text("", "title", wrap=True)
        self.about = Text("", "secondary", "ink2", wrap=True)
        self.due = Text("", "strong", "warn", wrap=True)
        self.facts = Facts(name="Orientation")
        self.words = Text("", "body", wrap=True)
        self.state = Button(theme, "Où en est-elle\u00a0?", kind="tinted", icon="flag", key="Entrée", compact=True)
        self.outcome = Button(theme, "Ce que c’est devenu", icon="route", key="Espace", compact=True)
        self.remind = Button(theme, "Relancer plus tard", icon="clock", compact=True)
        self.correct = Button(theme, "Corriger", icon="edit", compact=True)
        keyboard.show_on(self.correct, "edit-partner")
        self.record = Button(theme, "Ouvrir la fiche", icon="user", compact=True)
        self.drop = Button(theme, "Retirer", kind="quiet", icon="trash", key="Suppr", compact=True)
        for part in (self.name, self.about, self.due, self.facts, self.words):
            self.add(part)
        self.add(Flow(self.state, self.outcome, self.remind, self.correct, self.record, self.drop))
        self.state.clicked.connect(self.asked_state)
        self.outcome.clicked.connect(self.asked_outcome)
        self.remind.clicked.connect(self.later)
        self.correct.clicked.connect(self.corrected)
        self.record.clicked.connect(self.person)
        self.drop.clicked.connect(self.dropped)

    def show_referral(self, referral: Referral, show: Discretion, today: dt.date) -> None:
        """One referral, as far as the discreet screen allows."""
        self.name.setText(show.name(referral.civility, referral.used_name, referral.first_name))
        by = f" par {referral.by_name}" if referral.by_name else ""
        self.about.setText(show.detail(f"{whom(referral)}, le {write_day(referral.day)}{by}"))
        due = is_due(referral.follow, today)
        self.due.setText(due_words(referral, today) if due else "")
        self.due.setVisible(due)
        self.facts.show_facts(tuple((label, show.detail(value)) for label, value in _facts(referral)))
        self.words.setText(show.detail(referral.words))
        self.words.setVisible(bool(referral.words))


class ChaseCard(QWidget):
    """The card of what is under the cursor, or that nothing is."""

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self.nothing = Text(NOTHING, "secondary", "ink2", wrap=True)
        self.card = ReferralCard(theme, keyboard)
        self.body = QWidget()
        self.body.setLayout(column(self.card, None, margins=(0, 0, 8, 0)))
        self.setLayout(column(self.nothing, FollowScroll(self.body)))
        self.show_referral(None, Discretion(on=False), dt.date.min)

    def show_referral(self, referral: Referral | None, show: Discretion, today: dt.date) -> None:
        """One referral, or nothing chosen yet."""
        self.nothing.setVisible(referral is None)
        self.body.setVisible(referral is not None)
        if referral is not None:
            self.card.show_referral(referral, show, today)


def _facts(referral: Referral) -> tuple[tuple[str, str], ...]:
    follow = referral.follow
    partner = RESERVED if referral.reserved else referral.partner_name
    facts = [
        ("Partenaire", partner),
        ("Téléphone", write_phone(referral.partner_phone) if referral.partner_phone else ""),
        ("Thème", theme_words(referral.theme) if referral.theme else ""),
        ("État", _since(follow.state.label, follow.state_on)),
        ("Suite", "" if follow.outcome is ReferralOutcome.NONE else _since(follow.outcome.label, follow.outcome_on)),
        ("À relancer", write_day(follow.remind_on) if follow.remind_on else ""),
    ]
    return tuple((label, value) for label, value in facts if value)


def _since(words: str, day: dt.date | None) -> str:
    return f"{words}, le {write_day(day)}" if day else words


STATES = tuple(
    (state.value, words, said, icon)
    for state, words, said, icon in (
        (ReferralState.ACCEPTED, "Acceptée", "Le partenaire recevra la personne.", "check"),
        (ReferralState.TAKEN_UP, "Prise en charge", "La personne y va.", "user-check"),
        (ReferralState.REFUSED, "Refusée", "Rien d’autre n’est attendu.", "x"),
        (
            ReferralState.NO_ANSWER,
            "Sans réponse",
            "Le partenaire ne répond pas\u00a0: on n’attend plus.",
            "alert-circle",
        ),
        (ReferralState.SENT, "Envoyée, réponse attendue", "Relancée quinze jours après son envoi.", "clock"),
    )
)
"""The answers to « Où en est-elle ? », each at its digit."""

OUTCOMES = tuple(
    (outcome.value, outcome.label[0].upper() + outcome.label[1:], said, "flag")
    for outcome, said in (
        (ReferralOutcome.HELPED, "Plus rien n’est à demander."),
        (ReferralOutcome.UNDER_WAY, "Plus rien n’est à demander."),
        (ReferralOutcome.WAITING, "Redemandé dans un mois."),
        (ReferralOutcome.NOT_GONE, "À revoir avec la personne."),
        (ReferralOutcome.STOPPED, "À revoir avec la personne."),
        (ReferralOutcome.UNKNOWN, "Plus rien n’est à demander."),
    )
)
"""The answers to « Qu’est-ce que c’est devenu ? », each at its digit."""
