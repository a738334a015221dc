"""The window's side of the store: gestures and questions go out, answers come back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from ceis_desk.core.errors import Cancelled, Refusal

if TYPE_CHECKING:
    # The theme and the lock screen have no store yet.
    from ceis_desk.core.store import Change, Gesture, Question, Store

T = TypeVar("T")
BUG = "Quelque chose n’a pas marché. Vos données sont intactes ; un rapport sans nom a été gardé sur ce poste."


class _Carrier(QObject):
    """What a worker emits on: it has no parent, so it lives as long as anyone, on any thread, may still emit."""

    arrived = Signal(object, object)
    heard = Signal(object)


class Answers(QObject):
    """Brings futures back to the GUI thread; nothing arrives once its owner is gone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._carrier = _Carrier()
        self._carrier.arrived.connect(self._deliver)
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[Refusal], None]]] = {}
        self._last = 0

    def when(
        self, future: Future[T], then: Callable[[T], None], refused: Callable[[Refusal], None] | None = None
    ) -> None:
        """Call `then` with the answer, or `refused` with the sentence; a bug goes to the crash report."""
        # A number of its own, not that of the future: several may wait for the same one.
        number = self._last = self._last + 1
        self._waiting[number] = (then, refused or (lambda _: None))
        carrier = self._carrier
        future.add_done_callback(lambda done: carrier.arrived.emit(done, number))

    def forget(self) -> None:
        """Nobody waits any more: what comes later is told to nobody."""
        self._waiting.clear()

    @Slot(object, object)
    def _deliver(self, future: Future[Any], number: int) -> None:
        if number not in self._waiting:
            return
        then, refused = self._waiting.pop(number)
        try:
            answer = future.result()
        except (Cancelled, CancelledError):
            return
        except Refusal as refusal:
            refused(refusal)
            return
        except Exception:
            refused(Refusal(BUG))
            raise
        finally:
            # The traceback of a failure holds this frame: the future left in it would never go.
            del future
        then(answer)


class StoreLink(QObject):
    """One signed-in store: pilots `do` and `ask`; every committed change of any origin comes by `changed`.

    `undone` shows the sentence of what Ctrl Z took back, which Ctrl Y does again.
    `leaving` is said while the store still answers, for what waits to be kept.
    """

    changed = Signal(object)
    done = Signal(object)
    undone = Signal(object)
    refused = Signal(str)
    leaving = Signal()
    undo_changed = Signal()

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self._answers = Answers(self)
        self._asked: dict[str, Future[Any]] = {}
        self._undo: list[tuple[Change, Gesture]] = []
        self._redo: list[tuple[Change, Gesture]] = []
        self._carrier = carrier = _Carrier()
        carrier.heard.connect(self.changed)

        def hear(change: Change) -> None:
            carrier.heard.emit(change)

        self._stop = store.listen(hear)

    def do(
        self,
        gesture: Gesture,
        then: Callable[[Change], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Send a gesture; its undo is kept, `done` shows its sentence, a refusal goes to `refused` unless taken."""

        def after(change: Change) -> None:
            if change.undo is not None:
                self._undo.append((change, change.undo))
                self._redo.clear()
                self.undo_changed.emit()
            self.done.emit(change)
            if then is not None:
                then(change)

        self._answers.when(self.store.do(gesture), after, refused or self._say)

    def ask(
        self,
        question: Question[T],
        then: Callable[[T], None],
        refused: Callable[[Refusal], None] | None = None,
        *,
        key: str = "",
    ) -> None:
        """Send a question; with a `key`, the one asked before under the same key is dropped."""
        future = self.store.ask(question)
        if key:
            before = self._asked.get(key)
            if before is not None:
                self.store.cancel(before)
            self._asked[key] = future
        self._answers.when(future, then, refused or self._say)

    def can_undo(self) -> Change | None:
        """What Ctrl Z would take back, None when nothing."""
        return self._undo[-1][0] if self._undo else None

    def undo(self) -> None:
        """Take the last gesture back (Ctrl Z)."""
        self._step(self._undo, self._redo, self.undone.emit)

    def redo(self) -> None:
        """Do again what was taken back (Ctrl Y)."""
        self._step(self._redo, self._undo, self.done.emit)

    def _step(
        self,
        source: list[tuple[Change, Gesture]],
        target: list[tuple[Change, Gesture]],
        tell: Callable[[Change], None],
    ) -> None:
        if not source:
            return
        taken, gesture = source.pop()

        def after(change: Change) -> None:
            if change.undo is not None:
                target.append((taken, change.undo))
            self.undo_changed.emit()
            tell(change)

        self._answers.when(self.store.do(gesture), after, self._say)

    def _say(self, refusal: Refusal) -> None:
        self.refused.emit(refusal.sentence)

    def close(self) -> None:
        """Stop hearing the store."""
        self._stop()
