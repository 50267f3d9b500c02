"""What a respondent's code opens: answers that were sent under it, a draft that waits to be finished, or paper."""

from dataclasses import dataclass

from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.answering.response import Response
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.asking import look_up
from ei_collect.operations.holding import taken_back
from ei_collect.operations.installation import Installation
from ei_collect.operations.standing import Visit, read_standing
from ei_collect.projects.project import Scope
from ei_collect.store.database import Connection
from ei_collect.store.interviews import version_of_waiting
from ei_collect.store.keyings import version_on_paper
from ei_collect.store.projects import all_projects
from ei_collect.store.responses import find_by_key
from ei_collect.store.standing import find_kept
from ei_collect.store.surveys import version as find_version


@dataclass(frozen=True)
class ReceiptView:
    """What a code opens: the answers kept under it, or a draft that waits to be finished.

    `on_paper`: its answers are on a sheet, or in an interviewer's notes, that are still to be typed.
    """

    survey_slug: str
    key: str
    visit: Visit
    sent: Response | None
    on_paper: bool = False


def open_receipt(installation: Installation, code: str) -> ReceiptView:
    """What a code, as a person typed it, opens.

    Raises:
        NotFoundError: it opens nothing, for whatever reason.
        GoneError: what it opened has been taken back.
    """
    try:
        key = normalise(code)
    except InputError as error:
        raise _unknown_receipt() from error
    hashed = key_hash(installation.config.lasting_key, key)
    is_buried = False
    with installation.database.reading() as connection:
        for project in all_projects(connection):
            kept = find_kept(connection, project.scope, hashed)
            is_buried = is_buried or kept.is_buried
            waiting = _waiting(connection, project.scope, hashed) if kept.version_id is None else None
            if version_id := kept.version_id or waiting:
                survey = find_version(connection, version_id).survey
                found = look_up(connection, installation, survey.slug, key, version_id)
                standing = read_standing(connection, found, survey.language)
                sent = find_by_key(connection, project.scope, hashed)
                visit = Visit(found.asking, standing, found.shelf)
                return ReceiptView(survey.slug, key, visit, sent, on_paper=waiting is not None)
    raise taken_back() if is_buried else _unknown_receipt()


def _waiting(connection: Connection, scope: Scope, hashed: str) -> str | None:
    """The id of the version that a sheet or an interview with this key answers, while it is still to be typed."""
    return version_on_paper(connection, scope, hashed) or version_of_waiting(connection, scope, hashed)


def _unknown_receipt() -> NotFoundError:
    return NotFoundError.of("receipt-unknown", "opens nothing", where="code", mend="Type it as it was shown.")
