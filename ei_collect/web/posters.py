"""Posters in the browser: made, listed with what was counted, printed, moved to another place, revoked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.asking import Asking, all_asking
from ei_collect.operations.keeping import today
from ei_collect.operations.placing import all_places, places_named, whole_wards
from ei_collect.operations.postering import Batch, Move, make_posters, move_poster, poster_named, revoke_poster
from ei_collect.operations.printing import Form, print_poster
from ei_collect.places.place import Place
from ei_collect.places.poster import Poster, address_of
from ei_collect.places.printing import Paper
from ei_collect.projects.project import Permission
from ei_collect.store.place_list import places_of
from ei_collect.store.posters import posters_of
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of

EVERY_PLACE, EVERY_WARD = "*places", "*wards"
"""Instead of the code of one place, which has no asterisk."""
PAPERS = {Paper.A4.value: "A4", Paper.A3.value: "A3", Paper.CARDS.value: "A sheet of small cards"}
FORMS = {Form.PDF.value: "PDF", Form.PNG.value: "PNG", Form.SVG.value: "SVG, the code alone", Form.HTML.value: "HTML"}

posters = Blueprint("posters", __name__, url_prefix="/staff/<project>/posters")
session.protect_forms(posters)


@posters.get("")
@members_only(Permission.KEEP_PLACES)
def listing(project: str) -> str:
    """Every poster with its periods and counts, and the form for new ones."""
    return _listing()


@posters.post("")
@members_only(Permission.KEEP_PLACES)
def make(project: str) -> Response | tuple[str, int]:
    """Make posters; those of the same batch and place that are there already stay as they are."""
    try:
        make_posters(installation(), g.project, _batch(), _places(_typed("place")))
    except (InputError, NotFoundError) as error:
        return _listing(error.findings), 422
    return redirect(url_for("posters.listing", project=project, _anchor="made"), 303)


@posters.get("/<poster_code>")
@members_only(Permission.KEEP_PLACES)
def one(project: str, poster_code: str) -> str:
    """One poster: where it hung, how to print it, and the forms for moving and revoking it."""
    return _one(poster_code)


@posters.get("/<poster_code>/print")
@members_only(Permission.KEEP_PLACES)
def file(project: str, poster_code: str) -> Response | tuple[str, int]:
    """One file to be printed, in the languages that the form chooses."""
    poster = poster_named(installation(), g.project.scope, poster_code)
    wanted = request.args.getlist("language")
    languages = tuple(dict.fromkeys(wanted)) or poster.languages
    paper, form = Paper(_chosen(PAPERS, "paper")), Form(_chosen(FORMS, "format"))
    try:
        printed = next(print_poster(installation(), replace(poster, languages=languages), paper, [form]))
    except InputError as error:
        return _one(poster_code, error.findings), 422
    return send_file(BytesIO(printed.content), as_attachment=True, download_name=printed.name, max_age=0)


@posters.post("/<poster_code>/move")
@members_only(Permission.KEEP_PLACES)
def move(project: str, poster_code: str) -> Response | tuple[str, int]:
    """Hang it in another place."""
    try:
        to = Move(_typed("place"), _day("starts_on") or today(), _day("ends_on"))
        move_poster(installation(), g.project.scope, poster_code, to)
    except (InputError, NotFoundError) as error:
        return _one(poster_code, error.findings), 422
    return redirect(url_for("posters.one", project=project, poster_code=poster_code), 303)


@posters.post("/<poster_code>/revoke")
@members_only(Permission.KEEP_PLACES)
def revoke(project: str, poster_code: str) -> Response | tuple[str, int]:
    """Take it out of use."""
    try:
        revoke_poster(installation(), g.project.scope, poster_code, _typed("why"))
    except InputError as error:
        return _one(poster_code, error.findings), 422
    return redirect(url_for("posters.one", project=project, poster_code=poster_code), 303)


def _listing(findings: tuple[Finding, ...] = ()) -> str:
    with installation().database.reading() as connection:
        found = posters_of(connection, g.project.scope)
    offered = dict.fromkeys(code for asked in _asked() for code in asked.languages)
    return render_template(
        "staff/posters.html",
        project=g.project,
        posters=found,
        findings=findings,
        surveys={asked.survey.slug: asked.survey.title.wording("en").body for asked in _asked()},
        places=_choices(all_places(installation(), g.project)),
        every={EVERY_PLACE: "Every place in use", EVERY_WARD: "Every ward"},
        languages=languages_of(offered),
        day=today(),
        typed=request.form,
        base_url=installation().config.base_url,
    )


def _one(code: str, findings: tuple[Finding, ...] = ()) -> str:
    poster = poster_named(installation(), g.project.scope, code)
    with installation().database.reading() as connection:
        there = places_of(connection, g.project.scope, whole_wards=True)
    offered = [each for asked in _asked() if asked.survey.slug == poster.survey_slug for each in asked.languages]
    return render_template(
        "staff/poster.html",
        project=g.project,
        poster=poster,
        findings=findings,
        address=address_of(installation().config.base_url, poster.code),
        state=poster.state(today()).value.replace("_", " "),
        places=_choices(there),
        papers=PAPERS,
        forms=FORMS,
        languages=_in_order(poster, offered),
        day=today(),
    )


def _in_order(poster: Poster, offered: list[str]) -> dict[str, str]:
    """The languages that it can be printed in, the one that it was made in first."""
    names = {known.code: known.english_name for known in languages_of(offered)}
    return {code: names[code] for code in dict.fromkeys([*poster.languages, *names]) if code in names}


def _asked() -> tuple[Asking, ...]:
    return tuple(asked for asked in all_asking(installation()) if asked.project.id == g.project.id)


def _choices(found: tuple[Place, ...]) -> dict[str, str]:
    return {place.code: place.names.wording("en").body for place in found}


def _places(where: str) -> tuple[Place, ...]:
    if where == EVERY_WARD:
        return whole_wards(installation(), g.project)
    if where == EVERY_PLACE:
        day = _day("starts_on") or today()
        return tuple(place for place in all_places(installation(), g.project) if place.is_active(day))
    return places_named(installation(), g.project, (where,))


def _batch() -> Batch:
    return Batch(
        survey_slug=_typed("survey"),
        name=_typed("batch"),
        languages=tuple(dict.fromkeys(filter(None, request.form.getlist("language")))),
        starts_on=_day("starts_on") or today(),
        ends_on=_day("ends_on"),
    )


def _typed(field: str) -> str:
    """What was typed into a field; PostgreSQL cannot hold NUL."""
    return request.form.get(field, "").replace("\0", "\u2400")


def _day(field: str) -> date | None:
    given = _typed(field).strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise InputError.of("poster-day", f"{given!r} is no day", where=field, mend="Write it as 2026-11-30.") from None


def _chosen(choices: Mapping[str, str], field: str) -> str:
    """What was chosen of these, or the first of them."""
    given = request.args.get(field, "")
    return given if given in choices else next(iter(choices))
