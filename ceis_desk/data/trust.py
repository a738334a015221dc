"""Endorsements in the store: what is believed of accounts, desks and team keys, and how an administrator says it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from ceis_desk.access.model import Account
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.keys.credential import Anchor, Credential
from ceis_desk.data.keys.endorsement import Bearer, Endorsement, Standing, Statement, sign
from ceis_desk.data.keys.envelope import sign_public
from ceis_desk.data.keys.judgment import Trust, key_in, trust_in
from ceis_desk.data.keys.ring import paper_anchor
from ceis_desk.data.schema import house
from ceis_desk.data.write import Tx

SIGN = ("sign", 0)
"""Where a session keeps the key by which its account signs, beside the keys of its groups."""
NO_MORE = (
    "Votre compte n’est plus à l’administration. Rien n’a changé\u00a0: "
    "demandez à une personne qui y est, ou ouvrez de nouveau votre session."
)


def read_trust(connection: Connection, anchor: Anchor) -> Trust:
    """What may be believed now, from this anchor."""
    table = house.endorsement
    rows = connection.execute(select(table.c.signer, table.c.said, table.c.signature))
    return trust_in(frozenset(Endorsement(*row) for row in rows), anchor)


def trust_of(tx: Tx) -> Trust:
    """What may be believed at this point of a transaction."""
    return read_trust(tx.connection, tx.anchor)


def endorsement_id(endorsement: Endorsement) -> Id:
    """The id of a row: one content, one id."""
    return code_id("endorsement", endorsement.digest.hex())


def may_endorse(tx: Tx) -> bool:
    """Whether what this session signs is the administration's word."""
    private = tx.keys.get(SIGN)
    return private is not None and trust_of(tx).administers(sign_public(private))


def endorse_account(
    tx: Tx, account: Account, credential: Credential | Standing, keeps: frozenset[bytes] = frozenset()
) -> None:
    """Say which keys an account has and what it may; raises Denied unless the session may say so.

    `keeps` are doubtful words that are good.
    """
    if isinstance(credential, Credential):
        seals, signs = credential.box_public, credential.sign_public
    else:
        seals, signs = credential.seals, credential.signs
    roles = frozenset(role.value for role in account.roles)
    _say(tx, Bearer.ACCOUNT, account.id, Standing(seals, signs, account.name, roles, account.closed_on is None), keeps)


def endorse_desk(tx: Tx, desk_id: Id, sign_key: bytes, recipient: str, *, linked: bool = True) -> None:
    """Say what a desk signs with and whom its files are sealed to, or that it is set aside; raises Denied."""
    _say(tx, Bearer.DESK, desk_id, Standing(recipient.encode(), sign_key, open=linked))


def endorse_group(tx: Tx, key_id: Id, public: bytes) -> None:
    """Say that this is a team's key; raises Denied."""
    _say(tx, Bearer.GROUP, key_id, Standing(public))


def followed(connection: Connection, anchor: Anchor) -> Anchor:
    """What to believe first, once the paper key that the administration drew is taken in place of the former.

    Whoever drew the last one may be known by the one before it alone.
    """
    known = {anchor.recovery}
    while (drawn := read_trust(connection, anchor).renewed) is not None and drawn.seals not in known:
        known.add(drawn.seals)
        anchor = Anchor(drawn.seals, drawn.signs, origin=anchor.origin or anchor.root)
    return anchor


def anchored_by_paper(connection: Connection, private: bytes) -> Anchor:
    """What a paper key believes, which says itself whether others came before it."""
    alone = paper_anchor(private)
    own = read_trust(connection, alone).own_words
    return alone if own is None else replace(alone, origin=key_in(own.name))


def _say(tx: Tx, bearer: Bearer, subject: Id, standing: Standing, keeps: frozenset[bytes] = frozenset()) -> None:
    trust = trust_of(tx)
    if trust.of(bearer, subject) == standing and len(trust.latest(bearer, subject)) == 1 and may_endorse(tx):
        return
    # Whoever believes a former paper key still must see gone what the new one had signed again.
    replaced = trust.words_about(bearer, subject) if tx.anchor.origin else trust.latest(bearer, subject)
    statement = Statement(bearer, subject, standing, trust.next_rank, replaced)
    if bearer is Bearer.ACCOUNT:
        taken = {key for key in trust.keys_of(subject) if not standing.administers(key)}
        statement = replace(statement, keeps=keeps | trust.signed_by(taken))
    say(tx, statement)


def say(tx: Tx, statement: Statement) -> None:
    """Sign a statement in the name of the session and keep it; raises Denied unless it may."""
    private = tx.keys.get(SIGN)
    if private is None or not may_endorse(tx):
        raise Denied(NO_MORE)
    endorsement = sign(statement, private)
    tx.put(
        house.endorsement,
        endorsement_id(endorsement),
        signer=endorsement.signer,
        said=endorsement.said,
        signature=endorsement.signature,
    )
