"""The key ring of one desk: whoever knows one password, or holds the recovery key, draws the store's key from it."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import argon2.low_level  # noqa: F401 what `derive` takes, ready before a password is typed
import cryptography.hazmat.backends.openssl.backend  # noqa: F401 what opening a sealed key takes, for the same

from ceis_desk.access.model import Account
from ceis_desk.access.rules import WrongPassword, new_login
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.credential import Anchor, Credential, Secrets, new_secrets, rank_after, unwrap, wrap
from ceis_desk.data.keys.directory import Directory, hide, new_desk_key, read_desk_key, show
from ceis_desk.data.keys.envelope import (
    SALT_BYTES,
    Argon,
    Pair,
    Unreadable,
    box_public,
    derive,
    expand,
    new_key,
    open_sealed,
    seal,
    sign_public,
)
from ceis_desk.data.keys.lock import locked
from ceis_desk.data.keys.recovery import new_recovery, paper_mark, paper_sign, recovery_private
from ceis_desk.data.keys.ring_file import DamagedRing, Holder, Line, Ring, canonical, read_ring, ring_exists, write_ring

STANDARD = Argon()


@dataclass(frozen=True)
class Unlocked:
    """What a right password opens: the store's raw key, the account's private keys, whom it believes.

    `sheet` is the paper key that the head of the ring names: only the store says whether it is the right one.
    """

    account_id: Id
    dbk: bytes = field(repr=False)
    box_private: bytes = field(repr=False)
    sign_private: bytes = field(repr=False)
    anchor: Anchor
    credential: Credential
    sheet: bytes = b""


@dataclass(frozen=True)
class Recovered:
    """What the paper key opens: the store's raw key, and its own private key that opens every sealed content."""

    dbk: bytes = field(repr=False)
    private: bytes = field(repr=False)

    @property
    def anchor(self) -> Anchor:
        """What every account of the site believes first; the store says whether other paper keys came before."""
        return paper_anchor(self.private)


@dataclass(frozen=True)
class Created:
    """A new ring: its first account unlocked, and the recovery key to print, never seen again.

    The text is empty for a desk that joins a site, whose key was printed at the first desk.
    """

    unlocked: Unlocked
    recovery_text: str = field(repr=False)


def paper_anchor(private: bytes) -> Anchor:
    """The public keys of a paper key."""
    return Anchor(box_public(private), sign_public(paper_sign(private)))


def create_ring(
    folder: Path,
    desk_id: Id,
    structure: str,
    desk: str,
    account: Account,
    password: str,
    cost: Argon = STANDARD,
    site: Anchor | None = None,
) -> Created:
    """Found the ring of a desk with its first account; raises Refusal when there is one already.

    `site` are the public keys of the site's paper key, when the site has one: no other is drawn.
    """
    if ring_exists(folder):
        raise Refusal(
            "Ce dossier a déjà un trousseau. Rien n’a changé\u00a0: ouvrez-le, ou choisissez un dossier vide."
        )
    account = replace(account, login=new_login(account.login))
    dbk = new_key()
    text = ""
    if site is None:
        text, drawn = new_recovery()
        secrets = new_secrets(paper_anchor(drawn.private))
    else:
        secrets = new_secrets(site)
        secrets = replace(secrets, anchor=replace(site, founder=secrets.sign.public))
    credential = wrap(account.id, secrets, password, cost)
    recovery = secrets.anchor.recovery
    ring = _with_holder(Ring(desk_id, recovery, _sealed_to_paper(desk_id, recovery, dbk)), dbk, credential)
    names = hide(Directory(structure, desk, (account,)), new_desk_key(folder), desk_id)
    write_ring(folder, replace(ring, tag=_tag(dbk, ring.line), names=names))
    return Created(replace(_unlocked(credential, dbk, secrets), sheet=recovery), text)


def unlock(folder: Path, login: str, password: str) -> Unlocked:
    """Open the ring; raises WrongPassword, the same and as slowly for a login that does not exist."""
    ring = read_ring(folder)
    account = show(ring.names, read_desk_key(folder), ring.desk_id).by_login(login)
    holder = ring.holders.get(account.id) if account else None
    if account is None or holder is None:
        if account and account.closed_on is None:
            raise DamagedRing
        derive(password, bytes(SALT_BYTES), _cost(ring))
        raise WrongPassword
    secrets = unwrap(holder.credential, password)
    if secrets is None:
        raise WrongPassword
    try:
        dbk = open_sealed(secrets.box.private, holder.store_key, _store_place(ring.desk_id, account.id.hex))
    except Unreadable as failure:
        raise DamagedRing from failure
    _verify(ring, dbk)
    return replace(_unlocked(holder.credential, dbk, secrets), sheet=ring.recovery_public)


