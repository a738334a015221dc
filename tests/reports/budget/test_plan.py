from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from ceis_desk.core.ids import code_id
from ceis_desk.platforms.budget.model import DebtFamily
from ceis_desk.platforms.budget.papers import PlanPaper
from ceis_desk.platforms.budget.repayment import Payment, RepaymentPlan, standing_of
from ceis_desk.platforms.budget.schedules import equal_instalments
from ceis_desk.reports.budget.plan import plan_pdf
from ceis_desk.statistics.sentences import day
from tests.reports.budget.samples import DAY, plan_paper
from tests.reports.gates import assert_gates, every_word, pages_of, printed, printed_pages, read_aloud


def said(paper: PlanPaper) -> str:
    return every_word(plan_pdf(paper)).replace("\u00a0", " ")


def followed(*payments: tuple[dt.date, int], on: dt.date, paper: PlanPaper | None = None) -> PlanPaper:
    paper = paper or plan_paper()
    paid = tuple(Payment(when, cents) for when, cents in payments)
    plan = RepaymentPlan(code_id("plan"), 1, "", "", DebtFamily.CURRENT, DAY, paper.instalments, payments=paid)
    return dataclasses.replace(paper, standing=standing_of(plan, on), as_of=on)


def rows(paper: PlanPaper) -> list[list[str]]:
    reads = [read.words.replace("\u00a0", " ") for read in read_aloud(plan_pdf(paper)) if read.kind in ("TH", "TD")]
    at = reads.index("1")
    return [reads[at + 5 * rank : at + 5 * rank + 5] for rank in range(len(paper.instalments))]


def test_the_last_instalment_closes_the_total_and_nothing_is_left() -> None:
    table = rows(plan_paper())
    assert table[0] == ["1", "5 juillet 2019", "35,33 €", "35,33 €", "176,67 €"]
    assert table[-1] == ["6", "5 décembre 2019", "35,35 €", "212,00 €", "0,00 €"]
    assert "La dernière échéance, 35,35 €, ferme le compte : le total fait exactement 212,00 €." in said(plan_paper())


def test_the_plan_in_brief_says_how_much_how_long_and_each_month() -> None:
    words = said(plan_paper())
    assert "212,00 € total à payer\n6 mois de juillet à décembre 2019\n35,33 € par mois" in words


@pytest.mark.parametrize(
    ("first", "months", "span"),
    [
        (dt.date(2019, 8, 5), 3, "d’août à octobre 2019"),
        (dt.date(2019, 10, 5), 5, "d’octobre 2019 à février 2020"),
        (dt.date(2019, 10, 5), 1, "en octobre 2019"),
    ],
)
def test_the_months_of_a_plan_are_named(first: dt.date, months: int, span: str) -> None:
    assert span in said(dataclasses.replace(plan_paper(), instalments=equal_instalments(9_000, months, first)))


def test_equal_instalments_are_said_to_be_equal() -> None:
    assert "Toutes les échéances sont égales : le total fait exactement 90,00 €." in said(plan_paper(9_000, 3))


def test_payments_already_made_bear_their_day() -> None:
    words = said(followed((dt.date(2019, 7, 4), 3_533), on=dt.date(2019, 7, 20)))
    assert "176,67 €\n04/07/2019" in words
    assert "Au 20 juillet 2019 : payé 35,33 €, reste 176,67 €." in words
    assert "Prochaine échéance : 35,33 € le 5 août 2019." in words
    assert "manquée" not in words


def test_a_missed_instalment_is_named_with_what_is_late() -> None:
    paper = followed((dt.date(2019, 7, 4), 3_533), (dt.date(2019, 8, 9), 1_000), on=dt.date(2019, 9, 18))
    words = said(paper)
    assert "2 échéances manquées : 5 août 2019, 5 septembre 2019, soit 60,66 € en retard." in words
    assert "reste 25,33 €" in words
    assert "141,34 €\nreste 25,33 €\n3\n5 septembre 2019\n35,33 €\n105,99 €\n106,01 €\nmanquée" in words
    assert_gates(plan_pdf(paper))


@pytest.mark.parametrize("months", range(6, 13))
@pytest.mark.parametrize("missed", [False, True])
def test_a_year_that_is_followed_and_its_signatures_stay_on_one_page(months: int, missed: bool) -> None:
    paper = plan_paper(50_000, months)
    first = paper.instalments[0]
    paid = () if missed else ((first.day, first.cents),)
    on = first.day + dt.timedelta(days=40 if missed else 1)
    assert pages_of(plan_pdf(followed(*paid, on=on, paper=paper))) == 1


def test_a_plan_on_the_day_it_is_made_says_nothing_of_what_follows() -> None:
    assert "Prochaine échéance" not in said(plan_paper())


def test_a_plan_engages_nobody_and_three_sign_it() -> None:
    words = said(plan_paper())
    assert "Ce plan n’engage personne avant l’accord écrit du créancier." in words
    assert words.count("date et signature") == 3
    assert "Pour Lumélia Énergie" in words
    assert "fait en trois exemplaires" in printed(plan_pdf(plan_paper()))


def test_a_hundred_instalments_begin_on_the_first_page_and_repeat_their_heads() -> None:
    long = plan_paper(1_234_567, 100)
    content = plan_pdf(long)
    assert_gates(content)
    assert pages_of(content) == 4
    assert printed(content).count("reste à payer") == 4
    assert [read.words for read in read_aloud(content)].count("reste à payer") == 1
    assert [row[0] for row in rows(long)] == [str(rank) for rank in range(1, 101)]
    assert rows(long)[-1][3:] == ["12 345,67 €", "0,00 €"]


@pytest.mark.parametrize("months", range(18, 34))
def test_the_total_is_never_alone_at_the_head_of_a_page(months: int) -> None:
    paper = plan_paper(99_999, months)
    last_day = day(paper.instalments[-1].day)
    (page,) = [page for page in printed_pages(plan_pdf(paper)) if "Total" in page]
    assert last_day in page


def test_a_plan_without_any_instalment_is_made_all_the_same() -> None:
    content = plan_pdf(dataclasses.replace(plan_paper(), instalments=(), creditor=""))
    assert_gates(content)
    assert "Aucune échéance n’est prévue." in every_word(content)
