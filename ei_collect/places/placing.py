"""Reading places, from the rows of a table or from a form: every fault of every row at once. Nothing is kept here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ei_collect.errors import Finding
from ei_collect.language.languages import LANGUAGES
from ei_collect.language.sheet import HEADING_ROW, Sheet
from ei_collect.language.text import Text
from ei_collect.places.place import CODE, MOST_OF_CODE, Place, PlaceKind, suggested_code
from ei_collect.places.ward import Ward, name_key

SOURCE = "en"
NAME = "name"
COLUMNS = (
    "code",
    NAME,
    "kind",
    "ward",
    "neighbourhood",
    "address",
    "access",
    "latitude",
    "longitude",
    "active_from",
    "active_to",
)
"""What a table or a form says of a place; `name_ar` and so on are its names in other languages."""
KINDS = tuple(kind for kind in PlaceKind if kind is not PlaceKind.WARD)
MOST_WORDS = 2000
RESERVED = "ward-"
"""What the codes of the places begin with that stand for whole wards."""


@dataclass(frozen=True)
class Placing:
    """What came of one row: a place that is not kept yet (its id is empty), or why it is none."""

    place: Place | None
    findings: tuple[Finding, ...]


def name_column(language: str) -> str:
    """The column, or field, of the name in this language."""
    return NAME if language == SOURCE else f"{NAME}_{language}"


def read_places(sheet: Sheet, wards: Iterable[Ward]) -> Iterator[Placing]:
    """Each row of a table; where its headings are wrong, only what is wrong with those."""
    if misnamed := tuple(_misnamed(sheet)):
        yield Placing(None, misnamed)
        return
    known, seen = tuple(wards), dict[str, int]()
    for row in sheet.rows:
        cells = dict(zip(sheet.headings, row.cells, strict=False))
        at = f"{sheet.name}: row {row.number}"
        placing = read_place(cells, known, f"{at}, column ")
        if placing.place and (first := seen.setdefault(placing.place.code, row.number)) != row.number:
            what = f"{placing.place.code!r} stands in row {first} as well"
            twice = Finding(f"{at}, column code", "place-twice", what, "Give each place a code of its own.")
            placing = Placing(None, (twice,))
        yield placing


def read_place(cells: Mapping[str, str], wards: Sequence[Ward], at: str = "") -> Placing:
    """A place from what was written into its columns or fields; `at` stands before the column's name in a finding."""
    reading = _Reading(cells, at)
    names = reading.names()
    place = Place(
        id="",
        code=reading.code(names),
        names=names,
        kind=reading.kind(),
        ward=reading.ward(wards),
        neighbourhood=reading.words("neighbourhood"),
        address=reading.words("address"),
        access=reading.words("access"),
        point=reading.point(),
        active_from=reading.day("active_from"),
        active_to=reading.day("active_to"),
    )
    if place.active_from and place.active_to and place.active_to < place.active_from:
        reading.fault("active_to", "place-dates", "lies before active_from", "Turn the dates round.")
    return Placing(None if reading.findings else place, tuple(reading.findings))


def cells_of(place: Place) -> dict[str, str]:
    """What `read_place` would read the same place from."""
    latitude, longitude = place.point or ("", "")
    names = {name_column(language): words for language, words in place.names.wordings.items()}
    return {
        **names,
        "code": place.code,
        "kind": place.kind.value,
        "ward": place.ward or "",
        "neighbourhood": place.neighbourhood,
        "address": place.address,
        "access": place.access,
        "latitude": str(latitude),
        "longitude": str(longitude),
        "active_from": str(place.active_from or ""),
        "active_to": str(place.active_to or ""),
    }


