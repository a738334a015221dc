"""What is typed in a form is kept as typed, given back to whoever comes back, and never a password."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.ui.kit.drafts import FOUND_AGAIN, LOOKED_FOR_S, FormDraft
from ceis_desk.ui.kit.link import StoreLink
from tests.ui.fake_store import FakeStore

KIND = "message"


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.words, self.more, self.password = QLineEdit("Bonjour"), QPlainTextEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.locked, self.spin = QLineEdit(), QSpinBox()
        self.locked.setReadOnly(True)
        layout = QVBoxLayout(self)
        for name in ("words", "more", "password", "locked", "spin"):
            part: QWidget = getattr(self, name)
            part.setAccessibleName(name)
            layout.addWidget(part)


Open = Callable[..., tuple[FakeStore, Form, FormDraft]]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def make(kept: str = "", fresh: float | None = None) -> tuple[FakeStore, Form, FormDraft]:
        store, form = FakeStore({ReadDraft: kept}), Form()
        qtbot.addWidget(form)
        return store, form, FormDraft(StoreLink(store, form), KIND, form, fresh=fresh)

    return make


def kept_in(store: FakeStore) -> list[str]:
    return [gesture.text for gesture in store.gestures(KeepDraft) if gesture.kind == KIND]


def typed_in(words: str) -> dict[str, str]:
    typed: dict[str, str] = json.loads(words)["typed"]
    return typed


def draft_of(typed: dict[str, str], ago: float = 0) -> str:
    return json.dumps({"typed": typed, "at": time.time() - ago})


def test_only_what_was_changed_by_hand_is_kept_half_a_second_later(qtbot: QtBot, opened: Open) -> None:
    store, form, draft = opened()
    with qtbot.waitSignal(draft.kept, check_params_cb=bool):
        form.more.setPlainText("à rappeler")
    assert [typed_in(words) for words in kept_in(store)] == [{"more": "à rappeler"}]


def test_neither_a_password_nor_a_field_that_cannot_be_written_in_is_kept(opened: Open) -> None:
    store, form, draft = opened()
    form.password.setText("Platane-vert-26")
    form.password.setEchoMode(QLineEdit.EchoMode.Normal)  # shown for a moment
    form.locked.setText("lu")
    form.spin.setValue(7)
    form.words.setText("écrit")
    draft.flush()
    assert [typed_in(words) for words in kept_in(store)] == [{"words": "écrit"}]


def test_a_form_that_opens_again_finds_its_words_and_says_so(qtbot: QtBot, opened: Open) -> None:
    said: list[str] = []
    store, form = FakeStore({ReadDraft: draft_of({"words": "Bonsoir", "gone": "?"})}), Form()
    qtbot.addWidget(form)
    link = StoreLink(store, form)
    link.done.connect(lambda change: said.append(change.said))
    draft = FormDraft(link, KIND, form)
    qtbot.waitUntil(lambda: form.words.text() == "Bonsoir")
    assert said == [FOUND_AGAIN]
    draft.flush()
    assert kept_in(store) == []


def test_whoever_typed_before_the_draft_came_keeps_her_own_words(qtbot: QtBot, opened: Open) -> None:
    _, form, draft = opened(draft_of({"words": "Bonsoir"}))
    form.words.setText("Salut")
    draft._offer(draft_of({"words": "Bonsoir"}))
    assert form.words.text() == "Salut"


def test_what_is_recorded_is_forgotten_and_not_kept_again_when_the_form_closes(opened: Open) -> None:
    store, form, draft = opened()
    form.show()
    form.words.setText("écrit")
    draft.flush()
    form.words.setText("écrit plus")
    draft.forget()
    form.hide()
    assert len(kept_in(store)) == 2
    assert kept_in(store)[-1] == ""


def test_a_form_that_closes_keeps_at_once_what_waited(opened: Open) -> None:
    store, form, _ = opened()
    form.show()
    form.words.setText("écrit")
    form.hide()
    assert [typed_in(words) for words in kept_in(store)] == [{"words": "écrit"}]


def test_words_taken_away_again_leave_no_draft(opened: Open) -> None:
    store, form, draft = opened()
    form.words.setText("écrit")
    draft.flush()
    form.words.setText("Bonjour")
    draft.flush()
    assert kept_in(store)[-1] == ""


def test_a_lock_keeps_at_once_what_waited(qtbot: QtBot) -> None:
    store, form = FakeStore(), Form()
    qtbot.addWidget(form)
    link = StoreLink(store, form)
    FormDraft(link, KIND, form)
    form.words.setText("écrit")
    link.leaving.emit()
    assert [typed_in(words) for words in kept_in(store)] == [{"words": "écrit"}]


@pytest.mark.parametrize(("ago", "found"), [(60, "Lopez"), (2 * LOOKED_FOR_S, "Bonjour")])
def test_what_was_looked_for_is_let_go_after_an_hour(qtbot: QtBot, opened: Open, ago: float, found: str) -> None:
    _, form, draft = opened(fresh=LOOKED_FOR_S)
    draft._offer(draft_of({"words": "Lopez"}, ago))
    assert form.words.text() == found


def test_a_draft_that_is_refused_is_said_once_and_stays_in_the_field(qtbot: QtBot) -> None:
    said: list[str] = []
    store, form = FakeStore({ReadDraft: "", KeepDraft: Refusal("Ceci ne se garde pas.")}), Form()
    qtbot.addWidget(form)
    link = StoreLink(store, form)
    link.refused.connect(said.append)
    draft = FormDraft(link, KIND, form)
    for words in ("2 84 03 34 172 045 1", "2 84 03 34 172 045 12"):
        form.words.setText(words)
        draft.keep()
    assert said == ["Ceci ne se garde pas."]
    assert form.words.text() == "2 84 03 34 172 045 12"
    store.answers[KeepDraft] = Change()
    form.words.setText("Bonjour à tous")
    draft.keep()
    assert typed_in(kept_in(store)[-1]) == {"words": "Bonjour à tous"}
