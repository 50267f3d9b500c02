"""Flagging what may mean that somebody is at risk, and writing down what was done. See docs/safeguarding.md."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ei_collect.coding.coding import OpenText
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations import moderating
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.projects.flag import Flag, FlagKind
from ei_collect.projects.project import Scope, User
from ei_collect.store import flags as store
from ei_collect.store.database import Connection
from ei_collect.store.photos import SentPhoto
from ei_collect.store.texts import find_text

LONGEST = 4000


@dataclass(frozen=True)
class Flagged:
    """A flag with what it is about; None where its author has changed or taken back that part since."""

    flag: Flag
    text: OpenText | None = None
    photo: SentPhoto | None = None


def flag(installation: Installation, scope: Scope, user: User, subject: tuple[FlagKind, str], reason: str) -> None:
    """Flag a text or a photo for the safeguarding lead.

    Raises:
        NotFoundError: it is not there.
        InputError: no reason is given, or one that is too long.
    """
    with installation.database.writing() as connection:
        response_id = _response_of(connection, scope, *subject)
        if findings := list(_faults("the reason", reason)):
            raise InputError(findings)
        fresh = Flag("", response_id, *subject, reason, user.name, today())
        store.insert_flag(connection, scope, fresh, user.id)


def flagged(installation: Installation, scope: Scope, flag_id: str) -> Flagged:
    """One flag with the words or the photo that it is about.

    Raises:
        NotFoundError: there is none with this id.
    """
    with installation.database.reading() as connection:
        found = _found(connection, scope, flag_id)
        if found.kind is FlagKind.TEXT:
            return Flagged(found, text=find_text(connection, scope, found.subject_id))
        try:
            return Flagged(found, photo=moderating.find(connection, scope, found.subject_id))
        except NotFoundError:
            return Flagged(found)


def close(installation: Installation, scope: Scope, user: User, flag_id: str, outcome: tuple[str, str]) -> None:
    """Write down the outcome: what was done, and what the respondent was told, or why nothing.

    Raises:
        NotFoundError: there is no such flag.
        InputError: one of the two is missing or too long, or somebody has closed it already.
    """
    done, told = outcome
    with installation.database.writing() as connection:
        found = replace(_found(connection, scope, flag_id), done=done, told=told)
        if findings := [*_faults("what was done", done), *_faults("what the respondent was told", told)]:
            raise InputError(findings)
        if not store.close_flag(connection, scope, found, user.id, today()):
            mend = "Read what stands there."
            raise InputError.of("flag-closed", "was written down by somebody else", where="the outcome", mend=mend)


def _response_of(connection: Connection, scope: Scope, kind: FlagKind, subject_id: str) -> str:
    if kind is FlagKind.PHOTO:
        return moderating.find(connection, scope, subject_id).response_id
    text = find_text(connection, scope, subject_id)
    if text is None:
        raise NotFoundError.of("text-absent", "is not there", where=f"text {subject_id}", mend="Go back to the list.")
    return text.response_id


def _found(connection: Connection, scope: Scope, flag_id: str) -> Flag:
    found = store.find_flag(connection, scope, flag_id)
    if found is None:
        raise NotFoundError.of("flag-absent", "is not there", where=f"flag {flag_id}", mend="Go back to the list.")
    return found


def _faults(where: str, words: str) -> Iterator[Finding]:
    if not words.strip():
        yield Finding(where, "words-missing", "is not written", "Write a sentence.")
    elif len(words) > LONGEST:
        yield Finding(where, "words-long", f"has more than {LONGEST} characters", "Write less.")
