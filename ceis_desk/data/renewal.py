"""A new paper key in place of the former: drawn by the administration, which then founds the trust of the site anew.

The new key signs again all that is in force, so that nothing hangs on the former sheet any more
(docs/decisions/0042-a-new-recovery-key.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.exchange.own import read_own
from ceis_desk.data.house import SITE, put_setting
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.endorsement import Bearer, Standing, Statement
from ceis_desk.data.keys.envelope import box_public
from ceis_desk.data.keys.judgment import PAPER, Trust
from ceis_desk.data.keys.recovery import paper_mark, paper_sign
from ceis_desk.data.keys.ring import Unlocked, paper_anchor
from ceis_desk.data.paper import former_papers, leave_box, leave_former
from ceis_desk.data.sealing import recovery_keys, renew_keys, share_keys
from ceis_desk.data.trust import SIGN, say, trust_of
from ceis_desk.data.write import Tx

_NOT_YET = (
    "Ce poste n’est pas encore accepté par son site. Rien n’a changé\u00a0: faites accepter sa réponse au premier "
    "poste, ou renouvelez la clé là-bas."
)
_NOT_OURS = (
    "Cette ancienne clé n’est pas celle de ce site. Rien n’a changé\u00a0: prenez une feuille qui porte son nom, "
    "ou renouvelez sans elle."
)


def anchor_after(before: Anchor, private: bytes) -> Anchor:
    """What the site believes first, once this paper key has taken the place of the former."""
    return replace(paper_anchor(private), origin=before.origin or before.root)


def renewed(tx: Tx, private: bytes, who: Unlocked, former: bytes | None) -> Change:
    """Put a paper key in place of the former, whose private key leaves what it opens when it is at hand.

    `former` may be that of an earlier sheet: nobody may have seen the one in force. Every team gets a new key, so that
    the former sheet opens nothing of what is written from now on. Raises Refusal at a desk that its site has not
    accepted, or for the sheet of another site, Denied to whoever is not at the administration.
    """
    trust, keys = trust_of(tx), dict(tx.keys)
    if trust.of(Bearer.DESK, read_own(tx.connection).desk_id) is None:
        raise Refusal(_NOT_YET)
    if former is not None:
        if box_public(former) not in trust.sheets:
            raise Refusal(_NOT_OURS)
        keys |= recovery_keys(tx.connection, former)
    new = anchor_after(tx.anchor, private)
    inherited = () if former is None else (former, *former_papers(tx.connection, former))
    # Before the new key's own words: whoever shuts the signer out, unaware of all this, shuts this one out too.
    _say(tx, Bearer.PAPER, PAPER, Standing(new.recovery, new.root), trust)
    own = replace(_own_words(trust, new), name=new.origin.hex())
    tx.anchor, tx.keys = new, {**keys, SIGN: paper_sign(private)}
    for rank, (bearer, subject, standing) in enumerate(_in_force(trust, own), trust.next_rank + 1):
        say(tx, Statement(bearer, subject, standing, rank, trust.words_about(bearer, subject)))
    # In her own name: what this sheet alone had said would be nobody's where another one, drawn at once, is in force.
    tx.keys = keys
    renew_keys(tx, Group)
    share_keys(tx)
    leave_former(tx, inherited)
    leave_box(tx, who.account_id, who.box_private)
    for name in ("recovery_tried", "recovery_seen"):
        put_setting(tx, SITE, name, json.dumps(obj=False))
    tx.note("recovery_renewed")
    said = f"Clé de secours renouvelée\u00a0: seule la feuille au repère {paper_mark(new.recovery)} ouvre désormais."
    return Change(subjects=frozenset({Subject("setting"), Subject("account")}), said=said)


def _own_words(trust: Trust, new: Anchor) -> Standing:
    """What the new key says of itself: which sheets came before."""
    former = {*trust.former, (trust.anchor.recovery, trust.anchor.root)}
    return Standing(new.recovery, new.root, roles=frozenset((box + sign).hex() for box, sign in former))


def _in_force(trust: Trust, own: Standing) -> Iterator[tuple[Bearer, Id, Standing]]:
    yield Bearer.PAPER, PAPER, own
    for subject in sorted(trust.subjects(Bearer.ACCOUNT)):
        # What an account signed with former keys stays its own: no longer to administer, to be known by.
        yield from ((Bearer.FORMER, subject, one) for one in _former_keys(trust, subject))
    for bearer in (Bearer.ACCOUNT, Bearer.DESK, Bearer.GROUP):
        for subject in sorted(trust.subjects(bearer)):
            standing = trust.of(bearer, subject)
            if standing is not None:
                yield bearer, subject, standing


def _former_keys(trust: Trust, subject: Id) -> Iterator[Standing]:
    now = trust.of(Bearer.ACCOUNT, subject)
    for key in sorted(trust.signed_with(subject) - {now.signs if now else b""}):
        yield Standing(b"", key)


def _say(tx: Tx, bearer: Bearer, subject: Id, standing: Standing, trust: Trust) -> None:
    say(tx, Statement(bearer, subject, standing, trust.next_rank, trust.words_about(bearer, subject)))
