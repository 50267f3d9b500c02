"""Photos and recordings from shared tablets: each comes sealed, before the answers that name it, and waits as a draft.

Until the answers come it is no data, and goes like any draft that nobody sent. It is known by the name that the tablet
gave it, so that it can come often; a photo is clean and safe before it is told to be here. What answers make of their
files is in `syncing`.
"""

import hmac
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from ei_collect.answering.kinds import Fault
from ei_collect.answering.kinds.photo import most_photos
from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.errors import AbsentError, BusyError, CollectError, GoneError, InputError
from ei_collect.fieldwork.sealing import hash_of, open_sealed_file
from ei_collect.operations.arriving import Arrival, Arrived, keepable, look_up_brought
from ei_collect.operations.asking import Lookup
from ei_collect.operations.attaching import safe
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.photographing import PhotoUnwantedError, upload_name
from ei_collect.operations.photographing import made_ready as photo_made_ready
from ei_collect.operations.pictures import owner_of_staged, photo_objects, staging
from ei_collect.operations.recording import SoundSent
from ei_collect.operations.recording import made_ready as sound_made_ready
from ei_collect.operations.sounds import sounds
from ei_collect.operations.standing import CONSENT, VOICE
from ei_collect.operations.tablets import held_sitting
from ei_collect.store import photos, recordings
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, save_drafts
from ei_collect.store.ids import ALPHABET, LENGTH
from ei_collect.store.sittings import Held
from ei_collect.survey.definition import Kind, Question

LARGEST_FILE = 17 * 1024 * 1024
"""Bytes of a sealed file: a tablet takes none of more than 16 MiB (`static/tablet-files.js`)."""


class _FileSchema(Schema):
    class Meta:
        unknown = EXCLUDE  # a newer page may tell more than this server knows

    key = fields.String(required=True)
    survey = fields.String(required=True)
    version = fields.String(required=True)
    language = fields.String(required=True)
    agreement = fields.String(required=True, validate=validate.Length(min=1))
    question = fields.String(required=True)
    name = fields.String(required=True, validate=validate.Regexp(r"(ph|rc)_[0-9a-z]{12}\Z"))
    consent = fields.String(load_default=None, allow_none=True)
    seconds = fields.Integer(load_default=None, allow_none=True)


@dataclass(frozen=True)
class _Brought:
    """A file that was opened: where it came from, what is told of it, and what is in it."""

    installation: Installation
    held: Held
    told: dict[str, Any]
    content: bytes

    @property
    def key_hash(self) -> str:
        return key_hash(self.installation.config.lasting_key, normalise(self.told["key"]))

    @property
    def upload(self) -> str:
        told = self.told
        return tablet_upload(self.installation, told["survey"], told["key"], told["question"], told["name"])


def receive_file(installation: Installation, sitting_code: str, sealed: bytes) -> Arrived:
    """Open a file that a tablet of this sitting sent, and keep it as a draft until the answers come that name it.

    Raises:
        NotFoundError: there is no such sitting.
        BusyError, AbsentError: it cannot be cleaned now, and is to be sent again.
    """
    held = held_sitting(installation, sitting_code)
    named = hash_of(sealed)
    try:
        _keep(_opened(installation, held, sealed))
    except (BusyError, AbsentError):
        raise
    except GoneError:
        return Arrived(named, Arrival.TAKEN_BACK)
    except CollectError as error:
        return Arrived(named, Arrival.REFUSED, "; ".join(finding.code for finding in error.findings))
    return Arrived(named, Arrival.KEPT)


def tablet_upload(installation: Installation, survey_slug: str, key: str, question: str, name: str) -> str:
    """What a file is called here that a tablet gave this name."""
    return upload_name(installation, survey_slug, normalise(key), question, f"tablet {name}")


def id_of_lost(upload: str) -> str:
    """The id in the answers of a photo that was refused: of no file, and the same whenever they come again."""
    number = int.from_bytes(hmac.digest(upload.encode(), b"lost", "sha256"))
    return "ph_" + "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def _opened(installation: Installation, held: Held, sealed: bytes) -> _Brought:
    if len(sealed) > LARGEST_FILE:
        raise InputError.of("file-too-big", "is too big", where="file", mend="Send it in another way.")
    sitting = held.sitting
    words, content = open_sealed_file(sealed, sitting.opening, installation.config.secret_keys, sitting.code)
    try:
        told: dict[str, Any] = _FileSchema().load(keepable(json.loads(words)))
    except (ValidationError, ValueError, RecursionError):
        raise InputError.of("record-unreadable", "is no file of ours", where="file", mend="Keep it.") from None
    return _Brought(installation, held, told, content)


