"""A person who answers with photos, without a browser."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.answering.response import Response
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Kept
from ei_collect.operations.photographing import PhotoSent, keep_photo, take_photo_away
from ei_collect.operations.pictures import photo_objects, staging
from ei_collect.projects.project import Project
from ei_collect.store.photos import Photo
from ei_collect.store.responses import find_by_key
from tests.answering.sending import AGREED, saves
from tests.photographs import SLUG, photo

_names = count(1)


@dataclass
class Maker:
    """Somebody with a code."""

    installation: Installation
    project: Project
    folder: Path
    key: str = field(default_factory=mint)

    def adds(self, number: int = 0, content: bytes | None = None, **facts: object) -> Photo:
        """Add the photo with this number, or another one under its name."""
        path = self.folder / f"{next(_names)} photo {number}"  # several can be added at once
        path.write_bytes(photo(number) if content is None else content)
        usual = {"upload": f"photo-{number}", "language": "en", "agreement": AGREED, "content": path}
        sent = PhotoSent(**{**usual, **facts})  # type: ignore[arg-type]  # facts of any kind
        return keep_photo(self.installation, SLUG, self.key, "pictures", sent)

    def says(self, *photos: Photo, place: str = "", **of_each: tuple[str, ...]) -> None:
        """Save the section: of each photo what stands in its place for a field."""
        form = {f"q_pictures.{number}.photo": [each.id] for number, each in enumerate(photos, start=1)}
        for part, told in of_each.items():
            form |= {f"q_pictures.{number}.{part}": [said] for number, said in enumerate(told, start=1)}
        saves(self.installation, SLUG, self.key, "show", form | {"q_place": [place]})

    def takes_away(self, gone: Photo) -> None:
        """Take a photo away."""
        take_photo_away(self.installation, SLUG, self.key, "pictures", gone.id)

    def sends(self) -> Kept:
        """Send everything; the code may show it."""
        return submit(self.installation, SLUG, self.key, Closing("en", readable=True))

    @property
    def sent(self) -> Response | None:
        """What was sent."""
        hashed = key_hash(self.installation.config.secret_key, self.key)
        with self.installation.database.reading() as connection:
            return find_by_key(connection, self.project.scope, hashed)


def files(installation: Installation) -> set[str]:
    """The names of all files of photos that there are."""
    return set(photo_objects(installation).names())


def staged(installation: Installation) -> set[str]:
    """The names of all files on their way."""
    folder = staging(installation).folder
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()
