from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.people.names import NAMELESS, display_name, formal_name, match_spans, name_words


def marked(shown: str, typed: str) -> str:
    """`shown` with its highlighted runs between brackets."""
    for start, end in reversed(match_spans(shown, typed)):
        shown = f"{shown[:start]}[{shown[start:end]}]{shown[end:]}"
    return shown


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("Mme", "Benali", "Samira"), "Mme BENALI Samira"),
        (("", "Bénazet", "Odile"), "BÉNAZET Odile"),
        (("M.", "", "Karim"), "M. Karim"),
        (("", " de La Fuente ", ""), "DE LA FUENTE"),
        (("Mme", "", ""), NAMELESS),
    ],
)
def test_a_person_is_written_name_first_in_capitals(parts: tuple[str, str, str], written: str) -> None:
    assert display_name(*parts) == written


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("Mme", "Benali", "Samira"), "Madame Samira Benali"),
        (("M.", "", "Karim"), "Monsieur Karim"),
        (("", "Bénazet", "Odile"), "Odile Bénazet"),
        (("Mme", "", ""), ""),
    ],
)
def test_a_letter_writes_a_person_in_full(parts: tuple[str, str, str], written: str) -> None:
    assert formal_name(*parts) == written


def test_a_birth_name_stands_in_for_a_used_name_not_known() -> None:
    assert display_name("Mme", "", "Samira", "Haddad") == "Mme HADDAD Samira"
    assert display_name("Mme", "Benali", "Samira", "Haddad") == "Mme BENALI Samira"


@pytest.mark.parametrize(
    ("shown", "typed", "expected"),
    [
        ("Mme BENALI Samira", "bena", "Mme [BENA]LI Samira"),
        ("Mme BÉNAZET Odile", "bena", "Mme [BÉNA]ZET Odile"),
        ("Mme BENALI Samira", "sam ben", "Mme [BEN]ALI [Sam]ira"),
        ("M. BEN ALI Karim", "benali", "M. [BEN ALI] Karim"),
        ("Mme BENALI Samira", "nali", "Mme BE[NALI] Samira"),
        ("M. LEBŒUF Noël", "leboeu", "M. [LEBŒU]F Noël"),
        ("Mme MERCIER Anne", "m", "Mme [M]ERCIER Anne"),
        ("M. AÏT-SAÏD Omar", "said", "M. AÏT-[SAÏD] Omar"),
        ("M. BAS Sam", "ss", "M. BAS Sam"),
        ("Mme BENALI Samira", "xyz", "Mme BENALI Samira"),
        ("06 39 98 12 34", "0639", "[06 39] 98 12 34"),
        ("06 39 98 12 34", "06 39 9", "[06] [39] [9]8 12 34"),
    ],
)
def test_the_letters_that_answer_are_highlighted(shown: str, typed: str, expected: str) -> None:
    assert marked(shown, typed) == expected


def test_a_letter_with_its_accent_apart_is_one_letter() -> None:
    assert match_spans("BE\u0301NAZET", "bena") == ((0, 5),)


@given(st.text(max_size=40), st.text(max_size=20))
def test_highlights_are_in_order_apart_and_inside_whatever_the_text(shown: str, typed: str) -> None:
    spans = match_spans(shown, typed)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(shown) for edge in edges)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mme Benali", ("benali",)),
        ("M. N’Diaye", ("n", "diaye")),
        ("BENALI née Haddad", ("benali", "haddad")),
        ("Mme", ("mme",)),
        ("", ()),
    ],
)
def test_titles_are_nobodys_name_unless_alone(typed: str, words: tuple[str, ...]) -> None:
    assert name_words(typed) == words
