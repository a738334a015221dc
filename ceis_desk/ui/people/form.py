"""The form of a person, new or known: nothing is compulsory, and what is rarer stays folded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ceis_desk.core.dates import write_day
from ceis_desk.people.model import HouseholdMember, PersonHit
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import Card, column, even
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.district_field import DistrictField
from ceis_desk.ui.people.entries import Entries
from ceis_desk.ui.people.form_more import FOLDED, More
from ceis_desk.ui.people.household import HouseholdEditor
from ceis_desk.ui.people.typed import Reading

_CIVILITIES = (("Mme", "Mme"), ("M.", "M."), ("", "Ne pas dire"))


class PersonForm(QWidget):
    """Typed text in and out; `edited` after each touch, `entered` when Entrée leaves the last field."""

    edited = Signal()
    household_searched = Signal(str)

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__()
        self.entries = Entries(theme, discreet, self)
        self._discreet = discreet
        self._notice_on = ""
        self.district = DistrictField(theme)
        self.household = HouseholdEditor(theme, discreet)
        self.more = More(theme, self.entries, self.household)
        self.setLayout(column(*self._basics(theme), self.more, None, gap=12))
        self.entries.edited.connect(self.edited)
        self.household.edited.connect(self.edited)
        self.household.searched.connect(self.household_searched)

    def _basics(self, theme: Theme) -> tuple[QWidget, ...]:
        made = self.entries
        names = even(made.text("used_name", "Nom d’usage"), made.text("first_name", "Prénom"))
        birth = made.text("birth", "Né(e) le", placeholder="14/03/1984 ou 1984")
        born = even(birth, made.text("birth_name", "Nom de naissance", aside="facultatif", placeholder="si différent"))
        civility = column(Text("Civilité", "label", "ink2"), made.segments("civility", "Civilité", _CIVILITIES), gap=4)
        phone = made.text("phone", "Téléphone")
        contact = even(phone, made.text("district", "Quartier", control=self.district))
        at_desk = made.text(
            "at_desk",
            "À savoir à l’accueil",
            aside="une ligne, lue au comptoir",
            placeholder="Poussette, escalier difficile…",
        )
        notice = Card(theme, kind="inset")
        self.notice = made.box("notice", "Notice d’information remise aujourd’hui", strong=True)
        self._notice_words = Text("La date est gardée dans sa fiche.", "hint", "ink2", wrap=True)
        notice.add(self.notice)
        notice.add(self._notice_words)
        parts = (names, born, civility, contact, at_desk, notice)
        return tuple(part if isinstance(part, QWidget) else _held(part) for part in parts)

    def typed(self) -> dict[str, str]:
        """Everything as typed."""
        return self.entries.typed() | {"notice_on": self._notice_on}

    def put(self, typed: Mapping[str, str], members: tuple[HouseholdMember, ...] = ()) -> None:
        """Show other values; the sections that hold something unfold."""
        self.entries.put(typed)
        self._notice_on = typed.get("notice_on", "")
        given = f"le {write_day(dt.date.fromisoformat(self._notice_on))}" if self._notice_on else "aujourd’hui"
        self.notice.setText(f"Notice d’information remise {given}")
        self.household.show_members(members)
        filled = {fold.code for fold in FOLDED if any(typed.get(code) for code in fold.fields)}
        self.more.unfold(filled | ({"household"} if members else set()))

    def say(self, reading: Reading, *, phone_known: bool, qpv_list: str) -> None:
        """How each field was understood."""
        show = self._discreet.show
        said = reading.understood.items()
        understood = {code: show.phone(words) for code, words in said if code == "birth" or self._other(code, words)}
        self.entries.say(understood, reading.refused)
        if phone_known and "phone" not in reading.refused:
            self.entries.fields["phone"].set_warning("numéro déjà connu")
        if "district" not in reading.refused:
            self.entries.fields["district"].set_hint(qpv_list if self.district.is_listed() else "")

    def _other(self, code: str, words: str) -> bool:
        """Whether the number is read otherwise than it stands."""
        return " ".join(self.entries.texts[code].text().split()) != words

    def on_last_field(self) -> bool:
        """Whether the cursor is in the last line of text that shows."""
        shown = [text for text in self.entries.texts.values() if text.isVisibleTo(self)]
        return bool(shown) and QApplication.focusWidget() is shown[-1]

    def first_refused(self, reading: Reading) -> None:
        """Put the cursor in the first field that cannot be kept, unfolding its section."""
        code = next((code for code in self.entries.texts if code in reading.refused), "")
        if code:
            self.more.unfold({fold.code for fold in FOLDED if code in fold.fields})
            self.entries.texts[code].setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """The cursor where it starts, after what is already there."""
        name = self.entries.texts["used_name"]
        name.setFocus(Qt.FocusReason.OtherFocusReason)
        name.setCursorPosition(len(name.text()))

    def show_hits(self, hits: tuple[PersonHit, ...]) -> None:
        """Known persons for the household."""
        self.household.show_hits(hits)


def _held(layout: QLayout) -> QWidget:
    widget = QWidget()
    widget.setLayout(layout)
    return widget
