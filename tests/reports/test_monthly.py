from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from pikepdf import Pdf

from ceis_desk.reports.monthly import monthly_pdf, write_monthly
from ceis_desk.statistics.model import AgeBand, MonthReport, PlatformCount
from tests.reports import samples
from tests.reports.gates import assert_gates, attachments, every_word, read_aloud

SAMPLES = {name: getattr(samples, name)() for name in ("june", "provisional", "small", "empty")}
SECTIONS = [
    "H1 Juin 2019",
    "H2 En bref",
    "H3 Participants par mois",
    "H2 Plateformes, motifs et horaires",
    "H3 Par plateforme",
    "H3 Par motif",
    "H3 Par jour et par heure",
    "H2 Publics, attente et rendez-vous",
    "H3 Âge",
    "H3 Quartier prioritaire (QPV)",
    "H3 Venues",
    "H3 Publics du CEIS",
    "H3 Attente à l’accueil",
    "H3 Rendez-vous individuels",
    "H3 Comparaison",
    "H2 Définitions, méthode et limites",
    "H3 Définitions",
    "H3 Méthode",
    "H3 Ce qui est masqué",
    "H3 Ce qui manque ou reste provisoire",
    "H3 Moyens de la structure",
    "H3 Chiffres arrêtés le 2 juillet 2019",
]


def words(report: MonthReport) -> str:
    return every_word(monthly_pdf(report))


def figures(report: MonthReport) -> list[tuple[str, str, str, str]]:
    (content,) = attachments(monthly_pdf(report)).values()
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return [(table, line, measure, value) for table, line, measure, value in rows]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_monthly_report_passes_every_gate(name: str) -> None:
    assert_gates(monthly_pdf(SAMPLES[name]))


def test_an_ordinary_month_holds_on_four_pages() -> None:
    with Pdf.open(io.BytesIO(monthly_pdf(SAMPLES["june"]))) as pdf:
        assert len(pdf.pages) == 4


def test_sections_are_read_in_the_order_of_the_page() -> None:
    reads = read_aloud(monthly_pdf(SAMPLES["june"]))
    assert [f"{read.kind} {read.words}" for read in reads if re.fullmatch("H[1-3]", read.kind)] == SECTIONS


def test_each_head_figure_is_read_with_its_name_and_its_gap() -> None:
    assert "538 participants + 49 (489 en mai)" in words(SAMPLES["june"])


def test_the_chart_says_its_values_and_its_table_says_them_again() -> None:
    reads = read_aloud(monthly_pdf(SAMPLES["june"]))
    (figure,) = [read.words for read in reads if read.kind == "Figure"]
    assert "déc. 2018 292" in figure
    assert "juin 2019 538" in figure
    cells = [read.words for read in reads if read.kind in ("TH", "TD")]
    at = cells.index("participants")
    assert cells[at : at + 8] == ["participants", "292", "318", "347", "402", "431", "489", "538"]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert monthly_pdf(SAMPLES["june"]) == monthly_pdf(samples.june())


def test_the_file_says_the_month_and_the_structure_and_no_user(tmp_path: Path) -> None:
    with Pdf.open(write_monthly(SAMPLES["june"], tmp_path / "rapport.pdf")) as pdf:
        said = {key: str(value) for key, value in pdf.docinfo.items()}
    assert said == {
        "/Title": "Rapport mensuel, juin 2019",
        "/Author": "CEIS de Montpellier",
        "/Creator": "CEIS Desk",
        "/Producer": "CEIS Desk",
        "/CreationDate": "D:20190702000000",
        "/ModDate": "D:20190702000000",
    }


def test_the_embedded_figures_are_those_of_the_pages() -> None:
    found = figures(SAMPLES["june"])
    assert found[0] == ("tableau", "ligne", "mesure", "valeur")
    assert ("Ensemble", "juin 2019", "participants", "538") in found
    assert ("Par motif", "Démarche en ligne", "passages", "846") in found
    assert ("Par jour et par heure", "mardi 11\u00a0h", "passages", "146") in found


