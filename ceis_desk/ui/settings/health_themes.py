"""« Prévention »: which themes are offered, and those that the site adds; a code once used is for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.site_settings import check_site_setting
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.health.model import Theme
from ceis_desk.platforms.health.themes import SETTING, THEMES, themes_of, written
from ceis_desk.ui.kit.choices import CheckBox
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme as Look
from ceis_desk.ui.settings.codes import new_code
from ceis_desk.ui.settings.line_grid import Column, LineGrid
from ceis_desk.ui.settings.page import SectionView
from ceis_desk.ui.settings.site_values import SiteValues

WHY = "Un thème décoché n’est plus proposé\u00a0; ce qui a été noté le garde, et les chiffres aussi."
WRONG = "Un thème a un nom de 60 signes au plus. Le texte est gardé, raccourcissez-le."
_PROGRAM = frozenset(theme.code for theme in THEMES)
_ACROSS = 2
Lines = Sequence[tuple[str | bool, ...]]


class ThemesView(SectionView):
    """`set_asked` gives the name of the setting and its JSON."""

    set_asked = Signal(str, str)

    def __init__(self, look: Look, *, writable: bool) -> None:
        super().__init__()
        self._themes: tuple[Theme, ...] = THEMES
        self.boxes = {theme.code: CheckBox(look, theme.label) for theme in THEMES}
        ours, theirs = Card(look, "Thèmes du programme", "stethoscope"), Card(look, "Thèmes du site", "plus")
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, (code, box) in enumerate(self.boxes.items()):
            box.setEnabled(writable)
            box.clicked.connect(lambda on, code=code: self._offer(code, offered=on))
            grid.addWidget(box, at // _ACROSS, at % _ACROSS)
        ours.add(Text(WHY, "secondary", "ink2", wrap=True))
        ours.add(held)
        self.own = LineGrid(look, (Column("Thème", 4), Column("proposé", 1, tick=True)), "Thème", writable=writable)
        self.own.given.connect(self._take)
        theirs.add(
            Text("Un nom effacé ne retire pas le thème\u00a0: il n’est plus proposé.", "secondary", "ink2", wrap=True)
        )
        theirs.add(self.own)
        self.setLayout(column(ours, theirs, None, gap=12))

    def show_values(self, values: SiteValues) -> None:
        """What is kept."""
        self._themes = themes_of(values.kept)
        for theme in self._themes:
            if theme.code in self.boxes:
                self.boxes[theme.code].setChecked(not theme.closed)
        self.own.show_lines([(theme.label, not theme.closed) for theme in self._themes if theme.code not in _PROGRAM])

    def _offer(self, code: str, *, offered: bool) -> None:
        self._give(tuple(replace(one, closed=not offered) if one.code == code else one for one in self._themes))

    def _take(self, lines: Lines) -> None:
        program = tuple(theme for theme in self._themes if theme.code in _PROGRAM)
        own = tuple(theme for theme in self._themes if theme.code not in _PROGRAM)
        self._give((*program, *with_lines(own, lines)))

    def _give(self, themes: tuple[Theme, ...]) -> None:
        value = written(themes)
        try:
            check_site_setting(SETTING, value)
        except Refusal:
            self.own.say(WRONG)
        else:
            self.set_asked.emit(SETTING, value)


def with_lines(own: Sequence[Theme], lines: Lines) -> tuple[Theme, ...]:
    """The themes of the site after their lines were edited: a new name keeps the code, a name erased only closes.

    A theme just added is offered, whatever its box says.
    """
    named = {theme.label: theme for theme in own}
    said = {str(label) for label, _on in lines}
    spare = [theme for theme in own if theme.label not in said]
    taken = {theme.code for theme in own} | _PROGRAM
    made: list[Theme] = []
    for label, on in lines:
        before = named.get(str(label))
        if before is None and len(lines) >= len(own) and spare:
            before = spare.pop(0)
        if before is None:
            made.append(Theme(new_code(str(label), taken, "theme"), str(label)))
            taken = taken | {made[-1].code}
        else:
            made.append(replace(before, label=str(label), closed=not on))
    return (*made, *(replace(theme, closed=True) for theme in spare))


class ThemesPart:
    """The section at work."""

    def __init__(self, look: Look, link: StoreLink, *, writable: bool) -> None:
        self.view = ThemesView(look, writable=writable)
        self.view.set_asked.connect(lambda name, value: link.do(SetSiteSetting(name, value)))

    def show_values(self, values: SiteValues) -> None:
        """The settings of the site as they now are."""
        self.view.show_values(values)
