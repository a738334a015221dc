"""The keys by which a desk signs what it exports and opens what it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ceis_desk.data.exchange.refusals import BadKey
from ceis_desk.data.keys.envelope import KEY_BYTES, Pair, new_sign_pair


@dataclass(frozen=True)
class DeskKeys:
    """An Ed25519 pair, an age identity « AGE-SECRET-KEY-1… » and its recipient « age1… »."""

    sign: Pair
    identity: str = field(repr=False)
    recipient: str


def new_desk_keys() -> DeskKeys:
    """Fresh keys for one desk."""
    identity = pyrage.x25519.Identity.generate()
    return DeskKeys(new_sign_pair(), str(identity), str(identity.to_public()))


def recipient_of(identity: str) -> str:
    """The « age1… » that others seal to; raises BadKey."""
    return str(identity_of(identity).to_public())


def identity_of(text: str) -> pyrage.x25519.Identity:
    """The age identity behind its text; raises BadKey."""
    try:
        return pyrage.x25519.Identity.from_str(text)
    except (pyrage.IdentityError, UnicodeError) as failure:
        raise BadKey from failure


def recipients_of(texts: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """The desks sealed to, one at least; raises BadKey."""
    if not texts:
        raise BadKey
    try:
        return [pyrage.x25519.Recipient.from_str(text) for text in texts]
    except (pyrage.RecipientError, UnicodeError) as failure:
        raise BadKey from failure


def signing_key(private: bytes) -> Ed25519PrivateKey:
    """The key that signs; raises BadKey."""
    if len(private) != KEY_BYTES:
        raise BadKey
    return Ed25519PrivateKey.from_private_bytes(private)


def is_of_age(failure: BaseException) -> bool:
    """Whether age itself gave up; it panics, outside of Exception, on keys that no desk draws."""
    return isinstance(failure, pyrage.EncryptError | pyrage.DecryptError | OSError) or (
        type(failure).__name__ == "PanicException"
    )