def test_a_motif_that_looks_like_a_formula_is_harmless_in_a_spreadsheet() -> None:
    report = SAMPLES["june"]
    by_motif = {**report.figures.by_motif, '=HYPERLINK("x")': 40}
    changed = dataclasses.replace(report, figures=dataclasses.replace(report.figures, by_motif=by_motif))
    assert ("Par motif", '\'=HYPERLINK("x")', "passages", "40") in figures(changed)


def test_no_count_of_one_to_four_is_printed_of_a_small_centre() -> None:
    report = SAMPLES["small"]
    reads = read_aloud(monthly_pdf(report))
    axis = {"5", "10", "15", "20"}
    cells = {read.words for read in reads if read.kind == "TD"} - axis
    assert "masqué" in cells
    assert not cells & {"1", "2", "3", "4"}
    assert not {value for *_, value in figures(report)} & {"1", "2", "3", "4"}


def test_hidden_motifs_keep_their_usual_order_which_tells_nothing() -> None:
    reads = [read.words for read in read_aloud(monthly_pdf(SAMPLES["small"]))]
    at = reads.index("Motif")
    heads = [word for word in reads[at : reads.index("Par jour et par heure")] if word in samples.MOTIFS]
    assert heads == [
        *("Démarche en ligne", "Logement", "Café, lien social"),
        *("Rendez-vous budget", "Recherche d’emploi", "Accès aux droits", "Santé, prévention"),
        *("Atelier collectif", "Autre motif"),
    ]


def test_a_gap_is_not_printed_when_one_of_its_counts_is_hidden() -> None:
    report = SAMPLES["june"]
    fewer = dataclasses.replace(report, figures=dataclasses.replace(report.figures, new_people=3))
    said = words(fewer)
    assert "masqué nouvelles personnes (68 en mai)" in said
    assert "\u2212 65" not in said


def test_a_total_that_would_tell_a_hidden_platform_is_not_printed() -> None:
    report = SAMPLES["june"]
    by_platform = {**report.figures.by_platform, "health": PlatformCount(3, 3)}
    changed = dataclasses.replace(report, figures=dataclasses.replace(report.figures, by_platform=by_platform))
    assert "au total pour" in words(report)
    assert "au total pour" not in words(changed)


def test_a_month_under_way_is_provisional_under_its_title_and_in_its_means() -> None:
    said = words(SAMPLES["provisional"])
    assert "Chiffres provisoires : poste 2 non reçu depuis 3 jours, le mois n’est pas terminé." in said
    assert "Chiffres complets" not in said


def test_example_data_wear_their_band_on_every_page() -> None:
    with Pdf.open(io.BytesIO(monthly_pdf(SAMPLES["provisional"]))) as pdf:
        bands = [page.Contents.read_bytes().count(b"0 817.5118 595.2756 24.37795 re f*") for page in pdf.pages]
    assert len(bands) > 3
    assert set(bands) == {1}


def test_a_year_before_that_is_known_has_its_gap() -> None:
    report = SAMPLES["june"]
    before = samples.compared(dt.date(2018, 6, 1), (1900, 180, 402, 51), 70, 12, 20)
    said = words(dataclasses.replace(report, year_before=before))
    assert "136 de plus qu’en juin 2018" in said
    assert "ne peut pas être comparé" not in said


def test_an_empty_month_says_so_and_counts_zero() -> None:
    said = words(SAMPLES["empty"])
    assert "Aucun passage n’est enregistré en juin 2019." in said
    assert "0 participants" in said
    assert "masqué" not in said.replace("Ce qui est masqué", "").replace("est masqué quand", "").replace(
        "n’est masqué", ""
    )


def test_every_age_band_is_printed_zero_included() -> None:
    reads = [read.words for read in read_aloud(monthly_pdf(SAMPLES["empty"]))]
    assert [band.label for band in AgeBand if band.label not in reads] == []
