"""The places of a project in the browser: the list, a new one, and one to be changed."""

from collections.abc import Mapping

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.placing import add_place, change_place, unknown_place
from ei_collect.places.place import PlaceKind
from ei_collect.places.placing import KINDS, SOURCE, cells_of, name_column
from ei_collect.projects.project import Permission
from ei_collect.store.place_list import find_place, places_of
from ei_collect.store.places import wards_of
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation

KIND_NAMES = {kind.value: kind.value.replace("_", " ").capitalize() for kind in KINDS}

places = Blueprint("places", __name__)
session.protect_forms(places)


@places.get("/staff/<project>/places")
@members_only(Permission.KEEP_PLACES)
def listing(project: str) -> str:
    """Every place by name."""
    with installation().database.reading() as connection:
        found = places_of(connection, g.project.scope)
        wards = {ward.code: ward.name for ward in wards_of(connection, g.project.place_set)}
    return render_template("staff/places.html", project=g.project, places=found, wards=wards, kinds=KIND_NAMES)


@places.get("/staff/<project>/new-place")
@members_only(Permission.KEEP_PLACES)
def new(project: str) -> str:
    """An empty form."""
    return _form({})


@places.post("/staff/<project>/new-place")
@members_only(Permission.KEEP_PLACES)
def add(project: str) -> Response | tuple[str, int]:
    """Keep a new place."""
    try:
        kept = add_place(installation(), g.project, request.form)
    except InputError as error:
        return _form(request.form, findings=error.findings), 422
    return redirect(url_for("places.listing", project=project, _anchor=kept.code), 303)


@places.get("/staff/<project>/places/<place_code>")
@members_only(Permission.KEEP_PLACES)
def edit(project: str, place_code: str) -> str:
    """A place as it is, to be changed."""
    with installation().database.reading() as connection:
        found = find_place(connection, g.project.scope, place_code)
    if found is None or found.kind is PlaceKind.WARD:  # a whole ward is what it is
        raise unknown_place(place_code)
    return _form(cells_of(found), place_code)


@places.post("/staff/<project>/places/<place_code>")
@members_only(Permission.KEEP_PLACES)
def change(project: str, place_code: str) -> Response | tuple[str, int]:
    """Keep what was changed."""
    try:
        change_place(installation(), g.project, place_code, request.form)
    except InputError as error:
        return _form(request.form, place_code, error.findings), 422
    return redirect(url_for("places.listing", project=project, _anchor=place_code), 303)


def _form(cells: Mapping[str, str], code: str = "", findings: tuple[Finding, ...] = ()) -> str:
    with installation().database.reading() as connection:
        wards = {ward.code: ward.name for ward in wards_of(connection, g.project.place_set)}
    return render_template(
        "staff/place.html",
        project=g.project,
        code=code,
        cells=cells,
        findings=findings,
        wards={"": "Not said", **wards},
        kinds=KIND_NAMES,
        names={name_column(known.code): known for known in LANGUAGES.values() if known.code != SOURCE},
    )
