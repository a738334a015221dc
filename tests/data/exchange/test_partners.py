"""What one desk writes of partners, referrals and projects is at the others, and nothing sealed shows on the way."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.partners.gestures import MarkReferral, RecordReferral, SayOutcome, SetPartner
from ceis_desk.partners.importing import ImportPartners, PreparePartners
from ceis_desk.partners.model import PartnerCard, PartnerKind, ReferralOutcome, ReferralState
from ceis_desk.partners.projects import PartKind, ProjectTopic, PutPart, ReadProject, ReadProjects, SetProject
from ceis_desk.partners.questions import FindPartners, ReadPartner, ReferralsOf
from tests.data.exchange.pcs import NOW, Pc, exchange
from tests.data.exchange.test_merging import made

TODAY = NOW.date()
CANARY = "canari-orientation"


def test_a_partner_a_referral_and_a_project_are_the_same_at_both_desks(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    partner = one.do(SetPartner(PartnerCard("Régie", themes=("numerique",), also_named=("Atelier",)))).made[0]
    one.do(RecordReferral(person, TODAY, partner, words="Pour un stage."))
    project = one.do(SetProject("Jardin", topic=ProjectTopic.NATURE)).made[0]
    one.do(PutPart(project, PartKind.CARRIER, person_id=person))
    one.do(PutPart(project, PartKind.FUNDING, "Ville", cents=150_000))
    exchange(tmp_path, one, two)
    for question in (FindPartners("atelier"), ReferralsOf(person), ReadProjects()):
        here, there = one.ask(question), two.ask(question)
        assert here == there
        assert len(there) == 1
    assert one.ask(ReadProject(project)) == two.ask(ReadProject(project))


def test_no_file_between_two_desks_names_a_sensitive_partner_beside_a_person(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    shelter = one.do(SetPartner(PartnerCard("CIDFF", kind=PartnerKind.VIOLENCE))).made[0]
    one.do(RecordReferral(person, TODAY, shelter, words=CANARY))
    exchange(tmp_path, one, two)
    (row,) = two.rows("SELECT partner_id, theme FROM referral")
    assert row == (None, "")
    (note,) = two.rows("SELECT sealed FROM referral_note")
    assert CANARY.encode() not in note[0]
    assert shelter.bytes not in note[0]


def test_a_follow_up_written_at_two_desks_is_one_of_the_two_whole_and_the_other_is_listed(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, _ = three
    person = made(one)
    partner = one.do(SetPartner(PartnerCard("Régie"))).made[0]
    referral = one.do(RecordReferral(person, TODAY - dt.timedelta(days=40), partner)).made[0]
    exchange(tmp_path, one, two)
    one.do(MarkReferral(referral, ReferralState.REFUSED))
    two.do(SayOutcome(referral, ReferralOutcome.WAITING))
    exchange(tmp_path, one, two)
    follows = [pc.ask(ReferralsOf(person))[0].follow for pc in (one, two)]
    assert follows[0] == follows[1]
    assert (follows[0].state, follows[0].outcome, follows[0].remind_on is None) in {
        (ReferralState.REFUSED, ReferralOutcome.NONE, True),
        (ReferralState.SENT, ReferralOutcome.WAITING, False),
    }
    (crossed,) = one.ask(CrossedEdits())
    assert crossed.field == "Suivi d’une orientation"


def test_an_address_is_never_half_of_one_desk_and_half_of_another(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    partner = one.do(SetPartner(PartnerCard("Régie", address="1 rue A", postcode="34000", commune="A"))).made[0]
    exchange(tmp_path, one, two)
    one.do(SetPartner(PartnerCard("Régie", address="2 rue B", postcode="34000", commune="B"), partner))
    two.do(SetPartner(PartnerCard("Régie", address="1 rue A", postcode="34070", commune="C"), partner))
    exchange(tmp_path, one, two)
    cards = [pc.ask(ReadPartner(partner)).partner.card for pc in (one, two)]
    assert cards[0] == cards[1]
    assert (cards[0].address, cards[0].postcode, cards[0].commune) in {
        ("2 rue B", "34000", "B"),
        ("1 rue A", "34070", "C"),
    }


def test_a_file_brought_in_at_two_desks_is_one_directory(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    path = tmp_path / "structures.csv"
    path.write_text("id;nom;code_postal\n1;Régie;34000\n2;Relais;34000\n", encoding="utf-8")
    for pc in (one, two):
        pc.do(ImportPartners(pc.ask(PreparePartners(path))))
    folder = tmp_path / "exchange"
    folder.mkdir()
    exchange(folder, one, two)
    for pc in (one, two):
        assert [line.name for line in pc.ask(FindPartners())] == ["Régie", "Relais"]
