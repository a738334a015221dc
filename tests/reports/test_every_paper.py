"""What holds for every document that names somebody, whatever it is."""

from __future__ import annotations

import dataclasses
import inspect
import os
import re
import stat
from pathlib import Path

import pytest
from pikepdf import Pdf

from ceis_desk.agenda import papers as agenda_papers
from ceis_desk.agenda import workshop_papers
from ceis_desk.core.press import Paper, mark_of
from ceis_desk.parcours import papers as parcours_papers
from ceis_desk.platforms.budget import papers as budget_papers
from ceis_desk.platforms.employment import papers as employment_papers
from ceis_desk.reports.makers import MAKERS, make
from ceis_desk.reports.paper import MARGIN, MM
from tests.reports import agenda_samples, nasty
from tests.reports.budget import samples
from tests.reports.employment import samples as employment_samples
from tests.reports.gates import assert_gates, assert_inside, every_word, sections
from tests.reports.parcours import samples as way_samples

PAPERS: dict[str, Paper] = {
    "cartes-rendez-vous-2019-06-18-1108.pdf": agenda_samples.cards(),
    "semaine-2019-06-17.pdf": agenda_samples.week_paper(),
    "rappels-2019-06-19.pdf": agenda_samples.reminders_paper(),
    "emargement-2019-06-20-0900-1.pdf": agenda_samples.attendance_paper(),
    "fiche-budget-2019-06-18-k7m2qd.pdf": samples.sheet_paper(),
    "plan-apurement-2019-06-18-k7m2qd.pdf": samples.plan_paper(),
    "courrier-2019-06-18-k7m2qd.pdf": samples.letter_paper(),
    "plan-action-2019-06-18-k7m2qd.pdf": samples.action_plan_paper(),
    "tableau-dettes-2019-06-18-k7m2qd.pdf": samples.debts_paper(),
    "bilan-2019-09-24-k7m2qd.pdf": samples.review_paper(),
    "occupation-2019-06-18.pdf": employment_samples.occupation_paper(),
    "attestation-2019-06-18-k7m2qd.pdf": employment_samples.certificate_paper(),
    "parcours-2019-06-18-k7m2qd.pdf": way_samples.plain_paper(),
    "partage-2019-06-18-k7m2qd.pdf": way_samples.summary_paper(),
}
BAND = b".94902 .721569 .294118 rg\nn 0 "
MOBILE = re.compile(r"0[67]( [0-9]{2}){4}")
NAMES = ("Benali", "Samira", "Koffi", "Fabre", "Lumélia", "Teissier", "Öztürk", "Habitat du Midi")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every paper, made once in a folder of its own."""
    return {name: make(paper, tmp_path_factory.mktemp("papers")) for name, paper in PAPERS.items()}


def margin_of(name: str) -> float:
    """The margins of the page, or of the cards that it is cut into, in points."""
    return 11 * MM if name.startswith("cartes") else MARGIN


def test_each_paper_with_names_has_its_maker() -> None:
    papers = {
        kind
        for module in (agenda_papers, workshop_papers, budget_papers, parcours_papers, employment_papers)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Paper) and kind not in (Paper, budget_papers.CasePaper, parcours_papers.WayPaper)
    }
    assert len(papers) == len(PAPERS) + 1
    assert papers <= set(MAKERS)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_made_under_a_name_that_says_nobody_and_passes_every_gate(made: dict[str, Path], name: str) -> None:
    assert made[name].name == name
    assert_gates(made[name].read_bytes())
    assert_inside(made[name].read_bytes(), margin_of(name))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_with_names_is_readable_by_its_owner_alone(made: dict[str, Path], name: str) -> None:
    assert stat.S_IMODE(made[name].stat().st_mode) == 0o600


@pytest.mark.parametrize("name", PAPERS)
def test_what_a_file_says_of_itself_names_nobody(made: dict[str, Path], name: str) -> None:
    with Pdf.open(made[name]) as pdf:
        said = " ".join(str(value) for value in pdf.docinfo.values()) + pdf.Root.Metadata.read_bytes().decode()
    assert "CEIS de Montpellier" in said
    assert not [word for word in NAMES if word in said]


@pytest.mark.parametrize("name", PAPERS)
def test_a_section_is_read_from_its_title(made: dict[str, Path], name: str) -> None:
    kinds = sections(made[name].read_bytes())
    titled = [kind for kind in kinds if {"H2", "H3"} & set(kind)]
    assert titled or name.startswith(("cartes", "rappels", "courrier", "emargement"))
    assert [kind for kind in titled if kind[0] not in {"H2", "H3"}] == []


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_gives_the_same_bytes(made: dict[str, Path], name: str, tmp_path: Path) -> None:
    assert make(PAPERS[name], tmp_path).read_bytes() == made[name].read_bytes()


@pytest.mark.parametrize("name", PAPERS)
def test_example_data_wear_their_band_on_every_page(name: str, tmp_path: Path) -> None:
    bands = []
    for demo in (True, False):
        paper = dataclasses.replace(PAPERS[name], demo=demo)  # type: ignore[type-var]  # each of them has it
        with Pdf.open(make(paper, tmp_path)) as pdf:
            bands.append([BAND in page.Contents.read_bytes() for page in pdf.pages])
    assert set(bands[0]) == {True}
    assert set(bands[1]) == {False}


@pytest.mark.parametrize("name", PAPERS)
def test_no_remark_no_subject_and_no_telephone_of_a_person_is_printed(made: dict[str, Path], name: str) -> None:
    said = every_word(made[name].read_bytes())
    assert samples.REMARK not in said
    assert agenda_samples.SUBJECT not in said
    assert bool(MOBILE.search(said)) == name.startswith("rappels")


@pytest.mark.parametrize("text", nasty.TEXTS)
@pytest.mark.parametrize("name", PAPERS)
def test_whatever_was_typed_a_document_is_made(name: str, text: str, tmp_path: Path) -> None:
    content = make(nasty.spoilt(PAPERS[name], nasty.TEXTS[text]), tmp_path).read_bytes()
    assert_gates(content, foreign=True)
    assert_inside(content, margin_of(name))


def test_the_mark_of_a_record_is_always_the_same_six_characters() -> None:
    record = samples.sheet().id
    assert mark_of(record) == mark_of(record)
    assert re.fullmatch("[a-z2-9]{6}", mark_of(record))
    assert mark_of(record) != mark_of(samples.march().id)
