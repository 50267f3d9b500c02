"""What comes from shared tablets: sealed records, opened here and kept as the answers of a person on a tablet.

A tablet sends a record until it is acknowledged, by its hash; so the same may come often and late, also by a file.
It is kept once, and never where its key was taken back. Answers with photos and recordings are kept once all of these
are here (see `tablet_files`), but for those that this server has refused: words do not wait for what cannot come.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from ei_collect.answering.form import cleaned, field_name
from ei_collect.answering.interpreting import interpreted
from ei_collect.answering.kinds import RECORDING, Fault
from ei_collect.answering.kinds.photo import FIELDS, PICTURE, most_photos, part_of
from ei_collect.answering.response import Device, Help
from ei_collect.answering.tongues import marks_in
from ei_collect.errors import CollectError, GoneError, InputError, UnavailableError
from ei_collect.fieldwork.sealing import hash_of, open_sealed
from ei_collect.operations.answering import Closing, UnfinishedError, submission_of
from ei_collect.operations.arriving import Arrival, Arrived, in_another_language, keepable, look_up_brought
from ei_collect.operations.asking import Lookup
from ei_collect.operations.attached import Gone, forget, settle_within
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep_under, today
from ei_collect.operations.standing import CONSENT, EASY, VOICE, YES, standing_of
from ei_collect.operations.tablet_files import id_of_lost, tablet_upload
from ei_collect.operations.tablets import held_sitting
from ei_collect.store import photos, recordings
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, delete_drafts
from ei_collect.store.sittings import Held
from ei_collect.survey.definition import Kind, Question, Section

LONGEST_RECORD = 512 * 1024
"""Characters of a sealed record."""
MOST_FILES = 500
"""That one person's answers name."""
Form = dict[str, list[str]]


class _SectionSchema(Schema):
    language = fields.String(required=True)
    form = fields.Dict(fields.String(), fields.List(fields.String()), required=True)


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
    help_from = fields.String(load_default="")
    help_into = fields.String(load_default="")
    files = fields.List(fields.String(), load_default=list, validate=validate.Length(max=MOST_FILES))


