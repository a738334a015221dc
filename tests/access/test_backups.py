"""Which backups are kept, when the next one is due, and the words that say how safe a desk is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.access.backups import (
    EVERY,
    BackupState,
    Offer,
    has_come,
    kept_moments,
    moment_words,
    next_backup,
    offer_words,
    size_words,
    state_words,
)
from tests.ui.fake_safety import backup_of

NOW = dt.datetime(2019, 6, 18, 10, 42)
MOMENTS = st.lists(
    st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: NOW - dt.timedelta(minutes=minutes)), max_size=60
)


# Thinning


@given(MOMENTS)
def test_nothing_is_kept_that_was_not_there_and_the_latest_always_is(moments: list[dt.datetime]) -> None:
    kept = kept_moments(moments, NOW)
    assert kept <= set(moments)
    assert not moments or max(moments) in kept


@given(MOMENTS)
def test_thinning_again_changes_nothing(moments: list[dt.datetime]) -> None:
    kept = kept_moments(moments, NOW)
    assert kept_moments(kept, NOW) == kept


@given(MOMENTS, st.lists(st.integers(0, 800), max_size=8))
def test_thinning_every_day_keeps_what_thinning_once_would(moments: list[dt.datetime], days: list[int]) -> None:
    left = set(moments)
    for ago in sorted(days, reverse=True):
        then = NOW - dt.timedelta(days=ago)
        past = {moment for moment in left if moment <= then}
        left = left - past | kept_moments(past, then)
    assert kept_moments(left, NOW) == kept_moments(moments, NOW)


@given(MOMENTS)
def test_each_day_of_two_weeks_each_week_of_two_months_and_each_month_of_a_year_keeps_its_last(
    moments: list[dt.datetime],
) -> None:
    kept = kept_moments(moments, NOW)
    for moment in moments:
        age = (NOW.date() - moment.date()).days
        if age < 14:
            assert max(one for one in moments if one.date() == moment.date()) in kept
        if age < 56:
            week = moment.isocalendar()[:2]
            assert max(one for one in moments if one.isocalendar()[:2] == week) in kept
        if age < 366:
            assert max(one for one in moments if (one.year, one.month) == (moment.year, moment.month)) in kept


@given(MOMENTS)
def test_far_days_keep_one_backup_at_most_and_few_are_kept_in_all(moments: list[dt.datetime]) -> None:
    kept = kept_moments(moments, NOW)
    far = [moment.date() for moment in kept if (NOW.date() - moment.date()).days >= 2]
    assert len(far) == len(set(far))
    assert len(far) <= 12 + 9 + 13 + 1


def test_all_of_today_and_yesterday_is_kept() -> None:
    moments = [NOW - dt.timedelta(hours=hours) for hours in range(34)]
    assert kept_moments(moments, NOW) == set(moments)


def test_what_is_dated_after_now_is_left_alone() -> None:
    ahead = NOW + dt.timedelta(days=4000)
    assert ahead in kept_moments([ahead, NOW, ahead + EVERY], NOW)


# The next one


def test_the_next_backup_is_an_hour_after_the_last_and_never_at_the_very_opening() -> None:
    assert next_backup(NOW - dt.timedelta(minutes=20), NOW) == NOW + dt.timedelta(minutes=40)
    assert next_backup(NOW - dt.timedelta(days=1), NOW) == NOW + dt.timedelta(minutes=5)
    assert next_backup(None, NOW) == NOW + dt.timedelta(minutes=5)
    assert next_backup(None, NOW, failed=True) == NOW + dt.timedelta(minutes=10)


def test_a_clock_that_goes_back_delays_no_backup() -> None:
    assert next_backup(NOW + dt.timedelta(days=400), NOW) == NOW + dt.timedelta(minutes=5)
    assert has_come(NOW + dt.timedelta(days=400), NOW)
    assert not has_come(NOW + dt.timedelta(minutes=40), NOW)
    assert has_come(NOW, NOW)


# Words


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        (dt.timedelta(minutes=42), "il y manque 42 minutes de travail"),
        (dt.timedelta(seconds=80), "il y manque 1 minute de travail"),
        (dt.timedelta(seconds=59), "il n’y manque rien"),
        (dt.timedelta(hours=5), "il y manque 5 heures de travail"),
        (dt.timedelta(days=3), "il y manque 3 jours de travail"),
        (None, "ce qui a été fait ensuite n’y est pas"),
    ],
)
def test_an_offer_says_when_and_what_it_lacks(lacks: dt.timedelta | None, words: str) -> None:
    backup = backup_of(dt.datetime(2019, 6, 18, 10, 0))
    assert offer_words(Offer(backup, lacks)) == f"sauvegarde du mardi 18 juin à 10:00, vérifiée\u00a0; {words}"


def test_the_year_is_said_when_it_is_far() -> None:
    assert moment_words(dt.datetime(2019, 5, 1, 9, 5), year=True) == "mercredi 1er mai 2019 à 9:05"
    far = Offer(backup_of(dt.datetime(2018, 6, 18, 10, 0)), dt.timedelta(days=365))
    assert "juin 2018 à 10:00" in offer_words(far)


def test_the_state_says_where_the_last_backup_is_kept() -> None:
    last = backup_of(dt.datetime(2019, 6, 18, 10, 0))
    place = str(Path("/") / "media" / "Disque du CCAS")
    assert state_words(BackupState(last, place, True), NOW) == (
        "Sauvegarde vérifiée à 10:00",
        "gardée ici et dans «\u00a0Disque du CCAS\u00a0»",
    )
    assert state_words(BackupState(last, place, False), NOW)[1].startswith("gardée ici, pas encore dans")
    assert state_words(BackupState(last), NOW)[1] == "gardée sur ce poste seulement"
    assert state_words(BackupState(last), NOW + dt.timedelta(days=1))[0] == (
        "Sauvegarde vérifiée le mardi 18 juin à 10:00"
    )
    assert state_words(BackupState(), NOW)[0] == "Aucune sauvegarde pour l’instant"


def test_a_size_is_told_in_megabytes() -> None:
    assert size_words(22_624_480) == "22,6\u00a0Mo"