def open_with_recovery(folder: Path, text: str) -> Recovered:
    """Open the ring with the printed key; raises Refusal on a slip, or when the key is another site's."""
    private = recovery_private(text)
    ring = read_ring(folder)
    if box_public(private) != ring.recovery_public:
        raise Refusal(
            "Cette clé de secours n’est pas celle de ce poste, ou elle a été renouvelée. Rien n’a changé\u00a0: "
            f"cherchez la feuille qui porte son nom et le repère {paper_mark(ring.recovery_public)}, ou demandez à "
            "l’administration de la renouveler.",
        )
    try:
        dbk = open_sealed(private, ring.recovery_store_key, _store_place(ring.desk_id, "recovery"))
    except Unreadable as failure:
        raise DamagedRing from failure
    _verify(ring, dbk)
    return Recovered(dbk, private)


def check_ring(folder: Path, dbk: bytes) -> None:
    """Raise RingTrouble unless the ring of a folder holds this store's key, and its names can be read."""
    _verified(folder, dbk)


def add_account(
    folder: Path, dbk: bytes, account: Account, password: str, anchor: Anchor, cost: Argon = STANDARD
) -> Credential:
    """Give a new account its keys; raises Refusal when its login is taken or ill-formed."""
    account = replace(account, login=new_login(account.login))
    # The slow part comes before the lock, here and below: nobody waits for another's password.
    credential = wrap(account.id, new_secrets(anchor), password, cost)
    with locked(folder):
        ring, directory = _verified(folder, dbk)
        if directory.by_login(account.login) or account.id in ring.holders:
            raise Refusal(login_taken(account.login))
        listed = replace(directory, accounts=(*directory.accounts, account))
        return _renew(folder, ring, listed, dbk, credential)


def login_taken(login: str) -> str:
    """The sentence when a login is already somebody's."""
    return f"L’identifiant «\u00a0{login}\u00a0» est déjà pris. Rien n’a été créé\u00a0: choisissez-en un autre."


def change_password(
    folder: Path, login: str, old: str, new: str, cost: Argon = STANDARD, anchor: Anchor | None = None
) -> Credential:
    """Wrap the same keys under a new password; raises WrongPassword when the old one is not, or no more, right.

    With an `anchor`, the account believes it from now on.
    """
    unlocked = unlock(folder, login, old)
    box = Pair(unlocked.box_private, box_public(unlocked.box_private))
    sign = Pair(unlocked.sign_private, sign_public(unlocked.sign_private))
    secrets = Secrets(box, sign, anchor or unlocked.anchor)
    changed = wrap(unlocked.account_id, secrets, new, cost, rank_after(unlocked.credential.rank, other=new != old))
    with locked(folder):
        ring = read_ring(folder)
        holder = ring.holders.get(unlocked.account_id)
        if holder is None or holder.credential != unlocked.credential:
            raise WrongPassword
        write_ring(folder, _with_holder(ring, unlocked.dbk, changed))
    return changed


def new_keys(account_id: Id, password: str, anchor: Anchor, rank: int, cost: Argon = STANDARD) -> Credential:
    """Fresh keys for an account that begins anew; nothing opens with them until `take` has them in the ring."""
    return wrap(account_id, new_secrets(anchor), password, cost, rank)


def take(folder: Path, dbk: bytes, credential: Credential) -> Credential:
    """Open the desk by these keys, reopening a closed account: what was sealed to its former keys alone stays with
    recovery.
    """
    with locked(folder):
        ring, directory = _verified(folder, dbk)
        return _renew(folder, ring, _closed(directory, credential.account_id, None), dbk, credential)


def close_account(folder: Path, dbk: bytes, account_id: Id, on: dt.date) -> None:
    """Drop the account's keys: no password opens this desk for it any more; its name stays listed as closed."""
    with locked(folder):
        ring, directory = _verified(folder, dbk)
        listed = _closed(directory, account_id, on)
        _write(folder, _without_closed(ring, listed), listed)


