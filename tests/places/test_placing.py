"""Reading places from a table: every fault at once, each with its row and its mend."""

from datetime import date
from pathlib import Path

import pytest

from ei_collect.errors import Finding
from ei_collect.language.sheet import open_sheet
from ei_collect.places.place import Place, PlaceKind
from ei_collect.places.placing import Placing, cells_of, read_place, read_places
from ei_collect.places.ward import Ward

WARDS = (Ward("E05010896", "Easton"), Ward("E05010910", "St George Central"))


def _read(tmp_path: Path, written: str) -> tuple[list[Place], list[str]]:
    path = tmp_path / "p.csv"
    path.write_text(written, encoding="utf-8")
    with open_sheet(path) as sheet:
        placings: list[Placing] = list(read_places(sheet, WARDS))
    findings = [f"{each.where}: {each.code}" for placing in placings for each in placing.findings]
    return [placing.place for placing in placings if placing.place], findings


def _faults(**cells: str) -> list[Finding]:
    return list(read_place({"name": "Park", **cells}, WARDS).findings)


def test_row_when_all_is_said_then_a_place_with_everything(tmp_path: Path) -> None:
    headings = "code,name,name_ar,kind,ward,neighbourhood,address,access,latitude,longitude,active_from,active_to"
    row = (
        "park,The Park,الحديقة,Community centre,st. george central,Hill,1 Road,No steps,51.5,-2.5,2026-01-01,2026-12-31"
    )
    (place,), findings = _read(tmp_path, f"{headings}\n{row}\n")
    assert findings == []
    assert dict(place.names.wordings) == {"en": "The Park", "ar": "الحديقة"}
    assert (place.code, place.kind, place.ward) == ("park", PlaceKind.COMMUNITY_CENTRE, "E05010910")
    assert (place.neighbourhood, place.address, place.access) == ("Hill", "1 Road", "No steps")
    assert place.point == (51.5, -2.5)
    assert (place.active_from, place.active_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert read_place(cells_of(place), WARDS).place == place


def test_row_when_little_is_said_then_the_code_is_made_from_the_name(tmp_path: Path) -> None:
    (place,), findings = _read(tmp_path, "name\nSt Paul's “Old” Library\n")
    assert (findings, place.code, place.kind, place.ward, place.point) == (
        [],
        "st-pauls-old-library",
        PlaceKind.OTHER,
        None,
        None,
    )


def test_rows_when_they_are_wrong_then_every_fault_has_its_row_and_column(tmp_path: Path) -> None:
    rows = [
        "code,name,kind,ward,latitude,longitude,active_from,active_to",
        "ok,Park,park,Easton,,,,",
        "Not OK,,castle,Nowhere,north,1,today,",
        "ok,Twice,,,,,,",
        "later,Later,,,,,2026-02-01,2026-01-01",
    ]
    places, findings = _read(tmp_path, "\n".join(rows))
    assert [place.code for place in places] == ["ok"]
    assert findings == [
        "p.csv: row 3, column name: place-nameless",
        "p.csv: row 3, column code: place-code",
        "p.csv: row 3, column kind: place-kind",
        "p.csv: row 3, column ward: ward-unknown",
        "p.csv: row 3, column latitude: place-point",
        "p.csv: row 3, column active_from: place-day",
        "p.csv: row 4, column code: place-twice",
        "p.csv: row 5, column active_to: place-dates",
    ]


def test_headings_when_they_are_wrong_then_each_is_named_and_no_row_is_read(tmp_path: Path) -> None:
    places, findings = _read(tmp_path, "code,title,kind,kind\nok,Park,,\n")
    assert places == []
    assert findings == [
        "p.csv: row 1: column-unknown",
        "p.csv: row 1: column-twice",
        "p.csv: row 1: column-twice",
        "p.csv: row 1: column-absent",
    ]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"latitude": "91", "longitude": "0"}, "latitude"),
        ({"latitude": "nan", "longitude": "0"}, "latitude"),
        ({"latitude": "51"}, "longitude"),
        ({"longitude": "-2"}, "latitude"),
        ({"code": "ward-e05010896"}, "code"),
        ({"name": "حديقة"}, "code"),
        ({"kind": "ward"}, "kind"),
        ({"access": "x" * 2001}, "access"),
    ],
)
def test_place_when_something_is_no_use_then_it_is_said_where(cells: dict[str, str], column: str) -> None:
    assert [finding.where for finding in _faults(**cells)] == [column]


def test_place_when_it_has_no_english_name_then_the_first_that_is_there_is_its_source() -> None:
    placing = read_place({"code": "park", "name_so": "Beer", "name_ar": "حديقة"}, WARDS)
    assert placing.place is not None
    assert placing.place.names.wording("en").language == "so"


def test_place_when_it_has_days_then_it_is_in_use_from_the_first_to_the_last() -> None:
    place = read_place({"name": "Fair", "active_from": "2026-05-01", "active_to": "2026-05-03"}, WARDS).place
    assert place is not None
    active = [day for day in range(1, 32) if place.is_active(date(2026, 5, day))]
    assert active == [1, 2, 3]
