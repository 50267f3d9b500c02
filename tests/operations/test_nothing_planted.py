"""What a camera wrote beside a picture: in nothing that is kept, exported or packed once the photo is clean."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from weasyprint import HTML

from ei_collect.answering.photographs import Showing
from ei_collect.operations.installation import Installation
from ei_collect.operations.moderating import Decision, decide
from ei_collect.operations.packs import build_pack
from ei_collect.operations.photo_exporting import export_photos
from ei_collect.operations.photo_showing import photo_sheet
from ei_collect.operations.pictures import photo_objects
from ei_collect.photos.showing import Status
from ei_collect.projects.project import Project
from tests.coded import settle
from tests.layers import layers
from tests.operations.photographing import Maker, staged
from tests.photographs import publish_pictured_day
from tests.photos.beside import REAL, beside, found, in_every_jpeg, windows
from tests.photos.planting import EVERY, MARKS

IN_EVERY_PDF = {b"xmpmeta"}
"""What says of a PDF that it is accessible."""
FONTS = (b"\0\1\0\0", b"OTTO")
"""How the fonts of a PDF begin."""


@pytest.mark.sqlite_only
def test_planted_when_photos_of_every_format_were_sent_then_it_is_in_nothing_kept_exported_or_packed(
    installation: Installation, project: Project, tmp_path: Path
) -> None:
    contents = [plant() for plant in EVERY.values()]
    assert all(any(mark in content for mark in MARKS) for content in contents)
    looked_at = _everything(installation, project, contents, tmp_path)
    left = {name for name, content in looked_at.items() for mark in _marks(name) if mark in content}
    assert left == set()


@pytest.mark.shared
@pytest.mark.sqlite_only
def test_what_a_camera_wrote_when_real_photos_were_sent_then_it_is_in_nothing_kept_exported_or_packed(
    installation: Installation, project: Project, shared_data: Path, tmp_path: Path
) -> None:
    paths = [shared_data / "photos" / name for name in REAL]
    written = windows(*(part for path in paths for part in beside(path)), *(name.encode() for name in REAL))
    looked_at = _everything(installation, project, [path.read_bytes() for path in paths], tmp_path)
    (tmp_path / "blank.pdf").write_bytes(
        HTML(string="<html lang=en><title>-</title>").write_pdf(pdf_variant="pdf/ua-1")
    )
    written -= windows(*(content for _name, content in layers(tmp_path / "blank.pdf")))  # how a PDF speaks of itself
    for content in looked_at.values():
        if content.startswith(b"\xff\xd8"):
            with Image.open(BytesIO(content)) as image:
                written -= in_every_jpeg(image.size)
    left = {name for name, content in looked_at.items() if not content.startswith(FONTS) and found(content, written)}
    assert len(written) > 100
    assert left == set()


def _everything(
    installation: Installation, project: Project, contents: Iterable[bytes], folder: Path
) -> dict[str, bytes]:
    """All that is kept, exported and packed once these photos were sent and approved, down to each packed part."""
    town = settle(installation, project)
    publish_pictured_day(installation, project)
    sent = [_sent(installation, project, folder, content) for content in contents]
    for photo in sent:
        decide(installation, project.scope, town.researcher, photo, Decision(Status.FORUM, "Good.", "A scene"))
    build_pack(installation, project)
    export_photos(installation, project, Showing.RESEARCH, folder / "photos.zip")
    (folder / "sheet.pdf").write_bytes(photo_sheet(installation, project, 4))
    looked_at = {
        name: content
        for path in [*installation.config.data.rglob("*"), folder / "photos.zip", folder / "sheet.pdf"]
        if path.is_file()
        for name, content in layers(path)
    }
    assert staged(installation) == set()
    for photo in sent:  # that it was looked into at all, and deep enough
        picture, thumbnail = (photo_objects(installation).read(f"{photo}{end}") for end in (".jpg", ".small.jpg"))
        assert sum(content == picture for content in looked_at.values()) >= 1
        assert sum(content == thumbnail for content in looked_at.values()) >= 2
    return looked_at


def _sent(installation: Installation, project: Project, folder: Path, content: bytes) -> str:
    """The id of a photo, sent as all of somebody's answers."""
    maker = Maker(installation, project, folder)
    photo = maker.adds(0, content)
    maker.says(photo, showing=("forum",), people=("none",), caption=("A scene",))
    maker.sends()
    return photo.id


def _marks(name: str) -> list[bytes]:
    return [mark for mark in MARKS if not (name.endswith(".pdf") and mark in IN_EVERY_PDF)]
