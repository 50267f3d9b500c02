"""Keying paper sheets: a pass over one is begun, typed page by page, and finished. What follows is in `sheet_settling`.

Which sheets are keyed twice is decided by a keyed hash of their id: nobody can choose it, and nobody sees it before.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ei_collect.errors import Finding, GoneError, InputError, NotFoundError
from ei_collect.fieldwork.comparing import differences
from ei_collect.fieldwork.keyed import Keyed, PageToKey, is_answered
from ei_collect.fieldwork.keying import Typed, read_page
from ei_collect.fieldwork.paper_answers import not_asked, paper_answers
from ei_collect.operations.desk import Desk, Keyer, desk_of
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.sheet_settling import Settled, has_agreed, put_aside, settle_within, sweep_after
from ei_collect.projects.project import Project
from ei_collect.store import keyings as store
from ei_collect.store.database import Connection
from ei_collect.store.ids import new_id
from ei_collect.store.keyings import Keying, SheetStatus
from ei_collect.store.tombstones import buried_on

FIRST = 1
"""The number of the pass for which boxes that were read off a scan are filled in: the second is of the paper alone."""


class BegunError(InputError):
    """Something of this sheet would be thrown away by beginning it anew: another's unfinished pass, or that it was put
    aside.
    """


@dataclass(frozen=True)
class PageOutcome:
    """What became of a page: what must be mended, what to look at again, and whether it was kept."""

    findings: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    kept: bool


def is_keyed_twice(secret_key: str, sheet_id: str, share: int) -> bool:
    """Whether a sheet is one of the `share` of a hundred that two people type."""
    drawn = int.from_bytes(hmac.digest(secret_key.encode(), b"keyed-twice:" + sheet_id.encode(), "sha256")[:8])
    return drawn % 100 < share


def begin(installation: Installation, keyer: Keyer, code: str, *, anew: bool = False) -> Desk:
    """Begin to type a sheet, or go on with it. `anew` throws away what was left unfinished, or was put aside.

    Raises:
        InputError: it cannot be a sheet's code, or the sheet needs another person, or nobody any more.
        BegunError: somebody else is at it, or it was put aside.
        NotFoundError: there is no such sheet that this person may know of.
        GoneError: nothing of it may be kept.
    """
    with installation.database.writing() as connection:
        desk = desk_of(connection, keyer, code, hold=True)
        if anew:
            desk = _anew(connection, keyer.project, desk)
        _check_waiting(connection, desk, keyer.project)
        going_on = desk.open_pass()
        if going_on is None:
            number = len(desk.passes) + 1
            fresh = Keying(new_id("ke"), desk.sheet.id, number, keyer.user.id, today())
            _check_person(desk, keyer)
            store.insert_keying(connection, keyer.project.scope, fresh)
            desk = replace(desk, passes=(*desk.passes, fresh))
        elif going_on.user_id != keyer.user.id:
            raise BegunError.of(
                "sheet-taken",
                "is being typed by somebody else",
                where=desk.where,
                mend="Leave it to them, or begin it anew: what they typed then goes.",
            )
    return desk


def at_desk(installation: Installation, keyer: Keyer, code: str) -> tuple[Desk, Keying]:
    """The sheet that this person is typing, and their own pass over it.

    Raises:
        NotFoundError: they are not typing it.
    """
    with installation.database.reading() as connection:
        return _own(desk_of(connection, keyer, code), keyer)


def save_page(
    installation: Installation,
    keyer: Keyer,
    code: str,
    number: int,
    typed: Typed,
    *,
    sure: frozenset[str] = frozenset(),
    whole: bool = True,
) -> PageOutcome:
    """Keep a page as it is typed. Doubts hold it back until they are named in `sure`, as `doubt_name` names them.

    Where it is not yet `whole`, it is kept without them, and does not count as typed.

    Raises:
        NotFoundError: the person is not typing this sheet, or it has no such page.
    """
    with installation.database.writing() as connection:
        desk, own = _own(desk_of(connection, keyer, code, hold=True), keyer)
        page = desk.page(number)
        if page is None:
            raise NotFoundError.of("page-absent", "is not there", where=f"page {number}", mend="Look at the paper.")
        read = read_page(page, typed, desk.wards)
        keyed = own.keyed.with_page(page, read.keyed)
        doubts = (*read.doubts, *_past(desk, page, keyed, own))
        if read.findings or (whole and not {doubt_name(doubt) for doubt in doubts} <= sure):
            return PageOutcome(read.findings, doubts, kept=False)
        pages = tuple(sorted({*own.pages, number} if whole else {*own.pages} - {number}))
        store.save_keying(connection, keyer.project.scope, replace(own, keyed=keyed, pages=pages, keyed_on=today()))
    return PageOutcome((), doubts, kept=True)


def doubt_name(doubt: Finding) -> str:
    """By what a doubt is known when it comes again."""
    return f"{doubt.code} {doubt.where}"


def finish(installation: Installation, keyer: Keyer, code: str) -> Settled:
    """Say that all of a sheet is typed, and do what follows. Said twice, it gives the same result.

    Raises:
        InputError: pages are missing.
        NotFoundError: the person is not typing this sheet.
        GoneError: what stands on it has been taken back.
    """
    with installation.database.writing() as connection:
        desk = desk_of(connection, keyer, code, hold=True)
        if (so_far := _finished_before(desk, keyer)) is not None:
            return so_far
        desk, own = _own(desk, keyer)
        if left := desk.left(own.pages):
            where = f"page {', '.join(map(str, left))}"
            raise InputError.of("pages-left", "has not been typed", where=where, mend="Type it, even if it is empty.")
        finished = replace(own, done=True, keyed_on=today())
        store.save_keying(connection, keyer.project.scope, finished)
        others = tuple(each for each in desk.passes if each.id != own.id)
        settled = _follow(connection, installation, keyer.project, replace(desk, passes=(*others, finished)))
    sweep_after(installation, settled)
    return settled


def _own(desk: Desk, keyer: Keyer) -> tuple[Desk, Keying]:
    own = desk.open_pass()
    if own is None or own.user_id != keyer.user.id:
        raise NotFoundError.of("not-typing", "is not being typed by you", where=desk.where, mend="Type its code again.")
    return desk, own


def _finished_before(desk: Desk, keyer: Keyer) -> Settled | None:
    """What became of a pass that this person has finished already, or None where they have not."""
    if not any(each.done and each.user_id == keyer.user.id for each in desk.passes):
        return None
    if desk.sheet.status is SheetStatus.SETTLED:
        return Settled.SETTLED
    return Settled.DIFFERS if sum(each.done for each in desk.passes) > 1 else Settled.WAITS_FOR_SECOND


def _anew(connection: Connection, project: Project, desk: Desk) -> Desk:
    """The desk without what was left unfinished; a sheet that was put aside, and not taken back, as it was printed."""
    open_pass = desk.open_pass()
    if open_pass is not None:
        store.delete_keying(connection, project.scope, open_pass.id)
        return replace(desk, passes=tuple(each for each in desk.passes if each.done))
    if desk.sheet.status is SheetStatus.VOID and not _is_buried(connection, desk, project):
        store.move_sheet(connection, project.scope, desk.sheet.id, SheetStatus.PRINTED)
        return replace(desk, sheet=replace(desk.sheet, status=SheetStatus.PRINTED))
    return desk


def _is_buried(connection: Connection, desk: Desk, project: Project) -> bool:
    return buried_on(connection, project.scope, desk.sheet.key_hash) is not None


def _check_waiting(connection: Connection, desk: Desk, project: Project) -> None:
    """See that somebody is still to type this sheet."""
    if _is_buried(connection, desk, project):
        raise GoneError.of("sheet-taken-back", "was taken back", where=desk.where, mend="Have the paper shredded.")
    if desk.sheet.status is SheetStatus.VOID:
        mend = "Look at its first page. If the box is ticked, begin it anew; else have the paper shredded."
        raise BegunError.of(
            "sheet-void", "was put aside: the box to take part is not ticked", where=desk.where, mend=mend
        )
    if desk.sheet.status is SheetStatus.SETTLED:
        raise InputError.of("sheet-settled", "has been typed already", where=desk.where, mend="Take the next one.")
    if sum(each.done for each in desk.passes) > 1:
        mend = "Take the next one: somebody will look at where the two differ."
        raise InputError.of("sheet-twice", "has been typed by two people", where=desk.where, mend=mend)


def _check_person(desk: Desk, keyer: Keyer) -> None:
    """See that nobody types the same sheet twice."""
    if any(each.user_id == keyer.user.id for each in desk.passes):
        mend = "Take the next one: another person types this one again."
        raise InputError.of("sheet-own", "has been typed by you", where=desk.where, mend=mend)


def _past(desk: Desk, page: PageToKey, keyed: Keyed, own: Keying) -> Iterator[Finding]:
    """What is answered on a page although the answers before it lead past; known once all pages before are typed."""
    if any(before in desk.left(own.pages) for before in range(1, page.number)):
        return
    survey, wards = desk.version.survey, desk.wards.names
    past = not_asked(survey, paper_answers(survey, keyed, desk.sheet.language, wards))
    for question in page.questions:
        if question.question.code in past and is_answered(question, keyed):
            what = "is answered although the sheet leads past it"
            yield Finding(f"question {question.number}", "keyed-past", what, "Look at the paper again.")


def _follow(connection: Connection, installation: Installation, project: Project, desk: Desk) -> Settled:
    """What becomes of a sheet of which a pass is finished."""
    first, *more = desk.passes
    if not has_agreed(first.keyed) and not more:
        return put_aside(connection, project, desk.sheet)
    share, secret = desk.sheet.keyed_twice, installation.config.lasting_key
    if not more and is_keyed_twice(secret, desk.sheet.id, share):
        store.move_sheet(connection, project.scope, desk.sheet.id, SheetStatus.KEYED)
        return Settled.WAITS_FOR_SECOND
    if more and differences(desk.form, first.keyed, more[0].keyed):
        return Settled.DIFFERS
    return settle_within(connection, installation, project, desk, first.keyed)
