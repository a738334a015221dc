"""« Et si… ? » in the settings: the levers that a budget sheet offers, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from PySide6.QtCore import Signal
from shiboken6 import isValid

from ceis_desk.access.site_settings import sound
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.levers import DEFAULT_LEVERS, Effect, Lever, read_levers
from ceis_desk.platforms.budget.sheet_settings import LEVERS
from ceis_desk.platforms.budget.usual_lines import usual_line
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.drafts import FormDraft
from ceis_desk.ui.kit.layout import Card
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.flow_line import FlowLine
from ceis_desk.ui.settings.lever_form import LeverForm
from ceis_desk.ui.settings.page import SettingsPage
from ceis_desk.ui.settings.site_lists import SiteLists
from ceis_desk.ui.settings.site_values import SiteValues, as_json

WHY = "Ce qu’une fiche budget propose d’essayer, sans rien enregistrer."
KEYS = "Entrée ouvre un levier, Espace le retire."
EXAMPLE = "Exemples du programme\u00a0: leurs montants sont à confirmer par le CCAS."


class LeverCard(Card):
    """Codes of levers go out, nothing for a new one."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__(theme, "Et si…\u00a0?", "bulb")
        self._writable = writable
        self.list = RowList(theme, "Leviers", fit=True)
        self.add_button = Button(theme, "Ajouter un levier", icon="plus", compact=True)
        self.state = Text(EXAMPLE, "hint", "warn", wrap=True)
        self.add(Text(f"{WHY} {KEYS}" if writable else WHY, "secondary", "ink2", wrap=True))
        self.add(FlowLine(self.add_button))
        self.add(self.list)
        self.add(self.state)
        # Shown before it has a place, a button would be a window of its own for an instant, and take the keyboard.
        self.add_button.setVisible(writable)
        if writable:
            self.add_button.clicked.connect(lambda: self.opened.emit(""))
            self.list.opened.connect(self.opened)
            self.list.acted.connect(self.removed)

    def show_levers(self, levers: Sequence[Lever], *, own: bool) -> None:
        """The levers in force, and whether the site has set them."""
        self.list.show_rows([(one.code, _look(one, writable=self._writable)) for one in levers])
        self.state.setVisible(not own)


class LeversPart:
    """The card at work."""

    def __init__(self, page: SettingsPage, link: StoreLink, *, writable: bool) -> None:
        self.card = LeverCard(page.theme, writable=writable)
        self._page, self._link, self._lists = page, link, SiteLists(link)
        self._levers: tuple[Lever, ...] = ()
        self.card.opened.connect(self._open)
        self.card.removed.connect(self._remove)

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self._lists.know(values)
        found = sound(LEVERS, values.kept.get(LEVERS))
        self._levers = DEFAULT_LEVERS if found is None else read_levers(found)
        self.card.show_levers(self._levers, own=self._levers != DEFAULT_LEVERS)

    def _open(self, code: str) -> None:
        lever = next((one for one in self._levers if one.code == code), None)
        form = LeverForm(self._page.theme, lever, {one.code for one in self._levers})
        sheet = self._page.open_sheet(form, "Levier", form.label, width=620)
        draft, read = FormDraft(self._link, f"lever:{code}", form), self._lists.read(LEVERS)

        def close(_change: Change) -> None:
            draft.forget()
            if isValid(sheet):
                sheet.close_sheet()

        def keep(given: Lever) -> None:
            levers = [given if one.code == given.code else one for one in self._levers]
            self._lists.save(LEVERS, _json(levers if lever else [*levers, given]), close, read)

        form.given.connect(keep)

    def _remove(self, code: str) -> None:
        self._lists.save(LEVERS, _json(one for one in self._levers if one.code != code))


def _json(levers: Iterable[Lever]) -> str:
    return as_json([asdict(one) for one in levers])


def _look(lever: Lever, *, writable: bool) -> RowLook:
    line = usual_line(lever.line)
    named, amount = line.label if line else lever.line, write_amount(lever.cents)
    does = f"ramenée à {amount}" if lever.effect is Effect.DOWN_TO else f"{amount} en plus"
    return RowLook(
        lever.label,
        subtitle=f"{named}\u00a0: {does} par mois",
        icon="bulb",
        chips=(ChipLook(lever.chip),) if lever.chip else (),
        action="Retirer" if writable else "",
        action_icon="trash" if writable else "",
    )
