"""The demonstration gives the two real figures, opens on its morning, and goes away at one word."""

from __future__ import annotations

import calendar
import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.access.door import Founding, Opened
from ceis_desk.agenda.first_contact import CountFirstContacts
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import DayAppointments, FindSlots, ReadWeek
from ceis_desk.agenda.week import EntryKind
from ceis_desk.core.clock import stopped_at, wall_clock
from ceis_desk.core.errors import Refusal
from ceis_desk.data import demo as demo_store
from ceis_desk.data.demo import OPENING, RECEPTION_LOGIN, remove_demo
from ceis_desk.data.demo import PASSWORD as EXAMPLE_PASSWORD
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.founding import found_store
from ceis_desk.data.keys.directory import DESK_KEY_NAME
from ceis_desk.data.keys.lock import LOCK_NAME
from ceis_desk.data.keys.ring import Created
from ceis_desk.data.keys.ring_file import RING_NAME, write_private
from ceis_desk.data.threshold import DEMO_MARK, STORE_FILE, is_demo, look
from ceis_desk.data.write import Tx
from ceis_desk.partners.projects import ReadProjects
from ceis_desk.partners.questions import FindPartners, ReferralsToChase
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.reception.questions import ReadDay
from ceis_desk.reception.rules import waited_minutes
from ceis_desk.statistics.model import Figures
from ceis_desk.statistics.questions import PeriodFigures
from tests.scenarios.desks import PASSWORD, QUICK, Desk
from tests.scenarios.windows import demo_copy

ANSWERS = Founding("CCAS d’essai", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalDoor, Opened]]:
    folder = tmp_path_factory.mktemp("exemple") / "registre"
    door = LocalDoor(demo_copy(tmp_path_factory.getbasetemp(), folder), wall_clock)
    yield door, door.open(RECEPTION_LOGIN, EXAMPLE_PASSWORD).result()
    door.close()


def test_the_example_is_made_and_its_reception_comes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = replace(ANSWERS, login=RECEPTION_LOGIN, password=EXAMPLE_PASSWORD)
    monkeypatch.setattr(demo_store, "found_demo", lambda folder: small_example(folder, answers))
    door = LocalDoor(tmp_path / "registre", wall_clock)
    assert door.found_demo().result().login == RECEPTION_LOGIN
    assert dt.timedelta() <= door.now() - OPENING < dt.timedelta(minutes=30)
    door.close()


def month(opened: Opened, year: int, number: int) -> Figures:
    first = dt.date(year, number, 1)
    return opened.store.ask(PeriodFigures(first, first.replace(day=calendar.monthrange(year, number)[1]))).result()


def test_december_2018_has_292_participants_and_june_2019_has_538(demo: tuple[LocalDoor, Opened]) -> None:
    assert month(demo[1], 2018, 12).participants == 292
    assert month(demo[1], 2019, 6).participants == 538


def test_digital_visits_double_from_september_2019(demo: tuple[LocalDoor, Opened]) -> None:
    before = [month(demo[1], 2019, number).by_platform["digital"].visits for number in range(3, 9)]
    after = [month(demo[1], 2019, number).by_platform["digital"].visits for number in range(9, 13)]
    assert min(after) >= 2 * sum(before) / len(before)


def test_it_opens_on_tuesday_18_june_2019_at_10_42(demo: tuple[LocalDoor, Opened]) -> None:
    elapsed = demo[0].now() - OPENING
    assert dt.timedelta() <= elapsed < dt.timedelta(minutes=30)


def test_four_people_wait_as_in_the_picture(demo: tuple[LocalDoor, Opened]) -> None:
    day = demo[1].store.ask(ReadDay(OPENING.date())).result()
    waiting = [(line.used_name, waited_minutes(line, OPENING)) for line in day.visits if line.state.value == "waiting"]
    assert waiting == [("Pujol", 2), ("Bénazet", 6), ("Diallo", 12), ("Lopez", 24)]
    assert len(day.visits) == 34


