"""Calendars of other programs: what is taken in, what is refused, and what ours says to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from sqlalchemy import Connection, Table, select

from ceis_desk.access.door import Opened
from ceis_desk.agenda.calendar_files import CalendarFile, CalendarOf, ReadCalendarFile, TakeCalendar, file_lines
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change
from ceis_desk.data.agenda import calendar_files
from ceis_desk.data.agenda.calendar_process import DAMAGED, NOT_ONE, TOO_MANY, answer
from ceis_desk.data.schema import agenda
from ceis_desk.data.store import LocalStore
from ceis_desk.data.write import Tx
from tests.scenarios.desks import SHARED, Desk, new_desk

SAMPLES = SHARED / "ics"
FEED = SAMPLES / "rdv-service-public" / "calendar.ics"
NOW = dt.datetime(2022, 7, 8, 9)
FIRST, LAST = dt.date(2022, 6, 1), dt.date(2023, 7, 1)

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no ../shared/data/ics on this machine")


def calendar(*events: str) -> bytes:
    """A small calendar of another program."""
    inside = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//\r\n{inside}END:VCALENDAR\r\n".encode()


def event(uid: str, start: str, end: str, *more: str) -> str:
    return "\r\n".join((f"UID:{uid}", "DTSTAMP:20220701T000000Z", f"DTSTART{start}", f"DTEND{end}", *more))


ONE = event("a@x", ":20220712T090000", ":20220712T100000", "SUMMARY:Mme BENALI, dettes")


@pytest.fixture
def claire(tmp_path: Path) -> Iterator[tuple[Desk, Opened]]:
    with new_desk(tmp_path / "registre", lambda: NOW) as desk:
        yield desk, desk.enter("claire")


def read(opened: Opened, path: Path, content: bytes) -> CalendarFile:
    path.write_bytes(content)
    return opened.store.ask(ReadCalendarFile(path)).result()


def rows_of(opened: Opened, *tables: Table[Any]) -> list[Any]:
    """Every row of these tables, as the key of the database gives them."""
    assert isinstance(opened.store, LocalStore)

    def read_all(connection: Connection) -> list[Any]:
        return [connection.execute(select(table)).all() for table in tables]

    return opened.store.file.writer.run(read_all).result()


def closed(opened: Opened) -> list[tuple[dt.datetime, dt.datetime, str]]:
    store = opened.store
    assert isinstance(store, LocalStore)
    table = agenda.busy_time
    query = select(table.c.starts_at, table.c.ends_at, table.c.title).where(~table.c.withdrawn)
    rows = store.file.writer.run(lambda connection: connection.execute(query.order_by(table.c.starts_at)).all())
    return [(row.starts_at, row.ends_at, row.title) for row in rows.result()]


@needs_samples
def test_the_feed_of_rdv_service_public_gives_three_events_and_one_cancelled() -> None:
    written, free, unreadable, found = answer(FEED.read_bytes(), FIRST, LAST)
    assert (written, free, unreadable) == (3, 0, 0)
    assert [(start, cancelled) for _, start, _, _, cancelled in found] == [
        ("2022-07-09T00:00:00", False),
        ("2022-07-10T00:00:00", True),
        ("2022-07-11T00:00:00", False),
    ]


@needs_samples
@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.ics")), ids=lambda path: path.stem[:40])
def test_every_sample_gives_a_count_or_a_word(path: Path) -> None:
    content = path.read_bytes()
    found = answer(content, FIRST, FIRST + dt.timedelta(days=90))
    if isinstance(found, str):
        assert found in {DAMAGED, NOT_ONE, TOO_MANY}
    else:
        # Some samples quote others: the words stand there without an event.
        assert found[0] <= content.upper().count(b"BEGIN:VEVENT")
        assert found[1] + found[2] + len(found[3]) == 0 or found[0] > 0


@needs_samples
@pytest.mark.parametrize("name", ["issue_4", "issue_107_omitting_last_event", "multiple_rrule"])
def test_occurrences_are_those_of_the_library(name: str) -> None:
    content = (SAMPLES / "recurring_ical_events-3.8.2" / f"{name}.ics").read_bytes()
    first, last = dt.date(2019, 1, 1), dt.date(2026, 12, 31)
    expected = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(first, last + dt.timedelta(1))
    assert len(expected) > 0
    assert len(answer(content, first, last)[3]) == len(expected)


def test_an_hour_of_another_zone_is_told_in_the_time_of_the_place() -> None:
    content = calendar(event("z@x", ":20220712T070000Z", ":20220712T080000Z"))
    assert answer(content, FIRST, LAST)[3][0][1:3] == ("2022-07-12T09:00:00", "2022-07-12T10:00:00")


def test_the_hour_stays_the_same_when_the_clocks_change() -> None:
    paris = event("w@x", ";TZID=Europe/Paris:20221028T090000", ";TZID=Europe/Paris:20221028T100000", "RRULE:FREQ=DAILY")
    hours = {start[10:] for _, start, _, _, _ in answer(calendar(paris), FIRST, dt.date(2022, 11, 3))[3]}
    assert hours == {"T09:00:00"}


def test_a_night_is_cut_at_midnight() -> None:
    found = answer(calendar(event("n@x", ":20220712T220000", ":20220713T060000")), FIRST, LAST)[3]
    assert [(start[8:13], end[8:13]) for _, start, end, _, _ in found] == [("12T22", "13T00"), ("13T00", "13T06")]


def test_an_exception_of_a_series_takes_the_place_of_its_occurrence() -> None:
    rule = event("s@x", ":20220704T090000", ":20220704T100000", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20220718T090000")
    moved = event("s@x", ":20220712T150000", ":20220712T160000", "RECURRENCE-ID:20220711T090000")
    found = answer(calendar(rule, moved), FIRST, LAST)[3]
    assert [start for _, start, _, _, _ in found] == ["2022-07-04T09:00:00", "2022-07-12T15:00:00"]
    assert found[1][0] == "s@x|2022-07-11T09:00:00"


def test_a_rule_that_repeats_by_the_second_is_refused() -> None:
    bomb = event("b@x", ":20220701T090000", ":20220701T090001", "RRULE:FREQ=SECONDLY")
    assert answer(calendar(bomb), FIRST, LAST) == TOO_MANY


def test_a_broken_rule_spares_the_other_events() -> None:
    broken = event("k@x", ":20220712T090000", ":20220712T100000", "RRULE:FREQ=NEVERLY")
    _, _, unreadable, found = answer(calendar(ONE, broken), FIRST, LAST)
    assert ([one[0] for one in found], unreadable) == (["a@x|2022-07-12T09:00:00"], 1)


def test_events_close_times_without_saying_in_clear_what_they_are(claire: tuple[Desk, Opened], tmp_path: Path) -> None:
    _, opened = claire
    opened.store.do(TakeCalendar(read(opened, tmp_path / "feed.ics", calendar(ONE)))).result()
    assert closed(opened) == [(dt.datetime(2022, 7, 12, 9), dt.datetime(2022, 7, 12, 10), "Pris ailleurs")]
    assert b"BENALI" not in repr(rows_of(opened, agenda.busy_time, agenda.appointment_subject)).encode()


def test_whoever_took_the_file_in_reads_its_words_in_her_week_and_the_counter_does_not(
    claire: tuple[Desk, Opened], tmp_path: Path
) -> None:
    desk, opened = claire
    opened.store.do(TakeCalendar(read(opened, tmp_path / "feed.ics", calendar(ONE)))).result()
    week = ReadWeek(dt.date(2022, 7, 11))
    assert [one.subject for one in opened.store.ask(week).result().entries] == ["Mme BENALI, dettes"]
    counter = desk.enter("sofiane").store.ask(week).result().entries
    assert [(one.title, one.subject) for one in counter] == [("Pris ailleurs", "")]


@pytest.mark.parametrize("uid", ["Mme-BENALI-dettes@crm", "BENALI"])
def test_what_another_program_names_an_event_by_is_not_kept_in_clear_either(
    claire: tuple[Desk, Opened], tmp_path: Path, uid: str
) -> None:
    _, opened = claire
    opened.store.do(TakeCalendar(read(opened, tmp_path / "feed.ics", calendar(ONE.replace("a@x", uid))))).result()
    assert "BENALI" not in repr(rows_of(opened, agenda.busy_time))


def test_words_with_a_social_security_number_are_not_kept_and_the_time_is(
    claire: tuple[Desk, Opened], tmp_path: Path
) -> None:
    _, opened = claire
    numbered = ONE.replace("Mme BENALI", "1 84 03 34 172 123 60")
    opened.store.do(TakeCalendar(read(opened, tmp_path / "feed.ics", calendar(numbered)))).result()
    (entry,) = opened.store.ask(ReadWeek(dt.date(2022, 7, 11))).result().entries
    assert (entry.title, entry.subject) == ("Pris ailleurs", "")


def test_nobody_gives_back_the_times_that_another_one_took_in(claire: tuple[Desk, Opened], tmp_path: Path) -> None:
    desk, opened = claire
    change = opened.store.do(TakeCalendar(read(opened, tmp_path / "feed.ics", calendar(ONE)))).result()
    assert change.undo is not None
    with pytest.raises(Refusal, match="Rien n’a changé"):
        desk.enter("sofiane").store.do(change.undo).result()
    assert len(closed(desk.enter("claire"))) == 1


def test_a_second_reading_changes_nothing_and_says_so(claire: tuple[Desk, Opened], tmp_path: Path) -> None:
    _, opened = claire
    opened.store.do(TakeCalendar(read(opened, tmp_path / "feed.ics", calendar(ONE)))).result()
    again = read(opened, tmp_path / "feed.ics", calendar(ONE))
    assert again.already == 1
    assert opened.store.do(TakeCalendar(again)).result().said == "Rien n’a changé\u00a0: l’agenda avait déjà tout."


def test_a_moved_event_moves_and_a_cancelled_one_gives_its_time_back(
    claire: tuple[Desk, Opened], tmp_path: Path
) -> None:
    _, opened = claire
    path = tmp_path / "feed.ics"
    opened.store.do(TakeCalendar(read(opened, path, calendar(ONE)))).result()
    longer = ONE.replace("T100000", "T113000")
    opened.store.do(TakeCalendar(read(opened, path, calendar(longer)))).result()
    assert closed(opened)[0][1] == dt.datetime(2022, 7, 12, 11, 30)
    opened.store.do(TakeCalendar(read(opened, path, calendar(longer + "\r\nSTATUS:CANCELLED")))).result()
    assert closed(opened) == []


def test_taking_in_a_file_can_be_undone(claire: tuple[Desk, Opened], tmp_path: Path) -> None:
    _, opened = claire
    path = tmp_path / "feed.ics"
    opened.store.do(TakeCalendar(read(opened, path, calendar(ONE)))).result()
    change = opened.store.do(TakeCalendar(read(opened, path, calendar(ONE.replace("T100000", "T113000"))))).result()
    assert change.undo is not None
    opened.store.do(change.undo).result()
    assert closed(opened)[0][1] == dt.datetime(2022, 7, 12, 10)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "n’est pas un agenda"),
        (b"Date;Nom\r\n12/07/2022;BENALI\r\n", "n’est pas un agenda"),
        (b"\x00\xff" * 400, "n’est pas un agenda"),
        (b"BEGIN:VCALENDAR\r\nthis is not a line\r\nEND:VCALENDAR\r\n", "abîmé"),
        (calendar(event("b@x", ":20220701T090000", ":20220701T090001", "RRULE:FREQ=SECONDLY")), "répète"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_in_one_sentence(
    claire: tuple[Desk, Opened], tmp_path: Path, content: bytes, said: str
) -> None:
    _, opened = claire
    with pytest.raises(Refusal, match=said):
        read(opened, tmp_path / "feed.ics", content)


def test_a_missing_file_is_refused(claire: tuple[Desk, Opened], tmp_path: Path) -> None:
    _, opened = claire
    with pytest.raises(Refusal, match="ne peut pas être ouvert"):
        opened.store.ask(ReadCalendarFile(tmp_path / "absent.ics")).result()


def test_a_reader_that_never_answers_is_a_damaged_file(
    claire: tuple[Desk, Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, opened = claire
    monkeypatch.setattr(calendar_files, "SECONDS", 0.001)
    with pytest.raises(Refusal, match="abîmé"):
        read(opened, tmp_path / "feed.ics", calendar(ONE))


def test_the_agenda_goes_out_with_stable_names_cancelled_ones_too_and_no_person(
    claire: tuple[Desk, Opened],
) -> None:
    _, opened = claire
    store, own = opened.store, opened.actor.account_id
    assert isinstance(store, LocalStore)
    kept, gone = new_id(), new_id()

    def write(tx: Tx) -> Change:
        for row_id, hour, outcome in ((kept, 9, ""), (gone, 11, "excused")):
            starts = dt.datetime(2022, 7, 12, hour)
            tx.put(
                agenda.appointment,
                row_id,
                account_id=own,
                platform="budget",
                starts_at=starts,
                day=starts.date(),
                minutes=45,
                room="Bureau 2",
                outcome=outcome,
                withdrawn=False,
            )
        return Change(frozenset(), "")

    store.write(write).result()
    content = store.ask(CalendarOf(own)).result()
    events = {str(one["UID"]): one for one in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    assert {uid: str(one["STATUS"]) for uid, one in events.items()} == {
        f"{kept}@ceis-desk": "CONFIRMED",
        f"{gone}@ceis-desk": "CANCELLED",
    }
    zones = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    assert [str(zone["TZID"]) for zone in zones] == ["Europe/Paris"]
    assert "DTSTART" not in icalendar.Calendar.from_ical(content)
    one = events[f"{kept}@ceis-desk"]
    assert (str(one["SUMMARY"]), str(one["LOCATION"])) == ("Rendez-vous", "Bureau 2, CEIS")
    assert one.decoded("DTSTART").isoformat() == "2022-07-12T09:00:00+02:00"
    assert one.decoded("DTEND").isoformat() == "2022-07-12T09:45:00+02:00"


def test_what_a_file_holds_is_said_before_it_is_taken(claire: tuple[Desk, Opened], tmp_path: Path) -> None:
    _, opened = claire
    gone = event("c@x", ":20220713T090000", ":20220713T100000", "STATUS:CANCELLED")
    free = event("f@x", ":20220713T090000", ":20220713T100000", "TRANSP:TRANSPARENT")
    lines = file_lines(read(opened, tmp_path / "feed.ics", calendar(ONE, gone, free)))
    assert lines == (
        "3\u00a0événements dans «\u00a0feed.ics\u00a0».",
        "1\u00a0créneau à fermer entre le 07/06/2022 et le 09/07/2023.",
        "1\u00a0annulé\u00a0: leur créneau est rendu s’il avait été fermé.",
        "1\u00a0événement qui laisse le temps libre\u00a0: de côté.",
    )


def words_in_the_grid(opened: Opened) -> list[str]:
    week = opened.store.ask(ReadWeek(dt.date(2022, 7, 11))).result()
    return [entry.subject for entry in week.entries]


def test_an_event_whose_words_alone_changed_is_taken_again_and_that_can_be_undone(
    claire: tuple[Desk, Opened], tmp_path: Path
) -> None:
    _, opened = claire
    path = tmp_path / "feed.ics"
    opened.store.do(TakeCalendar(read(opened, path, calendar(ONE)))).result()
    other = ONE.replace("Mme BENALI, dettes", "Mme BENALI, au CCAS")
    found = read(opened, path, calendar(other))
    assert found.already == 0
    change = opened.store.do(TakeCalendar(found)).result()
    assert change.said.startswith("1\u00a0créneau")
    assert words_in_the_grid(opened) == ["Mme BENALI, au CCAS"]
    assert change.undo is not None
    opened.store.do(change.undo).result()
    assert words_in_the_grid(opened) == ["Mme BENALI, dettes"]
    assert read(opened, path, calendar(ONE)).already == 1


def test_words_that_are_not_kept_make_no_change_each_time(claire: tuple[Desk, Opened], tmp_path: Path) -> None:
    _, opened = claire
    numbered = ONE.replace("dettes", "2 84 03 34 172 045 12")
    found = read(opened, tmp_path / "feed.ics", calendar(numbered))
    opened.store.do(TakeCalendar(found)).result()
    assert read(opened, tmp_path / "feed.ics", calendar(numbered)).already == 1


def test_words_of_any_shape_and_the_zone_stand_in_the_file_as_a_calendar_reads_them() -> None:
    room = "Salle « Été »; 1er étage, porte 2 \\ au fond du couloir de gauche, après les ascenseurs"
    begin, rest = calendar_files._same_words("Rendez-vous", room, False)
    own = b"UID:a\r\nDTSTART;TZID=Europe/Paris:20220712T090000\r\n"
    event = icalendar.Event.from_ical(begin + own + rest)
    assert (str(event["LOCATION"]), str(event["STATUS"]), str(event["CLASS"])) == (room, "CONFIRMED", "PRIVATE")
    assert max(len(line) for line in rest.split(b"\r\n")) <= 75
