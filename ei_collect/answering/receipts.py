"""The respondent's code: idempotency key, receipt and way back to a draft. Only its hash is ever stored."""

import hmac
import secrets

from ei_collect.errors import InputError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_ALPHABET = ALPHABET + "*~$=U"
BITS = 5
MASK = 31
RANDOM_CHARACTERS = 15
LENGTH = RANDOM_CHARACTERS + 1
GROUP = 4
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def mint() -> str:
    """A fresh code, XXXX-XXXX-XXXX-XXXX: 15 Crockford base32 characters (over 74 random bits) and a check character."""
    while True:
        number = secrets.randbits(BITS * RANDOM_CHARACTERS)
        body = "".join(ALPHABET[number >> shift & MASK] for shift in range(0, BITS * RANDOM_CHARACTERS, BITS))
        if (check := _check_character(body)) in ALPHABET:
            return _grouped(body + check)


def normalise(typed: str) -> str:
    """The code as `mint` wrote it, from what a person typed: any case, spaces or dashes, I and L for 1, O for 0.

    Raises:
        InputError: it has another length or character, or the check character does not fit (a slip of the finger).
    """
    bare = "".join(typed.upper().replace("-", " ").split()).translate(MISREAD)
    if len(bare) == LENGTH and set(bare) <= set(ALPHABET) and _check_character(bare[:-1]) == bare[-1]:
        return _grouped(bare)
    raise InputError.of("receipt-unreadable", "is not a code of ours", where="code", mend="Type it as it was shown.")


def key_hash(secret_key: str, code: str) -> str:
    """What stands in the database for `code`: HMAC-SHA256 in 64 hexadecimal digits."""
    return hmac.digest(secret_key.encode(), b"receipt:" + code.encode(), "sha256").hex()


def _check_character(body: str) -> str:
    """Crockford's check symbol: the number that `body` writes in base 32, modulo 37."""
    number = 0
    for character in body:
        number = number * 32 + ALPHABET.index(character)
    return CHECK_ALPHABET[number % 37]


def _grouped(bare: str) -> str:
    return "-".join(bare[start : start + GROUP] for start in range(0, LENGTH, GROUP))
