"""Typing paper sheets in the browser, page by page as on the paper; how far batches are; settling differences."""

from collections.abc import Mapping

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import CollectError, Finding, GoneError, InputError, NotFoundError
from ei_collect.fieldwork.keying import as_typed
from ei_collect.fieldwork.sheet_code import read_page_code, shown_sheet_code
from ei_collect.operations import keying as operations
from ei_collect.operations import sheet_settling
from ei_collect.operations.desk import Desk, Keyer
from ei_collect.operations.scan_showing import seen
from ei_collect.operations.sheet_settling import Settled
from ei_collect.projects.project import Permission
from ei_collect.store.batches import batches_of, waiting_for
from ei_collect.store.keyings import Keying
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation
from ei_collect.web.keying_pages import LANGUAGE_NAMES, asked_on, choices_of

CHOICE = "choice."
"""Before the number of a question that differs: the name of what was chosen there."""
TOLD = {
    Settled.SETTLED: "is done, and its answers count",
    Settled.WAITS_FOR_SECOND: "was drawn to be typed once more, by another person",
    Settled.DIFFERS: "is typed by two people now, and somebody looks at where the two differ",
    Settled.NOT_AGREED: "was put aside: the box to take part is not ticked, so nothing of it is kept",
}

keying = Blueprint("keying", __name__, url_prefix="/staff/<project>/keying")
session.protect_forms(keying)


@keying.get("")
@members_only(Permission.KEY_SHEETS)
def listing(project: str) -> str:
    """Where a sheet's code is typed, and how far every batch is."""
    return _listing()


@keying.post("")
@members_only(Permission.KEY_SHEETS)
def begin(project: str) -> Response | tuple[str, int]:
    """Begin with a sheet, or go on with it; the square on one of its pages leads to that page."""
    typed, anew = request.form.get("code", ""), "anew" in request.form
    code, number = read_page_code(typed.strip().upper()) or (typed, 0)
    try:
        desk = operations.begin(installation(), _keyer(), code, anew=anew)
    except (InputError, GoneError, NotFoundError) as error:
        can_begin_anew = isinstance(error, operations.BegunError)
        return _listing(typed, error, can_begin_anew=can_begin_anew), 404 if isinstance(error, NotFoundError) else 422
    return _to_page(desk, number) if desk.page(number) else _to_next(desk)


@keying.get("/<sheet_code>/<int:number>")
@members_only(Permission.KEY_SHEETS)
def page(project: str, sheet_code: str, number: int) -> str:
    """One page of a sheet, with what is typed of it."""
    desk, own = operations.at_desk(installation(), _keyer(), sheet_code)
    return _page(desk, own, number)


@keying.post("/<sheet_code>/<int:number>")
@members_only(Permission.KEY_SHEETS)
def keep(project: str, sheet_code: str, number: int) -> Response | tuple[str, int]:
    """Keep what is typed of a page, and go on to the next one; with `stay` only keep it."""
    typed, whole = _typed(), "stay" not in request.form
    sure = frozenset(request.form.getlist("sure"))
    outcome = operations.save_page(installation(), _keyer(), sheet_code, number, typed, sure=sure, whole=whole)
    desk, own = operations.at_desk(installation(), _keyer(), sheet_code)
    if not outcome.kept:
        return _page(desk, own, number, typed, outcome), 422
    return _to_next(desk, number) if whole else _to_page(desk, number)


@keying.get("/<sheet_code>/end")
@members_only(Permission.KEY_SHEETS)
def end(project: str, sheet_code: str) -> str:
    """The end of a sheet, where it is said that all is typed."""
    return _end(*operations.at_desk(installation(), _keyer(), sheet_code))


@keying.post("/<sheet_code>/end")
@members_only(Permission.KEY_SHEETS)
def finish(project: str, sheet_code: str) -> Response | tuple[str, int]:
    """All of a sheet is typed."""
    try:
        settled = operations.finish(installation(), _keyer(), sheet_code)
    except InputError as error:
        return _end(*operations.at_desk(installation(), _keyer(), sheet_code), error.findings), 422
    return _to_listing(sheet_code, settled)


@keying.get("/<sheet_code>/settle")
@members_only(Permission.RUN_SITTINGS)
def differences(project: str, sheet_code: str) -> str:
    """Where two people typed a sheet differently, side by side."""
    return _differences(sheet_code)


