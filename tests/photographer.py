"""A person who answers with photos, without a browser; and pictures to take."""

from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from ei_collect.answering.receipts import mint
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Kept
from ei_collect.operations.photographing import PhotoSent, keep_photo
from ei_collect.operations.pictures import photo_objects
from ei_collect.projects.project import Project
from ei_collect.store.photos import Photo
from ei_collect.survey.definition import PublishedVersion
from tests.answering.sending import AGREED, saves
from tests.answering.surveys import publish_yaml

SLUG, SECTION, QUESTION = "pictured", "see", "day"
PICTURED = """
    slug: pictured
    language: en
    title: A day in pictures
    summary: Photos of one day.
    introduction: [Show us.]
    consent: [You can stop.]
    thanks: Thank you.
    sections:
      - code: see
        title: Your photos
        questions:
          - {code: day, kind: photo, label: "Which places do you meet people at?", maximum: 5}
"""

_uploads = count(1)


def publish_pictured(installation: Installation, project: Project, slug: str = SLUG) -> PublishedVersion:
    """The survey that is answered with photos."""
    return publish_yaml(installation, project, PICTURED.replace("slug: pictured", f"slug: {slug}"))


def striped(seed: int = 0, size: tuple[int, int] = (240, 160)) -> Image.Image:
    """A picture in which every part is another; so are those of other seeds."""
    width, height = size
    image = Image.new("RGB", size)
    image.putdata(
        [
            ((x * 7 + seed * 91) % 256, (y * 5 + seed * 53) % 256, (x + y) % 256)
            for y in range(height)
            for x in range(width)
        ]
    )
    return image


def as_jpeg(image: Image.Image) -> bytes:
    """It as a file."""
    held = BytesIO()
    image.save(held, "JPEG", quality=90)
    return held.getvalue()


@dataclass
class Photographer:
    """Somebody with a code, who has photos in the order in which they took them."""

    installation: Installation
    project: Project
    key: str = field(default_factory=mint)
    photos: list[Photo] = field(default_factory=list)
    slug: str = SLUG

    def takes(self, image: Image.Image | None = None) -> Photo:
        """Add a photo."""
        with TemporaryDirectory() as folder:
            content = Path(folder) / "photo"
            content.write_bytes(as_jpeg(image or striped()))
            sent = PhotoSent(content=content, upload=f"upload {next(_uploads)}", language="en", agreement=AGREED)
            self.photos.append(keep_photo(self.installation, self.slug, self.key, QUESTION, sent))
        return self.photos[-1]

    def says(self, **told: str) -> "Photographer":
        """Save the section, telling the same of each photo, as its page would."""
        form: dict[str, list[str]] = {}
        for number, photo in enumerate(self.photos, start=1):
            form[f"q_{QUESTION}.{number}.photo"] = [photo.id]
            form |= {f"q_{QUESTION}.{number}.{name}": [value] for name, value in told.items()}
        saves(self.installation, self.slug, self.key, SECTION, form)
        return self

    def sends(self, *, readable: bool = True) -> Kept:
        """Send everything; the code may show it unless said otherwise."""
        return submit(self.installation, self.slug, self.key, Closing("en", readable=readable))


def files(installation: Installation) -> dict[str, bytes]:
    """Every file of photos that there is, by name."""
    kept = photo_objects(installation)
    return {name: kept.read(name) or b"" for name in kept.names()}
