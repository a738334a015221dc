"""The sheet to sign: twelve rows a page, blank rows, who is excused left out, nobody obliged to sign."""

from __future__ import annotations

import dataclasses

import pytest

from ceis_desk.agenda.workshop_papers import AttendancePaper
from ceis_desk.reports.attendance import attendance_pdf
from tests.reports.agenda_samples import attendance_paper
from tests.reports.gates import assert_gates, every_word, pages_of, printed, read_aloud

PAPER = attendance_paper()
NOTE = "Lignes sans nom : personnes venues sans inscription. Signer n’est jamais obligatoire pour participer."


def numbers(paper: AttendancePaper) -> list[str]:
    return [read.words for read in read_aloud(attendance_pdf(paper)) if read.kind == "TH" and read.words.isdigit()]


def test_it_says_the_session_its_place_its_host_and_its_people() -> None:
    said = every_word(attendance_pdf(PAPER))
    for words in (
        "Atelier « Mon budget, mois par mois »",
        "Jeudi 20 juin 2019, de 9:00 à 10:30, salle 1 du CEIS",
        "Animé par Claire Fabre. 8 inscrits pour 10 places.",
        "ANDRIEU Maud",
        "Point conseil budget",
        NOTE,
        "sur 8 inscrits",
    ):
        assert words in said.replace("\u00a0", " ")


def test_whoever_is_excused_is_not_on_it() -> None:
    assert "FERRER" not in every_word(attendance_pdf(PAPER))


@pytest.mark.parametrize(
    ("enrolled", "places", "pages"),
    [(0, 30, 1), (8, 30, 1), (12, 30, 2), (12, 12, 1), (13, 30, 2), (24, 25, 3), (24, 24, 2), (24, 20, 2), (25, 30, 3)],
)
def test_each_page_has_twelve_rows_and_blank_ones_are_left_while_somebody_may_come(
    enrolled: int, places: int, pages: int
) -> None:
    paper = attendance_paper(enrolled, places=places)
    assert numbers(paper) == [str(number) for number in range(1, 12 * pages + 1)]
    content = attendance_pdf(paper)
    assert pages_of(content) == pages
    assert f"page {pages} sur {pages}" in printed(content).replace("\u00a0", " ")
    assert_gates(content)


def test_where_anybody_may_come_twelve_names_leave_a_page_of_blank_rows() -> None:
    paper = attendance_paper(12, places=12, enrolling=False)
    assert numbers(paper) == [str(number) for number in range(1, 25)]
    assert_gates(attendance_pdf(paper))


def test_a_session_without_enrolment_is_a_page_of_blank_rows() -> None:
    said = every_word(attendance_pdf(attendance_paper(0, enrolling=False)))
    assert "Sans inscription." in said


def test_a_discreet_screen_prints_initials() -> None:
    said = every_word(attendance_pdf(dataclasses.replace(PAPER, whole_names=False)))
    assert "ANDRIEU" not in said
    assert "A••• M." in said
