"""What goes on behind a page just opened, while the file is still being read whole (decision 0034)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ceis_desk.access.door import Opened
    from ceis_desk.core.errors import Refusal
    from ceis_desk.ui.kit.link import Answers
    from ceis_desk.ui.shell.session import Session

PATIENCE_MS = 1000
CHECKING = "Le fichier des données est relu en entier. Ce que vous enregistrez attend la fin de cette lecture."


def once_whole(opened: Opened, answers: Answers, act: Callable[[], None]) -> None:
    """Do what writes in the folder: at once, or when the file is known to be whole, and never if it is not."""
    if opened.whole is None:
        act()
    else:
        answers.when(opened.whole, lambda _: act())


def watch_whole(
    owner: QObject, opened: Opened, answers: Answers, say: Callable[[str, str], object],
    session: Callable[[], Session | None], refused: Callable[[str, Refusal], None],
) -> None:  # fmt: skip
    """Say why nothing is saved yet when the reading lasts; `refused` gets the login of whoever must go out again."""
    whole = opened.whole
    if whole is not None:
        QTimer.singleShot(PATIENCE_MS, owner, lambda: whole.done() or say(CHECKING, "warn"))
        answers.when(whole, lambda _: unsay(session(), CHECKING), partial(refused, opened.login))


def unsay(session: Session | None, sentence: str) -> None:
    """Take a message away, unless another one has taken its place."""
    if session is not None and session.message.words() == sentence:
        session.message.dismiss()
