"""A social-security number is never kept, and what people write at a desk is not mistaken for one."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import find_nir, refuse_nir

KEYED = "15 chiffres avec une clé juste"
UNKEYED = "13 chiffres dans l’ordre sexe, année, mois, département"
CARD = (1, 3, 5, 7, 10, 13, 15)
GAPS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f", "‑", "–", " - ", "  "])
MONTHS = [f"{month:02d}" for month in (*range(1, 13), 20, *range(30, 43), *range(50, 100))]
PLACES = [f"{place:02d}" for place in range(1, 100)] + ["2A", "2B"]


def key_of(number: str) -> str:
    """The key as INSEE publishes it: Corsica takes 1 000 000 or 2 000 000 off the number whose letter reads 0."""
    corsica = 1_000_000 if "A" in number else 2_000_000 if "B" in number else 0
    return f"{97 - (int(number.replace('A', '0').replace('B', '0')) - corsica) % 97:02d}"


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """The first thirteen characters of an invented NIR."""
    return (
        draw(st.sampled_from("123478"))
        + f"{draw(st.integers(0, 99)):02d}"
        + draw(st.sampled_from(MONTHS))
        + draw(st.sampled_from(PLACES))
        + f"{draw(st.integers(1, 999)):03d}"
        + f"{draw(st.integers(1, 999)):03d}"
    )


def grouped(draw: st.DrawFn, number: str, ends: tuple[int, ...]) -> str:
    starts = (0, *ends[:-1])
    return "".join(
        number[start:end] + (draw(GAPS) if end != ends[-1] else "") for start, end in zip(starts, ends, strict=True)
    )


@st.composite
def keyed_in_any_grouping(draw: st.DrawFn) -> str:
    number = draw(numbers())
    full = number + key_of(number)
    cuts = draw(st.sets(st.integers(1, 14)))
    return grouped(draw, full, (*sorted(cuts), 15))


@st.composite
def unkeyed_as_on_the_card(draw: st.DrawFn) -> str:
    number = draw(numbers())
    assume(not number.isdecimal() or int(number[:10]) % 511 != int(number[10:]))  # a tax number as well
    written = grouped(draw, number, (*sorted(draw(st.sets(st.sampled_from(CARD[:-2])))), 13))
    assume(10 not in {len(group) for group in re.findall("[0-9AB]+", written)})  # a telephone as well
    return written


@st.composite
def phones(draw: st.DrawFn) -> str:
    start = draw(st.sampled_from(["0", "+33", "+33 ", "0033", "00 33 ", "+33 (0)"]))
    number = draw(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
    gap = draw(st.sampled_from(["", " ", ".", "-", "\u00a0", "/"]))
    return start + number[0] + "".join(gap + number[at : at + 2] for at in range(1, 9, 2))


@st.composite
def ibans(draw: st.DrawFn) -> str:
    account = draw(st.from_regex(r"[0-9]{10}[0-9A-Z]{11}[0-9]{2}", fullmatch=True))
    digits = "".join(str(int(mark, 36)) for mark in account + "FR00")
    iban = f"FR{98 - int(digits) % 97:02d}{account}"
    step = draw(st.sampled_from([27, 4]))
    return " ".join(iban[at : at + step] for at in range(0, 27, step))


@st.composite
def sirets(draw: st.DrawFn) -> str:
    start = draw(st.from_regex(r"[0-9]{13}", fullmatch=True))
    number = next(start + last for last in "0123456789" if luhn(start + last) % 10 == 0)
    return draw(st.sampled_from([number, f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"]))


def luhn(number: str) -> int:
    return sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(reversed(number)))


# Around it: any text but a digit or a letter of a digit's group right beside the number.
AROUND = st.text(max_size=20).filter(lambda text: not any(mark.isdecimal() for mark in text))


@settings(max_examples=300)
@given(AROUND, keyed_in_any_grouping(), AROUND)
def test_a_number_with_its_right_key_is_found_in_any_text_and_any_grouping(before: str, nir: str, after: str) -> None:
    assert find_nir(f"{before}{nir}{after}") is not None


@given(st.integers(0, 10**6), keyed_in_any_grouping(), st.integers(0, 10**6))
def test_figures_beside_it_do_not_hide_it(before: int, nir: str, after: int) -> None:
    assert find_nir(f"dossier {before}, {nir} ; {after} €") is not None
    assert find_nir(f"{before} {nir} {after}") is not None


@given(phones(), keyed_in_any_grouping())
def test_a_telephone_beside_it_does_not_hide_it(phone: str, nir: str) -> None:
    assert find_nir(f"tél. {phone} nir {nir}") is not None
    assert find_nir(f"nir {nir}, tél. {phone}") is not None


@given(AROUND, unkeyed_as_on_the_card())
def test_a_number_without_its_key_is_found_in_the_groups_of_the_card(before: str, nir: str) -> None:
    assert find_nir(f"{before} n° {nir}") is not None


@given(st.lists(phones(), min_size=1, max_size=6), st.sampled_from([" ", ", ", " / ", "\n", " ou ", ";", " - "]))
def test_no_list_of_french_telephones_is_taken_for_one(numbers_typed: list[str], between: str) -> None:
    assert find_nir(between.join(numbers_typed)) is None


@given(st.lists(ibans(), min_size=1, max_size=3))
def test_no_french_iban_is_taken_for_one(accounts: list[str]) -> None:
    assert find_nir("IBAN " + "\n".join(accounts)) is None


@given(sirets())
def test_no_siret_is_taken_for_one(siret: str) -> None:
    assert find_nir(f"SIRET {siret}") is None


@given(st.lists(st.dates(), min_size=1, max_size=5), st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d"]))
def test_no_list_of_dates_is_taken_for_one(days: list[object], written: str) -> None:
    assert find_nir(" ".join(f"{day:{written}} 10:45" for day in days)) is None


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert find_nir(text) in {None, KEYED, UNKEYED}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2 84 03 34 172 045 88", KEYED),
        ("2840334172045 88", KEYED),
        ("NIR:284033417204588.", KEYED),
        ("２８４０３３４１７２０４５８８", KEYED),
        ("2\u200b84033417204588", KEYED),
        ("284033417204588 284033417204588", KEYED),
        ("28 40 33 41 72 04 58 8", KEYED),
        ("2 84 03 34 172 045", UNKEYED),
        ("2840334172045", UNKEYED),
        ("2 84 03 34 172 045 99", UNKEYED),
        ("2.84.12.34.172.045", UNKEYED),
        ("2840334 172045", UNKEYED),
        ("1 84 03 2A 172 045", UNKEYED),
        ("1 84 03 2b 172 045", UNKEYED),
    ],
)
def test_the_reason_says_what_was_read(text: str, reason: str) -> None:
    assert find_nir(text) == reason


def test_the_example_has_the_key_that_the_tests_give_it() -> None:
    assert key_of("2840334172045") == "88"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "06 39 98 12 34",
        "0639981234 0499161234",
        "+33 6 39 98 12 34 / 0033639981235",
        "CAF 1234567",
        "allocataire 1234567, dossier BDF 123456789012",
        "numéro fiscal 3012345678167",
        "362 521 879 00034",
        "18/06/2019 10:45 puis 20/06/2019 09:00",
        "loyer 650,00 + 45,50 + 12,30 le 05/07",
        "carte 4970 1012 3456 7890",
        "34000 Montpellier, bât. 12, appt 1203",
        "RIB 30006 00001 12345678901 89",
        "284033417204599",
        "n° CAF : 2840334 172045",
        "dossier BDF 284033417204 5",
        "2 84 0334172045",
        "+4915123456789",
        "2840334172045880",
    ],
)
def test_ordinary_numbers_pass(text: str) -> None:
    assert find_nir(text) is None


def test_the_refusal_says_what_happened_what_is_safe_and_what_to_do() -> None:
    with pytest.raises(Refusal) as refused:
        refuse_nir("carte vitale 2 84 03 34 172 045 88")
    assert refused.value.sentence == (
        "Ce texte ressemble à un numéro de sécurité sociale\u00a0: il ne peut pas être gardé ici. "
        "On y lit 15 chiffres avec une clé juste. Retirez-le, le reste de la saisie est gardé."
    )
    refuse_nir("rappeler au 06 39 98 12 34")
