"""Throwing away what was never sent, whatever it was, once nothing was saved under its code for `draft_days` days, and
what somebody typed off a sheet or of an interview and left unfinished for so long: the paper is still there.

Nothing needs to be scheduled: all of it goes when the program starts to serve, and some with the first save of a day.
Photos that were left on their way go much sooner: see `tidying`.
"""

from datetime import date, timedelta

from ei_collect.operations.attached import Gone, delete_abandoned_within, forget
from ei_collect.operations.clock import has_jumped
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.pictures import forget_staged, sweep_photos
from ei_collect.operations.scan_files import drop_needless_scans, sweep_scans
from ei_collect.operations.sounds import sweep_sounds
from ei_collect.store.drafts import delete_expired
from ei_collect.store.interviews import empty_unfinished
from ei_collect.store.keyings import delete_unfinished
from ei_collect.store.projects import all_projects

BATCH = 200  # people in a transaction: short, so that respondents can save meanwhile

_done: dict[str, date] = {}
"""The day on which this process last found nothing more to throw away, by the address of the database."""


def expire_drafts(installation: Installation) -> int:
    """Throw away everything that is too old, batch by batch; how many people had typed it."""
    total = 0
    drop_needless_scans(installation)
    while gone := _expire(installation):
        total += gone
    _done[installation.config.database_url] = today()
    return total


def expire_some(installation: Installation) -> None:
    """Throw away a batch at most, unless this process has finished today: what a save can do on the side."""
    if has_jumped():
        return
    if _done.get(installation.config.database_url) != today() and not _expire(installation):
        _done[installation.config.database_url] = today()
        sweep_sounds(installation)
        sweep_photos(installation)
        drop_needless_scans(installation)
        sweep_scans(installation)


def _expire(installation: Installation) -> int:
    """Of how many people a batch was thrown away, of each project BATCH at most."""
    before = today() - timedelta(days=installation.config.draft_days)
    people: list[str] = []
    gone: list[Gone] = []
    with installation.database.writing() as connection:
        for project in all_projects(connection):
            people += delete_expired(connection, project.scope, before, limit=BATCH)
            gone.append(delete_abandoned_within(connection, project.scope))
            delete_unfinished(connection, project.scope, before)
            empty_unfinished(connection, project.scope, before)
    for each in gone:
        forget(installation, each)
    forget_staged(installation, *people)
    return len(people)
