"""Photos that were sent and decided about, put straight where they are kept; and every way in which they can differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import product

from PIL import Image

from ei_collect.answering.photographs import Feeling, People, PhotoAnswer, Photos, Showing
from ei_collect.answering.response import Answer, Quotable, Submission
from ei_collect.answering.words import Words
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import photo_objects
from ei_collect.photos.showing import Status
from ei_collect.projects.project import Project
from ei_collect.store.ids import new_id
from ei_collect.store.photos import PHOTOS, Photo, insert_draft
from ei_collect.store.responses import Identity, insert_response
from tests.photographs import publish_pictured_day

ASKED = "pictures"
ALT = "A bench under a tree"


@dataclass(frozen=True)
class Hung:
    """A photo as its maker gave it and as staff left it; `name` goes before its caption."""

    showing: Showing = Showing.FORUM
    people: People | None = People.NONE
    status: Status = Status.FORUM
    cleared: bool = False
    alt: str = ALT
    caption: str | None = "My bench"
    language: str | None = None
    feeling: Feeling | None = Feeling.CONNECTED
    where: str | None = None
    where_words: str = "behind number 12"


@dataclass(frozen=True)
class Kept:
    """Where it came to: its id, and the bytes of its picture and thumbnail."""

    id: str
    hung: Hung
    synthetic: bool
    picture: bytes
    thumbnail: bytes


EVERY = tuple(
    Hung(showing, people, status, cleared)
    for showing, people, status, cleared in product(Showing, (None, *People), Status, (False, True))
)
"""Every combination of what a maker and staff can say."""


def hang(
    installation: Installation,
    project: Project,
    hung: Sequence[Hung],
    *,
    synthetic: bool = False,
    quotable: Quotable = Quotable.CONSENTED,
    language: str = "en",
) -> tuple[Kept, ...]:
    """Keep these photos as one response to the pictured day."""
    version = publish_pictured_day(installation, project)
    kept = tuple(_kept(each, synthetic) for each in hung)
    told = Photos(tuple(_answer(each) for each in kept))
    answers = {ASKED: Answer(told, language)}
    submission = Submission(
        version.id,
        version.survey.slug,
        answers,
        language,
        quotable=quotable,
        synthetic=synthetic,
        home_ward="E05010885",
    )
    key = sha256(kept[0].id.encode()).hexdigest()
    files = photo_objects(installation)
    with installation.database.writing() as connection:
        for each in kept:
            row = _row(each)
            insert_draft(connection, project.scope, key, each.id, row)
            for name, content in zip(row.names, (each.picture, each.thumbnail), strict=True):
                files.put(name, content)
        insert_response(connection, project.scope, submission, Identity(key, "0" * 64), date(2026, 11, 22))
        PHOTOS.settle_sent(connection, project.scope, key, [each.id for each in kept])
    return kept


def _kept(hung: Hung, synthetic: bool) -> Kept:
    photo = new_id("ph")
    colour = tuple(sha256(photo.encode()).digest()[:3])
    return Kept(photo, hung, synthetic, _jpeg((60, 40), colour), _jpeg((30, 20), colour))


def _jpeg(size: tuple[int, int], colour: tuple[int, ...]) -> bytes:
    held = BytesIO()
    Image.new("RGB", size, colour).save(held, "JPEG")
    return held.getvalue()


def _answer(kept: Kept) -> PhotoAnswer:
    hung = kept.hung
    caption = Words(hung.caption, hung.language) if hung.caption else None
    return PhotoAnswer(kept.id, caption, hung.feeling, hung.where, hung.where_words, hung.showing, hung.people)


def _row(kept: Kept) -> Photo:
    """Its row; of one that was removed as though its files had stayed, so that only the rule keeps it back."""
    hung, digest = kept.hung, sha256(kept.picture).hexdigest()
    return Photo(
        kept.id,
        ASKED,
        60,
        40,
        len(kept.picture),
        digest,
        "0" * 16,
        date(2026, 11, 22),
        status=hung.status.value,
        alt=hung.alt,
        people_cleared=hung.cleared,
    )
