"""What the exchange says, moment by moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.access.masking import Discretion
from ceis_desk.exchange.model import Arrival, ArrivalKind
from ceis_desk.ui.exchange.arrival_rows import BY_DESK, BY_PERSON, rows_of
from ceis_desk.ui.shell.exchange_words import moment, of_desk, received, sent, state_chip
from tests.ui.exchange import files
from tests.ui.people.files import NOW

QUIET = replace(files.STATUS, doubles=0, crossed=0, slots=0)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (files.at(10, 12), "10:12"),
        (files.at(17, 2, 17), "hier, 17:02"),
        (files.at(9, 0, 1), "le 1er juin, 9:00"),
        (dt.datetime(2018, 12, 3, 9, 0), "le 3 décembre 2018, 9:00"),
    ],
)
def test_a_moment_is_as_short_as_it_can_be(at: dt.datetime, said: str) -> None:
    assert moment(at, NOW) == said


@pytest.mark.parametrize(("name", "said"), [("Bureau 2", "de Bureau 2"), ("Accueil 1", "d’Accueil 1"), ("", "de ")])
def test_a_desk_is_named_with_its_elision(name: str, said: str) -> None:
    assert of_desk(name) == said


def test_a_desk_never_heard_says_so() -> None:
    assert received(files.REVOKED, NOW) == "rien reçu pour l’instant"
    assert sent(files.REVOKED, NOW) == "aucun envoi pour l’instant"


def test_a_desk_that_never_sent_does_not_say_that_all_has_gone() -> None:
    own = replace(files.BUREAU_2, own=True, to_send=0)
    assert received(own, NOW) == "tout est parti"
    assert received(replace(own, sent_at=None), NOW) == "rien à envoyer"


def test_what_is_to_check_comes_before_all_else_in_the_top_bar() -> None:
    chip = state_chip(files.STATUS, NOW, "Le dossier n’est pas là.", checks=True)
    assert chip is not None
    assert (chip[0].words, chip[1]) == ("3\u00a0fiches à vérifier", "check")


def test_an_account_that_checks_nothing_is_told_of_the_exchange_only() -> None:
    chip = state_chip(files.STATUS, NOW, "", checks=False)
    assert chip is not None
    assert (chip[0].words, chip[1]) == ("Échanges à jour · 10:12", "exchange")


def test_an_exchange_that_stopped_says_why_in_full() -> None:
    chip = state_chip(replace(QUIET, folder_there=False), NOW, "", checks=True)
    assert chip is not None
    assert chip[0].words == "Échange arrêté"
    assert chip[2].startswith("Le dossier partagé n’est pas là.")


def test_what_waits_since_yesterday_is_to_be_exchanged() -> None:
    chip = state_chip(replace(QUIET, last_at=files.at(17, 2, 17)), NOW, "", checks=True)
    assert chip is not None
    assert chip[0].words == "Échange à faire depuis hier"


def test_a_desk_alone_with_nothing_to_check_says_nothing() -> None:
    assert state_chip(files.ALONE, NOW, "", checks=True) is None


@pytest.mark.parametrize("view", [BY_PERSON, BY_DESK])
def test_changes_of_nobody_and_without_a_word_are_counted_in_one_row_a_desk(view: str) -> None:
    unnamed = [
        Arrival(files.at(10, minute), "Bureau 2", kind, None, "", "CANARI téléphone")
        for minute, kind in ((12, ArrivalKind.RECORD), (9, ArrivalKind.VISIT), (8, ArrivalKind.RECORD))
    ]
    rows = [look for _, look in rows_of(unnamed, view, Discretion(on=False)) if not look.heading]
    (row,) = rows
    assert (row.title, row.subtitle, row.right) == ("3\u00a0autres changements", "", "Bureau 2 · 10:12")


@pytest.mark.parametrize(
    ("unsent", "said"), [(0, "Dernier échange · 10:12"), (3, "Changements à envoyer")], ids=["all sent", "some since"]
)
def test_a_desk_without_a_folder_never_says_that_its_exchanges_are_up_to_date(unsent: int, said: str) -> None:
    chip = state_chip(replace(QUIET, folder=None, unsent=unsent), NOW, "", checks=True)
    assert chip is not None
    assert (chip[0].words, chip[1]) == (said, "exchange")
