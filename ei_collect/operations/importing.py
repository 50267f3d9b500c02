"""Answers collected elsewhere become responses: each row checked, each fault named, the good rows kept, once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from ei_collect.answering.columns import Fact, plan_columns
from ei_collect.answering.reading import WardFinder
from ei_collect.answering.response import Quotable, Submission
from ei_collect.answering.rows import Basis, RowReader
from ei_collect.errors import Finding, InputError
from ei_collect.language.sheet import Row, open_sheet
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Kept, Outcome, keep_within
from ei_collect.projects.project import Project
from ei_collect.store.places import wards_of
from ei_collect.survey.definition import PublishedVersion

BATCH = 200  # rows in a transaction: short, so that respondents can save meanwhile


@dataclass(frozen=True)
class ImportReport:
    """What became of a table's rows. In a dry run the counts say what would become of them, and nothing was written.

    `faulty` rows were left out; `conflicts` are rows whose id is there with other content, which is kept beside it for
    review. Both are explained in `findings`. `not_taken` are the headings of columns that nothing took.
    """

    imported: int
    unchanged: int
    conflicts: int
    faulty: int
    findings: tuple[Finding, ...]
    not_taken: tuple[str, ...]
    dry_run: bool


@dataclass(frozen=True)
class _Job:
    """One import on its way."""

    installation: Installation
    project: Project
    reader: RowReader
    dry_run: bool
    outcomes: Counter[Outcome | None] = field(default_factory=Counter)  # None: the row could not be used
    findings: list[Finding] = field(default_factory=list)


def import_responses(
    installation: Installation,
    project: Project,
    version: PublishedVersion,
    rows_path: Path,
    mapping: Mapping[str, str],
    *,
    quotable: Quotable,
    synthetic: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Keep each good row of a CSV file as a response to `version`, under its own id or one made from its content.

    `mapping` goes from heading to question code or fact; `quotable` is the declared ground for quoting the words.

    Raises:
        UnreadableError: the file cannot be read to its end; nothing was written.
        InputError: its columns cannot be told; nothing was written.
        OSError: it cannot be opened.
    """
    _read_to_the_end(rows_path)
    with installation.database.reading() as connection:
        wards = WardFinder.of(wards_of(connection, project.place_set))
    with open_sheet(rows_path) as sheet:
        columns = plan_columns(sheet, version.survey, mapping)
        reader = RowReader(sheet, columns, Basis(version, quotable, synthetic), wards)
        job = _Job(installation, project, reader, dry_run)
        while batch := tuple(islice(sheet.rows, BATCH)):
            _keep_batch(job, batch)
    return ImportReport(
        imported=job.outcomes[Outcome.NEW],
        unchanged=job.outcomes[Outcome.SAME],
        conflicts=job.outcomes[Outcome.CONFLICT],
        faulty=job.outcomes[None],
        findings=tuple(job.findings),
        not_taken=columns.not_taken,
        dry_run=dry_run,
    )


def _read_to_the_end(path: Path) -> None:
    with open_sheet(path) as sheet:
        for _row in sheet.rows:
            pass


def _keep_batch(job: _Job, batch: Iterable[Row]) -> None:
    with job.installation.database.writing() as connection:
        rehearsal = connection.begin_nested() if job.dry_run else None
        for row, submission in _good(job, batch):
            try:
                kept = keep_within(
                    connection,
                    job.installation,
                    job.project.scope,
                    job.reader.basis.version,
                    submission,
                    key=_key(submission),
                )
            except InputError as error:
                _leave_out(job, error.findings)
            else:
                _count(job, row, kept)
        if rehearsal:
            rehearsal.rollback()


def _good(job: _Job, batch: Iterable[Row]) -> Iterator[tuple[Row, Submission]]:
    for row in batch:
        read = job.reader.read(row)
        if isinstance(read, Submission):
            yield row, read
        else:
            _leave_out(job, read)


def _leave_out(job: _Job, findings: Iterable[Finding]) -> None:
    job.outcomes[None] += 1
    job.findings.extend(findings)


def _count(job: _Job, row: Row, kept: Kept) -> None:
    job.outcomes[kept.outcome] += 1
    if kept.outcome is Outcome.CONFLICT:
        source = job.reader.columns.facts.get(Fact.SOURCE)
        heading = "id" if source is None else job.reader.sheet.headings[source]
        job.findings.append(
            Finding(
                f"{job.reader.sheet.name}: row {row.number}, column {heading}",
                "row-changed",
                "is there already with other content",
                "The first stays; this one is kept beside it for review.",
            )
        )


def _key(submission: Submission) -> str:
    """What the row is kept under; no respondent's code looks like it, so it opens no receipt."""
    return f"import:{submission.survey_slug}:{submission.source_row}"
