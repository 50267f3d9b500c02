"""Taking back what was said: a code, and everything kept under it is gone from the database.

Files that were handed out or built before (packs, exports) are not reached from here; the caller says so.
"""

from dataclasses import dataclass

from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.errors import NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.store.drafts import delete_drafts, hold_drafts
from ei_collect.store.packs import packs_of
from ei_collect.store.projects import all_projects
from ei_collect.store.responses import delete_response


@dataclass(frozen=True)
class Erased:
    """Where answers were erased, and the ids of packs of that project which may still hold words of theirs."""

    project: str
    packs: tuple[str, ...]


def erase(installation: Installation, code: str) -> Erased:
    """Erase the answers and drafts under a respondent's code, with every text, coding, suggestion and conflict of them.

    Raises:
        InputError: it cannot be a code.
        NotFoundError: nothing is kept under it.
    """
    hashed = key_hash(installation.config.secret_key, normalise(code))
    with installation.database.writing() as connection:
        for project in all_projects(connection):
            hold_drafts(connection, project.scope, hashed)
            drafts = delete_drafts(connection, project.scope, hashed)
            if delete_response(connection, project.scope, hashed) or drafts:
                built = tuple(pack.id for pack in packs_of(connection, project.scope))
                break
        else:
            raise NotFoundError.of("receipt-unknown", "opens nothing", where="code", mend="Type it as it was shown.")
    installation.database.empty_log()
    return Erased(project.slug, built)
