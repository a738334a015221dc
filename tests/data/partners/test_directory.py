"""The directory on a real encrypted store: found as typed, never twice, closed ones kept, agreements dated."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.partners.gestures import PutAgreement, RecordReferral, SetPartner, WithdrawPartners
from ceis_desk.partners.model import AgreementKind, PartnerCard, PartnerKind, ReferralState
from ceis_desk.partners.projects import PartKind, PutPart, SetProject
from ceis_desk.partners.questions import Agreements, FindPartners, ReadPartner
from tests.data.agenda.office import TUESDAY, Office

FRANCE_TRAVAIL = PartnerCard(
    "France Travail Montpellier",
    "FT",
    ("Pôle Emploi", "ANPE"),
    PartnerKind.EMPLOYMENT,
    postcode="34000",
    commune="Montpellier",
    themes=("trouver-un-emploi--repondre-a-des-offres-demploi",),
    services=("accompagnement",),
)
CAF = PartnerCard("Caisse d’allocations familiales de l’Hérault", "C.A.F.", kind=PartnerKind.PUBLIC_SERVICE)


def put(office: Office, card: PartnerCard, login: str = "lea") -> Id:
    return office.do(SetPartner(card), login).made[0]


def names(office: Office, words: str, **more: object) -> list[str]:
    found = office.ask(FindPartners(words, **more), "lea")  # type: ignore[arg-type]  # a test names the fields that it wants
    return [line.name for line in found]


@pytest.mark.parametrize(
    "typed", ["pole emploi", "Pôle Emploi", "POLE-EMPLOI", "emploi pôle", "anpe", "ft", "france tr"]
)
def test_france_travail_is_found_as_people_still_call_it(office: Office, typed: str) -> None:
    put(office, FRANCE_TRAVAIL)
    put(office, CAF)
    assert names(office, typed) == ["France Travail Montpellier"]


def test_the_former_name_that_found_it_is_told(office: Office) -> None:
    put(office, FRANCE_TRAVAIL)
    (line,) = office.ask(FindPartners("pôle emploi"), "sofiane")
    assert line.matched == "Pôle Emploi"


@pytest.mark.parametrize("typed", ["caf", "c.a.f.", "C A F", "allocations hérault", "allocations herault"])
def test_an_acronym_is_found_with_and_without_its_stops(office: Office, typed: str) -> None:
    put(office, FRANCE_TRAVAIL)
    put(office, CAF)
    assert names(office, typed) == [CAF.name]


def test_a_theme_or_its_group_narrows_the_list_and_its_words_find(office: Office) -> None:
    put(office, FRANCE_TRAVAIL)
    put(office, CAF)
    assert names(office, "", theme="trouver-un-emploi") == [FRANCE_TRAVAIL.name]
    assert names(office, "offres") == [FRANCE_TRAVAIL.name]
    assert names(office, "", kind="public_service") == [CAF.name]


def test_a_partner_that_closed_is_kept_for_the_history_and_no_longer_offered(office: Office) -> None:
    partner = put(office, FRANCE_TRAVAIL)
    view = office.ask(ReadPartner(partner), "lea")
    closed = PartnerCard(**{**vars(view.partner.card), "closed_on": dt.date(2019, 5, 31)})
    office.do(SetPartner(closed, partner, view.partner.clock), "lea")
    assert names(office, "france travail") == []
    assert names(office, "france travail", closed=True) == [FRANCE_TRAVAIL.name]
    with pytest.raises(Refusal, match="a fermé le 31/05/2019"):
        office.do(RecordReferral(office.person(), TUESDAY, partner), "lea")


def test_the_same_structure_is_not_written_twice(office: Office) -> None:
    put(office, FRANCE_TRAVAIL)
    with pytest.raises(Refusal, match="déjà dans l’annuaire"):
        put(office, PartnerCard("FRANCE TRAVAIL – Montpellier", postcode="34000"))


def test_an_edit_is_undone_and_an_older_one_never_overwrites(office: Office) -> None:
    partner = put(office, FRANCE_TRAVAIL)
    clock = office.ask(ReadPartner(partner), "lea").partner.clock
    renamed = PartnerCard("France Travail Millénaire", postcode="34000")
    change = office.do(SetPartner(renamed, partner, clock), "lea")
    with pytest.raises(Outdated):
        office.do(SetPartner(CAF, partner, clock), "helene")
    office.do(change.undo, "lea")
    assert office.ask(ReadPartner(partner), "lea").partner.card == FRANCE_TRAVAIL


def test_a_siret_a_phone_and_a_name_are_checked(office: Office) -> None:
    for card, words in (
        (PartnerCard(" "), "Donnez le nom"),
        (PartnerCard("Régie", siret="123"), "quatorze chiffres"),
        (PartnerCard("Régie", phone="12"), "numéro de téléphone"),
        (PartnerCard("Régie", contact="2 84 03 34 172 123 45"), "sécurité sociale"),
    ):
        with pytest.raises(Refusal, match=words):
            put(office, card)
    kept = put(office, PartnerCard("Régie", phone="04 99 00 12 34"))
    assert office.ask(ReadPartner(kept), "lea").partner.card.phone == "+33499001234"


def test_reception_and_counsellors_read_the_directory_and_write_nothing_in_it(office: Office) -> None:
    partner = put(office, FRANCE_TRAVAIL, "helene")
    for login in ("sofiane", "claire"):
        assert office.ask(ReadPartner(partner), login).partner.card == FRANCE_TRAVAIL
        with pytest.raises(Denied):
            put(office, CAF, login)


def test_what_persons_or_projects_name_is_closed_rather_than_taken_out(office: Office) -> None:
    sent, made, alone = put(office, FRANCE_TRAVAIL), put(office, CAF), put(office, PartnerCard("Régie"))
    office.do(RecordReferral(office.person(), TUESDAY, sent))
    project = office.do(SetProject("Jardin partagé"), "lea").made[0]
    office.do(PutPart(project, PartKind.PARTNER, partner_id=made), "lea")
    for used in (sent, made):
        with pytest.raises(Refusal, match="jour de sa fermeture"):
            office.do(WithdrawPartners((used,)), "lea")
    change = office.do(WithdrawPartners((alone,)), "lea")
    assert names(office, "régie") == []
    office.do(change.undo, "lea")
    assert names(office, "régie") == ["Régie"]


def test_agreements_that_end_soon_are_told_and_those_of_the_ceis_stand_alone(office: Office) -> None:
    partner = put(office, FRANCE_TRAVAIL)
    soon = dt.date(2019, 8, 31)
    office.do(PutAgreement("Convention d’accueil", AgreementKind.AGREEMENT, partner, dt.date(2018, 9, 1), soon), "lea")
    office.do(PutAgreement("Point Conseil Budget", AgreementKind.LABEL, None, None, dt.date(2021, 12, 31)), "helene")
    office.do(PutAgreement("Ancienne convention", AgreementKind.AGREEMENT, partner, None, dt.date(2018, 8, 31)), "lea")
    titles = [one.title for one in office.ask(Agreements(), "sofiane")]
    assert titles == ["Convention d’accueil", "Point Conseil Budget", "Ancienne convention"]
    (line,) = office.ask(FindPartners("france travail"), "lea")
    assert line.ends_on == soon


def test_an_agreement_cannot_end_before_it_begins(office: Office) -> None:
    with pytest.raises(Refusal, match="fin est avant le début"):
        office.do(PutAgreement("X", AgreementKind.LABEL, None, dt.date(2019, 2, 1), dt.date(2019, 1, 1)), "lea")


def test_the_page_of_a_partner_counts_referrals_of_the_year_and_names_nobody(office: Office) -> None:
    partner = put(office, FRANCE_TRAVAIL)
    for name in ("Benali", "Dupuy"):
        office.do(RecordReferral(office.person(name), TUESDAY, partner))
    office.do(RecordReferral(office.person("Ancien"), dt.date(2018, 1, 5), partner))
    assert office.ask(ReadPartner(partner), "helene").referrals == ((ReferralState.SENT, 2),)
