"""« Espace numérique »: the posts of the free access, and how long one is lent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.site_settings import check_site_setting
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.platforms.digital.model import Post
from ceis_desk.platforms.digital.posts import MINUTES_SETTING, SETTING, as_setting, minutes_of, posts_of
from ceis_desk.ui.kit.choices import NumberField
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.settings.line_grid import Column, Line, LineGrid
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import SiteValues, as_json

WRONG = "Un nom de poste est trop long. Le texte est gardé, raccourcissez-le."
WHY = (
    "Un nom effacé retire le poste\u00a0; ce qui s’y est passé reste compté. Le chiffre d’un poste est son rang dans "
    "cette liste."
)
_SHORTEST, _LONGEST, _LONGEST_CODE = 5, 480, 38


class DigitalView(SectionView):
    """`set_asked` gives the name of a setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self._posts: tuple[Post, ...] = ()
        self._kept = 0
        self.posts = LineGrid(theme, (Column("Nom du poste"),), "Poste", writable=writable)
        self.minutes = NumberField(theme, "Minutes d’un poste", lowest=_SHORTEST, highest=_LONGEST, value=_SHORTEST)
        self.minutes.setEnabled(writable)
        card = Card(theme, "Postes en libre accès", "device-desktop")
        card.add(Text(WHY, "secondary", "ink2", wrap=True))
        card.add(self.posts)
        hint = "Prolongées si personne n’attend\u00a0: le programme ne déconnecte jamais personne."
        card.add(row(Field(theme, "Minutes prêtées à chaque fois", self.minutes, hint=hint), None))
        self.setLayout(column(card, None, gap=12))
        self.posts.given.connect(self._give)
        self.minutes.spin.editingFinished.connect(self._give_minutes)

    def show_values(self, values: SiteValues) -> None:
        """What is kept."""
        self._posts = posts_of(values.kept.get(SETTING))
        self.posts.show_lines([(one.name,) for one in self._posts])
        self._kept = minutes_of(values.kept.get(MINUTES_SETTING))
        self.minutes.show_kept(self._kept)

    def _give(self, lines: Sequence[Line]) -> None:
        codes = {one.name: one.code for one in self._posts}
        taken = set[str]()
        posts = []
        for rank, (name,) in enumerate(lines):
            # A post renamed keeps its code: whoever is there stays there.
            there = self._posts[rank].code if len(lines) >= len(self._posts) > rank else ""
            code = codes.get(str(name)) or there or _code(str(name))
            while code in taken:
                code += "_"
            taken.add(code)
            posts.append(Post(code, str(name)))
        value = as_setting(posts)
        try:
            check_site_setting(SETTING, value)
        except Refusal:
            self.posts.say(WRONG)
        else:
            self.posts.say("")
            self.set_asked.emit(SETTING, value)

    def _give_minutes(self) -> None:
        if self.minutes.value() != self._kept:
            self._kept = self.minutes.value()
            self.set_asked.emit(MINUTES_SETTING, as_json(self._kept))


class DigitalPart:
    """The section at work."""

    def __init__(self, theme: Theme, link: StoreLink, *, writable: bool) -> None:
        self.view = DigitalView(theme, writable=writable)
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self.view.show_values(values)


def _code(name: str) -> str:
    """A code for a new post, made of its words."""
    return re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:_LONGEST_CODE] or "poste"
