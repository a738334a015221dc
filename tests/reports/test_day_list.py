from __future__ import annotations

import dataclasses
import datetime as dt
import io
from pathlib import Path

import pytest
from pikepdf import Pdf

from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.reports.day_list import day_list_pdf, write_day_list
from tests.reports.gates import assert_gates, every_word, read_aloud
from tests.reports.small_samples import appointment, day_list

PAPER = day_list()


def pages(paper: DayListPaper) -> int:
    with Pdf.open(io.BytesIO(day_list_pdf(paper))) as pdf:
        return len(pdf.pages)


def with_line(**changes: object) -> DayListPaper:
    line = appointment("9:00", "Teissier", "Paul", "Nadia Haddad", "bureau 3", "se placer à sa droite")
    return dataclasses.replace(PAPER, lines=(dataclasses.replace(line, **changes),))  # type: ignore[arg-type]  # fields


@pytest.mark.parametrize(
    "paper",
    [PAPER, dataclasses.replace(PAPER, whole_names=False, demo=False), dataclasses.replace(PAPER, lines=())],
    ids=["names", "initials", "empty"],
)
def test_every_day_list_passes_every_gate(paper: DayListPaper) -> None:
    assert_gates(day_list_pdf(paper))


def test_an_ordinary_day_is_one_page() -> None:
    assert pages(PAPER) == 1


def test_a_very_full_day_goes_on_with_its_heads() -> None:
    full = dataclasses.replace(PAPER, lines=PAPER.lines * 3)
    assert pages(full) == 2
    assert_gates(day_list_pdf(full))


def test_lines_are_read_by_hour_with_the_afternoon_announced() -> None:
    heads = [read.words for read in read_aloud(day_list_pdf(PAPER)) if read.kind == "TH"]
    assert heads[5:8] == ["9:00", "9:00", "9:15"]
    assert heads[heads.index("Après-midi") :][1] == "14:00"


def test_names_become_initials_when_asked() -> None:
    said = every_word(day_list_pdf(dataclasses.replace(PAPER, whole_names=False)))
    assert "T••• P." in said
    assert "TEISSIER" not in said
    assert "TEISSIER Paul" in every_word(day_list_pdf(PAPER))


def test_the_file_holds_no_name_in_what_it_says_of_itself(tmp_path: Path) -> None:
    with Pdf.open(write_day_list(PAPER, tmp_path / "liste.pdf")) as pdf:
        said = " ".join(str(value) for value in pdf.docinfo.values()) + pdf.Root.Metadata.read_bytes().decode()
    assert "Liste du jour, 18 juin 2019" in said
    assert not [line.used_name for line in PAPER.lines if line.used_name and line.used_name in said]


def test_neither_platform_nor_civility_is_printed() -> None:
    said = every_word(day_list_pdf(PAPER)).casefold()
    assert "budget" not in said
    assert "mme" not in said


def test_a_person_not_to_be_called_has_no_reason_beside_it() -> None:
    said = every_word(day_list_pdf(with_line(no_call=True)))
    assert "se placer à sa droite, ne pas téléphoner" in said


def test_a_cancelled_appointment_stays_and_says_so() -> None:
    assert "annulé par la personne" in every_word(day_list_pdf(with_line(outcome=Outcome.EXCUSED)))


def test_an_arrival_already_recorded_is_printed() -> None:
    arrived = with_line(visit_at=dt.datetime(2019, 6, 18, 8, 52), visit_state="waiting")
    assert "8:52" in every_word(day_list_pdf(arrived))


def test_a_long_group_name_runs_over_two_lines() -> None:
    name = "Atelier « Mes démarches en ligne, pas à pas, avec la tablette »"
    line = dataclasses.replace(PAPER.lines[-1], title=name)
    content = day_list_pdf(dataclasses.replace(PAPER, lines=(line,)))
    assert_gates(content)
    assert name in every_word(content)


def test_an_empty_day_says_so_without_a_table() -> None:
    content = day_list_pdf(dataclasses.replace(PAPER, lines=()))
    assert "Aucun rendez-vous ni atelier ce jour." in every_word(content)
    assert "TH" not in {read.kind for read in read_aloud(content)}
