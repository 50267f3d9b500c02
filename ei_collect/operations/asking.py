"""Which survey somebody is answering: the version that a code has begun with, or else the newest."""

from dataclasses import dataclass

from ei_collect.answering.receipts import key_hash
from ei_collect.errors import NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.publishing import languages_offered
from ei_collect.places.postcode import normalise
from ei_collect.places.ward import Ward
from ei_collect.projects.project import Project, Scope
from ei_collect.store.database import Connection
from ei_collect.store.drafts import drafted_version
from ei_collect.store.places import has_postcodes, ward_of_postcode
from ei_collect.store.projects import all_projects, project_of_survey
from ei_collect.store.responses import answered_version
from ei_collect.store.surveys import ever_signed_off, latest_version, latest_versions, signed_off, version
from ei_collect.survey.definition import PublishedVersion, Survey


@dataclass(frozen=True)
class Asking:
    """A published version as it is put to people. `signed` are the languages that a speaker has signed off."""

    project: Project
    version: PublishedVersion
    languages: tuple[str, ...]
    signed: frozenset[str]

    @property
    def survey(self) -> Survey:
        """The survey itself."""
        return self.version.survey

    def is_draft(self, language: str) -> bool:
        """Whether the wordings in `language` are a translation that no speaker has signed off."""
        return language in self.version.languages and language not in {self.survey.language, *self.signed}


def all_asking(installation: Installation) -> tuple[Asking, ...]:
    """The newest version of every survey of every project."""
    with installation.database.reading() as connection:
        return tuple(
            _asking(connection, project, newest)
            for project in all_projects(connection)
            for newest in latest_versions(connection, project.scope)
        )


def asking(installation: Installation, survey_slug: str, key: str | None = None, version_id: str = "") -> Asking:
    """The version of a survey that `key` has begun with, else the one that the form names, else the newest.

    Raises:
        NotFoundError: no such survey has been published.
    """
    with installation.database.reading() as connection:
        project = project_of_survey(connection, survey_slug)
        newest = latest_version(connection, survey_slug) if project else None
        if project is None or newest is None:
            raise NotFoundError.of("survey-unknown", "is not there", where=f"survey {survey_slug}", mend="Publish it.")
        begun = begun_version(connection, installation, project.scope, key) if key else None
        return _asking(connection, project, _the_one(connection, newest, begun or version_id))


def languages_of_codes(installation: Installation) -> tuple[str, ...]:
    """The languages in which a code can be typed: all that are open, and those that were open in an earlier version."""
    offered = [language for each in all_asking(installation) for language in each.languages]
    with installation.database.reading() as connection:
        signed = [code for project in all_projects(connection) for code in ever_signed_off(connection, project.scope)]
    return tuple(dict.fromkeys([*offered, *signed]))


def can_find_wards(installation: Installation, project: Project) -> bool:
    """Whether people can find their ward by postcode."""
    with installation.database.reading() as connection:
        return has_postcodes(connection, project.place_set)


def find_ward(installation: Installation, project: Project, typed: str) -> Ward | None:
    """The ward of a postcode as a person typed it, or None. Nothing of it is kept."""
    postcode = normalise(typed)
    if postcode is None:
        return None
    with installation.database.reading() as connection:
        return ward_of_postcode(connection, project.place_set, postcode)


def begun_version(connection: Connection, installation: Installation, scope: Scope, key: str) -> str | None:
    """The id of the version that this code's answers, sent or not, belong to; None where this project has none."""
    hashed = key_hash(installation.config.secret_key, key)
    return answered_version(connection, scope, hashed) or drafted_version(connection, scope, hashed)


def _the_one(connection: Connection, newest: PublishedVersion, wanted: str) -> PublishedVersion:
    """The version with the id `wanted` where it is one of the same survey, else the newest."""
    if wanted in {"", newest.id} or "\0" in wanted:  # PostgreSQL cannot even be asked for that
        return newest
    try:
        found = version(connection, wanted)
    except NotFoundError:
        return newest
    same = (found.project_id, found.survey.slug) == (newest.project_id, newest.survey.slug)
    return found if same else newest


def _asking(connection: Connection, project: Project, chosen: PublishedVersion) -> Asking:
    signed = signed_off(connection, project.scope, chosen.id)
    return Asking(project, chosen, languages_offered(project, chosen, signed), signed)
