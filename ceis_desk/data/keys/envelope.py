"""The primitives: Argon2id for passwords, AES-256-GCM for what is kept, X25519 for what is left for someone else."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ceis_desk.core.errors import Refusal

KEY_BYTES = 32
SALT_BYTES = 16
# A forged key ring must not make a PC work for an hour.
MOST_MEMORY_KIB, MOST_PASSES, _MOST_LANES = 1024 * 1024, 32, 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_SEALED = b"\x01"
# A sealed box has a fresh key of its own, used once: its nonce need not be stored.
_ONCE = bytes(_NONCE_BYTES)


class Unreadable(Refusal):
    """A sealed content was changed, cut, moved to another place, or sealed to someone else."""

    def __init__(self) -> None:
        super().__init__(
            "Un contenu chiffré est abîmé ou n’est pas à sa place. Il n’a pas été ouvert, le reste est intact\u00a0: "
            "reprenez-le d’une sauvegarde.",
        )


@dataclass(frozen=True)
class Pair:
    """A private key and its public one, 32 bytes each."""

    private: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True)
class Argon:
    """Cost of Argon2id: kibibytes, passes, lanes; raises ValueError outside what a PC can pay."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        bounded = 1 <= self.lanes <= _MOST_LANES and 1 <= self.passes <= MOST_PASSES
        if not (bounded and 8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB):
            raise ValueError("Argon2id cost out of bounds")


def derive(password: str, salt: bytes, cost: Argon) -> bytes:
    """The 32-byte key of a password, the same whichever way its accents were typed."""
    # The names of the lock screen come through here too, and need no password: `ring` has this ready for one.
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    secret = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)
    except HashingError as failure:
        raise Refusal(
            "La mémoire manque pour vérifier le mot de passe. Rien n’est perdu\u00a0: "
            "fermez un autre programme et réessayez.",
        ) from failure


def expand(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """A 32-byte key drawn from a secret for one purpose (HKDF-SHA256)."""
    return HKDF(SHA256(), KEY_BYTES, salt, f"ceis-desk {purpose}".encode()).derive(secret)


def new_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


def new_box_pair() -> Pair:
    """A fresh X25519 pair: others seal to its public key."""
    private = new_key()
    return Pair(private, box_public(private))


def new_sign_pair() -> Pair:
    """A fresh Ed25519 pair: its owner signs."""
    private = new_key()
    return Pair(private, sign_public(private))


def box_public(private: bytes) -> bytes:
    """The public half of an X25519 private key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign_public(private: bytes) -> bytes:
    """The public half of an Ed25519 private key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign_bytes(private: bytes, content: bytes) -> bytes:
    """The Ed25519 signature of a content."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(content)


def verify(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether this key signed this content."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def encrypt(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """Nonce, ciphertext and tag (AES-256-GCM); `aad` says where it belongs and is not stored."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, aad)


def decrypt(key: bytes, blob: bytes, aad: bytes) -> bytes:
    """What `encrypt` was given; raises Unreadable when a byte, the key or the place differs."""
    if len(blob) < _NONCE_BYTES + _TAG_BYTES:
        raise Unreadable
    try:
        return AESGCM(key).decrypt(blob[:_NONCE_BYTES], blob[_NONCE_BYTES:], aad)
    except InvalidTag as failure:
        raise Unreadable from failure


def seal(public: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """A box that only the private key of `public` opens, 49 bytes over its content; its sealer cannot reopen it."""
    ephemeral = X25519PrivateKey.generate()
    shown = ephemeral.public_key().public_bytes_raw()
    key = _box_key(ephemeral, public, shown + public)
    return _SEALED + shown + AESGCM(key).encrypt(_ONCE, plaintext, aad)


def open_sealed(private: bytes, blob: bytes, aad: bytes) -> bytes:
    """What `seal` was given; raises Unreadable when a byte, the key or the place differs."""
    head = len(_SEALED) + KEY_BYTES
    if len(blob) < head + _TAG_BYTES or not blob.startswith(_SEALED):
        raise Unreadable
    shown = blob[len(_SEALED) : head]
    own = X25519PrivateKey.from_private_bytes(private)
    try:
        key = _box_key(own, shown, shown + own.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(_ONCE, blob[head:], aad)
    except (InvalidTag, ValueError) as failure:
        raise Unreadable from failure


def _box_key(private: X25519PrivateKey, public: bytes, both: bytes) -> bytes:
    # Both public keys are bound in: X25519 ignores one bit of a public key, the box must not.
    shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    return expand(shared, "box 1", both)
