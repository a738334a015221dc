"""Structure: its names, and the means that the monthly report declares."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, even
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.kept_text import KeptText
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import (
    SiteValues,
    as_json,
    means_json,
    means_texts,
    means_typed,
    month_text,
    month_typed,
)

NO_NAME = "La structure a besoin d’un nom\u00a0: il est sur chaque impression. Rien n’a changé."


class StructureView(SectionView):
    """`set_asked` gives the name of a setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self.structure, self.place = KeptText(theme), KeptText(theme)
        self.full_time = KeptText(theme, placeholder="13,5")
        self.investment, self.running = KeptText(theme), KeptText(theme)
        self.reference = KeptText(theme, placeholder="12/2018")
        self.structure_field = Field(theme, "Nom de la structure", self.structure)
        place = Field(theme, "Lieu", self.place)
        self.full_time_field = Field(theme, "Équivalents temps plein", self.full_time)
        investment = Field(theme, "Investissement de l’année", self.investment)
        running = Field(theme, "Fonctionnement de l’année", self.running)
        self.reference_field = Field(
            theme, "Mois de référence", self.reference, aside="facultatif", hint="Le rapport du mois s’y compare aussi."
        )
        names = Card(theme, "Noms", "building-community")
        names.add(even(self.structure_field, place))
        means = Card(theme, "Moyens déclarés", "chart-bar")
        why = "Ils figurent à la dernière page du rapport du mois, tels que vous les donnez."
        means.add(Text(why, "secondary", "ink2", wrap=True))
        means.add(even(investment, running))
        means.add(even(self.full_time_field, self.reference_field))
        self.setLayout(column(names, means, None, gap=12))
        for field in self._means():
            field.given.connect(self._give_means)
        for field in (self.structure, self.place, self.reference, *self._means()):
            field.setReadOnly(not writable)
        self.structure.given.connect(self._give_structure)
        self.place.given.connect(lambda words: self.set_asked.emit("place", as_json(words)))
        self.reference.given.connect(self._give_reference)

    def _means(self) -> tuple[KeptText, KeptText, KeptText]:
        return self.full_time, self.investment, self.running

    def show_values(self, values: SiteValues) -> None:
        """What is kept."""
        self.structure.show_words(values.structure)
        self.place.show_words(values.place)
        self.reference.show_words(month_text(values.reference))
        for field, words in zip(self._means(), means_texts(values.means), strict=True):
            field.show_words(words)
        for labelled in (self.structure_field, self.full_time_field, self.reference_field):
            labelled.clear_message()

    def _give_structure(self, words: str) -> None:
        if words:
            self.set_asked.emit("structure", as_json(words))
        else:
            self.structure_field.set_error(NO_NAME)

    def _give_means(self, _words: str) -> None:
        try:
            means = means_typed(*(field.text() for field in self._means()))
        except Refusal as refusal:
            self.full_time_field.set_error(refusal.sentence)
        else:
            self.set_asked.emit("means", means_json(means))

    def _give_reference(self, words: str) -> None:
        try:
            month = month_typed(words)
        except Refusal as refusal:
            self.reference_field.set_error(refusal.sentence)
        else:
            self.set_asked.emit("report_reference_month", as_json(month or None))


class StructurePart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, *, writable: bool) -> None:
        self.view = StructureView(theme, writable=writable)
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self.view.show_values(values)
