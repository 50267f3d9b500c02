"""Recordings as rows: which files of sound there are, of which question, and whether they were sent.

A key has one draft of a question at most, and one recording that was sent, beside any number of others that came later.
The file of each is named by its id. What becomes of them with the answers is in `attached`.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from ei_collect.projects.project import Scope
from ei_collect.store.attached import Attached
from ei_collect.store.tables import recordings


@dataclass(frozen=True)
class Recording:
    """A spoken answer. `language` is that of the interface, `size` in bytes (0 once the sound was deleted)."""

    id: str
    question: str
    language: str
    media_type: str
    size: int
    seconds: int | None
    received_on: date

    @property
    def kilobytes(self) -> int:
        """Its size for people, 1 at least."""
        return max(1, round(self.size / 1000))

    @property
    def names(self) -> tuple[str]:
        """Of its file."""
        return (self.id,)


RECORDINGS = Attached(
    recordings, Recording, aside={"question": recordings.c.question.concat(":").concat(recordings.c.id)}
)
"""Several of one question can be set aside, each named by its own conflict: behind the question stands their id."""
COLUMNS = RECORDINGS.columns


def find_of_question(connection: Connection, scope: Scope, key_hash: str, question: str) -> str | None:
    """The id of the recording of a question under a key, one that waits to be sent before one that was; or None."""
    which = (RECORDINGS.of_key(scope, key_hash), recordings.c.question == question)
    return connection.scalar(select(recordings.c.id).where(*which).order_by(recordings.c.state).limit(1))


def replace_draft(connection: Connection, scope: Scope, key_hash: str, recording: Recording) -> tuple[str, ...]:
    """Write a draft in place of the one that is there; the names of the files that go. The caller holds the key."""
    gone = delete_draft(connection, scope, key_hash, recording.question)
    RECORDINGS.insert_draft(connection, scope, key_hash, vars(recording))
    return gone


def delete_draft(connection: Connection, scope: Scope, key_hash: str, question: str) -> tuple[str, ...]:
    """Remove the draft of a question; the names of the files that are gone. What was sent stays."""
    return RECORDINGS.delete_drafts(connection, scope, key_hash, recordings.c.question == question)
