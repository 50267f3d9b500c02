"""A partner organisation's sitting: who is asked where, on which day, with what help. It names no respondent."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ei_collect.places.poster import ALPHABET, MISREAD

LENGTH = 6
"""One less than a poster's code and two less than a sheet's, so that what was typed tells by its length what it is."""


class HelperRole(StrEnum):
    """What somebody does who helps at a sitting."""

    HOST = "host"
    READER = "reader"
    SCRIBE = "scribe"
    INTERPRETER = "interpreter"


@dataclass(frozen=True)
class Helper:
    """Somebody who helps, never by name. `language` is the one they help in, or empty."""

    role: HelperRole
    language: str = ""


@dataclass(frozen=True)
class Plan:
    """What whoever runs a sitting says of it, and may change. `surveys` are slugs, `languages` codes.

    `audience` is whom it is for, `expected` how many people. Of a hundred sheets `keyed_twice` are typed by two people;
    `keeps_scans`: pictures of sheets stay after the sheet is settled.
    """

    venue: str
    held_on: date
    surveys: tuple[str, ...]
    languages: tuple[str, ...]
    audience: str = ""
    expected: int = 0
    helpers: tuple[Helper, ...] = ()
    notes: str = ""
    keyed_twice: int = 0
    keeps_scans: bool = False


@dataclass(frozen=True, kw_only=True)
class Sitting(Plan):
    """One sitting. `code` is what people join by.

    `sealing` is the public key (JWK) that tablets seal to, `opening` the private one, itself encrypted; both are empty
    until a tablet is unlocked for it, as is `pin_hash`, of what leads out of a shared tablet.
    """

    id: str
    code: str
    opened_by: str
    opened_on: date
    pin_hash: str = ""
    sealing: Mapping[str, str] = field(default_factory=dict)
    opening: str = ""
    closed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether anybody can still begin to answer by its code."""
        return self.closed_on is None


def mint_sitting_code() -> str:
    """A fresh code without meaning: six Crockford characters, 30 random bits. It keeps no secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_sitting_code(typed: str) -> str | None:
    """The code as it was minted, or None where what was typed is none: any case, I and L for 1, O for 0."""
    bare = "".join(typed.upper().replace("-", " ").split()).translate(MISREAD)
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else None
