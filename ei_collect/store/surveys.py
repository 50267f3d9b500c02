"""Published versions and the sign-offs of their languages as rows."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import IntegrityError

from ei_collect.errors import NotFoundError
from ei_collect.projects.project import Scope
from ei_collect.store.revision import bump
from ei_collect.store.tables import signoffs, survey_versions, surveys
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.document import from_document

KEPT = 64
_read: dict[str, Survey] = {}
"""Surveys by digest: a version is never edited, and every page of a respondent needs one."""

_LISTED = select(
    survey_versions.c.id,
    survey_versions.c.project_id,
    survey_versions.c.number,
    survey_versions.c.languages,
    survey_versions.c.digest,
)


@dataclass(frozen=True)
class Signoff:
    """A named speaker has read the consent, privacy and safety wording of a version in a language.

    Where those words have not changed since, it is carried over to the next version: `carried_from` is the number of
    the version that was read. `read_digest` tells whether they have changed: then it no longer holds.
    """

    version_id: str
    language: str
    reviewer: str
    signed_on: date
    carried_from: int | None = None
    read_digest: str = ""


def claim_survey(connection: Connection, scope: Scope, slug: str) -> bool:
    """Make `slug` the project's and hold it until the transaction ends; False where it is another project's."""
    owner = select(surveys.c.project_id).where(surveys.c.slug == slug).with_for_update()
    if connection.scalar(owner) is None:
        try:
            with connection.begin_nested():
                connection.execute(surveys.insert().values(project_id=scope.project_id, slug=slug))
        except IntegrityError:
            pass
    return connection.scalar(owner) == scope.project_id


def insert_version(
    connection: Connection, version: PublishedVersion, document: dict[str, Any], published_on: date
) -> None:
    """Write a version; `document` is its survey frozen."""
    connection.execute(
        survey_versions.insert().values(
            id=version.id,
            project_id=version.project_id,
            survey_slug=version.survey.slug,
            number=version.number,
            document=document,
            languages=list(version.languages),
            digest=version.digest,
            published_on=published_on,
        )
    )
    bump(connection)


def latest_version(connection: Connection, slug: str) -> PublishedVersion | None:
    """The newest version of the survey with this slug, or None."""
    query = _LISTED.where(survey_versions.c.survey_slug == slug).order_by(survey_versions.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return _version(connection, row) if row else None


def version(connection: Connection, version_id: str) -> PublishedVersion:
    """The version with this id.

    Raises:
        NotFoundError: there is none.
    """
    row = connection.execute(_LISTED.where(survey_versions.c.id == version_id)).one_or_none()
    if row is None:
        raise NotFoundError.of(
            "version-unknown", "is not there", where=f"survey version {version_id}", mend="Publish the survey."
        )
    return _version(connection, row)


def all_versions(connection: Connection, scope: Scope, slug: str) -> tuple[PublishedVersion, ...]:
    """Every version of one of the project's surveys, the newest first."""
    query = _LISTED.where(survey_versions.c.project_id == scope.project_id, survey_versions.c.survey_slug == slug)
    rows = connection.execute(query.order_by(survey_versions.c.number.desc())).all()
    return tuple(_version(connection, row) for row in rows)


def latest_versions(connection: Connection, scope: Scope) -> tuple[PublishedVersion, ...]:
    """The newest version of each of the project's surveys, by slug."""
    query = select(surveys.c.slug).where(surveys.c.project_id == scope.project_id).order_by(surveys.c.slug)
    found = (latest_version(connection, slug) for slug in connection.scalars(query).all())
    return tuple(one for one in found if one is not None)


def ever_signed_off(connection: Connection, scope: Scope) -> tuple[str, ...]:
    """The languages that have been signed off in some version of one of the project's surveys, by code."""
    query = select(signoffs.c.language).where(signoffs.c.project_id == scope.project_id).distinct()
    return tuple(connection.scalars(query.order_by(signoffs.c.language)))


def find_signoffs(connection: Connection, scope: Scope, version_id: str) -> dict[str, Signoff]:
    """The sign-offs of a version by language."""
    columns = [signoffs.c[field.name] for field in fields(Signoff)]
    query = select(*columns).where(signoffs.c.project_id == scope.project_id, signoffs.c.version_id == version_id)
    return {row.language: Signoff(*row) for row in connection.execute(query)}


def insert_signoff(connection: Connection, scope: Scope, signoff: Signoff) -> bool:
    """Record a sign-off; False where there is one already."""
    try:
        with connection.begin_nested():
            connection.execute(signoffs.insert().values(project_id=scope.project_id, **vars(signoff)))
            bump(connection)
    except IntegrityError:
        return False
    return True


def remove_signoff(connection: Connection, scope: Scope, version_id: str, language: str) -> None:
    """Forget a sign-off, where there is one."""
    connection.execute(
        signoffs.delete().where(
            signoffs.c.project_id == scope.project_id,
            signoffs.c.version_id == version_id,
            signoffs.c.language == language,
        )
    )
    bump(connection)


def _version(connection: Connection, row: Row[Any, Any, Any, Any, Any]) -> PublishedVersion:
    survey = _read.get(row.digest)
    if survey is None:
        query = select(survey_versions.c.document).where(survey_versions.c.id == row.id)
        survey = from_document(connection.execute(query).scalar_one())
        if len(_read) >= KEPT:
            _read.clear()
        _read[row.digest] = survey
    return PublishedVersion(row.id, row.project_id, row.number, survey, tuple(row.languages), row.digest)
