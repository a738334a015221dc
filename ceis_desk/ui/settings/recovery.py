"""The recovery key: whether it was tried once, the way to try it, and that to renew it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.access.door import Door
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.link import Answers, StoreLink
from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.page import SectionView, SettingsPage
from ceis_desk.ui.settings.site_values import SiteValues
from ceis_desk.ui.shell.recovery_sheet import TryKeyForm
from ceis_desk.ui.shell.renewal_sheet import TITLE, RenewForm, ask_renewal

RIGHT_KEY = "La clé de secours est la bonne. Rangez-la de nouveau."
TRIED = ChipLook("essayée", "success", "check")
NOT_TRIED = ChipLook("à essayer une fois", "warn", "alert-triangle")
NOT_SEEN = ChipLook("personne ne l’a", "danger", "alert-triangle")
_WORDS = (
    "Imprimée quand elle est créée, elle n’est gardée nulle part dans le programme.",
    "Rangez-la hors du bureau, sous enveloppe, avec le nom du poste. Deux exemplaires valent mieux qu’un.",
    "L’essayer une fois prouve qu’elle se relit, et donne leurs clés aux membres d’équipe qui les attendent.",
    "S’en servir pour revenir est un acte inscrit au journal, que chacun peut voir.",
    "Feuille perdue, ou vue par quelqu’un qui ne devait pas\u00a0: renouvelez-la, l’ancienne n’ouvrira plus rien.",
)


class RecoveryView(SectionView):
    """The state in a chip, a few sentences, two buttons."""

    try_asked = Signal()
    renewal_asked = Signal()

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self.state = Chip(theme, NOT_TRIED.words, NOT_TRIED.tone, NOT_TRIED.icon)
        self.button = Button(theme, "Essayer la clé", kind="main", icon="key")
        self.button.clicked.connect(self.try_asked)
        self.renew = Button(theme, "Renouveler la clé", icon="refresh")
        self.renew.setVisible(writable)
        self.renew.clicked.connect(self.renewal_asked)
        self.mark = Text("", "strong", wrap=True)
        self.mark.hide()
        card = Card(theme, "Clé de secours", "shield-lock")
        card.right.addWidget(self.state)
        card.add(self.mark)
        for sentence in _WORDS:
            card.add(Text(sentence, "body", wrap=True))
        card.add(row(self.button, self.renew, None, gap=10))
        self.setLayout(column(card, None))


class RecoveryPart(QObject):
    """The section at work; `tried` says that the right key was typed, `renewed` gives another one."""

    tried = Signal()
    renewed = Signal(object)

    def __init__(self, page: SettingsPage, link: StoreLink, door: Door, *, writable: bool) -> None:
        super().__init__(page)
        self._page, self._link, self._door = page, link, door
        self._answers, self._values = Answers(self), SiteValues()
        self.view = RecoveryView(page.theme, writable=writable)
        self.view.try_asked.connect(self._open)
        self.view.renewal_asked.connect(self._renew)

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._values = values
        self.read()

    def read(self) -> None:
        """Which sheet is the right one, and what is said of it: an exchange may have brought another."""
        self._answers.when(self._door.recovery_mark(), self._show_mark, lambda _: self._show_mark(""))

    def _show_mark(self, mark: str) -> None:
        seen, tried = (said in (True, mark) for said in (self._values.recovery_seen, self._values.recovery_tried))
        self.view.mark.setText(f"La bonne feuille porte le repère {mark}, écrit sous son titre.")
        # Of a key that nobody had, no sheet is the right one.
        self.view.mark.setVisible(seen and bool(mark))
        known = TRIED if tried else NOT_TRIED
        self.view.state.show_look(known if seen else NOT_SEEN)

    def _renew(self) -> None:
        def open_sheet(form: RenewForm) -> Sheet:
            return self._page.open_sheet(form, TITLE, form.password)

        ask_renewal(open_sheet, self._page.theme, self._answers, self._door, self.renewed.emit)

    def _open(self) -> None:
        form = TryKeyForm(self._page.theme)
        sheet = self._page.open_sheet(form, "Essayer la clé de secours", form.key)

        def done(_right: bool) -> None:
            if isValid(sheet):
                sheet.close_sheet()
            self.view.state.show_look(TRIED)
            self._link.done.emit(Change(said=RIGHT_KEY))
            self.tried.emit()

        def refuse(refusal: Refusal) -> None:
            if isValid(sheet):
                form.refuse(refusal.sentence)

        form.asked.connect(lambda text: self._answers.when(self._door.try_recovery(text), done, refuse))
