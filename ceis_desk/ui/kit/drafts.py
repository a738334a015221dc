"""What is being typed is kept half a second after the last key, sealed to its account, and found again where it was."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.link import StoreLink

KEEP_MS = 500
LOOKED_FOR_S = 3600
"""What was being looked for is found again within the hour: later, somebody else is at the counter."""
FOUND_AGAIN = "Vous retrouvez ici ce que vous aviez commencé à écrire."


class DraftKeeper(QObject):
    """`words` gives what is typed now, empty when nothing is, and `kind` its name; `kept` says what the store holds."""

    kept = Signal(bool)

    def __init__(
        self, link: StoreLink, words: Callable[[], str], kind: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._words, self._kind = link, words, kind
        self._held = ""
        self._refusal = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(KEEP_MS)
        self.timer.timeout.connect(self.keep)
        link.leaving.connect(self.flush)

    def touch(self) -> None:
        """Something was typed."""
        self.kept.emit(False)
        self.timer.start()

    def flush(self) -> None:
        """Keep at once what waits for the timer."""
        if self.timer.isActive():
            self.timer.stop()
            self.keep()

    def keep(self) -> None:
        """Keep what is typed now; nothing typed forgets the draft."""
        self._hold(self._words())

    def forget(self) -> None:
        """What was typed is recorded: its draft is no longer needed."""
        self.timer.stop()
        self._hold("")

    def _hold(self, words: str) -> None:
        self._link.do(KeepDraft(self._kind(), words), lambda _change: self._tell(words), self._not_kept)

    def _tell(self, words: str) -> None:
        if isValid(self):
            self._refusal = ""
            self.kept.emit(bool(words))

    def _not_kept(self, refusal: Refusal) -> None:
        """Say why once, not at each key: what is typed stays where it is."""
        if isValid(self) and refusal.sentence != self._refusal:
            self._refusal = refusal.sentence
            self._link.refused.emit(refusal.sentence)


@dataclass(frozen=True)
class Part:
    """A field of a form: how it is read as text and put back, and the signals that say that it changed."""

    read: Callable[[], str]
    put: Callable[[str], None]
    changed: tuple[SignalInstance, ...]


@runtime_checkable
class Drafted(Protocol):
    """A widget that is no plain field and says itself how it is kept; the fields inside it are its own affair."""

    def draft_part(self) -> Part:
        """How it is kept."""
        ...


class FormDraft(DraftKeeper):
    """Keeps every field of `form` that was changed by hand, and puts it back when the form opens again.

    A field goes by its accessible name, or its class; `fields` are all of them unless said. Passwords are never kept,
    nor fields that cannot be written in. What was typed more than `fresh` seconds ago is let go, when given. Whoever
    typed before the draft came keeps her own words.
    """

    came_back = Signal()

    def __init__(
        self,
        link: StoreLink,
        kind: str,
        form: QWidget,
        fields: Sequence[QWidget] | None = None,
        fresh: float | None = None,
    ) -> None:
        super().__init__(link, self._text, lambda: kind, form)
        self._fresh = fresh
        self._parts = _parts_of(form, (form, *form.findChildren(QWidget)) if fields is None else fields)
        self._start = {name: part.read() for name, part in self._parts.items()}
        self._forgotten = False
        for part in self._parts.values():
            for signal in part.changed:
                signal.connect(self._changed)
        form.installEventFilter(self)
        if self._parts:
            link.ask(ReadDraft(kind), self._offer, lambda _refusal: None)

    def keep(self) -> None:
        """Keep what differs from the start; write nothing when the store holds just that."""
        words = self._text()
        if words != self._held and not self._forgotten:
            self._held = words
            self._hold(words)

    def forget(self) -> None:
        """What was typed is recorded: its draft is no longer needed, even if the form is gone meanwhile."""
        if isValid(self):
            self.timer.stop()
        self._forgotten = True
        if self._held:
            self._held = ""
            self._hold("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.flush()
        return False

    def _changed(self) -> None:
        self._forgotten = False
        self.touch()

    def _text(self) -> str:
        now = {name: part.read() for name, part in self._parts.items()}
        typed = {name: words for name, words in now.items() if words != self._start[name]}
        return json.dumps({"typed": typed, "at": int(time.time())}, ensure_ascii=False) if typed else ""

    def _offer(self, words: str) -> None:
        if not words or not isValid(self) or self._text():
            return
        kept = json.loads(words)
        if self._fresh is not None and time.time() - kept["at"] > self._fresh:
            return
        self._held = words
        for name, typed in kept["typed"].items():
            if name in self._parts:
                self._parts[name].put(typed)
        self.timer.stop()
        self._link.done.emit(Change(said=FOUND_AGAIN))
        self.came_back.emit()


def _parts_of(form: QWidget, fields: Sequence[QWidget]) -> dict[str, Part]:
    """How each of these fields of a form is kept, in their order."""
    parts: dict[str, Part] = {}
    inside: set[QObject] = set()
    for field in fields:
        part = None if inside & set(_holders(field, form)) else _part_of(field)
        if isinstance(field, Drafted):
            inside.add(field)
        if part is not None:
            parts.setdefault(field.accessibleName() or type(field).__name__, part)
    return parts


def _holders(field: QWidget, form: QWidget) -> Iterator[QObject]:
    at: QObject | None = field
    while at is not None and at is not form:
        at = at.parent()
        if at is not None:
            yield at


def _part_of(field: QWidget) -> Part | None:
    if isinstance(field, Drafted):
        return field.draft_part()
    if isinstance(field, QLineEdit):
        secret = field.echoMode() is not QLineEdit.EchoMode.Normal
        inner = isinstance(field.parent(), (QAbstractSpinBox, QComboBox))
        return None if secret or inner or field.isReadOnly() else _line(field)
    if isinstance(field, QPlainTextEdit):
        return None if field.isReadOnly() else Part(field.toPlainText, field.setPlainText, (field.textChanged,))
    if isinstance(field, QComboBox):
        return _choice(field)
    return None


def _choice(field: QComboBox) -> Part:
    def put(code: str) -> None:
        # What was chosen may be offered no more: a colleague who has left.
        if (at := field.findData(code)) >= 0:
            field.setCurrentIndex(at)

    return Part(lambda: str(field.currentData() or ""), put, (field.currentIndexChanged,))


def _line(field: QLineEdit) -> Part:
    def put(words: str) -> None:
        field.setText(words)
        # Typed by hand, though in another run.
        field.setModified(True)

    return Part(field.text, put, (field.textChanged,))
