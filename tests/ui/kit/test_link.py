"""Answers come back from worker threads, and those that nobody waits for any more hurt nothing."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.core.errors import Cancelled, Refusal
from ceis_desk.ui.kit.link import Answers


def test_an_answer_from_another_thread_arrives_on_the_window_s(qtbot: QtBot) -> None:
    answers, future, seen = Answers(), Future[int](), list[tuple[int, bool]]()
    main = threading.current_thread()
    answers.when(future, lambda answer: seen.append((answer, threading.current_thread() is main)))
    worker = threading.Thread(target=lambda: future.set_result(7))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, True)]


def test_several_may_wait_for_the_same_answer(qapp: QApplication) -> None:
    answers, future, told = Answers(), Future[int](), list[str]()
    answers.when(future, lambda answer: told.append(f"first {answer}"))
    answers.when(future, lambda answer: told.append(f"second {answer}"))
    future.set_result(7)
    qapp.processEvents()
    assert told == ["first 7", "second 7"]


def test_a_refusal_is_handed_over_and_a_cancelled_question_is_silent(qapp: QApplication) -> None:
    answers, said = Answers(), list[str]()
    refused, cancelled = Future[int](), Future[int]()
    answers.when(refused, lambda _: said.append("answer"), lambda refusal: said.append(refusal.sentence))
    answers.when(cancelled, lambda _: said.append("answer"), lambda refusal: said.append(refusal.sentence))
    refused.set_exception(Refusal("Non."))
    cancelled.set_exception(Cancelled())
    qapp.processEvents()
    assert said == ["Non."]


def test_an_answer_that_comes_while_its_owner_goes_ends_nothing(qapp: QApplication) -> None:
    for _ in range(200):
        answers, future = Answers(), Future[int]()
        answers.when(future, lambda _: None)
        worker = threading.Thread(target=lambda late=future: late.set_result(1))
        worker.start()
        shiboken6.delete(answers)
        worker.join()
        qapp.processEvents()


def test_an_answer_that_nobody_waits_for_any_more_is_told_to_nobody(qapp: QApplication) -> None:
    answers, told = Answers(), list[int]()
    future: Future[int] = Future()
    answers.when(future, told.append)
    answers.forget()
    future.set_result(1)
    qapp.processEvents()
    assert told == []
