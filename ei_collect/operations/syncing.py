"""What comes from shared tablets: sealed records, opened here and kept as the answers of a person on a tablet.

A tablet sends a record until it is acknowledged, by its hash; so the same may come often and late, also by a file.
It is kept once, and never where its key was taken back.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from ei_collect.answering.form import SYMBOL_FOR_NUL, cleaned, field_name
from ei_collect.answering.kinds import KINDS
from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.answering.response import Device, Help
from ei_collect.answering.tongues import marks_in
from ei_collect.errors import CollectError, GoneError, InputError, UnavailableError, UnreadableError
from ei_collect.fieldwork.sealing import hash_of, open_sealed
from ei_collect.operations.answering import Closing, UnfinishedError, submission_of
from ei_collect.operations.asking import Lookup, look_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep_within, today
from ei_collect.operations.standing import CONSENT, EASY, YES, standing_of
from ei_collect.operations.tablets import held_sitting
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft
from ei_collect.store.sittings import Held
from ei_collect.survey.definition import Kind, Section

LONGEST_RECORD = 512 * 1024
"""Characters of a sealed record."""
Form = dict[str, list[str]]


class Arrival(StrEnum):
    """What became of a sealed record. A tablet may forget those that arrived or were taken back."""

    KEPT = "kept"
    TAKEN_BACK = "taken_back"
    REFUSED = "refused"


@dataclass(frozen=True)
class Arrived:
    """One record by its hash, what became of it, and where it was refused why."""

    hash: str
    arrival: Arrival
    why: str = ""


class _SectionSchema(Schema):
    language = fields.String(required=True)
    form = fields.Dict(fields.String(), fields.List(fields.String()), required=True)


class _SavedSchema(Schema):
    sitting = fields.String(required=True)
    sealed = fields.String(required=True)


class _FileSchema(Schema):
    records = fields.List(fields.Nested(_SavedSchema), required=True)


class _RecordSchema(Schema):
    class Meta:
        unknown = EXCLUDE  # a newer page may tell more than this server knows

    key = fields.String(required=True)
    survey = fields.String(required=True)
    version = fields.String(required=True)
    language = fields.String(required=True)
    agreement = fields.String(required=True, validate=validate.Length(min=1))
    sections = fields.Dict(fields.String(), fields.Nested(_SectionSchema), required=True)
    easy = fields.Boolean(load_default=False)
    readable = fields.Boolean(load_default=False)
    help = fields.Enum(Help, by_value=True, load_default=Help.UNKNOWN)


def receive(installation: Installation, sitting_code: str, sealed: Iterable[str]) -> tuple[Arrived, ...]:
    """Open the records that a tablet of this sitting sent, and keep each in a transaction of its own.

    A sitting that has been closed still takes what its tablets bring, and so does a project whose last day is over.

    Raises:
        NotFoundError: there is no such sitting.
    """
    held = held_sitting(installation, sitting_code)
    return tuple(_take_in(installation, held, record) for record in sealed)


def import_file(installation: Installation, path: Path) -> tuple[Arrived, ...]:
    """Take in the records of a file that a tablet saved; again, if need be.

    Raises:
        UnreadableError: it cannot be read.
        InputError: it is no such file.
        NotFoundError: it names a sitting that is not there.
    """
    try:
        told = _FileSchema().loads(path.read_bytes())
    except OSError as error:
        raise UnreadableError.of(
            "queue-unreadable", f"cannot be read ({error.strerror})", where=str(path), mend="Look at its name."
        ) from error
    except (ValidationError, ValueError, RecursionError):
        raise InputError.of(
            "queue-file", "is no file of a tablet", where=str(path), mend="Save it on the tablet again."
        ) from None
    return tuple(
        arrived
        for record in told["records"]
        for arrived in receive(installation, record["sitting"], [record["sealed"]])
    )


def _take_in(installation: Installation, held: Held, sealed: str) -> Arrived:
    named = hash_of(sealed)
    try:
        record = _opened(installation, held, sealed)
        with installation.database.writing() as connection:
            _keep(connection, installation, held, record)
    except GoneError:
        return Arrived(named, Arrival.TAKEN_BACK)
    except UnavailableError:  # nothing is wrong with the record: the tablet keeps it, and sends it again
        raise
    except CollectError as error:
        return Arrived(named, Arrival.REFUSED, "; ".join(finding.code for finding in error.findings))
    return Arrived(named, Arrival.KEPT)


def _opened(installation: Installation, held: Held, sealed: str) -> dict[str, Any]:
    if len(sealed) > LONGEST_RECORD:
        raise InputError.of("record-too-long", "is too long", where="record", mend="Send it in another way.")
    sitting = held.sitting
    words = open_sealed(sealed, sitting.opening, installation.config.secret_keys, sitting.code)
    try:
        record: dict[str, Any] = _RecordSchema().load(_keepable(json.loads(words)))
    except (ValidationError, ValueError, RecursionError):
        raise InputError.of("record-unreadable", "is no record of ours", where="record", mend="Keep it.") from None
    return record


def _keepable(said: Any) -> Any:
    """The same without what no database can hold: NUL, and halves of characters, which only a page can have."""
    match said:
        case str():
            whole = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            return whole.replace("\0", SYMBOL_FOR_NUL)
        case list():
            return [_keepable(each) for each in said]
        case dict():
            return {_keepable(name): _keepable(each) for name, each in said.items()}
        case _:
            return said


def _keep(connection: Connection, installation: Installation, held: Held, record: Mapping[str, Any]) -> None:
    """Read the answers as those of a page would be, and keep them under the code that the tablet minted."""
    key, language = normalise(record["key"]), record["language"]
    if record["survey"] not in held.sitting.surveys:
        raise _of_another()
    found = look_up(connection, installation, record["survey"], None, record["version"])
    _check(found, held, record)
    found = replace(found, key_hash=key_hash(installation.config.lasting_key, key))
    standing = standing_of(found, _drafts(found, record), None, language)
    if faults := [
        each for section in standing.findings.values() for each in section if not _of_photo(found, each.where)
    ]:
        raise UnfinishedError(faults)
    closing = Closing(language, Device.TABLET, record["help"], readable=record["readable"])
    submission = replace(submission_of(installation, found, standing, closing), sitting=held.sitting.id)
    keep_within(connection, installation, held.scope, found.asking.version, submission, key=key)


def _check(found: Lookup, held: Held, record: Mapping[str, Any]) -> None:
    """See that the version and the languages are such as a tablet of this sitting can have shown."""
    asked = found.asking
    languages = {record["language"], *(section["language"] for section in record["sections"].values())}
    if asked.project.scope != held.scope or asked.version.id != record["version"]:
        raise _of_another()
    if not languages <= set(asked.version.languages):
        raise InputError.of("record-language", "is in another language", where="record", mend="Keep it.")


def _drafts(found: Lookup, record: Mapping[str, Any]) -> dict[str, Draft]:
    """The record as what would have been saved page by page."""
    version, day = found.asking.version, today()
    easy: Form = {EASY: [YES]} if record["easy"] else {}
    drafts = {
        section.code: Draft(version.id, sent["language"], _typed(section, sent["form"], version.languages) | easy, day)
        for section in version.survey.sections
        if (sent := record["sections"].get(section.code))
    }
    consent = Draft(version.id, record["language"], {"agree": [record["agreement"]]}, day)
    return {**drafts, CONSENT: consent}


def _typed(section: Section, form: Form, languages: Sequence[str]) -> Form:
    """What was typed into a section. Files that a record claims to have are not believed: a tablet sends none."""
    kept = cleaned(form, section.questions) | marks_in(form, section.questions, languages)
    for question in section.questions:
        parts = KINDS[question.kind].parts(question) if question.kind in {Kind.VOICE, Kind.PHOTO} else ()
        for part in parts:
            kept.pop(field_name(question, part), None)
    return kept


def _of_another() -> InputError:
    return InputError.of("record-of-another", "is of another survey", where="record", mend="Keep it.")


def _of_photo(found: Lookup, code: str) -> bool:
    """Whether a question asks for photos, which nobody can add on a shared tablet: they come later, by the code."""
    question = found.asking.survey.question(code)
    return question is not None and question.kind is Kind.PHOTO
