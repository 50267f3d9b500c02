"""Checking survey files: the definitions, how far their translations have come, what is there for who reads little.

Needs no database.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ei_collect.config import Config
from ei_collect.errors import Finding
from ei_collect.language.catalogues import Catalogue, read_catalogue
from ei_collect.language.languages import language
from ei_collect.operations.media import media_findings
from ei_collect.operations.translating import domain_of, survey_files
from ei_collect.survey.definition import Question, Survey
from ei_collect.survey.loading import examine
from ei_collect.survey.reading_aloud import ENDINGS, unrecorded
from ei_collect.survey.wordings import is_optional, missing_wordings, stale_wordings


@dataclass(frozen=True)
class CheckReport:
    """`findings` stand in the way of publishing; `notes` are gaps in languages that nobody demanded, and comforts."""

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def check_surveys(config: Config, files: Sequence[Path] = (), demanded: Sequence[str] = ()) -> CheckReport:
    """What is wrong with survey files, by default all of the installation's, and their gaps in the other languages.

    Gaps in the languages `demanded` are findings, the rest are notes. Easy-read wordings and recordings that are not
    there are notes always: a survey works without them.

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
        catalogues = [
            read_catalogue(config.translations, code, domain_of(loaded.survey))
            for code in _compared(config.translations, loaded.survey, wanted)
        ]
        for catalogue in catalogues:
            gaps = list(_gaps(loaded.survey, catalogue, whole=not loaded.findings))
            (findings if catalogue.language in wanted else notes).extend(gaps)
        languages = (loaded.survey.language, *(catalogue.language for catalogue in catalogues))
        findings += media_findings(config, loaded.survey, languages)
        notes += _comforts(config, path, loaded.survey, catalogues)
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
    stale = {path for path in stale_wordings(survey, catalogue) if whole and not is_optional(path)}
    missing = set(missing_wordings(survey, catalogue))
    for path in sorted(stale | missing, key=lambda one: (lines.get(one, 0), one)):
        code, what = ("wording-stale", "was translated from words that have changed")
        if path not in stale:
            code, what = ("wording-missing", "is not translated")
        yield Finding(f"{catalogue.path}:{lines.get(path, 1)} {path}", code, what, mend)


def _comforts(config: Config, path: Path, survey: Survey, catalogues: Sequence[Catalogue]) -> Iterator[Finding]:
    """Which questions have no easy-read wording, and which nobody has read aloud, a note for each language."""
    plain = [question for question in survey.questions() if question.easy is None]
    if plain:
        what = f"lacks an easy-read wording of {_told(survey, plain)}"
        yield Finding(f"{path}:1", "easy-missing", what, "Write `easy:` with short words, one thought in a sentence.")
    for catalogue in catalogues:
        hard = [question for question in survey.questions() if question.easy and not _has_easy(question, catalogue)]
        if hard:
            what = f"lacks an easy-read wording of {_told(survey, hard)}"
            yield Finding(f"{catalogue.path}:1", "easy-missing", what, "Translate the messages that end in .easy.")
    for code in (survey.language, *(catalogue.language for catalogue in catalogues)):
        silent = unrecorded(config.surveys, survey, code)
        if silent:
            folder = config.surveys / "media" / survey.slug / code
            what = f"lacks a recording of {_told(survey, silent)}"
            mend = f"Record a person who reads aloud, as {silent[0].code}.{ENDINGS[0]} and so on."
            yield Finding(str(folder), "recording-missing", what, mend)


def _has_easy(question: Question, catalogue: Catalogue) -> bool:
    easy = question.easy
    return easy is not None and catalogue.find(f"{question.code}.easy", easy.wordings[easy.source]) is not None


def _told(survey: Survey, questions: Sequence[Question]) -> str:
    """How many questions, and which: "every question", or "2 of 12 questions (ward, belong)"."""
    total = sum(1 for _ in survey.questions())
    if len(questions) == total:
        return "every question"
    return f"{len(questions)} of {total} questions ({', '.join(question.code for question in questions)})"
