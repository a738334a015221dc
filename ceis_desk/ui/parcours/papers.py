"""What is printed of a parcours: the page for the person herself, and what a recorded sharing hands to a partner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceis_desk.core.press import Issuer, Paper
from ceis_desk.parcours.model import WayOfPerson
from ceis_desk.parcours.own_words import OwnWords, ReadOwnWords
from ceis_desk.parcours.paper_making import Issued, plain_paper, summary_paper
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.parcours.sharing import ReadShares, Share
from ceis_desk.people.model import PersonRecord
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.parcours.page import WayPanel
from ceis_desk.ui.printing.issuing import Issuing
from ceis_desk.ui.shell.keyboard import Keyboard

PLAIN_PAGE, PLAIN_SHORT = "Fiche parcours simplifiée", "Fiche simplifiée"
NOT_SHARED = (
    "Ce partage n’est plus dans le registre. Rien n’a été imprimé\u00a0: notez le partage, puis imprimez-le depuis "
    "sa ligne."
)
Then = Callable[[Paper], None]


def offer_page(panel: WayPanel, theme: Theme, keyboard: Keyboard, asked: Callable[[], None]) -> Button:
    """The button of the page, over the lanes: what it does, Ctrl P does."""
    button = Button(theme, PLAIN_PAGE, kind="tinted", icon="printer", compact=True)
    button.clicked.connect(asked)
    panel.lanes.offer(button, PLAIN_SHORT)

    def tell() -> None:
        # Said and shown apart: the head of the lanes has no room for one more key.
        button.setAccessibleDescription(keyboard.cap("print"))
        button.setToolTip(keyboard.cap("print"))

    keyboard.follow(button, tell)
    return button


@dataclass(frozen=True)
class WayPapers:
    """Each document reads again what it bears: nothing printed is older than the store."""

    panel: WayPanel
    issuing: Issuing

    def shown(self, record: PersonRecord, then: Then) -> None:
        """Give what the tab has to print: the sharing under the cursor, else the page of the person."""
        rows = self.panel.whole.shares.rows
        if rows.hasFocus() and rows.current():
            self.summary(record, rows.current(), then)
        else:
            self.plain(record, then)

    def plain(self, record: PersonRecord, then: Then) -> None:
        """Give the page of the person."""
        looks = {one.code: (one.label, one.icon) for one in PLATFORMS}

        def bear(way: WayOfPerson, issuer: Issuer) -> None:
            then(plain_paper(self._issued(issuer), record.identity, way, looks))

        self._read(record, bear)

    def summary(self, record: PersonRecord, share: str, then: Then) -> None:
        """Give what one sharing passes on, as the register has it now; nothing without one."""
        link = self.issuing.link

        def found(shares: tuple[Share, ...]) -> None:
            act = next((one for one in shares if str(one.id) == share), None)
            if act is None:
                link.refused.emit(NOT_SHARED)
            else:
                link.ask(ReadOwnWords(record.id), lambda words: self._share(record, act, words, then), key="way-words")

        link.ask(ReadShares(record.id), found, key="way-shares")

    def _share(self, record: PersonRecord, share: Share, words: tuple[OwnWords, ...], then: Then) -> None:
        self._read(
            record,
            lambda way, issuer: then(summary_paper(self._issued(issuer), record.identity, way, words, share)),
        )

    def _read(self, record: PersonRecord, then: Callable[[WayOfPerson, Issuer], None]) -> None:
        ask = self.issuing.link.ask
        ask(ReadWay(record.id), lambda way: self.issuing.issuer(lambda issuer: then(way, issuer)), key="way-print")

    def _issued(self, issuer: Issuer) -> Issued:
        return Issued(issuer, self.issuing.clock(), self.issuing.site.demo)
