"""The orientation written at the counter: free words, or a partner of the directory and its referral."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import reception
from ceis_desk.partners.gestures import MarkReferral, SetPartner
from ceis_desk.partners.model import PartnerCard, PartnerKind, Referral, ReferralState
from ceis_desk.partners.questions import ReferralsOf, ReferralsToChase
from ceis_desk.reception.gestures import CorrectVisit, RecordVisit
from ceis_desk.reception.model import Medium
from ceis_desk.reception.questions import PartnersNamed, ReadDay
from tests.data.agenda.office import TUESDAY, Office, at

TRAVAIL = PartnerCard("France Travail", "FT", ("Pôle Emploi",), PartnerKind.EMPLOYMENT)
CIDFF = PartnerCard("CIDFF de l’Hérault", "CIDFF", kind=PartnerKind.VIOLENCE)


@pytest.fixture
def partners(office: Office) -> dict[str, Id]:
    return {card.acronym: office.do(SetPartner(card), "lea").made[0] for card in (TRAVAIL, CIDFF)}


def referrals(office: Office, person: Id, login: str = "lea") -> tuple[Referral, ...]:
    return office.ask(ReferralsOf(person), login)


def correction(office: Office, visit_id: Id, **more: object) -> CorrectVisit:
    visit = next(one for one in office.ask(ReadDay(TUESDAY)).visits if one.id == visit_id)
    said = CorrectVisit(
        visit_id, visit.clock, visit.person_id, "", (), None, Medium.COUNTER, visit.at, visit.referred_to
    )
    return replace(said, **more)  # type: ignore[arg-type]  # a test names the fields that it wants


def test_a_partner_named_at_the_counter_is_a_referral_to_follow(office: Office, partners: dict[str, Id]) -> None:
    person = office.person()
    office.do(RecordVisit((person,), referred_to="pole emploi"))
    (found,) = referrals(office, person)
    assert (found.partner_id, found.follow.state, found.day) == (partners["FT"], ReferralState.SENT, TUESDAY)
    assert office.ask(ReadDay(TUESDAY)).visits[0].referred_to == "pole emploi"
    office.now[0] = at(9, day=TUESDAY + dt.timedelta(days=15))
    assert [one.id for one in office.ask(ReferralsToChase())] == [found.id]


def test_other_words_stay_on_the_visit_and_nothing_is_followed(office: Office, partners: dict[str, Id]) -> None:
    person = office.person()
    office.do(RecordVisit((person,), referred_to="le voisin du dessus"))
    assert referrals(office, person) == ()
    assert office.ask(ReadDay(TUESDAY)).visits[0].referred_to == "le voisin du dessus"


def test_a_sensitive_partner_named_at_the_counter_leaves_the_visit(office: Office, partners: dict[str, Id]) -> None:
    person = office.person()
    office.do(RecordVisit((person,), referred_to="CIDFF"))
    assert office.desk.door.file is not None
    kept = office.desk.door.file.writer.run(
        lambda connection: connection.execute(select(reception.visit.c.referred_to)).scalars().all()
    ).result()
    assert kept == [""]
    assert [one.partner_id for one in referrals(office, person)] == [partners["CIDFF"]]
    assert [one.reserved for one in referrals(office, person, "sofiane")] == [True]


def test_the_referral_goes_and_comes_back_with_the_visit(office: Office, partners: dict[str, Id]) -> None:
    person = office.person()
    recorded = office.do(RecordVisit((person,), referred_to="France Travail"))
    taken = office.do(recorded.undo)
    assert referrals(office, person) == ()
    office.do(taken.undo)
    assert len(referrals(office, person)) == 1


def test_a_corrected_orientation_corrects_its_referral_and_is_undone(office: Office, partners: dict[str, Id]) -> None:
    person, other = office.person(), office.person("Dupuy")
    visit = office.do(RecordVisit((person,), referred_to="FT")).made[0]
    moved = office.do(correction(office, visit, person_id=other))
    assert (referrals(office, person), len(referrals(office, other))) == ((), 1)
    office.do(moved.undo)
    emptied = office.do(correction(office, visit, referred_to=""))
    assert referrals(office, person) == ()
    office.do(emptied.undo)
    assert [one.partner_id for one in referrals(office, person)] == [partners["FT"]]


def test_a_correction_of_something_else_keeps_a_sealed_orientation(office: Office, partners: dict[str, Id]) -> None:
    person = office.person()
    visit = office.do(RecordVisit((person,), referred_to="cidff")).made[0]
    office.do(correction(office, visit, medium=Medium.PHONE))
    assert [one.partner_id for one in referrals(office, person)] == [partners["CIDFF"]]


def test_a_correction_of_something_else_keeps_what_was_answered(office: Office, partners: dict[str, Id]) -> None:
    person = office.person()
    visit = office.do(RecordVisit((person,), referred_to="FT")).made[0]
    office.do(MarkReferral(referrals(office, person)[0].id, ReferralState.ACCEPTED))
    office.do(correction(office, visit, medium=Medium.PHONE))
    assert referrals(office, person)[0].follow.state is ReferralState.ACCEPTED


def test_an_anonymous_visit_that_is_given_its_person_has_its_referral_then(
    office: Office, partners: dict[str, Id]
) -> None:
    visit = office.do(RecordVisit((), anonymous=1, referred_to="CIDFF")).made[0]
    person = office.person()
    office.do(correction(office, visit, person_id=person))
    assert office.ask(ReadDay(TUESDAY)).visits[0].referred_to == ""
    assert [one.partner_id for one in referrals(office, person)] == [partners["CIDFF"]]


def test_the_field_offers_what_was_used_then_the_directory_never_what_is_sensitive(
    office: Office, partners: dict[str, Id]
) -> None:
    office.do(RecordVisit((office.person(),), referred_to="Le garage"))
    assert office.ask(PartnersNamed()) == ("Le garage", "France Travail")