def test_the_appointments_of_the_morning_are_there(demo: tuple[LocalDoor, Opened]) -> None:
    lines = demo[1].store.ask(DayAppointments(OPENING.date())).result()
    assert [line.used_name or line.title for line in lines[:7]] == [
        "Teissier", "Mes démarches", "Arnal", "Rossi", "Benali", "Unis’Vers", "Koffi",
    ]  # fmt: skip


def test_the_week_of_the_pictures_offers_three_times_before_thursday_and_two_people_wait(
    demo: tuple[LocalDoor, Opened],
) -> None:
    store = demo[1].store
    slots = store.ask(FindSlots(OPENING, 45, platform="budget")).result()
    assert [(f"{slot.starts_at:%d %H:%M}", slot.name) for slot in slots] == [
        ("18 15:00", "Nadia Haddad"),
        ("19 10:45", "Nadia Haddad"),
        ("19 11:00", "Claire Fabre"),
    ]
    week = store.ask(ReadWeek(dt.date(2019, 6, 17))).result()
    assert [(one.used_name, (OPENING.date() - one.since).days) for one in week.waiting] == [
        ("Lacoste", 6),
        ("Öztürk", 2),
    ]
    (workshop,) = [one for one in week.entries if "Mon budget" in one.title]
    assert (workshop.enrolled, workshop.places, workshop.starts_at.weekday()) == (8, 10, 3)
    assert not any(one.clash for one in week.entries)


def test_past_weeks_have_outcomes_and_the_coming_ones_are_open(demo: tuple[LocalDoor, Opened]) -> None:
    for first, wanted in ((dt.date(2019, 6, 3), Outcome.HONOURED), (dt.date(2019, 6, 24), Outcome.OPEN)):
        week = demo[1].store.ask(ReadWeek(first)).result()
        outcomes = [one.outcome for one in week.entries if one.kind is EntryKind.APPOINTMENT]
        assert len(outcomes) >= 8
        assert outcomes.count(wanted) > len(outcomes) / 2
        assert not any(one.clash for one in week.entries)


def test_three_people_answer_bena_and_the_one_expected_comes_first(demo: tuple[LocalDoor, Opened]) -> None:
    hits = demo[1].store.ask(FindPeople("bena")).result()
    assert [hit.used_name for hit in hits] == ["Benali", "Bénazet", "Benabbou"]
    record = demo[1].store.ask(OpenRecord(hits[0].id)).result()
    assert record.visits == 23
    assert [line.motifs for line in record.last_visits[:2]] == [("Rendez-vous budget",), ("Démarche en ligne",)]


def test_nothing_of_the_months_to_come_is_shown_as_past(demo: tuple[LocalDoor, Opened]) -> None:
    for hit in demo[1].store.ask(FindPeople("martin")).result():
        assert hit.last_visit is None or hit.last_visit <= OPENING.date()


def test_wednesday_afternoons_are_closed(demo: tuple[LocalDoor, Opened]) -> None:
    wednesdays = [dt.date(2019, 5, day) for day in (15, 22, 29)]
    for wednesday in wednesdays:
        hours = [visit.at.hour for visit in demo[1].store.ask(ReadDay(wednesday)).result().visits]
        assert hours
        assert max(hours) < 13


def test_mme_benali_comes_for_the_third_time_to_follow_her_plan(demo: tuple[LocalDoor, Opened]) -> None:
    # Last of those that share the example: another account that comes in ends the session of the first.
    door = demo[0]
    week = door.open("claire", "demo").result().store.ask(ReadWeek(OPENING.date(), 1)).result()
    entry = next(one for one in week.entries if one.used_name == "Benali")
    assert (entry.rank, entry.kind_code, entry.subject) == (3, "follow_up", "Suivi du plan d’apurement")


def test_animations_brought_people_to_the_digital_space_and_somebody_came_back(
    demo: tuple[LocalDoor, Opened],
) -> None:
    today = OPENING.date()
    store = demo[0].open(RECEPTION_LOGIN, EXAMPLE_PASSWORD).result().store
    counts = store.ask(CountFirstContacts(today.replace(day=1), today)).result()
    assert counts.reached > counts.came_back > 0


