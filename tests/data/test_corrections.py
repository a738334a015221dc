"""A corrected visit counts as it did, unless its person or her day changed, and goes back exactly as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.people.gestures import ChangePerson, WithdrawPerson
from ceis_desk.people.model import District, Identity
from ceis_desk.people.questions import OpenRecord
from ceis_desk.reception.gestures import CloseDay, CorrectVisit, RecordVisit, StampVisit
from ceis_desk.reception.importing import Kind, run_import
from ceis_desk.reception.model import Medium, MotifChoice, Visit, VisitState
from ceis_desk.statistics.questions import PeriodFigures
from tests.scenarios.agents import TODAY, Day, new_day

JUNE_3 = dt.date(2019, 6, 3)
LOGBOOK = """Date;Heure;Nom;Prénom;Date de naissance;Quartier;QPV;Motifs
03/06/2019;9h20;;;14/03/1984;Mosson;oui;Logement
04/06/2019;9h20;Durand;Zoé;14/03/1984;Mosson;oui;Logement
05/06/2019;9h20;Durand;Zoé;14/03/1984;Centre;non;Logement
"""


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        yield made


def correction(visit: Visit) -> CorrectVisit:
    """The correction that changes nothing yet."""
    return CorrectVisit(
        visit.id, visit.clock, visit.person_id, visit.given_name, visit.motifs, visit.for_id, visit.medium,
        visit.at, visit.referred_to,
    )  # fmt: skip


def counts(day: Day) -> tuple[dict[str, int], dict[str, int]]:
    figures = day.sofiane.ask(PeriodFigures(dt.date(2019, 6, 1), dt.date(2019, 6, 30)))
    return (
        {one.value: count for one, count in figures.by_qpv.items()},
        {one.value: count for one, count in figures.by_age_band.items()},
    )


@pytest.mark.parametrize("number", [3, 4, 5])
def test_correcting_the_motif_of_an_imported_visit_moves_no_past_figure(day: Day, tmp_path: Path, number: int) -> None:
    book = tmp_path / "cahier.csv"
    book.write_text(LOGBOOK, encoding="utf-8")
    store = day.desk.enter("helene").store
    run_import(store, Kind.VISITS, book, dry_run=False, progress=lambda _done, _total: None)
    before = counts(day)
    (visit,) = day.read(JUNE_3.replace(day=number)).visits
    change = day.do(replace(correction(visit), motifs=()))
    assert counts(day) == before
    day.do(change.undo)
    assert counts(day) == before
    assert day.read(JUNE_3.replace(day=number)).visits[0].motifs == visit.motifs


def test_undoing_a_correction_counts_the_visit_as_it_was_whatever_the_record_became(day: Day) -> None:
    person = day.person()
    day.do(RecordVisit((person,)))
    before, visit = counts(day), day.one()
    record = day.sofiane.ask(OpenRecord(person))
    day.do(ChangePerson(person, replace(record.identity, qpv=District.NO), record.clock))
    change = day.do(replace(correction(visit), person_id=None, given_name="Théo"))
    assert counts(day)[0] == {"yes": 0, "no": 0, "unknown": 0}  # nobody known: no participant
    day.do(change.undo)
    assert counts(day) == before


def test_another_person_or_another_day_takes_the_snapshot_again(day: Day) -> None:
    day.do(RecordVisit((day.person(),)))
    other = day.person("Hamidi")
    record = day.sofiane.ask(OpenRecord(other))
    day.do(ChangePerson(other, Identity(used_name="Hamidi", qpv=District.NO), record.clock))
    day.do(replace(correction(day.one()), person_id=other))
    assert counts(day)[0] == {"yes": 0, "no": 1, "unknown": 0}
    record = day.sofiane.ask(OpenRecord(other))
    day.do(ChangePerson(other, Identity(used_name="Hamidi", qpv=District.YES), record.clock))
    day.do(replace(correction(day.one()), at=dt.datetime.combine(JUNE_3, dt.time(9))))
    assert counts(day)[0] == {"yes": 1, "no": 0, "unknown": 0}


def test_undoing_and_redoing_a_correction_goes_there_and_back(day: Day) -> None:
    day.do(RecordVisit((day.person(),)))
    before = day.one()
    change = day.do(replace(correction(before), medium=Medium.PHONE, motifs=(MotifChoice(day.motif("Logement")),)))
    after = day.one()
    back = day.do(change.undo)
    assert replace(day.one(), clock=before.clock) == before
    day.do(back.undo)
    assert replace(day.one(), clock=after.clock) == after


def test_a_visit_that_turns_out_to_be_a_call_leaves_the_queue_and_comes_back_with_undo(day: Day) -> None:
    day.do(RecordVisit())
    change = day.do(replace(correction(day.one()), medium=Medium.PHONE))
    assert (day.one().state, day.one().waiting_at) == (VisitState.GONE, None)
    day.do(change.undo)
    assert (day.one().state, day.one().waiting_at) == (VisitState.WAITING, day.one().at)


def test_a_visit_moved_to_yesterday_does_not_wait_for_ever(day: Day) -> None:
    day.do(RecordVisit())
    yesterday = dt.datetime.combine(TODAY - dt.timedelta(days=1), dt.time(16))
    day.do(replace(correction(day.one()), at=yesterday))
    (visit,) = day.read(yesterday.date()).visits
    assert (visit.state, visit.gone_at) == (VisitState.GONE, yesterday)


def test_a_correction_keeps_how_long_a_past_visit_waited(day: Day) -> None:
    visit_id = day.do(RecordVisit()).made[0]
    day.at(9, 20)
    day.do(StampVisit(visit_id, VisitState.BUSY))
    before = day.one()
    day.at(10, 0, TODAY + dt.timedelta(days=1))
    day.do(replace(correction(before), referred_to="CAF"))
    after = day.one()
    assert (after.waiting_at, after.called_at, after.busy_at) == (before.waiting_at, before.called_at, before.busy_at)


def test_a_visit_is_not_moved_to_a_moment_to_come(day: Day) -> None:
    day.do(RecordVisit())
    with pytest.raises(Refusal, match="pas encore passée"):
        day.do(replace(correction(day.one()), at=dt.datetime.combine(TODAY, dt.time(17))))


def test_a_visit_is_moved_neither_into_nor_out_of_a_closed_day(day: Day) -> None:
    day.do(RecordVisit())
    visit, yesterday = day.one(), dt.datetime.combine(TODAY - dt.timedelta(days=1), dt.time(16))
    moved = day.do(replace(correction(visit), at=yesterday))
    day.do(CloseDay(TODAY))
    with pytest.raises(Refusal, match="Rouvrir la journée"):
        day.do(moved.undo)
    day.do(CloseDay(yesterday.date()))
    (held,) = day.read(yesterday.date()).visits
    with pytest.raises(Refusal, match="Rouvrir la journée"):
        day.do(correction(held))


def test_a_visit_is_not_given_to_a_withdrawn_record(day: Day) -> None:
    day.do(RecordVisit())
    person = day.person()
    day.do(WithdrawPerson(person, day.sofiane.ask(OpenRecord(person)).clock))
    with pytest.raises(Refusal, match="n’est plus là"):
        day.do(replace(correction(day.one()), person_id=person))


def test_a_precision_is_written_by_the_reception_and_kept_by_the_others(day: Day) -> None:
    rights, housing = day.motif("Accès aux droits"), day.motif("Logement")
    said = MotifChoice(rights, "Dossier CAF")
    with pytest.raises(Denied, match="précision"):
        day.do(RecordVisit(motifs=(said,)), "claire")
    day.do(RecordVisit(motifs=(said,)))
    day.do(replace(correction(day.one()), motifs=(said, MotifChoice(housing))), "claire")
    assert day.one().motifs == (said, MotifChoice(housing))
    for changed in (MotifChoice(rights), MotifChoice(rights, "Titre de séjour")):
        with pytest.raises(Denied):
            day.do(replace(correction(day.one()), motifs=(changed,)), "claire")
    dropped = day.do(replace(correction(day.one()), motifs=(MotifChoice(housing),)), "claire")
    day.do(dropped.undo, "claire")
    assert day.one().motifs == (said, MotifChoice(housing))
