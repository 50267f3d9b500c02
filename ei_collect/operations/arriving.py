"""What arrives from shared tablets, answers and files alike: what becomes of it, and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.errors import InputError
from ei_collect.operations.asking import Lookup, look_up
from ei_collect.operations.holding import taken_back
from ei_collect.operations.installation import Installation
from ei_collect.store.database import Connection
from ei_collect.store.drafts import hold_drafts
from ei_collect.store.sittings import Held
from ei_collect.store.standing import find_kept


class Arrival(StrEnum):
    """What became of what was sealed. A tablet may forget what was kept or taken back.

    Answers WAIT while files that they name are not here yet.
    """

    KEPT = "kept"
    TAKEN_BACK = "taken_back"
    REFUSED = "refused"
    WAITS = "waits"


@dataclass(frozen=True)
class Arrived:
    """One record or file by its hash, what became of it, and where it was refused why.

    `missing` are the tablet's names of the files that answers wait for.
    """

    hash: str
    arrival: Arrival
    why: str = ""
    missing: tuple[str, ...] = ()


def look_up_brought(
    connection: Connection, installation: Installation, held: Held, record: Mapping[str, Any]
) -> Lookup:
    """The survey that a record or a file belongs to, and what is kept under its key, while nobody else writes there.

    Raises:
        InputError: no tablet of the sitting can have shown this survey, version or language; or it is no key.
        NotFoundError: there is no such survey.
        GoneError: what was under this key has been taken back.
    """
    hashed = key_hash(installation.config.lasting_key, normalise(record["key"]))
    if record["survey"] not in held.sitting.surveys:
        raise of_another()
    hold_drafts(connection, held.scope, hashed)
    found = look_up(connection, installation, record["survey"], None, record["version"])
    if found.asking.project.scope != held.scope or found.asking.version.id != record["version"]:
        raise of_another()
    if record["language"] not in found.asking.version.languages:
        raise in_another_language()
    kept = find_kept(connection, held.scope, hashed)
    if kept.is_buried:
        raise taken_back()
    return replace(found, key_hash=hashed, kept=kept)


def keepable(said: Any) -> Any:
    """The same without what no database can hold: NUL, and halves of characters, which only a page can have."""
    match said:
        case str():
            whole = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            return whole.replace("\0", SYMBOL_FOR_NUL)
        case list():
            return [keepable(each) for each in said]
        case dict():
            return {keepable(name): keepable(each) for name, each in said.items()}
        case _:
            return said


def of_another() -> InputError:
    """What is said of what no tablet of this sitting can have sent."""
    return InputError.of("record-of-another", "is of another survey", where="record", mend="Keep it.")


def in_another_language() -> InputError:
    """What is said where a survey is not there in the language that is named."""
    return InputError.of("record-language", "is in another language", where="record", mend="Keep it.")
