"""Colours, sizes, fonts and icons in force, and their live application to the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ceis_desk.ui.kit import sheet_style
from ceis_desk.ui.kit.icons import IconCache
from ceis_desk.ui.kit.tokens import DARK, LIGHT, Tokens, strengthened

FAMILY = "Atkinson Hyperlegible Next"
ARGUMENTS = ("ceis-desk", "-style", "fusion")
"""What the QApplication is made with: `app.setStyle` gives a QStyle, and PySide6 then makes all its enumerations."""
SCALES = (100, 115, 130, 150, 200)


class Theme(QObject):
    """The look in force: given to every painted widget, it says when it changes."""

    changed = Signal()

    def __init__(self, resources: Path, *, dark: bool = False, scale: int = 100, high_contrast: bool = False) -> None:
        super().__init__()
        self._resources = resources
        self._icons = IconCache(resources / "icons")
        self._app: QApplication | None = None
        self._window: QWidget | None = None
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        self.dark = dark
        self.scale = scale
        self.high_contrast = high_contrast

    @property
    def tokens(self) -> Tokens:
        """The palette in force."""
        tokens = DARK if self.dark else LIGHT
        return strengthened(tokens) if self.high_contrast else tokens

    def color(self, name: str) -> QColor:
        """The token called `name` as a Qt colour."""
        return QColor(getattr(self.tokens, name))

    def px(self, size: float) -> int:
        """`size`, given for a 100 % text, at the text size in force."""
        return round(size * self.scale / 100)

    def font(self, size: float = 15, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The interface font; `size` in pixels at 100 %, `tabular` digits for columns of amounts and hours.

        One object for each, never to be changed: every painted word asks for its own.
        """
        key = (self.px(size), weight, tabular)
        if key not in self._fonts:
            self._fonts[key] = font = QFont(FAMILY)
            font.setPixelSize(key[0])
            font.setWeight(QFont.Weight(weight))
            if tabular:
                font.setFeature(QFont.Tag("tnum"), 1)
        return self._fonts[key]

    def pixmap(self, name: str, colour: str = "ink", size: float = 18, ratio: float = 1.0) -> QPixmap:
        """An icon; `colour` is a token name or #RRGGBB, `size` in pixels at 100 %."""
        value = colour if colour.startswith("#") else getattr(self.tokens, colour)
        return self._icons.pixmap(name, value, self.px(size), ratio)

    def install(self, app: QApplication) -> None:
        """Load the fonts and give `app` font and palette; later changes follow live."""
        for file in sorted((self._resources / "fonts").glob("AtkinsonHyperlegibleNext_*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        self._app = app
        self._apply()

    def dress(self, window: QWidget) -> None:
        """Give `window` and all that it will hold the style sheet; later changes follow live.

        Not the application: every part of a page would be styled again each time that it is put inside another,
        which is half of what building the page costs. A page is so styled once, when the window takes it.
        """
        self._window = window
        window.setStyleSheet(self.style_sheet())

    def set_dark(self, dark: bool) -> None:
        """Change palette."""
        if dark != self.dark:
            self.dark = dark
            self._apply()

    def set_scale(self, scale: int) -> None:
        """Change the text size, one of SCALES."""
        if scale != self.scale:
            self.scale = min(SCALES, key=lambda known: abs(known - scale))
            self._apply()

    def set_high_contrast(self, high: bool) -> None:
        """Follow a system that asks for high contrast."""
        if high != self.high_contrast:
            self.high_contrast = high
            self._apply()

    def larger(self) -> None:
        """The next text size up."""
        self.set_scale(SCALES[min(SCALES.index(self.scale) + 1, len(SCALES) - 1)])

    def smaller(self) -> None:
        """The next text size down."""
        self.set_scale(SCALES[max(SCALES.index(self.scale) - 1, 0)])

    def style_sheet(self) -> str:
        """The one style sheet, tokens and sizes filled in."""
        template = (self._resources / "style" / "desk.qss").read_text(encoding="utf-8")
        return sheet_style.filled(template, self.tokens, self.scale)

    def _apply(self) -> None:
        if self._app is not None:
            self._app.setFont(self.font())
            self._app.setPalette(self._palette())
        if self._window is not None:
            self._window.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        names = {
            role.Window: "bg", role.WindowText: "ink", role.Base: "surface", role.AlternateBase: "surface2",
            role.Text: "ink", role.Button: "surface", role.ButtonText: "ink", role.BrightText: "danger",
            role.Highlight: "primary", role.HighlightedText: "on_primary", role.PlaceholderText: "ink3",
            role.ToolTipBase: "toast", role.ToolTipText: "toast_ink", role.Link: "primary", role.Accent: "primary",
        }  # fmt: skip
        for where, name in names.items():
            palette.setColor(where, self.color(name))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, self.color("ink3"))
        return palette
