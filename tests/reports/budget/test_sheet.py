from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

import pytest

from ceis_desk.core.amounts import write_amount
from ceis_desk.drawing.shapes import Box, twin
from ceis_desk.platforms.budget.papers import SheetPaper
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.ratios import Divisor, Home
from ceis_desk.platforms.budget.sheet import KeptLever, LineGroup, RestFormula, SheetLine
from ceis_desk.platforms.budget.steps import steps_of
from ceis_desk.reports.budget.falls import falling_rows, falls_of
from ceis_desk.reports.budget.sheet import sheet_pdf
from tests.reports.budget.samples import sheet, sheet_paper, twenty_lines
from tests.reports.gates import assert_gates, every_word, pages_of, printed, read_aloud

PAPER = sheet_paper()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def said(paper: SheetPaper) -> str:
    return plain(every_word(sheet_pdf(paper)))


def changed(paper: SheetPaper = PAPER, **changes: object) -> SheetPaper:
    return dataclasses.replace(paper, sheet=dataclasses.replace(paper.sheet, **changes))  # type: ignore[arg-type]  # fields of a sheet


@pytest.fixture(scope="module")
def content() -> bytes:
    return sheet_pdf(PAPER)


def test_an_ordinary_budget_takes_both_sides_of_one_sheet(content: bytes) -> None:
    assert pages_of(content) == 2


def test_cards_are_read_in_the_order_of_the_formula_though_they_stand_in_columns(content: bytes) -> None:
    heads = [plain(f"{read.kind} {read.words}") for read in read_aloud(content) if read.kind in ("H1", "H2", "H3")]
    assert heads == [
        "H1 Fiche budget",
        *("H2 Ressources", "H2 Charges fixes", "H2 Dépenses courantes", "H2 Crédits", "H2 Dettes et retards"),
        *("H2 Calcul du mois", "H2 Où en est le budget ?", "H3 Reste à vivre", "H3 D’où vient-il ?"),
        *("H3 Et si… ?", "H3 Comment c’est calculé", "H3 Accord"),
    ]


def test_every_line_is_printed_with_its_amount(content: bytes) -> None:
    reads = [plain(read.words) for read in read_aloud(content)]
    for line in PAPER.sheet.lines:
        found = [rank for rank, word in enumerate(reads) if word == line.label]
        row = reads[found[-1] if line.group.owes else found[0] :][:3]
        expected = "à négocier" if line.cents is None else plain(write_amount(line.cents))
        assert expected in row
        if line.owed is not None:
            assert plain(write_amount(line.owed)) in row


def test_the_month_is_counted_down_to_what_is_left(content: bytes) -> None:
    reads = [plain(read.words) for read in read_aloud(content)]
    at = reads.index("Calcul du mois") + 1
    assert reads[at : at + 14] == [
        *("Ressources", "1 795,93 €", "Charges fixes", "− 877,38 €", "Crédits", "− 96,00 €"),
        *("Plans de dettes", "− 50,00 €"),
        *("Reste à vivre divisé par 3 personnes et 30 jours : 8,58 € par jour et par personne", "772,55 €"),
        *("Dépenses courantes", "− 688,40 €", "Solde du mois", "84,15 €"),
    ]


def test_ratios_are_the_ones_of_the_screen(content: bytes) -> None:
    words = plain(every_word(content))
    assert "12 % Taux d’effort net\n5 % Taux d’endettement\n8 % Poids des dettes\n49 % Poids des charges fixes" in words


def test_the_gauge_and_the_waterfall_say_their_values(content: bytes) -> None:
    figures = [plain(read.words) for read in read_aloud(content) if read.kind == "Figure"]
    assert figures[0].startswith("Reste à vivre : 8,58 € par jour et par personne, à surveiller.")
    assert figures[1] == (
        "D’où vient le reste à vivre : Ressources 1 795,93 €, Charges fixes − 877,38 €, Crédits − 96,00 €, "
        "Plans de dettes − 50,00 €, Reste à vivre 772,55 €, Dépenses courantes − 688,40 €, Solde du mois 84,15 €."
    )


