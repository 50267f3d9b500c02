"""Which survey somebody is answering: the version that a code has begun with, or else the newest.

What is the same for everyone comes from the installation's memory once it is warm.
"""

from dataclasses import dataclass

from ei_collect.answering.kinds import Wards
from ei_collect.answering.receipts import key_hash
from ei_collect.errors import NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.memory import Shelf
from ei_collect.operations.publishing import languages_offered
from ei_collect.operations.signing import signed_off
from ei_collect.places.postcode import normalise
from ei_collect.places.ward import Ward
from ei_collect.projects.project import Project, Scope
from ei_collect.store.database import Connection
from ei_collect.store.drafts import take_drafts
from ei_collect.store.places import has_postcodes, ward_of_postcode, wards_of
from ei_collect.store.projects import all_projects, project_in, project_of_survey
from ei_collect.store.revision import revision
from ei_collect.store.standing import Kept, find_kept
from ei_collect.store.surveys import ever_signed_off, latest_version, latest_versions, version
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.instrument import Instrument


@dataclass(frozen=True)
class Asking:
    """A published version as it is put to people. `signed` are languages that a speaker read as they are served."""

    project: Project
    version: PublishedVersion
    languages: tuple[str, ...]
    signed: frozenset[str]

    @property
    def survey(self) -> Survey:
        """The survey itself."""
        return self.version.survey

    @property
    def is_interview(self) -> bool:
        """Whether it is a guide for interviewers, which nobody answers by themselves."""
        return self.survey.instrument is Instrument.INTERVIEW

    def is_draft(self, language: str) -> bool:
        """Whether the wordings in `language` are a translation that no speaker has signed off."""
        return language in self.version.languages and language not in {self.survey.language, *self.signed}

    def checked_by_speaker(self, language: str) -> bool:
        """Whether a named speaker has read the consent, privacy and safety wording in `language`."""
        return language in self.signed


def all_asking(installation: Installation) -> tuple[Asking, ...]:
    """The newest version of every survey of every project that people answer by themselves."""
    return tuple(each for each in _newest_of_all(installation) if not each.is_interview)


def all_guides(installation: Installation) -> tuple[Asking, ...]:
    """The newest version of every interview guide of every project."""
    return tuple(each for each in _newest_of_all(installation) if each.is_interview)


def asking(installation: Installation, survey_slug: str, key: str | None = None, version_id: str = "") -> Asking:
    """The version of a survey that `key` has begun with, else the one that the form names, else the newest.

    Raises:
        NotFoundError: no such survey has been published, or nobody answers it by themselves.
    """
    with installation.database.reading() as connection:
        return answerable(look_up(connection, installation, survey_slug, key, version_id).asking)


def answerable(asked: Asking) -> Asking:
    """The same, where people answer it by themselves.

    Raises:
        NotFoundError: it is an interview guide.
    """
    if asked.is_interview:
        mend = "Interviews are keyed under Interviews, by staff."
        raise NotFoundError.of("survey-interview", "is an interview guide", where=asked.survey.slug, mend=mend)
    return asked


@dataclass(frozen=True)
class Lookup:
    """A survey as it is put to the person with one code, and what is kept under that code."""

    asking: Asking
    kept: Kept
    key_hash: str
    shelf: Shelf
    wards: Wards


def look_up(
    connection: Connection, installation: Installation, survey_slug: str, key: str | None, version_id: str = ""
) -> Lookup:
    """The same as `asking`, with all that is kept under `key`: one query once the definitions are warm.

    Raises:
        NotFoundError: no such survey has been published.
    """
    scope = owner(connection, installation, survey_slug)
    hashed = key_hash(installation.config.lasting_key, key) if key else ""
    kept = find_kept(connection, scope, hashed)
    return _found(connection, installation, (survey_slug, version_id), kept, hashed)


def take_up(connection: Connection, installation: Installation, survey_slug: str, key: str) -> Lookup:
    """What was saved under `key`, taken out to be sent; what was sent before is not looked for.

    Raises:
        NotFoundError: there is no such survey, or it was saved for another one, where it stays.
    """
    scope = owner(connection, installation, survey_slug)
    hashed = key_hash(installation.config.lasting_key, key)
    drafts = take_drafts(connection, scope, hashed)
    newest = installation.memory.newest_revision
    kept = Kept(revision(connection) if newest is None else newest, drafts)
    found = _found(connection, installation, (survey_slug, ""), kept, hashed)
    if kept.version_id in {None, found.asking.version.id}:
        return found
    raise NotFoundError.of("code-of-another-survey", "belongs to another survey", where="code", mend="Begin again.")


