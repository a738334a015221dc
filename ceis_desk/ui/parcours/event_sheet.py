"""An event that has no page of its own, in whole words."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.parcours.model import Event
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.words import detail_of, platform_label, state_words, title_of, when_words


class EventSheet(QWidget):
    """When, where, with whom, and what may be said of it; it follows the discreet screen."""

    closed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, event: Event, today: dt.date) -> None:
        super().__init__()
        self._discreet, self._event, self._today = discreet, event, today
        self._title = Text("", "title", wrap=True)
        self.facts = Facts(name="Événement")
        self.close_it = Button(theme, "Fermer", key="Échap")
        self.close_it.clicked.connect(self.closed)
        answers = row(self.close_it, None)
        self.setLayout(column(self._title, self.facts, answers, gap=12, margins=(20, 16, 20, 18)))
        discreet.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        show, event = self._discreet.show, self._event
        self._title.setText(title_of(event, show))
        facts = (
            ("Quand", when_words(event, self._today)),
            ("Plateforme", platform_label(show.platform(event.platform))),
            ("Avec", event.with_name),
            ("État", state_words(event)),
            ("Précision", detail_of(event, show)),
        )
        self.facts.show_facts([(label, words) for label, words in facts if words])
