"""`ei-collect photos sweep` as somebody types it."""

import os

import pytest

from ei_collect.cli import main
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import photo_objects
from ei_collect.projects.project import Project
from tests.conftest import SECRET
from tests.photographer import Photographer, files, publish_pictured
from tests.s3 import environment_of

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def found(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """An installation where the command will look."""
    monkeypatch.setenv("EI_DATA", str(installation.config.data))
    monkeypatch.setenv("EI_DATABASE_URL", installation.config.database_url)
    monkeypatch.setenv("EI_SECRET_KEY", SECRET)
    for name, value in environment_of(installation.config).items():
        monkeypatch.setenv(name, value)
    return installation


def test_sweep_when_files_belong_to_nothing_then_they_go_and_it_says_so_and_the_others_stay(
    found: Installation, project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_pictured(found, project)
    photo = Photographer(found, project).takes()
    for name in ("ph_000000000000.jpg", "ph_000000000000.small.jpg"):
        photo_objects(found).put(name, b"nobody's")
    assert main(["photos", "sweep"]) == 0
    assert "0 files removed" in capsys.readouterr().out
    assert len(files(found)) == 4
    monkeypatch.setattr("ei_collect.operations.attached.GRACE", -2)  # they came long ago, by whatever clock
    assert main(["photos", "sweep"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "photos: 2 files removed that no photo refers to or that never arrived whole"
    assert said[1] == "photos: whatever is younger than 60 minutes was left alone, on its way 10 minutes"
    assert set(files(found)) == set(photo.names)


def test_sweep_when_an_upload_stopped_long_ago_then_it_goes(
    found: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    staging = found.config.data / "staging"
    staging.mkdir(mode=0o700)
    old, fresh = staging / "old", staging / "fresh"
    for path in (old, fresh):
        path.write_bytes(b"a part of a photo")
    os.utime(old, (0, 0))
    assert main(["photos", "sweep"]) == 0
    assert capsys.readouterr().out.startswith("photos: 1 file removed")
    assert (old.exists(), fresh.exists()) == (False, True)
