"""Identifiers of rows: random, so that none tells the order or the time of its making."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_id(prefix: str) -> str:
    """A fresh identifier such as `tx_4k2m0v9s7d1q`, with 60 random bits."""
    return prefix + "_" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