class _Reading:
    """The cells of one place, and what is wrong with them so far."""

    def __init__(self, cells: Mapping[str, str], at: str) -> None:
        self.cells, self.at = cells, at
        self.findings: list[Finding] = []

    def fault(self, column: str, code: str, what: str, mend: str) -> None:
        """Note a fault in a column."""
        self.findings.append(Finding(self.at + column, code, what, mend))

    def words(self, column: str) -> str:
        """What stands in a column, exactly."""
        given = self.cells.get(column, "").replace("\r\n", "\n").replace("\0", "\u2400")
        if len(given) > MOST_WORDS:
            self.fault(column, "place-long", f"has {len(given)} characters", f"Write at most {MOST_WORDS}.")
        return given if given.strip() else ""

    def names(self) -> Text:
        """Its names; without an English one, the first that is there is the source."""
        names = {code: words for code in LANGUAGES if (words := self.words(name_column(code)))}
        if not names:
            self.fault(NAME, "place-nameless", "is empty", "Write what people call the place.")
        return Text(next(iter(names), SOURCE), names)

    def code(self, names: Text) -> str:
        """Its code: where none is given, one made from its name."""
        given = self.words("code").strip() or suggested_code(names.wordings.get(names.source, ""))
        if not CODE.fullmatch(given) or len(given) > MOST_OF_CODE or given.startswith(RESERVED):
            mend = f"Write small letters, digits and dashes, such as easton-park, not beginning with {RESERVED}."
            self.fault("code", "place-code", f"{given!r} is no code" if given else "is empty", mend)
        return given

    def kind(self) -> PlaceKind:
        """Its kind; OTHER where none is given."""
        given = re.sub(r"[\s_-]+", "_", self.cells.get("kind", "").strip().casefold())
        if given in KINDS or not given:
            return PlaceKind(given or PlaceKind.OTHER)
        self.fault("kind", "place-kind", f"{given!r} is no kind of place", f"One of: {', '.join(KINDS)}.")
        return PlaceKind.OTHER

    def ward(self, wards: Sequence[Ward]) -> str | None:
        """The code of its ward, given by code or by name; None where none is given."""
        given = self.cells.get("ward", "").strip()
        for ward in wards:
            if given and (given.upper() == ward.code or name_key(given) == name_key(ward.name)):
                return ward.code
        if given:
            self.fault("ward", "ward-unknown", f"{given!r} is no ward here", "Write its name or code, or nothing.")
        return None

    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, or None where neither is given."""
        north, east = self._degrees("latitude", 90), self._degrees("longitude", 180)
        if north is not None and east is not None:
            return north, east
        for column, other in (("latitude", "longitude"), ("longitude", "latitude")):
            if not self.cells.get(column, "").strip() and self.cells.get(other, "").strip():
                self.fault(column, "place-point", f"is empty, and {other} is not", "Write both, or neither.")
        return None

    def day(self, column: str) -> date | None:
        """A day, or None where none is given."""
        given = self.cells.get(column, "").strip()
        try:
            return date.fromisoformat(given) if given else None
        except ValueError:
            self.fault(column, "place-day", f"{given!r} is no day", "Write it as 2026-11-30.")
            return None

    def _degrees(self, column: str, most: int) -> float | None:
        given = self.cells.get(column, "").strip()
        try:
            degrees = float(given) if given else None
        except ValueError:
            degrees = most + 1
        if degrees is None or -most <= degrees <= most:
            return degrees
        self.fault(column, "place-point", f"{given!r} is no {column}", f"Write degrees from -{most} to {most}.")
        return None


def _misnamed(sheet: Sheet) -> Iterator[Finding]:
    where = f"{sheet.name}: row {HEADING_ROW}"
    names = [name_column(language) for language in LANGUAGES]
    for heading in sheet.headings:
        if heading not in {*COLUMNS, *names}:
            mend = f"One of: {', '.join(COLUMNS)}, or a name in another language, such as name_ar."
            yield Finding(where, "column-unknown", f"{heading!r} is no column of places", mend)
        if sheet.headings.count(heading) > 1:
            yield Finding(where, "column-twice", f"{heading!r} stands there twice", "Take one away.")
    if not set(names) & set(sheet.headings):
        yield Finding(where, "column-absent", "has no column of names", "Call the column with the names: name.")
