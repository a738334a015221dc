from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from ceis_desk.core.press import Named
from ceis_desk.platforms.budget.model import Objective
from ceis_desk.platforms.budget.papers import Kept
from ceis_desk.platforms.budget.ratios import Divisor
from ceis_desk.platforms.budget.repayment import Payment, RepaymentPlan, standing_of
from ceis_desk.platforms.budget.schedules import equal_instalments
from ceis_desk.platforms.budget.sheet import LineGroup
from ceis_desk.reports.budget.action_plan import action_plan_pdf
from ceis_desk.reports.budget.debts import debts_pdf
from ceis_desk.reports.budget.review import review_pdf
from tests.reports.budget.samples import action_plan_paper, debts_paper, march, review_paper, sheet
from tests.reports.gates import assert_gates, every_word, pages_of, printed, read_aloud

PLAN, DEBTS, REVIEW = action_plan_paper(), debts_paper(), review_paper()


def plain(content: bytes) -> str:
    return every_word(content).replace("\u00a0", " ")


# Action plan


def test_actions_are_listed_the_soonest_first_then_those_done() -> None:
    reads = [read.words for read in read_aloud(action_plan_pdf(PLAN)) if read.kind in ("TH", "TD")]
    assert reads[4:7] == ["Envoyer la demande d’échéancier à Lumélia Énergie", "Claire Fabre", "21/06/2019"]
    assert reads[-4:] == ["Appeler le bailleur", "Claire Fabre", "14/06/2019", "13/06/2019"]


def test_objectives_say_when_they_were_reached() -> None:
    words = plain(action_plan_pdf(PLAN))
    assert "Ne plus avoir de retard de loyer à la rentrée." in words
    assert "Ouvrir le droit à la complémentaire santé solidaire : atteint le 12 juin 2019." in words


def test_the_next_appointment_closes_the_plan_and_both_sign() -> None:
    words = plain(action_plan_pdf(PLAN))
    assert "Prochain rendez-vous : mardi 9 juillet 2019 à 10 h 45." in words
    assert words.count("\nsignature") == 2
    assert "Prochain" not in plain(action_plan_pdf(dataclasses.replace(PLAN, next_at=None)))


def test_an_empty_plan_says_what_is_not_written_yet() -> None:
    content = action_plan_pdf(dataclasses.replace(PLAN, objectives=(), actions=()))
    assert_gates(content)
    assert "Aucun objectif n’est encore écrit." in every_word(content)
    assert "Aucune action n’est encore écrite." in every_word(content)


def test_sixty_actions_go_on_under_the_same_heads() -> None:
    content = action_plan_pdf(dataclasses.replace(PLAN, actions=PLAN.actions * 15))
    assert_gates(content)
    assert pages_of(content) == 4
    assert [read.words for read in read_aloud(content)].count("Qui") == 1


# Debts


def test_debts_stand_under_their_national_family_with_their_total() -> None:
    heads = [read.words for read in read_aloud(debts_pdf(DEBTS)) if read.kind == "H2"]
    assert heads[:4] == ["Consommation", "Logement", "Charges courantes", "Autres dettes"]
    words = plain(debts_pdf(DEBTS))
    assert "2 dettes, 12 172,55 € sur 14 454,45 €" in words
    assert "Total\n12 172,55 €\n0,00 €\n208,00 €" in words


def test_a_family_of_one_debt_needs_no_total() -> None:
    reads = [read.words for read in read_aloud(debts_pdf(DEBTS))]
    assert reads.count("Total") == 2


def test_special_debts_are_flagged_and_say_why() -> None:
    words = plain(debts_pdf(DEBTS))
    assert "Amende Trésor public, à part, commissaire de justice saisi" in words
    assert "Loyer : le bailleur est payé en premier." in words
    assert "Amende : une amende pénale ne peut pas être effacée." in words


def test_a_co_borrower_is_not_named_and_a_settled_debt_is_gone() -> None:
    words = plain(debts_pdf(DEBTS))
    assert "avec un co-emprunteur" in words
    assert "Yves" not in words
    assert "Cantine" not in words


def test_a_summary_admits_no_debt() -> None:
    assert "Il ne reconnaît aucune dette" in plain(debts_pdf(DEBTS))


def test_no_debt_is_a_page_that_says_so() -> None:
    content = debts_pdf(dataclasses.replace(DEBTS, debts=()))
    assert_gates(content)
    assert "Aucune dette n’est saisie." in every_word(content)


def test_eighty_debts_keep_every_title_with_its_table() -> None:
    content = debts_pdf(dataclasses.replace(DEBTS, debts=DEBTS.debts * 14))
    assert_gates(content)
    heads = ("Consommation", "Logement", "Charges courantes", "Autres dettes")
    for page in printed(content).split("page ")[1:]:
        assert page.split("Tableau des dettes du")[0].strip().split("\n")[-1] not in heads


