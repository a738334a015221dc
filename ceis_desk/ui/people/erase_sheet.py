"""Erasing a person for good: what goes, what stays without a name, who decided, and her name typed to confirm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.questions import StaffMember
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import key
from ceis_desk.people.model import ErasureExtent, Identity
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.rows import name_of

WITHOUT_NAME = "effacer"
"""What is typed for a record that bears no name."""
FOR_EVER = (
    "Cela ne s’annule pas, et se fait à tous les postes au prochain échange. Les sauvegardes déjà faites gardent la "
    "fiche jusqu’à leur tour d’être jetées\u00a0: si l’une est reprise, la fiche est effacée de nouveau."
)
SEALED = (
    "les notes, les documents et les commentaires réservés, ses mots, ses réponses à l’échelle du CEIS, les freins "
    "réservés et les faits de santé, dès que quelqu’un qui les lit ouvre sa session\u00a0; les dossiers budget dont "
    "elle est la seule personne, avec tout ce qu’ils contiennent, dès qu’une conseillère ouvre sa session"
)
NO_DIRECTION = "Aucun compte de la direction n’est ouvert\u00a0: personne ne peut décider d’un effacement."


class EraseSheet(QWidget):
    """`confirmed` gives the account that decided, as text, empty for whoever is here; `closed` keeps the record.

    `deciders` are the accounts of the direction, none when whoever is here is of it.
    """

    confirmed = Signal(str)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        discreet: Discreet,
        identity: Identity,
        extent: ErasureExtent,
        deciders: Sequence[StaffMember] | None,
    ) -> None:
        super().__init__()
        self._discreet, self._identity = discreet, identity
        self._wanted = identity.used_name or identity.birth_name or identity.first_name or WITHOUT_NAME
        self._title = Text("", "title", wrap=True)
        goes, stays = Card(theme, "Ce qui sera effacé", "trash"), Card(theme, "Ce qui reste, sans nom", "chart-bar")
        goes.add(Text("\n".join(f"–\u00a0{words}" for words in what_goes(extent)), "body", wrap=True))
        stays.add(Text(what_stays(extent), "body", wrap=True))
        self.decider = ComboBox(theme, tuple((str(one.id), one.name) for one in deciders or ()))
        decided = Field(theme, "Décision de la direction", self.decider)
        decided.setVisible(bool(deciders))
        self._may = deciders is None or bool(deciders)
        self.typed = TextField(theme)
        self.typed.obey(discreet)
        label = "Son nom de famille, pour confirmer" if self._wanted != WITHOUT_NAME else "Écrivez « effacer »"
        self._field = Field(theme, label, self.typed, hint="Les accents et les majuscules ne comptent pas.")
        self.back = Button(theme, "Garder la fiche", key="Échap")
        self.go = Button(theme, "Effacer pour toujours", kind="danger", icon="trash")
        self.go.setEnabled(False)
        answers = row(None, self.back, self.go, gap=10)
        warning = Text(FOR_EVER if self._may else NO_DIRECTION, "body", "danger", wrap=True)
        parts = (self._title, goes, stays, warning, decided, self._field, answers)
        self.setLayout(column(*parts, gap=12, margins=(20, 16, 20, 18)))
        self.typed.textChanged.connect(lambda _text: self.go.setEnabled(self._is_named()))
        self.typed.returnPressed.connect(self._confirm)
        self.go.clicked.connect(self._confirm)
        self.back.clicked.connect(self.closed)
        discreet.changed.connect(self._name)
        self._name()

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was erased."""
        self.go.setEnabled(True)
        self._field.set_error(refusal.sentence)

    def _is_named(self) -> bool:
        return self._may and key(self.typed.text()) == key(self._wanted)

    def _name(self) -> None:
        name = name_of(self._identity, self._discreet.show)
        self._title.setText(f"Effacer la fiche de {name}" if name else "Effacer une fiche sans nom")

    def _confirm(self) -> None:
        if not self._is_named():
            said = "Ce n’est pas son nom. Rien n’est effacé." if self._may else NO_DIRECTION
            self._field.set_error(said)
            announce(self, said)
            return
        self.go.setEnabled(False)
        self.confirmed.emit(self.decider.value() if self.decider.count() else "")


def what_goes(extent: ErasureExtent) -> Iterator[str]:
    """What is taken away, a line each."""
    merged = f", et {plural(extent.records - 1, 'fiche réunie', 'fiches réunies')} à la sienne" * (extent.records > 1)
    yield f"son nom, sa naissance, son adresse, sa situation, ce qu’on sait d’elle à l’accueil{merged}"
    for count, one, many in (
        (extent.phones, "téléphone", "téléphones"),
        (extent.household, "place dans un foyer", "places dans un foyer"),
        (extent.names, "personne de son foyer, connue par son nom", "personnes de son foyer, connues par leur nom"),
        (extent.messages, "message à son sujet", "messages à son sujet"),
        (extent.waiting, "place en liste d’attente", "places en liste d’attente"),
        (extent.items, "objectif, étape ou action de son parcours", "objectifs, étapes et actions de son parcours"),
        (extent.shares, "partage d’informations", "partages d’informations"),
        (extent.procedures, "démarche en ligne", "démarches en ligne"),
        (extent.words, "précision ou prénom notés à un passage", "précisions ou prénoms notés à ses passages"),
    ):
        if count:
            yield plural(count, one, many)
    yield SEALED


def what_stays(extent: ErasureExtent) -> str:
    """What the figures keep counting."""
    counts = [
        plural(count, one, many)
        for count, one, many in (
            (extent.visits, "passage", "passages"),
            (extent.appointments, "rendez-vous", "rendez-vous"),
            (extent.sessions, "présence à un atelier", "présences à des ateliers"),
            (extent.referrals, "orientation", "orientations"),
            (extent.groups, "groupe Unis’Vers", "groupes Unis’Vers"),
            (extent.contracts, "contrat", "contrats"),
            (extent.helps, "aide numérique", "aides numériques"),
            (extent.posts, "passage à un ordinateur", "passages à un ordinateur"),
            (extent.projects, "part dans un projet", "parts dans des projets"),
        )
        if count
    ]
    if not counts:
        return "Rien\u00a0: elle n’est comptée nulle part."
    words = " et ".join(filter(None, (", ".join(counts[:-1]), counts[-1])))
    return f"{words}, avec l’âge et le quartier de ce jour-là\u00a0: aucun chiffre déjà compté ne bouge."
