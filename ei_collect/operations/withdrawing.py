"""Taking back what was said: all that is kept under a code is gone from the database, and nothing comes in again.

Packs that hold something of it lose their files. Copies that were handed out are not reached from here: they are named.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.errors import GoneError, NotFoundError
from ei_collect.operations.attached import Gone, delete_of_key_within, forget
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.objects import ObjectKind
from ei_collect.operations.pictures import forget_staged
from ei_collect.operations.recalling import recall_packs
from ei_collect.projects.project import Project, Scope
from ei_collect.store import scans
from ei_collect.store.database import Connection
from ei_collect.store.drafts import delete_drafts, hold_drafts
from ei_collect.store.erased_list import Erasure, add_erased
from ei_collect.store.handed_out import Copy, copies_of
from ei_collect.store.interviews import delete_waiting
from ei_collect.store.keyings import SheetStatus, delete_keyings, move_sheet, sheet_of_key
from ei_collect.store.projects import all_projects
from ei_collect.store.responses import delete_response
from ei_collect.store.tombstones import buried_on, bury
from ei_collect.store.traces import Traces, find_traces

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Erased:
    """Where answers were erased. `packs` held something of them and have no files any more; `copies` may hold it still.

    Those were handed out since the day on which the answers were sent. `response_id` is None of drafts.
    """

    project: Project
    response_id: str | None
    packs: tuple[str, ...]
    copies: tuple[Copy, ...]


def withdraw(installation: Installation, code: str) -> Erased:
    """Erase what is kept under a respondent's code, with every recording, photo, text, coding and conflict of it.

    What of a photo is on its way goes in any case. Of a paper sheet, or an interview, all that was typed goes too, and
    scans of sheets; one that nobody has typed yet will not be.

    Raises:
        InputError: it cannot be a code.
        GoneError: what was kept under it has been taken back before.
        NotFoundError: nothing was ever kept under it.
    """
    return _erase(installation, key_hash(installation.config.lasting_key, normalise(code)))


def erase_for_staff(installation: Installation, project: Project, hashed: str) -> Erased:
    """The same for what one project keeps under the hash of a key, because somebody asked its staff.

    Raises:
        GoneError: what was kept under it has been taken back before.
        NotFoundError: nothing was ever kept under it there.
    """
    return _erase(installation, hashed, asked=project)


def _erase(installation: Installation, hashed: str, asked: Project | None = None) -> Erased:
    try:
        with installation.database.writing() as connection:
            everywhere = (asked,) if asked else all_projects(connection)
            taken = (_taken_from(connection, each, hashed, by_staff=asked is not None) for each in everywhere)
            project, traces = next(filter(None, taken), (None, None))
            if project is None or traces is None:
                raise _nothing_there(connection, everywhere, hashed)
            gone = _attached(connection, project.scope, hashed)
            copies = copies_of(connection, project.scope, since=traces.sent_on) if traces.sent_on else ()
    finally:
        forget_staged(installation, hashed)  # a first photo can be on its way before anything else is kept
    _list_outside(installation, Erasure(project.id, hashed, today().isoformat()))
    installation.database.empty_log()
    recalled = recall_packs(installation, project.scope, traces.ids)
    forget(installation, gone)
    held = tuple(copy for copy in copies if copy.may_hold(traces.survey_slug, recalled))
    return Erased(project, traces.response_id, recalled, held)


def _taken_from(
    connection: Connection, project: Project, hashed: str, *, by_staff: bool
) -> tuple[Project, Traces] | None:
    """What was kept under a key in this project, which is erased now; None where it kept nothing."""
    hold_drafts(connection, project.scope, hashed)
    traces = find_traces(connection, project.scope, hashed)
    taken = _take_back(connection, project.scope, hashed, today(), by_staff=by_staff)
    return (project, traces) if taken else None


def erase_again(connection: Connection, scope: Scope, hashed: str, day: date) -> None:
    """Erase and bury what a backup has brought back. Its files are not there yet, and need not come."""
    _take_back(connection, scope, hashed, day)
    _attached(connection, scope, hashed)
    bury(connection, scope, hashed, day)


def let_go(connection: Connection, scope: Scope, hashed: str) -> Gone:
    """Remove what is kept no longer under a key, which nobody took back; the names of its files."""
    _remove(connection, scope, hashed)
    return _attached(connection, scope, hashed)


def _list_outside(installation: Installation, erasure: Erasure) -> None:
    """Tell the list that no backup can take back; where its disk fails, the next backup adds what is missing."""
    try:
        add_erased(installation.config.erased, [erasure])
    except OSError as error:
        _log.warning("the list of erasures cannot be written: %s", error.strerror)


def _attached(connection: Connection, scope: Scope, hashed: str) -> Gone:
    """Remove the rows of every file under a key; the names of the files."""
    of_sheets = scans.delete_of_key(connection, scope, hashed)
    return {**delete_of_key_within(connection, scope, hashed), ObjectKind.SCANS: of_sheets}


def _take_back(connection: Connection, scope: Scope, hashed: str, day: date, *, by_staff: bool = False) -> bool:
    """Erase and bury what one project keeps under a key; whether it kept anything."""
    if not _remove(connection, scope, hashed):
        return False
    bury(connection, scope, hashed, day, by_staff=by_staff)
    return True


def _remove(connection: Connection, scope: Scope, hashed: str) -> bool:
    """Remove what one project keeps under a key; whether it kept anything."""
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
    return True


def _nothing_there(connection: Connection, projects: Iterable[Project], hashed: str) -> GoneError | NotFoundError:
    """What is said of a code under which no project keeps anything."""
    if any(buried_on(connection, project.scope, hashed) for project in projects):
        return GoneError.of("taken-back", "has been taken back before", where="code", mend="Nothing is left of it.")
    return NotFoundError.of("receipt-unknown", "opens nothing", where="code", mend="Type it as it was shown.")
