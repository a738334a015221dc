"""What several desks wrote at once, field by field, once all have read all: nothing mixed, nothing lost in silence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from ceis_desk.access.model import Account, Role
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import DoubleBookings
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.accounts import write_account
from ceis_desk.data.identity import read_identity
from ceis_desk.data.keys.credential import new_secrets, wrap
from ceis_desk.data.schema import agenda, house
from ceis_desk.data.staff import read_accounts
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.people.gestures import ChangePerson, CreatePerson, MergePersons, TellApart
from ceis_desk.people.model import Civility, Identity
from ceis_desk.people.questions import DoubtfulPairs
from ceis_desk.reception.gestures import CorrectVisit, RecordVisit
from ceis_desk.reception.model import Medium, MotifChoice
from ceis_desk.reception.questions import AllMotifs
from ceis_desk.statistics.questions import PeriodFigures
from tests.data.exchange.pcs import NOW, Pc, exchange, hand_over
from tests.data.exchange.truth import content, see
from tests.scenarios.desks import PASSWORD, QUICK

AMINA = Identity(
    used_name="Benali",
    first_name="Amina",
    civility=Civility.MME,
    birth_date=dt.date(1984, 3, 14),
    phones=("+33612345678",),
)


def made(pc: Pc, identity: Identity = AMINA) -> Id:
    return pc.do(CreatePerson(identity)).made[0]


def identity_at(pc: Pc, person: Id) -> Identity:
    found = pc.file.writer.run(lambda connection: read_identity(connection, person)).result()
    assert found is not None
    return found


def changed(pc: Pc, person: Id, **fields: object) -> None:
    (clock,) = pc.rows("SELECT hlc FROM person WHERE id = ?", person.bytes)[0]
    pc.do(ChangePerson(person, replace(identity_at(pc, person), **fields), clock))  # type: ignore[arg-type]  # any field


def test_two_desks_that_change_two_fields_of_a_person_keep_both(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, *three)
    changed(one, person, email="amina@exemple.fr")
    changed(two, person, at_desk="parle bas")
    exchange(tmp_path, *three)
    for pc in three:
        found = identity_at(pc, person)
        assert (found.email, found.at_desk) == ("amina@exemple.fr", "parle bas")
        assert pc.ask(CrossedEdits()) == ()


def test_an_address_is_that_of_one_desk_never_a_mixture(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, *three)
    changed(one, person, address="3 rue Haute", postcode="34000")
    changed(two, person, commune="Béziers", postcode="34500")
    exchange(tmp_path, *three)
    found = {(who.address, who.postcode, who.commune) for who in (identity_at(pc, person) for pc in three)}
    assert found == {("", "34500", "Béziers")}


def test_the_address_set_aside_waits_to_be_checked_at_every_desk(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, *three)
    changed(one, person, address="3 rue Haute")
    changed(two, person, address="9 quai Bas")
    exchange(tmp_path, *three)
    for pc in three:
        (case,) = pc.ask(CrossedEdits())
        assert (case.kept.value, case.aside.value) == ("9 quai Bas, non renseigné", "3 rue Haute, non renseigné")


def test_the_later_clock_wins_whatever_the_order_of_reading(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    person = made(one)
    exchange(tmp_path, *three)
    two.shift = -3_600_000
    changed(one, person, email="une@exemple.fr")
    changed(two, person, email="deux@exemple.fr")
    first, second = one.send(tmp_path / "un"), two.send(tmp_path / "deux")
    three_.take(second)
    three_.take(first)
    exchange(tmp_path, *three)
    assert {identity_at(pc, person).email for pc in three} == {"une@exemple.fr"}


def test_what_was_added_and_taken_away_at_two_desks_is_added_and_taken_away(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    first, second, third = (MotifChoice(motif.id) for motif in one.ask(AllMotifs())[:3])
    visit = one.do(RecordVisit(anonymous=1, motifs=(first, second))).made[0]
    exchange(tmp_path, *three)
    for pc, motifs in ((one, (first,)), (two, (first, second, third))):
        (clock,) = pc.rows("SELECT hlc FROM visit WHERE id = ?", visit.bytes)[0]
        pc.do(CorrectVisit(visit, clock, None, "", motifs, None, Medium.COUNTER, NOW, ""))
    exchange(tmp_path, *three)
    wanted = {first.motif_id, third.motif_id}
    for pc in three:
        rows = pc.rows("SELECT motif_id FROM visit_motif WHERE visit_id = ? AND active", visit.bytes)
        assert {Id(bytes=key) for (key,) in rows} == wanted


def test_a_desk_set_aside_stays_aside_whatever_is_written_later(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    desk = Id(bytes=three_.rows("SELECT desk_id FROM desk_self")[0][0])
    two.write(lambda tx: tx.change(house.desk, desk, name="Accueil"))
    exchange(tmp_path, one, two)
    one.write(lambda tx: tx.change(house.desk, desk, revoked_at=tx.now))
    two.write(lambda tx: tx.change(house.desk, desk, revoked_at=None, name="Accueil 3"))
    exchange(tmp_path, one, two)
    for pc in (one, two):
        assert pc.rows("SELECT revoked_at IS NULL, name FROM desk WHERE id = ?", desk.bytes) == [(0, "Accueil 3")]


def test_a_person_made_at_two_desks_is_to_check_on_both_as_one_row(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    first, second = sorted((made(one), made(two)))
    exchange(tmp_path, *three)
    rows = {tuple(pc.rows("SELECT id, first_id, second_id, verdict FROM person_pair")) for pc in three}
    assert rows == {((code_id("pair", first, second).bytes, first.bytes, second.bytes, "check"),)}
    for pc in three:
        assert len(pc.ask(DoubtfulPairs())) == 1
    one.do(TellApart(first, second))
    exchange(tmp_path, *three)
    assert {pc.rows("SELECT verdict FROM person_pair")[0][0] for pc in three} == {"apart"}
    assert all(pc.ask(DoubtfulPairs()) == () for pc in (two, three_))


def test_two_desks_that_each_made_one_the_alias_of_the_other_agree_on_who_stands(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, _ = three
    first, second = made(one), made(one, replace(AMINA, first_name="Yasmine"))
    exchange(tmp_path, *three)
    one.do(MergePersons(first, second))
    two.do(MergePersons(second, first))
    exchange(tmp_path, *three)
    stands = {tuple(pc.rows("SELECT person_id, canonical_id FROM canon")) for pc in three}
    assert stands == {((max(first, second).bytes, min(first, second).bytes),)}


def test_a_slot_booked_at_two_desks_waits_for_a_person_on_both(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    counsellor = one.account
    for pc in (one, two):
        person = made(pc, replace(AMINA, used_name=pc.name, phones=(), birth_date=None))
        values = {"person_id": person, "account_id": counsellor, "platform": "budget"}
        starts = NOW + dt.timedelta(hours=2)
        pc.write(
            lambda tx, values=values, starts=starts: tx.put(  # type: ignore[misc]  # bound early
                agenda.appointment, new_id(), **values, starts_at=starts, day=starts.date(), outcome=Outcome.OPEN.value
            )
        )
    exchange(tmp_path, *three)
    told = [[(case.first.id, case.second.id) for case in pc.ask(DoubleBookings())] for pc in three]
    assert len(told[0]) == 1
    assert told[1:] == told[:1] * 2


def test_one_login_made_at_two_desks_becomes_two_the_same_everywhere(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    ids = []
    for pc in (one, two):
        account = Account(new_id(), "nadia", f"Nadia {pc.name}", frozenset({Role.RECEPTION}))
        credential = wrap(account.id, new_secrets(pc.anchor), PASSWORD, QUICK)
        pc.write(lambda tx, account=account, credential=credential: write_account(tx, account, credential))  # type: ignore[misc]  # bound early
        ids.append(account.id)
    exchange(tmp_path, *three)
    for pc in three:
        logins = {one.id: one.login for one in pc.file.writer.run(read_accounts).result()}
        assert [logins[one] for one in sorted(ids)] == ["nadia", "nadia2"]
    assert content(see(one)) == content(see(two))


def test_a_presence_noted_at_two_desks_counts_once_and_anonymous_visits_add_up(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    person, session = made(one), new_id()
    values = {"title": "Atelier", "platform": "digital", "starts_at": NOW, "day": NOW.date()}
    one.write(lambda tx: tx.put(agenda.session, session, **values))
    exchange(tmp_path, *three)
    row = code_id("attendance", session, person)
    for pc in (one, two):
        pc.write(lambda tx: tx.put(agenda.attendance, row, session_id=session, person_id=person, state="present"))
    for pc, number in ((one, 2), (two, 3), (three_, 4)):
        pc.do(RecordVisit(anonymous=number))
    exchange(tmp_path, *three)
    for pc in three:
        assert pc.rows("SELECT count(*) FROM attendance WHERE state = 'present'") == [(1,)]
        assert pc.ask(PeriodFigures(NOW.date(), NOW.date())).anonymous_visits == 9


def test_a_relay_brings_what_its_own_desk_never_wrote(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    person = made(one)
    hand_over(tmp_path, one, two)
    hand_over(tmp_path, two, three_)
    assert identity_at(three_, person).used_name == "Benali"
    changed(three_, person, email="amina@exemple.fr")
    hand_over(tmp_path, three_, two)
    hand_over(tmp_path, two, one)
    assert identity_at(one, person).email == "amina@exemple.fr"
