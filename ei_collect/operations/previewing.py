"""A survey as it would look in a language, for the people who translate it: nothing is asked and nothing kept."""

from dataclasses import dataclass

from ei_collect.answering.kinds import Wards
from ei_collect.errors import NotFoundError
from ei_collect.language.catalogues import read_catalogue
from ei_collect.operations.installation import Installation
from ei_collect.operations.signing import holds
from ei_collect.operations.translating import domain_of
from ei_collect.projects.project import Project
from ei_collect.store.places import wards_of
from ei_collect.store.surveys import Signoff, find_signoffs, latest_version
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.wordings import missing_wordings, with_catalogues


@dataclass(frozen=True)
class Preview:
    """The newest version of a survey in one language. What is `published` is shown as it was frozen.

    Another language is shown as its catalogue has it now; `missing` wordings are shown in the source language. A
    `signoff` of other words than are served is none.
    """

    version: PublishedVersion
    survey: Survey
    wards: Wards
    published: bool
    missing: int
    signoff: Signoff | None


def preview(installation: Installation, project: Project, slug: str, language: str) -> Preview:
    """The newest version of one of the project's surveys in a language.

    Raises:
        NotFoundError: the project has published no such survey.
        DefinitionError: the catalogue is faulty.
    """
    with installation.database.reading() as connection:
        version = latest_version(connection, slug)
        if version is None or version.project_id != project.id:
            raise NotFoundError.of("survey-unknown", "is not there", where=f"survey {slug}", mend="Publish it.")
        signoff = find_signoffs(connection, project.scope, version.id).get(language)
        wards = {ward.code: ward.name for ward in wards_of(connection, project.place_set)}
    if language in version.languages:
        signoff = signoff if signoff and holds(installation, version, signoff) else None
        return Preview(version, version.survey, wards, published=True, missing=0, signoff=signoff)
    catalogue = read_catalogue(installation.config.translations, language, domain_of(version.survey))
    survey = with_catalogues(version.survey, {language: catalogue})
    missing = len(missing_wordings(version.survey, catalogue))
    return Preview(version, survey, wards, published=False, missing=missing, signoff=None)
