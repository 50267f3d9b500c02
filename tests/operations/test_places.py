"""Wards and postcodes on their way in: shipped, imported, imported again."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ei_collect.errors import UnreadableError
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import MAX_FINDINGS, import_wards, ship_wards
from ei_collect.places.ward import Ward
from ei_collect.store.places import Written, has_postcodes, ward_of_postcode, wards_of
from ei_collect.store.tables import wards

BOUNDARIES = {
    "type": "FeatureCollection",
    "features": [
        {
            "properties": {"WD23CD": code, "WD23NM": name},
            "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]},
        }
        for code, name in (("E05010888", "Bishopston & Ashley Down"), ("E05099999", "Newtown"))
    ],
}


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    """Boundaries of a ward that is shipped, spelled otherwise, and of a new one."""
    path = tmp_path / "w.geojson"
    path.write_text(json.dumps(BOUNDARIES))
    return path


def _postcodes(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "p.csv"
    path.write_text("\n".join(["pcds,osward", *rows]))
    return path


def test_ship_wards_when_done_twice_then_34_once(installation: Installation) -> None:
    assert ship_wards(installation) == Written(new=34)
    assert ship_wards(installation) == Written(unchanged=34)
    with installation.database.reading() as connection:
        names = [ward.name for ward in wards_of(connection, "bristol")]
    assert names == sorted(names)
    assert (len(names), names[0], names[-1]) == (34, "Ashley", "Windmill Hill")


def test_import_wards_when_some_rows_are_unusable_then_all_others_are_in(
    installation: Installation, tmp_path: Path, boundaries: Path
) -> None:
    ship_wards(installation)
    rows = _postcodes(tmp_path, "BS7 8AA,E05010888", "oops,E05010888", "BS7 8AB,E05099999", "BS7 8AC,X")
    done = import_wards(installation, "bristol", boundaries, rows)
    assert (done.wards, done.postcodes, done.unusable) == (Written(new=1, unchanged=1), Written(new=2), 2)
    assert [finding.code for finding in done.findings] == ["postcode", "ward-unknown"]
    with installation.database.reading() as connection:
        assert ward_of_postcode(connection, "bristol", "BS78AB") == Ward("E05099999", "Newtown")
        assert ward_of_postcode(connection, "bristol", "BS78AA") == Ward("E05010888", "Bishopston and Ashley Down")
        assert ward_of_postcode(connection, "bristol", "BS78AC") is None
        assert ward_of_postcode(connection, "elsewhere", "BS78AA") is None


def test_import_wards_when_done_again_then_nothing_changes_and_moves_are_followed(
    installation: Installation, tmp_path: Path, boundaries: Path
) -> None:
    import_wards(installation, "bristol", boundaries, _postcodes(tmp_path, "BS7 8AA,E05010888", "BS7 8AB,E05010888"))
    moved = _postcodes(tmp_path, "BS7 8AA,E05010888", "BS7 8AB,E05099999")
    first, second = (import_wards(installation, "bristol", boundaries, moved) for _time in range(2))
    assert (first.wards, first.postcodes) == (Written(unchanged=2), Written(changed=1, unchanged=1))
    assert second.postcodes == Written(unchanged=2)


def test_import_wards_when_the_postcodes_break_off_then_nothing_is_written(
    installation: Installation, tmp_path: Path, boundaries: Path
) -> None:
    rows = _postcodes(tmp_path, "BS7 8AA,E05010888", '"BS7 8AB')
    with pytest.raises(UnreadableError):
        import_wards(installation, "bristol", boundaries, rows)
    with installation.database.reading() as connection:
        assert wards_of(connection, "bristol") == ()
        assert not has_postcodes(connection, "bristol")


def test_import_wards_when_nearly_all_rows_are_unusable_then_all_counted_and_the_first_kept(
    installation: Installation, tmp_path: Path, boundaries: Path
) -> None:
    rows = _postcodes(tmp_path, *["BS7 8AA,X"] * (MAX_FINDINGS + 5))
    done = import_wards(installation, "bristol", boundaries, rows)
    assert (done.unusable, len(done.findings)) == (MAX_FINDINGS + 5, MAX_FINDINGS)


@pytest.mark.shared
def test_import_wards_when_given_the_real_files_then_every_row_is_usable(
    installation: Installation, shared_data: Path
) -> None:
    ship_wards(installation)
    files = shared_data / "places" / "bristol_wards_2016.geojson", shared_data / "places" / "bristol_postcodes.csv"
    first, second = (import_wards(installation, "bristol", *files) for _time in range(2))
    assert (first.wards, first.postcodes, first.unusable) == (Written(unchanged=34), Written(new=11_345), 0)
    assert (second.wards, second.postcodes) == (Written(unchanged=34), Written(unchanged=11_345))
    with installation.database.reading() as connection:
        assert ward_of_postcode(connection, "bristol", "BS11AD") == Ward("E05010907", "Lawrence Hill")
        bounded = select(func.count()).select_from(wards).where(wards.c.boundary.is_not(None))
        assert connection.scalar(bounded) == 34
