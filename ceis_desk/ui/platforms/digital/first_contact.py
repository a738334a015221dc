"""« Première venue au numérique »: whom an animation brought lately, one line below the procedures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.first_contact import NamedContact
from ceis_desk.core.dates import MONTHS
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.ribbon import Notice
from ceis_desk.ui.kit.theme import Theme

LATELY = dt.timedelta(days=30)
"""How long a first venue is news."""


class FirstContactLine(Notice):
    """`followed` gives the person whose record is asked for; hidden as long as there is nobody to say."""

    followed = Signal(object)

    def __init__(self, theme: Theme, discreet: Discreet) -> None:
        super().__init__(theme, "", icon="bulb")
        self._discreet = discreet
        self._contacts: tuple[NamedContact, ...] = ()
        self._today = dt.date.min
        self.follow = Button(theme, "Voir le suivi", kind="quiet", compact=True)
        self.follow.clicked.connect(self._ask)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.follow)
        self.hide()

    def show_contacts(self, contacts: Sequence[NamedContact], today: dt.date) -> None:
        """Whom animations brought lately, as they stand today."""
        self._contacts, self._today = in_order(contacts, today), today
        self.render_names()

    def render_names(self) -> None:
        """Write the name again, as the discreet screen allows."""
        self.words.setText(sentence(self._contacts, self._today, self._discreet.show) if self._contacts else "")
        self.setVisible(bool(self._contacts))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two lines of words take the height of two: what stands above must scroll, never shrink."""
        layout = self.layout()
        if layout is not None:
            # Nothing wraps while there is nobody to say: the layout then has no height of its own, and gives -1.
            self.setMinimumHeight(max(layout.totalMinimumHeightForWidth(self.width()), 0))

    def _ask(self) -> None:
        if self._contacts:
            self.followed.emit(self._contacts[0].contact.person)


def in_order(contacts: Sequence[NamedContact], today: dt.date) -> tuple[NamedContact, ...]:
    """Whoever comes back today first, then those who never did, the latest first; the others need no word."""
    told = [one for one in contacts if one.contact.back_on in (None, today)]
    latest = sorted(told, key=lambda one: one.contact.day, reverse=True)
    return tuple(sorted(latest, key=lambda one: one.contact.back_on is None))


def sentence(contacts: Sequence[NamedContact], today: dt.date, show: Discretion) -> str:
    """« Première venue au numérique : M. LEBRUN, après l’animation du 13 juin. »"""
    first, others = contacts[0], len(contacts) - 1
    name, day = show.name(first.civility, first.used_name, first.first_name), first.contact.day
    on = f"du {'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"
    came = f"après l’animation {on}" if first.contact.back_on == today else f"à l’animation {on}, pas encore de retour"
    more = f" {others} autre{'s' if others > 1 else ''} depuis un mois." if others else ""
    return f"Première venue au numérique\u00a0: {name}, {came}.{more}"
