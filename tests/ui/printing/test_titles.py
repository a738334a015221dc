"""What a paper is called on screen, what it warns of, and what the journal keeps of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.journal_words import journal_words
from ceis_desk.core.press import Paper
from ceis_desk.ui.printing.titles import printed_act, saved_act, title_of, warning_of
from tests.reports.agenda_samples import attendance_paper
from tests.reports.parcours import samples

SHEET = attendance_paper()
PAPERS = (samples.plain_paper(), samples.summary_paper())


@pytest.mark.parametrize("paper", PAPERS)
def test_printing_it_or_saving_it_is_kept_with_whose_it_is(paper: Paper) -> None:
    assert printed_act(paper) == NoteAccess(NotedAct.PRINT_WAY, samples.PERSON)
    assert saved_act(paper) == NoteAccess(NotedAct.EXPORT, samples.PERSON)


def test_the_preview_says_what_it_is_and_to_whom_it_goes() -> None:
    assert [title_of(one) for one in PAPERS] == ["Fiche parcours simplifiée", "Informations partagées"]
    plain, summary = map(warning_of, PAPERS)
    assert "en main propre" in plain
    assert "chez un partenaire" in summary


def test_the_sheet_to_sign_is_a_list_of_names_that_the_journal_keeps() -> None:
    assert title_of(SHEET) == "Feuille d’émargement"
    assert "porte des noms" in warning_of(SHEET)
    assert "porte des initiales" in warning_of(replace(SHEET, whole_names=False))
    assert printed_act(SHEET) == NoteAccess(NotedAct.PRINT_LIST)
    assert saved_act(SHEET) == NoteAccess(NotedAct.EXPORT)


def test_the_journal_says_it_in_words() -> None:
    assert journal_words("print_way", "Mme BENALI Samira") == "a imprimé le parcours de Mme BENALI Samira"
    assert journal_words("print_way") == "a imprimé un parcours"
