"""Shared tablets of a sitting: unlocking it for them, and all that such a tablet keeps to work without signal."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import orjson
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from ei_collect.errors import InputError, NotFoundError
from ei_collect.fieldwork.sealing import new_key_pair
from ei_collect.fieldwork.sitting import Sitting, read_sitting_code
from ei_collect.operations.asking import Asking, asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.projects.project import Scope
from ei_collect.store.places import wards_of
from ei_collect.store.revision import revision
from ei_collect.store.sittings import Held, find_held, find_sitting, update_sitting
from ei_collect.store.tablets import Tablet, put_tablet, tablets_of
from ei_collect.survey.document import to_document

NAME = re.compile("[0-9A-Z]{3}")
"""What a tablet calls itself."""
MOST_WAITING = 100_000
SHORTEST_PIN, LONGEST_PIN = 4, 12

Thing = TypeVar("Thing")

_hasher = PasswordHasher()


@dataclass(frozen=True)
class AskedThere:
    """A survey of a sitting in the languages in which tablets show it: those planned that it is offered in."""

    asking: Asking
    languages: tuple[str, ...]


def unlock(installation: Installation, scope: Scope, sitting_code: str, pin: str) -> Sitting:
    """Make a sitting ready for a shared tablet: the PIN that leads out of it, and once for all tablets the key pair.

    A later PIN takes the place of an earlier one, for the tablets that are unlocked from then on.

    Raises:
        NotFoundError: the project has no such sitting.
        InputError: the sitting is closed, or this is no PIN.
    """
    _check_pin(pin)
    pin_hash = _hasher.hash(pin)
    with installation.database.writing() as connection:
        sitting = find_sitting(connection, scope, sitting_code)
        if sitting is None:
            raise _unknown(sitting_code)
        if not sitting.is_open:
            raise InputError.of("sitting-closed", "is closed", where="sitting", mend="Open another sitting.")
        changed: dict[str, Any] = {"pin_hash": pin_hash}
        if not sitting.opening:
            pair = new_key_pair(installation.config.secret_key, sitting.code)
            changed |= {"sealing": dict(pair.sealing), "opening": pair.opening}
        update_sitting(connection, scope, sitting.id, changed)
        found = find_sitting(connection, scope, sitting_code)
    return found or sitting


def is_pin_of(sitting: Sitting, typed: str) -> bool:
    """Whether this is the PIN that leads out of a shared tablet of the sitting."""
    try:
        return bool(sitting.pin_hash) and _hasher.verify(sitting.pin_hash, typed[:LONGEST_PIN])
    except VerificationError:
        return False


def held_sitting(installation: Installation, typed_code: str) -> Held:
    """The sitting with this code, in whichever project.

    Raises:
        NotFoundError: there is none.
    """
    code = read_sitting_code(typed_code)
    with installation.database.reading() as connection:
        held = find_held(connection, code) if code else None
    if held is None:
        raise _unknown(typed_code)
    return held


def hear_of(installation: Installation, held: Held, name: str, waiting: int, waits_since: date | None) -> None:
    """Keep what a tablet tells of itself: how many answers it has not sent yet, and since when.

    Raises:
        InputError: no tablet tells this.
    """
    if not NAME.fullmatch(name) or not 0 <= waiting <= MOST_WAITING:
        raise InputError.of("tablet-report", "is no report of a tablet", where="tablet", mend="Send it again.")
    told = Tablet(name, today(), waiting, waits_since if waiting else None)
    with installation.database.writing() as connection:
        put_tablet(connection, held.scope, held.sitting.id, told)


def tablets_at(installation: Installation, scope: Scope, sitting: Sitting) -> tuple[Tablet, ...]:
    """The tablets of a sitting as they last told of themselves."""
    with installation.database.reading() as connection:
        return tablets_of(connection, scope, sitting.id)


def asked_at(installation: Installation, sitting: Sitting) -> tuple[AskedThere, ...]:
    """The surveys of a sitting, in its order; one that is offered in none of its languages is left out."""
    found = []
    for slug in sitting.surveys:
        asked = asking(installation, slug)
        languages = tuple(code for code in sitting.languages if code in asked.languages)
        if languages:
            found.append(AskedThere(asked, languages))
    return tuple(found)


def remembered(installation: Installation, sitting: Sitting, make: Callable[[], Thing]) -> Thing:
    """What is the same for every tablet of a sitting, made once as long as no publication or sign-off changes it."""
    with installation.database.reading() as connection:
        shelf = installation.memory.shelf(revision(connection))
    return shelf.recall(make, "tablet", sitting.code, sitting.is_open, sitting.surveys, sitting.languages)


def definition_of(installation: Installation, asked: Asking) -> bytes:
    """What the browser's own path through a survey is found by, as JSON: its frozen document, and the wards by code."""
    with installation.database.reading() as connection:
        wards = {ward.code: ward.name for ward in wards_of(connection, asked.project.place_set)}
    return orjson.dumps({"version": asked.version.id, "document": to_document(asked.survey), "wards": wards})


def digest_of(parts: Iterable[bytes]) -> str:
    """What tells one state of a tablet's files from another: SHA-256 over all of them, in hexadecimal."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def _check_pin(pin: str) -> None:
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise InputError.of(
            "pin-unusable", "is no PIN", where="PIN", mend=f"Use {SHORTEST_PIN} to {LONGEST_PIN} figures."
        )


def _unknown(code: str) -> NotFoundError:
    return NotFoundError.of("sitting-unknown", "is not there", where=f"sitting {code}", mend="Look at its code again.")
