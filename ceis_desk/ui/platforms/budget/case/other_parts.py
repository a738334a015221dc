"""The other parts of a case: what is done for the household, its rights, its letters, who lives there."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_day
from ceis_desk.platforms.budget.letters import LetterTemplate
from ceis_desk.platforms.budget.model import Member, Objective
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.platforms.budget.rights_check import LOOK_UP, Housing, RightToCheck
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.rows import name_parts
from ceis_desk.ui.platforms.budget.case.columns import Columns
from ceis_desk.ui.platforms.budget.case.line_rows import (
    intervention_row,
    letter_row,
    microcredit_row,
    right_row,
    to_check_row,
)

_HOUSING = (
    (Housing.UNKNOWN.value, "non dit"),
    (Housing.TENANT.value, "locataire"),
    (Housing.OWNER.value, "propriétaire"),
    (Housing.HOSTED.value, "hébergé"),
    (Housing.NONE.value, "sans logement"),
)
_WHOLE = 100


class WorkPart(QWidget):
    """« Démarches »: interventions with creditors, microcredits."""

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__()
        self._discreet = discreet
        nothing = "Aucune intervention auprès d’un créancier."
        self.interventions = ListCard(theme, "Interventions", "phone", verb="Ajouter", empty=nothing)
        self.microcredits = ListCard(theme, "Microcrédits", "pig", verb="Ajouter", empty="Aucun microcrédit.")
        wholes = ((_held(self.interventions), 1), (_held(self.microcredits), 1))
        self.setLayout(row(Columns(theme, wholes, narrow=760)))

    def cards(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.interventions, self.microcredits)

    def show_case(self, view: CaseView, today: dt.date) -> None:
        """Latest first, those that wait for an answer before the others."""
        show = self._discreet.show
        asked = sorted(view.interventions, key=lambda one: (bool(one.answer.value), -one.day.toordinal()))
        self.interventions.show_rows([(str(one.id), intervention_row(one, show, today)) for one in asked])
        self.microcredits.show_rows([(str(one.id), microcredit_row(one, show, today)) for one in view.microcredits])


class RightsPart(QWidget):
    """« Droits »: those opened with the household, and those to verify; `housing_chosen` asks the list again."""

    housing_chosen = Signal(str)

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__()
        self._discreet = discreet
        self._to_check: tuple[RightToCheck, ...] = ()
        self.opened = ListCard(theme, "Droits ouverts", "check", verb="Ajouter", empty="Aucun droit ouvert noté ici.")
        self.housing = ComboBox(theme, _HOUSING)
        self.to_check = ListCard(
            theme, "Droits à vérifier", "search", verb="Noter comme ouvert", empty="Rien de plus à vérifier."
        )
        promise = f"Une liste de questions, jamais une promesse\u00a0: chaque droit est {LOOK_UP}."
        self.to_check.body.insertWidget(0, Text(promise, "secondary", "ink2", wrap=True))
        self.to_check.body.insertWidget(1, Field(theme, "Logement du foyer", self.housing))
        wholes = ((_held(self.to_check), 3), (_held(self.opened), 2))
        self.setLayout(row(Columns(theme, wholes, narrow=760)))
        self.housing.activated.connect(lambda _at: self.housing_chosen.emit(self.housing.value()))

    def cards(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.to_check, self.opened)

    def show_case(self, view: CaseView, today: dt.date) -> None:
        """The rights opened."""
        show = self._discreet.show
        self.opened.show_rows([(str(one.id), right_row(one, show, today)) for one in view.rights])
        self.show_to_check(self._to_check)

    def show_to_check(self, found: tuple[RightToCheck, ...]) -> None:
        """The checklist of the household."""
        self._to_check = found
        self.to_check.show_rows([(one.right.value, to_check_row(one, self._discreet.show)) for one in found])


class LettersPart(QWidget):
    """« Courriers »: the letters that may be written, and those that were."""

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__()
        self._discreet = discreet
        self.templates = Card(theme, "Écrire un courrier", "pencil")
        self.models = RowList(theme, "Modèles de courrier", fit=True)
        said = "Le courrier se remplit avec le dossier\u00a0; vous le relisez avant de le garder."
        self.templates.add(Text(said, "secondary", "ink2", wrap=True))
        self.templates.add(self.models)
        self.templates.layout().setContentsMargins(14, 10, 10, 8)  # type: ignore[union-attr]  # a card has its layout
        self.sent = ListCard(
            theme, "Courriers gardés", "mail", verb="Écrire", empty="Aucun courrier gardé.", adds=False
        )
        self._beside = _held(self.templates)
        self.setLayout(row(Columns(theme, ((self._beside, 2), (_held(self.sent), 3)), narrow=760)))

    def cards(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.templates, self.sent)

    def show_case(self, view: CaseView, today: dt.date) -> None:
        """The history, latest first."""
        self._beside.setVisible(view.is_open)
        letters = sorted(view.letters, key=lambda one: one.day, reverse=True)
        self.sent.show_rows([(str(one.id), letter_row(one, self._discreet.show)) for one in letters])

    def show_templates(self, templates: tuple[LetterTemplate, ...]) -> None:
        """The letters that may be written."""
        looks = [RowLook(one.title, subtitle=one.subject, icon="mail", icon_tone="violet") for one in templates]
        self.models.show_rows([(one.code, look) for one, look in zip(templates, looks, strict=True)])


class HouseholdPart(QWidget):
    """« Foyer »: the members as the formulas mean them, and what was decided with them."""

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__()
        self._discreet = discreet
        self.members = ListCard(theme, "Foyer", "users", verb="Ajouter", empty="Personne n’est noté dans le foyer.")
        self.take = self.members.tool("refresh", "Reprendre le foyer de la fiche")
        self.objectives = ListCard(theme, "Objectifs", "flag", verb="Ajouter", empty="Aucun objectif noté.")
        self.case = ListCard(theme, "Dossier", "pig", verb="Modifier", empty="")
        self.case.add_line.set_icon("edit")
        right = QWidget()
        right.setLayout(column(self.objectives, self.case, None, gap=12))
        self.setLayout(row(Columns(theme, ((_held(self.members), 1), (right, 1)), narrow=760)))

    def cards(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.members, self.objectives, self.case)

    def show_case(self, view: CaseView, today: dt.date) -> None:
        """Who lives there, what was decided, and how the case came."""
        show, case = self._discreet.show, view.case
        self.members.show_rows([(str(at), member_row(one, show, today)) for at, one in enumerate(case.members)])
        aims = [(str(at), objective_row(one, show)) for at, one in enumerate(case.objectives)]
        self.objectives.show_rows(aims)
        facts = (
            ("Nature", show.motif(case.kind.label)),
            ("Orientation", show.motif(case.source.label)),
            ("Référente", view.referent_name or "personne"),
            ("Ouvert le", write_day(case.opened_on)),
        )
        self.case.show_rows([(label, RowLook(label, right=value, compact=True)) for label, value in facts])


def member_row(member: Member, show: Discretion, today: dt.date) -> RowLook:
    """« DUPUY Yves · adulte, 41 ans · à charge pour une saisie »."""
    age = f"{today.year - member.birth_year} ans" if member.birth_year else "âge non saisi"
    said = ["adulte" if member.adult else "enfant", "" if show.on else age]
    if not member.adult and member.custody_percent != _WHOLE:
        said.append(f"garde {member.custody_percent}\u00a0%")
    counted = (
        (member.dependant, "à charge (saisie)"),
        (member.family_child, "enfant à charge (CAF)"),
        (member.disabled, "handicap"),
    )
    chips = tuple(ChipLook(words, "neutral", outlined=True) for on, words in counted if on and not show.on)
    family, first = name_parts(member.name)
    return RowLook(
        show.name("", family, first), subtitle=", ".join(part for part in said if part), icon="user", chips=chips
    )


def objective_row(objective: Objective, show: Discretion) -> RowLook:
    """« Ouvrir un compte d’épargne · décidé le 11/03/2019 »."""
    said = f"décidé le {write_day(objective.day)}"
    if objective.reached_on is not None:
        said = f"atteint le {write_day(objective.reached_on)}"
    done = objective.reached_on is not None
    icon, tone = ("check", "success") if done else ("flag", "violet")
    return RowLook(show.phone(objective.text), subtitle=said, icon=icon, icon_tone=tone, quiet=done)


def _held(*cards: QWidget) -> QWidget:
    held = QWidget()
    held.setLayout(column(*cards, None, gap=12))
    held.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return held
