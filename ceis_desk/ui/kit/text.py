"""Words and icons that only show: labels with a role, a lone icon, a key cap, a rule."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ceis_desk.ui.kit.painting import key_cap_at, key_cap_width, rounded, smooth_painter
from ceis_desk.ui.kit.sheet_style import set_styled
from ceis_desk.ui.kit.theme import Theme

Role = Literal["figure", "title", "card", "strong", "body", "secondary", "label", "hint", "hint_strong"]


class Text(QLabel):
    """Plain words in one of the type roles; never rich text, so a name cannot become markup."""

    def __init__(self, words: str = "", role: Role = "body", tone: str = "ink", *, wrap: bool = False) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Change the colour, by token name."""
        set_styled(self, "tone", tone)


class Icon(QLabel):
    """An icon beside words that say the same; silent for screen readers."""

    def __init__(self, theme: Theme, name: str, tone: str = "ink", size: float = 18) -> None:
        super().__init__()
        self._theme, self._name, self._tone, self._size = theme, name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            painter.drawPixmap(0, 0, self._theme.pixmap(self._name, self._tone, self._size, self.devicePixelRatioF()))


class IconTile(Icon):
    """An icon on its tinted square, at the head of a row or beside a key figure."""

    def __init__(self, theme: Theme, name: str, tone: str = "primary", side: float = 36) -> None:
        super().__init__(theme, name, tone, 20)
        self._side = side

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._side), self._theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        pair = self._theme.tokens.tone(self._tone)
        gap = (self.width() - self._theme.px(self._size)) // 2
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 8, fill=QColor(pair.wash))
            painter.drawPixmap(gap, gap, self._theme.pixmap(self._name, pair.ink, self._size, self.devicePixelRatioF()))


class KeyCap(QLabel):
    """The real key of the keyboard, in French."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(key)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(key_cap_width(self._theme, self.text()), self._theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            key_cap_at(painter, self._theme, self.text(), 0, self.height() // 2)


class Rule(QFrame):
    """A thin line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", "line")
