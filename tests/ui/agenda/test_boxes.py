"""What the grid shows of a week, without a window."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.kinds import FIRST_KINDS
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import CalendarDay, CalendarWeek, Entry, Slot
from ceis_desk.drawing.agenda import Block, Look
from ceis_desk.drawing.marks import Mark
from ceis_desk.ui.agenda.boxes import Laid, Scope, key_of, lay_out
from ceis_desk.ui.agenda.shown import free_chip, page_title, usual_people, waiting_chip, without_empty_days
from ceis_desk.ui.agenda.spoken import spoken, twin_rows
from ceis_desk.ui.agenda.words import hours_words, length_words, moment_words, since_words, span_words
from tests.ui.agenda import files
from tests.ui.agenda.files import at

KINDS = {kind.code: kind for kind in FIRST_KINDS}
BUDGET = tuple(one for one in files.PEOPLE if one.platform == "budget")


def scope(people: tuple[object, ...] = BUDGET, *, sessions: bool = False, discreet: bool = False) -> Scope:
    return Scope(people, sessions, KINDS, Discretion(discreet), files.NOW)  # type: ignore[arg-type]  # professionals


def laid(week: CalendarWeek = files.WEEK, seen: Scope | None = None) -> Laid:
    return lay_out(week, seen or scope())


def block_of(found: Laid, entry: Entry) -> Block:
    return next(block for block in found.sheet.blocks if block.key == key_of(entry))


def with_entries(*entries: Entry) -> CalendarWeek:
    return replace(files.WEEK, entries=tuple(sorted(entries, key=lambda one: one.starts_at)))


def test_whoever_waits_is_late_or_is_done_says_so_by_a_word_and_a_sign() -> None:
    found = laid()
    benali, rossi = block_of(found, files.BENALI), block_of(found, files.ROSSI)
    assert (benali.unders, benali.mark) == (("attend",), Mark.WAITS)
    assert (rossi.unders, rossi.mark, rossi.warns) == (("12\u00a0min",), Mark.LATE, True)
    martel = block_of(found, files.ENTRIES[0])
    assert (martel.unders, martel.mark) == (("1er",), Mark.DONE)


def test_an_absence_is_quiet_and_says_its_word_in_her_gender() -> None:
    ramos = next(one for one in files.ENTRIES if one.used_name == "Ramos")
    block = block_of(laid(), ramos)
    assert (block.look, block.unders, block.mark) == (Look.QUIET, ("absente", "abs."), Mark.OFF)


def test_an_appointment_of_the_past_that_nobody_settled_asks_what_became_of_it() -> None:
    open_one = replace(files.ENTRIES[0], outcome=Outcome.OPEN)
    assert block_of(laid(with_entries(open_one)), open_one).unders == ("à préciser",)


def test_a_cancelled_appointment_to_come_leaves_its_room_to_the_free_time() -> None:
    cancelled = replace(files.VIDAL, outcome=Outcome.EXCUSED)
    found = laid(with_entries(cancelled))
    assert any(isinstance(one, Slot) and one.starts_at == at(19, 9) for one in found.items.values())


def test_what_was_cancelled_stays_to_be_seen_at_the_edge_of_its_lane_and_in_the_table() -> None:
    cancelled = replace(files.VIDAL, outcome=Outcome.EXCUSED)
    week = with_entries(cancelled)
    found = laid(week)
    block = block_of(found, cancelled)
    assert (block.look, block.part, block.unders, block.mark) == (Look.QUIET, (3, 4), ("annulé",), Mark.OFF)
    free = next(
        one for one in found.sheet.blocks if one.look is Look.FREE and one.minutes[0] == 9 * 60 and one.day == 2
    )
    assert free.part == (0, 1)
    assert any("annulé" in line[-1] for line in twin_rows(found, week, scope()))


def test_what_was_cancelled_and_given_to_somebody_else_is_in_the_table_alone() -> None:
    cancelled = replace(files.VIDAL, outcome=Outcome.EXCUSED)
    week = with_entries(cancelled, files.booked(files.CLAIRE, 19, "9:15", "Zola", "Ana"))
    found = laid(week)
    assert key_of(cancelled) not in [block.key for block in found.sheet.blocks]
    assert key_of(cancelled) in found.items


def test_a_free_time_is_offered_without_her_room_while_somebody_else_is_received_in_it() -> None:
    other = replace(files.booked(files.NADIA, 19, "11:30", "Gil", "Marc"), room=files.ROOMS[files.CLAIRE])
    week = with_entries(other)
    found = lay_out(week, replace(scope(), watched=frozenset({files.ROOMS[files.CLAIRE]})))
    hers = {
        one.starts_at: one.room
        for one in found.items.values()
        if isinstance(one, Slot) and one.account_id == files.CLAIRE
    }
    assert (hers[at(19, 9)], hers[at(19, 11, 15)]) == (files.ROOMS[files.CLAIRE], "")
    block = next(one for one in found.sheet.blocks if one.look is Look.FREE and one.titles[0] != "libre")
    assert block.titles == ("libre, sans salle", "libre")
    shared = lay_out(week, scope())
    assert all(one.room for one in shared.items.values() if isinstance(one, Slot))


def test_two_appointments_that_overlap_stand_side_by_side_and_say_it() -> None:
    one = replace(files.VIDAL, clash=True)
    other = files.booked(files.CLAIRE, 19, "9:15", "Zola", "Ana", clash=True)
    found = laid(with_entries(one, other))
    assert [block_of(found, entry).part for entry in (one, other)] == [(0, 2), (1, 2)]
    assert block_of(found, one).mark is Mark.TWICE


def test_three_in_a_chain_take_no_more_parts_than_meet_at_once() -> None:
    first = files.booked(files.CLAIRE, 19, "9:00", "Un", "A", minutes=60)
    second = files.booked(files.CLAIRE, 19, "9:30", "Deux", "B", minutes=60)
    third = files.booked(files.CLAIRE, 19, "10:15", "Trois", "C", minutes=60)
    found = laid(with_entries(first, second, third))
    assert [block_of(found, one).part for one in (first, second, third)] == [(0, 2), (1, 2), (0, 2)]


def test_free_times_are_those_left_of_her_hours_from_now_on() -> None:
    slots = [one for one in laid().items.values() if isinstance(one, Slot)]
    assert min(slot.starts_at for slot in slots) == at(18, 11, 15)
    assert {slot.starts_at for slot in slots if slot.account_id == files.CLAIRE and slot.starts_at.day == 19} == {
        at(19, 10, 45),
        at(19, 11, 30),
    }


def test_free_times_keep_the_minutes_of_the_site_between_two_appointments() -> None:
    found = lay_out(files.WEEK, replace(scope(), gap=15))
    hers = [one for one in found.items.values() if isinstance(one, Slot) and one.account_id == files.CLAIRE]
    assert [slot.starts_at for slot in hers if slot.starts_at.day == 19] == [at(19, 11), at(19, 11, 45)]


def test_a_session_of_hers_takes_the_whole_day_when_nobody_else_has_anything() -> None:
    assert block_of(laid(), files.SESSION).lanes == (0, 2)
    busy = with_entries(files.SESSION, files.booked(files.NADIA, 20, "9:30", "Gil", "Marc"))
    assert block_of(laid(busy), files.SESSION).lanes == (0, 1)


def test_sessions_of_others_have_a_lane_of_their_own_when_they_are_asked_for() -> None:
    other = replace(files.SESSION, id=files.ident("other"), with_id=files.MARC)
    week = with_entries(other)
    assert key_of(other) not in laid(week).items
    found = laid(week, scope(sessions=True))
    assert found.sheet.lane_heads[-1] == ("Ateliers",)
    assert block_of(found, other).lanes == (2, 3)


def test_a_holiday_is_closed_all_day_and_named_in_its_head() -> None:
    holiday = CalendarDay(dt.date(2019, 6, 10), "Lundi de Pentecôte", "", ())
    found = laid(replace(files.WEEK, days=(holiday,), entries=()))
    assert found.sheet.heads[0].note == "Lundi de Pentecôte"
    assert [closing.words for closing in found.sheet.closings] == ["Lundi de Pentecôte"]


def test_the_pause_of_days_in_a_row_is_one_closing() -> None:
    pauses = [closing for closing in laid().sheet.closings if closing.words == "pause"]
    assert [closing.days for closing in pauses] == [(0, 2), (3, 5)]


def test_the_discreet_screen_gives_neither_name_nor_type_nor_hue_of_a_platform() -> None:
    found = laid(seen=scope(discreet=True))
    said = " ".join(word for block in found.sheet.blocks for word in (*block.titles, *block.unders))
    assert "BENALI" not in said.upper().replace("B•••", "")
    assert "Suivi" not in said
    assert "B••• S." in said


def test_whoever_may_not_read_names_sees_that_appointments_exist() -> None:
    nameless = replace(files.BENALI, person_id=None, used_name="", first_name="", kind_code="", subject="")
    block = block_of(laid(with_entries(nameless)), nameless)
    assert block.titles[0] == "Rendez-vous"
    assert spoken(nameless, scope())[0].startswith("Rendez-vous, mardi 18 juin, 10:45")


def test_the_table_says_every_box_by_day_and_hour() -> None:
    found = laid()
    rows = twin_rows(found, files.WEEK, scope())
    lines = [row for row in rows if row[1]]
    assert len(lines) == len(found.items)
    assert ("mardi 18 juin", "10:45", "Claire Fabre", "Mme BENALI Samira", "Suivi", "arrivée à 10:42") in rows
    assert ("jeudi 20 juin", "9:00", "Claire Fabre", "Mon budget au quotidien", "atelier", "8 inscrits sur 10") in rows


def test_a_week_end_without_anything_is_left_out() -> None:
    assert [day.day.day for day in without_empty_days(files.WEEK).days] == [17, 18, 19, 20, 21]


def test_the_first_agendas_shown_are_those_of_the_account_and_its_platform() -> None:
    assert usual_people(files.WEEK, files.actor()) == {files.CLAIRE, files.NADIA}
    assert usual_people(files.WEEK, files.actor(account=files.MARC)) == {files.MARC}
    assert usual_people(files.WEEK, files.actor(account=files.SOFIANE)) == {files.CLAIRE, files.NADIA}


def test_the_title_names_whose_agenda_it_is() -> None:
    assert page_title(BUDGET, files.PEOPLE) == "Agenda des conseillères"
    assert page_title(BUDGET[:1], files.PEOPLE) == "Agenda de Claire Fabre"
    assert page_title(files.PEOPLE, files.PEOPLE) == "Agenda de l’équipe"


def test_what_is_free_soon_is_counted_until_the_day_after_tomorrow() -> None:
    chip = free_chip(laid(), files.WEEK, scope())
    assert chip is not None
    assert chip.words == "9 créneaux libres avant jeudi"


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 personne sur liste d’attente"), (2, "2 personnes sur liste d’attente")],
)
def test_who_waits_is_counted(count: int, words: str) -> None:
    chip = waiting_chip(count)
    assert chip is not None
    assert chip.words == words
    assert waiting_chip(0) is None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2019, 6, 17), dt.date(2019, 6, 21), "17 au 21 juin 2019"),
        (dt.date(2019, 6, 1), dt.date(2019, 6, 5), "1er au 5 juin 2019"),
        (dt.date(2019, 7, 29), dt.date(2019, 8, 2), "29 juillet au 2 août 2019"),
        (dt.date(2019, 12, 30), dt.date(2020, 1, 3), "30 décembre 2019 au 3 janvier 2020"),
        (dt.date(2019, 6, 18), dt.date(2019, 6, 18), "mardi 18 juin 2019"),
    ],
)
def test_days_are_written_as_one_says_them(first: dt.date, last: dt.date, words: str) -> None:
    assert span_words(first, last) == words


def test_lengths_hours_and_moments_are_written_as_one_says_them() -> None:
    assert [length_words(minutes) for minutes in (45, 60, 90)] == ["45\u00a0min", "1\u00a0h", "1\u00a0h\u00a030"]
    assert hours_words(19 * 60, 24 * 60) == "19\u00a0h sur 24"
    assert hours_words(0, 0) == ""
    assert moment_words(at(18, 15), files.NOW) == "mardi 18, 15:00"
    assert moment_words(dt.datetime(2019, 7, 2, 9), files.NOW) == "mardi 2 juillet, 9:00"
    assert [since_words(dt.date(2019, 6, day), files.NOW.date()) for day in (18, 17, 12)] == [
        "depuis aujourd’hui",
        "depuis hier",
        "depuis 6 jours",
    ]
