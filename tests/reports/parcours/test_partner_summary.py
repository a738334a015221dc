"""What is handed to a partner: the parts of one recorded act, and nothing else."""

from __future__ import annotations

import dataclasses

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.parcours.papers import PartnerSummaryPaper
from ceis_desk.parcours.summary import SharedPart
from ceis_desk.reports.parcours.partner_summary import partner_summary_pdf
from tests.reports.gates import assert_gates, every_word, pages_of, printed, read_aloud
from tests.reports.parcours import samples


def said(paper: PartnerSummaryPaper) -> str:
    return every_word(partner_summary_pdf(paper)).replace("\u00a0", " ")


def test_the_act_is_written_over_what_it_shares() -> None:
    content = partner_summary_pdf(samples.summary_paper())
    assert_gates(content)
    assert pages_of(content) == 1
    words = said(samples.summary_paper())
    assert "À qui : Mission locale\nPourquoi : Préparer une immersion" in words
    assert "Quand : mardi 18 juin 2019 par Claire Fabre" in words
    assert "La personne est informée de ce partage" in words
    assert "article L.121-6-2" in words
    assert "confidentiel" in printed(content)


def test_it_has_a_title_for_each_thing_shared_and_for_nothing_else() -> None:
    titles = [one.words for one in read_aloud(partner_summary_pdf(samples.summary_paper())) if one.kind == "H2"]
    assert titles == ["Le partage", "Objectifs et étapes", "Documents remis", "Elle parle arabe et français"]
    assert "Étape : Écrire le CV, fait" in said(samples.summary_paper())
    assert "À écrire à la main :" in said(samples.summary_paper())


def test_a_person_who_is_not_told_has_the_reason_on_the_page() -> None:
    paper = samples.summary_paper()
    untold = dataclasses.replace(paper.share, informed=False, why_not="Hospitalisée, sans téléphone")
    assert "La personne n’est pas informée : Hospitalisée, sans téléphone" in said(
        dataclasses.replace(paper, share=untold)
    )


def test_without_a_recorded_act_there_is_no_paper() -> None:
    paper = samples.summary_paper()
    with pytest.raises(Refusal, match="pas enregistré"):
        dataclasses.replace(paper, share=dataclasses.replace(paper.share, clock=0))
    with pytest.raises(Refusal, match="pas enregistré"):
        dataclasses.replace(paper, parts=(*paper.parts, SharedPart("coordonnées")))
    with pytest.raises(Refusal, match="pas enregistré"):
        dataclasses.replace(paper, parts=paper.parts[:1])
