"""Taking back what was said: all that is kept under a code is gone from the database, and nothing comes in again.

Files that were handed out or built before (packs, exports) are not reached from here; the caller says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.errors import GoneError, NotFoundError
from ei_collect.operations.attached import delete_of_key_within, forget
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.pictures import forget_staged
from ei_collect.operations.scan_files import forget_scans
from ei_collect.projects.project import Project, Scope
from ei_collect.store import scans
from ei_collect.store.database import Connection
from ei_collect.store.drafts import delete_drafts, hold_drafts
from ei_collect.store.interviews import delete_waiting
from ei_collect.store.keyings import SheetStatus, delete_keyings, move_sheet, sheet_of_key
from ei_collect.store.packs import packs_of
from ei_collect.store.projects import all_projects
from ei_collect.store.responses import delete_response
from ei_collect.store.tombstones import buried_on, bury


@dataclass(frozen=True)
class Erased:
    """Where answers were erased, and the ids of packs of that project which may still hold words of theirs."""

    project: Project
    packs: tuple[str, ...]


def withdraw(installation: Installation, code: str) -> Erased:
    """Erase what is kept under a respondent's code, with every recording, photo, text, coding and conflict of it.

    What of a photo is on its way goes in any case. Of a paper sheet, or an interview, all that was typed goes too, and
    scans of sheets; one that nobody has typed yet will not be.

    Raises:
        InputError: it cannot be a code.
        GoneError: what was kept under it has been taken back before.
        NotFoundError: nothing was ever kept under it.
    """
    hashed = key_hash(installation.config.secret_key, normalise(code))
    try:
        with installation.database.writing() as connection:
            everywhere = all_projects(connection)
            project = next((each for each in everywhere if _take_back(connection, each.scope, hashed)), None)
            if project is None:
                raise _nothing_there(connection, everywhere, hashed)
            gone = delete_of_key_within(connection, project.scope, hashed)
            scans_gone = scans.delete_of_key(connection, project.scope, hashed)
            built = tuple(pack.id for pack in packs_of(connection, project.scope))
    finally:
        forget_staged(installation, hashed)  # a first photo can be on its way before anything else is kept
    forget(installation, gone)
    forget_scans(installation, scans_gone)
    installation.database.empty_log()
    return Erased(project, built)


def _take_back(connection: Connection, scope: Scope, hashed: str) -> bool:
    """Erase and bury what one project keeps under a key; whether it kept anything."""
    hold_drafts(connection, scope, hashed)
    sheet = sheet_of_key(connection, scope, hashed)
    drafts = delete_drafts(connection, scope, hashed)
    on_paper = sheet is not None and buried_on(connection, scope, hashed) is None
    interviewed = delete_waiting(connection, scope, hashed)
    if not (delete_response(connection, scope, hashed) or drafts or on_paper or interviewed):
        return False
    if sheet is not None:
        delete_keyings(connection, scope, sheet.id)
        move_sheet(connection, scope, sheet.id, SheetStatus.VOID)
    bury(connection, scope, hashed, today())
    return True


def _nothing_there(connection: Connection, projects: Iterable[Project], hashed: str) -> GoneError | NotFoundError:
    """What is said of a code under which no project keeps anything."""
    if any(buried_on(connection, project.scope, hashed) for project in projects):
        return GoneError.of("taken-back", "has been taken back before", where="code", mend="Nothing is left of it.")
    return NotFoundError.of("receipt-unknown", "opens nothing", where="code", mend="Type it as it was shown.")
