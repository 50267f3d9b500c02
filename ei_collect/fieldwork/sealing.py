"""Sealing what a tablet keeps: anybody with a sitting's public key can seal, only the server can open.

A sealed record is `ei1.` and then, in base64url with dots between, the public key of a pair made for this record alone
(P-256, uncompressed), a nonce of 12 bytes, and the words under AES-256-GCM. Their key is HKDF-SHA256 of what the two
keys agree on, bound to the sitting. `static/tablet-seal.js` does the sealing, by the browser's own WebCrypto.

A sealed file is the same as bytes: `ei2`, the public key, the nonce, and what is hidden, under a key bound to files.
Hidden are two lengths of 4 bytes, the highest first, then what is told of the file, then the file, then zeros.
"""

import hashlib
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ei_collect.errors import InputError

VERSION = "ei1"
FILE_VERSION = b"ei2"
POINT_BYTES = 65
LENGTH_BYTES = 4
NONCE_BYTES = 12
KEY_BYTES = 32
CURVE = ec.SECP256R1()


@dataclass(frozen=True)
class KeyPair:
    """`sealing` is the public key as browsers read it (JWK); `opening` the private one, encrypted for the database."""

    sealing: Mapping[str, str]
    opening: str


def new_key_pair(secret_key: str, sitting_code: str) -> KeyPair:
    """A fresh pair for a sitting, its private half encrypted under the installation's `secret_key`."""
    private = ec.generate_private_key(CURVE)
    bare = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    numbers = private.public_key().public_numbers()
    point = {"x": _text(numbers.x.to_bytes(KEY_BYTES)), "y": _text(numbers.y.to_bytes(KEY_BYTES))}
    return KeyPair({"kty": "EC", "crv": "P-256", **point}, _wrapped(bare, secret_key, sitting_code))


def wrap_anew(opening: str, secret_keys: tuple[str, ...], sitting_code: str) -> str | None:
    """A private half encrypted under the first of `secret_keys`; None where it is already.

    Raises:
        InvalidTag: none of them has encrypted it.
    """
    if _unwrapped(opening, secret_keys[0], sitting_code) is not None:
        return None
    return _wrapped(_bare(opening, secret_keys, sitting_code), secret_keys[0], sitting_code)


def open_sealed(sealed: str, opening: str, secret_keys: tuple[str, ...], sitting_code: str) -> bytes:
    """What was sealed to the sitting's public key, whose private half one of `secret_keys` has encrypted.

    Raises:
        InputError: it is no sealed record, or damaged, or was sealed for another sitting or by another installation.
    """
    try:
        version, point, nonce, hidden = sealed.split(".")
        other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _bytes(point))
        agreed = _private_key(opening, secret_keys, sitting_code).exchange(ec.ECDH(), other)
        if version != VERSION:
            raise ValueError(version)
        return AESGCM(_derived(agreed, _about(sitting_code))).decrypt(_bytes(nonce), _bytes(hidden), None)
    except (ValueError, NotBase64, InvalidTag):
        raise _sealed_otherwise() from None


def open_sealed_file(
    sealed: bytes, opening: str, secret_keys: tuple[str, ...], sitting_code: str
) -> tuple[bytes, bytes]:
    """What is told of a file that was sealed to the sitting's public key, and the file.

    Raises:
        InputError: it is no sealed file, or damaged, or was sealed for another sitting or by another installation.
    """
    version, rest = sealed[: len(FILE_VERSION)], memoryview(sealed)[len(FILE_VERSION) :]
    point, nonce, hidden = _parted(rest, POINT_BYTES, NONCE_BYTES)
    try:
        if version != FILE_VERSION:
            raise ValueError(version)
        other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, bytes(point))
        agreed = _private_key(opening, secret_keys, sitting_code).exchange(ec.ECDH(), other)
        opened = AESGCM(_derived(agreed, about_files(sitting_code))).decrypt(bytes(nonce), hidden, None)
    except (ValueError, NotBase64, InvalidTag):
        raise _sealed_otherwise() from None
    told_length, length, whole = _parted(memoryview(opened), LENGTH_BYTES, LENGTH_BYTES)
    told, content, _zeros = _parted(whole, int.from_bytes(told_length), int.from_bytes(length))
    return bytes(told), bytes(content)


def hash_of(sealed: str | bytes) -> str:
    """By what a tablet and the server name what was sealed: its SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(sealed.encode(errors="replace") if isinstance(sealed, str) else sealed).hexdigest()


def about_files(sitting_code: str) -> bytes:
    """What the key of a sealed file is bound to: no record is taken for a file, and no file for a record."""
    return _about(sitting_code) + b" file"


def _parted(whole: memoryview, *lengths: int) -> tuple[memoryview, ...]:
    """Parts of these lengths, and the rest."""
    parts = []
    for length in lengths:
        parts.append(whole[:length])
        whole = whole[length:]
    return (*parts, whole)


def _sealed_otherwise() -> InputError:
    return InputError.of(
        "record-sealed-otherwise", "cannot be opened", where="record", mend="Look for an undamaged copy of it."
    )


def _private_key(opening: str, secret_keys: tuple[str, ...], sitting_code: str) -> ec.EllipticCurvePrivateKey:
    private = serialization.load_der_private_key(_bare(opening, secret_keys, sitting_code), password=None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise ValueError("no key of this curve")
    return private


def _wrapped(bare: bytes, secret_key: str, sitting_code: str) -> str:
    nonce = os.urandom(NONCE_BYTES)
    return _text(nonce + AESGCM(_wrapping_key(secret_key)).encrypt(nonce, bare, _about(sitting_code)))


def _bare(opening: str, secret_keys: tuple[str, ...], sitting_code: str) -> bytes:
    for secret_key in secret_keys:
        if (bare := _unwrapped(opening, secret_key, sitting_code)) is not None:
            return bare
    raise InvalidTag


def _unwrapped(opening: str, secret_key: str, sitting_code: str) -> bytes | None:
    hidden = _bytes(opening)
    nonce, rest = hidden[:NONCE_BYTES], hidden[NONCE_BYTES:]
    try:
        return AESGCM(_wrapping_key(secret_key)).decrypt(nonce, rest, _about(sitting_code))
    except InvalidTag:
        return None


def _wrapping_key(secret_key: str) -> bytes:
    return _derived(secret_key.encode(), b"ei_collect opening keys of sittings")


def _about(sitting_code: str) -> bytes:
    return f"ei_collect sitting {sitting_code}".encode()


def _derived(secret: bytes, about: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=about).derive(secret)


def _text(given: bytes) -> str:
    return urlsafe_b64encode(given).rstrip(b"=").decode()


def _bytes(written: str) -> bytes:
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))
