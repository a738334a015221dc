"""One post as a card: its name and state, who is there, since when, and how much of the hour is used."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.platforms.digital.model import PostState
from ceis_desk.ui.kit.painting import RIGHT, icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

_PAD, _HEIGHT, _BAR, _ICON = 10, 92, 5, 15
_LEAST = 120
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PostCard(QPushButton):
    """The chosen one has an edge of two pixels; `reached` says that the cursor came."""

    reached = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state, self._tone, self._icon = PostState.FREE, "success", "check"
        self._name = self._who = self._below = ""
        self._share: float | None = None
        self._over = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_post(
        self, state: PostState, look: tuple[str, str], words: tuple[str, str, str], share: float | None, *, over: bool
    ) -> None:
        """Show a post as it stands: its name, who, the line below, how much of the hour is used by somebody."""
        self._state, (self._tone, self._icon) = state, look
        self._name, self._who, self._below = words
        self._share, self._over = share, over
        self.update()

    def say(self, name: str, description: str) -> None:
        """What screen readers and the tooltip tell."""
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setToolTip(f"{name}\n{description}")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(176), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), self._theme.px(_HEIGHT))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button of Qt would take an arrow for Tab: the posts are a grid.
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        pair = theme.tokens.tone(self._tone)
        asking, on = self._state is PostState.ASKING, self.isChecked()
        ink = QColor(pair.ink) if asking else theme.color("primary" if on else "strong")
        grounds = {PostState.ASKING: pair.wash, PostState.HELPED: pair.wash, PostState.OUT: theme.color("surface2")}
        fill = QColor(grounds.get(self._state, theme.color("surface")))
        left, across = px(_PAD), self.width() - 2 * px(_PAD)
        with smooth_painter(self) as painter:
            if self._state is PostState.FREE and not on:
                rounded(painter, self.rect(), 9, fill=fill)
                painter.setPen(QPen(QColor(pair.ink), 1.2, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 9, 9)
            else:
                rounded(painter, self.rect(), 9, fill=fill, edge=ink, width=2 if on or asking else 1)
            head = QRect(left, px(8), across, px(20))
            font = theme.font(13, 600)
            word = width_of(self._state.label, font)
            words_at(painter, head, self._state.label, font, QColor(pair.ink), RIGHT)
            icon_at(
                painter, theme, self._icon, pair.ink, _ICON, left + across - word - px(_ICON + 4), head.center().y()
            )
            room = across - word - px(_ICON + 6)
            words_at(
                painter, QRect(left, head.top(), room, head.height()), self._name, theme.font(13), theme.color("ink2")
            )
            quiet = self._state in (PostState.FREE, PostState.OUT)
            strong = theme.color("ink2" if quiet else "ink")
            words_at(painter, QRect(left, px(33), across, px(22)), self._who, theme.font(15, 700), strong)
            tone = QColor(pair.ink) if asking else theme.color("warn" if self._over else "ink2")
            below = fitting(self._below, theme.font(13), across)
            words_at(painter, QRect(left, px(55), across, px(19)), below, theme.font(13), tone)
            if self._share is not None:
                track = QRect(left, px(78), across, px(_BAR))
                rounded(painter, track, 2, fill=theme.color("track"))
                done = QRect(left, track.top(), max(round(across * self._share), px(_BAR)), track.height())
                bar = QColor(pair.ink) if asking else theme.color("amber" if self._over else "primary")
                rounded(painter, done, 2, fill=bar)


def fitting(words: str, font: QFont, across: int) -> str:
    """« depuis 10:36, reste 54 min », or « reste 54 min » where all of it has no room: what counts is never cut."""
    short = words.partition(", ")[2]
    return short if short and width_of(words, font) > across else words
