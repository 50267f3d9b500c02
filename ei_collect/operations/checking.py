"""Checking survey files: the definitions themselves, and how far their translations have come. Needs no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ei_collect.config import Config
from ei_collect.errors import Finding
from ei_collect.language.catalogues import Catalogue, read_catalogue
from ei_collect.language.languages import language
from ei_collect.operations.translating import domain_of, survey_files
from ei_collect.survey.definition import Survey
from ei_collect.survey.loading import examine
from ei_collect.survey.wordings import missing_wordings, stale_wordings


@dataclass(frozen=True)
class CheckReport:
    """`findings` stand in the way of publishing; `notes` are gaps in languages that nobody demanded."""

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def check_surveys(config: Config, files: Sequence[Path] = (), demanded: Sequence[str] = ()) -> CheckReport:
    """What is wrong with survey files, by default all of the installation's, and their gaps in the other languages.

    Gaps in the languages `demanded` are findings, the rest are notes.

    Raises:
        NotFoundError: a demanded language is not known.
        DefinitionError: a catalogue cannot be read.
    """
    wanted = {language(code).code for code in demanded}
    findings: list[Finding] = []
    notes: list[Finding] = []
    owners: dict[str, Path] = {}
    for path in files or survey_files(config.surveys):
        loaded = examine(path)
        findings += loaded.findings
        if loaded.survey is None or not loaded.survey.slug:
            continue
        findings += _taken(owners, path, loaded.survey.slug)
        for code in _compared(config.translations, loaded.survey, wanted):
            catalogue = read_catalogue(config.translations, code, domain_of(loaded.survey))
            gaps = list(_gaps(loaded.survey, catalogue, whole=not loaded.findings))
            (findings if code in wanted else notes).extend(gaps)
    return CheckReport(tuple(findings), tuple(notes))


def _taken(owners: dict[str, Path], path: Path, slug: str) -> Iterator[Finding]:
    if slug in owners and owners[slug] != path:
        mend = "Give each survey its own slug."
        yield Finding(f"{path}:1 slug", "duplicate-survey", f"{slug!r} is the slug of {owners[slug]} too", mend)
    owners.setdefault(slug, path)


def _compared(folder: Path, survey: Survey, wanted: set[str]) -> list[str]:
    """The languages demanded, and those in which there are any catalogues."""
    present = {path.parent.name for path in folder.glob("*/LC_MESSAGES")}
    return sorted((present | wanted) - {survey.language})


def _gaps(survey: Survey, catalogue: Catalogue, *, whole: bool) -> Iterator[Finding]:
    """What a catalogue lacks. What it has too much is told of a whole survey only: a faulty one lacks some parts."""
    mend = f"Run `ei-collect language update {catalogue.language}`, then translate it."
    if not catalogue.entries:
        yield Finding(f"{catalogue.path}:1", "catalogue-absent", f"has nothing of survey {survey.slug}", mend)
        return
    lines = {entry.key[0]: entry.line for entry in catalogue.entries.values()}
    stale = set(stale_wordings(survey, catalogue)) if whole else set()
    missing = set(missing_wordings(survey, catalogue))
    for path in sorted(stale | missing, key=lambda one: (lines.get(one, 0), one)):
        code, what = ("wording-stale", "was translated from words that have changed")
        if path not in stale:
            code, what = ("wording-missing", "is not translated")
        yield Finding(f"{catalogue.path}:{lines.get(path, 1)} {path}", code, what, mend)