def test_the_zone_its_thresholds_and_what_changed_are_written_out(content: bytes) -> None:
    words = plain(every_word(content))
    assert "Zone : à surveiller" in words
    assert (
        "Fragile sous 7 €, à surveiller de 7 € à 10 €, équilibré à partir de 10 €. Seuils fixés par le CCAS." in words
    )
    assert "En mars 2019 : 6,64 €. Depuis : + 1,94 €." in words


def test_levers_are_discussed_and_promise_nothing(content: bytes) -> None:
    words = plain(every_word(content))
    assert "leviers discutés ensemble, sans promesse de montant" in words
    assert "Avec ces leviers\nreste à vivre de 850,55 € par mois\n+ 78,00 €" in words
    assert "Soit 9,45 € par jour et par personne, au lieu de 8,58 €." in words


def test_levers_tried_on_screen_take_the_place_of_those_kept() -> None:
    tried = dataclasses.replace(PAPER, levers=(KeptLever("mobile", "Forfait mobile", 1_000),))
    assert "Avec ces leviers\nreste à vivre de 782,55 € par mois\n+ 10,00 €" in said(tried)
    assert "Et si" not in said(changed(levers=()))


def test_formulas_divisor_and_the_day_of_the_rule_are_printed(content: bytes) -> None:
    words = plain(every_word(content))
    assert "Reste à vivre = ressources − charges fixes − crédits − plans d’apurement." in words
    assert "divisé par 3 personnes et 30 jours" in words
    assert "Formules, diviseur et seuils : règle du CCAS du 1er janvier 2019." in words
    unknown = said(dataclasses.replace(PAPER, rule_on=None))
    assert "Formules, diviseur et seuils : à confirmer par le CCAS." in unknown


@pytest.mark.parametrize(
    ("divisor", "words"),
    [
        (Divisor.SHARES, "divisé par 3 parts et 30 jours : 8,58 € par jour et par part"),
        (Divisor.UNITS, "divisé par 1,6 unité de consommation et 30 jours : 16,09 € par jour et par unité"),
    ],
)
def test_the_divisor_of_the_ccas_is_the_one_printed(divisor: Divisor, words: str) -> None:
    assert words in said(changed(divisor=divisor))


def test_two_sheets_divided_in_two_ways_are_not_compared() -> None:
    assert "Depuis" not in said(changed(divisor=Divisor.UNITS))
    assert "Depuis" not in said(dataclasses.replace(PAPER, before=None))


def test_a_child_not_there_all_the_time_is_said_to_count_whole() -> None:
    sentence = "Un enfant en garde alternée compte ici pour une personne entière."
    assert sentence in said(dataclasses.replace(PAPER, shared=1))
    assert sentence not in said(PAPER)


def test_the_agreement_engages_no_payment_and_both_sign(content: bytes) -> None:
    words = plain(every_word(content))
    assert "Ma signature n’engage aucun paiement." in words
    assert words.endswith("Madame Samira Benali\nsignature\nClaire Fabre, conseillère budget\nsignature")


def test_the_foot_says_version_and_freezing_and_names_nobody(content: bytes) -> None:
    foot = "Fiche budget, juin 2019 · version 3, arrêtée le 18/06/2019 · confidentiel · deux exemplaires"
    assert plain(printed(content)).count(foot) == 2
    draft = plain(printed(sheet_pdf(changed(freezing=None, frozen_on=None))))
    assert "version 3 · projet · confidentiel" in draft


def test_an_amount_keeps_the_periodicity_it_was_given_with() -> None:
    water = SheetLine(LineGroup.FIXED, "Eau", "water", 8_550, periodicity=Periodicity.QUARTERLY)
    aid = SheetLine(LineGroup.RESOURCES, "APL", "housing_aid", 37_200, to_landlord=True)
    words = said(changed(lines=(water, aid)))
    assert "Eau (85,50 € par trimestre)\n28,50 €" in words
    assert "APL (au bailleur)\n372,00 €" in words


def test_an_amount_not_understood_is_to_be_said_and_does_not_count() -> None:
    words = said(changed(lines=(SheetLine(LineGroup.FIXED, "Loyer", typed="5oo"),)))
    assert "Charges fixes\n0,00 €\nLoyer\nà préciser" in words


