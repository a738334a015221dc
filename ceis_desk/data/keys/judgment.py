"""Which signed words count, when some of them take the administration from those who signed others.

A word counts when its signer was given the administration by a word that counts, and no word that counts took it away
without keeping this one. It is out when its signer has nothing, or a word that counts took it away. Words that only
hold by shutting each other out stay in doubt: they give nothing, and what they replaced gives nothing either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.endorsement import Bearer, Endorsement, Said, Standing, Statement, read
from ceis_desk.data.keys.envelope import KEY_BYTES

PAPER = code_id("paper_key")
"""The subject of what is said of the printed key: a site has one at a time."""


@dataclass
class _Case:
    """The words about accounts, arranged for the judgment."""

    anchor: Anchor
    said: Mapping[bytes, Said]
    about: dict[Id, list[bytes]] = field(default_factory=dict)
    giving: dict[bytes, list[bytes]] = field(default_factory=dict)
    counts: dict[bytes, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for digest, one in self.said.items():
            if one.statement.bearer is Bearer.ACCOUNT:
                self.about.setdefault(one.statement.subject, []).append(digest)
                if one.gives(key := one.statement.standing.signs):
                    self.giving.setdefault(key, []).append(digest)

    def entitled(self, key: bytes) -> bool | None:
        """Whether a key was ever given the administration by a word that counts; None while it is not known."""
        if key in (self.anchor.root, self.anchor.founder):
            return True
        answers = {self.counts.get(digest) for digest in self.giving.get(key, ())}
        return True if True in answers else None if None in answers else False

    def against(self, digest: bytes) -> list[bytes]:
        """The words that took the administration from the signer of this one, and did not keep it."""
        one = self.said[digest]
        if one.signer == self.anchor.root:
            return []
        holders = {self.said[given].statement.subject for given in self.giving.get(one.signer, ())}
        return [
            word
            for holder in holders
            for word in self.about[holder]
            if word != digest and digest not in self.said[word].statement.keeps
            if not self.said[word].gives(one.signer)
        ]

    def given_back(self, word: bytes, digest: bytes) -> bool | None:
        """Whether the administration was given back between the word that took it and what was signed then."""
        took, signed = self.said[word].statement.rank, self.said[digest].statement.rank
        given = self.giving[self.said[digest].signer]
        answers = {self.counts.get(one) for one in given if took < self.said[one].statement.rank < signed}
        return True if True in answers else None if None in answers else False

    def shut_out(self, word: bytes, digest: bytes) -> bool | None:
        """Whether a word against this one holds."""
        holds, back = self.counts.get(word), self.given_back(word, digest)
        if holds is False or back is True:
            return False
        return True if holds and back is False else None

    def judged(self, digest: bytes) -> bool | None:
        """Whether a word counts, None as long as that hangs on others."""
        entitled = self.entitled(self.said[digest].signer)
        against = {self.shut_out(word, digest) for word in self.against(digest)}
        if entitled is False or True in against:
            return False
        return True if entitled and against <= {False} else None


def judge(said: Mapping[bytes, Said], anchor: Anchor) -> dict[bytes, bool]:
    """Whether each word counts; those without an answer are left out."""
    case = _Case(anchor, said)
    left = sorted(said, key=lambda digest: said[digest].statement.rank)
    while True:
        found = {digest: answer for digest in left if (answer := case.judged(digest)) is not None}
        if not found:
            return case.counts
        case.counts |= found
        left = [digest for digest in left if digest not in found]


@dataclass(frozen=True)
class Trust:
    """What may be believed of every key of the site, seen from one anchor; `_sure` are the words that count.

    `disputed` are the accounts from which the administration was taken by somebody whom they shut out themselves.
    """

    anchor: Anchor
    _said: Mapping[bytes, Said] = field(repr=False)
    _sure: frozenset[bytes] = field(repr=False)
    disputed: frozenset[Id] = frozenset()
    _drawn: Mapping[bytes, Said] = field(default_factory=dict, repr=False)

    def of(self, bearer: Bearer, subject: Id) -> Standing | None:
        """What is in force; None when nobody entitled said anything, or when the latest words leave a doubt.

        Two words that did not know of each other give what both give, and leave a doubt when their keys differ.
        """
        latest = self.latest(bearer, subject)
        standings = [self._said[digest].statement.standing for digest in latest]
        if not latest or not latest <= self._sure or len({(one.seals, one.signs) for one in standings}) > 1:
            return None
        first = standings[0]
        roles = frozenset.intersection(*(one.roles for one in standings))
        return Standing(first.seals, first.signs, first.name, roles, all(one.open for one in standings))

    def latest(self, bearer: Bearer, subject: Id) -> frozenset[bytes]:
        """The endorsements of a subject that no other replaces, doubtful ones too."""
        about = self._about(bearer, subject)
        replaced = frozenset[bytes]().union(*(one.replaces for one in about.values()))
        return frozenset(about) - replaced

    def signed_by(self, keys: Iterable[bytes], *, doubtful: bool = False) -> frozenset[bytes]:
        """The endorsements that these keys signed and that count, or might."""
        signers = frozenset(keys)
        known = self._said if doubtful else self._sure
        return frozenset(digest for digest in known if self._said[digest].signer in signers)

    def given_to(self, subject: Id) -> frozenset[bytes]:
        """The endorsements that gave the administration to an account, doubtful ones too."""
        about = self._about(Bearer.ACCOUNT, subject).items()
        return frozenset(digest for digest, one in about if one.standing.administers(one.standing.signs))

    def keys_of(self, subject: Id) -> frozenset[bytes]:
        """The keys by which an account was ever at the administration."""
        return frozenset(self._said[digest].statement.standing.signs for digest in self.given_to(subject))

    def signed_with(self, subject: Id) -> frozenset[bytes]:
        """Every key that an account was ever endorsed with: what it signed before a new password stays its own."""
        about = {**self._about(Bearer.ACCOUNT, subject), **self._about(Bearer.FORMER, subject)}
        return frozenset(one.standing.signs for digest, one in about.items() if digest in self._sure)

    def administers(self, key: bytes) -> bool:
        """Whether a key speaks for the administration now."""
        holders = {one.statement.subject for one in self._said.values() if one.gives(key)}
        if key == self.anchor.root or (key == self.anchor.founder and not holders):
            return bool(key)
        standings = (self.of(Bearer.ACCOUNT, holder) for holder in holders)
        return any(one is not None and one.administers(key) for one in standings)

    @property
    def renewed(self) -> Standing | None:
        """The paper key that the administration drew last, None when it drew none.

        Of two drawn at once, the same one for everybody; what a paper key says of itself is nobody's choice.
        """
        told = [
            (one.statement.rank, digest)
            for digest, one in self._drawn.items()
            if digest in self._sure or self.administers(one.signer)
        ]
        return self._drawn[max(told)[1]].statement.standing if told else None

    @property
    def own_words(self) -> Standing | None:
        """What the paper key of the anchor said of itself when it took the place of another."""
        for digest, one in self._about(Bearer.PAPER, PAPER).items():
            if self._said[digest].signer == self.anchor.root == one.standing.signs:
                return one.standing
        return None

    @property
    def former(self) -> frozenset[tuple[bytes, bytes]]:
        """Whom the sheets before that of the anchor opened for, and what they signed with."""
        own = self.own_words
        keys = () if own is None else (key_in(one) for one in own.roles)
        return frozenset((both[:KEY_BYTES], both[KEY_BYTES:]) for both in keys if len(both) == 2 * KEY_BYTES)

    @property
    def papers(self) -> frozenset[bytes]:
        """What the paper key, and those before it, signed with."""
        return frozenset(sign for _, sign in self.former) | {self.anchor.root} - {b""}

    @property
    def sheets(self) -> frozenset[bytes]:
        """Every sheet that the ring of a desk may still name until it has followed: former ones, and those drawn."""
        drawn = frozenset(one.statement.standing.seals for one in self._drawn.values())
        return drawn | {box for box, _ in self.former} | {self.anchor.recovery}

    def words_about(self, bearer: Bearer, subject: Id) -> frozenset[bytes]:
        """All that was said of a subject, and all that this replaced: a view that lacks some of it must see it gone."""
        about = self._about(bearer, subject)
        return frozenset(about).union(*(one.replaces for one in about.values()))

    def subjects(self, bearer: Bearer) -> frozenset[Id]:
        """Of whom anything was said."""
        return frozenset(subject for kind, subject in self._words if kind is bearer)

    @property
    def next_rank(self) -> int:
        """The rank of the next statement."""
        return 1 + max((self._said[digest].statement.rank for digest in self._sure), default=0)

    @cached_property
    def _words(self) -> dict[tuple[Bearer, Id], dict[bytes, Statement]]:
        words: dict[tuple[Bearer, Id], dict[bytes, Statement]] = {}
        for digest, one in self._said.items():
            words.setdefault((one.statement.bearer, one.statement.subject), {})[digest] = one.statement
        return words

    def _about(self, bearer: Bearer, subject: Id) -> dict[bytes, Statement]:
        return self._words.get((bearer, subject), {})


def key_in(words: str) -> bytes:
    """Keys written in hexadecimal; nothing when the words are not."""
    try:
        return bytes.fromhex(words)
    except ValueError:
        return b""


@lru_cache(maxsize=16)
def trust_in(endorsements: frozenset[Endorsement], anchor: Anchor) -> Trust:
    """What counts among these, in whatever order they came."""
    said = _led_back(endorsements, anchor)
    counts = judge(said, anchor)
    open_words = {digest: one for digest, one in said.items() if counts.get(digest) is not False}
    sure = frozenset(digest for digest, good in counts.items() if good)
    disputed = {
        one.statement.subject for digest, one in open_words.items() if digest not in sure and _takes(said, digest)
    }
    drawn = {digest: one for digest, one in said.items() if _draws_paper(one, anchor)}
    return Trust(anchor, open_words, sure, frozenset(disputed), drawn)


def _led_back(endorsements: Iterable[Endorsement], anchor: Anchor) -> dict[bytes, Said]:
    """The statements whose signers lead back to the anchor, whenever they signed and whatever became of them."""
    keys = {key for key in (anchor.root, anchor.founder) if key}
    found: dict[bytes, Said] = {}
    left = {one.digest: one for one in endorsements}
    # What nobody entitled signed costs nothing: thousands of them would not slow a sign-in.
    while ready := [digest for digest, one in left.items() if one.signer in keys]:
        for digest in ready:
            one = left.pop(digest)
            statement = read(one)
            if statement is not None:
                said = found[digest] = Said(one.signer, statement)
                keys |= {key for key in (statement.standing.signs,) if said.gives(key)}
    return found


def _draws_paper(said: Said, anchor: Anchor) -> bool:
    """Whether a statement of the administration puts a paper key in place of the former."""
    statement = said.statement
    keys = (statement.standing.seals, statement.standing.signs)
    choice = said.signer not in (anchor.root, statement.standing.signs)
    return statement.bearer is Bearer.PAPER and choice and {len(key) for key in keys} == {KEY_BYTES}


def _takes(said: Mapping[bytes, Said], digest: bytes) -> bool:
    """Whether a statement takes the administration from somebody who had it."""
    statement = said[digest].statement
    if statement.bearer is not Bearer.ACCOUNT or said[digest].gives(statement.standing.signs):
        return False
    others = (one for one in said.values() if one.statement.subject == statement.subject)
    return any(one.gives(one.statement.standing.signs) for one in others)