def _keep(brought: _Brought) -> None:
    """Keep the file, unless it is here: looked up first, for cleaning takes its time and nobody can write meanwhile."""
    with brought.installation.database.writing() as connection:
        found, question, is_there = _look_up(connection, brought)
    if not is_there and question.kind is Kind.PHOTO:
        _keep_photo(brought, question)
    elif not is_there:
        _keep_sound(brought, found, question)


def _look_up(connection: Connection, brought: _Brought) -> tuple[Lookup, Question, bool]:
    """What is kept under the key, the question, and whether the file is here.

    Raises:
        PhotoUnwantedError: it comes after its answers, or is one photo too many.
    """
    found = look_up_brought(connection, brought.installation, brought.held, brought.told)
    question = found.asking.survey.question(brought.told["question"])
    if question is None or question.kind not in {Kind.PHOTO, Kind.VOICE}:
        raise InputError.of("question-unknown", "asks for no file", where=brought.told["question"], mend="Keep it.")
    scope, hashed = brought.held.scope, found.key_hash
    if question.kind is Kind.PHOTO:
        is_there = photos.find_upload(connection, scope, hashed, brought.upload) is not None
    else:
        is_there = recordings.find_of_question(connection, scope, hashed, question.code) is not None
    if not is_there and found.kept.sent_on is not None:
        raise _unwanted(question, Fault.TOO_LATE_FOR_PHOTOS, "comes after the answers")
    if not is_there and photos.count_drafts(connection, scope, hashed, question.code) >= most_photos(question):
        raise _unwanted(question, Fault.TOO_MANY_PHOTOS, "is one photo too many")
    return found, question, is_there


def _keep_photo(brought: _Brought, question: Question) -> None:
    with _lying(brought) as path:
        fresh, contents = photo_made_ready(brought.installation, question, path)
    files = photo_objects(brought.installation)
    with safe(files, contents), brought.installation.database.writing() as connection:
        found, _question, is_there = _look_up(connection, brought)
        if not is_there:
            photos.insert_draft(connection, brought.held.scope, found.key_hash, brought.upload, fresh)
            save_drafts(connection, brought.held.scope, found.key_hash, _drafts(brought, found))
    if is_there:
        files.delete(*fresh.names)


def _keep_sound(brought: _Brought, found: Lookup, question: Question) -> None:
    told = brought.told
    sent = SoundSent(brought.content, told["language"], told["consent"], told["seconds"])
    fresh, content = sound_made_ready(question.code, sent)
    files = sounds(brought.installation)
    with safe(files, {fresh.id: content}), brought.installation.database.writing() as connection:
        found, _question, is_there = _look_up(connection, brought)
        if not is_there:
            recordings.replace_draft(connection, brought.held.scope, found.key_hash, fresh)
            before = found.kept.drafts[VOICE].form if VOICE in found.kept.drafts else {}
            agreed = {**before, question.code: [told["language"], told["consent"]]}
            spoken = Draft(found.asking.version.id, told["language"], agreed, today())
            save_drafts(connection, brought.held.scope, found.key_hash, {**_drafts(brought, found), VOICE: spoken})
    if is_there:
        files.delete(fresh.id)


def _drafts(brought: _Brought, found: Lookup) -> dict[str, Draft]:
    """The agreement to take part, as what the file is attached to."""
    told = brought.told
    return {CONSENT: Draft(found.asking.version.id, told["language"], {"agree": [told["agreement"]]}, today())}


def _unwanted(question: Question, fault: Fault, what: str) -> PhotoUnwantedError:
    return PhotoUnwantedError.of(fault, what, where=question.code, mend="Keep it.")


@contextmanager
def _lying(brought: _Brought) -> Iterator[Path]:
    """The file where others are on their way in, under a name by which it goes when its key is taken back."""
    files = staging(brought.installation)
    name = f"{owner_of_staged(brought.installation, brought.key_hash)}.{secrets.token_hex(16)}"
    with files.held(name) as path:
        try:
            path.write_bytes(brought.content)
            yield path
        finally:
            files.delete(name)
