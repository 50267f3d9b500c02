"""Boundaries and postcodes as the ONS and councils write them."""

import json
from pathlib import Path

import pytest

from ei_collect.errors import Finding, UnreadableError
from ei_collect.language.sheet import open_sheet
from ei_collect.places.ons import LocatedPostcode, outlines_beside, read_outlines, read_postcodes
from ei_collect.places.ward import Ward, WardOutline

SHAPE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}
ASHLEY = Ward("E05010885", "Ashley")
HENBURY = Ward("E05010901", "Henbury and Brentry")


def _geojson(path: Path, *features: dict[str, object]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def _feature(**properties: str) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": SHAPE}


@pytest.mark.parametrize(
    "properties",
    [
        {"WD23CD": "E05010885", "WD23NM": "Ashley", "WD23NMW": ""},
        {"wd11cd": "E05010885", "wd11nm": "Ashley"},
        {"ward_code": "E05010885", "ward_name_bcc": "ASHLEY!", "ward_name_ons": "Ashley"},
    ],
)
def test_read_outlines_when_named_as_the_ons_or_a_council_does_then_the_ward(
    tmp_path: Path, properties: dict[str, str]
) -> None:
    path = _geojson(tmp_path / "w.geojson", _feature(**properties))
    assert list(read_outlines(path)) == [WardOutline(ASHLEY, SHAPE)]


def test_read_outlines_when_a_feature_is_no_ward_then_why_and_the_others_still(tmp_path: Path) -> None:
    nameless, shapeless = _feature(WD23CD="E1"), {**_feature(WD23CD="E2", WD23NM="Two"), "geometry": None}
    path = _geojson(tmp_path / "w.geojson", nameless, shapeless, _feature(WD23CD="E05010885", WD23NM="Ashley"))
    first, second, third = read_outlines(path)
    assert isinstance(first, Finding)
    assert (first.where, first.code) == ("w.geojson: feature 1", "ward-nameless")
    assert isinstance(second, Finding)
    assert second.code == "ward-shapeless"
    assert third == WardOutline(ASHLEY, SHAPE)


@pytest.mark.parametrize("content", ["no json", "[]", '{"features": 3}', '{"features": ["x"]}', "\xff"])
def test_read_outlines_when_no_geojson_then_unreadable(tmp_path: Path, content: str) -> None:
    path = tmp_path / "w.geojson"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(UnreadableError, match=r"w\.geojson"):
        list(read_outlines(path))


def test_outlines_beside_when_spelled_otherwise_then_the_kept_spelling_stays() -> None:
    found = [WardOutline(Ward("E05010901", "Henbury & Brentry"), SHAPE)]
    assert list(outlines_beside([HENBURY], found)) == [WardOutline(HENBURY, SHAPE)]


def test_outlines_beside_when_a_name_comes_under_another_code_then_a_fault() -> None:
    (fault,) = outlines_beside([HENBURY], [WardOutline(Ward("E05099999", "Henbury & Brentry"), SHAPE)])
    assert isinstance(fault, Finding)
    assert fault.code == "ward-name-twice"


def _located(path: Path) -> list[LocatedPostcode | Finding]:
    with open_sheet(path) as sheet:
        return list(read_postcodes(sheet, [ASHLEY, HENBURY]))


@pytest.mark.parametrize(
    "rows",
    [
        "pcds,lat,osward\nBS2 9XX,51,E05010885\n",
        "pcd,WD23CD\nBS2 9XX,e05010885\n",
        "Postcode,ward_code\nbs29xx,E05010885\n",
        "pcds,ward_name\nBS2 9XX,ASHLEY\n",
    ],
)
def test_read_postcodes_when_columns_are_called_otherwise_then_the_same(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "p.csv"
    path.write_text(rows)
    assert _located(path) == [LocatedPostcode("BS29XX", "E05010885")]


def test_read_postcodes_when_rows_are_unusable_then_each_with_row_column_and_mend(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "pcds,osward\nBS2,E05010885\nBS2 9XX,W05000001\nBS2 9XY,E05010885\nbs29xy,E05010885\nBS2 9XY,E05010901\nBS2 9XZ\n"
    )
    faults = [(each.where, each.code) for each in _located(path) if isinstance(each, Finding)]
    assert faults == [
        ("p.csv: row 2, column pcds", "postcode"),
        ("p.csv: row 3, column osward", "ward-unknown"),
        ("p.csv: row 6, column pcds", "postcode-twice"),
        ("p.csv: row 7, column osward", "ward-unknown"),
    ]


@pytest.mark.parametrize("headings", ["pcds,lat", "osward,lat"])
def test_read_postcodes_when_a_column_is_absent_then_the_headings_are_named(tmp_path: Path, headings: str) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"{headings}\n1,2\n")
    with pytest.raises(UnreadableError, match=headings.replace(",", ", ")):
        _located(path)
