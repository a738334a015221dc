"""« Plus tard ou maintenant »: the sections that unfold, one button each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ceis_desk.people.model import Company, Family
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import column, even
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.entries import Entries
from ceis_desk.ui.people.household import HouseholdEditor


@dataclass(frozen=True)
class Fold:
    """One section: its button and the fields that unfold it when they hold something."""

    code: str
    words: str
    icon: str
    fields: tuple[str, ...] = ()


FOLDED = (
    Fold("address", "Adresse", "map-pin", ("address", "postcode", "commune", "qpv")),
    Fold("languages", "Langues", "language", ("languages",)),
    Fold("household", "Foyer", "users"),
    Fold("safe", "Contact sûr", "phone-off", ("no_call", "no_message", "no_letter", "hours")),
    Fold("more_contact", "E-mail, autre numéro", "message", ("email", "other_phones")),
    Fold("needs", "Besoins", "heart-handshake", ("pushchair", "step_free", "interpreter")),
    Fold("family", "Famille, isolement", "home", ("family", "lives_alone", "company")),
    Fold("sex", "Sexe", "user", ()),
)
_QPV = (("", "D’après le quartier"), ("yes", "QPV"), ("no", "Hors QPV"), ("unknown", "Non renseigné"))
_SEX = (("female", "Femme"), ("male", "Homme"), ("", "Ne pas dire"))
_ALONE = (("yes", "Oui"), ("no", "Non"), ("", "Ne pas dire"))


class More(QWidget):
    """The buttons, then the sections that are unfolded, in the same order."""

    def __init__(self, theme: Theme, entries: Entries, household: HouseholdEditor) -> None:
        super().__init__()
        self._entries = entries
        self._sections: dict[str, QWidget] = {}
        self.buttons: dict[str, Button] = {}
        builders: dict[str, Callable[[], tuple[QWidget, ...]]] = {
            "address": self._address,
            "languages": self._languages,
            "household": lambda: (Text("Foyer", "label", "ink2"), household),
            "safe": self._safe,
            "more_contact": self._contact,
            "needs": self._needs,
            "family": self._family,
            "sex": lambda: (Text("Sexe", "label", "ink2"), entries.segments("sex", "Sexe", _SEX)),
        }
        for fold in FOLDED:
            button = Button(theme, fold.words, kind="tinted", icon=fold.icon, compact=True)
            button.setCheckable(True)
            button.toggled.connect(lambda on, code=fold.code: self._sections[code].setVisible(on))
            self.buttons[fold.code] = button
            section = QWidget()
            section.setLayout(column(*builders[fold.code](), gap=6))
            section.hide()
            self._sections[fold.code] = section
        chips = QWidget()
        chips.setLayout(Flow(*self.buttons.values(), gap=6))
        head = Text("Plus tard ou maintenant\u00a0:", "secondary", "ink2")
        self.setLayout(column(head, chips, *self._sections.values(), gap=10))

    def unfold(self, codes: Iterable[str]) -> None:
        """Unfold these sections, leaving the others as they are."""
        for code in codes:
            self.buttons[code].setChecked(True)

    def fold_all(self) -> None:
        """Only the buttons."""
        for button in self.buttons.values():
            button.setChecked(False)

    def hide_household(self, *, hidden: bool) -> None:
        """A known person's household has its own editor, in her record."""
        self.buttons["household"].setVisible(not hidden)
        if hidden:
            self.buttons["household"].setChecked(False)

    def _address(self) -> tuple[QWidget, ...]:
        made = self._entries
        place = QWidget()
        place.setLayout(even(made.text("postcode", "Code postal"), made.text("commune", "Commune")))
        return made.text("address", "Adresse"), place, made.choice("qpv", "Quartier prioritaire (QPV)", _QPV)

    def _languages(self) -> tuple[QWidget, ...]:
        return (self._entries.text("languages", "Langues", placeholder="français, arabe"),)

    def _safe(self) -> tuple[QWidget, ...]:
        made = self._entries
        return (
            Text("Contact sûr", "label", "ink2"),
            made.box("no_call", "Ne pas appeler"),
            made.box("no_message", "Ne pas envoyer de message"),
            made.box("no_letter", "Ne pas envoyer de courrier"),
            made.text("hours", "Préférence", placeholder="appels le matin", hint="La raison n’est jamais notée ici."),
        )

    def _contact(self) -> tuple[QWidget, ...]:
        made = self._entries
        other = made.text("other_phones", "Autres téléphones", hint="Plusieurs numéros\u00a0: une virgule entre deux.")
        return made.text("email", "E-mail"), other

    def _needs(self) -> tuple[QWidget, ...]:
        made = self._entries
        return (
            Text("Besoins à l’accueil", "label", "ink2"),
            made.box("pushchair", "Poussette"),
            made.box("step_free", "Accès sans marche"),
            made.box("interpreter", "Interprète"),
        )

    def _family(self) -> tuple[QWidget, ...]:
        made = self._entries
        return (
            made.choice("family", "Situation familiale", tuple((one.value, one.label) for one in Family)),
            Text("Vit seul·e", "label", "ink2"),
            made.segments("lives_alone", "Vit seul·e", _ALONE),
            made.choice("company", "Voit quelqu’un", tuple((one.value, one.label) for one in Company)),
        )