class _FilesMissingError(CollectError):
    """Files that a record names are not here yet; `names` are those that the tablet gave them."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(())
        self.names = tuple(names)


def receive(
    installation: Installation,
    sitting_code: str,
    sealed: Iterable[str],
    without: Collection[str] = (),
) -> tuple[Arrived, ...]:
    """Open the records that a tablet of this sitting sent, and keep each in a transaction of its own.

    `without` are the tablet's names of files that were refused for good. A sitting that has been closed still takes
    what its tablets bring, and so does a project whose last day is over.

    Raises:
        NotFoundError: there is no such sitting.
    """
    held = held_sitting(installation, sitting_code)
    return tuple(_take_in(installation, held, record, without) for record in sealed)


def _take_in(installation: Installation, held: Held, sealed: str, without: Collection[str]) -> Arrived:
    named = hash_of(sealed)
    try:
        record = _opened(installation, held, sealed)
        with installation.database.writing() as connection:
            gone = _keep(connection, installation, held, record, without)
    except GoneError:
        return Arrived(named, Arrival.TAKEN_BACK)
    except UnavailableError:  # nothing is wrong with the record: the tablet keeps it, and sends it again
        raise
    except _FilesMissingError as error:
        return Arrived(named, Arrival.WAITS, "files-missing", error.names)
    except CollectError as error:
        return Arrived(named, Arrival.REFUSED, "; ".join(finding.code for finding in error.findings))
    forget(installation, gone)
    return Arrived(named, Arrival.KEPT)


def _opened(installation: Installation, held: Held, sealed: str) -> dict[str, Any]:
    if len(sealed) > LONGEST_RECORD:
        raise InputError.of("record-too-long", "is too long", where="record", mend="Send it in another way.")
    sitting = held.sitting
    words = open_sealed(sealed, sitting.opening, installation.config.secret_keys, sitting.code)
    try:
        record: dict[str, Any] = _RecordSchema().load(keepable(json.loads(words)))
    except (ValidationError, ValueError, RecursionError):
        raise InputError.of("record-unreadable", "is no record of ours", where="record", mend="Keep it.") from None
    return record


def _keep(
    connection: Connection, installation: Installation, held: Held, record: Mapping[str, Any], without: Collection[str]
) -> Gone:
    """Read the answers as those of a page would be, and keep them under the code that the tablet minted.

    The files that came before them go with them; the names of those that belong to nothing.
    """
    found, language = look_up_brought(connection, installation, held, record), record["language"]
    if not {sent["language"] for sent in record["sections"].values()} <= set(found.asking.version.languages):
        raise in_another_language()
    files = _files(connection, installation, found, record, without)
    standing = standing_of(found, _drafts(found, record, files), None, language)
    if faults := [
        each
        for section in standing.findings.values()
        for each in section
        if not _needs_photo(found, each.where, each.code)
    ]:
        raise UnfinishedError(faults)
    between = interpreted(record["help"], record["help_from"], record["help_into"])
    closing = Closing(language, Device.TABLET, record["help"], readable=record["readable"], interpreted=between)
    submission = replace(submission_of(installation, found, standing, closing), sitting=held.sitting.id)
    kept = keep_under(connection, installation, held.scope, found.asking.version, submission, hashed=found.key_hash)
    if set(found.kept.drafts) <= {CONSENT, VOICE}:  # those that files brought along, and nothing that a person typed
        delete_drafts(connection, held.scope, found.key_hash)
    return settle_within(connection, found, submission, kept.outcome)


def _files(
    connection: Connection,
    installation: Installation,
    found: Lookup,
    record: Mapping[str, Any],
    without: Collection[str],
) -> Mapping[str, str]:
    """The ids of the record's files by the tablet's names; of a recording that was refused none.

    Raises:
        _FilesMissingError: some are not here.
    """
    ids: dict[str, str] = {}
    missing = []
    for name, question in _named(found, record):
        scope, upload = found.asking.project.scope, ""
        if question.kind is Kind.PHOTO:
            upload = tablet_upload(installation, record["survey"], record["key"], question.code, name)
            photo = photos.find_upload(connection, scope, found.key_hash, upload)
            there = photo.id if photo else None
        else:
            there = recordings.find_of_question(connection, scope, found.key_hash, question.code)
        if there is None and name not in without:
            missing.append(name)
        elif there or upload:
            ids[name] = there or id_of_lost(upload)
    if missing:
        raise _FilesMissingError(missing)
    return ids


def _named(found: Lookup, record: Mapping[str, Any]) -> Iterator[tuple[str, Question]]:
    """The files that the sections name, of those that the record says it brings, with their questions."""
    brought = set(record["files"])
    for section in found.asking.survey.sections:
        form = record["sections"].get(section.code, {}).get("form", {})
        for question in section.questions:
            for field in _file_fields(question):
                yield from ((name, question) for name in form.get(field, ()) if name in brought)


def _file_fields(question: Question) -> tuple[str, ...]:
    """The fields of a question that name a file."""
    if question.kind is Kind.VOICE:
        return (field_name(question, RECORDING),)
    if question.kind is Kind.PHOTO:
        numbers = range(1, most_photos(question) + 1)
        return tuple(field_name(question, part_of(number, PICTURE)) for number in numbers)
    return ()


def _drafts(found: Lookup, record: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Draft]:
    """The record as what would have been saved page by page."""
    version, day = found.asking.version, today()
    easy: Form = {EASY: [YES]} if record["easy"] else {}
    drafts = {
        section.code: Draft(
            version.id, sent["language"], _typed(section, sent["form"], version.languages, files) | easy, day
        )
        for section in version.survey.sections
        if (sent := record["sections"].get(section.code))
    }
    consent = Draft(version.id, record["language"], {"agree": [record["agreement"]]}, day)
    spoken = {VOICE: found.kept.drafts[VOICE]} if VOICE in found.kept.drafts else {}
    return {**drafts, **spoken, CONSENT: consent}


def _typed(section: Section, form: Form, languages: Sequence[str], files: Mapping[str, str]) -> Form:
    """What was typed into a section, with the ids of its files; files that a record only claims are not believed."""
    kept = cleaned(form, section.questions) | marks_in(form, section.questions, languages)
    for question in section.questions:
        for field in _file_fields(question):
            named = [files[name] for name in kept.pop(field, ()) if name in files]
            if named:
                kept[field] = named
            elif question.kind is Kind.PHOTO:
                for part in FIELDS:
                    kept.pop(field.removesuffix(PICTURE) + part, None)
    return kept


def _needs_photo(found: Lookup, code: str, fault: str) -> bool:
    """Whether a question lacks nothing but a photo: people can add theirs later, by their code."""
    question = found.asking.survey.question(code)
    return question is not None and question.kind is Kind.PHOTO and fault == Fault.REQUIRED
