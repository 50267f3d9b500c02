"""Where a request comes from, for counting only: in memory, under a key of the day, and never written down."""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

from flask import request

NETWORK = 64
"""Bits of an IPv6 address that say whose it is."""


def address() -> str:
    """The address that a request comes from; of IPv6 the network, in which one person has any number of them.

    Empty where it tells nobody apart, as that of a proxy of ours.
    """
    try:
        given = ip_address(request.remote_addr or "")
    except ValueError:  # of a socket in a file
        return ""
    if given.is_private:
        return ""
    return str(ip_network((given, NETWORK), strict=False)) if isinstance(given, IPv6Address) else str(given)


@dataclass
class KeyOfTheDay:
    """A key that nobody has on the day after. One for each process; safe among its threads."""

    _day: date = date.min
    _key: bytes = b""
    _turn: Lock = field(default_factory=Lock)

    def of(self, day: date) -> bytes:
        """The key of this day; those of others are gone."""
        with self._turn:
            if day != self._day:
                self._day, self._key = day, secrets.token_bytes(32)
            return self._key


def hidden(key: bytes, where: str) -> str:
    """An address as it is counted under."""
    return hmac.digest(key, where.encode(errors="replace"), "sha256").hex()
