"""Which sign-offs hold: those given to the very words that this process puts to people."""

from pathlib import Path

from ei_collect.errors import DefinitionError
from ei_collect.language.catalogues import INTERFACE, Catalogue, read_catalogue, template_places
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Scope
from ei_collect.store.database import Connection
from ei_collect.store.surveys import Signoff, find_signoffs
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.reviewed import pages_digest, read_digest


def served_interface(installation: Installation, language: str) -> Catalogue:
    """The catalogue of the pages, read once in the life of a process: what its file says later is not served.

    Raises:
        DefinitionError: it cannot be read.
    """
    folder = installation.config.translations
    always = installation.memory.always
    return always.recall(lambda: read_catalogue(folder, language, INTERFACE), "interface", folder, language)


def digest_served(installation: Installation, survey: Survey, language: str) -> str:
    """Of what is read in a language, as this process serves it.

    Raises:
        DefinitionError: the catalogue of the pages cannot be read.
    """
    folder = installation.config.translations

    def digest() -> str:
        return pages_digest(served_interface(installation, language), template_places(folder, INTERFACE))

    pages = installation.memory.always.recall(digest, "interface digest", folder, language)
    return read_digest(survey, language, pages)


def digest_written(folder: Path, survey: Survey, language: str) -> str:
    """The same as the catalogues under `folder` have it now.

    Raises:
        DefinitionError: the catalogue of the pages cannot be read.
    """
    pages = pages_digest(read_catalogue(folder, language, INTERFACE), template_places(folder, INTERFACE))
    return read_digest(survey, language, pages)


def holds(installation: Installation, version: PublishedVersion, signoff: Signoff) -> bool:
    """Whether a sign-off of this version is of what is served: one from before there were digests always is."""
    if not signoff.read_digest:
        return True
    try:
        return signoff.read_digest == digest_served(installation, version.survey, signoff.language)
    except DefinitionError:  # nobody has read a catalogue that cannot be read; the other languages stay open
        return False


def signed_off(
    connection: Connection, installation: Installation, scope: Scope, version: PublishedVersion
) -> frozenset[str]:
    """The languages of a version that a named speaker has signed off as they are served now."""
    found = find_signoffs(connection, scope, version.id)
    return frozenset(code for code, signoff in found.items() if holds(installation, version, signoff))
