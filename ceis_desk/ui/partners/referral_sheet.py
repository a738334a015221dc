"""One referral over the record of its person: what was said of it, and what may be said now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.partners.model import Referral
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.partners.chase_card import ReferralCard
from ceis_desk.ui.partners.referring import Referring
from ceis_desk.ui.people.keys import is_enter
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PARTNERS


class ReferralSheet(QWidget):
    """`closed` when it is left, before anything else opens in its place."""

    closed = Signal()

    def __init__(
        self, theme: Theme, discreet: Discreet, keyboard: Keyboard, referral: Referral, today: dt.date, *, writes: bool
    ) -> None:
        super().__init__()
        self._discreet, self._keyboard, self._referral, self._today = discreet, keyboard, referral, today
        self._writes = writes
        self.card = ReferralCard(theme, keyboard)
        # Her record is under the sheet.
        self.card.record.hide()
        for button in (self.card.state, self.card.outcome, self.card.remind, self.card.correct, self.card.drop):
            button.setVisible(writes)
        self.close_it = Button(theme, "Fermer", key="Échap")
        inside = QWidget()
        inside.setLayout(column(self.card, None, margins=(6, 6, 6, 6)))
        self.setLayout(
            column(
                SheetScroll(inside), row(self.close_it, None, margins=(6, 0, 6, 0)), gap=10, margins=(14, 12, 14, 18)
            )
        )
        self.close_it.clicked.connect(self.closed)
        discreet.changed.connect(self._show)
        self._show()

    def obey(self, referring: Referring) -> None:
        """Give what is asked to whoever drives referrals."""
        card = self.card
        for asked, act in (
            (card.asked_state, referring.ask_state),
            (card.asked_outcome, referring.ask_outcome),
            (card.later, referring.later),
            (card.corrected, referring.correct),
            (card.dropped, referring.drop),
        ):
            asked.connect(self._after(act))

    def first(self) -> QWidget:
        """Where the cursor starts."""
        return self.card.state if self._writes else self.close_it

    def _after(self, act: Callable[[Referral], None]) -> Callable[[], None]:
        def done() -> None:
            referral = self._referral
            self.closed.emit()
            act(referral)

        return done

    def _show(self) -> None:
        self.card.show_referral(self._referral, self._discreet.show, self._today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Space: self.card.outcome, Qt.Key.Key_Delete: self.card.drop}
        asked = self.card.state if is_enter(event) else keys.get(Qt.Key(event.key()))
        if self._keyboard.asked(event, PARTNERS) == "edit-partner":
            asked = self.card.correct
        if asked is not None and asked.isVisibleTo(self):
            asked.click()
        else:
            super().keyPressEvent(event)
