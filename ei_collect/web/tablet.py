"""Shared tablets: unlocked by staff for one sitting, handed from person to person, with or without signal.

What a tablet shows is the same for everyone who holds it, and kept by a service worker of its own: no page here has
anything of anybody in it. Answers come sealed, from `static/tablet-queue.js`.
"""

from collections.abc import Iterable
from datetime import date
from http import HTTPStatus
from typing import Any

import orjson
from flask import Blueprint, abort, g, make_response, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from ei_collect.errors import AbsentError, BusyError, Finding, InputError
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.arriving import Arrival, Arrived
from ei_collect.operations.syncing import receive
from ei_collect.operations.tablet_files import LARGEST_FILE, receive_file
from ei_collect.operations.tablets import hear_of, held_sitting, is_pin_of, unlock
from ei_collect.projects.project import Permission
from ei_collect.store.sittings import Held
from ei_collect.web import session
from ei_collect.web.access import allow_manifest, allow_sound, members_only, open_to_all
from ei_collect.web.installed import installation
from ei_collect.web.leaving import SHARED_TABLET
from ei_collect.web.limiting import slow_down
from ei_collect.web.photos import MOMENT, at_work
from ei_collect.web.sittings import the_sitting
from ei_collect.web.style import STATIC
from ei_collect.web.tablet_pages import definition_file, front_page, kit_of, manifest_of, survey_page

NINETY_DAYS = 90 * 24 * 3600
MOST_RECORDS = 50
"""In one request."""

tablet = Blueprint("tablet", __name__, url_prefix="/tablet")
slow_down(tablet)
unlocking = Blueprint("unlocking", __name__, url_prefix="/staff/<project>/sittings/<sitting_code>/tablet")
session.protect_forms(unlocking)


@unlocking.get("")
@members_only(Permission.KEY_SHEETS)
def ask(project: str, sitting_code: str) -> str:
    """What it means to hand this device over, and the form with the PIN."""
    return _ask(the_sitting(sitting_code))


@unlocking.post("")
@members_only(Permission.KEY_SHEETS)
def hand_over(project: str, sitting_code: str) -> Response | tuple[str, int]:
    """Unlock the sitting on this device, and sign its member of staff out: from now on it can only collect."""
    sitting = the_sitting(sitting_code)
    pin = request.form.get("pin", "")
    try:
        if pin != request.form.get("again", ""):
            raise InputError.of("pin-differs", "is not the same twice", where="PIN", mend="Type it again.")
        unlock(installation(), g.project.scope, sitting.code, pin)
    except InputError as error:
        return _ask(sitting, error.findings), HTTPStatus.UNPROCESSABLE_ENTITY
    session.end()
    answer = redirect(url_for("tablet.front", code=sitting.code), HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        SHARED_TABLET,
        ticket_of(sitting.code),
        max_age=NINETY_DAYS,
        httponly=True,
        samesite="Lax",
        secure=installation().config.served_over_https,
    )
    return answer


@tablet.get("/worker.js")
@open_to_all
def worker() -> Response:
    """The service worker, at an address from which it may look after every page of a tablet."""
    return Response((STATIC / "tablet-worker.js").read_bytes(), content_type="text/javascript; charset=utf-8")


@tablet.get("/<code>")
@open_to_all
def front(code: str) -> str:
    """Where each person begins: with their language. Unsent answers are told here, and staff find their way out."""
    allow_manifest()
    return front_page(_unlocked(code))


@tablet.get("/<code>/kit.json")
@open_to_all
def kit(code: str) -> Response:
    """Everything that the tablet keeps, by address, and by what it is told when that has changed."""
    return _json(kit_of(_unlocked(code)))


@tablet.get("/<code>/tablet.webmanifest")
@open_to_all
def manifest(code: str) -> Response:
    """What a home screen needs to know of the app. It tells nothing of the sitting but its code."""
    return _json(manifest_of(held_sitting(installation(), code).sitting), "application/manifest+json")


@tablet.get("/<code>/<slug>/definition.json")
@open_to_all
def definition(code: str, slug: str) -> Response:
    """The survey as the browser's own path through it reads it."""
    return _json(definition_file(_unlocked(code), slug))


@tablet.get("/<code>/<slug>/<lang>")
@open_to_all
def survey(code: str, slug: str, lang: str) -> str:
    """A whole survey in one language, from the agreement to the receipt, for one person after the other."""
    allow_manifest()
    allow_sound(recording=True)
    return survey_page(_unlocked(code), slug, lang)


