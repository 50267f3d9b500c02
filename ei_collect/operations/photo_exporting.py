"""Photos to take away: a ZIP with each picture and thumbnail, a table of what is told of them, and a contact sheet.

It holds what its selection allows and nothing else, whoever asks for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ei_collect.analysis.photos import PhotoFacts, photo_table
from ei_collect.answering.photographs import Showing
from ei_collect.errors import Finding
from ei_collect.forum.photo import forum_photo
from ei_collect.forum.photo_sheet import to_contact_sheet
from ei_collect.operations.installation import Installation
from ei_collect.operations.photo_showing import photos_within
from ei_collect.operations.pictures import photo_objects
from ei_collect.operations.tables import in_place_of, write_csv_into
from ei_collect.projects.project import Project

MANIFEST = "manifest.csv"
CONTACT_SHEET = "contact-sheet.html"


@dataclass(frozen=True)
class PhotoExport:
    """How many photos were written, of them how many synthetic ones, and what is wrong with those left out."""

    photos: int
    synthetic: int
    findings: tuple[Finding, ...]


def export_photos(installation: Installation, project: Project, selection: Showing, to: Path) -> PhotoExport:
    """Write the ZIP. What is taken back or removed before it is reached is not in it.

    Raises:
        OSError: the file cannot be written.
        BucketError: the pictures cannot be read.
    """
    written: list[PhotoFacts] = []
    findings: list[Finding] = []
    with in_place_of(to) as part, ZipFile(part, "w") as archive:
        for photo in photos_within(installation, project, selection):
            faults = tuple(_write_pictures(installation, archive, photo))
            findings += faults
            written += [] if faults else [photo]
        _add(archive, MANIFEST, _manifest(written, selection), ZIP_DEFLATED)
        shown = [forum_photo(photo, selection, f"thumbnails/{photo.files[1]}") for photo in written]
        _add(archive, CONTACT_SHEET, to_contact_sheet(shown, project.name, selection).encode(), ZIP_DEFLATED)
    return PhotoExport(len(written), sum(photo.synthetic for photo in written), tuple(findings))


def _write_pictures(installation: Installation, archive: ZipFile, photo: PhotoFacts) -> Iterator[Finding]:
    """Both files of a photo, or why it is left out."""
    files = photo_objects(installation)
    picture, thumbnail = (files.read(name) for name in photo.files)
    where = f"photo {photo.id}"
    if picture is None or thumbnail is None:
        yield Finding(where, "photo-without-file", "has no picture now", "It was taken back or changed: export again.")
    elif sha256(picture).hexdigest() != photo.digest:
        yield Finding(where, "photo-damaged", "is not as it was kept", "Put its file back from the backup.")
    else:
        _add(archive, f"photos/{photo.files[0]}", picture, ZIP_STORED)
        _add(archive, f"thumbnails/{photo.files[1]}", thumbnail, ZIP_STORED)


def _manifest(photos: list[PhotoFacts], selection: Showing) -> bytes:
    held = StringIO(newline="")
    write_csv_into(photo_table(photos, selection), held)
    return held.getvalue().encode()


def _add(archive: ZipFile, name: str, content: bytes, compression: int) -> None:
    """A file in the archive, without any time: when somebody exports is nobody's business."""
    entry = ZipInfo(name)
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content, compression)
