from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.statistics.model import Means
from ceis_desk.ui.settings.site_values import (
    District,
    SiteValues,
    districts_json,
    hours_json,
    means_json,
    means_texts,
    means_typed,
    month_text,
    month_typed,
    read_values,
    spans_typed,
)
from tests.ui.settings.house import SETTINGS

MORNING = (dt.time(9), dt.time(13))


def test_the_settings_of_the_store_are_read_as_values() -> None:
    values = read_values({name: json.dumps(value) for name, value in SETTINGS.items()})
    assert (values.structure, values.place, values.reference) == ("CCAS de Montpellier", "CEIS", "2018-12")
    assert values.means == Means(1350, 1_080_000, 60_000_000)
    assert values.hours is not None
    assert values.hours[2] == (MORNING,)
    assert values.districts[1] == District("Lemasson", dt.date(2015, 1, 1), dt.date(2018, 12, 31), "à vérifier")


def test_a_store_without_settings_gives_the_usual_ones() -> None:
    assert read_values({}) == SiteValues()


def test_hours_are_written_as_the_report_reads_them() -> None:
    written = hours_json({2: (MORNING,), 5: ()})
    assert json.loads(written) == {"2": [["09:00", "13:00"]]}
    assert read_values({"opening_hours": written}).hours == {2: (MORNING,)}


hours = st.times().map(lambda time: time.replace(second=0, microsecond=0))


@given(st.dictionaries(st.integers(0, 6), st.lists(st.tuples(hours, hours), min_size=1).map(tuple)))
def test_hours_come_back_as_they_were_written(week: dict[int, tuple[tuple[dt.time, dt.time], ...]]) -> None:
    assert read_values({"opening_hours": hours_json(week)}).hours == week


def test_an_empty_half_day_is_closed() -> None:
    assert spans_typed([("9h", "13h"), ("", " ")]) == (MORNING,)
    assert spans_typed([("", ""), ("", "")]) == ()


@pytest.mark.parametrize("typed", [[("9h", "")], [("", "13h")], [("13h", "9h")], [("9h", "13h"), ("12h", "18h")]])
def test_hours_that_make_no_sense_are_refused_with_their_text_kept(typed: list[tuple[str, str]]) -> None:
    with pytest.raises(Refusal, match="Le texte est gardé"):
        spans_typed(typed)


def test_means_are_typed_as_french_amounts() -> None:
    assert means_typed("13,5", "10 800", "600 000,00 €") == Means(1350, 1_080_000, 60_000_000)
    assert means_typed("", " ", "") is None
    assert json.loads(means_json(None)) is None


def test_means_are_shown_as_they_are_typed() -> None:
    assert means_texts(Means(1350, 1_080_000, 0)) == ("13,5", "10\u00a0800,00\u00a0€", "0,00\u00a0€")
    assert means_texts(Means(800, 0, 0))[0] == "8"
    assert means_texts(None) == ("", "", "")


@given(st.integers(0, 100_000), st.integers(0, 10**9), st.integers(0, 10**9))
def test_means_come_back_as_they_were_shown(posts: int, investment: int, running: int) -> None:
    means = Means(posts, investment, running)
    assert means_typed(*means_texts(means)) == means


def test_negative_means_are_refused() -> None:
    with pytest.raises(Refusal, match="négatifs"):
        means_typed("-1", "", "")


@pytest.mark.parametrize("typed", ["12/2018", "2018-12", "12 2018"])
def test_a_month_is_understood_both_ways(typed: str) -> None:
    assert month_typed(typed) == "2018-12"
    assert month_text("2018-12") == "12/2018"


@pytest.mark.parametrize("typed", ["décembre", "13/2018", "12/18", "2018", "12/2018/1"])
def test_a_month_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="Ce mois"):
        month_typed(typed)


def test_districts_are_written_newest_first_and_come_back_whole() -> None:
    old = District("Lemasson", dt.date(2015, 1, 1), dt.date(2018, 12, 31), "à vérifier")
    new = District("Mosson", dt.date(2019, 1, 1))
    written = districts_json([old, new])
    assert [line["name"] for line in json.loads(written)] == ["Mosson", "Lemasson"]
    assert read_values({"qpv_list": written}).districts == (new, old)
    assert old.words() == "du 01/01/2015 au 31/12/2018"
    assert new.words() == "depuis le 01/01/2019"
