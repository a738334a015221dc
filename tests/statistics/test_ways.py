"""What is written of freins and of paired change: nothing small, nothing that nobody answered twice."""

from __future__ import annotations

import dataclasses

from ceis_desk.parcours.figures import FreinFigures, FreinLine
from ceis_desk.parcours.self_assessment import PairedChange, ScaleForm
from ceis_desk.statistics.ways import change_rows, file_rows, frein_rows, mean_of

FREINS = FreinFigures(
    (
        FreinLine("housing", "Logement", "logement-hebergement", 12, 7),
        FreinLine("mobility", "Mobilité", "mobilite", 0, 0),
        FreinLine("restricted", "Violences, justice", "", None, 0),
    ),
    raised=17,
    lifted=7,
)
HOPE = PairedChange(
    "hope", "Je crois que je vais y arriver.", ScaleForm.FACES, 9, 0, 0, 9, (9, 0, 0, 0), (0, 0, 9, 0), 200
)


def test_each_kind_is_a_row_with_its_national_theme_and_the_totals_come_last() -> None:
    assert frein_rows(FREINS) == (
        ("Logement", "12", "7", "Logement, hébergement"),
        ("Violences, justice", "masqué", "0", ""),
        ("Ensemble", "17", "7", ""),
    )


def test_a_change_is_said_with_its_n_and_its_sign() -> None:
    assert change_rows([HOPE]) == (("Je crois que je vais y arriver.", "quatre visages", "9", "0", "0", "9", "+2,00"),)
    assert [mean_of(dataclasses.replace(HOPE, mean=mean)) for mean in (0, -5, 133, None)] == [
        "0,00", "−0,05", "+1,33", "masqué",
    ]  # fmt: skip


def test_a_sentence_that_nobody_answered_twice_says_n_alone() -> None:
    nobody = dataclasses.replace(HOPE, paired=0, higher=0, mean=None)
    assert change_rows([nobody])[0][2:] == ("0", "–", "–", "–", "–")


def test_a_hidden_n_hides_all_that_it_counts() -> None:
    few = dataclasses.replace(HOPE, paired=None, lower=None, same=None, higher=None, mean=None)
    assert set(change_rows([few])[0][2:]) == {"masqué"}


def test_the_file_has_the_same_counts_one_a_line() -> None:
    rows = list(file_rows(FREINS, [HOPE]))
    assert ("Freins levés", "Logement", "7") in rows
    assert ("Freins repérés", "Violences, justice", "masqué") in rows
    assert ("Auto-évaluation, quatre visages", "Je crois que je vais y arriver. n", "9") in rows
    assert len(rows) == 2 * 3 + 5
