"""`ei-collect wards` as somebody types it."""

import json
from pathlib import Path

import pytest

from ei_collect.cli import main
from ei_collect.config import Config
from tests.conftest import SECRET

SHAPE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}


@pytest.fixture(autouse=True)
def _here(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation where the command will look."""
    monkeypatch.setenv("EI_DATA", str(config.data))
    monkeypatch.setenv("EI_DATABASE_URL", config.database_url)
    monkeypatch.setenv("EI_SECRET_KEY", SECRET)


def _import(tmp_path: Path, postcodes: str) -> int:
    boundaries, rows = tmp_path / "w.geojson", tmp_path / "p.csv"
    features = [{"properties": {"WD23CD": "E05010885", "WD23NM": "Ashley"}, "geometry": SHAPE}]
    boundaries.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    rows.write_text(postcodes)
    return main(["wards", "import", "--boundaries", str(boundaries), "--postcodes", str(rows), "--place-set", "town"])


def test_import_when_all_rows_are_usable_then_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _import(tmp_path, "pcds,osward\nBS2 9XX,E05010885\n") == 0
    assert capsys.readouterr().out.splitlines() == [
        "wards: 1 new, 0 changed, 0 as before",
        "postcodes: 1 new, 0 changed, 0 as before",
    ]


def test_import_when_rows_are_unusable_then_exit_1_and_each_said_with_its_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(tmp_path, "pcds,osward\nBS2 9XX,E05010885\nBS2,E05010885\n") == 1
    seen = capsys.readouterr()
    assert (
        seen.err
        == "ei-collect: p.csv: row 3, column pcds: 'BS2' is no whole postcode [postcode] Write it as BS1 1AD.\n"
    )
    assert seen.out.endswith("unusable rows: 1; all others are in\n")


def test_import_when_a_file_cannot_be_read_then_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _import(tmp_path, "") == 2
    assert "p.csv" in capsys.readouterr().err
