"""How a member of staff comes in: their sessions and passkeys, and what else they can show beside a password."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StaffSession:
    """One browser in which somebody is signed in.

    `shared`: others use the machine as well. `strong`: more than a password was shown. It is over at `expires_at`
    unless it is used, and at `ends_at` in any case, both in seconds since 1970.
    """

    id: str
    user_id: str
    begun_on: date
    last_seen_on: date
    shared: bool
    strong: bool
    expires_at: int
    ends_at: int


@dataclass(frozen=True)
class Authenticator:
    """An app that shows a fresh code every half minute. `secret` is encrypted, `last_step` of the newest code taken.

    Until it is confirmed by a first code, nobody is asked for one.
    """

    user_id: str
    secret: str
    confirmed_on: date | None
    last_step: int


@dataclass(frozen=True)
class Passkey:
    """A key in somebody's device or security key; its halves as base64url, of which only the public one is here."""

    id: str
    user_id: str
    credential_id: str
    public_key: str
    sign_count: int
    name: str
    added_on: date
    used_on: date | None
