"""Carrying out how long each project keeps answers: once a day while the program serves, and by `ei-collect retain`.

It leaves no tombstone, since nobody took anything back. What comes in late, as from a tablet, is kept no longer either.
Packs stay: what they quote people agreed to have quoted there.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from ei_collect.operations.attached import Gone, forget
from ei_collect.operations.auditing import begin, end, named
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.pictures import forget_staged
from ei_collect.operations.withdrawing import let_go
from ei_collect.projects.log import PROGRAM, Act, Outcome
from ei_collect.projects.project import Project
from ei_collect.store.database import Connection
from ei_collect.store.projects import all_projects
from ei_collect.store.retention import keys_with_anything, overdue_keys

BATCH = 100  # people in a transaction: short, so that respondents can save meanwhile


def retain(installation: Installation, actor: str = PROGRAM) -> dict[str, int]:
    """Erase what each project keeps no longer; of how many people, by the slugs of projects where it was anybody.

    Raises:
        CollectError: the database or the objects cannot be written; what is left goes the next time.
    """
    with installation.database.reading() as connection:
        projects = [project for project in all_projects(connection) if _overdue(connection, project, limit=1)]
    kept_no_longer = {project.slug: _let_all_go(installation, project, actor) for project in projects}
    if kept_no_longer:
        installation.database.empty_log()
    return kept_no_longer


def _let_all_go(installation: Installation, project: Project, actor: str) -> int:
    """Erase what is overdue in a project, written into the log before and after; of how many people."""
    act, people, outcome = Act(actor, "kept no longer", {}, project.id), 0, Outcome.FAILED
    number = begin(installation, act)
    try:
        people = sum(_batches(installation, project))
        outcome = Outcome.DONE
    finally:
        end(installation, number, named(act, {"people": str(people)}), outcome)
    return people


def _batches(installation: Installation, project: Project) -> Iterator[int]:
    """How many people's answers went in each batch, as it goes."""
    while True:
        gone: list[Gone] = []
        with installation.database.writing() as connection:
            keys = _overdue(connection, project, limit=BATCH)
            gone += [let_go(connection, project.scope, key) for key in keys]
        for each in gone:
            forget(installation, each)
        forget_staged(installation, *keys)
        yield len(keys)
        if len(keys) < BATCH:
            return


def _overdue(connection: Connection, project: Project, *, limit: int) -> tuple[str, ...]:
    if project.keep_until is not None and today() > project.keep_until:
        return keys_with_anything(connection, project.scope, limit=limit)
    before = _first_day_kept(project)
    return overdue_keys(connection, project.scope, before, limit=limit) if before else ()


def _first_day_kept(project: Project) -> date | None:
    """The first day of which answers are still kept; None where they stay."""
    return today() - timedelta(days=project.keep_days) if project.keep_days is not None else None
