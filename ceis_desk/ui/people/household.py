"""The household: who lives with her, known persons found by their name or a name given for a child."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import initials
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import find_nir
from ceis_desk.people.model import HouseholdMember, HouseholdRole, PersonHit
from ceis_desk.people.names import display_name
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.drafts import Part
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.people.rows import member_row
from ceis_desk.ui.people.typed import NIR

_ROLES = tuple((role.value, role.label) for role in HouseholdRole)
_FEWEST_LETTERS = 2


class HouseholdEditor(QWidget):
    """Members in, members out; `searched` asks for known persons of that name."""

    edited = Signal()
    searched = Signal(str)

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__()
        self._discreet = discreet
        self._members: tuple[HouseholdMember, ...] = ()
        self._hits: tuple[PersonHit, ...] = ()
        self.list = RowList(theme, "Membres du foyer", fit=True)
        self.name = TextField(theme, placeholder="NOM Prénom")
        self.name.obey(discreet)
        self.role = ComboBox(theme, _ROLES)
        self.role.set_value(HouseholdRole.CHILD.value)
        self.year = TextField(theme, placeholder="2010")
        self.year.obey(discreet)
        self.year.setMaxLength(4)
        self.known = RowList(theme, "Personnes connues de ce nom", fit=True)
        self.known.hide()
        self.add = Button(theme, "Ajouter au foyer", icon="plus", compact=True)
        self._name_field = Field(theme, "Nom, prénom", self.name)
        self._year_field = Field(theme, "Né(e) en", self.year, aside="facultatif")
        line = row(self._name_field, Field(theme, "Place", self.role), self._year_field, gap=8)
        for at, share in enumerate((3, 2, 2)):
            line.setStretch(at, share)
        self.setLayout(column(self.list, line, self.known, row(self.add, None), gap=8))
        self.name.textEdited.connect(self._search)
        self.add.clicked.connect(self._add_typed)
        self.known.opened.connect(self._add_known)
        self.list.acted.connect(self._remove)
        self.list.opened.connect(lambda _ident: None)
        discreet.changed.connect(self._show)
        self._show()

    def members(self) -> tuple[HouseholdMember, ...]:
        """The members as they stand, what was typed without « Ajouter » included."""
        return self._members

    def show_members(self, members: tuple[HouseholdMember, ...]) -> None:
        """Start from these members."""
        self._members = members
        self.name.clear()
        self.year.clear()
        self.show_hits(())
        self._show()

    def show_hits(self, hits: tuple[PersonHit, ...]) -> None:
        """Known persons of the name being typed."""
        taken = {member.person_id for member in self._members}
        self._hits = tuple(hit for hit in hits if hit.id not in taken)
        show = self._discreet.show
        self.known.show_rows(
            [
                (
                    str(hit.id),
                    RowLook(
                        show.name(hit.civility, hit.used_name or hit.birth_name, hit.first_name),
                        beside=show.birth(hit.birth_date, hit.birth_year),
                        initials=initials(hit.used_name or hit.birth_name, hit.first_name),
                        person=str(hit.id),
                        compact=True,
                        right="déjà connue\u00a0: l’ajouter",
                    ),
                )
                for hit in self._hits
            ]
        )
        self.known.setVisible(bool(self._hits))

    def draft_part(self) -> Part:
        """Its members, and the line being typed."""

        def read() -> str:
            return json.dumps([members_as_json(self._members), self.name.text(), self.year.text()])

        def put(words: str) -> None:
            members, name, year = json.loads(words)
            self.show_members(members_from_json(members))
            self.name.setText(name)
            self.year.setText(year)

        return Part(read, put, (self.edited, self.name.textChanged, self.year.textChanged))

    def take_typed(self) -> bool:
        """Add what still stands in the fields; False when it cannot be kept."""
        return not self.name.text().strip() or self._add_typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.name.hasFocus() and self._hits:
            self.known.setFocus(Qt.FocusReason.TabFocusReason)
        elif is_enter(event) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.name.text():
            self._add_typed()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._remove(self.list.current())
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        if len(text.strip()) < _FEWEST_LETTERS:
            self.show_hits(())
        else:
            self.searched.emit(text)

    def _add_typed(self) -> bool:
        name, year = " ".join(self.name.text().split()), self.year.text().strip()
        self._name_field.clear_message()
        self._year_field.clear_message()
        if find_nir(name):
            self._name_field.set_error(NIR)
            return False
        if year and not _is_year(year):
            self._year_field.set_error("Quatre chiffres, par exemple 2010. Le texte est gardé.")
            return False
        if name:
            role = HouseholdRole(self.role.value())
            self._take(HouseholdMember(new_id(), None, name, role, int(year) if year else None))
        return bool(name)

    def _add_known(self, ident: str) -> None:
        hit = next(hit for hit in self._hits if str(hit.id) == ident)
        year = hit.birth_date.year if hit.birth_date else hit.birth_year
        name = display_name("", hit.used_name, hit.first_name, hit.birth_name)
        self._take(HouseholdMember(new_id(), hit.id, name, HouseholdRole(self.role.value()), year))

    def _take(self, member: HouseholdMember) -> None:
        self.show_members((*self._members, member))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _remove(self, ident: str) -> None:
        self._members = tuple(member for member in self._members if str(member.id) != ident)
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        rows = [(str(one.id), member_row(one, self._discreet.show)) for one in self._members]
        self.list.show_rows([(ident, replace(look, action="Retirer", action_icon="x")) for ident, look in rows])
        self.list.setVisible(bool(rows))


def _is_year(text: str) -> bool:
    return bool(re.fullmatch("(?:19|20|21)[0-9]{2}", text))


def members_as_json(members: tuple[HouseholdMember, ...]) -> str:
    """Members for a draft."""
    return json.dumps(
        [[str(one.id), str(one.person_id or ""), one.name, one.role.value, one.birth_year] for one in members]
    )


def members_from_json(text: str) -> tuple[HouseholdMember, ...]:
    """Members of a draft."""
    lines: list[list[Any]] = json.loads(text or "[]")
    return tuple(
        HouseholdMember(Id(ident), Id(person) if person else None, name, HouseholdRole(role), year)
        for ident, person, name, role, year in lines
    )