def test_the_example_goes_away_whole_and_leaves_a_first_start(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    door = LocalDoor(demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre"), wall_clock)
    door.remove_demo().result()
    assert door.look().result().first_start
    assert [path.name for path in (tmp_path / "registre").iterdir() if path.is_file()] == []
    door.close()


def small_example(folder: Path, answers: Founding = ANSWERS) -> None:
    """A store marked as an example, without its fifteen months."""

    def mark(tx: Tx, aside: Path, _: Created) -> None:
        write_private(aside / DEMO_MARK, tx.actor.desk_id.hex.encode())

    found_store(folder, answers, wall_clock, QUICK, mark)


@pytest.mark.parametrize("mark", [None, "", "mes notes", "0" * 32])
def test_a_real_store_is_never_removed_as_an_example(desk: Desk, mark: str | None) -> None:
    if mark is not None:
        (desk.folder / DEMO_MARK).write_text(mark)
    with pytest.raises(Refusal, match="pas celles d’exemple"):
        desk.door.remove_demo().result()
    with pytest.raises(Refusal, match="pas celles d’exemple"):
        remove_demo(desk.folder)
    assert not desk.door.look().result().demo
    assert desk.door.now().year != OPENING.year
    assert desk.enter("sofiane").actor.name == "Sofiane Roux"


@pytest.mark.parametrize("last", [STORE_FILE, DESK_KEY_NAME, RING_NAME, DEMO_MARK])
def test_a_removal_stopped_anywhere_is_a_first_start_and_can_be_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    folder, again = tmp_path / "registre", tmp_path / "suite"
    small_example(folder)
    unlink = Path.unlink

    def stop(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok=missing_ok)
        if path.name == last:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", stop)
        with pytest.raises(KeyboardInterrupt):
            remove_demo(folder)
    assert look(folder).first_start
    shutil.copytree(folder, again)
    if last != DEMO_MARK:
        remove_demo(folder)
        assert list(folder.iterdir()) == []
    found_store(again, ANSWERS, wall_clock, QUICK)
    assert not is_demo(again)
    assert {path.name for path in again.iterdir()} == {STORE_FILE, DESK_KEY_NAME, RING_NAME, LOCK_NAME}


def test_an_example_that_the_system_holds_is_told_and_stays_an_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_example(tmp_path)

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(Refusal, match="recommencez"):
            remove_demo(tmp_path)
    assert look(tmp_path).demo


def test_a_second_example_begins_again_at_10_42(tmp_path: Path) -> None:
    small_example(tmp_path)
    door = LocalDoor(tmp_path, wall_clock, QUICK)
    door.open("helene", PASSWORD).result()
    door._demo_clock = stopped_at(OPENING + dt.timedelta(days=1))
    assert door.now().date() > OPENING.date()
    door.remove_demo().result()
    assert door.now().year != OPENING.year
    small_example(tmp_path)
    assert dt.timedelta() <= door.now() - OPENING < dt.timedelta(minutes=30)
    door.close()


def test_a_real_store_put_where_an_example_was_seen_lives_by_the_clock_of_the_pc(tmp_path: Path) -> None:
    small_example(tmp_path)
    door = LocalDoor(tmp_path, wall_clock, QUICK)
    assert door.now().year == OPENING.year
    remove_demo(tmp_path)
    found_store(tmp_path, ANSWERS, wall_clock, QUICK)
    door.open("helene", PASSWORD).result()
    assert door.now().year != OPENING.year
    door.close()


def test_the_directory_the_referrals_to_chase_and_the_projects_are_there(demo: tuple[LocalDoor, Opened]) -> None:
    door, _opened = demo
    lea = door.open("lea", "demo").result()
    assert [line.name for line in lea.store.ask(FindPartners("pôle emploi")).result()] == ["France Travail"]
    due = lea.store.ask(ReferralsToChase()).result()
    assert [one.used_name for one in due] == ["Rossi", "Benali", "Diallo", "Pujol", "Castel", "Ouali"]
    assert {one.partner_name for one in due} >= {"CIDFF de l’Hérault", "France Travail"}
    titles = [line.project.title for line in lea.store.ask(ReadProjects()).result()]
    assert "Jardin partagé du Merlan" in titles
    assert "Papiers Clairs\u00a0: expertise d’usage" in titles
