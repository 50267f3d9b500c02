"""A poster: one printed code for one survey, and the places where it hung. What is printed is made in `printing`."""

import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ei_collect.places.place import Place

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 7
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


class PosterState(StrEnum):
    """What a poster leads to on a day: its survey, or a page that says why not."""

    OPEN = "open"
    NOT_YET = "not_yet"
    ENDED = "ended"
    REVOKED = "revoked"


@dataclass(frozen=True)
class PosterPeriod:
    """Where a poster hung, from when to when (both included; no end: until further notice), and how often it was used.

    `scans` are visits by its code, `starts` first pages saved, `submissions` answers sent: counted, and nothing more.
    """

    id: str
    number: int
    place: Place
    starts_on: date
    ends_on: date | None = None
    scans: int = 0
    starts: int = 0
    submissions: int = 0

    def covers(self, day: date) -> bool:
        """Whether it hung there on this day."""
        return self.starts_on <= day <= (self.ends_on or day)


@dataclass(frozen=True)
class Poster:
    """One printed code. `languages` are those in which it is printed, the first one the largest.

    `periods` are in their order, one at least. A poster that is moved has a new one; those before stay as they were.
    """

    id: str
    code: str
    survey_slug: str
    batch: str
    languages: tuple[str, ...]
    made_on: date
    periods: tuple[PosterPeriod, ...]
    revoked_on: date | None = None
    revoked_why: str = ""

    @property
    def latest(self) -> PosterPeriod:
        """The period that began last, or is yet to begin."""
        return self.periods[-1]

    def period(self, day: date) -> PosterPeriod | None:
        """The period that it is in on this day; on the day of a move, the new one."""
        return next((period for period in reversed(self.periods) if period.covers(day)), None)

    def state(self, day: date) -> PosterState:
        """What it leads to on this day."""
        if self.revoked_on is not None:
            return PosterState.REVOKED
        if self.period(day):
            return PosterState.OPEN
        return PosterState.NOT_YET if day < self.latest.starts_on else PosterState.ENDED


def mint_code() -> str:
    """A fresh code without meaning: seven Crockford characters, 35 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code as `mint_code` wrote it, or None where what was typed is none: any case, I and L for 1, O for 0."""
    bare = "".join(typed.upper().replace("-", " ").split()).translate(MISREAD)
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else None


def address_of(base_url: str, code: str) -> str:
    """What the printed code says."""
    return f"{base_url}/p/{code}"


def readable_address(base_url: str, code: str) -> str:
    """The same for people to type: without the scheme, which browsers add."""
    return address_of(base_url, code).partition("://")[2]
