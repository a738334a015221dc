"""What the occupation of places says, and to whom it says names."""

from __future__ import annotations

from ceis_desk.reports.employment.certificate import certificate_pdf
from ceis_desk.reports.employment.occupation import occupation_pdf
from tests.reports.employment.samples import board, certificate_paper, occupation_paper
from tests.reports.gates import assert_gates, every_word


def plain_words(content: bytes) -> str:
    """Every word, lines and unbreakable spaces made plain ones."""
    return " ".join(every_word(content).split())


def test_every_seat_is_printed_with_its_state_and_the_counts_of_its_kind() -> None:
    said = plain_words(occupation_pdf(occupation_paper()))
    assert "12 places : 2 occupées, 0 prévue, 10 libres" in said
    assert "14 places : 2 occupées, 0 prévue, 12 libres" in said
    assert "2 sur 12" in said
    assert "KOFFI Awa" in said
    assert "fin proche" in said


def test_too_many_contracts_are_said_first() -> None:
    said = plain_words(occupation_pdf(occupation_paper(board=board(crowded=True))))
    assert "Les Tamaris : 3 contrats pour 2 places le 18/06. Corrigez une date ou le nombre de places." in said
    assert "de trop" in said


def test_on_a_discreet_screen_initials_alone_are_printed() -> None:
    said = plain_words(occupation_pdf(occupation_paper(whole_names=False)))
    assert "KOFFI" not in said
    assert "K••• A." in said


def test_whoever_may_not_read_a_name_prints_none_and_is_told() -> None:
    said = plain_words(occupation_pdf(occupation_paper(board=board(named=False))))
    assert "KOFFI" not in said
    assert "Les noms ne sont pas imprimés" in said


def test_a_certificate_adds_up_its_hours_and_says_nothing_of_what_was_done() -> None:
    content = certificate_pdf(certificate_paper())
    said = plain_words(content)
    assert "12 séances, 18 h en tout" in said
    assert "a été présente à" in said
    assert "mardi 5 mars 2019" in said
    assert "1 h 30" in said


def test_a_year_of_sessions_runs_over_pages_and_one_alone_is_one_day() -> None:
    assert_gates(certificate_pdf(certificate_paper(60)))
    assert ", le mardi 5 mars 2019" in plain_words(certificate_pdf(certificate_paper(1)))
