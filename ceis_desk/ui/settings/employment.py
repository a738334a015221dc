"""« Emploi »: trades of the chantier, sites of the PEC, and from how many months a fixed term is a lasting job."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from shiboken6 import isValid

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.core.store import Change
from ceis_desk.platforms.employment.exits import rule_words
from ceis_desk.platforms.employment.gestures import PutPlace
from ceis_desk.platforms.employment.model import ContractKind, Place
from ceis_desk.platforms.employment.places import BOUNDARY, MOST_PLACES, Boundary, boundary_of
from ceis_desk.platforms.employment.questions import ReadPlaces
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
    "Un nom corrigé reste la même place\u00a0: ses contrats suivent. Un nom effacé retire la ligne\u00a0; ses contrats "
    "restent montrés, avec un avertissement, et le même nom redonné les reprend."
)
_LIMIT = "À vérifier auprès du financeur\u00a0: la règle est imprimée partout où un taux est montré."


class EmploymentView(SectionView):
    """`set_asked` gives the name of a setting and its JSON, `place_given` the gesture of a place and its grid."""

    set_asked = Signal(str, str)
    place_given = Signal(object, object)

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
        self.grids = {ContractKind.CHANTIER: self.trades, ContractKind.PEC: self.sites}
        self._places: dict[ContractKind, tuple[Place, ...]] = dict.fromkeys(ContractKind, ())
        for kind, grid in self.grids.items():
            grid.changed.connect(lambda rank, line, kind=kind: self._give(kind, rank, line))
        self.months.spin.editingFinished.connect(self._give_boundary)
        self.reached.clicked.connect(self._give_boundary)
        self._kept = Boundary()

    def show_values(self, values: SiteValues) -> None:
        """The boundary that is kept."""
        self._kept = boundary_of(values.kept.get(BOUNDARY))
        self.months.show_kept(self._kept.months)
        self.reached.setChecked(self._kept.reached)
        self.rule.setText(rule_words(self._kept))

    def show_places(self, places: Sequence[Place]) -> None:
        """The trades and the sites as they now are."""
        for kind, grid in self.grids.items():
            mine = tuple(one for one in places if one.kind is kind)
            self._places[kind] = mine
            grid.show_lines([_line(one) for one in mine])

    def _give(self, kind: ContractKind, rank: int, line: Line) -> None:
        """A line changed: its row is changed, a new one made, one without a name taken away."""
        here = self._places[kind]
        place = here[rank] if rank < len(here) else None
        name, *middle, typed = (str(cell) for cell in line)
        grid = self.grids[kind]
        if not name and place is None:
            return
        places = _count(typed)
        if name and places is None:
            grid.say(WRONG)
            return
        grid.say("")
        kept = (place.name, place.places) if place is not None and not name else (name, places or 0)
        tutor = middle[0] if middle else ""
        ident, clock = (place.id, place.clock) if place is not None else (None, None)
        self.place_given.emit(PutPlace(kind, *kept, tutor, ident, clock, withdrawn=not name), grid)

    def _give_boundary(self) -> None:
        given = Boundary(self.months.value(), self.reached.isChecked())
        if given != self._kept:
            self._kept = given
            self.set_asked.emit(BOUNDARY, as_json({"months": given.months, "reached": given.reached}))


class EmploymentPart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, discreet: Discreet, *, writable: bool) -> None:
        self.view, self._link = EmploymentView(theme, discreet, writable=writable), link
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))
        self.view.place_given.connect(self._put)
        link.changed.connect(self._heard)
        self._read()

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self.view.show_values(values)

    def _put(self, gesture: PutPlace, grid: LineGrid) -> None:
        self._link.do(gesture, refused=lambda refusal: grid.say(refusal.sentence))

    def _heard(self, change: Change) -> None:
        if change.touches("employment") and isValid(self.view):
            self._read()

    def _read(self) -> None:
        def show(places: tuple[Place, ...]) -> None:
            if isValid(self.view):
                self.view.show_places(places)

        self._link.ask(ReadPlaces(), show, key="settings-places")


def _line(place: Place) -> Line:
    middle = (place.tutor,) if place.kind is ContractKind.PEC else ()
    return (place.name, *middle, str(place.places))


def _count(typed: str) -> int | None:
    """A number of places, None when it is not one."""
    number = int(typed) if typed.isascii() and typed.isdigit() else -1
    return number if 0 <= number <= MOST_PLACES else None
