from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.sentences import covered, evolution, gap, in_brief, is_provisional, state_of_figures
from tests.reports import samples

JUNE = samples.june()
NB = "\u00a0"


def figures(report: MonthReport = JUNE, **changes: object) -> MonthReport:
    return dataclasses.replace(report, figures=dataclasses.replace(report.figures, **changes))  # type: ignore[arg-type]  # fields


def test_three_sentences_give_the_figure_and_its_base() -> None:
    assert in_brief(JUNE) == (
        "538 personnes différentes sont venues en juin, soit 49 de plus qu’en mai et 246 de plus qu’en décembre 2018.",
        f"«{NB}Démarche en ligne{NB}» est le premier motif{NB}: 846 passages sur 2{NB}946, soit 29{NB}%.",
        f"Mardi et jeudi, 8{NB}jours d’ouverture sur 19{NB}: 1{NB}718 passages sur 2{NB}946, soit 58{NB}%.",
    )


def test_no_sentence_praises_nor_explains() -> None:
    said = " ".join(in_brief(JUNE)).casefold()
    assert not [word for word in ("grâce", "remarquable", "hausse", "baisse", "car ", "parce") if word in said]


def test_fewer_and_as_many_are_said_as_such() -> None:
    may = JUNE.previous
    assert may is not None
    more = dataclasses.replace(may, figures=dataclasses.replace(may.figures, participants=600))
    same = dataclasses.replace(may, figures=dataclasses.replace(may.figures, participants=538))
    assert "62 de moins qu’en mai" in in_brief(dataclasses.replace(JUNE, previous=more))[0]
    assert "autant qu’en mai" in in_brief(dataclasses.replace(JUNE, previous=same))[0]


def test_a_month_with_nothing_before_it_is_compared_with_nothing() -> None:
    alone = dataclasses.replace(JUNE, previous=None, reference=None)
    assert in_brief(alone)[0] == "538 personnes différentes sont venues en juin."


@pytest.mark.parametrize("few", [1, 4])
def test_a_small_number_of_participants_is_not_written_in_a_sentence(few: int) -> None:
    assert not [sentence for sentence in in_brief(figures(participants=few)) if "personnes différentes" in sentence]


def test_a_hidden_former_month_gives_no_gap() -> None:
    may = JUNE.previous
    assert may is not None
    small = dataclasses.replace(may, figures=dataclasses.replace(may.figures, participants=3))
    assert "mai" not in in_brief(dataclasses.replace(JUNE, previous=small))[0]


def test_two_first_motifs_are_named_together_and_more_are_not_named() -> None:
    motifs = dict(samples.MOTIFS)
    motifs["Recherche d’emploi"] = 846
    said = in_brief(figures(by_motif=motifs))[1]
    assert said.startswith(f"«{NB}Démarche en ligne{NB}» et «{NB}Recherche d’emploi{NB}» sont les premiers motifs")
    motifs["Logement"] = 846
    assert "motif" not in " ".join(in_brief(figures(by_motif=motifs)))


def test_a_month_without_a_visit_has_one_sentence() -> None:
    assert in_brief(samples.empty()) == ("Aucun passage n’est enregistré en juin 2019.",)


def test_the_busiest_days_are_not_said_when_one_of_their_totals_is_hidden() -> None:
    first = min(JUNE.by_day)
    by_day = {first: 3, first + dt.timedelta(days=1): 4, first + dt.timedelta(days=2): 2}
    few = figures(dataclasses.replace(JUNE, by_day=by_day, by_hour={}), visits=9)
    assert not [sentence for sentence in in_brief(few) if "ouverture" in sentence]


def test_complete_figures_say_how_many_desks_were_received() -> None:
    assert state_of_figures(JUNE) == f"Chiffres complets{NB}: 2 postes reçus sur 2"
    assert state_of_figures(dataclasses.replace(JUNE, desks_received=1, desks_known=1)) == "Chiffres complets"


def test_a_missing_desk_makes_figures_provisional_and_says_which() -> None:
    report = figures(complete=False, missing=("poste 2 non reçu depuis 3 jours",))
    assert is_provisional(report)
    assert state_of_figures(report) == f"Chiffres provisoires{NB}: poste 2 non reçu depuis 3 jours"


def test_a_month_edited_on_its_last_day_is_not_over() -> None:
    report = dataclasses.replace(JUNE, edited_on=dt.date(2019, 6, 30))
    assert is_provisional(report)
    assert "le mois n’est pas terminé" in state_of_figures(report)


def test_the_period_and_its_opening_days_are_said() -> None:
    assert covered(JUNE) == f"Du 1er au 30 juin, 19{NB}jours d’ouverture."


def test_the_evolution_gives_both_ends_of_each_share() -> None:
    assert evolution(JUNE) == (
        f"De décembre 2018 à juin 2019{NB}: participants +{NB}84{NB}% (292 puis 538), "
        f"passages +{NB}61{NB}% (1{NB}830 puis 2{NB}946)."
    )


def test_the_evolution_elides_before_a_vowel() -> None:
    points = (dataclasses.replace(JUNE.evolution[0], month=dt.date(2018, 10, 1)), *JUNE.evolution[1:])
    assert evolution(dataclasses.replace(JUNE, evolution=points)).startswith("D’octobre 2018 à juin 2019")


def test_the_evolution_is_silent_when_an_end_is_hidden_or_nil() -> None:
    points = JUNE.evolution
    for count in (0, 3):
        changed = (dataclasses.replace(points[0], participants=count), *points[1:])
        assert evolution(dataclasses.replace(JUNE, evolution=changed)) == ""
    assert evolution(dataclasses.replace(JUNE, evolution=points[-1:])) == ""


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [(538, 489, f"+{NB}49"), (11, 13, f"\u2212{NB}2"), (7, 7, "0"), (2946, 1830, f"+{NB}1{NB}116")],
)
def test_a_gap_bears_its_sign(now: int, before: int, said: str) -> None:
    assert gap(now, before) == said
