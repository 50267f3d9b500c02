"""Templates and catalogues for translators, and what is wrong with them. How far they have come: `language_status`."""

from pathlib import Path

from babel.messages.catalog import Catalog

import ei_collect
from ei_collect.config import Config
from ei_collect.errors import Finding
from ei_collect.language.catalogues import INTERFACE
from ei_collect.language.checks import catalogue_findings, languages_present, template_findings
from ei_collect.language.languages import language
from ei_collect.language.merging import merged
from ei_collect.language.po import po_path, read_file, template_path, to_text
from ei_collect.language.templates import interface_template
from ei_collect.survey.contexts import translator_notes
from ei_collect.survey.definition import Survey
from ei_collect.survey.loading import load_survey
from ei_collect.survey.wordings import wordings

CODEBOOK = "codebook.yaml"
PACKAGE = Path(ei_collect.__file__).parent


def survey_files(folder: Path) -> tuple[Path, ...]:
    """The files of surveys in a folder, by name."""
    return tuple(sorted(path for path in folder.glob("*.yaml") if path.name != CODEBOOK))


def domain_of(survey: Survey) -> str:
    """The name of a survey's catalogues."""
    return f"survey-{survey.slug}"


def survey_template(survey: Survey) -> Catalog:
    """The messages of a survey: each wording with its path as context, and with a note of where it stands."""
    catalog = Catalog(fuzzy=False)
    notes = translator_notes(survey)
    for path, text in wordings(survey):
        catalog.add(text.wordings[text.source], context=path, auto_comments=[notes[path]])
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


def _written(path: Path, catalog: Catalog) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_text(catalog), encoding="utf-8")
    return path