# Review


def test_first_and_last_sheets_are_compared_line_by_line() -> None:
    reads = [read.words.replace("\u00a0", " ") for read in read_aloud(review_pdf(REVIEW)) if read.kind in ("TH", "TD")]
    assert reads == [
        *("12 mars 2019", "18 juin 2019", "écart"),
        *("Ressources", "1 621,33 €", "1 795,93 €", "+ 174,60 €"),
        *("Solde du mois", "−90,45 €", "84,15 €", "+ 174,60 €"),
        *("Dettes et retards, reste dû", "512,00 €", "512,00 €", "0,00 €"),
        *("Taux d’endettement", "6 %", "5 %", "− 1 point"),
        *("Reste à vivre par jour et par personne", "6,64 €", "8,58 €", "+ 1,94 €"),
    ]


def test_what_was_done_names_requests_rights_and_actions_without_their_remarks() -> None:
    words = plain(review_pdf(REVIEW))
    assert "Demandé à Lumélia Énergie le 18 juin 2019, un échéancier : obtenu, 212,00 €." in words
    assert "Complémentaire santé solidaire, droit ouvert le 1er juillet 2019, environ 42,00 € par mois." in words
    assert "Appeler le bailleur : fait le 13 juin 2019." in words
    assert "Demander le forfait mobile" not in words


def test_plans_are_listed_with_what_was_paid_left_and_late() -> None:
    day = dt.date(2019, 7, 5)
    schedule = equal_instalments(21_200, 6, day)
    debt = debts_paper().debts[0]
    plan = RepaymentPlan(debt.id, 1, "Électricité", "Lumélia Énergie", debt.family, dt.date(2019, 6, 18), schedule)
    paid = dataclasses.replace(plan, creditor="", payments=(Payment(day, 21_200),))
    first = dataclasses.replace(plan, payments=(Payment(day, 3_533),))
    kept = tuple(Kept(one.label, one.creditor, one.made_on, standing_of(one, REVIEW.made_on)) for one in (first, paid))
    words = plain(review_pdf(dataclasses.replace(REVIEW, plans=kept)))
    assert "Électricité, Lumélia Énergie, depuis le 18 juin 2019 : payé 35,33 €, reste 176,67 €, dont 70,66 €" in words
    assert "Électricité, depuis le 18 juin 2019 : payé en entier." in words
    assert "Plans d’apurement" not in plain(review_pdf(REVIEW))


def test_how_it_ended_is_said_under_the_name() -> None:
    words = plain(review_pdf(REVIEW))
    assert "Du 5 mars 2019 au 24 septembre 2019 avec Claire Fabre, conseillère budget, 7 entretiens." in words
    assert "Issue : plan d’apurement." in words
    assert "Issue" not in plain(review_pdf(dataclasses.replace(REVIEW, closure=None)))


def test_one_sheet_alone_has_no_gap() -> None:
    words = plain(review_pdf(dataclasses.replace(REVIEW, first=sheet())))
    assert "Une seule fiche budget a été faite" in words
    assert "Ressources\n–\n1 795,93 €\n–" in words


def test_no_sheet_at_all_is_said() -> None:
    content = review_pdf(dataclasses.replace(REVIEW, first=None, last=None))
    assert_gates(content)
    assert "Aucune fiche budget n’a été faite" in every_word(content)


def test_resources_of_zero_are_not_computable_and_have_no_gap() -> None:
    lines = tuple(line for line in march().lines if line.group is not LineGroup.RESOURCES)
    words = plain(review_pdf(dataclasses.replace(REVIEW, first=dataclasses.replace(march(), lines=lines))))
    assert "Taux d’endettement\nnon calculable\n5 %\n–" in words
    assert "par personne\nnon calculable\n8,58 €\n–" in words


def test_two_divisors_are_told_and_not_compared() -> None:
    first = dataclasses.replace(march(), divisor=Divisor.UNITS)
    words = plain(review_pdf(dataclasses.replace(REVIEW, first=first)))
    assert "n’est pas calculé de la même façon dans les deux fiches" in words


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_however_many_people_the_document_is_made(count: int) -> None:
    people = tuple(Named("Mme", f"Dupuy {rank}", "Laure") for rank in range(count))
    content = review_pdf(dataclasses.replace(REVIEW, people=people))
    assert_gates(content)
    assert plain(content).count("\nsignature") == count + 1


def test_objectives_too_long_for_a_page_run_over_it() -> None:
    objective = Objective("Comprendre et choisir. " * 600, dt.date(2019, 3, 5))
    content = action_plan_pdf(dataclasses.replace(PLAN, objectives=(objective,)))
    assert_gates(content)
    assert pages_of(content) > 3
