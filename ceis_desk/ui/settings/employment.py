"""« Emploi »: trades of the chantier, sites of the PEC, and from how many months a fixed term is a lasting job."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.site_settings import check_site_setting
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.employment.exits import rule_words
from ceis_desk.platforms.employment.places import BOUNDARY, SITES, TRADES, Boundary, boundary_of, sites_of, trades_of
from ceis_desk.ui.kit.choices import CheckBox, NumberField
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.line_grid import Column, Line, LineGrid
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import SiteValues, as_json

WRONG = "Chaque ligne a un nom à elle et un nombre de places de 0 à 200. Le texte est gardé, complétez-le."
_MOST_MONTHS, _TUTOR = 60, 1
_WHY = (
    "Un nom effacé retire la ligne. Un contrat dont la place n’est plus là reste montré, avec un avertissement\u00a0: "
    "rien n’est caché."
)
_LIMIT = "À vérifier auprès du financeur\u00a0: la règle est imprimée partout où un taux est montré."


class EmploymentView(SectionView):
    """`set_asked` gives the name of a setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, theme: Theme, discreet: Discreet, *, writable: bool) -> None:
        super().__init__()
        self.trades = LineGrid(theme, (Column("Métier", 4), Column("Places", 1)), "Métier", writable=writable)
        sites = (Column("EHPAD", 3), Column("Tutorat", 3), Column("Places", 1))
        self.sites = LineGrid(theme, sites, "EHPAD", writable=writable)
        for cells in self.sites.cells:
            # A tutor may bear the name of somebody whom the queue knows.
            tutor = cells[_TUTOR]
            if isinstance(tutor, KeptText):
                tutor.obey(discreet)
        self.months = NumberField(theme, "Mois d’un emploi durable", lowest=1, highest=_MOST_MONTHS, value=6)
        self.reached = CheckBox(theme, "Cette durée tout juste suffit")
        self.rule = Text("", "secondary", "ink2", wrap=True)
        for control in (self.months, self.reached):
            control.setEnabled(writable)
        chantier = Card(theme, "Chantier d’insertion", "tools")
        pec = Card(theme, "PEC vers aide-soignant", "building-hospital")
        exits = Card(theme, "Sorties", "trending-up")
        for card, grid in ((chantier, self.trades), (pec, self.sites)):
            card.add(Text(_WHY, "secondary", "ink2", wrap=True))
            card.add(grid)
        exits.add(row(Field(theme, "CDD ou intérim durable à partir de, en mois", self.months, hint=_LIMIT), None))
        exits.add(self.reached)
        exits.add(self.rule)
        self.setLayout(column(chantier, pec, exits, None, gap=12))
        self.trades.given.connect(lambda lines: self._give(self.trades, TRADES, [_trade(line) for line in lines]))
        self.sites.given.connect(lambda lines: self._give(self.sites, SITES, [_site(line) for line in lines]))
        self.months.spin.editingFinished.connect(self._give_boundary)
        self.reached.clicked.connect(self._give_boundary)
        self._kept = Boundary()

    def show_values(self, values: SiteValues) -> None:
        """What is kept, or the places of a site that has set none."""
        trades, sites = trades_of(values.kept.get(TRADES)), sites_of(values.kept.get(SITES))
        self.trades.show_lines([(one.name, str(one.places)) for one in trades])
        self.sites.show_lines([(one.name, one.tutor, str(one.places)) for one in sites])
        self._kept = boundary_of(values.kept.get(BOUNDARY))
        if not self.months.spin.hasFocus():
            self.months.spin.setValue(self._kept.months)
        self.reached.setChecked(self._kept.reached)
        self.rule.setText(rule_words(self._kept))

    def _give(self, grid: LineGrid, name: str, value: Sequence[object]) -> None:
        try:
            check_site_setting(name, as_json(value))
        except Refusal:
            grid.say(WRONG)
        else:
            grid.say("")
            self.set_asked.emit(name, as_json(value))

    def _give_boundary(self) -> None:
        given = Boundary(self.months.value(), self.reached.isChecked())
        if given != self._kept:
            self._kept = given
            self.set_asked.emit(BOUNDARY, as_json({"months": given.months, "reached": given.reached}))


class EmploymentPart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, discreet: Discreet, *, writable: bool) -> None:
        self.view = EmploymentView(theme, discreet, writable=writable)
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self.view.show_values(values)


def _trade(line: Line) -> dict[str, object]:
    name, places = line
    return {"name": name, "places": _count(places)}


def _site(line: Line) -> dict[str, object]:
    name, tutor, places = line
    return {"name": name, "tutor": tutor, "places": _count(places)}


def _count(typed: str | bool) -> int:
    """A number of places, refused when it is not one."""
    return int(typed) if isinstance(typed, str) and typed.isascii() and typed.isdigit() else -1
