from __future__ import annotations

import dataclasses

from ceis_desk.agenda.papers import AppointmentCardsPaper
from ceis_desk.core.press import Issuer
from ceis_desk.reports.appointment_cards import appointment_cards_pdf
from tests.reports.agenda_samples import cards, hostile_card
from tests.reports.gates import assert_gates, every_word, pages_of, read_aloud

PAPER = cards()


def words(paper: AppointmentCardsPaper) -> str:
    return every_word(appointment_cards_pdf(paper))


def test_four_cards_make_a_sheet_and_a_fifth_one_another() -> None:
    assert pages_of(appointment_cards_pdf(PAPER)) == 1
    assert pages_of(appointment_cards_pdf(dataclasses.replace(PAPER, cards=PAPER.cards + PAPER.cards[:1]))) == 2


def test_a_card_says_its_day_written_out_and_its_hour() -> None:
    heads = [read.words for read in read_aloud(appointment_cards_pdf(PAPER)) if read.kind == "H1"]
    assert heads[0] == "Mardi 9 juillet 2019 à 10 h 45"
    assert heads[2] == "Jeudi 27 juin 2019 à 14 h"


def test_a_card_is_read_from_who_gives_it_to_whom_to_call() -> None:
    reads = [read.words for read in read_aloud(appointment_cards_pdf(PAPER))]
    first = reads[: reads.index("04 65 71 00 10") + 1]
    assert first[2:] == [
        "Votre rendez-vous",
        "Mardi 9 juillet 2019 à 10 h 45",
        "Madame Samira Benali",
        "avec Claire Fabre, bureau 2, rez-de-chaussée",
        "24 rue de la Source, 34080 Montpellier tramway 1, arrêt La Source",
        "À apporter : vos factures de juin, votre attestation CAF",
        "Vous ne pouvez pas venir ?",
        "04 65 71 00 10",
    ]


def test_a_card_names_neither_the_platform_nor_the_subject() -> None:
    assert "budget" not in words(PAPER).casefold()


def test_nothing_to_bring_and_no_address_leave_no_empty_row() -> None:
    bare = dataclasses.replace(PAPER, issuer=Issuer("CEIS"), cards=PAPER.cards[3:])
    said = words(bare)
    assert "À apporter" not in said
    assert "Prévenez l’accueil." in said
    assert "Monsieur Thierry Pujol\navec Nadia Haddad, bureau 3, 1er étage\nVous" in said


def test_a_person_who_gave_no_civility_has_none() -> None:
    card = dataclasses.replace(PAPER.cards[0], person=dataclasses.replace(PAPER.cards[0].person, civility=""))
    said = words(dataclasses.replace(PAPER, cards=(card,)))
    assert "\nSamira Benali\n" in said


def test_what_does_not_fit_says_where_to_ask() -> None:
    content = appointment_cards_pdf(dataclasses.replace(PAPER, cards=(hostile_card(),)))
    assert_gates(content, foreign=True)
    assert pages_of(content) == 1
    assert "d’autres documents : demandez la liste" in every_word(content)


def test_no_card_at_all_is_a_page_that_says_so() -> None:
    content = appointment_cards_pdf(dataclasses.replace(PAPER, cards=()))
    assert_gates(content)
    assert every_word(content) == "Aucune carte à imprimer."
