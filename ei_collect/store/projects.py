"""Projects as rows."""

from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import IntegrityError

from ei_collect.projects.project import HelpLine, Project, Scope
from ei_collect.store.revision import bump
from ei_collect.store.tables import projects, surveys


def insert_project(connection: Connection, project: Project) -> bool:
    """Write a project; False where its slug is taken."""
    try:
        with connection.begin_nested():
            connection.execute(projects.insert().values(**_row_of_project(project)))
            bump(connection)
    except IntegrityError:
        return False
    return True


def update_project(connection: Connection, project: Project) -> None:
    """Write every fact of a project that is there, by its id."""
    connection.execute(projects.update().where(projects.c.id == project.id).values(**_row_of_project(project)))
    bump(connection)


def find_project(connection: Connection, slug: str) -> Project | None:
    """The project with this slug, or None."""
    row = connection.execute(select(projects).where(projects.c.slug == slug)).one_or_none()
    return project_of_row(row) if row else None


def project_in(connection: Connection, scope: Scope) -> Project:
    """The project that a scope is about."""
    return project_of_row(connection.execute(select(projects).where(projects.c.id == scope.project_id)).one())


def project_of_survey(connection: Connection, survey_slug: str) -> Project | None:
    """The project that published this survey, or None."""
    query = select(projects).join(surveys, surveys.c.project_id == projects.c.id).where(surveys.c.slug == survey_slug)
    row = connection.execute(query).one_or_none()
    return project_of_row(row) if row else None


def project_of_row(row: Row[Any]) -> Project:
    """The project that a row of its table holds."""
    lines = tuple(HelpLine(**line) for line in row.help_lines)
    return Project(**{**row._asdict(), "languages": tuple(row.languages), "help_lines": lines})


def all_projects(connection: Connection) -> tuple[Project, ...]:
    """Every project by name; as many as the installation has."""
    return tuple(project_of_row(row) for row in connection.execute(select(projects).order_by(projects.c.name)))


def _row_of_project(project: Project) -> dict[str, Any]:
    return {
        **vars(project),
        "languages": list(project.languages),
        "help_lines": [vars(line) for line in project.help_lines],
        "last_round": dict(project.last_round),
    }
