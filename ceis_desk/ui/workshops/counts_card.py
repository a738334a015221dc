"""« Sans nom »: how many came without giving a name, by sex, age and status, each sum said as it is typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRegularExpression, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ceis_desk.agenda.workshops import AXES, Axis, Counts, UnnamedCode, UnnamedCount, sums, wrong_axes, wrong_words
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.sheet_style import set_styled
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.workshops.tight import tighten

Key = tuple[Axis, UnnamedCode]
_KEEP_MS = 500
_DIGITS = QRegularExpression("[0-9]{0,4}")


class CountField(QLineEdit):
    """A whole number in a small box; Entrée and the arrows go from one to the next."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__("0")
        self._theme = theme
        self.setValidator(QRegularExpressionValidator(_DIGITS, self))
        self.setProperty("count", True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def value(self) -> int:
        """The number typed, nought when nothing is."""
        return int(self.text() or 0)

    def show_value(self, number: int) -> None:
        """A number that comes from the store."""
        if number != self.value():
            self.setText(str(number))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(30), self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._select)

    def _select(self) -> None:
        if self.hasFocus():
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.deselect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.focusNextChild()
        elif plain and event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class _AxisPart(QWidget):
    """The fields of one axis under its head, which says what they give."""

    def __init__(self, theme: Theme, axis: Axis) -> None:
        super().__init__()
        self.fields = {code: CountField(theme, f"{code.label}, {axis.label.lower()}") for code in AXES[axis]}
        self._icon = Icon(theme, "check", "success", 16)
        self._sum = Text("", "hint_strong", "success")
        flow = Flow(gap=5)
        inside = QWidget()
        inside.setLayout(flow)
        for code, field in self.fields.items():
            pair = QWidget()
            pair.setLayout(row(Text(code.label, "hint", "ink2"), field, gap=3))
            flow.addWidget(pair)
        head = row(Text(axis.label, "label"), None, self._icon, self._sum, gap=6)
        self.setLayout(column(head, inside, gap=2))

    def show_sum(self, found: int, extra: int) -> None:
        """« 2 sur 3 », with a sign and the edge of the fields where it is wrong."""
        right = found == extra
        self._icon.set_icon("check" if right else "alert-triangle", "success" if right else "danger")
        self._sum.setText(f"{found} sur {extra}")
        self._sum.set_tone("success" if right else "danger")

    def mark(self, *, wrong: bool) -> None:
        """Give the field at fault its edge: the last one that is not nought, where the mistake most often is."""
        last = self.at_fault()
        for field in self.fields.values():
            set_styled(field, "state", "error" if wrong and field is last else "")

    def at_fault(self) -> CountField:
        """The field where the cursor goes."""
        filled = [field for field in self.fields.values() if field.value()]
        return filled[-1] if filled else next(iter(self.fields.values()))


class CountsCard(Card):
    """`counted` gives the total and the counts that changed, half a second after the last key."""

    counted = Signal(object, object)

    def __init__(self, theme: Theme, *, writes: bool) -> None:
        super().__init__(theme, "Sans nom", "walk")
        self.body.setSpacing(5)
        self._pending: dict[Key, int] = {}
        self._pending_extra: int | None = None
        self.extra = CountField(theme, "Venus en plus, sans nom")
        self.right.addWidget(Text("venus en plus", "secondary", "ink2"))
        self.right.addWidget(self.extra)
        self.parts = {axis: _AxisPart(theme, axis) for axis in Axis}
        for part in self.parts.values():
            self.add(part)
        self.wrong = Card(theme, kind="danger")
        self.words = Text("", "secondary", wrap=True)
        line = row(Icon(theme, "alert-triangle", "danger", 18), self.words, gap=8)
        line.setStretch(1, 1)
        tighten(self.wrong, 10, 6, 10, 6)
        self.wrong.add(line)
        self.wrong.hide()
        self.add(self.wrong)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self.flush)
        self._writes = writes
        for field in self._all():
            field.textEdited.connect(lambda _text, field=field: self._edited(field))
            field.editingFinished.connect(self.flush)

    def show_counts(self, extra: int, counts: Counts, *, closed: bool) -> None:
        """What the store holds; what is being typed stays."""
        if self._pending_extra is None:
            self.extra.show_value(extra)
        for key, field in self._keyed().items():
            if key not in self._pending:
                field.show_value(counts.get(key, 0))
        for field in self._all():
            field.setReadOnly(closed or not self._writes)
        self._say_sums()

    def flush(self) -> None:
        """Give at once what was typed."""
        self._timer.stop()
        if self._pending or self._pending_extra is not None:
            counts = tuple(UnnamedCount(*key, number) for key, number in self._pending.items())
            extra, self._pending, self._pending_extra = self._pending_extra, {}, None
            self.counted.emit(extra, counts)

    def values(self) -> Counts:
        """What is typed now."""
        return {key: field.value() for key, field in self._keyed().items()}

    def fault(self) -> Axis | None:
        """The first axis that does not give the total."""
        return next(iter(wrong_axes(self.extra.value(), self.values())), None)

    def point_at(self, axis: Axis, sentence: str = "") -> None:
        """Take the cursor to the field at fault and say why the session stays open."""
        self.wrong.show()
        self._say_sums(sentence, axis)
        self.parts[axis].at_fault().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.words.text())

    def forget(self) -> None:
        """Another session: nothing of this one is at fault there."""
        self.wrong.hide()
        for part in self.parts.values():
            part.mark(wrong=False)

    def _keyed(self) -> Mapping[Key, CountField]:
        return {(axis, code): field for axis, part in self.parts.items() for code, field in part.fields.items()}

    def _all(self) -> tuple[CountField, ...]:
        return (self.extra, *self._keyed().values())

    def _edited(self, field: CountField) -> None:
        if field is self.extra:
            self._pending_extra = field.value()
        else:
            self._pending |= {key: one.value() for key, one in self._keyed().items() if one is field}
        self._timer.start()
        self._say_sums()

    def _say_sums(self, sentence: str = "", first: Axis | None = None) -> None:
        extra, values = self.extra.value(), self.values()
        wrong = wrong_axes(extra, values)
        for axis, found in sums(values).items():
            self.parts[axis].show_sum(found, extra)
        fault = first if first in wrong else next(iter(wrong), None)
        for other, part in self.parts.items():
            part.mark(wrong=other is fault)
        if fault is None:
            self.wrong.hide()
        else:
            self.words.setText(sentence or wrong_words(fault, wrong[fault]))
            # Whoever only reads has nothing to complete.
            self.wrong.setVisible(self._writes)