def owner(connection: Connection, installation: Installation, survey_slug: str) -> Scope:
    """The project that a survey belongs to, for ever.

    Raises:
        NotFoundError: no such survey has been published.
    """
    return installation.memory.always.recall(lambda: _owner(connection, survey_slug), "owner", survey_slug)


def _found(
    connection: Connection, installation: Installation, named: tuple[str, str], kept: Kept, hashed: str
) -> Lookup:
    """What is kept under a key with its survey; `named` are the slug, and the version that a form names."""
    survey_slug, version_id = named
    scope = owner(connection, installation, survey_slug)
    shelf = installation.memory.shelf(kept.revision)
    newest = shelf.recall(lambda: _newest(connection, survey_slug), "newest", survey_slug)
    chosen = _chosen(connection, shelf, newest, kept.version_id, version_id)
    asked = shelf.recall(lambda: _asking(connection, installation, scope, chosen), "asking", chosen.id)
    place_set = asked.project.place_set
    wards = shelf.recall(lambda: {ward.code: ward.name for ward in wards_of(connection, place_set)}, "wards", place_set)
    return Lookup(asked, kept, hashed, shelf, wards)


def languages_of_codes(installation: Installation) -> tuple[str, ...]:
    """The languages in which a code can be typed: all that are open, and those that were open in an earlier version."""
    offered = [language for each in _newest_of_all(installation) for language in each.languages]
    with installation.database.reading() as connection:
        signed = [code for project in all_projects(connection) for code in ever_signed_off(connection, project.scope)]
    return tuple(dict.fromkeys([*offered, *signed]))


def can_find_wards(installation: Installation, shelf: Shelf, project: Project) -> bool:
    """Whether people can find their ward by postcode."""

    def read() -> bool:
        with installation.database.reading() as connection:
            return has_postcodes(connection, project.place_set)

    return shelf.recall(read, "has postcodes", project.place_set)


def find_ward(installation: Installation, project: Project, typed: str) -> Ward | None:
    """The ward of a postcode as a person typed it, or None. Nothing of it is kept."""
    postcode = normalise(typed)
    if postcode is None:
        return None
    with installation.database.reading() as connection:
        return ward_of_postcode(connection, project.place_set, postcode)


def _owner(connection: Connection, survey_slug: str) -> Scope:
    project = project_of_survey(connection, survey_slug)
    if project is None:
        raise _unknown(survey_slug)
    return project.scope


def _newest(connection: Connection, survey_slug: str) -> PublishedVersion:
    newest = latest_version(connection, survey_slug)
    if newest is None:
        raise _unknown(survey_slug)
    return newest


def _unknown(survey_slug: str) -> NotFoundError:
    return NotFoundError.of("survey-unknown", "is not there", where=f"survey {survey_slug}", mend="Publish it.")


def _newest_of_all(installation: Installation) -> tuple[Asking, ...]:
    with installation.database.reading() as connection:
        shelf = installation.memory.shelf(revision(connection))
        return shelf.recall(lambda: _read_all(connection, installation), "all asking")


def _read_all(connection: Connection, installation: Installation) -> tuple[Asking, ...]:
    return tuple(
        _asking(connection, installation, project.scope, newest)
        for project in all_projects(connection)
        for newest in latest_versions(connection, project.scope)
    )


def _chosen(
    connection: Connection, shelf: Shelf, newest: PublishedVersion, begun: str | None, named: str
) -> PublishedVersion:
    """The version begun with, else the one that a form names; only the first is worth remembering, for it is true."""
    if begun is None:
        return _the_one(connection, newest, named)
    return shelf.recall(lambda: _the_one(connection, newest, begun), "version", newest.id, begun)


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


def _asking(connection: Connection, installation: Installation, scope: Scope, chosen: PublishedVersion) -> Asking:
    project = project_in(connection, scope)
    signed = signed_off(connection, installation, scope, chosen)
    offered = languages_offered(project, chosen, signed, pseudo=installation.config.pseudo_language)
    return Asking(project, chosen, offered, signed)
