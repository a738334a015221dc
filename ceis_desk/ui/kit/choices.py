"""A box to tick, a list to choose from, a small number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QSpinBox, QWidget

from ceis_desk.ui.kit.buttons import IconButton
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.painting import MIDDLE, icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

HIDDEN = "•••"


class CheckBox(QCheckBox):
    """A box and its sentence; the whole line is the target."""

    def __init__(self, theme: Theme, words: str, *, strong: bool = False) -> None:
        super().__init__(words)
        self._theme, self._weight = theme, 600 if strong else 500
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        words = QRect(0, 0, max(width - self._theme.px(31), 1), 10_000)
        wrap = Qt.TextFlag.TextWordWrap
        tall = QFontMetrics(self._theme.font(15, self._weight)).boundingRect(words, wrap, self.text()).height()
        return max(tall + self._theme.px(6), self._theme.px(30))

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(22) + px(9) + width_of(self.text(), self._theme.font(15, self._weight)) + 4, px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(30))

    def hitButton(self, at: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, side, middle = self._theme, self._theme.px(22), self.height() // 2
        box = QRect(0, middle - side // 2, side, side)
        live = self.isEnabled()
        with smooth_painter(self) as painter:
            if self.isChecked():
                rounded(painter, box, 5, fill=theme.color("primary" if live else "ink3"))
                inside = theme.px(18)
                icon_at(painter, theme, "check", "on_primary", 18, (side - inside) // 2, middle)
            else:
                rounded(painter, box, 5, fill=theme.color("surface"), edge=theme.color("strong"), width=1.5)
            room = QRect(side + theme.px(9), 0, self.width() - side - theme.px(9), self.height())
            painter.setFont(theme.font(15, self._weight))
            painter.setPen(theme.color("ink" if live else "ink3"))
            painter.drawText(room, MIDDLE | Qt.TextFlag.TextWordWrap, self.text())


class ComboBox(QComboBox):
    """A closed list; the wheel does nothing unless it is open, so a scroll cannot change an answer."""

    def __init__(self, theme: Theme, choices: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._hidden: Callable[[], bool] = lambda: False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMaxVisibleItems(12)
        for code, words in choices:
            self.addItem(words, code)

    def value(self) -> str:
        """The code of the choice in force, empty when there is none."""
        return str(self.currentData() or "")

    def set_value(self, code: str) -> None:
        """Choose by code; an unknown one leaves nothing chosen."""
        self.setCurrentIndex(self.findData(code))

    def offer(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Replace the list; what was chosen stays so, or nothing is."""
        chosen = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        for code, words in choices:
            self.addItem(words, code)
        self.set_value(chosen)
        self.blockSignals(blocked)
        self.updateGeometry()
        self.update()

    def obey(self, discreet: Discreet) -> None:
        """Hide what is chosen while the screen is discreet; the open list says it all the same."""
        self._hidden = lambda: discreet.on
        discreet.changed.connect(self._repaint)

    def _repaint(self, _on: bool) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        font = self._theme.font(15)
        widest = max((width_of(self.itemText(at), font) for at in range(self.count())), default=80)
        return QSize(widest + self._theme.px(52), self._theme.px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(38))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            # What is cut in a narrow field is told whole to whoever stays over it.
            shown = self._shown()
            whole = width_of(shown, self._theme.font(15)) <= self._room().width()
            self.setToolTip("" if whole else shown)
        return super().event(event)

    def _shown(self) -> str:
        return HIDDEN if self._hidden() else self.currentText() or self.placeholderText()

    def _room(self) -> QRect:
        """Where the words stand, before the arrow."""
        return QRect(self._theme.px(12), 0, self.width() - self._theme.px(44), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, live = self._theme, self.isEnabled()
        ink = "ink" if live else "ink3"
        error = self.property("state") == "error"
        thick = self.hasFocus() or error
        edge = theme.color("danger" if error else "primary" if thick else "strong" if live else "line")
        arrow = self.width() - theme.px(28)
        with smooth_painter(self) as painter:
            rounded(
                painter,
                self.rect(),
                8,
                fill=theme.color("surface" if live else "surface2"),
                edge=edge,
                width=2 if thick else 1,
            )
            ink_of_words = theme.color(ink if self.currentText() else "ink3")
            words_at(painter, self._room(), self._shown(), theme.font(15), ink_of_words)
            icon_at(painter, theme, "chevron-down", "ink2" if live else "ink3", 18, arrow, self.height() // 2)


class NumberField(QWidget):
    """A small whole number with its two buttons, also moved by the arrows."""

    def __init__(self, theme: Theme, name: str, *, lowest: int = 0, highest: int = 99, value: int = 1) -> None:
        super().__init__()
        self._theme, self._kept = theme, value
        self.spin = QSpinBox()
        self.spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.spin.setFrame(False)
        self.spin.setRange(lowest, highest)
        self.spin.setValue(value)
        self.spin.setAccessibleName(name)
        self.spin.installEventFilter(self)
        less = IconButton(theme, "minus", f"{name}\u00a0: un de moins", kind="quiet", compact=True)
        more = IconButton(theme, "plus", f"{name}\u00a0: un de plus", kind="quiet", compact=True)
        less.clicked.connect(self.spin.stepDown)
        more.clicked.connect(self.spin.stepUp)
        self.setFocusProxy(self.spin)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = row(self.spin, less, more, gap=4, margins=(12, 3, 4, 3))
        inside.setStretch(0, 1)
        self.setLayout(inside)

    def value(self) -> int:
        """The number in force."""
        return self.spin.value()

    def show_kept(self, number: int) -> None:
        """What is kept; a number typed over it and not given yet stays."""
        if not self.spin.hasFocus() or self.spin.value() == self._kept:
            self.spin.setValue(number)
        self._kept = number

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        here = self.spin.hasFocus()
        edge = self._theme.color("primary" if here else "strong")
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 8, fill=self._theme.color("surface"), edge=edge, width=2 if here else 1)
