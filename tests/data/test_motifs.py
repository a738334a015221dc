"""Motifs added, changed and taken back: no past figure moves, and no motif takes another's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.reception.gestures import OrderMotifs, RecordVisit, SetMotif
from ceis_desk.reception.importing import Kind, run_import
from ceis_desk.reception.model import Motif, MotifChoice
from ceis_desk.reception.questions import AllMotifs, ClosedMotifs
from ceis_desk.statistics.questions import PeriodFigures
from tests.scenarios.agents import TODAY, Agent, Day, new_day

NIR = "2 84 03 34 172 045 12"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        yield made


def motifs(day: Day) -> dict[str, Motif]:
    return {motif.label: motif for motif in day.sofiane.ask(AllMotifs())}


def change_of(motif: Motif, **changes: object) -> SetMotif:
    said = SetMotif(motif.label, motif.platform, motif.position, motif.icon, motif.precisions, motif.code)
    return replace(said, **changes)  # type: ignore[arg-type]  # the fields of a motif, by name


@pytest.mark.parametrize("label", ["Accès aux droits", "acces aux droits", " Accès  aux droits "])
def test_adding_a_motif_under_a_name_that_exists_is_refused_and_moves_no_figure(day: Day, label: str) -> None:
    day.do(RecordVisit(motifs=(MotifChoice(day.motif("Accès aux droits")),)))
    before = motifs(day)
    with pytest.raises(Refusal, match="Accès aux droits"):
        day.do(SetMotif(label, "health", 0, "dots"), "helene")
    assert motifs(day) == before
    figures = day.sofiane.ask(PeriodFigures(TODAY, TODAY))
    assert {code: one.visits for code, one in figures.by_platform.items() if one.visits} == {"reception": 1}


def test_a_name_that_a_motif_bore_before_is_not_given_to_another(day: Day) -> None:
    day.do(change_of(motifs(day)["Logement"], label="Logement et loyer"), "helene")
    with pytest.raises(Refusal, match="Logement et loyer"):
        day.do(SetMotif("Logement", "reception", 0, "home"), "helene")


def test_the_name_of_a_closed_motif_is_not_taken(day: Day) -> None:
    day.do(change_of(motifs(day)["Logement"], closed=True), "helene")
    with pytest.raises(Refusal, match="fermé"):
        day.do(SetMotif("Logement", "reception", 0, "home"), "helene")


def test_a_motif_does_not_take_the_name_of_another_one_and_keeps_its_own(day: Day) -> None:
    health = motifs(day)["Santé, prévention"]
    with pytest.raises(Refusal, match="Logement"):
        day.do(change_of(health, label="LOGEMENT"), "helene")
    day.do(change_of(health, label="SANTÉ, PRÉVENTION"), "helene")
    assert "SANTÉ, PRÉVENTION" in motifs(day)


def test_a_code_that_no_motif_has_is_refused(day: Day) -> None:
    with pytest.raises(Refusal, match="n’existe pas"):
        day.do(SetMotif("Jardin", "reception", 0, "home", code="jardin"), "helene")


def test_a_platform_that_does_not_exist_is_refused(day: Day) -> None:
    with pytest.raises(Refusal, match="plateforme"):
        day.do(SetMotif("Jardin", "ailleurs", 0, "home"), "helene")


def test_undoing_an_addition_closes_that_motif_and_redoing_opens_it_again(day: Day) -> None:
    change = day.do(SetMotif("Jardin", "reception", 0, "home"), "helene")
    back = day.do(change.undo, "helene")
    assert "Jardin" not in motifs(day)
    day.do(back.undo, "helene")
    assert "Jardin" in motifs(day)


def test_a_motif_closed_is_listed_apart_with_its_clock_and_opened_again(day: Day) -> None:
    helene = Agent(day.desk, "helene")
    assert helene.ask(ClosedMotifs()) == ()
    helene.do(change_of(motifs(day)["Logement"], closed=True, position=0))
    (closed,) = helene.ask(ClosedMotifs())
    assert closed.label == "Logement"
    helene.do(change_of(closed, clock=closed.clock))
    assert (helene.ask(ClosedMotifs()), "Logement" in motifs(day)) == ((), True)


def test_an_undo_does_not_write_over_what_a_colleague_changed_since(day: Day) -> None:
    housing = motifs(day)["Logement"]
    change = day.do(change_of(housing, icon="dots"), "helene")
    day.do(change_of(housing, label="Habitat"), "helene")
    with pytest.raises(Outdated):
        day.do(change.undo, "helene")
    assert "Habitat" in motifs(day)


def test_a_change_of_a_motif_read_before_another_change_is_outdated(day: Day) -> None:
    housing = motifs(day)["Logement"]
    day.do(change_of(housing, label="Habitat"), "helene")
    with pytest.raises(Outdated):
        day.do(change_of(housing, icon="dots", clock=housing.clock), "helene")


def test_undoing_an_order_does_not_write_over_a_later_one(day: Day) -> None:
    helene = Agent(day.desk, "helene")
    codes = tuple(motif.code for motif in day.sofiane.ask(AllMotifs()))
    first = helene.do(OrderMotifs(codes[::-1]))
    helene.do(OrderMotifs(codes[1:]))
    with pytest.raises(Outdated):
        helene.do(first.undo)


@pytest.mark.parametrize("gesture", [SetMotif(NIR, "reception", 0, "dots"), SetMotif("A", "reception", 0, "x", (NIR,))])
def test_a_social_security_number_is_no_motif_and_no_precision(day: Day, gesture: SetMotif) -> None:
    with pytest.raises(Refusal, match="sécurité sociale"):
        day.do(gesture, "helene")


def test_an_import_leaves_the_motifs_that_it_meets_as_the_house_made_them(day: Day, tmp_path: Path) -> None:
    helene = Agent(day.desk, "helene")
    helene.do(change_of(motifs(day)["Logement"], label="Logement et loyer", platform="budget", precisions=("Impayé",)))
    before = motifs(day)
    book = tmp_path / "cahier.csv"
    book.write_text("Date;Nom;Prénom;Motifs\n07/06/2019;Vert;Eve;Logement\n", encoding="utf-8")
    store = day.desk.enter("helene").store
    run_import(store, Kind.VISITS, book, dry_run=False, progress=lambda _done, _total: None)
    assert motifs(day) == before
    figures = day.sofiane.ask(PeriodFigures(dt.date(2019, 6, 7), dt.date(2019, 6, 7)))
    assert figures.by_motif["Logement et loyer"] == 1
    assert {code: one.visits for code, one in figures.by_platform.items() if one.visits} == {"reception": 1}
