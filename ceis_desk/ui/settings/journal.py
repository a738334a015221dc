"""The journal of access, day by day: who did what, and about whom unless the screen is discreet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtWidgets import QWidget

from ceis_desk.access.journal_words import journal_words
from ceis_desk.access.masking import DOTS, Discretion
from ceis_desk.access.questions import JournalLine, ReadJournal
from ceis_desk.core.dates import write_hour, write_long_day
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.page import SectionView

_LIMIT = 200
_ICONS = {
    "sign_in": "door-enter",
    "open_record": "eye",
    "merge": "arrows-join-2",
    "import": "upload",
    "account_added": "user-plus",
    "account_closed": "user-off",
    "recovery_renewed": "shield-lock",
    "recovery_tried": "shield-lock",
    "recovery_used": "shield-lock",
}


def journal_rows(lines: Sequence[JournalLine], show: Discretion) -> Iterator[tuple[str, RowLook]]:
    """One heading a day, one row an act, latest first."""
    for day, acts in groupby(lines, lambda line: line.at.date()):
        yield f"day {day}", RowLook(write_long_day(day), heading=True)
        for rank, line in enumerate(acts):
            subject = DOTS if show.on and line.subject else line.subject
            words = f"{line.account or 'Quelqu’un'} {journal_words(line.action, subject)}"
            icon = _ICONS.get(line.action, "printer" if line.action.startswith("print") else "key")
            yield f"{day} {rank}", RowLook(words, lead=write_hour(line.at.time()), icon=icon, compact=True)


class JournalView(SectionView):
    """A list to read."""

    def __init__(self, theme: Theme, *, whole: bool) -> None:
        super().__init__()
        self.list = RowList(theme, "Journal des accès", fit=True)
        self.empty = Text("Rien n’est encore inscrit.", "secondary", "ink2")
        card = Card(theme, "Tous les comptes" if whole else "Mes accès", "history")
        card.right.addWidget(Text(f"{_LIMIT} derniers actes", "hint", "ink2"))
        card.add(self.empty)
        card.add(self.list)
        self.setLayout(column(card, None))

    def first(self) -> QWidget:
        return self.list

    def show_rows(self, rows: Sequence[tuple[str, RowLook]]) -> None:
        """Replace the acts shown."""
        self.empty.setVisible(not rows)
        self.list.show_rows(rows)


class JournalPart:
    """The section at work; what one may see of it is decided by the question itself."""

    def __init__(self, theme: Theme, link: StoreLink, discreet: Discreet, *, whole: bool) -> None:
        self._link, self._discreet = link, discreet
        self._lines: tuple[JournalLine, ...] = ()
        self.view = JournalView(theme, whole=whole)
        discreet.changed.connect(self._render)

    def read(self) -> None:
        """Ask for the latest acts."""
        self._link.ask(ReadJournal(_LIMIT), self._take, key="settings-journal")

    def _take(self, lines: tuple[JournalLine, ...]) -> None:
        self._lines = lines
        self._render()

    def _render(self, _on: bool = False) -> None:
        self.view.show_rows(list(journal_rows(self._lines, self._discreet.show)))
