"""Templates and catalogues for translators, what is wrong with them, and how far each language has come."""

from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog

import ei_collect
from ei_collect.config import Config
from ei_collect.errors import Finding, NotFoundError
from ei_collect.language.catalogues import INTERFACE, read_catalogue
from ei_collect.language.checks import catalogue_findings, languages_present, template_findings
from ei_collect.language.languages import LANGUAGES, language
from ei_collect.language.merging import merged
from ei_collect.language.po import po_path, read_file, template_path, to_text
from ei_collect.language.templates import interface_template
from ei_collect.operations.installation import Installation
from ei_collect.operations.publishing import interface_is_complete, interface_missing
from ei_collect.projects.project import Scope
from ei_collect.store.migration import is_current
from ei_collect.store.surveys import find_signoffs, latest_version
from ei_collect.survey.definition import Survey
from ei_collect.survey.loading import load_survey
from ei_collect.survey.wordings import missing_wordings, wordings

CODEBOOK = "codebook.yaml"
PACKAGE = Path(ei_collect.__file__).parent


@dataclass(frozen=True)
class LanguageStatus:
    """How far a language has come for a survey. Counts are of messages, the interface's included."""

    survey: str
    language: str
    complete: bool
    missing: int
    needs_review: int
    signed_off_by: str | None


def survey_files(folder: Path) -> tuple[Path, ...]:
    """The files of surveys in a folder, by name."""
    return tuple(sorted(path for path in folder.glob("*.yaml") if path.name != CODEBOOK))


def domain_of(survey: Survey) -> str:
    """The name of a survey's catalogues."""
    return f"survey-{survey.slug}"


def survey_template(survey: Survey) -> Catalog:
    """The messages of a survey: each wording with its path as context."""
    catalog = Catalog(fuzzy=False)
    for path, text in wordings(survey):
        catalog.add(text.wordings[text.source], context=path)
    return catalog


def templates(config: Config) -> dict[str, Catalog]:
    """What the template of each domain must say now: the interface's and every survey's.

    Raises:
        DefinitionError: a survey is faulty.
    """
    surveys = [load_survey(path) for path in survey_files(config.surveys)]
    return {
        INTERFACE: interface_template(PACKAGE),
        **{domain_of(survey): survey_template(survey) for survey in surveys},
    }


def write_templates(config: Config) -> tuple[Path, ...]:
    """Make every template anew; those written."""
    written: list[Path] = []
    for domain, template in templates(config).items():
        written.append(_written(template_path(config.translations, domain), template))
    return tuple(written)


def update_catalogues(config: Config, code: str) -> tuple[Path, ...]:
    """Bring each catalogue of a language up to date with what its template must say now; those written.

    Raises:
        NotFoundError: the program does not know the language.
        DefinitionError: a survey or a catalogue is faulty.
    """
    known = language(code).code
    written: list[Path] = []
    for domain, template in templates(config).items():
        path = po_path(config.translations, known, domain)
        written.append(_written(path, merged(template, read_file(path, known), known)))
    return tuple(written)


def translation_findings(config: Config) -> tuple[Finding, ...]:
    """What is wrong with the templates and catalogues of the installation.

    Raises:
        DefinitionError: a survey is faulty, or a file cannot be read as a catalogue.
    """
    folder = config.translations
    findings: list[Finding] = []
    for domain, template in templates(config).items():
        findings += template_findings(folder, domain, template)
        for code in languages_present(folder):
            findings += catalogue_findings(folder, code, domain, template)
    return tuple(findings)


def language_status(installation: Installation, slug: str | None = None) -> tuple[LanguageStatus, ...]:
    """How far each language has come, for every survey file or for one survey.

    Raises:
        DefinitionError: a survey or a catalogue is faulty.
        NotFoundError: no file defines the survey.
    """
    surveys = [load_survey(path) for path in survey_files(installation.config.surveys)]
    if slug is not None and slug not in {survey.slug for survey in surveys}:
        raise NotFoundError.of(
            "survey-unknown", "is in no survey file", where=f"survey {slug}", mend="See the files in surveys/."
        )
    return tuple(
        _status(installation, survey, code)
        for survey in surveys
        if slug in {None, survey.slug}
        for code in LANGUAGES
        if code != survey.language
    )


def _status(installation: Installation, survey: Survey, code: str) -> LanguageStatus:
    folder = installation.config.translations
    catalogues = [read_catalogue(folder, code, domain) for domain in (INTERFACE, domain_of(survey))]
    lacking = len(missing_wordings(survey, catalogues[1]))
    return LanguageStatus(
        survey=survey.slug,
        language=code,
        complete=not lacking and interface_is_complete(folder, code),
        missing=interface_missing(folder, code) + lacking,
        needs_review=sum(catalogue.needs_review for catalogue in catalogues),
        signed_off_by=_signed_off_by(installation, survey.slug, code),
    )


def _signed_off_by(installation: Installation, slug: str, code: str) -> str | None:
    """Who signed the language off in the latest version, where there is one."""
    if not is_current(installation.database):
        return None
    with installation.database.reading() as connection:
        version = latest_version(connection, slug)
        if version is None:
            return None
        return find_signoffs(connection, Scope(version.project_id), version.id).get(code)


def _written(path: Path, catalog: Catalog) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_text(catalog), encoding="utf-8")
    return path