@tablet.post("/<code>/sync")
@open_to_all
def sync(code: str) -> Response:
    """Sealed records from a tablet, each acknowledged by its hash; also from one that has lost its cookie."""
    sent = _sent()
    records = sent.get("records")
    if not isinstance(records, list) or len(records) > MOST_RECORDS or not all(isinstance(one, str) for one in records):
        abort(HTTPStatus.BAD_REQUEST)
    arrived = receive(installation(), code, records, _names_in(sent.get("without")))
    if "tablet" in sent and (held := _held_here(code)):
        hear_of(installation(), held, *_report(sent))
    return _acknowledged(arrived)


@tablet.post("/<code>/file")
@open_to_all
def take_file(code: str) -> Response:
    """One sealed photo or recording, acknowledged by its hash once it is clean and safe; or it is to come again."""
    request.max_content_length = LARGEST_FILE
    sealed = request.get_data(cache=False)  # all of it first: nobody waits for a slow connection
    try:
        with at_work(waits=False, last=True):
            return _acknowledged([receive_file(installation(), code, sealed)])
    except (BusyError, AbsentError):
        return Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=MOMENT)


@tablet.post("/<code>/leave")
@open_to_all
def leave(code: str) -> Response:
    """With the PIN the browser is no longer a shared tablet; without the right one it stays where it is."""
    held = _unlocked(code)
    if not is_pin_of(held.sitting, request.form.get("pin", "")):
        return redirect(url_for("tablet.front", code=code, _anchor="staff"), HTTPStatus.SEE_OTHER)
    answer = redirect(url_for("door.sign_in"), HTTPStatus.SEE_OTHER)
    answer.delete_cookie(SHARED_TABLET, httponly=True, samesite="Lax", secure=installation().config.served_over_https)
    return answer


def ticket_of(code: str) -> str:
    """What the cookie of a shared tablet of this sitting holds."""
    return str(_serializer().dumps(code))


def _ask(sitting: Sitting, findings: tuple[Finding, ...] = ()) -> str:
    return render_template("staff/tablet.html", project=g.project, sitting=sitting, findings=findings)


def _sent() -> dict[str, Any]:
    """What the body of the request says in JSON; nothing where it is no object."""
    try:
        sent = request.get_json(silent=True)
    except RecursionError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _names_in(without: object) -> frozenset[str]:
    """The tablet's names of files that were refused, as the body of a request says them."""
    return frozenset(each for each in without if isinstance(each, str)) if isinstance(without, list) else frozenset()


def _acknowledged(arrived: Iterable[Arrived]) -> Response:
    """What became of each by its hash: done with, refused for good and why, or the files that it waits for."""
    told: dict[str, Any] = {"done": [], "refused": {}, "missing": {}}
    for each in arrived:
        match each.arrival:
            case Arrival.REFUSED:
                told["refused"][each.hash] = each.why
            case Arrival.WAITS:
                told["missing"][each.hash] = each.missing
            case _:
                told["done"].append(each.hash)
    return _json(orjson.dumps(told))


def _report(sent: dict[str, Any]) -> tuple[str, int, date | None]:
    """What a tablet tells of itself beside its records."""
    try:
        since = sent.get("since")
        return str(sent["tablet"]), int(sent["waiting"]), date.fromisoformat(since) if since else None
    except (KeyError, TypeError, ValueError, OverflowError):
        abort(HTTPStatus.BAD_REQUEST)


def _held_here(code: str) -> Held | None:
    """The sitting with this code, where this browser was unlocked for it."""
    held = held_sitting(installation(), code)
    try:
        unlocked_for = _serializer().loads(request.cookies.get(SHARED_TABLET, ""))
    except BadSignature:
        unlocked_for = None
    return held if unlocked_for == held.sitting.code else None


def _unlocked(code: str) -> Held:
    """The sitting with this code, where this browser was unlocked for it; else there is nothing here."""
    return _held_here(code) or abort(make_response(render_template("tablet/locked.html"), HTTPStatus.NOT_FOUND))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer([*reversed(installation().config.secret_keys)], salt="shared tablet")


def _json(content: bytes, mimetype: str = "application/json") -> Response:
    return Response(content, content_type=mimetype)
