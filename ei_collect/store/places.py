"""Wards and postcodes as rows: reference data of a place set, which no project owns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Update, bindparam, null, select

from ei_collect.places.ward import Ward, WardOutline
from ei_collect.store.revision import bump
from ei_collect.store.tables import postcodes, wards


@dataclass(frozen=True)
class Written:
    """How many rows of a batch were new, changed, or there already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


def wards_of(connection: Connection, place_set: str) -> tuple[Ward, ...]:
    """Every ward of a place set, by name; as many as the town has."""
    query = select(wards.c.code, wards.c.name).where(wards.c.place_set == place_set)
    return tuple(sorted((Ward(*row) for row in connection.execute(query)), key=lambda ward: (ward.name, ward.code)))


def outlines_of(connection: Connection, place_set: str) -> tuple[WardOutline, ...]:
    """Every ward of a place set whose boundary was imported, by code."""
    columns = (wards.c.code, wards.c.name, wards.c.boundary)
    query = select(*columns).where(wards.c.place_set == place_set, wards.c.boundary.is_not(null()))
    rows = connection.execute(query.order_by(wards.c.code))
    return tuple(WardOutline(Ward(row.code, row.name), row.boundary) for row in rows)


def ward_of_postcode(connection: Connection, place_set: str, postcode: str) -> Ward | None:
    """The ward in which a normalised postcode lies, or None where it is not known."""
    query = (
        select(wards.c.code, wards.c.name)
        .join(postcodes, (postcodes.c.place_set == wards.c.place_set) & (postcodes.c.ward_code == wards.c.code))
        .where(postcodes.c.place_set == place_set, postcodes.c.postcode == postcode)
    )
    row = connection.execute(query).one_or_none()
    return Ward(*row) if row else None


def has_postcodes(connection: Connection, place_set: str) -> bool:
    """Whether residents can find their ward by postcode."""
    query = select(postcodes.c.postcode).where(postcodes.c.place_set == place_set).limit(1)
    return connection.execute(query).first() is not None


def put_wards(connection: Connection, place_set: str, given: Iterable[Ward]) -> Written:
    """Add the wards that the place set lacks and rename those whose name differs; boundaries stay."""
    kept = {ward.code: ward for ward in wards_of(connection, place_set)}
    fresh: list[dict[str, object]] = []
    renamed: list[dict[str, object]] = []
    unchanged = 0
    for ward in given:
        if ward.code not in kept:
            fresh.append({"place_set": place_set, "code": ward.code, "name": ward.name})
        elif kept[ward.code] != ward:
            renamed.append({"of_set": place_set, "of_code": ward.code, "name": ward.name})
        else:
            unchanged += 1
    if fresh:
        connection.execute(wards.insert(), fresh)
    if renamed:
        connection.execute(_this_ward().values(name=bindparam("name")), renamed)
    if fresh or renamed:
        bump(connection)
    return Written(len(fresh), len(renamed), unchanged)


def set_boundaries(connection: Connection, place_set: str, outlines: Sequence[WardOutline]) -> None:
    """Replace the boundaries of wards that are there."""
    if outlines:
        connection.execute(
            _this_ward().values(boundary=bindparam("boundary")),
            [{"of_set": place_set, "of_code": each.ward.code, "boundary": each.geometry} for each in outlines],
        )
        bump(connection)


def put_postcodes(connection: Connection, place_set: str, given: Mapping[str, str]) -> Written:
    """Add or move postcodes (normalised postcode to ward code), a batch of some hundreds at a time."""
    query = select(postcodes.c.postcode, postcodes.c.ward_code).where(
        postcodes.c.place_set == place_set, postcodes.c.postcode.in_(given)
    )
    kept = {row.postcode: row.ward_code for row in connection.execute(query)}
    fresh = [
        {"place_set": place_set, "postcode": code, "ward_code": ward}
        for code, ward in given.items()
        if code not in kept
    ]
    moved = [
        {"of_set": place_set, "of_code": code, "ward_code": ward}
        for code, ward in given.items()
        if kept.get(code, ward) != ward
    ]
    if fresh:
        connection.execute(postcodes.insert(), fresh)
    if moved:
        this = (postcodes.c.place_set == bindparam("of_set")) & (postcodes.c.postcode == bindparam("of_code"))
        connection.execute(postcodes.update().where(this).values(ward_code=bindparam("ward_code")), moved)
    if fresh or moved:
        bump(connection)
    return Written(len(fresh), len(moved), len(given) - len(fresh) - len(moved))


def _this_ward() -> Update:
    return wards.update().where(wards.c.place_set == bindparam("of_set"), wards.c.code == bindparam("of_code"))
