"""The card of one partner: how to reach it, what binds the CEIS to it, what is made together."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import write_day
from ceis_desk.core.phones import write_phone
from ceis_desk.partners.model import PartnerCard, PartnerView
from ceis_desk.partners.rules import is_sensitive
from ceis_desk.partners.themes import theme_words
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.rows import agreement_row, sent_words
from ceis_desk.ui.shell.keyboard import Keyboard

SENSITIVE = "Sensible\u00a0: son nom n’est jamais écrit en clair avec celui d’une personne."
NOTHING = "Choisissez un partenaire dans la liste."
OWN = "C’est un label ou un accord du CEIS lui-même\u00a0: aucun partenaire ne le porte."


class PartnerDetail(QWidget):
    """`edited`, `referred` and `dropped` bear on the partner shown; agreements and projects give their id as text."""

    edited = Signal()
    referred = Signal()
    dropped = Signal()
    agreement_added = Signal()
    agreement_opened = Signal(str)
    agreement_dropped = Signal(str)
    project_opened = Signal(str)

    def __init__(self, theme: Theme, keyboard: Keyboard, *, writes: bool, refers: bool) -> None:
        super().__init__()
        self.writes, self._refers = writes, refers
        self.nothing = Text(NOTHING, "secondary", "ink2", wrap=True)
        self.name = Text("", "title", wrap=True)
        self.kind = Text("", "secondary", "ink2", wrap=True)
        self.warning = Text("", "strong", "warn", wrap=True)
        self.edit = Button(theme, "Modifier", icon="edit", compact=True)
        self.refer = Button(theme, "Orienter une personne", kind="tinted", icon="arrow-right", compact=True)
        self.drop = Button(theme, "Retirer", kind="quiet", icon="trash", compact=True)
        self.facts = Facts(name="Coordonnées")
        self.about = Text("", "body", wrap=True)
        self.themes = Text("", "secondary", "ink2", wrap=True)
        self.sent = Text("", "secondary", "ink2", wrap=True)
        self.agreements = ListCard(
            theme, "Accords", "signature", verb="Ajouter un accord", empty="Aucun accord écrit avec ce partenaire."
        )
        self.agreements.set_writable(writes)
        self.projects = RowList(theme, "Projets avec ce partenaire", fit=True)
        self.projects_head = Text("Projets", "card")
        self._build(theme)
        keyboard.show_on(self.edit, "edit-partner")
        keyboard.show_on(self.refer, "new-referral")
        self._connect()
        self.show_view(None, dt.date.min)

    def _build(self, theme: Theme) -> None:
        card = Card(theme)
        for part in (self.name, self.kind, self.warning):
            card.add(part)
        card.add(Flow(self.refer, self.edit, self.drop))
        card.add(self.facts)
        for words in (self.about, self.themes, self.sent):
            card.add(words)
        self.body = QWidget()
        self.body.setLayout(
            column(card, self.agreements, self.projects_head, self.projects, None, gap=12, margins=(0, 0, 8, 0))
        )
        self.setLayout(column(self.nothing, FollowScroll(self.body)))

    def _connect(self) -> None:
        self.edit.clicked.connect(self.edited)
        self.refer.clicked.connect(self.referred)
        self.drop.clicked.connect(self.dropped)
        self.agreements.added.connect(self.agreement_added)
        self.agreements.opened.connect(self.agreement_opened)
        self.agreements.dropped.connect(self.agreement_dropped)
        self.projects.opened.connect(self.project_opened)

    def show_view(self, view: PartnerView | None, today: dt.date, *, own: bool = False) -> None:
        """One partner, or nothing chosen yet; `own` when what is chosen is the CEIS's own."""
        self.nothing.setText(OWN if own else NOTHING)
        self.nothing.setVisible(view is None)
        self.body.setVisible(view is not None)
        if view is None:
            return
        card = view.partner.card
        self.name.setText(card.name)
        also = f", connu aussi comme {', '.join(card.also_named)}" if card.also_named else ""
        self.kind.setText(f"{card.kind.label}{also}")
        self.warning.setText(_warning(card))
        self.warning.setVisible(bool(self.warning.text()))
        self.refer.setVisible(self._refers and card.closed_on is None)
        self.edit.setVisible(self.writes)
        self.drop.setVisible(self.writes)
        self.facts.show_facts(facts_of(card))
        self.about.setText(card.about)
        self.about.setVisible(bool(card.about))
        themes = ", ".join(theme_words(code) for code in card.themes)
        self.themes.setText(f"Thématiques\u00a0: {themes}." if themes else "")
        self.themes.setVisible(bool(themes))
        self.sent.setText(sent_words(view.referrals, sensitive=is_sensitive(card)))
        self.agreements.show_rows([(str(one.id), agreement_row(one, today, named=False)) for one in view.agreements])
        self.projects.show_rows([(str(one), RowLook(title, icon="bulb")) for one, title in view.projects])
        for part in (self.projects_head, self.projects):
            part.setVisible(bool(view.projects))


def _warning(card: PartnerCard) -> str:
    said = [f"Fermé le {write_day(card.closed_on)}\u00a0: gardé pour l’histoire."] if card.closed_on else []
    if is_sensitive(card):
        said.append(SENSITIVE)
    return " ".join(said)


def facts_of(card: PartnerCard) -> tuple[tuple[str, str], ...]:
    """What is known of how to reach a partner, nothing of what is not."""
    town = " ".join(part for part in (card.postcode, card.commune) if part)
    facts = (
        ("Sigle", card.acronym),
        ("Téléphone", write_phone(card.phone) if card.phone else ""),
        ("Courriel", card.email),
        ("Site", card.site),
        ("Adresse", ", ".join(part for part in (card.address, town) if part)),
        ("Qui demander", card.contact),
        ("Horaires", card.hours),
        ("Services", ", ".join(card.services)),
        ("Siret", card.siret),
    )
    return tuple((label, value) for label, value in facts if value) or (("Coordonnées", ""),)
