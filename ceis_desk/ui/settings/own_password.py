"""One's own password: the old one, then the new one twice."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ceis_desk.access.door import Door
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.password import password_field
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.new_password import NewPassword
from ceis_desk.ui.settings.page import SectionView

CHANGED = "Votre mot de passe est changé."
NO_OLD = "Il manque votre mot de passe actuel."


class OwnPasswordView(SectionView):
    """`asked` gives the old password and the new one."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.old_field, self.old = password_field(theme, "Mot de passe actuel")
        self.new = NewPassword(theme, "Nouveau mot de passe")
        self.save = Button(theme, "Changer mon mot de passe", kind="main", icon="key", key="Entrée")
        card = Card(theme, f"Mot de passe de {name}", "key")
        words = (
            "Vos notes et vos brouillons restent lisibles. Une phrase de quatre mots vaut mieux qu’un mot compliqué."
        )
        card.add(Text(words, "secondary", "ink2", wrap=True))
        card.add(self.old_field)
        card.add(self.new)
        card.add(row(None, self.save))
        self.setLayout(column(card, None))
        self.save.clicked.connect(self.submit)

    def submit(self) -> None:
        """Ask for the change, or put the cursor where something is missing."""
        if not self.old.text():
            self.old_field.set_error(NO_OLD)
            self.old.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.old_field.clear_message()
        new = self.new.taken()
        if new:
            self.save.setEnabled(False)
            self.asked.emit(self.old.text(), new)

    def settle(self, refusal: str = "") -> None:
        """The answer came: fields are emptied, or the refusal is said beside the old password."""
        self.save.setEnabled(True)
        if refusal:
            self.old_field.set_error(refusal)
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
            self.old.selectAll()
            return
        self.old.clear()
        self.old.hide_words()
        self.new.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            event.ignore()


class OwnPasswordPart(QObject):
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, door: Door, name: str) -> None:
        self.view = OwnPasswordView(theme, name)
        super().__init__(self.view)
        self._link = link
        self._answers = Answers(self)
        self.view.asked.connect(
            lambda old, new: self._answers.when(door.change_password(old, new), self._done, self._refused)
        )

    def _done(self, _nothing: None) -> None:
        self.view.settle()
        self._link.done.emit(Change(said=CHANGED))

    def _refused(self, refusal: Refusal) -> None:
        self.view.settle(refusal.sentence)
