"""Files attached to answers, recordings and photos alike: they go where the answers go, and are swept when left behind.

How one comes in is in `attaching`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from ei_collect.answering.kinds import recording_of
from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.response import Submission, Value
from ei_collect.operations.asking import Lookup
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.projects.project import Scope
from ei_collect.store.attached import Attached
from ei_collect.store.database import Connection
from ei_collect.store.photos import PHOTOS
from ei_collect.store.projects import all_projects
from ei_collect.store.recordings import RECORDINGS
from ei_collect.survey.definition import Kind

GRACE = 3600
"""For so many seconds another process may be about to write the row of a file."""
Gone: TypeAlias = Mapping[ObjectKind, tuple[str, ...]]
"""The names of files whose rows are gone: to `forget` once the transaction stands."""


@dataclass(frozen=True)
class Attachment:
    """What is attached to answers of one kind of question: its rows, and which of them a value names."""

    asked_by: Kind
    rows: Attached[Any]
    named_in: Callable[[Value], Sequence[str]]


ATTACHMENTS = MappingProxyType(
    {
        ObjectKind.RECORDINGS: Attachment(
            Kind.VOICE, RECORDINGS, lambda value: [each] if (each := recording_of(value)) else []
        ),
        ObjectKind.PHOTOS: Attachment(Kind.PHOTO, PHOTOS, lambda value: [each.photo for each in photos_of(value)]),
    }
)


def settle_within(connection: Connection, found: Lookup, submission: Submission, outcome: Outcome) -> Gone:
    """Let what is attached go where its answers went."""
    return {kind: _settle(connection, found, submission, outcome, each) for kind, each in ATTACHMENTS.items()}


def delete_of_key_within(connection: Connection, scope: Scope, key_hash: str) -> Gone:
    """Remove all that is attached under a key."""
    return {kind: each.rows.delete_of_key(connection, scope, key_hash) for kind, each in ATTACHMENTS.items()}


def delete_abandoned_within(connection: Connection, scope: Scope) -> Gone:
    """Remove the drafts under keys under which nothing else is saved."""
    return {kind: each.rows.delete_abandoned(connection, scope) for kind, each in ATTACHMENTS.items()}


def forget(installation: Installation, gone: Gone) -> None:
    """Remove the files of rows that are gone."""
    for kind, names in gone.items():
        if names:
            objects(installation, kind).delete(*names)


def sweep(installation: Installation, kind: ObjectKind, *, starting: bool = False) -> int:
    """Remove the files that no row refers to, and those that were left half written; how many there were.

    Only those go that nobody can be busy with. On SQLite one process serves: when it starts, that is all of them.
    """
    rows = ATTACHMENTS[kind].rows
    with installation.database.reading() as connection:
        wanted = [rows.names(connection, project.scope) for project in all_projects(connection)]
    grace = 0 if starting and installation.database.is_sqlite else GRACE
    return objects(installation, kind).sweep(frozenset().union(*wanted), grace)


def _settle(
    connection: Connection, found: Lookup, submission: Submission, outcome: Outcome, attachment: Attachment
) -> tuple[str, ...]:
    asked = [question for question in found.asking.survey.questions() if question.kind is attachment.asked_by]
    if not asked:
        return ()
    wanted = [each for question in asked for each in attachment.named_in(submission.answers[question.code].value)]
    settle = attachment.rows.set_aside if outcome is Outcome.CONFLICT else attachment.rows.settle_sent
    return settle(connection, found.asking.project.scope, found.key_hash, wanted)