def write_directory(
    folder: Path,
    dbk: bytes,
    read_names: Callable[[], Directory],
    read_credentials: Callable[[], Iterable[Credential]] = tuple,
    read_paper: Callable[[], bytes] = bytes,
) -> None:
    """Bring the ring in line with the store's accounts, read under the lock: names, and no keys for those closed.

    Credentials made at another desk let their account open this one, and so does a paper key, in place of the former.
    Keys of an account not listed stay: another screen may be adding it. A lost desk key is drawn again.
    """
    with locked(folder):
        ring = read_ring(folder)
        _verify(ring, dbk)
        directory = read_names()
        kept = _without_closed(_with_credentials(ring, dbk, read_credentials()), directory)
        kept = _with_paper(kept, dbk, read_paper())
        if kept.line != ring.line or kept.holders != ring.holders or _shown(folder, ring) != directory:
            _write(folder, kept, directory)


def _with_credentials(ring: Ring, dbk: bytes, credentials: Iterable[Credential]) -> Ring:
    for credential in credentials:
        holder = ring.holders.get(credential.account_id)
        if holder is None or _comes_after(credential, holder.credential):
            ring = _with_holder(ring, dbk, credential)
    return ring


def _with_paper(ring: Ring, dbk: bytes, public: bytes) -> Ring:
    if public in (b"", ring.recovery_public):
        return ring
    headed = replace(ring, recovery_public=public, recovery_store_key=_sealed_to_paper(ring.desk_id, public, dbk))
    return replace(headed, tag=_tag(dbk, headed.line))


def _sealed_to_paper(desk_id: Id, public: bytes, dbk: bytes) -> bytes:
    return seal(public, dbk, _store_place(desk_id, "recovery"))


def _comes_after(credential: Credential, held: Credential) -> bool:
    """Whether what the store has must open this desk: other keys were endorsed, or the same ones wrapped again."""
    return credential.box_public != held.box_public or (credential != held and credential.rank >= held.rank)


def _without_closed(ring: Ring, directory: Directory) -> Ring:
    closed = {account.id for account in directory.accounts if account.closed_on is not None}
    return replace(ring, holders={id_: holder for id_, holder in ring.holders.items() if id_ not in closed})


def _shown(folder: Path, ring: Ring) -> Directory | None:
    try:
        return show(ring.names, read_desk_key(folder), ring.desk_id)
    except Refusal:
        return None


def _write(folder: Path, ring: Ring, directory: Directory) -> None:
    try:
        desk_key = read_desk_key(folder)
    except Refusal:
        desk_key = new_desk_key(folder)
    write_ring(folder, replace(ring, names=hide(directory, desk_key, ring.desk_id)))


def _renew(folder: Path, ring: Ring, listed: Directory, dbk: bytes, credential: Credential) -> Credential:
    _write(folder, _with_holder(ring, dbk, credential), listed)
    return credential


def _closed(directory: Directory, account_id: Id, on: dt.date | None) -> Directory:
    if all(account.id != account_id for account in directory.accounts):
        raise Refusal("Ce compte n’existe pas sur ce poste. Rien n’a changé\u00a0: relisez la liste des comptes.")
    accounts = (replace(held, closed_on=on) if held.id == account_id else held for held in directory.accounts)
    return replace(directory, accounts=tuple(accounts))


def _with_holder(ring: Ring, dbk: bytes, credential: Credential) -> Ring:
    place = _store_place(ring.desk_id, credential.account_id.hex)
    holder = Holder(credential, seal(credential.box_public, dbk, place))
    return replace(ring, holders={**ring.holders, credential.account_id: holder})


def _verified(folder: Path, dbk: bytes) -> tuple[Ring, Directory]:
    ring = read_ring(folder)
    _verify(ring, dbk)
    return ring, show(ring.names, read_desk_key(folder), ring.desk_id)


def _verify(ring: Ring, dbk: bytes) -> None:
    if not hmac.compare_digest(ring.tag, _tag(dbk, ring.line)):
        raise DamagedRing


def _tag(dbk: bytes, line: Line) -> bytes:
    # Anyone can seal: without a tag, whoever may write the file could put another recovery key there and be sealed to.
    return hmac.digest(expand(dbk, "ring 1"), canonical(line), hashlib.sha256)


def _store_place(desk_id: Id, holder: str) -> bytes:
    return f"ceis-desk store key 1|{desk_id.hex}|{holder}".encode()


def _cost(ring: Ring) -> Argon:
    return next((holder.credential.cost for holder in ring.holders.values()), STANDARD)


def _unlocked(credential: Credential, dbk: bytes, secrets: Secrets) -> Unlocked:
    box, sign = secrets.box.private, secrets.sign.private
    return Unlocked(credential.account_id, dbk, box, sign, secrets.anchor, credential)