def test_without_resources_nothing_is_computed_and_nothing_breaks() -> None:
    lines = tuple(line for line in sheet().lines if line.group is not LineGroup.RESOURCES)
    content = sheet_pdf(changed(lines=lines))
    assert_gates(content)
    words = plain(every_word(content))
    assert "Ressources\n0,00 €\nAucune ressource" in words
    assert "Zone : non calculable" in words
    assert "non calculable Taux d’endettement" in words
    assert "30 jours : non calculable par jour et par personne" in words


@pytest.mark.parametrize("lines", [(), (SheetLine(LineGroup.RESOURCES, "RSA", "rsa", 0),)], ids=["no line", "zero"])
def test_an_empty_sheet_is_made_all_the_same(lines: tuple[SheetLine, ...]) -> None:
    content = sheet_pdf(changed(lines=lines, levers=()))
    assert_gates(content)
    assert pages_of(content) == 2


def test_an_empty_home_divides_by_nothing() -> None:
    household = dataclasses.replace(sheet().household, home=Home(()))
    content = sheet_pdf(changed(household=household))
    assert_gates(content)
    assert "Zone : non calculable" in plain(every_word(content))


def test_twenty_lines_a_card_run_over_pages_under_their_title() -> None:
    content = sheet_pdf(twenty_lines())
    assert_gates(content)
    assert pages_of(content) == 6
    reads = [read.words for read in read_aloud(content)]
    names = [line.label for line in twenty_lines().sheet.lines if line.group is LineGroup.CREDIT]
    assert [word for word in reads if word in names] == names
    assert reads.count("Crédits") == 3  # the title, the sum, the waterfall
    assert "Crédits (suite)" in printed(content)
    assert "Crédits (suite)" not in reads


def test_a_couple_signs_with_the_counsellor() -> None:
    words = said(twenty_lines())
    assert "Madame Laure-Anne Dupuy-Lacoste de La Tour et Monsieur Yves Dupuy." in words
    assert words.count("\nsignature") == 3


def test_the_waterfall_hatches_what_goes_out_and_its_table_says_the_exact_amounts() -> None:
    rows = falls_of(steps_of(sheet()))
    picture = falling_rows(rows, "Essai", 230)
    assert [row.stays for row in rows] == [True, False, False, False, True, False, True]
    assert [line[1] for line in twin(picture)][1:] == [row.said for row in rows]
    solid = [shape for shape in picture.shapes if isinstance(shape, Box) and shape.fill]
    assert len(solid) == 3


def test_the_formula_of_the_ccas_is_written_with_its_day_and_counted_in_both_tables() -> None:
    formula = RestFormula((LineGroup.FIXED,), ("water",), starts=dt.date(2019, 6, 1))
    words = said(changed(formula=formula))
    assert "Reste à vivre = ressources − charges fixes hors eau." in words
    assert "Cette formule est en vigueur depuis le 1er juin 2019." in words
    assert words.count("Charges à part") >= 2
    assert "sans eau" in words
    assert "Formules, diviseur" not in words
    usual = said(PAPER)
    assert "Reste à vivre = ressources − charges fixes − crédits − plans d’apurement." in usual
    assert "Cette formule" not in usual


def test_a_deficit_falls_under_the_zero_of_the_waterfall() -> None:
    lines = (SheetLine(LineGroup.RESOURCES, "RSA", cents=10_000), SheetLine(LineGroup.FIXED, "Loyer", cents=30_000))
    rows = falls_of(steps_of(dataclasses.replace(sheet(), lines=lines)))
    assert (rows[1].start, rows[1].stop) == (Fraction(10_000), Fraction(-20_000))
    boxes = [shape for shape in falling_rows(rows, "Essai", 230).shapes if isinstance(shape, Box)]
    came_in, left = boxes[0], boxes[-1]
    assert left.x + left.width == pytest.approx(came_in.x)


def test_a_sheet_reprinted_later_bears_the_day_of_its_freezing() -> None:
    later = changed(frozen_on=dt.date(2019, 6, 20))
    assert "arrêtée le 20/06/2019" in printed(sheet_pdf(later))
