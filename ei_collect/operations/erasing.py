"""Erasing because somebody asked the team: by their code, or by the id of what the team has found to be theirs."""

from dataclasses import dataclass

from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.errors import GoneError, InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.withdrawing import Erased, erase_for_staff
from ei_collect.projects.project import Project
from ei_collect.store.keyings import sheet_of_key
from ei_collect.store.tombstones import buried_on
from ei_collect.store.traces import NAMED, Traces, find_traces, key_of

MEND = "Type the code as it was shown, or the id that stands on a page of a text, a photo or a recording."


@dataclass(frozen=True)
class ToErase:
    """What would go: how much of each kind. `on_paper`: a sheet whose typing, if any, and scans would go too."""

    traces: Traces
    on_paper: bool


def look_before_erasing(installation: Installation, project: Project, typed: str) -> ToErase:
    """What is kept in this project under a code, or together with what has this id; no words of it.

    Raises:
        InputError: it is neither a code nor an id.
        GoneError: it has been taken back.
        NotFoundError: it opens nothing here.
    """
    hashed = _key(installation, project, typed)
    with installation.database.reading() as connection:
        traces = find_traces(connection, project.scope, hashed)
        if buried_on(connection, project.scope, hashed):
            raise GoneError.of("taken-back", "has been taken back before", where="the answers", mend="Nothing is left.")
        on_paper = sheet_of_key(connection, project.scope, hashed) is not None
    if not (traces.response_id or traces.drafts or on_paper):
        raise _nothing_here()
    return ToErase(traces, on_paper)


def erase(installation: Installation, project: Project, typed: str) -> Erased:
    """Erase all of it, for good.

    Raises:
        InputError, GoneError, NotFoundError: as above.
    """
    return erase_for_staff(installation, project, _key(installation, project, typed))


def _key(installation: Installation, project: Project, typed: str) -> str:
    """The hash of the key that is meant."""
    if typed.strip().partition("_")[0] not in NAMED:
        try:
            return key_hash(installation.config.lasting_key, normalise(typed))
        except InputError:
            raise InputError.of("erase-what", "is neither a code nor an id", where="what to erase", mend=MEND) from None
    with installation.database.reading() as connection:
        found = key_of(connection, project.scope, typed.strip())
    if found is None:
        raise _nothing_here()
    return found


def _nothing_here() -> NotFoundError:
    return NotFoundError.of("erase-unknown", "is not in this project", where="what to erase", mend=MEND)