@keying.post("/<sheet_code>/settle")
@members_only(Permission.RUN_SITTINGS)
def settle(project: str, sheet_code: str) -> Response | tuple[str, int]:
    """Settle every difference."""
    typed = _typed()
    chosen = {int(name.removeprefix(CHOICE)): value for name, value in typed.items() if _is_choice(name)}
    every = dict.fromkeys(chosen, typed)
    try:
        settled = sheet_settling.settle(installation(), _keyer(), sheet_code, chosen, every)
    except InputError as error:
        return _differences(sheet_code, typed, error.findings), 422
    return _to_listing(sheet_code, settled)


def _keyer() -> Keyer:
    every = any(role.may(Permission.SEE_EVERY_SITTING) for role in g.roles)
    return Keyer(session.signed_in_user(), g.project, every=every)


def _typed() -> dict[str, str]:
    return {name: value.replace("\r\n", "\n") for name, value in request.form.items()}


def _is_choice(name: str) -> bool:
    return name.startswith(CHOICE) and name.removeprefix(CHOICE).isdecimal()


def _listing(typed: str = "", error: CollectError | None = None, *, can_begin_anew: bool = False) -> str:
    keyer = _keyer()
    with installation().database.reading() as connection:
        batches = batches_of(connection, g.project.scope, keyer.opened_by)
        waiting = waiting_for(connection, g.project.scope, keyer.user.id, keyer.opened_by)
    told = request.args.get("told", "")
    return render_template(
        "staff/keying.html",
        project=g.project,
        batches=batches,
        waiting=waiting,
        shown=shown_sheet_code,
        typed=typed,
        findings=error.findings if error else (),
        can_begin_anew=can_begin_anew,
        told=TOLD[Settled(told)] if told in set(Settled) else "",
        sheet_code=request.args.get("sheet", ""),
    )


def _page(
    desk: Desk,
    own: Keying,
    number: int,
    typed: Mapping[str, str] | None = None,
    outcome: operations.PageOutcome | None = None,
) -> str:
    there = desk.page(number)
    if there is None:
        raise NotFoundError.of("page-absent", "is not there", where=f"page {number}", mend="Look at the paper.")
    shown = seen(installation(), g.project.scope, desk)
    fresh = typed is None and own.number == operations.FIRST and not own.has_typed(there)
    if typed is None:
        typed = as_typed(there, shown.proposed.of_page(there) if fresh else own.keyed, desk.wards)
    return render_template(
        "staff/keying_page.html",
        project=g.project,
        desk=desk,
        seen=shown,
        filled_in=fresh and any(typed.values()),
        code=shown_sheet_code(desk.sheet.code),
        own=own,
        page=there,
        asked=asked_on(desk, there, typed),
        findings=outcome.findings if outcome else (),
        doubts=[(operations.doubt_name(doubt), doubt) for doubt in outcome.doubts] if outcome else (),
        wards=sorted(desk.wards.names.values()),
        language_names=LANGUAGE_NAMES,
    )


def _end(desk: Desk, own: Keying, findings: tuple[Finding, ...] = ()) -> str:
    return render_template(
        "staff/keying_end.html",
        project=g.project,
        desk=desk,
        code=shown_sheet_code(desk.sheet.code),
        left=desk.left(own.pages),
        findings=findings,
    )


def _differences(sheet_code: str, typed: Mapping[str, str] | None = None, findings: tuple[Finding, ...] = ()) -> str:
    found = sheet_settling.compared(installation(), _keyer(), sheet_code)
    return render_template(
        "staff/keying_settle.html",
        project=g.project,
        code=shown_sheet_code(found.desk.sheet.code),
        desk=found.desk,
        seen=seen(installation(), g.project.scope, found.desk),
        choices=choices_of(found, typed or {}),
        chosen=typed or {},
        findings=findings,
        wards=sorted(found.desk.wards.names.values()),
        language_names=LANGUAGE_NAMES,
    )


def _to_next(desk: Desk, number: int = 0) -> Response:
    """To the next page with anything to type, behind the one with this number; else to the end."""
    further = [page.number for page in desk.pages if page.number > number and any(page.fields())]
    if further:
        return _to_page(desk, further[0])
    return redirect(url_for("keying.end", project=g.project.slug, sheet_code=desk.sheet.code), 303)


def _to_page(desk: Desk, number: int) -> Response:
    where = url_for("keying.page", project=g.project.slug, sheet_code=desk.sheet.code, number=number)
    return redirect(where, 303)


def _to_listing(sheet_code: str, settled: Settled) -> Response:
    where = url_for("keying.listing", project=g.project.slug, sheet=sheet_code, told=settled.value)
    return redirect(where, 303)
