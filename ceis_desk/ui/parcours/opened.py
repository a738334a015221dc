"""What the pilots of a parcours share: the one that is shown, the way to the store, the sheets over the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from ceis_desk.access.model import Actor
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.parcours.freins import BY_CODE, FreinKind
from ceis_desk.parcours.model import Parcours, WayOfPerson
from ceis_desk.ui.forms.choice_sheet import Choice, ChoiceSheet
from ceis_desk.ui.forms.filling import Made, More, Values, fill_in
from ceis_desk.ui.forms.form_sheet import FormSheet, Lines
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.sheets import Sheets
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE


@dataclass
class OpenWay:
    """The parcours of one person at a time, as it was last read; None before the first one.

    `staff` may follow a parcours, `sworn` may read a restricted frein that names them, `kinds` are the freins by code.
    """

    theme: Theme
    link: StoreLink
    discreet: Discreet
    keyboard: Keyboard
    actor: Actor
    clock: Callable[[], dt.datetime]
    sheets: Sheets
    reread: Callable[[], None]
    way: WayOfPerson | None = None
    staff: dict[Id, str] = field(default_factory=dict)
    sworn: frozenset[Id] = frozenset()
    kinds: dict[str, FreinKind] = field(default_factory=lambda: dict(BY_CODE))

    @property
    def today(self) -> dt.date:
        """The day of the desk."""
        return self.clock().date()

    @property
    def current(self) -> Parcours | None:
        """The parcours under way."""
        return self.way.current if self.way is not None else None

    def do(self, gesture: Gesture, then: Callable[[Change], None] | None = None) -> None:
        """Send a gesture; refused, its sentence is shown and the parcours is read again."""

        def refused(refusal: Refusal) -> None:
            self.link.refused.emit(refusal.sentence)
            self.reread()

        self.link.do(gesture, then, refused)

    def choose(self, title: str, offered: tuple[Choice, ...], then: Callable[[str], None]) -> None:
        """A short list over the page, a digit each; `then` takes the code once it is closed."""
        sheet = ChoiceSheet(self.theme, self.keyboard, title, offered)

        def pick(code: str) -> None:
            self.sheets.close()
            then(code)

        sheet.chosen.connect(pick)
        self.sheets.open(sheet, title, sheet.choices, width=520)

    def fill_in(
        self,
        lines: Lines,
        title: str,
        kind: str,
        made: Made,
        values: Values | None = None,
        *,
        verb: str = "Enregistrer",
        under: str = "",
        aside: tuple[str, str] = ("", ""),
        more: More | None = None,
    ) -> FormSheet:
        """Show a form over what is kept of it, with the key that records in « Personnes »."""
        sheet = FormSheet(
            self.theme,
            self.discreet,
            self.keyboard,
            self.clock,
            title=title,
            lines=lines,
            verb=verb,
            under=under,
            aside=aside,
            by=("validate", PEOPLE),
        )
        fill_in(sheet, title, self.link, self.sheets, kind, made, values, width=720, more=more)
        return sheet


def required_day(values: Values, code: str) -> dt.date:
    """The day of a field that must not be empty; raises TypeError when it is."""
    day = values[code]
    if not isinstance(day, dt.date):
        raise TypeError(code)
    return day


def id_or_none(values: Values, code: str) -> Id | None:
    """What is chosen in a list, None for its first line."""
    return Id(str(values[code])) if values.get(code) else None


def number_of(values: Values, code: str) -> int:
    """The number of a field."""
    value = values[code]
    return value if isinstance(value, int) else 0
