"""Which document to print: at once when there is one, else by a digit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ceis_desk.ui.agenda.choice_sheet import ChoiceSheet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.shell.keyboard import Keyboard

_MOST = 9
TITLE = "Imprimer"


@dataclass(frozen=True)
class Offer:
    """A document that may be made here: its words, what it says, its icon, and what makes it."""

    words: str
    what: str
    icon: str
    make: Callable[[], None]


def choose(sheets: Sheets, theme: Theme, keyboard: Keyboard, offers: Sequence[Offer], title: str = TITLE) -> None:
    """Make the only document, or ask which; as many are offered as there are digits."""
    shown = offers[:_MOST]
    if len(shown) == 1:
        shown[0].make()
    elif shown:
        choices = tuple((str(at), one.words, one.what, one.icon) for at, one in enumerate(shown))
        sheet = ChoiceSheet(theme, keyboard, title, "", choices)

        def picked(code: str) -> None:
            sheets.close()
            shown[int(code)].make()

        sheet.picked.connect(picked)
        sheets.open(sheet, title, sheet.rows, width=560)
