"""Keeping the places of a project: from a file, by hand, and one for each whole ward."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.language.sheet import open_sheet
from ei_collect.language.text import Text
from ei_collect.operations.installation import Installation
from ei_collect.places.place import Place, PlaceKind, code_of_ward
from ei_collect.places.placing import read_place, read_places
from ei_collect.projects.project import Project
from ei_collect.store.place_list import find_place, insert_place, places_of, put_places, update_place
from ei_collect.store.places import Written, wards_of


def import_places(installation: Installation, project: Project, path: Path) -> Written:
    """Take in the places of a CSV file, by their codes; done twice it changes nothing. Places not in it stay.

    Raises:
        InputError: every fault of every row; nothing was written.
        UnreadableError: the file cannot be read.
        OSError: it cannot be opened.
    """
    with open_sheet(path) as sheet, installation.database.writing() as connection:
        placings = list(read_places(sheet, wards_of(connection, project.place_set)))
        if findings := [finding for placing in placings for finding in placing.findings]:
            raise InputError(findings)
        given = [placing.place for placing in placings if placing.place]
        return put_places(connection, project.scope, given)


def add_place(installation: Installation, project: Project, fields: Mapping[str, str]) -> Place:
    """Keep a place that was written into a form.

    Raises:
        InputError: everything that is wrong with it; or its code is taken.
    """
    with installation.database.writing() as connection:
        placing = read_place(fields, wards_of(connection, project.place_set))
        if placing.place is None:
            raise InputError(placing.findings)
        if find_place(connection, project.scope, placing.place.code):
            raise _taken(placing.place.code)
        return insert_place(connection, project.scope, placing.place)


def change_place(installation: Installation, project: Project, code: str, fields: Mapping[str, str]) -> Place:
    """Keep what was changed of a place, whose code stays.

    Raises:
        NotFoundError: there is no such place.
        InputError: everything that is wrong with it.
    """
    with installation.database.writing() as connection:
        there = find_place(connection, project.scope, code)
        if there is None or there.kind is PlaceKind.WARD:
            raise unknown_place(code)
        placing = read_place({**fields, "code": code}, wards_of(connection, project.place_set))
        if placing.place is None:
            raise InputError(placing.findings)
        changed = replace(placing.place, id=there.id)
        update_place(connection, project.scope, changed)
        return changed


def whole_wards(installation: Installation, project: Project) -> tuple[Place, ...]:
    """A place for each ward of the project's town as a whole, by name; made where it is not there yet.

    Raises:
        NotFoundError: the town's wards are not known.
    """
    with installation.database.writing() as connection:
        wards = wards_of(connection, project.place_set)
        if not wards:
            mend = "Import them: ei-collect wards import."
            raise NotFoundError.of("wards-none", "has no wards", where=f"place set {project.place_set}", mend=mend)
        given = [Place("", code_of_ward(ward), Text.of(ward.name), PlaceKind.WARD, ward.code) for ward in wards]
        put_places(connection, project.scope, given)
        there = {place.code: place for place in places_of(connection, project.scope, whole_wards=True)}
    return tuple(there[place.code] for place in given)


def all_places(installation: Installation, project: Project) -> tuple[Place, ...]:
    """Every place of a project by name, without those that stand for a whole ward."""
    with installation.database.reading() as connection:
        return places_of(connection, project.scope)


def places_named(installation: Installation, project: Project, codes: tuple[str, ...]) -> tuple[Place, ...]:
    """The places with these codes, in their order.

    Raises:
        NotFoundError: every one that is not there.
    """
    with installation.database.reading() as connection:
        found = [(code, find_place(connection, project.scope, code)) for code in codes]
    if absent := [finding for code, place in found if place is None for finding in unknown_place(code).findings]:
        raise NotFoundError(absent)
    return tuple(place for _, place in found if place)


def unknown_place(code: str) -> NotFoundError:
    """What is said where a project has no such place."""
    mend = "Import it: ei-collect places import."
    return NotFoundError([Finding(f"place {code}", "place-unknown", "is not there", mend)])


def _taken(code: str) -> InputError:
    return InputError.of("place-exists", f"{code!r} is there already", where="code", mend="Choose another code.")
