"""A referral written again: its words, its partner, its day; where it stands stays, and what is sealed stays sealed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.schema import partners
from ceis_desk.partners.gestures import CorrectReferral, MarkReferral, RecordReferral, RemindOn, SetPartner
from ceis_desk.partners.model import Direction, PartnerCard, PartnerKind, Referral, ReferralState
from ceis_desk.partners.questions import ReferralsOf
from ceis_desk.people.gestures import ErasePerson
from ceis_desk.reception.gestures import RecordVisit
from tests.data.agenda.office import TUESDAY, Office

EARLIER = TUESDAY - dt.timedelta(days=4)


@pytest.fixture
def library(office: Office) -> Id:
    return office.do(SetPartner(PartnerCard("Médiathèque Émile Zola", kind=PartnerKind.LIBRARY)), "lea").made[0]


@pytest.fixture
def shelter(office: Office) -> Id:
    return office.do(SetPartner(PartnerCard("CIDFF de l’Hérault", kind=PartnerKind.VIOLENCE)), "lea").made[0]


def only(office: Office, person: Id, login: str = "lea") -> Referral:
    (found,) = office.ask(ReferralsOf(person), login)
    return found


def said(found: Referral) -> CorrectReferral:
    """The gesture that would write again just what is there."""
    return CorrectReferral(
        found.id,
        found.day,
        found.partner_id,
        "" if found.partner_id else found.partner_name,
        found.direction,
        found.theme,
        found.platform,
        found.words,
        found.clock,
    )


def test_all_that_was_said_is_corrected_and_given_back_by_undo_and_redo(
    office: Office, library: Id, shelter: Id
) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library, theme="numerique", words="premier mot"), "lea")
    before = only(office, person)
    corrected = replace(
        said(before),
        day=EARLIER,
        partner_id=shelter,
        direction=Direction.IN,
        theme="famille",
        platform="health",
        words="le bon mot",
    )
    change = office.do(corrected, "lea")
    assert change.said == "L’orientation de BENALI Samira est corrigée."
    assert "BENALI" not in change.masked
    after = only(office, person)
    assert (after.day, after.partner_name, after.direction) == (EARLIER, "CIDFF de l’Hérault", Direction.IN)
    assert (after.theme, after.platform, after.words) == ("famille", "health", "le bon mot")
    back = office.do(change.undo, "lea")
    assert replace(only(office, person), clock=0) == replace(before, clock=0)
    office.do(back.undo, "lea")
    assert replace(only(office, person), clock=0) == replace(after, clock=0)


def test_made_sensitive_it_leaves_the_clear_row_and_the_counter_sees_it_reserved(
    office: Office, library: Id, shelter: Id
) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library, theme="famille"), "lea")
    office.do(replace(said(only(office, person)), partner_id=shelter), "lea")
    assert office.desk.door.file is not None
    rows = office.desk.door.file.writer.run(
        lambda connection: connection.execute(
            select(partners.referral.c.partner_id, partners.referral.c.theme, partners.referral_note.c.sealed).join(
                partners.referral_note, partners.referral_note.c.id == partners.referral.c.id
            )
        ).all()
    ).result()
    ((partner_id, theme, sealed),) = rows
    assert f"{partner_id} {theme}" == "None "
    assert str(shelter).encode() not in sealed
    assert only(office, person, "sofiane").reserved


def test_an_older_reading_never_overwrites(office: Office, library: Id) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library), "lea")
    seen = only(office, person)
    office.do(MarkReferral(seen.id, ReferralState.ACCEPTED, seen.clock), "claire")
    with pytest.raises(Outdated):
        office.do(replace(said(seen), words="trop tard"), "lea")


def test_where_it_stands_stays_and_a_day_counted_from_the_wrong_one_is_counted_again(
    office: Office, library: Id
) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library), "lea")
    office.do(replace(said(only(office, person)), day=EARLIER), "lea")
    follow = only(office, person).follow
    assert (follow.state, follow.state_on) == (ReferralState.SENT, EARLIER)
    assert follow.remind_on == EARLIER + dt.timedelta(days=15)

    chosen = TUESDAY + dt.timedelta(days=3)
    office.do(RemindOn(only(office, person).id, chosen), "lea")
    office.do(replace(said(only(office, person)), day=TUESDAY), "lea")
    assert only(office, person).follow.remind_on == chosen

    office.do(MarkReferral(only(office, person).id, ReferralState.ACCEPTED), "lea")
    office.do(replace(said(only(office, person)), day=EARLIER, words="autre mot"), "lea")
    follow = only(office, person).follow
    assert (follow.state, follow.state_on, follow.remind_on) == (
        ReferralState.ACCEPTED,
        TUESDAY,
        dt.date(2019, 7, 14),
    )


def test_the_counter_corrects_the_day_and_keeps_what_it_does_not_read(office: Office, library: Id, shelter: Id) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, shelter, theme="famille", words="scellé"), "lea")
    office.do(replace(said(only(office, person, "sofiane")), day=EARLIER), "sofiane")
    found = only(office, person)
    assert (found.day, found.partner_name, found.theme, found.words) == (
        EARLIER,
        "CIDFF de l’Hérault",
        "famille",
        "scellé",
    )
    for wrong in ({"partner_id": library}, {"words": "par-dessus"}, {"theme": "sante--addictions"}):
        with pytest.raises(Refusal, match="demandez-leur"):
            office.do(replace(said(only(office, person, "sofiane")), **wrong), "sofiane")


def test_the_referral_of_a_visit_has_its_day_and_partner_from_it(office: Office, library: Id) -> None:
    person = office.person()
    office.do(RecordVisit((person,), referred_to="Médiathèque Émile Zola"))
    found = only(office, person)
    assert found.of_visit
    for wrong in ({"day": found.day - dt.timedelta(days=1)}, {"partner_id": None, "named": "Autre"}):
        with pytest.raises(Refusal, match="dans le passage"):
            office.do(replace(said(found), **wrong), "lea")
    office.do(replace(said(found), theme="numerique", words="pour un stage"), "lea")
    assert (only(office, person).theme, only(office, person).words) == ("numerique", "pour un stage")


def test_nothing_is_corrected_of_somebody_erased_or_to_a_day_to_come(office: Office, library: Id) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library), "lea")
    found = only(office, person)
    with pytest.raises(Refusal, match="pas encore passé"):
        office.do(replace(said(found), day=TUESDAY + dt.timedelta(days=1)), "lea")
    with pytest.raises(Refusal, match="sécurité sociale"):
        office.do(replace(said(found), words="2 84 03 34 172 123 45"), "lea")
    office.do(ErasePerson(person), "helene")
    with pytest.raises(Refusal):
        office.do(replace(said(found), words="trop tard"), "lea")
