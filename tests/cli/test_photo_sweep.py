"""`ei-collect photos sweep` as somebody types it."""

import os
from pathlib import Path
from time import time

import pytest

from ei_collect.cli import main
from ei_collect.operations.installation import Installation
from ei_collect.operations.sounds import GRACE
from ei_collect.projects.project import Project
from tests.conftest import SECRET
from tests.photographer import Photographer, files, publish_pictured

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def folder(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of photos are, in an installation where the command will look."""
    monkeypatch.setenv("EI_DATA", str(installation.config.data))
    monkeypatch.setenv("EI_DATABASE_URL", installation.config.database_url)
    monkeypatch.setenv("EI_SECRET_KEY", SECRET)
    return installation.config.data / "photos"


def test_sweep_when_files_belong_to_nothing_then_they_go_and_it_says_so_and_the_others_stay(
    installation: Installation,
    project: Project,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish_pictured(installation, project)
    photo = Photographer(installation, project).takes()
    (folder / "ph_000000000000.jpg").write_bytes(b"nobody's")
    (folder / ".half.partial").write_bytes(b"half")
    assert main(["photos", "sweep"]) == 0
    assert "0 files removed" in capsys.readouterr().out
    assert len(files(installation)) == 4
    late = time() + GRACE + 1
    monkeypatch.setattr("ei_collect.store.objects.time", lambda: late)
    assert main(["photos", "sweep"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "photos: 2 files removed that no photo refers to or that never arrived whole"
    assert said[1] == "photos: whatever is younger than 60 minutes was left alone"
    assert set(files(installation)) == set(photo.names)


def test_sweep_when_an_upload_stopped_long_ago_then_it_goes(
    installation: Installation, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    staging = installation.config.data / "staging"
    staging.mkdir(mode=0o700)
    old, fresh = staging / "old", staging / "fresh"
    for path in (old, fresh):
        path.write_bytes(b"a part of a photo")
    os.utime(old, (0, 0))
    assert main(["photos", "sweep"]) == 0
    assert capsys.readouterr().out.startswith("photos: 1 file removed")
    assert (old.exists(), fresh.exists()) == (False, True)
