"""Publishing a survey: its wordings frozen into a version, and the sign-offs that open a language to the public."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ei_collect.errors import CollectError, InputError, NotFoundError
from ei_collect.language.catalogues import INTERFACE, Catalogue, read_catalogue, template_keys
from ei_collect.language.languages import LANGUAGES, PSEUDO
from ei_collect.operations.installation import Installation
from ei_collect.operations.media import with_media
from ei_collect.operations.signing import digest_served, digest_written
from ei_collect.projects.project import Project, Scope
from ei_collect.store import surveys as store
from ei_collect.store.database import Connection
from ei_collect.store.ids import new_id
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.document import digest, to_document
from ei_collect.survey.wordings import missing_wordings, with_catalogues


def publish(
    installation: Installation, scope: Scope, survey: Survey, catalogues_folder: Path | None = None
) -> PublishedVersion:
    """Freeze a survey with its wordings in every complete language into the next version.

    Publishing what the latest version already says gives that version. The folder of catalogues is the installation's
    own unless another is named. A language of which nothing has changed that its reviewer read stays signed off.

    Raises:
        InputError: the slug belongs to a survey of another project.
        DefinitionError: a catalogue cannot be read, or a picture or reading is not there or not what it should be.
    """
    folder = catalogues_folder or installation.config.translations
    catalogues = complete_catalogues(survey, folder)
    frozen = with_media(installation, with_catalogues(survey, catalogues), (survey.language, *catalogues))
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
        for signoff in _carried_over(connection, latest, version, folder) if latest else ():
            store.insert_signoff(connection, scope, signoff)
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
    return read_catalogue(folder, language, INTERFACE).lacks(template_keys(folder, INTERFACE))


def languages_offered(
    project: Project, version: PublishedVersion, signed: Iterable[str], *, pseudo: bool = False
) -> tuple[str, ...]:
    """The languages in which a version can be answered: its own, and those signed off that the project wishes to offer.

    A demonstration offers drafts as well: all that are complete; and, where `pseudo` says so, the pseudo-language.
    """
    source = version.survey.language
    open_ones = set(version.languages) if project.demonstration else set(version.languages) & {source, *signed}
    wished = [code for code in project.languages if code in open_ones]
    offered = wished if source in wished else [source, *wished]
    return (*offered, PSEUDO.code) if pseudo and project.demonstration else tuple(offered)


def sign_off(installation: Installation, scope: Scope, slug: str, language: str, reviewer: str) -> PublishedVersion:
    """Record that a named speaker has read a language of the latest version: its consent, privacy and safety wording.

    It is of the words that this process serves. Where they have changed since somebody read them, the new name takes
    the place of the old one.

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
        read = digest_served(installation, version.survey, language)
        signed = store.Signoff(version.id, language, reviewer, today, read_digest=read)
        before = store.find_signoffs(connection, scope, version.id).get(language)
        if before is not None and before.read_digest != read:
            store.remove_signoff(connection, scope, version.id, language)
        if not store.insert_signoff(connection, scope, signed):
            raise _unsigned(version, language, "is signed off already", "Nothing more is needed.")
    return version


def _carried_over(
    connection: Connection, before: PublishedVersion, version: PublishedVersion, folder: Path
) -> Iterator[store.Signoff]:
    """The sign-offs of the version before that hold for the new one: nothing has changed of what was read for them."""
    for language, signed in store.find_signoffs(connection, Scope(before.project_id), before.id).items():
        if language in version.languages and signed.read_digest == digest_written(folder, version.survey, language):
            origin = signed.carried_from or before.number
            yield replace(signed, version_id=version.id, carried_from=origin)


def _check_open_to_signing(version: PublishedVersion, language: str, reviewer: str) -> None:
    if not reviewer.strip():
        raise _unsigned(version, language, "needs the name of who read it", "Give their name.")
    if language == version.survey.language:
        raise _unsigned(version, language, "is the survey's own language", "It needs no sign-off.")
    if language not in version.languages:
        raise _unsigned(version, language, "is not complete in it", "See ei-collect language status, then publish.")


def _unsigned(version: PublishedVersion, language: str, what: str, mend: str) -> CollectError:
    where = f"survey {version.survey.slug}, version {version.number}, language {language}"
    return InputError.of("signoff", what, where=where, mend=mend)
