"""`ei-collect photos export` and `photos sheet`, as somebody types them."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from ei_collect.answering.photographs import Showing
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import photo_objects
from ei_collect.projects.project import Project
from tests.album import Hung, hang
from tests.cli.commands import run

pytestmark = pytest.mark.sqlite_only


def test_export_when_typed_then_the_archive_is_there_and_its_photos_are_counted(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hang(installation, project, [Hung(Showing.PUBLISHED)])
    (made_up,) = hang(installation, project, [Hung()], synthetic=True)
    to = tmp_path / "photos.zip"
    assert run(installation, "photos", "export", "--project", "bristol", "--showing", "forum", "--to", str(to)) == 0
    assert capsys.readouterr().out == f"{to}: 2 photos, of them 1 synthetic\n"
    with ZipFile(to) as archive:
        assert f"photos/{made_up.id}.jpg" in archive.namelist()
    assert run(installation, "photos", "export", "--project", "bristol", "--showing", "published", "--to", str(to)) == 0
    assert capsys.readouterr().out == f"{to}: 1 photo\n"


def test_export_when_a_picture_is_gone_then_it_is_a_finding(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (gone,) = hang(installation, project, [Hung()])
    photo_objects(installation).delete(f"{gone.id}.jpg")
    typed = ("photos", "export", "--project", "bristol", "--showing", "research", "--to", str(tmp_path / "photos.zip"))
    assert run(installation, *typed) == 1
    assert f"photo {gone.id}: has no picture now [photo-without-file]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed",
    [
        ("export", "--project", "bristol", "--to", "x.zip"),
        ("export", "--project", "bristol", "--showing", "everybody", "--to", "x.zip"),
        ("sheet", "--project", "bristol", "--per-page", "5", "--to", "x.pdf"),
    ],
)
def test_command_when_typed_without_saying_for_whom_or_with_what_is_not_there_then_usage(
    installation: Installation, project: Project, typed: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(installation, "photos", *typed)
    assert ended.value.code == 2


def test_command_when_the_project_or_the_folder_is_not_there_then_says_so(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "none" / "x.zip")
    assert run(installation, "photos", "export", "--project", "york", "--showing", "forum", "--to", "x.zip") == 2
    assert run(installation, "photos", "export", "--project", "bristol", "--showing", "forum", "--to", nowhere) == 2
    said = capsys.readouterr().err
    assert "york" in said
    assert nowhere.rpartition("/")[0] in said


def test_sheet_when_typed_then_it_is_a_pdf(installation: Installation, project: Project, tmp_path: Path) -> None:
    hang(installation, project, [Hung()])
    to = tmp_path / "sheet.pdf"
    assert run(installation, "photos", "sheet", "--project", "bristol", "--per-page", "1", "--to", str(to)) == 0
    assert to.read_bytes().startswith(b"%PDF-")
