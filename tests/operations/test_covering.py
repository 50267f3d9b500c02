"""What is covered is gone: from the picture, from its thumbnail, from every file that is kept; and it is written down."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from ei_collect.errors import CollectError, InputError, NotFoundError
from ei_collect.operations.covering import cover, cover_own, faces_in, picture, thumbnail
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import sweep_photos
from ei_collect.photos.covering import COLOUR, MOST_COVERS, Box
from ei_collect.photos.faces import can_find_faces
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store import moderation as store
from ei_collect.store.photos import Photo, find_photo
from tests.coded import joins
from tests.photographer import QUESTION, SLUG, Photographer, as_jpeg, files, publish_pictured, striped
from tests.photos.portraits import MIDDLE, portrait

SECRET = Box(0.25, 0.25, 0.5, 0.5)
LOSS = 24
"""So far can a colour be off where JPEG packs it beside others."""
SLICE = 48
"""Bytes of an old file that no other can have by chance."""


@pytest.fixture
def taker(installation: Installation, project: Project) -> Photographer:
    """Somebody who has begun to answer with photos."""
    publish_pictured(installation, project)
    return Photographer(installation, project)


@pytest.fixture
def researcher(installation: Installation, project: Project) -> User:
    """A member of staff."""
    return joins(installation, project, "asha@example.org", MemberRole.RESEARCHER)


def now(taker: Photographer, photo: Photo) -> Photo:
    """The photo as its row says it is."""
    with taker.installation.database.reading() as connection:
        found = find_photo(connection, taker.project.scope, photo.id)
    assert found is not None
    return found


def under(content: bytes, box: Box) -> list[tuple[int, int, int]]:
    """The pixels that lie well within a part of a picture."""
    image = Image.open(BytesIO(content)).convert("RGB")
    edges = (box.left + 0.02, box.top + 0.02, box.left + box.width - 0.02, box.top + box.height - 0.02)
    left, top, right, bottom = (round(edge * side) for edge, side in zip(edges, image.size * 2, strict=True))
    return [image.getpixel((x, y)) for x in range(left, right) for y in range(top, bottom)]  # type: ignore[misc]


def is_solid(pixels: list[tuple[int, int, int]]) -> bool:
    """Whether they are of the colour of covers, as near as JPEG keeps it."""
    return all(abs(one - other) <= LOSS for pixel in pixels for one, other in zip(pixel, COLOUR, strict=True))


def everything(installation: Installation) -> bytes:
    """All bytes of all files that are kept, the database with its log."""
    folder = installation.config.data
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_photo_when_covered_then_nothing_lies_under_it_and_no_old_file_is_left(
    taker: Photographer, researcher: User
) -> None:
    photo = taker.takes(striped())
    taker.says(caption="Here").sends()
    old = list(files(taker.installation).values())
    assert len(old) == 2
    assert not any(is_solid(under(content, SECRET)) for content in old)
    cover(taker.installation, taker.project.scope, researcher, photo, [SECRET])
    after, kept = now(taker, photo), files(taker.installation)
    assert set(kept) == set(after.names)
    assert not set(kept) & set(photo.names)
    assert all(is_solid(under(content, SECRET)) for content in kept.values())


def test_photo_when_covered_as_a_whole_then_no_byte_of_what_it_was_is_left_anywhere(
    taker: Photographer, researcher: User
) -> None:
    photo = taker.takes(striped())
    taker.says(caption="Here").sends()
    old = list(files(taker.installation).values())
    cover(taker.installation, taker.project.scope, researcher, photo, [Box(0, 0, 1, 1)])
    left = everything(taker.installation)
    scans = [content[content.index(b"\xff\xda") + SLICE :] for content in old]  # behind the tables, which all have
    slices = {scan[at : at + SLICE] for scan in scans for at in range(0, len(scan) - SLICE, SLICE)}
    assert len(slices) > 100
    assert not any(each in left for each in slices)


def test_photo_when_covered_then_its_row_tells_what_is_kept_and_the_event_who_did_it(
    taker: Photographer, researcher: User
) -> None:
    photo = taker.takes()
    taker.sends()
    cover(taker.installation, taker.project.scope, researcher, photo, [SECRET, Box(0, 0, 0.1, 0.1)])
    once = now(taker, photo)
    cover(taker.installation, taker.project.scope, researcher, once, [Box(0.9, 0.9, 0.1, 0.1)])
    twice = now(taker, photo)
    content = picture(taker.installation, twice)
    assert (twice.size, twice.digest) == (len(content), sha256(content).hexdigest())
    assert (twice.width, twice.height) == (photo.width, photo.height)
    assert [list(each) for each in twice.covers] == [[0.25, 0.25, 0.5, 0.5], [0, 0, 0.1, 0.1], [0.9, 0.9, 0.1, 0.1]]
    assert is_solid(under(content, SECRET))
    assert Image.open(BytesIO(thumbnail(taker.installation, twice))).size == (240, 160)
    with taker.installation.database.reading() as connection:
        events = store.events_of(connection, taker.project.scope, photo.id, 10)
    assert [(each.what, each.detail, each.who) for each in events] == [
        ("covered", "1 part", "Asha"),
        ("covered", "2 parts", "Asha"),
    ]


def test_photo_when_two_cover_it_at_once_then_the_later_is_told_and_leaves_nothing_behind(
    taker: Photographer, researcher: User
) -> None:
    photo = taker.takes()
    taker.sends()
    cover(taker.installation, taker.project.scope, researcher, photo, [SECRET])
    kept = files(taker.installation)
    with pytest.raises(NotFoundError):
        cover(taker.installation, taker.project.scope, researcher, photo, [SECRET])
    assert files(taker.installation) == kept


def test_photo_when_changed_between_reading_and_writing_then_the_first_stands(
    taker: Photographer, researcher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = taker.takes()
    taker.sends()
    monkeypatch.setattr(store, "renew_files", lambda *_: False)
    with pytest.raises(InputError, match="photo-changed"):
        cover(taker.installation, taker.project.scope, researcher, photo, [SECRET])
    assert set(files(taker.installation)) == set(photo.names)
    assert now(taker, photo) == now(taker, photo)


@pytest.mark.sqlite_only  # elsewhere another process may be about to write the row
@pytest.mark.parametrize("breaks_at", ["renew_files", "add_event"])
def test_photo_when_the_program_dies_while_it_is_covered_then_it_is_whole_and_the_sweep_clears_up(
    taker: Photographer, researcher: User, monkeypatch: pytest.MonkeyPatch, breaks_at: str
) -> None:
    photo = taker.takes()
    taker.sends()

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, breaks_at, dies)
    with pytest.raises(KeyboardInterrupt):
        cover(taker.installation, taker.project.scope, researcher, photo, [SECRET])
    assert now(taker, photo).file == ""
    assert sha256(picture(taker.installation, photo)).hexdigest() == photo.digest
    assert len(files(taker.installation)) == 4
    assert sweep_photos(taker.installation, starting=True) == 2
    assert set(files(taker.installation)) == set(photo.names)


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        ([], "covers-none"),
        ([Box(0.5, 0.5, 0.6, 0.1)], "cover-outside"),
        ([Box(0, 0, 0.1, 0.1)] * (MOST_COVERS + 1), "covers-many"),
    ],
)
def test_covers_when_faulty_then_said_and_nothing_changes(
    taker: Photographer, researcher: User, boxes: list[Box], code: str
) -> None:
    photo = taker.takes()
    taker.sends()
    before = files(taker.installation)
    with pytest.raises(InputError, match=code):
        cover(taker.installation, taker.project.scope, researcher, photo, boxes)
    assert files(taker.installation) == before


@pytest.mark.sqlite_only
def test_own_photo_when_covered_before_sending_then_it_is_sent_like_that_and_nobody_is_named(
    taker: Photographer,
) -> None:
    photo = taker.takes()
    cover_own(taker.installation, SLUG, taker.key, QUESTION, photo.id, boxes=[SECRET])
    taker.says(people="covered").sends()
    with taker.installation.database.reading() as connection:
        sent = store.find_photo_sent(connection, taker.project.scope, photo.id)
        events = store.events_of(connection, taker.project.scope, photo.id, 10)
    assert sent is not None
    assert is_solid(under(picture(taker.installation, sent.photo), SECRET))
    assert [(each.what, each.who) for each in events] == [("covered", "")]
    assert set(files(taker.installation)) == set(sent.photo.names)


@pytest.mark.sqlite_only
def test_own_photo_when_it_was_sent_or_is_another_ones_then_it_cannot_be_covered(taker: Photographer) -> None:
    photo = taker.takes()
    stranger = Photographer(taker.installation, taker.project)
    stranger.takes(striped(1))
    with pytest.raises(CollectError, match="photo-absent"):
        cover_own(taker.installation, SLUG, stranger.key, QUESTION, photo.id, boxes=[SECRET])
    taker.sends()
    with pytest.raises(NotFoundError):
        cover_own(taker.installation, SLUG, taker.key, QUESTION, photo.id, boxes=[SECRET])
    assert now(taker, photo).covers == []


@pytest.mark.sqlite_only
@pytest.mark.skipif(not can_find_faces(), reason="the extra `faces` is not installed")
def test_face_when_found_in_a_kept_photo_then_it_can_be_covered_and_is_not_found_again(
    taker: Photographer, researcher: User
) -> None:
    photo = taker.takes(portrait())
    taker.sends()
    (face,) = faces_in(taker.installation, photo)
    assert face.left < MIDDLE[0] < face.left + face.width
    cover(taker.installation, taker.project.scope, researcher, photo, [face])
    assert faces_in(taker.installation, now(taker, photo)) == ()


def test_picture_when_made_for_these_tests_then_another_seed_is_another_picture() -> None:
    assert as_jpeg(striped(1)) != as_jpeg(striped(2))
