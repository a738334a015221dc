"""The page of the person, as it is printed and as it is read aloud."""

from __future__ import annotations

import dataclasses

import pytest

from ceis_desk.parcours.plain import PlainLine, PlainWay
from ceis_desk.reports.paper import MARGIN
from ceis_desk.reports.parcours.plain_way import plain_way_pdf
from tests.reports.gates import (
    Read,
    assert_gates,
    assert_inside,
    every_word,
    pages_of,
    printed,
    printed_pages,
    read_aloud,
)
from tests.reports.parcours import samples


def aloud() -> list[Read]:
    return read_aloud(plain_way_pdf(samples.plain_paper()))


def test_it_is_read_in_the_order_of_the_page() -> None:
    reads = aloud()
    titles = [(one.kind, one.words) for one in reads if one.kind in ("H1", "H2")]
    assert titles == [("H1", "Votre parcours"), ("H2", "Aujourd’hui"), ("H2", "Ensuite"), ("H2", "Qui vous aide")]
    words = [one.words.replace("\u00a0", " ") for one in reads]
    assert words[:4] == [
        "CEIS de Montpellier",
        "Centre communal d’action sociale",
        "mardi 18 juin 2019",
        "Votre parcours",
    ]
    assert words[4] == "Madame Samira Benali"
    start = words.index("Ensuite")
    assert words[start + 1 : start + 3] == ["Mardi 25 juin 2019 à 14 h", "Marc Vidal vous aide : CV, aide à domicile."]
    assert words[-4:] == [
        "L’accueil",
        "toutes vos questions",
        "04 65 71 00 10",
        "Cette feuille est à vous. Vous pouvez changer ce parcours.",
    ]


def test_a_picture_is_a_decoration_and_each_sentence_a_paragraph_of_its_own() -> None:
    assert {one.kind for one in aloud()} == {"H1", "H2", "P"}


def test_the_usual_page_is_one_page_with_its_foot() -> None:
    content = plain_way_pdf(samples.plain_paper())
    assert_gates(content)
    assert_inside(content, MARGIN)
    assert pages_of(content) == 1
    assert "CEIS de Montpellier, 24 rue de la Source, 34000 Montpellier" in printed(content)
    assert "page 1 sur 1" in printed(content)


def test_the_longest_page_takes_two_and_whoever_helps_stays_together() -> None:
    content = plain_way_pdf(samples.longest_plain())
    assert_gates(content)
    assert_inside(content, MARGIN)
    assert pages_of(content) == 2
    first, second = printed_pages(content)
    assert "Qui vous aide" not in first
    assert second.count("Anne-Marie") == 6
    assert "Cette feuille est à vous." in second


@pytest.mark.parametrize("lines", range(1, 9))
def test_one_page_holds_as_much_as_it_can(lines: int) -> None:
    plain = samples.PLAIN
    one = PlainLine("flag", ("Vous avancez vers un but.",))
    paper = dataclasses.replace(samples.plain_paper(), plain=dataclasses.replace(plain, today=(one,) * lines))
    assert pages_of(plain_way_pdf(paper)) == (1 if lines <= 5 else 2)


def test_an_icon_that_is_not_known_is_drawn_as_another() -> None:
    strange = PlainLine("../../etc/passwd", ("Vous avancez.",))
    content = plain_way_pdf(dataclasses.replace(samples.plain_paper(), plain=PlainWay((strange,), (strange,), ())))
    assert_gates(content)
    assert "Vous avancez." in every_word(content)


def test_nobody_is_called_by_a_number_of_her_own() -> None:
    words = every_word(plain_way_pdf(samples.plain_paper()))
    assert words.count("04 65 71 00 10") == 1
