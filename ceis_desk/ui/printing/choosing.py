"""Which document to print: at once when there is one, else by a digit; past nine, the last digit shows the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ceis_desk.ui.forms.choice_sheet import ChoiceSheet
from ceis_desk.ui.kit.discreet import Discreet
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


def choose(
    sheets: Sheets, theme: Theme, keyboard: Keyboard, discreet: Discreet, offers: Sequence[Offer], title: str = TITLE
) -> None:
    """Make the only document, or ask which, as long as the screen stays as it is; one offer a digit."""
    shown = tuple(offers)
    if len(offers) > _MOST:
        left = offers[_MOST - 1 :]
        said = f"Il en reste {len(left)}\u00a0: la liste continue."
        more = Offer("Autres documents", said, "dots", lambda: choose(sheets, theme, keyboard, discreet, left, title))
        shown = (*offers[: _MOST - 1], more)
    if len(shown) == 1:
        shown[0].make()
    elif shown:
        choices = tuple((str(at), one.words, one.what, one.icon) for at, one in enumerate(shown))
        sheet = ChoiceSheet(theme, keyboard, title, choices)

        def picked(code: str) -> None:
            sheets.close()
            shown[int(code)].make()

        def close() -> None:
            if sheets.content() is sheet:
                sheets.close()

        sheet.chosen.connect(picked)
        # Its words are those of the screen as it was, discreet or not.
        discreet.follow(sheet, close)
        sheets.open(sheet, title, sheet.choices, width=560)
