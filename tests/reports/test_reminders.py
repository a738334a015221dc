from __future__ import annotations

import dataclasses

from ceis_desk.reports.reminders import reminders_pdf
from tests.reports.agenda_samples import reminder, reminders_paper
from tests.reports.gates import assert_gates, every_word, pages_of, printed, read_aloud

PAPER = reminders_paper()


def test_calls_are_listed_by_hour_with_the_number_by_pairs() -> None:
    late_first = dataclasses.replace(
        PAPER, lines=(*PAPER.lines[1:], reminder("8:30", "Arnal", "Joël", "+33639981234", ""))
    )
    reads = [read.words for read in read_aloud(reminders_pdf(late_first))]
    at = reads.index("8:30")
    assert reads[at : at + 4] == ["8:30", "ARNAL Joël", "Claire Fabre", "06 39 98 12 34"]
    assert at < reads.index("9:30")


def test_those_who_must_not_be_called_are_a_number_without_a_name_or_a_reason() -> None:
    said = every_word(reminders_pdf(PAPER))
    assert "5 appels à faire. 2 personnes ne sont pas dans cette liste : ne pas leur téléphoner." in said
    alone = every_word(reminders_pdf(dataclasses.replace(PAPER, left_out=1)))
    assert "1 personne n’est pas dans cette liste" in alone
    assert "dans cette liste" not in every_word(reminders_pdf(dataclasses.replace(PAPER, left_out=0)))


def test_somebody_else_or_a_machine_is_told_neither_the_service_nor_the_appointment() -> None:
    said = every_word(reminders_pdf(PAPER))
    assert "« Bonjour, merci de rappeler le 04 65 71 00 10. » Ni le nom du service, ni le rendez-vous." in said
    assert "merci de nous rappeler" in every_word(reminders_pdf(dataclasses.replace(PAPER, call_back="")))


def test_the_foot_says_when_the_list_is_destroyed() -> None:
    assert "à détruire dès les appels faits" in printed(reminders_pdf(PAPER))


def test_a_person_without_a_number_is_said() -> None:
    assert "sans numéro" in every_word(reminders_pdf(PAPER))


def test_no_call_to_make_is_a_page_without_a_table() -> None:
    content = reminders_pdf(dataclasses.replace(PAPER, lines=()))
    assert_gates(content)
    assert "Aucun appel à faire. 2 personnes" in every_word(content)
    assert "TH" not in {read.kind for read in read_aloud(content)}


def test_a_long_list_goes_on_under_the_same_heads() -> None:
    content = reminders_pdf(dataclasses.replace(PAPER, lines=PAPER.lines * 9))
    assert_gates(content)
    assert pages_of(content) == 3
    assert printed(content).count("Téléphone") == 3
    assert [read.words for read in read_aloud(content)].count("Téléphone") == 1
