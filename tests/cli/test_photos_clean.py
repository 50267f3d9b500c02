"""`ei-collect photos clean` as somebody types it."""

from pathlib import Path

import pytest
from PIL import Image

from ei_collect.operations.installation import Installation
from tests.cli.commands import run
from tests.photos import planting
from tests.photos.segments import is_bare

pytestmark = pytest.mark.sqlite_only


def test_clean_when_photos_and_other_files_are_named_then_a_line_for_each_and_exit_1(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo, drawing, kept = tmp_path / f"{planting.NAME}.heic", tmp_path / "drawing.jpg", tmp_path / "new" / "kept"
    photo.write_bytes(planting.heic())
    drawing.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert run(installation, "photos", "clean", str(photo), str(drawing), "--to", str(kept)) == 1
    first, second = capsys.readouterr().out.splitlines()
    name = first.removeprefix(f"{photo}: kept as ")
    assert second.startswith(f"{drawing}: refused, it is no photo [photo-no-picture] Send a JPEG")
    assert {path.name for path in kept.iterdir()} == {name, name.replace(".jpg", ".small.jpg")}
    for path in kept.iterdir():
        assert is_bare(path.read_bytes())
        assert not [mark for mark in planting.MARKS if mark in path.read_bytes() + path.name.encode()]
    with Image.open(kept / name) as image:
        assert image.size == (240, 160)


def test_clean_when_all_can_be_kept_then_exit_0_and_the_files_stay_as_they_were(
    installation: Installation, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.png"
    content = planting.png()
    photo.write_bytes(content)
    assert run(installation, "photos", "clean", str(photo), str(photo), "--to", str(tmp_path / "kept")) == 0
    assert len(list((tmp_path / "kept").iterdir())) == 4
    assert photo.read_bytes() == content


def test_clean_when_a_file_is_not_there_then_said_the_others_cleaned_and_exit_2(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo, absent = tmp_path / "photo.png", tmp_path / "absent.png"
    photo.write_bytes(planting.png())
    assert run(installation, "photos", "clean", str(absent), str(photo), "--to", str(tmp_path / "kept")) == 2
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{absent}: refused, it cannot be read (No such file or directory) [file-unreadable]")
    assert second.startswith(f"{photo}: kept as ph_")
