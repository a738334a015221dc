"""The note being written: kept as it is typed, signed in two strokes of one key, never lost by a refusal."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.notes.model import InterviewMedium, Note
from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.choices import CheckBox, ComboBox, NumberField
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import TextArea
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard

FOR_GOOD = (
    "Une note signée ne se modifie plus\u00a0: elle se complète. Une deuxième fois la touche, et elle est signée."
)
NOT_SIGNED = "La signature n’a pas pu être gardée\u00a0: le brouillon reste ici."
EMPTY = "Écrivez d’abord la note."
_LEAST, _MOST = 4, 12
_MEDIA = tuple((medium.value, medium.label) for medium in InterviewMedium)


@dataclass(frozen=True)
class Typed:
    """What stands in the draft; `minutes` 0 when no interview was held."""

    text: str = ""
    minutes: int = 0
    medium: InterviewMedium = InterviewMedium.OFFICE
    private: bool = False
    completes: Id | None = None


def written(typed: Typed) -> str:
    """The draft as it is kept, empty when nothing was typed."""
    if not typed.text.strip():
        return ""
    said = {"text": typed.text, "minutes": typed.minutes, "medium": typed.medium.value, "private": typed.private}
    return json.dumps({**said, "completes": str(typed.completes or "")}, ensure_ascii=False)


def read(words: str) -> Typed:
    """A draft kept before; words alone where it was not begun on this page."""
    if not words.startswith("{"):
        return Typed(words)
    said = json.loads(words)
    completes = Id(said["completes"]) if said["completes"] else None
    return Typed(said["text"], said["minutes"], InterviewMedium(said["medium"]), said["private"], completes)


class GrowingArea(TextArea):
    """As tall as what is written, between four lines and twelve."""

    def __init__(self, theme: Theme, *, placeholder: str) -> None:
        super().__init__(theme, placeholder=placeholder, lines=_LEAST)
        self.setProperty("bare", "yes")
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.grow())

    def grow(self) -> None:
        self._lines = min(max(int(self.document().size().height()), _LEAST), _MOST)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())


class DraftNote(Card):
    """`touched` at each change, `signed` once the words are to be signed for good."""

    touched = Signal()
    signed = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__(theme, kind="draft")
        self._keyboard = keyboard
        self._completes: Id | None = None
        self._sure = False
        self.day = Text("", "strong")
        self.kept = Chip(theme, "brouillon gardé", "success", "check")
        self.author = Text("", "hint", "ink2")
        self.about = Text("", "hint_strong", "violet", wrap=True)
        self.forget_about = IconButton(theme, "x", "Ne plus compléter cette note", kind="quiet", compact=True)
        self.text = GrowingArea(theme, placeholder="Ce qui s’est dit, ce qui est décidé ensemble…")
        self.text.setAccessibleName("Note d’entretien")
        self.text.obey(discreet)
        self.medium = ComboBox(theme, _MEDIA)
        self.medium.setAccessibleName("Comment s’est tenu l’entretien")
        self.minutes = NumberField(theme, "Durée en minutes", highest=600, value=0)
        self.minutes.spin.setSingleStep(5)
        self.minutes.spin.setSuffix(" min")
        self.private = CheckBox(theme, "Pour moi seul·e")
        self.sign = Button(theme, "Signer la note", kind="tinted", icon="signature", compact=True)
        self.said = Text("", "hint_strong", "warn", wrap=True)
        keyboard.show_on(self.sign, "sign")
        self._lay()
        self._connect()
        self.show_typed(Typed())

    def _lay(self) -> None:
        self._about_line = QWidget()
        about = row(self.about, self.forget_about, gap=4)
        about.setStretch(0, 1)
        self._about_line.setLayout(about)
        options = row(self.medium, self.minutes, gap=8)
        options.setStretch(0, 1)
        head = row(self.day, self.kept, None, self.author, gap=8)
        answers = row(self.private, self.sign, gap=6)
        answers.setStretch(0, 1)
        for part in (head, self._about_line, self.text, options, self.said, answers):
            self.add(part)
        self.body.setSpacing(6)
        self.layout().setContentsMargins(11, 9, 11, 10)  # type: ignore[union-attr]  # a card has its layout

    def _connect(self) -> None:
        self.text.textChanged.connect(self._changed)
        self.medium.currentIndexChanged.connect(self._changed)
        self.minutes.spin.valueChanged.connect(self._changed)
        self.private.toggled.connect(self._changed)
        self.forget_about.clicked.connect(lambda: self.complete(None))
        self.sign.clicked.connect(self.ask_sign)

    def show_head(self, day: dt.date, author: str) -> None:
        """When it is written and by whom."""
        self.day.setText(write_day(day))
        self.author.setText(author)

    def typed(self) -> Typed:
        """What stands here."""
        medium = InterviewMedium(self.medium.value())
        return Typed(self.text.words(), self.minutes.value(), medium, self.private.isChecked(), self._completes)

    def show_typed(self, typed: Typed, about: str = "") -> None:
        """Put a draft back, or begin an empty one; nothing of it is said to be typed."""
        widgets = (self.text, self.medium, self.minutes.spin, self.private)
        for widget in widgets:
            widget.blockSignals(True)
        self.text.setPlainText(typed.text)
        self.medium.set_value(typed.medium.value)
        self.minutes.spin.setValue(typed.minutes)
        self.private.setChecked(typed.private)
        for widget in widgets:
            widget.blockSignals(False)
        self._completes = typed.completes
        self.show_about(about)
        self._calm()
        self.show_kept(bool(typed.text))
        self.text.grow()

    def show_about(self, words: str) -> None:
        """Say which note is completed, nothing for a note of its own."""
        self.about.setText(words)
        self._about_line.setVisible(bool(words))

    def complete(self, note: Note | None) -> None:
        """Write an addendum to a signed note; None goes back to a note of its own."""
        self._completes = note.id if note else None
        self.show_about(about_words(note) if note else "")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()

    def insert(self, words: str) -> None:
        """Put a template in, where the cursor is; it is left after the first colon."""
        cursor = self.text.textCursor()
        start = cursor.position()
        cursor.insertText(words)
        first = words.find("\u00a0: ")
        cursor.setPosition(start + first + 3 if first >= 0 else start + len(words))
        self.text.setTextCursor(cursor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_kept(self, kept: bool) -> None:
        """Whether the store holds what is typed."""
        self.kept.setVisible(kept and bool(self.text.words().strip()))

    def ask_sign(self) -> None:
        """First stroke: what signing means. Second one: it is asked."""
        if not self.text.words().strip():
            self.refuse(EMPTY)
        elif not self._sure:
            self._sure = True
            self.sign.setText("Signer pour de bon")
            self.sign.set_kind("main")
            self._say(FOR_GOOD, "warn")
        else:
            self.signed.emit()

    def refuse(self, sentence: str) -> None:
        """Say why it is not signed; the words stay."""
        self._calm()
        self._say(sentence, "danger")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """The cursor at the end of what is written."""
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._sure:
            self._calm()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        self._calm()
        self.touched.emit()

    def _calm(self) -> None:
        self._sure = False
        self.sign.setText("Signer la note")
        self.sign.set_kind("tinted")
        self.said.hide()

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.set_tone(tone)
        self.said.show()
        announce(self, words)


def about_words(note: Note) -> str:
    """« Complément à la note du 14/05/2019, de Claire Fabre »."""
    return f"Complément à la note du {write_day(note.day)}, de {note.author_name}"
