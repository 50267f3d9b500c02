"""Writing recordings down: what is said becomes a text of the response, coded and quoted as any other."""

import langcodes

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.answering.response import Words
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.sounds import forget_sounds, sounds
from ei_collect.projects.project import Scope, User
from ei_collect.store import transcripts as store
from ei_collect.store.database import Connection
from ei_collect.store.transcripts import SentRecording

LONGEST = 20_000
"""The most code points of a transcript; three minutes of the fastest speech have a quarter of that."""


def write_down(installation: Installation, scope: Scope, user: User, recording_id: str, words: Words) -> str:
    """Keep what is said in a recording, in a language such as `syl` that must be named; the id of the new text.

    Raises:
        NotFoundError: no such recording was sent, or it was taken back or replaced since.
        InputError: every fault of what is to be kept; or somebody has written it down already.
    """
    language = _language(words.language or "")
    _check(words.body, language)
    with installation.database.writing() as connection:
        sent = _find(connection, scope, recording_id)
        text_id = store.insert_transcript(connection, scope, sent, Words(_as_typed(words.body), language))
        if text_id is None:
            raise InputError.of(
                "transcript-there", "is written down already", where="the recording", mend="Look at its text."
            )
        store.mark_written_down(connection, scope, recording_id, user.id)
    return text_id


def delete_sound(installation: Installation, scope: Scope, recording_id: str) -> None:
    """Delete the sound of a recording that is written down; the answer and its text stay.

    Raises:
        NotFoundError: no such recording was sent.
        InputError: it is not written down yet.
    """
    with installation.database.writing() as connection:
        sent = _find(connection, scope, recording_id)
        if sent.text_id is None:
            raise InputError.of(
                "transcript-absent", "is not written down yet", where="the recording", mend="Write it down first."
            )
        store.mark_silent(connection, scope, recording_id)
    forget_sounds(installation, (recording_id,))


def sent_sound(installation: Installation, scope: Scope, recording_id: str) -> tuple[SentRecording, bytes]:
    """A recording that was sent, and its sound.

    Raises:
        NotFoundError: there is none, or its sound was deleted.
    """
    with installation.database.reading() as connection:
        sent = _find(connection, scope, recording_id)
    content = sounds(installation).read(recording_id) if sent.has_sound else None
    if content is None:
        raise _absent(recording_id)
    return sent, content


def _find(connection: Connection, scope: Scope, recording_id: str) -> SentRecording:
    sent = store.find_sent(connection, scope, recording_id)
    if sent is None:
        raise _absent(recording_id)
    return sent


def _check(body: str, language: str | None) -> None:
    findings: list[Finding] = []
    if not body.strip():
        findings.append(Finding("transcript", "transcript-empty", "has no words", "Write what is said."))
    if len(body) > LONGEST:
        findings.append(Finding("transcript", "transcript-long", "is too long", f"Write at most {LONGEST} characters."))
    if language is None:
        findings.append(Finding("language", "language-unknown", "is no language", "Give a code, such as so or syl."))
    if findings:
        raise InputError(findings)


def _language(typed: str) -> str | None:
    bare = typed.strip()
    return langcodes.standardize_tag(bare) if bare and langcodes.tag_is_valid(bare) and len(bare) <= 20 else None


def _as_typed(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\0", SYMBOL_FOR_NUL)


def _absent(recording_id: str) -> NotFoundError:
    return NotFoundError.of(
        "recording-absent", "is not there", where=f"recording {recording_id}", mend="Go back to the list."
    )
