"""Keeping a submission, from the web or from a file: the one insert-or-compare. Never check-then-insert."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import orjson

from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Answer, Quotable, Submission
from ei_collect.errors import GoneError, InputError
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Scope
from ei_collect.store.answers import inline
from ei_collect.store.database import Connection
from ei_collect.store.responses import Identity, content_digest_of, insert_conflict, insert_response, never_quote
from ei_collect.store.standing import find_kept
from ei_collect.survey.definition import PublishedVersion


class Outcome(StrEnum):
    """What became of a submission: new, the same as one kept already, other content under its key, a wanted change."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    CHANGED = "changed"


@dataclass(frozen=True)
class Kept:
    """The response that stands under the key, and what became of the submission that was handed in."""

    response_id: str
    outcome: Outcome


def keep(installation: Installation, scope: Scope, version: PublishedVersion, submission: Submission, key: str) -> Kept:
    """Keep a submission under `key`, once: the respondent's code, or for an import what names the survey and the row.

    Raises:
        InputError: another response already has its `source_row`.
    """
    with installation.database.writing() as connection:
        return keep_within(connection, installation, scope, version, submission, key=key)


def keep_within(
    connection: Connection,
    installation: Installation,
    scope: Scope,
    version: PublishedVersion,
    submission: Submission,
    *,
    key: str,
) -> Kept:
    """The same as `keep`, inside a transaction that the caller owns."""
    hashed = key_hash(installation.config.lasting_key, key)
    return keep_under(connection, installation, scope, version, submission, hashed=hashed)


def keep_under(
    connection: Connection,
    installation: Installation,
    scope: Scope,
    version: PublishedVersion,
    submission: Submission,
    *,
    hashed: str,
) -> Kept:
    """The same where only the hash of the key is known, as that of the code on the slip of a paper sheet."""
    if (submission.version_id, submission.survey_slug) != (version.id, version.survey.slug):
        raise InputError.of(
            "version-other", "answers another version", where=submission.survey_slug, mend="Name its own version."
        )
    identity = Identity(hashed, content_digest(installation.config.lasting_key, submission.answers))
    if response_id := insert_response(connection, scope, submission, identity, today()):
        return Kept(response_id, Outcome.NEW)
    there = content_digest_of(connection, scope, identity.key_hash)
    if there is None and find_kept(connection, scope, identity.key_hash).is_buried:
        raise GoneError.of("taken-back", "has been taken back", where="code", mend="Leave it out.")
    if there is None:
        raise InputError.of(
            "source-row-twice",
            "is already kept under another key",
            where=f"row {submission.source_row}",
            mend="Give each row an id of its own.",
        )
    response_id, digest = there
    if submission.quotable is Quotable.NEVER:
        never_quote(connection, scope, response_id)  # whoever takes consent back is heard at once
    if hmac.compare_digest(digest, identity.content_digest):
        return Kept(response_id, Outcome.SAME)
    insert_conflict(connection, scope, response_id, submission, content_digest=identity.content_digest, today=today())
    return Kept(response_id, Outcome.CONFLICT)


def insert_within(
    connection: Connection, installation: Installation, scope: Scope, submission: Submission, *, key: str
) -> str | None:
    """Keep a submission where nothing stands under `key` yet; its id, or None where something does or did."""
    return insert_response(connection, scope, submission, _identity(installation, submission, key), today())


def _identity(installation: Installation, submission: Submission, key: str) -> Identity:
    secret = installation.config.lasting_key
    return Identity(key_hash(secret, key), content_digest(secret, submission.answers))


def content_digest(secret_key: str, answers: Mapping[str, Answer]) -> str:
    """A keyed digest of what was said; the language of the interface is no part of it: a switch is no other content."""
    said = {
        code: {part: value for part, value in entry.items() if part != "language"}
        for code, entry in inline(answers).items()
    }
    canonical = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    return hmac.digest(secret_key.encode(), b"content:" + canonical, "sha256").hex()


def today() -> date:
    """The day, in UTC; nothing about a respondent has a finer time."""
    return datetime.now(UTC).date()
