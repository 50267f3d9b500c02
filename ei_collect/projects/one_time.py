"""Codes that are good once: those of an app that shows a fresh one every half minute (RFC 6238), and recovery codes.

The secret that an app shares with us lies in the database encrypted under the installation's key, bound to its account.
A recovery code has 100 random bits; nobody finds one by trying, so a plain hash of it is enough, which needs no key and
outlives a change of it.
"""

import hashlib
import hmac
import os
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

STEP = 30
"""Seconds for which an app shows one code."""
DRIFT = 1
"""So many steps a phone's clock may be wrong."""
CODES, GROUPS, GROUP = 10, 4, 5
"""How many recovery codes somebody gets, and how one is written: in so many groups of so many characters."""
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
NONCE_BYTES = 12
_MISREAD = str.maketrans("ilo", "110")


def new_secret() -> str:
    """A secret to share with an app, as it is typed in: base32."""
    return pyotp.random_base32()


def app_address(secret: str, email: str, issuer: str) -> str:
    """What the QR code says that an app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def step_of(secret: str, typed: str, now: int, last_step: int) -> int | None:
    """The step to which a typed code belongs, or None where it is wrong or not newer than `last_step`."""
    code = re.sub(r"\s", "", typed)
    shown = pyotp.TOTP(secret, interval=STEP)
    for step in range(now // STEP - DRIFT, now // STEP + DRIFT + 1):
        if step > last_step and hmac.compare_digest(shown.at(step * STEP).encode(), code.encode(errors="replace")):
            return step
    return None


def new_recovery_codes() -> tuple[str, ...]:
    """Fresh recovery codes, as they are printed."""
    return tuple("-".join(_group() for _ in range(GROUPS)) for _ in range(CODES))


def recovery_hash(user_id: str, typed: str) -> str:
    """What is kept of a recovery code; the same however it is spaced, and for letters that look like digits."""
    code = re.sub(r"[\W_]", "", typed.casefold()).translate(_MISREAD)
    return hashlib.sha256(f"recovery {user_id} {code}".encode(errors="replace")).hexdigest()


def hide(secret: str, secret_key: str, user_id: str) -> str:
    """An app's secret as the database holds it."""
    nonce = os.urandom(NONCE_BYTES)
    hidden = AESGCM(_key(secret_key)).encrypt(nonce, secret.encode(), user_id.encode())
    return urlsafe_b64encode(nonce + hidden).decode()


def reveal(hidden: str, secret_keys: tuple[str, ...], user_id: str) -> str:
    """The secret itself, whichever of `secret_keys` hid it.

    Raises:
        InvalidTag: none of them did, or it is damaged, or of another account.
    """
    for secret_key in secret_keys:
        if (found := _revealed(hidden, secret_key, user_id)) is not None:
            return found
    raise InvalidTag


def hide_anew(hidden: str, secret_keys: tuple[str, ...], user_id: str) -> str | None:
    """The same hidden under the first of `secret_keys`; None where it is already.

    Raises:
        InvalidTag: as `reveal` does.
    """
    if _revealed(hidden, secret_keys[0], user_id) is not None:
        return None
    return hide(reveal(hidden, secret_keys, user_id), secret_keys[0], user_id)


def _revealed(hidden: str, secret_key: str, user_id: str) -> str | None:
    held = urlsafe_b64decode(hidden)
    try:
        return AESGCM(_key(secret_key)).decrypt(held[:NONCE_BYTES], held[NONCE_BYTES:], user_id.encode()).decode()
    except InvalidTag:
        return None


def _key(secret_key: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"ei_collect secrets of apps").derive(secret_key.encode())


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP))
