"""Referrals on a real encrypted store: where they stand, when to ask again, what is sealed."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.schema import partners
from ceis_desk.parcours.gestures import OpenParcours, PutItem
from ceis_desk.parcours.model import Doer, ItemKind
from ceis_desk.partners.gestures import (
    MarkReferral,
    RecordReferral,
    RemindOn,
    SayOutcome,
    SetPartner,
)
from ceis_desk.partners.model import (
    Direction,
    FollowUp,
    PartnerCard,
    PartnerKind,
    Referral,
    ReferralOutcome,
    ReferralState,
)
from ceis_desk.partners.questions import ReadPartner, ReferralsOf, ReferralsToChase
from ceis_desk.people.gestures import ErasePerson, MergePersons
from ceis_desk.people.model import Civility
from tests.data.agenda.office import TUESDAY, Office, at

LATER = TUESDAY + dt.timedelta(days=15)
CANARY = "canari-orientation"


@pytest.fixture
def library(office: Office) -> Id:
    return office.do(SetPartner(PartnerCard("Médiathèque Émile Zola", kind=PartnerKind.LIBRARY)), "lea").made[0]


@pytest.fixture
def shelter(office: Office) -> Id:
    card = PartnerCard("CIDFF de l’Hérault", kind=PartnerKind.VIOLENCE, phone="04 99 00 12 34")
    return office.do(SetPartner(card), "lea").made[0]


def only(office: Office, person: Id, login: str = "lea") -> Referral:
    (found,) = office.ask(ReferralsOf(person), login)
    return found


def test_a_referral_is_sent_and_asked_about_a_fortnight_later(office: Office, library: Id) -> None:
    person = office.person()
    change = office.do(RecordReferral(person, TUESDAY, library, theme="numerique"))
    assert change.said == "BENALI Samira est orienté·e vers Médiathèque Émile Zola. À relancer le 03/07/2019."
    assert "Benali" not in change.masked
    assert "BENALI" not in change.masked
    found = only(office, person)
    assert (found.partner_name, found.by_name) == ("Médiathèque Émile Zola", "Sofiane Roux")
    assert found.follow == FollowUp(ReferralState.SENT, TUESDAY, remind_on=LATER)


def test_what_is_due_is_listed_the_longest_wait_first(office: Office, library: Id) -> None:
    for name, day in (("Second", 10), ("Premier", 2), ("Plus tard", 18)):
        office.do(RecordReferral(office.person(name), dt.date(2019, 6, day), library), "lea")
    office.now[0] = at(9, day=dt.date(2019, 6, 28))
    assert [one.used_name for one in office.ask(ReferralsToChase(), "lea")] == ["Premier", "Second"]


def test_once_accepted_the_outcome_is_asked_a_month_after_it_was_sent(office: Office, library: Id) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library))
    office.now[0] = at(9, day=dt.date(2019, 6, 20))
    office.do(MarkReferral(only(office, person).id, ReferralState.ACCEPTED))
    assert only(office, person).follow.remind_on == dt.date(2019, 7, 18)
    office.now[0] = at(9, day=dt.date(2019, 7, 18))
    (due,) = office.ask(ReferralsToChase(), "lea")
    office.do(SayOutcome(due.id, ReferralOutcome.HELPED, due.clock), "lea")
    follow = only(office, person).follow
    assert (follow.outcome, follow.outcome_on, follow.remind_on) == (
        ReferralOutcome.HELPED,
        dt.date(2019, 7, 18),
        None,
    )
    assert office.ask(ReferralsToChase(), "lea") == ()


@pytest.mark.parametrize("state", [ReferralState.REFUSED, ReferralState.NO_ANSWER])
def test_nothing_more_is_asked_of_a_referral_refused_or_left_without_answer(
    office: Office, library: Id, state: ReferralState
) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library))
    office.do(MarkReferral(only(office, person).id, state))
    assert only(office, person).follow == FollowUp(state, TUESDAY)


def test_whoever_waits_for_a_place_is_asked_about_again_a_month_later(office: Office, library: Id) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library))
    office.do(SayOutcome(only(office, person).id, ReferralOutcome.WAITING))
    assert only(office, person).follow.remind_on == dt.date(2019, 7, 18)


def test_each_step_is_undone_and_an_older_reading_never_overwrites(office: Office, library: Id) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library))
    before = only(office, person)
    change = office.do(MarkReferral(before.id, ReferralState.TAKEN_UP, before.clock), "lea")
    with pytest.raises(Outdated):
        office.do(RemindOn(before.id, LATER, before.clock), "claire")
    office.do(change.undo, "lea")
    assert only(office, person).follow == before.follow


def test_a_referral_taken_back_is_no_longer_there_and_comes_back(office: Office, library: Id) -> None:
    person = office.person()
    recorded = office.do(RecordReferral(person, TUESDAY, library))
    taken = office.do(recorded.undo)
    assert office.ask(ReferralsOf(person), "lea") == ()
    office.do(taken.undo)
    assert only(office, person).partner_id == library


def test_somebody_whom_a_partner_sends_is_written_with_who_sent_her(office: Office, library: Id) -> None:
    person = office.person(civility=Civility.MME)
    change = office.do(RecordReferral(person, TUESDAY, library, direction=Direction.IN))
    assert "BENALI Samira nous est envoyée par Médiathèque Émile Zola" in change.said
    assert "envoyé·e par" in change.masked
    assert only(office, person).direction is Direction.IN
    him = office.do(RecordReferral(office.person(civility=Civility.M), TUESDAY, library))
    assert "est orienté vers Médiathèque Émile Zola" in him.said
    told = office.do(SayOutcome(him.made[0], ReferralOutcome.NOT_GONE), "lea")
    assert told.said == "Suite de l’orientation\u00a0: n’y est pas allé·e."


def test_a_sensitive_partner_is_named_to_the_professionals_alone(office: Office, shelter: Id) -> None:
    person = office.person()
    change = office.do(RecordReferral(person, TUESDAY, shelter, theme="famille", words=CANARY), "lea")
    assert "CIDFF" not in change.said
    assert (only(office, person).partner_name, only(office, person).theme) == ("CIDFF de l’Hérault", "famille")
    assert only(office, person, "claire").words == CANARY
    seen = only(office, person, "sofiane")
    assert (seen.partner_id, seen.partner_name, seen.partner_phone, seen.theme, seen.words) == (None, "", "", "", "")
    assert seen.reserved


def test_no_clear_row_of_a_person_names_a_sensitive_partner_its_theme_or_the_words(office: Office, shelter: Id) -> None:
    office.do(RecordReferral(office.person(), TUESDAY, shelter, theme="sante--addictions", words=CANARY), "lea")
    assert office.desk.door.file is not None

    def dump(connection: object) -> str:
        rows = [
            *connection.execute(select(partners.referral)).all(),  # type: ignore[attr-defined]  # the writer's connection
            *connection.execute(select(partners.referral_note)).all(),  # type: ignore[attr-defined]  # as above
        ]
        return repr([tuple(row) for row in rows])

    written = office.desk.door.file.writer.run(dump).result()
    assert repr(shelter) not in written
    assert shelter.bytes.hex() not in written
    assert "addictions" not in written
    assert CANARY not in written
    assert office.ask(ReadPartner(shelter), "lea").referrals == ()


def test_a_partner_that_the_directory_does_not_know_is_sealed_too(office: Office) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, named="Le garage associatif", words="permis"))
    assert only(office, person).partner_name == "Le garage associatif"
    assert only(office, person, "sofiane").reserved


def test_a_partner_that_rows_of_persons_name_cannot_become_sensitive(office: Office, library: Id) -> None:
    office.do(RecordReferral(office.person(), TUESDAY, library))
    view = office.ask(ReadPartner(library), "lea")
    with pytest.raises(Refusal, match="en clair"):
        office.do(SetPartner(PartnerCard("Médiathèque Émile Zola", sensitive=True), library, view.partner.clock), "lea")


def test_a_partner_that_a_parcours_names_cannot_become_sensitive(office: Office, library: Id) -> None:
    way = office.do(OpenParcours(office.person(), TUESDAY), "lea").made[0]
    step = PutItem(way, ItemKind.OBJECTIVE, "S’inscrire", who=Doer.PARTNER, partner_id=library)
    made = office.do(step, "lea")
    card = PartnerCard("Médiathèque Émile Zola", sensitive=True)
    clock = office.ask(ReadPartner(library), "lea").partner.clock
    with pytest.raises(Refusal, match="en clair"):
        office.do(SetPartner(card, library, clock), "lea")
    office.do(made.undo, "lea")
    office.do(SetPartner(card, library, clock), "lea")


def test_the_direction_reads_no_referral_of_anybody(office: Office, library: Id) -> None:
    person = office.person()
    office.do(RecordReferral(person, TUESDAY, library))
    for question in (ReferralsOf(person), ReferralsToChase()):
        with pytest.raises(Denied):
            office.ask(question, "helene")


def test_the_referrals_of_merged_records_are_those_of_one_person(office: Office, library: Id) -> None:
    kept, other = office.person("Benali"), office.person("Ben Ali")
    office.do(RecordReferral(other, dt.date(2019, 6, 1), library))
    office.do(MergePersons(kept, other), "lea")
    assert only(office, kept).used_name == "Benali"
    (due,) = office.ask(ReferralsToChase(), "lea")
    assert due.person_id == kept


def test_somebody_erased_is_chased_no_more_and_her_words_are_gone(office: Office, shelter: Id) -> None:
    person = office.person()
    office.do(RecordReferral(person, dt.date(2019, 6, 1), shelter, words=CANARY), "lea")
    assert len(office.ask(ReferralsToChase(), "lea")) == 1
    office.do(ErasePerson(person), "helene")
    assert office.ask(ReferralsToChase(), "lea") == ()
    assert office.desk.door.file is not None
    notes = office.desk.door.file.writer.run(
        lambda connection: connection.execute(select(partners.referral_note)).all()
    ).result()
    assert notes == []


def test_a_referral_says_to_whom_and_not_in_the_days_to_come(office: Office, library: Id) -> None:
    person = office.person()
    with pytest.raises(Refusal, match="choisissez un partenaire"):
        office.do(RecordReferral(person, TUESDAY))
    with pytest.raises(Refusal, match="pas encore passé"):
        office.do(RecordReferral(person, TUESDAY + dt.timedelta(days=1), library))
    with pytest.raises(Refusal, match="sécurité sociale"):
        office.do(RecordReferral(person, TUESDAY, library, words="2 84 03 34 172 123 45"))
