"""A field: its real label above, the control, and one line below that helps or warns."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QSizePolicy, QWidget

from ceis_desk.access.masking import DOTS
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.focus import remember_reason
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.painting import icon_at, smooth_painter
from ceis_desk.ui.kit.sheet_style import set_styled
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

Tone = Literal["hint", "ok", "warn", "error"]
_UNDER_LABEL, _AROUND = 4, 8
_LOOKS: dict[str, tuple[str, str]] = {
    "hint": ("", "ink3"),
    "ok": ("check", "success"),
    "warn": ("info-circle", "warn"),
    "error": ("alert-circle", "danger"),
}


class TextField(QLineEdit):
    """One line to write in, with an optional icon at its left."""

    def __init__(self, theme: Theme, *, placeholder: str = "", icon: str = "", tall: bool = False) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setPlaceholderText(placeholder)
        if tall:
            self.setProperty("search", "tall")
        self.fit_margins()

    def fit_margins(self) -> None:
        """Keep the words clear of what is painted inside the field, at the text size in force."""
        self.setTextMargins(self._theme.px(28) if self._icon else 0, 0, 0, 0)

    def obey(self, discreet: Discreet) -> None:
        """Hide what is written while the screen is discreet, even with the cursor here."""
        discreet.changed.connect(self._hide)
        self._hide(discreet.on)

    def _hide(self, on: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Password if on else QLineEdit.EchoMode.Normal)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit_margins()

    def focusInEvent(self, event: QFocusEvent) -> None:
        remember_reason(self, event.reason())
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            with smooth_painter(self) as painter:
                icon_at(
                    painter,
                    self._theme,
                    self._icon,
                    "primary" if self.hasFocus() else "ink3",
                    20,
                    self._theme.px(12),
                    self.height() // 2,
                )


class TextArea(QPlainTextEdit):
    """Several lines to write in; Tab leaves it."""

    def __init__(self, theme: Theme, *, placeholder: str = "", lines: int = 3) -> None:
        super().__init__()
        self._theme, self._lines = theme, lines
        self._discreet: Discreet | None = None
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)

    def words(self) -> str:
        """What is written, its no-break spaces kept: `toPlainText` makes plain ones of them."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def obey(self, discreet: Discreet) -> None:
        """Show how much is written instead of the words while the screen is discreet."""
        self._discreet = discreet
        discreet.changed.connect(self.viewport().update)
        self.textChanged.connect(self.viewport().update)

    def paintEvent(self, event: QPaintEvent) -> None:
        written = len(self.toPlainText())
        if self._discreet is None or not self._discreet.on or not written:
            super().paintEvent(event)
            return
        words = f"{DOTS} {written} signe{'s' if written > 1 else ''}, {self._discreet.show.key} pour afficher"
        with smooth_painter(self.viewport()) as painter:
            room = self.viewport().rect().adjusted(4, 4, -4, -4)
            painter.setPen(self._theme.color("ink2"))
            painter.drawText(room, Qt.TextFlag.TextWordWrap, words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        remember_reason(self, event.reason())
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * self._lines + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


def beside(field: Field, button: QWidget) -> QHBoxLayout:
    """A field and the button that fills it, on the line of its control whatever is said above or below."""
    line = row(gap=10)
    line.addWidget(field, 1)
    # As tall as the label of the field, at every text size.
    line.addLayout(column(Text("\u00a0", "label"), button, None, gap=_UNDER_LABEL))
    return line


class _Remark(QWidget):
    """The line below a control: an icon, and words that help or warn."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = Icon(theme, "info-circle", "ink3", 16)
        self.words = Text("", "hint", "ink3", wrap=True)
        line = row(gap=5)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.setLayout(line)

    def say(self, tone: Tone, words: str) -> None:
        """Say something else, or nothing."""
        icon, colour = _LOOKS[tone]
        self._icon.setVisible(bool(icon and words))
        if icon:
            self._icon.set_icon(icon, colour)
        self.words.setText(words)
        self.words.set_tone(colour)
        self.setVisible(bool(words))


class Field(QWidget):
    """A label tied to its control, « facultatif » beside it when said, help or error below it."""

    def __init__(self, theme: Theme, label: str, control: QWidget, *, aside: str = "", hint: str = "") -> None:
        super().__init__()
        self._theme, self._hint = theme, hint
        self.control = control
        self.label = Text(label, "label", "ink2")
        self.label.setBuddy(control)
        self.set_label(label)
        self._remark: _Remark | None = None
        head = row(self.label, Text(aside, "hint", "ink3") if aside else 0, None, gap=8)
        self._parts = column(head, control, gap=_UNDER_LABEL)
        self.setLayout(self._parts)
        if control.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Fixed:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self._parts.addStretch(1)  # beside a field that says more below, labels stay on one line
        self._say("hint", hint)

    def set_label(self, words: str) -> None:
        """Call the field otherwise, to eyes and ears."""
        self.label.setText(words)
        self.control.setAccessibleName(words.rstrip("\u00a0:"))

    def set_hint(self, words: str) -> None:
        """Say quietly what is expected."""
        self._hint = words
        self._say("hint", words)

    def set_ok(self, words: str) -> None:
        """Say how the answer was understood."""
        self._say("ok", words)

    def set_warning(self, words: str) -> None:
        """Say what deserves a look without being wrong."""
        self._say("warn", words)

    def set_error(self, words: str) -> None:
        """Say what is wrong and what to do, aloud as well."""
        self._say("error", words)
        announce(self.control, words)
        # Once the words have their room: below the edge of a short window, nobody would read them.
        QTimer.singleShot(0, self, self._come_in_sight)

    def _come_in_sight(self) -> None:
        around = self.parentWidget() if self.control.hasFocus() else None
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self, 0, _AROUND)

    def clear_message(self) -> None:
        """Back to the hint."""
        self._say("hint", self._hint)

    def message(self) -> str:
        """The words now shown below the control."""
        return self._remark.words.text() if self._remark is not None else ""

    def _say(self, tone: Tone, words: str) -> None:
        if self._remark is None and words:
            # Most fields never say anything: their line is made when they do.
            self._remark = _Remark(self._theme)
            self._parts.insertWidget(2, self._remark)
        if self._remark is not None:
            self._remark.say(tone, words)
        self.control.setAccessibleDescription(words)
        set_styled(self.control, "state", tone)
