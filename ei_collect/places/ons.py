"""Reading ward boundaries and postcodes as the ONS publishes them. Nothing here knows what is already kept."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ei_collect.errors import Finding, UnreadableError
from ei_collect.language.sheet import Row, Sheet
from ei_collect.places.postcode import normalise
from ei_collect.places.ward import Ward, WardOutline, name_key

# Column names as the ONS writes them (WD23CD, wd11nm), and as councils do. Earlier patterns win.
CODE_COLUMNS = (r"wd\d*cd", r"osward", r"ward_?code")
NAME_COLUMNS = (r"wd\d*nm", r"ward_name_ons", r"ward_?name", r"ward_?name.*")
POSTCODE_COLUMNS = (r"pcds", r"pcd\d?", r"postcode")


@dataclass(frozen=True)
class LocatedPostcode:
    """A normalised postcode and the code of its ward."""

    postcode: str
    ward_code: str


def read_outlines(path: Path) -> Iterator[WardOutline | Finding]:
    """Each ward of a GeoJSON file with its boundary, or why a feature is not one.

    Raises:
        UnreadableError: the file is not a GeoJSON FeatureCollection.
        OSError: it cannot be opened.
    """
    for number, feature in enumerate(_features(path), start=1):
        where = f"{path.name}: feature {number}"
        properties, geometry = feature.get("properties") or {}, feature.get("geometry")
        code, name = _property(properties, CODE_COLUMNS), _property(properties, NAME_COLUMNS)
        if not code or not name:
            yield Finding(
                where, "ward-nameless", "has no ward code and name", "Give properties such as WD23CD and WD23NM."
            )
        elif not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
            yield Finding(where, "ward-shapeless", "has no boundary", "Give it a Polygon or a MultiPolygon.")
        else:
            yield WardOutline(Ward(code, name), geometry)


def outlines_beside(kept: Iterable[Ward], found: Iterable[WardOutline | Finding]) -> Iterator[WardOutline | Finding]:
    """The outlines beside the wards that are `kept`: a kept spelling stays, a name under a second code is a fault."""
    names = {ward.code: ward.name for ward in kept}
    codes = {name_key(name): code for code, name in names.items()}
    for each in found:
        if isinstance(each, Finding):
            yield each
            continue
        ward, key = each.ward, name_key(each.ward.name)
        if codes.setdefault(key, ward.code) != ward.code:
            yield Finding(
                f"ward {ward.code}",
                "ward-name-twice",
                f"is called {ward.name}, as {codes[key]} is",
                "Give boundaries of another year a place set of their own: --place-set.",
            )
        else:
            same = name_key(names.get(ward.code, "")) == key
            yield WardOutline(Ward(ward.code, names[ward.code] if same else ward.name), each.geometry)


def read_postcodes(sheet: Sheet, wards: Iterable[Ward]) -> Iterator[LocatedPostcode | Finding]:
    """Each row's postcode and ward among `wards` (by code or, where the sheet has none, by name); or why not.

    Raises:
        UnreadableError: the sheet has no column of postcodes, or none of wards.
    """
    columns = _find_columns(sheet, wards)
    seen: dict[str, str] = {}
    for row in sheet.rows:
        found = _locate(sheet, columns, row)
        if isinstance(found, Finding):
            yield found
        elif seen.setdefault(found.postcode, found.ward_code) != found.ward_code:
            yield Finding(
                f"{sheet.name}: row {row.number}, column {sheet.headings[columns.postcode]}",
                "postcode-twice",
                f"{found.postcode} stands in another ward further up ({seen[found.postcode]})",
                "Keep the row that is right.",
            )
        else:
            yield found


@dataclass(frozen=True)
class _Columns:
    """At which positions a sheet says what; `wards` finds a ward's code from `key` of a cell."""

    postcode: int
    ward: int
    key: Callable[[str], str]
    wards: Mapping[str, str]


def _find_columns(sheet: Sheet, wards: Iterable[Ward]) -> _Columns:
    postcode = _column(sheet, POSTCODE_COLUMNS)
    if postcode is None:
        raise _no_column(sheet, "pcds")
    ward = _column(sheet, CODE_COLUMNS)
    if ward is not None:
        return _Columns(postcode, ward, str.upper, {each.code: each.code for each in wards})
    ward = _column(sheet, NAME_COLUMNS)
    if ward is None:
        raise _no_column(sheet, "osward")
    return _Columns(postcode, ward, name_key, {name_key(each.name): each.code for each in wards})


def _locate(sheet: Sheet, columns: _Columns, row: Row) -> LocatedPostcode | Finding:
    typed, ward = _cell(row, columns.postcode), _cell(row, columns.ward)
    postcode, ward_code = normalise(typed), columns.wards.get(columns.key(ward))
    at = f"{sheet.name}: row {row.number}, column "
    if postcode is None:
        return Finding(
            at + sheet.headings[columns.postcode], "postcode", f"{typed!r} is no whole postcode", "Write it as BS1 1AD."
        )
    if ward_code is None:
        return Finding(
            at + sheet.headings[columns.ward],
            "ward-unknown",
            f"{ward!r} is no ward of this place set",
            "Use a file of the same year as the boundaries, or leave the row out.",
        )
    return LocatedPostcode(postcode, ward_code)


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        document = json.loads(path.read_bytes())
    except ValueError as error:
        raise UnreadableError.of(
            "not-json", f"is not JSON: {error}", where=path.name, mend="Download the boundaries as GeoJSON."
        ) from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise UnreadableError.of(
            "not-geojson", "is no FeatureCollection", where=path.name, mend="Download the boundaries as GeoJSON."
        )
    return features


def _property(properties: Mapping[str, object], patterns: tuple[str, ...]) -> str:
    """The first property whose name fits, in the order of `patterns`; empty where none does."""
    for pattern in patterns:
        for name, value in properties.items():
            if re.fullmatch(pattern, name.casefold()) and value:
                return str(value).strip()
    return ""


def _column(sheet: Sheet, patterns: tuple[str, ...]) -> int | None:
    for pattern in patterns:
        for at, heading in enumerate(sheet.headings):
            if re.fullmatch(pattern, heading.casefold()):
                return at
    return None


def _no_column(sheet: Sheet, example: str) -> UnreadableError:
    return UnreadableError.of(
        "column-absent",
        f"has no column like {example}: {', '.join(sheet.headings)}",
        where=f"{sheet.name}: row 1",
        mend=f"Name the column {example}.",
    )


def _cell(row: Row, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""
