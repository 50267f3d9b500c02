"""The places of a project as rows. Wards and postcodes, which no project owns, are in `places`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from ei_collect.language.text import Text
from ei_collect.places.place import Place, PlaceKind
from ei_collect.projects.project import Scope
from ei_collect.store.ids import new_id
from ei_collect.store.places import Written
from ei_collect.store.tables import places

MOST = 5000
SOURCE = "en"


def places_of(connection: Connection, scope: Scope, *, whole_wards: bool = False) -> tuple[Place, ...]:
    """The places of a project by name; those that stand for a whole ward only on demand."""
    query = select(places).where(places.c.project_id == scope.project_id)
    if not whole_wards:
        query = query.where(places.c.kind != PlaceKind.WARD)
    found = [place_of_row(row) for row in connection.execute(query.limit(MOST))]
    return tuple(sorted(found, key=lambda place: (place.names.wording(SOURCE).body.casefold(), place.code)))


def find_place(connection: Connection, scope: Scope, code: str) -> Place | None:
    """The place with this code, or None."""
    if "\0" in code:  # PostgreSQL cannot even be asked for that
        return None
    query = select(places).where(places.c.project_id == scope.project_id, places.c.code == code)
    row = connection.execute(query).one_or_none()
    return place_of_row(row) if row else None


def insert_place(connection: Connection, scope: Scope, place: Place) -> Place:
    """Write a place whose code is not there yet; the same with its id."""
    kept = replace(place, id=new_id("pc"))
    connection.execute(places.insert().values(project_id=scope.project_id, **_values(kept)))
    return kept


def update_place(connection: Connection, scope: Scope, place: Place) -> None:
    """Write every fact of a place that is there, by its id."""
    this = (places.c.project_id == scope.project_id) & (places.c.id == place.id)
    connection.execute(places.update().where(this).values(**_values(place)))


def put_places(connection: Connection, scope: Scope, given: Iterable[Place]) -> Written:
    """Add the places whose code is not there, and change those that differ, which keep their id."""
    kept = {place.code: place for place in places_of(connection, scope, whole_wards=True)}
    written = Written()
    for place in given:
        there = kept.get(place.code)
        if there is None:
            insert_place(connection, scope, place)
            written += Written(new=1)
        elif there == replace(place, id=there.id):
            written += Written(unchanged=1)
        else:
            update_place(connection, scope, replace(place, id=there.id))
            written += Written(changed=1)
    return written


def place_of_row(row: Row[Any]) -> Place:
    """The place that a row of its table holds."""
    names: dict[str, str] = row.names
    return Place(
        id=row.id,
        code=row.code,
        names=Text(SOURCE if SOURCE in names else next(iter(names)), names),
        kind=PlaceKind(row.kind),
        ward=row.ward_code,
        neighbourhood=row.neighbourhood,
        address=row.address,
        access=row.access,
        point=None if row.latitude is None else (row.latitude, row.longitude),
        active_from=row.active_from,
        active_to=row.active_to,
    )


def _values(place: Place) -> dict[str, Any]:
    latitude, longitude = place.point or (None, None)
    return {
        "id": place.id,
        "code": place.code,
        "names": dict(place.names.wordings),
        "kind": place.kind.value,
        "ward_code": place.ward,
        "neighbourhood": place.neighbourhood,
        "address": place.address,
        "access": place.access,
        "latitude": latitude,
        "longitude": longitude,
        "active_from": place.active_from,
        "active_to": place.active_to,
    }
