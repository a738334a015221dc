"""Whose word counts: it leads back to the paper key, in whatever order words came, and ends when its signer leaves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.endorsement import Bearer, Endorsement, Standing, Statement, read, sign
from ceis_desk.data.keys.envelope import Pair, new_sign_pair, sign_bytes
from ceis_desk.data.keys.judgment import Trust, trust_in

PAPER = new_sign_pair()
ANCHOR = Anchor(bytes(32), PAPER.public)


@dataclass
class Person:
    """An account and its keys."""

    pair: Pair = field(default_factory=new_sign_pair)
    id: Id = field(default_factory=new_id)

    def standing(self, *roles: str, is_open: bool = True) -> Standing:
        return Standing(self.pair.public[::-1], self.pair.public, "Nom", frozenset(roles), is_open)


@dataclass
class Book:
    """Words as a desk gathers them."""

    words: list[Endorsement] = field(default_factory=list)
    anchor: Anchor = ANCHOR

    @property
    def trust(self) -> Trust:
        return trust_in(frozenset(self.words), self.anchor)

    def say(
        self, signer: Pair, who: Person, standing: Standing, rank: int = 0, *, keeps: frozenset[bytes] | None = None
    ) -> Endorsement:
        trust = self.trust
        taken = {key for key in trust.keys_of(who.id) if not standing.administers(key)}
        statement = Statement(
            Bearer.ACCOUNT,
            who.id,
            standing,
            rank or trust.next_rank,
            trust.latest(Bearer.ACCOUNT, who.id),
            trust.signed_by(taken) if keeps is None else keeps,
        )
        self.words.append(sign(statement, signer.private))
        return self.words[-1]

    def recover(self, who: Person) -> Person:
        """What the paper key says when it lets somebody back in."""
        trust, back = self.trust, Person(id=who.id)
        mine = trust.signed_by(trust.keys_of(who.id), doubtful=True)
        for other in trust.disputed - {who.id}:
            out = Person(id=other)
            taken = trust.signed_by(trust.keys_of(other)) | trust.given_to(who.id)
            self.say(PAPER, out, out.standing(is_open=False), keeps=taken)
        self.say(PAPER, back, back.standing("admin"), keeps=mine | self.trust.signed_by(self.trust.keys_of(who.id)))
        return back

    def roles(self, who: Person) -> set[str]:
        standing = self.trust.of(Bearer.ACCOUNT, who.id)
        return set() if standing is None or not standing.open else set(standing.roles)


@pytest.fixture
def people() -> tuple[Person, Person, Person]:
    return Person(), Person(), Person()


def founded(founder: Person, second: Person) -> Book:
    book = Book()
    book.say(PAPER, founder, founder.standing("admin"))
    book.say(founder.pair, second, second.standing("admin"))
    return book


def test_only_words_that_lead_back_to_the_paper_key_count(people: tuple[Person, Person, Person]) -> None:
    founder, thief, other = people
    book = Book()
    book.say(thief.pair, thief, thief.standing("admin"))
    book.say(thief.pair, other, other.standing("budget"))
    assert book.roles(thief) == book.roles(other) == set()
    book.say(PAPER, founder, founder.standing("admin"))
    book.say(founder.pair, other, other.standing("reception"))
    assert (book.roles(thief), book.roles(other)) == (set(), {"reception"})


def test_whoever_is_not_at_the_administration_endorses_nobody(people: tuple[Person, Person, Person]) -> None:
    founder, counsellor, other = people
    book = Book()
    book.say(PAPER, founder, founder.standing("admin"))
    book.say(founder.pair, counsellor, counsellor.standing("budget"))
    book.say(counsellor.pair, other, other.standing("budget"))
    book.say(counsellor.pair, counsellor, counsellor.standing("budget", "admin"))
    assert (book.roles(counsellor), book.roles(other)) == ({"budget"}, set())


@pytest.mark.parametrize("rank", [2, 3, 4, 5, 1000])
@pytest.mark.parametrize("taken", ["closed", "demoted", "new keys"])
def test_whoever_left_signs_no_more_whatever_date_she_claims(rank: int, taken: str) -> None:
    founder, second, other, accomplice = Person(), Person(), Person(), Person()
    book = founded(founder, second)
    book.say(founder.pair, other, other.standing("reception"))
    standing = {
        "closed": founder.standing("admin", is_open=False),
        "demoted": founder.standing("social"),
        "new keys": Person(id=founder.id).standing("admin"),
    }[taken]
    book.say(second.pair, founder, standing)
    assert (book.roles(second), book.roles(other)) == ({"admin"}, {"reception"})
    book.say(founder.pair, accomplice, accomplice.standing("admin"), rank)
    book.say(founder.pair, other, other.standing("budget"), rank)
    book.say(accomplice.pair, second, second.standing("reception"), rank + 1)
    assert book.roles(accomplice) == set()
    assert (book.roles(second), book.roles(other)) == ({"admin"}, {"reception"})


@pytest.mark.parametrize("rank", [2, 3, 4, 5, 1000])
@pytest.mark.parametrize("keeping", ["nothing", "her own"])
@pytest.mark.parametrize("by", ["herself", "an accomplice"])
def test_whoever_left_never_comes_back_by_shutting_out_who_closed_her(rank: int, keeping: str, by: str) -> None:
    founder, second, accomplice, thief = Person(), Person(), Person(), Person()
    book = founded(founder, second)
    book.say(second.pair, founder, founder.standing("social"))
    made = book.say(founder.pair, accomplice, accomplice.standing("admin"), rank)
    keeps = frozenset({made.digest}) if keeping == "her own" else frozenset[bytes]()
    signer = founder if by == "herself" else accomplice
    for who in (second, founder):
        book.say(signer.pair, who, who.standing("reception"), rank + 1, keeps=keeps)
    book.say(founder.pair, thief, thief.standing("budget"), rank + 2)
    book.say(accomplice.pair, thief, thief.standing("budget"), rank + 2)
    assert "admin" not in book.roles(founder) | book.roles(accomplice)
    assert book.roles(thief) == set()
    assert book.trust.disputed - {second.id} == {founder.id}
    back = book.recover(second)
    book.say(founder.pair, back, back.standing("reception"), 5000)
    book.say(founder.pair, thief, thief.standing("budget"), 5000)
    assert (book.roles(back), book.roles(founder), book.roles(thief)) == ({"admin"}, set(), set())


def test_whoever_comes_back_signs_again_and_what_she_signed_while_away_counts_for_nothing(
    people: tuple[Person, Person, Person],
) -> None:
    founder, second, other = people
    book = founded(founder, second)
    book.say(second.pair, founder, founder.standing("social"))
    away = Person()
    book.say(founder.pair, away, away.standing("budget"))
    book.say(second.pair, founder, founder.standing("admin"))
    book.say(founder.pair, other, other.standing("budget"))
    assert (book.roles(away), book.roles(other)) == (set(), {"budget"})


def test_whoever_steps_down_by_her_own_word_does(people: tuple[Person, Person, Person]) -> None:
    founder, second, other = people
    book = founded(founder, second)
    book.say(second.pair, second, second.standing("social"))
    book.say(second.pair, other, other.standing("budget"))
    assert (book.roles(second), book.roles(other)) == ({"social"}, set())


def test_two_who_shut_each_other_out_are_both_out_and_the_paper_key_decides(
    people: tuple[Person, Person, Person],
) -> None:
    founder, second, _ = people
    one = founded(founder, second)
    other = Book(list(one.words))
    one.say(founder.pair, second, second.standing("admin", is_open=False))
    other.say(second.pair, founder, founder.standing("admin", is_open=False))
    book = Book([*one.words, *other.words])
    assert (book.roles(founder), book.roles(second)) == (set(), set())
    assert book.trust.disputed == {founder.id, second.id}
    back = book.recover(second)
    assert (book.roles(back), book.roles(founder)) == ({"admin"}, set())


def test_two_words_at_once_give_what_both_give(people: tuple[Person, Person, Person]) -> None:
    founder, second, other = people
    start = founded(founder, second)
    start.say(founder.pair, other, other.standing("reception"))
    one, two, three = Book(list(start.words)), Book(list(start.words)), Book(list(start.words))
    one.say(founder.pair, other, other.standing("reception", "budget"))
    two.say(second.pair, other, other.standing("reception", "social"))
    three.say(second.pair, other, Person(id=other.id).standing("reception"))
    assert Book([*one.words, *two.words]).roles(other) == {"reception"}
    assert Book([*one.words, *three.words]).trust.of(Bearer.ACCOUNT, other.id) is None
    settled = Book([*one.words, *two.words, *three.words])
    settled.say(founder.pair, other, other.standing("digital"))
    assert settled.roles(other) == {"digital"}


def test_a_founder_of_a_desk_is_believed_by_her_own_until_the_site_speaks(
    people: tuple[Person, Person, Person],
) -> None:
    founder, joiner, other = people
    site = Book()
    site.say(PAPER, founder, founder.standing("admin"))
    own = Book(list(site.words), replace(ANCHOR, founder=joiner.pair.public))
    own.say(joiner.pair, joiner, joiner.standing("admin"))
    own.say(joiner.pair, other, other.standing("reception"))
    assert own.roles(other) == {"reception"}
    assert Book(list(own.words)).roles(other) == set()
    own.say(founder.pair, joiner, joiner.standing("admin"))
    assert Book(list(own.words)).roles(other) == {"reception"}
    own.say(founder.pair, joiner, joiner.standing("social"))
    own.say(joiner.pair, joiner, joiner.standing("admin"))
    late = Person()
    own.say(joiner.pair, late, late.standing("budget"))
    assert (own.roles(joiner), own.roles(other), own.roles(late)) == ({"social"}, {"reception"}, set())


@pytest.mark.parametrize("tries", [100, pytest.param(4_000, marks=pytest.mark.long)])
def test_no_word_of_whoever_left_gives_anything_to_anybody(tries: int) -> None:
    settings(max_examples=tries, deadline=None)(given(data=st.data())(_forge))()


def _forge(data: st.DataObject) -> None:
    founder, second, budget, left, accomplice = (Person() for _ in range(5))
    book = founded(founder, second)
    book.say(founder.pair, budget, budget.standing("budget"))
    book.say(founder.pair, left, left.standing("budget"))
    book.say(second.pair, left, left.standing("reception"))
    book.say(second.pair, founder, founder.standing("social"))
    everybody = (founder, second, budget, left, accomplice)
    honest = {who.id: book.roles(who) for who in everybody}
    for _ in range(data.draw(st.integers(1, 5))):
        who, signer = data.draw(st.sampled_from(everybody)), data.draw(st.sampled_from((founder, accomplice)))
        known = [word.digest for word in book.words]
        forged = Statement(
            Bearer.ACCOUNT,
            who.id,
            who.standing(
                *data.draw(st.sets(st.sampled_from(("admin", "budget", "social")))), is_open=data.draw(st.booleans())
            ),
            data.draw(st.integers(1, 12)),
            frozenset(data.draw(st.sets(st.sampled_from(known)))),
            frozenset(data.draw(st.sets(st.sampled_from(known)))),
        )
        book.words.append(sign(forged, signer.pair.private))
    assert [who for who in everybody if not book.roles(who) <= honest[who.id]] == []
    book.recover(second)
    assert [who for who in everybody if who is not second and not book.roles(who) <= honest[who.id]] == []
    assert book.roles(second) == {"admin"}


def _packed(parts: list[int | str | bytes]) -> bytes:
    try:
        return bytes(msgpack.packb(parts))
    except (ValueError, OverflowError):
        return b""


@settings(max_examples=50)
@given(order=st.permutations(range(7)), lost=st.sets(st.integers(0, 6)))
def test_words_say_the_same_in_any_order_and_a_lost_one_is_healed_by_its_coming(
    order: list[int], lost: set[int]
) -> None:
    founder, second, other = Person(), Person(), Person()
    book = founded(founder, second)
    book.say(second.pair, other, other.standing("budget"))
    book.say(founder.pair, other, other.standing("budget", "social"))
    book.say(second.pair, founder, founder.standing("admin", is_open=False))
    book.say(founder.pair, other, other.standing("health"))
    book.say(second.pair, other, other.standing("social"))
    some = Book([book.words[at] for at in order if at not in lost])
    assert some.roles(founder) <= {"admin"}
    whole = Book([*some.words, *(book.words[at] for at in lost)])
    assert (whole.roles(founder), whole.roles(second), whole.roles(other)) == (set(), {"admin"}, {"social"})


@given(said=st.binary(max_size=200) | st.lists(st.integers() | st.text() | st.binary()).map(_packed))
def test_whatever_is_signed_is_read_or_left_out(said: bytes) -> None:
    thief = new_sign_pair()
    signature = sign_bytes(thief.private, b"ceis-desk endorsement 1|" + thief.public + said)
    assert read(Endorsement(thief.public, said, signature)) is None
    assert read(Endorsement(b"short", said, signature)) is None
