"""Publishing a survey: its wordings frozen into a version, and the sign-offs that open a language to the public."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from ei_collect.errors import CollectError, InputError, NotFoundError
from ei_collect.language.catalogues import INTERFACE, Catalogue, key_of, read_catalogue
from ei_collect.language.languages import LANGUAGES
from ei_collect.language.po import read_file, template_path
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project, Scope
from ei_collect.store import surveys as store
from ei_collect.store.ids import new_id
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.document import digest, to_document
from ei_collect.survey.wordings import missing_wordings, with_catalogues


def publish(
    installation: Installation, scope: Scope, survey: Survey, catalogues_folder: Path | None = None
) -> PublishedVersion:
    """Freeze a survey with its wordings in every complete language into the next version.

    Publishing what the latest version already says gives that version. The folder of catalogues is the installation's
    own unless another is named.

    Raises:
        InputError: the slug belongs to a survey of another project.
        DefinitionError: a catalogue cannot be read.
    """
    catalogues = complete_catalogues(survey, catalogues_folder or installation.config.translations)
    frozen = with_catalogues(survey, catalogues)
    document = to_document(frozen)
    with installation.database.writing() as connection:
        if not store.claim_survey(connection, scope, survey.slug):
            raise InputError.of(
                "survey-taken", "belongs to another project", where=f"survey {survey.slug}", mend="Choose another slug."
            )
        latest = store.latest_version(connection, survey.slug)
        if latest is not None and latest.digest == digest(document):
            return latest
        number = latest.number + 1 if latest else 1
        languages = (survey.language, *catalogues)
        version = PublishedVersion(new_id("sv"), scope.project_id, number, frozen, languages, digest(document))
        store.insert_version(connection, version, document, datetime.now(UTC).date())
    return version


def complete_catalogues(survey: Survey, folder: Path) -> dict[str, Catalogue]:
    """The survey's catalogue in each language that has every wording of it and every message of the interface."""
    found: dict[str, Catalogue] = {}
    for language in LANGUAGES:
        catalogue = read_catalogue(folder, language, f"survey-{survey.slug}")
        whole = not missing_wordings(survey, catalogue)
        if language != survey.language and whole and interface_is_complete(folder, language):
            found[language] = catalogue
    return found


def interface_is_complete(folder: Path, language: str) -> bool:
    """Whether a language has a catalogue of the interface, and it translates every message of it."""
    return bool(read_catalogue(folder, language, INTERFACE).entries) and not interface_missing(folder, language)


def interface_missing(folder: Path, language: str) -> int:
    """How many messages of the interface, those of its template included, a language does not translate."""
    catalogue = read_catalogue(folder, language, INTERFACE)
    template = read_file(template_path(folder, INTERFACE))
    wanted = {key_of(message) for message in template or () if message.id} | set(catalogue.entries)
    return sum(catalogue.find(*key) is None for key in wanted)


def languages_offered(project: Project, version: PublishedVersion, signed: Iterable[str]) -> tuple[str, ...]:
    """The languages in which a version can be answered: its own, and those signed off that the project wishes to offer.

    A demonstration offers drafts as well: all that are complete.
    """
    source = version.survey.language
    open_ones = set(version.languages) if project.demonstration else set(version.languages) & {source, *signed}
    wished = [code for code in project.languages if code in open_ones]
    return tuple(wished) if source in wished else (source, *wished)


def sign_off(installation: Installation, scope: Scope, slug: str, language: str, reviewer: str) -> PublishedVersion:
    """Record that a named speaker has read a language of the latest version: its consent, privacy and safety wording.

    Raises:
        NotFoundError: the project has published no such survey.
        InputError: the language is not complete in that version, is its own language, or is signed off already.
    """
    with installation.database.writing() as connection:
        version = store.latest_version(connection, slug)
        if version is None or version.project_id != scope.project_id:
            raise NotFoundError.of(
                "survey-unknown", "has not been published", where=f"survey {slug}", mend="ei-collect survey publish."
            )
        _check_open_to_signing(version, language, reviewer)
        today = datetime.now(UTC).date()
        signed = store.Signoff(version.id, language, reviewer, today)
        if not store.insert_signoff(connection, scope, signed):
            raise _unsigned(version, language, "is signed off already", "Nothing more is needed.")
    return version


def _check_open_to_signing(version: PublishedVersion, language: str, reviewer: str) -> None:
    if not reviewer.strip():
        raise _unsigned(version, language, "needs the name of who read it", "Give --reviewer.")
    if language == version.survey.language:
        raise _unsigned(version, language, "is the survey's own language", "It needs no sign-off.")
    if language not in version.languages:
        raise _unsigned(version, language, "is not complete in it", "See ei-collect language status, then publish.")


def _unsigned(version: PublishedVersion, language: str, what: str, mend: str) -> CollectError:
    where = f"survey {version.survey.slug}, version {version.number}, language {language}"
    return InputError.of("signoff", what, where=where, mend=mend)
