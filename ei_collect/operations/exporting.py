"""Exports for researchers: responses with the meaning of their columns, and codings as a long table."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ei_collect.analysis.cells import Table
from ei_collect.analysis.codings import coding_table
from ei_collect.analysis.columns import column_table, items_of
from ei_collect.analysis.notes import note_table
from ei_collect.analysis.order import keyed_order
from ei_collect.analysis.responses import Writing, response_table
from ei_collect.answering.response import Response
from ei_collect.errors import InputError, NotFoundError
from ei_collect.fieldwork.interview import Told
from ei_collect.operations.coding import codebook_in_use
from ei_collect.operations.installation import Installation
from ei_collect.operations.tables import write_csv, write_xlsx
from ei_collect.projects.project import Project
from ei_collect.store.codings import all_codings
from ei_collect.store.interviews import how_interviewed, told_of
from ei_collect.store.places import wards_of
from ei_collect.store.posters import places_of_periods
from ei_collect.store.responses import BATCH, find_responses, ids_of_responses
from ei_collect.store.sittings import codes_of_sittings
from ei_collect.store.surveys import all_versions
from ei_collect.store.texts import all_texts
from ei_collect.survey.definition import PublishedVersion


class Format(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Exported:
    """How many rows were written, and into which files."""

    rows: int
    files: tuple[Path, ...]


def export_responses(
    installation: Installation,
    project: Project,
    survey_slug: str,
    to: Path,
    *,
    format: Format,
    language: str | None = None,
    labels: bool = False,
) -> Exported:
    """Write every response to a survey, one row each in a keyed order, and beside it what each column means.

    The second table is a second sheet, or `<stem>-questions.csv`. Its wordings, and with `labels` the answers, are in
    `language`, or in the survey's own where none is named. What is taken back before its row is reached is not in it.

    Raises:
        NotFoundError: the project has no such survey.
        InputError: the survey has no wordings in `language`, or XLSX cannot hold so many rows.
        OSError: a file cannot be written.
    """
    with installation.database.reading() as connection:
        versions = all_versions(connection, project.scope, survey_slug)
        language = _language(versions, survey_slug, language)
        items = items_of(versions)
        wards = {ward.code: ward.name for ward in wards_of(connection, project.place_set)}
        posters = places_of_periods(connection, project.scope)
        sittings = codes_of_sittings(connection, project.scope)
        numbers, labelled = {each.id: each.number for each in versions}, language if labels else None
        interviews = how_interviewed(connection, project.scope)
        writing = Writing(numbers, wards, labelled, posters, sittings, interviews)
    answering = _answering(installation, project, survey_slug, frozenset(writing.numbers))
    return _write((response_table(answering, items, writing), column_table(items, language)), to, format)


def export_codings(
    installation: Installation, project: Project, survey_slug: str, to: Path, *, format: Format
) -> Exported:
    """Write every coding of the words given to a survey, one row each; suggestions are not codings and not in it.

    The texts are in a keyed order, and the codings of one in the order of their excerpts.

    Raises:
        NotFoundError: the project has no such survey.
        InputError: the project uses no codebook, or XLSX cannot hold so many rows.
        OSError: the file cannot be written.
    """
    with installation.database.reading() as connection:
        _language(all_versions(connection, project.scope, survey_slug), survey_slug, None)
        codebook = codebook_in_use(connection, project.scope)
        codings = all_codings(connection, project.scope)
        coded = {coding.text_id for coding in codings}
        texts = {
            text.id: text
            for text in all_texts(connection, project.scope)
            if text.id in coded and text.survey_slug == survey_slug
        }
    place = {each: number for number, each in enumerate(keyed_order(installation.config.lasting_key, texts))}
    ordered = sorted((each for each in codings if each.text_id in place), key=lambda each: place[each.text_id])
    return _write((coding_table(ordered, texts, codebook),), to, format)


def export_notes(
    installation: Installation, project: Project, survey_slug: str, to: Path, *, format: Format
) -> Exported:
    """Write what interviewers noted, one row each note; apart from what people said, whose words these are not.

    Raises:
        NotFoundError: the project has no such survey.
        InputError: XLSX cannot hold so many rows.
        OSError: the file cannot be written.
    """
    with installation.database.reading() as connection:
        versions = all_versions(connection, project.scope, survey_slug)
        language = _language(versions, survey_slug, None)
        items = items_of(versions)
    told = _noting(installation, project, survey_slug)
    return _write((note_table(told, items, language),), to, format)


def _noting(installation: Installation, project: Project, survey_slug: str) -> Iterator[tuple[Response, Told]]:
    """The responses that were interviews, with what stays beside each."""
    for batch in _batches(installation, project, survey_slug):
        with installation.database.reading() as connection:
            told = told_of(connection, project.scope, [response.id for response in batch])
        yield from ((response, told[response.id]) for response in batch if response.id in told)


def _answering(
    installation: Installation, project: Project, survey_slug: str, versions: frozenset[str]
) -> Iterator[Response]:
    """The responses to these versions."""
    for batch in _batches(installation, project, survey_slug):
        yield from (response for response in batch if response.submission.version_id in versions)


def _batches(installation: Installation, project: Project, survey_slug: str) -> Iterator[list[Response]]:
    """All responses in their keyed order, each batch read for itself: SQLite can erase nothing while somebody reads."""
    with installation.database.reading() as connection:
        ordered = keyed_order(installation.config.lasting_key, ids_of_responses(connection, project.scope, survey_slug))
    for start in range(0, len(ordered), BATCH):
        wanted = ordered[start : start + BATCH]
        with installation.database.reading() as connection:
            found = find_responses(connection, project.scope, wanted)
        yield [found[each] for each in wanted if each in found]


def _language(versions: tuple[PublishedVersion, ...], survey_slug: str, wished: str | None) -> str:
    """The language to write wordings in."""
    if not versions:
        raise NotFoundError.of(
            "survey-unknown",
            "has not been published in this project",
            where=f"survey {survey_slug}",
            mend="Publish it: ei-collect survey publish.",
        )
    newest = versions[0]
    if wished is not None and wished not in newest.languages:
        raise InputError.of(
            "language-absent",
            f"is not in {wished}",
            where=f"survey {survey_slug}",
            mend=f"One of: {', '.join(newest.languages)}.",
        )
    return wished or newest.survey.language


def _write(tables: tuple[Table, ...], to: Path, format: Format) -> Exported:
    if format is Format.XLSX:
        return Exported(write_xlsx(tables, to), (to,))
    files = (to, *(to.with_name(f"{to.stem}-{table.name}{to.suffix}") for table in tables[1:]))
    counts = [write_csv(table, file) for table, file in zip(tables, files, strict=True)]
    return Exported(counts[0], files)
